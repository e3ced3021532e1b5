import Domain
import Storage

extension Shape<MotionListing> {
    static let motion = Shape(
        "Motion",
        [
            Field("id", .id) { JSON($0.id) },
            Field("number", .text.means("Of the branch and the year, such as 2026-3.")) { .string($0.number.text) },
            MotionFields.branch.told, Field("branchName", .text) { .string($0.branchName) }, MotionFields.kind.told,
            MotionFields.title.told, MotionFields.wording.told, MotionFields.origin.told,
            MotionFields.committeeOn.told, MotionFields.papers.told,
            Field(
                "people",
                .list(
                    .object("MotionPerson", [.required("name", .text), .required("isMember", .boolean)]))
            ) { listing in
                .array(
                    listing.motion.people.map { ["name": .string($0.name), "isMember": .bool($0.member != nil)] })
            },
            MotionFields.status.told,
            Field("rule", .choice(VoteRule.self)) { .string($0.motion.kind.rule.rawValue) },
            Field("answerDue", .date.means("By when the higher organisation is to answer.").orNull) {
                JSON($0.answerDue)
            },
            .list("steps", .motionStep) { $0.steps }, .list("votes", .vote) { $0.votes },
            .list("writtenOpinions", .writtenOpinion) { $0.opinions },
            Field("broughtOn", .date) { JSON($0.broughtOn) }, Field("broughtBy", .text) { .string($0.broughtBy) },
        ])
}

extension Shape<MotionStepListing> {
    fileprivate static let motionStep = Shape(
        "MotionStep",
        [
            Field("step", .choice(MotionStep.Kind.self)) { .string($0.step.kind.rawValue) },
            Field("on", .date.orNull) { JSON($0.step.day) },
            Field("said", .lines(MotionStep.saidMaximum).means("What was said, or the reason.").orNull) {
                JSON($0.step.said?.string)
            },
            Field("dissent", .lines(MotionStep.dissentMaximum).orNull) { JSON($0.step.dissent?.string) },
            Field("approved", .boolean.orNull) { $0.step.isApproved.map { .bool($0) } ?? .null },
            Field("document", .text(MotionStep.documentMaximum).orNull) { JSON($0.step.document?.string) },
            Field("takenOn", .date) { JSON($0.on) }, Field("takenBy", .text) { .string($0.by) },
        ])
}

extension Shape<VoteListing> {
    fileprivate static let vote = Shape(
        "Vote",
        [
            Field("round", .integer(1...1000)) { JSON($0.round) }, Field("heldOn", .date) { JSON($0.heldOn) },
            Field("method", .choice(VoteCount.Method.self)) { .string($0.method.rawValue) },
            Field("entitled", .count) { JSON($0.entitled.count) }, .list("roll", .person) { $0.entitled },
            .list("without", .voteless) { $0.without },
            Field("majority", .count.means("How many have to agree, at least.")) {
                JSON(VoteRule.majority(entitled: $0.entitled.count))
            },
            Field(
                "outcomes",
                .list(.choice(VoteCount.Outcome.self)).means("Of each that was voted on; empty until it is counted.")
            ) { JSON($0.outcomes) { .string($0.rawValue) } },
            .list("counts", .voteCount) { vote in
                vote.counts.map { ToldCount(count: $0, outcomes: vote.outcomes(of: $0)) }
            },
            Field("openedOn", .date) { JSON($0.openedOn) }, Field("openedBy", .text) { .string($0.openedBy) },
        ])
}

extension Shape<VoteListing.Voteless> {
    static let voteless = Shape(
        "WithoutVote",
        [
            .nested("person", .person) { $0.person },
            Field("document", .text(MotionStep.documentMaximum)) { .string($0.document) },
        ])
}

/// A count with what came of it.
private struct ToldCount: Sendable {
    let count: CountListing
    let outcomes: [VoteCount.Outcome]
}

extension Shape<ToldCount> {
    fileprivate static let voteCount = Shape(
        "VoteCounted",
        [
            .list("present", .person) { $0.count.present },
            Field("issued", .count.orNull) { $0.count.count.ballots.map { JSON($0.issued) } ?? .null },
            Field("returned", .count.orNull) { $0.count.count.ballots.map { JSON($0.returned) } ?? .null },
            .list("results", .tally) { $0.count.count.tallies },
            .nested("written", .tally) { $0.count.written },
            Field("outcomes", .list(.choice(VoteCount.Outcome.self))) { JSON($0.outcomes) { .string($0.rawValue) } },
            .nested("scrutineer", .person) { $0.count.scrutineer }, .list("tellers", .person) { $0.count.tellers },
            Field("reason", .reason.orNull) { JSON($0.count.count.reason?.string) },
            Field("enteredOn", .date) { JSON($0.count.on) }, Field("enteredBy", .text) { .string($0.count.by) },
        ])
}

extension Shape<WrittenOpinionListing> {
    fileprivate static let writtenOpinion = Shape(
        "WrittenOpinion",
        [
            .nested("person", .person) { $0.person }, Field("receivedOn", .date) { JSON($0.receivedOn) },
            Field("withdrawn", .boolean) { .bool($0.isWithdrawn) },
            Field("enteredBy", .text) { .string($0.by) },
        ])
}

extension API {
    /// Motions before branches' assemblies, and the votes on them.
    static let motionOperations: [Operation] = [
        listMotions, showMotion, bringMotion, discussMotion, enterOpinion, withdrawOpinion, openVote, countVote,
        answerMotion, withdrawMotion, resolutionDocument,
    ]

