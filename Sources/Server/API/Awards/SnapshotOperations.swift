import Domain
import Storage

extension Shape<StoredSnapshot> {
    static let snapshot = Shape(
        "Snapshot",
        [
            Field("id", .id) { JSON($0.reference.id) },
            Field("branch", .code) { .string($0.branch.text) },
            Field("month", .month) { JSON($0.month) },
            Field("number", .integer(1...Int64.max)) { JSON($0.reference.number) },
            Field("hash", .text(64)) { .string($0.reference.hash) },
            Field("takenAt", .instant) { JSON($0.reference.takenAt) },
            Field("takenBy", .text) { .string($0.takenBy) },
            Field("inputs", .document.means("What the ranking was computed from, in whole hundredths.")) { $0.inputs },
            Field("ranking", .document.means("The ranking as it was posted, in whole hundredths.")) { $0.ranking },
        ]
    )

    /// Without the documents, for lists.
    static let snapshotHeader = Shape(
        "SnapshotHeader", snapshot.fields.filter { !["inputs", "ranking"].contains($0.name) }
    )
}

extension Shape<Verification> {
    static let verification = Shape(
        "Verification",
        [
            Field("holds", .boolean) { .bool($0.holds) },
            Field("hash", .anyText(1_000).means("As the snapshot has it.")) { .string($0.hash) },
            Field("faults", .faults) { verification in
                JSON(verification.faults) { ["code": .string($0.rawValue), "detail": .string($0.detail.description)] }
            },
        ]
    )
}

extension Schema {
    /// As ``SnapshotExport`` needs it. Whatever else stands in it, or is amiss in it, the verification tells.
    fileprivate static let exportedSnapshot = Schema.document(having: [
        .required("inputs", .document), .required("ranking", .document), .required("hash", .anyText(1_000)),
    ])

    fileprivate static let faults = Schema.list(
        .object("VerificationFault", [.required("code", .choice(Snapshot.Fault.self)), .required("detail", .text)])
    )
}

/// A check of a stored snapshot.
struct SnapshotVerification: Sendable {
    let snapshot: StoredSnapshot
    let verification: Verification
}

extension Shape<SnapshotVerification> {
    static let snapshotVerification = Shape(
        "SnapshotVerification",
        [
            Field("snapshot", .id) { JSON($0.snapshot.reference.id) },
            Field("branch", .code) { .string($0.snapshot.branch.text) },
            Field("month", .month) { JSON($0.snapshot.month) },
        ]
            + Shape<Verification>.verification.fields.map { field in
                Field(field.name, field.schema) { field.read($0.verification) }
            }
    )
}

extension API {
    /// Frozen rankings, and the check that they are what they were.
    static let snapshotOperations: [Operation] = [
        listSnapshots, showSnapshot, exportMonth, verifySnapshot, verifyExport,
    ]

    static let listSnapshots: Operation = .list(
        "listSnapshots", "/snapshots", .awards, "Snapshots in the order they were taken", needing: [.readResults],
        query: [.optional("month", .month), .optional("branch", .code)], of: .snapshotHeader
    ) { call, transaction in
        try transaction.snapshots(cycleFilter(call, transaction), call.page())
    }

    static let showSnapshot: Operation = .get(
        "showSnapshot", "/snapshots/{snapshot}", .awards, "A snapshot, whole, for export", needing: [.readResults],
        returns: Shape.snapshot.schema
    ) { call, transaction in
        .json(Shape.snapshot.json(try transaction.exportSnapshot(call.id("snapshot"))))
    }.leavingTrace

    static let exportMonth: Operation = .get(
        "exportMonth", "/snapshot-exports", .awards,
        "All snapshots of a month, whole, for export: the first ones and those after objections",
        needing: [.readResults], query: [.required("month", .month)],
        returns: .object(
            "MonthExport", [.required("month", .month), .required("snapshots", .list(Shape.snapshot.schema))])
    ) { call, transaction in
        guard let month = try cycleFilter(call, transaction).month else { throw FieldErrors("month", .missing) }
        let snapshots = try transaction.exportSnapshots(of: month)
        return .json(["month": JSON(month), "snapshots": JSON(snapshots, Shape.snapshot.json)])
    }.leavingTrace

    static let verifySnapshot: Operation = .get(
        "verifySnapshot", "/snapshots/{snapshot}/verification", .awards,
        "Recompute a snapshot from its inputs and compare, the latest of a month also with what the records say now",
        needing: [.readResults], returns: Shape.snapshotVerification.schema
    ) { call, transaction in
        let (snapshot, verification) = try transaction.verifySnapshot(call.id("snapshot"))
        return .json(
            Shape.snapshotVerification.json(SnapshotVerification(snapshot: snapshot, verification: verification))
        )
    }

    static let verifyExport: Operation = .post(
        "verifyExport", "/verifications", .awards,
        "Recompute an exported snapshot from its inputs and compare; nothing is stored", needing: .signIn,
        body: .json(.exportedSnapshot),
        makesNew: false, returns: Shape<Verification>.verification.schema
    ) { call, _ in
        .json(try SnapshotExport.verify(call.body))
    }
}
