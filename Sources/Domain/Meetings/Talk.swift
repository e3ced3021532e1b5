/// A talk (谈心谈话): who talked with whom, when, where, on what occasion and about which kinds of things, and what they agreed
/// to do next. What was said is nobody's: of it there is at most a note (``Talk/noteMaximum``), which only they read.
package struct Talk: Hashable, Sendable {
    /// Why there was a talk: the yearly one, or one that is to be held whenever something of the kind happens (五必谈、六必谈).
    package enum Occasion: String, CaseIterable, Hashable, Sendable {
        /// 年度谈心谈话
        case yearly
        /// 职务调整、调入
        case changeOfPost
        /// 受到表彰
        case commended
        /// 家庭变故、遇到困难
        case setback
        /// 有苗头性问题、群众反映
        case signs
        /// 受到处分
        case sanction
        /// 入党、转正
        case admission
        /// 反馈评议等次
        case gradeFedBack
        /// 本人要求
        case askedFor
    }

    package enum Topic: String, CaseIterable, Hashable, Sendable {
        /// 思想
        case thought
        /// 工作
        case work
        /// 学习
        case study
        /// 生活
        case life
        /// 廉政
        case integrity
    }

    /// What came of the next step.
    package enum Outcome: String, CaseIterable, Hashable, Sendable {
        case done, not
    }

    package enum Status: String, CaseIterable, Hashable, Sendable {
        case stands, withdrawn
    }

    package static let placeMaximum = 100
    package static let nextStepMaximum = 200
    package static let noteMaximum = 4_000
    package static let parties = 2...20

    package let day: LocalDate
    package let place: Text
    /// Who talked with one another, in the order of their ids.
    package let parties: [ID<Member>]
    package let occasion: Occasion
    /// In the order of the cases, each once.
    package let topics: [Topic]
    /// What they agreed to do, in a line.
    package let nextStep: Text?
    /// When they look at it again.
    package let followUp: LocalDate?
    package let outcome: Outcome?

    /// - Parameter parties: as they were named, which is also how errors speak of them.
    /// - Throws: ``FieldErrors``, with all rules across fields that it breaks.
    package init(
        day: LocalDate, place: Text, parties: [ID<Member>], occasion: Occasion, topics: [Topic], nextStep: Text?,
        followUp: LocalDate?, outcome: Outcome? = nil, today: LocalDate
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        if day > today { errors.add("day", .range, "\(day) is still to come") }
        if Set(parties).count < parties.count { errors.add("parties", .duplicate, "each of them once") }
        if followUp != nil, nextStep == nil {
            errors.add("followUp", .conflict, "only a next step is looked at again")
        }
        if let followUp, followUp < day { errors.add("followUp", .range, "not before the talk, on \(day)") }
        try errors.check()
        self.init(
            kept: day, place, parties, occasion, topics, nextStep, followUp, nextStep == nil ? nil : outcome)
    }

    /// As it stands in its rows.
    package init(
        kept day: LocalDate, _ place: Text, _ parties: [ID<Member>], _ occasion: Occasion, _ topics: [Topic],
        _ nextStep: Text?, _ followUp: LocalDate?, _ outcome: Outcome?
    ) {
        (self.day, self.place, self.parties) = (day, place, parties.sorted())
        (self.occasion, self.topics) = (occasion, Topic.allCases.filter(topics.contains))
        (self.nextStep, self.followUp, self.outcome) = (nextStep, followUp, outcome)
    }

    /// The same with what came of its next step.
    package func with(outcome: Outcome) -> Talk {
        Talk(kept: day, place, parties, occasion, topics, nextStep, followUp, outcome)
    }

    /// Whether both are of the same talk: who talked on a day, on what occasion.
    package func isTheSame(as other: Talk) -> Bool {
        (day, occasion) == (other.day, other.occasion) && parties == other.parties
    }

    package enum Refusal: StateRefusal {
        case withdrawn
        case noNextStep
        case hasNote

        package var code: String {
            switch self {
            case .withdrawn: "talkWithdrawn"
            case .noNextStep: "talkWithoutNextStep"
            case .hasNote: "talkHasNote"
            }
        }

        package var detail: Sentence {
            switch self {
            case .withdrawn: "this talk was withdrawn: nothing is done with it any more"
            case .noNextStep: "no next step was agreed in this talk"
            case .hasNote: "there is a note on this talk: delete it before you write another"
            }
        }
    }
}
