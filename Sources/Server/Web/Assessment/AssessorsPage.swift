import Domain
import Storage

/// How those who scored in a month did so, side by side: for the secretary and the committee's office.
struct AssessorsPage: WebPage {
    static let template = TemplateName.assessors

    struct Row: Sendable {
        let tier: String
        let assessor: String
        let sheets: String
        let mean: String
        let spread: String
        let compared: String
        /// With its sign.
        let distance: String
    }

    struct Content: Sendable {
        let head: CycleHead.Content
        let assessors: [AssessorListing]

        init(_ transaction: Transaction, _ id: ID<Cycle>) throws {
            head = try CycleHead.Content(transaction, id)
            assessors = try transaction.assessorComparison(in: id)
        }
    }

    let title: String
    let head: CycleHead
    let hasRows: Bool
    let table: TableHead
    let rows: [Row]
    let downloads: Downloads

    init(_ content: Content, _ words: Words, choice: TableChoice = .none) {
        let cycle = content.head.cycle
        head = CycleHead(content.head, at: .assessors, words)
        title = "\(words(.tabAssessors)) – \(head.title)"
        let path = LocalPath.cycle(cycle.id, "assessors")
        let all = content.assessors.map { Row($0, words) }
        hasRows = !all.isEmpty
        (rows, table) = choice.arrange(all, by: Self.columns, on: path, words)
        downloads = Downloads(path)
    }

    private static let columns: [TableColumn<Row>] = [
        TableColumn("assessor", .assessor, \.assessor), TableColumn("tier", .tier, \.tier),
        .figure("sheets", .sheetCount, \.sheets), .figure("mean", .meanGiven, \.mean),
        .figure("spread", .spread, \.spread), .figure("compared", .comparedAreas, \.compared),
        TableColumn("distance", .distanceFromOthers, isFigure: true, rank: Self.distance, \.distance),
    ]

    /// What it is sorted by, in hundredths.
    @Sendable private static func distance(in row: Row) -> Int? {
        row.distance.firstNumber.map { row.distance.hasPrefix(Points.minus) ? -$0 : $0 }
    }

    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.tabAssessors), content.head.branchName, content.head.cycle.month.description],
            [
                .tier, .assessor, .memberNumber, .sheetCount, .meanGiven, .lowest, .highest, .spread, .comparedAreas,
                .distanceFromOthers,
            ],
            content.assessors.map { listing in
                let figures = listing.figures
                return [
                    .text(words(figures.tier.word)), .text(listing.member?.name ?? listing.code),
                    .text(listing.member?.number.text ?? ""), .number(String(figures.sheets)),
                    .number(figures.mean.fixed), .number(figures.lowest.fixed), .number(figures.highest.fixed),
                    .number(figures.spread.fixed), .number(String(figures.compared)),
                    figures.distance.map { .number($0.fixed) } ?? .text(""),
                ]
            })
    }
}

extension AssessorsPage.Row {
    init(_ listing: AssessorListing, _ words: Words) {
        let figures = listing.figures
        tier = words(figures.tier.word)
        assessor = listing.member?.name ?? listing.code
        sheets = String(figures.sheets)
        mean = figures.mean.fixed
        spread = words.noted(figures.spread.fixed, "\(figures.lowest.fixed)–\(figures.highest.fixed)")
        compared = String(figures.compared)
        distance = figures.distance?.signed ?? "–"
    }
}

extension Points {
    fileprivate static let minus = "−"

    /// A difference as it is read: `+3.25`, `−3.26`, `0`.
    fileprivate var signed: String {
        self < .zero ? "\(Self.minus)\(Points.zero - self)" : self == .zero ? "0" : "+\(self)"
    }
}

extension Site {
    static let assessorRoutes: [Route] = [
        .get("/cycles/{cycle}/assessors", for: .signedIn) { visit in
            let id: ID<Cycle> = try visit.id("cycle")
            let content = try await visit.read { try AssessorsPage.Content($0, id) }
            return try visit.show(AssessorsPage(content, visit.words, choice: visit.tableChoice))
        },
        .table("/cycles/{cycle}/assessors") { visit in
            let id: ID<Cycle> = try visit.id("cycle")
            return AssessorsPage.table(try await visit.read { try AssessorsPage.Content($0, id) }, visit.words)
        },
    ]
}
