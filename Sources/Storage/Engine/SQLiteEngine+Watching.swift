import GRDB

extension SQLiteEngine {
    /// From here on the writer notes in ``touched`` which records are written to: by triggers of its connection alone, which
    /// are no part of the file.
    func watch(_ subjects: [AuditSubject]) throws {
        try pool.writeWithoutTransaction { database in
            try touched.register(on: database)
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
                let call = TouchedRecords.call(for: subject, record: key.map { "\(row).\($0)" } ?? "0")
                return "SELECT \(call)\(condition == nil ? "" : " WHERE \(condition(on: "\(row)."))");"
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
