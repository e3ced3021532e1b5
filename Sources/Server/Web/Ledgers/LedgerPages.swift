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
    }

    struct Content: Sendable {
        let ledger: Ledger
        let year: Int
        let entries: [LedgerListing]
        /// Those of the branches whose ledgers the reader reads, and not only what they published.
        let own: Set<ID<Branch>>
        let authority: Authority
        let today: LocalDate

        init(_ transaction: Transaction, _ ledger: Ledger, year: Int?) throws {
            today = transaction.today
            let year = year ?? today.components.year
            (self.ledger, self.year, authority) = (ledger, year, transaction.authority)
            let listed = try transaction.whole {
                try transaction.ledgerEntries(of: ledger, LedgerFilter(year: year), $0)
            }
            entries = try transaction.withSteps(listed).sorted {
                ($0.day, $0.branchCode, $0.id) < ($1.day, $1.branchCode, $1.id)
            }
            own = Set(
                try Set(entries.map(\.branch)).filter { try transaction.allows(ledger.form.readers.action, in: $0) })
        }
    }

    let title: String
    let notice: String?
    let back: ConfirmPage.Back
    let turning: Turning
    let steps: [Step]
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
        titleLabel = words(form.title.word)
        dayLabel = words(form.day.word)
        dueLabel = form.due.map { due in if case .said(let key) = due { words(key.word) } else { words(.partDue) } }
        rows = content.entries.map { entry in
            Row(
                path: LocalPath.one(desk.page, entry.id).text, entryTitle: entry.title, branch: entry.branchName,
                day: words.date(entry.day), due: entry.due.map { words.date($0) } ?? "–",
                isLate: entry.isOverdue(on: content.today), state: words(entry.state.word),
                stateCode: entry.state.isOpen ? "open" : "closed")
        }
        hasRows = !rows.isEmpty
        downloads = Downloads(desk.page.with("year", String(content.year)))
        importPath =
            content.authority.allows(desk.importing)
            ? LocalPath.imports.with("list", ImportedList.ledger(content.ledger).rawValue).text : nil
    }

    /// As an import takes it, and with what became of each.
    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        let desk = LedgerDesk.of(content.ledger)
        return DownloadTable(
            words, [words(content.ledger.word), String(content.year)],
            [DownloadTable.Column(LedgerFields.branch)] + desk.fields.map { .init($0) }
                + [.init(Word.state) { words($0.state.word) }]
                + content.ledger.form.steps.flatMap { step in step.parts.map { Self.column($0, of: step, words) } },
            of: content.entries.filter { $0.state != .withdrawn && content.own.contains($0.branch) })
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

extension WorkPage {
    struct EntryContent: Sendable {
        let entry: LedgerListing
        let permission: Permission
        /// For another branch than the entry's.
        let isGuest: Bool
        let today: LocalDate

        init(_ transaction: Transaction, _ id: ID<LedgerEntry>, of ledger: Ledger) throws {
            let entry = try transaction.ledgerEntry(id, of: ledger)
            self.entry = entry
            isGuest =
                try transaction.authority.allows(.keepLedgers)
                && transaction.keptBranches().contains { $0.code.text != entry.branchCode.text }
            permission = try transaction.permission(in: entry.branch)
            today = transaction.today
        }
    }

