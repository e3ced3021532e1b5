import Domain
import Testing

@testable import Server
@testable import Storage

/// A month in the console, by forms alone: no script.
@Suite(.timeLimit(.minutes(60)))
struct MonthFlowTests {
    /// The names of the grid's fields for an area.
    private func points(_ area: Int, _ order: String, _ service: String) -> [String: String] {
        ["p.\(area).order": order, "p.\(area).service": service]
    }

    private func area(_ code: String, _ bureau: SmallBureau) async throws -> Int {
        try await bureau.server.first("/areas?code=\(code)")
    }

    private func browser(_ number: String, _ bureau: SmallBureau) async throws -> Browser {
        Browser(bureau.server, as: try await bureau.server.account(number, member: number))
    }

    @Test func `a month goes from opening to the final award by different people`() async throws {
        let bureau = try await SmallBureau()
        try bureau.server.go(to: "2026-12-01")
        let secretary = try await browser("101", bureau)
        #expect(try await secretary.get("/").text.contains("2026年11月考核尚未开始"))
        let opened = try await secretary.post("/cycles", ["branch": "A", "month": "2026-11"])
        let path = String(try #require(opened.location?.prefix { $0 != "?" }))
        let areas = [try await area("A-1", bureau), try await area("A-2", bureau), try await area("A-3", bureau)]
        // The holders score themselves, the group leaders their groups', the secretary for the branch and from paper.
        for (index, number) in ["103", "104", "105"].enumerated() {
            let holder = try await browser(number, bureau)
            #expect(try await holder.get("/").text.contains("给自己的责任区打2026年11月的分"))
            try await holder.get("\(path)/scores?tier=self")
            let saved = try await holder.post(
                "\(path)/scores", ["tier": "self"].merging(points(areas[index], "55", "36")) { $1 })
            #expect(saved.location == "\(path)/scores?tier=self&notice=scores-saved", "\(saved.text)")
        }
        let cycle = path.split(separator: "/").last ?? ""
        for (area, leader) in [("A-1", "102"), ("A-2", "103"), ("A-3", "103")] {
            let sheet = SmallBureau.sheet(area, "group", by: leader)
            #expect(try await bureau.server.post("/cycles/\(cycle)/sheets", sheet).status == 201)
        }
        try await secretary.get("\(path)/scores?tier=branch")
        var grid = ["tier": "branch"]
        for (index, order) in ["58", "55", "50"].enumerated() { grid.merge(points(areas[index], order, "36")) { $1 } }
        #expect(try await secretary.post("\(path)/scores", grid).status == 303)
        grid["tier"] = "public"
        grid["assessor"] = "商户代表1"
        try await secretary.get("\(path)/scores?tier=public")
        #expect(try await secretary.post("\(path)/scores", grid).status == 303)
        // Whoever scored is offered by name, so that the same person goes by the same label.
        let trader = "<option value=\"商户代表1\">"
        let desk = try await secretary.get("\(path)/scores?tier=public").text
        #expect(desk.contains(trader) && desk.contains(">商户代表1</a>"), "\(desk)")
        let next = try await bureau.open("A", "2026-12")
        let nextDesk = try await secretary.get("/cycles/\(next)/scores?tier=public").text
        #expect(nextDesk.contains(trader) && !nextDesk.contains(">商户代表1</a>"))
        try await secretary.get("\(path)/adjustments")
        let veto = try await secretary.post(
            "\(path)/adjustments",
            ["area": "A-3", "item": "sanction", "times": "1", "date": "2026-11-09", "reason": "违纪"])
        #expect(veto.location == "\(path)/adjustments?notice=adjustment-recorded", "\(veto.text)")
        for (step, leads) in [
            ("close", "\(path)/ranking?notice=month-closed"), ("post", "\(path)/notice?notice=month-posted"),
        ] {
            try await secretary.get("\(path)/\(step)")
            #expect(try await secretary.post("\(path)/\(step)").location == leads)
            // What comes next stands where one was led to, and where the month is read. With a winner, ending without
            // award is none of the secretary's.
            for page in [path, "\(path)/ranking"] {
                let text = try await secretary.get(page).text
                #expect(text.contains("href=\"\(path)/post\"") == (step == "close"), "\(page)")
                #expect(!text.contains("\(path)/end-without-award"), "\(page)")
            }
        }
        #expect(try await secretary.get("\(path)/finalise").status == 409)
        #expect(try await secretary.get("\(path)/notice").text.contains("公示中</span>"))
        try bureau.server.go(to: "2026-12-10")
        let later = try await browser("101", bureau, again: true)
        for page in ["ranking", "notice"] {
            let text = try await later.get("\(path)/\(page)").text
            #expect(text.contains("公示期满</span>") && text.contains("href=\"\(path)/finalise\""), "\(page)")
        }
        let member = try await browser("105", bureau, again: true)
        #expect(try await !member.get("\(path)/ranking").text.contains("\(path)/finalise"))
        #expect(try await later.get("/").text.contains("可以定案了"))
        try await later.get("\(path)/finalise")
        #expect(try await later.post("\(path)/finalise").location == "\(path)/ranking?notice=month-final")
        let ranking = try await later.get("\(path)/ranking").text
        #expect(ranking.contains("最佳党员责任区：A区1（次组长A）。") && ranking.contains("一票否决：违纪受处分"))
        #expect(try await later.get("/honours?year=2026").text.contains("次组长A"))
    }

    private func browser(_ number: String, _ bureau: SmallBureau, again: Bool) async throws -> Browser {
        let account = ID<Account>(Int64(try await bureau.server.first("/accounts?name=\(number)")))
        return Browser(bureau.server, as: try await bureau.server.session(of: account, number))
    }

    @Test func `what is right in the grid is saved, what is wrong stays as typed and says why`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        let secretary = try await browser("101", bureau)
        let (first, second, third) = try await (area("A-1", bureau), area("A-2", bureau), area("A-3", bureau))
        let path = "/cycles/\(cycle)/scores"
        try await secretary.get("\(path)?tier=branch")
        var typed = ["tier": "branch"]
        typed.merge(points(first, " ５５．５\u{3000}", "36")) { $1 }
        typed.merge(points(second, "61", "x")) { $1 }
        typed.merge(points(third, "30", "36")) { $1 }
        let answer = try await secretary.post(path, typed)
        #expect(answer.status == 422 && answer.text.contains("2 行没有保存"))
        #expect(answer.text.contains("value=\"61\"") && answer.text.contains("value=\"x\""))
        for said in ["秩序：61 超过满分 60。", "服务：“x”不是分数，请写成 14.5 这样的数字。", "有一项低于满分的 60%（秩序），须写评语。"] {
            #expect(answer.text.contains(said), "\(said)")
        }
        // What is said of a field is tied to it; the first of them is in focus.
        let inputs = answer.text.matches(of: /<input[^>]*aria-invalid="true"[^>]*>/).map { String($0.output) }
        let names = ["p.\(second).order", "p.\(second).service", "c.\(third)"]
        #expect(inputs.count == names.count)
        for (input, (name, row)) in zip(inputs, zip(names, [second, second, third])) {
            #expect(input.contains("name=\"\(name)\"") && input.contains("aria-describedby=\"row-\(row)-said\""))
            #expect(input.contains(" autofocus") == (name == names[0]), "\(input)")
        }
        secretary.language = "en"
        #expect(try await secretary.post(path, typed).text.contains("Order below 60 % of the maximum: say why."))
        secretary.language = "zh-CN"
        let sheets = try await bureau.server.get("/cycles/\(cycle)/sheets").items
        #expect(sheets.map { $0["area"]?.string } == ["A-1"])
        // Once mended it goes in; the row that stands already is left alone.
        typed.merge(points(second, "60", "40")) { $1 }
        typed["c.\(third)"] = "占道较多"
        typed["r.\(first)"] = "1"
        #expect(try await secretary.post(path, typed).status == 303)
        #expect(try await bureau.server.get("/cycles/\(cycle)/sheets").items.count == 3)
        // The same form again, as a double click or a reload sends it, changes nothing.
        #expect(try await secretary.post(path, typed).status == 303)
        #expect(try await bureau.server.get("/cycles/\(cycle)/sheets?revisions=true").items.count == 3)
    }

