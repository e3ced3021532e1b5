/// The yearly appraisal of a branch's members (民主评议党员, 支部工作条例 Art. 18): everybody looks back at themselves, the others
/// say what they think, the assembly marks a ballot, the committee proposes a grade with its reasons, and what was decided is
/// told to each.
///
/// There are counts and grades, and nothing between them: no weights, no points, no order of people. What the year's records
/// say stands beside each, and people decide.
package struct Appraisal: Hashable, Sendable {
    package enum Grade: String, CaseIterable, Hashable, Sendable {
        /// 优秀
        case excellent
        /// 合格
        case competent
        /// 基本合格
        case basicallyCompetent
        /// 不合格
        case notCompetent

        /// Whether it is not given without a reason.
        package var needsReason: Bool { belowCompetent != nil }

        /// As what it is weighed before an honour becomes final; nil for what is not.
        package var belowCompetent: EligibilityNote.Grade? {
            switch self {
            case .excellent, .competent: nil
            case .basicallyCompetent: .basicallyCompetent
            case .notCompetent: .notCompetent
            }
        }
    }

    package enum Status: String, CaseIterable, Hashable, Sendable {
        /// The roll stands.
        case drafted
        /// The ballots are counted.
        case counted
        case proposed, decided
        /// Everybody was told, and has signed.
        case closed
        case withdrawn

        /// Those before anything is decided, while statements may be read.
        package static let open: [Status] = [.drafted, .counted, .proposed]
        package static let standing: [Status] = [.decided, .closed]

        package var isOpen: Bool { Self.open.contains(self) }
    }

    /// 等次 are given to full members alone; at most a third is excellent (yearly notices: a warning, not a bar).
    package static func excellentMost(of graded: Int) -> Int { graded / 3 }

    package static let statementMaximum = 2_000
    package static let documentMaximum = 100
    package static let years = 2000...2199
    /// How many of a branch.
    package static let people = 1...200

    /// That is appraised.
    package let year: Int
    /// Of the meeting.
    package let heldOn: LocalDate
    /// On record; nil where it is not, or not yet.
    package let meeting: ID<Meeting>?
    /// Whether probationary members take part. They get no grade.
    package let takesProbationary: Bool

    /// - Throws: ``FieldErrors``, with all rules across fields that it breaks.
    package init(
        year: Int, heldOn: LocalDate, meeting: ID<Meeting>?, takesProbationary: Bool, today: LocalDate
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        if year > today.components.year { errors.add("year", .range, "the year \(year) is still to come") }
        let held = heldOn.components.year
        if held != year, held != year + 1 {
            errors.add("on", .rule, "a year is appraised at its end, or in the year after it")
        }
        try errors.check()
        self.init(kept: year, heldOn, meeting, takesProbationary)
    }

    /// As it stands in its row.
    package init(kept year: Int, _ heldOn: LocalDate, _ meeting: ID<Meeting>?, _ takesProbationary: Bool) {
        (self.year, self.heldOn, self.meeting) = (year, heldOn, meeting)
        self.takesProbationary = takesProbationary
    }

    package enum Refusal: StateRefusal {
        /// It is no longer, or not yet, as this needs it.
        case status(Status)
        /// The branch has one of the year.
        case stands(Int)
        case notHeld(LocalDate)
        case noBallots
        /// There is one already: another takes a reason.
        case needsReason
        /// The same person entered what stands.
        case enteredByYou
        case notToldYet
        case signed

        package var code: String {
            switch self {
            case .status: "appraisalStatus"
            case .stands: "appraisalStands"
            case .notHeld: "appraisalNotHeld"
            case .noBallots: "appraisalWithoutBallots"
            case .needsReason: "appraisalNeedsReason"
            case .enteredByYou: "enteredByYou"
            case .notToldYet: "appraisalNotTold"
            case .signed: "appraisalSigned"
            }
        }

        package var detail: Sentence {
            switch self {
            case .status(.drafted): "its ballots are not counted yet"
            case .status(.counted): "its ballots are counted: propose the grades"
            case .status(.proposed): "the grades are proposed, and nothing is decided yet"
            case .status(.decided):
                "the grades are decided: what is wrong is corrected by somebody else, with the reason"
            case .status(.closed): "it is closed: everybody was told and has signed"
            case .status(.withdrawn): "it was withdrawn"
            case .stands(let year): "the branch has an appraisal of the year \(year) already"
            case .notHeld(let day): "its meeting is on \(day): nothing is counted before"
            case .noBallots: "enter first how many ballots were issued, came back and are valid"
            case .needsReason: "this is on record already: say why it is entered anew"
            case .enteredByYou: "somebody else than who entered what stands has to correct it"
            case .notToldYet: "what was decided was not told yet: note that first"
            case .signed: "this is signed already"
            }
        }
    }
}

