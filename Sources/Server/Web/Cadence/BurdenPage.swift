import Domain
import Storage

/// What a committee's office causes: what is asked in a month, of which role, by what, and how many fields.
struct BurdenPage: WebPage {
    static let template = TemplateName.burden

    struct Row: Sendable {
        let role: String
        let kind: String
        let by: String
        let records: String
        let done: String
        let fields: String
        let derived: String
        let all: String
    }

    struct SumLine: Sendable {
        let said: String
    }

    let title: String
    let committee: String
    let path: String
    let monthName: String
    let monthCode: String
    let turning: Turning
    let summary: String
    let hasRows: Bool
    let sums: [SumLine]
    let rows: [Row]
    let downloads: Downloads

    static func path(_ committee: ID<Committee>) -> LocalPath {
        .administration("committees/\(committee.rawValue)/burden")
    }

    init(_ burden: Burden, _ words: Words) {
        let (month, list) = (burden.records.month, Self.path(burden.records.committee.id))
        title = words(.burdenTitle)
        committee = burden.records.committee.name
        path = list.text
        (monthName, monthCode) = (words.month(month), month.description)
        turning = Turning(month, of: list, words)
        summary = words.counted(.burdenSummary, burden.records.branches)
        sums = burden.sums.map { sum in
            SumLine(
                said: words.named(
                    words(sum.role.word),
                    words(.burdenRoleSaid, ["records": String(sum.records), "fields": String(sum.fields)])))
        }
        rows = burden.lines.map { line in
            Row(
                role: words(line.role.word), kind: words(line.kind.word), by: line.source.said(words),
                records: String(line.records), done: String(line.done), fields: Self.fields(line, words),
                derived: String(line.derived), all: String(line.allFields))
        }
        hasRows = !rows.isEmpty
        downloads = Downloads(list.with("month", month.description))
    }

    private static func fields(_ line: Burden.Line, _ words: Words) -> String {
        line.optional == 0
            ? String(line.fields)
            : words.noted(String(line.fields), words(.burdenOptional, ["count": String(line.optional)]))
    }

    static func table(_ burden: Burden, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.burdenTitle), burden.records.committee.name, burden.records.month.description],
            [
                .role, .burdenKind, .burdenBy, .burdenRecords, .burdenDone, .burdenFields, .burdenOptionalFields,
                .burdenDerived, .burdenAll,
            ],
            burden.lines.map { line in
                [
                    .text(words(line.role.word)), .text(words(line.kind.word)), .text(line.source.said(words)),
                    .number(String(line.records)), .number(String(line.done)), .number(String(line.fields)),
                    .number(String(line.optional)), .number(String(line.derived)), .number(String(line.allFields)),
                ]
            })
    }
}

extension Burden.Source {
    fileprivate func said(_ words: Words) -> String {
        switch self {
        case .scheme: words(.burdenByScheme)
        case .rule(let rule): words(rule.title)
        case .committee: words(.burdenByCommittee)
        }
    }
}

extension Burden.Kind: Worded {
    var word: Word {
        switch self {
        case .ownSheet: .burdenOwnSheet
        case .groupSheet: .burdenGroupSheet
        case .branchSheet: .burdenBranchSheet
        case .publicSheet: .burdenPublicSheet
        case .month: .burdenMonth
        case .adjustment: .burdenAdjustment
        case .facts: .burdenFacts
        case .finding: .burdenFinding
        case .planItem: .burdenPlanItem
        case .meeting: .burdenMeeting
        case .committeeMeeting: .burdenCommitteeMeeting
        case .appraisal: .burdenAppraisal
        }
    }
}

extension Site {
    static let burdenRoutes: [Route] = [
        .get("/administration/committees/{committee}/burden", for: .signedIn) { visit in
            try visit.show(BurdenPage(try await visit.burden(), visit.words))
        },
        .table("/administration/committees/{committee}/burden") { visit in
            BurdenPage.table(try await visit.burden(), visit.words)
        },
    ]
}

extension Visit {
    fileprivate func burden() async throws -> Burden {
        let (id, asked): (ID<Committee>, Month?) = (try id("committee"), queriedMonth)
        return try await read { try $0.burden(of: id, in: asked ?? $0.today.month) }
    }
}