    @Test func `all self sheets are entered on one page, each as its holder's own`() async throws {
        let bureau = try await SmallBureau()
        // A-1 is held by two: each has a row.
        let beside = try await bureau.server.post(
            "/areas/1/assignments", ["member": "104", "from": "2026-11-10", "beside": true])
        #expect(beside.status == 201, "\(beside.text)")
        let cycle = try await bureau.open()
        let path = "/cycles/\(cycle)/scores"
        let secretary = try await browser("101", bureau)
        let page = try await secretary.get("\(path)?tier=self&assessor=*").text
        let rows = page.matches(of: /name="p\.([0-9]+-[0-9]+)\.order"/).map { String($0.output.1) }
        #expect(rows.count == 4 && page.contains("aria-label=\"A-1 次组长A 秩序，满分 60\""), "\(page)")
        var typed = ["tier": "self", "assessor": "*"]
        for (place, row) in rows.enumerated() {
            typed.merge(["p.\(row).order": "\(50 + place)", "p.\(row).service": "36"]) { $1 }
        }
        typed["p.\(rows[1]).order"] = "61"
        let refused = try await secretary.post(path, typed)
        #expect(refused.status == 422 && refused.text.contains("1 行没有保存"), "\(refused.text)")
        #expect(refused.text.contains("data-of=\"p.\(rows[1]).order\">秩序：61 超过满分 60。"))
        typed["p.\(rows[1]).order"] = "51"
        #expect(
            try await secretary.post(path, typed).location
                == "\(path)?tier=self&assessor=%2A&notice=scores-saved")
        func recorded() async throws -> [String] {
            let sheets = try await bureau.server.get("/cycles/\(cycle)/sheets?revisions=true").items
            return sheets.map { "\($0["area"]?.string ?? "") \($0["assessor"]?.string ?? "")" }.sorted()
        }
        #expect(try await recorded() == ["A-1 103", "A-1 104", "A-2 104", "A-3 105"])
        let after = try await secretary.get("\(path)?tier=self&assessor=*").text
        for (place, row) in rows.enumerated() {
            #expect(try after.contains(Regex("name=\"p\\.\(row)\\.order\"[^>]* value=\"\(50 + place)\"")), "\(row)")
        }
        // Whoever scores as themselves alone has their own sheet on this page, and no other.
        let holder = try await browser("105", bureau)
        let own = try await holder.get("\(path)?tier=self&assessor=*").text
        #expect(
            own.matches(of: /name="p\.([0-9-]+)\.order"/).map { String($0.output.1) } == [
                String(try await area("A-3", bureau))
            ])
        typed["p.\(rows[0]).order"] = "1"
        _ = try await holder.post(path, typed)
        #expect(try await recorded() == ["A-1 103", "A-1 104", "A-2 104", "A-3 105"])
    }

    @Test func `a month that has closed is read, not entered`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        let path = "/cycles/\(cycle)/scores?tier=branch"
        try bureau.server.go(to: "2026-12-01")
        #expect(try await bureau.close(cycle).status == 200)
        let secretary = try await browser("101", bureau)
        let page = try await secretary.get(path).text
        #expect(!page.contains("<input class=") && !page.contains("class=\"scores\""))
        #expect(page.contains("class=\"figure\">58<"), "\(page)")
        // What was typed until then is not lost from sight, though it is not taken.
        let typed = ["tier": "branch"].merging(points(try await area("A-1", bureau), "57", "36")) { $1 }
        let refused = try await secretary.post("/cycles/\(cycle)/scores", typed)
        #expect(refused.status == 422 && refused.text.contains("value=\"57\""), "\(refused.text)")
    }

    @Test func `an adjustment is revised after the due day with the reason for being late`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        let made = try await bureau.server.post(
            "/cycles/\(cycle)/adjustments",
            [
                "area": "A-1", "item": "complaint", "times": 2, "date": "2026-11-12", "reason": "投诉",
                "recorder": "101",
            ])
        let path = "/adjustments/\(made.id)"
        try bureau.server.go(to: "2026-12-08")
        let secretary = try await browser("101", bureau)
        try await secretary.get(path)
        let fields = secretary.fields(of: "\(path)/revise").merging(["times": "1", "revisionReason": "重复"]) { $1 }
        let refused = try await secretary.post("\(path)/revise", fields)
        #expect(refused.status == 422 && refused.text.contains("id=\"revise-lateReason-error\""), "\(refused.text)")
        let given = fields.merging(["lateReason": "月初才查清"]) { $1 }
        #expect(
            try await secretary.post("\(path)/revise", given).location
                == "/cycles/\(cycle)/adjustments?notice=adjustment-revised")
    }

    @Test func `of two who change one sheet, the second sees both sides and loses nothing`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        let first = try await area("A-1", bureau)
        let path = "/cycles/\(cycle)/scores"
        let (here, there) = try await (browser("101", bureau), browser("101", bureau, again: true))
        for browser in [here, there] { try await browser.get("\(path)?tier=branch") }
        #expect(try await here.post(path, ["tier": "branch"].merging(points(first, "55", "36")) { $1 }).status == 303)
        let refused = try await there.post(path, ["tier": "branch"].merging(points(first, "50", "30")) { $1 })
        #expect(refused.status == 422 && refused.text.contains("现存（第 1 版）：55 · 36"), "\(refused.text)")
        #expect(refused.text.contains("value=\"50\"") && refused.text.contains("name=\"r.\(first)\" value=\"1\""))
        var again = ["tier": "branch", "r.\(first)": "1"].merging(points(first, "50", "30")) { $1 }
        #expect(try await there.post(path, again).status == 422)
        again["v.\(first)"] = "复核后更正"
        #expect(try await there.post(path, again).status == 303)
        let sheets = try await bureau.server.get("/cycles/\(cycle)/sheets?revisions=true").items
        #expect(sheets.map { $0["revision"]?.integer } == [1, 2])
    }

    @Test func `a form that is sent twice is done once`() async throws {
        let bureau = try await SmallBureau()
        let office = Browser(
            bureau.server, as: try await bureau.server.account("office", grants: [.init(.committeeOfficer)]))
        let page = try await office.get("/meetings/new").text
        let key = try #require(page.firstMatch(of: /name="key" value="([^"]+)"/)).output.1
        let fields = [
            "committee": try await bureau.server.get("/committees").items[0]["code"]?.string ?? "",
            "standing": "extraordinary", "date": "2026-12-16", "start": "09:00", "minutes": "60", "place": "三楼",
            "key": String(key),
        ]
        let made = try await office.post("/meetings/new", fields)
        #expect(made.status == 303, "\(made.text)")
        let again = try await office.post("/meetings/new", fields)
        #expect(again.location == made.location, "\(again.status) \(again.text.suffix(1500))")
        #expect(try await bureau.server.get("/meetings").items.count == 1)
    }

    @Test func `what was read of a record stands in its form, and a newer one is not overwritten`() async throws {
        let bureau = try await SmallBureau()
        let secretary = try await browser("101", bureau)
        let id = try await area("A-1", bureau)
        let page = try await secretary.get("/areas/\(id)/edit").text
        let version = try #require(page.firstMatch(of: /name="version" value="([^"]+)"/)).output.1
        let fields = ["name": "夜市东段", "kind": "nightMarket", "version": String(version)]
        #expect(try await secretary.post("/areas/\(id)/edit", fields).status == 303)
        let stale = try await secretary.post("/areas/\(id)/edit", fields.merging(["name": "夜市西段"]) { $1 })
        #expect(stale.status == 412 && stale.text.contains("夜市西段") && stale.text.contains("刚有人改过"))
        #expect(try await bureau.server.get("/areas/\(id)").json["name"]?.string == "夜市东段")
    }

    @Test func `what was typed when the session had ended goes along through signing in`() async throws {
        let bureau = try await SmallBureau()
        let id = try await area("A-1", bureau)
        let account = try await bureau.server.account("101", member: "101", password: true)
        let signedIn = Browser(bureau.server, as: account)
        let page = try await signedIn.get("/areas/\(id)/edit").text
        let version = try #require(page.firstMatch(of: /name="version" value="([^"]+)"/)).output.1
        let fields = ["name": "夜市 & <东段>", "kind": "nightMarket", "boundary": "第一行\n第二行", "version": String(version)]
        // The browser has no session any more.
        let later = Browser(bureau.server)
        let asked = try await later.post("/areas/\(id)/edit", fields.merging(["reader": "101"]) { $1 }, token: false)
        #expect(asked.status == 401 && asked.text.contains("刚才填写的内容还在"), "\(asked.text)")
        let carried = try #require(asked.text.firstMatch(of: /name="carried" value="([^"]+)"/)).output.1
        let given = ["name": "101", "carried": String(carried).replacing("&amp;", with: "&")]
        let wrong = try await later.post("/sign-in", given.merging(["password": "x"]) { $1 }, token: false)
        #expect(wrong.status == 401 && wrong.text.contains("name=\"carried\""))
        let resumed = try await later.post(
            "/sign-in", given.merging(["password": TestServer.password]) { $1 }, token: false)
        #expect(resumed.status == 200 && resumed.text.contains("action=\"/areas/\(id)/edit\""), "\(resumed.text)")
        #expect(resumed.text.contains("value=\"夜市 &amp; &lt;东段&gt;\""))
        #expect(try await later.post("/areas/\(id)/edit", fields).location == "/areas/\(id)?notice=recorded")
        let changed = try await bureau.server.get("/areas/\(id)").json
        #expect(changed["name"]?.string == "夜市& <东段>" && changed["boundary"]?.string == "第一行\n第二行")
    }

    @Test func `what one account typed is not sent by another`() async throws {
        let bureau = try await SmallBureau()
        _ = try await bureau.server.account("102", member: "102", password: true)
        let later = Browser(bureau.server)
        let asked = try await later.post("/members/1/edit", ["name": "x", "reader": "101"], token: false)
        let carried = try #require(asked.text.firstMatch(of: /name="carried" value="([^"]+)"/)).output.1
        let answer = try await later.post(
            "/sign-in",
            ["name": "102", "password": TestServer.password, "carried": String(carried).replacing("&amp;", with: "&")],
            token: false)
        #expect(answer.location == "/?notice=anothers-form")
    }

    @Test func `a page of an earlier session is sent in the one that stands, once its reader says so`() async throws {
        let bureau = try await SmallBureau()
        let account = try await bureau.server.account("101", member: "101", password: true)
        let id = try await area("A-1", bureau)
        let early = Browser(bureau.server, as: account)
        try await early.get("/areas/\(id)/edit")
        let fields = early.fields(of: "/areas/\(id)/edit").merging(["name": "夜市东段"]) { $1 }
        #expect(fields["reader"] == "101")
        let later = Browser(bureau.server)
        try await later.post("/sign-in", ["name": "101", "password": TestServer.password], token: false)
        let origin = ["Sec-Fetch-Site": "same-origin"]
        let asked = try await later.post("/areas/\(id)/edit", fields, token: false, headers: origin)
        #expect(asked.status == 403 && asked.text.contains("value=\"夜市东段\""), "\(asked.text)")
        #expect(try await bureau.server.get("/areas/\(id)").json["name"]?.string != "夜市东段")
        let again = later.fields(of: "/areas/\(id)/edit")
        #expect(try await later.post("/areas/\(id)/edit", again).location == "/areas/\(id)?notice=recorded")
        // Not what comes from nobody knows where, nor another's.
        #expect(try await later.post("/areas/\(id)/edit", fields, token: false).text.contains("页面已过期"))
        let others = fields.merging(["reader": "102"]) { $1 }
        let refused = try await later.post("/areas/\(id)/edit", others, token: false, headers: origin)
        #expect(refused.status == 403 && !refused.text.contains("夜市东段"))
    }

    @Test func `no secret goes along through signing in`() async throws {
        let secrets = [
            "password": "old-secret-1", "newPassword": "new-secret-1", "again": "new-secret-1", "code": "123456",
        ]
        let browser = Browser(try await TestServer())
        for path in ["/account/password", "/account/second-factor/remove", "/account/second-factor/confirm"] {
            let answer = try await browser.post(path, secrets.merging(["reader": "101"]) { $1 }, token: false)
            #expect(answer.location?.hasPrefix("/sign-in") == true, "\(path)")
        }
    }

    @Test(arguments: [
        "", " ", "//evil.example/x a=b", "/sign-in a=b", "/api/v1/members a=b", "/areas/1 %zz", "/areas/1 ",
    ])
    func `what goes along leads nowhere else`(carried: String) async throws {
        let server = try await TestServer()
        _ = try await server.account("101", password: true)
        let answer = try await Browser(server).post(
            "/sign-in", ["name": "101", "password": TestServer.password, "carried": carried], token: false)
        #expect(answer.location == "/" || answer.text.contains("action=\"/areas/1\""), "\(answer.text)")
    }
}
