import Domain
import HTTPTypes
import Hummingbird
import Storage

/// A month's ranking: places, the parts of every final, and what decided.
struct RankingPage: WebPage {
    static let template = TemplateName.ranking

    struct Row: Sendable {
        let place: String
        let path: String
        let code: String
        let name: String
        let holder: String
        let final: String
        let weighted: String
        let bonuses: String
        let deductions: String
        let branchTier: String
        let trend: String
        let decided: String
        let isWinner: Bool
        /// The reader answers for it.
        let isOwn: Bool
    }

    struct Unranked: Sendable {
        let path: String
        let code: String
        let name: String
        let holder: String
        let cause: String
    }

    struct Content: Sendable {
        let head: CycleHead.Content
        let listing: RankingListing?
        let scheme: SchemeContent
        let areas: [Code: ID<ResponsibilityArea>]
        /// Those that the reader answers for in the month.
        let own: Set<Code>
        /// Whether these stand first: for whoever looks for their own result alone.
        let isOwnFirst: Bool
        /// What was changed late; nil for whoever is not in charge, and before the month is closed.
        let changes: ClosingChanges?

        init(_ transaction: Transaction, _ id: ID<Cycle>) throws {
            head = try CycleHead.Content(transaction, id)
            let cycle = head.cycle
            scheme = try transaction.schemeContent(of: cycle)
            listing = try transaction.rankings(of: cycle.month, branch: cycle.branch).first
            let all = try transaction.areas(of: cycle)
            let member = transaction.authority.member
            own = Set(all.filter { $0.isHeld(by: member) }.map(\.code))
            isOwnFirst = !transaction.authority.allows(.enterScores)
            changes =
                cycle.status != .open && head.permission.allows(API.showClosingChanges)
                ? try transaction.closingChanges(in: id) : nil
            areas = Dictionary(
                all.map { ($0.code, $0.id) },
                uniquingKeysWith: { first, _ in first }
            ).merging((listing?.departed ?? [:]).mapValues(\.id)) { $1 }
        }
    }

    let title: String
    let notice: String?
    let head: CycleHead
    let intro: String
    let hasRows: Bool
    /// What stands above the rows; nil where there are none yet.
    let table: TableHead?
    let parts: Sectioned<Row>
    let hasUnranked: Bool
    let unranked: [Unranked]
    let hasRemarks: Bool
    let remarks: [String]
    let chart: BarChart?
    /// Whether the chart is too long to stand open.
    let foldsChart: Bool
    let closing: Closing?
    let snapshot: Snapshot?
    let downloads: Downloads?

    /// What was changed late, beside the winners.
    struct Closing: Sendable {
        let lines: [String]
        let closingPath: String
    }

    struct Snapshot: Sendable {
        let said: String
        let hash: String
        /// Where it can be checked and taken along.
        let snapshotsPath: String
    }

    init(_ content: Content, _ words: Words, notice: String? = nil, choice: TableChoice = .none) {
        let cycle = content.head.cycle
        head = CycleHead(content.head, at: .ranking, words)
        title = "\(words(.tabRanking)) – \(head.title)"
        self.notice = notice
        guard let listing = content.listing else {
            intro = words(.rankingOpen)
            (hasRows, hasUnranked, unranked, chart, snapshot, downloads) = (false, false, [], nil, nil, nil)
            closing = nil
            (parts, foldsChart) = (Sectioned(inOrder: [], of: "places", width: 0, words), false)
            (hasRemarks, remarks, table) = (false, [], nil)
            return
        }
        let ranking = listing.ranking
        func path(_ area: Code) -> String {
            content.areas[area].map { LocalPath.cycle(cycle.id, "areas/\($0.rawValue)").text }
                ?? LocalPath.cycle(cycle.id, "ranking").text
        }
        intro = Self.intro(listing, content.scheme, words)
        let all = ranking.rows.map { row in
            Row(
                place: words(.placeNumber, ["place": String(row.place)]), path: path(row.area), code: row.area.text,
                name: row.labels.area, holder: words.holders(row.labels.holders), final: row.score.final.fixed,
                weighted: row.score.weighted.fixed, bonuses: row.score.bonuses.fixed,
                deductions: row.score.deductions.fixed, branchTier: row.score.branchTier.fixed, trend: row.trend.fixed,
                decided: row.decidedBy.map { words($0.word) } ?? words(.decidedFirst),
                isWinner: listing.isWinner(row), isOwn: content.own.contains(row.area)
            )
        }
        hasRows = !all.isEmpty
        let byItself = content.isOwnFirst ? all.ownFirst(\.isOwn) : all
        let (arranged, above) = choice.arrange(
            byItself, by: Self.columns, on: .cycle(cycle.id, "ranking"), words)
        parts = Sectioned(inOrder: arranged, of: "places", width: Self.columns.count, words)
        (table, foldsChart) = (hasRows ? above : nil, parts.hasJumps)
        unranked = listing.unranked.map { area in
            let row = area.row
            return Unranked(
                path: path(row.area), code: row.area.text, name: row.labels.area,
                holder: words.holders(row.labels.holders),
                cause: Self.cause(of: row.score, area.departure, content.scheme, words)
            )
        }
        remarks = RemarkLines.lines(listing, words)
        hasRemarks = !remarks.isEmpty
        hasUnranked = !unranked.isEmpty
        closing = content.changes.map { changes in
            Closing(
                lines: ClosingChangesPage.said(changes, words),
                closingPath: LocalPath.cycle(cycle.id, "closing-changes").text)
        }
        let greatest = max(ranking.rows.map(\.score.final).max() ?? .zero, content.scheme.maximumTotal).hundredths
        chart =
            all.isEmpty
            ? nil
            : BarChart(
                words(.chartFinals), note: words(.chartBaseline, ["points": Points(hundredths: greatest).description]),
                ranking.rows.map { row in
                    (
                        "\(row.area.text) \(row.labels.area)", row.score.final.fixed,
                        row.score.final.hundredths * 100 / max(greatest, 1), listing.isWinner(row)
                    )
                }
            )
        snapshot = listing.snapshot.map {
            Snapshot(
                said: words(.snapshotSaid, ["number": String($0.number)]), hash: $0.hash,
                snapshotsPath: LocalPath.cycle(cycle.id, "snapshots").text)
        }
        downloads = Downloads(.cycle(cycle.id, "ranking"))
    }

