import Domain
import HTTPTypes
import Hummingbird
import Storage

/// A month across the branches: how complete, and how high. What is not alike is compared by kind.
struct OverviewPage: WebPage {
    static let template = TemplateName.overview

    struct Row: Sendable {
        let name: String
        let path: String?
        let state: String
        let stateCode: String
        let completeness: String
        let ranked: String
        let vetoed: String
        let mean: String
        let lowest: String
        let highest: String
        /// The means of the twelve months up to this one.
        let line: SparkLine?
        /// The reader is of this branch.
        let isOwn: Bool
    }

    struct KindRow: Sendable {
        let kind: String
        let areas: String
        let ranked: String
        let mean: String
        let lowest: String
        let highest: String
        let spread: String
    }

    struct Content: Sendable {
        let month: Month
        let comparison: Comparison
        let cycles: [CycleListing]
        let branches: Int
        /// The branches' means of the twelve months up to this one.
        let means: [Code: [Points?]]
        let today: LocalDate
        /// The reader's own branch; nil for whoever is of none.
        let own: Code?

        private static let trendMonths = 12

        init(_ transaction: Transaction, month: Month?) throws {
            today = transaction.today
            own = try transaction.authority.member.flatMap { try transaction.member($0).branch }
            let shown = month ?? today.month.adding(months: -1)
            self.month = shown
            comparison = try transaction.comparison(of: self.month)
            let earlier = try (1..<Self.trendMonths).reversed().map {
                try transaction.comparison(of: shown.adding(months: -$0))
            }
            let rows = (earlier + [comparison]).map { comparison in
                Dictionary(
                    comparison.branches.map { ($0.branch, $0.row.mean) }, uniquingKeysWith: { first, _ in first })
            }
            means = Dictionary(
                comparison.branches.map { row in (row.branch, rows.map { $0[row.branch] ?? nil }) },
                uniquingKeysWith: { first, _ in first })
            let filter = CycleFilter(month: self.month)
            cycles = try transaction.whole { try transaction.cycles(filter, $0) }
            let lastDay = self.month.lastDay
            branches = try transaction.whole { try transaction.branches(dissolved: true, $0) }
                .count { $0.branch.exists(on: lastDay) }
        }
    }

    let title: String
    let monthName: String
    let monthCode: String
    let turning: Turning
    let summary: String
    let hasRows: Bool
    let table: TableHead
    let parts: Sectioned<Row>
    let hasKinds: Bool
    let kinds: [KindRow]
    let chart: BarChart?
    let downloads: Downloads

