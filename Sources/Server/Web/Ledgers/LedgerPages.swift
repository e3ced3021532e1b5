import Domain
import Storage

/// The ledgers that the reader may read, with what each has of this year.
struct LedgersPage: WebPage {
    static let template = TemplateName.ledgers

    struct Row: Sendable {
        let path: String
        let name: String
        let count: String
        let late: String
    }

    struct Content: Sendable {
        let ledgers: [(ledger: Ledger, count: Int, late: Int)]

        init(_ transaction: Transaction) throws {
            ledgers = try Ledger.allCases.filter { transaction.authority.allows($0.form.readers.action) }.map {
                let counted = try transaction.ledgerCount(of: $0, in: transaction.today.components.year)
                return ($0, counted.all, counted.late)
            }
        }
    }

    let title: String
    let intro: String
    let rows: [Row]

    init(_ content: Content, _ words: Words) {
        title = words(.ledgersTitle)
        intro = words(.ledgersIntro)
        rows = content.ledgers.map { ledger, count, late in
            Row(
                path: LedgerDesk.of(ledger).page.text, name: words(ledger.word), count: String(count),
                late: String(late))
        }
    }
}

/// A year of a ledger. Printed, it is the ledger.
struct LedgerPage: WebPage {
    static let template = TemplateName.ledger

    struct Row: Sendable {
        let path: String
        let entryTitle: String
        let branch: String
        let day: String
        let due: String
        let isLate: Bool
        let state: String
        let stateCode: String
        let hasLines: Bool
        /// On paper: what else it says, and what became of it, as its file has it.
        let lines: [String]
    }

    /// To what belongs to the ledger: the hours that a branch's members studied, what a committee's inspections look at.
    struct Beside: Sendable {
        let path: String
        let label: String
    }

    struct Content: Sendable {
        let ledger: Ledger
        let year: Int
        let entries: [LedgerListing]
        /// Of whose hours of study there is a page.
        let studying: [(id: ID<Branch>, name: String)]
        /// Whose checklists there are pages of.
        let inspecting: [Committee]
        let authority: Authority
        let today: LocalDate

        init(_ transaction: Transaction, _ ledger: Ledger, year: Int?) throws {
            today = transaction.today
            let year = year ?? today.components.year
            (self.ledger, self.year, authority) = (ledger, year, transaction.authority)
            entries = try transaction.withSteps(
                transaction.whole { try transaction.ledgerEntries(of: ledger, LedgerFilter(year: year), $0) }
            ).sorted { ($0.day, $0.branchCode, $0.id) < ($1.day, $1.branchCode, $1.id) }
            studying =
                ledger == .training
                ? try Dictionary(entries.map { ($0.branch, ($0.branchCode, $0.branchName)) }) { first, _ in first }
                    .filter { try transaction.permission(in: $0.key).allows(API.showTrainingYear) }
                    .sorted { $0.value.0 < $1.value.0 }.map { ($0.key, $0.value.1) } : []
            inspecting = ledger == .inspection ? try transaction.whole { try transaction.committees($0) } : []
        }
    }

    let title: String
    let notice: String?
    let back: ConfirmPage.Back
    let turning: Turning
    let steps: [Step]
    let beside: [Beside]
    let titleLabel: String
    let dayLabel: String
    /// nil where entries have no day by which something comes of them.
    let dueLabel: String?
    let hasRows: Bool
    let rows: [Row]
    let downloads: Downloads
    let importPath: String?

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let desk = LedgerDesk.of(content.ledger)
        let form = content.ledger.form
        title = words.noted(words(content.ledger.word), words(.ledgerYear, ["year": String(content.year)]))
        self.notice = notice
        back = ConfirmPage.Back(.ledgers, words(.ledgersTitle))
        turning = Turning(year: content.year) { desk.page.with("year", String($0)) }
        steps = Permission(content.authority).step(
            desk.enter, at: desk.page.part("new"), words(content.ledger.enterWord), isMain: true)
        beside =
            content.studying.map { id, name in
                Beside(
                    path: LocalPath.branch(id, "training").with("year", String(content.year)).text,
                    label: words.named(words(.hoursTitle), name))
            }
            + content.inspecting.map { committee in
                Beside(
                    path: ChecklistsPage.path(committee.id).text,
                    label: words.named(words(.checklists), committee.name))
            }
        titleLabel = words(form.title.word)
        dayLabel = words(form.day.word)
        dueLabel = form.due.map { due in if case .said(let key) = due { words(key.word) } else { words(.partDue) } }
        var above: Set<LedgerKey> = [form.title, form.day]
        if case .said(let key) = form.due { above.insert(key) }
        rows = content.entries.map { entry in
            let lines = entry.lines(of: form.parts.filter { !above.contains($0.key) }, words)
            return Row(
                path: LocalPath.one(desk.page, entry.id).text, entryTitle: entry.title, branch: entry.branchName,
                day: words.date(entry.day), due: entry.due.map { words.date($0) } ?? "–",
                isLate: entry.isOverdue(on: content.today), state: words(entry.state.word),
                stateCode: entry.state.isOpen ? "open" : "closed", hasLines: !lines.isEmpty, lines: lines)
        }
        hasRows = !rows.isEmpty
        downloads = Downloads(desk.page.with("year", String(content.year)))
        importPath =
            content.authority.allows(desk.importing)
            ? LocalPath.imports.with("list", ImportedList.ledger(content.ledger).rawValue).text : nil
    }

    /// What the file holds: of the branches whose ledgers the reader reads, and not only what they published.
    static func kept(_ transaction: Transaction, _ content: Content) throws -> [LedgerListing] {
        let action = content.ledger.form.readers.action
        let own = try Set(content.entries.map(\.branch)).filter { try transaction.allows(action, in: $0) }
        return content.entries.filter { $0.state != .withdrawn && own.contains($0.branch) }
    }

    /// As an import takes it, and with what became of each.
    static func table(_ content: Content, of kept: [LedgerListing], _ words: Words) -> DownloadTable {
        let desk = LedgerDesk.of(content.ledger)
        return DownloadTable(
            words, [words(content.ledger.word), String(content.year)],
            [DownloadTable.Column(LedgerFields.branch)] + desk.fields.map { .init($0) }
                + [.init(Word.state) { words($0.state.word) }]
                + content.ledger.form.steps.flatMap { step in step.parts.map { Self.column($0, of: step, words) } },
            of: kept)
    }
}

extension LedgerListing {
    /// What it says in some parts, and what became of it, a line each.
    fileprivate func lines(of parts: [LedgerPart], _ words: Words) -> [String] {
        func said(_ content: LedgerContent, _ parts: [LedgerPart]) -> [String] {
            parts.compactMap { part in
                part.wire.say(LedgerSaid(content[part.key], named), words).map {
                    words.named(words(part.key.word), $0)
                }
            }
        }
        return said(content, parts)
            + steps.map { step in
                words.named(
                    "\(words.date(step.on)) \(words(step.kind.word))",
                    words.list(said(step.content, form.parts(of: step.kind))))
            }
    }
}

extension LedgerPage {
    /// What was said last with a step. Named with it: an import, which takes what is entered alone, passes it over.
    private static func column(
        _ part: LedgerPart, of step: LedgerStep, _ words: Words
    ) -> DownloadTable.Column<LedgerListing> {
        let heading = words.noted(words(step.kind.word), words(part.key.word))
        return .init(.named(heading, heading, need: .never)) { entry, words in
            entry.steps.last { $0.kind == step.kind }.flatMap { taken in
                part.wire.say(LedgerSaid(taken.content[part.key], entry.named), words)
            }
        }
    }
}
