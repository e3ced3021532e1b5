import Domain
import Storage

extension Shape<SheetListing> {
    static let sheet = Shape(
        "Sheet",
        [
            Field("id", .id) { JSON($0.sheet.id) },
            Field("area", .code) { .string($0.area.text) },
            Field("tier", .choice(Tier.self)) { .string($0.sheet.tier.rawValue) },
            Field("assessor", .text.means("The member's number; in the public tier the label.")) { listing in
                switch listing.sheet.assessor {
                case .member: JSON(listing.assessor?.number.text)
                case .label(let label): .string(label.string)
                }
            },
            Field("assessorName", .text.orNull) { JSON($0.assessor?.name) },
            Field("points", Schema.map(.points).orNull.means("null until the cycle closes, to all but who scored.")) {
                listing in
                guard listing.isVisible else { return .null }
                var points = JSON.Object()
                for (criterion, given) in listing.sheet.points.sorted(by: { $0.key < $1.key }) {
                    points.append(criterion.text, JSON(given))
                }
                return .object(points)
            },
            Field(
                "losses",
                Schema.map(.list(Shape<Sheet.Loss>.sheetLoss.schema)).orNull.means(
                    "What criteria that start from a base lost for; null until the cycle closes, to all but who scored."
                )
            ) { listing in
                guard listing.isVisible else { return .null }
                var losses = JSON.Object()
                for (criterion, lost) in listing.sheet.losses.sorted(by: { $0.key < $1.key }) {
                    losses.append(criterion.text, JSON(lost, Shape<Sheet.Loss>.sheetLoss.json))
                }
                return .object(losses)
            },
            Field("total", .points.orNull) { $0.isVisible ? JSON($0.total) : .null },
            Field("comment", .reason.orNull) { $0.isVisible ? JSON($0.sheet.comment) : .null },
            Field("revision", .integer(1...Int64.max)) { JSON($0.sheet.revision) },
            Field("revisionReason", .reason.orNull) { JSON($0.revisionReason) },
            Field("lateReason", .reason.orNull.means("Given where it came after the due date.")) {
                JSON($0.lateReason)
            },
            Field(
                "notCounted",
                .choice(Sheet.Uncounted.self).orNull.means(
                    "Why it does not count: what its assessor was on the month's last day.")
            ) { JSON($0.uncounted?.rawValue) },
            Field("sinceReopening", .boolean.means("Entered after the month was opened again.")) {
                .bool($0.isSinceReopening)
            },
            Field("withdrawn", .boolean.means("Taken back by whoever had entered it.")) { .bool($0.isWithdrawn) },
            Field("recordedAt", .instant) { JSON($0.recordedAt) },
            Field("recordedBy", .text) { .string($0.recordedBy) },
        ]
    )
}

extension Shape<Sheet.Loss> {
    static let sheetLoss = Shape(
        "SheetLoss",
        [
            Field("item", .code.orNull.means("Of the criterion's losses; null for another cause.")) { loss in
                if case .item(let key) = loss.cause { .string(key.text) } else { .null }
            },
            Field("reason", .text.orNull.means("Of another cause.")) { loss in
                if case .other(let reason) = loss.cause { .string(reason.string) } else { .null }
            },
            Field("times", .count) { JSON($0.times) },
            Field("points", .points.means("Each time.")) { JSON($0.points) },
        ])
}

extension Schema {
    /// What criteria lost for, each in one line.
    static let lossLines = Schema.map(.anyText(LossLine.maximum)).means(
        "By the key of each criterion that starts from a base and lost anything: late×2；litter−3；ponding−1. A cause is an item's key or title, or another one in words; ×n is how often, −p the points each time, where the item has min and max, and for another cause. Empty for nothing: full points."
    )
}

extension API {
    /// The score sheets of a cycle.
    static let sheetOperations: [Operation] = [listSheets, submitSheet, withdrawSheets, importScores]

    static let listSheets: Operation = .list(
        "listSheets", "/cycles/{cycle}/sheets", .assessment,
        "The sheets of a cycle, in the order they were recorded; without figures until it closes",
        needing: [.readMonths],
        query: [
            .optional("area", .code),
            .optional("revisions", .boolean.means("With those that were revised or taken back.")),
        ],
        of: .sheet
    ) { call, transaction in
        let cycle = try transaction.cycle(call.id("cycle"))
        let area = try call.query["area"].map { try transaction.requireArea($0, in: cycle.month) }
        return try transaction.sheets(
            of: cycle.id, area: area, revisions: call.queryFlag("revisions"), call.page()
        )
    }

