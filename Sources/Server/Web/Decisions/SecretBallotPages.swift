import Domain
import Storage

/// The secret ballots of the branches whose the reader reads.
struct SecretBallotsPage: WebPage {
    static let template = TemplateName.secretBallots

    struct Row: Sendable {
        let path: String
        let title: String
        let branch: String
        let kind: String
        let turnout: String
        let state: String
        let stateCode: String
    }

    struct Content: Sendable {
        let ballots: [SecretBallotListing]
        /// Whose ballots the reader keeps.
        let branches: [Branch]

        init(_ transaction: Transaction) throws {
            ballots = try transaction.secretBallots()
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
    let votePath = LocalPath.vote.text

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        title = words(.secretBallotsTitle)
        self.notice = notice
        back = ConfirmPage.Back(.motions, words(.motionsTitle))
        steps =
            Step.new(on: .secretBallots, for: content.branches, .makeStrawVote, words)
            + content.branches.map { branch in
                Step(
                    path: LocalPath.secretBallots.part("new-appraisal").with("branch", branch.code.text).text,
                    label: content.branches.count == 1
                        ? words(.makeAppraisal) : words.noted(words(.makeAppraisal), branch.code.text),
                    isMain: false)
            }
        rows = content.ballots.map { listing in
            Row(
                path: LocalPath.one(.secretBallots, listing.id).text, title: listing.ballot.title.string,
                branch: listing.branchName, kind: words(listing.ballot.kind.word), turnout: listing.turnout(words),
                state: words(listing.status.word), stateCode: listing.status.code)
        }
        hasRows = !rows.isEmpty
        downloads = Downloads(.secretBallots)
    }

    /// 测评、测验结果: the counts that the reader may see, a row for each line.
    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        let rows = content.ballots.reversed().flatMap { listing -> [[DownloadTable.Cell]] in
            let results = listing.results ?? []
            return listing.ballot.lines.enumerated().compactMap { index, line in
                let counts = results.filter { $0.line == index + 1 }
                if counts.isEmpty { return nil }
                let head: [DownloadTable.Cell] = [
                    .text(listing.branchCode.text), .text(words(listing.ballot.kind.word)),
                    .text(listing.ballot.title.string), .text(listing.rollOn?.description ?? ""),
                    .number(String(listing.entitled)), .number(String(listing.issued)),
                    .number(String(listing.returned)), .text(line.text),
                ]
                let marked = SecretBallot.Mark.allCases.map { mark -> DownloadTable.Cell in
                    counts.first { $0.mark == mark }.map { .number(String($0.count)) } ?? .text("")
                }
                return head + marked
            }
        }
        return DownloadTable(
            words, [words(.secretBallotsTitle)],
            [
                .branch, .secretBallotKind, .secretBallotTitle, .secretBallotRollOn, .secretBallotEntitled,
                .ballotsIssued,
                .ballotsReturned, .secretBallotLines,
            ] + SecretBallot.Mark.allCases.map(\.word), rows)
    }
}

extension SecretBallotListing {
    /// How many were issued and came back, as far as it has come.
    fileprivate func turnout(_ words: Words) -> String {
        switch status {
        case .drafted, .withdrawn: "–"
        case .issuing: words(.ballotsTakenSaid, ["issued": String(issued), "entitled": String(entitled)])
        case .voting, .closed: words(.ballotsSaid, ["issued": String(issued), "returned": String(returned)])
        }
    }
}

extension SecretBallot.Status {
    /// By which its colour is chosen.
    fileprivate var code: String {
        switch self {
        case .drafted, .issuing, .voting: "open"
        case .closed: "done"
        case .withdrawn: "withdrawn"
        }
    }
}

/// One secret ballot: what it asks, how far it has come, and its counts for whom it concerns.
struct SecretBallotPage: WebPage {
    static let template = TemplateName.secretBallot

    struct Content: Sendable {
        let listing: SecretBallotListing
        let permission: Permission

        init(_ transaction: Transaction, _ id: ID<SecretBallot>) throws {
            listing = try transaction.secretBallot(id)
            permission = try transaction.permission(in: listing.branch)
        }
    }

    struct Column: Sendable {
        let heading: String
    }

    struct Row: Sendable {
        let name: String
        let cells: [Cell]
    }

    struct Cell: Sendable {
        let label: String
        let count: String
    }

