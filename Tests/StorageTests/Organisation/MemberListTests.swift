import Domain
import Testing

@testable import Storage

/// Members are found by the beginning of their names, and listed page by page.
@Suite struct MemberListTests {
    private func names(beginningWith name: String, _ members: [String]) async throws -> [String] {
        let bureau = try await Bureau()
        try await bureau.test.write { transaction in
            for (index, name) in members.enumerated() {
                _ = try transaction.createMember(Bureau.facts("9\(index)", name), branch: bureau.b, group: nil)
            }
        }
        return try await bureau.test.read { transaction in
            try transaction.whole { try transaction.members(MemberFilter(name: name), $0) }.map(\.member.name)
        }
    }

    @Test func `a name is found by its beginning`() async throws {
        #expect(try await names(beginningWith: "欧阳", ["欧阳", "欧阳春", "欧", "欧冶", "阳欧阳"]) == ["欧阳", "欧阳春"])
        #expect(try await names(beginningWith: "o'", ["o'brien", "O'Brien", "ob"]) == ["o'brien"])
        #expect(try await names(beginningWith: "%", ["王"]) == [])
        #expect(try await names(beginningWith: "", ["王"]).count == 5)
        // A character of Swift's may be several of SQLite's, and lie beyond the first plane.
        #expect(try await names(beginningWith: "e\u{301}", ["e\u{301}va", "eva"]) == ["e\u{301}va"])
        #expect(try await names(beginningWith: "𠮷", ["𠮷野", "吉野"]) == ["𠮷野"])
    }

    @Test func `pages follow one another without a gap or a repetition`() async throws {
        let bureau = try await Bureau()
        var seen: [String] = []
        var cursor: Cursor?
        repeat {
            let after = cursor
            let page = try await bureau.test.read {
                try $0.members(MemberFilter(), PageRequest(limit: 3, after: after))
            }
            let (members, next) = page.rowsAndNext
            seen += members.map(\.member.number.text)
            cursor = next
        } while cursor != nil
        #expect(seen == ["101", "102", "201", "202"])
    }
}
