import Domain
import Storage

/// A year's motions of the branches whose the reader reads.
struct MotionsPage: WebPage {
    static let template = TemplateName.motions

    struct Row: Sendable {
        let path: String
        let number: String
        let title: String
        let branch: String
        let kind: String
        let result: String
        let due: String?
        let isLate: Bool
        let state: String
        let stateCode: String
    }

    struct Content: Sendable {
        let choice: ChosenYear
        let motions: [MotionListing]
        /// Before whose assemblies the reader brings motions.
        let branches: [Branch]
        let today: LocalDate

        init(_ transaction: Transaction, _ choice: ChosenYear) throws {
            self.choice = choice
            motions = try transaction.motions(year: choice.year, branch: choice.branch?.branch.id)
            branches = try transaction.branchesDecidedIn()
            today = transaction.today
        }
    }

    let title: String
    let notice: String?
    let turning: Turning
    let year: String
    /// nil for whoever sees one branch alone.
    let branchMenu: FormField.Menu?
    let steps: [Step]
    let hasRows: Bool
    let rows: [Row]
    let downloads: Downloads
    let electionsPath = LocalPath.elections.text
    let secretBallotsPath = LocalPath.secretBallots.text
    let appraisalsPath = LocalPath.appraisals.text
    let suggestionsPath = LocalPath.suggestions.text

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let chosen = content.choice
        year = String(chosen.year)
        title = words(.motionsHeading, ["year": year])
        self.notice = notice
        turning = chosen.turning(on: .motions)
        branchMenu = chosen.branchMenu(words)
        steps = Step.new(on: .motions, for: content.branches, .bringMotion, words)
        rows = content.motions.reversed().map { Row($0, today: content.today, words) }
        hasRows = !rows.isEmpty
        downloads = Downloads(chosen.kept(on: .motions))
    }

    /// What an office keeps of votes: 表决情况登记.
    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        func number(_ value: Int?) -> DownloadTable.Cell { value.map { .number(String($0)) } ?? .text("") }
        let rows = content.motions.flatMap { listing -> [[DownloadTable.Cell]] in
            let people = listing.motion.people.isEmpty ? [""] : listing.motion.people.map(\.name)
            let (vote, count) = (listing.votes.last, listing.votes.last?.count)
            return people.enumerated().map { place, name in
                let tally = count?.count.tallies.indices.contains(place) == true ? count?.count.tallies[place] : nil
                let written = listing.motion.kind.rule.takesWrittenOpinions ? count?.written : nil
                let outcome = vote?.outcomes.indices.contains(place) == true ? vote?.outcomes[place] : nil
                return [
                    .text(listing.number.text), .text(listing.branchCode.text), .text(words(listing.motion.kind.word)),
                    .text(listing.motion.title.string), .text(name),
                    .text(vote?.heldOn.description ?? ""), .text(vote.map { words($0.method.word) } ?? ""),
                    number(vote?.entitled.count), number(count?.present.count), number(tally?.yes),
                    number(tally?.no), number(tally?.abstained), number(tally?.void), number(written?.yes),
                    .text(outcome.map { words($0.word) } ?? ""), .text(words(listing.status.word)),
                ]
            }
        }
        return DownloadTable(
            words, [words(.motionsTitle), String(content.choice.year)],
            [
                .motionNumber, .branch, .motionKind, .motionTitle, .motionPeople, .voteHeldOn, .voteMethod,
                .voteEntitled, .votePresent, .voteYes, .voteNo, .voteAbstained, .voteInvalid, .voteWrittenYes,
                .voteResults, .state,
            ], rows)
    }
}

extension MotionsPage.Row {
    init(_ listing: MotionListing, today: LocalDate, _ words: Words) {
        path = LocalPath.one(.motions, listing.id).text
        (number, title) = (listing.number.text, listing.motion.title.string)
        (branch, kind) = (listing.branchName, words(listing.motion.kind.word))
        result =
            words.list(
                (listing.votes.last?.outcomes ?? []).reduce(into: []) { said, outcome in
                    if !said.contains(words(outcome.word)) { said.append(words(outcome.word)) }
                }
            ).nonEmpty ?? "–"
        due = listing.answerDue.map { words(.motionAnswerDue, ["date": words.date($0)]) }
        isLate = listing.isOverdue(on: today)
        state = words(listing.status.word)
        stateCode = listing.status.code
    }
}

extension Motion.Status {
    /// By which its colour is chosen.
    fileprivate var code: String {
        switch self {
        case .brought, .discussed, .voting: "open"
        case .decided, .approved: "done"
        case .refused, .withdrawn: "withdrawn"
        }
    }
}

