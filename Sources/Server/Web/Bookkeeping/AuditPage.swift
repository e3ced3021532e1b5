import Domain
import HTTPTypes
import Hummingbird
import Storage

/// What was done, by whom, from where, the newest first.
struct AuditPage: WebPage {
    static let template = TemplateName.audit

    struct Row: Sendable {
        let at: String
        let actor: String
        /// Whose account the actor's is.
        let actorName: String?
        let origin: String
        let act: String
        let subject: String
        let about: About?
        let changes: [Change]
    }

    /// What an entry is about.
    struct About: Sendable {
        let code: String
        /// nil where the reader may not see its page, or it has none.
        let path: String?
    }

    /// What one member of the record was, and is.
    struct Change: Sendable {
        let member: String
        let before: String?
        let after: String?
    }

    struct Search: Sendable {
        let actor: String
        let member: String
        let actions: [FormField.Choice]
        let subjects: [FormField.Choice]
        let from: String
        let until: String
    }

    let title: String
    let alert: String?
    let search: Search
    let hasRows: Bool
    let rows: [Row]
    let more: More?
    let steps: [Step]
    let downloads: Downloads

    /// The fields of the search.
    fileprivate static let fields: [(name: String, label: Word)] = [
        ("actor", .auditActor), ("member", .memberNumber), ("action", .auditAct), ("subject", .auditSubject),
        ("from", .from), ("until", .until),
    ]

    /// - Parameters:
    ///   - errors: why nothing was searched for.
    ///   - time: a moment as the bureau's clocks show it.
    init(
        _ content: AuditContent, next: Cursor?, asked: [String: String], errors: FormErrors? = nil,
        _ authority: Authority,
        _ words: Words, time: (Instant) -> String
    ) {
        title = errors == nil ? words(.audit) : "\(words(.errorPrefix)) – \(words(.audit))"
        let wrong = Self.fields.compactMap { field in errors?[field.name].map { words.named(words(field.label), $0) } }
        alert = wrong.nonEmpty?.joined(separator: " ")
        rows = content.listings.map { Row($0, content.codes, authority, words, time: time) }
        hasRows = !rows.isEmpty
        let anything = FormField.Choice(code: "", label: words(.anything))
        search = Search(
            actor: asked["actor"] ?? "", member: asked["member"] ?? "",
            actions: [anything] + FormField.Choice.all(of: AuditAction.self, words, chosen: asked["action"]),
            subjects: [anything] + FormField.Choice.all(of: AuditSubject.self, words, chosen: asked["subject"]),
            from: asked["from"] ?? "",
            until: asked["until"] ?? ""
        )
        var list = LocalPath.administration("audit")
        for (name, value) in asked.sorted(by: { $0.key < $1.key }) { list = list.with(name, value) }
        more = More(list, next)
        downloads = Downloads(list)
        steps = Permission(authority).step(
            API.verifyAudit, at: .administration("audit/verification"), words(.verifyAudit))
    }
}

extension AuditPage {
    /// With what changed in words, and the documents whole, as they were sealed.
    static func table(_ content: AuditContent, _ words: Words, time: (Instant) -> String) -> DownloadTable {
        DownloadTable(
            words, [words(.audit)],
            [
                .when, .auditActor, .auditActorName, .auditAct, .auditSubject, .sessionAddress, .auditShown,
                .auditBefore, .auditAfter,
            ],
            content.listings.map { listing in
                let entry = listing.entry
                let subject = [entry.subjectShown(words), listing.code].compactMap(\.self).joined(separator: " ")
                return [
                    time(entry.at), entry.actorShown(words), listing.actorName ?? "", entry.actShown(words), subject,
                    entry.originShown,
                    Change.all(of: entry, content.codes, words).map { $0.said(words) }.joined(separator: "\n"),
                    entry.before ?? "", entry.after ?? "",
                ].map { .text($0) }
            })
    }
}

extension AuditPage.Row {
    /// - Parameter authority: the reader's, who is led only to what they may see.
    init(
        _ listing: AuditListing, _ codes: [AuditSubject: [Int64: String]], _ authority: Authority, _ words: Words,
        time: (Instant) -> String
    ) {
        let entry = listing.entry
        at = time(entry.at)
        actor = entry.actorShown(words)
        actorName = listing.actorName
        origin = entry.originShown
        act = entry.actShown(words)
        subject = entry.subjectShown(words)
        about = listing.code.map { code in
            let path = listing.about.flatMap { LocalPath.record($0.record, $0.recordID, seenBy: authority) }
            return AuditPage.About(code: code, path: path?.text)
        }
        changes = AuditPage.Change.all(of: entry, codes, words)
    }
}

extension AuditEntry {
    fileprivate func actorShown(_ words: Words) -> String {
        switch actor {
        case Principal.nobody.name: words(.auditNobody)
        case AuditEntry.protectedActor: words(.auditProtected)
        default: words.account(actor)
        }
    }