/// How many ballots there were at an appraisal.
package struct AppraisalBallots: Hashable, Sendable {
    package let present: Int
    package let issued: Int
    package let returned: Int
    package let valid: Int

    package init(present: Int, issued: Int, returned: Int, valid: Int) {
        (self.present, self.issued, self.returned, self.valid) = (present, issued, returned, valid)
    }

    /// - Parameter entitled: how many have a vote.
    /// - Throws: ``FieldErrors``, with all that does not fit.
    package func check(entitled: Int) throws(FieldErrors) {
        var errors = FieldErrors()
        func most(_ field: String, _ number: Int, _ bound: Int, _ rule: Sentence) {
            if number > bound { errors.add(field, .rule, rule) }
        }
        most("present", present, entitled, "at most \(entitled) have a vote")
        most("issued", issued, present, "no more ballots are issued than people are there: \(present)")
        most("returned", returned, issued, "no more ballots come back than were issued: \(issued)")
        most("valid", valid, returned, "no more ballots are valid than came back: \(returned)")
        try errors.check()
    }
}

/// How many ballots gave somebody which grade.
package struct GradeCounts: Hashable, Sendable {
    package static let range = 0...10_000

    private let counts: [Int]

    /// In the order of the grades.
    ///
    /// - Returns: nil for not as many as there are grades.
    package init?(_ counts: [Int]) {
        guard counts.count == Appraisal.Grade.allCases.count else { return nil }
        self.counts = counts
    }

    package init(excellent: Int, competent: Int, basicallyCompetent: Int, notCompetent: Int) {
        counts = [excellent, competent, basicallyCompetent, notCompetent]
    }

    /// In the order of the grades.
    package var all: [Int] { counts }
    package var total: Int { counts.reduce(0, +) }

    package subscript(grade: Appraisal.Grade) -> Int {
        zip(Appraisal.Grade.allCases, counts).first { $0.0 == grade }?.1 ?? 0
    }

    /// The grades that most ballots gave; several that are equal, none where there are no ballots.
    package var leading: Set<Appraisal.Grade> {
        guard let most = counts.max(), most > 0 else { return [] }
        return Set(Appraisal.Grade.allCases.filter { self[$0] == most })
    }
}

