import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// What branches are to do in a month, and what they ask of their committee, from beginning to end.
@Suite struct PlanStoryTests {
    private typealias Office = ObjectionStoryTests.Office

    @Test func `the office plans for all branches, each reports its own, and a correction says why`() async throws {
        let office = try await Office()
        let server = office.server
        let item: JSON = [
            "month": "2026-12", "title": "纪律专题党课", "kind": "党课", "content": "书记讲一课", "due": "2026-12-05",
            "standard": "记录已录入",
        ]
        for (name, status) in [("105", 403), ("auditor", 403), ("office", 201), ("office", 200)] {
            #expect(try await office.post("/plan-items", item, by: name).status == status, "\(name)")
        }
        func plan(by name: String, _ query: String = "") async throws -> [JSON] {
            try await office.send("GET", "/plan-items?month=2026-12\(query)", by: name).json.array ?? []
        }
        #expect(try await plan(by: "office").map { $0["branch"] } == ["A", "B"])
        #expect(try await plan(by: "105").map { $0["branch"] } == ["A"])
        let id = try #require(try await plan(by: "105").first?["id"]?.integer)
        #expect(try await plan(by: "105").first?["own"] == false)

        // The same with another day is not taken in silence.
        guard case .object(var later) = item else { return }
        later["due"] = "2026-12-08"
        #expect(try await office.post("/plan-items", .object(later), by: "office").errors == ["due conflict"])
        // The branch has items of its own; what is the office's stays the office's.
        let own: JSON = [
            "month": "2026-12", "title": "走访商户", "kind": "其他", "due": "2026-12-20", "answerable": "publicity",
        ]
        #expect(try await office.post("/plan-items", own, by: "101").status == 201)
        #expect(try await plan(by: "101").map { $0["own"] } == [false, true])
        #expect(try await office.post("/plan-items/\(id)/withdraw", ["reason": "不办"], by: "101").status == 403)

        // Reported by the branch, revised with a reason, nothing overwritten.
        let path = "/plan-items/\(id)/report"
        #expect(try await office.post(path, ["result": "not"], by: "101").errors == ["reason required"])
        #expect(try await office.post(path, ["result": "done"], by: "office").status == 403)
        #expect(try await office.post(path, ["result": "done"], by: "201").status == 404)
        #expect(try await office.post(path, ["result": "not", "reason": "出差"], by: "101").status == 201)
        #expect(try await office.post(path, ["result": "not", "reason": "出差"], by: "101").status == 200)
        #expect(try await office.post(path, ["result": "done"], by: "101").errors == ["revisionReason required"])
        let revised = try await office.post(
            path, ["result": "done", "evidence": "党课记录", "revisionReason": "已补上"], by: "101")
        #expect(revised.json["status"] == "done" && revised.json["report"]?["revision"] == 2, "\(revised.text)")
        let record = try await office.send("GET", "/plan-items/\(id)", by: "105").json
        #expect(record["reports"]?.array?.map { $0["result"] } == ["not", "done"])
        #expect(
            try await office.post("/plan-items/\(id)/withdraw", ["reason": "不办"], by: "office").json["code"]
                == "planItemReported")

