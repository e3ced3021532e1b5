import Domain
import Storage

/// A year's suggestions of the branches whose the reader reads.
struct SuggestionsPage: WebPage {
    static let template = TemplateName.suggestions

    struct Row: Sendable {
        let path: String
        let said: String
        let date: String
        let branch: String
        let kind: String
        let author: String
        let due: String?
        let isLate: Bool
        let state: String
        let stateCode: String
    }

    struct Content: Sendable {
        let choice: ChosenYear
        let suggestions: [SuggestionListing]
        /// Whether the reader hands in under their name.
        let handsIn: Bool
        let today: LocalDate

        init(_ transaction: Transaction, _ choice: ChosenYear) throws {
            self.choice = choice
            suggestions = try transaction.suggestions(year: choice.year, branch: choice.branch?.branch.id)
            let authority = transaction.authority
            handsIn = authority.member != nil && authority.allows(.suggest)
            today = transaction.today
        }
    }

    let title: String
    let notice: String?
    let back: ConfirmPage.Back
    let turning: Turning
    let year: String
    /// nil for whoever sees one branch alone.
    let branchMenu: FormField.Menu?
    let steps: [Step]
    let hasRows: Bool
    let rows: [Row]
    let downloads: Downloads
    let suggestAnswerPath = LocalPath.suggestAnswer.text

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let chosen = content.choice
        year = String(chosen.year)
        title = words(.suggestionsHeading, ["year": year])
        self.notice = notice
        back = ConfirmPage.Back(.motions, words(.motionsTitle))
        turning = chosen.turning(on: .suggestions)
        branchMenu = chosen.branchMenu(words)
        let named = Step(
            path: LocalPath.suggestions.part("new").text, label: words(.handInSuggestion), isMain: true)
        steps =
            (content.handsIn ? [named] : [])
            + [Step(path: LocalPath.suggest.text, label: words(.handInAnonymously), isMain: false)]
        // Of a day they stand as their keys do, which say nothing of which came first.
        rows = content.suggestions.sorted { $0.handedInOn > $1.handedInOn }
            .map { Row($0, today: content.today, words) }
        hasRows = !rows.isEmpty
        downloads = Downloads(chosen.kept(on: .suggestions))
    }

    /// 意见建议及答复情况, as an office keeps it.
    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        let rows = content.suggestions.map { listing -> [DownloadTable.Cell] in
            let cells = [
                SuggestionFields.handedInOn.exported(listing, words), listing.branchCode.text,
                words(listing.suggestion.kind.word), listing.author(words), listing.shown(words),
                SuggestionFields.answerDue.exported(listing, words), words(listing.status.word),
                listing.answer?.on.description ?? "", listing.answer?.said ?? "",
                listing.steps.last { $0.step == .followed }?.said ?? "",
            ]
            return cells.map { .text($0) }
        }
        return DownloadTable(
            words, [words(.suggestionsTitle), String(content.choice.year)],
            [
                .suggestionHandedInOn, .branch, .suggestionKind, .suggestionAuthor, .suggestionSaid,
                .suggestionAnswerDue, .state, .suggestionAnsweredOn, .suggestionAnswer, .suggestionOutcome,
            ], rows)
    }
}

extension SuggestionsPage.Row {
    private static let longest = 60

    init(_ listing: SuggestionListing, today: LocalDate, _ words: Words) {
        path = LocalPath.one(.suggestions, listing.id).text
        let line = listing.shown(words).replacing("\n", with: " ")
        said = line.count > Self.longest ? "\(line.prefix(Self.longest))…" : line
        (date, branch) = (words.date(listing.handedInOn), listing.branchName)
        (kind, author) = (words(listing.suggestion.kind.word), listing.author(words))
        due =
            listing.status == .open
            ? words(.suggestionDueSaid, ["date": words.date(listing.answerDue)]) : nil
        isLate = listing.isOverdue(on: today)
        (state, stateCode) = (words(listing.status.word), listing.status.code)
    }
}

extension SuggestionListing {
    /// What it says, or why it is held back for whoever does not read it.
    fileprivate func shown(_ words: Words) -> String {
        isOpenToReader
            ? suggestion.said.string : words(.suggestionHeldSaid, ["reason": heldBecause ?? "–"])
    }

    fileprivate func author(_ words: Words) -> String {
        author?.name ?? (isAnonymous ? words(.suggestionAnonymous) : "–")
    }
}

extension Suggestion.Status {
    /// By which its colour is chosen.
    fileprivate var code: String { self == .open ? "open" : "done" }
}

/// One suggestion with all that was answered.
struct SuggestionPage: WebPage {
    static let template = TemplateName.suggestion

    struct Content: Sendable {
        let listing: SuggestionListing
        let permission: Permission
        let today: LocalDate

        init(_ transaction: Transaction, _ id: ID<Suggestion>) throws {
            listing = try transaction.suggestion(id)
            permission = try transaction.permission(in: listing.branch)
            today = transaction.today
        }
    }

    let title: String
    let notice: String?
    let state: String
    let stateCode: String
    let facts: [Fact]
    let steps: [Step]
    let history: HistoryLines?
    let back: ConfirmPage.Back

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let listing = content.listing
        title = listing.title(words)
        self.notice = notice
        (state, stateCode) = (words(listing.status.word), listing.status.code)
        let due = words.date(listing.answerDue)
        var facts = [
            Fact(words(.branch), listing.branchName), Fact(words(.suggestionSaid), listing.shown(words)),
            Fact(words(.suggestionAuthor), listing.author(words)),
        ]
        if listing.isHeld, listing.isOpenToReader {
            facts.append(Fact(words(.suggestionHeld), listing.heldBecause ?? "–"))
        }
        facts.append(Fact(words(.suggestionHandedInOn), words.date(listing.handedInOn)))
        facts.append(
            Fact(
                words(.suggestionAnswerDue),
                listing.isOverdue(on: content.today) ? words.noted(due, words(.overdue)) : due))
        self.facts = facts
        func step(_ operation: Operation, _ part: String, _ word: Word, isMain: Bool = false) -> [Step] {
            content.permission.step(
                operation, at: LocalPath.one(.suggestions, listing.id, part), words(word), isMain: isMain)
        }
        let isOpen = listing.status == .open
        steps =
            step(
                API.answerSuggestion, "answer", isOpen ? .answerSuggestion : .answerSuggestionAgain, isMain: isOpen)
            + (isOpen ? [] : step(API.followSuggestion, "outcome", .followSuggestion))
            + (listing.isHeld ? [] : step(API.holdSuggestion, "hold", .holdSuggestion))
        history = HistoryLines(listing, words)
        back = ConfirmPage.Back(
            LocalPath.suggestions.with("year", String(listing.handedInOn.components.year)), words(.suggestionsTitle))
    }
}

extension SuggestionListing {
    /// It has no title of its own: its kind and its day.
    func title(_ words: Words) -> String {
        words.noted(words(suggestion.kind.word), words.date(handedInOn))
    }
}

extension HistoryLines {
    /// nil where nothing was done about it.
    fileprivate init?(_ listing: SuggestionListing, _ words: Words) {
        guard !listing.steps.isEmpty else { return nil }
        self.init(
            listing.steps.map { step in
                Line(
                    step.number == 1
                        ? words(step.step.word) : words.noted(words(step.step.word), String(step.number)),
                    [step.said], by: step.by, on: step.on, words)
            })
    }
}
