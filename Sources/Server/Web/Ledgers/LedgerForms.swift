import Domain
import Storage

// What is entered in a ledger and said of an entry, and where all its pages are.

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
                let (content, kept) = try await visit.read { transaction in
                    let content = try LedgerPage.Content(transaction, ledger, year: year)
                    return (content, try LedgerPage.kept(transaction, content))
                }
                return LedgerPage.table(content, of: kept, visit.words)
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

    /// With the numbers that were typed as a list; and with nothing where none is.
    private static func completed(_ body: [String: JSON?], _ parts: [LedgerPart]) -> [String: JSON?] {
        var body = body
        for part in parts {
            let name = part.key.rawValue
            guard case .members(_, let most) = part.kind, most > 1, let given = body[name], let given else { continue }
            if let numbers = given.string {
                body[name] = .array(numbers.split { ",，、;； \n".contains($0) }.map { .string(String($0)) })
            } else if given.array?.isEmpty == true {
                body[name] = .some(nil)
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
    /// nil where one is typed, by its number.
    var foci: [FormField.Choice]?
    /// What an inspection looks at, as it was published for all the branches it may be of; nil otherwise.
    var checklist: String?

    /// Of an entry that is still to be made; of one of several branches they are typed, for there would be hundreds.
    init(_ transaction: Transaction, of branches: [Branch], _ parts: [LedgerPart]) throws {
        if parts.contains(where: { $0.key == .checklist }) {
            let published = Set(
                try transaction.checklistsInForce(for: branches.map(\.id)).values.map(\.checklist.items))
            if published.count == 1 { checklist = published.first?.string }
        }
        if parts.contains(where: { $0.kind == .focus }) {
            foci = try transaction.focusChoices(of: branches.map(\.id), in: transaction.focusMonthsAround)
        }
        guard let only = branches.first, branches.count == 1 else { return }
        if parts.contains(where: \.isOfMembers) { members = try transaction.memberChoices(of: only.id) }
        if parts.contains(where: { $0.kind == .area }) { areas = try transaction.areaChoices(of: only.id) }
    }

    /// Of a step with an entry, or of its revision.
    init(_ transaction: Transaction, about entry: LedgerListing, _ parts: [LedgerPart]) throws {
        if parts.contains(where: \.isOfMembers) { members = try transaction.memberChoices(of: entry.branch) }
        if parts.contains(where: { $0.kind == .area }) { areas = try transaction.areaChoices(of: entry.branch) }
        if parts.contains(where: { $0.kind == .focus }) {
            let month = entry.day.month
            foci = try transaction.focusChoices(of: [entry.branch], in: month...month, with: entry.content.foci.first)
        }
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
        case .focus:
            let first = entry?.content.focus(key).flatMap { entry?.named.foci[$0]?.code.text }
            guard let foci = choices.foci else { return field().asked(words, first: first) }
            return field().asked(words, by: .choice([.none] + foci), first: first)
        case .ownBranch: return field().asked(words, by: .choice(choices.branches))
        // Nothing is chosen before somebody chooses it.
        case .choice, .flag:
            let before = field().asked(words, of: entry)
            guard case .choice(let choices) = before.kind else { return before }
            let offered = (entry == nil ? [.none] : []) + choices
            return field().asked(words, by: kind == .flag ? .yesOrNo(offered) : .choice(offered), first: before.value)
        case .lines where key == .checklist && entry == nil: return field().asked(words, first: choices.checklist)
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
                let content = try await visit.read { try WorkPage.EntryContent($0, id) }
                return try visit.show(WorkPage(content, visit.words, notice: visit.notice))
            },
        ] + LedgerDesk.all.flatMap(\.routes)
}
