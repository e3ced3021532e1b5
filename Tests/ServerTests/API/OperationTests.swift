import Domain
import HTTPTypes
import Storage
import Testing

@testable import Server

/// Every operation of the table by its example, through the real router on a real file.
struct OperationTests {
    private static let ids = API.operations.map(\.id)

    @Test func `every operation has its example, and every example its operation`() {
        let examples = Example.all.values
        #expect(Set(examples.filter { $0.variant == nil }.map(\.operation.id)) == Set(Self.ids))
        #expect(examples.allSatisfy { Self.ids.contains($0.operation.id) })
    }

    @Test(arguments: ids)
    func `an operation answers as it is described, and is audited in its own transaction if it changes anything`(
        id: String
    ) async throws {
        let (example, visitor) = try Example.permitted(id)
        let operation = example.operation
        let bureau = try await WideBureau()
        let request = try await bureau.ready(example, for: bureau.accounts[visitor])
        let before = try await bureau.server.auditCount()
        let answer = try await bureau.send(request, by: bureau.principal(visitor))
        #expect(answer.status == operation.status.code, "\(id): \(answer.text)")
        // Nothing is seen of a list's items where it has none.
        if operation.listsItems { #expect(!answer.items.isEmpty, "\(id): \(answer.text)") }

        let isAudited = operation.isSafe ? operation.leavesTrace : !Self.unaudited.contains(id)
        #expect((try await bureau.server.auditCount() > before) == isAudited)
        // Of a bureau as it was made, the first operation of the table tells.
        guard isAudited && LedgerMatrix.isTried(id) || id == Self.ids.first else { return }
        let check = try await bureau.server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }
        #expect(check.faults == [], "the audit does not say what the records became")
        try await AuditTold(bureau.server.store).requireWords(ofTheLast: id == Self.ids.first ? nil : 20)
    }

    @Test(arguments: API.operations.filter(\.keepsReply).map(\.id).filter(LedgerMatrix.isTried))
    func `a repeated request with the same key has one effect and one answer`(id: String) async throws {
        let (example, visitor) = try Example.permitted(id)
        let bureau = try await WideBureau()
        let request = try await bureau.ready(
            example, for: bureau.accounts[visitor], headers: ["Idempotency-Key": "k-1"])
        let first = try await bureau.send(request, by: bureau.principal(visitor))
        try #require(first.status == example.operation.status.code, "\(first.text)")
        let audit = try await bureau.server.auditCount()
        let second = try await bureau.send(request, by: bureau.principal(visitor))
        #expect(second.status == first.status)
        #expect(second.body == first.body)
        #expect(second.headers["idempotency-replayed"] == "true")
        #expect(try await bureau.server.auditCount() == audit)
    }

    @Test(arguments: API.operations.filter { $0.query.contains { $0.name == "dryRun" } }.map(\.id))
    func `trying out says what would come of it, and changes nothing`(id: String) async throws {
        let (example, visitor) = try Example.permitted(id)
        let bureau = try await WideBureau()
        let (account, principal) = (bureau.accounts[visitor], bureau.principal(visitor))
        let key = ["Idempotency-Key": "k-1"]
        // What has to be done first is done once, for both.
        let request = try await bureau.ready(example, for: account, headers: key)
        let audit = try await bureau.server.auditCount()
        let trial = Example.Request(
            method: request.method, path: request.path + (request.path.contains("?") ? "&" : "?") + "dryRun=true",
            body: request.body, file: request.file, headers: request.headers)
        let tried = try await bureau.send(trial, by: principal)
        #expect(tried.status == example.operation.status.code, "\(tried.text)")
        #expect(try await bureau.server.auditCount() == audit)
        // Not even the key is spent; and what comes of it then is what was said.
        let done = try await bureau.send(request, by: principal)
        try #require(done.status == example.operation.status.code, "\(done.text)")
        #expect(Self.withoutTrial(tried.json) == Self.withoutTrial(done.json))
        #expect(try await bureau.server.auditCount() > audit)
    }

    /// These change nothing that counts: a snapshot is checked, a seal is put on what stands, and people are reminded of it. Of a
    /// ballot that is taken, read or cast nobody is to know when, nor of a suggestion without a name that is handed in or read.
    private static let unaudited = Set(
        [
            API.verifyExport, API.makeAuditCheckpoint, API.sendDigests, API.takeBallot, API.readBallot, API.castBallot,
            API.handInAnonymously, API.readSuggestion,
        ].map(\.id))

    // MARK: -

    /// A report without what is only said of what was tried out.
    private static func withoutTrial(_ json: JSON) -> JSON {
        guard case .object(var object) = json else { return json }
        for member in ["dryRun", "changes", "changesOmitted", "digest"] { object[member] = nil }
        return .object(object)
    }
}

extension Server.Operation {
    /// Whether what it answers with is a list, in pages or whole.
    fileprivate var listsItems: Bool {
        if isList { return true }
        guard case .json(let schema) = success, case .array = schema.form else { return false }
        return true
    }
}
