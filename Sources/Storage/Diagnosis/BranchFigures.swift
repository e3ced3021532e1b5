package import Domain

/// What is counted of a branch over twelve months, figure by figure, each with the records that it stands on.
package struct BranchFigures: Sendable {
    package let id: ID<Branch>
    package let code: Code
    /// As it is called now.
    package let name: String
    /// nil for a branch that is.
    package let dissolved: LocalDate?
    package let months: ClosedRange<Month>
    private let records: [BranchFigure: [FigureRecord]]

    package func reading(_ figure: BranchFigure) -> FigureReading { FigureReading(figure, records[figure] ?? []) }

    fileprivate init(_ branch: Branch, _ months: ClosedRange<Month>, _ records: [BranchFigure: [FigureRecord]]) {
        (id, code, name, dissolved) = (branch.id, branch.code, branch.name, branch.dissolved)
        (self.months, self.records) = (months, records)
    }
}

/// The same of a committee and those below it: of each branch, by code, and what they come to together.
package struct CommitteeFigures: Sendable {
    package let committee: Committee
    package let months: ClosedRange<Month>
    /// By code: no order by what their figures say.
    package let branches: [BranchFigures]

    /// Over all its branches: their records as one.
    package func reading(_ figure: BranchFigure) -> FigureReading {
        FigureReading(figure, branches.flatMap { $0.reading(figure).records })
    }
}

extension Transaction {
    /// What it takes to see a branch's figures: to read all that they stand on. So they say the same to all who read them.
    static let diagnosing: [Action] = [
        .readTalks, .readMeetings, .readBranchMeetings, .readOrganisation, .readFindings, .readPlans, .readMonths,
        .readCadence, .readLedgers, .readOfficersLedgers, .readMotions,
    ]

    /// A branch's figures over the twelve months that end with a month.
    ///
    /// - Parameter rules: of what is to be done how often.
    /// - Throws: ``StoreError/notFound(_:)``; a denial.
    package func figures(of id: ID<Branch>, until month: Month, by rules: CadenceRules) throws -> BranchFigures {
        for action in Self.diagnosing { try require(action, in: id) }
        let branch = try branch(id).branch
        var records = FigureRecords(of: [branch], in: month.twelveUntil, today: today)
        try gather(&records, in: .branch(id), by: rules)
        return BranchFigures(branch, records.months, records.sorted(of: id))
    }

    /// The figures of a committee's branches and of those below it, of all that there were on any of the days.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; a denial.
    package func figures(
        of id: ID<Committee>, until month: Month, by rules: CadenceRules
    ) throws -> CommitteeFigures {
        for action in Self.diagnosing { try require(action, in: id) }
        let months = month.twelveUntil
        let branches = try branches(of: id, existingIn: months)
        var records = FigureRecords(of: branches, in: months, today: today)
        try gather(&records, in: .committee(id), by: rules)
        return CommitteeFigures(
            committee: try committee(id), months: months,
            branches: branches.map { BranchFigures($0, months, records.sorted(of: $0.id)) })
    }

    /// The committee's branches and those of the committees below it, by code, that were there on any day of the months.
    func branches(of id: ID<Committee>, existingIn months: ClosedRange<Month>) throws -> [Branch] {
        try whole { try branches(committee: id, dissolved: true, $0) }.map(\.branch).filter { branch in
            (branch.founded.map { $0 <= months.upperBound.lastDay } ?? true)
                && (branch.dissolved.map { $0 > months.lowerBound.firstDay } ?? true)
        }
    }

    private func gather(_ records: inout FigureRecords, in scope: AskedScope, by rules: CadenceRules) throws {
        guard !records.branches.isEmpty else { return }
        try addMeetings(to: &records)
        try addVotes(to: &records)
        try addTalks(to: &records)
        try addSecretaries(to: &records, in: scope)
        try addTraining(to: &records)
        try addDuties(to: &records, in: scope, by: rules)
        try addMonths(to: &records)
        try addFindings(to: &records)
        try addPlans(to: &records)
        try addLedgers(to: &records)
    }
}
