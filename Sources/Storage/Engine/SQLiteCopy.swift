import Domain
import GRDB

/// A database in a file that is made of the tables of another engine's.
final class SQLiteCopy {
    struct Table {
        let name: String
        let columns: [String]
    }

    private let queue: DatabaseQueue
    /// In the order in which SQLite has them.
    let tables: [Table]
    /// Those whose keys are never given twice.
    let countedTables: [String]
    /// What would refuse rows that are as they were: made again once all is there.
    private let triggers: [(name: String, text: String)]

    /// - Parameter path: of an empty file.
    init(at path: String, _ migrations: [Migration]) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        queue = try translatingFaults { try DatabaseQueue(path: path, configuration: configuration) }
        try SQLiteEngine.migrator(for: migrations).migrate(queue)
        (tables, countedTables, triggers) = try queue.writeWithoutTransaction { database in
            let session = SQLiteSession(database: database)
            let names: [String] = try session.rows(
                """
                SELECT name FROM sqlite_schema
                 WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'grdb_migrations'
                """
            ) { try $0.at(0) }
            let tables = try names.map { name in
                Table(
                    name: name,
                    columns: try session.rows("SELECT name FROM pragma_table_info(\(name)) ORDER BY cid") {
                        try $0.at(0)
                    })
            }
            let counted: [String] = try session.rows(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%' ORDER BY name"
            ) { try $0.at(0) }
            let triggers = try session.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'") {
                (name: try $0.at(0) as String, text: try $0.at(1) as String)
            }
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger.name)") }
            // What the migrations put in is among what comes.
            for name in names { try database.execute(sql: "DELETE FROM \(name)") }
            return (tables, counted, triggers)
        }
    }

    /// Takes in a table's rows, as they are.
    func fill(_ table: Table, from source: any Session) throws {
        let columns = table.columns.joined(separator: ", ")
        let marks = Array(repeating: "?", count: table.columns.count).joined(separator: ", ")
        let insertion = "INSERT INTO \(table.name) (\(columns)) VALUES (\(marks))"
        try queue.writeWithoutTransaction { database in
            let session = SQLiteSession(database: database)
            try session.run("BEGIN")
            try source.forEachOfMany(SQL(stringLiteral: "SELECT \(columns) FROM \(table.name)")) { row in
                try session.run(SQL(text: insertion, arguments: table.columns.indices.map(row.scalarAt)))
            }
            try session.run("COMMIT")
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
