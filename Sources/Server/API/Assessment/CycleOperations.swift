import Domain
import HTTPTypes
import Storage

extension Shape<CycleListing> {
    static let cycle = Shape(
        "Cycle",
        [
            Field("id", .id) { JSON($0.cycle.id) },
            Field("branch", .code) { .string($0.branch.text) },
            Field("branchName", .text) { .string($0.branchName) },
            Field("month", .month) { JSON($0.cycle.month) },
            Field(
                "scheme",
                .object(
                    "SchemeReference",
                    [.required("id", .id), .required("code", .code), .required("number", .integer(1...Int64.max))]
                )
            ) {
                ["id": JSON($0.cycle.scheme), "code": .string($0.schemeCode.text), "number": JSON($0.schemeNumber)]
            },
            Field("status", .choice(Cycle.Status.self)) { .string($0.cycle.status.rawValue) },
            Field("dueDate", .date.means("The last day on which entries are in time.")) { JSON($0.dueDate) },
            Field("postedOn", .date.orNull) { JSON($0.cycle.postedOn) },
            Field("noticeEnds", .date.orNull.means("The last day of the notice.")) { JSON($0.cycle.noticeEnds) },
            Field("reason", .reason.orNull.means("Why the month ended without award.")) { JSON($0.cycle.reason) },
            .nested("remarks", .remarks) { $0.remarks },
            Field("areas", .count) { JSON($0.areas) },
            Field("complete", .count.orNull.means("Of the areas; null to who is not in charge of an open month.")) {
                $0.complete.map { JSON($0) } ?? .null
            },
            Field("sheets", .count.orNull.means("That stand.")) { $0.sheets.map { JSON($0) } ?? .null },
            Field("version", .version) { JSON($0.cycle.version) },
        ]
    )
}

extension Shape<AreaCompleteness> {
    static let completeness = Shape(
        "AreaCompleteness",
        [
            Field("area", .code) { .string($0.area.code.text) },
            Field("name", .text) { .string($0.area.name) },
            .list("holders", .person) { $0.area.holders.map(\.person) },
            Field(
                "sheets", .object("SheetCounts", Tier.allCases.map { .required($0.rawValue, .count) })
            ) { completeness in
                var counts = JSON.Object()
                for tier in Tier.allCases { counts[tier.rawValue] = JSON(completeness.sheets[tier] ?? 0) }
                return .object(counts)
            },
            Field(
                "needed",
                .object("NeededSheets", Tier.allCases.map { .required($0.rawValue, .count) })
                    .means("How many sheets the scheme takes at least.")
            ) { completeness in
                var counts = JSON.Object()
                for tier in Tier.allCases { counts[tier.rawValue] = JSON(completeness.needed[tier] ?? 0) }
                return .object(counts)
            },
            Field("missing", .missing) { JSON($0.missing) { .string($0.name) } },
            Field(
                "lackingHolders",
                .list(Shape<PersonReference>.person.schema).means(
                    "Who hold it and have not scored it themselves. The tier may be complete without them.")
            ) { JSON($0.lackingHolders, Shape<PersonReference>.person.json) },
            Field(
                "awaited",
                .list(
                    .object(
                        "AwaitedSheet",
                        [
                            .required("tier", .choice(Tier.self)),
                            .required("assessor", Shape<PersonReference>.person.schema),
                        ])
                ).means("Of an open month: whose sheets are still to come, as far as they are known by name.")
            ) { completeness in
                let awaited = Tier.allCases.flatMap { tier in
                    (completeness.awaited[tier] ?? []).map { (tier: tier, assessor: $0) }
                }
                return JSON(awaited) {
                    ["tier": .string($0.tier.rawValue), "assessor": Shape<PersonReference>.person.json($0.assessor)]
                }
            },
            Field("vetoed", .boolean) { .bool($0.isVetoed) },
            .departure { $0.departure },
        ]
    )
}

extension Schema {
    /// What keeps an area from being ranked.
    static let missing = Schema.list(.choice(["holder"] + Tier.allCases.map(\.rawValue)))
    /// Sentences on what the user should know, though nothing is wrong.
    static let warnings = Schema.list(.anyText(Sentence.mostTold))
}

extension API {
    static func cycleReply(_ cycle: Cycle, _ transaction: Transaction, isNew: Bool = false) throws -> Reply {
        .json(
            Shape.cycle.json(try transaction.listing(of: cycle)), version: cycle.version,
            location: isNew ? "/cycles/\(cycle.id.rawValue)" : nil
        )
    }

    /// A cycle with what became of it, and what whoever acted on it should know.
    static func cycleReply(
        _ cycle: Cycle, _ transaction: Transaction, warnings: [Cycle.Warning]? = nil, more: [(String, JSON)] = []
    ) throws -> Reply {
        var json = JSON.Object()
        json["cycle"] = Shape.cycle.json(try transaction.listing(of: cycle))
        for (name, value) in more { json[name] = value }
        if let warnings { json["warnings"] = JSON(warnings) { .string($0.detail.told) } }
        return .json(.object(json), version: cycle.version)
    }

