import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// What enforcement is about in a month: who notes it, what serves it, and how branches' work was divided.
@Suite struct FocusStoryTests {
    private struct Office {
        let bureau: WideBureau

        init() async throws { bureau = try await WideBureau() }

        func post(_ path: String, _ body: JSON?, by visitor: WideBureau.Visitor) async throws -> Answer {
            try await bureau.server.send("POST", path, body, by: bureau.principal(visitor))
        }

        func get(_ path: String, by visitor: WideBureau.Visitor) async throws -> Answer {
            try await bureau.server.send("GET", path, by: bureau.principal(visitor))
        }

        func id(_ name: String) -> Int { bureau.ids[name] ?? 0 }
    }

    private static func body(_ members: [(String, JSON)]) -> JSON {
        var body = JSON.Object()
        for (name, value) in members { body[name] = value }
        return .object(body)
    }

    private static func focus(
        _ title: String, _ from: String, _ until: JSON? = nil, _ more: [(String, JSON)] = []
    ) -> JSON {
        let said: [(String, JSON)] = [
            ("title", .string(title)), ("kind", "district"), ("from", .string(from)),
            ("source", "局执法〔2026〕30号"), ("area", "老城区"),
        ]
        return body(said + (until.map { [("until", $0)] } ?? []) + more)
    }

    private static func item(_ title: String, _ month: String, _ focus: JSON?) -> JSON {
        let said: [(String, JSON)] = [
            ("branches", ["A"]), ("month", .string(month)), ("title", .string(title)), ("kind", "其他"),
            ("due", .string("\(month)-20")),
        ]
        return body(said + (focus.map { [("focus", $0)] } ?? []))
    }

