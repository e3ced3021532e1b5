import Domain
import Storage

/// What is said of a motion and its votes, field by field.
enum MotionFields {
    static let branch = Field("branch", .code, .branch) { (listing: MotionListing) in listing.branchCode }
    static let kind = Field("kind", Wire<Motion.Kind>.choice(), .motionKind, hint: .motionKindHint) {
        (listing: MotionListing) in listing.motion.kind
    }
    static let title = Field("title", Wire.text(Motion.titleMaximum), .motionTitle) { (listing: MotionListing) in
        listing.motion.title
    }
    static let wording = Field(
        "wording",
        Wire.text(Motion.wordingMaximum, isLong: true).means("What is decided if it is carried."), .motionWording,
        hint: .motionWordingHint
    ) { (listing: MotionListing) in listing.motion.wording }
    static let origin = Field(
        "origin", Wire.text(Motion.originMaximum).means("Who brought it."), .motionOrigin, hint: .motionOriginHint
    ) { (listing: MotionListing) in listing.motion.origin }
    static let committeeOn = Field(
        "committeeOn", Wire.date.means("When the branch's committee talked it over before.").optional,
        .motionCommitteeOn
    ) { (listing: MotionListing) in listing.motion.committeeOn }
    static let papers = Field(
        "papers", Wire.text(Motion.papersMaximum, isLong: true).means("What lies before the assembly.").optional,
        .motionPapers
    ) { (listing: MotionListing) in listing.motion.papers }
    static let status = Field("status", Wire<Motion.Status>.choice(), .state) { (listing: MotionListing) in
        listing.status
    }

    // Of what is asked for.

    static let people = Field(
        "people",
        Wire<[Text]>.several(
            .text(60), most: Motion.people.upperBound,
            read: { Wire.text(60).parse($0, $1, &$2) }, write: { .string($0.string) }
        ).means(
            "Each who is voted on, in that order: a member's number, or the name of who is none yet. Of admission and of becoming full one alone."
        ).optional, .motionPeople, hint: .motionPeopleHint)
    static let discussedOn = Field("on", Wire.date, .motionDiscussedOn)
    static let said = Field("said", Wire.text(MotionStep.saidMaximum, isLong: true), .motionSaid)
    static let dissent = Field(
        "dissent", Wire.text(MotionStep.dissentMaximum, isLong: true).optional, .motionDissent,
        hint: .motionDissentHint)
    static let member = Field("member", Wire.code, .member)
    static let choice = Field("choice", Wire<VoteChoice>.choice(), .voteChoice)
    static let receivedOn = Field("receivedOn", Wire.date, .opinionReceivedOn)
    static let heldOn = Field("on", Wire.date.means("The day of the vote, whose roll counts."), .voteHeldOn)
    static let method = Field("method", Wire<VoteCount.Method>.choice(), .voteMethod)
    static let without = Field(
        "without",
        Wire<[NewVoteless]>.voteless.means(
            "Full members who have no vote on that day, each with the paper that says so."
        ).optional, .voteWithout,
        hint: .voteWithoutHint)
    static let present = Field(
        "present", Wire.codes(1...500).means("Who with a vote was there, by number."), .votePresent)
    static let issued = Field(
        "issued", Wire.integer(Tally.range).means("Ballots; none in a show of hands.").optional, .ballotsIssued)
    static let returned = Field("returned", Wire.integer(Tally.range).optional, .ballotsReturned)
    static let results = Field(
        "results",
        Wire<[Tally]>.tallies.means("One for each person that is voted on, in their order; one where nobody is named.")
            .optional, .voteResults)
    static let scrutineer = Field("scrutineer", Wire.code, .scrutineer)
    static let tellers = Field("tellers", Wire.codes(VoteCount.tellers), .tellers)
    static let countReason = Field(
        "reason",
        Wire.reason.means("Why it is counted anew; by somebody else than who entered the first count.")
            .optional, .recountReason, hint: .recountReasonHint)
    static let answeredOn = Field("on", Wire.date, .date)
    static let isApproved = Field("approved", Wire<Bool>.boolean, .motionApproved)
    static let document = Field("document", Wire.text(MotionStep.documentMaximum).optional, .motionDocument)
    static let answerReason = Field(
        "reason", Wire.reason.means("Needed where it is refused.").optional, .reason)
    static let reason = Field("reason", .reason, .reason)
}

/// Somebody without a vote on a day, as the body has them.
struct NewVoteless: Hashable, Sendable {
    let member: Code
    let document: Text
}

