import Domain
import TestSupport
import Testing

@testable import Server
@testable import Storage

/// Every changing operation, and what goes on around requests: whatever they look up is looked up by an index.
@Suite(.onSQLite) struct WritePlanTests {
    @Test(arguments: Example.all.values.filter { !$0.operation.isSafe }.map(\.name).filter(LedgerMatrix.isTried))
    func `a change looks nothing up without an index`(name: String) async throws {
        let row = try #require(RoleMatrix.rows(of: RoleMatrix.table).first { $0.name == name })
        let example = try #require(Example.all[name])
        let log = StatementLog()
        // By the operator, who sees everything, and by somebody whose roles have to be looked up.
        let visitors = WideBureau.Visitor.allCases.filter { visitor in
            row.expected.contains { $0.visitor == visitor.rawValue && $0.what == "ok" }
        }
        var isNeeded = example.plan.walks.isEmpty
        for visitor in Set([visitors.first, visitors.last].compactMap(\.self)) {
            let bureau = try await WideBureau(log: log)
            _ = try await log.plans(in: bureau.server.store)
            let answer = try await bureau.send(example, by: visitor)
            #expect((200..<300).contains(answer.status), "\(answer.text)")
            let walked = try await expectLookups(log, in: bureau, but: example.plan.walks)
            isNeeded = isNeeded || walked.contains(example.plan.walks)
        }
        #expect(isNeeded, "what is no longer needed is not allowed")
    }

    @Test func `who asks is looked up by an index, and so is whatever is forgotten`() async throws {
        let log = StatementLog()
        let bureau = try await WideBureau(log: log)
        let member = try #require(bureau.accounts[.member])
        let token = try await bureau.server.token(of: member)
        _ = try await log.plans(in: bureau.server.store)
        for headers in [member.headers, ["Authorization": "Bearer \(token.secret)"]] {
            let answer = try await bureau.server.send("GET", "/areas", headers: headers, by: nil)
            #expect(answer.status == 200, "\(answer.text)")
        }
        // Sessions, tries, devices and kept replies past their time go at the next write of their kind.
        try bureau.server.go(to: "2027-06-01")
        _ = try await bureau.server.post(
            "/committees", ["code": "QC", "name": "街道党工委"], headers: ["Idempotency-Key": "k"])
        let signIn: JSON = ["name": "101", "password": .string(TestServer.password)]
        #expect(try await bureau.server.send("POST", "/session", signIn, by: .nobody).status == 201)
        try await bureau.server.store.sealAudit()
        try await expectLookups(log, in: bureau)
    }

    /// - Returns: what was gone through, query by query.
    @discardableResult
    private func expectLookups(
        _ log: StatementLog, in bureau: WideBureau, but allowed: Set<String> = []
    ) async throws -> [Set<String>] {
        let plans = try await log.plans(in: bureau.server.store)
        #expect(!plans.isEmpty)
        for plan in plans where plan.walked != allowed || allowed.isEmpty {
            // Forgetting goes through as many rows as it forgets.
            #expect(plan.walked.isEmpty || plan.query.hasPrefix("DELETE"), "\(plan.query) \(plan.steps)")
            #expect(!plan.scans, "\(plan.query) \(plan.steps)")
        }
        return plans.map(\.walked)
    }
}
