package import Domain

/// Who holds an area from a day on, as the office's list has it.
package struct ListedAssignment: Sendable {
    package let area: ID<ResponsibilityArea>
    package let holders: [ID<Member>]
    package let from: LocalDate
    package let reason: Text?

    package init(area: ID<ResponsibilityArea>, holders: [ID<Member>], from: LocalDate, reason: Text?) {
        (self.area, self.holders, self.from, self.reason) = (area, holders, from, reason)
    }
}

extension Transaction {
    /// One row of the office's list of who takes over which area: whoever held it and is not in the row holds it until the
    /// day before.
    ///
    /// - Throws: ``FieldErrors``.
    package func importAssignment(_ listed: ListedAssignment) throws -> ImportedRecord {
        let area = try area(listed.area).area
        try require(.manageAreas, in: area.branch)
        let reaching = try assignmentsReaching(listed.from, of: area.id)
        let standing = reaching.filter { $0.span.contains(listed.from) }
        let staying = standing.filter { listed.holders.contains($0.member) }
        let leaving = standing.filter { !listed.holders.contains($0.member) }
        let coming = listed.holders.filter { holder in !standing.contains { $0.member == holder } }
        if leaving.isEmpty, coming.isEmpty { return ImportedRecord(.unchanged) }
        if let later = reaching.compactMap(\.span.from).filter({ $0 > listed.from }).max() {
            throw FieldErrors("from", .conflict, Assignment.Refusal.beforeCurrentBegan(later).detail)
        }
        do {
            if staying.isEmpty {
                try beginAssignments(of: area, to: coming, from: listed.from, reason: listed.reason)
            } else {
                for assignment in leaving {
                    _ = try endAssignment(assignment.id, on: listed.from.adding(days: -1), reason: listed.reason)
                }
                if !coming.isEmpty {
                    try beginAssignments(of: area, to: coming, from: listed.from, as: .beside, reason: listed.reason)
                }
            }
        } catch let refusal as any StateRefusal {
            throw FieldErrors("member", .conflict, refusal.detail)
        }
        try note([
            FieldChange("member", numbersNoted(of: standing.map(\.member)), numbersNoted(of: listed.holders))
        ])
        return ImportedRecord(.changed)
    }

    /// The numbers of an area's holders; null for nobody.
    private func numbersNoted(of members: [ID<Member>]) throws -> JSON {
        JSON(try members.map { try storedMember($0).member.number.text }.sorted().joined(separator: ", ").nonEmpty)
    }
}
