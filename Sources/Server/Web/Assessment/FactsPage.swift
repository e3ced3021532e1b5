import Domain
import Storage

/// What the city-management platform and 12345 say of a month's areas: all of them, whether anything is known or not.
struct FactsPage: WebPage {
    static let template = TemplateName.areaFacts

    struct Cell: Sendable {
        let label: String
        let value: String
    }

    struct Row: Sendable {
        let area: String
        let holder: String
        let cells: [Cell]
        let marks: [String]
        let recorded: String?
        /// Where its figures are given; nil where that is not the reader's to do.
        let entry: Link?

        struct Link: Sendable {
            let path: String
            let linkLabel: String
        }
    }

    /// What the page shows, as it was read in one transaction.
    struct Content: Sendable {
        let head: CycleHead.Content
        let areas: [AreaInMonth]
        let facts: [ID<ResponsibilityArea>: FactsListing]
        let permission: Permission

        init(_ transaction: Transaction, _ id: ID<Cycle>) throws {
            head = try CycleHead.Content(transaction, id)
            let cycle = head.cycle
            areas = try transaction.areas(of: cycle)
            facts = try transaction.facts(of: cycle)
            permission = try transaction.permission(in: cycle.branch)
        }
    }

    private static let columns: [TableColumn<Row>] =
        [
            TableColumn("area", .area) { "\($0.area) \($0.holder)" }
        ]
        + AreaFacts.Figure.allCases.enumerated().map { place, figure in
            TableColumn<Row>.figure(figure.rawValue, figure.word) { $0.cells[place].value }
        } + [TableColumn("remarks", .remarks) { $0.marks.joined(separator: " ") }]

    let title: String
    let notice: String?
    let head: CycleHead
    let steps: [Step]
    let hasRows: Bool
    let table: TableHead
    let rows: [Row]
    let downloads: Downloads

    init(
        _ content: Content, _ words: Words, notice: String? = nil, choice: TableChoice = .none,
        time: (Instant) -> String
    ) {
        let cycle = content.head.cycle
        head = CycleHead(content.head, at: .facts, words)
        title = "\(words(.tabFacts)) – \(head.title)"
        self.notice = notice
        steps = content.permission.step(
            API.importFacts,
            at: .imports.with("list", ImportedList.facts.rawValue).with("month", cycle.month.description),
            words(.factsImport))
        let mayRecord = content.permission.allows(API.recordFacts)
        let all = content.areas.map { area in
            let listing = content.facts[area.id]
            return Row(
                area: "\(area.code.text) \(area.name)", holder: words.holders(area.holders.map(\.name)),
                cells: AreaFacts.Figure.allCases.map { figure in
                    Cell(label: words(figure.word), value: listing?.facts[figure].map { String($0) } ?? "–")
                },
                marks: listing.map { FactsLines.marks(of: $0, words) } ?? [],
                recorded: listing.map {
                    words(.recordedAt, ["name": words.account($0.recordedBy), "time": time($0.recordedAt)])
                },
                entry: mayRecord
                    ? Row.Link(
                        path: LocalPath.cycle(cycle.id, "areas/\(area.id.rawValue)/facts").text,
                        linkLabel: words(.recordFactsLabel, ["area": area.code.text])) : nil
            )
        }
        hasRows = !all.isEmpty
        let arranged = choice.arrange(all, by: Self.columns, on: .cycle(cycle.id, "facts"), words)
        (rows, table) = (arranged.rows, arranged.head)
        downloads = Downloads(.cycle(cycle.id, "facts"))
    }

    /// With every area, so that it can be filled in and brought back.
    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        func heading(_ headings: SpreadsheetHeadings?) -> String? { headings?.written(in: words.language) }
        let cycle = content.head.cycle
        return DownloadTable(
            name: [CycleHead(content.head, at: .facts, words).title, words(.tabFacts)].joined(separator: " "),
            columns: ([
                heading(FactsFields.area.headings), heading(AreaFields.name.headings),
                heading(FactsFields.listedMonth.headings),
            ] + FactsFields.figures.map { heading($0.field.headings) }).compactMap(\.self) + [words(.remarks)],
            rows: content.areas.map { area in
                let listing = content.facts[area.id]
                let figures = AreaFacts.Figure.allCases.map { figure in
                    DownloadTable.Cell.number(listing?.facts[figure].map { String($0) } ?? "")
                }
                let marks = listing.map { words.list(FactsLines.marks(of: $0, words)) } ?? ""
                return [.text(area.code.text), .text(area.name), .text(cycle.month.description)] + figures
                    + [.text(marks)]
            })
    }
}

extension Site {
    static let factsRoutes: [Route] =
        [
            .get("/cycles/{cycle}/facts", for: .signedIn) { visit in
                let id: ID<Cycle> = try visit.id("cycle")
                let content = try await visit.read { try FactsPage.Content($0, id) }
                return try visit.show(
                    FactsPage(
                        content, visit.words, notice: visit.notice, choice: visit.tableChoice, time: visit.time))
            },
            .table("/cycles/{cycle}/facts") { visit in
                let id: ID<Cycle> = try visit.id("cycle")
                let content = try await visit.read { try FactsPage.Content($0, id) }
                return FactsPage.table(content, visit.words)
            },
        ] + factsForm.routes

    /// Where an area's figures of a month are given, or given anew.
    private static let factsForm = FormRoute(
        "/cycles/{cycle}/areas/{area}/facts", API.recordFacts, .recordFacts
    ) { visit in
        let (id, words): (ID<Cycle>, Words) = (try visit.id("cycle"), visit.words)
        let wanted: ID<ResponsibilityArea> = try visit.id("area")
        let (cycle, area, listing) = try await visit.read { transaction in
            let cycle = try transaction.cycle(id)
            try transaction.authority.require(API.recordFacts, in: transaction.permission(in: cycle.branch).place)
            guard let area = try transaction.areas(of: cycle).first(where: { $0.id == wanted }) else {
                throw Problem.notFound
            }
            return (cycle, area, try transaction.facts(of: cycle)[wanted])
        }
        let reason = FactsFields.revisionReason.asked(words)
        return FormRoute.Asked(
            back: ConfirmPage.Back(.cycle(id, "facts"), words(.tabFacts)),
            intro: words(
                listing == nil ? .recordFactsIntro : .recordFactsAgain,
                ["area": "\(area.code.text) \(area.name)", "month": words.month(cycle.month)]),
            fields: FactsFields.figures.map { $0.field.asked(words, of: listing) } + (listing == nil ? [] : [reason]),
            fixed: ["area": .string(area.code.text), "month": .string(cycle.month.description)])
    } next: { visit, _ in
        LocalPath.cycle(try visit.id("cycle"), "facts").with(.recorded)
    }
}
