@testable import Storage

/// A session that passes everything on and keeps the queries, so that their plans can be asked for.
final class RecordingSession: Session {
    private let base: any Session
    private(set) var queries: [SQL] = []

    init(_ base: any Session) {
        self.base = base
    }

    func run(_ sql: SQL) throws {
        queries.append(sql)
        try base.run(sql)
    }

    func changed(by sql: SQL) throws -> Int {
        queries.append(sql)
        return try base.changed(by: sql)
    }

    func forEach(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
        queries.append(sql)
        try base.forEach(sql, body)
    }

    /// What SQLite would do for each of the queries.
    func plans() throws -> [QueryPlan] {
        try queries.map { query in
            let steps = try base.rows("EXPLAIN QUERY PLAN \(query)") { try $0["detail"] as String }
            // The table that a row is inserted into is named as if RETURNING went through it.
            let words = query.text.split(whereSeparator: \.isWhitespace)
            let target = words.count > 2 && words[0] == "INSERT" ? "SCAN \(words[2])" : ""
            return QueryPlan(query: query.text, steps: steps.filter { $0 != target })
        }
    }
}

/// How SQLite goes about a query.
struct QueryPlan: Sendable {
    let query: String
    /// `SEARCH member USING INDEX member_by_name (name>? AND name<?)`
    let steps: [String]

    /// These stay as small as the organisation is, however many years it keeps its records.
    private static let small: Set<String> = [
        "committee", "branch", "party_group", "setting", "calendar_day", "scheme", "below", "upward", "CONSTANT",
    ]

    private static let aliases = [
        "held": "assignment", "holder": "member", "secretary": "member", "assessor": "member",
    ]

    /// The tables that grow with the years and are gone through, whole or from a place on: those that are not looked up
    /// by what an index says equals something.
    var walked: Set<String> {
        var walked: Set<String> = []
        for step in steps {
            let words = step.split(separator: " ")
            guard words.count > 1, words[0] == "SCAN" || words[0] == "SEARCH" else { continue }
            let name = String(words[1])
            let table = Self.aliases[name] ?? name
            if Self.small.contains(table) || words[0] == "SEARCH" && step.contains("=?") { continue }
            walked.insert(table)
        }
        return walked
    }

    /// Begins with a table's first row, though it be in an index's order.
    var scans: Bool {
        steps.contains { step in
            let words = step.split(separator: " ")
            return words.count > 1 && words[0] == "SCAN" && !Self.small.contains(String(words[1]))
        }
    }

    /// Sorts rows, but for the few committees that stand over one another.
    var sorts: Bool {
        !query.hasPrefix("WITH RECURSIVE upward") && steps.contains { $0.hasPrefix("USE TEMP B-TREE") }
    }
}
