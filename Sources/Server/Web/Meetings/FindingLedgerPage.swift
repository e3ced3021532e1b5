import Domain
import Storage

/// The ledger of findings of a year, as it is printed on A4 across.
struct FindingLedgerPage: WebPage {
    static let template = TemplateName.findingLedger

    struct Content: Sendable {
        let choice: ChosenYear
        let findings: [FindingContent]
        let today: LocalDate

        init(_ transaction: Transaction, _ choice: ChosenYear) throws {
            self.choice = choice
            findings = try transaction.findingLedger(
                FindingFilter(branch: choice.branch?.branch.id, year: choice.year))
            today = transaction.today
        }
    }

    struct Row: Sendable {
        let number: String
        let branch: String
        let source: String
        let scope: String
        let what: String
        let direction: String
        let standard: String
        let measures: String
        let answers: String
        let handling: String
        let due: String
        let state: String
        let report: String
        let closedOn: String
        let recheck: String
        let escalation: String
    }

    let title: String
    let heading: String
    let printed: String
    let hasRows: Bool
    let rows: [Row]
    let back: ConfirmPage.Back

    init(_ content: Content, _ words: Words) {
        let chosen = content.choice
        title = words(.findingLedger)
        heading =
            words(.findingsHeading, ["year": String(chosen.year)])
            + (chosen.branch.map { " – \($0.branch.name)" } ?? "")
        printed = words(.findingLedgerPrinted, ["date": words.date(content.today)])
        rows = content.findings.map { Row($0, today: content.today, words) }
        hasRows = !rows.isEmpty
        back = ConfirmPage.Back(chosen.kept(on: .findings), words(.placeFindings))
    }

    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        FindingColumns.download(
            words, [words(.findingLedger), String(content.choice.year)], of: content.findings)
    }
}

extension FindingLedgerPage.Row {
    init(_ content: FindingContent, today: LocalDate, _ words: Words) {
        func said(_ name: String) -> String { FindingColumns.said(name, content, words).nonEmpty ?? "–" }
        let listing = content.listing
        let (matter, course) = (listing.matter, listing.course)
        number = listing.number.text
        branch = listing.branchCode.text
        source = words(matter.source.word)
        scope = words(matter.scope.word)
        what = matter.what.string
        direction = matter.direction.string
        standard = matter.standard?.string ?? "–"
        measures = said("measures")
        answers = FindingLines.answers(listing, words)
        handling = words(course.handling.word)
        let first = course.firstDue.flatMap { $0 == course.due ? nil : $0 }
        due =
            first.map { words(.findingDueMoved, ["from": words.date($0), "to": words.date(course.due)]) }
            ?? words.date(course.due)
        state = words.list([words(course.status.word)] + FindingLines.marks(listing, on: today, words))
        report = said("report")
        closedOn = course.closedOn.map { words.date($0) } ?? "–"
        recheck = said("recheck")
        escalation = said("escalation")
    }
}

extension Site {
    static let findingLedgerRoutes: [Route] = [
        .get("/findings/ledger", for: .signedIn) { visit in
            try visit.authority.require(API.listFindings)
            return try visit.show(
                FindingLedgerPage(try await visit.reading(FindingLedgerPage.Content.init), visit.words))
        },
        .table("/findings") { visit in
            try visit.authority.require(API.listFindings)
            return FindingLedgerPage.table(try await visit.reading(FindingLedgerPage.Content.init), visit.words)
        },
    ]
}
