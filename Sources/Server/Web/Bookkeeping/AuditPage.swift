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
        let origin: String
        let act: String
        let subject: String
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
        _ page: Page<AuditEntry>, asked: [String: String], errors: FormErrors? = nil, mayVerify: Bool, _ words: Words,
        time: (Instant) -> String
    ) {
        title = errors == nil ? words(.audit) : "\(words(.errorPrefix)) – \(words(.audit))"
        let wrong = Self.fields.compactMap { field in errors?[field.name].map { words.named(words(field.label), $0) } }
        alert = wrong.nonEmpty?.joined(separator: " ")
        rows = page.items.map { Row($0, words, time: time) }
        hasRows = !rows.isEmpty
        func choices<Value: CaseIterable & RawRepresentable>(
            _ name: String, _ word: (Value) -> Word
        ) -> [FormField.Choice] where Value.RawValue == String {
            [FormField.Choice(code: "", label: words(.anything), isChosen: asked[name] == nil)]
                + Value.allCases.map {
                    FormField.Choice(code: $0.rawValue, label: words(word($0)), isChosen: $0.rawValue == asked[name])
                }
        }
        search = Search(
            actor: asked["actor"] ?? "", member: asked["member"] ?? "",
            actions: choices("action") { (action: AuditAction) in action.word },
            subjects: choices("subject") { (subject: AuditSubject) in subject.word }, from: asked["from"] ?? "",
            until: asked["until"] ?? ""
        )
        var list = LocalPath.administration("audit")
        for (name, value) in asked.sorted(by: { $0.key < $1.key }) { list = list.with(name, value) }
        more = More(list, page.next)
        downloads = Downloads(list)
        steps =
            mayVerify
            ? [
                Step(
                    path: LocalPath.administration("audit/verification").text, label: words(.verifyAudit), isMain: false
                )
            ]
            : []
    }
}

extension AuditPage {
    static func table(_ entries: [AuditEntry], _ words: Words, time: (Instant) -> String) -> DownloadTable {
        DownloadTable(
            words, [words(.audit)],
            [.when, .auditActor, .auditAct, .auditSubject, .sessionAddress, .auditBefore, .auditAfter],
            entries.map { entry in
                let row = Row(entry, words, time: time)
                return [row.at, row.actor, row.act, row.subject, row.origin, row.before ?? "", row.after ?? ""]
                    .map { .text($0) }
            })
    }
}

extension AuditPage.Row {
    init(_ entry: AuditEntry, _ words: Words, time: (Instant) -> String) {
        at = time(entry.at)
        actor = entry.actor == Principal.nobody.name ? words(.auditNobody) : entry.actor
        origin = entry.origin ?? "–"
        act = AuditAction(rawValue: entry.action).map { words($0.word) } ?? entry.action
        subject = [
            AuditSubject(rawValue: entry.subject).map { words($0.word) } ?? entry.subject,
            entry.subjectID.map { String($0) },
        ].compactMap(\.self).joined(separator: " ")
        (before, after) = (entry.before, entry.after)
    }
}

/// Whether the audit is as it was sealed, and as it was when a checkpoint was written down.
struct AuditVerificationPage: WebPage {
    static let template = TemplateName.auditVerification

    let title: String
    let outcome: String
    let facts: [Fact]
    let hasFaults: Bool
    let faults: [String]
    /// The checkpoint that was typed.
    let checkpoint: FormField
    /// A new one, to be written down; nil unless it was just made.
    let made: String?

    /// - Parameter error: what is wrong with the checkpoint that was typed.
    init(_ verification: AuditVerification, typed: String?, error: String?, made: String? = nil, _ words: Words) {
        title = words(.verifyAudit)
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
            var page = Page<AuditEntry>(items: [], next: nil)
            var errors: FormErrors?
            do {
                page = try await visit.read { try $0.auditEntries(AuditFilter(asked, $0), part) }
            } catch {
                errors = FormErrors(error, visit.words)
                if errors == nil { throw error }
            }
            return try visit.show(
                AuditPage(
                    page, asked: asked, errors: errors, mayVerify: visit.authority.allows(.verifyAudit), visit.words
                ) { visit.time($0) },
                status: errors?.status ?? .ok)
        },
        .table("/administration/audit") { visit in
            let asked = visit.auditSearch
            let entries = try await visit.read { transaction in
                let filter = try AuditFilter(asked, transaction)
                return try transaction.whole { try transaction.auditEntries(filter, $0) }
            }
            return AuditPage.table(entries, visit.words) { visit.time($0) }
        },
        .get("/administration/audit/verification", for: .signedIn) { visit in
            let typed = visit.query["checkpoint"]?.trimmed.nonEmpty
            let checkpoint = typed.flatMap { try? AuditCheckpoint(parsing: $0) }
            let verification = try await visit.read { try $0.verifyAudit(checkpoint) }
            return try visit.show(
                AuditVerificationPage(
                    verification, typed: typed,
                    error: typed != nil && checkpoint == nil ? visit.words(.errorCheckpoint) : nil, visit.words))
        }.takingLong,
        .post(
            "/administration/audit/checkpoint", of: "/administration/audit/verification", for: .signedIn
        ) { visit in
            let made = try JSON.parse(try await visit.perform("makeAuditCheckpoint").body)
            let verification = try await visit.read { try $0.verifyAudit(nil) }
            return try visit.show(
                AuditVerificationPage(
                    verification, typed: nil, error: nil, made: made["checkpoint"]?.string, visit.words))
        }.takingLong,
    ]
}

extension Visit {
    /// What the audit is searched for.
    fileprivate var auditSearch: [String: String] {
        query.filter { asked in AuditPage.fields.contains { $0.name == asked.key } && !asked.value.trimmed.isEmpty }
    }
}
