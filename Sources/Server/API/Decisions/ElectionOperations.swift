import Domain
import Storage

extension Shape<ElectionListing> {
    static let election = Shape(
        "Election",
        [
            Field("id", .id) { JSON($0.id) }, ElectionFields.branch.told,
            Field("branchName", .text) { .string($0.branchName) }, ElectionFields.kind.told, ElectionFields.title.told,
            ElectionFields.seats.told, ElectionFields.termEnds.told, ElectionFields.status.told,
            Field("seatsLeft", .count) { JSON($0.seatsLeft) },
            Field(
                "remindOn", .list(.date).means("When the branch is reminded: six and two months before the term ends.")
            ) { JSON($0.election.reminders) { JSON($0) } },
            .list("candidates", .person) { $0.candidates }, .list("elected", .ballotStanding) { $0.elected },
            .list("steps", .electionStep) { $0.steps }, .list("rounds", .electionRound) { $0.rounds },
            Field("askedOn", .date) { JSON($0.askedOn) }, Field("askedBy", .text) { .string($0.askedBy) },
        ])
}

extension Shape<RoundListing.Standing> {
    fileprivate static let ballotStanding = Shape(
        "BallotStanding", [.nested("person", .person) { $0.person }, Field("yes", .count) { JSON($0.yes) }])
}

extension Shape<ElectionStep> {
    fileprivate static let electionStep = Shape(
        "ElectionStep",
        [
            Field("status", .choice(Election.Status.self)) { .string($0.status.rawValue) },
            Field("on", .date.orNull) { JSON($0.day) },
            Field("document", .text(MotionStep.documentMaximum).orNull) { JSON($0.document?.string) },
            Field("said", .lines(Text.reasonMaximum).orNull) { JSON($0.said?.string) },
            Field("takenOn", .date) { JSON($0.on) }, Field("takenBy", .text) { .string($0.by) },
        ])
}

extension Shape<RoundListing> {
    fileprivate static let electionRound = Shape(
        "ElectionRound",
        [
            Field("round", .integer(1...1000)) { JSON($0.round) }, Field("heldOn", .date) { JSON($0.ballot.heldOn) },
            Field("seats", .count) { JSON($0.ballot.seats) }, .list("candidates", .person) { $0.candidates },
            Field("entitled", .count.means("Without whom the assembly left out.")) {
                JSON($0.entitled.count - $0.excluded.count)
            },
            .list("roll", .person) { $0.entitled }, .list("excluded", .leftOut) { $0.excluded },
            .list("present", .person) { $0.present }, .nested("scrutineer", .person) { $0.scrutineer },
            .list("tellers", .person) { $0.tellers },
            .list("counted", .person) { $0.counted },
            Field(
                "differences",
                .list(.list(Shape<BallotCount>.ballotCount.schema)).means(
                    "What the two tellers counted where that differed; they count anew then.")
            ) { round in JSON(round.differences) { JSON($0, Shape<BallotCount>.ballotCount.json) } },
            .nested("count", optional: .ballotCount) { $0.count },
            Field("outcome", .choice(BallotResult.Outcome.self).orNull) { JSON($0.outcome?.rawValue) },
            .list("elected", .ballotStanding) { $0.elected }, .list("tied", .ballotStanding) { $0.tied },
            .list("others", .ballotStanding) { $0.others },
            Field("openedOn", .date) { JSON($0.openedOn) }, Field("openedBy", .text) { .string($0.openedBy) },
        ])
}

extension Shape<RoundListing.Excluded> {
    fileprivate static let leftOut = Shape(
        "LeftOutOfRoll",
        [.nested("person", .person) { $0.person }, Field("reason", .reason) { .string($0.reason) }])
}

extension Shape<BallotCount> {
    fileprivate static let ballotCount = Shape(
        "BallotsCounted",
        [
            Field("issued", .count) { JSON($0.issued) }, Field("returned", .count) { JSON($0.returned) },
            Field("invalid", .count) { JSON($0.void) }, .list("marks", .marks) { $0.marks },
        ])
}

extension Shape<BallotCount.Marks> {
    fileprivate static let marks = Shape(
        "MarksCounted",
        [
            Field("yes", .count) { JSON($0.yes) }, Field("no", .count) { JSON($0.no) },
            Field("blank", .count) { JSON($0.blank) },
        ])
}

extension API {
    /// Elections of branches.
    static let electionOperations: [Operation] = [
        listElections, showElection, askForElection, answerElection, nominate, openBallot, enterBallotCount,
        settleElection, withdrawElection, electionDocument,
    ]

    static let listElections: Operation = .get(
        "listElections", "/elections", .decisions, "Elections of branches, the latest first", needing: [.readMotions],
        query: [.optional("branch", .code)], returns: .list(Shape.election.schema)
    ) { call, transaction in
        let branch = try call.query["branch"].map { try transaction.requireBranch($0) }
        return .json(JSON(try transaction.elections(branch: branch), Shape.election.json))
    }

