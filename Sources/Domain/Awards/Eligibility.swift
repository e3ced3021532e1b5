/// Something on record that the committee's office weighs before an honour becomes final (评选资格审查): a sanction, an
/// appraisal below competent, an investigation. It is confidential: everybody but the office knows of it by its number at
/// the most.
package struct EligibilityNote: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case sanction, appraisal, investigation
    }

    package enum Sanction: String, CaseIterable, Hashable, Sendable {
        /// 警告
        case warning
        /// 严重警告
        case seriousWarning
        /// 撤销党内职务
        case removal
        /// 留党察看
        case probation
        /// 政务处分
        case administrative
        /// 组织处理 and whatever else bars from honours
        case other
    }

    /// The grades of a year's appraisal below 合格.
    package enum Grade: String, CaseIterable, Hashable, Sendable {
        case basicallyCompetent, notCompetent
    }

    package enum Ground: Hashable, Sendable {
        /// - Parameter until: the last day; nil for until it is ended.
        case sanction(Sanction, from: LocalDate, until: LocalDate?, document: Text?)
        /// Entered by the office for a year of which there is no record here; where there is one, it follows from that.
        case appraisal(year: Int, Grade)
        case investigation(since: LocalDate)

        package var kind: Kind {
            switch self {
            case .sanction: .sanction
            case .appraisal: .appraisal
            case .investigation: .investigation
            }
        }
    }

    /// How one ceases to count. It stays on record.
    package enum Closing: Hashable, Sendable {
        /// From this day on it is in force no more.
        case ended(on: LocalDate)
        /// It should never have been recorded.
        case withdrawn

        package enum Kind: String, CaseIterable, Hashable, Sendable {
            case ended, withdrawn
        }

        package var kind: Kind {
            switch self {
            case .ended: .ended
            case .withdrawn: .withdrawn
            }
        }
    }

    /// Of a committee and a year, never used again. It is what everybody but the office knows of it.
    package struct Number: Hashable, Sendable {
        package let committee: Code
        package let year: Int
        package let number: Int

        package init(committee: Code, year: Int, number: Int) {
            (self.committee, self.year, self.number) = (committee, year, number)
        }

        /// `2026-3`
        package var text: String { "\(year)-\(number)" }
    }

    package static let documentMaximum = 100

    package let ground: Ground
    /// nil while it stands.
    package let closing: Closing?

    package init(_ ground: Ground, closing: Closing? = nil) {
        (self.ground, self.closing) = (ground, closing)
    }

    /// Whether it has to be weighed before the honours of the month become final: it is in force on some day from the
    /// month's last through today; of an appraisal, it is that of the year before.
    package func isInForce(for month: Month, through today: LocalDate) -> Bool {
        func covers(_ from: LocalDate, _ until: LocalDate?) -> Bool {
            guard from <= today, until.map({ $0 >= month.lastDay }) ?? true else { return false }
            // Ended before it began, or before the month did, it was not in force.
            if case .ended(let day) = closing { return day > from && day > month.lastDay }
            return true
        }
        if closing == .withdrawn { return false }
        return switch ground {
        case .sanction(_, let from, let until, _): covers(from, until)
        case .investigation(let since): covers(since, nil)
        case .appraisal(let year, _): year == month.year - 1
        }
    }

    /// What is said of one, field by field: what its kind needs, and nothing else.
    package struct Said: Sendable {
        package let kind: Kind
        package let sanction: Sanction?
        package let from: LocalDate?
        package let until: LocalDate?
        package let document: Text?
        package let year: Int?
        package let grade: Grade?

        package init(
            kind: Kind, sanction: Sanction?, from: LocalDate?, until: LocalDate?, document: Text?, year: Int?,
            grade: Grade?
        ) {
            (self.kind, self.sanction, self.from, self.until) = (kind, sanction, from, until)
            (self.document, self.year, self.grade) = (document, year, grade)
        }
    }

    /// nil, with all that is wrong noted.
    package static func ground(_ said: Said, today: LocalDate, noting errors: inout FieldErrors) -> Ground? {
        var faults = FieldErrors()
        func need(_ field: String, _ isGiven: Bool, of kinds: Set<Kind>) {
            if kinds.contains(said.kind) {
                if !isGiven { faults.add(field, .missing) }
            } else if isGiven {
                faults.add(field, .conflict, "a record of this kind has no such part")
            }
        }
        need("sanction", said.sanction != nil, of: [.sanction])
        need("from", said.from != nil, of: [.sanction, .investigation])
        if said.kind != .sanction {
            need("until", said.until != nil, of: [])
            need("document", said.document != nil, of: [])
        }
        need("year", said.year != nil, of: [.appraisal])
        need("grade", said.grade != nil, of: [.appraisal])
        if let from = said.from, from > today { faults.add("from", .range, "\(from) is still to come") }
        if let from = said.from, let until = said.until, until < from {
            faults.add("until", .range, "it ends no earlier than it begins: \(from)")
        }
        if let year = said.year, year > today.month.year {
            faults.add("year", .range, "the year \(year) is still to come")
        }
        defer { errors.add(faults) }
        guard faults.isEmpty else { return nil }
        switch said.kind {
        case .sanction:
            guard let sanction = said.sanction, let from = said.from else { return nil }
            return .sanction(sanction, from: from, until: said.until, document: said.document)
        case .appraisal:
            guard let year = said.year, let grade = said.grade else { return nil }
            return .appraisal(year: year, grade)
        case .investigation: return said.from.map { .investigation(since: $0) }
        }
    }

    package enum Refusal: StateRefusal {
        case closed(Closing.Kind)
        /// What is of a year does not end.
        case doesNotEnd
        /// It follows from an appraisal that is on record.
        case followsAppraisal

        package var code: String {
            switch self {
            case .closed: "eligibilityNoteClosed"
            case .doesNotEnd: "appraisalDoesNotEnd"
            case .followsAppraisal: "followsAppraisal"
            }
        }

        package var detail: Sentence {
            switch self {
            case .closed: "this record counts no more already"
            case .doesNotEnd: "an appraisal is of its year and does not end: what is wrong is withdrawn"
            case .followsAppraisal: "this follows from an appraisal that is on record: what is wrong is corrected there"
            }
        }
    }
}

