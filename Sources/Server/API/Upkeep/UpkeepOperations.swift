package import Domain
import HTTPTypes
import Storage

/// A backup, as one of those who maintain the database is told of it.
struct ToldBackup: Sendable {
    let backup: Backup
    /// Where it lies is for the operator, who has the machine.
    let path: String?

    init(_ backup: Backup, to principal: Principal) {
        self.backup = backup
        path = if case .operator = principal { backup.path } else { nil }
    }
}

extension Shape<ToldBackup> {
    static let backup = Shape(
        "Backup",
        [
            Field("name", .anyText(300).means("The file in the server's folder of backups.")) {
                .string($0.backup.name.text)
            },
            Field("path", .anyText(5_000).orNull.means("Where it lies, for commands beside the database.")) {
                JSON($0.path)
            },
            Field("madeAt", .instant) { JSON($0.backup.name.madeAt) },
            Field("bytes", .count) { JSON($0.backup.size) },
            Field(
                "othersCanRead",
                .boolean.means("Whether other users of the machine can: its file system keeps no modes.")
            ) { .bool($0.backup.isOpenToOthers) },
            Field(
                "filesMissing",
                .count.orNull.means(
                    "Files that records carry and that could not be copied beside it, of one just made; null for others."
                )
            ) { $0.backup.filesMissing.map { JSON($0) } ?? .null },
        ]
    )
}

extension Shape<Examination> {
    static let examination = Shape(
        "Examination",
        [
            Field("isSound", .boolean) { .bool($0.isSound) },
            Field("checks", .list(.choice(Examination.Finding.Check.self)).means("What was looked at.")) {
                examination in
                JSON(examination.checks) { .string($0.rawValue) }
            },
            Field("findings", .list(Self.finding)) { examination in
                JSON(examination.findings) {
                    [
                        "check": .string($0.check.rawValue), "detail": .string($0.detail.told),
                        "advice": .string($0.check.advice.description),
                    ]
                }
            },
            Field("auditEntries", .count) { JSON($0.extent.entries) },
            Field("auditSeals", .count) { JSON($0.extent.seals) },
            Field("records", .count) { JSON($0.extent.records) },
            Field("snapshots", .count) { JSON($0.extent.snapshots) },
            Field("sheets", .count) { JSON($0.extent.sheets) },
            Field("attachments", .count.means("Files that records carry, each content once.")) {
                JSON($0.extent.attachments)
            },
            Field("strayFiles", .count.means("Of uploads that were broken off; they are cleared away after a day.")) {
                JSON($0.extent.strays)
            },
        ]
    )

    private static let finding = Schema.object(
        "ExaminationFinding",
        [
            .required("check", .choice(Examination.Finding.Check.self)),
            .required("detail", .anyText(Sentence.mostTold)),
            .required("advice", .anyText(1_000).means("What to do.")),
        ]
    )
}

extension Examination {
    /// As the API sends it; for a command that examines a file by itself.
    package var report: JSON { Shape.examination.json(self) }
}

extension API {
    /// What keeps the database itself well.
    static let upkeepOperations: [Operation] = [makeBackup, listBackups, examineDatabase]

    static let makeBackup: Operation = .steps(
        "makeBackup", .post, "/backups", .upkeep,
        "Copy the database into the server's folder of backups, and keep the copy if it is found sound",
        needing: [.maintainDatabase], makesNew: true, returns: Shape.backup.schema
    ) { _, steps in
        try await steps.read { try $0.requireMaintenance() }
        let principal = steps.visitor.principal
        let backup = try await steps.backups.make(by: principal, for: steps.caller)
        return .json(Shape.backup.json(ToldBackup(backup, to: principal)))
    }.takingLong

    static let listBackups: Operation = .list(
        "listBackups", "/backups", .upkeep, "The backups that are kept, the newest first", needing: [.maintainDatabase],
        of: .backup
    ) { call, steps in
        try await steps.read { try $0.requireMaintenance() }
        let page = try call.page()
        let last = page.after?.keys.first?.integer ?? .max
        let older = steps.backups.folder.backups().filter { $0.name.madeAt.seconds < last }
        return Page(older, page) { [JSON($0.name.madeAt.seconds)] }
            .map { ToldBackup($0, to: steps.visitor.principal) }
    }

    static let examineDatabase: Operation = .steps(
        "examineDatabase", .get, "/examination", .upkeep,
        "Check all that can be checked of the database: pages, references, schema, audit, snapshots, sheets, fields, files",
        needing: [.maintainDatabase], returns: Shape.examination.schema
    ) { _, steps in
        .json(Shape.examination.json(try await steps.store.examine(by: steps.visitor.principal)))
    }.takingLong
}
