import Crypto
import Domain
import Foundation
import GRDB

/// A table as the migrations make it, which is the same in every engine.
struct TableShape: Sendable {
    let name: String
    let columns: [String]
    /// What tells its rows apart, and what they are put in order by.
    let keys: [String]
    /// Whether its keys are never given twice.
    let isCounted: Bool

    /// All tables after these migrations, in the order in which SQLite has them.
    static func all(of migrations: [Migration]) throws -> [TableShape] {
        let blank = try DatabaseQueue()
        try SQLiteEngine.migrator(for: migrations).migrate(blank)
        return try blank.read { try all(in: SQLiteSession(database: $0)) }
    }

    /// - Parameter session: of SQLite's.
    static func all(in session: any Session) throws -> [TableShape] {
        let tables = try session.rows(
            """
            SELECT name, sql LIKE '%AUTOINCREMENT%' FROM sqlite_schema
             WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'grdb_migrations'
            """
        ) { (name: try $0.at(0) as String, isCounted: try $0.at(1) as Bool) }
        return try tables.map { name, isCounted in
            let columns = try session.rows("SELECT name, pk FROM pragma_table_info(\(name)) ORDER BY cid") {
                (name: try $0.at(0) as String, place: try $0.at(1) as Int)
            }
            let keys = columns.filter { $0.place > 0 }.sorted { $0.place < $1.place }
            return TableShape(
                name: name, columns: columns.map(\.name), keys: (keys.isEmpty ? columns : keys).map(\.name),
                isCounted: isCounted)
        }
    }

    var selection: SQL { SQL(stringLiteral: "SELECT \(columns.joined(separator: ", ")) FROM \(name)") }

    /// How many rows there are.
    func count(in session: any Session) throws -> Int64 {
        try session.value(SQL(stringLiteral: "SELECT count(*) FROM \(name)")) ?? 0
    }

    /// To put in so many rows at once.
    func insertion(of count: Int) -> String {
        let marks = "(\(Array(repeating: "?", count: columns.count).joined(separator: ", ")))"
        let rows = Array(repeating: marks, count: count).joined(separator: ", ")
        return "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES \(rows)"
    }

    /// How many rows there are, and the SHA-256 of all that stands in them: the same in every engine.
    func digest(in session: any Session) throws -> Digest {
        var (hash, rows) = (SHA256(), Int64(0))
        let order = keys.joined(separator: ", ")
        try session.forEachOfMany(SQL(stringLiteral: "\(selection.text) ORDER BY \(order)")) { row in
            rows += 1
            for index in columns.indices { hash.update(data: row.scalarAt(index).marked) }
        }
        return Digest(rows: rows, hash: Array(hash.finalize()))
    }

    struct Digest: Hashable, Sendable {
        let rows: Int64
        let hash: [UInt8]
    }
}

extension SQLScalar {
    /// Its kind, its length and itself, so that no two rows of values look alike.
    fileprivate var marked: [UInt8] {
        func bytes(_ mark: Character, _ value: [UInt8]) -> [UInt8] {
            Array("\(mark)\(value.count):".utf8) + value
        }
        return switch self {
        case .null: bytes("n", [])
        case .integer(let value): bytes("i", Array(String(value).utf8))
        case .real(let value): bytes("r", Array(String(value).utf8))
        case .text(let value): bytes("t", Array(value.utf8))
        case .blob(let value): bytes("b", value)
        }
    }
}
