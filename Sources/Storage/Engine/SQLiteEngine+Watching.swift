import GRDB

extension SQLiteEngine {
    /// From here on the writer notes in its own `touched`, undone with whatever is undone, which records are written to: by
    /// triggers of its connection alone, which are no part of the file.
    func watch(_ subjects: [AuditSubject]) throws {
        try pool.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    CREATE TEMP TABLE touched (
                        subject TEXT NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (subject, record)
                    ) STRICT, WITHOUT ROWID
                    """)
            for subject in subjects {
                for rows in subject.rows { try database.execute(sql: rows.triggers(for: subject)) }
            }
        }
    }
}

extension RecordRows {
    fileprivate func triggers(for subject: AuditSubject) -> String {
        [
            ("INSERT", ["NEW"]),
            ("UPDATE OF \((columns + [key].compactMap(\.self)).joined(separator: ", "))", ["OLD", "NEW"]),
            ("DELETE", ["OLD"]),
        ].enumerated().map { index, event in
            let notes = event.1.map { row in
                let record = key.map { "\(row).\($0)" } ?? "0"
                // Not INSERT OR IGNORE: a trigger obeys the statement that fires it, and an upsert would have it fail.
                return """
                    INSERT INTO touched (subject, record)
                    SELECT '\(subject.rawValue)', \(record)
                     WHERE \(condition(on: "\(row).")) AND NOT EXISTS (
                           SELECT 1 FROM touched WHERE subject = '\(subject.rawValue)' AND record = \(record));
                    """
            }
            return """
                CREATE TEMP TRIGGER touch_\(table)_\(index) AFTER \(event.0) ON main.\(table)
                BEGIN
                \(notes.joined(separator: "\n"))
                END;
                """
        }.joined(separator: "\n")
    }
}
