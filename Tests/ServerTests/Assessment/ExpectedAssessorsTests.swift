import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// Whose sheets a tier expects (design §4 "Scheme, format 2", `assessors`), and who is told to be missing.
///
/// In branch A, 101 is secretary, 102 leads a group and is organisation officer, 103 leads a group, and 103, 104 and 105
/// hold A-1, A-2 and A-3. The day is 24 November 2026.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct ExpectedAssessorsTests {
    private static func bureau(_ assessors: String, minimum: Int = 1) async throws -> SmallBureau {
        try await SmallBureau(
            scheme: SmallBureau.scheme { scheme in
                scheme["format"] = 2
                scheme["tiers"] = [
                    ["tier": "self", "weight": 20, "combine": "mean"],
                    [
                        "tier": "branch", "weight": 80, "combine": "mean", "assessors": .string(assessors),
                        "minimumSheets": JSON(minimum),
                    ],
                ]
            })
    }

    private static func name(
        _ bureau: SmallBureau, _ members: [String], _ month: String = "2026-11", standing: Bool = false,
        by principal: Principal? = nil
    ) async throws -> Answer {
        let body: JSON = [
            "tier": "branch", "month": .string(month), "standing": .bool(standing),
            "members": JSON(members) { .string($0) },
        ]
        let path = "/branches/\(try await bureau.server.first("/branches"))/assessor-namings"
        guard let principal else { return try await bureau.server.post(path, body) }
        return try await bureau.server.send("POST", path, body, by: principal)
    }

    private static func give(_ bureau: SmallBureau, _ cycle: Int, _ area: String, _ assessor: String) async throws
        -> Answer
    {
        try await bureau.server.post(
            "/cycles/\(cycle)/sheets", SmallBureau.sheet(area, assessor == "self" ? "self" : "branch", by: assessor))
    }

    /// By area, whose sheets of the branch tier are awaited.
    private static func awaited(_ bureau: SmallBureau, _ cycle: Int) async throws -> [String: [String]] {
        let areas = try await bureau.server.get("/cycles/\(cycle)/completeness").items
        return Dictionary(
            uniqueKeysWithValues: areas.map { area in
                let sheets = (area["awaited"]?.array ?? []).filter { $0["tier"] == "branch" }
                return (area["area"]?.string ?? "", sheets.map { $0["assessor"]?["number"]?.string ?? "" })
            })
    }

    @Test func `the secretary and the committee score, nobody else, and who of them is missing is told by name`()
        async throws
    {
        let bureau = try await Self.bureau("officers", minimum: 2)
        let cycle = try await bureau.open()
        #expect(
            try await Self.awaited(bureau, cycle) == [
                "A-1": ["101", "102"], "A-2": ["101", "102"], "A-3": ["101", "102"],
            ])
        let refused = try await Self.give(bureau, cycle, "A-1", "104")
        #expect(refused.errors == ["assessor rule"] && refused.text.contains("committee members alone"))
        #expect(try await Self.give(bureau, cycle, "A-1", "101").status == 201)
        #expect(try await Self.awaited(bureau, cycle)["A-1"] == ["102"])
        // With fewer than it takes the area is incomplete; the file's rows are held to the same.
        let file = "责任区编号,层级,评分人,秩序,服务\nA-1,支部评,105,55,36\n"
        let imported = try await bureau.server.importing("scores", file, query: "?month=2026-11")
        #expect(imported.rowErrors == ["2 评分人 rule"], "\(imported.text)")
        #expect(try await Self.give(bureau, cycle, "A-1", "102").status == 201)
        let area = try await bureau.server.get("/cycles/\(cycle)/completeness").items.first
        #expect(area?["missing"]?.text == #"["self"]"#)
    }

    @Test func `whom a friend appoints afterwards scores nothing of a month that is over`() async throws {
        let bureau = try await Self.bureau("officers")
        let cycle = try await bureau.open()
        try bureau.server.go(to: "2026-12-02")
        let branch = try await bureau.server.first("/branches")
        let appointed = try await bureau.server.post(
            "/branches/\(branch)/appointments", ["member": "104", "office": "publicity", "from": "2026-11-01"])
        #expect(appointed.status == 201, "\(appointed.text)")
        let refused = try await Self.give(bureau, cycle, "A-1", "104")
        #expect(refused.errors == ["assessor rule"], "\(refused.text)")
    }

    @Test func `those whom the secretary names before the first sheet score, and nobody else`() async throws {
        let bureau = try await Self.bureau("named")
        let server = bureau.server
        let cycle = try await bureau.open()
        let (secretary, officer) = (
            try await server.account("101", member: "101"), try await server.account("102", member: "102")
        )
        // Nobody is named yet: nobody can score, the secretary included.
        let early = try await Self.give(bureau, cycle, "A-1", "101")
        #expect(early.errors == ["assessor rule"] && early.text.contains("before the first sheet"))
        let page = Browser(server, as: try await server.session(of: secretary.id, secretary.name))
        #expect(try await page.get("/cycles/\(cycle)").text.contains("还没有指定"))

        #expect(try await Self.name(bureau, ["104", "105"], by: officer.principal).status == 403)
        let strangers = try await Self.name(bureau, ["104", "204"], by: secretary.principal)
        #expect(strangers.status == 422, "\(strangers.text)")
        let ofAnother = try await Self.name(bureau, ["104", "204"])
        #expect(ofAnother.errors == ["members rule"], "\(ofAnother.text)")
        #expect(
            try await Self.name(bureau, ["101", "103"], "2026-10", standing: true, by: secretary.principal).status
                == 201)
        #expect(try await Self.name(bureau, ["104", "105"], by: secretary.principal).status == 201)
        // Nobody scores what they hold: of A-2 only the other one is awaited.
        #expect(try await Self.awaited(bureau, cycle) == ["A-1": ["104", "105"], "A-2": ["105"], "A-3": ["104"]])
        let text = try await page.get("/cycles/\(cycle)").text
        #expect(text.contains("党员A四 104") && text.contains("支部评：党员A四 104，2 份（A-1 A区1、A-3 A区3）"))
        #expect(try await Self.give(bureau, cycle, "A-1", "101").errors == ["assessor rule"])
        #expect(try await Self.give(bureau, cycle, "A-1", "104").status == 201)

        // With the first sheet it is settled: no other names for this month, by itself or standing.
        for (month, standing) in [("2026-11", false), ("2026-10", true)] {
            let late = try await Self.name(bureau, ["101"], month, standing: standing, by: secretary.principal)
            #expect(late.status == 409 && late.json["code"] == "monthUnderWay", "\(late.text)")
        }
        #expect(try await Self.name(bureau, ["101"], "2026-12", standing: true, by: secretary.principal).status == 201)
        let listed = try await server.get("/branches/1/assessor-namings").items
        #expect(listed.count == 3 && listed.first?["month"] == "2026-12")
    }

    @Test func `the month, Today and the chat say who is missing, each with where it is entered`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        try await bureau.score("A-1", in: cycle, 55, 36)
        let secretary = try await server.account("101", member: "101")
        try server.go(to: "2026-12-02")
        let page = Browser(server, as: try await server.session(of: secretary.id, secretary.name))
        let month = try await page.get("/cycles/\(cycle)").text
        #expect(month.contains("自评 1/3") && month.contains("群众评 1/3"))
        // Of the self tier the holder; of the group tier whoever leads the holder's group; of the others nobody by name.
        #expect(month.contains("自评：党员A四 104，1 份（A-2 A区2）"))
        #expect(month.contains("党小组评：次组长A 103，2 份（A-2 A区2、A-3 A区3）"))
        #expect(month.contains("群众评：谁评都可以，2 份（A-2 A区2、A-3 A区3）"))
        #expect(month.contains("/cycles/\(cycle)/scores?tier=self&amp;assessor=104"))
        let today = try await page.get("/").text
        #expect(today.contains("2026年11月还不能截止：2 个责任区没评齐") && today.contains("自评 A-2 党员A四"))
        #expect(!today.contains("可以截止了"))
        try await bureau.score("A-2", in: cycle, 50, 36)
        try await bureau.score("A-3", in: cycle, 50, 33)
        #expect(try await page.get("/").text.contains("2026年11月可以截止了"))
        #expect(try await !page.get("/cycles/\(cycle)").text.contains("id=\"awaited\""))
    }

    @Test(arguments: [(1, 422), (3, 422), (2, 200)]) func `a month is closed incomplete with as many areas as are`(
        given: Int, status: Int
    ) async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        try await bureau.score("A-1", in: cycle, 55, 36)
        try bureau.server.go(to: "2026-12-01")
        let closed = try await bureau.server.post(
            "/cycles/\(cycle)/close", ["incompleteReason": "评分表未收齐", "incompleteAreas": JSON(given)])
        #expect(closed.status == status, "\(closed.text)")
        if status == 422 { #expect(closed.errors == ["incompleteAreas conflict"]) }
    }
}