    @Test func `a focus is of six months at most, five stand in one, and a correction keeps what it said`() async throws
    {
        let office = try await Office()
        let path = "/committees/\(office.id("QA"))/foci"
        #expect(
            try await office.post(path, Self.focus("甲", "2027-03", "2027-02"), by: .committee).errors == ["until range"]
        )
        #expect(
            try await office.post(path, Self.focus("甲", "2027-03", "2027-09"), by: .committee).errors == ["until range"]
        )
        #expect(
            try await office.post(path, Self.focus("甲", "2027-03", nil, [("source", "")]), by: .committee).status == 422
        )
        #expect(try await office.post(path, Self.focus("甲", "2027-03"), by: .secretary).status == 403)
        let first = try await office.post(path, Self.focus("甲", "2027-03", "2027-08"), by: .committee)
        #expect(first.status == 201 && first.json["until"] == "2027-08", "\(first.text)")
        #expect(try await office.post(path, Self.focus("甲", "2027-03", "2027-08"), by: .office).status == 200)
        #expect(try await office.post(path, Self.focus("甲", "2027-08"), by: .committee).errors == ["title conflict"])
        for title in ["乙", "丙", "丁", "戊"] {
            #expect(try await office.post(path, Self.focus(title, "2027-05"), by: .committee).status == 201)
        }
        #expect(
            try await office.post(path, Self.focus("己", "2027-04", "2027-06"), by: .committee).errors == [
                "from tooMany"
            ])
        #expect(try await office.get("\(path)?month=2027-05", by: .member).json.array?.count == 5)
        // The committee above has room of its own.
        #expect(
            try await office.post("/committees/\(office.id("JG"))/foci", Self.focus("甲", "2027-05"), by: .office).status
                == 201)

        let one = "/foci/\(first.id)"
        func revise(_ body: JSON, version: Int) async throws -> Answer {
            try await office.bureau.server.send(
                "PUT", one, body, headers: ["If-Match": "\"\(version)\""], by: office.bureau.principal(.committee))
        }
        let item = Self.item("走访", "2027-08", first.json["number"])
        #expect(try await office.post("/plan-items", item, by: .secretary).status == 201)
        let narrowed = try await revise(Self.focus("甲", "2027-03", "2027-07", [("reason", "提前结束")]), version: 1)
        #expect(narrowed.errors == ["until conflict"], "\(narrowed.text)")
        let later = try await revise(Self.focus("甲", "2027-09", "2027-10", [("reason", "推迟")]), version: 1)
        #expect(later.errors == ["from conflict"], "\(later.text)")
        #expect(
            try await revise(Self.focus("乙  ", "2027-04", "2027-08", [("reason", "x")]), version: 1).errors == [
                "title conflict"
            ])
        let revised = try await revise(Self.focus("甲区", "2027-04", "2027-08", [("reason", "名称有误")]), version: 1)
        #expect(revised.status == 200 && revised.json["version"] == 2, "\(revised.text)")
        #expect(try await revise(Self.focus("又", "2027-04", "2027-08", [("reason", "x")]), version: 1).status == 412)
        let shown = try await office.get(one, by: .member).json
        #expect(shown["before"]?.array?.map { $0["title"] } == ["甲"] && shown["focus"]?["title"] == "甲区")

        // Withdrawn, it stays readable, and so does what served it; nothing new serves it.
        #expect(try await office.post("\(one)/withdraw", ["reason": "合并"], by: .committee).status == 200)
        #expect(try await office.post("\(one)/withdraw", ["reason": "合并"], by: .committee).code == "focusWithdrawn")
        #expect(try await office.get(one, by: .member).json["serving"]?.array?.count == 1)
        let late = try await office.post(
            "/plan-items", Self.item("再走访", "2027-08", first.json["number"]), by: .secretary)
        #expect(late.errors == ["focus conflict"], "\(late.text)")
        #expect(try await office.post(path, Self.focus("己", "2027-05"), by: .committee).status == 201)
        let reader = Browser(office.bureau.server, as: try #require(office.bureau.accounts[.committee]))
        let page = try await reader.get("/foci/\(first.id)", headers: ["Accept-Language": "zh-CN"]).text
        #expect(page.contains("名称有误") && page.contains("合并") && page.contains("走访"), "\(page)")
        let faults = try await office.bureau.server.store.read(by: .operator(systemUser: "test")) {
            try $0.verifyAudit()
        }.faults
        #expect(faults == [])
    }

    @Test func `what serves a focus is of the branch's own committees and of its months`() async throws {
        let office = try await Office()
        let (own, other, above): (JSON, JSON, JSON) = ("2026-2", "2026-3", "2026-1")
        let plans = "/plan-items"
        // Another committee's is not there; a month outside is told.
        #expect(
            try await office.post(plans, Self.item("一", "2026-12", other), by: .secretary).errors == ["focus reference"]
        )
        #expect(
            try await office.post(plans, Self.item("一", "2026-12", other), by: .office).errors == ["focus reference"])
        #expect(try await office.post(plans, Self.item("一", "2027-01", own), by: .secretary).errors == ["focus range"])
        for (title, focus) in [("一", own), ("二", above)] {
            let made = try await office.post(plans, Self.item(title, "2026-12", focus), by: .secretary)
            #expect(made.status == 201 && made.json.array?.first?["focus"] == focus, "\(made.text)")
        }
        func deed(_ matter: String, _ day: String, _ focus: JSON) -> JSON {
            LedgerSample.entry(
                of: .deed, in: "A", more: [("matter", .string(matter)), ("askedOn", .string(day)), ("focus", focus)])
        }
        #expect(try await office.post("/deeds", deed("一", "2026-10-08", own), by: .officer).errors == ["focus range"])
        #expect(
            try await office.post("/deeds", deed("一", "2026-11-02", other), by: .officer).errors == ["focus reference"])
        let made = try await office.post("/deeds", deed("一", "2026-11-02", own), by: .officer)
        #expect(made.status == 201 && made.json["focus"] == own, "\(made.text)")
        let written = try await office.bureau.server.send(
            "PUT", "/meetings/\(office.id("A meeting"))/minutes",
            ["items": [], "decisions": [], "form": "service", "focus": own],
            headers: ["If-Match": "\"3\""], by: office.bureau.principal(.secretary))
        #expect(written.status == 200 && written.json["focus"] == own, "\(written.text)")

        // Whoever reads the focus sees what serves it of the branches that they read.
        func serving(_ visitor: WideBureau.Visitor) async throws -> [String] {
            try await office.get("/foci/\(office.id("QA focus"))", by: visitor).json["serving"]?.array?
                .compactMap { $0["kind"]?.string }.sorted() ?? []
        }
        #expect(try await serving(.member) == ["deed", "meeting", "planItem"])
        #expect(try await serving(.auditor) == ["deed", "meeting", "planItem"])
        #expect(try await office.get("/foci/\(office.id("QA focus"))", by: .otherMember).status == 404)
        func found(_ visitor: WideBureau.Visitor) async throws -> [JSON] {
            let answer = try await office.get("/search?q=\(LocalPath.encoded("雨季排水"))", by: visitor)
            return (answer.json["groups"]?.array ?? []).flatMap { $0["items"]?.array ?? [] }.filter {
                $0["kind"] == "focus"
            }
        }
        #expect(try await found(.member).map { $0["code"] } == ["2026-2"])
        #expect(try await found(.otherMember).isEmpty)
        for path in ["/foci?month=2026-12", "/foci/\(office.id("QA focus"))", "/branches/\(office.id("A"))/foci"] {
            let reader = Browser(office.bureau.server, as: try #require(office.bureau.accounts[.member]))
            #expect(
                try await reader.get(path, headers: ["Accept-Language": "zh-CN"]).text.contains("甲区雨季排水"), "\(path)")
        }
    }

    @Test func `what is withdrawn holds no focus's months`()
        async throws
    {
        let office = try await Office()
        let path = "/committees/\(office.id("QA"))/foci"
        let made = try await office.post(path, Self.focus("甲", "2026-12", "2027-02"), by: .committee)
        let focus = try #require(made.json["number"])
        let item = try await office.post("/plan-items", Self.item("走访", "2027-02", focus), by: .secretary)
        let id = try #require(item.json.array?.first?["id"]?.integer)
        func narrow() async throws -> Answer {
            try await office.bureau.server.send(
                "PUT", "/foci/\(made.id)", Self.focus("甲", "2026-12", "2027-01", [("reason", "提前结束")]),
                headers: ["If-Match": "\"1\""], by: office.bureau.principal(.committee))
        }
        #expect(try await narrow().errors == ["until conflict"])
        #expect(try await office.post("/plan-items/\(id)/withdraw", ["reason": "重复"], by: .secretary).status == 200)
        let narrowed = try await narrow()
        #expect(narrowed.status == 200, "\(narrowed.text)")
    }

    @Test func `how work was divided is what a plain count of the records says, and no branch reads another's`()
        async throws
    {
        let office = try await Office()
        for (index, focus) in (["2026-1", "2026-2", nil, nil, "2026-2"] as [String?]).enumerated() {
            let made = try await office.post(
                "/plan-items", Self.item("事项\(index)", "2026-12", focus.map { .string($0) }), by: .secretary)
            #expect(made.status == 201, "\(made.text)")
        }
        for (index, focus) in (["2026-2", nil, nil] as [String?]).enumerated() {
            var said = try #require(
                LedgerSample.entry(
                    of: .publicity, in: "A", more: [("topic", .string("宣传\(index)")), ("day", "2026-11-03")]
                ).object)
            said["focus"] = focus.map { .string($0) } ?? .null
            #expect(try await office.post("/publicity", .object(said), by: .officer).status == 201)
        }
        let share = try await office.get(
            "/branches/\(office.id("A"))/focus-share?from=2026-11&until=2026-12", by: .member)
        let kinds = share.json["kinds"]?.array ?? []
        func said(_ kind: String) throws -> JSON { try #require(kinds.first { $0["kind"]?.string == kind }) }

        // Counted one by one, from the lists that everybody reads.
        func reference(_ records: [JSON]) -> (all: Int, none: Int, foci: [String: Int]) {
            let named = records.compactMap { $0["focus"]?.string }
            return (records.count, records.count - named.count, Dictionary(named.map { ($0, 1) }, uniquingKeysWith: +))
        }
        var plans: [JSON] = []
        for month in ["2026-11", "2026-12"] {
            plans += try await office.get("/plan-items?month=\(month)&branch=A", by: .member).json.array ?? []
        }
        func entries(_ path: String, _ day: String) async throws -> [JSON] {
            try await office.get("/\(path)?branch=A&limit=100", by: .member).items.filter {
                ($0[day]?.string ?? "") >= "2026-11-01" && ($0[day]?.string ?? "") <= "2026-12-31"
            }
        }
        let expected = [
            "planItem": reference(plans.filter { $0["status"] != "withdrawn" }),
            "deed": reference(try await entries("deeds", "askedOn")),
            "publicity": reference(try await entries("publicity", "day")),
        ]
        for (kind, counted) in expected {
            let told = try said(kind)
            #expect(told["all"] == JSON(counted.all) && told["servingNone"] == JSON(counted.none), "\(kind) \(told)")
            let foci = (told["foci"]?.array ?? []).filter { $0["count"] != 0 }.map {
                ($0["focus"]?.string ?? "", Int($0["count"]?.integer ?? 0))
            }
            #expect(Dictionary(foci, uniquingKeysWith: +) == counted.foci, "\(kind) \(told)")
        }
        // Of what there is none nothing is said.
        let before = try await office.get("/branches/\(office.id("A"))/focus-share?from=2026-01", by: .member).json
        #expect(before["kinds"]?.array?.allSatisfy { $0["all"] == 0 && $0["servingNone"] == 0 } == true, "\(before)")
        let reader = Browser(office.bureau.server, as: try #require(office.bureau.accounts[.member]))
        let page = try await reader.get(
            "/branches/\(office.id("A"))/foci?from=2026-01", headers: ["Accept-Language": "zh-CN"])
        #expect(page.text.contains("没有记录"), "\(page.text)")

        #expect(try await office.get("/branches/\(office.id("A"))/focus-share", by: .otherMember).status == 404)
        let all = try await office.get(
            "/committees/\(office.id("QA"))/focus-shares?from=2026-11&until=2026-12", by: .committee)
        #expect(all.json.array?.map { $0["branch"] } == ["A", "C"], "\(all.text)")
        #expect(all.json.array?.first == share.json)
        let wide = try await office.get(
            "/committees/\(office.id("QA"))/focus-shares?from=2026-01&until=2027-01", by: .committee)
        #expect(wide.errors == ["until range"])
    }

    @Test func `it stands in the draft of the secretaries' agenda, once, until it ends or is withdrawn`() async throws {
        let office = try await Office()
        func titles() async throws -> [String] {
            let lines = try await office.get("/meetings/\(office.id("QA meeting"))/agenda", by: .committee).json[
                "lines"]
            return (lines?.array ?? []).filter {
                $0["part"] == "nextMonth" && $0["about"]?.string?.hasPrefix("focus/") == true
            }
            .compactMap { $0["title"]?.string }
        }
        // Of the committee, and of the one above it; in December what goes on, and what begins in January.
        #expect(try await titles() == ["夜市油烟整治", "甲区雨季排水"])
        let path = "/committees/\(office.id("QA"))/foci"
        #expect(try await office.post(path, Self.focus("春节市场", "2027-01"), by: .committee).status == 201)
        #expect(try await office.post(path, Self.focus("三月", "2027-03"), by: .committee).status == 201)
        #expect(try await titles() == ["夜市油烟整治", "甲区雨季排水", "春节市场"])
        #expect(
            try await office.post("/foci/\(office.id("QA focus"))/withdraw", ["reason": "结束"], by: .committee).status
                == 200)
        #expect(try await titles() == ["夜市油烟整治", "春节市场"])
        let secretary = try await office.get("/meetings/\(office.id("QA meeting"))/agenda", by: .secretary).json
        #expect((secretary["lines"]?.array ?? []).contains { $0["title"] == "春节市场" })
    }

    @Test func `files say which focus is served by its number, by its title, or by both`() async throws {
        let office = try await Office()
        let server = office.bureau.server
        let list = """
            活动类别,事项,支部,完成时间,服务重点
            其他,一,A,2026-12-20,2026-2
            其他,二,A,2026-12-20,甲区雨季排水
            其他,三,A,2026-12-20,夜市油烟整治 2026-1
            其他,四,A,2026-12-20,

            """
        let brought = try await server.importing("planItems", list, query: "?month=2026-12")
        #expect(brought.counts == "4 0 0", "\(brought.text)")
        let items = try await office.get("/plan-items?month=2026-12&branch=A", by: .member).json.array ?? []
        #expect(items.map { $0["focus"]?.string } == ["2026-2", "2026-2", "2026-1", nil], "\(items)")
        let wrong = "活动类别,事项,支部,完成时间,服务重点\n其他,五,A,2026-12-20,没有的\n"
        #expect(try await server.importing("planItems", wrong, query: "?month=2026-12").status == 422)
        // A number of another one than is named, and what is a month.
        for said in ["甲区雨季排水 2026-1", "2026-01", "夜市油烟整治（2026-1）"] {
            let list = "活动类别,事项,支部,完成时间,服务重点\n其他,六,A,2026-12-20,\(said)\n"
            let refused = try await server.importing("planItems", list, query: "?month=2026-12")
            #expect(refused.status == 422, "\(said) \(refused.text)")
        }
        let deeds = LedgerSample.table(of: .deed, in: "A").replacing("2026-1,", with: "夜市油烟整治,")
            .replacing("2026-1\n", with: "夜市油烟整治\n")
        let entered = try await server.importing("deeds", deeds)
        #expect(entered.status == 200, "\(entered.text)")
        // What was downloaded goes in again and changes nothing.
        let browser = Browser(server, as: try #require(office.bureau.accounts[.committee]))
        for language in ["zh-CN", "en"] {
            browser.language = language
            let file = try await browser.get("/plans.csv?month=2026-12").text
            let again = try await server.importing("planItems", file, query: "?month=2026-12")
            #expect(again.counts == "0 0 4", "\(again.text) \(file)")
            let ledger = try await browser.get("/publicity.csv?year=2026").text
            #expect(ledger.contains("夜市油烟整治 2026-1"), "\(ledger)")
            let same = try await server.importing("publicity", ledger)
            #expect(same.status == 200 && same.counts.hasPrefix("0 0 "), "\(same.text)")
        }
    }

    @Test func `what a branch offers to a focus is due an answer, with the reason where it is not taken up`()
        async throws
    {
        let office = try await Office()
        let offer = LedgerSample.entry(of: .offer, in: "A", more: [("matter", "错峰出摊"), ("day", "2026-11-02")])
        let made = try await office.post("/offers", offer, by: .officer)
        // Fifteen working days.
        #expect(
            made.status == 201 && made.json["dueBy"] == "2026-11-23" && made.json["state"] == "open", "\(made.text)")
        let path = "/offers/\(made.id)/answered"
        func answer(_ reply: String, _ reason: JSON?) async throws -> Answer {
            let said: [(String, JSON)] = [
                ("saidOn", "2026-11-20"), ("answeredBy", "执法大队"), ("reply", .string(reply)),
            ]
            let body = Self.body(said + (reason.map { [("reason", $0)] } ?? []))
            return try await office.post(path, body, by: .officer)
        }
        #expect(try await answer("adoptedPartly", nil).errors == ["reason required"])
        #expect(try await answer("notAdopted", nil).errors == ["reason required"])
        #expect(
            try await office.post(path, ["saidOn": "2026-11-20", "reply": "adoptedWhole"], by: .officer).errors == [
                "answeredBy required"
            ])
        let answered = try await answer("adoptedWhole", nil)
        #expect(answered.status == 200 && answered.json["state"] == "fedBack", "\(answered.text)")
        // Nothing approves or orders anything.
        #expect(Ledger.offer.form.steps.map(\.kind) == [.answered, .followedUp, .remarked])
        let serving = try await office.get("/foci/\(office.id("JG focus"))", by: .member).json["serving"]?.array ?? []
        #expect(serving.contains { $0["kind"] == "offer" && $0["title"] == "错峰出摊" }, "\(serving)")
    }
}
