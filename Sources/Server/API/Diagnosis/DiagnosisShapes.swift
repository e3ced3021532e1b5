import Domain
import Storage

/// A figure of a branch, or of several together, with its bound and where its records are told.
struct ToldFigure: Sendable {
    let reading: FigureReading
    let bound: FigureBound?
    /// nil where its records are those of several branches.
    let path: LocalPath?

    var figure: BranchFigure { reading.figure }
    /// nil over several branches of what is counted: a bound is for one.
    let standing: FigureStanding?
}

extension ToldFigure {
    /// Of one branch.
    init(_ figure: BranchFigure, of branch: BranchFigures, _ bounds: FigureBounds) {
        let reading = branch.reading(figure)
        self.init(
            reading: reading, bound: bounds[figure],
            path: ToldFigures.path(of: figure, branch.id, until: branch.months.upperBound),
            standing: reading.standing(against: bounds[figure]))
    }
}

/// Some heads of a branch's figures: what ails it, or its measures.
struct ToldFigures: Sendable {
    struct Head: Sendable {
        let head: DiagnosisHead
        let figures: [ToldFigure]
    }

    let figures: BranchFigures
    let heads: [Head]

    init(_ figures: BranchFigures, of heads: [DiagnosisHead], _ bounds: FigureBounds) {
        self.figures = figures
        self.heads = heads.map { head in
            Head(
                head: head,
                figures: head.figures.map { ToldFigure($0, of: figures, bounds) })
        }
    }

    /// The page with the records that a figure of a branch stands on.
    static func path(of figure: BranchFigure, _ branch: ID<Branch>, until month: Month) -> LocalPath {
        LocalPath.branch(branch, "diagnosis").part(figure.rawValue).with("month", month.description)
    }
}

/// What a committee's figures come to, and how each of its branches stands in them.
struct ToldCommitteeFigures: Sendable {
    let figures: CommitteeFigures
    let bounds: FigureBounds

    var all: [BranchFigure] { DiagnosisHead.diagnosed.flatMap(\.figures) }

    /// Over all branches. A bound on how many there are is one for each branch, and not for all of them.
    func sum(_ figure: BranchFigure) -> ToldFigure {
        let reading = figures.reading(figure)
        return ToldFigure(
            reading: reading, bound: bounds[figure], path: nil,
            standing: figure.unit == .share ? reading.standing(against: bounds[figure]) : nil)
    }

    func told(_ figure: BranchFigure, of branch: BranchFigures) -> ToldFigure { ToldFigure(figure, of: branch, bounds) }
}

extension Transaction {
    /// The twelve months end with the last that is over, where nothing else is asked.
    func diagnosedMonth(_ asked: Month?) -> Month { asked ?? today.month.adding(months: -1) }

    func toldFigures(of branch: ID<Branch>, of heads: [DiagnosisHead], until month: Month?) throws -> ToldFigures {
        ToldFigures(
            try figures(of: branch, until: diagnosedMonth(month), by: CadenceSeed.rules()), of: heads,
            try DiagnosisSeed.bounds())
    }

    func toldFigures(of committee: ID<Committee>, until month: Month?) throws -> ToldCommitteeFigures {
        ToldCommitteeFigures(
            figures: try figures(of: committee, until: diagnosedMonth(month), by: CadenceSeed.rules()),
            bounds: try DiagnosisSeed.bounds())
    }
}

extension Shape<ToldFigure> {
    private static let reckoned: [Field] = [
        Field("figure", .choice(BranchFigure.self)) { .string($0.figure.rawValue) },
        Field("unit", .choice(BranchFigure.Unit.self)) { .string($0.figure.unit.rawValue) },
        Field("numerator", .count) { JSON($0.reading.numerator) },
        Field("denominator", Schema.count.orNull.means("null for a mere count.")) {
            $0.reading.denominator.map { JSON($0) } ?? .null
        },
        Field(
            "value",
            Schema.points.orNull.means(
                "Per cent of a share, otherwise how many; null for nothing on record: never zero.")
        ) { $0.reading.value.map { JSON($0) } ?? .null },
        Field(
            "standing",
            Schema.choice(FigureStanding.self).orNull.means("null for a count over several branches.")
        ) { JSON($0.standing?.rawValue) },
        Field("records", .count.means("How many records it stands on.")) { JSON($0.reading.records.count) },
        Field("href", Schema.text(300).orNull.means("The page that lists them; null over several branches.")) {
            JSON($0.path?.text)
        },
    ]

    static let branchFigure = Shape(
        "BranchFigure",
        reckoned + [
            Field("direction", Schema.choice(FigureBound.Direction.self).orNull.means("null without a bound.")) {
                JSON($0.bound?.limits?.direction.rawValue)
            },
            Field("notice", Schema.count.orNull.means("Beyond this it is worth a look.")) {
                $0.bound?.limits.map { JSON($0.notice) } ?? .null
            },
            Field("concern", Schema.count.orNull.means("Beyond this it is worth doing something about.")) {
                $0.bound?.limits.map { JSON($0.concern) } ?? .null
            },
            Field("sourceZh", .text.orNull) { JSON($0.bound?.source.zh.string) },
            Field("sourceEn", .text.orNull) { JSON($0.bound?.source.en.string) },
            Field("mark", .choice(CadenceRule.Mark.self).orNull.means("How well the source is known.")) {
                JSON($0.bound?.mark.rawValue)
            },
        ])

