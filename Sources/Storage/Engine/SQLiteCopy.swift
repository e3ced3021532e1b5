import Domain
import GRDB

/// A database in a file that is made of the tables of another engine's.
final class SQLiteCopy {
    private let queue: DatabaseQueue
    let tables: [TableShape]
    /// What would refuse rows that are as they were: made again once all is there.
    private let triggers: [(name: String, text: String)]

    /// - Parameter path: of an empty file.
    init(at path: String, _ migrations: [Migration]) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        queue = try translatingFaults { try DatabaseQueue(path: path, configuration: configuration) }
        try SQLiteEngine.migrator(for: migrations).migrate(queue)
        (tables, triggers) = try queue.writeWithoutTransaction { database in
            let session = SQLiteSession(database: database)
            let tables = try TableShape.all(in: session)
            let triggers = try session.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'") {
                (name: try $0.at(0) as String, text: try $0.at(1) as String)
            }
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger.name)") }
            // What the migrations put in is among what comes.
            for table in tables { try database.execute(sql: "DELETE FROM \(table.name)") }
            return (tables, triggers)
        }
    }

    /// Takes in a table's rows, as they are.
    ///
    /// - Throws: ``StorageFault/corrupt(_:)`` where they are others here than there.
    func fill(_ table: TableShape, from source: any Session) throws {
        let insertion = table.insertion(of: 1)
        try queue.writeWithoutTransaction { database in
            let session = SQLiteSession(database: database)
            try session.run("BEGIN")
            try source.forEachOfMany(table.selection) { row in
                try session.run(SQL(text: insertion, arguments: table.columns.indices.map(row.scalarAt)))
            }
            try session.run("COMMIT")
            guard try table.digest(in: session) == table.digest(in: source) else {
                throw StorageFault.corrupt("the copy of \(table.name) is not what was copied")
            }
        }
    }

    /// Goes on after this key.
    func count(_ table: String, to last: Int64) throws {
        try queue.writeWithoutTransaction { database in
            let session = SQLiteSession(database: database)
            try session.run("DELETE FROM sqlite_sequence WHERE name = \(table)")
            try session.run("INSERT INTO sqlite_sequence (name, seq) VALUES (\(table), \(last))")
        }
    }

    /// - Throws: ``StorageFault/corrupt(_:)`` where rows refer to what is not there.
    func finish() throws {
        try queue.writeWithoutTransaction { database in
            for trigger in triggers { try database.execute(sql: trigger.text) }
            if let fault = try SQLiteSession(database: database).faults(.references, of: []).first {
                throw StorageFault.corrupt(fault.description)
            }
            try database.execute(sql: "PRAGMA journal_mode = DELETE")
        }
        try queue.close()
    }
}
