import Domain
import Storage

/// The public tier's score forms on paper, one for each area, to be printed and handed out.
struct PaperFormsPage: WebPage {
    static let template = TemplateName.paperForms

    struct Line: Sendable {
        let criterion: String
        let guidance: String
        let maximum: String
        /// The causes by which it loses points; nil where points are given.
        let causes: String?
    }

    struct Sheet: Sendable {
        let areaName: String
        let holderLine: String
        let boundary: String?
        let lines: [Line]
        let total: String
    }

    struct Content: Sendable {
        let head: CycleHead.Content
        let scheme: SchemeContent
        let areas: [(area: AreaInMonth, boundary: String?)]

        init(_ transaction: Transaction, _ id: ID<Cycle>) throws {
            head = try CycleHead.Content(transaction, id)
            let cycle = head.cycle
            guard try transaction.allows(.enterScores, in: cycle.branch) else {
                throw Authority.Denial.notPermitted(.enterScores)
            }
            scheme = try transaction.schemeContent(of: cycle)
            areas = try transaction.areas(of: cycle).map {
                ($0, try transaction.area($0.id).area.facts.boundary?.string)
            }
        }
    }

    let title: String
    let heading: String
    let back: ConfirmPage.Back
    let sheets: [Sheet]
    let branchName: String
    let monthName: String
    let rule: String
    /// Whether it has a column for what points were lost for (内容, 考核标准, 加减分原因, 得分).
    let hasBase: Bool

    init(_ content: Content, _ words: Words) {
        let cycle = content.head.cycle
        monthName = words.month(cycle.month)
        branchName = content.head.branchName
        title = "\(words(.paperForms)) – \(branchName) \(monthName)"
        heading = words(.paperFormHeading)
        back = ConfirmPage.Back(.cycle(cycle.id, "scores"), words(.tabScores))
        rule = words(.paperFormRule, ["percent": String(Domain.Sheet.commentThresholdPercent)])
        let lines = content.scheme.criteria.map {
            let causes = SchemeLosses.shown($0, words)
            return Line(
                criterion: words($0.title), guidance: $0.guidance?.string ?? causes ?? "–",
                maximum: content.scheme.hasBase
                    ? words(.maximumPoints, ["points": $0.maximum.description]) : $0.maximum.description,
                causes: $0.guidance == nil ? nil : causes)
        }
        hasBase = content.scheme.hasBase
        sheets = content.areas.map { area, boundary in
            Sheet(
                areaName: "\(area.code.text) \(area.name)",
                holderLine: "\(words(.holder)) \(words.holders(area.holders.map(\.name)))", boundary: boundary,
                lines: lines,
                total: content.scheme.maximumTotal.description)
        }
    }
}