/// What was counted of all who are appraised.
package struct AppraisalCount: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package let member: ID<Member>
        /// When they said what they think of themselves; nil where that is not noted.
        package let statementOn: LocalDate?
        /// Whether the others said what they think.
        package let peersSpoke: Bool
        /// nil for who gets no grade.
        package let counts: GradeCounts?

        package init(member: ID<Member>, statementOn: LocalDate?, peersSpoke: Bool, counts: GradeCounts?) {
            (self.member, self.statementOn) = (member, statementOn)
            (self.peersSpoke, self.counts) = (peersSpoke, counts)
        }
    }

    package let lines: [Line]
    /// Why it is counted anew; nil for the first count.
    package let reason: Text?

    package init(_ lines: [Line], reason: Text?) { (self.lines, self.reason) = (lines, reason) }

    /// - Parameters:
    ///   - roll: of whom each gets a grade or does not.
    ///   - valid: how many ballots are.
    /// - Throws: ``FieldErrors``, with all that does not fit.
    package func check(roll: [ID<Member>: Bool], valid: Int, today: LocalDate) throws(FieldErrors) {
        var errors = FieldErrors()
        AppraisalGrading.check(lines.map(\.member), "lines", on: Set(roll.keys), noting: &errors)
        for (place, line) in lines.enumerated() {
            if let day = line.statementOn, day > today {
                errors.add("lines[\(place)].statementOn", .range, "\(day) is still to come")
            }
            switch (roll[line.member], line.counts) {
            case (true, nil):
                errors.add("lines[\(place)].excellent", .required, "how many ballots gave which grade")
            case (true, let counts?) where counts.total > valid:
                errors.add(
                    "lines[\(place)].excellent", .rule,
                    "the grades together are \(counts.total), and \(valid) ballots are valid")
            case (false, _?):
                errors.add("lines[\(place)].excellent", .rule, "who is on probation gets no grade: leave this empty")
            default: break
            }
        }
        let missing = roll.filter(\.value).keys.filter { member in !lines.contains { $0.member == member } }.count
        if missing > 0 {
            errors.add("lines", .required, "everybody who gets a grade has a line: \(missing) are missing")
        }
        try errors.check()
    }
}

/// A grade that is proposed for somebody, or decided.
package struct AppraisalGrading: Hashable, Sendable {
    package let member: ID<Member>
    package let grade: Appraisal.Grade
    package let reason: Text?
    /// By the higher organisation, of who is not competent: when, and under which paper.
    package let checkedOn: LocalDate?
    package let document: Text?

    package init(
        member: ID<Member>, grade: Appraisal.Grade, reason: Text?, checkedOn: LocalDate? = nil, document: Text? = nil
    ) {
        (self.member, self.grade, self.reason) = (member, grade, reason)
        (self.checkedOn, self.document) = (checkedOn, document)
    }

    /// Nobody stands twice, and nobody who is not on the roll.
    static func check(
        _ members: [ID<Member>], _ field: String, on roll: Set<ID<Member>>, noting errors: inout FieldErrors
    ) {
        for (place, member) in members.enumerated() {
            if !roll.contains(member) {
                errors.add("\(field)[\(place)].member", .rule, "this one gets no grade in this appraisal")
            } else if members[..<place].contains(member) {
                errors.add("\(field)[\(place)].member", .duplicate, "somebody is named twice")
            }
        }
    }

    /// What is wrong with what the committee proposes. A grade below competent has a reason, and so has one that is not what
    /// most ballots gave.
    ///
    /// - Parameter counts: of everybody who gets a grade.
    package static func check(
        proposed lines: [AppraisalGrading], counts: [ID<Member>: GradeCounts]
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        check(lines.map(\.member), "grades", on: Set(counts.keys), noting: &errors)
        for (place, line) in lines.enumerated() where line.reason == nil {
            let leading = counts[line.member]?.leading ?? []
            if line.grade.needsReason {
                errors.add("grades[\(place)].reason", .required, "a grade below competent has a reason")
            } else if !leading.isEmpty, !leading.contains(line.grade) {
                errors.add(
                    "grades[\(place)].reason", .required, "it is not the grade that most ballots gave: say why")
            }
        }
        requireAll(lines, Set(counts.keys), noting: &errors)
        try errors.check()
    }

    static func requireAll(
        _ lines: [AppraisalGrading], _ graded: Set<ID<Member>>, noting errors: inout FieldErrors
    ) {
        let missing = graded.subtracting(lines.map(\.member)).count
        if missing > 0 {
            errors.add("grades", .required, "everybody who gets a grade has a line: \(missing) are missing")
        }
    }
}

