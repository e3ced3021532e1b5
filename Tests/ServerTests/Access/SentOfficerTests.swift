import Domain
import Testing

@testable import Server

/// Whom the committee sends into a branch: in office there, a member elsewhere.
struct SentOfficerTests {
    private static func appointment(
        _ member: String, _ office: String = "secretary", from: String = "2026-11-01", document: JSON? = "甲组〔2026〕7号"
    ) -> JSON {
        var body = JSON.Object()
        for (name, value) in [("member", member), ("office", office), ("from", from)] { body[name] = .string(value) }
        if let document { body["document"] = document }
        return .object(body)
    }

    private let bureau: WideBureau
    private let branch: String

    init() async throws {
        bureau = try await WideBureau()
        branch = try bureau.path("/branches/{C}")
    }

    private func post(_ path: String, _ body: JSON, by visitor: WideBureau.Visitor) async throws -> Answer {
        try await bureau.server.send("POST", path, body, by: bureau.principal(visitor))
    }

    @Test
    func
        `the committee sends a member of one branch to be secretary of another, who sees both for as long as it lasts`()
        async throws
    {
        let officer = bureau.principal(.officer)
        func sees(_ branch: String) async throws -> Bool {
            try await bureau.server.send("GET", bureau.path(branch), by: officer).status == 200
        }
        #expect(try await !sees("/branches/{C}"))
        let sent = try await post("\(branch)/appointments", Self.appointment("102"), by: .committee)
        try #require(sent.status == 201, "\(sent.text)")
        #expect(sent.json["document"] == "甲组〔2026〕7号")
        for own in ["/branches/{C}", "/branches/{A}"] { #expect(try await sees(own)) }
        let page = try await bureau.server.send("GET", bureau.path("/members/{102}/appointments"), by: officer)
        #expect(page.json.array?.map { $0["branch"] } == ["A", "C"])
        #expect(page.json.array?.map { $0["office"] } == ["organisation", "secretary"])
        // A secretary's work is theirs there, and nothing of it in their own branch.
        let own = try await post(
            "\(branch)/appointments", Self.appointment("301", "deputy", document: nil), by: .officer)
        #expect(own.status == 201, "\(own.text)")
        let other = try await post(
            bureau.path("/branches/{A}/appointments"), Self.appointment("105", "deputy", document: nil), by: .officer)
        #expect(other.status == 403, "\(other.text)")
        // The list of members has the offices of their branch.
        #expect(try await bureau.server.get("/members?number=102").items.first?["offices"] == ["organisation"])
        let ended = try await post("/appointments/\(sent.id)/end", ["on": "2026-11-22"], by: .committee)
        #expect(ended.status == 200, "\(ended.text)")
        #expect(try await !sees("/branches/{C}"))
    }

    @Test func `it takes the committee's document, and nobody leads a group of another branch`() async throws {
        let without = try await post("\(branch)/appointments", Self.appointment("102", document: nil), by: .committee)
        #expect(without.code == "notInBranch", "\(without.text)")
        var body = try #require(Self.appointment("106", "groupLeader").object)
        body["group"] = "一组"
        let leader = try await post(bureau.path("/branches/{B}/appointments"), .object(body), by: .office)
        #expect(leader.code == "notInBranch", "\(leader.text)")
    }

    @Test func `nobody below the committee sends anybody, and no committee whom it does not see`() async throws {
        let path = "\(branch)/appointments"
        let secretary = try await post(path, Self.appointment("301", document: nil), by: .committee)
        #expect(secretary.status == 201, "\(secretary.text)")
        let deputy = Self.appointment("102", "deputy")
        #expect(try await post(path, deputy, by: .secretary).status == 404)
        #expect(try await post(path, deputy, by: .otherCommittee).status == 404)
        let unseen = try await post(path, Self.appointment("201", "deputy"), by: .committee)
        #expect(unseen.errors == ["member reference"], "\(unseen.text)")
        // The branch's own secretary neither, whoever they know by number.
        let own = try await bureau.server.account("301", member: "301", password: true).principal
        let tried = try await bureau.server.send("POST", path, deputy, by: own)
        #expect(tried.errors == ["member reference"], "\(tried.text)")
        #expect(try await bureau.server.send("GET", bureau.path("/members/{102}"), by: own).status == 404)
    }

    @Test func `an officer who is sent scores in the branch tier; one who was recorded after the month does not`()
        async throws
    {
        let server = bureau.server
        let area = try await server.post(
            "/areas", ["code": "C-1", "name": "C区1", "kind": "park", "branch": "C", "established": "2026-01-01"])
        try #require(area.status == 201, "\(area.text)")
        let held = try await server.post("/areas/\(area.id)/assignments", ["member": "301", "from": "2026-01-01"])
        try #require(held.status == 201, "\(held.text)")
        let cycle = try await server.post("/cycles", ["branch": "C", "month": "2026-11"])
        try #require(cycle.status == 201, "\(cycle.text)")
        func score(by member: String) async throws -> Answer {
            try await server.post("/cycles/\(cycle.id)/sheets", SmallBureau.sheet("C-1", "branch", by: member))
        }
        #expect(try await score(by: "102").errors == ["assessor rule"])
        let sent = try await server.post("\(branch)/appointments", Self.appointment("102"))
        try #require(sent.status == 201, "\(sent.text)")
        #expect(try await score(by: "102").status == 201)
        try server.go(to: "2026-12-02")
        let late = try await server.post("\(branch)/appointments", Self.appointment("106", "deputy"))
        try #require(late.status == 201, "\(late.text)")
        #expect(try await score(by: "106").errors == ["assessor rule"])
        #expect(try await score(by: "104").errors == ["assessor rule"])
    }
}