/// One motion: what was said, who voted, how many said what, and what follows from the numbers.
struct MotionPage: WebPage {
    static let template = TemplateName.motion

    struct Content: Sendable {
        let listing: MotionListing
        let permission: Permission
        /// Whether the reader records the higher organisation's answer.
        let answers: Bool
        let today: LocalDate

        init(_ transaction: Transaction, _ id: ID<Motion>) throws {
            listing = try transaction.motion(id)
            permission = try transaction.permission(in: listing.branch)
            answers = try transaction.answersMotions(of: listing.branch)
            today = transaction.today
        }
    }

    /// A vote, with each count that was entered of it.
    struct Vote: Sendable {
        let heading: String
        let facts: [Fact]
        let counts: [Count]
        let rollHeading: String
        let roll: String
    }

    struct Count: Sendable {
        /// Of one that another took the place of.
        let mark: String?
        let facts: [Fact]
        let hasResults: Bool
        let results: [Result]
    }

    struct Result: Sendable {
        let who: String
        let yes: String
        let no: String
        let abstained: String
        let void: String
        let outcome: String
        let isCarried: Bool
        /// How it follows from the numbers.
        let because: String
    }

    let title: String
    let notice: String?
    let state: String
    let stateCode: String
    let facts: [Fact]
    let steps: [Step]
    let votes: [Vote]
    let history: HistoryLines?
    let back: ConfirmPage.Back

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let (listing, motion) = (content.listing, content.listing.motion)
        title = motion.title.string
        self.notice = notice
        (state, stateCode) = (words(listing.status.word), listing.status.code)
        let due = listing.answerDue.map { day in
            Fact(
                words(.motionAnswerDueBy),
                listing.isOverdue(on: content.today) ? words.noted(words.date(day), words(.overdue)) : words.date(day))
        }
        let senders = listing.opinions.filter { !$0.isWithdrawn }.map(\.person.name)
        facts =
            [
                Fact(words(.motionNumber), listing.number.text), Fact(words(.branch), listing.branchName),
                MotionFields.kind.fact(listing, words), MotionFields.wording.fact(listing, words),
                motion.people.isEmpty
                    ? nil : Fact(words(.motionPeople), words.list(motion.people.map(\.name))),
                MotionFields.origin.fact(listing, words), MotionFields.committeeOn.fact(listing, words),
                MotionFields.papers.fact(listing, words),
                senders.isEmpty
                    ? nil
                    : Fact(
                        words(.writtenOpinions),
                        words.noted(words.list(senders), words(.writtenOpinionsSealed))),
                due,
                Fact(words(.recordedBy), "\(words.account(listing.broughtBy)) \(words.date(listing.broughtOn))"),
            ].compactMap(\.self)
        steps = Self.steps(content, words)
        votes = listing.votes.reversed().map { Vote($0, of: motion, words) }
        history = listing.steps.isEmpty ? nil : HistoryLines(listing.steps.map { HistoryLines.Line($0, words) })
        back = ConfirmPage.Back(
            LocalPath.motions.with("year", String(listing.number.year)), words(.motionsTitle))
    }

    private static func steps(_ content: Content, _ words: Words) -> [Step] {
        let listing = content.listing
        func step(_ operation: Operation, _ part: String, _ word: Word, isMain: Bool = false) -> [Step] {
            content.permission.step(
                operation, at: LocalPath.one(.motions, listing.id, part), words(word), isMain: isMain)
        }
        let takesOpinions = listing.motion.kind.rule.takesWrittenOpinions
        let opinions =
            (takesOpinions ? step(API.enterOpinion, "opinions", .enterOpinion) : [])
            + (listing.opinions.contains { !$0.isWithdrawn }
                ? step(API.withdrawOpinion, "withdraw-opinion", .withdrawOpinion) : [])
        let paper =
            listing.resolution == nil
            ? []
            : [
                Step(
                    path: LocalPath.one(.motions, listing.id, "resolution").text, label: words(.resolution),
                    isMain: false)
            ]
        return switch listing.status {
        case .brought:
            step(API.discussMotion, "discussion", .discussMotion, isMain: true) + opinions
                + step(API.withdrawMotion, "withdraw", .withdrawMotion)
        case .discussed:
            step(API.openVote, "vote", .openVote, isMain: true) + opinions
                + step(API.withdrawMotion, "withdraw", .withdrawMotion)
        case .voting: step(API.countVote, "count", .countVote, isMain: true)
        case .decided:
            (content.answers && listing.answerDue != nil
                ? step(API.answerMotion, "answer", .answerMotion, isMain: true) : [])
                + paper + step(API.countVote, "count", .recountVote)
        case .approved, .refused: paper
        case .withdrawn: []
        }
    }
}

