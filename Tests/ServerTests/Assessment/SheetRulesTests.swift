import Domain
import Foundation
import Testing

@testable import Server

/// Who may score, what a sheet needs, and who sees what of it when (design §4 "Assessment"), asked over the API.
///
/// In branch A, 101 is secretary, 102 and 103 lead groups, and 103, 104 and 105 hold.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct SheetRulesTests {
    @Test(
        arguments: [
            ("A-1", "self", "103", nil), ("A-2", "self", "104", nil),
            ("A-1", "self", "104", "assessor rule"), ("A-1", "self", "101", "assessor rule"),
            ("A-1", "self", "203", "assessor rule"), ("A-1", "self", "999", "assessor reference"),
            ("A-1", "self", "商户代表1", "assessor format"),
            ("A-1", "group", "102", nil), ("A-2", "group", "103", nil),
            ("A-1", "group", "103", "assessor rule"), ("A-1", "group", "104", "assessor rule"),
            ("A-1", "group", "101", "assessor rule"), ("A-1", "group", "202", "assessor rule"),
            ("A-1", "branch", "101", nil), ("A-1", "branch", "104", nil), ("A-1", "branch", "105", nil),
            ("A-1", "branch", "103", "assessor rule"), ("A-1", "branch", "201", "assessor rule"),
            ("A-1", "public", "商户代表1", nil), ("A-1", "public", "居民 代表（夜市）", nil),
            ("A-1", "public", " ", "assessor required"), ("A-1", "peer", "101", "tier unknown"),
            ("B-1", "branch", "101", "area reference"), ("B-1", "branch", "201", "area reference"),
            ("X-1", "branch", "101", "area reference"),
        ] as [(String, String, String, String?)])
    func `every tier has its assessors, and nobody scores their own area outside the self tier`(
        area: String, tier: String, assessor: String, error: String?
    ) async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        let answer = try await bureau.server.post(
            "/cycles/\(cycle)/sheets", SmallBureau.sheet(area, tier, by: assessor)
        )
        #expect(answer.status == (error == nil ? 201 : 422), "\(answer.text)")
        #expect(answer.errors == [error].compactMap(\.self), "\(answer.text)")
        let sheets = try await bureau.server.get("/cycles/\(cycle)/sheets").items
        #expect(sheets.count == (error == nil ? 1 : 0))
    }

    @Test func `a month belongs to whoever holds the area on its last day`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        let assigned = try await bureau.server.post(
            "/areas/1/assignments", ["member": "104", "from": "2026-11-30"]
        )
        try #require(assigned.status == 201, "\(assigned.text)")
        for (tier, assessor, error) in [
            ("self", "104", nil), ("self", "103", "assessor rule"), ("branch", "103", nil),
            ("branch", "104", "assessor rule"),
        ] as [(String, String, String?)] {
            let answer = try await bureau.server.post(
                "/cycles/\(cycle)/sheets", SmallBureau.sheet("A-1", tier, by: assessor)
            )
            #expect(answer.errors == [error].compactMap(\.self), "\(tier) \(assessor): \(answer.text)")
        }
    }

    @Test func `an area is scored only in the months it exists in`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        try await bureau.server.post(
            "/areas",
            ["code": "A-9", "name": "新区", "branch": "A", "kind": "park", "established": "2026-12-01"]
        )
        let answer = try await bureau.server.post(
            "/cycles/\(cycle)/sheets", SmallBureau.sheet("A-9", "branch", by: "101")
        )
        #expect(answer.errors == ["area reference"])
    }

    @Test(
        arguments: [
            ("36", "24", nil, []), ("60", "40", nil, []),
            ("35.99", "24", nil, ["comment required"]), ("36", "23.99", nil, ["comment required"]),
            ("0", "0", nil, ["comment required"]), ("35.99", "24", "  ", ["comment required"]),
            ("35.99", "23.99", "摊位越线", []), ("0", "40", "未到岗", []),
        ] as [(String, String, String?, [String])])
    func `a comment is needed below 60 percent of any criterion`(
        order: String, service: String, comment: String?, errors: [String]
    ) async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        let answer = try await bureau.server.post(
            "/cycles/\(cycle)/sheets",
            SmallBureau.sheet(
                "A-1", "branch", by: "101", .number(order), .number(service),
                more: comment.map { [("comment", .string($0))] } ?? []
            )
        )
        #expect(answer.status == (errors.isEmpty ? 201 : 422))
        #expect(answer.errors == errors, "\(answer.text)")
    }

    @Test(
        arguments: [
            (["order": 55], ["points.service required"]),
            ([:], ["points.order required", "points.service required"]),
            (["order": 55, "service": 36, "zeal": 1], ["points.zeal unknown"]),
            (["order": .number("60.01"), "service": 36], ["points.order range"]),
            (["order": 61, "service": 41], ["points.order range", "points.service range"]),
            (["order": .number("55.555"), "service": 36], ["points.order precision"]),
            (["order": -1, "service": 36], ["points.order format"]),
            (["order": .number("5e1"), "service": 36], ["points.order format"]),
            (["order": "55", "service": 36], ["points.order format"]),
            (["order": nil, "service": 36], ["points.order required"]),
            ([55, 36], ["points format"]),
        ] as [(JSON, [String])])
    func `every criterion is scored once, up to its maximum`(points: JSON, errors: [String]) async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        let answer = try await bureau.server.post(
            "/cycles/\(cycle)/sheets", ["area": "A-1", "tier": "branch", "assessor": "101", "points": points]
        )
        #expect(answer.status == 422)
        #expect(answer.errors == errors, "\(answer.text)")
        #expect(try await bureau.server.get("/cycles/\(cycle)").json["sheets"] == 0)
    }

    // MARK: - Revisions

    @Test func `a revision needs a reason, and the old sheet stays readable`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        let sheets = "/cycles/\(cycle)/sheets"
        #expect(try await server.post(sheets, SmallBureau.sheet("A-1", "branch", by: "101", 55, 36)).status == 201)

        let same = try await server.post(sheets, SmallBureau.sheet("A-1", "branch", by: "101", .number("55.00"), 36))
        #expect(same.status == 200)
        #expect(same.json["revision"] == 1)
        let bare = try await server.post(sheets, SmallBureau.sheet("A-1", "branch", by: "101", 50, 36))
        #expect(bare.errors == ["revisionReason required"])
        let revised = try await server.post(
            sheets, SmallBureau.sheet("A-1", "branch", by: "101", 50, 36, more: [("revisionReason", "误记")])
        )
        #expect(revised.status == 201)
        #expect(revised.json["revision"] == 2)
        #expect(revised.json["revisionReason"] == "误记")

        #expect(try await server.get(sheets).items.map { $0["revision"] } == [2])
        #expect(try await server.get("\(sheets)?revisions=true").items.map { $0["revision"] } == [1, 2])
        #expect(try await server.get("\(sheets)?area=A-2&revisions=true").items.isEmpty)
        try await bureau.close(cycle)
        let all = try await server.get("\(sheets)?revisions=true").items
        #expect(all.map { $0["total"] } == [91, 86])
        #expect(all.map { $0["points"]?["order"] } == [55, 50])
        #expect(all.map { $0["revisionReason"] } == [.null, "误记"])
        #expect(try await server.get("/cycles/\(cycle)").json["sheets"] == 1)
    }

    @Test func `two assessors of a tier and one assessor in two tiers each have a sheet of their own`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        for (tier, assessor) in [
            ("branch", "101"), ("branch", "102"), ("group", "102"), ("public", "商户代表1"), ("public", "商户代表2"),
        ] {
            let answer = try await bureau.server.post(
                "/cycles/\(cycle)/sheets", SmallBureau.sheet("A-1", tier, by: assessor)
            )
            #expect(answer.status == 201)
            #expect(answer.json["revision"] == 1)
        }
    }

    // MARK: - Time

    @Test(
        arguments: [
            ("2026-12-05", nil, [], nil), ("2026-12-05", "补录", [], nil),
            ("2026-12-06", nil, ["lateReason late"], nil), ("2026-12-06", "补录纸质评分表", [], "补录纸质评分表"),
        ] as [(String, String?, [String], String?)])
    func `a sheet after the scoring day needs a reason and stays late`(
        day: String, reason: String?, errors: [String], kept: String?
    ) async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        #expect(try await server.get("/cycles/\(cycle)").json["dueDate"] == "2026-12-05")
        try server.go(to: day)
        let answer = try await server.post(
            "/cycles/\(cycle)/sheets",
            SmallBureau.sheet("A-1", "branch", by: "101", more: reason.map { [("lateReason", .string($0))] } ?? [])
        )
        #expect(answer.errors == errors, "\(answer.text)")
        try await bureau.close(cycle)
        let sheets = try await server.get("/cycles/\(cycle)/sheets").items
        #expect(sheets.count == (errors.isEmpty ? 1 : 0))
        for sheet in sheets {
            #expect(sheet["lateReason"] == kept.map { .string($0) } ?? .null)
            #expect(sheet["recordedAt"] == .string("\(day)T04:00:00Z"))
        }
    }

    @Test func `when something was recorded is not for the client to say`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        let answer = try await bureau.server.post(
            "/cycles/\(cycle)/sheets",
            SmallBureau.sheet("A-1", "branch", by: "101", more: [("recordedAt", "2026-11-01T00:00:00Z")])
        )
        #expect(answer.errors == ["recordedAt unexpected"])
    }

    @Test func `a month that has not begun is refused`() async throws {
        let bureau = try await SmallBureau()
        let answer = try await bureau.server.post("/cycles", ["branch": "A", "month": "2026-12"])
        #expect(answer.status == 409)
        #expect(answer.code == "monthHasNotBegun")
        let imported = try await bureau.server.importing(
            "scores", "责任区编号,层级,评分人,秩序,服务,说明\nA-1,自评,103,55,36,\n", query: "?month=2026-12"
        )
        #expect(imported.status == 422)
        #expect(imported.errors == [" conflict"])
        // It begins at midnight in Shanghai, eight hours before it does in UTC.
        bureau.server.clock.now = Instant(
            seconds: Int64(try LocalDate(parsing: "2026-11-30").dayNumber) * 86_400 + 57_600)
        #expect(try await bureau.server.post("/cycles", ["branch": "A", "month": "2026-12"]).status == 201)
    }

    @Test(
        arguments: [
            ("2026-13", "month range"), ("2026-00", "month range"), ("1999-12", "month range"),
            ("2200-01", "month range"),
            ("2026-1", "month format"), ("2026-11-01", "month format"), ("２０２６-11", "month format"),
            ("202611", "month format"), ("", "month format"), (202_611, "month format"), (nil, "month required"),
        ] as [(JSON, String)])
    func `an odd month is refused`(month: JSON, error: String) async throws {
        let bureau = try await SmallBureau()
        let answer = try await bureau.server.post("/cycles", ["branch": "A", "month": month])
        #expect(answer.status == 422)
        #expect(answer.errors == [error])
        guard let text = month.string, let query = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
        else { return }
        #expect(try await bureau.server.get("/rankings?month=\(query)").errors == [error])
    }

    @Test func `a month before any scheme is in force is refused`() async throws {
        let answer = try await SmallBureau().server.post("/cycles", ["branch": "A", "month": "2025-12"])
        #expect(answer.status == 409)
    }

    // MARK: - What is seen when

    @Test func `nobody sees points before the month closes, everybody sees adjustments`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        let body = SmallBureau.sheet("A-1", "branch", by: "101", 30, 36, more: [("comment", "占道")])
        let answers = [
            try await server.post("/cycles/\(cycle)/sheets", body).json,
            try await server.get("/cycles/\(cycle)/sheets").items.first ?? .null,
            try await server.get("/cycles/\(cycle)/sheets?area=A-1&revisions=true").items.first ?? .null,
        ]
        for sheet in answers {
            for figure in ["points", "total", "comment"] { #expect(sheet[figure] == .null) }
            #expect(sheet["assessor"] == "101")
            #expect(sheet["assessorName"] == "书记A")
        }
        try await bureau.adjust(in: cycle)
        let adjustment = try await server.get("/cycles/\(cycle)/adjustments").items.first
        #expect(adjustment?["item"] == "complaint")
        #expect(adjustment?["times"] == 1)

        try await bureau.close(cycle)
        let sheet = try await server.get("/cycles/\(cycle)/sheets").items.first
        #expect(sheet?["points"] == ["order": 30, "service": 36])
        #expect(sheet?["total"] == 66)
        #expect(sheet?["comment"] == "占道")
    }

    @Test func `a closed month takes nothing more`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        let adjustment = try await bureau.adjust(in: cycle)
        try await bureau.close(cycle)
        let requests: [(String, JSON?)] = [
            ("/cycles/\(cycle)/sheets", SmallBureau.sheet("A-1", "branch", by: "105")),
            (
                "/cycles/\(cycle)/sheets",
                SmallBureau.sheet(
                    "A-1", "branch", by: "101", 1, 1,
                    more: [
                        ("comment", "x"), ("revisionReason", "y"),
                    ])
            ),
            (
                "/cycles/\(cycle)/adjustments",
                ["area": "A-1", "item": "praised", "times": 1, "date": "2026-11-03", "reason": "x", "recorder": "101"]
            ),
            ("/adjustments/\(adjustment)/revise", ["times": 2, "revisionReason": "x"]),
            ("/adjustments/\(adjustment)/withdraw", ["revisionReason": "x"]),
            ("/cycles/\(cycle)/close", nil),
        ]
        for (path, body) in requests {
            let answer = try await server.post(path, body)
            #expect(answer.status == 409, "\(path): \(answer.text)")
            #expect(answer.code == "cycleNotOpen")
        }
        // What stands already may come again: it changes nothing.
        let same = try await server.post(
            "/cycles/\(cycle)/sheets", SmallBureau.sheet("A-1", "branch", by: "101", 58, 38))
        #expect(same.status == 200)
        #expect(try await server.post("/cycles", ["branch": "A", "month": "2026-11"]).json["status"] == "closed")
        // The other branch's month is its own.
        let other = try await bureau.open("B")
        try await bureau.score("B-1", in: other, 55, 36)
    }

    // MARK: - Adjustments

    @Test(
        arguments: [
            ("item", "zeal", "item unknown"), ("times", 0, "times range"), ("times", 101, "times range"),
            ("date", "2026-10-31", "date range"), ("date", "2026-12-01", "date range"),
            ("date", "2026-11-25", "date range"), ("date", "2026-11-31", "date range"),
            ("reason", " ", "reason required"),
            ("recorder", "999", "recorder reference"), ("area", "B-1", "area reference"),
            ("points", 5, "points unexpected"),
        ] as [(String, JSON, String)])
    func `an adjustment is from the menu, on a day of the month that has been`(
        member: String, value: JSON, error: String
    ) async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        var body = JSON.Object()
        for (name, good) in [
            ("area", "A-1"), ("item", "complaint"), ("times", 1), ("date", "2026-11-24"), ("reason", "核实"),
            ("recorder", "101"),
        ] as [(String, JSON)] { body[name] = good }
        #expect(try await bureau.server.post("/cycles/\(cycle)/adjustments", .object(body)).status == 201)
        body[member] = value
        let answer = try await bureau.server.post("/cycles/\(cycle)/adjustments", .object(body))
        #expect(answer.status == 422)
        #expect(answer.errors == [error], "\(answer.text)")
        #expect(try await bureau.server.get("/cycles/\(cycle)/adjustments").items.count == 1)
    }

    @Test func `a veto counts once`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        let answer = try await bureau.server.post(
            "/cycles/\(cycle)/adjustments",
            ["area": "A-1", "item": "sanction", "times": 2, "date": "2026-11-03", "reason": "x", "recorder": "101"]
        )
        #expect(answer.errors == ["times range"])
    }

    @Test func `an adjustment is revised and withdrawn by name, and only the one that stands`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        let first = try await bureau.adjust(in: cycle)
        #expect(
            try await server.post("/adjustments/\(first)/revise", ["times": 2]).errors == ["revisionReason required"])
        let second = try await server.post("/adjustments/\(first)/revise", ["times": 2, "revisionReason": "漏记"])
        #expect(second.json["times"] == 2)
        #expect(second.json["revision"] == 2)
        #expect(second.json["reason"] == "台账核实")
        let stale = try await server.post("/adjustments/\(first)/revise", ["times": 3, "revisionReason": "x"])
        #expect(stale.code == "adjustmentSuperseded")
        let gone = try await server.post("/adjustments/\(second.id)/withdraw", ["revisionReason": "查无此事"])
        #expect(gone.json["withdrawn"] == true)
        #expect(try await server.get("/cycles/\(cycle)/adjustments").items.isEmpty)
        let again = try await server.post("/adjustments/\(gone.id)/withdraw", ["revisionReason": "x"])
        #expect(again.code == "adjustmentSuperseded")
    }
}
