import Domain
import Storage

/// What branches are to do in a month, and what came of it. Printed, it is the month's plan.
struct PlansPage: WebPage {
    static let template = TemplateName.plans

    struct Row: Sendable {
        let path: String
        let planTitle: String
        let kind: String
        let branch: String
        let due: String
        let isLate: Bool
        let answerable: String
        let state: String
        let stateCode: String
    }

    struct Content: Sendable {
        let month: Month
        let items: [PlanItemListing]
        let authority: Authority
        let today: LocalDate

        init(_ transaction: Transaction, month: Month?) throws {
            today = transaction.today
            self.month = month ?? today.month
            items = try transaction.planItems(of: self.month)
            authority = transaction.authority
        }
    }

    let title: String
    let notice: String?
    let turning: Turning
    let hasRows: Bool
    let rows: [Row]
    let steps: [Step]
    let downloads: Downloads
    let importPath: String?
    let asksPath: String
    let fociPath: String

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        title = words(.plansHeading, ["month": words.month(content.month)])
        self.notice = notice
        turning = Turning(content.month, of: .plans, words)
        rows = content.items.map { listing in
            Row(
                path: LocalPath.one(.plans, listing.id).text, planTitle: listing.item.title.string,
                kind: listing.item.kind.string, branch: listing.branchName, due: words.date(listing.item.due),
                isLate: listing.isOverdue(on: content.today), answerable: words(listing.item.answerable.word),
                state: words(listing.status.word), stateCode: listing.status.rawValue)
        }
        hasRows = !rows.isEmpty
        steps = Permission(content.authority).step(
            API.recordPlanItems, at: .plans.part("new").with("month", content.month.description),
            words(.recordPlanItems), isMain: true)
        downloads = Downloads(.plans.with("month", content.month.description))
        importPath =
            content.authority.allows(API.importPlanItems)
            ? LocalPath.imports.with("list", ImportedList.planItems.rawValue).text : nil
        asksPath = LocalPath.asks.text
        fociPath = LocalPath.foci.with("month", content.month.description).text
    }

    /// As an import takes it: an item with its branch in each line, without what was withdrawn.
    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.plansTitle), content.month.description],
            [
                DownloadTable.Column(PlanFields.branch), .init(PlanFields.kind), .init(PlanFields.title),
                .init(PlanFields.theme), .init(PlanFields.content), .init(PlanFields.participants),
                .init(PlanFields.due), .init(PlanFields.standard), .init(PlanFields.madeFrom),
                .init(PlanFields.asAnswerable.headings ?? .named("责任职务", "Answerable")) { listing, words in
                    words(listing.item.answerable.word)
                },
                .init(PlanFields.listedFocus.headings ?? .named("服务重点", "Focus")) { listing, _ in
                    listing.focus?.told
                },
                .init(PlanFields.arranged), .init(Word.state) { words($0.status.word) },
                .init(Word.workReason) { $0.report?.result.reason?.string },
                .init(Word.workEvidence) { $0.report?.result.evidence?.string },
            ], of: content.items.filter { $0.withdrawal == nil })
    }
}

/// Something that is to be done, with all that became of it: a plan item, or what a branch asks of its committee.
struct WorkPage: WebPage {
    static let template = TemplateName.work

    let title: String
    let notice: String?
    let state: String
    let stateCode: String
    let facts: [Fact]
    let steps: [Step]
    let history: HistoryLines?
    let back: ConfirmPage.Back
    /// What was found wanting by it.
    var hasFindings = false
    var findings: [Found] = []
    /// nil for what carries no files.
    var attachments: AttachmentSection?

    struct Found: Sendable {
        let path: String
        let number: String
        let what: String
        let state: String
    }
}

extension WorkPage {
    struct PlanItemContent: Sendable {
        let listing: PlanItemListing
        let reports: [PlanReport]
        let branch: Permission
        let office: Permission
        let today: LocalDate
        let files: AttachmentSection.Content

        init(_ transaction: Transaction, _ id: ID<PlanItem>) throws {
            listing = try transaction.planItem(id)
            reports = try transaction.reports(of: listing)
            branch = try transaction.permission(in: listing.branch)
            office = try listing.committee.map { try transaction.permission(in: $0) } ?? branch
            today = transaction.today
            files = try AttachmentSection.Content(transaction, .planItem, id)
        }
    }

