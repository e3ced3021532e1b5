import Domain
import Testing

@testable import Storage

/// How many wrong tries there may be, by account, by address and by browser. Nobody's password is checked here: what
/// came of the check is said.
struct SignInThrottleTests {
    private let test: TestStore

    init() async throws {
        test = try await TestStore()
        try await test.write { transaction in
            for name in ["zhao", "qian"] {
                let id = try transaction.createAccount(Account.Draft(name: name, title: nil), member: nil).account.id
                let link = try transaction.makePasswordLink(for: id)
                _ = try transaction.setPassword("a hash", byLink: Secret(link.secret))
            }
        }
    }

    private func attempt(_ name: String, from address: String, _ device: Secret? = nil) -> SignInTry {
        SignInTry(name: name, address: address, agent: nil, device: device)
    }

    /// - Returns: nil for one that was let through and turned out wrong; the seconds to wait otherwise.
    @discardableResult
    private func tryWrongly(_ attempt: SignInTry) async throws -> Int64? {
        try await test.write { transaction in
            switch try transaction.admit(attempt) {
            case .wait(let seconds): return seconds
            case .admitted(let admitted):
                _ = try transaction.conclude(attempt, admitted, isRight: false, code: nil)
                return nil
            }
        }
    }

    private func wait(_ attempt: SignInTry) async throws -> Int64? {
        // Undone again: it is only asked.
        struct Asked: Error { let seconds: Int64? }
        do {
            try await test.write { transaction in
                if case .wait(let seconds) = try transaction.admit(attempt) { throw Asked(seconds: seconds) }
                throw Asked(seconds: nil)
            }
        } catch let asked as Asked {
            return asked.seconds
        }
        return nil
    }

    /// - Returns: what the browser keeps.
    private func signIn(_ attempt: SignInTry) async throws -> Secret {
        try await test.write { transaction in
            guard case .admitted(let admitted) = try transaction.admit(attempt),
                case .signedIn(_, _, _, _, let device) = try transaction.conclude(
                    attempt, admitted, isRight: true, code: nil
                )
            else { throw StoreError.notFound("session") }
            return device
        }
    }

    @Test(arguments: ["zhao", " Zhao", "nobody-of-that-name"])
    func `ten wrong tries are enough for a name, whether it is somebody's or not`(name: String) async throws {
        for number in 0..<10 { #expect(try await tryWrongly(attempt(name, from: "198.51.100.\(number)")) == nil) }
        #expect(try await wait(attempt(name, from: "203.0.113.1")) == 900)
        #expect(try await wait(attempt("qian", from: "203.0.113.1")) == nil)
        test.clock.now = TestStore.start.adding(seconds: 899)
        #expect(try await wait(attempt(name, from: "203.0.113.1")) == 1)
        test.clock.now = TestStore.start.adding(seconds: 900)
        #expect(try await wait(attempt(name, from: "203.0.113.1")) == nil)
    }

    @Test func `ten wrong tries are enough for an address, whomever they were for`() async throws {
        for number in 0..<10 { #expect(try await tryWrongly(attempt("name-\(number)", from: "198.51.100.1")) == nil) }
        #expect(try await wait(attempt("zhao", from: "198.51.100.1")) == 900)
        #expect(try await wait(attempt("zhao", from: "198.51.100.2")) == nil)
    }

    @Test func `tries that are being checked count already`() async throws {
        for _ in 0..<10 {
            let admission = try await test.write { try $0.admit(attempt("zhao", from: "198.51.100.1")) }
            guard case .admitted = admission else {
                Issue.record("not let through")
                return
            }
        }
        #expect(try await wait(attempt("zhao", from: "198.51.100.2")) == 900)
    }

    @Test func `a browser that signed in before has its own count`() async throws {
        let device = try await signIn(attempt("zhao", from: "203.0.113.1"))
        for number in 0..<10 { try await tryWrongly(attempt("zhao", from: "198.51.100.\(number)")) }
        #expect(try await wait(attempt("zhao", from: "203.0.113.1")) == 900)
        #expect(try await wait(attempt("zhao", from: "203.0.113.1", device)) == nil)
        // Not at another's account, and not more often than anybody.
        for number in 0..<10 { try await tryWrongly(attempt("qian", from: "198.51.100.\(number)")) }
        #expect(try await wait(attempt("qian", from: "203.0.113.1", device)) == 900)
        for _ in 0..<10 { try await tryWrongly(attempt("zhao", from: "203.0.113.1", device)) }
        #expect(try await wait(attempt("zhao", from: "203.0.113.1", device)) == 900)
    }

    @Test func `signing in forgets one's own wrong tries, not others'`() async throws {
        for _ in 0..<6 { try await tryWrongly(attempt("zhao", from: "203.0.113.1")) }
        _ = try await signIn(attempt("zhao", from: "203.0.113.1"))
        for _ in 0..<9 { try await tryWrongly(attempt("zhao", from: "203.0.113.1")) }
        #expect(try await wait(attempt("zhao", from: "203.0.113.1")) == nil)
        // Whoever has an account of their own does not clear the way for trying at others'.
        for _ in 0..<9 { try await tryWrongly(attempt("nobody", from: "198.51.100.1")) }
        _ = try await signIn(attempt("qian", from: "198.51.100.1"))
        try await tryWrongly(attempt("nobody", from: "198.51.100.1"))
        #expect(try await wait(attempt("qian", from: "198.51.100.1")) == 900)
    }
}
