import Domain

extension Transaction {
    /// Puts a record of which a committee has one in the place of what is on record.
    ///
    /// - Parameters:
    ///   - table: with a row for each committee that has one, its version beside it.
    ///   - before: what stands; nil and 0 for nothing.
    ///   - version: what the caller had read, 0 for nothing; nil to record it whatever stands there.
    /// - Throws: a denial; ``StoreError/staleVersion(current:)``.
    func put<Record: Columned>(
        _ record: Record, of committee: ID<Committee>, in table: SQL, _ subject: AuditSubject,
        inPlaceOf before: (record: Record?, version: Int), ifVersion version: Int?
    ) throws {
        let place = try place(of: committee)
        try require(.manageCommittees, in: place)
        _ = try check(version: before.version, against: version)
        let changed = try session.changed(
            by: """
                INSERT INTO \(table) (committee_id, \(columnsOf: Record.self))
                VALUES (\(committee), \(valuesOf: record))
                ON CONFLICT (committee_id) DO UPDATE
                   SET \(settingTo: record), version = \(table).version + 1
                 WHERE \(table).version = \(before.version)
                """
        )
        if changed != 1 {
            let current: Int? = try session.value("SELECT version FROM \(table) WHERE committee_id = \(committee)")
            throw StoreError.staleVersion(current: current ?? 0)
        }
        try audit(
            .recorded, subject, committee, in: place, before: before.record?.document, after: record.document)
    }
}