    init(_ content: PlanItemContent, _ words: Words, notice: String? = nil) {
        let listing = content.listing
        title = listing.item.title.string
        self.notice = notice
        (state, stateCode) = (words(listing.status.word), listing.status.rawValue)
        facts =
            [
                Fact(words(.branch), listing.branchName), PlanFields.month.fact(listing, words),
                PlanFields.kind.fact(listing, words), PlanFields.theme.fact(listing, words),
                PlanFields.content.fact(listing, words), PlanFields.participants.fact(listing, words),
                Fact(
                    words(.planDue),
                    listing.isOverdue(on: content.today)
                        ? words.noted(words.date(listing.item.due), words(.overdue)) : words.date(listing.item.due)),
                PlanFields.standard.fact(listing, words), PlanFields.madeFrom.fact(listing, words),
                PlanFields.answerable.fact(listing, words),
                listing.focus.map { Fact(words(.focusServed), $0.told) },
                Fact(
                    words(.planArranged),
                    words.noted(
                        words(listing.arranger.word),
                        "\(words.account(listing.recordedBy)) \(words.date(listing.recordedOn))")),
            ].compactMap(\.self)
        let isOpen = listing.withdrawal == nil
        let report =
            isOpen
            ? content.branch.step(
                API.reportPlanItem, at: LocalPath.one(.plans, listing.id, "report"), words(.reportPlanItem),
                isMain: listing.report == nil) : []
        let withdraw =
            isOpen && listing.report == nil
            ? content.office.step(
                API.withdrawPlanItem, at: LocalPath.one(.plans, listing.id, "withdraw"), words(.withdrawPlanItem))
            : []
        steps = report + withdraw
        history = HistoryLines(
            content.reports.map { HistoryLines.Line($0, words) }
                + [listing.withdrawal.map { HistoryLines.Line($0, words) }].compactMap(\.self))
        attachments = AttachmentSection(content.files, words)
        back = ConfirmPage.Back(
            LocalPath.plans.with("month", listing.month.description),
            words(.plansHeading, ["month": words.month(listing.month)]))
    }
}

/// What became of something, step by step.
struct HistoryLines: Sendable {
    struct Line: Sendable {
        let step: String
        let said: String
        let recorded: String

        init(_ step: String, _ said: [String?], by: String, on: LocalDate, _ words: Words) {
            self.step = step
            self.said =
                said.compactMap(\.self).joined(separator: words.language == .chinese ? "；" : "; ").nonEmpty ?? "–"
            recorded = "\(words.account(by)) \(words.date(on))"
        }

        init(_ report: PlanReport, _ words: Words) {
            self.init(
                words(report.result.kind.word),
                [
                    report.result.reason?.string,
                    report.result.evidence.map { words.named(words(.workEvidence), $0.string) },
                    report.revisionReason.map { words.named(words(.revisionReason), $0) },
                ], by: report.by, on: report.on, words)
        }

        init(_ withdrawal: PlanWithdrawal, _ words: Words) {
            self.init(
                words(.planWithdrawn), [withdrawal.reason], by: withdrawal.by, on: withdrawal.on, words)
        }

        init(_ step: AskStep, _ words: Words) {
            self.init(
                words(step.status.word),
                [
                    step.said, step.due.map { words.named(words(.planDue), words.date($0)) },
                    step.evidence.map { words.named(words(.workEvidence), $0) },
                ], by: step.by, on: step.on, words)
        }
    }

    let lines: [Line]

    /// nil for none.
    init?(_ lines: [Line]) {
        guard !lines.isEmpty else { return nil }
        self.lines = lines
    }
}

extension Site {
    static let planRoutes: [Route] =
        [
            .get("/plans", for: .signedIn) { visit in
                let month = visit.queriedMonth
                let content = try await visit.read { try PlansPage.Content($0, month: month) }
                return try visit.show(PlansPage(content, visit.words, notice: visit.notice))
            },
            .table("/plans") { visit in
                let month = visit.queriedMonth
                return PlansPage.table(
                    try await visit.read { try PlansPage.Content($0, month: month) }, visit.words)
            },
            .get("/plans/{planItem}", for: .signedIn) { visit in
                let id: ID<PlanItem> = try visit.id("planItem")
                let content = try await visit.read { try WorkPage.PlanItemContent($0, id) }
                return try visit.show(WorkPage(content, visit.words, notice: visit.notice))
            },
        ] + planForms.flatMap(\.routes)