    fileprivate var originShown: String { origin ?? "–" }

    fileprivate func actShown(_ words: Words) -> String {
        AuditAction(rawValue: action).map { words($0.word(on: AuditSubject(rawValue: subject))) } ?? action
    }

    fileprivate func subjectShown(_ words: Words) -> String {
        AuditSubject(rawValue: subject).map { words($0.word) } ?? subject
    }
}

extension AuditListing {
    /// What people know the thing by; its number where it has no code.
    fileprivate var code: String? { about?.code ?? entry.subjectID.map { String($0) } }
}

/// Entries of the audit, with what people know the records by that they speak of.
struct AuditContent: Sendable {
    let listings: [AuditListing]
    let codes: [AuditSubject: [Int64: String]]

    static let none = AuditContent()

    private init() { (listings, codes) = ([], [:]) }

    init(_ listings: [AuditListing], _ transaction: Transaction) throws {
        self.listings = listings
        var ids: [AuditSubject: Set<Int64>] = [:]
        for entry in listings.map(\.entry) {
            guard let subject = AuditSubject(rawValue: entry.subject) else { continue }
            let documents = [entry.before, entry.after].map(AuditPage.Change.members)
            for member in subject.members {
                guard let kind = member.refersTo else { continue }
                ids[kind, default: []].formUnion(documents.compactMap { $0[member.name]?.integer })
            }
        }
        codes = try transaction.auditCodes(of: ids)
    }
}

extension AuditPage.Change {
    /// What differs, in the reader's words; of a new record what it says. A member of a kind that this program no longer
    /// knows is told as it stands.
    static func all(of entry: AuditEntry, _ codes: [AuditSubject: [Int64: String]], _ words: Words) -> [AuditPage
        .Change]
    {
        let (old, new) = (members(entry.before), members(entry.after))
        let known = AuditSubject(rawValue: entry.subject)?.members ?? []
        let names = known.map(\.name)
        let others = (old.members + new.members).map(\.name).filter { !names.contains($0) }
        let changes = known.map { ($0.name, words($0.label), $0) } + others.map { ($0, $0, AuditMember($0, .what)) }
        return changes.compactMap { name, label, member in
            guard (old[name] ?? .null) != (new[name] ?? .null) else { return nil }
            let before = old[name].flatMap { member.shown($0, codes, words) }
            let after = new[name].flatMap { member.shown($0, codes, words) }
            return AuditPage.Change(member: label, before: before, after: after)
        }
    }

    fileprivate static func members(_ document: String?) -> JSON.Object {
        document.flatMap { try? JSON.parse(Array($0.utf8)) }?.object ?? JSON.Object()
    }

    /// In a line of its own.
    func said(_ words: Words) -> String {
        words.named(member, [before, after].map { $0 ?? "–" }.joined(separator: " → "))
    }
}

extension LocalPath {
    /// The page of what an audit entry is about; nil where there is none, or the reader may not see such pages.
    fileprivate static func record(_ kind: AuditSubject, _ id: Int64, seenBy authority: Authority) -> LocalPath? {
        guard let (operation, path) = page(of: kind, id) else { return nil }
        return authority.allows(operation) ? path : nil
    }

    /// The page of a record, and the operation that reads the same.
    private static func page(of kind: AuditSubject, _ id: Int64) -> (Operation, LocalPath)? {
        switch kind {
        case .committee: (API.showCommittee, .administration("committees"))
        case .branch: (API.showBranch, .branch(ID(id)))
        case .member: (API.showMember, .member(ID(id)))
        case .area: (API.showArea, .area(ID(id)))
        case .scheme: (API.showScheme, .administration("schemes/\(id)"))
        case .cycle: (API.showCycle, .cycle(ID(id)))
        case .meeting: (API.showMeeting, .meeting(ID(id)))
        case .planItem: (API.showPlanItem, .one(.plans, ID<PlanItem>(id)))
        case .focus: (API.showFocus, .one(.foci, ID<Focus>(id)))
        case .ledgerEntry: (LedgerDesk.all[0].show, .one(.ledgers, ID<LedgerEntry>(id)))
        case .attachment: (API.showAttachment, .one(.attachments, ID<Attachment>(id)))
        case .ask: (API.showAsk, .one(.asks, ID<Ask>(id)))
        case .talk: (API.showTalk, .one(.talks, ID<Talk>(id)))
        case .motion: (API.showMotion, .one(.motions, ID<Motion>(id)))
        case .election: (API.showElection, .one(.elections, ID<Election>(id)))
        case .secretBallot: (API.showSecretBallot, .one(.secretBallots, ID<SecretBallot>(id)))
        case .appraisal: (API.showAppraisal, .one(.appraisals, ID<Appraisal>(id)))
        case .suggestion: (API.showSuggestion, .one(.suggestions, ID<Suggestion>(id)))
        case .care: (API.showCareCase, .one(.care, ID<CareCase>(id)))
        case .handover: (API.showHandover, .one(.handovers, ID<Handover>(id)))
        case .account: (API.showAccount, .administration("accounts/\(id)"))
        case .finding: (API.showFinding, .finding(ID(id)))
        // What has no page of its own is found on another's (``AuditListing/Reference``), or is none's.
        case .group, .appointment, .assignment, .assessorNaming, .recusal, .sheet, .adjustment, .snapshot, .award,
            .noticeContact, .findingEscalation, .performanceTable, .checklist, .objection, .eligibility, .honour,
            .facts, .calendar,
            .cadenceExcuse, .cadenceSwitch,
            .file, .grant, .token, .calendarAddress, .mailReminder, .policy, .database, .clock:
            nil
        }
    }
}

