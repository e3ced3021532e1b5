import Domain
import Testing

@testable import Server

/// What a scheme of format 2 says beside one of format 1 (design §4 "Scheme, format 2"), from its document to what the
/// month shows.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct SchemeFormatTests {
    private static func bureau(_ tiers: JSON, _ more: [(String, JSON)] = []) async throws -> SmallBureau {
        try await SmallBureau(
            scheme: SmallBureau.scheme { scheme in
                scheme["format"] = 2
                scheme["tiers"] = tiers
                for (name, value) in more { scheme[name] = value }
            })
    }

    private static func branchAndPublic(_ branch: [(String, JSON)] = [], _ public: [(String, JSON)] = []) -> JSON {
        func tier(_ name: String, _ more: [(String, JSON)]) -> JSON {
            var object = JSON.Object()
            (object["tier"], object["weight"], object["combine"]) = (.string(name), 50, "mean")
            for (name, value) in more { object[name] = value }
            return .object(object)
        }
        return [tier("branch", branch), tier("public", `public`)]
    }

    @discardableResult
    private static func give(
        _ area: String, _ tier: String, _ assessor: String, _ total: String, in cycle: Int, _ bureau: SmallBureau,
        reason: String? = nil
    ) async throws -> Answer {
        let order = try Points(total) - Points(hundredths: 3600)
        return try await bureau.server.post(
            "/cycles/\(cycle)/sheets",
            SmallBureau.sheet(
                area, tier, by: assessor, JSON(order), 36, more: reason.map { [("revisionReason", .string($0))] } ?? [])
        )
    }

    @Test func `a scheme says how many sheets of the public tier there may be, whichever way they come in`()
        async throws
    {
        let bureau = try await Self.bureau(Self.branchAndPublic([], [("maximumSheets", 2)]))
        let server = bureau.server
        let cycle = try await bureau.open()
        #expect(try await Self.give("A-1", "public", "商户代表1", "90", in: cycle, bureau).status == 201)
        let rows = "责任区编号,层级,评分人,秩序,服务,说明\nA-1,群众评,居民代表1,54,36,\nA-1,群众评,居民代表2,54,36,\n"
        let imported = try await server.importing("scores", rows, query: "?month=2026-11")
        #expect(imported.errors == ["评分人 tooMany"], "\(imported.text)")
        #expect(imported.json["errors"]?.array?.first?["line"] == 3)
        #expect(try await Self.give("A-1", "public", "居民代表1", "90", in: cycle, bureau).status == 201)
        let third = try await Self.give("A-1", "public", "居民代表2", "90", in: cycle, bureau)
        #expect(third.errors == ["assessor tooMany"], "\(third.text)")
        // The same person again is a revision; another area has room of its own; the other tier has no ceiling.
        #expect(try await Self.give("A-1", "public", "商户代表1", "91", in: cycle, bureau, reason: "笔误").status == 201)
        #expect(try await Self.give("A-2", "public", "居民代表2", "90", in: cycle, bureau).status == 201)
        for member in ["101", "102", "104", "105"] {
            #expect(try await Self.give("A-1", "branch", member, "90", in: cycle, bureau).status == 201)
        }
        let officer = Browser(server, as: try await server.account("102", member: "102"))
        #expect(try await officer.get("/administration/schemes/1").text.contains("至多 2 份"))
    }

    @Test func `an area with fewer sheets than a tier takes at least has no place, and it is said how many there are`()
        async throws
    {
        let bureau = try await Self.bureau(Self.branchAndPublic([("minimumSheets", 2)]))
        let server = bureau.server
        let cycle = try await bureau.open()
        for area in ["A-1", "A-2"] {
            try await Self.give(area, "branch", "101", "90", in: cycle, bureau)
            try await Self.give(area, "public", "商户代表1", "90", in: cycle, bureau)
        }
        try await Self.give("A-1", "branch", "102", "91", in: cycle, bureau)
        let areas = try await server.get("/cycles/\(cycle)/completeness").items
        #expect(areas.map { $0["missing"] } == [[], ["branch"], ["branch", "public"]])
        #expect(areas.map { $0["needed"]?["branch"] } == [2, 2, 2])
        let officer = Browser(server, as: try await server.account("102", member: "102"))
        let progress = try await officer.get("/cycles/\(cycle)").text
        #expect(progress.contains("支部评只有 1/2 份") && progress.contains("2/2"))
        try await bureau.close(cycle)
        let ranking = try await bureau.ranking()
        #expect(ranking["ranked"]?.array?.map { $0["area"] } == ["A-1"])
        let secretary = Browser(server, as: try await server.account("101", member: "101"))
        #expect(try await secretary.get("/cycles/\(cycle)/areas/2").text.contains("支部评只有 1/2 份"))
        let tiers = try await server.get("/cycles/\(cycle)/areas/2").json["tiers"]?.array ?? []
        #expect(tiers.map { $0["sheets"] } == [1, 1] && tiers.map { $0["needed"] } == [2, 1])
    }

    /// 90.1666… and 90.5 against 90 and 90.68.
    @Test(arguments: [("tiers", "A-1", true), ("final", "A-2", false)])
    func `where it is rounded can decide, and is said to`(rounding: String, winner: String, isSaid: Bool) async throws {
        let bureau = try await Self.bureau(Self.branchAndPublic(), [("rounding", .string(rounding))])
        let server = bureau.server
        let cycle = try await bureau.open()
        for (area, tier, assessor, total) in [
            ("A-1", "branch", "101", "90"), ("A-1", "branch", "102", "90"), ("A-1", "branch", "105", "90.5"),
            ("A-1", "public", "群众甲", "90.5"), ("A-2", "branch", "101", "90"), ("A-2", "branch", "102", "90"),
            ("A-2", "public", "群众乙", "90.68"),
        ] {
            #expect(try await Self.give(area, tier, assessor, total, in: cycle, bureau).status == 201)
        }
        try await bureau.close(cycle)
        let ranking = try await bureau.ranking()
        #expect(ranking["winners"] == [.string(winner)])
        let finals = ranking["ranked"]?.array?.map { $0["final"]?.text }
        #expect(finals == (rounding == "final" ? ["90.34", "90.33"] : ["90.34", "90.34"]))
        let secondID = winner == "A-1" ? 2 : 1
        let second = try await server.get("/cycles/\(cycle)/areas/\(secondID)").json
        #expect(second["decidedByRounding"] == .bool(isSaid))
        let secretary = Browser(server, as: try await server.account("101", member: "101"))
        let page = try await secretary.get("/cycles/\(cycle)/areas/\(secondID)").text
        #expect(page.contains("名次由舍入决定") == isSaid)
        let first = try await server.get("/cycles/\(cycle)/areas/1").json["tiers"]?.array?.first
        #expect(first?["exact"] == ["total": .number("270.5"), "count": 3] as JSON)
        if rounding == "final" { #expect(page.contains("90.17（270.5÷3）")) }
        #expect(try await server.post("/cycles/\(cycle)/post").status == 200)
        #expect(try await server.get("/snapshots/1/verification").json["holds"] == true)
    }

    @Test func `a working day of posting counts as the notice's first where the scheme says so`() async throws {
        let bureau = try await Self.bureau(Self.branchAndPublic(), [("noticeCountsPostingDay", true)])
        let server = bureau.server
        let cycle = try await bureau.open()
        try await Self.give("A-1", "branch", "101", "90", in: cycle, bureau)
        try await Self.give("A-1", "public", "商户代表1", "90", in: cycle, bureau)
        try await bureau.close(cycle)
        #expect(try await server.post("/cycles/\(cycle)/post").status == 200)
        // Tuesday, Wednesday, Thursday, Friday, Monday.
        #expect(try await server.get("/cycles/\(cycle)").json["noticeEnds"] == "2026-12-07")
        let secretary = Browser(server, as: try await server.account("101", member: "101"))
        let notice = try await secretary.get("/cycles/\(cycle)/notice").text
        #expect(notice.contains("公示时间：2026年12月1日至2026年12月7日（5 个工作日）"), "\(notice)")
    }

    @Test func `a trimmed mean says whether it dropped any`() async throws {
        let bureau = try await Self.bureau(
            [["tier": "branch", "weight": 100, "combine": "trimmedMean"]], [("trimFrom", 3)])
        let server = bureau.server
        let cycle = try await bureau.open()
        for (area, assessors) in [("A-1", ["101", "102", "104"]), ("A-2", ["101", "102"])] {
            for (assessor, total) in zip(assessors, ["80", "90", "91"]) {
                #expect(try await Self.give(area, "branch", assessor, total, in: cycle, bureau).status == 201)
            }
        }
        try await bureau.close(cycle)
        for (id, isTrimmed, score) in [(1, true, "90"), (2, false, "85")] {
            let tier = try await server.get("/cycles/\(cycle)/areas/\(id)").json["tiers"]?.array?.first
            #expect(tier?["trimmed"] == .bool(isTrimmed) && tier?["score"]?.text == score)
        }
        let secretary = Browser(server, as: try await server.account("101", member: "101"))
        #expect(try await secretary.get("/cycles/\(cycle)/areas/1").text.contains("去掉最高最低取平均"))
        #expect(try await secretary.get("/cycles/\(cycle)/areas/2").text.contains("不满 3 份，未去掉最高最低"))
    }

    @Test func `a scheme from the console is of format 2, and keeps what was typed`() async throws {
        let server = try await SmallBureau().server
        let office = Browser(
            server, as: try await server.account("office", grants: [.init(.committeeOfficer, committee: "JG")]))
        let path = "/administration/schemes/1/revise"
        _ = try await office.get(path)
        var fields = office.fields(of: path)
        for (name, value) in [
            ("effectiveFrom", "2026-12"), ("rounding", "final"), ("trimFrom", "4"), ("noticeCountsPostingDay", "true"),
            ("tiers[3].maximumSheets", "9"),
        ] {
            try #require(fields["content.\(name)"] != nil, "\(name)")
            fields["content.\(name)"] = value
        }
        let done = try await office.post(path, fields)
        #expect(done.status == 303, "\(done.text)")
        let content = try await server.get("/schemes/2").json["content"]
        #expect(content?["format"] == 2 && content?["rounding"] == "final" && content?["trimFrom"] == 4)
        #expect(content?["noticeCountsPostingDay"] == true)
        #expect(content?["tiers"]?.array?.map { $0["maximumSheets"]?.integer } == [nil, nil, nil, 9])
        let page = try await office.get("/administration/schemes/2").text
        for line in ["末尾舍入", "至多 9 份", "满 4 份去掉最高最低取平均", "张贴当日计入公示期"] {
            #expect(page.contains(line), "\(line)")
        }
    }
    @Test func `a scheme is begun from nothing without a word of English or a code, and its rows outlive an error`()
        async throws
    {
        let server = try await SmallBureau().server
        let office = Browser(
            server, as: try await server.account("office", grants: [.init(.committeeOfficer, committee: "JG")]))
        let path = "/administration/schemes/new"
        let page = try await office.get(path).text
        for name in ["content.code", "content.titleEn", "content.criteria[0].key", "content.criteria[0].titleEn"] {
            #expect(!page.contains("name=\"\(name)\""), "\(name)")
        }
        // What a row needs is not said to be left out.
        #expect(!page.contains(#"满分 <span class="optional">"#) && page.contains(#"至少几份 <span class="optional">"#))
        var fields = office.fields(of: path)
        for (name, value) in [
            ("titleZh", "新办法"), ("effectiveFrom", "2026-12"), ("awardMinimum", "80"), ("bonusCap", "5"),
            ("criteria[0].titleZh", "秩序"), ("criteria[0].maxPoints", "60"), ("criteria[1].titleZh", "服务"),
            ("criteria[1].maxPoints", "40"), ("deductions[0].titleZh", "有责投诉"), ("deductions[0].points", "2"),
            ("deductions[0].cap", "6"), ("tiers[2].weight", "70"), ("tiers[3].weight", "20"),
        ] { fields["content.\(name)"] = value }
        let refused = try await office.post(path, fields)
        #expect(refused.status == 422 && refused.text.contains("90"), "\(refused.text)")
        // The tiers with a weight come first, where the errors name them; the others keep what they are.
        let kept = office.fields(of: path)
        #expect((0..<4).map { kept["content.tiers[\($0)].tier"] } == ["branch", "public", "self", "group"])
        #expect(kept["content.criteria[1].titleZh"] == "服务")
        let done = try await office.post(path, kept.merging(["content.tiers[2].weight": "10"]) { $1 })
        #expect(done.status == 303, "\(done.text)")
        let content = try await server.get("/schemes/2").json["content"]
        #expect(content?["code"] == "scheme-2026-12" && content?["titleEn"] == "新办法")
        #expect(content?["criteria"]?.array?.map { $0["key"]?.string } == ["c1", "c2"])
        #expect(content?["deductions"]?.array?.map { $0["key"]?.string } == ["d1"])
        #expect(content?["tiers"]?.array?.map { $0["tier"]?.string } == ["self", "branch", "public"])

        // A revision keeps the codes of what keeps its name.
        let revision = "/administration/schemes/2/revise"
        try await office.get(revision)
        let changed = office.fields(of: revision).merging(["content.criteria[0].titleZh": "市容秩序"]) { $1 }
        #expect(try await office.post(revision, changed).status == 303)
        let keys = try await server.get("/schemes/3").json["content"]?["criteria"]?.array?.map { $0["key"]?.string }
        #expect(keys == ["c3", "c2"])
    }
}
