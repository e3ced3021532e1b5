import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// Members who leave, are away and come back (design §4 "Organisation").
///
/// In branch A, 101 is secretary, 102 and 103 lead groups, and 103, 104 and 105 hold A-1, A-2 and A-3.
@Suite(.serialized)
struct LeavingTests {
    private static let paper: [(String, JSON)] = [
        ("leaving", "transferredOut"), ("reason", "调往外区城管局"), ("document", "介绍信〔2026〕8号"),
    ]

    private static func leaving(_ day: String, ending: Bool = false, _ more: [(String, JSON)] = paper) -> JSON {
        var object = JSON.Object()
        for (name, value) in more { object[name] = value }
        object["on"] = .string(day)
        object["endsHoldings"] = .bool(ending)
        return .object(object)
    }

    private static func id(_ number: String, in bureau: SmallBureau) async throws -> Int {
        try await bureau.server.first("/members?number=\(number)")
    }

    @Test func `whoever holds something does not leave it behind, unless it ends in the same step`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let officer = try await server.account("102", member: "102")
        let secretary = try await server.account("101", member: "101")
        let leaders = try await Self.id("103", in: bureau)
        let path = "/members/\(leaders)/leavings"
        let refused = try await server.send("POST", path, Self.leaving("2026-11-24"), by: officer.principal)
        #expect(refused.status == 409 && refused.code == "memberHoldsAreas", "\(refused.text)")
        #expect(refused.text.contains("A-1") && refused.text.contains("groupLeader"))
        // Whoever may not relieve of the office does not do it by this way either.
        let notTheirs = try await server.send(
            "POST", path, Self.leaving("2026-11-24", ending: true), by: officer.principal)
        #expect(notTheirs.status == 403, "\(notTheirs.text)")
        let done = try await server.send(
            "POST", path, Self.leaving("2026-11-24", ending: true), by: secretary.principal)
        #expect(done.status == 201 && done.json["status"] == "left", "\(done.text)")
        #expect(done.json["branch"] == .null && done.json["lastBranch"] == "A" && done.json["offices"] == [])
        #expect(done.json["statusSince"] == "2026-11-24")
        let assignments = try await server.get("/areas/1/assignments").json.array
        #expect(assignments?.map { $0["until"] } == ["2026-11-23"])
        #expect(try await server.get("/areas/1").json["holders"] == [])
        let led = try await server.get("/branches/1/appointments").items.first { $0["member"]?["number"] == "103" }
        #expect(led?["until"] == "2026-11-23")
        let memberships = try await server.get("/members/\(leaders)/memberships").json.array
        #expect(memberships?.map { $0["until"] } == ["2026-11-23"])
        let again = try await server.send("POST", path, Self.leaving("2026-11-25"), by: secretary.principal)
        #expect(again.status == 409 && again.code == "memberLeft", "\(again.text)")
    }

    @Test func `a letter or decision is named, but for the dead`() async throws {
        let bureau = try await SmallBureau()
        let path = "/members/\(try await Self.id("105", in: bureau))/leavings"
        for how in ["transferredOut", "leftParty", "expelled"] {
            let body = Self.leaving("2026-11-24", ending: true, [("leaving", .string(how)), ("reason", "决定")])
            #expect(try await bureau.server.post(path, body).errors == ["document required"], "\(how)")
        }
        let died = Self.leaving("2026-11-24", ending: true, [("leaving", "died"), ("reason", "因病")])
        #expect(try await bureau.server.post(path, died).status == 201)
    }

    @Test func `who has left is in no list, and can be found; why is for those who keep the records`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let secretary = try await server.account("101", member: "101")
        let member = try await server.account("104", member: "104")
        let other = try await server.account("201", member: "201")
        let id = try await Self.id("105", in: bureau)
        let body = Self.leaving(
            "2026-11-20", ending: true,
            [("leaving", "expelled"), ("reason", "严重违纪"), ("document", "处分决定〔2026〕3号")])
        #expect(try await server.send("POST", "/members/\(id)/leavings", body, by: secretary.principal).status == 201)
        func found(_ query: String, by account: TestAccount) async throws -> [String] {
            try await server.send("GET", "/members?\(query)", by: account.principal).items
                .compactMap { $0["number"]?.string }
        }
        #expect(try await found("branch=A", by: secretary) == ["101", "102", "103", "104"])
        #expect(try await found("limit=50", by: secretary) == ["101", "102", "103", "104"])
        #expect(try await server.get("/members?branch=A").items.count == 4)
        #expect(try await found("status=left", by: secretary) == ["105"])
        #expect(try await found("status=left&branch=A", by: member) == ["105"])
        #expect(try await found("number=105", by: secretary) == ["105"])
        #expect(try await found("status=left", by: other) == [])
        #expect(try await found("number=105", by: other) == [])
        #expect(try await found("status=active", by: secretary) == ["101", "102", "103", "104"])

        let path = "/members/\(id)/status-changes"
        let told = try await server.send("GET", path, by: secretary.principal).json.array?.first
        #expect(told?["leaving"] == "expelled" && told?["reason"] == "严重违纪" && told?["document"] == "处分决定〔2026〕3号")
        #expect(told?["recordedBy"] == "101" && told?["recordedOn"] == "2026-11-24")
        let hidden = try await server.send("GET", path, by: member.principal).json.array?.first
        #expect(hidden?["status"] == "left" && hidden?["from"] == "2026-11-20")
        #expect(hidden?["leaving"] == .null && hidden?["reason"] == .null && hidden?["document"] == .null)
        #expect(try await server.send("GET", path, by: other.principal).status == 404)
        let entry = try #require(try await server.get("/audit?subject=member&action=left").items.first)
        #expect(!entry.text.contains("违纪") && !entry.text.contains("expelled") && !entry.text.contains("3号"))

        let page = try await Browser(server, as: secretary).get("/members/\(id)").text
        #expect(page.contains("严重违纪") && page.contains("开除党籍") && page.contains("/members/\(id)/return"))
        #expect(!page.contains("/members/\(id)/transfer"))
        let theirs = try await Browser(server, as: member).get("/members/\(id)").text
        #expect(theirs.contains("已离开支部") && !theirs.contains("严重违纪") && !theirs.contains("开除党籍"))
        let search = try await Browser(server, as: secretary).get("/members?name=&status=left").text
        #expect(search.contains("党员A五"))
    }

    @Test func `their account ends with the day, and does not come back with them`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let account = try await server.account(
            "104", member: "104", grants: [.init(.committeeOfficer, committee: "JG")], password: true)
        let token = try await server.token(of: account)
        _ = try await server.store.write(by: account.principal) { try $0.makeCalendarAddress() }
        let id = try await Self.id("104", in: bureau)
        // Recorded a day ahead: until then nothing changes.
        let path = "/members/\(id)"
        let left = try await server.post("\(path)/leavings", Self.leaving("2026-11-26", ending: true))
        #expect(left.status == 201 && left.json["status"] == "active", "\(left.text)")
        #expect(try await server.send("GET", "/session", by: account.principal).status == 200)
        try server.go(to: "2026-11-26")
        func status(_ principal: Principal) async throws -> Int {
            try await server.send("GET", "/members", by: principal).status
        }
        #expect(try await status(account.principal) == 401)
        #expect(try await status(token.principal) == 401)
        let fresh = try await server.session(of: account.id, "104")
        #expect(try await status(fresh.principal) == 401)
        let signIn = try await server.send(
            "POST", "/session", ["name": "104", "password": .string(TestServer.password)], by: .nobody)
        #expect(signIn.status == 401, "\(signIn.text)")
        let admin = "/accounts/\(account.id.rawValue)"
        #expect(try await server.post("\(admin)/links").code == "memberLeft")

        let back = try await server.post(
            "\(path)/returns", ["on": "2026-11-26", "branch": "B", "reason": "误登记，撤回"])
        #expect(back.status == 201 && back.json["status"] == "active" && back.json["branch"] == "B", "\(back.text)")
        for principal in [account.principal, token.principal, fresh.principal] {
            #expect(try await status(principal) == 401)
        }
        let shown = try await server.get(admin).json
        #expect(shown["closed"] == true && shown["roles"]?.array?.contains { $0["grant"] != .null } == false)
        #expect(try await server.post("\(admin)/reopen").status == 200)
        let anew = try await server.session(of: account.id, "104")
        #expect(try await status(anew.principal) == 200)
        #expect(try await status(token.principal) == 401)
        let roles = try await server.get(admin).json["roles"]?.array?.map { $0["role"] }
        #expect(roles == ["member"])
        let addresses: Int? = try await server.store.database.read {
            try $0.value("SELECT count(*) FROM calendar_address")
        }
        #expect(addresses == 0)
    }

    @Test func `an account is neither made nor opened for who has left`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let account = try await server.account("104", member: "104")
        for number in ["104", "105"] {
            let id = try await Self.id(number, in: bureau)
            #expect(
                try await server.post("/members/\(id)/leavings", Self.leaving("2026-11-24", ending: true)).status == 201
            )
        }
        #expect(try await server.get("/accounts/\(account.id.rawValue)").json["closed"] == true)
        #expect(try await server.post("/accounts/\(account.id.rawValue)/reopen").code == "memberLeft")
        #expect(try await server.post("/accounts", ["name": "105", "member": "105"]).code == "memberLeft")
    }

    @Test func `the last administrator does not leave`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        _ = try await server.account("104", member: "104", grants: [.init(.administrator)], password: true)
        let path = "/members/\(try await Self.id("104", in: bureau))/leavings"
        for day in ["2026-11-24", "2026-12-24"] {
            #expect(try await server.post(path, Self.leaving(day, ending: true)).code == "lastAdministrator")
        }
        _ = try await server.account("chief", grants: [.init(.administrator)], password: true)
        #expect(try await server.post(path, Self.leaving("2026-11-24", ending: true)).status == 201)
    }

    @Test func `a month that ended before is as it was, and months after expect nothing of them`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        let given = try await server.post(
            "/cycles/\(cycle)/sheets", SmallBureau.sheet("A-1", "branch", by: "105", 60, 40))
        #expect(given.status == 201)
        try await bureau.close(cycle)
        let before = try await bureau.ranking().text
        let id = try await Self.id("105", in: bureau)
        #expect(
            try await server.post("/members/\(id)/leavings", Self.leaving("2026-12-01", ending: true)).status == 201)
        #expect(try await bureau.ranking().text == before)
        #expect(try await server.get("/cycles/\(cycle)/sheets").items.allSatisfy { $0["notCounted"] == .null })
        let december = try await bureau.open("A", "2026-12")
        let sheet = try await server.post("/cycles/\(december)/sheets", SmallBureau.sheet("A-1", "branch", by: "105"))
        #expect(sheet.errors == ["assessor rule"], "\(sheet.text)")
        let desk = try await Browser(server, as: try await server.account("101", member: "101"))
            .get("/cycles/\(december)/scores?tier=branch").text
        #expect(desk.contains("党员A四") && !desk.contains("党员A五"))
    }

    @Test func `a floating member stays of the branch and is shown so`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let officer = try await server.account("102", member: "102")
        let id = try await Self.id("104", in: bureau)
        func act(_ part: String, _ body: JSON) async throws -> Answer {
            try await server.send("POST", "/members/\(id)/\(part)", body, by: officer.principal)
        }
        let away = try await act("absences", ["on": "2026-11-01", "reason": "外出务工", "document": "流动党员活动证12"])
        #expect(away.status == 201 && away.json["status"] == "floating" && away.json["branch"] == "A", "\(away.text)")
        #expect(try await act("absences", ["on": "2026-11-02", "reason": "外出"]).code == "memberFloats")
        #expect(try await server.get("/members?status=floating&branch=A").items.map { $0["number"] } == ["104"])
        #expect(try await server.get("/members?branch=A").items.count == 5)
        let page = try await Browser(server, as: officer).get("/branches/1").text
        #expect(page.contains("流动党员"))
        let elsewhere = try await act("returns", ["on": "2026-11-20", "branch": "B", "reason": "返回"])
        #expect(elsewhere.errors == ["branch reference"], "\(elsewhere.text)")
        #expect(
            try await server.post("/members/\(id)/returns", ["on": "2026-11-20", "branch": "B", "reason": "返回"]).errors
                == ["branch conflict"])
        let back = try await act("returns", ["on": "2026-11-20", "reason": "返回"])
        #expect(back.status == 201 && back.json["status"] == "active", "\(back.text)")
        #expect(try await act("returns", ["on": "2026-11-21", "reason": "返回"]).code == "memberIsHere")
        let changes = try await server.get("/members/\(id)/status-changes").json.array?.map { $0["status"] }
        #expect(changes == ["floating", "active"])
    }

    @Test func `whoever comes back into another branch has a new membership, and the old one stays`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let secretary = try await server.account("101", member: "101")
        let office = try await server.account("office", grants: [.init(.committeeOfficer, committee: "JG")])
        let id = try await Self.id("105", in: bureau)
        let path = "/members/\(id)"
        #expect(
            try await server.send(
                "POST", "\(path)/leavings", Self.leaving("2026-11-10", ending: true), by: secretary.principal
            ).status == 201)
        let early = try await server.send(
            "POST", "\(path)/returns", ["on": "2026-11-09", "branch": "A", "reason": "调回"], by: office.principal)
        #expect(early.code == "statusBeforeLastChange", "\(early.text)")
        #expect(
            try await server.send(
                "POST", "\(path)/returns", ["on": "2026-11-20", "reason": "调回"], by: office.principal
            )
            .errors == ["branch required"])
        // Not into a branch that whoever records it does not see.
        let unseen = try await server.send(
            "POST", "\(path)/returns", ["on": "2026-11-20", "branch": "B", "reason": "调回"], by: secretary.principal)
        #expect(unseen.status == 422, "\(unseen.text)")
        let done = try await server.send(
            "POST", "\(path)/returns",
            ["on": "2026-11-20", "branch": "B", "group": "二组", "reason": "调回", "document": "介绍信9"],
            by: office.principal)
        #expect(done.status == 201 && done.json["branch"] == "B" && done.json["group"] == "二组", "\(done.text)")
        let spans = try await server.get("\(path)/memberships").json.array?.map {
            "\($0["branch"]?.string ?? "") \($0["from"]?.string ?? "…") \($0["until"]?.string ?? "…")"
        }
        #expect(spans == ["A 2026-01-01 2026-11-09", "B 2026-11-20 …"])
        #expect(try await server.get("/members?branch=B").items.count == 6)
    }

    @Test func `a roster's row about who has left says how to bring them back`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let id = try await Self.id("105", in: bureau)
        #expect(
            try await server.post("/members/\(id)/leavings", Self.leaving("2026-11-10", ending: true)).status == 201)
        #expect(
            try await server.post(
                "/members/\(try await Self.id("104", in: bureau))/absences", ["on": "2026-11-01", "reason": "外出"]
            ).status == 201)
        let heading = "党员编号,姓名,支部编号,党员类别,入党时间,转正时间"
        let row = "105,党员A五,A,预备党员,2026-01-01,"
        let refused = try await server.importing("members", "\(heading)\n\(row)\n")
        #expect(refused.status == 422 && refused.errors == ["支部编号 conflict"], "\(refused.text)")
        #expect(refused.text.contains("zhibu member return") && refused.text.contains("2026-11-10"))
        // Where the list says so itself, there is nothing to say.
        let known = try await server.importing("members", "\(heading),状态\n\(row),已离开支部\n104,,A,,,,流动党员\n")
        #expect(known.status == 200 && known.json["unchanged"] == 2, "\(known.text)")
        let other = try await server.importing("members", "\(heading),状态\n104,,A,,,,在册\n")
        #expect(other.status == 200 && other.text.contains("104 is floating on record, not active"), "\(other.text)")
        let roster = try await server.importing("members", "\(heading),流动党员\n103,,A,,,,是\n104,,A,,,,是\n")
        #expect(roster.status == 200 && roster.text.contains("103 is active on record"), "\(roster.text)")
        #expect(!roster.text.contains("104 is"))
        let new = try await server.importing("members", "\(heading),状态\n199,新来,A,预备党员,2026-01-01,,已转出\n")
        #expect(new.status == 422 && new.errors == ["状态 conflict"], "\(new.text)")
        // What the console lets one take along goes in again.
        let browser = Browser(server, as: try await server.account("101", member: "101"))
        for query in ["name=", "name=&status=left"] {
            let file = try await browser.get("/members.csv?\(query)").text
            let again = try await server.importing("members", file)
            #expect(again.status == 200 && again.json["changed"] == 0 && again.json["created"] == 0, "\(again.text)")
        }
    }
}
