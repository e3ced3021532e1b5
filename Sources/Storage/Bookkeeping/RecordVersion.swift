import Domain

/// The version that a record had when it was read in this transaction, and that is no other than the one its caller had
/// read. Only with one can a record be changed.
struct RecordVersion: Sendable {
    fileprivate let number: Int

    /// Of a record that this transaction has made.
    static let first = RecordVersion(number: 1)
}

extension Transaction {
    /// - Parameters:
    ///   - current: as it was read in this transaction.
    ///   - expected: what the caller had read; nil to change the record whatever it is.
    /// - Throws: ``StoreError/staleVersion(current:)``.
    func check(version current: Int, against expected: Int? = nil) throws -> RecordVersion {
        if let expected, expected != current { throw StoreError.staleVersion(current: current) }
        return RecordVersion(number: current)
    }

    /// Changes a record, unless somebody has changed it since it was read.
    ///
    /// - Parameters:
    ///   - table: with the columns `id` and `version`.
    ///   - assignments: `name = …`, with commas between them; the version goes on by itself.
    /// - Returns: the version that it has now.
    /// - Throws: ``StoreError/staleVersion(current:)``.
    @discardableResult
    func update<Subject>(
        _ table: SQL, _ id: ID<Subject>, at version: RecordVersion, setting assignments: SQL? = nil
    ) throws -> RecordVersion {
        let others: SQL = if let assignments { "\(assignments), " } else { "" }
        let changed = try session.changed(
            by: """
                UPDATE \(table)
                   SET \(others)version = \(version.number + 1)
                 WHERE id = \(id) AND version = \(version.number)
                """
        )
        guard changed == 1 else {
            let current: Int? = try session.value("SELECT version FROM \(table) WHERE id = \(id)")
            guard let current else { throw StoreError.notFound("record") }
            throw StoreError.staleVersion(current: current)
        }
        return RecordVersion(number: version.number + 1)
    }
}
