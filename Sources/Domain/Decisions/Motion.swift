/// A motion before a branch's members' assembly (议题): discussed first, then voted on by the roll of that day, and what came of
/// it. What was brought stays as it was once it was discussed; each step stays with who took it and when.
///
/// Committees of branches decide by talking it over; their decisions stand in the minutes (支部工作条例 Art. 12).
package struct Motion: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case general
        /// 接收预备党员
        case admission
        /// 预备党员转正
        case becomingFull
        /// 延长预备期
        case longerProbation
        /// 取消预备党员资格
        case cancellation
        /// 党纪处分
        case sanction
        /// 表彰
        case commendation
        /// 人选推荐
        case nomination
        /// 支部制度
        case bylaw

        package var rule: VoteRule { self == .admission || self == .becomingFull ? .admission : .general }

        /// Whether it is about people, who are voted on one by one.
        package var namesPeople: Bool {
            switch self {
            case .general, .bylaw: false
            case .admission, .becomingFull, .longerProbation, .cancellation, .sanction, .commendation, .nomination: true
            }
        }

        /// Whether the higher organisation has to agree.
        package var needsApproval: Bool {
            switch self {
            case .admission, .becomingFull, .longerProbation, .cancellation, .sanction: true
            case .general, .commendation, .nomination, .bylaw: false
            }
        }

        package static let approved = allCases.filter(\.needsApproval)

        /// Whether it may be about one person alone: written opinions are about one (逐个讨论和表决).
        package var isOfOne: Bool { rule == .admission }
    }

    package enum Status: String, CaseIterable, Hashable, Sendable {
        case brought, discussed
        /// The roll stands, and is not counted yet.
        case voting
        /// Counted, and something was decided.
        case decided
        /// By the higher organisation.
        case approved, refused
        case withdrawn

        package static let open: [Status] = [.brought, .discussed, .voting]
    }

    /// Somebody who is voted on: a member, or who is to become one.
    package struct Person: Hashable, Sendable {
        package let name: String
        /// nil for who is none.
        package let member: ID<Member>?

        package init(name: String, member: ID<Member>?) { (self.name, self.member) = (name, member) }
    }

    /// Of a branch and year.
    package struct Number: Hashable, Sendable {
        package let year: Int
        package let number: Int

        package init(year: Int, number: Int) { (self.year, self.number) = (year, number) }

        /// `2026-3`
        package var text: String { "\(year)-\(number)" }
    }

    package static let titleMaximum = 100
    package static let wordingMaximum = 2_000
    package static let originMaximum = 100
    package static let papersMaximum = 500
    package static let people = 0...20

    package let kind: Kind
    package let title: Text
    /// What is decided if it is carried.
    package let wording: Text
    /// Who brought it.
    package let origin: Text
    /// When the branch's committee talked it over before; nil where it did not.
    package let committeeOn: LocalDate?
    /// What lay before the assembly.
    package let papers: Text?
    /// In the order in which they are voted on.
    package let people: [Person]

    /// - Throws: ``FieldErrors``, with all rules across fields that it breaks.
    package init(
        kind: Kind, title: Text, wording: Text, origin: Text, committeeOn: LocalDate?, papers: Text?, people: [Person],
        today: LocalDate
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        if let committeeOn, committeeOn > today {
            errors.add("committeeOn", .range, "\(committeeOn) is still to come")
        }
        if kind.namesPeople, people.isEmpty {
            errors.add("people", .required, "this is about somebody: name each who is voted on")
        }
        if !kind.namesPeople, !people.isEmpty {
            errors.add("people", .rule, "this is about nobody: leave it empty")
        }
        if kind.isOfOne, people.count > 1 {
            errors.add(
                "people", .rule, "those to be admitted, or to become full, are discussed and voted on one by one")
        }
        if Set(people).count < people.count { errors.add("people", .duplicate, "somebody is named twice") }
        try errors.check()
        self.init(kept: kind, title, wording, origin, committeeOn, papers, people)
    }

    /// As it stands in its rows.
    package init(
        kept kind: Kind, _ title: Text, _ wording: Text, _ origin: Text, _ committeeOn: LocalDate?, _ papers: Text?,
        _ people: [Person]
    ) {
        (self.kind, self.title, self.wording, self.origin) = (kind, title, wording, origin)
        (self.committeeOn, self.papers, self.people) = (committeeOn, papers, people)
    }

    /// Of how many it is voted.
    package var places: Int { max(people.count, 1) }

    /// How long the higher organisation has to answer (发展党员工作细则): three months from the vote.
    package static func answerDue(after vote: LocalDate) -> LocalDate { vote.adding(months: 3) }

    package enum Refusal: StateRefusal {
        /// It is no longer, or not yet, as this needs it.
        case status(Status)
        case opinionIsThere
        case noOpinions
        case counted
        /// The same person counted it first.
        case countedByYou
        /// Who is voted on does not say how it went.
        case aboutYou
        case noApproval

        package var code: String {
            switch self {
            case .status: "motionStatus"
            case .opinionIsThere: "opinionStands"
            case .noOpinions: "noWrittenOpinions"
            case .counted: "voteCounted"
            case .countedByYou: "countedByYou"
            case .aboutYou: "motionAboutYou"
            case .noApproval: "needsNoApproval"
            }
        }

        package var detail: Sentence {
            switch self {
            case .status(.brought): "it was brought and not discussed yet: note the discussion first"
            case .status(.discussed): "it was discussed, and no vote is open"
            case .status(.voting): "its vote is open: enter the count"
            case .status(.decided): "it was voted on, and that stands"
            case .status(.approved): "the higher organisation has approved it"
            case .status(.refused): "the higher organisation has refused it"
            case .status(.withdrawn): "it was withdrawn"
            case .opinionIsThere: "this one has handed in an opinion already: take that back first"
            case .noOpinions: "written opinions count for admission and for becoming full alone"
            case .counted: "it is counted already: say why it is counted anew"
            case .countedByYou: "somebody else than who entered the count has to enter the other one"
            case .aboutYou: "this is about you: somebody else enters the count"
            case .noApproval: "this needs no approval"
            }
        }
    }
}

/// A step of a motion.
package enum MotionStep: Hashable, Sendable {
    /// What was said, dissent included, before anything is voted on (支部工作条例 Art. 11).
    case discussed(on: LocalDate, said: Text, dissent: Text?)
    case answered(on: LocalDate, isApproved: Bool, document: Text?, reason: Text?)
    case withdrawn(reason: Text)

    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case discussed, answered, withdrawn
    }

    package static let saidMaximum = 3_000
    package static let dissentMaximum = 1_000
    package static let documentMaximum = 100

    package var kind: Kind {
        switch self {
        case .discussed: .discussed
        case .answered: .answered
        case .withdrawn: .withdrawn
        }
    }
}

extension MotionStep {
    package var day: LocalDate? {
        switch self {
        case .discussed(let on, _, _), .answered(let on, _, _, _): on
        case .withdrawn: nil
        }
    }

    /// What was said, or why.
    package var said: Text? {
        switch self {
        case .discussed(_, let said, _): said
        case .answered(_, _, _, let reason): reason
        case .withdrawn(let reason): reason
        }
    }

    package var dissent: Text? { if case .discussed(_, _, let dissent) = self { dissent } else { nil } }
    package var isApproved: Bool? { if case .answered(_, let isApproved, _, _) = self { isApproved } else { nil } }
    package var document: Text? { if case .answered(_, _, let document, _) = self { document } else { nil } }
}
