import Domain
import Storage

extension API {
    /// What becomes of branches from a day on.
    static let reorganisationOperations: [Operation] = [
        listBranchChanges, renameBranch, dissolveBranch, mergeBranches, splitBranch,
    ]

    private static let dryRun: [Operation.Query] = [
        .optional(
            "dryRun", .boolean.means("Say what would move and end, and what stands in the way, but change nothing."))
    ]

    private static let decision: [Schema.Property] = [
        .required("from", .date.means("The first day; after the last day of the latest closed month.")),
        .required("reason", .reason),
        .required("document", .text(Branch.documentMaximum).means("The number of the document that decides it.")),
        .optional("state", .text.means("Of the plan that was shown; refused where another would be carried out.")),
    ]

    private static let founding = Schema.object(
        "FoundedBranch",
        [
            .required("code", .code), .required("name", .name()),
            .required("kind", .choice(Branch.Kind.self)),
            .required("secretaryPost", .choice(Branch.SecretaryPost.self)),
            .optional("termBegan", .date), .optional("termEnds", .date),
        ]
    )

    private static func order(
        _ call: Call, _ transaction: Transaction, _ work: (ID<Branch>, LocalDate) throws -> ReorganisationOrder.Work
    ) throws -> ReorganisationOrder {
        let branch = try transaction.branch(call.id("branch")).branch.id
        try transaction.requireReorganising(branch)
        let day = try call.value("from", LocalDate.init(parsing:))
        let reason = try call.reason("reason")
        let document = try call.value("document") { raw throws(Rejection) in
            try Text(raw, maximum: Branch.documentMaximum)
        }
        return ReorganisationOrder(
            branch: branch, work: try work(branch, day), day: day, reason: reason, document: document)
    }

    private static func draft(_ founding: JSON, on day: LocalDate) throws -> Branch.Draft {
        func choice<Value: RawRepresentable>(_ name: String) throws -> Value where Value.RawValue == String {
            guard let value = founding[name]?.string.flatMap(Value.init(rawValue:)) else {
                throw FieldErrors(name, .missing)
            }
            return value
        }
        do {
            return try Branch.Draft(
                code: founding["code"]?.string ?? "", name: founding["name"]?.string ?? "", kind: choice("kind"),
                secretaryPost: choice("secretaryPost"), founded: day.description,
                termBegan: founding["termBegan"]?.string, termEnds: founding["termEnds"]?.string)
        } catch let errors as FieldErrors {
            throw FieldErrors(errors.errors.map { FieldError("found.\($0.field)", Rejection($0.code, $0.detail)) })
        }
    }

    private static func reply(
        _ order: ReorganisationOrder, _ call: Call, _ transaction: Transaction
    ) throws -> Reply {
        let planned = try transaction.plan(order)
        let state = Shape.state(of: planned.plan)
        let isDryRun = call.queryFlag("dryRun")
        if !isDryRun {
            if let shown = call.optionalText("state"), shown != state { throw Reorganisation.Refusal.outdated }
            try transaction.carryOut(planned)
        }
        var reply = Reply.json(
            Shape.reorganisation.json(
                ReorganisationTold(plan: planned.plan, isDryRun: isDryRun, state: state)))
        reply.warnings = planned.plan.obstacles.map(\.detail) + planned.plan.remarks.map(\.detail)
        return reply
    }

    static let listBranchChanges: Operation = .get(
        "listBranchChanges", "/branches/{branch}/changes", .organisation,
        "What became of a branch: its former names, and where it came from and went to", needing: [.readOrganisation],
        returns: .list(Shape.branchChange.schema)
    ) { call, transaction in
        let branch = try transaction.branch(call.id("branch")).branch.id
        return .json(JSON(try transaction.changes(of: branch), Shape.branchChange.json))
    }

