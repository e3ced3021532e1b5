import Domain
import Storage

/// What may ail a branch, or its measures: heads, each with its figures. Every figure opens the records that it stands on.
struct DiagnosisPage: WebPage {
    static let template = TemplateName.diagnosis

    struct Row: Sendable {
        let name: String
        let path: String
        let value: String
        let counted: String
        let bound: String
        let source: String?
        let state: String
        let stateCode: String
        let steps: [Step]
    }

    struct Link: Sendable {
        let path: String
        let label: String
    }

    struct Head: Sendable {
        let heading: String
        let rows: [Row]
        let advice: [Link]
        let hasAdvice: Bool
    }

    let title: String
    let back: ConfirmPage.Back
    let path: String
    let monthCode: String
    let turning: Turning
    let intro: String
    let hasBounds: Bool
    let heads: [Head]
    let other: Link
    let downloads: Downloads

    struct Content: Sendable {
        let told: ToldFigures
        let permission: Permission

        init(_ transaction: Transaction, _ branch: ID<Branch>, _ heads: [DiagnosisHead], until month: Month?) throws {
            told = try transaction.toldFigures(of: branch, of: heads, until: month)
            permission = try transaction.permission(in: branch)
        }

        var isDiagnosis: Bool { told.heads.allSatisfy(\.head.isDiagnosed) }
        var list: LocalPath { .branch(told.figures.id, isDiagnosis ? "diagnosis" : "measures") }
    }

    init(_ content: Content, _ words: Words) {
        let (figures, isDiagnosis) = (content.told.figures, content.isDiagnosis)
        let (branch, month) = (figures.id, figures.months.upperBound)
        let list = content.list
        title = words(isDiagnosis ? .diagnosisHeading : .measuresHeading, ["branch": figures.name])
        back = ConfirmPage.Back(.branch(branch), figures.name)
        (path, monthCode) = (list.text, month.description)
        turning = Turning(month, of: list, words)
        intro = words(.diagnosisIntro, words.months(figures.months))
        hasBounds = isDiagnosis
        other = Link(
            path: LocalPath.branch(branch, isDiagnosis ? "measures" : "diagnosis").with("month", month.description)
                .text,
            label: words(isDiagnosis ? .measuresTitle : .diagnosisTitle))
        heads = content.told.heads.map { head in
            let advice = head.head.advice.compactMap { measure -> Link? in
                guard let (path, operation) = measure.room, content.permission.allows(operation) else { return nil }
                return Link(path: path.text, label: words(measure.word))
            }
            return Head(
                heading: words(head.head.word),
                rows: head.figures.map { Row($0, of: branch, until: month, content.permission, words) },
                advice: advice, hasAdvice: !advice.isEmpty)
        }
        downloads = Downloads(list.with("month", month.description))
    }

    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        let figures = content.told.figures
        return DownloadTable(
            words,
            [
                words(content.isDiagnosis ? .diagnosisTitle : .measuresTitle), figures.code.text,
                figures.months.upperBound.description,
            ], [.what, .figureWord, .figureValue, .figurePart, .figureWhole, .figureBound, .figureStanding],
            content.told.heads.flatMap { head in
                head.figures.map { told in
                    [
                        .text(words(head.head.word)), .text(words(told.figure.word)), .text(words.value(told.reading)),
                        .number(String(told.reading.numerator)),
                        .text(told.reading.denominator.map(String.init) ?? ""), .text(words.bound(told)),
                        .text(told.standing.map { words($0.word) } ?? ""),
                    ]
                }
            })
    }
}

extension DiagnosisPage.Row {
    init(
        _ told: ToldFigure, of branch: ID<Branch>, until month: Month, _ permission: Permission, _ words: Words
    ) {
        let standing = told.standing ?? .told
        name = words(told.figure.word)
        path = ToldFigures.path(of: told.figure, branch, until: month).text
        value = words.value(told.reading)
        counted = words.counted(told.reading)
        bound = words.bound(told)
        source = told.bound.map {
            words(.figureSource, ["source": words($0.source), "mark": words($0.mark.word)])
        }
        (state, stateCode) = (words(standing.word), standing.code)
        steps =
            standing == .notice || standing == .concern
            ? DiagnosisGrounds.steps(told.figure, branch, until: month, permission, words) : []
    }
}

extension FigureStanding {
    /// How a page colours it: what is of concern is for a look, and nobody's blame.
    var code: String { self == .concern ? "open" : "" }
}

extension Words {
    /// From when to when, as they stand in a sentence.
    func months(_ months: ClosedRange<Month>) -> [String: String] {
        ["from": month(months.lowerBound), "until": month(months.upperBound)]
    }

    /// 78.26 %, 4 kinds, 12; a word for nothing on record.
    func value(_ reading: FigureReading) -> String {
        guard let value = reading.value else { return self(.standingNothing) }
        return switch reading.figure.unit {
        case .share: "\(value) %"
        case .kinds: counted(.unitKinds, reading.numerator)
        case .count: String(reading.numerator)
        }
    }

    /// 18 / 23, or of how many records.
    func counted(_ reading: FigureReading) -> String {
        guard reading.isOnRecord else { return "–" }
        if reading.figure.unit == .share, let whole = reading.denominator { return "\(reading.numerator) / \(whole)" }
        return counted(.figureCountedSaid, reading.records.count)
    }

    func bound(_ told: ToldFigure) -> String {
        guard let limits = told.bound?.limits else { return self(.figureUnbounded) }
        let unit = told.figure.unit == .share ? " %" : ""
        return self(
            limits.direction == .atLeast ? .figureAtLeast : .figureAtMost,
            ["notice": "\(limits.notice)\(unit)", "concern": "\(limits.concern)\(unit)"])
    }
}

extension Site {
    static let diagnosisRoutes: [Route] =
        diagnosisPages("/branches/{branch}/diagnosis", DiagnosisHead.diagnosed)
        + diagnosisPages("/branches/{branch}/measures", DiagnosisHead.measured)
        + [
            .get("/branches/{branch}/diagnosis/{figure}", for: .signedIn) { visit in
                let (id, month): (ID<Branch>, Month?) = (try visit.id("branch"), visit.queriedMonth)
                let figure = visit.parameters["figure"].flatMap(BranchFigure.init(rawValue:))
                guard let figure else { throw Problem.notFound }
                let content = try await visit.read { transaction in
                    try DiagnosisPage.Content(transaction, id, [figure.head], until: month)
                }
                return try visit.show(FigureRecordsPage(content, figure, visit.words))
            }
        ] + committeeDiagnosisRoutes + staffingRoutes + yearAtAGlanceRoutes

    private static func diagnosisPages(_ path: String, _ heads: [DiagnosisHead]) -> [Route] {
        [
            .get(path, for: .signedIn) { visit in
                try visit.show(DiagnosisPage(try await visit.diagnosis(heads), visit.words))
            },
            .table(path) { visit in DiagnosisPage.table(try await visit.diagnosis(heads), visit.words) },
        ]
    }
}

extension Visit {
    fileprivate func diagnosis(_ heads: [DiagnosisHead]) async throws -> DiagnosisPage.Content {
        let (id, month): (ID<Branch>, Month?) = (try id("branch"), queriedMonth)
        return try await read { try DiagnosisPage.Content($0, id, heads, until: month) }
    }
}
