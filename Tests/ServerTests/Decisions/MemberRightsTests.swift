import Domain
import Testing

@testable import Server
@testable import Storage

/// The register of one member's rights: what each has, what was made use of, and who is told. A has the members 101 to 107.
@Suite struct MemberRightsTests {
    private let bureau: WideBureau

    init() async throws { bureau = try await WideBureau() }

    private func rights(of number: Int, by visitor: WideBureau.Visitor = .secretary) async throws -> Answer {
        let id = bureau.ids[String(number)] ?? 0
        return try await bureau.server.send("GET", "/members/\(id)/rights?year=2026", by: bureau.principal(visitor))
    }

    private static func states(_ answer: Answer) -> [String: String] {
        Dictionary(
            (answer.json["rights"]?.array ?? []).map { ($0["right"]?.string ?? "", $0["state"]?.string ?? "") }
        ) { first, _ in first }
    }

    @Test func `votes are counted by their rolls, and a paper suspends three rights and no other`() async throws {
        let before = try await rights(of: 104)
        #expect(Set(Self.states(before).values) == ["full"] && Self.states(before).count == 13, "\(before.text)")
        let made = try await bureau.server.post("/motions", WideBureau.motion(in: "A"))
        let path = "/motions/\(made.id)"
        _ = try await bureau.server.post("\(path)/discussion", ["on": "2026-11-20", "said": "大家同意"])
        let opened = try await bureau.server.post(
            "\(path)/vote",
            [
                "on": "2026-11-23", "method": "showOfHands",
                "without": [["member": "105", "document": "甲纪〔2026〕3号"]],
            ])
        #expect(opened.status == 200, "\(opened.text)")
        let counted = try await bureau.server.post(
            "\(path)/count",
            [
                "present": ["101", "102", "103", "104"], "scrutineer": "103", "tellers": ["104"],
                "results": [["yes": 4, "no": 0, "abstained": 0]],
            ])
        #expect(counted.status == 200, "\(counted.text)")
        let after = try await rights(of: 104)
        #expect(
            after.json["votes"] == (before.json["votes"]?.integer).map { JSON($0 + 1) }
                && after.json["votesPresent"] == (before.json["votesPresent"]?.integer).map { JSON($0 + 1) },
            "\(before.text) \(after.text)")
        let suspended = try await rights(of: 105)
        let less = Self.states(suspended).filter { $0.value != "full" }
        #expect(less == ["voting": "suspended", "electing": "suspended", "beingElected": "suspended"])
        let voting = suspended.json["rights"]?.array?.first { $0["right"] == "voting" }
        #expect(voting?["document"] == "甲纪〔2026〕3号" && voting?["since"] == "2026-11-23")
        // Of 107 the roll had a vote, and they were not there.
        let away = try await rights(of: 107)
        #expect(away.json["votes"]?.integer ?? 0 > away.json["votesPresent"]?.integer ?? 0)
    }

    @Test func `who is on probation has all but three, and appeals are one's own to know`() async throws {
        let come = try await bureau.server.post(
            "/members",
            [
                "number": "108", "name": "新人", "standing": "probationary", "joined": "2026-06-01", "branch": "A",
                "from": "2026-06-01",
            ])
        try #require(come.status == 201, "\(come.text)")
        let found = try await bureau.server.get("/members/\(come.id)/rights?year=2026")
        #expect(
            Self.states(found).filter { $0.value != "full" }
                == ["voting": "probationary", "electing": "probationary", "beingElected": "probationary"])
        #expect(found.json["appeals"] == .null)
        #expect(try await rights(of: 104, by: .member).json["appeals"]?.integer != nil)
        #expect(try await rights(of: 104, by: .secretary).json["appeals"] == .null)
        // Nobody reads a fellow member's.
        #expect(try await rights(of: 105, by: .member).status == 403)
        #expect(try await rights(of: 104, by: .otherSecretary).status == 404)
        let browser = Browser(bureau.server, as: try #require(bureau.accounts[.member]))
        let page = try await browser.get("/members/\(bureau.ids["104"] ?? 0)/rights")
        #expect(page.status == 200 && page.text.contains("被选举权"))
        #expect(try await browser.get("/").text.contains("/members/\(bureau.ids["104"] ?? 0)/rights"))
    }
}