    static let listMotions: Operation = .get(
        "listMotions", "/motions", .decisions,
        "Motions that something is still to come of; or all that were brought in a year",
        needing: [.readMotions],
        query: [.optional("year", .integer(2000...2199)), .optional("branch", .code)],
        returns: .list(Shape.motion.schema)
    ) { call, transaction in
        let motions = try transaction.motions(
            year: call.query["year"]?.asciiNumber,
            branch: call.query["branch"].map { try transaction.requireBranch($0) })
        return .json(JSON(motions, Shape.motion.json))
    }

    static let showMotion: Operation = .get(
        "showMotion", "/motions/{motion}", .decisions,
        "A motion with its discussion, its votes with their rolls and counts, and what became of it",
        needing: [.readMotions], returns: Shape.motion.schema
    ) { call, transaction in .json(Shape.motion.json(try transaction.motion(call.id("motion")))) }

    static let bringMotion: Operation = .post(
        "bringMotion", "/motions", .decisions, "Bring a motion before a branch's assembly", needing: [.keepMotions],
        asking: NewMotion.asked, returns: Shape.motion.schema
    ) { _, asked, transaction in
        let listing = try transaction.bringMotion(asked.motion, of: asked.branch)
        return .json(Shape.motion.json(listing), location: "/motions/\(listing.id.rawValue)")
    }

    static let discussMotion: Operation = step(
        "discussMotion", "discussion", "Note what was said of a motion, without which nothing is voted on",
        NewDiscussion.asked
    ) { id, asked, transaction in
        try transaction.discussMotion(id, on: asked.on, said: asked.said, dissent: asked.dissent)
    }

    static let enterOpinion: Operation = step(
        "enterOpinion", "opinions",
        "Enter what somebody wrote who will not be there, of admission or becoming full; sealed until the count",
        NewWrittenOpinion.asked
    ) { id, asked, transaction in
        try transaction.enterOpinion(
            asked.choice, of: transaction.requireMember(asked.member.text), receivedOn: asked.receivedOn, on: id)
    }

    static let withdrawOpinion: Operation = step(
        "withdrawOpinion", "withdraw-opinion", "Take a written opinion back before the vote is opened",
        Asking("WrittenOpinionWithdrawal") { $0.take(MotionFields.member) }
    ) { id, member, transaction in
        try transaction.withdrawOpinion(of: transaction.requireMember(member.text), on: id)
    }

    static let openVote: Operation = step(
        "openVote", "vote", "Open the vote: the roll of its day is frozen", NewVote.asked
    ) { id, asked, transaction in
        try transaction.openVote(on: id, heldOn: asked.heldOn, asked.method, without: asked.without(transaction))
    }

    static let countVote: Operation = step(
        "countVote", "count",
        "Enter the count of a vote; or another one in its place, with the reason and by somebody else", NewCount.asked
    ) { id, asked, transaction in try transaction.countVote(asked.count(transaction), of: id) }

    static let answerMotion: Operation = .post(
        "answerMotion", "/motions/{motion}/answer", .decisions,
        "Record whether the higher organisation approves what was carried", needing: [.answerMotions],
        asking: HigherAnswer.asked("MotionAnswer"), makesNew: false, returns: Shape.motion.schema
    ) { call, asked, transaction in
        .json(
            Shape.motion.json(
                try transaction.answerMotion(
                    call.id("motion"), on: asked.on, isApproved: asked.isApproved, document: asked.document,
                    reason: asked.reason)))
    }

    static let withdrawMotion: Operation = step(
        "withdrawMotion", "withdraw", "Take a motion back that nobody voted on, with the reason",
        Asking("MotionWithdrawal") { $0.take(MotionFields.reason) }
    ) { id, reason, transaction in try transaction.withdrawMotion(id, reason: reason) }

    static let resolutionDocument: Operation = .document(
        "resolutionDocument", "/motions/{motion}/resolution.docx", .decisions,
        "What was decided as a document for word processors, as its page prints it", needing: [.readMotions],
        mayComeTooEarly: true
    ) { call, transaction, words in
        try OfficialPaper(transaction.decidedMotion(call.id("motion")), words).document(words)
    }

    /// What the branch does with one motion.
    private static func step<Asked: Sendable>(
        _ id: String, _ part: String, _ summary: String, _ asked: Asking<Asked>,
        _ useCase: @escaping @Sendable (ID<Motion>, Asked, Transaction) throws -> MotionListing
    ) -> Operation {
        .post(
            id, "/motions/{motion}/\(part)", .decisions, summary, needing: [.keepMotions], asking: asked,
            makesNew: false, returns: Shape.motion.schema
        ) { call, asked, transaction in
            let id: ID<Motion> = try call.id("motion")
            // Before anybody is looked up who is named in the body.
            try transaction.requireKeepingMotion(id)
            return .json(Shape.motion.json(try useCase(id, asked, transaction)))
        }
    }
}

extension Transaction {
    /// A motion that was voted on: what a resolution is made from.
    ///
    /// - Throws: ``Motion/Refusal``, ``StoreError/notFound(_:)``.
    func decidedMotion(_ id: ID<Motion>) throws -> MotionListing {
        let listing = try motion(id)
        if listing.resolution == nil { throw Motion.Refusal.status(listing.status) }
        return listing
    }
}
