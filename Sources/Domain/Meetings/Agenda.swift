/// What a secretaries' meeting goes through (DOMAIN §2): eight parts, drafted from the records there are, added to and cut by
/// the committee's office, and frozen when the meeting opens.
package struct Agenda: Hashable, Sendable {
    package enum Part: String, CaseIterable, Hashable, Sendable {
        /// 上次议定事项、问题销号
        case carriedOver
        /// 传达学习
        case passingOn
        /// 逐支部汇报
        case reports
        /// 点评
        case comments
        /// 布置下月
        case nextMonth
        /// 交流
        case exchange
        /// 需上级协调事项
        case asks
        /// 议定事项确认
        case decisions

        /// How many minutes are planned for it where nobody says otherwise.
        ///
        /// - Parameter branches: that report, five minutes each at the most.
        package func minutes(branches: Int) -> Int {
            switch self {
            case .passingOn, .carriedOver, .comments, .nextMonth, .asks: 10
            case .reports: min(5 * branches, MeetingRecord.Item.longestTime)
            case .exchange: 0
            case .decisions: 5
            }
        }
    }

    /// The record that a line was drafted from.
    package enum Subject: Hashable, Sendable {
        case finding(ID<Finding>)
        case planItem(ID<PlanItem>)
        case ask(ID<Ask>)
        case branch(ID<Branch>)
        case focus(ID<Focus>)
        /// A decision of the meeting before, by its place.
        case decision(ID<Meeting>, Int)

        /// By which it is named when it is left out, such as `finding/12`.
        package var key: String {
            switch self {
            case .finding(let id): "finding/\(id.rawValue)"
            case .planItem(let id): "planItem/\(id.rawValue)"
            case .ask(let id): "ask/\(id.rawValue)"
            case .branch(let id): "branch/\(id.rawValue)"
            case .focus(let id): "focus/\(id.rawValue)"
            case .decision(let meeting, let place): "decision/\(meeting.rawValue)/\(place)"
            }
        }

        /// Whether it is of a branch.
        package var isOfBranch: Bool {
            switch self {
            case .finding, .planItem, .ask, .branch: true
            case .focus, .decision: false
            }
        }

        package init?(key: String) {
            let parts = key.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count >= 2, let id = Int64(parts[1]), id > 0 else { return nil }
            switch (parts[0], parts.count) {
            case ("finding", 2): self = .finding(ID(id))
            case ("planItem", 2): self = .planItem(ID(id))
            case ("ask", 2): self = .ask(ID(id))
            case ("branch", 2): self = .branch(ID(id))
            case ("focus", 2): self = .focus(ID(id))
            case ("decision", 3):
                guard let place = parts[2].asciiNumber, place > 0 else { return nil }
                self = .decision(ID(id), place)
            default: return nil
            }
        }
    }

    /// A branch's month, as it stood when the line was drafted.
    package struct Figures: Hashable, Sendable {
        package let month: Month
        /// nil for a month that was not opened.
        package let status: Cycle.Status?
        package let areas: Int
        /// How many of the areas have all their sheets; nil for whoever was not to see it.
        package let complete: Int?
        package let openFindings: Int
        package let overdueFindings: Int

        package init(
            month: Month, status: Cycle.Status?, areas: Int, complete: Int?, openFindings: Int, overdueFindings: Int
        ) {
            (self.month, self.status, self.areas, self.complete) = (month, status, areas, complete)
            (self.openFindings, self.overdueFindings) = (openFindings, overdueFindings)
        }
    }

    /// One line of a part.
    package struct Line: Hashable, Sendable {
        package let part: Part
        /// nil for what the office wrote itself; the first of what is of several.
        package let subject: Subject?
        /// Of which branch it is; nil for what is of none, or of several.
        package let branch: Code?
        package let title: String
        /// Of the record, as it stood: a status of its kind.
        package let state: String?
        package let due: LocalDate?
        package let isOverdue: Bool
        /// To which an overdue finding comes at this meeting; nil where its committee does without.
        package let stage: FindingEscalation.Stage?
        package let figures: Figures?
        /// What came of a decision, as it was noted last.
        package let outcome: String?
        /// What is said once for several branches: each one's own line. Empty for what is said of one.
        package let records: [Line]

        package init(
            _ part: Part, _ subject: Subject?, branch: Code? = nil, _ title: String, state: String? = nil,
            due: LocalDate? = nil, isOverdue: Bool = false, stage: FindingEscalation.Stage? = nil,
            figures: Figures? = nil, outcome: String? = nil
        ) {
            (self.part, self.subject, self.branch, self.title) = (part, subject, branch, title)
            (self.state, self.due, self.isOverdue, self.figures) = (state, due, isOverdue, figures)
            (self.stage, self.outcome) = (stage, outcome)
            records = []
        }

        private init(_ title: String, saying records: [Line], in part: Part) {
            self.part = part
            subject = records.first?.subject
            (branch, figures, outcome) = (nil, nil, nil)
            self.title = title
            state = Set(records.map(\.state)).count == 1 ? records.first?.state : nil
            due = records.compactMap(\.due).min()
            isOverdue = records.contains(where: \.isOverdue)
            stage = records.compactMap(\.stage).max()
            self.records = records
        }

        /// What is said once for several; of one its own line.
        ///
        /// - Parameter records: at least one, in the order in which they are told.
        package static func once(_ title: String, _ records: [Line], in part: Part) -> Line? {
            records.count > 1 ? Line(title, saying: records, in: part) : records.first
        }

        /// The records of which it is, each as a line of its own.
        package var each: [Line] { records.isEmpty ? [self] : records }

        /// What is left of it with those alone for which it holds; nil for nothing.
        fileprivate func only(_ isKept: (Line) -> Bool) -> Line? {
            let kept = each.filter(isKept)
            return kept.count == each.count ? self : Self.once(title, kept, in: part)
        }

        /// What a reader sees who reads of these branches alone.
        fileprivate func only(of branches: Set<Code>) -> Line? {
            guard let read = only({ line in line.branch.map(branches.contains) ?? true }) else { return nil }
            // Of which branch it is was not kept with what was frozen first: then it is not known who may open it.
            guard read.branch == nil, read.records.isEmpty, read.subject?.isOfBranch == true else { return read }
            return Line(part, nil, title, due: due, isOverdue: isOverdue)
        }
    }

    /// How long a part may take.
    package struct Time: Hashable, Sendable {
        package let part: Part
        package let minutes: Int

        package init(_ part: Part, minutes: Int) {
            (self.part, self.minutes) = (part, minutes)
        }
    }

    /// What the office adds, leaves out, and plans otherwise. The rest follows the records until the meeting opens.
    package struct Edits: Hashable, Sendable {
        /// A line of the office's own.
        package struct Note: Hashable, Sendable {
            package static let most = 40

            package let part: Part
            package let title: Text

            package init(_ part: Part, _ title: Text) {
                (self.part, self.title) = (part, title)
            }
        }

        /// A record that is not talked about, and who decided so.
        package struct LeftOut: Hashable, Sendable {
            package let subject: Subject
            /// What the agenda would have said; nil where it was not in the draft.
            package let title: String?
            /// nil for what was left out before this was kept.
            package let by: String?
            package let at: Instant?

            package init(_ subject: Subject, title: String?, by: String?, at: Instant?) {
                (self.subject, self.title, self.by, self.at) = (subject, title, by, at)
            }
        }

        package static let mostLeftOut = 1_000

        package let notes: [Note]
        /// Record by record: one that joins others later is talked about until somebody leaves it out too.
        package let leftOut: [LeftOut]
        package let times: [Time]

        package static let none = Edits(notes: [], leftOut: [], times: [])

        package init(notes: [Note], leftOut: [LeftOut], times: [Time]) {
            (self.notes, self.leftOut, self.times) = (notes, leftOut, times)
        }

        /// As somebody says it: what was left out before stays with whoever left it out.
        ///
        /// - Parameter drafted: what there is to be left out.
        package func said(over standing: Edits, of drafted: [Line], by: String, at: Instant) -> Edits {
            let titles = Dictionary(
                drafted.flatMap(\.each).compactMap { line in line.subject.map { ($0, line.title) } },
                uniquingKeysWith: { first, _ in first })
            var seen: Set<Subject> = []
            let left = leftOut.map(\.subject).filter { seen.insert($0).inserted }.map { subject in
                standing.leftOut.first { $0.subject == subject }
                    ?? LeftOut(subject, title: titles[subject], by: by, at: at)
            }
            return Edits(notes: notes, leftOut: left, times: times)
        }
    }

    /// As many lines of the records a part takes up at the most, so that all of it goes on two pages of A4; the rest is counted.
    package static let mostLines = 12

    /// Part by part.
    package let lines: [Line]
    /// For every part, in its place.
    package let times: [Time]
    /// How many more there are of what a part is drafted from: not near its day yet, or beyond ``mostLines``.
    package let folded: [Part: Int]

    /// As it stands where it is kept.
    package init(lines: [Line], times: [Time], folded: [Part: Int]) {
        (self.lines, self.times, self.folded) = (lines, times, folded)
    }

    /// The draft with the office's edits.
    ///
    /// - Parameters:
    ///   - drafted: in the order in which they are taken up.
    ///   - rest: how many more there are of a part that are not near their day.
    package init(drafted: [Line], rest: [Part: Int], edits: Edits) {
        let leftOut = Set(edits.leftOut.map(\.subject))
        let branches = drafted.count { $0.part == .reports }
        var (lines, folded): ([Line], [Part: Int]) = ([], rest.filter { $0.value > 0 })
        for part in Part.allCases {
            let kept = drafted.filter { $0.part == part }.compactMap { line in
                line.only { $0.subject.map { !leftOut.contains($0) } ?? true }
            }
            // Every branch reports.
            let most = part == .reports ? kept.count : Self.mostLines
            lines += kept.prefix(most)
            if kept.count > most { folded[part, default: 0] += kept.count - most }
            lines += edits.notes.filter { $0.part == part }.map { Line(part, nil, $0.title.string) }
        }
        self.lines = lines
        self.folded = folded
        times = Part.allCases.map { part in
            edits.times.first { $0.part == part } ?? Time(part, minutes: part.minutes(branches: branches))
        }
    }

    package func lines(of part: Part) -> [Line] { lines.filter { $0.part == part } }

    /// Planned for all of it.
    package var minutes: Int { times.reduce(0) { $0 + $1.minutes } }

    /// What a reader sees who reads of these branches alone.
    package func only(of branches: Set<Code>) -> Agenda {
        Agenda(lines: lines.compactMap { $0.only(of: branches) }, times: times, folded: [:])
    }
}
