/// How SQLite goes about a query.
struct QueryPlan: Sendable {
    let query: String
    /// `SEARCH member USING INDEX member_by_name (name>? AND name<?)`
    let steps: [String]

    init(query: String, steps: [String]) {
        // In one line, however it is broken in the source.
        self.query = query.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        // Of putting in a row it is told how the tables that refer to it would be gone through while a constraint is
        // violated and deferred, which none is; and the table itself, as if RETURNING went through it.
        let words = self.query.split(separator: " ")
        let isInsert = words.count > 2 && words[0] == "INSERT"
        self.steps = isInsert ? query.contains("SELECT") ? steps.filter { $0 != "SCAN \(words[2])" } : [] : steps
    }

    /// These stay as small as the organisation is, however many years it keeps its records.
    static let small: Set<String> = [
        "committee", "branch", "party_group", "setting", "calendar_day", "scheme", "below", "upward", "CONSTANT",
    ]

    private static let aliases = [
        "held": "assignment", "holder": "member", "secretary": "member", "assessor": "member",
    ]

    /// The tables that grow with the years and are gone through, whole or from a place on: those that are not looked up
    /// by what an index says equals something.
    var walked: Set<String> {
        if looksAtOneEnd || goesOnFromTheLastSeal { return [] }
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

    /// Begins with a table's first row, though it be in an index's order; but for a look at one row at an end of it.
    var scans: Bool {
        !looksAtOneEnd
            && steps.contains { step in
                let words = step.split(separator: " ")
                return words.count > 1 && words[0] == "SCAN" && !Self.small.contains(String(words[1]))
            }
    }

    /// Sorts rows, but for the few committees above or below one, and the offices of one member or of those on a page.
    var sorts: Bool {
        !query.hasPrefix("WITH RECURSIVE upward") && !query.hasPrefix("WITH RECURSIVE below")
            && !query.hasPrefix("SELECT office, branch_id, group_id FROM appointment WHERE member_id = ?")
            && !query.hasPrefix("SELECT appointment.member_id, appointment.office FROM appointment")
            && steps.contains { $0.hasPrefix("USE TEMP B-TREE") }
    }

    /// Sorts all that it finds, where an index gives no part of the order.
    var sortsEverything: Bool {
        sorts && steps.contains { $0.hasPrefix("USE TEMP B-TREE FOR") && !$0.contains("TERM") && !$0.contains("PART") }
    }

    /// What is to be sealed is what came since the last time, and so much of it at the most.
    private var goesOnFromTheLastSeal: Bool {
        query.hasSuffix(" FROM audit WHERE audit.id > ? ORDER BY audit.id LIMIT ?")
    }

    /// `… ORDER BY id DESC LIMIT 1`
    private var looksAtOneEnd: Bool {
        query.hasSuffix(" LIMIT 1") && !query.contains("WHERE") && !steps.contains { $0.hasPrefix("USE TEMP B-TREE") }
    }
}
