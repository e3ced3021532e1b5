import Domain
import Storage

/// What is said of a secret ballot, field by field.
enum SecretBallotFields {
    static let branch = Field("branch", .code, .branch) { (listing: SecretBallotListing) in listing.branchCode }
    static let kind = Field("kind", Wire<SecretBallot.Kind>.choice(), .secretBallotKind) {
        (listing: SecretBallotListing) in listing.ballot.kind
    }
    static let title = Field("title", Wire.text(SecretBallot.titleMaximum), .secretBallotTitle) {
        (listing: SecretBallotListing) in listing.ballot.title
    }
    static let question = Field(
        "question", Wire.text(SecretBallot.questionMaximum, isLong: true).means("Of a straw vote.").optional,
        .secretBallotQuestion
    ) { (listing: SecretBallotListing) in listing.ballot.question }
    static let status = Field("status", Wire<SecretBallot.Status>.choice(), .state) {
        (listing: SecretBallotListing) in listing.status
    }
    static let rollOn = Field(
        "rollOn", Wire.date.means("The day whose roll it is; null before ballots are issued.").optional,
        .secretBallotRollOn
    ) { (listing: SecretBallotListing) in listing.rollOn }

    // Of what is asked for.

    static let choices = Field(
        "choices",
        Wire<[Text]>.several(
            .text(SecretBallot.choiceMaximum), least: SecretBallot.choices.lowerBound,
            most: SecretBallot.choices.upperBound,
            read: { Wire.text(SecretBallot.choiceMaximum).parse($0, $1, &$2) }, write: { .string($0.string) }
        ).means("Of a straw vote: two to six.").optional, .secretBallotChoices, hint: .secretBallotChoicesHint)
    static let most = Field(
        "most",
        Wire.integer(1...SecretBallot.choices.upperBound).means(
            "Of a straw vote: how many may be chosen; 1 if not given."
        )
        .optional, .secretBallotMost)
    static let probationary = Field(
        "probationary",
        Wire<Bool>.boolean.means("Of a straw vote: whether probationary members are asked too.").optional,
        .secretBallotProbationary)
    static let members = Field(
        "members", Wire.codes(SecretBallot.graded).means("Of an appraisal: who is graded, by number.").optional,
        .secretBallotGraded, hint: .secretBallotGradedHint)
    static let reason = Field("reason", .reason, .reason)
}

/// A ballot that is to be drafted.
struct NewSecretBallot: Sendable {
    let branch: ID<Branch>
    let title: Text
    let kind: SecretBallot.Kind
    let question: Text?
    let choices: [Text]?
    let most: Int?
    let asksProbationary: Bool?
    let members: [Code]?

    static let asked = Asking<NewSecretBallot>("NewSecretBallot") { input in
        let branch = try input.take(SecretBallotFields.branch) { try $0.requireBranch($1.text) }
        let (kind, title) = (input.take(SecretBallotFields.kind), input.take(SecretBallotFields.title))
        let (question, choices) = (input.take(SecretBallotFields.question), input.take(SecretBallotFields.choices))
        let (most, probationary) = (input.take(SecretBallotFields.most), input.take(SecretBallotFields.probationary))
        let members = input.take(SecretBallotFields.members)
        guard let branch, let kind, let title, let question, let choices, let most, let probationary, let members else {
            return nil
        }
        return NewSecretBallot(
            branch: branch, title: title, kind: kind, question: question, choices: choices, most: most,
            asksProbationary: probationary, members: members)
    }

    /// - Throws: ``FieldErrors``, with what is of the other kind.
    func ballot(_ transaction: Transaction) throws -> SecretBallot {
        let (needed, foreign) =
            kind == .straw
            ? (["question": question == nil, "choices": choices == nil], ["members": members != nil])
            : (
                ["members": members == nil],
                [
                    "question": question != nil, "choices": choices != nil, "most": most != nil,
                    "probationary": asksProbationary != nil,
                ]
            )
        var errors = FieldErrors()
        for (field, isLeftOut) in needed.sorted(by: { $0.key < $1.key }) where isLeftOut {
            errors.add(field, .missing)
        }
        for (field, isGiven) in foreign.sorted(by: { $0.key < $1.key }) where isGiven {
            errors.add(field, .rule, "this is of the other kind of ballot: leave it out")
        }
        try errors.check()
        if kind == .straw, let question {
            return try SecretBallot(
                asking: question, title: title, choices: choices ?? [], most: most ?? 1,
                asksProbationary: asksProbationary ?? false)
        }
        let graded = try transaction.requireMembers(members ?? [], field: "members").map { member in
            let listing = try transaction.member(member).member
            return SecretBallot.Line(text: "\(listing.number.text) \(listing.name)", member: member)
        }
        return try SecretBallot(grading: graded, title: title)
    }
}

