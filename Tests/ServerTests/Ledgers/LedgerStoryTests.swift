import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// Entries of ledgers, from what is asked to what came of it.
@Suite struct LedgerStoryTests {
    private static func deed(_ more: [(String, JSON)] = []) -> JSON {
        LedgerSample.entry(of: .deed, in: "A", more: [("matter", "修路灯"), ("due", "2026-12-20")] + more)
    }

    private struct Office {
        let bureau: WideBureau

        func post(_ path: String, _ body: JSON?, by visitor: WideBureau.Visitor) async throws -> Answer {
            try await bureau.server.send("POST", path, body, by: bureau.principal(visitor))
        }

        func get(_ path: String, by visitor: WideBureau.Visitor) async throws -> Answer {
            try await bureau.server.send("GET", path, by: bureau.principal(visitor))
        }
    }

    @Test func `a deed goes from asking to what the person says and whether it still helps, and each day fits`()
        async throws
    {
        let office = Office(bureau: try await WideBureau())
        let made = try await office.post("/deeds", Self.deed(), by: .officer)
        #expect(
            made.status == 201 && made.json["state"] == "open" && made.json["dueBy"] == "2026-12-20", "\(made.text)")
        #expect(made.json["takenOnBy"]?.array?.first == "104" && made.json["area"] == "A-1")
        #expect(made.headers["etag"] == "\"1\"")
        // The same again is the one that stands; something else of that name and day is not.
        let again = try await office.post("/deeds", Self.deed(), by: .secretary)
        #expect(again.status == 200 && again.id == made.id)
        #expect(
            try await office.post("/deeds", Self.deed([("trouble", "太暗")]), by: .officer).errors == ["trouble conflict"]
        )
        let path = "/deeds/\(made.id)"
        func step(_ name: String, _ said: JSON) async throws -> Answer {
            try await office.post("\(path)/\(name)", said, by: .officer)
        }
        let confirmed: JSON = ["answer": "satisfied", "askedHow": "inPerson", "saidOn": "2026-08-20"]
        #expect(try await step("confirmed", confirmed).code == "ledgerState")
        #expect(try await step("done", ["whatWasDone": "换了灯泡", "doneOn": "2026-07-01"]).errors == ["doneOn range"])
        #expect(try await step("done", ["whatWasDone": "换了灯泡", "doneOn": "2027-01-01"]).errors == ["doneOn range"])
        #expect(try await step("done", ["doneOn": "2026-08-10"]).errors == ["whatWasDone required"])
        #expect(try await step("done", ["whatWasDone": "换了灯泡", "doneOn": "2026-08-10"]).json["state"] == "done")
        #expect(try await step("done", ["whatWasDone": "换了灯泡", "doneOn": "2026-08-10"]).code == "ledgerState")
        #expect(try await step("confirmed", confirmed).json["state"] == "confirmed")
        // Whether it still helps is asked after three months.
        let early = try await step("lookedAgain", ["stillHelps": true, "checkedOn": "2026-11-10"])
        #expect(early.errors == ["checkedOn range"] && early.text.contains("2026-11-20"), "\(early.text)")
        let closed = try await step("lookedAgain", ["stillHelps": true, "checkedOn": "2026-11-20"])
        #expect(closed.json["state"] == "closed" && closed.json["steps"]?.array?.count == 3, "\(closed.text)")
        #expect(try await office.post("\(path)/withdraw", ["reason": "重复"], by: .officer).code == "ledgerState")
    }

    @Test func `what an entry said stays where it is corrected, and a correction that is none is none`() async throws {
        let office = Office(bureau: try await WideBureau())
        let server = office.bureau.server
        let made = try await office.post("/deeds", Self.deed(), by: .officer)
        func revise(_ trouble: String, version: Int) async throws -> Answer {
            let body = LedgerSample.entry(
                of: .deed, in: nil,
                more: [("matter", "修路灯"), ("due", "2026-12-20"), ("trouble", .string(trouble)), ("reason", "写漏了")])
            return try await server.send(
                "PUT", "/deeds/\(made.id)", body, headers: ["If-Match": "\"\(version)\""],
                by: office.bureau.principal(.secretary))
        }
        let revised = try await revise("晚上太暗，老人摔倒过", version: 1)
        #expect(revised.status == 200 && revised.json["trouble"] == "晚上太暗，老人摔倒过", "\(revised.text)")
        #expect(revised.json["before"]?.array?.first?["trouble"] == "内容" && revised.json["version"] == 2)
        #expect(try await revise("又改", version: 1).status == 412)
        #expect(try await revise("晚上太暗，老人摔倒过", version: 2).json["version"] == 2)
    }

    @Test func `a paper is graded after two reviews from elsewhere, which its branch does not give`() async throws {
        let office = Office(bureau: try await WideBureau())
        let made = try await office.post("/papers", LedgerSample.entry(of: .paper, in: "A"), by: .officer)
        let path = "/papers/\(made.id)"
        // Its author reads it, and no other member.
        #expect(try await office.get(path, by: .member).status == 200)
        #expect(try await office.get(path, by: .leader).status == 403)
        #expect(try await office.post("\(path)/approved", [:], by: .officer).status == 403)
        #expect(try await office.post("\(path)/approved", [:], by: .committee).status == 200)
        let text: JSON = ["saidOn": "2026-11-20", "sources": "走访记录", "summary": "要点"]
        #expect(try await office.post("\(path)/submitted", text, by: .officer).status == 200)
        func review(_ reviewer: String) async throws -> Answer {
            try await office.post(
                "\(path)/reviewed",
                [
                    "reviewer": .string(reviewer), "trueProblem": "good", "groundsEnough": "fair",
                    "remedyWorks": "good",
                ],
                by: .committee)
        }
        #expect(try await review("103").errors == ["reviewer rule"])
        #expect(try await review("301").status == 200)
        #expect(try await office.post("\(path)/graded", ["grade": "first"], by: .committee).code == "ledgerState")
        #expect(try await review("301").errors == ["reviewer duplicate"])
        #expect(try await review("302").status == 200)
        #expect(try await review("303").errors == ["reviewer reference"])
        // Who gave it is not for the branch to know.
        let known = try await office.get(path, by: .committee).text
        let blind = try await office.get(path, by: .secretary).text
        #expect(known.contains(#""reviewer":"301""#) && !blind.contains("301") && !blind.contains("302"))
        #expect(try await office.post("\(path)/graded", ["grade": "first"], by: .committee).json["state"] == "graded")
    }

    @Test func `once something came of an entry it stays as it was, and what is to be said is remarked`() async throws {
        let office = Office(bureau: try await WideBureau())
        let made = try await office.post("/deeds", Self.deed(), by: .officer)
        let path = "/deeds/\(made.id)"
        // By the console's own form, as people do.
        let console = Browser(office.bureau.server, as: try #require(office.bureau.accounts[.officer]))
        try await console.get("\(path)/done")
        let fields = console.fields(of: "\(path)/done").merging(["whatWasDone": "换了灯泡", "doneOn": "2026-11-10"]) { $1 }
        #expect(try await console.post("\(path)/done", fields).status == 303)
        let body = LedgerSample.entry(
            of: .deed, in: nil, more: [("matter", "修路灯"), ("trouble", "别的"), ("reason", "改")])
        let revised = try await office.bureau.server.send(
            "PUT", path, body, headers: ["If-Match": "\"2\""], by: office.bureau.principal(.officer))
        #expect(revised.code == "ledgerState", "\(revised.text)")
        let remarked = try await office.post("\(path)/remarked", ["words": "灯泡型号记错"], by: .secretary)
        #expect(remarked.json["state"] == "done" && remarked.json["trouble"] == "内容", "\(remarked.text)")
        #expect(try await office.get(path, by: .member).text.contains("灯泡型号记错"))
    }

    @Test func `a table of ours comes back as it went, and nobody is named twice`() async throws {
        let bureau = try await WideBureau()
        let server = bureau.server
        // With what became of an entry, which an import passes over.
        let done = try await server.post(
            "/deeds/\(bureau.ids["A deed"] ?? 0)/done", ["whatWasDone": "换了灯泡", "doneOn": "2026-11-10"])
        #expect(done.status == 200, "\(done.text)")
        let reader = Browser(server, as: try #require(bureau.accounts[.member]))
        let told = try await reader.get("/deeds.csv?year=2026", headers: ["Accept-Language": "zh-CN"]).text
        #expect(told.contains("换了灯泡") && told.contains("办结日期"), "\(told)")
        let twice = LedgerSample.entry(
            of: .training, in: "A", more: [("course", "甲"), ("takingPart", ["104", "104"])])
        #expect(try await server.post("/training", twice).errors == ["takingPart duplicate"])
        let several = LedgerSample.entry(of: .deed, in: "A", more: [("matter", "乙"), ("takenOnBy", ["104", "105"])])
        #expect(try await server.post("/deeds", several).status == 201)
        for visitor in [WideBureau.Visitor.officer, .secretary] {
            let console = Browser(server, as: try #require(bureau.accounts[visitor]))
            for ledger in [Ledger.deed, .training, .commitment, .publicity, .experience] {
                let table = try await console.get("\(ledger.path).csv?year=2026", headers: ["Accept-Language": "zh-CN"])
                let back = try await server.importing(table.text, into: "/imports\(ledger.path)")
                #expect(back.status == 200 && back.json["created"] == 0, "\(ledger): \(back.text) \(table.text)")
            }
        }
    }

    @Test func `a commitment is judged by another than who said what came of it`() async throws {
        let office = Office(bureau: try await WideBureau())
        let made = try await office.post("/commitments", LedgerSample.entry(of: .commitment, in: "A"), by: .officer)
        let path = "/commitments/\(made.id)"
        let kept = try await office.post("\(path)/kept", ["result": "full", "whatWasDone": "每晚自查"], by: .officer)
        #expect(kept.status == 200, "\(kept.text)")
        #expect(try await office.post("\(path)/judged", ["answer": "keptPromise"], by: .officer).code == "samePerson")
        // Nor by whoever made it; a remark in between makes nobody another.
        #expect(try await office.post("\(path)/remarked", ["words": "已复查"], by: .secretary).status == 200)
        #expect(try await office.post("\(path)/judged", ["answer": "keptPromise"], by: .officer).code == "samePerson")
        let own = LedgerSample.entry(of: .commitment, in: "A", more: [("promise", "丙"), ("member", "101")])
        let ownPath = "/commitments/\(try await office.post("/commitments", own, by: .officer).id)"
        _ = try await office.post("\(ownPath)/kept", ["result": "full", "whatWasDone": "做了"], by: .officer)
        #expect(
            try await office.post("\(ownPath)/judged", ["answer": "keptPromise"], by: .secretary).code == "samePerson")
        #expect(
            try await office.post("\(path)/judged", ["answer": "keptPromise"], by: .secretary).json["state"] == "closed"
        )
    }

    @Test func `an experience is of its branch until it is published, and then others take it up for their own`()
        async throws
    {
        let office = Office(bureau: try await WideBureau())
        let path = "/experiences/\(office.bureau.ids["B experience"] ?? 0)"
        #expect(try await office.get(path, by: .member).status == 404)
        let takenUp: JSON = ["branch": "A", "saidOn": "2026-11-20"]
        #expect(try await office.post("\(path)/takenUp", takenUp, by: .officer).status == 404)
        #expect(try await office.post("\(path)/published", [:], by: .otherCommittee).status == 200)
        #expect(try await office.get(path, by: .member).status == 200)
        #expect(try await office.get("/experiences", by: .member).items.count == 2)
        // For one's own branch, which is not the one whose it is.
        #expect(try await office.post("\(path)/takenUp", takenUp, by: .member).status == 403)
        let other: JSON = ["branch": "B", "saidOn": "2026-11-20"]
        #expect(try await office.post("\(path)/takenUp", other, by: .otherSecretary).errors == ["branch rule"])
        #expect(try await office.post("\(path)/takenUp", other, by: .officer).errors == ["branch reference"])
        let taken = try await office.post("\(path)/takenUp", takenUp, by: .officer)
        #expect(taken.status == 200 && taken.json["steps"]?.array?.last?["branch"] == "A", "\(taken.text)")
        #expect(try await office.post("\(path)/takenUp", takenUp, by: .officer).code == "ledgerState")
        // What was struck out before it was published stays the branch's.
        #expect(taken.json["before"]?.array == [])
        // A year on it is to be looked at again, and is fresh once it was.
        let (server, id) = (office.bureau.server, ID<LedgerEntry>(Int64(office.bureau.ids["B experience"] ?? 0)))
        func isStale() async throws -> Bool {
            try await server.store.read(by: .operator(systemUser: "test")) {
                try $0.ledgerEntry(id, of: .experience).isStale(on: $0.today)
            }
        }
        #expect(try await !isStale())
        try server.go(to: "2027-12-05")
        #expect(try await isStale())
        #expect(try await server.post("\(path)/renewed", ["checkedOn": "2027-12-04", "outcome": "仍在用"]).status == 200)
        #expect(try await !isStale())
    }

    @Test func `what an entry and its steps say is found by whoever reads it`() async throws {
        let office = Office(bureau: try await WideBureau())
        let made = try await office.post("/deeds", Self.deed([("trouble", "盲道被占")]), by: .officer)
        _ = try await office.post(
            "/deeds/\(made.id)/done", ["whatWasDone": "移走花箱", "doneOn": "2026-11-10"], by: .officer)
        _ = try await office.post(
            "/conduct", LedgerSample.entry(of: .conduct, in: "A", more: [("fact", "盲道巡查到位")]), by: .officer)
        func found(_ text: String, by visitor: WideBureau.Visitor) async throws -> [Int] {
            let query = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return try await office.get("/search?q=\(query)&kind=ledgerEntry", by: visitor).json["groups"]?.array?
                .flatMap { $0["items"]?.array ?? [] }.compactMap { $0["id"]?.integer.map { Int($0) } } ?? []
        }
        #expect(try await found("盲道", by: .member) == [made.id])
        #expect(try await found("花箱", by: .member) == [made.id])
        #expect(try await found("盲道", by: .officer).count == 2)
        #expect(try await found("盲道", by: .otherMember) == [])
    }

    @Test
    func `a branch has an opinion of what is decided for all, none of a single case, and is answered with a reason`()
        async throws
    {
        let office = Office(bureau: try await WideBureau())
        let single = LedgerSample.entry(of: .opinion, in: "A", more: [("decisionKind", "singleCase")])
        let refused = try await office.post("/decision-opinions", single, by: .officer)
        #expect(refused.errors == ["decisionKind rule"], "\(refused.text)")
        let made = try await office.post(
            "/decision-opinions", LedgerSample.entry(of: .opinion, in: "A", more: [("day", "2026-11-02")]), by: .officer
        )
        // Fifteen working days.
        #expect(made.status == 201 && made.json["dueBy"] == "2026-11-23", "\(made.text)")
        let path = "/decision-opinions/\(made.id)/answered"
        let answer: JSON = ["saidOn": "2026-11-20", "reply": "notAdopted"]
        #expect(try await office.post(path, answer, by: .officer).errors == ["reason required"])
        let whole: JSON = ["saidOn": "2026-11-20", "reply": "notAdopted", "reason": "经费已另有安排"]
        let answered = try await office.post(path, whole, by: .officer)
        #expect(answered.status == 200 && answered.json["state"] == "fedBack", "\(answered.text)")
        // Nothing approves anything.
        #expect(Ledger.opinion.form.steps.map(\.kind) == [.answered, .followedUp, .remarked])
    }

    @Test func `a checklist that asks for photos is refused by the rule's name, and both sides sign`() async throws {
        let office = Office(bureau: try await WideBureau())
        let asked = LedgerSample.entry(of: .inspection, in: "A", more: [("checklist", "查会议\n每次活动照片三张")])
        let refused = try await office.post("/inspections", asked, by: .committee)
        #expect(refused.errors == ["checklist rule"] && refused.text.contains("2024"), "\(refused.text)")
        let made = try await office.post("/inspections", LedgerSample.entry(of: .inspection, in: "A"), by: .committee)
        #expect(made.status == 201 && made.json["dueBy"] == "2026-11-09", "\(made.text)")
        let path = "/inspections/\(made.id)"
        #expect(
            try await office.post("\(path)/fedBack", ["saidOn": "2026-11-05", "outcome": "好"], by: .committee).code
                == "ledgerState")
        #expect(try await office.post("\(path)/countersigned", ["words": "属实"], by: .officer).json["state"] == "signed")
    }

    @Test func `a checklist is published before an inspection by it, stays as it was, and every branch reads it`()
        async throws
    {
        let office = Office(bureau: try await WideBureau())
        let (qa, items) = (office.bureau.ids["QA"] ?? 0, "每项扣分有无理由\n公示栏是否按月更换")
        let path = "/committees/\(qa)/checklists"
        let banned: JSON = ["title": "清单", "items": "查学习笔记本"]
        #expect(try await office.post(path, banned, by: .committee).errors == ["items rule"])
        let made = try await office.post(path, ["title": "责任区检查", "items": .string(items)], by: .committee)
        #expect(made.status == 201 && made.json["number"] == 2, "\(made.text)")
        #expect(try await office.get(path, by: .member).items.count == 2)
        let day = try #require(made.json["publishedOn"])
        let reader = Browser(office.bureau.server, as: try #require(office.bureau.accounts[.committee]))
        let form = try await reader.get("/inspections/new").text
        #expect(form.contains(items), "\(form)")
        func inspection(by checklist: String, on day: JSON, _ matter: String) async throws -> String {
            let said = LedgerSample.entry(
                of: .inspection, in: "A",
                more: [("checklist", .string(checklist)), ("day", day), ("matter", .string(matter))])
            let made = try await office.post("/inspections", said, by: .committee)
            #expect(made.status == 201, "\(made.text)")
            return try await reader.get("/inspections/\(made.id)").text
        }
        #expect(try await inspection(by: items, on: day, "依清单").contains("责任区检查（第2版）"))
        // By one of its own, or before it was published: nobody could know it.
        #expect(!(try await inspection(by: "看现场", on: day, "另看").contains("责任区检查（第2版）")))
        #expect(!(try await inspection(by: items, on: "2026-11-02", "早于公布").contains("责任区检查（第2版）")))
        let next = try await office.post(path, ["title": "责任区检查", "items": "看现场"], by: .committee)
        #expect(next.json["number"] == 3, "\(next.text)")
        #expect(try await office.get(path, by: .member).items.map { $0["number"] } == [3, 2, 1])
        #expect(!(try await reader.get("/inspections/new").text.contains(items)))
    }

    @Test func `a finding made from an inspection names it, and the inspection's page shows it with its state`()
        async throws
    {
        let office = Office(bureau: try await WideBureau())
        let made = try await office.post("/inspections", LedgerSample.entry(of: .inspection, in: "A"), by: .committee)
        let reader = Browser(office.bureau.server, as: try #require(office.bureau.accounts[.committee]))
        let entry = try await reader.get("/inspections/\(made.id)")
        #expect(entry.text.contains("/findings/new?inspection=\(made.id)"), "\(entry.text)")
        let reference = "检查〔2026〕\(made.id)号"
        let form = try await reader.get("/findings/new?inspection=\(made.id)")
        #expect(form.text.contains("value=\"\(reference)\""), "\(form.text)")
        let given = try await office.post(
            "/findings",
            [
                "branches": ["A"], "source": "inspection", "reference": .string(reference), "what": "理由过于笼统",
                "direction": "逐项写明", "category": "activityForms", "class": "immediate",
            ], by: .committee)
        #expect(given.status == 201, "\(given.text)")
        let after = try await reader.get("/inspections/\(made.id)")
        #expect(after.text.contains("理由过于笼统") && after.text.contains("id=\"findings\""), "\(after.text)")
        #expect(!(try await reader.get("/inspections/\(office.bureau.ids["A inspection"] ?? 0)").text.contains("笼统")))
    }

    @Test func `whoever wrote a paper reads it, no other member does, and their page leads to it and to their hours`()
        async throws
    {
        let office = Office(bureau: try await WideBureau())
        let made = try await office.post(
            "/papers", LedgerSample.entry(of: .paper, in: "A", more: [("title", "疏导点选址"), ("author", "104")]),
            by: .officer)
        #expect(try await office.get("/papers/\(made.id)", by: .member).status == 200)
        #expect(try await office.get("/papers/\(made.id)", by: .leader).status == 403)
        let path = "/members/\(office.bureau.ids["104"] ?? 0)"
        for (visitor, isTold) in [(WideBureau.Visitor.member, true), (.officer, true), (.leader, false)] {
            let page = try await Browser(
                office.bureau.server, as: try #require(office.bureau.accounts[visitor])
            ).get(path).text
            #expect(page.contains("疏导点选址") == isTold, "\(visitor)")
            #expect(page.contains("/training?year=2026") == isTold, "\(visitor)")
        }
    }

    @Test func `a printed ledger has all that its file has, and the list of ledgers says of which years it counts`()
        async throws
    {
        let office = Office(bureau: try await WideBureau())
        let made = try await office.post(
            "/deeds", Self.deed([("trouble", "晚上太暗")]), by: .officer)
        _ = try await office.post(
            "/deeds/\(made.id)/done", ["whatWasDone": "换了灯泡", "doneOn": "2026-11-10"], by: .officer)
        let reader = Browser(office.bureau.server, as: try #require(office.bureau.accounts[.officer]))
        let page = try await reader.get("/deeds?year=2026", headers: ["Accept-Language": "zh-CN"])
        #expect(page.text.contains("class=\"printed\"") && page.text.contains("landscape"))
        for said in ["晚上太暗", "换了灯泡"] { #expect(page.text.contains(said), "\(page.text)") }
        let list = try await reader.get("/ledgers", headers: ["Accept-Language": "zh-CN"]).text
        #expect(list.contains("今年") && list.contains("逾期（含往年）") && !list.contains("合计"), "\(list)")
    }

    @Test func `a ledger as the office has it comes in by names, and the same again changes nothing`() async throws {
        let bureau = try await WideBureau()
        let table = """
            党支部,主题,时间,责任区,对象,内容,说理,措施,宣讲人
            A支部,油烟为什么管,2026-11-05,A区1,摊贩,大气法八十一条,邻居的窗对着灶台,先告知后复查,党员A4、党员A5
            A支部,占道为什么管,2026-11-06,A区2,居民,条例二十条,轮椅过不去,划线,党员A4

            """
        let wrong = try await bureau.server.importing("publicity", table.replacing("A区2", with: "没有的区"))
        #expect(wrong.errors == ["责任区 reference"] && wrong.status == 422, "\(wrong.text)")
        let first = try await bureau.server.importing("publicity", table)
        #expect(first.json["created"] == 2, "\(first.text)")
        let again = try await bureau.server.importing("publicity", table)
        #expect(again.json["unchanged"] == 2 && again.json["created"] == 0, "\(again.text)")
        let entry = try await bureau.server.get("/publicity?branch=A").items.first { $0["topic"] == "油烟为什么管" }
        #expect(entry?["speakers"]?.array == ["104", "105"] && entry?["area"] == "A-1", "\(entry as Any)")
    }

    @Test func `a secretary's year counts what is theirs, side by side`() async throws {
        let office = Office(bureau: try await WideBureau())
        let branch = office.bureau.ids["A"] ?? 0
        let paper = LedgerSample.entry(of: .paper, in: "A", more: [("title", "书记的文章"), ("author", "101")])
        #expect(try await office.post("/papers", paper, by: .officer).status == 201)
        let years = try await office.get("/branches/\(branch)/secretaries?year=2026", by: .officer).items
        let year = try #require(years.first)
        // The bureau begins with a paper of another author, and an inspection of five minutes.
        #expect(years.count == 1 && year["member"] == "101" && year["papers"] == 1 && year["gradedPapers"] == 0)
        #expect(year["inspections"] == 1 && year["inspectedMinutes"] == 5 && year["hours"] == 0, "\(year)")
        #expect(try await office.get("/branches/\(branch)/secretaries?year=2025", by: .officer).items.count <= 1)
        #expect(try await office.get("/branches/\(branch)/secretaries?year=2026", by: .otherSecretary).status == 404)
    }

    @Test func `a course counts eight hours a day at most, and is over`() async throws {
        let office = Office(bureau: try await WideBureau())
        func errors(_ hours: Int, until: String?) async throws -> [String] {
            let more: [(String, JSON)] = [
                ("course", "长班"), ("hours", JSON(hours)), ("until", until.map { .string($0) } ?? .null),
            ]
            return try await office.post(
                "/training", LedgerSample.entry(of: .training, in: "A", more: more), by: .officer
            ).errors
        }
        #expect(try await errors(9, until: nil) == ["hours range"])
        #expect(try await errors(17, until: "2026-11-03") == ["hours range"])
        #expect(try await errors(16, until: "2026-11-30") == ["until range"])
        #expect(try await errors(16, until: "2026-11-03") == [])
    }

    @Test func `hours count courses and meetings of who was there, online study counts none`() async throws {
        let office = Office(bureau: try await WideBureau())
        for (course, form, hours) in [("法制班", "concentrated", 8), ("网课", "online", 6), ("共学", "collective", 2)] {
            let made = try await office.post(
                "/training",
                LedgerSample.entry(
                    of: .training, in: "A",
                    more: [
                        ("course", .string(course)), ("trainingForm", .string(form)), ("hours", JSON(hours)),
                        ("takingPart", ["104", "101"]),
                    ]), by: .officer)
            #expect(made.status == 201, "\(made.text)")
        }
        let branch = office.bureau.ids["A"] ?? 0
        let rows = try await office.get("/branches/\(branch)/training?year=2026", by: .secretary).items
        // The bureau begins with a course of an hour, in a party school.
        let row = try #require(rows.first { $0["member"] == "104" })
        #expect(row["concentrated"] == 9 && row["collective"] == 2 && row["usual"] == 32, "\(row)")
        #expect(rows.first { $0["member"] == "101" }?["usual"] == 56)
        // A member sees their own.
        #expect(try await office.get("/branches/\(branch)/training?year=2026", by: .member).items.count == 1)
    }
}
