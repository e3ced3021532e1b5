/// A secret ballot of a branch on the device, as on paper: ballots are issued, then cast, then counted (发票、投票、收票). For
/// what the rules leave to it alone: asking what members think, and grading them; nobody is admitted, elected or voted on by
/// it, which is done on paper before two tellers (发展党员工作细则、基层选举条例).
package struct SecretBallot: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// 民意测验、意向投票
        case straw
        /// 民主评议党员测评
        case appraisal
    }

    package enum Status: String, CaseIterable, Hashable, Sendable {
        case drafted
        /// Each on the roll takes their ballot; nothing is cast yet.
        case issuing
        /// No more is issued; ballots are cast.
        case voting
        case closed, withdrawn

        /// Whether something is still to come of it.
        package static let open: [Status] = [.drafted, .issuing, .voting]
    }

    /// What a ballot says on one of its lines.
    package enum Mark: Hashable, Sendable {
        /// Of a straw vote's choice.
        case chosen
        /// Of a member who is graded.
        case grade(Appraisal.Grade)
    }

    /// What may be marked: a choice, or a member to be graded.
    package struct Line: Hashable, Sendable {
        package let text: String
        package let member: ID<Member>?

        package init(text: String, member: ID<Member>?) { (self.text, self.member) = (text, member) }
    }

    /// What one ballot says: on each line nothing or one mark, by the line's number from 1.
    package typealias Marks = [Int: Mark]

    package static let titleMaximum = 100
    package static let questionMaximum = 500
    package static let choiceMaximum = 100
    package static let choices = 2...6
    package static let graded = 1...100
    /// Of so many ballots on it is told how they were marked: of fewer, each could be guessed.
    package static let leastTold = 5

    package let kind: Kind
    package let title: Text
    /// Of a straw vote.
    package let question: Text?
    package let lines: [Line]
    /// How many lines may be marked.
    package let most: Int
    /// Whether probationary members are asked as well.
    package let asksProbationary: Bool

    /// A straw vote.
    ///
    /// - Throws: ``FieldErrors``.
    package init(
        asking question: Text, title: Text, choices: [Text], most: Int, asksProbationary: Bool
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        if !Self.choices.contains(choices.count) {
            errors.add(
                "choices", .range, "a straw vote has \(Self.choices.lowerBound) to \(Self.choices.upperBound) choices")
        }
        if Set(choices).count < choices.count { errors.add("choices", .duplicate, "two choices are the same") }
        if !(1...max(choices.count, 1)).contains(most) {
            errors.add("most", .range, "no more can be chosen than there are choices")
        }
        try errors.check()
        self.init(
            kept: .straw, title, question, choices.map { Line(text: $0.string, member: nil) }, most, asksProbationary)
    }

    /// An appraisal of members, by all members with a vote.
    ///
    /// - Throws: ``FieldErrors``.
    package init(grading members: [Line], title: Text) throws(FieldErrors) {
        var errors = FieldErrors()
        if !Self.graded.contains(members.count) {
            errors.add(
                "members", .range, "name \(Self.graded.lowerBound) to \(Self.graded.upperBound) members to be graded")
        }
        if Set(members.map(\.member)).count < members.count {
            errors.add("members", .duplicate, "somebody is named twice")
        }
        try errors.check()
        self.init(kept: .appraisal, title, nil, members, members.count, false)
    }

    /// As it stands in its rows.
    package init(
        kept kind: Kind, _ title: Text, _ question: Text?, _ lines: [Line], _ most: Int, _ asksProbationary: Bool
    ) {
        (self.kind, self.title, self.question, self.lines) = (kind, title, question, lines)
        (self.most, self.asksProbationary) = (most, asksProbationary)
    }

    /// What a line may be marked with.
    package var marks: [Mark] { kind == .straw ? [.chosen] : Appraisal.Grade.allCases.map(Mark.grade) }

    /// Refuses a ballot that is marked as it cannot be. One that says nothing is a ballot that was returned blank.
    ///
    /// - Throws: ``FieldErrors`` for `marks`.
    package func check(_ marked: Marks) throws(FieldErrors) {
        var errors = FieldErrors()
        for (line, mark) in marked.sorted(by: { $0.key < $1.key }) {
            if !(1...lines.count).contains(line) { errors.add("marks", .reference, "the ballot has no line \(line)") }
            if !marks.contains(mark) { errors.add("marks", .rule, "line \(line) cannot be marked that way") }
        }
        if marked.count > most { errors.add("marks", .rule, "at most \(most) may be chosen") }
        try errors.check()
    }

    /// What may become of it, by whoever keeps it.
    package enum Step: String, CaseIterable, Hashable, Sendable {
        case issued
        /// All that was issued is void: each takes a new one.
        case issuedAnew
        case opened, closed, withdrawn

        /// From where it may be taken.
        package var from: Set<Status> {
            switch self {
            case .issued: [.drafted]
            case .issuedAnew, .opened: [.issuing]
            case .closed: [.voting]
            case .withdrawn: [.drafted, .issuing, .voting]
            }
        }

        package var to: Status {
            switch self {
            case .issued, .issuedAnew: .issuing
            case .opened: .voting
            case .closed: .closed
            case .withdrawn: .withdrawn
            }
        }
    }

    package enum Refusal: StateRefusal {
        /// It is no longer, or not yet, as this needs it.
        case status(Status)
        case notOnRoll
        case taken
        case noneTaken
        case cast

        package var code: String {
            switch self {
            case .status: "ballotStatus"
            case .notOnRoll: "notOnRoll"
            case .taken: "ballotTaken"
            case .noneTaken: "noBallotTaken"
            case .cast: "ballotCast"
            }
        }

        package var detail: Sentence {
            switch self {
            case .status(.drafted): "it is drafted, and no ballot is issued yet"
            case .status(.issuing): "ballots are being issued, and the box is not open yet"
            case .status(.voting): "the box is open: no ballot is issued any more, and nothing is counted yet"
            case .status(.closed): "this ballot is closed and counted"
            case .status(.withdrawn): "this ballot was withdrawn"
            case .notOnRoll: "you are not on the roll of this ballot"
            case .taken: "you have taken your ballot; nobody can tell you its code again"
            case .noneTaken: "nobody has taken a ballot yet"
            case .cast: "this ballot was cast, and is not cast again"
            }
        }
    }
}

extension SecretBallot.Mark: RawRepresentable, CaseIterable {
    /// The grades the best first.
    package static let allCases = [.chosen] + Appraisal.Grade.allCases.map(Self.grade)

    package init?(rawValue: String) {
        guard let mark = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = mark
    }

    package var rawValue: String {
        switch self {
        case .chosen: "chosen"
        case .grade(let grade): grade.rawValue
        }
    }
}
