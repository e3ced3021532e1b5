import Domain
import Testing

@testable import Server
@testable import Storage

/// An auditor reads what was done in their scope, and nothing else.
struct AuditScopeTests {
    @Test func `an auditor reads the audit of their scope`() async throws {
        let bureau = try await WideBureau()
        let ids = bureau.ids
        let (a, b, c) = (ids["A"] ?? 0, ids["B"] ?? 0, ids["C"] ?? 0)
        let (jg, qa, qb) = (ids["JG"] ?? 0, ids["QA"] ?? 0, ids["QB"] ?? 0)
        for (name, grant, branches, committees) in [
            ("branch", TestServer.Grant(.auditor, branch: "A"), [a], []),
            ("committee", .init(.auditor, committee: "QA"), [a, c], [qa]),
            ("other", .init(.auditor, committee: "QB"), [b], [qb]),
            ("top", .init(.auditor, committee: "JG"), [a, b, c], [jg, qa, qb]),
            ("bureau", .init(.auditor), [a, b, c], [jg, qa, qb]),
        ] as [(String, TestServer.Grant, [Int], [Int])] {
            let account = try await bureau.server.account("auditor-\(name)", grants: [grant])
            let (entries, all) = try await bureau.server.store.read(by: account.principal) { transaction in
                (
                    try transaction.whole { try transaction.auditEntries(AuditFilter(), $0) },
                    transaction.authority.reach(of: .readAudit).isEverything
                )
            }
            #expect(!entries.isEmpty)
            #expect(Set(entries.compactMap(\.branch).map { Int($0.rawValue) }) == Set(branches), "\(name)")
            let ofCommittees = entries.filter { $0.branch == nil }.compactMap(\.committee).map { Int($0.rawValue) }
            #expect(Set(ofCommittees) == Set(committees), "\(name)")
            // What is the bureau's alone, such as accounts of nobody's member, is for the bureau's auditor.
            let ofBureau = entries.filter { $0.branch == nil && $0.committee == nil }
            #expect(ofBureau.isEmpty == !all, "\(name)")
            let byName = try await bureau.server.send(
                "GET", "/audit?actor=operator:test&limit=500", by: account.principal)
            #expect(byName.status == 200)
            #expect(byName.items.allSatisfy { item in entries.contains { $0.id == item["id"]?.integer } })
        }
    }
}
