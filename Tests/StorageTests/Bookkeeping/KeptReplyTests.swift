import Domain
import Testing

@testable import Storage

/// A request that comes again gets the reply that it got.
@Suite struct KeptReplyTests {
    private static let reply = KeptReply(status: 201, headers: ["etag": "1"], body: [0, 0x7B, 0xFF])

    private func kept(in test: TestStore, _ fingerprint: String = "f", by user: String = "test") async throws
        -> KeptReply?
    {
        try await test.store.read(by: .operator(systemUser: user)) {
            try $0.keptReply(key: "k", fingerprint: fingerprint)
        }
    }

    private func keeping() async throws -> TestStore {
        let test = try await TestStore()
        try await test.write { try $0.keep(Self.reply, key: "k", fingerprint: "f") }
        return test
    }

    @Test func `a reply is kept byte for byte`() async throws {
        #expect(try await kept(in: keeping()) == Self.reply)
        #expect(try await kept(in: TestStore()) == nil)
    }

    @Test func `a key belongs to whoever used it`() async throws {
        #expect(try await kept(in: keeping(), by: "anna") == nil)
    }

    @Test func `the same key with another request is refused`() async throws {
        let test = try await keeping()
        await #expect(throws: Transaction.KeyReused.self) { try await kept(in: test, "g") }
    }

    @Test func `a reply is kept for seven days`() async throws {
        let test = try await keeping()
        test.clock.now = TestStore.start.adding(seconds: 7 * 86_400 - 1)
        #expect(try await kept(in: test) == Self.reply)
        test.clock.now = TestStore.start.adding(seconds: 7 * 86_400)
        #expect(try await kept(in: test) == nil)
        // Even before anything has swept it away, the key is free, for another request too.
        #expect(try await kept(in: test, "g") == nil)
        try await test.write { try $0.keep(KeptReply(status: 200, headers: [:], body: []), key: "k", fingerprint: "g") }
        #expect(try await kept(in: test, "g")?.status == 200)
    }

    @Test func `keeping a reply forgets those past their time, and no others`() async throws {
        let test = try await keeping()
        test.clock.now = TestStore.start.adding(seconds: 86_400)
        try await test.write { try $0.keep(Self.reply, key: "l", fingerprint: "f") }
        test.clock.now = TestStore.start.adding(seconds: 7 * 86_400)
        try await test.write { try $0.keep(Self.reply, key: "m", fingerprint: "f") }
        #expect(try await test.values("SELECT key FROM kept_reply ORDER BY key") == ["l", "m"])
    }
}
