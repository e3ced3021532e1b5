import Domain
import Storage

/// The care cases that the reader keeps: whose they are and what is due, and nothing of what they say.
struct CarePage: WebPage {
    static let template = TemplateName.care

    struct Row: Sendable {
        let path: String
        let member: String
        let branch: String
        let nextVisit: String
        let isVisitLate: Bool
        let reviewDue: String
        let isReviewLate: Bool
        let state: String
        let stateCode: String
    }

    struct Content: Sendable {
        let cases: [CareListing]
        let permission: Permission
        let today: LocalDate

        init(_ transaction: Transaction) throws {
            cases = try transaction.careCases()
            permission = Permission(transaction.authority)
            today = transaction.today
        }
    }

    let title: String
    let notice: String?
    let steps: [Step]
    let hasRows: Bool
    let rows: [Row]

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        title = words(.careTitle)
        self.notice = notice
        steps =
            content.permission.step(API.recordCareCase, at: .care.part("new"), words(.recordCare), isMain: true)
            + content.permission.step(API.showCareCounts, at: .careCounts, words(.careCountsTitle))
        let closedLast =
            content.cases.filter { $0.status == .open } + content.cases.filter { $0.status == .closed }.reversed()
        rows = closedLast.map { listing in
            Row(
                path: LocalPath.one(.care, listing.id).text, member: CareLines.member(listing),
                branch: listing.branchName, nextVisit: listing.nextVisit.map { words.date($0) } ?? "–",
                isVisitLate: CareLines.isLate(listing.nextVisit, content.today),
                reviewDue: listing.reviewDue.map { words.date($0) } ?? "–",
                isReviewLate: CareLines.isLate(listing.reviewDue, content.today),
                state: words(listing.status.word), stateCode: CareLines.stateCode(listing.status))
        }
        hasRows = !rows.isEmpty
    }
}

/// What is said of a care case in a few words.
enum CareLines {
    static func member(_ listing: CareListing) -> String { "\(listing.member.name) \(listing.member.number.text)" }

    static func isLate(_ day: LocalDate?, _ today: LocalDate) -> Bool { day.map { today > $0 } ?? false }

    static func stateCode(_ status: CareCase.Status) -> String { status == .open ? "open" : "done" }

    /// A day by which something is due, with whether it is over.
    static func due(_ day: LocalDate?, _ label: Word, _ today: LocalDate, _ words: Words) -> Fact? {
        day.map { day in
            Fact(
                words(label), isLate(day, today) ? words.noted(words.date(day), words(.overdue)) : words.date(day))
        }
    }

    static func money(_ value: Money, _ words: Words) -> String { words(.careYuan, ["amount": value.description]) }
}

/// One care case, with all that it says and what was done.
extension WorkPage {
    struct CareContent: Sendable {
        let record: CareRecord
        let today: LocalDate

        init(_ transaction: Transaction, _ id: ID<CareCase>) throws {
            record = try transaction.careCase(id)
            today = transaction.today
        }
    }

    init(_ content: CareContent, _ words: Words, notice: String? = nil) {
        let (record, listing, facts) = (content.record, content.record.listing, content.record.care.facts)
        title = CareLines.member(listing)
        self.notice = notice
        (state, stateCode) = (words(listing.status.word), CareLines.stateCode(listing.status))
        self.facts =
            [
                Fact(words(.branch), listing.branchName), CareFields.kind.fact(facts, words),
                CareFields.cause.fact(facts, words), CareFields.income.fact(facts, words),
                CareFields.sources.fact(facts, words), CareFields.needs.fact(facts, words),
                CareFields.recognised.fact(record, words), CareFields.recogniser.fact(record, words),
                CareFields.consent.fact(record, words),
                CareLines.due(listing.nextVisit, .careNextVisit, content.today, words),
                CareLines.due(listing.reviewDue, .careReviewDue, content.today, words),
                Fact(words(.recordedBy), "\(words.account(listing.recordedBy)) \(words.date(listing.recordedOn))"),
                Fact(words(.careTrace), words(.careTraceSaid)),
            ].compactMap(\.self)
        func step(_ part: String, _ word: Word, isMain: Bool = false) -> Step {
            Step(path: LocalPath.one(.care, listing.id, part).text, label: words(word), isMain: isMain)
        }
        let withdrawn = record.care.withdrawn
        let hasWrong = record.care.steps.contains { $0.isWithdrawable && !withdrawn.contains($0.id) }
        steps =
            listing.status == .closed
            ? []
            : [
                step("visit", .recordCareVisit, isMain: true), step("aid", .recordCareAid),
                step("review", .reviewCare),
            ] + (hasWrong ? [step("withdraw-step", .withdrawCareStep)] : []) + [step("close", .closeCare)]
        history = HistoryLines(
            record.care.steps.map { HistoryLines.Line($0, isWithdrawn: withdrawn.contains($0.id), words) })
        back = ConfirmPage.Back(.care, words(.careTitle))
    }
}

