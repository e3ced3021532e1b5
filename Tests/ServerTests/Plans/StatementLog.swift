import Synchronization

@testable import Storage

/// What a database was asked, each statement once.
final class StatementLog: Sendable {
    private let statements = Mutex<[String: SQL]>([:])

    func note(_ sql: SQL) {
        statements.withLock { if $0[sql.text] == nil { $0[sql.text] = sql } }
    }

    /// What SQLite would do for each statement that was noted since the last time.
    func plans(in store: Store) async throws -> [QueryPlan] {
        let noted = statements.withLock { statements in
            defer { statements = [:] }
            return statements.values.sorted { $0.text < $1.text }
        }
        return try await store.database.read { session in
            try noted.map { sql in
                let steps = try session.rows("EXPLAIN QUERY PLAN \(sql)") { try $0["detail"] as String }
                return QueryPlan(query: sql.text, steps: steps)
            }
        }
    }
}