    static let submitSheet: Operation = .post(
        "submitSheet", "/cycles/{cycle}/sheets", .assessment,
        "Record a sheet, or a revision of the one that stands (200 if it says the same)",
        needing: [.enterOwnScores, .enterGroupScores, .enterScores],
        body: .json(
            .object(
                "NewSheet",
                [
                    .required("area", .code),
                    .required("tier", .choice(Tier.self)),
                    .optional(
                        "assessor",
                        .name(60).means(
                            "A member's number, in the public tier a label; whoever signs in if left out.")
                    ),
                    .required(
                        "points",
                        Schema.map(.points).means(
                            "By the criterion's key, every one once. One that starts from a base may be left out where losses says of it; otherwise both have to agree."
                        )),
                    .optional("losses", .lossLines),
                    .optional("comment", .reason.means("Needed where a criterion is below 60 % of its maximum.")),
                    .optional("lateReason", .reason.means("Needed after the due date.")),
                    .optional("revisionReason", .reason.means("Needed where a sheet stands already.")),
                    .optional(
                        "revises",
                        .integer(0...999_999_999).means(
                            "The revision that was read, 0 for none; 412 if another one stands that says otherwise."
                        )
                    ),
                ]
            )
        ),
        mayStandAlready: true, mayNameRevision: true, returns: Shape.sheet.schema
    ) { call, transaction in
        let (sheet, outcome) = try transaction.submitSheet(
            in: call.id("cycle"), area: call.text("area"), tier: call.choice("tier"),
            assessor: call.optionalText("assessor"),
            points: call.body["points"]?.pointsByKey ?? [:], losses: call.body["losses"]?.linesByKey ?? [:],
            comment: call.optionalText("comment"), lateReason: call.optionalText("lateReason"),
            revisionReason: call.optionalText("revisionReason"),
            revises: call.body["revises"]?.integer.map(Int.init)
        )
        let reply = Reply.json(Shape.sheet.json(sheet))
        return outcome == .unchanged ? reply.unchanged : reply
    }.written { .month(try $0.id("cycle")) }

    static let withdrawSheets: Operation = .post(
        "withdrawSheets", "/cycles/{cycle}/sheets/withdraw", .assessment,
        "Take back sheets that one has entered oneself, while the month is open; that they were stands on the month",
        needing: [.enterOwnScores, .enterGroupScores, .enterScores],
        body: .json(
            .object(
                "SheetWithdrawals",
                [
                    .required("sheets", .list(.id, count: 1...SeveralAtOnce.most).means("Their ids.")),
                    .required("reason", .reason),
                ])
        ), makesNew: false, returns: .list(Shape.sheet.schema)
    ) { call, transaction in
        let month = try transaction.cycle(call.id("cycle"))
        try transaction.authority.require(withdrawSheets, in: transaction.place(of: month.branch))
        try month.requireOpen()
        let cycle = month.id
        let reason = try call.reason("reason")
        let ids = (call.body["sheets"]?.array ?? []).compactMap { $0.integer.map(String.init) }
        let sheets: [ID<Sheet>] = try SeveralAtOnce.named("sheets", ids) { raw, _ in ID(Int64(raw) ?? 0) }
        let withdrawn = try SeveralAtOnce.each("sheets", sheets, called: { try transaction.called($0, in: cycle) }) {
            try transaction.withdrawSheet($0, in: cycle, reason: reason)
        }
        return .json(JSON(withdrawn, Shape.sheet.json))
    }.written { .month(try $0.id("cycle")) }

    static let importScores: Operation = .post(
        "importScores", "/imports/scores", .assessment,
        "A month's score sheets of all branches, from a spreadsheet; opens the cycles it needs",
        needing: [.enterOwnScores, .enterGroupScores, .enterScores],
        query: ImportReport.query + monthImportQuery, body: .spreadsheet, makesNew: false,
        returns: ImportReport.schema
    ) { call, transaction in
        try ImportReport.reply(importing: call, by: transaction) { file in
            try SheetSpreadsheet.importing(file, MonthImport(call), into: transaction)
        }
    }

    static let monthImportQuery: [Operation.Query] = [
        .required("month", .month),
        .optional("lateReason", .reason.means("Needed after the due date; stands with every entry.")),
        .optional("revisionReason", .reason.means("Needed where the file says otherwise than what stands.")),
    ]
}

extension JSON {
    /// Points by the criterion's key; what the schema lets through is points, and anything else is left out.
    var pointsByKey: [String: Points] {
        var points: [String: Points] = [:]
        for member in object?.members ?? [] {
            guard case .number(let digits) = member.value, let given = try? Points(digits) else { continue }
            points[member.name] = given
        }
        return points
    }

    /// Lines by the criterion's key.
    var linesByKey: [String: String] {
        Dictionary(
            (object?.members ?? []).compactMap { member in member.value.string.map { (member.name, $0) } },
            uniquingKeysWith: { first, _ in first })
    }
}

/// What an import of a month's entries is told beside its file.
struct MonthImport {
    let month: Month
    let lateReason: Text?
    let revisionReason: Text?

    init(_ call: Call) throws {
        guard let month = try call.queryValue("month", { raw throws(Rejection) in try Month(parsing: raw) }) else {
            throw FieldErrors("month", .missing)
        }
        self.month = month
        lateReason = try call.queryValue("lateReason", Text.reason)
        revisionReason = try call.queryValue("revisionReason", Text.reason)
    }
}
