import Domain
import Storage

/// What was changed late in a month, beside the winners: figures for those in charge, with who and when, and no verdict.
struct ClosingChangesPage: WebPage {
    static let template = TemplateName.closingChanges

    struct Row: Sendable {
        let path: String
        let area: String
        let isWinner: Bool
        let figures: [FactsPage.Cell]
        let total: String
    }

    struct Line: Sendable {
        let when: String
        let what: String
        let by: String
        let phase: String
        let reason: String
    }

    struct Content: Sendable {
        let head: CycleHead.Content
        let changes: ClosingChanges
        let scheme: SchemeContent

        init(_ transaction: Transaction, _ id: ID<Cycle>) throws {
            head = try CycleHead.Content(transaction, id)
            changes = try transaction.closingChanges(in: id)
            scheme = try transaction.schemeContent(of: head.cycle)
        }
    }

    let title: String
    let head: CycleHead
    let intro: String
    let said: [String]
    let table: TableHead
    let rows: [Row]
    let downloads: Downloads
    /// Of the areas that are looked at: the winners, or the one that was chosen.
    let lists: [List]

    struct List: Sendable {
        let listTitle: String
        let listNone: String?
        let hasLines: Bool
        let lines: [Line]
    }

    /// - Parameter area: of which the changes are listed; nil for the winners'.
    init(
        _ content: Content, _ words: Words, area: String? = nil, choice: TableChoice = .none,
        time: (Instant) -> String
    ) {
        let cycle = content.head.cycle
        head = CycleHead(content.head, at: .ranking, words)
        title = "\(words(.closingChanges)) – \(head.title)"
        let path = LocalPath.cycle(cycle.id, "closing-changes")
        intro = Self.intro(content.changes, words, time)
        said = Self.said(content.changes, words)
        let all = content.changes.areas.map { area in
            Row(
                path: path.with("area", area.area.text).text, area: "\(area.area.text) \(area.name)",
                isWinner: area.isWinner,
                figures: Self.kinds.map { record, act in
                    FactsPage.Cell(label: words(Self.word(record, act)), value: String(area.figures[record, act]))
                }, total: String(area.figures.total))
        }
        (rows, table) = choice.arrange(all, by: Self.columns, on: path, words)
        downloads = Downloads(path)
        let chosen = content.changes.areas.filter { area == nil ? $0.isWinner : $0.area.text == area }
        lists = chosen.map { area in
            let lines = area.changes.map { Line($0, content.scheme, words, time) }
            return List(
                listTitle: words(.closingChangesOf, ["area": "\(area.area.text) \(area.name)"]),
                listNone: lines.isEmpty ? words(.closingChangesNone) : nil, hasLines: !lines.isEmpty, lines: lines)
        }
    }

    /// What is late, as the month went.
    private static func intro(_ changes: ClosingChanges, _ words: Words, _ time: (Instant) -> String) -> String {
        guard let first = changes.window.closings.first, let from = changes.window.lastDaysFrom else {
            return words(.closingChangesIntro)
        }
        let days = words(.closingChangesDays, ["from": words.date(from), "until": time(first.at)])
        let again =
            changes.window.closings.count > 1
            ? words.counted(.closingChangesReopened, changes.window.closings.count - 1) : ""
        return "\(words(.closingChangesIntro))\(days)\(again)"
    }

    /// Of each winner how many, beside the others: for the ranking too.
    static func said(_ changes: ClosingChanges, _ words: Words) -> [String] {
        let others = changes.othersMean.map { words(.closingChangesOthers, ["mean": $0.fixed]) } ?? ""
        return changes.areas.filter(\.isWinner).map { area in
            words(
                .closingChangesWinner,
                [
                    "area": "\(area.area.text) \(area.name)", "sheets": String(area.figures.count(of: .sheet)),
                    "adjustments": String(area.figures.count(of: .adjustment)),
                ]) + others
        }
    }

    private static let kinds: [(ClosingChange.Record, ClosingChange.Act)] = ClosingChange.Record.allCases.flatMap {
        record in ClosingChange.Act.allCases.map { (record, $0) }
    }

    private static let columns: [TableColumn<Row>] =
        [TableColumn("area", .area, \.area)]
        + kinds.enumerated().map { place, kind in
            TableColumn<Row>.figure("\(kind.0.rawValue)-\(kind.1.rawValue)", word(kind.0, kind.1)) {
                $0.figures[place].value
            }
        } + [.figure("total", .closingTotal, \.total)]

    private static func word(_ record: ClosingChange.Record, _ act: ClosingChange.Act) -> Word {
        switch (record, act) {
        case (.sheet, .entered): .sheetsEntered
        case (.sheet, .revised): .sheetsRevised
        case (.sheet, .takenBack): .sheetsTakenBack
        case (.adjustment, .entered): .adjustmentsEntered
        case (.adjustment, .revised): .adjustmentsRevised
        case (.adjustment, .takenBack): .adjustmentsTakenBack
        }
    }

    /// A line for each change, of all areas.
    static func table(_ content: Content, _ words: Words, time: (Instant) -> String) -> DownloadTable {
        DownloadTable(
            words, [words(.closingChanges), content.head.branchName, content.head.cycle.month.description],
            [.areaCode, .areaName, .winner, .when, .closingWhat, .phaseLate, .closingBy, .reason],
            content.changes.areas.flatMap { area in
                area.changes.map { change in
                    let line = Line(change, content.scheme, words, time)
                    return [
                        .text(area.area.text), .text(area.name), .text(area.isWinner ? words(.yes) : words(.no)),
                        .text(line.when), .text(line.what), .text(line.phase), .text(line.by), .text(line.reason),
                    ]
                }
            })
    }
}

extension ClosingChangesPage.Line {
    fileprivate init(
        _ listing: ClosingChangeListing, _ scheme: SchemeContent, _ words: Words, _ time: (Instant) -> String
    ) {
        when = time(listing.at)
        let subject =
            listing.item.map { item in scheme.menuItem(item.text).map { words($0.title) } ?? item.text }
            ?? [listing.tier.map { words($0.word) }, listing.label ?? listing.assessor?.name].compactMap(\.self)
            .joined(separator: " ")
        let act: Word =
            switch listing.change.act {
            case .entered: .wasEntered
            case .revised: .wasRevised
            case .takenBack: .wasTakenBack
            }
        what = words.noted(subject, words(act))
        by = words.account(listing.by)
        phase = words(listing.change.phase == .lastDays ? .phaseLastDays : .phaseReopened)
        reason = listing.reason ?? "–"
    }
}

extension Site {
    static let closingChangeRoutes: [Route] = [
        .get("/cycles/{cycle}/closing-changes", for: .signedIn) { visit in
            let id: ID<Cycle> = try visit.id("cycle")
            let content = try await visit.read { try ClosingChangesPage.Content($0, id) }
            return try visit.show(
                ClosingChangesPage(
                    content, visit.words, area: visit.query["area"], choice: visit.tableChoice, time: visit.time))
        },
        .table("/cycles/{cycle}/closing-changes") { visit in
            let id: ID<Cycle> = try visit.id("cycle")
            let content = try await visit.read { try ClosingChangesPage.Content($0, id) }
            return ClosingChangesPage.table(content, visit.words) { visit.sortableTime($0) }
        },
    ]
}
