import Domain
import Storage

/// What a branch's year came to, on one page of A4: on a screen each line leads to its records.
struct YearAtAGlancePage: WebPage {
    static let template = TemplateName.yearAtAGlance

    struct Line: Sendable {
        let label: String
        let said: String
        let path: String?
    }

    let title: String
    let back: ConfirmPage.Back
    let turning: Turning
    let day: String
    let lines: [Line]
    let documentPath: String

    init(_ year: YearAtAGlance, _ words: Words) {
        let page = LocalPath.branch(year.branch, "year")
        title = Self.mark(year, words)
        back = ConfirmPage.Back(.branch(year.branch), year.book.branch.name)
        turning = Turning(year: year.book.year) { page.with("year", String($0)) }
        day = words.date(year.book.day)
        lines = YearAtAGlanceLines(year: year, words: words).all
        documentPath = LocalPath.branch(year.branch, "year.docx").with("year", String(year.book.year)).text
    }

    fileprivate static func mark(_ year: YearAtAGlance, _ words: Words) -> String {
        words(.branchYearMark, ["branch": year.book.name, "year": String(year.book.year)])
    }

    /// The same for a word processor.
    static func document(_ year: YearAtAGlance, _ words: Words) -> WordDocument {
        let rows = YearAtAGlanceLines(year: year, words: words).all.map { WordDocument.Table.Row([$0.label, $0.said]) }
        var setup = WordDocument.PageSetup()
        setup.margins = .init(top: 20, right: 20, bottom: 18, left: 22)
        setup.isNumbered = false
        return WordDocument(
            title: mark(year, words), language: words.language, page: setup,
            blocks: [
                .text(mark(year, words), as: .title),
                .text("\(year.book.committeeName)\t\(words.date(year.book.day))", as: .note),
                .table(
                    WordDocument.Table(
                        columns: [.init(words(.branchYearPart), share: 1), .init(words(.branchYearResult), share: 4)],
                        rows: rows)),
            ])
    }
}

/// What stands on the page, line by line. What there is nothing of has no line.
private struct YearAtAGlanceLines {
    typealias Line = YearAtAGlancePage.Line

    let year: YearAtAGlance
    let words: Words

    /// So much of a text as leaves the page its room.
    private static let longest = 60
    private static let mostCampaigns = 3

    private var code: String { String(year.book.year) }
    private var id: ID<Branch> { year.branch }

    var all: [Line] { people + areas + meetings + work + learning + decisions + campaigns + open }

    private func line(_ word: Word, _ said: String, _ path: LocalPath?) -> Line {
        Line(label: words(word), said: said, path: path?.text)
    }

    private func said(_ word: Word, _ counts: [String: Int]) -> String {
        words(word, counts.mapValues(String.init))
    }

    private func ledger(_ ledger: Ledger) -> LocalPath { LedgerDesk.of(ledger).page.with("year", code) }

    private var people: [Line] { [line(.branchYearPeople, String(year.book.roster.count), .branch(id))] }

    private var areas: [Line] {
        guard !year.book.months.isEmpty else { return [] }
        let months = line(
            .branchYearMonths, said(.branchYearMonthsSaid, ["ended": year.endedMonths, "all": year.book.months.count]),
            .branch(id))
        let best = year.best.prefix(3).map { "\($0.area.text) \($0.name) × \($0.months)" }
        return best.isEmpty
            ? [months] : [months, line(.branchYearBest, words.list(Array(best)), LocalPath.honours.with("year", code))]
    }

    private var meetings: [Line] {
        guard !year.book.meetings.isEmpty else { return [] }
        let held = YearAtAGlance.kinds.map { (kind: $0, count: year.held($0)) }.filter { $0.count > 0 }
        let tally = year.tally
        return [
            line(
                .branchYearMeetings, words.list(held.map { "\(words($0.kind.word)) \($0.count)" }),
                LocalPath.branch(id, "meetings").with("year", code)),
            line(
                .branchYearAttendance,
                said(
                    .branchYearAttendanceSaid,
                    ["entitled": tally.entitled, "present": tally.present, "madeUp": tally.madeUp]),
                LocalPath.branch(id, "attendance").with("year", code)),
        ]
    }

