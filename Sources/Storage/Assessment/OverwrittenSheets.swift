package import Domain

/// A sheet that a member had given themselves, in the place of which somebody else has put another.
package struct OverwrittenSheet: Hashable, Sendable {
    package let sheet: ID<Sheet>
    package let cycle: ID<Cycle>
    package let month: Month
    package let area: Code
    package let areaName: String
    package let tier: Tier
    package let revision: Int
    package let reason: String
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
}

extension Transaction {
    /// The principal's own sheets that somebody else has revised, in the months of their branches that have not ended, by
    /// month.
    package func overwrittenSheets() throws -> [OverwrittenSheet] {
        guard let member = authority.member else { return [] }
        return try authority.reach(of: .readMonths).branches.sorted().flatMap { branch in
            try unendedCycles(of: branch).flatMap { try overwrittenSheets(of: member, in: $0) }
        }
    }

    private func overwrittenSheets(of member: ID<Member>, in cycle: Cycle) throws -> [OverwrittenSheet] {
        let found = try session.rows(
            """
            SELECT sheet.id, responsibility_area.code, responsibility_area.name, sheet.tier, sheet.revision,
                   sheet.revision_reason, sheet.recorded_at, sheet.recorded_by
              FROM sheet JOIN responsibility_area ON responsibility_area.id = sheet.area_id
             WHERE sheet.cycle_id = \(cycle.id) AND sheet.assessor_id = \(member) AND \(KeptSheet.counts)
               AND sheet.revision > 1 AND sheet.recorded_by <> \(principal.name)
               AND EXISTS (SELECT 1 FROM sheet AS own
                            WHERE own.cycle_id = sheet.cycle_id AND own.area_id = sheet.area_id
                              AND own.tier = sheet.tier AND own.assessor_id = sheet.assessor_id
                              AND own.revision < sheet.revision AND own.recorded_by = \(principal.name))
            """
        ) { row in
            let at: Instant = try row["recorded_at"]
            return OverwrittenSheet(
                sheet: try row["id"], cycle: cycle.id, month: cycle.month, area: try row["code"],
                areaName: try row["name"], tier: try row["tier"], revision: try row["revision"],
                reason: try row["revision_reason"], on: settings.timeZone.date(of: at), by: try row["recorded_by"])
        }
        return found.sorted { $0.sheet < $1.sheet }
    }
}
