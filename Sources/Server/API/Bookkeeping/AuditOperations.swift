import Domain
import HTTPTypes
import Storage

extension Shape<AuditEntry> {
    static let auditEntry = Shape(
        "AuditEntry",
        [
            Field("id", .id) { JSON($0.id) },
            Field("at", .instant) { JSON($0.at) },
            Field("actor", .text.means("A sign-in name, operator: and a system user, or nobody.")) {
                .string($0.actor)
            },
            Field("origin", .text.orNull.means("The network address; local for a command beside the file.")) {
                JSON($0.origin)
            },
            Field("action", .choice(AuditAction.self)) { .string($0.action) },
            Field("subject", .choice(AuditSubject.self)) { .string($0.subject) },
            Field("subjectId", .id.orNull) { $0.subjectID.map { JSON($0) } ?? .null },
            Field("before", .document.orNull.means("Personal values stand in it as hashes.")) {
                Self.document($0.before)
            },
            Field("after", .document.orNull) { Self.document($0.after) },
            Field("request", .text.orNull.means("The request's id, as in the log.")) { JSON($0.request) },
        ]
    )

    private static func document(_ text: String?) -> JSON {
        text.flatMap { try? JSON.parse($0.utf8) } ?? .null
    }
}

extension Shape<AuditVerification> {
    static let auditVerification = Shape(
        "AuditVerification",
        [
            Field("holds", .boolean) { .bool($0.holds) },
            Field(
                "faults",
                .list(.object("AuditFault", [.required("code", .text), .required("detail", .text(300))]))
            ) { verification in
                JSON(verification.faults) { ["code": .string($0.code), "detail": .string($0.detail.description)] }
            },
            Field("entries", .count) { JSON($0.entries) },
            Field("seals", .count) { JSON($0.seals) },
            Field("unsealed", .count.means("Entries since the last seal: nothing vouches for these yet.")) {
                JSON($0.unsealed)
            },
            Field("records", .count.means("Records that were compared with what the audit says of them.")) {
                JSON($0.records)
            },
            Field("checkpoint", .text.orNull.means("The newest seal in short, to be kept on paper.")) {
                JSON($0.head?.text)
            },
        ]
    )
}

extension API {
    /// Who did what, and the proof that nobody changed it since.
    static let auditOperations: [Operation] = [listAudit, verifyAudit, makeAuditCheckpoint]

    static let listAudit: Operation = .list(
        "listAudit", "/audit", .bookkeeping, "What was done, the newest first", needing: [.readAudit],
        query: [
            .optional("actor", .text(60).means("A sign-in name, or operator: and a system user.")),
            .optional("member", .code.means("By this member's account, or to the member.")),
            .optional("subject", .choice(AuditSubject.self)), .optional("subjectId", .id),
            .optional("action", .choice(AuditAction.self)), .optional("from", .date),
            .optional("until", .date.means("This day included.")),
        ],
        of: .auditEntry
    ) { call, transaction in
        try transaction.auditEntries(AuditFilter(call.query, transaction), call.page())
    }

    static let verifyAudit: Operation = .get(
        "verifyAudit", "/audit/verification", .bookkeeping,
        "Check every entry against its seal, the seals against one another, and all of it against a checkpoint",
        needing: [.verifyAudit], query: [.optional("checkpoint", .text(100).means("As it was written on paper."))],
        returns: Shape.auditVerification.schema
    ) { call, transaction in
        let checkpoint = try call.queryValue("checkpoint", AuditCheckpoint.init(parsing:))
        return .json(Shape.auditVerification.json(try transaction.verifyAudit(checkpoint)))
    }.takingLong

    static let makeAuditCheckpoint: Operation = .steps(
        "makeAuditCheckpoint", .post, "/audit/checkpoints", .bookkeeping,
        "Seal what was appended, and send the newest seal in short, to be kept on paper", needing: [.verifyAudit],
        returns: .object("AuditCheckpoint", [.required("checkpoint", .text)])
    ) { _, steps in
        _ = try await steps.read { try $0.auditHead() }
        try await steps.store.sealAudit()
        guard let head = try await steps.read({ try $0.auditHead() }) else {
            throw Problem(.conflict, "nothingToSeal", "the audit has no entries yet")
        }
        return .json(["checkpoint": .string(head.text)])
    }
}

extension AuditFilter {
    /// What the audit is searched for, as an address says it.
    ///
    /// - Throws: ``FieldErrors``: whoever searches for what cannot be read is not shown everything instead.
    init(_ query: [String: String], _ transaction: Transaction) throws {
        func choice<Value: CaseIterable & RawRepresentable>(
            _ name: String, _ values: Value.Type, _ errors: inout FieldErrors
        ) -> Value? where Value.RawValue == String {
            guard let raw = query[name] else { return nil }
            let value = Value(rawValue: raw)
            if value == nil {
                errors.add(name, .unknown, "one of \(values.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return value
        }
        var errors = FieldErrors()
        let from = errors.takeOptional("from", query["from"], LocalDate.init(parsing:))
        let until = errors.takeOptional("until", query["until"], LocalDate.init(parsing:))
        let days = DateSpan(from: from, until: until)
        if days == nil { errors.add("until", .range, "not before ‘from’") }
        let subject = choice("subject", AuditSubject.self, &errors)
        let action = choice("action", AuditAction.self, &errors)
        guard let days, errors.isEmpty else { throw errors }
        self.init(
            actor: query["actor"], member: try query["member"].map { try transaction.requireMember($0) },
            subject: subject, subjectID: query["subjectId"].flatMap { Int64($0) }, action: action,
            days: days
        )
    }
}
