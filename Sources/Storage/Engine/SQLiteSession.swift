import Domain
import Foundation
import GRDB

/// A ``Session`` on a GRDB database connection. Statements are prepared once per connection and kept.
struct SQLiteSession: Session {
    let database: Database

    func run(_ sql: SQL) throws {
        try translatingFaults {
            try database.cachedStatement(sql: sql.text).execute(arguments: sql.statementArguments)
        }
    }

    func changed(by sql: SQL) throws -> Int {
        try run(sql)
        return database.changesCount
    }

    func forEach(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
        try translatingFaults {
            let statement = try database.cachedStatement(sql: sql.text)
            let columns = Dictionary(
                statement.columnNames.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first }
            )
            let cursor = try Row.fetchCursor(statement, arguments: sql.statementArguments)
            while let row = try cursor.next() {
                try body(SQLRow(row, columns))
            }
        }
    }
}

extension SQLRow {
    fileprivate init(_ row: Row, _ columns: [String: Int]) {
        self.columns = columns
        scalarAt = { index in
            switch (row[index] as DatabaseValue).storage {
            case .null: .null
            case .int64(let value): .integer(value)
            case .string(let value): .text(value)
            case .blob(let value): .blob(Array(value))
            case .double(let value): .real(value)
            }
        }
    }
}

extension SQL {
    fileprivate var statementArguments: StatementArguments {
        StatementArguments(arguments.map(\.databaseValue))
    }
}

extension SQLScalar {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let value): value.databaseValue
        case .real(let value): value.databaseValue
        case .text(let value): value.databaseValue
        case .blob(let value): Data(value).databaseValue
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