    static let showElection: Operation = .get(
        "showElection", "/elections/{election}", .decisions,
        "An election: what the higher organisation said, who stands, each round with its roll and its counts",
        needing: [.readMotions], returns: Shape.election.schema
    ) { call, transaction in .json(Shape.election.json(try transaction.election(call.id("election")))) }

    static let askForElection: Operation = .post(
        "askForElection", "/elections", .decisions, "Ask the higher organisation for an election (请示)",
        needing: [.keepMotions], asking: NewElection.asked, returns: Shape.election.schema
    ) { _, asked, transaction in
        let listing = try transaction.askForElection(asked.election, of: asked.branch)
        return .json(Shape.election.json(listing), location: "/elections/\(listing.id.rawValue)")
    }

    static let answerElection: Operation = .post(
        "answerElection", "/elections/{election}/answer", .decisions,
        "The higher organisation's word: that an election may be held, or who was elected", needing: [.answerMotions],
        asking: HigherAnswer.asked("ElectionAnswer"), makesNew: false, returns: Shape.election.schema
    ) { call, asked, transaction in
        .json(
            Shape.election.json(
                try transaction.answerElection(
                    call.id("election"), on: asked.on, isApproved: asked.isApproved, document: asked.document,
                    reason: asked.reason)))
    }

    static let nominate: Operation = step(
        "nominate", "candidates", "Name who stands, and how they were found and examined", NewNomination.asked
    ) { id, asked, transaction in
        try transaction.nominate(
            transaction.requireMembers(asked.candidates, field: "candidates"), for: id, said: asked.found)
    }

    static let openBallot: Operation = step(
        "openBallot", "ballots", "Open a round: the roll of its day is frozen; four fifths have to be there",
        NewBallot.asked
    ) { id, asked, transaction in
        try transaction.openBallot(
            of: id, on: asked.heldOn, present: transaction.requireMembers(asked.present, field: "present"),
            excluded: asked.excluded(transaction),
            scrutineer: transaction.requireMember(asked.scrutineer.text, field: "scrutineer"),
            tellers: transaction.requireMembers(asked.tellers, field: "tellers"))
    }

    static let enterBallotCount: Operation = .post(
        "enterBallotCount", "/elections/{election}/counts", .decisions,
        "Enter what a teller counted: by the teller, or from paper; two people, unread until both are there",
        needing: [.readMotions, .keepMotions], asking: NewBallotCount.asked, makesNew: false,
        returns: Shape.election.schema
    ) { call, asked, transaction in
        let id: ID<Election> = try call.id("election")
        // Before anybody is looked up who is named in the body.
        let listing = try transaction.election(id)
        if transaction.teller(of: listing) == nil { try transaction.requireKeepingElection(id) }
        return .json(
            Shape.election.json(
                try transaction.enterBallotCount(
                    asked.count(transaction), by: transaction.requireMember(asked.teller.text, field: "teller"),
                    of: id)))
    }

    static let settleElection: Operation = step(
        "settleElection", "settle", "Leave the seats empty for which too few were elected, as those with a vote agreed",
        Asking("ElectionSettlement") { $0.take(MotionFields.reason) }
    ) { id, reason, transaction in try transaction.settleElection(id, because: reason) }

    static let withdrawElection: Operation = step(
        "withdrawElection", "withdraw", "Take an election back of which no ballot was opened, with the reason",
        Asking("ElectionWithdrawal") { $0.take(MotionFields.reason) }
    ) { id, reason, transaction in try transaction.withdrawElection(id, reason: reason) }

    static let electionDocument: Operation = .document(
        "electionDocument", "/elections/{election}/papers.docx", .decisions,
        "The papers of an election as a document for word processors, as its page prints them",
        needing: [.readMotions]
    ) { call, transaction, words in
        OfficialPaper(try transaction.election(call.id("election")), words).document(words)
    }

    /// What the branch does with one election.
    private static func step<Asked: Sendable>(
        _ id: String, _ part: String, _ summary: String, _ asked: Asking<Asked>,
        _ useCase: @escaping @Sendable (ID<Election>, Asked, Transaction) throws -> ElectionListing
    ) -> Operation {
        .post(
            id, "/elections/{election}/\(part)", .decisions, summary, needing: [.keepMotions], asking: asked,
            makesNew: false, returns: Shape.election.schema
        ) { call, asked, transaction in
            let id: ID<Election> = try call.id("election")
            // Before anybody is looked up who is named in the body.
            try transaction.requireKeepingElection(id)
            return .json(Shape.election.json(try useCase(id, asked, transaction)))
        }
    }
}
