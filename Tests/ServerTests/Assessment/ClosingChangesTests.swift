import Domain
import Testing

@testable import Server
@testable import Storage

/// Late changes before closing, beside the winners: figures for those in charge, and no verdict.
///
/// In branch A, 101 is secretary, 102 and 103 lead groups, and 103, 104 and 105 hold.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct ClosingChangesTests {
    @Test func `what was changed in the last days or after the reopening is counted by area, the winner first`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        try server.go(to: "2026-11-20")
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        let path = "/cycles/\(cycle)/closing-changes"
        #expect(try await server.get(path).json["code"] == "cycleOpen")
        // On Monday, the last working day but one: a revision, a sheet taken back and one put back in its place.
        try server.go(to: "2026-11-30")
        func sheet(_ area: String, _ by: String, _ order: JSON, _ more: [(String, JSON)] = []) async throws -> Int {
            let late: [(String, JSON)] = [("lateReason", "补录")]
            let made = try await server.post(
                "/cycles/\(cycle)/sheets", SmallBureau.sheet(area, "branch", by: by, order, 38, more: late + more))
            #expect(made.status == 201, "\(made.text)")
            return made.id
        }
        _ = try await sheet("A-1", "101", 57, [("revisionReason", "复核")])
        let wrong = try await sheet("A-1", "104", 60)
        #expect(
            try await server.post(
                "/cycles/\(cycle)/sheets/withdraw", ["sheets": [JSON(wrong)], "reason": "录错"]
            ).status == 200)
        _ = try await sheet("A-2", "105", 55)
        let revised = try await sheet("A-2", "105", 54, [("revisionReason", "更正")])
        #expect(
            try await server.post(
                "/cycles/\(cycle)/sheets/withdraw", ["sheets": [JSON(revised)], "reason": "原分无误"]
            ).status == 200)
        #expect(try await bureau.close(cycle).status == 200)

        func areas() async throws -> [JSON] { try await server.get(path).json["areas"]?.array ?? [] }
        let closed = try await server.get(path).json
        #expect(closed["lastDaysFrom"] == "2026-11-30" && closed["closedAt"]?.array?.count == 1, "\(closed.text)")
        #expect(try await areas().map { $0["area"] } == ["A-1", "A-2", "A-3"])
        #expect(try await areas().map { $0["winner"] } == [true, false, false])
        #expect(
            try await areas().map { $0["sheets"] } == [
                ["entered": 1, "revised": 1, "takenBack": 1], ["entered": 1, "revised": 1, "takenBack": 1],
                ["entered": 0, "revised": 0, "takenBack": 0],
            ])
        #expect(closed["othersMean"]?.text == "1.5")

        // Opened again, all that is recorded counts, whatever the day; of a decision nothing does.
        try server.go(to: "2026-12-03")
        let office = try await server.account("office", grants: [.init(.committeeOfficer, committee: "JG")])
        let reopened = try await server.send(
            "POST", "/cycles/\(cycle)/reopen", ["reason": "漏录"], by: office.principal)
        #expect(reopened.status == 200, "\(reopened.text)")
        try server.go(to: "2026-12-10")
        let made = try await server.post(
            "/cycles/\(cycle)/adjustments",
            [
                "area": "A-3", "item": "complaint", "times": 1, "date": "2026-11-05", "reason": "工单", "recorder": "101",
                "lateReason": "漏录",
            ])
        #expect(made.status == 201, "\(made.text)")
        #expect(
            try await server.post("/adjustments/\(made.id)/withdraw", ["revisionReason": "重复"]).status == 201)
        #expect(try await bureau.close(cycle).status == 200)
        let third = try #require(await areas().last)
        #expect(third["adjustments"] == ["entered": 1, "revised": 0, "takenBack": 1], "\(third.text)")
        #expect(third["changes"]?.array?.map { $0["phase"] } == ["reopened", "reopened"])
        #expect(third["changes"]?.array?.map { $0["reason"] } == [.null, "重复"])

        // Beside the winner on the ranking, for those in charge alone; one click down to who and when.
        func page(_ path: String, by account: TestAccount) async throws -> Answer {
            try await Browser(server, as: account).get(path)
        }
        let secretary = try await server.account("101", member: "101")
        let member = try await server.account("105", member: "105")
        let ranking = try await page("/cycles/\(cycle)/ranking", by: secretary).text
        #expect(
            ranking.contains("A-1 A区1：评分表 3 次，加减分 0 次；其他责任区平均 2.50 次"), "\(ranking)")
        #expect(ranking.contains("href=\"/cycles/\(cycle)/closing-changes\""))
        #expect(!(try await page("/cycles/\(cycle)/ranking", by: member).text.contains("closing-changes")))
        let shown = try await page("/cycles/\(cycle)/closing-changes", by: secretary).text
        for text in ["支部评 党员A四（撤回）", "录错", "截止后又打开过 1 次"] { #expect(shown.contains(text), "\(text)") }
        #expect(!shown.contains("重复"))
        #expect(
            try await page("/cycles/\(cycle)/closing-changes?area=A-3", by: secretary).text.contains("重复"))
        let file = try await page("/cycles/\(cycle)/closing-changes.csv", by: secretary).text
        #expect(file.contains("A-3") && file.contains("重新打开之后"), "\(file)")
    }
}
