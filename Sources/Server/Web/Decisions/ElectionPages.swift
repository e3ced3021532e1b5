import Domain
import Storage

/// The elections of the branches whose the reader reads.
struct ElectionsPage: WebPage {
    static let template = TemplateName.elections

    struct Row: Sendable {
        let path: String
        let title: String
        let branch: String
        let kind: String
        let elected: String
        let state: String
        let stateCode: String
    }

    struct Content: Sendable {
        let elections: [ElectionListing]
        /// Whose elections the reader keeps.
        let branches: [Branch]

        init(_ transaction: Transaction) throws {
            elections = try transaction.elections()
            branches = try transaction.branchesDecidedIn()
        }
    }

    let title: String
    let notice: String?
    let back: ConfirmPage.Back
    let steps: [Step]
    let hasRows: Bool
    let rows: [Row]
    let downloads: Downloads

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        title = words(.electionsTitle)
        self.notice = notice
        back = ConfirmPage.Back(.motions, words(.motionsTitle))
        steps = Step.new(on: .elections, for: content.branches, .askForElection, words)
        rows = content.elections.map { listing in
            Row(
                path: LocalPath.one(.elections, listing.id).text, title: listing.election.title.string,
                branch: listing.branchName, kind: words(listing.election.kind.word),
                elected: words.list(listing.elected.map(\.person.name)).nonEmpty ?? "–",
                state: words(listing.status.word), stateCode: listing.status.code)
        }
        hasRows = !rows.isEmpty
        downloads = Downloads(.elections)
    }

    /// 选举情况: who stood in which round, and with how many votes.
    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        let rows = content.elections.reversed().flatMap { listing in
            listing.rounds.flatMap { round -> [[DownloadTable.Cell]] in
                let elected = Set(round.elected.map(\.person.number))
                return round.candidates.enumerated().map { place, person in
                    let marks = round.count?.marks.indices.contains(place) == true ? round.count?.marks[place] : nil
                    func number(_ value: Int?) -> DownloadTable.Cell { value.map { .number(String($0)) } ?? .text("") }
                    return [
                        .text(listing.branchCode.text), .text(listing.election.title.string),
                        .number(String(round.round)), .text(round.ballot.heldOn.description),
                        .number(String(round.entitled.count - round.excluded.count)),
                        .number(String(round.present.count)), number(round.count?.issued),
                        number(round.count?.returned), number(round.count?.void), .text(person.number.text),
                        .text(person.name), number(marks?.yes), number(marks?.no), number(marks?.blank),
                        .text(elected.contains(person.number) ? words(.electionElectedOne) : ""),
                    ]
                }
            }
        }
        return DownloadTable(
            words, [words(.electionsTitle)],
            [
                .branch, .electionTitle, .electionRound, .voteHeldOn, .voteEntitled, .votePresent, .ballotsIssued,
                .ballotsReturned, .ballotsInvalid, .memberNumber, .memberName, .voteYes, .voteNo, .voteAbstained,
                .voteResults,
            ], rows)
    }
}

extension Election.Status {
    /// By which its colour is chosen.
    fileprivate var code: String {
        switch self {
        case .asked, .agreed, .nominated, .voting: "open"
        case .elected, .approved: "done"
        case .refused, .withdrawn: "withdrawn"
        }
    }
}

/// One election, round by round.
struct ElectionPage: WebPage {
    static let template = TemplateName.election

    struct Content: Sendable {
        let listing: ElectionListing
        let permission: Permission
        /// Whether the reader gives the higher organisation's word.
        let answers: Bool
        let counts: Bool

        init(_ transaction: Transaction, _ id: ID<Election>) throws {
            listing = try transaction.election(id)
            permission = try transaction.permission(in: listing.branch)
            answers = try transaction.answersMotions(of: listing.branch)
            counts = try transaction.teller(of: listing) != nil || transaction.allows(.keepMotions, in: listing.branch)
        }
    }

    struct Round: Sendable {
        let heading: String
        let facts: [Fact]
        let hasResults: Bool
        let results: [Result]
        let differences: [String]
        let rollHeading: String
        let roll: String
    }

