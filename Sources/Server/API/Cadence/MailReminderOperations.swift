import Domain
import HTTPTypes
import Storage

extension API {
    /// Reminders by mail: who wants them, and what became of them.
    static let mailReminderOperations: [Operation] = [
        showMailReminder, setMailReminder, showAccountMailReminder, setAccountMailReminder, listDigests, previewDigests,
        sendDigests,
    ]

    private static func reply(_ listing: MailReminderListing) -> Reply {
        .json(Shape.mailReminder.json(listing), version: listing.version)
    }

    static let showMailReminder: Operation = .get(
        "showMailReminder", "/account/mail-reminder", .cadence, "Whether one is reminded by mail, and where",
        needing: .ownAccount, returns: Shape.mailReminder.schema
    ) { _, transaction in reply(try transaction.ownMailReminder()) }

    static let setMailReminder: Operation = .put(
        "setMailReminder", "/account/mail-reminder", .cadence,
        "Say whether one is reminded by mail of what is due, once a day at the most, and where", needing: .ownAccount,
        asking: MailReminderFields.asked, returns: Shape.mailReminder.schema
    ) { call, reminder, transaction in
        reply(try transaction.setOwnMailReminder(reminder, ifVersion: call.version))
    }

    static let showAccountMailReminder: Operation = .get(
        "showAccountMailReminder", "/accounts/{account}/mail-reminder", .cadence,
        "Whether somebody is reminded by mail, and where", needing: [.manageAccounts],
        returns: Shape.mailReminder.schema
    ) { call, transaction in reply(try transaction.mailReminder(of: call.id("account"))) }

    static let setAccountMailReminder: Operation = .put(
        "setAccountMailReminder", "/accounts/{account}/mail-reminder", .cadence,
        "Keep somebody's address for reminders, where they set none; a no of their own stands",
        needing: [.manageAccounts], asking: MailReminderFields.kept, returns: Shape.mailReminder.schema
    ) { call, reminder, transaction in
        reply(try transaction.setMailReminder(reminder, of: call.id("account"), ifVersion: call.version))
    }

    static let listDigests: Operation = .list(
        "listDigests", "/digests", .cadence, "The digests that were sent by mail, or not, the latest day first",
        needing: [.maintainDatabase], query: [.optional("day", .date), .optional("state", .choice(Digest.State.self))],
        of: .digest
    ) { call, transaction in
        try transaction.digests(
            on: call.queryValue("day", LocalDate.init(parsing:)),
            state: call.query["state"].flatMap(Digest.State.init(rawValue:)), call.page())
    }

    static let previewDigests: Operation = .steps(
        "previewDigests", .get, "/digests/preview", .cadence,
        "To whom a digest would be sent now, and how much it would tell; to the operator, also what it would say",
        needing: [.maintainDatabase], returns: .list(Shape.digestPreview.schema)
    ) { _, steps in
        try await steps.read { try $0.requireMaintenance() }
        let isOperator = if case .operator = steps.visitor.principal { true } else { false }
        let letters = try await steps.digests.letters()
        return .json(
            JSON(letters) { Shape.digestPreview.json(DigestPreview(letter: $0, isOperator: isOperator)) })
    }.takingLong

    static let sendDigests: Operation = .steps(
        "sendDigests", .post, "/digests", .cadence,
        "Send the day's digests that were not sent yet, those that failed once more", needing: [.maintainDatabase],
        returns: .object(
            "DigestRound",
            [
                .required("mail", .boolean.means("Whether this server sends mail.")),
                .required("sent", .count), .required("failed", .count),
                .required("nothing", .count.means("Of how many people nothing is due.")),
            ])
    ) { _, steps in
        try await steps.read { try $0.requireMaintenance() }
        let round = try await steps.digests.send(isAsked: true)
        return .json([
            "mail": .bool(round != nil), "sent": JSON(round?.sent ?? 0), "failed": JSON(round?.failed ?? 0),
            "nothing": JSON(round?.nothing ?? 0),
        ])
    }.takingLong
}

/// A digest as those are told of it who see to the server.
struct DigestPreview: Sendable {
    let letter: DigestLetter
    let isOperator: Bool
}

extension Shape<DigestPreview> {
    static let digestPreview = Shape(
        "DigestPreview",
        [
            Field("account", .text.means("The sign-in name.")) { .string($0.letter.recipient.name) },
            Field("due", .count) { JSON($0.letter.digest.dueCount) },
            Field("meetings", .count) { JSON($0.letter.digest.meetings.count) },
            Field("subject", .anyText(500).orNull.means("For the operator alone.")) {
                JSON($0.isOperator ? $0.letter.text.subject : nil)
            },
            Field("body", .anyText(50_000).orNull.means("For the operator alone.")) {
                JSON($0.isOperator ? $0.letter.text.body : nil)
            },
        ]
    )
}
