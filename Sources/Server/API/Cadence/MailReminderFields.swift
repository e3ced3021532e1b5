import Domain
import Storage

/// Whether somebody is reminded by mail, field by field.
enum MailReminderFields {
    static let address = Field("address", Wire.email.optional, .mailAddress, hint: .mailAddressHint) {
        (reminder: MailReminder) in reminder.address
    }
    static let wanted = Field("wanted", .boolean, .mailWanted) { (reminder: MailReminder) in reminder.isWanted }
    static let language = Field("language", Wire<MailReminder.Language>.choice(), .mailLanguage) {
        (reminder: MailReminder) in reminder.language
    }

    /// As one says it for oneself.
    static let asked = Asking<MailReminder>("MailReminderForm") { input in
        let (address, wanted, language) = (input.take(address), input.take(wanted), input.take(language))
        guard let address, let wanted, let language else { return nil }
        return MailReminder(address: address, isWanted: wanted, language: language)
    }

    /// As it is kept for somebody else, whose yes or no is their own.
    static let kept = Asking<MailReminder>("MailAddressForm") { input in
        let (address, language) = (input.take(address), input.take(language))
        guard let address, let language else { return nil }
        return MailReminder(address: address, isWanted: true, language: language)
    }
}

extension MailReminder.Language: Worded {
    var word: Word {
        switch self {
        case .chinese: .mailInChinese
        case .english: .mailInEnglish
        }
    }
}

extension MailReminder.Language {
    /// Of the pages.
    var ofPages: Language { self == .chinese ? .chinese : .english }
}

extension Shape<MailReminderListing> {
    static let mailReminder = Shape(
        "MailReminder",
        [
            Field("account", .text.means("The sign-in name.")) { .string($0.account.name) },
            Field("address", .email.orNull.means("null: nothing is sent.")) { JSON($0.reminder.address?.text) },
            Field(
                "addressLost",
                .boolean.means("Whether there is one that does not open with the server's keys: set it again.")
            ) { .bool($0.reminder.isAddressLost) },
            Field("wanted", .boolean.means("Its owner's own yes or no.")) { .bool($0.reminder.isWanted) },
            Field("language", .choice(MailReminder.Language.self)) { .string($0.reminder.language.rawValue) },
            Field("keptByOther", .boolean.means("Whether somebody else set the address, and may change it.")) {
                .bool($0.reminder.isKeptByOther)
            },
            Field("version", .count.means("0 where nothing is on record.")) { JSON($0.version) },
        ]
    )
}

extension Shape<DigestListing> {
    static let digest = Shape(
        "Digest",
        [
            Field("id", .id) { JSON($0.id) },
            Field("account", .text.means("The sign-in name.")) { .string($0.name) },
            Field("day", .date) { JSON($0.day) },
            Field(
                "state",
                .choice(Digest.State.self).means(
                    "begun: the server was stopped while it handed it over; it is not sent again.")
            ) { .string($0.state.rawValue) },
            Field("tries", .count) { JSON($0.tries) },
            Field("triedAt", .instant.means("The last time.")) { JSON($0.triedAt) },
            Field("fault", .anyText(500).orNull.means("Why it was not taken, the last time.")) { JSON($0.fault) },
        ]
    )
}