    private static let columns: [TableColumn<Row>] = [
        TableColumn("place", .place, rank: { $0.place.firstNumber }, \.place),
        TableColumn("area", .areaName) { "\($0.code) \($0.name)" }, TableColumn("holder", .holder, \.holder),
        .figure("final", .final, \.final), .figure("weighted", .weighted, \.weighted),
        .figure("bonuses", .bonuses, \.bonuses), .figure("deductions", .deductions, \.deductions),
        .figure("branch-tier", .branchTier, \.branchTier), .figure("trend", .trend, \.trend),
        TableColumn("why", .why, \.decided),
    ]

    private static func intro(_ listing: RankingListing, _ scheme: SchemeContent, _ words: Words) -> String {
        if listing.isPreview { return words(.rankingPreview) }
        if listing.cycle.status == .withoutAward { return words(.rankingWithoutAward) }
        guard let winners = winners(of: listing, words) else {
            return words(.rankingNoWinner, ["points": scheme.awardMinimum.description])
        }
        return words(
            listing.cycle.status == .final ? .rankingWinnersFinal : .rankingWinners, ["winners": winners])
    }

    /// The areas that win, with who holds them; nil where there are none.
    static func winners(of listing: RankingListing, _ words: Words) -> String? {
        let names = listing.winners.map {
            "\($0.labels.area)\($0.labels.holders.nonEmpty.map { words(.holderInBrackets, ["name": words.list($0)]) } ?? "")"
        }
        return names.nonEmpty.map(words.list)
    }

    /// Why an area is not ranked.
    ///
    /// - Parameter departure: why it is not among the branch's areas of the month, if it is not.
    static func cause(
        of score: Score, _ departure: ResponsibilityArea.Departure?, _ scheme: SchemeContent, _ words: Words
    ) -> String {
        switch score.outcome {
        case .ranked: words(.complete)
        case .incomplete(let missing):
            departure?.shown(words)
                ?? words(
                    .causeIncomplete,
                    [
                        "missing": words.list(
                            missing.map {
                                $0.shown(words, score.tiers.counts(\.sheets), of: score.tiers.counts(\.needed))
                            })
                    ])
        case .vetoed(let keys):
            words(
                .causeVetoed,
                ["items": words.list(keys.map { key in scheme.menuItem(key.text).map { words($0.title) } ?? key.text })]
            )
        }
    }
}

extension [Score.TierPart] {
    fileprivate func counts(_ count: (Score.TierPart) -> Int) -> [Tier: Int] {
        reduce(into: [:]) { $0[$1.tier] = count($1) }
    }
}

extension Ranking.Link: Worded {
    var word: Word {
        switch self {
        case .final: .decidedFinal
        case .deductions: .decidedDeductions
        case .branchTier: .decidedBranchTier
        case .trend: .decidedTrend
        case .shared: .decidedShared
        }
    }
}

extension Site {
    static let rankingRoutes: [Route] = [
        .get("/cycles/{cycle}/ranking", for: .signedIn) { visit in
            let id: ID<Cycle> = try visit.id("cycle")
            let content = try await visit.read { try RankingPage.Content($0, id) }
            return try visit.show(
                RankingPage(content, visit.words, notice: visit.notice, choice: visit.tableChoice))
        },
        .table("/cycles/{cycle}/ranking") { visit in
            let id: ID<Cycle> = try visit.id("cycle")
            let content = try await visit.read { try RankingPage.Content($0, id) }
            return try RankingTable.table(content, visit.words)
        },
        .get("/cycles/{cycle}/areas/{area}", for: .signedIn) { visit in
            let (cycle, area): (ID<Cycle>, ID<ResponsibilityArea>) = (try visit.id("cycle"), try visit.id("area"))
            let content = try await visit.read { try ExplanationPage.Content($0, cycle, area) }
            return try visit.show(ExplanationPage(content, visit.words) { visit.time($0) })
        },
    ]
}
