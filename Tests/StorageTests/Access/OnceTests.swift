import Domain
import Testing

@testable import Storage

/// What counts once is taken as it is counted: an engine that lets two come at once lets one of them have it.
struct OnceTests {
    /// A session in which somebody else does something as soon as a statement that begins so is to be run.
    private struct Overtaken: Session {
        let base: any Session
        let beginning: String
        let other: SQL

        private func overtake(_ sql: SQL) throws {
            if sql.text.hasPrefix(beginning) { try base.run(other) }
        }

        func run(_ sql: SQL) throws {
            try overtake(sql)
            try base.run(sql)
        }

        func changed(by sql: SQL) throws -> Int {
            try overtake(sql)
            return try base.changed(by: sql)
        }

        func forEach(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
            try overtake(sql)
            try base.forEach(sql, body)
        }

        func nextKeys(of table: String, count: Int) throws -> Int64 { try base.nextKeys(of: table, count: count) }

        func faults(_ check: EngineCheck, of migrations: [Migration]) throws -> [Sentence] {
            try base.faults(check, of: migrations)
        }

        func takeTouched() throws -> [(subject: AuditSubject, record: Int64)] { try base.takeTouched() }
    }

    private struct OvertakenEngine: Engine {
        let base: any Engine
        let beginning: String
        let other: SQL

        func read<Value: Sendable>(
            _ body: @escaping @Sendable (any Session) throws -> Value
        ) async throws -> Value {
            try await base.read(body)
        }

        func write<Value: Sendable>(
            in place: WritePlace, _ body: @escaping @Sendable (any Session) throws -> Value
        ) async throws -> Value {
            try await base.write(in: place) { [beginning, other] session in
                try body(Overtaken(base: session, beginning: beginning, other: other))
            }
        }

        func close() throws { try base.close() }
    }

    private static func overtaken(_ bureau: Bureau, at beginning: String, by other: SQL) -> Store {
        var store = bureau.test.store
        store.engine = OvertakenEngine(base: store.engine, beginning: beginning, other: other)
        return store
    }

    private static func account(in bureau: Bureau) async throws -> ID<Account> {
        try await bureau.test.write {
            try $0.createAccount(Account.Draft(name: "anna", title: nil), member: nil).account.id
        }
    }

    @Test func `a link sets one password`() async throws {
        let bureau = try await Bureau()
        let account = try await Self.account(in: bureau)
        let link = try await bureau.test.write { try $0.makePasswordLink(for: account) }
        let overtaken = Self.overtaken(
            bureau, at: "DELETE FROM password_link WHERE hash", by: "DELETE FROM password_link")
        await #expect(throws: Account.Refusal.self) {
            try await overtaken.write(by: .nobody) { _ = try $0.setPassword("a", byLink: Secret(link.secret)) }
        }
        try await bureau.test.write { _ = try $0.setPassword("b", byLink: Secret(link.secret)) }
        await #expect(throws: Account.Refusal.self) {
            try await bureau.test.write { _ = try $0.setPassword("c", byLink: Secret(link.secret)) }
        }
    }

    @Test func `a code of the second factor signs in once`() async throws {
        let bureau = try await Bureau()
        let account = try await Self.account(in: bureau)
        let factor = TOTP()
        let step = TestStore.start.seconds / TOTP.step
        let stored = try bureau.test.store.keys.encrypt(factor.secret, for: "account.factor:\(account.rawValue)")
        try await bureau.test.run("UPDATE account SET factor = \(stored) WHERE id = \(account)")
        let code = factor.code(at: step)
        let overtaken = Self.overtaken(
            bureau, at: "UPDATE account SET factor_last_step", by: "UPDATE account SET factor_last_step = \(step)")
        #expect(try await overtaken.write(by: TestStore.principal) { try $0.acceptCode(code, of: account) } == false)
        try await bureau.test.run("UPDATE account SET factor_last_step = 0")
        #expect(try await bureau.test.write { try $0.acceptCode(code, of: account) })
        #expect(try await bureau.test.write { try $0.acceptCode(code, of: account) } == false)
    }

    @Test func `a record is changed by one of two who read it`() async throws {
        let bureau = try await Bureau()
        let overtaken = Self.overtaken(
            bureau, at: "UPDATE member", by: "UPDATE member SET name = '先到', version = version + 1 WHERE number = '102'"
        )
        await #expect(throws: StoreError.staleVersion(current: 2)) {
            try await overtaken.write(by: TestStore.principal) {
                _ = try $0.changeMember(bureau.holder, to: Bureau.facts("102", "后到"), ifVersion: 1)
            }
        }
    }

    @Test func `a sheet and an adjustment are revised by one of two who read them`() async throws {
        let bureau = try await Bureau()
        let cycle = try await bureau.openMonth()
        let sheets = Self.overtaken(bureau, at: "UPDATE sheet", by: "UPDATE sheet SET stands = 0 WHERE stands = 1")
        await #expect(throws: StoreError.staleVersion(current: 2)) {
            try await sheets.write(by: TestStore.principal) { transaction in
                _ = try transaction.submitSheet(
                    in: cycle, area: "A-1", tier: .own, assessor: "102",
                    points: ["order": Points(hundredths: 5000), "service": Points(hundredths: 3600)], comment: nil,
                    lateReason: nil, revisionReason: "看错表")
            }
        }
        let adjustments = Self.overtaken(
            bureau, at: "UPDATE adjustment", by: "UPDATE adjustment SET stands = 0 WHERE stands = 1")
        await #expect(throws: StoreError.staleVersion(current: 2)) {
            try await adjustments.write(by: TestStore.principal) { transaction in
                let id = try #require(try transaction.whole { try transaction.adjustments(of: cycle, $0) }.first?.id)
                _ = try transaction.withdrawAdjustment(id, reason: Text("查无此事"))
            }
        }
    }
}
