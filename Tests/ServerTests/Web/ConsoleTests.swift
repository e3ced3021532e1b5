import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// The console's pages on a bureau where a month has gone all its way: who sees them, and that each is whole.
@Suite(.timeLimit(.minutes(60)))
struct ConsoleTests {
    /// Everything that a name can hold and that could do harm in a page.
    static let hostile = "<b>&\"'{{title}}</b>\"\u{301}"

    /// A bureau in which November of branch A is final, and December is open; names are as hostile as names can be.
    private static func played() async throws -> (SmallBureau, ids: [String: Int]) {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let past = try await bureau.open("A", "2026-11")
        try await bureau.scoreAll(in: past)
        let member = try await server.first("/members?number=103")
        let renamed = try await server.send(
            "PUT", "/members/\(member)",
            [
                "number": "103", "name": .string(hostile), "standing": "full", "joined": "2010-01-01",
                "becameFull": "2011-01-01",
            ], headers: ["If-Match": "\"1\""])
        #expect(renamed.status == 200, "\(renamed.text)")
        for (area, item) in [("A-1", "praised"), ("A-1", "complaint"), ("A-3", "sanction")] {
            let made = try await server.post(
                "/cycles/\(past)/adjustments",
                [
                    "area": .string(area), "item": .string(item), "times": 1, "date": "2026-11-12",
                    "reason": .string(hostile), "recorder": "101",
                ])
            #expect(made.status == 201, "\(made.text)")
        }
        let meeting = try await server.post(
            "/meetings", ["date": "2026-12-22", "start": "09:00", "minutes": 90, "place": .string(hostile)])
        #expect(meeting.status == 201, "\(meeting.text)")
        let moved = try await server.post(
            "/meetings/\(meeting.id)/move", ["start": "10:00", "reason": .string(hostile)])
        #expect(moved.status == 200, "\(moved.text)")
        try server.go(to: "2026-12-01")
        #expect(try await bureau.close(past).status == 200)
        #expect(try await server.post("/cycles/\(past)/post").status == 200)
        try server.go(to: "2026-12-10")
        #expect(try await server.post("/cycles/\(past)/finalise").status == 200)
        let current = try await bureau.open("A", "2026-12")
        try await bureau.score("A-1", in: current, 50, 30)
        let adjusted = try await server.post(
            "/cycles/\(current)/adjustments",
            [
                "area": "A-2", "item": "complaint", "times": 2, "date": "2026-12-03", "reason": "投诉",
                "recorder": "101",
            ])
        let ids = [
            "past": past, "current": current, "member": member, "meeting": meeting.id,
            "adjustment": adjusted.id, "branch": try await server.first("/branches?code=A"),
            "area": try await server.first("/areas?code=A-1"),
            "vetoed": try await server.first("/areas?code=A-3"),
            "award": try await server.first("/awards"),
            "appointment": try await Self.appointment(in: server),
        ]
        return (bureau, ids)
    }