    private static let planForms: [FormRoute] = [
        FormRoute("/plans/new", API.recordPlanItems, .recordPlanItems) { visit in
            let words = visit.words
            let chosen = visit.queriedMonth
            let (choices, foci, today) = try await visit.read { transaction in
                let planned = try transaction.plannedBranches()
                let own = try Set(planned.map { try transaction.branch($0).branch.code.text })
                let month = chosen ?? transaction.today.month.adding(months: 1)
                return (
                    try transaction.branchChoices().filter { own.contains($0.code) },
                    try transaction.focusChoices(
                        of: planned,
                        in: min(month, transaction.today.month)...max(month, transaction.today.month.adding(months: 1))),
                    transaction.today
                )
            }
            // From a figure of a branch.
            let grounds = try await visit.diagnosisGrounds()
            let month = chosen ?? today.month.adding(months: 1)
            return FormRoute.Asked(
                back: ConfirmPage.Back(.plans, words(.plansTitle)), intro: words(.recordPlanItemsIntro),
                fields: [
                    PlanFields.month.asked(words, first: month.description),
                    PlanFields.title.asked(words, first: grounds?.planTitle(words)),
                    PlanFields.kind.asked(words), PlanFields.theme.asked(words), PlanFields.content.asked(words),
                    PlanFields.participants.asked(words), PlanFields.due.asked(words),
                    PlanFields.standard.asked(words), PlanFields.madeFrom.asked(words, first: grounds?.what(words)),
                    PlanFields.answerable.asked(words, first: Appointment.Office.secretary.rawValue),
                    PlanFields.focus.asked(words, by: .choice([.none] + foci)),
                ]
                    + (choices.count > 1
                        ? [
                            PlanFields.branches.asked(
                                words, by: .several(choices.map { $0.chosen($0.code == grounds?.code.text) }))
                        ] : []),
                completing: { body in
                    // None ticked is all.
                    guard body["branches"]??.array?.isEmpty == true else { return body }
                    var body = body
                    body["branches"] = .some(nil)
                    return body
                })
        } next: { _, made in
            let month = made.array?.first?["month"]?.string
            return (month.map { LocalPath.plans.with("month", $0) } ?? .plans).with(.recorded)
        },
        FormRoute("/plans/{planItem}/report", API.reportPlanItem, .reportPlanItem) { visit in
            let (listing, back) = try await visit.planItemAsked()
            let words = visit.words
            let result = listing.report?.result
            return FormRoute.Asked(
                back: back,
                fields: [
                    PlanFields.result.asked(words, first: result?.kind.rawValue),
                    PlanFields.resultReason.asked(words, first: result?.reason?.string),
                    PlanFields.evidence.asked(words, first: result?.evidence?.string),
                ] + (result == nil ? [] : [PlanFields.revisionReason.asked(words).needed]))
        } next: { visit, _ in
            LocalPath.one(.plans, try visit.id("planItem", of: PlanItem.self)).with(.recorded)
        },
        FormRoute("/plans/{planItem}/withdraw", API.withdrawPlanItem, .withdrawPlanItem) { visit in
            FormRoute.Asked(
                back: try await visit.planItemAsked().back, intro: visit.words(.withdrawPlanItemIntro),
                fields: [PlanFields.reason.asked(visit.words)])
        } next: { visit, _ in
            LocalPath.one(.plans, try visit.id("planItem", of: PlanItem.self)).with(.recorded)
        },
    ]
}

extension Visit {
    fileprivate func planItemAsked() async throws -> (listing: PlanItemListing, back: ConfirmPage.Back) {
        let id: ID<PlanItem> = try id("planItem")
        let listing = try await read { try $0.planItem(id) }
        return (listing, ConfirmPage.Back(LocalPath.one(.plans, id), listing.item.title.string))
    }
}

extension PlaceReference {
    /// By name and code.
    var told: String { "\(name) \(code.text)" }
}