    init(_ content: EntryContent, _ words: Words, notice: String? = nil) {
        let entry = content.entry
        let desk = LedgerDesk.of(entry.ledger)
        title = entry.title
        self.notice = notice
        (state, stateCode) = (words(entry.state.word), entry.state.isOpen ? "open" : "closed")
        facts =
            [Fact(words(.branch), entry.branchName)]
            + desk.fields.compactMap { $0.fact(entry, words) }
            + entry.standing(on: content.today, words).map { Fact(words(.state), $0) }
            + [Fact(words(.ledgerEntered), "\(words.account(entry.enteredBy)) \(words.date(entry.enteredOn))")]
        func path(_ part: String) -> LocalPath { LocalPath.one(desk.page, entry.id, part) }
        let open = desk.steps.filter { $0.step.from.contains(entry.state) }
        let isNew = entry.state == entry.form.begins && entry.steps.isEmpty
        steps =
            open.enumerated().flatMap { index, taken in
                guard taken.step.hand != .guest else {
                    return content.isGuest
                        ? Permission(content.permission.authority).step(
                            taken.operation, at: path(taken.step.kind.rawValue), words(taken.step.kind.word),
                            isMain: index == 0) : []
                }
                return content.permission.step(
                    taken.operation, at: path(taken.step.kind.rawValue), words(taken.step.kind.word),
                    isMain: index == 0)
            }
            + (isNew ? content.permission.step(desk.revise, at: path("revise"), words(.ledgerRevise)) : [])
            + (isNew ? content.permission.step(desk.withdraw, at: path("withdraw"), words(.takeWithdrawn)) : [])
        history = HistoryLines(
            entry.revisions.map { HistoryLines.Line($0, entry, words) }
                + entry.steps.map { HistoryLines.Line($0, entry, words) })
        back = ConfirmPage.Back(
            desk.page.with("year", String(entry.day.components.year)), words(entry.ledger.word))
    }
}

extension LedgerListing {
    /// What is to be seen of it at once.
    fileprivate func standing(on today: LocalDate, _ words: Words) -> [String] {
        (isOverdue(on: today) ? [words(.overdue)] : []) + (isStale(on: today) ? [words(.ledgerStale)] : [])
            + (form.shared.contains(state) ? [words(.ledgerBetween)] : [])
    }
}

extension HistoryLines.Line {
    fileprivate init(_ step: LedgerStepListing, _ entry: LedgerListing, _ words: Words) {
        self.init(
            words(step.kind.word), Self.said(step.content, entry.form.parts(of: step.kind), entry, words), by: step.by,
            on: step.on, words)
    }

    fileprivate init(_ before: LedgerRevision, _ entry: LedgerListing, _ words: Words) {
        let changed = entry.form.parts.filter { before.content[$0.key] != entry.content[$0.key] }
        self.init(
            words(.ledgerBefore),
            Self.said(before.content, changed, entry, words) + [words.named(words(.reason), before.reason)],
            by: before.by, on: before.on, words)
    }

    private static func said(
        _ content: LedgerContent, _ parts: [LedgerPart], _ entry: LedgerListing, _ words: Words
    ) -> [String?] {
        parts.map { part in
            part.wire.say(LedgerSaid(content[part.key], entry.named), words).map {
                words.named(words(part.key.word), $0)
            }
        }
    }
}

extension LedgerDesk {
    /// The ledger's page.
    var page: LocalPath { .ledger(ledger.names.path) }

    fileprivate var routes: [Site.Route] {
        let ledger = ledger
        return [
            .get(path, for: .signedIn) { visit in
                let year = visit.year
                let content = try await visit.read { try LedgerPage.Content($0, ledger, year: year) }
                return try visit.show(LedgerPage(content, visit.words, notice: visit.notice))
            },
            .table(path) { visit in
                let year = visit.year
                return LedgerPage.table(
                    try await visit.read { try LedgerPage.Content($0, ledger, year: year) }, visit.words)
            },
            .get("\(path)/{\(ledger.names.one)}", for: .signedIn) { visit in
                let id: ID<LedgerEntry> = try visit.id(ledger.names.one)
                let content = try await visit.read { try WorkPage.EntryContent($0, id, of: ledger) }
                return try visit.show(WorkPage(content, visit.words, notice: visit.notice))
            },
        ] + forms.flatMap(\.routes)
    }

