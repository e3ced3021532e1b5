import Domain
import Storage

/// How a committee's branches stand in each figure, by code, and what all come to together. No order by value, no rank.
struct CommitteeDiagnosisPage: WebPage {
    static let template = TemplateName.committeeDiagnosis

    struct Cell: Sendable {
        let label: String
        let value: String
        /// nil for what lies within its bound, or has none.
        let mark: String?
        let path: String?
    }

    struct Row: Sendable {
        let name: String
        let path: String?
        let cells: [Cell]
    }

    struct Head: Sendable {
        let heading: String
        let columns: [String]
        let rows: [Row]
        let sum: Row
    }

    let title: String
    let path: String
    let monthCode: String
    let turning: Turning
    let intro: String
    let hasBranches: Bool
    let heads: [Head]
    let staffing: DiagnosisPage.Link
    let downloads: Downloads

    static func path(_ committee: ID<Committee>) -> LocalPath {
        .administration("committees/\(committee.rawValue)/diagnosis")
    }

    init(_ told: ToldCommitteeFigures, _ words: Words) {
        let figures = told.figures
        let list = Self.path(figures.committee.id)
        let month = figures.months.upperBound
        title = words(.committeeDiagnosisHeading, ["committee": figures.committee.name])
        (path, monthCode) = (list.text, month.description)
        turning = Turning(month, of: list, words)
        intro = words(.diagnosisIntro, words.months(figures.months))
        heads = DiagnosisHead.diagnosed.map { head in
            Head(
                heading: words(head.word), columns: head.figures.map { words($0.word) },
                rows: figures.branches.map { branch in
                    let name = "\(branch.code.text) \(branch.name)"
                    return Row(
                        name: branch.dissolved.map { words.noted(name, "\(words(.dissolved)) \(words.date($0))") }
                            ?? name,
                        path: LocalPath.branch(branch.id, "diagnosis").with("month", month.description).text,
                        cells: head.figures.map { Cell(told.told($0, of: branch), words) })
                },
                sum: Row(
                    name: words(.figuresTogether), path: nil, cells: head.figures.map { Cell(told.sum($0), words) }))
        }
        hasBranches = !figures.branches.isEmpty
        staffing = DiagnosisPage.Link(
            path: StaffingPage.path(figures.committee.id).with("month", month.description).text,
            label: words(.staffingTitle))
        downloads = Downloads(list.with("month", month.description))
    }

    static func table(_ told: ToldCommitteeFigures, _ words: Words) -> DownloadTable {
        let figures = told.figures
        return DownloadTable(
            words, [words(.diagnosisTitle), figures.committee.name, figures.months.upperBound.description],
            [.branchCode, .branch, .figureWord, .figureValue, .figurePart, .figureWhole, .figureStanding],
            figures.branches.flatMap { branch in
                told.all.map { figure in
                    let told = told.told(figure, of: branch)
                    return [
                        .text(branch.code.text), .text(branch.name), .text(words(figure.word)),
                        .text(words.value(told.reading)), .number(String(told.reading.numerator)),
                        .text(told.reading.denominator.map(String.init) ?? ""),
                        .text(told.standing.map { words($0.word) } ?? ""),
                    ]
                }
            })
    }
}

extension CommitteeDiagnosisPage.Cell {
    fileprivate init(_ told: ToldFigure, _ words: Words) {
        label = words(told.figure.word)
        value =
            told.reading.isOnRecord && told.figure.unit == .share
            ? words.noted(words.value(told.reading), words.counted(told.reading)) : words.value(told.reading)
        mark = told.standing == .concern ? words(FigureStanding.concern.word) : nil
        path = told.path?.text
    }
}

extension Site {
    static let committeeDiagnosisRoutes: [Route] = [
        .get("/administration/committees/{committee}/diagnosis", for: .signedIn) { visit in
            try visit.show(CommitteeDiagnosisPage(try await visit.committeeDiagnosis(), visit.words))
        },
        .table("/administration/committees/{committee}/diagnosis") { visit in
            CommitteeDiagnosisPage.table(try await visit.committeeDiagnosis(), visit.words)
        },
    ]
}

extension Visit {
    fileprivate func committeeDiagnosis() async throws -> ToldCommitteeFigures {
        let (id, month): (ID<Committee>, Month?) = (try id("committee"), queriedMonth)
        return try await read { try $0.toldFigures(of: id, until: month) }
    }
}