    let title: String
    let notice: String?
    let state: String
    let stateCode: String
    let facts: [Fact]
    let steps: [Step]
    let hasResults: Bool
    let columns: [Column]
    let rows: [Row]
    let history: HistoryLines?
    /// What it promises, and what not.
    let promises: [String]
    let votePath = LocalPath.vote.text
    let back: ConfirmPage.Back

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let (listing, ballot) = (content.listing, content.listing.ballot)
        title = ballot.title.string
        self.notice = notice
        (state, stateCode) = (words(listing.status.word), listing.status.code)
        facts = Self.facts(listing, words)
        steps = Self.steps(content, words)
        let results = listing.results ?? []
        columns = ballot.marks.map { Column(heading: words($0.word)) }
        rows = ballot.lines.enumerated().compactMap { index, line in
            let counts = results.filter { $0.line == index + 1 }
            if counts.isEmpty { return nil }
            return Row(
                name: line.text,
                cells: ballot.marks.map { mark in
                    Cell(
                        label: words(mark.word),
                        count: String(counts.first { $0.mark == mark }?.count ?? 0))
                })
        }
        hasResults = !rows.isEmpty
        history =
            listing.steps.isEmpty
            ? nil
            : HistoryLines(
                listing.steps.map {
                    HistoryLines.Line(words($0.step.word), [$0.reason], by: $0.by, on: $0.on, words)
                })
        promises = [words(.ballotPromise), words(.ballotPromiseNot), words(.ballotNeverFor)]
        back = ConfirmPage.Back(.secretBallots, words(.secretBallotsTitle))
    }

    private static func facts(_ listing: SecretBallotListing, _ words: Words) -> [Fact] {
        let ballot = listing.ballot
        var facts = [
            Fact(words(.branch), listing.branchName), SecretBallotFields.kind.fact(listing, words),
            SecretBallotFields.question.fact(listing, words),
            Fact(words(.secretBallotLines), words.list(ballot.lines.map(\.text))),
        ].compactMap(\.self)
        if ballot.kind == .straw {
            facts.append(Fact(words(.secretBallotMost), String(ballot.most)))
            facts.append(Fact(words(.secretBallotProbationary), words(ballot.asksProbationary ? .yes : .no)))
        }
        if let rollOn = SecretBallotFields.rollOn.fact(listing, words) {
            facts.append(rollOn)
            facts.append(Fact(words(.secretBallotEntitled), String(listing.entitled)))
            facts.append(Fact(words(.ballots), listing.turnout(words)))
        }
        if !listing.without.isEmpty {
            let those = listing.without.map { words.noted($0.person.name, $0.document) }
            facts.append(Fact(words(.voteWithout), words.list(those)))
        }
        if listing.own == .taken, SecretBallot.Status.open.contains(listing.status) {
            facts.append(Fact(words(.ballotOwn), words(.ballotOwnTaken)))
        }
        if listing.status == .closed, listing.results == nil {
            facts.append(
                Fact(words(.voteResults), words(listing.isTooFew ? .ballotsTooFew : .ballotResultsOfOthers)))
        }
        facts.append(Fact(words(.recordedBy), "\(words.account(listing.madeBy)) \(words.date(listing.madeOn))"))
        return facts
    }

    private static func steps(_ content: Content, _ words: Words) -> [Step] {
        let listing = content.listing
        func step(_ operation: Operation, _ part: String, _ word: Word, isMain: Bool = false) -> [Step] {
            content.permission.step(
                operation, at: LocalPath.one(.secretBallots, listing.id, part), words(word), isMain: isMain)
        }
        let withdrawal = step(API.withdrawSecretBallot, "withdraw", .withdrawSecretBallot)
        return switch listing.status {
        case .drafted: step(API.issueBallots, "issue", .issueBallots, isMain: true) + withdrawal
        case .issuing:
            (listing.own == .toTake ? step(API.takeBallot, "take", .takeBallot, isMain: true) : [])
                + step(API.openBallotBox, "open", .openBallotBox)
                + step(API.issueBallotsAnew, "issue-anew", .issueBallotsAnew) + withdrawal
        case .voting:
            [Step(path: LocalPath.vote.text, label: words(.castBallot), isMain: listing.own == .taken)]
                + step(API.closeSecretBallot, "close", .closeSecretBallot) + withdrawal
        case .closed, .withdrawn: []
        }
    }
}