    private var forms: [FormRoute] {
        let (ledger, page) = (ledger, page)
        let entering = FormRoute("\(path)/new", enter, ledger.enterWord) { visit in
            let words = visit.words
            let (branches, offered) = try await visit.read { transaction in
                let kept = try transaction.keptBranches(ledger.form.keeper.action)
                return (kept.map { FormField.Choice($0) }, try LedgerChoices(transaction, of: kept, ledger.form.parts))
            }
            return FormRoute.Asked(
                back: ConfirmPage.Back(page, words(ledger.word)),
                fields: [LedgerFields.branch.asked(words, by: .choice(branches))]
                    + ledger.form.parts.map { $0.asked(words, offered) },
                completing: { Self.completed($0, ledger.form.parts) })
        } next: { _, made in
            (made["id"]?.integer.map { LocalPath.one(page, ID<LedgerEntry>($0)) } ?? page).with(.recorded)
        }
        let revising = form("revise", revise, .ledgerRevise, ledger.form.parts) { entry, words in
            [LedgerFields.reason.asked(words)]
        }
        let withdrawing = form("withdraw", withdraw, .takeWithdrawn, []) { _, words in
            [LedgerFields.reason.asked(words)]
        }
        return [entering, revising, withdrawing]
            + steps.map { taken in
                form(taken.step.kind.rawValue, taken.operation, taken.step.kind.word, taken.step.parts) { _, _ in [] }
            }
    }

    /// Something about one entry, which its page leads to.
    ///
    /// - Parameters:
    ///   - parts: what is asked; of a revision, with what the entry says.
    ///   - more: what is asked besides.
    private func form(
        _ part: String, _ operation: Operation, _ title: Word, _ parts: [LedgerPart],
        more: @escaping @Sendable (LedgerListing, Words) -> [FormRoute.Field]
    ) -> FormRoute {
        let (ledger, page) = (ledger, page)
        return FormRoute("\(path)/{\(ledger.names.one)}/\(part)", operation, title) { visit in
            let id: ID<LedgerEntry> = try visit.id(ledger.names.one)
            let words = visit.words
            let (entry, offered) = try await visit.read { transaction in
                let entry = try transaction.ledgerEntry(id, of: ledger)
                return (entry, try LedgerChoices(transaction, about: entry, parts))
            }
            let isRevision = operation.needsVersion
            return FormRoute.Asked(
                back: ConfirmPage.Back(LocalPath.one(page, id), entry.title),
                fields: parts.map { $0.asked(words, offered, of: isRevision ? entry : nil) }
                    + more(entry, words),
                version: isRevision ? entry.version : nil, completing: { Self.completed($0, parts) })
        } next: { visit, _ in
            LocalPath.one(page, try visit.id(ledger.names.one, of: LedgerEntry.self)).with(.recorded)
        }
    }

    /// With what was chosen as yes or no, and the numbers that were typed as a list; and with nothing where none is.
    private static func completed(_ body: [String: JSON?], _ parts: [LedgerPart]) -> [String: JSON?] {
        var body = body
        for part in parts {
            let name = part.key.rawValue
            guard let given = body[name], let given else { continue }
            switch part.kind {
            case .flag: body[name] = given.string.map { ["true": .bool(true), "false": .bool(false)][$0] ?? given }
            case .members(_, let most) where most > 1:
                if let numbers = given.string {
                    body[name] = .array(numbers.split { ",，、;； \n".contains($0) }.map { .string(String($0)) })
                } else if given.array?.isEmpty == true {
                    body[name] = .some(nil)
                }
            case .line, .lines, .day, .number, .choice, .members, .area, .ownBranch: break
            }
        }
        return body
    }
}

/// What can be chosen in the parts of a form.
private struct LedgerChoices: Sendable {
    /// nil where they are typed, by their numbers.
    var members: [FormField.Choice]?
    /// nil where one is typed, by its code.
    var areas: [FormField.Choice]?
    var branches: [FormField.Choice] = []

