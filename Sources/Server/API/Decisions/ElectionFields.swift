import Domain
import Storage

/// What is said of an election, field by field.
enum ElectionFields {
    static let branch = Field("branch", .code, .branch) { (listing: ElectionListing) in listing.branchCode }
    static let kind = Field("kind", Wire<Election.Kind>.choice(), .electionKind, hint: .electionKindHint) {
        (listing: ElectionListing) in listing.election.kind
    }
    static let title = Field(
        "title", Wire.text(Election.titleMaximum), .electionTitle, hint: .electionTitleHint
    ) { (listing: ElectionListing) in listing.election.title }
    static let seats = Field("seats", Wire.integer(Election.seats), .electionSeats) { (listing: ElectionListing) in
        listing.election.seats
    }
    static let termEnds = Field(
        "termEnds", Wire.date.means("When the term ends that it follows."), .electionTermEnds
    ) { (listing: ElectionListing) in listing.election.termEnds }
    static let status = Field("status", Wire<Election.Status>.choice(), .state) { (listing: ElectionListing) in
        listing.status
    }

    // Of what is asked for; what is asked of motions too stands with these (``MotionFields``).

    static let candidates = Field(
        "candidates",
        Wire.codes(1...30).means("In the order of the ballot: by the strokes of their surnames."), .electionCandidates,
        hint: .electionCandidatesHint)
    static let found = Field(
        "found",
        Wire.text(Text.reasonMaximum, isLong: true).means("How they were proposed, talked over, examined and shown."),
        .electionFound, hint: .electionFoundHint)
    static let heldOn = Field("on", Wire.date.means("The day of the ballot, whose roll counts."), .voteHeldOn)
    static let excluded = Field(
        "excluded",
        Wire<[NewExcluded]>.excluded.means("Whom the assembly left out of those entitled by its vote, each with why.")
            .optional, .electionExcluded)
    static let tellers = Field("tellers", Wire.codes(Election.tellers...Election.tellers), .tellers)
    static let teller = Field("teller", Wire.code.means("Whose count it is."), .electionTeller)
    static let issued = Field("issued", Wire.integer(Tally.range), .ballotsIssued)
    static let returned = Field("returned", Wire.integer(Tally.range), .ballotsReturned)
    static let void = Field("invalid", Wire.integer(Tally.range), .ballotsInvalid)
    static let marks = Field(
        "marks", Wire<[BallotCount.Marks]>.marks.means("One for each candidate, in the order of the ballot.").optional,
        .electionMarks)
    static let others = Field(
        "others", Wire<[NewOther]>.others.means("Who is no candidate, and whom ballots named.").optional,
        .electionOthers)
}

struct NewExcluded: Hashable, Sendable {
    let member: Code
    let reason: Text
}

struct NewOther: Hashable, Sendable {
    let member: Code
    let yes: Int
}

extension Wire<[NewExcluded]> {
    fileprivate static let excluded = rows(
        "LeftOut", [.required("member", .code), .required("reason", .reason)], most: 100,
        read: { row in
            let (member, reason) = (row.take("member", .code), row.take("reason", .reason))
            guard let member, let reason else { return nil }
            return NewExcluded(member: member, reason: reason)
        }, write: { ["member": .string($0.member.text), "reason": .string($0.reason.string)] })
}

extension Wire<[NewOther]> {
    fileprivate static let others = rows(
        "OtherNamed", [.required("member", .code), .required("yes", .integer(0...10_000))], most: 30,
        read: { row in
            let (member, yes) = (row.take("member", .code), row.take("yes", .integer(Tally.range)))
            guard let member, let yes else { return nil }
            return NewOther(member: member, yes: yes)
        }, write: { ["member": .string($0.member.text), "yes": JSON($0.yes)] })
}

extension Wire<[BallotCount.Marks]> {
    fileprivate static let marks = rows(
        "Marks",
        [
            .required("yes", .integer(0...10_000)), .required("no", .integer(0...10_000)),
            .required("blank", .integer(0...10_000)),
        ], most: 30,
        read: { row in
            func number(_ name: String) -> Int? { row.take(name, .integer(Tally.range)) }
            let (yes, no, blank) = (number("yes"), number("no"), number("blank"))
            guard let yes, let no, let blank else { return nil }
            return BallotCount.Marks(yes: yes, no: no, blank: blank)
        }, write: { ["yes": JSON($0.yes), "no": JSON($0.no), "blank": JSON($0.blank)] })
}

