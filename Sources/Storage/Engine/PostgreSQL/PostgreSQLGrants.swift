import Domain

extension PostgreSQLEngine {
    /// Lets a role work on the tables that owns none of them: whatever no trigger refuses to everybody. So whoever has a
    /// server's password can neither rewrite the audit nor take away what guards it.
    ///
    /// - Returns: which columns it may change in which table; for people who want to see it.
    /// - Throws: ``NoSuchRole``; ``StorageFault/schemaIsOthers(path:)`` where this role may not give it.
    @discardableResult
    package func grant(to role: String) async throws -> [PostgreSQLGrant] {
        do {
            return try await write { session in
                guard
                    let quoted: String = try session.value(
                        "SELECT quote_ident(rolname) FROM pg_roles WHERE rolname = \(role) AND rolcanlogin")
                else { throw NoSuchRole(role: role) }
                guard try !session.exists("SELECT 1 WHERE pg_has_role(\(role), current_user, 'member')") else {
                    throw NoSuchRole(role: role, isOwner: true)
                }
                let schema: String = try session.value("SELECT quote_ident(current_schema())") ?? "public"
                let grants = try PostgreSQLGrant.all(in: session)
                for statement in ["REVOKE ALL ON ALL TABLES IN SCHEMA \(schema) FROM \(quoted)"]
                    + grants.flatMap({ $0.statements(for: quoted) })
                    + ["GRANT SELECT ON ALL SEQUENCES IN SCHEMA \(schema) TO \(quoted)"]
                {
                    try session.run(SQL(stringLiteral: statement))
                }
                return grants
            }
        } catch let error as PostgreSQLError where error.state == PostgreSQLError.notPermitted {
            throw StorageFault.schemaIsOthers(path: address.shown)
        }
    }

    /// There is none that can sign in, or it is the owner's own, or a superuser's: what is not granted it can do as well.
    package struct NoSuchRole: Error, Hashable, Sendable {
        package let role: String
        package var isOwner = false
    }
}

/// What a role may do with a table, besides reading it and putting rows in.
package struct PostgreSQLGrant: Hashable, Sendable {
    package let table: String
    package let columns: [String]
    package let mayDelete: Bool

    fileprivate func statements(for role: String) -> [String] {
        var statements = ["GRANT SELECT, INSERT ON \(table) TO \(role)"]
        if !columns.isEmpty {
            statements.append("GRANT UPDATE (\(columns.joined(separator: ", "))) ON \(table) TO \(role)")
        }
        if mayDelete { statements.append("GRANT DELETE ON \(table) TO \(role)") }
        return statements
    }

    /// The tables of the bureau, by what their triggers refuse.
    fileprivate static func all(in session: any Session) throws -> [PostgreSQLGrant] {
        var guards: [String: [Guard]] = [:]
        try session.forEach(
            """
            SELECT tgrelid::regclass::text, tgtype & 8 <> 0, tgtype & 16 <> 0, pg_get_triggerdef(pg_trigger.oid),
                   coalesce((SELECT string_agg(attname, ',') FROM pg_attribute
                              WHERE attrelid = tgrelid AND attnum = ANY (tgattr::int2[])), '')
              FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
             WHERE NOT tgisinternal AND proname = 'refuse'
            """
        ) { row in
            guards[try row.at(0), default: []].append(
                Guard(
                    isOfDeletion: try row.at(1), isOfChange: try row.at(2), definition: try row.at(3),
                    columns: (try row.at(4) as String).split(separator: ",").map(String.init)))
        }
        var columns: [String: [TableColumn]] = [:]
        var tables: [String] = []
        try session.forEach(
            """
            SELECT table_name::text, column_name::text, is_nullable = 'YES' FROM information_schema.columns
             WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position
            """
        ) { row in
            let table: String = try row.at(0)
            if columns[table] == nil { tables.append(table) }
            columns[table, default: []].append(TableColumn(name: try row.at(1), mayBeNull: try row.at(2)))
        }
        return tables.map { table in
            let (own, all) = (guards[table] ?? [], columns[table] ?? [])
            // What the schema itself has come to is its owner's affair.
            guard !["schema_step", "schema_watch"].contains(table) else {
                return PostgreSQLGrant(table: table, columns: [], mayDelete: false)
            }
            let fixed = own.filter(\.isOfChange).reduce(into: Set<String>()) { $0.formUnion($1.fixed(of: all)) }
            let open = all.map(\.name).filter { !fixed.contains($0) && (table != "kept_content" || $0 == "kept_at") }
            return PostgreSQLGrant(
                table: table, columns: open,
                mayDelete: table != "last_key" && !own.contains { $0.isOfDeletion && $0.condition == nil })
        }
    }
}

/// A trigger that refuses something.
private struct Guard {
    let isOfDeletion: Bool
    let isOfChange: Bool
    let definition: String
    /// Of `UPDATE OF`.
    let columns: [String]

    /// nil where it refuses always.
    var condition: Substring? {
        guard let start = definition.firstRange(of: " WHEN ("),
            let end = definition.firstRange(of: ") EXECUTE FUNCTION")
        else { return nil }
        return definition[start.upperBound..<end.lowerBound]
    }

    /// The columns that it lets nobody change.
    func fixed(of all: [TableColumn]) -> Set<String> {
        guard let condition else { return Set(columns.isEmpty ? all.map(\.name) : columns) }
        let mayBeNull = Set(all.filter(\.mayBeNull).map(\.name))
        // One of several conditions is enough for it to refuse.
        let fixed = Self.alternatives(in: condition).compactMap { alternative -> String? in
            guard
                let found = alternative.wholeMatch(of: /(?:new|old)\.(\w+) (IS DISTINCT FROM|<>) (?:new|old)\.(\w+)/),
                found.1 == found.3, found.2 != "<>" || !mayBeNull.contains(String(found.1))
            else { return nil }
            return String(found.1)
        }
        return Set(fixed)
    }

    /// What any one of is enough, as PostgreSQL writes rows of values as well: `(a OR b) OR c`.
    private static func alternatives(in condition: Substring) -> [Substring] {
        let text = bare(condition)
        var (parts, start, depth) = ([Substring](), text.startIndex, 0)
        for index in text.indices {
            depth += text[index] == "(" ? 1 : text[index] == ")" ? -1 : 0
            guard depth == 0, index >= start, text[index...].hasPrefix(separator) else { continue }
            parts.append(text[start..<index])
            start = text.index(index, offsetBy: separator.count)
        }
        return parts.isEmpty ? [text] : (parts + [text[start...]]).flatMap(alternatives)
    }

    private static let separator = " OR "

    private static func bare(_ text: Substring) -> Substring {
        var text = text
        while text.first == "(", let end = closing(of: text), text.index(after: end) == text.endIndex {
            text = text.dropFirst().dropLast()
        }
        return text
    }

    /// Where the bracket ends that a text begins with.
    private static func closing(of text: Substring) -> Substring.Index? {
        var depth = 0
        return text.indices.first { index in
            depth += text[index] == "(" ? 1 : text[index] == ")" ? -1 : 0
            return depth == 0
        }
    }
}

private struct TableColumn {
    let name: String
    let mayBeNull: Bool
}
