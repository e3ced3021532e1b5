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
    let search: Search
    let hasRows: Bool
    let rows: [Row]
    let more: More?
    let steps: [Step]

    /// - Parameter time: a moment as the bureau's clocks show it.
    init(
        _ page: Page<AuditEntry>, asked: [String: String], mayVerify: Bool, _ words: Words, time: (Instant) -> String
    ) {
        title = words(.audit)
        rows = page.items.map { entry in
            Row(
                at: time(entry.at), actor: entry.actor, origin: entry.origin ?? "–",
                act: AuditAction(rawValue: entry.action).map { words($0.word) } ?? entry.action,
                subject: [
                    AuditSubject(rawValue: entry.subject).map { words($0.word) } ?? entry.subject,
                    entry.subjectID.map { String($0) },
                ].compactMap(\.self).joined(separator: " "), before: entry.before, after: entry.after
            )
        }
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
        for (name, value) in asked.sorted(by: { $0.key < $1.key }) where name != "cursor" {
            list = list.with(name, value)
        }
        more = More(list, page.next)
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

/// Whether the audit is as it was sealed.
struct AuditVerificationPage: WebPage {
    static let template = TemplateName.auditVerification

    let title: String
    let outcome: String
    let facts: [Fact]
    let hasFaults: Bool
    let faults: [String]

    init(_ verification: AuditVerification, _ words: Words) {
        title = words(.verifyAudit)
        outcome = words(verification.holds ? .auditHolds : .auditBroken)
        facts = [
            Fact(words(.auditEntries), String(verification.entries)),
            Fact(words(.auditSeals), String(verification.seals)),
            Fact(words(.auditUnsealed), String(verification.unsealed)),
            Fact(words(.auditCheckpoint), verification.head?.text ?? "–"),
        ]
        faults = verification.faults.map { "\($0.code): \($0.detail)" }
        hasFaults = !faults.isEmpty
    }
}

extension Site {
    static let auditRoutes: [Route] = [
        .get("/administration/audit", for: .signedIn) { visit in
            let names = ["actor", "member", "action", "subject", "from", "until"]
            let asked = visit.query.filter { names.contains($0.key) && !$0.value.trimmed.isEmpty }
            let part = visit.listPart
            let page = try await visit.read { transaction in
                let days = DateSpan(
                    from: asked["from"].flatMap { try? LocalDate(parsing: $0) },
                    until: asked["until"].flatMap { try? LocalDate(parsing: $0) })
                let filter = AuditFilter(
                    actor: asked["actor"], member: try asked["member"].flatMap { try transaction.knownMember($0) },
                    subject: asked["subject"].flatMap(AuditSubject.init(rawValue:)),
                    action: asked["action"].flatMap(AuditAction.init(rawValue:)), days: days)
                return try transaction.auditEntries(filter, part)
            }
            return try visit.show(
                AuditPage(page, asked: asked, mayVerify: visit.authority.allows(.verifyAudit), visit.words) {
                    visit.time($0)
                })
        },
        .get("/administration/audit/verification", for: .signedIn) { visit in
            let verification = try await visit.read { try $0.verifyAudit(nil) }
            return try visit.show(AuditVerificationPage(verification, visit.words))
        },
    ]
}

extension Transaction {
    /// The member with that number; nil where there is none to be seen.
    fileprivate func knownMember(_ number: String) throws -> ID<Member>? {
        do {
            return try requireMember(number)
        } catch is FieldErrors {
            return nil
        }
    }
}
