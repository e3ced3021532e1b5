import Domain

/// A ``Session`` on a connection to PostgreSQL.
struct PostgreSQLSession: Session {
    let connection: PostgreSQLConnection
    /// Set once nobody waits for what is read any more.
    var cancellation: Cancellation?

    func run(_ sql: SQL) throws {
        _ = try connection.reply(to: sql)
    }

    func changed(by sql: SQL) throws -> Int {
        try connection.reply(to: sql).changed
    }

    /// From a row of the schema's own, which is taken back with whatever is: a sequence would leave gaps.
    func nextKeys(of table: String, count: Int) throws -> Int64 {
        let last = try value(
            "UPDATE last_key SET last = last + \(count) WHERE table_name = \(table) RETURNING last", as: Int64.self)
        guard let last else { throw StorageFault.corrupt("no keys are counted of ‘\(table)’") }
        return last - Int64(count) + 1
    }

    /// From a temporary table that triggers fill.
    func takeTouched() throws -> [(subject: AuditSubject, record: Int64)] {
        let touched = try rows("SELECT subject, record FROM touched") { row in
            (subject: try row.at(0) as AuditSubject, record: try row.at(1) as Int64)
        }
        if !touched.isEmpty { try run("DELETE FROM touched") }
        return touched
    }

    func forEach(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
        try cancellation?.check()
        let reply = try connection.reply(to: sql)
        let columns = SQLColumns { reply.names() }
        for index in 0..<reply.count {
            try cancellation?.check()
            try body(SQLRow(columns: columns) { reply.scalar(row: index, column: $0) })
        }
    }

    /// It merges no queries of which it would have to read only the beginnings, unless each says so; and plans each of them
    /// by itself, unless they are one.
    func merged(over places: [Int64], by order: SQL, limit: Int?, _ query: (SQL) -> SQL) -> SQL {
        guard let limit else { return SQL.merged(places.map { query("\($0)") }) }
        let ids = "{\(places.map(String.init).joined(separator: ","))}"
        return """
            SELECT part.* FROM unnest(CAST(\(ids) AS BIGINT[])) AS reached (id)
             CROSS JOIN LATERAL (\(query("reached.id")) ORDER BY \(order) LIMIT \(limit)) AS part
            """
    }

    func forEachOfMany(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
        let cursor = SQL(stringLiteral: connection.newCursor())
        try run("DECLARE \(cursor) NO SCROLL CURSOR FOR \(sql)")
        while true {
            var count = 0
            try forEach("FETCH 1000 FROM \(cursor)") { row in
                count += 1
                try body(row)
            }
            if count == 0 { break }
        }
        try run("CLOSE \(cursor)")
    }

    func faults(_ check: EngineCheck, of migrations: [Migration]) throws -> [Sentence] {
        switch check {
        // Its checksums tell when it reads them.
        case .pages: []
        case .references:
            try rows(
                """
                SELECT conrelid::regclass::text, conname FROM pg_constraint
                 WHERE connamespace = current_schema()::regnamespace AND NOT convalidated
                 ORDER BY 1, 2
                """
            ) { row -> Sentence in
                let (table, constraint): (String, String) = (try row.at(0), try row.at(1))
                return "\(table): \(constraint) is not checked"
            }
        case .schema: try alterations(of: .of(migrations))
        }
    }

    private func alterations(of schema: PostgreSQLSchema) throws -> [Sentence] {
        let found = try Set(
            rows(
                """
                SELECT 'table ' || tablename FROM pg_tables WHERE schemaname = current_schema()
                UNION ALL
                SELECT 'trigger ' || tgname FROM pg_trigger
                 WHERE NOT tgisinternal AND tgenabled = 'O' AND tgname NOT LIKE 'touch\\_%'
                UNION ALL
                SELECT 'index ' || indexname FROM pg_indexes
                 WHERE schemaname = current_schema()
                   AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)
                """
            ) { try $0.at(0) as String })
        let expected = schema.names
        return expected.symmetricDifference(found).sorted().prefix(100).map { name -> Sentence in
            expected.contains(name) ? "\(name) is missing" : "\(name) was added"
        }
    }
}