/// What the committee's office decided of one who holds a winner and has something on record, for one month.
package struct EligibilityDecision: Hashable, Sendable {
    package enum Outcome: String, CaseIterable, Hashable, Sendable {
        /// The honour is given all the same.
        case awarded
        /// The honour is not given. The month's ranking and the area's place stand untouched.
        case notAwarded
    }

    package let outcome: Outcome
    /// What was in force when it was taken, and so was weighed.
    package let weighed: Set<ID<EligibilityNote>>

    package init(_ outcome: Outcome, weighing weighed: Set<ID<EligibilityNote>>) {
        (self.outcome, self.weighed) = (outcome, weighed)
    }

    /// Whether it still answers what is in force: nothing came since that was not weighed, and where the honour is not given,
    /// nothing that was the ground has gone.
    package func answers(_ inForce: Set<ID<EligibilityNote>>) -> Bool {
        switch outcome {
        case .awarded: inForce.isSubset(of: weighed)
        case .notAwarded: inForce == weighed
        }
    }

    /// Whether a winner's holder waits for a decision.
    package static func isNeeded(_ inForce: Set<ID<EligibilityNote>>, decided: EligibilityDecision?) -> Bool {
        decided.map { !$0.answers(inForce) } ?? !inForce.isEmpty
    }

    package enum Refusal: StateRefusal {
        /// So many who hold a winner wait for the office's decision.
        case undecided(Int)
        case notPosted(Cycle.Status)
        case nothingToDecide

        package var code: String {
            switch self {
            case .undecided: "eligibilityUndecided"
            case .notPosted: "cycleNotPosted"
            case .nothingToDecide: "nothingToDecide"
            }
        }

        package var detail: Sentence {
            switch self {
            case .undecided(let count):
                "the committee's office must decide first about the eligibility of winners: \(count)"
            case .notPosted(let status):
                "the month is \(Sentence(status.rawValue)): eligibility is decided while it is posted"
            case .nothingToDecide: "there is nothing on record of this member that is to be decided about"
            }
        }
    }
}
