import Foundation
import GRDB

/// A database file that is only looked at: a backup, or a copy that is being made of one. It is opened for reading and
/// nothing is left beside it.
package final class SQLiteFile: Sendable {
    private let queue: DatabaseQueue

    /// - Throws: ``StorageFault``.
    package init(reading path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { throw StorageFault.notFound(path: path) }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA mmap_size = 0")
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
        }
        do {
            queue = try translatingFaults { try DatabaseQueue(path: path, configuration: configuration) }
        } catch let fault as StorageFault {
            throw fault
        } catch {
            throw StorageFault.notADatabase(path: path)
        }
    }

    package func read<Value: Sendable>(_ body: @escaping @Sendable (any Session) throws -> Value) async throws -> Value
    {
        try await queue.read { database in try body(SQLiteSession(database: database)) }
    }

    /// The same for whoever waits in a thread of their own.
    func look<Value>(_ body: (any Session) throws -> Value) throws -> Value {
        try queue.read { database in try body(SQLiteSession(database: database)) }
    }

    package func close() throws {
        try queue.close()
    }
}