extension MotionPage.Vote {
    fileprivate init(_ vote: VoteListing, of motion: Motion, _ words: Words) {
        heading = words(.voteHeading, ["round": String(vote.round), "date": words.date(vote.heldOn)])
        facts =
            [
                Fact(words(.voteMethod), words(vote.method.word)), Fact(words(.voteRule), words(vote.rule.word)),
                Fact(words(.voteEntitled), words.counted(.voteEntitledSaid, vote.entitled.count)),
                vote.without.isEmpty
                    ? nil
                    : Fact(
                        words(.voteWithout),
                        words.list(vote.without.map { words.noted($0.person.name, $0.document) })),
                vote.counts.isEmpty ? Fact(words(.voteResults), words(.voteUncounted)) : nil,
            ].compactMap(\.self)
        counts = vote.counts.enumerated().reversed().map { index, listing in
            MotionPage.Count(
                listing, in: vote, of: motion, isReplaced: index < vote.counts.count - 1, words)
        }
        rollHeading = words.counted(.voteRoll, vote.entitled.count)
        roll = words.list(vote.entitled.map(\.name))
    }
}

extension MotionPage.Count {
    fileprivate init(
        _ listing: CountListing, in vote: VoteListing, of motion: Motion, isReplaced: Bool, _ words: Words
    ) {
        let count = listing.count
        mark = isReplaced ? words(.voteReplaced) : nil
        let isQuorate = vote.rule.quorum.isReached(present: listing.present.count, of: vote.entitled.count)
        let present = words.noted(
            words.counted(.voteEntitledSaid, listing.present.count),
            words(isQuorate ? .voteQuorate : .voteNotQuorate))
        let ballots = count.ballots.map { ballots in
            words(.ballotsSaid, ["issued": String(ballots.issued), "returned": String(ballots.returned)])
        }
        let written = listing.written
        let opinions = words(
            .writtenOpinionsSaid,
            ["yes": String(written.yes), "no": String(written.no), "abstained": String(written.abstained)])
        var facts = [Fact(words(.votePresent), present)]
        if let ballots { facts.append(Fact(words(.ballots), ballots)) }
        if written.total > 0 { facts.append(Fact(words(.writtenOpinions), opinions)) }
        facts.append(Fact(words(.scrutineer), listing.scrutineer.name))
        facts.append(Fact(words(.tellers), words.list(listing.tellers.map(\.name))))
        if let reason = count.reason { facts.append(Fact(words(.recountReason), reason.string)) }
        facts.append(Fact(words(.recordedBy), "\(words.account(listing.by)) \(words.date(listing.on))"))
        self.facts = facts
        let outcomes = vote.outcomes(of: listing)
        let names = motion.people.isEmpty ? [words(.motionTitle)] : motion.people.map(\.name)
        results = count.tallies.indices.map { place in
            MotionPage.Result(
                names[place], count.tallies[place], outcomes[place], yes: (count.tallies[place] + written).yes,
                of: vote.entitled.count, words)
        }
        hasResults = !results.isEmpty
    }
}

extension MotionPage.Result {
    /// - Parameter agreed: written opinions included.
    fileprivate init(
        _ who: String, _ tally: Tally, _ outcome: VoteCount.Outcome, yes agreed: Int, of entitled: Int, _ words: Words
    ) {
        self.who = who
        (yes, no) = (String(tally.yes), String(tally.no))
        (abstained, void) = (String(tally.abstained), String(tally.void))
        (self.outcome, isCarried) = (words(outcome.word), outcome == .carried)
        because = words(
            .voteBecause,
            [
                "yes": String(agreed), "entitled": String(entitled),
                "majority": String(VoteRule.majority(entitled: entitled)),
            ])
    }
}

extension HistoryLines.Line {
    fileprivate init(_ listing: MotionStepListing, _ words: Words) {
        let step = listing.step
        self.init(
            step.isApproved.map { words($0 ? .motionIsApproved : .motionRefused) } ?? words(step.kind.word),
            [
                step.day.map { words.date($0) }, step.said?.string,
                step.dissent.map { words.named(words(.motionDissent), $0.string) },
                step.document.map { words.named(words(.motionDocument), $0.string) },
            ], by: listing.by, on: listing.on, words)
    }
}

extension MotionStep.Kind: Worded {
    var word: Word {
        switch self {
        case .discussed: .motionDiscussed
        case .answered: .motionAnswered
        case .withdrawn: .motionWithdrawn
        }
    }
}

extension Transaction {
    /// Those whose motions, elections, ballots and appraisals the reader keeps; none for whoever keeps none.
    func branchesDecidedIn() throws -> [Branch] {
        authority.allows(.keepMotions) ? try keptBranches(.keepMotions) : []
    }
}