    static func cycleFilter(_ call: Call, _ transaction: Transaction) throws -> CycleFilter {
        CycleFilter(
            month: try call.queryValue("month") { raw throws(Rejection) in try Month(parsing: raw) },
            branch: try call.query["branch"].map { try transaction.requireBranch($0) },
            status: call.query["status"].flatMap { Cycle.Status(rawValue: $0) }
        )
    }

    /// What cannot be undone can be tried out first.
    static let tryOutQuery: [Operation.Query] = [
        .optional("dryRun", .boolean.means("Say what would come of it, with its warnings, but change nothing."))
    ]

    /// A branch's months.
    static let cycleOperations: [Operation] = [
        listCycles, openCycle, showCycle, showCompleteness, closeCycle, reopenCycle,
    ]

    static let listCycles: Operation = .list(
        "listCycles", "/cycles", .assessment, "Cycles by month and branch", needing: [.readMonths],
        query: [
            .optional("month", .month), .optional("branch", .code), .optional("status", .choice(Cycle.Status.self)),
        ],
        of: .cycle
    ) { call, transaction in
        try transaction.cycles(cycleFilter(call, transaction), call.page())
    }

    static let openCycle: Operation = .post(
        "openCycle", "/cycles", .assessment,
        "Open a month for a branch, by the scheme in force (200 if it is open already)", needing: [.openMonths],
        body: .json(.object("NewCycle", [.required("branch", .code), .required("month", .month)])),
        mayStandAlready: true, returns: Shape.cycle.schema
    ) { call, transaction in
        let branch = try transaction.requireBranch(call.text("branch"))
        let month = try call.value("month") { raw throws(Rejection) in try Month(parsing: raw) }
        let (cycle, outcome) = try transaction.openCycle(of: branch, in: month)
        let reply = try cycleReply(cycle, transaction, isNew: outcome == .created)
        return outcome == .unchanged ? reply.unchanged : reply
    }

    static let showCycle: Operation = .get(
        "showCycle", "/cycles/{cycle}", .assessment, "One cycle", needing: [.readMonths], returns: Shape.cycle.schema
    ) {
        call, transaction in
        try cycleReply(transaction.cycle(call.id("cycle")), transaction, isNew: false)
    }

    static let showCompleteness: Operation = .get(
        "showCompleteness", "/cycles/{cycle}/completeness", .assessment,
        "What each area has and still lacks; no figures", needing: [.readProgress],
        returns: .list(Shape.completeness.schema)
    ) { call, transaction in
        let cycle = try transaction.cycle(call.id("cycle"))
        return .json(JSON(try transaction.completeness(of: cycle), Shape.completeness.json))
    }

    static let closeCycle: Operation = .post(
        "closeCycle", "/cycles/{cycle}/close", .assessment,
        "Close a month that is over: nothing more is entered, and the ranking becomes visible",
        needing: [.closeMonths], query: tryOutQuery,
        body: .json(
            .object(
                "MonthClosing",
                [
                    .optional(
                        "incompleteReason", .reason.means("Needed where areas are incomplete; stands on the month.")),
                    .optional(
                        "incompleteAreas",
                        .count.means(
                            "How many areas are incomplete, as whoever closes the month knows: it is not closed with another number."
                        )),
                ])
        ), makesNew: false,
        returns: .object(
            "ClosedCycle", [.required("cycle", Shape.cycle.schema), .required("warnings", .warnings)]
        )
    ) { call, transaction in
        let reason = try call.optionalReason("incompleteReason")
        let (cycle, warnings) = try transaction.closeCycle(
            call.id("cycle"), incompleteReason: reason,
            incompleteAreas: call.body["incompleteAreas"]?.integer.map { Int(clamping: $0) })
        return try cycleReply(cycle, transaction, warnings: warnings)
    }.bodyMayBeLeftOut

    static let reopenCycle: Operation = .post(
        "reopenCycle", "/cycles/{cycle}/reopen", .assessment,
        "Open a closed month again that is not posted; that it was stands on it for ever", needing: [.overruleMonths],
        body: .json(.object("Reopening", [.required("reason", .reason)])), makesNew: false,
        returns: Shape.cycle.schema
    ) { call, transaction in
        let cycle = try transaction.reopenCycle(call.id("cycle"), reason: call.value("reason", Text.reason))
        return try cycleReply(cycle, transaction, isNew: false)
    }
}

extension Reply {
    /// The reply of an act that found everything done already.
    var unchanged: Reply {
        var reply = self
        reply.status = .ok
        return reply
    }
}
