import Domain
import Storage

// An entry of a ledger with what became of it, and as the audit tells of it.

extension WorkPage {
    struct EntryContent: Sendable {
        let entry: LedgerListing
        let permission: Permission
        /// For another branch than the entry's; nil for whoever keeps none, and where there is nothing for guests.
        let guest: Permission?
        let today: LocalDate
        /// Those made from it, of an inspection.
        let findings: [FindingListing]
        let files: AttachmentSection.Content
        /// By which an inspection was held; nil of what else there is, and of one by a checklist of its own.
        let checklist: ChecklistListing?
        /// Whether the reader reads the ledger, or this entry of it alone, as its author.
        let lists: Bool

        /// - Parameter ledger: nil where it is not known whose it is.
        init(_ transaction: Transaction, _ id: ID<LedgerEntry>, of ledger: Ledger? = nil) throws {
            let entry = try transaction.ledgerEntry(id, of: ledger)
            self.entry = entry
            let isForGuests = entry.form.steps.contains { $0.hand == .guest && $0.from.contains(entry.state) }
            let keepsAnother =
                try isForGuests && transaction.authority.allows(.keepLedgers)
                && transaction.keptBranches().contains { $0.code != entry.branchCode }
            guest = keepsAnother ? Permission(transaction.authority) : nil
            permission = try transaction.permission(in: entry.branch)
            today = transaction.today
            findings =
                if let reference = entry.findingReference, permission.allows(API.listFindings) {
                    try transaction.whole {
                        try transaction.findings(FindingFilter(branch: entry.branch, reference: reference), $0)
                    }
                } else { [] }
            files = try AttachmentSection.Content(transaction, .ledgerEntry, id)
            checklist = try transaction.publishedChecklist(of: entry)
            lists = transaction.authority.allows(LedgerDesk.of(entry.ledger).list)
        }
    }

    init(_ content: EntryContent, _ words: Words, notice: String? = nil) {
        let entry = content.entry
        let desk = LedgerDesk.of(entry.ledger)
        title = entry.title
        self.notice = notice
        (state, stateCode) = (words(entry.state.word), entry.state.isOpen ? "open" : "closed")
        let published = [content.checklist].compactMap(\.self).map {
            Fact(words(.checklistPublished), words.noted($0.called(words), words.date($0.publishedOn)))
        }
        facts =
            [Fact(words(.branch), entry.branchName)]
            + desk.fields.compactMap { $0.fact(entry, words) }
            + published
            + entry.standing(on: content.today, words).map { Fact(words(.state), $0) }
            + [Fact(words(.ledgerEntered), "\(words.account(entry.enteredBy)) \(words.date(entry.enteredOn))")]
        func path(_ part: String) -> LocalPath { LocalPath.one(desk.page, entry.id, part) }
        let open = desk.steps.filter { $0.step.from.contains(entry.state) }
        let isNew = entry.state == entry.form.begins && entry.steps.isEmpty
        steps =
            open.enumerated().flatMap { index, taken in
                let permission = taken.step.hand == .guest ? content.guest : content.permission
                return permission?.step(
                    taken.operation, at: path(taken.step.kind.rawValue), words(taken.step.kind.word),
                    isMain: index == 0) ?? []
            }
            + (isNew ? content.permission.step(desk.revise, at: path("revise"), words(.ledgerRevise)) : [])
            + (isNew ? content.permission.step(desk.withdraw, at: path("withdraw"), words(.takeWithdrawn)) : [])
            + (entry.findingReference == nil || entry.state == .withdrawn
                ? []
                : content.permission.step(
                    API.giveFindings,
                    at: LocalPath.findings.part("new").with("inspection", String(entry.id.rawValue)),
                    words(.giveFinding)))
            + (entry.ledger == .training
                ? content.permission.step(
                    API.showTrainingYear,
                    at: LocalPath.branch(entry.branch, "training").with("year", String(entry.day.components.year)),
                    words(.hoursTitle)) : [])
        findings = content.findings.map { finding in
            Found(
                path: LocalPath.finding(finding.id).text, number: finding.number.text,
                what: finding.matter.what.string, state: words(finding.course.status.word))
        }
        hasFindings = !findings.isEmpty
        history = HistoryLines(
            entry.revisions.map { HistoryLines.Line($0, entry, words) }
                + entry.steps.map { HistoryLines.Line($0, entry, words) })
        attachments = AttachmentSection(content.files, words)
        back =
            content.lists
            ? ConfirmPage.Back(
                desk.page.with("year", String(entry.day.components.year)), words(entry.ledger.word))
            : ConfirmPage.Back(.home, words(.placeToday))
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
