import Domain
import Storage

/// What was found of everything that the reader may read, kind by kind.
struct SearchPage: WebPage {
    static let template = TemplateName.search

    struct Row: Sendable {
        let path: String
        let label: String
        /// Whose it is, and when.
        let of: String?
        let mark: String?
        let excerpt: String?
    }

    struct Group: Sendable {
        let heading: String
        let id: String
        let rows: [Row]
        let more: More?
    }

    let title: String
    let heading: String
    /// nil before anything was looked for.
    let outcome: String?
    let groups: [Group]

    /// - Parameter asked: what was looked for; nil for nothing yet.
    init(_ found: [FoundRecords], asked: String?, _ words: Words) {
        heading = words(.search)
        title = asked.map { words.named(words(.search), $0) } ?? words(.search)
        groups = found.map { found in
            let (rows, next) = found.page.rowsAndNext
            let list = LocalPath.search.with("q", asked ?? "").with("kind", found.kind.rawValue)
            return Group(
                heading: words(found.kind.word), id: found.kind.rawValue, rows: rows.map { Row($0, words) },
                more: More(list, next))
        }
        outcome = asked == nil ? nil : groups.isEmpty ? words(.findNothing, ["text": asked ?? ""]) : nil
    }
}

extension SearchPage.Row {
    init(_ record: FoundRecord, _ words: Words) {
        path = record.path.text
        label = record.label(words)
        let month = record.kind == .month || record.day != nil ? nil : record.month.map(words.month)
        let branch = record.kind == .branch || record.kind == .month ? nil : record.branch?.text
        of = [branch, record.day.map(words.date) ?? month].compactMap(\.self).joined(separator: " · ").nonEmpty
        mark = record.isPast ? words(record.kind.pastWord) : nil
        excerpt = record.excerpt
    }
}

extension FoundRecord {
    /// Its page, or the one on which it stands.
    var path: LocalPath {
        switch kind {
        case .person: .member(ID(id))
        case .area: .area(ID(id))
        case .branch: .branch(ID(id))
        case .month: .cycle(ID(id))
        case .meeting: .meeting(ID(id))
        case .finding: .finding(ID(id))
        case .planItem: LocalPath.one(.plans, ID<PlanItem>(id))
        case .focus: LocalPath.one(.foci, ID<Focus>(id))
        case .ask: LocalPath.one(.asks, ID<Ask>(id))
        case .adjustment: .adjustment(ID(id))
        case .sheet:
            cycle.flatMap { cycle in area.map { LocalPath.cycle(cycle, "areas/\($0.rawValue)") } } ?? .cycles
        case .objection: .objection(ID(id))
        case .ledgerEntry: LocalPath.one(.ledgers, ID<LedgerEntry>(id))
        case .motion: LocalPath.one(.motions, ID<Motion>(id))
        case .suggestion: LocalPath.one(.suggestions, ID<Suggestion>(id))
        case .award: LocalPath.one(.awards, ID<Award>(id))
        case .honour: day.map { LocalPath.ledger.with("year", String($0.components.year)) } ?? .ledger
        }
    }

    fileprivate func label(_ words: Words) -> String {
        switch kind {
        case .month: "\(month.map(words.month) ?? code) \(name)"
        case .person: "\(name) \(code)"
        case .meeting:
            [Meeting.Kind(rawValue: code).map { words($0.word) } ?? code, name].joined(separator: " ").trimmed
        case .planItem, .ask, .ledgerEntry, .suggestion, .honour: name
        case .area, .branch, .finding, .adjustment, .sheet, .objection, .award, .motion, .focus: "\(code) \(name)"
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
        case .meeting: .foundMeetings
        case .finding: .placeFindings
        case .planItem: .plansTitle
        case .focus: .fociTitle
        case .ask: .asksTitle
        case .adjustment: .foundAdjustments
        case .sheet: .foundSheets
        case .objection: .objectionsTitle
        case .ledgerEntry: .ledgersTitle
        case .motion: .motionsTitle
        case .suggestion: .suggestionsTitle
        case .award: .foundAwards
        case .honour: .ledgerTitle
        }
    }

    /// Said of what is on record alone.
    fileprivate var pastWord: Word {
        switch self {
        case .person: .memberLeft
        case .area: .areaNoMore
        case .branch, .month: .stateDissolved
        case .meeting: .meetingCancelled
        case .finding: .findingDone
        case .planItem, .focus, .ask, .adjustment, .sheet, .objection, .ledgerEntry, .motion, .suggestion, .honour:
            .foundWithdrawn
        case .award: .foundRevoked
        }
    }
}

extension Site {
    static let searchRoutes: [Route] = [
        .get("/search", for: .signedIn) { visit in
            let asked = visit.query["q"]
                .map { String(String.UnicodeScalarView($0.trimmed.unicodeScalars.prefix(SearchTerms.maximumLength))) }?
                .nonEmpty
            try visit.authority.require(API.search)
            guard let asked, let terms = SearchTerms(asked) else {
                return try visit.show(SearchPage([], asked: nil, visit.words))
            }
            let only = visit.query["kind"].flatMap(FoundRecord.Kind.init(rawValue:))
            let part = only == nil ? PageRequest(limit: API.foundAtOnce) : visit.listPart
            let found = try await visit.read { try FoundRecords.all(terms, kind: only, part, in: $0) }
            let rows = found.flatMap { $0.page.rowsAndNext.0 }
            // What is the only one is what was looked for.
            if only == nil, rows.count == 1, let record = rows.first { return visit.go(to: record.path) }
            return try visit.show(SearchPage(found, asked: asked, visit.words))
        }
    ]
}
