import Domain
import Testing

@testable import Server
@testable import Storage

/// A committee's year with its branches, month by month through the API: what is decided, found and due in one meeting comes to
/// the next by itself.
@Suite struct CommitteeYearTests {
    private static func titles(_ agenda: JSON, _ part: String) -> [String] {
        (agenda["lines"]?.array ?? []).filter { $0["part"]?.string == part }.map { $0["title"]?.string ?? "" }
    }

    /// A meeting that is opened, held by everybody on its roll, and written down.
    private static func hold(_ meeting: Int, deciding decision: String, at server: TestServer) async throws -> JSON {
        let opened = try await server.post("/meetings/\(meeting)/open", ["chair": "103", "recorder": "104"])
        try #require(opened.status == 200, "\(opened.text)")
        let roll = opened.json["roll"]?.array ?? []
        let entries = JSON(roll.enumerated()) { index, line in
            index == 0
                ? ["member": line["member"] ?? .null, "state": "present"]
                : ["member": line["member"] ?? .null, "state": "excused", "reason": "下乡"]
        }
        let version = opened.json["meeting"]?["version"]?.integer ?? 0
        let taken = try await server.send(
            "PUT", "/meetings/\(meeting)/attendance", ["entries": entries], headers: ["If-Match": "\"\(version)\""])
        try #require(taken.status == 200, "\(taken.text)")
        let minutes = try await server.send(
            "PUT", "/meetings/\(meeting)/minutes",
            ["items": [["title": "点评"]], "decisions": [["decision": .string(decision)]]],
            headers: ["If-Match": "\"\(version + 1)\""])
        try #require(minutes.status == 200, "\(minutes.text)")
        return minutes.json
    }

    @Test func `what one meeting leaves open comes to the next, until it is done`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        try server.go(to: "2026-12-20")
        let scheduled = try await server.post(
            "/meetings/year", ["year": 2027, "rule": "2nd Tuesday 09:00", "minutes": 90, "place": "三楼会议室"])
        try #require(scheduled.status == 201, "\(scheduled.text)")
        let meetings = try await server.get("/meetings?year=2027").items
        try #require(meetings.count == 12)
        func id(_ month: Int) -> Int { Int(meetings[month - 1]["id"]?.integer ?? 0) }
        func day(_ month: Int) -> String { meetings[month - 1]["date"]?.string ?? "" }
        func carried(_ month: Int) async throws -> [JSON] {
            (try await server.get("/meetings/\(id(month))/agenda").json["lines"]?.array ?? [])
                .filter { $0["part"] == "carriedOver" }
        }
        func post(_ path: String, _ body: JSON) async throws -> JSON {
            let answer = try await server.post(path, body)
            try #require((200...201).contains(answer.status), "\(path): \(answer.text)")
            return answer.json
        }

        // January: the first. Found: one matter of A, due before the February meeting.
        try server.go(to: day(1))
        _ = try await Self.hold(id(1), deciding: "一月的议定", at: server)
        let finding = try #require(
            try await post(
                "/findings",
                [
                    "branches": ["A"], "source": "meeting", "meeting": .number(String(id(1))), "what": "记录不全",
                    "direction": "补齐", "category": "activityForms", "class": "byDate", "due": "2027-02-05",
                    "standard": "有记录",
                ]
            ).array?.first?["id"]?.integer)

        // February: last month's decision, and the matter, overdue.
        try server.go(to: day(2))
        var lines = try await carried(2)
        #expect(lines.map { $0["title"] } == ["一月的议定", "2027-001 记录不全"], "\(lines)")
        #expect(lines.last?["overdue"] == true)
        _ = try await post("/findings/\(finding)/extend", ["due": "2027-03-31", "reason": "人手不足"])
        #expect(try await carried(2).count == 1, "extended beyond the week: folded")
        _ = try await Self.hold(id(2), deciding: "二月的议定", at: server)

        // March is cancelled: April follows February.
        _ = try await post("/meetings/\(id(3))/cancel", ["reason": "与全市会议冲突"])
        try server.go(to: day(4))
        lines = try await carried(4)
        #expect(lines.map { $0["title"] } == ["二月的议定", "2027-001 记录不全"], "\(lines)")
        #expect(lines.last?["overdue"] == true && lines.last?["due"] == "2027-03-31")
        _ = try await post("/findings/\(finding)/measures", ["text": "专人登记", "who": "组织委员", "due": "2027-04-20"])
        _ = try await post("/findings/\(finding)/report", ["text": "已补齐"])
        #expect(try await carried(4).last?["state"] == "reported")
        _ = try await Self.hold(id(4), deciding: "四月的议定", at: server)
        let frozen = try await server.get("/meetings/\(id(4))/agenda").json

        // Closed by the office, and relapsed: it is on the table again under its number.
        let office = try await server.account("office", grants: [.init(.committeeOfficer, committee: "JG")])
        let closed = try await server.send(
            "POST", "/findings/\(finding)/verify", ["verdict": "closed"], by: office.principal)
        try #require(closed.status == 200, "\(closed.text)")
        try server.go(to: day(5))
        #expect(try await carried(5).map { $0["title"] } == ["四月的议定"])
        _ = try await post(
            "/findings/\(finding)/recheck", ["outcome": "relapsed", "reason": "又不记了", "due": .string(day(6))])
        #expect(try await carried(5).count == 1, "a month away: folded")
        lines = try await carried(6)
        #expect(lines.last?["title"] == "2027-001 记录不全" && lines.last?["state"] == "open", "\(lines)")

        // May: the secretary of A is another one; who is entitled changes with the office.
        let branch = try await server.first("/branches?code=A")
        let secretary = try #require(
            try await server.get("/branches/\(branch)/appointments").items.first { $0["office"] == "secretary" })
        _ = try await post("/appointments/\(secretary["id"]?.integer ?? 0)/end", ["on": "2027-04-30"])
        _ = try await post(
            "/branches/\(branch)/appointments", ["member": "105", "office": "secretary", "from": "2027-05-01"])
        try server.go(to: day(5))
        let may = try await Self.hold(id(5), deciding: "五月的议定", at: server)
        let called = (may["roll"]?.array ?? []).map { $0.shown("member") }
        #expect(called.contains("105") && !called.contains("101"))

        // B joins A: July's roll and reports are of one branch.
        try server.go(to: "2027-07-01")
        let b = try await server.first("/branches?code=B")
        let merged = try await server.post(
            "/branches/\(b)/merge",
            ["into": "A", "from": "2027-07-01", "reason": "机构改革", "document": "局党委〔2027〕6号"])
        if merged.status != 200 { Issue.record("\(merged.text)") }
        try server.go(to: day(7))
        let july = try await server.get("/meetings/\(id(7))/agenda").json
        #expect(Self.titles(july, "reports").count == 1, "\(july)")
        let held = try await Self.hold(id(7), deciding: "七月的议定", at: server)

        // Of every meeting that was held: entitled = present + excused + absent.
        for record in [may, held] {
            let tally = try #require(record["tally"])
            func count(_ name: String) -> Int64 { tally[name]?.integer ?? -1 }
            #expect(count("entitled") == count("present") + count("excused") + count("absent"))
            #expect(count("entitled") == Int64((record["roll"]?.array ?? []).count { $0["entitled"] == true }))
        }
        // What was on the table in April stands as it was.
        #expect(try await server.get("/meetings/\(id(4))/agenda").json["lines"] == frozen["lines"])
        let faults = try await server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.faults
        #expect(faults == [])
    }
}

extension JSON {
    fileprivate func shown(_ name: String) -> String { self[name]?.string ?? "" }
}
