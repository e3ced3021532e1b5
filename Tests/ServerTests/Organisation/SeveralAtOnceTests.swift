import Domain
import Testing

@testable import Server
@testable import Storage

/// Several moved, ended or handed over in one step: whole or not at all, and every refusal by its row.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct SeveralAtOnceTests {
    @Test func `members are transferred together, or none of them is`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        // 101 is secretary, 104 holds A-2; 105 holds A-3.
        func transfer(_ members: [String]) async throws -> Answer {
            try await server.post(
                "/transfers",
                [
                    "members": JSON(members) { .string($0) }, "branch": "B", "on": "2026-11-20", "reason": "编制调整",
                ])
        }
        let refused = try await transfer(["101", "104", "999"])
        #expect(refused.status == 422 && refused.errors == ["members[2] reference"], "\(refused.text)")
        let held = try await transfer(["101", "104"])
        #expect(held.status == 422 && held.errors == ["members[0] conflict", "members[1] conflict"], "\(held.text)")
        #expect(
            held.json["errors"]?.array?.last?["detail"]?.string?.hasPrefix("104: the member still answers for A-2")
                == true)
        let twice = try await transfer(["104", "104"])
        #expect(twice.errors == ["members[1] duplicate"], "\(twice.text)")

        #expect(
            try await server.post("/retirements", ["areas": ["A-2", "A-3"], "on": "2026-11-19", "reason": "撤并"]).status
                == 200)
        let one = try await transfer(["101", "104", "105"])
        #expect(one.status == 422 && one.errors == ["members[0] conflict"], "\(one.text)")
        #expect(try await server.get("/members?branch=B").items.count == 5)
        let moved = try await transfer(["104", "105"])
        #expect(moved.status == 200 && moved.items.map { $0["branch"] } == ["B", "B"], "\(moved.text)")
    }

    @Test func `areas are handed over and retired together, with what is wrong with all of them said once`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let officer = try await server.account("102", member: "102")
        let body: JSON = ["areas": ["A-1", "A-2"], "member": "103", "from": "2026-11-20"]
        let refused = try await server.send("POST", "/handovers", body, by: officer.principal)
        #expect(refused.status == 422 && refused.errors == ["areas[0] conflict"], "\(refused.text)")
        let other = try await server.send(
            "POST", "/handovers", ["areas": ["A-1", "B-1"], "member": "104", "from": "2026-11-20"],
            by: officer.principal)
        #expect(other.status == 422 && other.errors == ["areas[1] reference"], "\(other.text)")
        let given = try await server.send(
            "POST", "/handovers", ["areas": ["A-2", "A-3"], "member": "103", "from": "2026-11-20"],
            by: officer.principal)
        #expect(given.status == 200, "\(given.text)")
        #expect(try await server.get("/areas?member=103").items.map { $0["code"] } == ["A-1", "A-2", "A-3"])
        let early = try await server.post(
            "/retirements", ["areas": ["A-1", "A-2"], "on": "2025-12-31", "reason": "撤并"])
        #expect(early.status == 422 && early.errors == ["areas[0] conflict", "areas[1] conflict"], "\(early.text)")
        #expect(try await server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.holds)
    }

    @Test func `the branch's page ends several appointments by their boxes`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let branch = try await server.first("/branches?code=A")
        let browser = Browser(server, as: try await server.account("101", member: "101"))
        let page = "/branches/\(branch)/appointments/end"
        #expect(try await browser.get("/branches/\(branch)").text.contains("href=\"\(page)\""))
        let shown = try await browser.get(page)
        // The secretary's own office is the committee's to end.
        #expect(!shown.text.contains("支部书记 书记A") && shown.text.contains("一组 党小组长 组长A"), "\(shown.text)")
        var fields = browser.fields(of: page)
        let ids = try await server.get("/branches/\(branch)/appointments").items
            .filter { $0["office"] == "groupLeader" }.compactMap { $0["id"]?.integer }
        for id in ids { fields["appointments.\(id)"] = "true" }
        fields["on"] = "2026-11-24"
        let done = try await browser.post(page, fields)
        #expect(done.status == 303, "\(done.text)")
        let standing = try await server.get("/branches/\(branch)/appointments").items
        #expect(standing.count { $0["until"] == "2026-11-24" } == 2)
        let again = try await browser.post(page, fields.merging(["key": "another"]) { $1 })
        #expect(again.status == 422, "\(again.text)")
    }
}
