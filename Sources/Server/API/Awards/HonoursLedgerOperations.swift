import Domain
import Storage

extension Shape<HonoursLedgerEntry> {
    static let honoursLedgerEntry = Shape(
        "HonoursLedgerEntry",
        [
            Field("source", .choice(["award", "honour"])) { entry in
                if case .award = entry.source { "award" } else { "honour" }
            },
            Field("id", .id.means("The award's, or the honour's.")) { entry in
                switch entry.source {
                case .award(let id, _, _, _): JSON(id)
                case .honour(let id): JSON(id)
                }
            },
            .nested("member", .person) { $0.member },
            Field("branch", .code) { .string($0.branchCode.text) },
            Field("title", .text.orNull.means("null for the award of a month.")) { JSON($0.title) },
            Field("month", .month.orNull.means("Of an award.")) { JSON($0.month?.description) },
            Field("area", .code.orNull.means("Of an award.")) { JSON($0.area?.text) },
            Field("level", .choice(Honour.Level.self)) { .string($0.level.rawValue) },
            Field("document", .text.orNull) { JSON($0.document) },
            Field("on", .date.means("Of the paper; of an award without one, when its month became final.")) {
                JSON($0.on)
            },
            Field("issuer", .text.orNull) { JSON($0.issuer) },
            Field("paperRevision", .count.means("How often an award's paper was said; 0 for not yet.")) {
                JSON($0.paperRevision)
            },
            Field("paperReason", .reason.orNull.means("Why the paper was corrected last.")) { JSON($0.paperReason) },
            .nested("ending", optional: .ledgerEnding) { $0.ending },
        ]
    )
}

extension HonoursLedgerEntry {
    var month: Month? { if case .award(_, let month, _, _) = source { month } else { nil } }
    var area: Code? { if case .award(_, _, let area, _) = source { area } else { nil } }
}

extension Shape<HonourRevocation> {
    /// That an honour was revoked, or withdrawn.
    fileprivate static let ledgerEnding = Shape(
        "HonourEnding",
        [
            Field("reason", .reason) { .string($0.reason) },
            Field("on", .date) { JSON($0.on) },
            Field("by", .text) { .string($0.by) },
        ]
    )
}

extension Shape<AwardPaperListing> {
    fileprivate static let paper = Shape(
        "AwardPaper",
        [
            Field("revision", .integer(1...Int64.max)) { JSON($0.revision) },
            Field("document", .text) { .string($0.paper.document.string) },
            Field("dated", .date) { JSON($0.paper.dated) },
            Field("reason", .reason.orNull.means("Why it was corrected; null for the first.")) { JSON($0.reason) },
            Field("on", .date) { JSON($0.on) },
            Field("by", .text) { .string($0.by) },
        ]
    )
}

extension API {
    /// The honours' ledger: awards of final months by themselves, and honours from outside.
    static let honoursLedgerOperations: [Operation] = [
        showLedger, recordHonour, withdrawHonour, listAwardPapers, recordAwardPaper, importHonours,
    ]

    static let showLedger: Operation = .get(
        "showLedger", "/honours/ledger", .awards,
        "The honours' ledger of a year, or of a member: awards of final months, and honours from outside, by day",
        needing: [.readResults],
        query: [
            .optional("year", .integer(2000...2199).means("Needed unless a member is given.")),
            .optional("branch", .code), .optional("member", .code),
        ], returns: .list(Shape.honoursLedgerEntry.schema)
    ) { call, transaction in
        let filter = HonoursLedgerFilter(
            year: call.query["year"]?.asciiNumber
                ?? (call.query["member"] == nil ? transaction.today.components.year : nil),
            branch: try call.query["branch"].map { try transaction.requireBranch($0) },
            member: try call.query["member"].map { try transaction.requireMember($0) })
        return .json(JSON(try transaction.honoursLedger(filter), Shape.honoursLedgerEntry.json))
    }

    static let recordHonour: Operation = .post(
        "recordHonour", "/members/{member}/honours", .awards,
        "Record a member's honour from outside (200 if the same stands)", needing: [.keepHonours],
        asking: HonoursLedgerFields.asked, mayStandAlready: true, returns: Shape.honoursLedgerEntry.schema
    ) { call, honour, transaction in
        let (entry, outcome) = try transaction.recordHonour(honour, of: call.id("member"))
        let reply = Reply.json(Shape.honoursLedgerEntry.json(entry))
        return outcome == .unchanged ? reply.unchanged : reply
    }

    static let withdrawHonour: Operation = .post(
        "withdrawHonour", "/honours/{honour}/withdraw", .awards,
        "Withdraw an honour from outside, with the reason; it stays visible as withdrawn", needing: [.keepHonours],
        asking: Asking("HonourWithdrawal") { $0.take(HonoursLedgerFields.reason) }, makesNew: false,
        returns: Shape.honoursLedgerEntry.schema
    ) { call, reason, transaction in
        .json(Shape.honoursLedgerEntry.json(try transaction.withdrawHonour(call.id("honour"), reason: reason)))
    }

    static let listAwardPapers: Operation = .get(
        "listAwardPapers", "/awards/{award}/papers", .awards,
        "Under which paper an award was given, with what was said before it was corrected, the oldest first",
        needing: [.readResults], returns: .list(Shape.paper.schema)
    ) { call, transaction in .json(JSON(try transaction.papers(of: call.id("award")), Shape.paper.json)) }

    static let recordAwardPaper: Operation = .post(
        "recordAwardPaper", "/awards/{award}/papers", .awards,
        "Say under which paper an award was given; another one corrects it, with the reason (200 if it is the same)",
        needing: [.keepHonours],
        asking: Asking<(document: Text, dated: LocalDate?, reason: Text?)>("NewAwardPaper") { input in
            let (document, dated) = (input.take(HonoursLedgerFields.paper), input.take(HonoursLedgerFields.dated))
            let reason = input.take(HonoursLedgerFields.revisionReason)
            guard let document, let dated, let reason else { return nil }
            return (document, dated, reason)
        }, mayStandAlready: true, returns: Shape.paper.schema
    ) { call, asked, transaction in
        let (paper, outcome) = try transaction.recordPaper(
            of: call.id("award"), document: asked.document, dated: asked.dated, revisionReason: asked.reason)
        let reply = Reply.json(Shape.paper.json(paper))
        return outcome == .unchanged ? reply.unchanged : reply
    }

    static let importHonours: Operation = .post(
        "importHonours", "/imports/honours", .awards, "Honours of members from outside, from a spreadsheet",
        needing: [.keepHonours], query: ImportReport.query, body: .spreadsheet, makesNew: false,
        returns: ImportReport.schema
    ) { call, transaction in
        try ImportReport.reply(importing: call, by: transaction) { file in
            try HonoursLedgerSpreadsheet.importing(file, into: transaction)
        }
    }
}
