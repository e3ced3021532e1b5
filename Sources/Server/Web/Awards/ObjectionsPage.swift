import Domain
import Storage

/// A year's objections: to the receiving body what is to do and until when, to everybody else the numbers and how far they
/// are.
struct ObjectionsPage: WebPage {
    static let template = TemplateName.objections

    struct Row: Sendable {
        let number: String
        let path: String
        let branch: String
        let month: String
        let state: String
        let stateCode: String
        let due: String
        let isLate: Bool
    }

    struct Content: Sendable {
        let year: Int
        let objections: [ObjectionListing]
        let today: LocalDate

        init(_ transaction: Transaction, year: Int?) throws {
            today = transaction.today
            let year = year ?? today.components.year
            self.year = year
            let all = try transaction.whole { try transaction.objections(ObjectionFilter(year: year), $0) }
            // What the month waits for comes first, by when it is due.
            objections =
                all.filter(\.status.isOpen).sorted { ($0.due, $0.id) < ($1.due, $1.id) }
                + all.filter { !$0.status.isOpen }.reversed()
        }
    }

    let title: String
    let intro: String
    let year: String
    let turning: Turning
    let hasRows: Bool
    let rows: [Row]

    init(_ content: Content, _ words: Words) {
        title = words(.objectionsTitle)
        intro = words(.objectionsIntro)
        year = String(content.year)
        turning = Turning(year: content.year) { LocalPath.objections.with("year", String($0)) }
        rows = content.objections.map { listing in
            Row(
                number: listing.number.text, path: LocalPath.objection(listing.id).text,
                branch: listing.branchCode.text, month: words.month(listing.month),
                state: ObjectionLines.state(listing.status, listing.outcome, words),
                stateCode: listing.status.isOpen ? "open" : "closed",
                due: words.day(listing.due), isLate: listing.isOverdue(on: content.today))
        }
        hasRows = !rows.isEmpty
    }
}

extension Site {
    static let objectionRoutes: [Route] =
        [
            .get("/objections", for: .signedIn) { visit in
                let year = visit.query["year"]?.asciiNumber.flatMap { Month.years.contains($0) ? $0 : nil }
                let content = try await visit.read { try ObjectionsPage.Content($0, year: year) }
                return try visit.show(ObjectionsPage(content, visit.words))
            },
            .get("/objections/{objection}", for: .signedIn) { visit in
                let id: ID<Objection> = try visit.id("objection")
                let content = try await visit.read { try ObjectionPage.Content($0, id) }
                return try visit.show(
                    ObjectionPage(content, visit.words, notice: visit.notice) { visit.time($0) })
            },
            paper(.receipt), paper(.answer),
        ] + objectionForms.flatMap(\.routes) + objectorForm.routes

    private static func paper(_ kind: ObjectionPaperPage.Kind) -> Route {
        .get("/objections/{objection}/\(kind.rawValue)", for: .signedIn) { visit in
            let id: ID<Objection> = try visit.id("objection")
            let content = try await visit.read { try ObjectionPage.Content($0, id) }
            return try visit.show(ObjectionPaperPage(kind, content, visit.words) { visit.time($0) })
        }
    }
}
