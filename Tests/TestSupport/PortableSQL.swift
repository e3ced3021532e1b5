package import Storage
import Synchronization

/// What another engine than SQLite would not run, or would answer otherwise: SQLite's own words, and whatever is left to
/// the engine to decide.
package struct PortableSQL: Sendable {
    /// The columns of each table, and whether they can hold NULL.
    package typealias Schema = [String: [String: Bool]]

    private let schema: Schema

    package init(_ schema: Schema) {
        self.schema = schema
    }

    /// Tells of the faults of whatever a store is asked, each statement once in the life of the tests. Where that store is in
    /// PostgreSQL, it tells so itself.
    package static func listener(
        to store: Store, _ tell: @escaping @Sendable (String) -> Void
    ) async throws -> @Sendable (SQL) -> Void {
        guard !TestDatabase.isPostgreSQL else { return { _ in } }
        let known = listening.withLock { $0 }
        let portable: PortableSQL
        if let known { portable = known } else { portable = PortableSQL(try await schema(of: store.sqlite)) }
        listening.withLock { $0 = portable }
        return { sql in
            guard heard.withLock({ $0.insert(sql.text).inserted }) else { return }
            for fault in portable.faults(in: sql.text) { tell("\(fault): \(sql.text)") }
        }
    }

    private static let listening = Mutex<PortableSQL?>(nil)
    private static let heard = Mutex<Set<String>>([])

    package static func schema(of file: SQLiteEngine) async throws -> Schema {
        try await file.read { session in
            var schema: Schema = [:]
            try session.forEach(
                """
                SELECT made.name, info.name, info."notnull" = 0 AND info.pk = 0
                  FROM sqlite_schema AS made, pragma_table_info(made.name) AS info
                 WHERE made.type = 'table'
                """
            ) { schema[try $0.at(0), default: [:]][try $0.at(1)] = try $0.at(2) as Bool }
            return schema
        }
    }

    package func faults(in text: String) -> [String] {
        let words = Self.words(of: text)
        return words.indices.compactMap { fault(at: $0, of: words) } + Self.unorderedLimits(in: words)
            + orders(in: words).compactMap { fault(inOrder: $0, of: words) }
    }

    // MARK: Words

    private static let refused: Set<String> = [
        "rowid", "_rowid_", "oid", "glob", "regexp", "match", "like", "autoincrement", "pragma", "indexed", "isnull",
        "notnull", "collate", "explain", "attach", "vacuum", "reindex", "==", "`", "[",
    ]

    private static let refusedFunctions: Set<String> = [
        "ifnull", "iif", "group_concat", "total", "typeof", "printf", "format", "instr", "hex", "unhex", "quote",
        "random", "randomblob", "zeroblob", "changes", "total_changes", "last_insert_rowid", "unicode", "char",
        "likely",
        "unlikely", "date", "time", "datetime", "julianday", "strftime", "unixepoch", "timediff",
    ]

    private func fault(at index: Int, of words: [String]) -> String? {
        let word = words[index]
        let next = index + 1 < words.count ? words[index + 1] : ""
        let isCalled = next == "("
        if Self.refused.contains(word) || word.hasPrefix("sqlite_") || word.hasPrefix("pragma_") {
            return "‘\(word)’ is SQLite's"
        }
        if isCalled, Self.refusedFunctions.contains(word) || word.hasPrefix("json") {
            return "‘\(word)(…)’ is SQLite's"
        }
        if isCalled, word == "min" || word == "max", Self.hasSeveralArguments(from: index + 1, of: words) {
            return "‘\(word)’ of several values is SQLite's"
        }
        if word == "replace", !isCalled, index == 0 { return "REPLACE is SQLite's" }
        if word == "insert" || word == "update", next == "or" { return "\(word.uppercased()) OR is SQLite's" }
        if word == "when", next == "?", index + 2 < words.count, words[index + 2] == "then" {
            return "a number is no condition"
        }
        if word == "is" {
            let compared = next == "not" ? words[min(index + 2, words.count - 1)] : next
            if !["null", "distinct", "true", "false"].contains(compared) { return "IS compares with NULL alone" }
            if index > 0, words[index - 1] == "?" { return "a parameter without a type" }
        }
        return nil
    }

    private static func hasSeveralArguments(from opening: Int, of words: [String]) -> Bool {
        var depth = 0
        for word in words[opening...] {
            if word == "(" { depth += 1 }
            if word == ")" { depth -= 1 }
            if depth == 0 { return false }
            if depth == 1, word == "," { return true }
        }
        return false
    }

    // MARK: Orders

    /// Which rows a LIMIT lets through without an ORDER BY is the engine's to decide.
    private static func unorderedLimits(in words: [String]) -> [String] {
        var isOrdered = [false]
        var faults: [String] = []
        for word in words {
            switch word {
            case "(": isOrdered.append(false)
            case ")": isOrdered.removeLast()
            case "order": isOrdered[isOrdered.count - 1] = true
            case "limit" where isOrdered.last == false: faults.append("LIMIT without an order")
            default: break
            }
        }
        return faults
    }

    /// What is sorted by, one term at a time.
    private func orders(in words: [String]) -> [[String]] {
        let ends: Set<String> = ["limit", "offset", "union", "except", "intersect", "returning"]
        var terms: [[String]] = []
        for start in words.indices where words[start] == "order" && start + 1 < words.count && words[start + 1] == "by"
        {
            var (depth, term) = (0, [String]())
            for word in words[(start + 2)...] {
                if word == "(" { depth += 1 }
                if word == ")" { depth -= 1 }
                if depth < 0 || depth == 0 && ends.contains(word) { break }
                if depth == 0, word == "," {
                    terms.append(term)
                    term = []
                } else {
                    term.append(word)
                }
            }
            terms.append(term)
        }
        return terms
    }

    /// What is computed and never NULL.
    private static let computed: Set<String> = ["distance"]

    /// Where NULL stands is SQLite's to decide, or another engine's, unless it is said or there is none.
    private func fault(inOrder term: [String], of words: [String]) -> String? {
        if term.suffix(2).first == "nulls" { return nil }
        let column = term.filter { $0 != "asc" && $0 != "desc" }
        let tables = tables(in: words)
        let mayBeNull: Bool
        switch column.count {
        case 3 where column[1] == ".":
            guard let (table, isOptional) = tables[column[0]] else { return "ORDER BY an unknown table \(column[0])" }
            mayBeNull = isOptional || schema[table]?[column[2]] ?? true
        case 1 where Self.computed.contains(column[0]): mayBeNull = false
        case 1:
            let holding = tables.values.filter { !$0.isOptional }.compactMap { schema[$0.table]?[column[0]] }
            mayBeNull = holding.isEmpty || holding.contains(true)
        default: mayBeNull = true
        }
        return mayBeNull ? "ORDER BY \(column.joined()) does not say where NULL stands" : nil
    }

    /// The tables by the names they go by, and whether a LEFT JOIN may leave their columns NULL.
    private func tables(in words: [String]) -> [String: (table: String, isOptional: Bool)] {
        var tables: [String: (table: String, isOptional: Bool)] = [:]
        for index in words.indices where words[index] == "from" || words[index] == "join" {
            guard index + 1 < words.count, schema[words[index + 1]] != nil else { continue }
            let table = words[index + 1]
            let isRenamed = index + 3 < words.count && words[index + 2] == "as"
            tables[isRenamed ? words[index + 3] : table] = (table, index > 0 && words[index - 1] == "left")
        }
        return tables
    }

    // MARK: Reading

    /// Words in small letters, `?`, signs; what is quoted is left out.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var rest = text[...]
        while let first = rest.first {
            if first == "'" {
                rest = rest.dropFirst().drop { $0 != "'" }.dropFirst()
                words.append("''")
            } else if first.isLetter || first == "_" || first.isNumber {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                words.append(word.lowercased())
                rest = rest.dropFirst(word.count)
            } else if rest.hasPrefix("==") || rest.hasPrefix("||") || rest.hasPrefix("<=") || rest.hasPrefix(">=") {
                words.append(String(rest.prefix(2)))
                rest = rest.dropFirst(2)
            } else {
                if !first.isWhitespace, first != "\"" { words.append(String(first)) }
                rest = rest.dropFirst()
            }
        }
        return words
    }
}