/// What was decided, of all at once; or, where that was wrong, of some of them, with the reason.
package struct AppraisalDecision: Hashable, Sendable {
    package let on: LocalDate
    package let lines: [AppraisalGrading]
    /// Why more than a third is excellent.
    package let excellentReason: Text?
    /// Why it is corrected; nil for the first decision.
    package let reason: Text?

    package init(on: LocalDate, _ lines: [AppraisalGrading], excellentReason: Text?, reason: Text?) {
        (self.on, self.lines) = (on, lines)
        (self.excellentReason, self.reason) = (excellentReason, reason)
    }

    /// 不合格 takes a reason and the higher organisation's check; whatever is not as it was proposed takes a reason, and so do
    /// more who are excellent than a third.
    ///
    /// - Parameters:
    ///   - proposed: for everybody who gets a grade.
    ///   - standing: what was decided before of whom this decides nothing.
    ///   - earliest: the day before which nothing can have been decided.
    package func check(
        proposed: [ID<Member>: Appraisal.Grade], standing: [ID<Member>: Appraisal.Grade], earliest: LocalDate,
        today: LocalDate
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        if on > today { errors.add("on", .range, "\(on) is still to come") }
        if on < earliest { errors.add("on", .range, "not before what went before it, on \(earliest)") }
        AppraisalGrading.check(lines.map(\.member), "grades", on: Set(proposed.keys), noting: &errors)
        for (place, line) in lines.enumerated() {
            let path = "grades[\(place)]"
            if line.reason == nil {
                if line.grade.needsReason {
                    errors.add("\(path).reason", .required, "a grade below competent has a reason")
                } else if let before = proposed[line.member], before != line.grade {
                    errors.add("\(path).reason", .required, "it is not the grade that was proposed: say why")
                }
            }
            if line.grade == .notCompetent {
                let needed: Sentence =
                    "who is not competent is checked by the higher organisation: when, under which paper"
                if line.checkedOn == nil { errors.add("\(path).checkedOn", .required, needed) }
                if line.document == nil { errors.add("\(path).document", .required, needed) }
                if let day = line.checkedOn, day > today {
                    errors.add("\(path).checkedOn", .range, "\(day) is still to come")
                }
            } else {
                let spare: Sentence =
                    "only who is not competent is checked by the higher organisation: leave this empty"
                if line.checkedOn != nil { errors.add("\(path).checkedOn", .rule, spare) }
                if line.document != nil { errors.add("\(path).document", .rule, spare) }
            }
        }
        if reason == nil { AppraisalGrading.requireAll(lines, Set(proposed.keys), noting: &errors) }
        var all = standing
        for line in lines { all[line.member] = line.grade }
        let (excellent, most) = (
            all.values.count { $0 == .excellent }, Appraisal.excellentMost(of: proposed.count)
        )
        if excellent > most, excellentReason == nil {
            errors.add(
                "excellentReason", .required,
                "\(excellent) are excellent, and a third is \(most): say why there are more")
        }
        try errors.check()
    }
}

/// That somebody has signed what was decided of them, with what they remarked.
package struct AppraisalSignature: Hashable, Sendable {
    package let member: ID<Member>
    package let remark: Text?

    package init(member: ID<Member>, remark: Text?) { (self.member, self.remark) = (member, remark) }
}

/// A step of an appraisal. Each stays as it was taken; what is wrong is followed by another.
package enum AppraisalStep: Hashable, Sendable {
    case balloted(AppraisalBallots, reason: Text?)
    case counted(AppraisalCount)
    case proposed([AppraisalGrading])
    case decided(AppraisalDecision)
    /// Who was told what was decided of them, by whom.
    case told([ID<Member>], on: LocalDate, by: ID<Member>)
    /// By the member's own account, or on paper, which somebody notes.
    case signed([AppraisalSignature], isOnPaper: Bool)
    case withdrawn(reason: Text)

    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case balloted, counted, proposed, decided, told, signed, withdrawn
    }

    package var kind: Kind {
        switch self {
        case .balloted: .balloted
        case .counted: .counted
        case .proposed: .proposed
        case .decided: .decided
        case .told: .told
        case .signed: .signed
        case .withdrawn: .withdrawn
        }
    }

    /// Why it was taken once more, or taken back.
    package var reason: Text? {
        switch self {
        case .balloted(_, let reason): reason
        case .counted(let count): count.reason
        case .decided(let decision): decision.reason
        case .withdrawn(let reason): reason
        case .proposed, .told, .signed: nil
        }
    }
}

