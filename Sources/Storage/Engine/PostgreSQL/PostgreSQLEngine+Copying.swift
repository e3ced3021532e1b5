import Domain

extension PostgreSQLEngine {
    /// Every table, as one transaction sees them all. What is copied has the schema that it should have: it is the database's own
    /// that is looked at.
    ///
    /// - Throws: ``UnsoundBackup`` where that was altered, besides.
    package func copy(to path: String) async throws {
        try DiskFile.create(path, [])
        do {
            try await read { session in
                let altered = try session.faults(.schema, of: Migration.all)
                guard altered.isEmpty else {
                    throw UnsoundBackup(findings: altered.map { Examination.Finding(.schema, $0) })
                }
                let copy = try SQLiteCopy(at: path, Migration.all)
                for table in copy.tables { try copy.fill(table, from: session) }
                for table in copy.tables where table.isCounted {
                    let last: Int64? = try session.value(
                        """
                        SELECT greatest(
                            (SELECT last FROM last_key WHERE table_name = \(table.name)),
                            pg_sequence_last_value(pg_get_serial_sequence(\(table.name), 'id')))
                        """)
                    try copy.count(table.name, to: last ?? 0)
                }
                try copy.finish()
            }
            try DiskFile.synchronise(path)
        } catch {
            DatabaseFiles(of: path).removeSQLite()
            throw error
        }
    }
}
