import Domain
import Testing

@testable import Server
@testable import Storage

/// The yearly review of secretaries (述职评议): arranged by the committee's office, recorded as its meetings are, and what the
/// rule asks.
struct AnnualReviewTests {
    @Test func `it is scheduled, told as what it is, and done with its attendance`() async throws {
        let bureau = try await WideBureau()
        let server = bureau.server
        let slot: [(String, JSON)] = [
            ("committee", "QA"), ("date", "2026-12-15"), ("start", "09:00"), ("minutes", 120), ("place", "三楼会议室"),
        ]
        func asked(_ more: [(String, JSON)]) -> JSON {
            var body = JSON.Object()
            for (name, value) in slot + more { body[name] = value }
            return .object(body)
        }
        // A committee holds no branch's meeting, and no second kind of regular one.
        let wrong = try await server.post("/meetings", asked([("kind", "assembly")]))
        #expect(wrong.errors == ["kind unexpected"], "\(wrong.text)")
        let regular = try await server.post("/meetings", asked([("kind", "annualReview"), ("standing", "regular")]))
        #expect(regular.errors == ["standing rule"], "\(regular.text)")
        let made = try await server.post("/meetings", asked([("kind", "annualReview")]))
        #expect(made.status == 201, "\(made.text)")
        let committee = try #require(bureau.accounts[.committee])
        let page = try await Browser(server, as: committee).get(
            "/meetings?year=2026", headers: ["Accept-Language": "zh-CN"])
        #expect(page.text.contains("述职评议会") && !page.text.contains("2026-12-15"))

        func state() async throws -> JSON? {
            try await server.get("/due?committee=QA").json.array?.last { $0["rule"] == "meet.annualReview" }?["state"]
        }
        #expect(try await state() == "due")
        try server.go(to: "2026-12-15")
        let meeting = "/meetings/\(made.id)"
        let opened = try await server.post("\(meeting)/open", ["chair": "101", "recorder": "102"])
        try #require(opened.status == 200, "\(opened.text)")
        let taken = try await server.send(
            "PUT", "\(meeting)/attendance", ["entries": [["member": "101", "state": "present"]]],
            headers: ["If-Match": opened.headers["etag"] ?? ""])
        try #require(taken.status == 200, "\(taken.text)")
        #expect(try await state() == "done")
    }
}
