import ArgumentParser
import Domain
import Storage

struct MoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Carry a database over from a file into PostgreSQL, or back.",
        discussion: """
            Every table is held against its source by a hash of all of its rows, and the keys and the files that records carry \
            come along. What it comes from stays as it is: stop the server first, and put it away afterwards. Into PostgreSQL \
            it goes as the role that owns the tables, into a database that nothing of zhibu's is in.
            """
    )

    @Option(
        help: ArgumentHelp("The database as it is: a file, or postgres://user@host/name.", valueName: "database"),
        completion: .file())
    var from: String

    @Option(
        help: ArgumentHelp("Where it is to be: the other of the two.", valueName: "database"), completion: .file())
    var to: String

    @Option(
        help: ArgumentHelp(
            """
            What the names of the files begin with that belong to the one in PostgreSQL on this machine, its keys first. \
            Otherwise $ZHIBU_FILES, or ./zhibu.
            """, valueName: "path"),
        completion: .file()
    )
    var files: String?

    @Flag(help: "Print JSON on standard output, and nothing else there.")
    var json = false

    func validate() throws {
        guard PostgreSQLAddress.isOne(from) != PostgreSQLAddress.isOne(to) else {
            throw ValidationError(
                """
                One of --from and --to is a file, the other postgres://…. From a file into a file, or within PostgreSQL: \
                ‘zhibu backup’, then ‘zhibu restore’.
                """)
        }
        _ = (try address(of: from), try address(of: to))
    }

    private func address(of database: String) throws -> DatabaseAddress {
        try DatabaseOptions.address(of: database, files: PostgreSQLAddress.isOne(database) ? files : nil)
    }

    func run() async throws {
        let (source, destination) = (try address(of: from), try address(of: to))
        let outcome: Moving.Outcome
        do {
            outcome = try await Moving(from: source, to: destination).move()
        } catch let fault as StorageFault {
            throw CommandFailure(fault)
        } catch let unsound as UnsoundBackup {
            throw CommandFailure(unsound)
        }
        let output = Output(isJSON: json)
        output.show([
            "from": .string(source.shown), "to": .string(destination.shown), "tables": JSON(outcome.tables),
            "rows": JSON(outcome.rows), "keys": .string(outcome.keys), "filesMissing": JSON(outcome.filesMissing),
        ]) {
            """
            \(source.shown): carried over into \(destination.shown); \(outcome.rows) rows in \(outcome.tables) tables are the \
            same on both sides
            """
        }
        if outcome.filesMissing > 0 {
            output.note(
                "\(outcome.filesMissing) of the files that records carry are not there; ‘zhibu doctor’ lists them.")
        }
        output.note(
            "Its keys are in \(outcome.keys). \(source.shown) is as it was: nothing that is recorded there from now on is in the other."
        )
    }
}
