/// Care for a member in hardship (困难党员关怀帮扶): what the member agreed in writing to have on record, and what was done.
///
/// Nothing of it is overwritten: what is so is looked at again every year (``CareStep/Content/review(_:on:)``), and aid and
/// visits are steps that stay.
package struct CareCase: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// 年老体弱、老党员
        case old
        /// 家庭负担重
        case burden
        /// 本人或家属重病
        case illness
        /// 灾害、意外
        case disaster
        /// 家庭成员去世
        case bereavement
        case other
    }

    package enum Need: String, CaseIterable, Hashable, Sendable {
        case money, medical
        /// 子女就学、照料
        case child
        case legal, leave
        /// 心理疏导
        case psychological
        case other
    }

    /// Of what the member lives.
    package enum Income: String, CaseIterable, Hashable, Sendable {
        case wages, pension
        /// 低保、抚恤
        case allowance
        case family, business, other
    }

    package enum Status: String, CaseIterable, Hashable, Sendable {
        /// Still in hardship.
        case open
        case closed
    }

    package static let causeMaximum = 2_000
    package static let incomeMaximum = 500
    package static let byMaximum = 100

    /// What is so at some time: the confidential part.
    package struct Facts: Hashable, Sendable {
        package let kind: Kind
        package let cause: Text
        /// 家庭人均年收入, as it was told.
        package let income: Text?
        /// In the order of the cases, each once.
        package let sources: [Income]
        package let needs: [Need]

        package init(kind: Kind, cause: Text, income: Text?, sources: [Income], needs: [Need]) {
            (self.kind, self.cause, self.income) = (kind, cause, income)
            self.sources = Income.allCases.filter(sources.contains)
            self.needs = Need.allCases.filter(needs.contains)
        }
    }

    /// The day of the member's written consent, without which nothing is entered.
    package let consent: LocalDate
    package let recognised: LocalDate
    /// Who recognised the hardship: the branch's meeting, a committee.
    package let recogniser: Text
    /// As it was entered first.
    package let first: Facts
    /// When somebody visits for the first time.
    package let firstVisit: LocalDate?
    package let recorded: LocalDate
    /// The oldest first.
    package let steps: [CareStep]

    /// - Throws: ``FieldErrors``, with all rules across fields that it breaks.
    package init(
        consent: LocalDate, recognised: LocalDate, recogniser: Text, first: Facts, firstVisit: LocalDate?,
        today: LocalDate
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        if consent > today { errors.add("consentOn", .range, "\(consent) is still to come") }
        if recognised > today { errors.add("recognisedOn", .range, "\(recognised) is still to come") }
        if let firstVisit, firstVisit < today { errors.add("nextVisit", .range, "\(firstVisit) is over") }
        try errors.check()
        self.init(
            kept: consent, recognised, recogniser, first, firstVisit: firstVisit, recorded: today, steps: [])
    }

    /// As it stands in its rows.
    package init(
        kept consent: LocalDate, _ recognised: LocalDate, _ recogniser: Text, _ first: Facts,
        firstVisit: LocalDate?, recorded: LocalDate, steps: [CareStep]
    ) {
        (self.consent, self.recognised, self.recogniser) = (consent, recognised, recogniser)
        (self.first, self.firstVisit, self.recorded, self.steps) = (first, firstVisit, recorded, steps)
    }

    // MARK: What follows from the steps

    /// The steps that were taken back.
    package var withdrawn: Set<ID<CareStep>> {
        Set(
            steps.compactMap { step -> ID<CareStep>? in
                if case .withdrawal(let wrong, _) = step.content { wrong } else { nil }
            })
    }

    /// What is so by the last look.
    package var facts: Facts {
        for step in steps.reversed() {
            if case .review(let facts, _) = step.content { return facts }
        }
        return first
    }

    /// On which day it was closed, and why; nil while the member is in hardship.
    package var closing: (on: LocalDate, why: Text)? {
        for step in steps {
            if case .closing(let on, let why) = step.content { return (on, why) }
        }
        return nil
    }

    package var status: Status { closing == nil ? .open : .closed }

    /// By when it is looked at again: a year after the last time; nil for what is closed.
    package var reviewDue: LocalDate? {
        if closing != nil { return nil }
        let looks = steps.compactMap { step -> LocalDate? in
            if case .review(_, let on) = step.content { on } else { nil }
        }
        return Self.aYear(after: looks.max() ?? recorded)
    }

    /// When the next visit is due: as the latest visit agreed it, or as it was entered first; nil for none, and for what is
    /// closed.
    package var nextVisit: LocalDate? {
        if closing != nil { return nil }
        let withdrawn = withdrawn
        let visits = steps.compactMap { step -> (CareStep.Visit, ID<CareStep>)? in
            if case .visit(let visit) = step.content, !withdrawn.contains(step.id) { (visit, step.id) } else { nil }
        }
        guard let latest = visits.max(by: { ($0.0.on, $0.1) < ($1.0.on, $1.1) }) else { return firstVisit }
        return latest.0.nextVisit
    }

    private static func aYear(after day: LocalDate) -> LocalDate {
        let (year, month, date) = day.components
        return LocalDate(year: year + 1, month: month, day: date)
            ?? LocalDate(year: year + 1, month: month, day: 28) ?? day
    }

    /// Whether a step may follow.
    ///
    /// - Throws: ``Refusal``; ``FieldErrors`` for its days.
    package func requireNext(_ content: CareStep.Content, today: LocalDate) throws {
        if closing != nil { throw Refusal.closed }
        if case .withdrawal(let step, _) = content {
            guard let found = steps.first(where: { $0.id == step }), found.isWithdrawable else {
                throw FieldErrors("step", .reference, "there is no aid and no visit \(step.rawValue) here")
            }
            if withdrawn.contains(step) { throw Refusal.stepWithdrawn }
            return
        }
        guard let day = content.day else { return }
        var errors = FieldErrors()
        if day > today { errors.add("on", .range, "\(day) is still to come") }
        if day < consent { errors.add("on", .range, "not before the member’s consent, on \(consent)") }
        if case .visit(let visit) = content, let next = visit.nextVisit, next <= visit.on {
            errors.add("nextVisit", .range, "after this visit, on \(visit.on)")
        }
        try errors.check()
    }

    package enum Refusal: StateRefusal {
        case closed
        case open
        case stepWithdrawn

        package var code: String {
            switch self {
            case .closed: "careCaseClosed"
            case .open: "careCaseOpen"
            case .stepWithdrawn: "careStepWithdrawn"
            }
        }

        package var detail: Sentence {
            switch self {
            case .closed: "this care case is closed: open another one if there is hardship again"
            case .open: "there is an open care case of this member: add to that one"
            case .stepWithdrawn: "this step was taken back already"
            }
        }
    }
}

