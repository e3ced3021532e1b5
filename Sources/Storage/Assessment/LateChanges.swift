package import Domain

/// What came late into a month, or was changed in it.
package struct LateChanges: Sendable {
    package let cycle: Cycle
    package let branchName: String
    package let remarks: MonthRemarks
    /// Sheets that stand and were entered after the last day for it.
    package let lateSheets: Int
    /// Sheets that stand in the place of others.
    package let revisedSheets: Int

    package var isEmpty: Bool { remarks.isEmpty && lateSheets == 0 && revisedSheets == 0 }
}

extension Transaction {
    /// What came late into the months from `first` to `last`, or was changed in them, the newest first, by branch: as far
    /// as the principal inspects. Months without any are left out.
    package func lateChanges(from first: Month, through last: Month) throws -> [LateChanges] {
        try authority.require(.readAudit)
        let newestFirst = stride(from: last.index, through: first.index, by: -1).map(Month.init(index:))
        return try newestFirst.flatMap { try cycles(of: $0) }.map { (cycle: Cycle) throws -> LateChanges in
            func count(_ condition: SQL) throws -> Int {
                try session.value(
                    "SELECT count(*) FROM sheet WHERE cycle_id = \(cycle.id) AND \(KeptSheet.counts) AND \(condition)")
                    ?? 0
            }
            return LateChanges(
                cycle: cycle, branchName: try storedBranchName(cycle.branch, in: cycle.month),
                remarks: try storedRemarks(on: cycle), lateSheets: try count("sheet.late_reason IS NOT NULL"),
                revisedSheets: try count("sheet.revision > 1"))
        }.filter { !$0.isEmpty }
    }
}
