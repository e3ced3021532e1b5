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
        _ page: Page<AuditListing>, asked: [String: String], errors: FormErrors? = nil, _ authority: Authority,
        _ words: Words, time: (Instant) -> String
    ) {
        title = errors == nil ? words(.audit) : "\(words(.errorPrefix)) – \(words(.audit))"
        let wrong = Self.fields.compactMap { field in errors?[field.name].map { words.named(words(field.label), $0) } }
        alert = wrong.nonEmpty?.joined(separator: " ")
        let (entries, next) = page.rowsAndNext
        rows = entries.map { Row($0, authority, words, time: time) }
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
    /// With the documents whole, as they were sealed.
    static func table(_ listings: [AuditListing], _ words: Words, time: (Instant) -> String) -> DownloadTable {
        DownloadTable(
            words, [words(.audit)],
            [
                .when, .auditActor, .auditActorName, .auditAct, .auditSubject, .sessionAddress, .auditBefore,
                .auditAfter,
            ],
            listings.map { listing in
                let entry = listing.entry
                let subject = [entry.subjectShown(words), listing.code].compactMap(\.self).joined(separator: " ")
                return [
                    time(entry.at), entry.actorShown(words), listing.actorName ?? "", entry.actShown(words), subject,
                    entry.originShown, entry.before ?? "", entry.after ?? "",
                ].map { .text($0) }
            })
    }
}

extension AuditPage.Row {
    /// - Parameter authority: the reader's, who is led only to what they may see.
    init(_ listing: AuditListing, _ authority: Authority, _ words: Words, time: (Instant) -> String) {
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
        changes = AuditPage.Change.all(from: entry.before, to: entry.after, words)
    }
}

extension AuditEntry {
    fileprivate func actorShown(_ words: Words) -> String {
        actor == Principal.nobody.name ? words(.auditNobody) : actor
    }

    fileprivate var originShown: String { origin ?? "–" }

    fileprivate func actShown(_ words: Words) -> String {
        AuditAction(rawValue: action).map { words($0.word) } ?? action
    }

    fileprivate func subjectShown(_ words: Words) -> String {
        AuditSubject(rawValue: subject).map { words($0.word) } ?? subject
    }
}

extension AuditListing {
    /// What people know the thing by; its number where it has no code.
    fileprivate var code: String? { about?.code ?? entry.subjectID.map { String($0) } }
}

extension AuditPage.Change {
    /// The members that differ; of a new record those that say something.
    fileprivate static func all(from before: String?, to after: String?, _ words: Words) -> [AuditPage.Change] {
        func members(_ document: String?) -> JSON.Object {
            document.flatMap { try? JSON.parse(Array($0.utf8)) }?.object ?? JSON.Object()
        }
        let (old, new) = (members(before), members(after))
        let names = old.members.map(\.name) + new.members.map(\.name).filter { old[$0] == nil }
        // Of what says something about a person there is a keyed hash.
        func shown(_ value: JSON) -> String { value["hash"] == nil ? value.string ?? value.text : words(.auditHidden) }
        return names.filter { (old[$0] ?? .null) != (new[$0] ?? .null) }.map { name in
            AuditPage.Change(member: name, before: old[name].map(shown), after: new[name].map(shown))
        }
    }
}

extension LocalPath {
    /// The page of what an audit entry is about; nil where the reader may not see such pages.
    fileprivate static func record(_ kind: AuditSubject, _ id: Int64, seenBy authority: Authority) -> LocalPath? {
        let (action, path): (Action, LocalPath)
        switch kind {
        case .committee: (action, path) = (.readCommittees, .administration("committees"))
        case .branch: (action, path) = (.readOrganisation, .branch(ID(id)))
        case .member: (action, path) = (.readOrganisation, .member(ID(id)))
        case .area: (action, path) = (.readOrganisation, .area(ID(id)))
        case .scheme: (action, path) = (.readCommittees, .administration("schemes/\(id)"))
        case .cycle: (action, path) = (.readMonths, .cycle(ID(id)))
        case .meeting: (action, path) = (.readMeetings, .meeting(ID(id)))
        case .account: (action, path) = (.readAccounts, .administration("accounts/\(id)"))
        default: return nil
        }
        return authority.allows(action) ? path : nil
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
            var page = Page<AuditListing>(items: [], next: nil)
            var errors: FormErrors?
            do {
                page = try await visit.read { try $0.auditListings(AuditFilter(asked, $0), part) }
            } catch {
                errors = FormErrors(error, visit.words)
                if errors == nil { throw error }
            }
            return try visit.show(
                AuditPage(page, asked: asked, errors: errors, visit.authority, visit.words) { visit.time($0) },
                status: errors?.status ?? .ok)
        },
        .table("/administration/audit") { visit in
            let asked = visit.auditSearch
            let listings = try await visit.read { transaction in
                let filter = try AuditFilter(asked, transaction)
                return try transaction.whole { try transaction.auditListings(filter, $0) }
            }
            return AuditPage.table(listings, visit.words) { visit.time($0) }
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