// MARK: - What is asked for

/// An election that is asked for.
struct NewElection: Sendable {
    let branch: ID<Branch>
    let election: Election

    static let asked = Asking<NewElection>("NewElection") { input in
        let branch = try input.take(ElectionFields.branch) { try $0.requireBranch($1.text) }
        let (kind, title) = (input.take(ElectionFields.kind), input.take(ElectionFields.title))
        let (seats, termEnds) = (input.take(ElectionFields.seats), input.take(ElectionFields.termEnds))
        guard let branch, let kind, let title, let seats, let termEnds else { return nil }
        return NewElection(
            branch: branch, election: try Election(kind: kind, title: title, seats: seats, termEnds: termEnds))
    }
}

/// Who stands.
struct NewNomination: Sendable {
    let candidates: [Code]
    let found: Text

    static let asked = Asking<NewNomination>("Nomination") { input in
        let (candidates, found) = (input.take(ElectionFields.candidates), input.take(ElectionFields.found))
        guard let candidates, let found else { return nil }
        return NewNomination(candidates: candidates, found: found)
    }
}

/// A round that is to be opened.
struct NewBallot: Sendable {
    let heldOn: LocalDate
    let present: [Code]
    let excluded: [NewExcluded]
    let scrutineer: Code
    let tellers: [Code]

    static let asked = Asking<NewBallot>("NewBallot") { input in
        let (heldOn, present) = (input.take(ElectionFields.heldOn), input.take(MotionFields.present))
        let excluded = input.take(ElectionFields.excluded)
        let (scrutineer, tellers) = (input.take(MotionFields.scrutineer), input.take(ElectionFields.tellers))
        guard let heldOn, let present, let excluded, let scrutineer, let tellers else { return nil }
        return NewBallot(
            heldOn: heldOn, present: present, excluded: excluded ?? [], scrutineer: scrutineer, tellers: tellers)
    }

    func excluded(_ transaction: Transaction) throws -> [Ballot.Excluded] {
        let members = try transaction.requireMembers(excluded.map(\.member), field: "excluded", part: ".member")
        return zip(members, excluded).map { Ballot.Excluded(member: $0, reason: $1.reason) }
    }
}

/// What a teller counted.
struct NewBallotCount: Sendable {
    let teller: Code
    let issued: Int
    let returned: Int
    let void: Int
    let marks: [BallotCount.Marks]
    let others: [NewOther]

    static let asked = Asking<NewBallotCount>("BallotCount") { input in
        let (teller, issued) = (input.take(ElectionFields.teller), input.take(ElectionFields.issued))
        let (returned, void) = (input.take(ElectionFields.returned), input.take(ElectionFields.void))
        let (marks, others) = (input.take(ElectionFields.marks), input.take(ElectionFields.others))
        guard let teller, let issued, let returned, let void, let marks, let others else { return nil }
        return NewBallotCount(
            teller: teller, issued: issued, returned: returned, void: void, marks: marks ?? [], others: others ?? [])
    }

    func count(_ transaction: Transaction) throws -> BallotCount {
        let members = try transaction.requireMembers(others.map(\.member), field: "others", part: ".member")
        return BallotCount(
            issued: issued, returned: returned, void: void, marks: marks,
            others: zip(members, others).map { BallotCount.Other(member: $0, yes: $1.yes) })
    }
}

extension Election.Kind: Worded {
    var word: Word { self == .committee ? .electionOfCommittee : .electionOfSecretary }
}

extension Election.Status: Worded {
    var word: Word {
        switch self {
        case .asked: .electionAsked
        case .agreed: .electionAgreed
        case .nominated: .electionNominated
        case .voting: .motionVoting
        case .elected: .electionElected
        case .approved: .motionIsApproved
        case .refused: .motionRefused
        case .withdrawn: .motionWithdrawn
        }
    }
}

extension BallotResult.Outcome: Worded {
    var word: Word {
        switch self {
        case .filled: .ballotFilled
        case .tooFew: .ballotTooFew
        case .tied: .ballotTied
        case .ballotsVoid: .voteBallotsVoid
        }
    }
}
