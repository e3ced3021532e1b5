import Domain

extension PostgreSQLEngine {
    /// Takes in every table of a database in a file, which has been through all migrations, in place of what the schema began
    /// with: all of it, or nothing. Triggers, which would refuse rows that are as they were, and references are off while
    /// it goes on; what is put back checks every row.
    ///
    /// - Returns: how many tables and rows there are.
    /// - Throws: ``StorageFault/corrupt(_:)`` where a table is another one here than there; ``PostgreSQLError`` where the role
    ///   does not own the tables.
    func fill(from file: SQLiteFile) async throws -> (tables: Int, rows: Int64) {
        try await write { session in
            try file.look { source in
                let tables = try TableShape.all(in: source)
                try session.withoutGuards(of: tables) {
                    for table in tables {
                        try session.run(SQL(stringLiteral: "DELETE FROM \(table.name)"))
                        try session.fill(table, from: source)
                        try session.goOn(after: table, in: source)
                    }
                }
                let rows: Int64 = try tables.reduce(0) { sum, table in
                    let digest = try table.digest(in: session)
                    guard try digest == table.digest(in: source) else {
                        throw StorageFault.corrupt("\(table.name) is not what was carried over")
                    }
                    return sum + digest.rows
                }
                return (tables.count, rows)
            }
        }
    }
}

extension Session {
    /// So many rows go at once, which a network counts more than PostgreSQL does.
    private var rowsAtOnce: Int { 50 }

    fileprivate func fill(_ table: TableShape, from source: any Session) throws {
        let whole = table.insertion(of: rowsAtOnce)
        var (values, count) = ([SQLScalar](), 0)
        try source.forEachOfMany(table.selection) { row in
            values += table.columns.indices.map(row.scalarAt)
            count += 1
            guard count == rowsAtOnce else { return }
            try run(SQL(text: whole, arguments: values))
            (values, count) = ([], 0)
        }
        if count > 0 { try run(SQL(text: table.insertion(of: count), arguments: values)) }
    }

    /// Its next key is the one that it would have been there.
    fileprivate func goOn(after table: TableShape, in source: any Session) throws {
        guard table.columns.contains("id") else { return }
        let name = SQL(stringLiteral: table.name)
        let newest: Int64 = try value("SELECT coalesce(max(id), 0) FROM \(name)") ?? 0
        let given: Int64? =
            table.isCounted ? try source.value("SELECT seq FROM sqlite_sequence WHERE name = \(table.name)") : nil
        let last = max(newest, given ?? 0)
        try run(
            """
            SELECT setval(pg_get_serial_sequence(\(table.name), 'id'), greatest(\(last), 1), \(last) > 0)
             WHERE pg_get_serial_sequence(\(table.name), 'id') IS NOT NULL
            """)
        try run("UPDATE last_key SET last = \(last) WHERE table_name = \(table.name)")
    }

    /// With triggers off, and references away that are made again after it.
    fileprivate func withoutGuards(of tables: [TableShape], _ body: () throws -> Void) throws {
        let references = try rows(
            """
            SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
             WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2
            """
        ) { (table: try $0.at(0) as String, name: try $0.at(1) as String, definition: try $0.at(2) as String) }
        func alter(_ table: String, _ change: String) throws {
            try run(SQL(stringLiteral: "ALTER TABLE \(table) \(change)"))
        }
        for table in tables { try alter(table.name, "DISABLE TRIGGER USER") }
        for reference in references { try alter(reference.table, "DROP CONSTRAINT \(reference.name)") }
        try body()
        for reference in references {
            try alter(reference.table, "ADD CONSTRAINT \(reference.name) \(reference.definition)")
        }
        for table in tables { try alter(table.name, "ENABLE TRIGGER USER") }
        try run("ANALYZE")
    }
}