    struct Result: Sendable {
        let who: String
        let yes: String
        let no: String
        let blank: String
        let outcome: String
    }

    let title: String
    let notice: String?
    let state: String
    let stateCode: String
    let facts: [Fact]
    let steps: [Step]
    let rounds: [Round]
    let history: HistoryLines?
    let back: ConfirmPage.Back

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let (listing, election) = (content.listing, content.listing.election)
        title = election.title.string
        self.notice = notice
        (state, stateCode) = (words(listing.status.word), listing.status.code)
        var facts = [
            Fact(words(.branch), listing.branchName), Fact(words(.electionKind), words(election.kind.word)),
            Fact(words(.electionSeats), String(election.seats)),
            Fact(words(.electionTermEnds), words.date(election.termEnds)),
        ]
        if !listing.candidates.isEmpty {
            facts.append(Fact(words(.electionCandidates), words.list(listing.candidates.map(\.name))))
        }
        if !listing.elected.isEmpty {
            facts.append(Fact(words(.electionElected), words.list(listing.elected.map(\.person.name))))
        }
        facts.append(Fact(words(.recordedBy), "\(words.account(listing.askedBy)) \(words.date(listing.askedOn))"))
        self.facts = facts
        steps = Self.steps(content, words)
        rounds = listing.rounds.reversed().map { Round($0, words) }
        history = listing.steps.isEmpty ? nil : HistoryLines(listing.steps.map { HistoryLines.Line($0, words) })
        back = ConfirmPage.Back(.elections, words(.electionsTitle))
    }

    private static func steps(_ content: Content, _ words: Words) -> [Step] {
        let listing = content.listing
        func step(_ operation: Operation, _ part: String, _ word: Word, isMain: Bool = false) -> [Step] {
            content.permission.step(
                operation, at: LocalPath.one(.elections, listing.id, part), words(word), isMain: isMain)
        }
        let answer = content.answers ? step(API.answerElection, "answer", .answerMotion, isMain: true) : []
        let papers = [
            Step(
                path: LocalPath.one(.elections, listing.id, "papers").text, label: words(.electionPapers),
                isMain: false)
        ]
        let withdraw = listing.rounds.isEmpty ? step(API.withdrawElection, "withdraw", .withdrawElection) : []
        let isShort = listing.rounds.last?.outcome == .tooFew
        return switch listing.status {
        case .asked: answer + withdraw + papers
        case .agreed: step(API.nominate, "candidates", .nominate, isMain: true) + withdraw + papers
        case .nominated:
            step(API.openBallot, "ballots", .openBallot, isMain: true)
                + (listing.rounds.isEmpty || isShort ? step(API.nominate, "candidates", .nominate) : [])
                + (isShort && !listing.elected.isEmpty ? step(API.settleElection, "settle", .settleElection) : [])
                + withdraw + papers
        case .voting:
            (content.counts ? step(API.enterBallotCount, "counts", .enterBallotCount, isMain: true) : []) + papers
        case .elected: answer + papers
        case .approved:
            content.permission.step(
                API.appoint, at: LocalPath.branch(listing.branch, "appoint"), words(.appoint), isMain: true)
                + papers
        case .refused, .withdrawn: papers
        }
    }
}

extension ElectionPage.Round {
    fileprivate init(_ round: RoundListing, _ words: Words) {
        heading = words(
            .voteHeading, ["round": String(round.round), "date": words.date(round.ballot.heldOn)])
        let entitled = round.entitled.count - round.excluded.count
        var facts = [
            Fact(words(.electionSeats), String(round.ballot.seats)),
            Fact(
                words(.voteEntitled),
                words.noted(words.counted(.voteEntitledSaid, entitled), words(.electionFourFifths))),
            Fact(words(.votePresent), words.counted(.voteEntitledSaid, round.present.count)),
        ]
        if !round.excluded.isEmpty {
            let left = round.excluded.map { words.noted($0.person.name, $0.reason) }
            facts.append(Fact(words(.electionExcluded), words.list(left)))
        }
        facts.append(Fact(words(.scrutineer), round.scrutineer.name))
        facts.append(Fact(words(.tellers), words.list(round.tellers.map(\.name))))
        if let count = round.count {
            facts.append(
                Fact(
                    words(.ballots),
                    words(
                        .ballotsCounted,
                        [
                            "issued": String(count.issued), "returned": String(count.returned),
                            "invalid": String(count.void),
                        ])))
        } else {
            let entered = round.counted.map { words(.electionCountThere, ["name": $0.name]) }
            facts.append(Fact(words(.voteResults), entered.first ?? words(.voteUncounted)))
        }
        if let outcome = round.outcome { facts.append(Fact(words(.voteResults), words(outcome.word))) }
        self.facts = facts
        results = Self.results(round, words)
        hasResults = !results.isEmpty
        differences = round.differences.enumerated().map { index, pair in
            Self.difference(pair, of: round, attempt: index + 1, words)
        }
        rollHeading = words.counted(.voteRoll, round.entitled.count)
        roll = words.list(round.entitled.map(\.name))
    }