extension HistoryLines.Line {
    fileprivate init(_ step: CareStep, isWithdrawn: Bool, _ words: Words) {
        self.init(
            isWithdrawn
                ? words.noted(words(step.content.kind.word), words(.careStepWrong)) : words(step.content.kind.word),
            step.content.said(words), by: step.by, on: step.recorded, words)
    }
}

extension CareStep.Content {
    /// What it says, part by part.
    fileprivate func said(_ words: Words) -> [String?] {
        switch self {
        case .review(let facts, let on):
            [
                words.date(on), words(facts.kind.word), facts.cause.string, facts.income?.string,
                words.list(facts.needs.map { words($0.word) }),
            ]
        case .aid(let aid):
            [
                words.date(aid.on), aid.what.string, aid.value.map { CareLines.money($0, words) },
                words(aid.source.word), aid.by.string,
            ]
        case .visit(let visit):
            [
                words.date(visit.on), visit.who.string, visit.next?.string,
                visit.nextVisit.map { words.named(words(.careNextVisit), words.date($0)) },
            ]
        case .closing(let on, let why): [words.date(on), why.string]
        case .withdrawal(_, let why): [why.string]
        }
    }
}

/// How many members are in hardship, by kind, where that tells of nobody.
struct CareCountsPage: WebPage {
    static let template = TemplateName.careCounts

    struct Row: Sendable {
        let kind: String
        let count: String
    }

    struct Table: Sendable {
        let name: String
        let rows: [Row]
        let said: String
    }

    let title: String
    let hasTables: Bool
    let tables: [Table]

    init(_ listings: [CareCountListing], _ words: Words) {
        title = words(.careCountsTitle)
        tables = listings.map { listing in
            Table(
                name: listing.name,
                rows: CareCase.Kind.allCases.map { kind in
                    Row(
                        kind: words(kind.word),
                        count: listing.counts.kinds[kind].map(String.init) ?? words(.careFewer))
                },
                said: listing.counts.total.map { words.counted(.careTotal, $0) } ?? words(.careTotalUntold))
        }
        hasTables = !tables.isEmpty
    }
}

extension Site {
    static let careRoutes: [Route] =
        [
            .get("/care", for: .signedIn) { visit in
                try visit.authority.require(API.listCareCases)
                let content = try await visit.readNoted { try CarePage.Content($0) }
                return try visit.show(CarePage(content, visit.words, notice: visit.notice))
            },
            .get("/care/counts", for: .signedIn) { visit in
                try visit.authority.require(API.showCareCounts)
                let counts = try await visit.read { try $0.careCounts() }
                return try visit.show(CareCountsPage(counts, visit.words))
            },
            .get("/care/{case}", for: .signedIn) { visit in
                try visit.authority.require(API.showCareCase)
                let id: ID<CareCase> = try visit.id("case")
                let content = try await visit.readNoted { try WorkPage.CareContent($0, id) }
                return try visit.show(WorkPage(content, visit.words, notice: visit.notice))
            },
        ] + careForms.flatMap(\.routes)
}
