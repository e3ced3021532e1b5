import ArgumentParser
import Domain
import Foundation
import Storage

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Make a database of a backup, where there is none.",
        discussion: """
            Nothing is overwritten: move a damaged database away first, and keep it. The backup is checked before it \
            takes its place. Whoever was signed in when it was made has to sign in again.
            """
    )

    @Argument(help: "The backup.", completion: .file()) var backup: String

    @OptionGroup var place: DatabaseOptions

    @Option(
        help: ArgumentHelp(
            "The database's keys. Otherwise those beside the database to be made, or beside the backup.",
            valueName: "file"),
        completion: .file()
    )
    var keys: String?

    @Flag(help: "Go on where files that records carry are neither beside the backup nor beside the database.")
    var withoutFiles = false

    @Flag(help: "Print JSON on standard output, and nothing else there.")
    var json = false

    func run() async throws {
        let address = try place.address
        let made: Restoring.Outcome
        do {
            made = try await Restoring(backup, to: address, keys: keys, goesWithoutFiles: withoutFiles)
                .restore(by: .operator(systemUser: SystemUser.current))
        } catch StorageFault.notFound(let missing) {
            throw CommandFailure(.data, "there is no backup at \(missing)")
        } catch StorageFault.keysMissing {
            throw CommandFailure(
                .data,
                """
                the database's keys are not at hand, without which it cannot be used: name the copy of its keys file \
                with --keys
                """
            )
        } catch StorageFault.alreadyExists(let there) {
            throw CommandFailure(
                .cannotCreate, "\(there) is there, and nothing is overwritten: move it away, or name another --database"
            )
        } catch let missing as Restoring.FilesMissing {
            throw CommandFailure(
                .data,
                """
                \(missing.count) of the files that records carry are missing or spoilt: put them into \(missing.folder), or go \
                on without them by --without-files
                """
            )
        } catch let fault as StorageFault {
            throw CommandFailure(fault)
        } catch let unsound as UnsoundBackup {
            throw CommandFailure(unsound)
        }
        report(made)
    }

    private func report(_ made: Restoring.Outcome) {
        let output = Output(isJSON: json)
        let extent = made.examination.extent
        output.show([
            "database": .string(made.path), "keys": .string(made.keys), "ended": JSON(made.ended),
            "tokens": JSON(made.tokens), "auditEntries": JSON(extent.entries),
            "filesMissing": JSON(made.filesMissing),
        ]) {
            """
            \(made.path): restored from \(backup); \(extent.entries) audit entries, \(extent.snapshots) snapshots and \
            \(extent.sheets) sheets were checked and are sound
            """
        }
        if made.filesMissing > 0 {
            output.note(
                "\(made.filesMissing) of the files that records carry are not there; ‘zhibu doctor’ lists them.")
        }
        if !made.hadChecksum { output.note("There was no .sha256 beside the backup, which would tell a spoilt copy.") }
        output.note(
            "\(made.ended) sign-ins and links of that time were ended."
                + (made.tokens > 0
                    ? " \(made.tokens) tokens and calendar addresses hold again as they did then: see to those revoked since."
                    : "")
        )
    }
}

extension CommandFailure {
    init(_ unsound: UnsoundBackup) {
        let lines = unsound.findings.map { "  \($0.check.rawValue): \($0.detail)" }
        self.init(.found, (["the copy is not sound and was not kept"] + lines).joined(separator: "\n"))
    }
}
