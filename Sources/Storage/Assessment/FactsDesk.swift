package import Domain

/// An area's facts of a month as they are kept.
struct KeptFacts: Revisable {
    typealias Subject = AreaFacts

    let area: ID<ResponsibilityArea>
    let month: Month
    let facts: AreaFacts
    let timing: AreaFacts.Timing

    static let table: SQL = "area_facts"
    static let subject = AuditSubject.facts
    static let recording = AuditAction.recorded
    static let thread = RevisionThread.ownColumns

    static let columns: [Column<KeptFacts>] =
        [
            Column("area_id", as: "area", audited: .open) { $0.area },
            Column("month", audited: .open) { $0.month },
        ]
        + AreaFacts.Figure.allCases.map { figure in
            Column(figure.column, as: figure.rawValue, audited: .open) { $0.facts[figure] }
        } + [
            Column("late", audited: .open) { $0.timing.isLate },
            Column("since_closing", as: "sinceClosing", audited: .open) { $0.timing.isSinceClosing },
        ]

    func document(of revision: Revision) -> AuditDocument { document }
}

extension AreaFacts.Figure {
    /// Its column.
    var column: String {
        switch self {
        case .filed: "filed"
        case .closedInTime: "closed_in_time"
        case .redone: "redone"
        case .complaints: "complaints"
        case .substantiated: "substantiated"
        case .calledBack: "called_back"
        case .satisfied: "satisfied"
        }
    }
}

/// Where a month's facts are entered, one area's or a whole file of them: what stays the same from one entry to the next is
/// looked up once. It lives inside one transaction.
package final class FactsDesk {
    /// A branch's month, as far as facts go by it.
    private struct BranchMonth {
        let place: Place
        let timing: AreaFacts.Timing
    }

    /// Who is told that other figures need a reason: whoever sends a file finds the cell, whoever fills in a form the line
    /// for it.
    package enum Source {
        case file, form
    }

    private let transaction: Transaction
    private let month: Month
    private var branches: [ID<Branch>: BranchMonth] = [:]

    package init(_ transaction: Transaction, month: Month) {
        (self.transaction, self.month) = (transaction, month)
    }

    /// - Throws: ``FieldErrors`` for `area`.
    package func area(_ code: Code) throws -> ID<ResponsibilityArea> {
        try transaction.requireArea(code.text, in: month)
    }

    /// What is on record of the area; nothing where that is nothing.
    ///
    /// - Throws: a denial for whoever may not record its facts.
    package func standing(of area: ID<ResponsibilityArea>) throws -> AreaFacts {
        try transaction.require(.recordFacts, in: branch(of: area))
        return try stored(area)?.facts ?? .unknown
    }

    /// Records what is to be known of the area's month. The same again changes nothing; what only adds to it needs no
    /// reason, and anything else is a revision with one.
    ///
    /// - Throws: ``FieldErrors``; a denial.
    package func record(
        _ facts: AreaFacts, on area: ID<ResponsibilityArea>, from source: Source, revisionReason: Text?
    ) throws -> ImportOutcome {
        let branch = try branch(of: area)
        try transaction.require(.recordFacts, in: branch)
        if month > transaction.today.month {
            throw FieldErrors("month", .range, "\(month) is still to come")
        }
        guard try transaction.areaInMonth(area, month) != nil else {
            throw FieldErrors("area", .reference, "the branch does not have this area in \(month)")
        }
        let standing = try stored(area)
        if facts == standing?.facts ?? .unknown {
            if standing == nil, source == .form {
                throw FieldErrors(AreaFacts.Figure.filed.rawValue, .required, "one figure at least")
            }
            return .unchanged
        }
        let known = try month(of: branch)
        let kept = KeptFacts(area: area, month: month, facts: facts, timing: known.timing)
        guard let standing else {
            _ = try transaction.record(kept, in: known.place)
            transaction.note(kept.figureChanges(since: nil))
            return .created
        }
        if facts.adds(to: standing.facts) {
            _ = try transaction.complete(standing.revision, by: kept, in: known.place)
        } else {
            guard let revisionReason else { throw Self.reasonNeeded(facts, instead: standing.facts, source) }
            _ = try transaction.revise(standing.revision, to: kept, because: revisionReason, in: known.place)
        }
        transaction.note(kept.figureChanges(since: standing.kept))
        return .changed
    }

    private static func reasonNeeded(
        _ facts: AreaFacts, instead standing: AreaFacts, _ source: Source
    ) -> FieldErrors {
        guard source == .file, let figure = facts.firstChange(of: standing), let value = standing[figure] else {
            return FieldErrors(
                "revisionReason", .required, "other figures stand for this month: give the reason for changing them")
        }
        return FieldErrors(
            figure.rawValue, .required, "\(value) stands for this month: give a revision reason to change it")
    }

    private func branch(of area: ID<ResponsibilityArea>) throws -> ID<Branch> {
        guard let branch = try transaction.branchID(of: area, on: month.lastDay) else {
            throw FieldErrors("area", .reference, "the branch does not have this area in \(month)")
        }
        return branch
    }

    private func month(of branch: ID<Branch>) throws -> BranchMonth {
        if let known = branches[branch] { return known }
        let cycle = try transaction.cycle(of: branch, in: month)
        let deadline = try cycle.map { cycle in
            let scheme = try transaction.storedScheme(cycle.scheme).scheme.content
            return Deadline(scheme.dueDate(for: month), today: transaction.today)
        }
        let found = BranchMonth(
            place: try transaction.place(of: branch),
            timing: AreaFacts.Timing(cycle?.status, deadline: deadline))
        branches[branch] = found
        return found
    }

    private func stored(_ area: ID<ResponsibilityArea>) throws -> StandingFacts? {
        try transaction.session.one(
            """
            SELECT id, revision, \(columnsOf: KeptFacts.self) FROM area_facts
             WHERE area_id = \(area) AND month = \(month) AND \(KeptFacts.counts)
            """,
            StandingFacts.init(row:)
        )
    }
}

/// The facts that an entry would revise.
private struct StandingFacts {
    let id: ID<AreaFacts>
    let number: Int
    let kept: KeptFacts

    var facts: AreaFacts { kept.facts }

    var revision: StandingRevision<KeptFacts> {
        StandingRevision(id: id, origin: id, number: number, document: kept.document.with("facts", .open(JSON(id))))
    }

    init(row: SQLRow) throws {
        (id, number) = (try row["id"], try row["revision"])
        kept = KeptFacts(
            area: try row["area_id"], month: try row["month"], facts: try AreaFacts(row: row),
            timing: try AreaFacts.Timing(row: row))
    }
}

extension KeptFacts {
    /// Figure by figure: whose they are, and how late, a file does not say.
    fileprivate func figureChanges(since standing: KeptFacts?) -> [FieldChange] {
        changes(since: standing).filter { AreaFacts.Figure(rawValue: $0.field) != nil }
    }
}

extension AreaFacts {
    init(row: SQLRow) throws {
        var figures: [Figure: Int] = [:]
        for figure in Figure.allCases { figures[figure] = try row[figure.column] as Int? }
        self.init(kept: figures)
    }
}

extension AreaFacts.Timing {
    init(row: SQLRow) throws {
        self.init(isLate: try row["late"], isSinceClosing: try row["since_closing"])
    }
}