/// Who has no vote on the day of the roll.
enum BallotRoll {
    static let asked = Asking<[NewVoteless]>("BallotRoll") { input in input.take(MotionFields.without).map { $0 ?? [] }
    }
}

extension Shape<SecretBallotListing> {
    static let secretBallot = Shape(
        "SecretBallot",
        [
            Field("id", .id) { JSON($0.id) }, SecretBallotFields.branch.told,
            Field("branchName", .text) { .string($0.branchName) }, SecretBallotFields.kind.told,
            SecretBallotFields.title.told, SecretBallotFields.question.told,
            Field("most", .count.means("How many lines may be marked.")) { JSON($0.ballot.most) },
            Field("probationary", .boolean) { .bool($0.ballot.asksProbationary) },
            SecretBallotFields.status.told, SecretBallotFields.rollOn.told,
            Field("entitled", .count) { JSON($0.entitled) }, .list("without", .voteless) { $0.without },
            Field("issued", .count) { JSON($0.issued) }, Field("returned", .count) { JSON($0.returned) },
            Field("own", .choice(SecretBallotListing.Own.self).means("Whether the reader takes a ballot, or has.")) {
                .string($0.own.rawValue)
            },
            .list("lines", .ballotLine) { $0.ballot.numbered },
            Field(
                "results",
                .list(
                    .object(
                        "BallotResult",
                        [
                            .required("line", .count), .required("mark", .choice(SecretBallot.Mark.self)),
                            .required("count", .count),
                        ])
                ).means("Of a closed ballot, as far as they are the reader's to see; null where none are.").orNull
            ) { listing in
                listing.results.map { results in
                    JSON(results) {
                        ["line": JSON($0.line), "mark": .string($0.mark.rawValue), "count": JSON($0.count)]
                    }
                } ?? .null
            },
            Field("tooFew", .boolean.means("Fewer than five ballots came back: nothing is told.")) {
                .bool($0.isTooFew)
            },
            .list("steps", .ballotStep) { $0.steps },
            Field("madeOn", .date) { JSON($0.madeOn) }, Field("madeBy", .text) { .string($0.madeBy) },
        ])
}

/// A line with its number on the ballot.
struct NumberedLine: Sendable {
    let number: Int
    let line: SecretBallot.Line
}

extension SecretBallot {
    var numbered: [NumberedLine] { lines.enumerated().map { NumberedLine(number: $0 + 1, line: $1) } }
}

extension Shape<NumberedLine> {
    fileprivate static let ballotLine = Shape(
        "BallotLine",
        [
            Field("line", .count) { JSON($0.number) }, Field("text", .text) { .string($0.line.text) },
            Field("isMember", .boolean) { .bool($0.line.member != nil) },
        ])
}

extension Shape<SecretBallotListing.Step> {
    fileprivate static let ballotStep = Shape(
        "BallotStep",
        [
            Field("step", .choice(SecretBallot.Step.self)) { .string($0.step.rawValue) },
            Field("reason", .reason.orNull) { JSON($0.reason) }, Field("takenOn", .date) { JSON($0.on) },
            Field("takenBy", .text) { .string($0.by) },
        ])
}

extension Shape<ReadBallot> {
    static let readBallot = Shape(
        "BallotPaper",
        [
            Field("branchName", .text) { .string($0.branchName) },
            Field("kind", .choice(SecretBallot.Kind.self)) { .string($0.ballot.kind.rawValue) },
            Field("title", .text) { .string($0.ballot.title.string) },
            Field("question", .text.orNull) { JSON($0.ballot.question?.string) },
            Field("most", .count.means("How many lines may be marked.")) { JSON($0.ballot.most) },
            .list("lines", .ballotLine) { $0.ballot.numbered },
            Field("marks", .list(.choice(SecretBallot.Mark.self)).means("With what a line may be marked.")) {
                JSON($0.ballot.marks) { .string($0.rawValue) }
            },
        ])
}

extension SecretBallot.Kind: Worded {
    var word: Word { self == .straw ? .secretBallotStraw : .secretBallotAppraisal }
}

extension SecretBallot.Status: Worded {
    var word: Word {
        switch self {
        case .drafted: .secretBallotDrafted
        case .issuing: .secretBallotIssuing
        case .voting: .secretBallotVoting
        case .closed: .secretBallotClosed
        case .withdrawn: .secretBallotWithdrawn
        }
    }
}

extension SecretBallot.Step: Worded {
    var word: Word {
        switch self {
        case .issued: .issueBallots
        case .issuedAnew: .issueBallotsAnew
        case .opened: .openBallotBox
        case .closed: .closeSecretBallot
        case .withdrawn: .secretBallotWithdrawn
        }
    }
}

extension SecretBallot.Mark: Worded {
    var word: Word {
        switch self {
        case .chosen: .ballotChosen
        case .grade(let grade): grade.word
        }
    }
}
