import Domain

/// A session on a reader for what would change something: it is run as far as to its first change, with all that it asks
/// and refuses until there.
struct LookingSession: Session {
    let session: any Session

    func run(_ sql: SQL) throws { throw ChangeAhead() }

    func changed(by sql: SQL) throws -> Int { throw ChangeAhead() }

    func nextKeys(of table: String, count: Int) throws -> Int64 { throw ChangeAhead() }

    func merged(over places: [Int64], by order: SQL, limit: Int?, _ query: (SQL) -> SQL) -> SQL {
        session.merged(over: places, by: order, limit: limit, query)
    }

    /// None.
    func takeTouched() throws -> [(subject: AuditSubject, record: Int64)] { [] }

    func faults(_ check: EngineCheck, of migrations: [Migration]) throws -> [Sentence] {
        try session.faults(check, of: migrations)
    }

    func forEach(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
        guard sql.onlyReads else { throw ChangeAhead() }
        try session.forEach(sql, body)
    }
}

/// What only looks has come to where it would change something (``Store/look(by:for:_:)``).
package struct ChangeAhead: Error {}

extension SQL {
    /// Whether it is a query, with tables of its own before it or not.
    fileprivate var onlyReads: Bool {
        let words = text.utf8.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
        if words.starts(with: "SELECT ".utf8) || words.starts(with: "SELECT\n".utf8) { return true }
        return words.starts(with: "WITH ".utf8)
            && !["INSERT INTO", "UPDATE ", "DELETE FROM"].contains { text.contains($0) }
    }
}