    private var work: [Line] {
        var lines: [Line] = []
        if !year.findings.isEmpty {
            let counts = [
                "given": year.findings.count, "closed": year.closedFindings.count,
                "inTime": year.closedFindings.count { !$0.course.wasClosedLate },
            ]
            lines.append(
                line(.branchYearFindings, said(.branchYearFindingsSaid, counts), LocalPath.findings.with("year", code)))
        }
        if !year.plan.isEmpty {
            let done = year.plan.count { $0.status == .done }
            lines.append(line(.branchYearPlanDone, "\(done) / \(year.plan.count)", .plans))
        }
        if !year.deeds.isEmpty {
            let counts = [
                "all": year.deeds.count, "done": year.deeds.count { $0.state != .open }, "satisfied": year.satisfied,
            ]
            lines.append(line(.branchYearDeeds, said(.branchYearDeedsSaid, counts), ledger(.deed)))
        }
        if !year.publicity.isEmpty {
            let counts = ["all": year.publicity.count, "followed": year.followedUp]
            lines.append(line(.branchYearPublicity, said(.branchYearPublicitySaid, counts), ledger(.publicity)))
        }
        return lines
    }

    private var learning: [Line] {
        var lines: [Line] = []
        if let mean = year.meanHours {
            let values = [
                "all": String(year.training.count), "done": String(year.trained), "mean": mean.description,
            ]
            lines.append(
                line(
                    .branchYearTraining, words(.branchYearTrainingSaid, values),
                    LocalPath.branch(id, "training").with("year", code)))
        }
        if !year.papers.isEmpty {
            let counts = ["all": year.papers.count, "graded": year.papers.count { $0.state == .graded }]
            lines.append(line(.branchYearPapers, said(.branchYearPapersSaid, counts), ledger(.paper)))
        }
        return lines
    }

    private var decisions: [Line] {
        var lines: [Line] = []
        if !year.motions.isEmpty {
            let counts = ["all": year.motions.count, "carried": year.carriedMotions]
            lines.append(
                line(.branchYearMotions, said(.branchYearMotionsSaid, counts), LocalPath.motions.with("year", code)))
        }
        if !year.elections.isEmpty {
            let counts = ["all": year.elections.count, "elected": year.elected]
            lines.append(line(.branchYearElections, said(.branchYearElectionsSaid, counts), .elections))
        }
        return lines
    }

    private var campaigns: [Line] {
        year.campaigns.prefix(Self.mostCampaigns).map { entry in
            let goals = entry.content.text(.goals).map { words.named(words(.partGoals), short($0.string)) }
            let result =
                (entry.whatStays ?? entry.steps.last { $0.kind == .reached }?.content.text(.outcome)?.string)
                .map { words.named(words(entry.state.word), short($0)) } ?? words(entry.state.word)
            let all: [String?] = [entry.title, goals, result]
            return line(
                .branchYearCampaign, all.compactMap(\.self).joined(separator: words.language == .chinese ? "；" : "; "),
                .one(LedgerDesk.of(.campaign).page, entry.id))
        }
    }

    private var open: [Line] {
        let counts = [
            "findings": year.findings.count { $0.course.status.isOpen },
            "items": year.plan.count { $0.status == .open }, "deeds": year.deeds.count { $0.state == .open },
        ]
        return [line(.branchYearOpen, said(.branchYearOpenSaid, counts), nil)]
    }

    private func short(_ text: String) -> String {
        text.count > Self.longest ? "\(text.prefix(Self.longest))…" : text
    }
}

extension Site {
    static let yearAtAGlanceRoutes: [Route] = [
        .get("/branches/{branch}/year", for: .signedIn) { visit in
            try visit.show(YearAtAGlancePage(try await visit.yearAtAGlance(), visit.words))
        },
        .document(
            API.yearAtAGlanceDocument,
            query: { visit in [(name: "year", value: String(try await visit.yearAtAGlance().book.year))] }
        ) { visit in YearAtAGlancePage.mark(try await visit.yearAtAGlance(), visit.words) },
    ]
}

extension Visit {
    fileprivate func yearAtAGlance() async throws -> YearAtAGlance {
        try await yearOfBranch { try $0.yearAtAGlance(of: $1, in: $2) }.value
    }
}
