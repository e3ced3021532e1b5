import Domain
import TestSupport
import Testing

@testable import Storage

/// What two servers do at once with accounts, roles and what signs in.
@Suite(.onPostgreSQL) struct AccessAtOnceTests {
    private static func account(_ name: String, in test: TestStore) async throws -> ID<Account> {
        try await test.write { transaction in
            let id = try transaction.createAccount(Account.Draft(name: name, title: nil), member: nil).account.id
            let link = try transaction.makePasswordLink(for: id)
            _ = try transaction.setPassword("a hash", byLink: Secret(link.secret))
            return id
        }
    }

    @Test(arguments: [true, false])
    func `somebody is left who can let others in`(holdsLocks: Bool) async throws {
        let test = try await TestStore()
        let accounts = (try await Self.account("anna", in: test), try await Self.account("bert", in: test))
        try await test.write { transaction in
            for account in [accounts.0, accounts.1] {
                _ = try transaction.grant(.administrator, in: .bureau, to: account)
            }
        }
        let (first, second) = try await test.atOnce(holdingLocks: holdsLocks) {
            _ = try $0.closeAccount(accounts.0)
        } _: {
            _ = try $0.closeAccount(accounts.1)
        }
        #expect(first.isSuccess && second.isSuccess == !holdsLocks)
        if holdsLocks { #expect(throws: Account.Refusal.self) { try second.get() } }
        #expect(try await test.read { try $0.hasAdministrator() } == holdsLocks)
    }

    @Test(arguments: [true, false])
    func `a role is granted once`(holdsLocks: Bool) async throws {
        let test = try await TestStore()
        let account = try await Self.account("anna", in: test)
        let (first, second) = try await test.atOnce(holdingLocks: holdsLocks) {
            _ = try $0.grant(.auditor, in: .bureau, to: account)
        } _: {
            _ = try $0.grant(.auditor, in: .bureau, to: account)
        }
        #expect(first.isSuccess && second.isSuccess == !holdsLocks)
        if holdsLocks { #expect(throws: Account.Refusal.self) { try second.get() } }
        #expect(try await test.value("SELECT count(*) FROM role_grant") == (holdsLocks ? 1 : 2))
    }

    @Test(arguments: [true, false])
    func `tries that are made at once are all counted`(holdsLocks: Bool) async throws {
        let test = try await TestStore()
        let attempt = SignInTry(name: "anna", address: "192.0.2.1", agent: nil, device: nil)
        let isAdmitted = { @Sendable (transaction: Transaction) throws in
            if case .admitted = try transaction.admit(attempt) { true } else { false }
        }
        for _ in 1..<Throttle.wrongTries { try await test.write { _ = try isAdmitted($0) } }
        let (first, second) = try await test.atOnce(holdingLocks: holdsLocks, isAdmitted, isAdmitted)
        #expect(try first.get())
        #expect(try second.get() == !holdsLocks)
    }

    @Test(arguments: [true, false])
    func `a code of the second factor counts once`(holdsLocks: Bool) async throws {
        let test = try await TestStore()
        let account = try await Self.account("anna", in: test)
        let factor = TOTP()
        let stored = try test.store.keys.encrypt(factor.secret, for: "account.factor:\(account.rawValue)")
        try await test.run("UPDATE account SET factor = \(stored) WHERE id = \(account)")
        let code = factor.code(at: TestStore.start.seconds / TOTP.step)
        let (first, second) = try await test.atOnce(holdingLocks: holdsLocks) {
            try $0.acceptCode(code, of: account)
        } _: {
            try $0.acceptCode(code, of: account)
        }
        #expect(try first.get())
        #expect(try !second.get())
    }

    @Test(arguments: [true, false])
    func `a link sets one password`(holdsLocks: Bool) async throws {
        let test = try await TestStore()
        let account = try await Self.account("anna", in: test)
        let link = try await test.write { try $0.makePasswordLink(for: account) }
        let (first, second) = try await test.atOnce(holdingLocks: holdsLocks, by: (.nobody, .nobody)) {
            _ = try $0.setPassword("one", byLink: Secret(link.secret))
        } _: {
            _ = try $0.setPassword("another", byLink: Secret(link.secret))
        }
        #expect(first.isSuccess)
        #expect(throws: Account.Refusal.self) { try second.get() }
        #expect(try await test.value("SELECT password FROM account WHERE id = \(account)") == "one")
    }

    @Test(arguments: [true, false])
    func `there is one first administrator, whichever server makes it`(holdsLocks: Bool) async throws {
        let test = try await TestStore()
        let (first, second) = try await test.atOnce(holdingLocks: holdsLocks) {
            try $0.firstAdministratorLink() != nil
        } _: {
            try $0.firstAdministratorLink() != nil
        }
        #expect(try first.get() && second.get())
        #expect(try await test.value("SELECT count(*) FROM account") == 1)
        #expect(try await test.value("SELECT count(*) FROM role_grant") == 1)
        #expect(try await test.value("SELECT count(*) FROM password_link") == 1)
    }
}
