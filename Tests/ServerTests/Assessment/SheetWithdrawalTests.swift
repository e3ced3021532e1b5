import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// What was just entered is taken back by its author, until somebody builds on it; that it was is never hidden (design §2,
/// principle 7).
///
/// In branch A, 101 is secretary, 102 and 103 lead groups, and 103, 104 and 105 hold.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct SheetWithdrawalTests {
    private let bureau: SmallBureau
    private let cycle: Int
    private let account: TestAccount
    private let secretary: Principal
    private let leader: Principal

    init() async throws {
        bureau = try await SmallBureau()
        cycle = try await bureau.open()
        account = try await bureau.server.account("101", member: "101")
        secretary = try await bureau.server.token(of: account, days: 60).principal
        leader = try await Self.principal("102", bureau)
    }

    /// A member with an account, by a token: it outlives the days that pass here.
    private static func principal(_ number: String, _ bureau: SmallBureau) async throws -> Principal {
        let account = try await bureau.server.account(number, member: number)
        return try await bureau.server.token(of: account, days: 60).principal
    }

    private func enter(_ sheet: JSON, by principal: Principal) async throws -> Int {
        let made = try await bureau.server.send("POST", "/cycles/\(cycle)/sheets", sheet, by: principal)
        try #require(made.status == 201, "\(made.text)")
        return made.id
    }

    private func takeBack(
        _ sheets: [Int], of cycle: Int? = nil, by principal: Principal, because reason: String = "录错责任区"
    ) async throws -> Answer {
        try await bureau.server.send(
            "POST", "/cycles/\(cycle ?? self.cycle)/sheets/withdraw",
            ["sheets": .array(sheets.map { JSON($0) }), "reason": .string(reason)], by: principal)
    }

    private func standing(_ query: String = "") async throws -> [JSON] {
        try await bureau.server.get("/cycles/\(cycle)/sheets\(query)").items
    }

    @Test func `a sheet that was entered for the wrong area goes, and stays readable`() async throws {
        let id = try await enter(SmallBureau.sheet("A-1", "public", by: "商户代表1", 20, 10, more: Self.low), by: secretary)
        let done = try await takeBack([id], by: secretary)
        #expect(done.status == 200, "\(done.text)")
        #expect(done.json.array?.map { $0["withdrawn"] } == [true])
        #expect(try await standing() == [])
        #expect(try await standing("?revisions=true").map { $0["withdrawn"] } == [true])
        // As if it had not been entered: a first sheet, without a reason.
        let again = try await enter(SmallBureau.sheet("A-1", "public", by: "商户代表1"), by: secretary)
        #expect(try await standing().map { $0["id"] } == [JSON(again)])
        let audit = try await bureau.server.get("/audit?limit=500").items
        #expect(audit.contains { $0["action"] == "withdrawn" && $0["subject"] == "sheet" })
        #expect(try await bureau.server.get("/audit/verification").json["holds"] != false)
    }

    private static let low: [(String, JSON)] = [("comment", "占道经营")]

    @Test func `what one had entered before it stands again, late if it is late`() async throws {
        _ = try await enter(SmallBureau.sheet("A-1", "group", by: "102", 50, 33), by: leader)
        let second = try await enter(
            SmallBureau.sheet("A-1", "group", by: "102", 58, 38, more: [("revisionReason", "看错一格")]), by: leader)
        try bureau.server.go(to: "2026-12-06")
        #expect(try await takeBack([second], by: leader, because: "没有看错").status == 200)
        let sheets = try await standing()
        #expect(sheets.map { $0["revision"] } == [3])
        #expect(sheets.map { $0["revisionReason"] } == ["没有看错"] && sheets.map { $0["lateReason"] } == ["没有看错"])
        try await bureau.close(cycle)
        #expect(try await standing().map { $0["total"] } == [83])
        let third = try #require(sheets.first?["id"]?.integer)
        let closed = try await takeBack([Int(third)], by: leader)
        #expect(closed.status == 409 && closed.code == "cycleNotOpen", "\(closed.text)")
    }

    @Test func `nobody takes back what another entered, nor gets to see it that way`() async throws {
        let own = try await enter(SmallBureau.sheet("A-1", "group", by: "102", 50, 33), by: leader)
        let refused = try await takeBack([own], by: secretary)
        #expect(refused.errors == ["sheets[0] rule"], "\(refused.text)")
        // Over it, and back: the group leader's points would be the secretary's to read.
        let over = try await enter(
            SmallBureau.sheet("A-1", "group", by: "102", 20, 10, more: Self.low + [("revisionReason", "更正")]),
            by: secretary)
        #expect(try await takeBack([over], by: secretary).errors == ["sheets[0] rule"])
        #expect(try await takeBack([own], by: leader).errors == ["sheets[0] reference"])
        let seen = try await bureau.server.send(
            "GET", "/cycles/\(cycle)/sheets?revisions=true", by: secretary)
        #expect(seen.items.map { $0["total"] } == [.null, 30])
        // Of who is not in charge, whether there is a sheet at all.
        let member = try await Self.principal("105", bureau)
        func told(_ sheet: Int) async throws -> String? {
            try await takeBack([sheet], by: member).json["errors"]?.array?.first?["detail"]?.string?
                .replacing("\(sheet)", with: "")
        }
        #expect(try await told(over) == told(9999))
        let other = try await Self.principal("201", bureau)
        #expect(try await takeBack([over], by: other).status == 404)
    }

    @Test func `of several that are taken back at once, one that is refused keeps all`() async throws {
        let mine = try await enter(SmallBureau.sheet("A-1", "public", by: "商户代表1"), by: secretary)
        let anothers = try await enter(SmallBureau.sheet("A-1", "group", by: "102"), by: leader)
        let refused = try await takeBack([mine, anothers, mine], by: secretary)
        #expect(refused.errors == ["sheets[2] duplicate"], "\(refused.text)")
        #expect(try await takeBack([mine, anothers], by: secretary).errors == ["sheets[1] rule"])
        #expect(try await standing().count == 2)
        #expect(try await takeBack([mine], by: secretary).status == 200)
        #expect(try await takeBack([mine], by: secretary).errors == ["sheets[0] reference"])
    }

    @Test func `whoever enters the public's forms does not drop the low ones unseen`() async throws {
        try await bureau.scoreAll(in: cycle)
        let low = try await enter(
            SmallBureau.sheet("A-3", "public", by: "居民代表2", 10, 10, more: Self.low), by: secretary)
        #expect(try await takeBack([low], by: secretary, because: "字迹不清").status == 200)
        // Of an open month, those in charge see it; a member does not see who scored.
        let member = try await Self.principal("105", bureau)
        func remarks(_ principal: Principal) async throws -> [JSON]? {
            try await bureau.server.send("GET", "/cycles/\(cycle)", by: principal)
                .json["remarks"]?["withdrawnSheets"]?.array
        }
        #expect(try await remarks(leader)?.map { $0["label"] } == ["居民代表2"])
        #expect(try await remarks(member) == [])
        try await bureau.close(cycle)
        #expect(try await bureau.server.post("/cycles/\(cycle)/post").status == 200)
        let told = try #require(try await remarks(member)?.first)
        #expect(told["by"] == "101" && told["reason"] == "字迹不清" && told["area"] == "A-3" && told["tier"] == "public")
        let reader = Browser(bureau.server, as: try await bureau.server.account("104", member: "104"))
        for page in ["", "/ranking", "/notice", "/snapshots", "/areas/3"] {
            let text = try await reader.get("/cycles/\(cycle)\(page)").text
            #expect(text.contains("101 撤回本人录入的评分表 1 份：A-3 群众评（居民代表2，2026年11月"), "\(page)")
        }
        #expect(try await bureau.server.get("/snapshots/1/verification").json["holds"] == true)
    }

    @Test func `once figures were seen, what made them is not taken back`() async throws {
        try await bureau.scoreAll(in: cycle)
        let seen = try await enter(SmallBureau.sheet("A-3", "public", by: "居民代表2"), by: secretary)
        try await bureau.close(cycle)
        #expect(try await bureau.server.post("/cycles/\(cycle)/reopen", ["reason": "漏收一份"]).status == 200)
        #expect(try await takeBack([seen], by: secretary).errors == ["sheets[0] rule"])
        let since = try await enter(
            SmallBureau.sheet("A-3", "public", by: "居民代表3", more: [("lateReason", "漏收")]), by: secretary)
        #expect(try await takeBack([since], by: secretary).status == 200)
    }

    @Test func `the page names what one has entered, the last one first`() async throws {
        let browser = Browser(bureau.server, as: account)
        let path = "/cycles/\(cycle)/withdraw-sheets"
        #expect(try await browser.get(path).text.contains("没有可由您撤回的评分表"))
        #expect(!(try await browser.get("/cycles/\(cycle)/scores?tier=public&assessor=商户代表1").text.contains(path)))
        let first = try await enter(SmallBureau.sheet("A-1", "public", by: "商户代表1"), by: secretary)
        _ = try await enter(SmallBureau.sheet("A-2", "public", by: "商户代表1"), by: secretary)
        _ = try await enter(SmallBureau.sheet("A-1", "group", by: "102"), by: leader)
        #expect(try await browser.get("/cycles/\(cycle)/scores?tier=public&assessor=商户代表1").text.contains(path))
        let page = try await browser.get(path).text
        let last = try #require(page.range(of: "A-2 群众评 商户代表1：91 分"))
        let earlier = try #require(page.range(of: "A-1 群众评 商户代表1：91 分"))
        #expect(last.lowerBound < earlier.lowerBound && !page.contains("党小组评"))
        let done = try await browser.post(path, [FormField.box("sheets", String(first)): "on", "reason": "录错"])
        #expect(done.status == 303 && done.location?.contains("sheets-withdrawn") == true, "\(done.text)")
        #expect(try await standing().count == 2)
    }
}
