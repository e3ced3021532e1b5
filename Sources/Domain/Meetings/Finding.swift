/// What was found wanting in a branch (问题), and is to be put right: a line of its committee's ledger (整改台账). What is
/// found in several branches is one text with a line for each of them.
package struct Finding: Hashable, Sendable {
    package enum Source: String, CaseIterable, Hashable, Sendable {
        /// 例会
        case meeting
        /// 督导检查
        case inspection
        /// 谈心谈话
        case talk
        /// 民主评议, 组织生活会
        case appraisal
        /// 信访投诉
        case complaint
        /// 巡察审计
        case audit
        /// 自查: by the branch itself.
        case own = "self"
    }

    package enum Scope: String, CaseIterable, Hashable, Sendable {
        /// 共性: several branches have it.
        case common
        /// 个性
        case individual
    }

    /// Of which of the four problems it is.
    package enum Category: String, CaseIterable, Hashable, Sendable {
        /// 凝聚力
        case cohesion
        /// 活动形式
        case activityForms
        /// 先锋模范作用
        case vanguardRole
        /// 桥梁纽带作用
        case bridgeToPublic
        case other
    }

    /// How long it may take (办理类别).
    package enum Handling: String, CaseIterable, Hashable, Sendable {
        /// 立行立改: within ``Finding/workingDays``.
        case immediate
        /// 限期整改: by a day that is set.
        case byDate
        /// 长期坚持: it is looked at again and again.
        case standing
    }

    package enum Status: String, CaseIterable, Hashable, Sendable {
        case open, measured, reported, returned, closed, withdrawn

        /// Whether the branch has still to report what it did.
        package var isWithBranch: Bool { self == .open || self == .measured || self == .returned }
        /// Whether something is still to be done about it, by whomever.
        package var isOpen: Bool { isWithBranch || self == .reported }

        package static let withBranch = allCases.filter(\.isWithBranch)
        package static let stillOpen = allCases.filter(\.isOpen)
    }

    /// Of a committee and a year, never used again: also one that was withdrawn keeps its own.
    package struct Number: Hashable, Sendable, Comparable {
        package let year: Int
        package let number: Int

        package init(year: Int, number: Int) {
            (self.year, self.number) = (year, number)
        }

        /// Reads `2026-017`; also without the zeros.
        package init?(parsing raw: String) {
            let parts = raw.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, let year = parts[0].asciiNumber, let number = parts[1].asciiNumber,
                Month.years.contains(year), (1...99_999).contains(number)
            else { return nil }
            self.init(year: year, number: number)
        }

        /// `2026-017`
        package var text: String {
            let digits = String(number)
            return "\(year)-\(String(repeating: "0", count: max(0, 3 - digits.count)))\(digits)"
        }

        package static func < (left: Self, right: Self) -> Bool {
            (left.year, left.number) < (right.year, right.number)
        }
    }

    /// Who does something, by the account and by whose it is.
    package struct Person: Hashable, Sendable {
        package let account: String
        package let member: ID<Member>?

        package init(account: String, member: ID<Member>?) {
            (self.account, self.member) = (account, member)
        }

        /// Two accounts of one member are one person.
        package func isTheSame(as other: Person) -> Bool {
            account == other.account || (member != nil && member == other.member)
        }
    }

    package static let whatMaximum = 500
    package static let standardMaximum = 300
    package static let referenceMaximum = 200
    package static let whoMaximum = 60
    /// In one act.
    package static let mostBranches = 100
    /// Of one finding, between two relapses.
    package static let mostMeasures = 20
    /// How many working days after it was given an immediate one is due.
    package static let workingDays = 5
    package static let intervals = 1...24
    package static let usualInterval = 3
    /// So many days before it is due, it comes to the next agenda, where the committee says nothing else.
    package static let soon = 7
}

// MARK: - What is given