        let account = try #require(office.accounts["office"])
        let browser = Browser(server, as: account)
        let chinese = ["Accept-Language": "zh-CN"]
        let page = try await browser.get("/plans/\(id)", headers: chinese).text
        #expect(page.contains("已补上") && page.contains("出差") && page.contains("党课记录"))
        // What was downloaded goes in again and changes nothing.
        let file = try await browser.get("/plans.csv?month=2026-12", headers: chinese).text
        let again = try await server.importing("planItems", file, query: "?month=2026-12")
        #expect(again.counts == "0 0 3", "\(again.text)")
        let faults = try await server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.faults
        #expect(faults == [])
    }

    @Test func `what the office arranges is the office's, whoever entered it first; a branch's own stays its own`()
        async throws
    {
        let office = try await Office()
        func item(_ title: String) -> JSON {
            [
                "month": "2026-12", "title": .string(title), "kind": "其他", "due": "2026-12-20", "branches": ["A"],
            ]
        }
        func plan() async throws -> [String: Bool?] {
            let items = try await office.send("GET", "/plan-items?month=2026-12", by: "101").json.array ?? []
            return Dictionary(uniqueKeysWithValues: items.map { ($0["title"]?.string ?? "", $0["own"]?.bool) })
        }
        let made = try await office.post("/plan-items", item("走访商户"), by: "101")
        #expect(made.status == 201, "\(made.text)")
        #expect(try await office.post("/plan-items", item("支部自学"), by: "101").status == 201)
        #expect(try await plan() == ["走访商户": true, "支部自学": true])
        let id = try #require(made.json.array?.first?["id"]?.integer)
        for status in [201, 200] {
            #expect(try await office.post("/plan-items", item("走访商户"), by: "office").status == status)
        }
        #expect(try await office.post("/plan-items", item("走访商户"), by: "101").status == 200)
        #expect(try await plan() == ["走访商户": false, "支部自学": true])
        #expect(try await office.post("/plan-items/\(id)/withdraw", ["reason": "不办"], by: "101").status == 403)

        // What was downloaded says whose each is, and makes nothing another's.
        let browser = Browser(office.server, as: try #require(office.accounts["office"]))
        for language in ["zh-CN", "en"] {
            browser.language = language
            let file = try await browser.get("/plans.csv?month=2026-12").text
            let again = try await office.server.importing("planItems", file, query: "?month=2026-12")
            #expect(again.counts == "0 0 2", "\(again.text) \(file)")
        }
        #expect(try await plan() == ["走访商户": false, "支部自学": true])
        // The office's own list does.
        let list = "活动类别,事项,支部,完成时间\n其他,支部自学,A,2026-12-20\n"
        #expect(try await office.server.importing("planItems", list, query: "?month=2026-12").counts == "0 1 0")
        #expect(try await plan() == ["走访商户": false, "支部自学": false])
        let faults = try await office.server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }
            .faults
        #expect(faults == [])
    }

    @Test func `the office's list is read as it is, or refused by line and column`() async throws {
        let office = try await Office()
        let server = office.server
        let list = """
            2026年12月重点工作清单,,,,,
            活动类别,活动主题,活动内容,参与人员,完成时间,系统录入要求
            三会一课,支部党员大会,讨论工作总结,全体党员,12月15日前,录入会议记录
            三会一课,支委会,研究下月工作,支委,12月底前,
            主题党日,进社区,志愿服务,全体党员,12月1日至12日,

            """
        let query = "?month=2026-12"
        let tried = try await server.importing("planItems", list, query: query + "&dryRun=true")
        #expect(tried.counts == "3 0 0" && tried.status == 200, "\(tried.text)")
        #expect(try await server.get("/plan-items\(query)").json == [])
        #expect(try await server.importing("planItems", list, query: query).counts == "3 0 0")
        #expect(try await server.importing("planItems", list, query: query).counts == "0 0 3")
        let items = try await server.get("/plan-items\(query)&branch=B").json.array ?? []
        #expect(items.map { $0["due"] } == ["2026-12-12", "2026-12-15", "2026-12-31"])
        #expect(items.map { $0["title"] } == ["进社区", "支部党员大会", "支委会"])
        #expect(items.map { $0["standard"] } == [.null, "录入会议记录", .null])

        let bad = list.replacing("12月15日前", with: "尽快").replacing("三会一课,支委会", with: "三会一课,")
        let refused = try await server.importing("planItems", bad, query: query)
        #expect(refused.status == 422 && refused.text.contains("12月15日前 or 月底"), "\(refused.text)")
        let moved = list.replacing("12月15日前", with: "12月16日前")
        #expect(try await server.importing("planItems", moved, query: query).errors == ["完成时间 conflict"])
        // A secretary's file is of the own branch; another one's is not there.
        let named = "支部编号,活动类别,事项,完成时间\nB,其他,走访,2026-12-20\n"
        let path = server.folder.appending(path: "named.csv").path
        try Data(named.utf8).write(to: URL(filePath: path))
        let secretary = try #require(office.accounts["101"]).principal
        let theirs = try await server.send("POST", "/imports/planItems\(query)", file: path, by: secretary)
        #expect(theirs.status == 422, "\(theirs.text)")
    }

    @Test func `an ask goes up, is answered and settled, and every step stays`() async throws {
        var office = try await Office()
        let server = office.server
        let ask: JSON = [
            "branch": "A", "title": "增设停车位", "request": "请协调街道", "standard": "划线 20 个", "due": "2026-12-20",
        ]
        for (name, status) in [("102", 403), ("105", 403), ("office", 403), ("201", 422), ("101", 201)] {
            #expect(try await office.post("/asks", ask, by: name).status == status, "\(name)")
        }
        let id = try await server.first("/asks")
        #expect(try await office.send("GET", "/asks/\(id)", by: "105").json["status"] == "asked")
        #expect(try await office.send("GET", "/asks/\(id)", by: "201").status == 404)
        #expect(try await office.send("GET", "/asks/\(id)", by: "auditor").status == 200)
        let result: JSON = ["result": "partly", "reason": "场地所限", "evidence": "已划 12 个"]
        #expect(try await office.post("/asks/\(id)/result", result, by: "office").code == "askStatus")
        #expect(
            try await office.post("/asks/\(id)/answer", ["answer": "accepted"], by: "office").errors == [
                "said required"
            ]
        )
        let answer: JSON = ["answer": "accepted", "said": "已商街道", "due": "2026-12-28"]
        #expect(try await office.post("/asks/\(id)/answer", answer, by: "101").status == 403)
        let answered = try await office.post("/asks/\(id)/answer", answer, by: "office")
        #expect(answered.json["settledBy"] == "2026-12-28" && answered.json["due"] == "2026-12-20", "\(answered.text)")
        #expect(try await office.post("/asks/\(id)/answer", answer, by: "office").code == "askStatus")

        try await office.go(to: "2026-12-29")
        let account = try #require(office.accounts["office"])
        let home = try await Browser(server, as: account).get("/", headers: ["Accept-Language": "zh-CN"]).text
        #expect(home.contains("办理需协调事项“增设停车位”"))
        #expect(try await office.post("/asks/\(id)/result", result, by: "office").json["status"] == "partlyDone")
        let done = try await office.post("/asks/\(id)/result", ["result": "done"], by: "office")
        #expect(
            done.json["steps"]?.array?.map { $0["status"] } == ["accepted", "partlyDone", "done"], "\(done.text)")
        #expect(try await office.post("/asks/\(id)/withdraw", ["reason": "算了"], by: "101").code == "askStatus")
        #expect(try await server.get("/asks").json == [])
        #expect(try await server.get("/asks?year=2026").json.array?.count == 1)
        let faults = try await server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.faults
        #expect(faults == [])
    }

    @Test func `the agenda takes up what is near, overdue or reported, and counts the rest`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        for (title, due) in [("近", "2026-12-05"), ("远", "2026-12-28"), ("已办", "2026-12-30"), ("逾期", "2026-11-20")] {
            let month = String(due.prefix(7))
            let made = try await server.post(
                "/plan-items",
                [
                    "branches": ["A"], "month": .string(month), "title": .string(title), "kind": "其他",
                    "due": .string(due),
                ])
            #expect(made.status == 201, "\(made.text)")
            if title == "已办" {
                let id = try #require(made.items.first?["id"]?.integer)
                #expect(try await server.post("/plan-items/\(id)/report", ["result": "done"]).status == 201)
            }
        }
        for (title, due) in [("甲", "2026-12-28"), ("乙", "2026-12-05")] {
            _ = try await server.post(
                "/asks",
                [
                    "branch": "B", "title": .string(title), "request": "请协调", "standard": "到位", "due": .string(due),
                ])
        }
        let committee: ID<Committee> = ID(Int64(try await server.first("/committees")))
        func agenda(after day: String) async throws -> ([String], Int, [String], Int) {
            try await server.store.read(by: .operator(systemUser: "test")) { transaction in
                let (on, before) = (try LocalDate(parsing: "2026-12-01"), try LocalDate(parsing: day))
                let items = try transaction.planItemsForAgenda(of: committee, on: on, after: before)
                let asks = try transaction.asksForAgenda(of: committee, on: on, after: before)
                return (
                    items.listings.map(\.item.title.string), items.rest, asks.listings.map(\.ask.title.string),
                    asks.rest
                )
            }
        }
        let first = try await agenda(after: "2026-11-01")
        #expect(first.0 == ["逾期", "近", "已办"] && first.1 == 1)
        #expect(first.2 == ["乙", "甲"] && first.3 == 0)
        // What was reported and asked before the last meeting was talked about there.
        let second = try await agenda(after: "2026-11-30")
        #expect(second.0 == ["逾期", "近"] && second.1 == 1)
        #expect(second.2 == ["乙"] && second.3 == 1)
    }
}
