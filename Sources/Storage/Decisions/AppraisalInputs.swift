package import Domain

/// What the year's records say of one who is appraised: read from where each is kept, entered nowhere, and of no weight.
package struct AppraisalInputs: Hashable, Sendable {
    /// Of the branch's closed months.
    package let areas: [PlaceReference]
    package let monthsRanked: Int
    package let monthsWon: Int
    package let vetoes: Int
    /// Areas and months that an objection which was upheld moved.
    package let corrected: Int
    /// What they undertook, and what came of it.
    package let commitments: Commitments
    /// Of the branch's meetings of the year: to how many they were called, at how many they were, how many they made up.
    package let attendance: Attendance.Tally
    package let honours: [HonoursLedgerEntry]
    /// Sanctions that the assembly carried in the year and the higher organisation has not refused, by their motions.
    package let sanctions: [Sanction]

    package struct Commitments: Hashable, Sendable {
        package fileprivate(set) var kept = 0
        package fileprivate(set) var partly = 0
        package fileprivate(set) var notKept = 0
        package fileprivate(set) var open = 0
    }

    package struct Sanction: Hashable, Sendable {
        package let motion: ID<Motion>
        package let number: Motion.Number
        package let title: String
    }
}

extension Transaction {
    /// What the year's records say of some of a branch, each figure as the room that keeps it has it.
    func appraisalInputs(
        of members: [(ID<Member>, PersonReference)], in branch: ID<Branch>, _ year: Int
    ) throws -> [ID<Member>: AppraisalInputs] {
        if members.isEmpty { return [:] }
        let figures = Dictionary(
            try yearResults(of: year, branch: branch).members.map { ($0.id, $0.figures) }
        ) { first, _ in first }
        let attendance = Dictionary(
            try self.attendance(of: branch, in: year).lines.map { ($0.member.number, $0.tally) }
        ) { first, _ in first }
        let honours = Dictionary(
            grouping: try honoursLedger(HonoursLedgerFilter(year: year, branch: branch)).filter { $0.ending == nil },
            by: \.member.number)
        let sanctions = try motions(year: year, branch: branch).filter { listing in
            listing.motion.kind == .sanction && [.decided, .approved].contains(listing.status)
        }
        var found: [ID<Member>: AppraisalInputs] = [:]
        for (member, person) in members {
            let own = figures[member] ?? YearFigures([])
            var areas: [PlaceReference] = []
            for month in own.areaMonths where !areas.contains(where: { $0.code == month.area }) {
                areas.append(PlaceReference(code: month.area, name: month.areaName))
            }
            found[member] = AppraisalInputs(
                areas: areas.sorted { $0.code < $1.code }, monthsRanked: own.monthsRanked.count,
                monthsWon: own.monthsWon.count, vetoes: own.vetoes.count, corrected: own.corrected.count,
                commitments: try commitments(of: member, in: year),
                attendance: attendance[person.number] ?? Attendance.Tally(),
                honours: honours[person.number] ?? [],
                sanctions: sanctions.filter { $0.carried(member) }.map {
                    AppraisalInputs.Sanction(motion: $0.id, number: $0.number, title: $0.motion.title.string)
                })
        }
        return found
    }

    private func commitments(of member: ID<Member>, in year: Int) throws -> AppraisalInputs.Commitments {
        var found = AppraisalInputs.Commitments()
        let entries = try ledgerEntries(naming: member, in: year).filter { $0.ledger == .commitment }
        for entry in try withSteps(entries) {
            switch entry.steps.last(where: { $0.kind == .kept })?.content.choice(.result) {
            case .full: found.kept += 1
            case .partly: found.partly += 1
            case .notAtAll: found.notKept += 1
            default: found.open += 1
            }
        }
        return found
    }
}

extension MotionListing {
    /// Whether it was carried of one who was voted on.
    fileprivate func carried(_ member: ID<Member>) -> Bool {
        guard let vote = resolution else { return false }
        return zip(motion.people, vote.outcomes).contains { $0.member == member && $1 == .carried }
    }
}
