import Domain
import Storage

/// The hours that a branch's members studied in a year, on A4, by number.
struct TrainingYearPage: WebPage {
    static let template = TemplateName.trainingYear

    typealias Content = YearOfBranch<[MemberTraining]>

    struct Row: Sendable {
        let number: String
        let name: String
        let concentrated: String
        let collective: String
        let total: String
        let usual: String
        let open: String

        init(_ line: MemberTraining) {
            (number, name) = (line.member.number.text, line.member.name)
            let year = line.year
            (concentrated, collective) = (year.concentrated.description, year.collective.description)
            (total, usual, open) = (year.total.description, year.usual.description, year.open.description)
        }

        static let headings: [Word] = [
            .hoursConcentrated, .hoursCollective, .total, .hoursUsual, .hoursOpen,
        ]

        var cells: [DownloadTable.Cell] {
            [concentrated, collective, total, usual, open].map(DownloadTable.Cell.number)
        }
    }

    let title: String
    let back: ConfirmPage.Back
    let turning: Turning
    let hasRows: Bool
    let rows: [Row]
    let downloads: Downloads

    init(_ content: Content, _ words: Words) {
        let path = LocalPath.branch(content.branch.id, "training")
        title = words(.hoursHeading, ["year": String(content.year), "branch": content.branch.name])
        back = ConfirmPage.Back(
            LedgerDesk.of(.training).page.with("year", String(content.year)), words(.ledgerTraining))
        turning = Turning(year: content.year) { path.with("year", String($0)) }
        rows = content.value.map(Row.init)
        hasRows = !rows.isEmpty
        downloads = Downloads(path.with("year", String(content.year)))
    }

    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.hoursTitle), content.branch.name, String(content.year)],
            [.memberNumber, .memberName] + Row.headings,
            content.value.map { line in
                [.text(line.member.number.text), .text(line.member.name)] + Row(line).cells
            })
    }
}

extension Site {
    static let trainingYearRoutes: [Route] = [
        .get("/branches/{branch}/training", for: .signedIn) { visit in
            try visit.show(
                TrainingYearPage(try await visit.yearOfBranch { try $0.trainingYears(of: $1, in: $2) }, visit.words))
        },
        .table("/branches/{branch}/training") { visit in
            TrainingYearPage.table(try await visit.yearOfBranch { try $0.trainingYears(of: $1, in: $2) }, visit.words)
        },
    ]
}
