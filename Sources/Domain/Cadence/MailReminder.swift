/// Whether somebody is reminded by mail of what is due, and where.
package struct MailReminder: Hashable, Sendable {
    /// In which the mail is written.
    package enum Language: String, CaseIterable, Hashable, Sendable {
        case chinese = "zh-CN"
        case english = "en"
    }

    /// nil where there is none, or none that can be read: then nothing is sent.
    package let address: EmailAddress?
    /// Whether there is an address that nobody can read any more, its key being lost. It is still whose it was.
    package let isAddressLost: Bool
    /// Their own yes or no.
    package let isWanted: Bool
    package let language: Language
    /// Whether somebody else keeps the address for them. One that they set is theirs alone to change.
    package let isKeptByOther: Bool

    package init(
        address: EmailAddress?, isWanted: Bool, language: Language, isKeptByOther: Bool = false,
        isAddressLost: Bool = false
    ) {
        (self.address, self.isWanted, self.language) = (address, isWanted, language)
        self.isAddressLost = isAddressLost
        self.isKeptByOther = isKeptByOther
    }

    /// Of whom nothing is on record.
    package static let none = MailReminder(address: nil, isWanted: false, language: .chinese)

    /// As its owner says it: an address that they leave as somebody else set it does not become theirs by that. One that is
    /// lost goes by whatever they say.
    package func own(over standing: MailReminder) -> MailReminder {
        MailReminder(
            address: address, isWanted: isWanted, language: language,
            isKeptByOther: standing.isKeptByOther && !standing.isAddressLost && address == standing.address)
    }

    /// As somebody else says it, who keeps addresses: whoever has said yes or no themselves is taken at their word.
    ///
    /// - Parameter standing: nil where nothing is on record yet.
    /// - Throws: ``Refusal/isOwners`` where its owner set an address.
    package func kept(over standing: MailReminder?) throws(Refusal) -> MailReminder {
        if let standing, standing.isOwners { throw .isOwners }
        return MailReminder(
            address: address, isWanted: standing?.isWanted ?? true, language: language, isKeptByOther: true)
    }

    /// Whether it has an address that its owner set.
    package var isOwners: Bool { (address != nil || isAddressLost) && !isKeptByOther }

    package enum Refusal: StateRefusal {
        case isOwners

        package var code: String { "mailAddressIsOwners" }

        package var detail: Sentence {
            "its owner set this address, and they alone change it or take it off: ask them to"
        }
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

    /// How long a try waits for the one before, in seconds: a quarter of an hour at first, longer from time to time, so that
    /// a mail server which is away all morning does not use the day's tries up.
    package static let pauses: [Int64] = [900, 3_600, 7_200, 14_400]
    /// How many days ahead something is told of, and for how many days afterwards that it was not done.
    package static let days = 7
    /// How long it is known which were sent, in days.
    package static let keptFor = 60
}
