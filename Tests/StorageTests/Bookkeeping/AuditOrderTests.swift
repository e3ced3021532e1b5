import Domain
import TestSupport
import Testing

@testable import Storage

/// Entries are collected in their transaction, and numbered and put in last, in the order in which things happened: where
/// several servers write, the row that gives the numbers is held for as short as can be.
@Suite struct AuditOrderTests {
    private struct Declined: Error {}

    private static func numbers(of bureau: Bureau) async throws -> [Int64] {
        try await bureau.test.values("SELECT id FROM audit ORDER BY id", as: Int64.self)
    }

    @Test func `nothing else is written once an entry is, and entries stand in the order of what they tell`()
        async throws
    {
        let bureau = try await Bureau()
        let heard = HeardStatements()
        var store = bureau.test.store
        store.engine = OverheardEngine(store.engine) { heard.append($0.text) }
        let last = try #require(try await Self.numbers(of: bureau).last)
        try await store.write(by: TestStore.principal) { transaction in
            let before = try transaction.session.value("SELECT max(id) FROM audit") ?? 0
            for name in ["甲组", "乙组", "丙组"] { _ = try transaction.group(named: Text(name), in: bureau.a) }
            let after = try transaction.session.value("SELECT max(id) FROM audit") ?? 0
            #expect(before == last && after == last)
        }
        let writes = heard.all.filter { !$0.hasPrefix("SELECT") && !$0.hasPrefix("DELETE FROM touched") }
        let first = try #require(writes.firstIndex { $0.hasPrefix("INSERT INTO audit ") })
        #expect(writes[first...].count == 3 && writes[first...].allSatisfy { $0.hasPrefix("INSERT INTO audit ") })
        let told = try await bureau.test.values(
            "SELECT after FROM audit WHERE id > \(last) ORDER BY id", as: String.self)
        #expect(zip(told, ["甲组", "乙组", "丙组"]).allSatisfy { $0.contains($1) }, "\(told)")
    }

    @Test func `a use case that fails leaves no entry and no gap among those that share its commit`() async throws {
        let bureau = try await Bureau()
        let before = try await Self.numbers(of: bureau).count
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    let write = {
                        try await bureau.test.write { transaction in
                            _ = try transaction.group(named: Text("第\(number)组"), in: bureau.a)
                            if number.isMultiple(of: 3) { throw Declined() }
                        }
                    }
                    guard number.isMultiple(of: 3) else { return try await write() }
                    await #expect(throws: Declined.self) { try await write() }
                }
            }
            try await group.waitForAll()
        }
        let numbers = try await Self.numbers(of: bureau)
        #expect(numbers.count == before + 40)
        #expect(numbers == Array(1...Int64(numbers.count)))
        let audit = try await bureau.test.read { try $0.verifyAudit() }
        #expect(audit.holds, "\(audit.faults)")
    }
}