    /// One of branch A that its secretary may end: not the secretary's own.
    private static func appointment(in server: TestServer) async throws -> Int {
        let all = try await server.get("/branches/\(server.first("/branches?code=A"))/appointments").items
        let id = all.first { $0["office"] != "secretary" }?["id"]?.integer
        return Int(try #require(id, "\(all)"))
    }

    private static func paths(_ ids: [String: Int]) -> [String] {
        func id(_ name: String) -> Int { ids[name] ?? 0 }
        let (past, current, area) = (id("past"), id("current"), id("area"))
        return [
            "/", "/cycles", "/cycles?month=2026-11", "/cycles?month=2031-01", "/cycles/\(past)",
            "/cycles/\(current)", "/cycles/\(current)/scores", "/cycles/\(current)/scores?tier=public",
            "/cycles/\(current)/scores?tier=public&assessor=%E5%95%86%E6%88%B7%E4%BB%A3%E8%A1%A81",
            "/cycles/\(current)/scores?tier=branch&assessor=104", "/cycles/\(current)/scores?tier=self&assessor=999",
            "/cycles/\(past)/scores", "/cycles/\(current)/paper", "/cycles/\(current)/adjustments",
            "/cycles/\(past)/adjustments",
            "/adjustments/\(id("adjustment"))", "/cycles/\(past)/ranking", "/cycles/\(current)/ranking",
            "/cycles/\(past)/areas/\(area)", "/cycles/\(past)/areas/\(id("vetoed"))", "/cycles/\(past)/notice",
            "/cycles/\(past)/snapshots", "/cycles/\(current)/snapshots",
            "/cycles/\(current)/close", "/cycles/\(current)/post", "/cycles/\(current)/finalise",
            "/cycles/\(current)/end-without-award", "/honours", "/honours?year=2026&branch=A", "/honours?year=2030",
            "/awards/\(id("award"))", "/meetings", "/meetings/\(id("meeting"))", "/branches",
            "/branches/\(id("branch"))", "/branches/\(id("branch"))/edit", "/branches/\(id("branch"))/appoint",
            "/branches/\(id("branch"))/members/new", "/branches/\(id("branch"))/areas/new", "/members?name=%E5%85%9A",
            "/members?name=103", "/members/\(id("member"))", "/members/\(id("member"))/edit",
            "/members/\(id("member"))/transfer", "/members/\(id("member"))/phone",
            "/members/\(id("member"))/phone/disclose", "/areas/\(area)", "/areas/\(area)/edit", "/areas/\(area)/assign",
            "/areas/\(area)/retire", "/appointments/\(id("appointment"))/end", "/help", "/account",
            "/verification",
        ]
    }

    /// The pages of what the month is not ready for: it is open.
    private static func refused(_ ids: [String: Int]) -> Set<String> {
        Set(["close", "post", "finalise", "end-without-award"].map { "/cycles/\(ids["current"] ?? 0)/\($0)" })
    }

    private static let committeePaths = [
        "/", "/meetings", "/overview", "/overview?month=2026-11", "/meetings/schedule", "/meetings/new",
        "/branches/new",
        "/imports", "/administration", "/administration/accounts", "/administration/schemes",
        "/administration/schemes/1", "/administration/schemes/2", "/administration/schemes/2/publish",
        "/administration/schemes/1/revise", "/administration/schemes/new", "/administration/calendar",
        "/administration/calendar?year=2031", "/administration/committees", "/administration/committees/new",
    ]
    private static let auditorPaths = [
        "/administration/audit", "/administration/audit?action=recorded&from=2026-11-01&until=2026-12-31",
        "/administration/audit?subject=clock&actor=nobody", "/administration/audit?member=104",
        "/administration/audit/verification", "/administration/audit/verification?checkpoint=none",
        "/administration/accounts/1",
    ]
    private static let administratorPaths = [
        "/administration/accounts/new", "/administration/accounts/1", "/administration/accounts/2/grant",
        "/administration/upkeep", "/administration/policy",
    ]

    @Test(arguments: Language.allCases)
    func `every page is whole in either language, and what people wrote stays text`(language: Language) async throws {
        let (bureau, ids) = try await Self.played()
        let secretary = try await bureau.server.account("101", member: "101")
        let office = try await bureau.server.account("office", grants: [.init(.committeeOfficer)])
        let auditor = try await bureau.server.account("auditor", grants: [.init(.auditor)])
        let administrator = try await bureau.server.account("root", grants: [.init(.administrator)])
        let changed = SmallBureau.scheme {
            $0["awardMinimum"] = 85
            $0["effectiveFrom"] = "2027-01"
        }
        #expect(try await bureau.server.post("/schemes", ["content": changed]).status == 201)
        for (account, paths) in [
            (secretary, Self.paths(ids)), (office, Self.committeePaths), (auditor, Self.auditorPaths),
            (administrator, Self.administratorPaths),
        ] {
            let browser = Browser(bureau.server, as: account)
            browser.language = language.rawValue
            for path in paths {
                let answer = try await browser.get(path)
                let expected = Self.refused(ids).contains(path) ? 409 : 200
                #expect(answer.status == expected, "\(path): \(answer.status) \(answer.text.prefix(300))")
                Self.expectWhole(answer.text, language, path)
            }
        }
    }

    private static func expectWhole(_ html: String, _ language: Language, _ path: String) {
        #expect(html.contains("<html lang=\"\(language.rawValue)\">"), "\(path)")
        #expect(html.matches(of: /<h1/).count == 1, "\(path)")
        #expect(!html.contains("<b>") && !html.contains("{{") && !html.contains("Optional("), "\(path)")
        let empty = html.firstMatch(
            of:
                /<(p|h1|h2|h3|label|td|th|dd|dt|button|code|option|title|li|a)( (?!class="(act|said|change)")[^>]*)?>\s*<\//
        )
        #expect(empty == nil, "\(path): \(empty?.output.0 ?? "")")
        // Whatever changes something brings the session's token.
        let changing = html.matches(of: /<form[^>]* method="post"/).count
        #expect(html.matches(of: /name="csrfToken"/).count == changing, "\(path)")
        let ids = html.matches(of: /\ id="([^"]+)"/).map { String($0.output.1) }
        #expect(Set(ids).count == ids.count, "\(path) \(ids)")
        for match in html.matches(of: /aria-(?:describedby|labelledby)="([^"]+)"/) {
            for id in match.output.1.split(separator: " ") { #expect(ids.contains(String(id)), "\(path) \(id)") }
        }
        for match in html.matches(of: /<label for="([^"]+)"/) {
            #expect(ids.contains(String(match.output.1)), "\(path) \(match.output.1)")
        }
    }

    @Test func `another branch's pages are not there, and a member's own are few`() async throws {
        let (bureau, ids) = try await Self.played()
        let other = Browser(bureau.server, as: try await bureau.server.account("201", member: "201"))
        let mine: Set = [
            "/", "/cycles", "/honours", "/meetings", "/branches", "/members", "/help", "/account", "/verification",
        ]
        for path in Self.paths(ids) where !mine.contains(String(path.prefix { $0 != "?" })) {
            let answer = try await other.get(path)
            // A meeting is the committee's, and every secretary below it sees it.
            #expect(answer.status == (path.hasPrefix("/meetings/") ? 200 : 404), "\(path)")
            #expect(!answer.text.contains("党员A四"), "\(path)")
        }
        #expect(try await !other.get("/members?name=%E5%85%9A").text.contains("党员A四"))
        let member = Browser(bureau.server, as: try await bureau.server.account("104", member: "104"))
        let current = ids["current"] ?? 0
        for path in ["close", "post", "adjustments", "paper"] {
            #expect(try await member.get("/cycles/\(current)/\(path)").status == 403, "\(path)")
        }
        #expect(try await member.get("/meetings").status == 403)
        let places = try await member.get("/").text.matches(of: /<nav class="places".*?<\/nav>/.dotMatchesNewlines())
        #expect(places.first.map { !$0.output.contains("/meetings") && $0.output.contains("/cycles") } == true)
    }

    @Test(arguments: [
        ("member=999", "党员编号"), ("from=2026-13-01", "起始日期"), ("until=x", "结束日期"), ("action=x", "操作"),
        ("subject=x", "对象"), ("from=2026-12-01&until=2026-11-01", "结束日期"),
    ])
    func `an audit search that cannot be read shows nothing instead, and says why`(
        query: String, field: String
    ) async throws {
        let bureau = try await SmallBureau()
        let auditor = Browser(
            bureau.server, as: try await bureau.server.account("auditor", grants: [.init(.auditor)]))
        #expect(try await auditor.get("/administration/audit").text.contains("<th scope=\"row\">"))
        let answer = try await auditor.get("/administration/audit?\(query)")
        #expect(answer.status == 422 && !answer.text.contains("<th scope=\"row\">"), "\(answer.text)")
        let alert = try #require(answer.text.firstMatch(of: /role="alert">([^<]+)</)).output.1
        #expect(alert.hasPrefix("\(field)："), "\(alert)")
        #expect(try await auditor.get("/administration/audit.csv?\(query)").status == 422)
    }

    @Test func `a blank that is typed into a search is a blank`() async throws {
        let (bureau, ids) = try await Self.played()
        let secretary = Browser(bureau.server, as: try await bureau.server.account("101", member: "101"))
        let path = "/cycles/\(ids["current"] ?? 0)/scores?tier=public"
        let answer = try await secretary.get("\(path)&assessor=Trader+No%2B9&=&%zz&assessor=second")
        #expect(answer.text.contains("name=\"assessor\" value=\"Trader No+9\""), "\(answer.text)")
    }

    @Test func `a month that ended without award names no winner anywhere`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        try bureau.server.go(to: "2026-12-01")
        let secretary = Browser(bureau.server, as: try await bureau.server.account("101", member: "101"))
        #expect(try await bureau.close(cycle).status == 200)
        #expect(try await bureau.server.post("/cycles/\(cycle)/post").status == 200)
        let area = try await bureau.server.first("/areas?code=A-1")
        let pages = ["ranking", "notice", "areas/\(area)"].map { "/cycles/\(cycle)/\($0)" }
        let words = try WebResources.embedded.get().words(of: .chinese)
        let signs = [words(.verdictWinner), "class=\"winner\"", "<span class=\"state final\">\(words(.winner))"]
        for path in pages {
            let page = try await secretary.get(path).text
            #expect(signs.contains { page.contains($0) }, "\(path)")
        }
        let ended = try await bureau.server.post("/cycles/\(cycle)/end-without-award", ["reason": "无突出者"])
        #expect(ended.status == 200, "\(ended.text)")
        for path in pages {
            let page = try await secretary.get(path).text
            for sign in signs { #expect(!page.contains(sign), "\(path) \(sign)") }
        }
        #expect(try await secretary.get(pages[1]).text.contains(words(.rankingWithoutAward)))
    }

    @Test func `nobody is asked to fill in what they may not do`() async throws {
        let (bureau, ids) = try await Self.played()
        let auditor = Browser(
            bureau.server, as: try await bureau.server.account("auditor", grants: [.init(.auditor)]))
        let secretary = Browser(bureau.server, as: try await bureau.server.account("101", member: "101"))
        let acts: Set = [
            "new", "edit", "appoint", "end", "transfer", "phone", "assign", "retire", "close", "reopen", "post",
            "finalise", "end-without-award", "schedule", "publish", "revise", "grant", "policy",
        ]
        let paths = Self.paths(ids) + Self.committeePaths + Self.administratorPaths
        for path in paths where acts.contains(String(path.split(separator: "/").last ?? "")) {
            #expect(try await auditor.get(path).status == 403, "\(path)")
            #expect(try await auditor.post(path, [:]).status == 403, "\(path)")
        }
        for path in ["/administration/policy", "/administration/committees/new", "/branches/new", "/meetings/new"] {
            #expect(try await secretary.get(path).status == 403, "\(path)")
        }
        for page in ["/administration/accounts", "/administration/committees", "/branches", "/meetings"] {
            let text = try await secretary.get(page).text
            #expect(!text.contains("/administration/policy") && !text.contains("committees/new"), "\(page)")
            #expect(!text.contains("/branches/new") && !text.contains("/meetings/new"), "\(page)")
        }
    }

    @Test func `nobody sees a page who has not signed in, and comes back to it afterwards`() async throws {
        let (bureau, ids) = try await Self.played()
        let paths = Self.paths(ids) + Self.committeePaths + Self.auditorPaths + Self.administratorPaths
        for path in paths where path != "/" {
            let answer = try await Browser(bureau.server).get(path)
            #expect(answer.location?.hasPrefix("/sign-in?return=/") == true, "\(path): \(answer.status)")
        }
    }

    @Test func `a table taken along opens in Excel, and no text in it is a formula`() async throws {
        let (bureau, ids) = try await Self.played()
        let area = ids["area"] ?? 0
        let renamed: JSON = ["name": "=1+1,\"x\"", "kind": "nightMarket"]
        let answer = try await bureau.server.send("PUT", "/areas/\(area)", renamed, headers: ["If-Match": "\"1\""])
        #expect(answer.status == 200, "\(answer.text)")
        let current = ids["current"] ?? 0
        try await bureau.score("A-2", in: current, 50, 30)
        #expect(try await bureau.close(current).status == 200)
        let browser = Browser(bureau.server, as: try await bureau.server.account("101", member: "101"))
        let file = try await browser.get("/cycles/\(current)/ranking.csv")
        #expect(file.status == 200 && file.headers["content-type"] == "text/csv; charset=utf-8")
        #expect(file.headers["content-disposition"]?.hasPrefix("attachment; filename*=UTF-8''") == true)
        #expect(file.text.hasPrefix("\u{FEFF}名次,编号,责任区,"))
        #expect(file.text.contains("A-1,\"'=1+1,\"\"x\"\"\","), "\(file.text)")
        let book = try await browser.get("/cycles/\(current)/ranking.xlsx")
        #expect(book.status == 200 && book.body.starts(with: Array("PK".utf8)) && book.body.count > 4_000)
        #expect(try await browser.get("/cycles/\(current)/ranking.pdf").status == 404)
        #expect(try await browser.get("/honours.csv?year=2026").text.contains("\r\nA,103,"))
    }

    /// Every table that can be taken along, by who may.
    private static func tables(_ ids: [String: Int]) -> [(account: String, path: String, first: String)] {
        let (past, branch) = (ids["past"] ?? 0, ids["branch"] ?? 0)
        return [
            ("101", "/cycles.csv?month=2026-11", "甲支部,已定案"), ("101", "/cycles/\(past)/ranking.csv", "1,"),
            ("101", "/cycles/\(past)/scores.csv?tier=branch", "A-1,"),
            ("101", "/cycles/\(past)/adjustments.csv", "A-1,A区1,加分,受到表扬,1,2.00,"),
            ("101", "/honours.csv?year=2026", "A,103,"), ("101", "/awards.csv?year=2026", "2026-11,A,A-1,"),
            ("101", "/meetings.csv?year=2026", "2026-12,2026-12-22,10:00,11:30,"), ("101", "/branches.csv", "A,甲支部,"),
            ("101", "/branches/\(branch)/members.csv", "101,"), ("101", "/branches/\(branch)/areas.csv", "A-1,"),
            ("101", "/areas/\(ids["area"] ?? 0)/history.csv", "2026-11,1,"),
            ("101", "/members.csv?name=%E5%85%9A", "104,党员A四,A,"), ("office", "/overview.csv?month=2026-11", "甲支部,"),
            ("office", "/administration/calendar.csv?year=2026", "2026-01-01,"),
            ("auditor", "/administration/audit.csv?action=posted", "2026-12-0"),
            ("root", "/administration/accounts.csv", ""),
        ]
    }

    @Test func `every table can be taken along, whole, by whoever may see it`() async throws {
        let (bureau, ids) = try await Self.played()
        let server = bureau.server
        let browsers = [
            "101": Browser(server, as: try await server.account("101", member: "101")),
            "office": Browser(server, as: try await server.account("office", grants: [.init(.committeeOfficer)])),
            "auditor": Browser(server, as: try await server.account("auditor", grants: [.init(.auditor)])),
            "root": Browser(server, as: try await server.account("root", grants: [.init(.administrator)])),
        ]
        let other = Browser(server, as: try await server.account("201", member: "201"))
        for (account, path, first) in Self.tables(ids) {
            let file = try await #require(browsers[account]).get(path)
            let lines = file.text.split(separator: "\r\n")
            #expect(
                file.status == 200 && lines.count > 1 && lines[1].hasPrefix(first), "\(path): \(file.text.prefix(400))")
            let book = try await #require(browsers[account]).get(path.replacing(".csv", with: ".xlsx"))
            #expect(book.status == 200 && book.body.starts(with: Array("PK".utf8)), "\(path)")
            let others = try await other.get(path)
            #expect(
                !others.text.contains("A-1") && !others.text.contains("党员A四"), "\(path): \(others.text.prefix(400))")
        }
        // Every page that offers files offers those that are there.
        for path in Self.paths(ids) {
            let text = try await #require(browsers["101"]).get(path).text
            for link in text.matches(of: /href="([^"]+)" download/).map(\.output.1) {
                let file = try await #require(browsers["101"]).get(String(link).replacing("&amp;", with: "&"))
                #expect(file.status == 200, "\(path): \(link)")
            }
        }
    }

    @Test func `a posted ranking is checked where it stands, and from a file`() async throws {
        let (bureau, ids) = try await Self.played()
        let account = try await bureau.server.account("101", member: "101")
        let browser = Browser(bureau.server, as: account)
        let past = ids["past"] ?? 0
        let page = try await browser.get("/cycles/\(past)/snapshots").text
        #expect(page.contains("核对一致"), "\(page)")
        let link = try #require(page.firstMatch(of: /href="([^"]+\.json)" download/)).output.1
        let file = try await browser.get(String(link))
        #expect(file.status == 200 && file.headers["content-disposition"]?.contains("2026-11.json") == true)
        func brought(_ text: String?) async throws -> Answer {
            try await browser.post(
                "/verification", raw: UploadTests.form([("csrfToken", account.csrfToken)], file: text),
                headers: UploadTests.header)
        }
        #expect(try await brought(file.text).text.contains("核对一致"))
        let forged = try await brought(file.text.replacing("\"month\":\"2026-11\"", with: "\"month\":\"2026-10\""))
        #expect(forged.status == 200 && forged.text.contains("核对不符"), "\(forged.text)")
        let month = try await browser.get("/cycles/\(past)/month.json")
        #expect(page.contains("/cycles/\(past)/month.json\" download"))
        #expect(month.status == 200 && month.json["snapshots"]?.array?.compactMap { $0["branch"]?.string } == ["A"])
        #expect(try await brought(month.text).text.contains("核对一致"))
        let altered = try await brought(month.text.replacing("\"place\":1", with: "\"place\":2"))
        #expect(altered.status == 200 && altered.text.contains("核对不符"), "\(altered.text)")
        for text in [nil, "no snapshot", "{}", "[1", #"{"snapshots":[]}"#, #"{"snapshots":[{}]}"#] {
            #expect(try await brought(text).status == 422, "\(text ?? "–")")
        }
        let other = Browser(bureau.server, as: try await bureau.server.account("201", member: "201"))
        #expect(try await other.get(String(link)).status == 404)
    }
}
