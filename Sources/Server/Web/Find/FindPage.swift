import Domain
import Storage

/// What was found of people, areas, branches, months and findings, within what the reader sees.
struct FindPage: WebPage {
    static let template = TemplateName.find

    struct Row: Sendable {
        let path: String
        let label: String
        let branch: String?
        let mark: String?
    }

    struct Group: Sendable {
        let heading: String
        let id: String
        let rows: [Row]
        let more: More?
    }

    /// What was found of one kind.
    struct Found: Sendable {
        let kind: FoundRecord.Kind
        let page: Page<FoundRecord>
    }

    let title: String
    let heading: String
    /// nil before anything was looked for.
    let outcome: String?
    let groups: [Group]

    /// - Parameter asked: what was looked for; nil for nothing yet.
    init(_ found: [Found], asked: String?, _ words: Words) {
        heading = words(.search)
        title = asked.map { words.named(words(.search), $0) } ?? words(.search)
        groups = found.filter { !$0.page.isEmpty }.map { found in
            let (rows, next) = found.page.rowsAndNext
            let list = LocalPath.find.with("q", asked ?? "").with("kind", found.kind.rawValue)
            return Group(
                heading: words(found.kind.word), id: found.kind.rawValue, rows: rows.map { Row($0, words) },
                more: More(list, next))
        }
        outcome = asked == nil ? nil : groups.isEmpty ? words(.findNothing, ["text": asked ?? ""]) : nil
    }
}

extension FindPage.Row {
    init(_ record: FoundRecord, _ words: Words) {
        path = record.path.text
        switch record.kind {
        case .month:
            let month = (try? Month(parsing: record.code)).map(words.month) ?? record.code
            label = "\(month) \(record.name)"
        case .person: label = "\(record.name) \(record.code)"
        case .area, .branch, .finding: label = "\(record.code) \(record.name)"
        }
        branch = record.kind == .branch || record.kind == .month ? nil : record.branch.text
        mark = record.isPast ? words(record.kind.pastWord) : nil
    }
}

extension FoundRecord {
    /// Its page.
    var path: LocalPath {
        switch kind {
        case .person: .member(ID(id))
        case .area: .area(ID(id))
        case .branch: .branch(ID(id))
        case .month: .cycle(ID(id))
        case .finding: .finding(ID(id))
        }
    }
}

extension FoundRecord.Kind: Worded {
    var word: Word {
        switch self {
        case .person: .members
        case .area: .areasTitle
        case .branch: .placeOrganisation
        case .month: .foundMonths
        case .finding: .placeFindings
        }
    }

    /// Said of what is on record alone.
    fileprivate var pastWord: Word {
        switch self {
        case .person: .memberLeft
        case .area: .areaNoMore
        case .branch, .month: .stateDissolved
        case .finding: .findingDone
        }
    }
}

extension Site {
    static let findRoutes: [Route] = [
        .get("/find", for: .signedIn) { visit in
            let asked = visit.query["q"].map { String($0.trimmed.prefix(SearchTerms.maximumLength)) }?.nonEmpty
            try visit.authority.require(API.findRecords)
            guard let asked, let terms = SearchTerms(asked) else {
                return try visit.show(FindPage([], asked: nil, visit.words))
            }
            let only = visit.query["kind"].flatMap(FoundRecord.Kind.init(rawValue:))
            let part = visit.listPart
            let found = try await visit.read { transaction in
                try FoundRecord.Kind.allCases.filter { only == nil || $0 == only }.map { kind in
                    FindPage.Found(
                        kind: kind,
                        page: try transaction.find(terms, kind: kind, only == nil ? PageRequest(limit: 20) : part))
                }
            }
            let rows = found.flatMap { $0.page.rowsAndNext.0 }
            // What is the only one is what was looked for.
            if only == nil, rows.count == 1, let record = rows.first { return visit.go(to: record.path) }
            return try visit.show(FindPage(found, asked: asked, visit.words))
        }
    ]
}