    private static func results(_ round: RoundListing, _ words: Words) -> [ElectionPage.Result] {
        guard let count = round.count, count.marks.count == round.candidates.count else { return [] }
        let (elected, tied) = (Set(round.elected.map(\.person)), Set(round.tied.map(\.person)))
        func outcome(_ person: PersonReference) -> String {
            words(
                elected.contains(person) ? .electionElectedOne : tied.contains(person) ? .ballotTiedOne : .electionNot)
        }
        let standing = round.candidates.indices.map { place in
            let marks = count.marks[place]
            return ElectionPage.Result(
                who: round.candidates[place].name, yes: String(marks.yes), no: String(marks.no),
                blank: String(marks.blank), outcome: outcome(round.candidates[place]))
        }
        let others = round.others.map { other in
            ElectionPage.Result(
                who: words.noted(other.person.name, words(.electionOther)), yes: String(other.yes), no: "–",
                blank: "–", outcome: outcome(other.person))
        }
        return standing + others
    }

    /// In which lines two counts differ.
    private static func difference(
        _ pair: [BallotCount], of round: RoundListing, attempt: Int, _ words: Words
    ) -> String {
        guard pair.count == 2, round.tellers.count == 2 else { return "–" }
        func marks(_ count: BallotCount) -> [(String, String)] {
            [
                (words(.ballotsIssued), String(count.issued)), (words(.ballotsReturned), String(count.returned)),
                (words(.ballotsInvalid), String(count.void)),
            ]
                + zip(round.candidates, count.marks).map { person, marks in
                    (person.name, "\(marks.yes)/\(marks.no)/\(marks.blank)")
                }
                + [
                    (
                        words(.electionOthers),
                        words.list(count.others.map { "\(round.people[$0.member]?.name ?? "–") \($0.yes)" }).nonEmpty
                            ?? "–"
                    )
                ]
        }
        let different = zip(marks(pair[0]), marks(pair[1])).filter { $0.0.1 != $0.1.1 }
            .map { "\($0.0.0) \($0.0.1) ≠ \($0.1.1)" }
        return words(
            .electionDiffers,
            [
                "attempt": String(attempt), "first": round.tellers[0].name, "second": round.tellers[1].name,
                "lines": words.list(different),
            ])
    }
}

extension HistoryLines.Line {
    fileprivate init(_ step: ElectionStep, _ words: Words) {
        self.init(
            words(step.status.word),
            [
                step.day.map { words.date($0) }, step.document.map { words.named(words(.motionDocument), $0.string) },
                step.said?.string,
            ], by: step.by, on: step.on, words)
    }
}

/// The papers of an election (DOMAIN §14), drafted from what is on record.
struct ElectionPapersPage: WebPage {
    static let template = TemplateName.resolution

    let title: String
    let back: ConfirmPage.Back
    let paper: OfficialPaper
    let documentPath: String

    init(_ listing: ElectionListing, _ words: Words) {
        paper = OfficialPaper(listing, words)
        title = words.named(listing.branchName, words(.electionPapers))
        back = ConfirmPage.Back(LocalPath.one(.elections, listing.id), listing.election.title.string)
        documentPath = LocalPath.one(.elections, listing.id, "papers.docx").text
    }
}