/// What was done about a care case, or what became of it.
package struct CareStep: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case review, aid, visit, closing, withdrawal
    }

    package enum Content: Hashable, Sendable {
        /// What is so now, looked at on a day.
        case review(CareCase.Facts, on: LocalDate)
        case aid(Aid)
        case visit(Visit)
        case closing(on: LocalDate, why: Text)
        /// An aid or a visit was entered wrongly.
        case withdrawal(of: ID<CareStep>, why: Text)

        package var kind: Kind {
            switch self {
            case .review: .review
            case .aid: .aid
            case .visit: .visit
            case .closing: .closing
            case .withdrawal: .withdrawal
            }
        }

        package var day: LocalDate? {
            switch self {
            case .review(_, let on), .closing(let on, _): on
            case .aid(let aid): aid.on
            case .visit(let visit): visit.on
            case .withdrawal: nil
            }
        }
    }

    package struct Aid: Hashable, Sendable {
        package enum Source: String, CaseIterable, Hashable, Sendable {
            /// 党费
            case partyFee
            /// 财政
            case finance
            /// 工会
            case union
            /// 捐助
            case donation
            case other
        }

        package let what: Text
        package let value: Money?
        package let source: Source
        package let on: LocalDate
        package let by: Text

        package init(what: Text, value: Money?, source: Source, on: LocalDate, by: Text) {
            (self.what, self.value, self.source, self.on, self.by) = (what, value, source, on, by)
        }
    }

    package struct Visit: Hashable, Sendable {
        package let on: LocalDate
        /// Who went.
        package let who: Text
        package let next: Text?
        package let nextVisit: LocalDate?

        package init(on: LocalDate, who: Text, next: Text?, nextVisit: LocalDate?) {
            (self.on, self.who, self.next, self.nextVisit) = (on, who, next, nextVisit)
        }
    }

    package static let whatMaximum = 200
    package static let nextMaximum = 500

    package let id: ID<CareStep>
    package let content: Content
    package let recorded: LocalDate
    /// A sign-in name.
    package let by: String

    package init(_ id: ID<CareStep>, _ content: Content, recorded: LocalDate, by: String) {
        (self.id, self.content, self.recorded, self.by) = (id, content, recorded, by)
    }

    package var isWithdrawable: Bool { content.kind == .aid || content.kind == .visit }
}
