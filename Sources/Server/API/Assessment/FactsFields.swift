import Domain
import Storage

/// What the city-management platform and 12345 say of an area's month, field by field.
enum FactsFields {
    static let area = Field(
        "area", .code, .area, headings: .named("责任区编号", "Area", also: ["责任区编码", "责任区代码", "area code"])
    ) { (listing: FactsListing) in listing.area }
    static let month = Field("month", .month, .month) { (listing: FactsListing) in listing.month }
    static let revisionReason = Field("revisionReason", Wire.reason.optional, .revisionReason) {
        (listing: FactsListing) in listing.revisionReason
    }
    static let late = Field(
        "late", Wire.boolean.means("Recorded after the last day for scoring in the month."), .factsLate
    ) { (listing: FactsListing) in listing.timing.isLate }
    static let sinceClosing = Field(
        "sinceClosing", Wire.boolean.means("Recorded after the month was closed; it changes none of its figures."),
        .factsSinceClosing
    ) { (listing: FactsListing) in listing.timing.isSinceClosing }

    /// The seven figures, each of which may be unknown.
    static let figures = AreaFacts.Figure.allCases.map { figure in
        (figure: figure, field: Self.field(of: figure))
    }

    static func field(of figure: AreaFacts.Figure) -> Field<FactsListing, Int?> {
        let part = figure.whole.map { "A part of \($0.rawValue), which is told with it." }
        let wire = Wire.integer(AreaFacts.range)
        return Field(
            figure.rawValue, (part.map { wire.means($0) } ?? wire).optional, figure.word, headings: headings(of: figure)
        ) { (listing: FactsListing) in listing.facts[figure] }
    }

    private static func headings(of figure: AreaFacts.Figure) -> SpreadsheetHeadings {
        switch figure {
        case .filed: .named("立案", "Filed", also: ["立案数", "立案量", "立案件数", "Cases filed"], need: .never)
        case .closedInTime:
            .named(
                "按期结案", "Closed in time", also: ["按期结案数", "按期结案量", "按期结案件数", "按时结案", "按时结案数", "期内结案"],
                need: .never)
        case .redone: .named("返工", "Redone", also: ["返工数", "返工量", "返工件数", "返工次数"], need: .never)
        case .complaints:
            .named("投诉", "Complaints", also: ["投诉数", "投诉量", "投诉件数", "12345投诉", "12345投诉数"], need: .never)
        case .substantiated:
            .named("查实", "Substantiated", also: ["查实数", "查实件数", "投诉查实", "查实投诉", "属实"], need: .never)
        case .calledBack: .named("回访", "Called back", also: ["回访数", "回访量", "回访件数"], need: .never)
        case .satisfied:
            .named("满意", "Satisfied", also: ["满意数", "满意量", "满意件数", "回访满意", "满意回访"], need: .never)
        }
    }

    /// As a list may have it beside the area: only to be checked, for a file is of one month.
    static let listedMonth = Field(
        "month", Wire.listedMonth.optional, .month, headings: .named("月份", "Month", also: ["考核月份", "年月"], need: .never))
}

extension AreaFacts.Figure: Worded {
    var word: Word {
        switch self {
        case .filed: .factsFiled
        case .closedInTime: .factsClosedInTime
        case .redone: .factsRedone
        case .complaints: .factsComplaints
        case .substantiated: .factsSubstantiated
        case .calledBack: .factsCalledBack
        case .satisfied: .factsSatisfied
        }
    }
}

extension Wire<Month> {
    /// A month as a table has it as well: 2026年10月, 2026/10, 2026.10.
    fileprivate static let listedMonth = written(
        .month, { _ in .month }, read: Month.init(parsing:),
        listed: { text throws(Rejection) in
            let parts = text.halfWidth.split { !$0.isNumber }
            guard parts.count == 2, parts[0].count == 4, parts[1].count <= 2 else { return try Month(parsing: text) }
            return try Month(parsing: "\(parts[0])-\(parts[1].count == 1 ? "0" : "")\(parts[1])")
        }, write: \.description, say: { month, words in words.month(month) })
}

/// What is to be known of an area's month: what is left out is not known.
struct NewFacts {
    let desk: FactsDesk
    let area: ID<ResponsibilityArea>
    let month: Month
    let facts: AreaFacts
    let revisionReason: Text?

    static let asked = Asking<NewFacts>("NewFacts") { input in
        let (code, month) = (input.take(FactsFields.area), input.take(FactsFields.month))
        var read: [AreaFacts.Figure: Int?] = [:]
        for (figure, field) in FactsFields.figures {
            if let said = input.take(field) { read.updateValue(said, forKey: figure) }
        }
        let reason = input.take(FactsFields.revisionReason)
        let facts = input.decide { errors in AreaFacts(read, noting: &errors) }
        guard let month,
            let (desk, area) = try input.look({ transaction in
                let desk = FactsDesk(transaction, month: month)
                return try code.map { (desk, try desk.area($0)) }
            }) ?? nil, let facts, let reason
        else { return nil }
        return NewFacts(desk: desk, area: area, month: month, facts: facts, revisionReason: reason)
    }
}
