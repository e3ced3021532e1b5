import Domain
import Storage

/// What branches ask of their committees: what something is still to come of, or all of a year.
struct AsksPage: WebPage {
    static let template = TemplateName.asks

    struct Row: Sendable {
        let path: String
        let askTitle: String
        let branch: String
        let due: String
        let isLate: Bool
        let state: String
        let stateCode: String
    }

    struct Content: Sendable {
        /// nil for what something is still to come of.
        let year: Int?
        let asks: [AskListing]
        let authority: Authority
        let today: LocalDate

        init(_ transaction: Transaction, year: Int?) throws {
            self.year = year
            asks = try transaction.asks(year: year)
            authority = transaction.authority
            today = transaction.today
        }
    }

    let title: String
    let notice: String?
    let intro: String
    let hasRows: Bool
    let rows: [Row]
    let steps: [Step]
    let downloads: Downloads
    /// To what is open from a year, or to this year from what is open.
    let other: Frame.Link
    let plansPath: String

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        title = content.year.map { words(.asksOfYear, ["year": String($0)]) } ?? words(.asksTitle)
        self.notice = notice
        intro = words(.asksIntro)
        rows = content.asks.map { listing in
            Row(
                path: LocalPath.one(.asks, listing.id).text, askTitle: listing.ask.title.string,
                branch: listing.branchName, due: words.date(listing.due),
                isLate: listing.isOverdue(on: content.today), state: words(listing.status.word),
                stateCode: listing.status.isOpen ? "open" : "closed")
        }
        hasRows = !rows.isEmpty
        steps = Permission(content.authority).step(
            API.makeAsk, at: .asks.part("new"), words(.makeAsk), isMain: true)
        let year = String(content.today.components.year)
        downloads = Downloads(content.year.map { LocalPath.asks.with("year", String($0)) } ?? .asks)
        other =
            content.year == nil
            ? Frame.Link(
                path: LocalPath.asks.with("year", year).text, label: words(.asksOfYear, ["year": year]),
                isCurrent: false)
            : Frame.Link(path: LocalPath.asks.text, label: words(.asksOpen), isCurrent: false)
        plansPath = LocalPath.plans.text
    }

    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.asksTitle), content.year.map(String.init) ?? content.today.description],
            [.branch, .askTitle, .askRequest, .askStandard, .askDue, .state, .askSaid, .workEvidence],
            content.asks.map { listing in
                [
                    .text(listing.branchName), .text(listing.ask.title.string), .text(listing.ask.request.string),
                    .text(listing.ask.standard.string), .text(listing.due.description),
                    .text(words(listing.status.word)), .text(listing.steps.last?.said ?? ""),
                    .text(listing.steps.last?.evidence ?? ""),
                ]
            })
    }
}

/// What a branch asked, with what became of it.
extension WorkPage {
    struct AskContent: Sendable {
        let listing: AskListing
        let permission: Permission
        let today: LocalDate

        init(_ transaction: Transaction, _ id: ID<Ask>) throws {
            listing = try transaction.ask(id)
            permission = try transaction.permission(in: listing.branch)
            today = transaction.today
        }
    }

    init(_ content: AskContent, _ words: Words, notice: String? = nil) {
        let listing = content.listing
        title = listing.ask.title.string
        self.notice = notice
        (state, stateCode) = (words(listing.status.word), listing.status.isOpen ? "open" : "closed")
        facts =
            [
                Fact(words(.branch), listing.branchName), Fact(words(.committee), listing.committeeName),
                AskFields.request.fact(listing, words), AskFields.standard.fact(listing, words),
                AskFields.due.fact(listing, words),
                listing.isOverdue(on: content.today)
                    ? Fact(words(.planDue), words.noted(words.date(listing.due), words(.overdue))) : nil,
                Fact(words(.recordedBy), "\(words.account(listing.askedBy)) \(words.date(listing.askedOn))"),
            ].compactMap(\.self)
        func step(_ operation: Operation, _ part: String, _ word: Word, when isOpen: Bool, isMain: Bool) -> [Step] {
            isOpen
                ? content.permission.step(
                    operation, at: LocalPath.one(.asks, listing.id, part), words(word), isMain: isMain) : []
        }
        let status = listing.status
        steps =
            step(API.answerAsk, "answer", .answerAsk, when: status == .asked, isMain: true)
            + step(
                API.recordAskResult, "result", .recordAskResult, when: status.isTakenOn || status.isResult,
                isMain: status.isTakenOn)
            + step(API.withdrawAsk, "withdraw", .withdrawAsk, when: status.isOpen, isMain: false)
        history = HistoryLines(listing.steps.map { HistoryLines.Line($0, words) })
        back = ConfirmPage.Back(.asks, words(.asksTitle))
    }
}

extension Site {
    static let askRoutes: [Route] =
        [
            .get("/asks", for: .signedIn) { visit in
                let year = visit.year
                let content = try await visit.read { try AsksPage.Content($0, year: year) }
                return try visit.show(AsksPage(content, visit.words, notice: visit.notice))
            },
            .table("/asks") { visit in
                let year = visit.year
                return AsksPage.table(try await visit.read { try AsksPage.Content($0, year: year) }, visit.words)
            },
            .get("/asks/{ask}", for: .signedIn) { visit in
                let id: ID<Ask> = try visit.id("ask")
                let content = try await visit.read { try WorkPage.AskContent($0, id) }
                return try visit.show(WorkPage(content, visit.words, notice: visit.notice))
            },
        ] + askForms.flatMap(\.routes)

    private static let askForms: [FormRoute] = [
        FormRoute("/asks/new", API.makeAsk, .makeAsk) { visit in
            let words = visit.words
            let choices = try await visit.read { transaction in
                let own =
                    try transaction.authority.isUnlimited
                    ? nil
                    : Set(
                        transaction.authority.reach(of: .askUpward).branches.map {
                            try transaction.branch($0).branch.code.text
                        })
                return try transaction.branchChoices().filter { own?.contains($0.code) ?? true }
            }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.asks, words(.asksTitle)), intro: words(.makeAskIntro),
                fields: [
                    AskFields.branch.asked(words, by: .choice(choices)), AskFields.title.asked(words),
                    AskFields.request.asked(words), AskFields.standard.asked(words), AskFields.due.asked(words),
                ])
        } next: { _, made in
            (made["id"]?.integer.map { LocalPath.one(.asks, ID<Ask>($0)) } ?? .asks).with(.recorded)
        },
        form("answer", API.answerAsk, .answerAsk) { words in
            [AskFields.answer.asked(words), AskFields.said.asked(words), AskFields.answerDue.asked(words)]
        },
        form("result", API.recordAskResult, .recordAskResult) { words in
            [
                PlanFields.result.asked(words), PlanFields.resultReason.asked(words),
                PlanFields.evidence.asked(words),
            ]
        },
        form("withdraw", API.withdrawAsk, .withdrawAsk) { words in [PlanFields.reason.asked(words)] },
    ]

    /// A step with one ask, which its page leads to.
    private static func form(
        _ part: String, _ operation: Operation, _ title: Word,
        _ fields: @escaping @Sendable (Words) -> [FormRoute.Field]
    ) -> FormRoute {
        FormRoute("/asks/{ask}/\(part)", operation, title) { visit in
            let id: ID<Ask> = try visit.id("ask")
            let listing = try await visit.read { try $0.ask(id) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(LocalPath.one(.asks, id), listing.ask.title.string),
                intro: listing.ask.request.string, fields: fields(visit.words))
        } next: { visit, _ in
            LocalPath.one(.asks, try visit.id("ask", of: Ask.self)).with(.recorded)
        }
    }
}
