import ArgumentParser
import Domain
import Foundation
import Storage

struct BackupCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the database while it is in use, and keep the copy if it is sound.",
        discussion: """
            Checked are pages, references, schema, the audit and the snapshots' hashes. Where a server has the database \
            open, it makes the copy in its own folder. The files that records carry go into the folder zhibu.files beside \
            it, each once for all copies there: the two belong together. The copy does not hold the keys, without which it \
            cannot be restored: keep the keys file in another place.
            """
    )

    @Option(
        help: ArgumentHelp("Put the copy here too, into a file that is not there yet.", valueName: "file"),
        completion: .file()
    )
    var to: String?

    @Option(help: ArgumentHelp("Then remove all but the newest so many.", valueName: "number"))
    var keep: Int?

    @Option(
        help: ArgumentHelp(
            "The folder of backups. Otherwise the database's name with .backups.", valueName: "folder"),
        completion: .directory
    )
    var backupFolder: String?

    @OptionGroup var options: ClientOptions

    func validate() throws {
        if let keep, keep < 1 { throw ValidationError("At least one backup is kept.") }
    }

    func run() async throws {
        guard case .database(let address) = try options.target else {
            guard to == nil else {
                throw CommandFailure(.usage, "--to is for a database on this machine: the server keeps the copy")
            }
            return try await askAPI()
        }
        if let to, FileManager.default.fileExists(atPath: to) {
            throw CommandFailure(StorageFault.alreadyExists(path: to))
        }
        do {
            let store = try await Store.open(at: address)
            defer { try? store.close() }
            try await make(from: store)
        } catch StorageFault.inUse {
            try await askAPI()
        } catch let fault as StorageFault {
            throw CommandFailure(fault)
        } catch let unsound as UnsoundBackup {
            throw CommandFailure(unsound)
        }
    }

    /// With no server in between.
    private func make(from store: Store) async throws {
        let folder = BackupFolder(backupFolder, of: store.place.database)
        let backup = try await folder.make(from: store)
        let (name, size) = (backup.name.text, backup.size)
        try await store.write(by: .operator(systemUser: SystemUser.current)) { try $0.noteBackup(name, size: size) }
        try await store.sealAudit()
        if let keep { folder.prune(keeping: keep) }
        try await store.clearStrayFiles()
        try await report(backup.path, size, isOpen: backup.isOpenToOthers, missing: Int64(backup.filesMissing ?? 0))
    }

    /// By the server that has it open.
    func perform(with client: APIClient) async throws {
        guard keep == nil, backupFolder == nil else {
            throw CommandFailure(
                .usage,
                "the server decides where its backups are and how many are kept: leave --backup-folder and --keep out"
            )
        }
        let made = try await client.post("/backups", takesLong: true).json
        try await report(
            made["path"]?.string ?? made.shown("name"), made["bytes"]?.integer ?? 0,
            isOpen: made["othersCanRead"] == true, missing: made["filesMissing"]?.integer ?? 0)
    }

    /// - Parameters:
    ///   - isOpen: whether others can read the copy in the folder of backups.
    ///   - missing: of the files that records carry.
    private func report(_ path: String, _ size: Int64, isOpen: Bool, missing: Int64) async throws {
        if let to {
            do {
                try await Backup.copy(path, to: to)
            } catch let fault as StorageFault {
                throw CommandFailure(fault)
            }
        }
        let names = [path, to].compactMap(\.self)
        let open = (isOpen ? [path] : []) + [to].compactMap(\.self).filter(Backup.isOpenToOthers)
        output.show([
            "backups": JSON(names) { .string($0) }, "bytes": JSON(size), "othersCanRead": JSON(open) { .string($0) },
        ]) {
            names.map { "\($0): \(size.inMebibytes), checked and sound" }.joined(separator: "\n")
        }
        if missing > 0 {
            output.note(
                "\(missing) of the files that records carry are not there or spoilt; ‘zhibu doctor’ lists them.")
        }
        for name in open {
            let type = FileSystem.lookup(name).map { " (\($0.type))" } ?? ""
            output.note(
                """
                \(name): others can read this copy, for its file system\(type) keeps no permissions. Names and scores stand in \
                it as they are: lock it away
                """)
        }
    }
}