/// What an appraisal has come to: what follows from its roll and its steps, in their order.
package struct AppraisalCourse: Hashable, Sendable {
    /// What stands of one who is appraised.
    package struct Line: Hashable, Sendable {
        package let isGraded: Bool
        package fileprivate(set) var statementOn: LocalDate?
        package fileprivate(set) var peersSpoke = false
        package fileprivate(set) var counts: GradeCounts?
        package fileprivate(set) var proposed: AppraisalGrading?
        package fileprivate(set) var decided: AppraisalGrading?
        package fileprivate(set) var decidedOn: LocalDate?
        /// The place of the decision that stands among the steps.
        package fileprivate(set) var decision: Int?
        /// Of what stands.
        package fileprivate(set) var toldOn: LocalDate?
        package fileprivate(set) var toldBy: ID<Member>?
        /// The place of the signature among the steps; nil while they have not signed what stands.
        package fileprivate(set) var signature: Int?
    }

    package private(set) var lines: [ID<Member>: Line]
    package private(set) var ballots: AppraisalBallots?
    /// Of the decision that stands, of whom no correction speaks.
    package private(set) var excellentReason: Text?
    private var isWithdrawn = false

    /// - Parameter roll: of whom each gets a grade or does not.
    package init(roll: [ID<Member>: Bool], _ steps: [AppraisalStep]) {
        lines = roll.mapValues { Line(isGraded: $0) }
        for (place, step) in steps.enumerated() { take(step, at: place) }
    }

    private mutating func take(_ step: AppraisalStep, at place: Int) {
        switch step {
        case .balloted(let ballots, _): self.ballots = ballots
        case .counted(let count):
            for line in count.lines {
                lines[line.member]?.statementOn = line.statementOn
                lines[line.member]?.peersSpoke = line.peersSpoke
                lines[line.member]?.counts = line.counts
            }
        case .proposed(let gradings):
            for grading in gradings { lines[grading.member]?.proposed = grading }
        case .decided(let decision):
            for grading in decision.lines {
                guard var line = lines[grading.member] else { continue }
                (line.decided, line.decidedOn, line.decision) = (grading, decision.on, place)
                // What was told and signed was another grade.
                (line.toldOn, line.toldBy, line.signature) = (nil, nil, nil)
                lines[grading.member] = line
            }
            excellentReason = decision.excellentReason ?? excellentReason
        case .told(let members, let day, let teller):
            for member in members {
                lines[member]?.toldOn = day
                lines[member]?.toldBy = teller
            }
        case .signed(let signatures, _):
            for signature in signatures { lines[signature.member]?.signature = place }
        case .withdrawn: isWithdrawn = true
        }
    }

    package var status: Appraisal.Status {
        if isWithdrawn { return .withdrawn }
        let graded = lines.values.filter(\.isGraded)
        if graded.contains(where: { $0.decided != nil }) {
            return graded.allSatisfy { $0.toldOn != nil && $0.signature != nil } ? .closed : .decided
        }
        if graded.contains(where: { $0.proposed != nil }) { return .proposed }
        return graded.contains { $0.counts != nil } ? .counted : .drafted
    }

    /// How many get a grade: who has a vote.
    package var graded: Int { lines.values.count(where: \.isGraded) }

    /// The grade of each, as it is proposed or, once that is so, decided.
    package var grades: [ID<Member>: Appraisal.Grade] {
        lines.compactMapValues { ($0.decided ?? $0.proposed)?.grade }
    }

    /// How many are excellent, as far as it has come.
    package var excellent: Int { grades.values.count { $0 == .excellent } }

    /// Whether more are than a third.
    package var hasTooManyExcellent: Bool { excellent > Appraisal.excellentMost(of: graded) }
}