extension Wire<[NewVoteless]> {
    fileprivate static let voteless = rows(
        "Voteless", [.required("member", .code), .required("document", .text(MotionStep.documentMaximum))], most: 50,
        read: { row in
            let (member, document) = (
                row.take("member", .code), row.take("document", .text(MotionStep.documentMaximum))
            )
            guard let member, let document else { return nil }
            return NewVoteless(member: member, document: document)
        }, write: { ["member": .string($0.member.text), "document": .string($0.document.string)] })
}

extension Wire<[Tally]> {
    fileprivate static let tallies = rows(
        "Tally", Shape<Tally>.properties, most: Motion.people.upperBound,
        read: { row in
            func number(_ name: String) -> Int? { row.take(name, .integer(Tally.range)) }
            let (yes, no, abstained) = (number("yes"), number("no"), number("abstained"))
            let void = row.take("invalid", Wire<Int>.integer(Tally.range).optional)
            guard let yes, let no, let abstained, let void else { return nil }
            return Tally(yes: yes, no: no, abstained: abstained, void: void ?? 0)
        }, write: { Shape<Tally>.tally.json($0) })
}

extension Shape<Tally> {
    fileprivate static let properties: [Schema.Property] = [
        .required("yes", .integer(0...10_000)), .required("no", .integer(0...10_000)),
        .required("abstained", .integer(0...10_000)), .optional("invalid", Schema.integer(0...10_000).orNull),
    ]

    static let tally = Shape(
        "Counted",
        [
            Field("yes", .count) { JSON($0.yes) }, Field("no", .count) { JSON($0.no) },
            Field("abstained", .count) { JSON($0.abstained) }, Field("invalid", .count) { JSON($0.void) },
        ])
}

// MARK: - What is asked for

/// A motion that is to be brought.
struct NewMotion: Sendable {
    let branch: ID<Branch>
    let motion: Motion

    static let asked = Asking<NewMotion>("NewMotion") { input in
        let branch = try input.take(MotionFields.branch) { try $0.requireBranch($1.text) }
        let (kind, title, wording) = (
            input.take(MotionFields.kind), input.take(MotionFields.title), input.take(MotionFields.wording)
        )
        let (origin, committeeOn) = (input.take(MotionFields.origin), input.take(MotionFields.committeeOn))
        let (papers, people) = (input.take(MotionFields.papers), input.take(MotionFields.people))
        guard let branch, let kind, let title, let wording, let origin, let committeeOn, let papers, let people else {
            return nil
        }
        return try input.look { transaction in
            let people = try (people ?? []).map { try transaction.motionPerson($0.string, of: branch) }
            return NewMotion(
                branch: branch,
                motion: try Motion(
                    kind: kind, title: title, wording: wording, origin: origin, committeeOn: committeeOn,
                    papers: papers, people: people, today: transaction.today))
        }
    }
}

/// What was said of a motion.
struct NewDiscussion: Sendable {
    let on: LocalDate
    let said: Text
    let dissent: Text?

    static let asked = Asking<NewDiscussion>("MotionDiscussion") { input in
        let (on, said) = (input.take(MotionFields.discussedOn), input.take(MotionFields.said))
        let dissent = input.take(MotionFields.dissent)
        guard let on, let said, let dissent else { return nil }
        return NewDiscussion(on: on, said: said, dissent: dissent)
    }
}

/// What somebody wrote who will not be there.
struct NewWrittenOpinion: Sendable {
    let member: Code
    let choice: VoteChoice
    let receivedOn: LocalDate

    static let asked = Asking<NewWrittenOpinion>("NewWrittenOpinion") { input in
        let member = input.take(MotionFields.member)
        let (choice, receivedOn) = (input.take(MotionFields.choice), input.take(MotionFields.receivedOn))
        guard let member, let choice, let receivedOn else { return nil }
        return NewWrittenOpinion(member: member, choice: choice, receivedOn: receivedOn)
    }
}

/// A vote that is to be opened.
struct NewVote: Sendable {
    let heldOn: LocalDate
    let method: VoteCount.Method
    let without: [NewVoteless]

    static let asked = Asking<NewVote>("NewVote") { input in
        let (heldOn, method) = (input.take(MotionFields.heldOn), input.take(MotionFields.method))
        let without = input.take(MotionFields.without)
        guard let heldOn, let method, let without else { return nil }
        return NewVote(heldOn: heldOn, method: method, without: without ?? [])
    }

    func without(_ transaction: Transaction) throws -> [(member: ID<Member>, document: Text)] {
        let members = try transaction.requireMembers(without.map(\.member), field: "without", part: ".member")
        return zip(members, without).map { (member: $0, document: $1.document) }
    }
}

