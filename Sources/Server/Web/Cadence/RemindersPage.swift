import Domain
import Storage

/// How somebody is reminded outside the console: by mail, and in a calendar of their own.
struct RemindersPage: WebPage {
    static let template = TemplateName.reminders

    struct Content: Sendable {
        let mail: MailReminderListing
        /// For calendar programs; nil where the reader has none.
        let address: CalendarAddressListing?

        init(_ transaction: Transaction) throws {
            mail = try transaction.ownMailReminder()
            address = try transaction.ownCalendarAddress()
        }
    }

    let title: String
    let notice: String?
    let facts: [Fact]
    /// Said where this server sends no mail.
    let mailOff: String?
    let mailPath: String
    /// Whether the reader has meetings, and so a calendar.
    let hasCalendar: Bool
    /// When the reader's address for calendar programs was made and last used; nil where there is none.
    let calendarAddress: String?

    /// - Parameters:
    ///   - sendsMail: whether this server does.
    ///   - time: a moment as the bureau's clocks show it.
    init(
        _ content: Content, sendsMail: Bool, _ authority: Authority, _ words: Words, notice: String? = nil,
        time: (Instant) -> String
    ) {
        title = words(.remindersTitle)
        self.notice = notice
        let reminder = content.mail.reminder
        facts = [
            Fact(words(.mailWanted), words(reminder.isWanted ? .yes : .no)),
            Fact(
                words(.mailAddress),
                reminder.address?.text ?? words(reminder.isAddressLost ? .mailAddressLost : .mailNoAddress)),
            Fact(words(.mailLanguage), words(reminder.language.word)),
        ]
        mailOff = sendsMail ? nil : words(.mailOff)
        mailPath = LocalPath.reminders.part("mail").text
        hasCalendar = authority.allows(API.makeCalendarAddress)
        calendarAddress = content.address.map { address in
            words(
                .calendarAddressStands,
                ["made": time(address.madeAt), "used": address.lastUsed.map(time) ?? words(.never)])
        }
    }
}

extension LocalPath {
    static let reminders = LocalPath.account.part("reminders")
}

extension Site {
    static let reminderRoutes: [Route] =
        [
            .get("/account/reminders", for: .signedIn) { visit in
                let content = try await visit.read { try RemindersPage.Content($0) }
                return try visit.show(
                    RemindersPage(
                        content, sendsMail: visit.site.api.digests.mail != nil, visit.authority, visit.words,
                        notice: visit.notice
                    ) { visit.time($0) })
            }
        ] + [mailReminderForm, accountMailReminderForm].flatMap(\.routes)

    private static let mailReminderForm = FormRoute("/account/reminders/mail", API.setMailReminder, .setMailReminder) {
        visit in
        let listing = try await visit.read { try $0.ownMailReminder() }
        // The first time it is asked in the reader's language.
        let language = visit.words.language == .chinese ? MailReminder.Language.chinese : .english
        let standing = listing.version == 0 ? nil : listing.reminder
        return FormRoute.Asked(
            back: ConfirmPage.Back(.reminders, visit.words(.remindersTitle)), intro: visit.words(.mailIntro),
            fields: [
                MailReminderFields.wanted.asked(visit.words, first: String(standing?.isWanted ?? true)),
                MailReminderFields.address.asked(visit.words, of: listing.reminder),
                MailReminderFields.language.asked(visit.words, first: (standing?.language ?? language).rawValue),
            ], version: listing.version)
    } next: { _, _ in
        .reminders.with(.recorded)
    }

    private static let accountMailReminderForm = FormRoute(
        "/administration/accounts/{account}/mail-reminder", API.setAccountMailReminder, .setAccountMailReminder
    ) { visit in
        let id: ID<Account> = try visit.id("account")
        let listing = try await visit.read { try $0.mailReminder(of: id) }
        return FormRoute.Asked(
            back: ConfirmPage.Back(
                .administration("accounts/\(id.rawValue)"), listing.account.title ?? listing.account.name),
            intro: visit.words(
                listing.reminder.isOwners
                    ? .mailOwnersSaid
                    : listing.version > 0 && !listing.reminder.isWanted ? .mailRefusedSaid : .accountMailIntro),
            fields: [
                MailReminderFields.address.asked(visit.words, of: listing.reminder),
                MailReminderFields.language.asked(visit.words, of: listing.reminder),
            ], version: listing.version)
    } next: { visit, _ in
        let id: ID<Account> = try visit.id("account")
        return .administration("accounts/\(id.rawValue)").with(.recorded)
    }
}