extension Finding {
    /// What is said of it once, for however many branches.
    package struct Matter: Hashable, Sendable {
        package let source: Source
        package let meeting: ID<Meeting>?
        /// A document's number, a case's, where it was seen.
        package let reference: Text?
        package let scope: Scope
        package let what: Text
        /// 整改方向
        package let direction: Text
        package let cause: Text?
        package let category: Category
        /// 整改标准: what will be seen when it is done.
        package let standard: Text?
        package let office: Appointment.Office
        package let term: Term
        package let givenOn: LocalDate

        /// As it stands in its row.
        package init(
            kept source: Source, meeting: ID<Meeting>?, reference: Text?, scope: Scope, what: Text, direction: Text,
            cause: Text?, category: Category, standard: Text?, office: Appointment.Office, term: Term,
            givenOn: LocalDate
        ) {
            (self.source, self.meeting, self.reference, self.scope) = (source, meeting, reference, scope)
            (self.what, self.direction, self.cause, self.category) = (what, direction, cause, category)
            (self.standard, self.office, self.term, self.givenOn) = (standard, office, term, givenOn)
        }

        /// As it is given to so many branches.
        ///
        /// - Parameter scope: common where it is given to several, otherwise individual, if nil.
        /// - Throws: ``FieldErrors``, with all rules across fields that it breaks.
        package init(
            source: Source, meeting: ID<Meeting>?, reference: Text?, scope: Scope?, what: Text, direction: Text,
            cause: Text?, category: Category, standard: Text?, handling: Handling, due: LocalDate?, interval: Int?,
            office: Appointment.Office, givenOn: LocalDate, branches: Int, today: LocalDate
        ) throws(FieldErrors) {
            var errors = FieldErrors()
            if meeting != nil, source != .meeting {
                errors.add("meeting", .conflict, "only what was found at a meeting is linked to one")
            }
            if office == .groupLeader {
                errors.add("office", .rule, "an office of the whole branch answers for it, not one of a group")
            }
            if scope == .individual, branches > 1 {
                errors.add("scope", .conflict, "what several branches have is common")
            }
            if givenOn > today { errors.add("givenOn", .range, "\(givenOn) is still to come") }
            let term = Finding.term(
                handling, due: due, interval: interval, standard: standard, givenOn: givenOn, noting: &errors)
            try errors.check()
            guard let term else { throw errors }
            self.init(
                kept: source, meeting: meeting, reference: reference,
                scope: scope ?? (branches > 1 ? .common : .individual), what: what, direction: direction, cause: cause,
                category: category, standard: standard, office: office, term: term, givenOn: givenOn)
        }
    }

    /// By when it is to be put right.
    package enum Term: Hashable, Sendable {
        case immediate
        case byDate(LocalDate)
        /// - Parameter months: between two reviews.
        case standing(months: Int)

        package var handling: Handling {
            switch self {
            case .immediate: .immediate
            case .byDate: .byDate
            case .standing: .standing
            }
        }

        /// Between two reviews; nil for what is not standing.
        package var interval: Int? { if case .standing(let months) = self { months } else { nil } }

        /// The last day on which it is in time, of what is given that day; of what is standing, of its next review.
        package func due(givenOn day: LocalDate, calendar: WorkCalendar) -> LocalDate {
            switch self {
            case .immediate: calendar.day(after: day, workingDays: Finding.workingDays)
            case .byDate(let due): due
            case .standing(let months): Finding.review(after: day, months: months)
            }
        }
    }

    /// The same day of a later month, or that month's last.
    static func review(after day: LocalDate, months: Int) -> LocalDate {
        let month = day.month.adding(months: months)
        return min(month.lastDay, month.firstDay.adding(days: day.components.day - 1))
    }

    /// The rules across what was given, each of which is noted with its field.
    ///
    /// - Returns: nil where one is broken.
    package static func term(
        _ handling: Handling, due: LocalDate?, interval: Int?, standard: Text?, givenOn: LocalDate,
        noting errors: inout FieldErrors
    ) -> Term? {
        let before = errors.errors.count
        if handling != .immediate, standard == nil {
            errors.add("standard", .required, "what will be seen when it is done: it is verified against that")
        }
        if handling != .standing, interval != nil {
            errors.add("interval", .conflict, "only what is standing is reviewed at intervals")
        }
        switch handling {
        case .immediate where due != nil:
            errors.add("due", .conflict, "it is due in five working days by itself")
        case .standing where due != nil:
            errors.add("due", .conflict, "what is standing is reviewed, at intervals")
        case .byDate:
            guard let due else {
                errors.add("due", .required, "by when")
                break
            }
            if due < givenOn { errors.add("due", .range, "not before it was given, on \(givenOn)") }
        case .immediate, .standing: break
        }
        guard errors.errors.count == before else { return nil }
        switch handling {
        case .immediate: return .immediate
        case .byDate: return due.map(Term.byDate)
        case .standing: return .standing(months: interval ?? usualInterval)
        }
    }
}