    static let renameBranch: Operation = .post(
        "renameBranch", "/branches/{branch}/rename", .organisation,
        "Give a branch another name from a day on; the months before keep the one they had",
        needing: [.manageCommittees], query: dryRun,
        body: .json(.object("BranchRename", [.required("name", .name())] + decision)), makesNew: false,
        returns: Shape.reorganisation.schema
    ) { call, transaction in
        let order = try order(call, transaction) { _, _ in
            .rename(try call.value("name") { raw throws(Rejection) in try Text(name: raw) })
        }
        return try reply(order, call, transaction)
    }

    static let dissolveBranch: Operation = .post(
        "dissolveBranch", "/branches/{branch}/dissolve", .organisation,
        "Dissolve a branch from a day on: its members and areas go to others, its offices end",
        needing: [.manageCommittees], query: dryRun,
        body: .json(
            .object(
                "BranchDissolution",
                [
                    .optional("membersTo", .code.means("The branch they go to; left out where none are left.")),
                    .optional("areasTo", .code.means("The branch they go to; left out: they are retired.")),
                ] + decision)
        ), makesNew: false, returns: Shape.reorganisation.schema
    ) { call, transaction in
        let order = try order(call, transaction) { _, _ in
            .dissolve(
                members: try call.optionalText("membersTo").map {
                    try transaction.requireBranch($0, field: "membersTo")
                }, areas: try call.optionalText("areasTo").map { try transaction.requireBranch($0, field: "areasTo") })
        }
        return try reply(order, call, transaction)
    }

    static let mergeBranches: Operation = .post(
        "mergeBranches", "/branches/{branch}/merge", .organisation,
        "Merge a branch, and others with it, into one that stands or into a new one: members, groups and areas go along",
        needing: [.manageCommittees], query: dryRun,
        body: .json(
            .object(
                "BranchMerger",
                [
                    .optional("with", .list(.code, count: 0...50).means("The others that go into it too.")),
                    .optional("into", .code.means("A branch that stands. Either this, or `found`.")),
                    .optional("found", founding),
                ] + decision)
        ), makesNew: false, returns: Shape.reorganisation.schema
    ) { call, transaction in
        let order = try order(call, transaction) { _, day in
            let others = try call.texts("with").enumerated().map { index, code in
                try transaction.requireBranch(code, field: "with[\(index)]")
            }
            switch (call.optionalText("into"), call.body["found"]) {
            case (let into?, nil):
                return .merge(with: others, into: .standing(try transaction.requireBranch(into, field: "into")))
            case (nil, let founding?): return .merge(with: others, into: .founding(try draft(founding, on: day)))
            case (nil, nil), (_?, _?):
                throw FieldErrors("into", .conflict, "name a branch that stands, or say which one is founded: not both")
            }
        }
        return try reply(order, call, transaction)
    }

    static let splitBranch: Operation = .post(
        "splitBranch", "/branches/{branch}/split", .organisation,
        "Found a new branch out of a part of one: chosen members, groups and areas go to it",
        needing: [.manageCommittees], query: dryRun,
        body: .json(
            .object(
                "BranchSplit",
                [
                    .required("found", founding),
                    .optional("members", .list(.code, count: 0...1_000).means("By their numbers.")),
                    .optional("groups", .list(.text, count: 0...100).means("All who are in them, by their names.")),
                    .optional("areas", .list(.code, count: 0...1_000)),
                ] + decision)
        ), makesNew: false, returns: Shape.reorganisation.schema
    ) { call, transaction in
        let order = try order(call, transaction) { branch, day in
            let members = try call.texts("members").enumerated().map { index, number in
                try transaction.requireMember(number, field: "members[\(index)]")
            }
            let groups = try call.texts("groups").enumerated().map { index, name in
                try transaction.requireGroup(name, in: branch, field: "groups[\(index)]")
            }
            let areas = try call.texts("areas").enumerated().map { index, code in
                try transaction.requireArea(code, field: "areas[\(index)]")
            }
            return .split(
                founding: try draft(call.body["found"] ?? .null, on: day), members: Set(members), groups: Set(groups),
                areas: Set(areas))
        }
        return try reply(order, call, transaction)
    }
}
