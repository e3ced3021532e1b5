import Domain
import Storage

extension Shape<Committee> {
    static let committee = Shape(
        "Committee",
        [
            Field("id", .id) { JSON($0.id) },
            Field("code", .code) { .string($0.code.text) },
            Field("name", .text) { .string($0.name) },
            Field("parent", .id.orNull.means("The committee above; null at the top.")) { JSON($0.parent) },
            Field("version", .version) { JSON($0.version) },
        ]
    )
}

extension API {
    /// The higher organisations, in a tree.
    static let committeeOperations: [Operation] = [
        listCommittees, createCommittee, showCommittee, changeCommittee,
    ]

    static let listCommittees: Operation = .list(
        "listCommittees", "/committees", .organisation, "All committees", needing: [.readCommittees], of: .committee
    ) { call, transaction in
        try transaction.committees(call.page())
    }

    static let createCommittee: Operation = .post(
        "createCommittee", "/committees", .organisation, "Make a committee", needing: [.manageCommittees],
        body: .json(
            .object(
                "NewCommittee",
                [
                    .required("code", .code), .required("name", .name()),
                    .optional("parent", .code.means("The code of the committee above.")),
                ]
            )
        ),
        returns: Shape.committee.schema
    ) { call, transaction in
        let draft = try Committee.Draft(
            code: call.text("code"), name: call.text("name"), parent: call.optionalText("parent")
        )
        let made = try transaction.createCommittee(draft)
        return .json(Shape.committee.json(made), version: made.version, location: "/committees/\(made.id.rawValue)")
    }

    static let showCommittee: Operation = .get(
        "showCommittee", "/committees/{committee}", .organisation, "One committee", needing: [.readCommittees],
        returns: Shape.committee.schema
    ) {
        call, transaction in
        let committee = try transaction.committee(call.id("committee"))
        return .json(Shape.committee.json(committee), version: committee.version)
    }

    static let changeCommittee: Operation = .put(
        "changeCommittee", "/committees/{committee}", .organisation,
        "Give a committee another name; what was posted keeps the one that it had", needing: [.manageCommittees],
        body: .object("CommitteeForm", [.required("name", .name())]), returns: Shape.committee.schema
    ) { call, transaction in
        let name = try call.value("name") { raw throws(Rejection) in try Text(name: raw) }
        let changed = try transaction.changeCommittee(call.id("committee"), name: name, ifVersion: call.version)
        return .json(Shape.committee.json(changed), version: changed.version)
    }
}
