import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// Forms that carry out one operation: filled in as a browser would, with rows, with choices, with somebody else at work.
@Suite(.timeLimit(.minutes(60)))
struct FormRouteTests {
    private func office(_ bureau: SmallBureau) async throws -> Browser {
        Browser(
            bureau.server, as: try await bureau.server.account("office", grants: [.init(.committeeOfficer)]))
    }

    @Test func `a rubric is revised line by line`() async throws {
        let bureau = try await SmallBureau()
        let browser = try await office(bureau)
        try await browser.get("/administration/schemes/1/revise")
        var fields = browser.fields(of: "/administration/schemes/1/revise")
        #expect(fields["content.criteria[1].titleZh"] == "服务" && fields["content.criteria[4].titleZh"] == "")
        #expect(fields["content.tiers[2].combine"] == "trimmedMean" && fields["content.bonuses[0].cap"] == "4")
        // The second goes, a new one stands two rows further down, in digits of a Chinese keyboard.
        for name in ["titleZh", "maxPoints"] { fields["content.criteria[1].\(name)"] = "" }
        fields.merge(
            [
                "content.criteria[3].titleZh": "整洁", "content.criteria[3].maxPoints": "３９。５",
                "content.effectiveFrom": "2027-03",
            ]
        ) { $1 }
        let made = try await browser.post("/administration/schemes/1/revise", fields)
        #expect(made.location == "/administration/schemes/2?notice=recorded", "\(made.text)")
        let scheme = try await bureau.server.get("/schemes/2").json
        let content = try #require(scheme["content"])
        #expect(
            content["criteria"]?.array?.map { "\($0["key"]?.string ?? "") \($0["maxPoints"]?.text ?? "")" } == [
                "order 60", "c1 39.5",
            ])
        #expect(content["vetoes"] == (try await bureau.server.get("/schemes/1").json["content"])?["vetoes"])
    }

    @Test func `what is wrong in a row stands beside it, and more rows lose nothing`() async throws {
        let bureau = try await SmallBureau()
        let browser = try await office(bureau)
        let path = "/administration/schemes/1/revise"
        try await browser.get(path)
        var fields = browser.fields(of: path)
        fields["content.criteria[0].maxPoints"] = "sixty"
        fields["content.tiers[0].weight"] = "11"
        fields["content.deductions[3].titleZh"] = "乱停车"
        let more = try await browser.post(path, fields.merging(["moreRows": "true"]) { $1 })
        #expect(more.status == 200 && !more.text.contains("class=\"error\""))
        fields = browser.fields(of: path)
        #expect(fields["content.deductions[1].titleZh"] == "乱停车" && fields["content.criteria[0].maxPoints"] == "sixty")
        #expect(fields["content.criteria[4].titleZh"] == "" && fields["content.tiers[4].tier"] == nil)
        let refused = try await browser.post(path, fields)
        #expect(refused.status == 422)
        for name in ["content.criteria[0].maxPoints", "content.deductions[1].points", "content.deductions[1].cap"] {
            #expect(refused.text.contains("id=\"importScheme-\(name)-error\""), "\(name)")
        }
        fields = browser.fields(of: path)
        fields["content.criteria[0].maxPoints"] = "60"
        for name in ["titleZh"] { fields["content.deductions[1].\(name)"] = "" }
        #expect(try await browser.post(path, fields).text.contains("权重之和是 "))
        #expect(try await bureau.server.get("/schemes").items.count == 1)
    }

    @Test func `an area is given to a member with what they undertake`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let browser = Browser(server, as: try await server.account("101", member: "101"))
        let area = try await server.first("/areas?code=A-1")
        let path = "/areas/\(area)/assign"
        try await browser.get(path)
        var fields = browser.fields(of: path)
        fields.merge(
            [
                "member": "104", "from": "2026-11-20", "tasks[1].objective": "每日巡查", "tasks[1].measure": "每周五次",
                "tasks[1].due": "不知道",
            ]
        ) { $1 }
        let refused = try await browser.post(path, fields)
        #expect(
            refused.status == 422 && refused.text.contains("id=\"assignArea-tasks[0].due-error\""), "\(refused.text)")
        fields = browser.fields(of: path)
        #expect(fields["tasks[0].objective"] == "每日巡查")
        fields["tasks[0].due"] = "2026-12-31"
        #expect(try await browser.post(path, fields).location == "/areas/\(area)?notice=recorded")
        #expect(try await browser.get("/areas/\(area)").text.contains("每日巡查 · 每周五次 · "))
    }

    @Test func `who needs a second factor is ticked, and two people at it see both sides`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let browser = Browser(server, as: try await server.account("root", grants: [.init(.administrator)]))
        let path = "/administration/policy"
        try await browser.get(path)
        let stale = browser.fields(of: path)
        #expect(stale["secondFactorRoles.secretary"] == nil)
        try await browser.get(path)
        #expect(
            try await browser.post(
                path, browser.fields(of: path).merging(["secondFactorRoles.auditor": "true"]) { $1 }
            ).location
                == "/administration/accounts?notice=recorded")
        #expect(try await server.get("/access-policy").json["secondFactorRoles"] == ["auditor"])
        // Another, who had opened the form before.
        let refused = try await browser.post(path, stale.merging(["secondFactorRoles.secretary": "true"]) { $1 })
        #expect(refused.status == 412 && refused.text.contains("现在是：纪检监察"), "\(refused.text)")
        var fields = browser.fields(of: path)
        #expect(fields["secondFactorRoles.secretary"] == "true" && fields["secondFactorRoles.auditor"] == nil)
        fields["secondFactorRoles.auditor"] = "true"
        #expect(try await browser.post(path, fields).status == 303)
        #expect(
            Set((try await server.get("/access-policy").json["secondFactorRoles"])?.array?.compactMap(\.string) ?? [])
                == ["auditor", "secretary"])
    }

    @Test func `a record that another changed shows both sides and keeps what was typed`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let browser = try await office(bureau)
        let branch = try await server.first("/branches?code=A")
        let path = "/branches/\(branch)/edit"
        try await browser.get(path)
        let stale = browser.fields(of: path)
        try await browser.get(path)
        let fresh = browser.fields(of: path)
        #expect(try await browser.post(path, fresh.merging(["name": "甲一支部"]) { $1 }).status == 303)
        let refused = try await browser.post(path, stale.merging(["name": "甲二支部"]) { $1 })
        #expect(refused.status == 412 && refused.text.contains("现在是：甲一支部"))
        #expect(refused.text.matches(of: /现在是：/).count == 1)
        let fields = browser.fields(of: path)
        #expect(fields["name"] == "甲二支部")
        #expect(try await browser.post(path, fields).status == 303)
        #expect(try await server.get("/branches/\(branch)").json["name"] == "甲二支部")
    }

    @Test func `what another wrote is not overwritten by way of a field that was wrong`() async throws {
        let bureau = try await SmallBureau()
        let browser = try await office(bureau)
        let path = "/branches/\(try await bureau.server.first("/branches?code=A"))/edit"
        try await browser.get(path)
        let stale = browser.fields(of: path)
        #expect(try await browser.post(path, stale.merging(["name": "甲一支部"]) { $1 }).status == 303)
        #expect(try await browser.post(path, stale.merging(["name": ""]) { $1 }).status == 422)
        let mended = browser.fields(of: path).merging(["name": "甲二支部"]) { $1 }
        let refused = try await browser.post(path, mended)
        #expect(refused.status == 412 && refused.text.contains("现在是：甲一支部"), "\(refused.text)")
    }

    @Test func `an appointment that is ended leads back to its branch`() async throws {
        let bureau = try await SmallBureau()
        let browser = try await office(bureau)
        let branch = try await bureau.server.first("/branches?code=A")
        let appointments = try await bureau.server.get("/branches/\(branch)/appointments").items
        let path = "/appointments/\(appointments.first?["id"]?.integer ?? 0)/end"
        try await browser.get(path)
        let ended = try await browser.post(path, browser.fields(of: path).merging(["on": "2026-11-23"]) { $1 })
        #expect(ended.location == "/branches/\(branch)?notice=recorded", "\(ended.text)")
    }

    @Test func `who is appointed is chosen among the branch's members, from today unless said otherwise`() async throws
    {
        let bureau = try await SmallBureau()
        let browser = try await office(bureau)
        let path = "/branches/\(try await bureau.server.first("/branches?code=A"))/appoint"
        let form = try await browser.get(path).text
        #expect(form.contains("<option value=\"104\">党员A四 104</option>") && !form.contains("value=\"201\""), "\(form)")
        let fields = browser.fields(of: path)
        #expect(fields["from"] == "2026-11-24", "\(fields)")
        // Nobody is taken for chosen who merely stands first.
        #expect(try await browser.post(path, fields.merging(["office": "publicity"]) { $1 }).status == 422)
        let sent = fields.merging(["member": "104", "office": "publicity"]) { $1 }
        #expect(try await browser.post(path, sent).status == 303)
    }

    @Test func `an account says whose it is, and its link is a whole address`() async throws {
        let bureau = try await SmallBureau()
        let browser = Browser(
            bureau.server, as: try await bureau.server.account("root", grants: [.init(.administrator)]))
        let path = "/administration/accounts/new"
        try await browser.get(path)
        let fields = browser.fields(of: path).merging(["name": "duty"]) { $1 }
        let refused = try await browser.post(path, fields)
        #expect(refused.status == 422 && refused.text.contains("不属于党员的账号，请写明归谁使用。"), "\(refused.text)")
        let made = try await browser.post(path, fields.merging(["title": "局办值班"]) { $1 })
        let record = String(try #require(made.location?.prefix { $0 != "?" }))
        try await browser.get(record)
        let link = try await browser.post("\(record)/link").text
        #expect(link.firstMatch(of: /<code>http:\/\/[^\/]+\/password\//) != nil, "\(link)")
    }

    @Test(arguments: [("2026-12-05", "落在周末"), ("2026-12-04", nil)] as [(String, String?)])
    func `a meeting on a day off is taken, and says so`(date: String, mark: String?) async throws {
        let bureau = try await SmallBureau()
        let browser = try await office(bureau)
        let path = "/meetings/new"
        try await browser.get(path)
        let typed = ["date": date, "start": "09:00", "place": "三楼会议室"]
        let made = try await browser.post(path, browser.fields(of: path).merging(typed) { $1 })
        let meeting = try #require(made.location)
        for page in [meeting, "/meetings?year=2026"] {
            let text = try await browser.get(page).text
            #expect(text.contains(mark ?? "三楼会议室") && (mark != nil || !text.contains("落在")), "\(page)")
        }
    }

    @Test func `the first field that is wrong has the focus, in rows too`() async throws {
        let bureau = try await SmallBureau()
        let browser = try await office(bureau)
        let path = "/administration/schemes/1/revise"
        try await browser.get(path)
        let wrong = browser.fields(of: path).merging(["content.criteria[1].maxPoints": "x"]) { $1 }
        let answer = try await browser.post(path, wrong)
        #expect(answer.status == 422, "\(answer.text)")
        let focused = answer.text.matches(of: /<input[^>]* autofocus[^>]*>/).map { String($0.output) }
        #expect(focused.count == 1 && focused[0].contains("name=\"content.criteria[1].maxPoints\""), "\(focused)")
    }

    @Test func `going back in the browser and sending other things loses nothing, and is told`() async throws {
        let bureau = try await SmallBureau()
        let browser = try await office(bureau)
        let path = "/meetings/new"
        try await browser.get(path)
        let first = browser.fields(of: path).merging(
            ["date": "2026-12-22", "start": "09:00", "minutes": "90", "place": "三楼会议室"]
        ) { $1 }
        #expect(try await browser.post(path, first).status == 303)
        let again = try await browser.post(path, first.merging(["date": "2026-12-24"]) { $1 })
        #expect(again.status == 422 && again.text.contains("这张表已经提交过一次"), "\(again.text)")
        let fields = browser.fields(of: path)
        #expect(fields["date"] == "2026-12-24" && fields["key"] != first["key"])
        #expect(try await bureau.server.get("/meetings").items.count == 1)
    }

    @Test func `a committee is made below another`() async throws {
        let bureau = try await SmallBureau()
        let browser = Browser(
            bureau.server, as: try await bureau.server.account("office", grants: [.init(.committeeOfficer)]))
        let path = "/administration/committees/new"
        try await browser.get(path)
        let fields = browser.fields(of: path).merging(["code": "JD", "name": "街道党工委", "parent": "JG"]) { $1 }
        #expect(try await browser.post(path, fields).location == "/administration/committees?notice=recorded")
        let page = try await browser.get("/administration/committees").text
        #expect(page.contains("街道党工委</td><td data-label=\"上级\">机关党委"), "\(page)")
        let again = try await browser.post(path, fields.merging(["key": "form_other"]) { $1 })
        #expect(again.status == 422, "\(again.status)")
    }

    @Test func `a checkpoint is made, kept on paper, and compared`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let browser = Browser(server, as: try await server.account("auditor", grants: [.init(.auditor)]))
        try await browser.get("/administration/audit/verification")
        let made = try await browser.post("/administration/audit/checkpoint")
        let code = try #require(made.text.firstMatch(of: /class="secret"><code>([^<]+)</)).output.1
        try await server.post("/committees", ["code": "JD", "name": "街道党工委", "parent": "JG"])
        func compared(_ text: String) async throws -> String {
            let typed = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return try await browser.get("/administration/audit/verification?checkpoint=\(typed)").text
        }
        #expect(try await compared(String(code)).contains("与抄下的核对码一致"))
        #expect(try await compared("nothing").contains("这不是核对码"))
        let other = String(code.dropLast()) + (code.hasSuffix("0") ? "1" : "0")
        #expect(try await !compared(other).contains("与抄下的核对码一致"))
        let secretary = Browser(server, as: try await server.account("101", member: "101"))
        try await secretary.get("/")
        #expect(try await secretary.post("/administration/audit/checkpoint").status == 403)
    }

    @Test(
        arguments: [
            ("/administration/committees/new", "code", 32), ("/administration/accounts/new", "name", 32),
            ("/administration/accounts/new", "title", 60), ("/branches/new", "code", 32),
            ("/meetings/schedule", "rule", 60), ("/meetings/schedule", "minutes", 3),
        ])
    func `a form takes as many characters as its operation does`(path: String, field: String, maximum: Int) async throws
    {
        let bureau = try await WideBureau()
        for visitor in [WideBureau.Visitor.office, .administrator] {
            let page = try await Browser(bureau.server, as: try #require(bureau.accounts[visitor])).get(path)
            guard page.status == 200 else { continue }
            let input = try #require(
                page.text.matches(of: /<input[^>]*>/).map(\.output).first {
                    $0.contains("name=\"\(field)\"")
                })
            #expect(input.contains("maxlength=\"\(maximum)\""), "\(input)")
            return
        }
        Issue.record("nobody is shown \(path)")
    }
}
