import Domain

/// What the figures of some branches stand on, while it is gathered.
struct FigureRecords {
    let branches: [ID<Branch>: Branch]
    let months: ClosedRange<Month>
    /// The last day of the months, or today: how things stood then.
    let day: LocalDate
    let today: LocalDate
    private var found: [ID<Branch>: [BranchFigure: [FigureRecord]]] = [:]

    init(of branches: [Branch], in months: ClosedRange<Month>, today: LocalDate) {
        self.branches = Dictionary(branches.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.months = months
        self.today = today
        day = min(today, months.upperBound.lastDay)
    }

    var ids: [ID<Branch>] { branches.keys.sorted() }
    var days: ClosedRange<LocalDate> { months.lowerBound.firstDay...months.upperBound.lastDay }

    /// Whether it was on one of the days, and not after the day on which it is looked at.
    func holds(_ on: LocalDate?) -> Bool { on.map { days.contains($0) && $0 <= day } ?? false }

    /// Whether it was due on one of the days, and is done or over.
    func isDue(_ due: LocalDate, isDone: Bool) -> Bool { days.contains(due) && (isDone || due < today) }

    mutating func add(_ record: FigureRecord, to figure: BranchFigure, of branch: ID<Branch>) {
        guard branches[branch] != nil else { return }
        found[branch, default: [:]][figure, default: []].append(record)
    }

    /// One record, which counts or does not.
    mutating func add(
        _ subject: FigureRecord.Subject, on day: LocalDate, _ title: FigureRecord.Title, counts: Bool,
        kind: String? = nil, to figure: BranchFigure, of branch: ID<Branch>
    ) {
        add(FigureRecord(subject, on: day, title, part: counts ? 1 : 0, kind: kind), to: figure, of: branch)
    }

    /// By day; those of one day in the order in which they were found.
    func sorted(of branch: ID<Branch>) -> [BranchFigure: [FigureRecord]] {
        (found[branch] ?? [:]).mapValues { records in
            records.enumerated().sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }.map(\.element)
        }
    }
}
