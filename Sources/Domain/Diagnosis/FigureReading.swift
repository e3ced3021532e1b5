/// A record that a figure stands on.
package struct FigureRecord: Hashable, Sendable {
    /// What it is, so that it can be opened.
    package enum Subject: Hashable, Sendable {
        case meeting(ID<Meeting>)
        case finding(ID<Finding>)
        case entry(Ledger, ID<LedgerEntry>)
        case planItem(ID<PlanItem>)
        case ask(ID<Ask>)
        case cycle(ID<Cycle>)
        case motion(ID<Motion>)
        case election(ID<Election>)
        /// Somebody, with what a year comes to for them.
        case person
        /// A calendar month.
        case month
        /// What a rule asked in a period.
        case duty
    }

    package enum Title: Hashable, Sendable {
        case text(String)
        case meeting(Meeting.Kind, theme: String?)
        case person(number: Code, name: String)
        case talks(TalkPairs.Relation, of: String)
        case month(Month)
        /// - Parameter group: nil for the branch's own.
        case rule(CadenceRule.Name, period: CadencePeriod, group: String?)
    }

    package let subject: Subject
    package let on: LocalDate
    package let title: Title
    /// How much of it counts.
    package let part: Int
    /// Of how much.
    package let whole: Int
    /// Of which kind it is, where kinds are counted.
    package let kind: String?

    package init(
        _ subject: Subject, on day: LocalDate, _ title: Title, part: Int, whole: Int = 1, kind: String? = nil
    ) {
        (self.subject, on, self.title) = (subject, day, title)
        (self.part, self.whole, self.kind) = (part, whole, kind)
    }
}

/// A figure as its records make it: nothing that was not recorded is in it.
package struct FigureReading: Hashable, Sendable {
    package let figure: BranchFigure
    /// By day.
    package let records: [FigureRecord]
    package let numerator: Int
    /// nil for a mere count.
    package let denominator: Int?

    package init(_ figure: BranchFigure, _ records: [FigureRecord]) {
        self.figure = figure
        self.records = records
        switch figure.unit {
        case .share:
            numerator = records.reduce(0) { $0 + $1.part }
            denominator = records.reduce(0) { $0 + $1.whole }
        case .kinds:
            numerator = Set(records.compactMap(\.kind)).count
            denominator = records.count
        case .count:
            numerator = records.reduce(0) { $0 + $1.part }
            denominator = nil
        }
    }

    /// Whether there is anything to tell: what is not on record is never zero.
    package var isOnRecord: Bool { denominator.map { $0 > 0 } ?? !records.isEmpty }

    /// Per cent of a share, to hundredths; how many of everything else; nil for nothing on record.
    package var value: Points? {
        guard isOnRecord else { return nil }
        guard figure.unit == .share, let denominator else { return Points(hundredths: numerator * 100) }
        return Points(hundredths: Points.divideRoundingHalfUp(numerator * 100_00, by: denominator))
    }

    /// How it stands against its bound, compared exactly; not rounded first.
    package func standing(against bound: FigureBound?) -> FigureStanding {
        guard isOnRecord else { return .nothingOnRecord }
        guard let limits = bound?.limits else { return .told }
        // A share is compared with per cent.
        let (amount, unit) = figure.unit == .share ? (numerator * 100, denominator ?? 1) : (numerator, 1)
        func isBeyond(_ limit: Int) -> Bool {
            limits.direction == .atLeast ? amount < limit * unit : amount > limit * unit
        }
        if isBeyond(limits.concern) { return .concern }
        return isBeyond(limits.notice) ? .notice : .within
    }
}

/// How a figure stands against its bound.
package enum FigureStanding: String, CaseIterable, Hashable, Sendable {
    case within
    /// Worth a look.
    case notice
    /// Worth doing something about.
    case concern
    case nothingOnRecord
    /// No bound is set: it is told, and that is all.
    case told
}
