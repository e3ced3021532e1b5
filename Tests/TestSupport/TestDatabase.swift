import Domain
package import Foundation
import Synchronization
package import Testing

@testable package import Storage

/// Where the tests keep what they keep: each in a file of its own, or, where a PostgreSQL is named in the environment, in
/// a database of its own there.
package struct TestDatabase: Sendable {
    /// The folder of all that belongs to it on this machine.
    package let folder: URL

    package init(in folder: URL) {
        self.folder = folder
    }

    /// `postgres://user@/?host=folder`, of a server that is the tests' alone.
    private static let server = ProcessInfo.processInfo.environment["ZHIBU_TEST_POSTGRESQL"]

    package static var isPostgreSQL: Bool { server != nil }

    package var path: String { folder.appending(path: "zhibu.sqlite").path }

    /// - Parameter clock: what the database goes on by.
    package func create(timeZone: BureauTimeZone, clock: Clock) async throws -> Store {
        guard Self.isPostgreSQL else { return try await Store.create(at: path, timeZone: timeZone, clock: clock) }
        let address = try await make(like: Self.blank.value)
        return try await Store.create(at: address, beside: path, timeZone: timeZone, clock: clock)
    }

    /// One of its own that is like another one, which nobody has open.
    package func copy(_ other: TestDatabase) async throws {
        var names = ["zhibu.sqlite.keys", "zhibu.sqlite.files", "zhibu.sqlite.seal"]
        if Self.isPostgreSQL { _ = try make(like: other.name) } else { names.append("zhibu.sqlite") }
        for name in names where FileManager.default.fileExists(atPath: other.folder.appending(path: name).path) {
            try FileManager.default.copyItem(
                at: other.folder.appending(path: name), to: folder.appending(path: name))
        }
    }

    package func open(clock: Clock? = nil) async throws -> Store {
        guard let address = Self.address(of: name) else { return try await Store.open(at: path, clock: clock) }
        return try await Store.open(at: address, beside: path, clock: clock)
    }

    /// Where another server finds it; nil for a file.
    package var address: PostgreSQLAddress? { Self.address(of: name) }

    /// Removes it, whoever still has it open.
    package func remove() {
        if Self.isPostgreSQL { try? Self.run("DROP DATABASE IF EXISTS \"\(name)\" WITH (FORCE)") }
        try? FileManager.default.removeItem(at: folder)
    }

    // MARK: In PostgreSQL

    /// What PostgreSQL calls it.
    package var name: String { folder.lastPathComponent.lowercased() }

    private func make(like other: String) throws -> PostgreSQLAddress {
        try Self.run("CREATE DATABASE \"\(name)\" TEMPLATE \"\(other)\" STRATEGY FILE_COPY")
        return try #require(Self.address(of: name))
    }

    /// - Parameter role: who asks; the owner of everything if left out.
    package static func address(of name: String, as role: String = owner) -> PostgreSQLAddress? {
        server.flatMap {
            PostgreSQLAddress($0.replacing("/?", with: "/\(name)?").replacing("//\(owner)@", with: "//\(role)@"))
        }
    }

    /// The same as it is given to a command.
    package static func addressGiven(of name: String, as role: String) -> String? { address(of: name, as: role)?.text }

    /// Whom the tests' PostgreSQL belongs to.
    package static let owner = "zhibu"

    /// A role that may sign in there and owns nothing.
    package static func makeRole() throws -> String {
        let name = "works_\(UUID().uuidString.prefix(8).lowercased())"
        try run("CREATE ROLE \(name) LOGIN")
        return name
    }

    /// A database there with nothing in it.
    ///
    /// - Returns: its name.
    package static func makeEmpty(encoding: String = "UTF8", for role: String = owner) throws -> String {
        let name = "empty_\(UUID().uuidString.prefix(8).lowercased())"
        try run("CREATE DATABASE \(name) TEMPLATE template0 ENCODING '\(encoding)' LOCALE 'C' OWNER \(role)")
        return name
    }

    /// The name of one that has been through all migrations and has no bureau in it: made once.
    private static let blank = Task { () async throws -> String in
        let name = "zhibu-blank-\(ProcessInfo.processInfo.processIdentifier)"
        try run("CREATE DATABASE \"\(name)\" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
        let engine = PostgreSQLEngine(at: try #require(address(of: name)))
        try await engine.prepare(Migration.all, watching: AuditSubject.allCases)
        try engine.close()
        return name
    }

    private static let operating = Mutex<PostgreSQLConnection?>(nil)

    private static func run(_ statement: String) throws {
        try operating.withLock { connection in
            let open = try connection ?? PostgreSQLConnection(to: #require(address(of: "postgres")))
            connection = open
            try open.run(statement)
        }
    }
}

extension SQL {
    /// As the tests' engine takes it from who is past the program: PostgreSQL wants to know which table a trigger is on.
    package var asTold: SQL {
        guard TestDatabase.isPostgreSQL, text.hasPrefix("DROP TRIGGER ") else { return self }
        let name = text.dropFirst("DROP TRIGGER ".count)
        return SQL(
            stringLiteral: """
                DO $$ BEGIN
                EXECUTE (SELECT 'DROP TRIGGER \(name) ON ' || tgrelid::regclass FROM pg_trigger WHERE tgname = '\(name)');
                END $$
                """)
    }
}

extension Trait where Self == ConditionTrait {
    /// Of what is SQLite's alone: its file, and how it is written.
    package static var onSQLite: Self { .enabled(if: !TestDatabase.isPostgreSQL, "it is about SQLite's file") }

    /// Of what only several servers on one database can be.
    package static var onPostgreSQL: Self { .enabled(if: TestDatabase.isPostgreSQL, "there is no PostgreSQL") }
}

extension Store {
    /// The engine of a database in a file.
    package var sqlite: SQLiteEngine {
        guard let engine = database as? SQLiteEngine else { preconditionFailure("it is in no file") }
        return engine
    }
}
