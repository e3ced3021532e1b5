import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// Where each arrives who signs in: with what is theirs to know and to do.
@Suite(.timeLimit(.minutes(60)))
struct HomeTests {
    /// A section of a page, by its heading's id; nil where there is none.
    private static func section(_ id: String, of answer: Answer) -> String? {
        let sections = answer.text.matches(
            of: /<section class="card" aria-labelledby="([^"]*)">(.*?)<\/section>/.dotMatchesNewlines())
        return sections.first { $0.output.1 == id }.map { String($0.output.2) }
    }

    /// Somebody who signs in anew each time: days lie between.
    private struct Visitor {
        let server: TestServer
        let account: TestAccount

        init(_ server: TestServer, as account: TestAccount) {
            (self.server, self.account) = (server, account)
        }

        func get(_ path: String) async throws -> Answer {
            try await Browser(server, as: server.session(of: account.id, account.name)).get(path)
        }
    }

    private static func home(_ id: String, of visitor: Visitor) async throws -> String {
        let answer = try await visitor.get("/")
        return try #require(section(id, of: answer), "\(answer.text)")
    }

    @Test func `with a result stands the line of twelve months, once there are two`() async throws {
        let bureau = try await SmallBureau()
        let holder = Visitor(bureau.server, as: try await bureau.server.account("104", member: "104"))
        let october = try await bureau.open("A", "2026-10")
        try await bureau.scoreAll(in: october, more: [("lateReason", "补录")])
        try await bureau.close(october)
        #expect(!(try await Self.home("own-areas", of: holder).contains("class=\"spark\"")))
        let november = try await bureau.open()
        try await bureau.scoreAll(in: november)
        try await bureau.close(november)
        let again = Visitor(bureau.server, as: try await bureau.server.account("103", member: "103"))
        let line = try await Self.home("own-areas", of: again)
        #expect(line.contains("class=\"spark\"") && line.contains("aria-label=\"10月 96.00、11月 96.00\""), "\(line)")
    }

    @Test func `a member sees what to do for their area, then its place, its score and why, a tap away`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let holder = Visitor(server, as: try await server.account("104", member: "104"))
        let area = try await server.first("/areas?code=A-2")
        #expect(try await Self.home("own-areas", of: holder).contains("这个月的考核还没有开始。"))

        let cycle = try await bureau.open()
        let asked = try await Self.home("own-areas", of: holder)
        #expect(asked.contains("自评还没有填。"))
        #expect(asked.contains("2026年12月5日"))
        #expect(asked.contains("href=\"/cycles/\(cycle)/scores?tier=self\""))

        try await bureau.scoreAll(in: cycle)
        let waiting = try await Self.home("own-areas", of: holder)
        #expect(waiting.contains("自评已填，等支部评完再公布结果。"))
        #expect(!waiting.contains("分，") && !waiting.contains("91.00"), "no figure is told of an open month")

        try await bureau.close(cycle)
        let closed = try await Self.home("own-areas", of: holder)
        #expect(closed.contains("第 2 名（共 3 个），91.00 分"))
        #expect(closed.contains("得分 91.00，低于前一名 A-1 A区1 的 96.00"))
        #expect(closed.contains("href=\"/cycles/\(cycle)/areas/\(area)\""))

        let winner = Visitor(server, as: try await server.account("103", member: "103"))
        #expect(try await Self.home("own-areas", of: winner).contains("第 1 名（共 3 个），96.00 分"))
        let other = Visitor(server, as: try await server.account("102", member: "102"))
        #expect(Self.section("own-areas", of: try await other.get("/")) == nil, "who answers for none is told of none")
    }

    @Test func `what a member has to do comes first for them, and for a secretary what the branch has to do`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let given = try await server.post(
            "/areas/\(server.first("/areas?code=A-3"))/assignments", ["member": "101", "from": "2026-11-01"])
        #expect(given.status == 201, "\(given.text)")
        for (name, isFirst) in [("104", true), ("101", false)] {
            let browser = Visitor(server, as: try await server.account(name, member: name))
            let page = try await browser.get("/").text
            let own = try #require(page.range(of: "id=\"own-areas\"")?.lowerBound)
            let duties = try #require(page.range(of: "id=\"duties\"")?.lowerBound)
            #expect((own < duties) == isFirst, "\(name)")
        }
    }

    @Test func `the secretary is told what keeps a month from going on`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let secretary = Visitor(server, as: try await server.account("101", member: "101"))
        let october = try await bureau.open("A", "2026-10")
        try await bureau.scoreAll(in: october, more: [("lateReason", "补录")])
        let november = try await bureau.open()
        try await bureau.score("A-1", in: november, 58, 38)
        let before = try await Self.home("months", of: secretary)
        #expect(before.contains("2026年11月30日过后才能截止"))
        #expect(before.contains("要先截止2026年10月"))

        try await bureau.close(october)
        #expect(try await server.post("/cycles/\(october)/post").status == 200)
        let after = try await Self.home("months", of: secretary)
        #expect(after.contains("公示到"))
        #expect(!after.contains("要先截止"))
        let member = Visitor(server, as: try await server.account("104", member: "104"))
        #expect(try await !Self.home("months", of: member).contains("class=\"block\""), "it is not theirs to close")
    }

    @Test func `the office sees each branch's step, the days it is late, and has words to send`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let office = Visitor(server, as: try await server.account("office", grants: [.init(.committeeOfficer)]))
        let cycle = try await bureau.open("A")
        try await bureau.score("A-1", in: cycle, 58, 38)
        try server.go(to: "2026-12-05")
        let inTime = try await Self.home("branch-steps", of: office)
        #expect(inTime.contains("2026年11月考核：各支部办到哪一步"))
        #expect(inTime.contains("<li class=\"done\">开始"))
        #expect(inTime.contains("<li class=\"now\">评分 1/3"))
        #expect(inTime.contains("没有逾期的支部。"))
        #expect(!inTime.contains("<textarea"))

        try server.go(to: "2026-12-08")
        let late = try await Self.home("branch-steps", of: office)
        #expect(late.matches(of: /逾期 3 天<\/span>/).count == 2, "B has not even opened it")
        let nudge = try #require(late.firstMatch(of: /<textarea[^>]*>(.*?)<\/textarea>/.dotMatchesNewlines())?.output.1)
        #expect(
            nudge == """
                截至2026年12月8日，2026年11月考核逾期的支部：
                1. 甲支部（书记A）：评分 1/3，逾期 3 天
                2. 乙支部（书记B）：开始，逾期 3 天
                请抓紧办理，有困难请回复。
                """)

        for area in ["A-2", "A-3"] {
            try await bureau.score(area, in: cycle, 50, 33, more: [("lateReason", "补录")])
        }
        try await bureau.close(cycle)
        #expect(try await server.post("/cycles/\(cycle)/post").status == 200)
        let posted = try await Self.home("branch-steps", of: office)
        #expect(posted.contains("<li class=\"now\">定案"))
        #expect(posted.matches(of: /逾期 3 天<\/span>/).count == 1)
        let secretary = Visitor(server, as: try await server.account("101", member: "101"))
        #expect(Self.section("branch-steps", of: try await secretary.get("/")) == nil)
    }

    @Test func `the auditor sees what came late or was changed, and who looked at a telephone number`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let auditor = Visitor(server, as: try await server.account("auditor", grants: [.init(.auditor)]))
        #expect(try await Self.home("late-changes", of: auditor).contains("没有迟报，也没有更正。"))
        #expect(try await Self.home("seen", of: auditor).contains("没有人查看过手机号码"))

        let cycle = try await bureau.open("A", "2026-10")
        try await bureau.score("A-1", in: cycle, 58, 38, more: [("lateReason", "补录")])
        try await bureau.close(cycle)
        #expect(try await server.post("/cycles/\(cycle)/reopen", ["reason": "漏收一份评分表"]).status == 200)
        let changes = try await Self.home("late-changes", of: auditor)
        #expect(changes.contains("href=\"/cycles/\(cycle)\">2026年10月 甲支部</a>"))
        #expect(changes.contains("迟报的评分表 4 张"))
        #expect(changes.contains("漏收一份评分表"))

        let secretary = try await server.account("101", member: "101")
        let member = try await server.first("/members?number=104")
        let kept = try await server.send(
            "PUT", "/members/\(member)/phone", ["phone": "13800138000"], headers: ["If-Match": "\"1\""])
        #expect(kept.status == 200, "\(kept.text)")
        let told = try await server.send(
            "POST", "/members/\(member)/phone/disclosures", ["reason": "通知开会"], by: secretary.principal)
        #expect(told.status == 200, "\(told.text)")
        let seen = try await Self.home("seen", of: auditor)
        #expect(seen.contains("书记A"))
        #expect(seen.contains("104"))
        let office = Visitor(server, as: try await server.account("office", grants: [.init(.committeeOfficer)]))
        #expect(Self.section("seen", of: try await office.get("/")) == nil)
    }

    @Test func `the administrator sees how the machine is, and who never came in`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let root = Visitor(server, as: try await server.account("root", grants: [.init(.administrator)]))
        let made = try await server.post("/accounts", ["name": "zhang.san", "title": "值班"])
        #expect(made.status == 201, "\(made.text)")
        let before = try await Self.home("machine", of: root)
        #expect(before.contains("还没有备份。"))
        #expect(before.contains("没有新近的备份"))
        let waiting = try await Self.home("accounts-waiting", of: root)
        #expect(waiting.contains("href=\"/administration/accounts/\(made.id)\">值班 zhang.san</a>"))

        let backup = try await server.post("/backups")
        #expect(backup.status == 201, "\(backup.text)")
        let path = try await server.post("/accounts/\(made.id)/links").json["path"]?.string ?? ""
        let newcomer = Browser(server)
        try await newcomer.get(path)
        try await newcomer.post(path, ["newPassword": TestServer.password, "again": TestServer.password])
        let after = try await Self.home("machine", of: root)
        #expect(after.contains("0 天前"))
        #expect(!after.contains("没有新近的备份"))
        #expect(try await !Self.home("accounts-waiting", of: root).contains("zhang.san"))
        let office = Visitor(server, as: try await server.account("office", grants: [.init(.committeeOfficer)]))
        #expect(Self.section("machine", of: try await office.get("/")) == nil)
    }
}
