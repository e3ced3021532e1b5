import Domain
import Storage

extension Shape<PersonReference> {
    static let person = Shape(
        "Person",
        [
            Field("number", .code) { .string($0.number.text) },
            Field("name", .text) { .string($0.name) },
        ]
    )
}

extension Shape<BranchListing> {
    static let branch = Shape(
        "Branch",
        [
            Field("id", .id) { JSON($0.branch.id) },
            Field("code", .code) { .string($0.branch.code.text) },
            Field("name", .text) { .string($0.branch.name) },
            Field("committee", .code) { .string($0.committee.text) },
            Field("kind", .choice(Branch.Kind.self)) { .string($0.branch.kind.rawValue) },
            Field("secretaryPost", .choice(Branch.SecretaryPost.self).means("How the secretary's post is held.")) {
                .string($0.branch.secretaryPost.rawValue)
            },
            .nested("secretary", optional: .person) { $0.secretary },
            Field("members", .count.means("Members at present.")) { JSON($0.members) },
            Field("areas", .count.means("Responsibility areas at present.")) { JSON($0.areas) },
            Field("founded", .date.orNull) { JSON($0.branch.founded) },
            Field("dissolved", .date.orNull.means("The first day on which it is no more.")) {
                JSON($0.branch.dissolved)
            },
            Field("termBegan", .date.orNull) { JSON($0.branch.termBegan) },
            Field("termEnds", .date.orNull) { JSON($0.branch.termEnds) },
            Field("version", .version) { JSON($0.branch.version) },
        ]
    )
}

extension Shape<Group> {
    static let group = Shape(
        "Group",
        [
            Field("id", .id) { JSON($0.id) },
            Field("name", .text) { .string($0.name) },
        ]
    )
}

extension API {
    private static let branchForm: [Schema.Property] = [
        .required("code", .code),
        .required("name", .name()),
        .required("kind", .choice(Branch.Kind.self)),
        .required("secretaryPost", .choice(Branch.SecretaryPost.self)),
        .optional("founded", .date),
        .optional("termBegan", .date),
        .optional("termEnds", .date),
    ]

    private static func branchDraft(_ call: Call) throws -> Branch.Draft {
        try Branch.Draft(
            code: call.text("code"), name: call.text("name"), kind: call.choice("kind"),
            secretaryPost: call.choice("secretaryPost"), founded: call.optionalText("founded"),
            termBegan: call.optionalText("termBegan"), termEnds: call.optionalText("termEnds")
        )
    }

    private static func reply(_ listing: BranchListing, isNew: Bool = false) -> Reply {
        .json(
            Shape.branch.json(listing), version: listing.branch.version,
            location: isNew ? "/branches/\(listing.branch.id.rawValue)" : nil
        )
    }

    /// Party branches and their groups.
    static let branchOperations: [Operation] = [
        listBranches, createBranch, showBranch, changeBranch, listGroups, renameGroup, importBranches,
    ]

    static let listBranches: Operation = .list(
        "listBranches", "/branches", .organisation, "Branches by code", needing: [.readOrganisation],
        query: [
            .optional("code", .code), .optional("committee", .code.means("With the committees below it.")),
            .optional("dissolved", .boolean.means("With those that are no more.")),
        ],
        of: .branch
    ) { call, transaction in
        let committee = try call.query["committee"].map { try transaction.requireCommittee($0) }
        return try transaction.branches(
            code: call.queryValue("code") { raw throws(Rejection) in try Code(raw) }, committee: committee,
            dissolved: call.queryFlag("dissolved"), call.page()
        )
    }

    static let createBranch: Operation = .post(
        "createBranch", "/branches", .organisation, "Found a branch", needing: [.manageCommittees],
        body: .json(
            .object(
                "NewBranch",
                branchForm + [.optional("committee", .code.means("May be left out where there is only one."))]
            )
        ),
        returns: Shape.branch.schema
    ) { call, transaction in
        let draft = try branchDraft(call)
        let committee = try transaction.requireCommittee(call.optionalText("committee"))
        return reply(try transaction.createBranch(draft, committee: committee), isNew: true)
    }

    static let showBranch: Operation = .get(
        "showBranch", "/branches/{branch}", .organisation, "One branch", needing: [.readOrganisation],
        returns: Shape.branch.schema
    ) {
        call, transaction in
        reply(try transaction.branch(call.id("branch")))
    }

    static let changeBranch: Operation = .put(
        "changeBranch", "/branches/{branch}", .organisation, "Change what is known of a branch",
        needing: [.manageBranches], body: .object("BranchForm", branchForm), returns: Shape.branch.schema
    ) { call, transaction in
        reply(try transaction.changeBranch(call.id("branch"), to: branchDraft(call), ifVersion: call.version))
    }

    static let listGroups: Operation = .get(
        "listGroups", "/branches/{branch}/groups", .organisation, "The party groups of a branch",
        needing: [.readOrganisation], returns: .list(Shape.group.schema)
    ) { call, transaction in
        let branch = try transaction.branch(call.id("branch")).branch
        return .json(JSON(try transaction.groups(of: branch.id), Shape.group.json))
    }

    static let renameGroup: Operation = .post(
        "renameGroup", "/branches/{branch}/groups/{group}/rename", .organisation, "Give a party group another name",
        needing: [.manageMembers], body: .json(.object("GroupRename", [.required("name", .name())])), makesNew: false,
        returns: Shape.group.schema
    ) { call, transaction in
        let branch = try transaction.branch(call.id("branch")).branch.id
        let name = try call.value("name") { raw throws(Rejection) in try Text(name: raw) }
        return .json(Shape.group.json(try transaction.renameGroup(call.id("group"), in: branch, to: name)))
    }

    static let importBranches: Operation = .post(
        "importBranches", "/imports/branches", .organisation, "The office's list of branches, from a spreadsheet",
        needing: [.manageBranches, .manageCommittees],
        query: ImportReport.query + [.optional("committee", .code)], body: .spreadsheet, makesNew: false,
        returns: ImportReport.schema
    ) { call, transaction in
        let committee = try transaction.requireCommittee(call.query["committee"])
        return try ImportReport.reply(importing: call, by: transaction) { file in
            try BranchSpreadsheet.importing(file, of: committee, into: transaction)
        }
    }
}
