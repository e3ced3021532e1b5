import ArgumentParser
import Foundation
import Storage

/// Which database a command works on.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The database: a file, or postgres://user@host/name. Otherwise $ZHIBU_DATABASE, or ./zhibu.sqlite.",
            valueName: "database"),
        completion: .file()
    )
    var database: String?

    @Option(
        help: ArgumentHelp(
            """
            With postgres://…: what the names of the files begin with that belong to the database on this machine, its keys \
            first. Otherwise $ZHIBU_FILES, or ./zhibu.
            """, valueName: "path"),
        completion: .file()
    )
    var files: String?

    func validate() throws {
        if let database {
            _ = try Self.address(of: database, files: files)
        } else if files != nil, !PostgreSQLAddress.isOne(Self.environment("ZHIBU_DATABASE") ?? "") {
            throw ValidationError("--files goes with --database postgres://….")
        }
    }

    /// Where the database is, or is to be; what lies here where nothing was said.
    var address: DatabaseAddress {
        get throws {
            try Self.address(
                of: database ?? Self.environment("ZHIBU_DATABASE") ?? Self.standardDatabase, files: files)
        }
    }

    /// The same for a command that needs one that is there.
    var present: DatabaseAddress {
        get throws {
            if database == nil, Self.environment("ZHIBU_DATABASE") == nil,
                !FileManager.default.fileExists(atPath: Self.standardDatabase)
            {
                throw CommandFailure(
                    .usage,
                    """
                    which database? Name one with --database or ZHIBU_DATABASE, or go to the folder of \
                    \(Self.standardDatabase); ‘zhibu init’ makes a new one
                    """
                )
            }
            return try address
        }
    }

    /// - Parameter files: nil for what the environment says.
    static func address(of database: String, files: String?) throws(ValidationError) -> DatabaseAddress {
        guard let address = PostgreSQLAddress(database) else {
            guard files == nil else { throw ValidationError("--files goes with --database postgres://….") }
            return .file(database)
        }
        guard !address.hasPassword else {
            throw ValidationError(
                """
                A password in the address can be read by everybody on this machine: leave it out, and have it in a file that \
                only this user can read (passfile=FILE in the address, or PGPASSFILE), a line host:port:database:user:password; \
                or in PGPASSWORD.
                """)
        }
        return .postgreSQL(address, beside: files ?? environment("ZHIBU_FILES") ?? "zhibu")
    }

    /// As options, for a command that is to follow.
    static func said(of address: DatabaseAddress) -> String {
        switch address {
        case .file(standardDatabase): ""
        case .file(let path): " --database \(path)"
        case .postgreSQL(let address, let files): " --database '\(address.text)' --files \(files)"
        }
    }

    static let standardDatabase = "zhibu.sqlite"

    static func environment(_ name: String) -> String? {
        let value = ProcessInfo.processInfo.environment[name] ?? ""
        return value.isEmpty ? nil : value
    }
}
