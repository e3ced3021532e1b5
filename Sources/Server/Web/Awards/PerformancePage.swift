import Domain
import Storage

/// By what a committee turns a year's figures into performance points: every table that it published.
struct PerformancePage: WebPage {
    static let template = TemplateName.performance

    struct Line: Sendable {
        let heading: String
        let facts: [Fact]
    }

    let title: String
    let notice: String?
    let committee: String
    let back: ConfirmPage.Back
    let steps: [Step]
    let hasLines: Bool
    let lines: [Line]

    init(
        _ tables: [PerformanceTableListing], of committee: Committee, _ permission: Permission, _ words: Words,
        notice: String? = nil
    ) {
        self.notice = notice
        title = words(.performanceTables)
        self.committee = committee.name
        back = ConfirmPage.Back(.administration("committees"), words(.committees))
        steps = permission.step(
            API.publishPerformanceTable, at: Self.path(committee.id).part("new"), words(.publishPerformanceTable))
        lines = tables.map { listing in
            let table = listing.table
            return Line(
                heading: words.noted(table.title.string, table.document.string),
                facts: [
                    PerformanceFields.firstYear.fact(table, words),
                    PerformanceFields.perMonthWon.fact(table, words),
                    PerformanceFields.mostForWins.fact(table, words),
                    PerformanceFields.meanLevels.fact(table, words),
                    table.meanLevels.isEmpty ? nil : PerformanceFields.leastMonths.fact(table, words),
                    table.perVeto > .zero ? PerformanceFields.perVeto.fact(table, words) : nil,
                    Fact(
                        words(.performancePublished),
                        words.noted(words.date(listing.publishedOn), words.account(listing.publishedBy))),
                ].compactMap(\.self))
        }
        hasLines = !lines.isEmpty
    }

    static func path(_ id: ID<Committee>) -> LocalPath {
        .administration("committees/\(id.rawValue)/performance-tables")
    }
}

extension Site {
    static let performanceRoutes: [Route] =
        [
            .get("/administration/committees/{committee}/performance-tables", for: .signedIn) { visit in
                let id: ID<Committee> = try visit.id("committee")
                let (tables, committee, permission) = try await visit.read { transaction in
                    (
                        try transaction.whole { try transaction.performanceTables(of: id, $0) },
                        try transaction.committee(id), try transaction.permission(in: id)
                    )
                }
                return try visit.show(
                    PerformancePage(tables, of: committee, permission, visit.words, notice: visit.notice))
            }
        ] + performanceForm.routes

    private static let performanceForm = FormRoute(
        "/administration/committees/{committee}/performance-tables/new", API.publishPerformanceTable,
        .publishPerformanceTable
    ) { visit in
        let id: ID<Committee> = try visit.id("committee")
        let (committee, today) = try await visit.read { (try $0.committee(id), $0.today) }
        return FormRoute.Asked(
            back: ConfirmPage.Back(PerformancePage.path(id), visit.words(.performanceTables)),
            intro: visit.words(.publishPerformanceIntro, ["committee": committee.name]),
            fields: PerformanceFields.form(visit.words, year: today.components.year),
            rows: [PerformanceFields.levels(visit.words)])
    } next: { visit, _ in
        PerformancePage.path(try visit.id("committee")).with(.recorded)
    }
}
