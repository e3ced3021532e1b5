import Domain
import Foundation
import Testing

@testable import Server

/// What is behind cannot be changed by what is entered today.
struct HistoryTests {
    /// November of branch A, scored and closed.
    private static func closed() async throws -> (SmallBureau, Int) {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        try bureau.server.go(to: "2026-12-01")
        try #require(await bureau.close(cycle).status == 200)
        return (bureau, cycle)
    }

    @Test func `an area does not end before a month that it was assessed in`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        let back = try await bureau.server.post("/areas/1/retire", ["on": "2026-11-15", "reason": "撤并"])
        #expect(back.code == "areaAssessed", "\(back.text)")
        #expect(try await bureau.server.post("/areas/1/retire", ["on": "2026-11-30", "reason": "撤并"]).status == 200)
    }

    @Test func `a name corrected after posting leaves the posted ranking as it hung, and it holds`() async throws {
        let (bureau, cycle) = try await Self.closed()
        try #require(await bureau.server.post("/cycles/\(cycle)/post").status == 200)
        let changed = try await bureau.server.send(
            "PUT", "/areas/1",
            ["code": "A-1", "name": "改名", "kind": "park", "established": "2026-01-01"], headers: ["If-Match": "1"]
        )
        #expect(changed.status == 200, "\(changed.text)")
        let row = try await bureau.ranking()["ranked"]?.array?.first { $0["area"] == "A-1" }
        #expect(row?["name"] == "A区1")
        #expect(try await bureau.server.get("/snapshots/1/verification").json["holds"] == true)
    }

    @Test func `what is to come is not shown as present`() async throws {
        let bureau = try await SmallBureau()
        let id = try #require(await bureau.server.get("/members?number=101").items.first?["id"]?.integer)
        for appointment in try await bureau.server.get("/branches/1/appointments").items
        where appointment["member"]?["number"] == "101" {
            let appointment = try #require(appointment["id"]?.integer)
            try await bureau.server.post("/appointments/\(appointment)/end", ["on": "2026-12-31"])
        }
        let moved = try await bureau.server.post(
            "/members/\(id)/transfers", ["branch": "B", "on": "2027-01-01", "reason": "调动"]
        )
        #expect(moved.status == 201, "\(moved.text)")
        #expect(try await bureau.server.get("/members/\(id)").json["branch"] == "A")
        #expect(try await bureau.server.get("/branches/1").json["secretary"]?["number"] == "101")
        try bureau.server.go(to: "2027-01-01")
        #expect(try await bureau.server.get("/members/\(id)").json["branch"] == "B")
        #expect(try await bureau.server.get("/branches/1").json["secretary"] == .null)
    }

    @Test func `who had not joined yet does not assess the month`() async throws {
        let bureau = try await SmallBureau()
        let made = try await bureau.server.post(
            "/members",
            ["number": "301", "name": "新人", "standing": "probationary", "joined": "2026-11-20", "branch": "A"]
        )
        #expect(made.status == 201)
        let september = try await bureau.open("A", "2026-09")
        let answer = try await bureau.server.post(
            "/cycles/\(september)/sheets",
            SmallBureau.sheet("A-1", "branch", by: "301", more: [("lateReason", "补录")])
        )
        #expect(answer.errors == ["assessor rule"], "\(answer.text)")
        // The date was wrong: they had joined before.
        let mended = try await bureau.server.send(
            "PUT", "/members/\(made.id)",
            ["number": "301", "name": "新人", "standing": "probationary", "joined": "2026-06-20"],
            headers: ["If-Match": "1"]
        )
        #expect(mended.status == 200, "\(mended.text)")
        let again = try await bureau.server.post(
            "/cycles/\(september)/sheets",
            SmallBureau.sheet("A-1", "branch", by: "301", more: [("lateReason", "补录")])
        )
        #expect(again.status == 201, "\(again.text)")
    }

    @Test func `a date before which there is no day is refused`() async throws {
        let bureau = try await SmallBureau()
        let answer = try await bureau.server.post("/areas/1/assignments", ["member": "104", "from": "1900-01-01"])
        #expect(answer.status == 409 || answer.status == 422, "\(answer.text)")
        #expect(try await bureau.server.get("/areas/1/assignments").status == 200)
    }

    @Test func `closing and posting can be tried out, and warn of months that are still open`() async throws {
        let bureau = try await SmallBureau()
        _ = try await bureau.open("A", "2026-10")
        let cycle = try await bureau.open("A", "2026-11")
        try bureau.server.go(to: "2026-12-01")
        let tried = try await bureau.server.post(
            "/cycles/\(cycle)/close?dryRun=true", ["incompleteReason": "评分表未收齐"])
        #expect(tried.status == 200)
        let warnings = (tried.json["warnings"]?.array ?? []).compactMap(\.string)
        #expect(warnings.contains { $0.hasPrefix("incomplete and therefore not ranked: A-1, A-2, A-3") })
        #expect(warnings.contains { $0.hasPrefix("2026-10 still open") })
        #expect(try await bureau.server.get("/cycles/\(cycle)").json["status"] == "open")
    }

    @Test func `a sheet is revised only from the revision that was read, if that is named`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        let path = "/cycles/\(cycle)/sheets"
        func revise(_ points: JSON, from revision: Int?) async throws -> Int {
            var more: [(String, JSON)] = [("revisionReason", "笔误")]
            if let revision { more.append(("revises", JSON(revision))) }
            return try await bureau.server.post(
                path, SmallBureau.sheet("A-1", "self", by: "103", points, 36, more: more)
            ).status
        }
        #expect(try await revise(50, from: 1) == 412)
        #expect(try await revise(50, from: nil) == 201)
        #expect(try await revise(51, from: 1) == 201)
        // The very same sheet sent twice, as by two clicks, or by two who say the same.
        #expect(try await revise(51, from: 1) == 200)
        #expect(try await revise(52, from: 1) == 412)
        #expect(try await revise(52, from: 2) == 201)
    }

    @Test func `one label in another spelling is the same resident, and no member's number`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        func score(_ label: String) async throws -> Answer {
            try await bureau.server.post("/cycles/\(cycle)/sheets", SmallBureau.sheet("A-1", "public", by: label))
        }
        #expect(try await score("商户代表1").status == 201)
        #expect(try await score("商户代表１").status == 200)
        #expect(try await score("商户代表1\u{200B}").status == 422)
        #expect(try await score("104").errors == ["assessor rule"])
    }

    @Test func `the same event is recorded once`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        let event: JSON = [
            "area": "A-1", "item": "praised", "times": 1, "date": "2026-11-03", "reason": "锦旗", "recorder": "101",
        ]
        #expect(try await bureau.server.post("/cycles/\(cycle)/adjustments", event).status == 201)
        #expect(try await bureau.server.post("/cycles/\(cycle)/adjustments", event).code == "adjustmentStands")
    }

    @Test func `a calendar import says what is not in it, and stays`() async throws {
        let bureau = try await SmallBureau()
        let answer = try await bureau.server.importing("calendar", "日期,类型,名称,依据\n2026-01-01,放假,元旦,通知\n")
        #expect(answer.json["changed"] == 1)
        #expect(
            answer.json["warnings"]?.array?.first?.string?.contains("and others, 38 days") == true, "\(answer.text)")
    }

    @Test func `a month that ends without award from closed keeps what it was decided on`() async throws {
        let (bureau, cycle) = try await Self.closed()
        try await bureau.server.post("/cycles/\(cycle)/end-without-award", ["reason": "无突出者"])
        #expect(try await bureau.server.get("/snapshots/1/verification").json["holds"] == true)
    }
}
