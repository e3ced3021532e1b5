package import Domain

/// One open transaction, as the rest of Storage sees it. The engine behind it can be another one day;
/// the SQL keeps to what SQLite and PostgreSQL share.
package protocol Session {
    /// Runs one statement for its effect.
    func run(_ sql: SQL) throws

    /// Calls `body` for each row in turn, without collecting them. `body` must not run this same statement again.
    func forEach(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws

    /// The same for what may be very many rows: no engine holds them all at once.
    func forEachOfMany(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws

    /// Runs a statement for its effect and says how many rows it changed.
    func changed(by sql: SQL) throws -> Int

    /// The first of the keys that the next rows of a table get whose keys are never given twice: they are one after another.
    /// Whoever else wants some waits until this transaction is committed, and then finds what was put in with them.
    func nextKeys(of table: String, count: Int) throws -> Int64

    /// The rows that a query finds in each of some places, to be put in order and cut off by whoever takes them all: where an
    /// index gives each place's rows in that order, no more of them are read than are wanted.
    ///
    /// - Parameters:
    ///   - query: of one place, by the SQL for its id.
    ///   - order: the columns that all is put in order by, which the query names.
    ///   - limit: how many are wanted at most; nil for all.
    /// - Precondition: there is at least one place, and at most ``SQL/mostMerged``.
    func merged(over places: [Int64], by order: SQL, limit: Int?, _ query: (SQL) -> SQL) -> SQL

    /// The records that this transaction has written to since this was asked last, in any order, perhaps more than once.
    func takeTouched() throws -> [(subject: AuditSubject, record: Int64)]

    /// What the engine itself finds wrong with a database that has been through these migrations, at most a hundred faults.
    func faults(_ check: EngineCheck, of migrations: [Migration]) throws -> [Sentence]
}

extension Session {
    package func merged(over places: [Int64], by order: SQL, limit: Int?, _ query: (SQL) -> SQL) -> SQL {
        SQL.merged(places.map { query("\($0)") })
    }

    package func forEachOfMany(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
        try forEach(sql, body)
    }

    // Inlined where they are used, because there it is known what is read: a generic function behind the seam would ask the
    // runtime for its types with every row.

    /// All rows, read by `read`.
    @inline(__always)
    package func rows<Value>(_ sql: SQL, _ read: (SQLRow) throws -> Value) throws -> [Value] {
        var values: [Value] = []
        try forEach(sql) { values.append(try read($0)) }
        return values
    }

    /// The one row there is at most; nil if there is none.
    @inline(__always)
    package func one<Value>(_ sql: SQL, _ read: (SQLRow) throws -> Value) throws -> Value? {
        var found: Value?
        try forEach(sql) { row in
            if found == nil { found = try read(row) }
        }
        return found
    }

    /// The first column of the one row there is.
    @inline(__always)
    package func value<Value: SQLValue>(_ sql: SQL, as type: Value.Type = Value.self) throws -> Value? {
        try one(sql) { try $0.at(0) }
    }

    /// Whether the query finds anything.
    @inline(__always)
    package func exists(_ sql: SQL) throws -> Bool {
        try value("SELECT EXISTS (\(sql))", as: Bool.self) ?? false
    }

    /// Runs an `INSERT … RETURNING id`.
    @inline(__always)
    package func insert<Key: SQLValue>(_ sql: SQL, as type: Key.Type = Key.self) throws -> Key {
        guard let key = try value(sql, as: Key.self) else { throw StorageFault.corrupt("an INSERT returned no key") }
        return key
    }
}

/// One row of a result. Valid only inside the closure it was passed to.
package struct SQLRow {
    let columns: SQLColumns
    let scalarAt: (Int) -> SQLScalar

    /// The value in the named column.
    package subscript<Value: SQLValue>(name: String) -> Value {
        get throws {
            guard let index = columns.index(of: name) else {
                throw StorageFault.corrupt("no column ‘\(name)’ in the result")
            }
            return try read(index, name)
        }
    }

    /// The value in the column at `index`, counted from 0. For the few queries that run over very many rows.
    package func at<Value: SQLValue>(_ index: Int) throws -> Value {
        try read(index, "#\(index)")
    }

    private func read<Value: SQLValue>(_ index: Int, _ name: @autoclosure () -> String) throws -> Value {
        let scalar = scalarAt(index)
        guard let value = Value(sqlScalar: scalar) else {
            throw StorageFault.corrupt("column ‘\(name())’ holds \(scalar.kind), which is no \(Value.self)")
        }
        return value
    }
}

/// The columns of a result by their names.
final class SQLColumns {
    private let readNames: () -> [String]
    private lazy var names = readNames()
    /// Columns are mostly read in the order in which they were selected.
    private var expected = 0

    /// - Parameter readNames: called once a column is asked for by its name, if ever.
    init(_ readNames: @escaping () -> [String]) {
        self.readNames = readNames
    }

    func index(of name: String) -> Int? {
        if expected >= names.count { expected = 0 }
        if expected < names.count, names[expected] == name {
            expected += 1
            return expected - 1
        }
        guard let found = names.firstIndex(of: name) else { return nil }
        expected = found + 1
        return found
    }
}

/// What can go wrong with the database itself, as opposed to what was asked of it.
///
/// The texts go into logs: they name files, settings, columns and what is wrong with them, and quote nothing that is kept
/// of people.
package enum StorageFault: Error, Sendable, Equatable {
    /// Another process has the file open.
    case inUse(path: String)
    case notFound(path: String)
    case alreadyExists(path: String)
    case notADatabase(path: String)
    /// The keys that belong to the database are not beside it.
    case keysMissing(path: String)
    /// The keys beside the database are damaged, or another one's.
    case keysUnreadable(path: String)
    /// The file was written by a later version of the program.
    case newerThanProgram(path: String)
    /// The schema is not whole, or of an earlier version, and the role that asks does not own it.
    case schemaIsOthers(path: String)
    /// The system user who runs the program may not read or write the file.
    case notPermitted(path: String)
    /// The file would lie on another machine, by a file system of this type.
    case sharedFileSystem(path: String, type: String)
    /// There is no space left for what was to be written, or the quota is used up.
    case diskFull(String)
    /// The file cannot be written for another reason: no permission, a failing disk.
    case cannotWrite(String)
    /// The machine's clock is far behind the newest entry of the database, as far as can be told from the two.
    case clockBehind(newest: String, clock: String)
    /// The connection was lost while a transaction was being committed: it may have been, or not.
    case outcomeUnknown
    /// The program has closed it: it is shutting down.
    case closed
    /// The file holds what this program never writes.
    case corrupt(String)
}
