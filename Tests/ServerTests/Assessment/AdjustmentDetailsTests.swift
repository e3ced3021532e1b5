import Domain
import Foundation
import TestSupport
import Testing

@testable import Server
@testable import Storage

/// Items with a least and a greatest, with levels, with documents, and events that count once (design §4 "Scheme, format
/// 2"), from the scheme's form to the posted month, by API, file and page.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct AdjustmentDetailsTests {
    private let bureau: SmallBureau
    private let cycle: Int

    init() async throws {
        bureau = try await SmallBureau(
            scheme: SmallBureau.scheme { scheme in
                scheme["format"] = 2
                scheme["bonusCap"] = 20
                scheme["bonuses"] = [
                    [
                        "key": "praised", "titleZh": "受到表扬", "titleEn": "Praised", "cap": 10, "document": "optional",
                        "levels": [
                            ["key": "street", "titleZh": "街道", "titleEn": "Street", "points": 1],
                            ["key": "city", "titleZh": "市级", "titleEn": "City", "points": 4],
                        ],
                    ],
                    ["key": "duty", "titleZh": "重大保障", "titleEn": "Duty", "min": 1, "max": 5, "cap": 8],
                ]
                scheme["deductions"] = [
                    ["key": "complaint", "titleZh": "有责投诉", "titleEn": "Complaint", "points": 2, "cap": 6],
                    [
                        "key": "report", "titleZh": "被通报", "titleEn": "Reported", "points": 3, "cap": 6,
                        "document": "required",
                    ],
                ]
                scheme["vetoes"] = [
                    ["key": "sanction", "titleZh": "违纪受处分", "titleEn": "Sanction", "byDecision": true]
                ]
            })
        cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
    }

    @discardableResult
    private func adjust(_ item: String, on area: String = "A-2", _ more: [(String, JSON)] = []) async throws -> Answer {
        var body = JSON.Object()
        for (name, value) in [
            ("area", .string(area)), ("item", .string(item)), ("times", 1), ("date", "2026-11-03"),
            ("reason", "台账核实"), ("recorder", "101"),
        ] + more as [(String, JSON)] { body[name] = value }
        return try await bureau.server.post("/cycles/\(cycle)/adjustments", .object(body))
    }

    private func explained(_ area: Int = 2) async throws -> JSON {
        try await bureau.server.get("/cycles/\(cycle)/areas/\(area)").json
    }

    @Test func `what an item brings goes by its level or by what is given, up to its cap`() async throws {
        #expect(try await adjust("praised").errors == ["level required"])
        #expect(try await adjust("duty", [("points", .number("5.01"))]).errors == ["points range"])
        #expect(try await adjust("complaint", [("points", 2)]).errors == ["points unexpected"])
        #expect(try await adjust("report").errors == ["document required"])
        #expect(try await adjust("sanction", on: "A-3").errors == ["document required"])
        let praised = try await adjust("praised", [("level", "city"), ("document", "城表〔2026〕3号")])
        #expect(praised.status == 201, "\(praised.text)")
        #expect(praised.json["level"] == "city" && praised.json["document"] == "城表〔2026〕3号")
        #expect(try await adjust("duty", [("points", .number("4.5")), ("times", 2)]).status == 201)
        #expect(try await adjust("report", [("document", "通报12号")]).status == 201)
        #expect(try await adjust("sanction", on: "A-3", [("document", "处〔2026〕1号")]).status == 201)
        try await bureau.close(cycle)
        let area = try await explained()
        #expect(
            area["items"]?.array?.map {
                "\($0["item"]?.string ?? "") \($0["uncapped"]?.text ?? "") \($0["points"]?.text ?? "")"
            } == [
                "praised 4 4", "duty 9 8", "report 3 3",
            ])
        #expect(area["bonuses"] == 12 && area["deductions"] == 3 && area["final"] == 100)
        #expect(try await explained(3)["standing"] == "vetoed")
        let reader = Browser(bureau.server, as: try await bureau.server.account("101", member: "101"))
        let page = try await reader.get("/cycles/\(cycle)/areas/2").text
        for text in ["受到表扬（市级）", "文号：城表〔2026〕3号", "文号：通报12号"] { #expect(page.contains(text), "\(text)") }
        let list = try await reader.get("/cycles/\(cycle)/adjustments").text
        #expect(list.contains("受到表扬（市级）") && list.contains("+9.00") || list.contains("+8.00"), "\(list)")
    }

    @Test func `one event counts once, the highest, and equal ones by what was recorded first`() async throws {
        let duty = try await adjust("duty", [("points", 3), ("event", "国庆保障")])
        let praised = try await adjust("praised", [("level", "city"), ("event", "国庆保障")])
        let other = try await adjust("praised", [("level", "street"), ("event", "创卫"), ("reason", "另一件")])
        // The same event among the deductions is another matter.
        let complaint = try await adjust("complaint", [("event", "国庆保障")])
        for answer in [duty, praised, other, complaint] { #expect(answer.status == 201, "\(answer.text)") }
        // Revised to as much as the other: still the one that was recorded first.
        let revised = try await bureau.server.post(
            "/adjustments/\(duty.id)/revise", ["points": 4, "revisionReason": "少记一分"])
        #expect(revised.status == 201 && revised.json["event"] == "国庆保障", "\(revised.text)")
        try await bureau.close(cycle)
        let area = try await explained()
        let parts = area["entries"]?.array ?? []
        #expect(
            Dictionary(uniqueKeysWithValues: parts.map { ($0["adjustment"]?.integer ?? 0, $0["countsUnder"]) }) == [
                Int64(revised.id): .null, Int64(praised.id): JSON(revised.id), Int64(other.id): .null,
                Int64(complaint.id): .null,
            ])
        #expect(area["bonuses"] == 5 && area["deductions"] == 2)
        let reader = Browser(bureau.server, as: try await bureau.server.account("101", member: "101"))
        let page = try await reader.get("/cycles/\(cycle)/areas/2").text
        #expect(page.contains("同一事件只计最高项，已计入重大保障（2026年11月3日）"), "\(page)")

        #expect(try await bureau.server.post("/cycles/\(cycle)/post").status == 200)
        #expect(try await bureau.server.get("/snapshots/1/verification").json["holds"] == true)
        // Whoever renames the event beside the program is found out.
        try await bureau.server.store.database.write { session in
            try session.run(("DROP TRIGGER adjustment_is_never_overwritten" as SQL).asTold)
            try session.run("UPDATE adjustment SET event = '创卫' WHERE id = \(praised.id)")
        }
        let faults = try await bureau.server.get("/snapshots/1/verification").json["faults"]?.array ?? []
        #expect(faults.contains { $0["code"] == "recordsDiffer" || $0 == "recordsDiffer" }, "\(faults)")
    }

    @Test func `a file says the same in four columns, tells what is wrong in each, and goes in again as it came out`()
        async throws
    {
        let heading = "责任区编号,类型,项目,次数,发生日期,事由,记录人编号,分值,等级,事件,文号\n"
        let wrong = try await bureau.server.importing(
            "adjustments",
            heading + """
                A-1,加分,受到表扬,1,2026-11-03,甲,101,,省级,,
                A-1,加分,受到表扬,1,2026-11-03,乙,101,4,市级,,
                A-1,加分,重大保障,1,2026-11-03,丙,101,9,,,
                A-1,扣分,有责投诉,1,2026-11-03,丁,101,,一等,,1号
                A-1,扣分,被通报,1,2026-11-03,戊,101,,,,
                A-1,一票否决,违纪受处分,1,2026-11-03,己,101,,,,

                """, query: "?month=2026-11")
        #expect(
            wrong.errors == [
                "等级 unknown", "分值 unexpected", "分值 range", "等级 unexpected", "文号 unexpected", "文号 required",
                "文号 required",
            ], "\(wrong.text)")
        let rows = """
            A-1,加分,受到表扬,1,2026-11-03,甲,101,,市级,国庆保障,城表3号
            A-1,加分,重大保障,2,2026-11-03,丙,101,１．５分,,国庆保障,
            A-1,扣分,被通报,1,2026-11-03,戊,101,,,,通报12号

            """
        let done = try await bureau.server.importing("adjustments", heading + rows, query: "?month=2026-11")
        #expect(done.status == 200 && done.json["created"] == 3, "\(done.text)")
        let again = try await bureau.server.importing("adjustments", heading + rows, query: "?month=2026-11")
        #expect(again.json["unchanged"] == 3, "\(again.text)")

        let secretary = Browser(bureau.server, as: try await bureau.server.account("101", member: "101"))
        for language in ["zh-CN", "en"] {
            let file = try await secretary.get(
                "/cycles/\(cycle)/adjustments.csv", headers: ["Accept-Language": language]
            ).text
            let back = try await bureau.server.importing("adjustments", file, query: "?month=2026-11")
            #expect(back.json["unchanged"] == 3, "\(language): \(back.text)\n\(file)")
        }
    }

    @Test func `the page asks for what the items take, and a level goes with its own item alone`() async throws {
        let secretary = Browser(bureau.server, as: try await bureau.server.account("101", member: "101"))
        let path = "/cycles/\(cycle)/adjustments"
        let page = try await secretary.get(path).text
        #expect(page.contains("受到表扬（每次 街道 1、市级 4 分，上限 10 分）") && page.contains("每次 1–5 分"), "\(page)")
        var fields = secretary.fields(of: path)
        for (name, value) in [
            ("area", "A-2"), ("item", "duty"), ("date", "2026-11-03"), ("reason", "国庆值守"), ("level", "praised/city"),
            ("recorder", ""),
        ] { fields[name] = value }
        let refused = try await secretary.post(path, fields)
        #expect(refused.status == 422 && refused.text.contains("没有等级"), "\(refused.text)")
        fields["item"] = "praised"
        fields["event"] = "国庆保障"
        let done = try await secretary.post(path, fields)
        #expect(done.status == 303, "\(done.text)")
        let listed = try await bureau.server.get(path).items.first
        #expect(listed?["level"] == "city" && listed?["event"] == "国庆保障" && listed?["points"] == .null)
        let id = try #require(listed?["id"]?.integer)
        try await secretary.get("/adjustments/\(id)")
        var revision = secretary.fields(of: "/adjustments/\(id)/revise")
        #expect(revision["level"] == "praised/city" && revision["event"] == "国庆保障" && revision["points"] == nil)
        revision["level"] = "praised/street"
        revision["revisionReason"] = "是街道的"
        #expect(try await secretary.post("/adjustments/\(id)/revise", revision).status == 303)
        #expect(try await bureau.server.get(path).items.map { $0["level"] } == ["street"])
    }

    @Test func `the scheme's form takes points, from–to and levels in one line`() async throws {
        let office = Browser(
            bureau.server,
            as: try await bureau.server.account("office", grants: [.init(.committeeOfficer, committee: "JG")]))
        let path = "/administration/schemes/1/revise"
        try await office.get(path)
        var fields = office.fields(of: path)
        #expect(fields["content.bonuses[0].points"] == "街道 1；市级 4" && fields["content.bonuses[1].points"] == "1-5")
        #expect(
            fields["content.deductions[1].document"] == "required" && fields["content.vetoes[0].byDecision"] == "true")
        for (name, value) in [
            ("effectiveFrom", "2026-12"), ("bonuses[0].points", "市级 5分、省级：8"), ("bonuses[1].points", "０．５～６"),
            ("deductions[0].points", "2 到 3 到 4"), ("vetoes[0].byDecision", "false"),
        ] { fields["content.\(name)"] = value }
        let refused = try await office.post(path, fields)
        #expect(
            refused.status == 422 && refused.text.contains(#"id="importScheme-content.deductions[0].points-error""#))
        fields = office.fields(of: path)
        fields["content.deductions[0].points"] = "2.5"
        let done = try await office.post(path, fields)
        #expect(done.status == 303, "\(done.text)")
        let content = try await bureau.server.get("/schemes/2").json["content"]
        let levels = content?["bonuses"]?.array?.first?["levels"]?.array ?? []
        #expect(
            levels.map { "\($0["key"]?.string ?? "") \($0["titleZh"]?.string ?? "") \($0["points"]?.text ?? "")" } == [
                "city 市级 5", "l1 省级 8",
            ])
        #expect(
            content?["bonuses"]?.array?.last?["min"]?.text == "0.5" && content?["bonuses"]?.array?.last?["max"] == 6)
        #expect(content?["deductions"]?.array?.first?["points"]?.text == "2.5")
        #expect(content?["vetoes"]?.array?.first?["byDecision"] == nil)
        let page = try await office.get("/administration/schemes/2").text
        for text in ["市级 5、省级 8", "0.5–6", "须填文号"] { #expect(page.contains(text), "\(text)") }
    }
}
