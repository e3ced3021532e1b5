import Domain
import Storage

/// The records that a figure of a branch stands on, each to be opened, and how much of it counts.
struct FigureRecordsPage: WebPage {
    static let template = TemplateName.figureRecords

    struct Line: Sendable {
        let day: String
        let said: String
        let path: String
        let part: String
        let whole: String
    }

    let title: String
    let back: ConfirmPage.Back
    let months: String
    let value: String
    let counted: String
    let bound: String
    let source: String?
    let steps: [Step]
    let hasLines: Bool
    let lines: [Line]

    init(_ content: DiagnosisPage.Content, _ figure: BranchFigure, _ words: Words) {
        let (figures, month) = (content.told.figures, content.told.figures.months.upperBound)
        let told = content.told.heads.flatMap(\.figures).first { $0.figure == figure }
        let reading = told?.reading ?? figures.reading(figure)
        title = words.named(figures.name, words(figure.word))
        back = ConfirmPage.Back(
            content.list.with("month", month.description),
            words(content.isDiagnosis ? .diagnosisTitle : .measuresTitle))
        months = "\(words.month(figures.months.lowerBound)) – \(words.month(month))"
        (value, counted) = (words.value(reading), words.counted(reading))
        bound = told.map(words.bound) ?? ""
        source = told?.bound.map { words(.figureSource, ["source": words($0.source), "mark": words($0.mark.word)]) }
        steps = DiagnosisGrounds.steps(figure, figures.id, until: month, content.permission, words)
        lines = reading.records.map { record in
            Line(
                day: words.date(record.on), said: record.title.said(words),
                path: record.page(of: figure, figures, record.on.components.year).text, part: String(record.part),
                whole: figure.unit == .share ? String(record.whole) : "–")
        }
        hasLines = !lines.isEmpty
    }
}

extension FigureRecord {
    /// Where it is to be read; of what is no record of its own, where it is told.
    fileprivate func page(of figure: BranchFigure, _ branch: BranchFigures, _ year: Int) -> LocalPath {
        func ofYear(_ part: String) -> LocalPath { LocalPath.branch(branch.id, part).with("year", String(year)) }
        switch subject {
        case .meeting(let id): return .meeting(id)
        case .finding(let id): return .finding(id)
        case .entry(let ledger, let id): return .one(LedgerDesk.of(ledger).page, id)
        case .planItem(let id): return .one(.plans, id)
        case .ask(let id): return .one(.asks, id)
        case .cycle(let id): return .cycle(id)
        case .motion(let id): return .one(.motions, id)
        case .election(let id): return .one(.elections, id)
        case .month: return .branch(branch.id)
        case .duty: return LocalPath.due.with("branch", branch.code.text).with("year", String(year))
        case .person:
            switch figure {
            case .talksCovered: return ofYear("talk-pairs")
            case .membersTrained: return ofYear("training")
            default: return ofYear("secretaries")
            }
        }
    }
}