/// A count that is to be entered.
struct NewCount: Sendable {
    let present: [Code]
    let ballots: VoteCount.Ballots?
    let results: [Tally]
    let scrutineer: Code
    let tellers: [Code]
    let reason: Text?

    static let asked = Asking<NewCount>("VoteCount") { input in
        let (present, issued) = (input.take(MotionFields.present), input.take(MotionFields.issued))
        let (returned, results) = (input.take(MotionFields.returned), input.take(MotionFields.results))
        let (scrutineer, tellers) = (input.take(MotionFields.scrutineer), input.take(MotionFields.tellers))
        let reason = input.take(MotionFields.countReason)
        guard let present, let issued, let returned, let results, let scrutineer, let tellers, let reason else {
            return nil
        }
        if (issued == nil) != (returned == nil) {
            throw FieldErrors(
                issued == nil ? "issued" : "returned", .required,
                "both or neither: what was issued and what came back")
        }
        return NewCount(
            present: present,
            ballots: issued.flatMap { issued in returned.map { VoteCount.Ballots(issued: issued, returned: $0) } },
            results: results ?? [], scrutineer: scrutineer, tellers: tellers, reason: reason)
    }

    func count(_ transaction: Transaction) throws -> VoteCount {
        VoteCount(
            present: try transaction.requireMembers(present, field: "present"), ballots: ballots, tallies: results,
            scrutineer: try transaction.requireMember(scrutineer.text, field: "scrutineer"),
            tellers: try transaction.requireMembers(tellers, field: "tellers"), reason: reason)
    }
}

/// The higher organisation's answer: to a motion that was carried, to an election, to who was elected.
struct HigherAnswer: Sendable {
    let on: LocalDate
    let isApproved: Bool
    let document: Text?
    let reason: Text?

    /// - Parameter name: in the API's description.
    static func asked(_ name: String) -> Asking<HigherAnswer> {
        Asking(name) { input in
            let (on, isApproved) = (input.take(MotionFields.answeredOn), input.take(MotionFields.isApproved))
            let (document, reason) = (input.take(MotionFields.document), input.take(MotionFields.answerReason))
            guard let on, let isApproved, let document, let reason else { return nil }
            return HigherAnswer(on: on, isApproved: isApproved, document: document, reason: reason)
        }
    }
}

extension Transaction {
    /// Those with the numbers, each told of in its place.
    ///
    /// - Parameter part: what of an element the number is.
    /// - Throws: ``FieldErrors`` for `field`, each with its place.
    func requireMembers(_ numbers: [Code], field: String, part: String = "") throws -> [ID<Member>] {
        var errors = FieldErrors()
        var found: [ID<Member>] = []
        for (place, number) in numbers.enumerated() {
            do {
                found.append(try requireMember(number.text, field: "\(field)[\(place)]\(part)"))
            } catch let error as FieldErrors {
                errors.add(error)
            }
        }
        try errors.check()
        return found
    }
}

extension Motion.Kind: Worded {
    var word: Word {
        switch self {
        case .general: .motionGeneral
        case .admission: .motionAdmission
        case .becomingFull: .motionBecomingFull
        case .longerProbation: .motionExtension
        case .cancellation: .motionCancellation
        case .sanction: .motionSanction
        case .commendation: .motionCommendation
        case .nomination: .motionNomination
        case .bylaw: .motionBylaw
        }
    }
}

extension Motion.Status: Worded {
    var word: Word {
        switch self {
        case .brought: .motionBrought
        case .discussed: .motionDiscussed
        case .voting: .motionVoting
        case .decided: .motionDecided
        case .approved: .motionIsApproved
        case .refused: .motionRefused
        case .withdrawn: .motionWithdrawn
        }
    }
}

extension VoteChoice: Worded {
    var word: Word {
        switch self {
        case .yes: .voteYes
        case .no: .voteNo
        case .abstain: .voteAbstained
        }
    }
}

extension VoteCount.Method: Worded {
    var word: Word {
        switch self {
        case .showOfHands: .voteShowOfHands
        case .secretBallot: .voteSecretBallot
        case .namedBallot: .voteNamedBallot
        }
    }
}

extension VoteCount.Outcome: Worded {
    var word: Word {
        switch self {
        case .carried: .voteCarried
        case .failed: .voteFailed
        case .notQuorate: .voteNotQuorate
        case .ballotsVoid: .voteBallotsVoid
        }
    }
}

extension VoteRule: Worded {
    var word: Word { self == .general ? .voteRuleGeneral : .voteRuleAdmission }
}
