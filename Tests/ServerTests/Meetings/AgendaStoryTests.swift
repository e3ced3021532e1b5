import Domain
import Testing

@testable import Server
@testable import Storage

/// The agenda of a secretaries' meeting: drafted from the records, edited by the office, frozen when it opens.
@Suite struct AgendaStoryTests {
    private typealias Office = ObjectionStoryTests.Office

    private static func titles(_ agenda: JSON, _ part: String) -> [String] {
        (agenda["lines"]?.array ?? []).filter { $0["part"]?.string == part }.map { $0["title"]?.string ?? "" }
    }

    /// The committee's meetings of two months; ids.
    private static func scheduled(_ office: Office, _ days: [String]) async throws -> [Int] {
        var ids: [Int] = []
        for day in days {
            let made = try await office.server.post(
                "/meetings",
                [
                    "committee": "JG", "date": .string(day), "start": "09:00", "minutes": 90,
                    "place": "三楼会议室",
                ])
            try #require(made.status == 201, "\(made.text)")
            ids.append(made.id)
        }
        return ids
    }

    @Test func `it is drafted from the records, frozen when the meeting opens, and what came of it opens the next`()
        async throws
    {
        var office = try await Office()
        let meetings = try await Self.scheduled(office, ["2026-12-08", "2027-01-12"])
        func given(_ what: String, _ branches: JSON, due: String) async throws -> Int64 {
            let made = try await office.post(
                "/findings",
                [
                    "branches": branches, "source": "inspection", "what": .string(what), "direction": "规范记录",
                    "category": "activityForms", "class": "byDate", "due": .string(due), "standard": "有记录",
                ], by: "office")
            try #require(made.status == 201, "\(made.text)")
            return try #require(made.json.array?.first?["id"]?.integer)
        }
        _ = try await given("活动记录不全", ["A", "B"], due: "2027-01-15")
        let single = try await given("会议室未挂制度", ["A"], due: "2027-03-31")
        _ = try await office.post(
            "/plan-items",
            ["month": "2027-01", "title": "总结讲评", "kind": "其他", "due": "2027-01-20"], by: "office")
        _ = try await office.post(
            "/asks",
            ["branch": "A", "title": "增设停车位", "request": "请协调", "standard": "划线", "due": "2027-02-01"], by: "101")
        let path = "/meetings/\(meetings[0])/agenda"
        func agenda(by name: String, _ path: String? = nil) async throws -> JSON {
            try await office.send("GET", path ?? "/meetings/\(meetings[0])/agenda", by: name).json
        }

        // Drafted: what is common once, what several are to do once, every branch with its figures, who begins by turns.
        let draft = try await agenda(by: "office")
        #expect(draft["frozenAt"] == .null && draft["digest"] == .null)
        #expect(Self.titles(draft, "comments") == ["活动记录不全", "2026-003 会议室未挂制度"], "\(draft)")
        #expect(Self.titles(draft, "nextMonth") == ["总结讲评"])
        #expect(Self.titles(draft, "asks") == ["增设停车位"])
        let reports = (draft["lines"]?.array ?? []).filter { $0["part"] == "reports" }
        #expect(Set(reports.compactMap { $0["branch"]?.string }) == ["A", "B"])
        let own = try #require(reports.first { $0["branch"] == "A" }?["figures"])
        #expect(own["month"] == "2026-11" && own["status"] == "posted" && own["openFindings"] == 2, "\(own)")

        // A secretary reads what is of no branch and their own, of what is common their own row; a member none of it.
        let seen = try await agenda(by: "201")
        #expect(Self.titles(seen, "asks") == [] && Self.titles(seen, "comments") == ["2026-002 活动记录不全"])
        #expect((seen["lines"]?.array ?? []).allSatisfy { [JSON.null, "B"].contains($0["branch"]) })
        #expect(try await office.send("GET", path, by: "105").status == 403)
        #expect(try await agenda(by: "auditor")["lines"] == draft["lines"])

        // Edited by the office alone, by its version; a part is planned once.
        let edits: JSON = [
            "notes": [["part": "passingOn", "title": "传达区委通报"]],
            "leftOut": [.string("finding/\(single)")], "times": [["part": "asks", "minutes": 15]],
        ]
        func edit(_ edits: JSON, by name: String, version: Int) async throws -> Answer {
            try await office.send("PUT", path, edits, by: name, headers: ["If-Match": "\"\(version)\""])
        }
        #expect(try await edit(edits, by: "101", version: 1).status == 403)
        let edited = try await edit(edits, by: "office", version: 1)
        #expect(edited.status == 200 && edited.json["minutes"] == 70, "\(edited.text)")
        #expect(Self.titles(edited.json, "passingOn") == ["传达区委通报"])
        #expect(Self.titles(edited.json, "comments") == ["活动记录不全"])
        #expect(try await edit(edits, by: "office", version: 1).status == 412)
        var twice = try #require(edits.object)
        twice["times"] = [["part": "asks", "minutes": 15], ["part": "asks", "minutes": 20]]
        #expect(try await edit(.object(twice), by: "office", version: 2).errors == ["times[1].part duplicate"])

        // Frozen when it opens: what comes later changes nothing of it, and nobody edits it.
        try await office.go(to: "2026-12-08")
        let opened = try await office.post(
            "/meetings/\(meetings[0])/open", ["chair": "office", "recorder": "101"], by: "office")
        #expect(opened.status == 200, "\(opened.text)")
        let frozen = try await agenda(by: "office")
        #expect(frozen["digest"]?.string?.count == 64 && frozen["frozenAt"] != .null)
        #expect(frozen["lines"] == edited.json["lines"])
        _ = try await office.post(
            "/asks", ["branch": "A", "title": "又一件", "request": "请协调", "standard": "到位", "due": "2026-12-31"],
            by: "101")
        #expect(try await agenda(by: "office") == frozen)
        let version = try #require(frozen["meeting"]?["version"]?.integer)
        #expect(try await edit(edits, by: "office", version: Int(version)).code == "agendaFrozen")

        // The minutes' form begins with it.
        let browser = Browser(office.server, as: try #require(office.accounts["office"]))
        let form = try await browser.get("/meetings/\(meetings[0])/minutes", headers: ["Accept-Language": "zh-CN"]).text
        #expect(form.contains("逐支部汇报") && form.contains("传达区委通报"))

        // Held and decided; the next begins with what was decided, and with what is due by then or overdue.
        let roll = opened.json["roll"]?.array ?? []
        let taken = try await office.send(
            "PUT", "/meetings/\(meetings[0])/attendance",
            ["entries": JSON(roll) { ["member": $0["member"] ?? .null, "state": "present"] }], by: "office",
            headers: ["If-Match": "\"\(version)\""])
        #expect(taken.status == 200, "\(taken.text)")
        let minutes = try await office.send(
            "PUT", "/meetings/\(meetings[0])/minutes",
            ["items": [["title": "点评"]], "decisions": [["decision": "记录按月抽查", "due": "2027-01-10"]]], by: "office",
            headers: ["If-Match": "\"\(version + 1)\""])
        #expect(minutes.status == 200, "\(minutes.text)")
        try await office.go(to: "2027-01-11")
        let next = try await agenda(by: "office", "/meetings/\(meetings[1])/agenda")
        let carried = Self.titles(next, "carriedOver")
        #expect(carried == ["记录按月抽查", "2026-001 活动记录不全", "2026-002 活动记录不全"], "\(next)")
        let folded = (next["folded"]?.array ?? []).first { $0["part"] == "carriedOver" }
        #expect(folded?["count"] == 1, "what is far from its day is counted")
        #expect(Self.titles(next, "comments") == [])
        let faults = try await office.server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }
            .faults
        #expect(faults == [])
    }

    @Test func `a branch's meeting has none`() async throws {
        let office = try await Office()
        let branch = try await office.server.first("/branches?code=A")
        let made = try await office.post(
            "/branches/\(branch)/meetings",
            ["kind": "assembly", "date": "2026-12-10", "start": "09:00", "minutes": 60, "place": "会议室"], by: "101")
        #expect(made.status == 201, "\(made.text)")
        #expect(try await office.send("GET", "/meetings/\(made.id)/agenda", by: "101").status == 404)
    }

    @Test func `a part takes up so many lines that all goes on two pages, and counts the rest`() {
        let drafted = (1...60).map { Agenda.Line(.carriedOver, .finding(ID($0)), "问题\($0)") }
        let agenda = Agenda(drafted: drafted, rest: [.carriedOver: 5], edits: .none)
        #expect(agenda.lines.count == Agenda.mostLines)
        #expect(agenda.folded == [.carriedOver: 60 - Agenda.mostLines + 5])
        let kept = Agenda(agenda.json)
        #expect(kept == agenda)
    }
}
