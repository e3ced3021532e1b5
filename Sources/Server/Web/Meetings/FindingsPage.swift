import Domain
import Storage

/// A year's findings, as the ledger (整改台账) has them: what is overdue first.
struct FindingsPage: WebPage {
    static let template = TemplateName.findings

    /// Which of a year's are shown.
    enum Shown: String, CaseIterable, Sendable {
        case all, open, overdue, reported, closed

        var word: Word {
            switch self {
            case .all: .findingsAll
            case .open: .findingsOpen
            case .overdue: .findingsOverdue
            case .reported: .findingReported
            case .closed: .findingClosed
            }
        }

        func holds(_ course: Finding.Course, on today: LocalDate) -> Bool {
            switch self {
            case .all: true
            case .open: course.status.isOpen
            case .overdue: course.isOverdue(on: today)
            case .reported: course.status == .reported
            case .closed: course.status == .closed
            }
        }
    }

    struct Row: Sendable {
        let number: String
        let path: String
        let what: String
        let branch: String
        let handling: String
        let answers: String
        let due: String
        let state: String
        let stateCode: String
        let marks: [String]
    }

    struct Content: Sendable {
        let choice: ChosenYear
        let shown: Shown
        let findings: [FindingListing]
        let today: LocalDate
        let permission: Permission

        init(_ transaction: Transaction, _ choice: ChosenYear, shown: Shown) throws {
            (self.choice, self.shown) = (choice, shown)
            let today = transaction.today
            self.today = today
            let filter = FindingFilter(branch: choice.branch?.branch.id, year: choice.year)
            findings = try transaction.whole { try transaction.findings(filter, $0) }
                .filter { shown.holds($0.course, on: today) }
                .sorted { Self.order($0, today) < Self.order($1, today) }
            permission = Permission(transaction.authority)
        }

        /// What is to be done by the branch by when it is due, then what was reported, then the rest by number.
        private static func order(_ listing: FindingListing, _ today: LocalDate) -> (Int, Int, Finding.Number) {
            let course = listing.course
            if course.status.isWithBranch { return (0, course.due.dayNumber, listing.number) }
            return (course.status == .reported ? 1 : 2, 0, listing.number)
        }
    }

    let title: String
    let notice: String?
    let intro: String
    let year: String
    let turning: Turning
    /// nil for whoever sees one branch alone.
    let branchMenu: FormField.Menu?
    let shownMenu: FormField.Menu
    let steps: [Step]
    let hasRows: Bool
    let rows: [Row]
    let downloads: Downloads

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let chosen = content.choice
        title = words(.findingsHeading, ["year": String(chosen.year)])
        self.notice = notice
        intro = words(.findingsIntro)
        year = String(chosen.year)
        let shown = content.shown
        turning = Turning(year: chosen.year) { year in
            let path = LocalPath.findings.with("year", String(year)).with("show", shown.rawValue)
            return chosen.branch.map { path.with("branch", $0.branch.code.text) } ?? path
        }
        branchMenu = chosen.branchMenu(words)
        shownMenu = FormField.Menu(
            choices: Shown.allCases.map {
                FormField.Choice(code: $0.rawValue, label: words($0.word), isChosen: $0 == shown)
            })
        steps =
            content.permission.step(API.giveFindings, at: .findings.part("new"), words(.giveFinding), isMain: true)
            + [Step(path: chosen.kept(on: .findings.part("ledger")).text, label: words(.findingLedger), isMain: false)]
            + content.permission.step(API.importFindings, at: .imports, words(.importTitle))
        downloads = Downloads(chosen.kept(on: .findings))
        rows = content.findings.map { Row($0, today: content.today, words) }
        hasRows = !rows.isEmpty
    }
}

extension FindingsPage.Row {
    init(_ listing: FindingListing, today: LocalDate, _ words: Words) {
        number = listing.number.text
        path = LocalPath.finding(listing.id).text
        what = listing.matter.what.string
        branch = listing.branchCode.text
        handling = words(listing.course.handling.word)
        answers = FindingLines.answers(listing, words)
        due = words.date(listing.course.due)
        state = words(listing.course.status.word)
        stateCode = listing.course.status.isOpen ? "open" : "closed"
        marks = FindingLines.marks(listing, on: today, words)
    }
}

/// What is said of a finding in a few words.
enum FindingLines {
    /// The office, and who has it now.
    static func answers(_ listing: FindingListing, _ words: Words) -> String {
        let office = words(listing.matter.office.word)
        return listing.holder.map { "\(office) \($0.name)" } ?? words.noted(office, words(.findingNobody))
    }

    static func marks(_ listing: FindingListing, on today: LocalDate, _ words: Words) -> [String] {
        let course = listing.course
        var marks: [String] = []
        if course.isOverdue(on: today) { marks.append(words(.overdue)) }
        if let stage = listing.escalation?.stage, stage != .overdue { marks.append(words(stage.word)) }
        if listing.isDueSoon(on: today) { marks.append(words(.findingDueSoon)) }
        if course.extensions > 0 { marks.append(words(.findingExtended, ["count": String(course.extensions)])) }
        if course.relapses > 0 { marks.append(words(.findingRelapsed, ["count": String(course.relapses)])) }
        if course.wasClosedLate { marks.append(words(.findingClosedLate)) }
        return marks
    }

    /// At which meetings it was overdue, and how far it came there.
    static func escalations(_ listing: FindingListing, _ words: Words) -> [String] {
        listing.escalations.map { words.noted(words($0.stage.word), escalated($0, words)) }
    }

    static func escalated(_ entry: FindingEscalation.Entry, _ words: Words) -> String {
        words(.findingEscalated, ["date": words.date(entry.on), "count": String(entry.number)])
    }
}

extension Site {
    static let findingRoutes: [Route] =
        [
            .get("/findings", for: .signedIn) { visit in
                try visit.authority.require(API.listFindings)
                let shown = visit.query["show"].flatMap(FindingsPage.Shown.init(rawValue:)) ?? .all
                let content = try await visit.reading { try FindingsPage.Content($0, $1, shown: shown) }
                return try visit.show(FindingsPage(content, visit.words, notice: visit.notice))
            },
            .get("/findings/{finding}", for: .signedIn) { visit in
                let id: ID<Finding> = try visit.id("finding")
                let content = try await visit.read { try FindingPage.Content($0, id) }
                return try visit.show(
                    FindingPage(content, visit.words, notice: visit.notice) { visit.time($0) })
            },
        ] + findingLedgerRoutes + findingForms.flatMap(\.routes)
}