/// Whether the audit is as it was sealed, and as it was when a checkpoint was written down.
struct AuditVerificationPage: WebPage {
    static let template = TemplateName.auditVerification

    let title: String
    /// Whether the reader may also read what was verified.
    let mayRead: Bool
    let outcome: String
    let facts: [Fact]
    let hasFaults: Bool
    let faults: [String]
    /// The checkpoint that was typed.
    let checkpoint: FormField
    /// A new one, to be written down; nil unless it was just made.
    let made: String?

    /// - Parameter error: what is wrong with the checkpoint that was typed.
    init(
        _ verification: AuditVerification, typed: String?, error: String?, made: String? = nil,
        _ authority: Authority, _ words: Words
    ) {
        title = words(.verifyAudit)
        mayRead = authority.allows(.readAudit)
        outcome =
            words(
                verification.holds ? typed == nil || error != nil ? .auditHolds : .auditHoldsSince : .auditBroken)
        facts = [
            Fact(words(.auditEntries), String(verification.entries)),
            Fact(words(.auditSeals), String(verification.seals)),
            Fact(words(.auditUnsealed), String(verification.unsealed)),
            Fact(words(.auditCheckpoint), verification.head?.text ?? "–"),
        ]
        faults = verification.faults.map { words($0.detail) }
        hasFaults = !faults.isEmpty
        checkpoint = FormField(
            "checkpoint", .plain, words(.auditCheckpoint), in: "audit", maximum: 100, value: typed,
            hint: words(.auditCheckpointHint), error: error, optional: words(.optionalNote))
        self.made = made
    }
}

extension Site {
    static let auditRoutes: [Route] = [
        .get("/administration/audit", for: .signedIn) { visit in
            let (asked, part) = (visit.auditSearch, visit.listPart)
            var found: (content: AuditContent, next: Cursor?) = (.none, nil)
            var errors: FormErrors?
            do {
                found = try await visit.read { transaction in
                    let page = try transaction.auditListings(AuditFilter(asked, transaction), part)
                    let (listings, next) = page.rowsAndNext
                    return (try AuditContent(listings, transaction), next)
                }
            } catch {
                errors = FormErrors(error, visit.words)
                if errors == nil { throw error }
            }
            return try visit.show(
                AuditPage(
                    found.content, next: found.next, asked: asked, errors: errors, visit.authority, visit.words
                ) { visit.time($0) },
                status: errors?.status ?? .ok)
        },
        .table("/administration/audit") { visit in
            let asked = visit.auditSearch
            let content = try await visit.read { transaction in
                let filter = try AuditFilter(asked, transaction)
                return try AuditContent(transaction.whole { try transaction.auditListings(filter, $0) }, transaction)
            }
            return AuditPage.table(content, visit.words) { visit.sortableTime($0) }
        },
        .get("/administration/audit/verification", for: .signedIn) { visit in
            let typed = visit.query["checkpoint"]?.nonEmpty
            let checkpoint = typed.flatMap { try? AuditCheckpoint(parsing: $0) }
            let verification = try await visit.read { try $0.verifyAudit(checkpoint) }
            return try visit.show(
                AuditVerificationPage(
                    verification, typed: typed,
                    error: typed != nil && checkpoint == nil ? visit.words(.errorCheckpoint) : nil, visit.authority,
                    visit.words))
        }.takingLong,
        .post(
            "/administration/audit/checkpoint", of: "/administration/audit/verification", for: .signedIn
        ) { visit in
            let made = try JSON.parse(try await visit.perform(API.makeAuditCheckpoint).body)
            let verification = try await visit.read { try $0.verifyAudit(nil) }
            return try visit.show(
                AuditVerificationPage(
                    verification, typed: nil, error: nil, made: made["checkpoint"]?.string, visit.authority,
                    visit.words))
        }.takingLong,
    ]
}

extension Visit {
    /// What the audit is searched for.
    fileprivate var auditSearch: [String: String] {
        query.filter { asked in AuditPage.fields.contains { $0.name == asked.key } && !asked.value.trimmed.isEmpty }
    }
}