    /// Of an entry that is still to be made; of one of several branches they are typed, for there would be hundreds.
    init(_ transaction: Transaction, of branches: [Branch], _ parts: [LedgerPart]) throws {
        guard let only = branches.first, branches.count == 1 else { return }
        if parts.contains(where: \.isOfMembers) { members = try transaction.memberChoices(of: only.id) }
        if parts.contains(where: { $0.kind == .area }) { areas = try transaction.areaChoices(of: only.id) }
    }

    /// Of a step with an entry, or of its revision.
    init(_ transaction: Transaction, about entry: LedgerListing, _ parts: [LedgerPart]) throws {
        if parts.contains(where: \.isOfMembers) { members = try transaction.memberChoices(of: entry.branch) }
        if parts.contains(where: { $0.kind == .area }) { areas = try transaction.areaChoices(of: entry.branch) }
        if parts.contains(where: { $0.kind == .ownBranch }) {
            branches = try transaction.keptBranches().filter { $0.code != entry.branchCode }.map {
                FormField.Choice($0)
            }
        }
    }
}

extension LedgerPart {
    fileprivate var isOfMembers: Bool {
        if case .members(.ofTheBranch, _) = kind { true } else { false }
    }

    /// In a form.
    ///
    /// - Parameter entry: whose value it holds at first.
    fileprivate func asked(
        _ words: Words, _ choices: LedgerChoices, of entry: LedgerListing? = nil
    ) -> FormRoute.Field {
        switch kind {
        case .members(let circle, let most):
            let chosen = entry?.content.members(key).compactMap { entry?.named.people[$0]?.number.text } ?? []
            let first = chosen.isEmpty ? nil : chosen.sorted().joined(separator: " ")
            guard circle == .ofTheBranch, let members = choices.members else {
                return field().asked(words, first: first)
            }
            let kind: FormField.Kind =
                most > 1 ? .several(members) : .choice((isRequired ? [] : [.none]) + members)
            return field().asked(words, by: kind, first: first)
        case .area:
            let first = entry?.content.area(key).flatMap { entry?.named.areas[$0]?.code.text }
            guard let areas = choices.areas else { return field().asked(words, first: first) }
            return field().asked(words, by: .choice([.none] + areas), first: first)
        case .ownBranch: return field().asked(words, by: .choice(choices.branches))
        // Nothing is chosen before somebody chooses it.
        case .choice, .flag:
            guard entry == nil, case .choice(let choices) = wire.control(words) else {
                return field().asked(words, of: entry)
            }
            return field().asked(words, by: .choice([.none] + choices))
        case .line, .lines, .day, .number: return field().asked(words, of: entry)
        }
    }
}

extension Site {
    static let ledgerEntryRoutes: [Route] =
        [
            .get("/ledgers", for: .signedIn) { visit in
                try visit.authority.require(.readLedgers)
                let content = try await visit.read { try LedgersPage.Content($0) }
                return try visit.show(LedgersPage(content, visit.words))
            },
            // The audit knows an entry by its number alone.
            .get("/ledgers/{entry}", for: .signedIn) { visit in
                let id: ID<LedgerEntry> = try visit.id("entry")
                let content = try await visit.read { try WorkPage.EntryContent($0, id, of: $0.ledger(of: id)) }
                return try visit.show(WorkPage(content, visit.words))
            },
        ] + LedgerDesk.all.flatMap(\.routes)
}

extension AuditMember {
    /// A part of an entry, as the audit has it: members by their numbers, areas and branches by their codes.
    init(_ key: LedgerKey) {
        self.init(key.rawValue, key.word) { json, words in
            if let date = json.string.flatMap({ try? LocalDate(parsing: $0) }) { return words.date(date) }
            if let choice = json.string.flatMap(LedgerChoice.init(rawValue:)) { return words(choice.word) }
            if let several = json.array { return words.list(several.map { $0.string ?? $0.text }).nonEmpty }
            if let flag = json.bool { return words(flag ? .yes : .no) }
            return json.string ?? json.text
        }
    }
}