    init(_ content: Content, _ words: Words, choice: TableChoice = .none) {
        let month = content.month
        title = words(.placeOverview)
        monthName = words.month(month)
        monthCode = month.description
        turning = Turning(month, of: .overview, words)
        summary = words(
            .overviewSummary,
            [
                "branches": String(content.branches), "opened": String(content.cycles.count),
                "closed": String(content.cycles.count { $0.cycle.status != .open }),
            ])
        let figures = Dictionary(
            content.comparison.branches.map { ($0.branch, $0.row) }, uniquingKeysWith: { first, _ in first })
        let known = content.means.values.flatMap { $0.compactMap { $0?.hundredths } }
        let range = (known.min() ?? 0)...(known.max() ?? 0)
        let all = content.cycles.map { listing in
            let row = figures[listing.branch]
            return Row(
                name: listing.branchName, path: LocalPath.cycle(listing.cycle.id).text,
                state: words(listing.cycle.word(on: content.today)), stateCode: listing.cycle.status.rawValue,
                completeness: listing.complete.map { "\($0)/\(listing.areas)" } ?? "–",
                ranked: row.map { String($0.ranked) } ?? "–", vetoed: row.map { String($0.vetoed) } ?? "–",
                mean: row?.mean?.fixed ?? "–", lowest: row?.lowest?.fixed ?? "–", highest: row?.highest?.fixed ?? "–",
                line: content.means[listing.branch].flatMap { Self.line($0, through: month, within: range, words) },
                isOwn: listing.branch == content.own
            )
        }
        hasRows = !all.isEmpty
        let (rows, head) = choice.arrange(
            all.ownFirst(\.isOwn), by: Self.columns, on: .overview.with("month", month.description), words)
        table = head
        parts = Sectioned(inOrder: rows, of: "branches", width: Self.columns.count + 1, words)
        kinds = content.comparison.kinds.map { entry in
            KindRow(
                kind: words(entry.kind.word), areas: String(entry.row.areas), ranked: String(entry.row.ranked),
                mean: entry.row.mean?.fixed ?? "–", lowest: entry.row.lowest?.fixed ?? "–",
                highest: entry.row.highest?.fixed ?? "–", spread: entry.row.spread?.fixed ?? "–"
            )
        }
        hasKinds = !kinds.isEmpty
        let means = content.comparison.branches.compactMap { entry in entry.row.mean.map { (entry.name, $0) } }
        let greatest = max(means.map(\.1.hundredths).max() ?? 0, 10_000)
        chart =
            means.isEmpty
            ? nil
            : BarChart(
                words(.chartBranches),
                note: words(.chartBaseline, ["points": Points(hundredths: greatest).description]),
                means.map { name, mean in (name, mean.fixed, mean.hundredths * 100 / greatest, false) })
        downloads = Downloads(.overview.with("month", month.description))
    }

    private static func line(
        _ means: [Points?], through last: Month, within range: ClosedRange<Int>, _ words: Words
    ) -> SparkLine? {
        let said = means.enumerated().compactMap { index, mean in
            mean.map { "\(words.shortMonth(last.adding(months: index - means.count + 1))) \($0.fixed)" }
        }
        return SparkLine(means.map { $0?.hundredths }, within: range, said: words.list(said))
    }

    private static let columns: [TableColumn<Row>] = [
        TableColumn("branch", .branch, \.name), TableColumn("state", .state, \.state),
        .figure("complete", .completeAreas, \.completeness), .figure("ranked", .rankedAreas, \.ranked),
        .figure("vetoed", .vetoedAreas, \.vetoed), .figure("mean", .meanFinal, \.mean),
        .figure("lowest", .lowest, \.lowest), .figure("highest", .highest, \.highest),
    ]

    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        let columns: [Word] = [
            .branch, .state, .areasInAll, .completeAreas, .rankedAreas, .vetoedAreas, .meanFinal, .lowest, .highest,
        ]
        let figures = Dictionary(
            content.comparison.branches.map { ($0.branch, $0.row) }, uniquingKeysWith: { first, _ in first })
        return DownloadTable(
            name: "\(words(.placeOverview)) \(content.month)", columns: columns.map { words($0) },
            rows: content.cycles.map { listing in
                let row = figures[listing.branch]
                return [
                    .text(listing.branchName), .text(words(listing.cycle.word(on: content.today))),
                    .number(String(listing.areas)),
                    .number(listing.complete.map(String.init) ?? ""), .number(row.map { String($0.ranked) } ?? ""),
                    .number(row.map { String($0.vetoed) } ?? ""), .number(row?.mean?.fixed ?? ""),
                    .number(row?.lowest?.fixed ?? ""), .number(row?.highest?.fixed ?? ""),
                ]
            }
        )
    }
}

extension Site {
    static let overviewRoutes: [Route] = [
        .get("/overview", for: .signedIn) { visit in
            let month = visit.queriedMonth
            let content = try await visit.read { try OverviewPage.Content($0, month: month) }
            return try visit.show(OverviewPage(content, visit.words, choice: visit.tableChoice))
        },
        .table("/overview") { visit in
            let month = visit.queriedMonth
            let content = try await visit.read { try OverviewPage.Content($0, month: month) }
            return OverviewPage.table(content, visit.words)
        },
    ]
}
