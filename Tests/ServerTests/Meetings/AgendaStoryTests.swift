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
        // Who left it out, and when, is told to whoever reads the whole of it.
        let left = try #require(edited.json["leftOut"]?.array?.first)
        #expect(left["title"] == "2026-003 会议室未挂制度" && left["by"] == "office" && left["at"] != .null, "\(left)")
        #expect(try await agenda(by: "201")["leftOut"] == [])
        let editor = Browser(office.server, as: try #require(office.accounts["office"]))
        let page = try await editor.get(path, headers: ["Accept-Language": "zh-CN"]).text
        #expect(page.contains("不列入议程") && page.contains("会议室未挂制度"))
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
        // What is of one branch alone is not put into minutes that all of them read.
        #expect(form.contains("活动记录不全") && form.contains("总结讲评") && !form.contains("增设停车位"))

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
        // What came of it is noted after the meeting, once and again; the minutes stay as they are.
        let held = "/meetings/\(meetings[0])"
        func note(_ result: String, _ said: String, on day: String, by name: String = "office") async throws -> Answer {
            try await office.post(
                "\(held)/results",
                ["decision": 1, "result": .string(result), "said": .string(said), "on": .string(day)],
                by: name)
        }
        #expect(try await note("done", "早于会议", on: "2026-12-07").errors == ["on range"])
        #expect(try await note("done", "不该由支部登记", on: "2026-12-08", by: "101").status == 403)
        let partly = try await note("partly", "已抽查两个支部", on: "2026-12-08")
        #expect(partly.status == 201 && partly.json["digest"] == minutes.json["digest"], "\(partly.text)")
        // What something came of stays as it was decided.
        let anew = try await office.send(
            "PUT", "\(held)/minutes", ["items": [], "decisions": [["decision": "另一件"]]], by: "office",
            headers: ["If-Match": "\"\(partly.json["meeting"]?["version"]?.integer ?? 0)\""])
        #expect(anew.errors == ["decisions conflict"], "\(anew.text)")
        try await office.go(to: "2027-01-11")
        let done = try await note("done", "三个支部都已抽查", on: "2027-01-11")
        #expect(
            done.json["results"]?.array?.map { [$0["result"], $0["on"], $0["notedBy"]] } == [
                ["partly", "2026-12-08", "office"], ["done", "2027-01-11", "office"],
            ], "\(done.text)")
        let later = Browser(office.server, as: try #require(office.accounts["office"]))
        let shown = try await later.get(held, headers: ["Accept-Language": "zh-CN"]).text
        #expect(shown.contains("已抽查两个支部") && shown.contains("2027年1月11日 已完成：三个支部都已抽查"), "\(shown)")
        let next = try await agenda(by: "office", "/meetings/\(meetings[1])/agenda")
        let carried = Self.titles(next, "carriedOver")
        #expect(carried == ["记录按月抽查", "2026-001 活动记录不全", "2026-002 活动记录不全"], "\(next)")
        let decided = try #require((next["lines"]?.array ?? []).first { $0["title"] == "记录按月抽查" })
        #expect(decided["state"] == "done" && decided["outcome"] == "三个支部都已抽查", "\(decided)")
        let carriedPage = try await later.get(
            "/meetings/\(meetings[1])/agenda", headers: ["Accept-Language": "zh-CN"])
        #expect(carriedPage.text.contains("已完成、三个支部都已抽查"), "\(carriedPage.text)")
        let folded = (next["folded"]?.array ?? []).first { $0["part"] == "carriedOver" }
        #expect(folded?["count"] == 1, "what is far from its day is counted")
        #expect(Self.titles(next, "comments") == [])
        let faults = try await office.server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }
            .faults
        #expect(faults == [])
    }

    @Test func `what is said once is left out record by record, and a branch's own is said to that branch alone`()
        async throws
    {
        var office = try await Office()
        let meeting = try await Self.scheduled(office, ["2026-12-08"])[0]
        func plan(_ title: String, _ branch: String, by name: String) async throws -> Int64 {
            let made = try await office.post(
                "/plan-items",
                [
                    "month": "2027-01", "title": .string(title), "kind": "其他", "due": "2027-01-20",
                    "branches": [.string(branch)],
                ], by: name)
            try #require(made.status == 201, "\(made.text)")
            return try #require(made.json.array?.first?["id"]?.integer)
        }
        func lines(by name: String) async throws -> [JSON] {
            (try await office.send("GET", "/meetings/\(meeting)/agenda", by: name).json["lines"]?.array ?? [])
                .filter { $0["part"] == "nextMonth" }
        }
        let first = try await plan("总结讲评", "A", by: "office")
        let own = try await plan("走访商户", "A", by: "101")
        let others = try await plan("走访商户", "B", by: "201")
        // By the form, as the office does it.
        let browser = Browser(office.server, as: try #require(office.accounts["office"]))
        func leaveOut(_ records: [Int64]) async throws {
            let form = "/meetings/\(meeting)/agenda/edit"
            let box = FormField.box("leftOut", records.map { "planItem/\($0)" }.joined(separator: ","))
            let page = try await browser.get(form).text
            #expect(page.contains(box), "\(page)")
            let version = try await office.send("GET", "/meetings/\(meeting)/agenda", by: "office").json["version"]?
                .integer
            let sent = try await browser.post(form, [box: "true", "version": String(version ?? 0)])
            #expect(sent.status == 303, "\(sent.text)")
        }
        try await leaveOut([first])
        #expect(try await lines(by: "office").map { $0["title"] } == ["走访商户", "走访商户"])
        #expect(try await lines(by: "office").map { $0["branch"] } == ["A", "B"])
        // One that joins it later is talked about.
        let second = try await plan("总结讲评", "B", by: "office")
        let joined = try await lines(by: "office").first
        #expect(joined?["about"] == .string("planItem/\(second)") && joined?["branch"] == "B", "\(joined ?? .null)")
        // Both are left out at once where neither is yet.
        try await leaveOut([own])
        try await leaveOut([first, second])
        #expect(try await lines(by: "office").map { $0["title"] } == ["走访商户", "走访商户"])
        try await leaveOut([own])
        #expect(try await lines(by: "office").map { $0["title"] } == ["总结讲评", "走访商户"])
        let both = try #require(try await lines(by: "office").first)
        #expect(both["branch"] == .null)
        #expect(both["records"]?.array?.map { $0["branch"] } == ["A", "B"])

        // Frozen, each reads their own of it, and opens it.
        try await office.go(to: "2026-12-08")
        let opened = try await office.post(
            "/meetings/\(meeting)/open", ["chair": "office", "recorder": "101"], by: "office")
        try #require(opened.status == 200, "\(opened.text)")
        #expect(try await lines(by: "office").first == both)
        for (name, expected) in [("101", [first]), ("201", [second, others])] {
            let seen = try await lines(by: name)
            #expect(seen.map { $0["about"] } == expected.map { .string("planItem/\($0)") }, "\(name): \(seen)")
            for id in expected {
                #expect(try await office.send("GET", "/plan-items/\(id)", by: name).status == 200)
            }
        }
    }

    @Test func `whoever is called to a meeting has what is of their branch on its agenda`() async throws {
        let bureau = try await WideBureau()
        let server = bureau.server
        for branch in ["A", "B"] {
            let asked = try await server.post(
                "/asks",
                [
                    "branch": .string(branch), "title": .string("请\(branch)事"), "request": "请协调", "standard": "到位",
                    "due": "2026-11-30",
                ])
            try #require(asked.status == 201, "\(asked.text)")
            let given = try await server.post(
                "/findings",
                [
                    "branches": [.string(branch)], "source": "inspection", "what": .string("\(branch)问题"),
                    "direction": "规范", "category": "activityForms", "class": "byDate", "due": "2026-11-28",
                    "standard": "有记录",
                ])
            try #require(given.status == 201, "\(given.text)")
            let planned = try await server.post(
                "/plan-items",
                [
                    "month": "2026-11", "title": .string("\(branch)事项"), "kind": "其他", "due": "2026-11-30",
                    "branches": [.string(branch)],
                ])
            try #require(planned.status == 201, "\(planned.text)")
        }
        // The bureau's calls the secretaries of both committees below it, a committee's those of its own branches.
        for (committee, start, branches) in [("JG", "23:00", ["A", "B", "C"]), ("QA", "21:30", ["A", "C"])] {
            let made = try await server.post(
                "/meetings",
                [
                    "committee": .string(committee), "date": "2026-11-24", "start": .string(start), "minutes": 60,
                    "place": .string("\(committee)厅"), "standing": "extraordinary",
                ])
            try #require(made.status == 201, "\(made.text)")
            let opened = try await server.post("/meetings/\(made.id)/open", ["chair": "102", "recorder": "103"])
            try #require(opened.status == 200, "\(opened.text)")
            let called = Set((opened.json["roll"]?.array ?? []).compactMap { $0["branch"]?.string })
            let agenda = try await server.get("/meetings/\(made.id)/agenda").json
            let lines = agenda["lines"]?.array ?? []
            let reporting = lines.filter { $0["part"] == "reports" }.compactMap { $0["branch"]?.string }
            #expect(reporting.sorted() == branches && called.isSubset(of: branches), "\(committee): \(called)")
            // A committee below reads of the bureau's what is of its own branches.
            let seen =
                try await server.send(
                    "GET", "/meetings/\(made.id)/agenda", by: bureau.principal(.committee)
                ).json["lines"]?.array ?? []
            let own = Set(seen.filter { $0["part"] == "reports" }.compactMap { $0["branch"]?.string })
            #expect(own == ["A", "C"], "\(committee): \(seen)")
            let titles = lines.compactMap { $0["title"]?.string }.joined(separator: " ")
            for branch in ["A", "B"] {
                for said in ["请\(branch)事", "\(branch)问题", "\(branch)事项"] {
                    #expect(titles.contains(said) == branches.contains(branch), "\(committee) \(said): \(titles)")
                }
            }
        }
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
