package import Domain

/// What a branch's year came to, on one page: counted from what its year book, its ledgers and its votes say.
package struct YearAtAGlance: Sendable {
    package let branch: ID<Branch>
    package let book: YearBook
    package let deeds: [LedgerListing]
    package let publicity: [LedgerListing]
    package let papers: [LedgerListing]
    /// With what became of them.
    package let campaigns: [LedgerListing]
    package let training: [MemberTraining]
    /// Of the year's numbers.
    package let motions: [MotionListing]
    /// Asked for in the year.
    package let elections: [ElectionListing]

    /// Months that ended, with an award or without.
    package var endedMonths: Int { book.months.count { $0.status == .final || $0.status == .withoutAward } }

    /// The areas that won, by how often and code; what is final alone.
    package var best: [(area: Code, name: String, months: Int)] {
        let won = book.months.flatMap(\.areas).filter { $0.honour == .stands }
        return Dictionary(grouping: won, by: \.area).map { area, months in
            (area: area, name: months.last?.areaName ?? "", months: months.count)
        }.sorted { ($1.months, $0.area.text) < ($0.months, $1.area.text) }
    }

    /// Meetings that were held, by kind; one of two kinds by its first.
    package func held(_ kind: Meeting.Kind) -> Int { book.meetings(of: kind).count }

    /// Of all meetings that were held together.
    package var tally: Attendance.Tally {
        book.meetings.reduce(into: Attendance.Tally()) { sum, held in
            guard let tally = held.record.tally else { return }
            sum.present += tally.present
            sum.excused += tally.excused
            sum.absent += tally.absent
            sum.madeUp += tally.madeUp
        }
    }

    /// Without what was withdrawn.
    package var findings: [FindingListing] {
        book.findings.map(\.listing).filter { $0.course.status != .withdrawn }
    }
    package var closedFindings: [FindingListing] { findings.filter { $0.course.status == .closed } }
    package var plan: [PlanItemListing] { book.plan.filter { $0.withdrawal == nil } }

    /// Those to which the person for whom it was done says they are satisfied.
    package var satisfied: Int {
        deeds.count { deed in
            deed.steps.last { $0.kind == .confirmed }?.content.choice(.answer) == .satisfied
        }
    }
    package var followedUp: Int { publicity.count { $0.steps.contains { $0.kind == .followedUp } } }

    package var trained: Int { training.count { $0.year.open == .zero } }
    /// Rounded half up to hundredths; nil for nobody.
    package var meanHours: Points? { training.map(\.year.total).mean }

    package var carriedMotions: Int { motions.count { $0.resolution?.outcomes.contains(.carried) ?? false } }
    package var elected: Int { elections.reduce(0) { $0 + $1.elected.count } }
}

extension Transaction {
    /// - Parameter rules: of what is to be done how often.
    /// - Throws: a denial; ``StoreError/notFound(_:)``.
    package func yearAtAGlance(of id: ID<Branch>, in year: Int, by rules: CadenceRules) throws -> YearAtAGlance {
        let book = try yearBook(of: id, in: year, by: rules)
        for action in [Action.readLedgers, .readOfficersLedgers, .readMotions] { try require(action, in: id) }
        func entries(_ ledger: Ledger) throws -> [LedgerListing] {
            let filter = LedgerFilter(branch: id, year: year)
            return try withSteps(
                whole { try ledgerEntries(of: ledger, filter, $0) }.filter { $0.state != .withdrawn })
        }
        return YearAtAGlance(
            branch: id, book: book, deeds: try entries(.deed), publicity: try entries(.publicity),
            papers: try entries(.paper), campaigns: try entries(.campaign),
            training: try trainingYears(of: id, in: year), motions: try motions(year: year, branch: id),
            elections: try elections(branch: id).filter { $0.askedOn.components.year == year })
    }
}
