import Domain

extension Transaction {
    /// That what was touched is of the place that this write was said to be in: from others it is kept apart there alone.
    ///
    /// - Throws: ``StorageFault/corrupt(_:)`` where it is not: the program's mistake, of which nothing stays.
    func requirePlace(of touched: Set<RecordName>) throws {
        if writePlace == .everywhere { return }
        for (subject, names) in Dictionary(grouping: touched, by: \.subject) {
            guard try names.count == countOfBranch(names.map(\.id), subject) else {
                let told = names.sorted(by: RecordName.isBefore).map(\.text).joined(separator: ", ")
                throw StorageFault.corrupt("written elsewhere than where it was said to be: \(told)")
            }
        }
    }

    /// How many of the records are entered into months of the branch that is written in.
    private func countOfBranch(_ ids: [Int64], _ subject: AuditSubject) throws -> Int {
        guard let branch = writePlace.branch, let table = subject.tableOfEntries else { return 0 }
        return try ids.listsOfOneStatement.reduce(0) { count, some in
            let found: Int? = try session.value(
                """
                SELECT count(*) FROM \(table)
                 WHERE id IN \(list: some)
                   AND (SELECT cycle.branch_id FROM cycle WHERE cycle.id = \(table).cycle_id) = (\(branch))
                """)
            return count + (found ?? 0)
        }
    }
}

extension AuditSubject {
    /// The table of what is entered into months, with its `cycle_id`; nil for what a write in one branch may not touch,
    /// because what is written in others rests on it.
    fileprivate var tableOfEntries: SQL? {
        switch self {
        case .sheet: KeptSheet.table
        case .adjustment: KeptAdjustment.table
        default: nil
        }
    }
}
