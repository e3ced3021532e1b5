import Domain
import HTTPTypes
import Storage

extension API {
    /// Secret ballots on the device: issued, cast, counted.
    static let secretBallotOperations: [Operation] = [
        listSecretBallots, showSecretBallot, makeSecretBallot, issueBallots, issueBallotsAnew, takeBallot,
        openBallotBox,
        readBallot, castBallot, closeSecretBallot, withdrawSecretBallot,
    ]

    static let listSecretBallots: Operation = .get(
        "listSecretBallots", "/secret-ballots", .decisions,
        "Straw votes and appraisals on the device, the newest first",
        needing: [.readMotions], query: [.optional("branch", .code)], returns: .list(Shape.secretBallot.schema)
    ) { call, transaction in
        let branch = try call.query["branch"].map { try transaction.requireBranch($0) }
        return .json(JSON(try transaction.secretBallots(branch: branch), Shape.secretBallot.json))
    }

    static let showSecretBallot: Operation = .get(
        "showSecretBallot", "/secret-ballots/{secretBallot}", .decisions,
        "A secret ballot: how many were issued and came back, and once it is closed its counts for whom it concerns",
        needing: [.readMotions], returns: Shape.secretBallot.schema
    ) { call, transaction in .json(Shape.secretBallot.json(try transaction.secretBallot(call.id("secretBallot")))) }

    static let makeSecretBallot: Operation = .post(
        "makeSecretBallot", "/secret-ballots", .decisions,
        "Draft a secret ballot: a straw vote, or the grading of members. Never for admission, becoming full, elections or motions",
        needing: [.keepMotions], asking: NewSecretBallot.asked, returns: Shape.secretBallot.schema
    ) { _, asked, transaction in
        try transaction.require(.keepMotions, in: asked.branch)
        let listing = try transaction.makeSecretBallot(asked.ballot(transaction), of: asked.branch)
        return .json(Shape.secretBallot.json(listing), location: "/secret-ballots/\(listing.id.rawValue)")
    }

    static let issueBallots: Operation = step(
        "issueBallots", "issue", "Begin to issue ballots: the roll of the day is frozen", BallotRoll.asked
    ) { id, without, transaction in
        let members = try transaction.requireMembers(without.map(\.member), field: "without", part: ".member")
        return try transaction.issueBallots(
            id, without: zip(members, without).map { (member: $0, document: $1.document) })
    }

    static let issueBallotsAnew: Operation = step(
        "issueBallotsAnew", "issue-anew", "Make void all ballots that were issued: each takes a new one",
        Asking("NewBallotIssue") { $0.take(SecretBallotFields.reason) }
    ) { id, reason, transaction in try transaction.issueBallotsAnew(id, reason: reason) }

    static let takeBallot: Operation = .post(
        "takeBallot", "/secret-ballots/{secretBallot}/take", .decisions,
        "Take one's ballot, once: its code is told now, and never again", needing: [.readMotions], makesNew: false,
        returns: .object(
            "TakenBallot",
            [
                .required("code", .text(200).means("All that the ballot is cast by; kept nowhere.")),
                .required("ballot", Shape.secretBallot.schema),
            ])
    ) { call, transaction in
        let (listing, code) = try transaction.takeBallot(call.id("secretBallot"))
        return .json(["code": .string(code.text), "ballot": Shape.secretBallot.json(listing)])
    }.tellingOnce

    static let openBallotBox: Operation = act(
        "openBallotBox", "open", "Open the box: no ballot is issued any more, and from now on they are cast"
    ) { id, transaction in try transaction.openBallotBox(id) }

    static let closeSecretBallot: Operation = act(
        "closeSecretBallot", "close",
        "Close the box and count: the counts alone are kept, of fewer than five ballots not even these"
    ) { id, transaction in try transaction.closeSecretBallot(id) }

    static let withdrawSecretBallot: Operation = step(
        "withdrawSecretBallot", "withdraw", "Take a ballot back that is not counted, with the reason",
        Asking("SecretBallotWithdrawal") { $0.take(SecretBallotFields.reason) }
    ) { id, reason, transaction in try transaction.withdrawSecretBallot(id, reason: reason) }

    static let readBallot: Operation = .steps(
        "readBallot", .post, "/ballot-box/paper", .decisions,
        "What the ballot with a code asks. Nobody signs in for it",
        needing: .nothing, body: .json(.object("BallotCode", [.sealedCode])), returns: Shape.readBallot.schema
    ) { call, steps in
        try await steps.withCode(call) { code in
            let ballot = try await steps.store.read(by: .nobody) { try $0.readBallot(code) }
            return .json(Shape.readBallot.json(ballot))
        }
    }.byNobody

    static let castBallot: Operation = .steps(
        "castBallot", .post, "/ballot-box", .decisions,
        "Cast the ballot with a code, once. Nobody signs in for it, and nothing is kept of who did",
        needing: .nothing,
        body: .json(
            .object(
                "CastBallot",
                [
                    .sealedCode,
                    .required(
                        "marks",
                        .list(
                            .object(
                                "BallotMark",
                                [
                                    .required("line", .integer(1...Int64(SecretBallot.graded.upperBound))),
                                    .required("mark", .choice(SecretBallot.Mark.self)),
                                ]), count: 0...SecretBallot.graded.upperBound
                        ).means("Lines that are not named are left blank.")),
                ])), returns: .object("BallotCast", [])
    ) { call, steps in
        try await steps.withCode(call) { code in
            let marks = try marks(in: call.body)
            // By nobody, from nowhere: not even the audit could say more.
            try await steps.store.write(by: .nobody) { try $0.castBallot(code, marks) }
            return .json([:])
        }
    }.byNobody

    private static func marks(in body: JSON) throws(FieldErrors) -> SecretBallot.Marks {
        var marks: SecretBallot.Marks = [:]
        for row in body["marks"]?.array ?? [] {
            guard let line = row["line"]?.integer,
                let mark = row["mark"]?.string.flatMap(SecretBallot.Mark.init(rawValue:))
            else {
                continue
            }
            if marks.updateValue(mark, forKey: Int(line)) != nil {
                throw FieldErrors("marks", .duplicate, "line \(line) is marked twice")
            }
        }
        return marks
    }

    /// What its keeper does with one ballot.
    private static func step<Asked: Sendable>(
        _ id: String, _ part: String, _ summary: String, _ asked: Asking<Asked>,
        _ useCase: @escaping @Sendable (ID<SecretBallot>, Asked, Transaction) throws -> SecretBallotListing
    ) -> Operation {
        .post(
            id, "/secret-ballots/{secretBallot}/\(part)", .decisions, summary, needing: [.keepMotions], asking: asked,
            makesNew: false, returns: Shape.secretBallot.schema
        ) { call, asked, transaction in
            let id: ID<SecretBallot> = try call.id("secretBallot")
            // Before anybody is looked up who is named in the body.
            try transaction.requireKeepingBallot(id)
            return .json(Shape.secretBallot.json(try useCase(id, asked, transaction)))
        }
    }

    /// The same, of which nothing more is asked.
    private static func act(
        _ id: String, _ part: String, _ summary: String,
        _ useCase: @escaping @Sendable (ID<SecretBallot>, Transaction) throws -> SecretBallotListing
    ) -> Operation {
        .post(
            id, "/secret-ballots/{secretBallot}/\(part)", .decisions, summary, needing: [.keepMotions], makesNew: false,
            returns: Shape.secretBallot.schema
        ) { call, transaction in
            .json(Shape.secretBallot.json(try useCase(call.id("secretBallot"), transaction)))
        }
    }
}