    static let reckonedFigure = Shape("ReckonedFigure", reckoned)
}

extension Shape<ToldFigures> {
    private static let head = Shape<ToldFigures.Head>(
        "FigureHead",
        [
            .init("head", .choice(DiagnosisHead.self)) { .string($0.head.rawValue) },
            .init("kind", .choice(DiagnosisHead.Kind.self)) { .string($0.head.kind.rawValue) },
            .init("advice", .list(.choice(Countermeasure.self)).means("What the document advises.")) { head in
                JSON(head.head.advice) { .string($0.rawValue) }
            },
            .list("figures", .branchFigure) { $0.figures },
        ])

    static let toldFigures = Shape(
        "BranchFigures",
        [
            Field("branch", .code) { .string($0.figures.code.text) }, Field("name", .text) { .string($0.figures.name) },
            Field("from", .month.means("The first of the twelve months.")) { JSON($0.figures.months.lowerBound) },
            Field("month", .month.means("The last.")) { JSON($0.figures.months.upperBound) },
            .list("heads", head) { $0.heads },
        ])
}

/// How one of a committee's branches stands.
private struct FiguresOfBranch: Sendable {
    let branch: BranchFigures
    let told: [ToldFigure]
}

extension Shape<ToldCommitteeFigures> {
    private static let ofBranch = Shape<FiguresOfBranch>(
        "FiguresOfBranch",
        [
            .init("branch", .code) { .string($0.branch.code.text) }, .init("name", .text) { .string($0.branch.name) },
            .init("dissolved", .date.orNull) { JSON($0.branch.dissolved) },
            .list("figures", .reckonedFigure) { $0.told },
        ])

    static let committeeFigures = Shape(
        "CommitteeFigures",
        [
            Field("committee", .code) { .string($0.figures.committee.code.text) },
            Field("from", .month.means("The first of the twelve months.")) { JSON($0.figures.months.lowerBound) },
            Field("month", .month.means("The last.")) { JSON($0.figures.months.upperBound) },
            Field("figures", .list(Shape<ToldFigure>.branchFigure.schema).means("Over all branches.")) { told in
                JSON(told.all.map(told.sum), Shape<ToldFigure>.branchFigure.json)
            },
            Field("branches", .list(ofBranch.schema).means("By code, whatever their figures are.")) { told in
                JSON(
                    told.figures.branches.map { branch in
                        FiguresOfBranch(branch: branch, told: told.all.map { told.told($0, of: branch) })
                    }, ofBranch.json)
            },
        ])
}

extension Shape<FigureRecord> {
    static let figureRecord = Shape(
        "FigureRecord",
        [
            Field(
                "kind",
                .text(20).means(
                    "meeting, finding, ledgerEntry, planItem, ask, cycle, motion, election, person, month or duty.")
            ) { .string($0.subject.name) },
            Field("id", .id.orNull.means("null for what is no record of its own.")) {
                $0.subject.id.map { JSON($0) } ?? .null
            },
            Field("on", .date) { JSON($0.on) },
            Field("titleZh", .lines(1000)) { .string($0.title.said(in: .chinese)) },
            Field("titleEn", .lines(1000)) { .string($0.title.said(in: .english)) },
            Field("part", .count.means("How much of it counts.")) { JSON($0.part) },
            Field("whole", .count.means("Of how much.")) { JSON($0.whole) },
        ])
}

extension FigureRecord.Subject {
    /// As the API calls it.
    var name: String {
        switch self {
        case .meeting: "meeting"
        case .finding: "finding"
        case .entry: "ledgerEntry"
        case .planItem: "planItem"
        case .ask: "ask"
        case .cycle: "cycle"
        case .motion: "motion"
        case .election: "election"
        case .person: "person"
        case .month: "month"
        case .duty: "duty"
        }
    }

    var id: Int64? {
        switch self {
        case .meeting(let id): id.rawValue
        case .finding(let id): id.rawValue
        case .entry(_, let id): id.rawValue
        case .planItem(let id): id.rawValue
        case .ask(let id): id.rawValue
        case .cycle(let id): id.rawValue
        case .motion(let id): id.rawValue
        case .election(let id): id.rawValue
        case .person, .month, .duty: nil
        }
    }
}

extension FigureRecord.Title {
    fileprivate func said(in language: Language) -> String {
        (try? WebResources.embedded.get().words(of: language)).map { said($0) } ?? ""
    }

    func said(_ words: Words) -> String {
        switch self {
        case .text(let text): text
        case .meeting(let kind, let theme): theme.map { words.named(words(kind.word), $0) } ?? words(kind.word)
        case .person(let number, let name): "\(name) \(number.text)"
        case .talks(let relation, let name): words.named(name, words(relation.word))
        case .month(let month): words.month(month)
        case .rule(let title, let period, let group):
            words.noted(words(title), words.list([group, words.period(period)].compactMap(\.self)))
        }
    }
}
