import Domain
import GRDB
import GRDBSQLite

/// A ``Session`` on a GRDB database connection. Statements are prepared once per connection and kept.
///
/// They are bound, stepped and read by SQLite's own functions: GRDB's rows and arguments cost several times what SQLite
/// takes for the statement itself.
struct SQLiteSession: Session {
    let database: Database
    /// Set once nobody waits for what is read any more.
    var cancellation: Cancellation?
    /// What the connection has written to; nil where nobody asks.
    var touched: TouchedRecords?

    func run(_ sql: SQL) throws {
        try forEach(sql) { _ in }
    }

    func changed(by sql: SQL) throws -> Int {
        try run(sql)
        return database.changesCount
    }

    /// SQLite counts the rows that are put in itself.
    func nextKeys(of table: String, count: Int) throws -> Int64 {
        (try value("SELECT seq FROM sqlite_sequence WHERE name = \(table)") ?? 0) + 1
    }

    func takeTouched() throws -> [(subject: AuditSubject, record: Int64)] { touched?.take() ?? [] }

    func faults(_ check: EngineCheck, of migrations: [Migration]) throws -> [Sentence] {
        switch check {
        case .pages: try SQLiteChecks.damage(in: self).map { Sentence($0) }
        case .references:
            try SQLiteChecks.danglingReferences(in: self).map { (table, parent, count) -> Sentence in
                "\(count) rows of \(table) refer to rows of \(parent) that are not there"
            }
        case .schema: try SQLiteChecks.alteredSchema(of: self, comparedTo: migrations)
        }
    }

    func forEach(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
        try translatingFaults {
            let prepared = try database.cachedStatement(sql: sql.text)
            let statement = prepared.sqliteStatement
            // What it read stays locked until it is reset, and what it was bound to would be kept.
            defer {
                sqlite3_reset(statement)
                sqlite3_clear_bindings(statement)
            }
            try bind(sql.arguments, to: statement)
            let row = SQLRow(prepared)
            while true {
                try cancellation?.check()
                switch sqlite3_step(statement) {
                case SQLITE_ROW: try body(row)
                case SQLITE_DONE: return
                default: throw fault(of: sql)
                }
            }
        }
    }

    private func bind(_ arguments: [SQLScalar], to statement: OpaquePointer) throws {
        guard sqlite3_bind_parameter_count(statement) == arguments.count else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "wrong number of arguments")
        }
        for (index, argument) in arguments.enumerated() {
            guard argument.bind(to: statement, at: CInt(index + 1)) == SQLITE_OK else {
                throw DatabaseError(resultCode: .SQLITE_NOMEM, message: "an argument cannot be bound")
            }
        }
    }

    /// The connection's last error. Its message is SQLite's, which quotes no arguments.
    private func fault(of sql: SQL) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(database.sqliteConnection)),
            message: database.lastErrorMessage, sql: sql.text
        )
    }
}

extension SQLRow {
    /// The row that the statement stands at, whenever it is read.
    fileprivate init(_ prepared: Statement) {
        let statement = prepared.sqliteStatement
        // Which are read once for a statement, however often it is run.
        columns = SQLColumns { prepared.columnNames }
        scalarAt = { SQLScalar(statement, column: CInt($0)) }
    }
}

extension SQLScalar {
    /// The copy that SQLite is to make of bytes while it binds them (`SQLITE_TRANSIENT`, a macro that Swift cannot see).
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    fileprivate func bind(to statement: OpaquePointer, at index: CInt) -> CInt {
        switch self {
        case .null: return sqlite3_bind_null(statement, index)
        case .integer(let value): return sqlite3_bind_int64(statement, index, value)
        case .real(let value): return sqlite3_bind_double(statement, index, value)
        // An empty one has no bytes to point at, and nothing to point at would be NULL.
        case .text(""): return sqlite3_bind_text(statement, index, "", 0, Self.copied)
        case .text(var value):
            return value.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(statement, index, $0.baseAddress, CInt($0.count), Self.copied)
                }
            }
        case .blob([]): return sqlite3_bind_zeroblob(statement, index, 0)
        case .blob(let value):
            return value.withUnsafeBytes { bytes in
                sqlite3_bind_blob(statement, index, bytes.baseAddress, CInt(bytes.count), Self.copied)
            }
        }
    }

    fileprivate init(_ statement: OpaquePointer, column: CInt) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, column))
        case SQLITE_TEXT:
            let bytes = UnsafeBufferPointer(
                start: sqlite3_column_text(statement, column), count: Int(sqlite3_column_bytes(statement, column)))
            self = .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            let bytes = UnsafeRawBufferPointer(
                start: sqlite3_column_blob(statement, column), count: Int(sqlite3_column_bytes(statement, column)))
            self = .blob(Array(bytes))
        default: self = .null
        }
    }
}

extension DatabaseError {
    /// SQLite's own words, which quote no values for the faults they are used for, and its extended result code.
    fileprivate func said(or otherwise: String) -> String {
        "\(message ?? otherwise) (SQLite \(extendedResultCode.rawValue))"
    }
}

/// Runs `body`, turning SQLite's own errors into ours where the difference matters to the caller.
func translatingFaults<Value>(_ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let error as DatabaseError {
        switch (error.resultCode, error.extendedResultCode) {
        // The second is of the index beside the log, which could not be made larger.
        case (.SQLITE_FULL, _), (_, .SQLITE_IOERR_SHMSIZE):
            throw StorageFault.diskFull(error.said(or: "the disk is full"))
        case (.SQLITE_IOERR, _), (.SQLITE_READONLY, _), (.SQLITE_CANTOPEN, _):
            throw StorageFault.cannotWrite(error.said(or: "the database cannot be written"))
        case (.SQLITE_CORRUPT, _), (.SQLITE_NOTADB, _):
            throw StorageFault.corrupt(error.said(or: "the database is damaged"))
        default:
            throw error
        }
    }
}
