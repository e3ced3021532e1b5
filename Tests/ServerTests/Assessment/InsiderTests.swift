import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// What insiders might do within their rights to bend a month, and what becomes of it (design §4 "Areas", "Assessment").
///
/// In branch A, 101 is secretary, 102 and 103 lead groups, and 103, 104 and 105 hold A-1, A-2 and A-3.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct InsiderTests {
    private static func office(_ server: TestServer) async throws -> TestAccount {
        try await server.account("office", grants: [.init(.committeeOfficer, committee: "JG")])
    }

    // MARK: - Who held an area

    @Test func `a month does not change hands afterwards in silence`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        try server.go(to: "2026-12-01")
        let officer = try await server.account("102", member: "102")
        let office = try await Self.office(server)
        let path = "/areas/1/assignments"
        // The month is over: given to 102 by a day, and back the day after.
        let back: JSON = ["member": "102", "from": "2026-11-30", "reason": "交接"]
        let refused = try await server.send("POST", path, back, by: officer.principal)
        #expect(refused.status == 403, "\(refused.text)")
        let bare = try await server.send(
            "POST", path, ["member": "102", "from": "2026-11-30"], by: office.principal)
        #expect(bare.errors == ["reason required"], "\(bare.text)")
        let reason = "10月已移交，台账漏记"
        let done = try await server.send(
            "POST", path, ["member": "102", "from": "2026-11-30", "reason": .string(reason)], by: office.principal)
        #expect(done.status == 201, "\(done.text)")
        #expect(
            try await server.send("POST", path, ["member": "103", "from": "2026-12-01"], by: officer.principal).status
                == 201)

        // The old holder's self sheet and the new holder's group sheet are no longer any.
        let sheets = try await server.get("/cycles/\(cycle)/sheets?area=A-1").items
        #expect(sheets.map { $0["notCounted"] } == ["isNotHolder", "isHolder", .null, .null])
        try await bureau.close(cycle)
        #expect(try await server.post("/cycles/\(cycle)/post").status == 200)
        let ranking = try await bureau.ranking()
        #expect(ranking["unranked"]?.array?.map { $0["missing"] } == [["self", "group"]])
        let change = ranking["remarks"]?["holderChanges"]?.array?.first
        #expect(change?["before"]?.array?.map { $0["number"] } == ["103"])
        #expect(change?["after"]?.array?.map { $0["number"] } == ["102"])
        #expect(change?["reason"] == .string(reason) && change?["by"] == "office")
        #expect(ranking["uncountedSheets"]?.array?.map { $0["cause"] } == ["isNotHolder", "isHolder"])
        let secretary = Browser(server, as: try await server.account("101", member: "101"))
        for page in ["", "/ranking", "/notice", "/snapshots", "/areas/1"] {
            #expect(try await secretary.get("/cycles/\(cycle)\(page)").text.contains(reason), "\(page)")
        }
        #expect(try await secretary.get("/cycles/\(cycle)/areas/1").text.contains("不计分："))
        #expect(try await server.get("/snapshots/1/verification").json["holds"] == true)
        let audit = try await server.get("/audit?subject=assignment&action=assigned").items
        #expect(audit.contains { $0["after"]?["reason"] == .string(reason) })
    }

    @Test func `a month that has sheets is as one that is over, one without is not`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let officer = try await server.account("102", member: "102")
        let cycle = try await bureau.open()
        func assign(_ member: String, _ day: String) async throws -> Int {
            try await server.send(
                "POST", "/areas/1/assignments", ["member": .string(member), "from": .string(day)],
                by: officer.principal
            ).status
        }
        #expect(try await assign("104", "2026-11-20") == 201)
        try await bureau.server.post("/cycles/\(cycle)/sheets", SmallBureau.sheet("A-3", "branch", by: "101"))
        #expect(try await assign("105", "2026-11-22") == 403)
        #expect(try await assign("105", "2026-12-01") == 201)
    }

    @Test func `an area that nobody held yet is given to its first holder by the branch, unless it was assessed`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let officer = try await server.account("102", member: "102")
        let cycle = try await bureau.open()
        for (code, isAssessed) in [("A-8", false), ("A-9", true)] {
            let made = try await server.post(
                "/areas",
                ["code": .string(code), "name": "新区", "branch": "A", "kind": "park", "established": "2026-11-01"])
            if isAssessed {
                try await server.post("/cycles/\(cycle)/sheets", SmallBureau.sheet(code, "branch", by: "101"))
            }
            let answer = try await server.send(
                "POST", "/areas/\(made.id)/assignments", ["member": "104", "from": "2026-11-01"],
                by: officer.principal)
            #expect(answer.status == (isAssessed ? 403 : 201), "\(code): \(answer.text)")
        }
    }

    // MARK: - Whose sheets count

    @Test func `the sheets of who left before the month's end do not count, and say so`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        let leaver = try await server.post("/cycles/\(cycle)/sheets", SmallBureau.sheet("A-2", "branch", by: "102"))
        #expect(leaver.status == 201 && leaver.json["notCounted"] == .null)
        let before = try await server.get("/cycles/\(cycle)").json["sheets"]?.integer
        for appointment in try await server.get("/branches/1/appointments").items
        where appointment["member"]?["number"] == "102" {
            let id = try #require(appointment["id"]?.integer)
            #expect(
                try await server.post("/appointments/\(id)/end", ["on": "2026-11-20", "reason": "换届"]).status == 200)
        }
        let member = try await server.first("/members?number=102")
        let moved = try await server.post(
            "/members/\(member)/transfers", ["branch": "B", "on": "2026-11-25", "reason": "调动"])
        #expect(moved.status == 201, "\(moved.text)")
        let now = try await server.get("/cycles/\(cycle)").json
        // Of the group's sheet on A-1 nothing is left either.
        #expect(now["sheets"]?.integer == before.map { $0 - 2 })
        let sheets = try await server.get("/cycles/\(cycle)/sheets").items.filter { $0["notCounted"] != .null }
        #expect(sheets.map { $0["notCounted"] } == ["left", "left"])
        let lacking = try await server.get("/cycles/\(cycle)/completeness").items.map { $0["missing"] }
        #expect(lacking == [["group"], [], []])
        try await bureau.close(cycle)
        let explained = try await server.get("/cycles/\(cycle)/areas/2").json
        #expect(explained["tiers"]?.array?.map { $0["sheets"] } == [1, 1, 1, 1])
        #expect(explained["sheets"]?.array?.compactMap { $0["notCounted"]?.string } == ["left"])
    }

    @Test func `who is made a member today does not score months before`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let october = try await bureau.open("A", "2026-10")
        try server.go(to: "2026-11-26")
        let made = try await server.post(
            "/members",
            [
                "number": "199", "name": "新来", "branch": "A", "standing": "full", "joined": "2010-01-01",
                "becameFull": "2011-01-01", "from": "2020-01-01",
            ])
        #expect(made.status == 201, "\(made.text)")
        func score(_ cycle: Int) async throws -> Answer {
            try await server.post(
                "/cycles/\(cycle)/sheets",
                SmallBureau.sheet("A-1", "branch", by: "199", more: [("lateReason", "补录")]))
        }
        #expect(try await score(october).errors == ["assessor rule"])
        // The branch itself came into the records after October, with those who came with it.
        let known = try await server.post(
            "/cycles/\(october)/sheets", SmallBureau.sheet("A-1", "branch", by: "101", more: [("lateReason", "补录")]))
        #expect(known.status == 201)
        #expect(try await score(bureau.open()).status == 201)
        let officer = Browser(server, as: try await server.account("102", member: "102"))
        let desk = try await officer.get("/cycles/\(october)/scores?tier=branch").text
        #expect(desk.contains("书记A") && !desk.contains("新来"))
    }

    // MARK: - One's own area

    @Test func `nobody adjusts an area that they hold or held in that month`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        // 102 is an officer, and held A-3 at the month's beginning.
        #expect(
            try await server.post("/areas/3/assignments", ["member": "102", "from": "2026-11-02", "reason": "轮换"])
                .status == 201)
        #expect(try await server.post("/areas/3/assignments", ["member": "105", "from": "2026-11-10"]).status == 201)
        let cycle = try await bureau.open()
        let officer = try await server.account("102", member: "102")
        func adjust(_ area: String, by recorder: String) async throws -> Answer {
            try await server.send(
                "POST", "/cycles/\(cycle)/adjustments",
                [
                    "area": .string(area), "item": "praised", "times": 1, "date": "2026-11-12",
                    "reason": .string("锦旗 \(recorder)"), "recorder": .string(recorder),
                ], by: officer.principal)
        }
        #expect(try await adjust("A-1", by: "102").status == 201)
        // Neither as its recorder, nor in another's name, nor for whoever holds it now.
        for (area, recorder) in [("A-3", "102"), ("A-3", "101"), ("A-1", "103")] {
            #expect(try await adjust(area, by: recorder).errors == ["recorder rule"], "\(area) \(recorder)")
        }
        let others = try await server.post(
            "/cycles/\(cycle)/adjustments",
            [
                "area": "A-3", "item": "complaint", "times": 1, "date": "2026-11-12", "reason": "投诉",
                "recorder": "101",
            ])
        #expect(others.status == 201)
        for (act, body) in [
            ("revise", ["times": 2, "revisionReason": "漏记"]), ("withdraw", ["revisionReason": "查无此事"]),
        ] as [(String, JSON)] {
            let answer = try await server.send(
                "POST", "/adjustments/\(others.id)/\(act)", body, by: officer.principal)
            #expect(answer.status == 409 && answer.code == "adjustsOwnArea", "\(act): \(answer.text)")
        }
        let file = try await server.importing(
            "adjustments", "责任区编号,类型,项目,次数,发生日期,事由,记录人编号\nA-3,加分,受到表扬,1,2026-11-12,锦旗,102\n",
            query: "?month=2026-11")
        #expect(file.status == 422 && file.errors == ["记录人编号 rule"], "\(file.text)")
    }

    // MARK: - The public's labels

    @Test(
        arguments: [
            "商户代表1\u{00AD}", "商户\u{FE0F}代表1", "商户代表\u{034F}1", "商\u{200C}户代\u{200D}表1", "\u{115F}商户代表1",
            "商户代表1\u{3164}", "商户\u{E0001}代表1", "商户代表\u{FFA0}1", "商户代表\u{2800}1",
        ])
    func `a label with what nobody sees in it is refused`(label: String) async throws {
        let bureau = try await SmallBureau()
        let path = "/cycles/\(try await bureau.open())/sheets"
        #expect(
            try await bureau.server.post(path, SmallBureau.sheet("A-1", "public", by: label)).errors
                == ["assessor format"])
    }

    @Test(arguments: ["商户代表１", " 商户 代表 1 ", "商户代表①", "商户\u{3000}代表1"])
    func `a label that looks the same is the same resident`(label: String) async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        let path = "/cycles/\(cycle)/sheets"
        #expect(try await server.post(path, SmallBureau.sheet("A-1", "public", by: "商户代表1")).status == 201)
        let again = try await server.post(path, SmallBureau.sheet("A-1", "public", by: label, 50, 36))
        #expect(again.errors == ["revisionReason required"], "\(again.text)")
        // On another area it is the same resident too, by the spelling that was first.
        let other = try await server.post(path, SmallBureau.sheet("A-2", "public", by: label))
        #expect(other.status == 201 && other.json["assessor"] == "商户代表1", "\(other.text)")
        let csv = "责任区编号,层级,评分人,秩序,服务,说明\nA-1,群众评,\(label),40,36,\n"
        #expect(try await server.importing("scores", csv, query: "?month=2026-11").status == 422)
    }

    @Test func `labels differ by what can be seen, and one of nothing is none`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let path = "/cycles/\(try await bureau.open())/sheets"
        for label in ["Trader A", "TRADER B", "商户代表1", "商户代表11", "居民代表1"] {
            #expect(
                try await server.post(path, SmallBureau.sheet("A-1", "public", by: label)).status == 201, "\(label)")
        }
        let folded = try await server.post(path, SmallBureau.sheet("A-1", "public", by: "trader a"))
        #expect(folded.status == 200 && folded.json["assessor"] == "Trader A", "\(folded.text)")
        let nothing = try await server.post(path, SmallBureau.sheet("A-1", "public", by: "\u{3164}\u{00AD}"))
        #expect(nothing.errors == ["assessor required"], "\(nothing.text)")
    }

    @Test func `how many sheets of the public there are, and who entered them, stands on ranking and notice`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        try server.go(to: "2026-12-01")
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        let officer = try await server.account("li.102", member: "102")
        for label in ["商户代表2", "商户代表3"] {
            let answer = try await server.send(
                "POST", "/cycles/\(cycle)/sheets", SmallBureau.sheet("A-1", "public", by: label),
                by: officer.principal)
            #expect(answer.status == 201, "\(answer.text)")
        }
        try await bureau.close(cycle)
        #expect(try await server.post("/cycles/\(cycle)/post").status == 200)
        let entered = try await bureau.ranking()["publicSheets"]?.array ?? []
        #expect(entered.map { $0["enteredBy"] } == ["li.102", "operator:test"])
        #expect(entered.map { $0["name"] } == ["组长A", .null])
        #expect(entered.map { $0["count"] } == [2, 3])
        let member = Browser(server, as: try await server.account("104", member: "104"))
        for page in ["ranking", "notice"] {
            let text = try await member.get("/cycles/\(cycle)/\(page)").text
            #expect(text.contains("群众评议表共 5 份，录入情况：组长A 2 份、系统操作员 test 3 份。"), "\(page): \(text)")
        }
    }

    // MARK: - Others' sheets

    @Test func `who overwrites a member's own sheet gives a reason, which the member reads on Today`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        let path = "/cycles/\(cycle)/sheets"
        let (holder, officer) = (
            try await server.account("103", member: "103"), try await server.account("102", member: "102")
        )
        func give(_ account: TestAccount, _ order: JSON, _ more: [(String, JSON)] = []) async throws -> Answer {
            try await server.send(
                "POST", path, SmallBureau.sheet("A-1", "self", by: "103", order, 36, more: more),
                by: account.principal)
        }
        #expect(try await give(holder, 55).status == 201)
        #expect(try await give(officer, 40).errors == ["revisionReason required"])
        let today = Browser(server, as: holder)
        #expect(try await !today.get("/").text.contains("别人改过的"))
        let reason = "与本人签字的纸质表核对"
        #expect(try await give(officer, 40, [("revisionReason", .string(reason))]).status == 201)
        let text = try await today.get("/").text
        #expect(text.contains("别人更正过的您的评分表") && text.contains(reason), "\(text)")
        #expect(text.contains("由102改为第 2 版"), "\(text)")
        today.language = "en"
        #expect(try await today.get("/").text.contains("Sheets of yours that somebody else revised"))
        // Of nobody else's, and no longer once it is theirs again.
        #expect(try await !Browser(server, as: officer).get("/").text.contains(reason))
        #expect(try await give(holder, 55, [("revisionReason", "以我为准")]).status == 201)
        #expect(try await !today.get("/").text.contains(reason))
    }

    @Test func `that two sheets say the same is told to whoever may see the one that stands`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        let (member, officer, other) = (
            try await server.account("104", member: "104"), try await server.account("102", member: "102"),
            try await server.account("101", member: "101")
        )
        func give(_ account: TestAccount, _ order: JSON, revises: Int? = nil) async throws -> Answer {
            try await server.send(
                "POST", "/cycles/\(cycle)/sheets",
                SmallBureau.sheet(
                    "A-1", "branch", by: "104", order, 36, more: revises.map { [("revises", JSON($0))] } ?? []),
                by: account.principal)
        }
        #expect(try await give(member, 55).status == 201)
        #expect(try await give(member, 55).status == 200)
        // The same and another are told apart by nothing, with a revision named or without.
        for revises in [nil, 1, 7] as [Int?] {
            let (same, another) = (
                try await give(officer, 55, revises: revises), try await give(officer, 54, revises: revises)
            )
            #expect(same.status == another.status && same.status != 200, "\(same.text)")
            #expect(same.errors == another.errors && same.code == another.code)
        }
        let file = "责任区编号,层级,评分人,秩序,服务,说明\nA-1,支部评,104,55,36,\n"
        let url = server.folder.appending(path: "scores.csv")
        try file.write(to: url, atomically: true, encoding: .utf8)
        let imported = try await server.send(
            "POST", "/imports/scores?month=2026-11&dryRun=true", file: url.path, by: officer.principal)
        #expect(imported.status == 422, "\(imported.text)")
        // With a reason it is a revision like any other; whoever entered it may hear that it is the same.
        let revised = try await server.send(
            "POST", "/cycles/\(cycle)/sheets",
            SmallBureau.sheet("A-1", "branch", by: "104", 55, 36, more: [("revisionReason", "补录")]),
            by: officer.principal)
        #expect(revised.status == 201 && revised.json["revision"] == 2)
        #expect(try await give(officer, 55).status == 200)
        #expect(try await give(other, 55).errors == ["revisionReason required"])
    }

    @Test func `sheets for revisions that do not stand are counted, told of and throttled`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        let officer = try await server.account("102", member: "102")
        let member = try await server.account("104", member: "104")
        func give(_ account: TestAccount, revises: Int?) async throws -> Answer {
            try await server.send(
                "POST", "/cycles/\(cycle)/sheets",
                SmallBureau.sheet(
                    "A-1", "branch", by: "104", 55, 36,
                    more: [("revisionReason", "x")] + (revises.map { [("revises", JSON($0))] } ?? [])),
                by: account.principal)
        }
        #expect(try await give(member, revises: 0).status == 201)
        for _ in 1...Throttle.versionTries { #expect(try await give(officer, revises: 9).status == 412) }
        let waiting = try await give(officer, revises: 9)
        #expect(waiting.status == 429 && waiting.code == "tooManyConflicts", "\(waiting.text)")
        #expect(waiting.headers["retry-after"] == "900")
        // Nobody else waits, nor is anything told to who names the one that stands in the meantime.
        #expect(try await give(member, revises: 1).status == 200)
        #expect(try await give(officer, revises: 1).status == 429)
        let trace = try await server.get("/audit?subject=cycle&action=refused&limit=500").items
        #expect(trace.count == Throttle.versionTries)
        #expect(trace.allSatisfy { $0["actor"] == "102" && $0["after"]?["revises"] == 9 })
        server.clock.now = server.clock.now.adding(seconds: Throttle.window)
        #expect(try await give(officer, revises: 1).status == 201)
    }

    // MARK: - An area that leaves

    @Test func `an area with sheets does not vanish from its month, it is listed with the cause`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        let listing = try await server.get("/areas/1").json
        let changed = try await server.send(
            "PUT", "/areas/1", ["name": "A区1", "kind": "nightMarket", "established": "2026-12-01"],
            headers: ["If-Match": "\"\(listing["version"]?.integer ?? 0)\""])
        #expect(changed.status == 200, "\(changed.text)")
        let lacking = try await server.get("/cycles/\(cycle)/completeness").items
        #expect(lacking.map { $0["area"] } == ["A-1", "A-2", "A-3"])
        #expect(lacking.first?["departure"] == ["kind": "established", "day": "2026-12-01"])
        #expect(try await server.get("/cycles/\(cycle)").json["complete"] == 2)
        try await bureau.close(cycle)
        #expect(try await server.post("/cycles/\(cycle)/post").status == 200)
        let row = try await bureau.ranking()["unranked"]?.array?.first
        #expect(row?["area"] == "A-1" && row?["cause"] == "departed")
        #expect(row?["departure"]?["kind"] == "established")
        let secretary = Browser(server, as: try await server.account("101", member: "101"))
        for page in ["", "/ranking", "/notice", "/areas/1"] {
            let text = try await secretary.get("/cycles/\(cycle)\(page)").text
            #expect(text.contains("打过分，但2026年12月1日才设立"), "\(page): \(text)")
        }
        #expect(try await secretary.get("/cycles/\(cycle)/ranking.csv").text.contains("A-1,A区1"))
        #expect(try await server.get("/snapshots/1/verification").json["holds"] == true)
    }
}
