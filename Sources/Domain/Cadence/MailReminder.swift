/// Whether somebody is reminded by mail of what is due, and where.
package struct MailReminder: Hashable, Sendable {
    /// In which the mail is written.
    package enum Language: String, CaseIterable, Hashable, Sendable {
        case chinese = "zh-CN"
        case english = "en"
    }

    /// nil where there is none: then nothing is sent.
    package let address: EmailAddress?
    /// Their own yes or no.
    package let isWanted: Bool
    package let language: Language

    package init(address: EmailAddress?, isWanted: Bool, language: Language) {
        (self.address, self.isWanted, self.language) = (address, isWanted, language)
    }

    /// Of whom nothing is on record.
    package static let none = MailReminder(address: nil, isWanted: false, language: .chinese)

    /// As somebody else says it, who keeps addresses: whoever has said yes or no themselves is taken at their word.
    ///
    /// - Parameter standing: nil where nothing is on record yet.
    package func over(_ standing: MailReminder?) -> MailReminder {
        MailReminder(address: address, isWanted: standing?.isWanted ?? true, language: language)
    }
}

/// A mail that tells one person on one day what is due for them.
package enum Digest {
    package enum State: String, CaseIterable, Hashable, Sendable {
        /// It was about to be handed over. Where it stays so, the server was stopped right then.
        case begun
        case sent
        case failed
    }

    /// How often one is tried.
    package static let mostTries = 5
    /// How long a try waits for the one before, in seconds.
    package static let pause: Int64 = 900
    /// How many days ahead something is told of, and for how many days afterwards that it was not done.
    package static let days = 7
    /// How long it is known which were sent, in days.
    package static let keptFor = 60
}
