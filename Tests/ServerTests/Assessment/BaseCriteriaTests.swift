import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// Criteria that start from a base and lose points for causes (design §4 "Scheme, format 2"), from the scheme to the posted
/// month, by API, grid and file.
///
/// In branch A, 101 is secretary, 102 and 103 lead groups, and 103, 104 and 105 hold A-1, A-2 and A-3.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct BaseCriteriaTests {
    private let bureau: SmallBureau
    private let cycle: Int

    static let scheme = SmallBureau.scheme { scheme in
        scheme["format"] = 2
        scheme["criteria"] = [
            [
                "key": "order", "titleZh": "秩序", "titleEn": "Order", "maxPoints": 60, "mode": "base",
                "losses": [
                    ["key": "late", "titleZh": "迟到", "titleEn": "Late", "points": 2],
                    ["key": "litter", "titleZh": "垃圾未清", "titleEn": "Litter", "min": 1, "max": 5],
                ],
            ],
            ["key": "service", "titleZh": "服务", "titleEn": "Service", "maxPoints": 40],
        ]
    }

    init() async throws {
        bureau = try await SmallBureau(scheme: Self.scheme)
        cycle = try await bureau.open()
    }

    private func sheet(
        _ order: JSON?, _ lost: String?, by assessor: String = "101", on area: String = "A-1", tier: String = "branch",
        more: [(String, JSON)] = []
    ) -> JSON {
        var points = JSON.Object()
        points["order"] = order
        points["service"] = 36
        return SmallBureau.sheet(
            area, tier, by: assessor,
            more: [("points", .object(points))] + (lost.map { [("losses", ["order": .string($0)])] } ?? []) + more)
    }

    private func post(_ sheet: JSON) async throws -> Answer {
        try await bureau.server.post("/cycles/\(cycle)/sheets", sheet)
    }

    private func standing(_ area: String = "A-1") async throws -> [JSON] {
        try await bureau.server.get("/cycles/\(cycle)/sheets?area=\(area)").items
    }

    private static let twice: JSON = [
        ["item": "late", "reason": nil, "times": 2, "points": 2],
        ["item": nil, "reason": "路面积水", "times": 1, "points": 1],
    ]

    @Test func `the API takes points with causes, or causes alone, and tells both`() async throws {
        for (order, lost, errors) in [
            (55, nil, ["losses.order required"]), (55, "迟到", ["points.order conflict"]),
            (nil, nil, ["points.order required"]), (60, "迟到", ["points.order conflict"]),
            (55, "路面积水", ["losses.order unknown"]),
        ] as [(JSON?, String?, [String])] {
            let answer = try await post(sheet(order, lost))
            #expect(answer.status == 422 && answer.errors == errors, "\(answer.text)")
        }
        let unknown = try await post(sheet(60, nil, more: [("losses", ["service": "迟到−1", "x": ""])]))
        #expect(unknown.errors == ["losses.service unexpected", "losses.x unknown"], "\(unknown.text)")
        let full = try await post(sheet(nil, "", by: "104"))
        #expect(full.status == 201 && full.json["revision"] == 1, "\(full.text)")
        let made = try await post(sheet(nil, "迟到×2；路面积水−1"))
        #expect(made.status == 201, "\(made.text)")
        try await bureau.close(cycle)
        let sheets = try await standing()
        #expect(sheets.map { $0["losses"] } == [[:], ["order": Self.twice]])
        #expect(sheets.map { $0["points"]?["order"] } == [60, 55] && sheets.map { $0["total"] } == [96, 91])
        let explained = try await bureau.server.get("/cycles/\(cycle)/areas/1").json
        #expect(explained["sheets"]?.array?.last?["losses"] == ["order": Self.twice])
    }

    @Test func `the same in another spelling changes nothing, other causes are a revision`() async throws {
        let principal = try await bureau.server.token(of: bureau.server.account("101", member: "101"), days: 60)
            .principal
        func send(_ sheet: JSON) async throws -> Answer {
            try await bureau.server.send("POST", "/cycles/\(cycle)/sheets", sheet, by: principal)
        }
        let first = try await send(sheet(55, "迟到×2；路面积水−1"))
        #expect(first.status == 201 && first.json["losses"] == ["order": Self.twice], "\(first.text)")
        #expect(try await send(sheet(nil, "路面积水-1; Late x2")).status == 200)
        let other = try await send(sheet(55, "垃圾未清−5"))
        #expect(other.errors == ["revisionReason required"], "\(other.text)")
        #expect(try await send(sheet(55, "垃圾未清−5", more: [("revisionReason", "看错")])).status == 201)
        // Taken back, the earlier one stands again, with its causes.
        let id = try #require(try await standing().first?["id"]?.integer)
        let back = try await bureau.server.send(
            "POST", "/cycles/\(cycle)/sheets/withdraw", ["sheets": [JSON(id)], "reason": "录错"], by: principal)
        #expect(back.status == 200, "\(back.text)")
        try await bureau.close(cycle)
        #expect(try await standing().map { $0["losses"] } == [["order": Self.twice]])
        let audit = try await bureau.server.get("/audit?limit=500").items.filter { $0["subject"] == "sheet" }
        #expect(audit.allSatisfy { $0["after"]?["losses"]?["hash"] != nil }, "\(audit)")
        #expect(try await bureau.server.get("/audit/verification").json["holds"] != false)
    }

    @Test func `a posted month with causes holds, and what is tampered with is told`() async throws {
        for (area, holder, leader, lost) in [
            ("A-1", "103", "102", "迟到"), ("A-2", "104", "103", "垃圾未清−5"), ("A-3", "105", "103", "迟到×2；路面积水−1"),
        ] {
            for (tier, assessor) in [("self", holder), ("group", leader), ("branch", "101"), ("public", "商户代表1")] {
                #expect(try await post(sheet(nil, lost, by: assessor, on: area, tier: tier)).status == 201)
            }
        }
        try bureau.server.go(to: "2026-12-01")
        #expect(try await bureau.server.post("/cycles/\(cycle)/close").status == 200)
        let posted = try await bureau.server.post("/cycles/\(cycle)/post")
        #expect(posted.status == 200, "\(posted.text)")
        let ranking = try await bureau.server.get("/rankings?month=2026-11").items.first
        #expect(ranking?["ranked"]?.array?.map { $0["final"] } == [94, 91, 91], "\(String(describing: ranking))")
        let verified = try await bureau.server.get("/snapshots/\(bureau.server.first("/snapshots"))/verification").json
        #expect(verified["holds"] == true, "\(verified)")
        try await bureau.server.store.write(by: .operator(systemUser: "test")) { transaction in
            // Nothing of a sheet is overwritten, be it by whom it may.
            #expect(throws: (any Error).self) { try transaction.session.run("UPDATE sheet_loss SET times = 1") }
            #expect(throws: (any Error).self) { try transaction.session.run("DELETE FROM sheet_loss") }
        }
    }

    @Test func `a spreadsheet has the causes in a column of their own, and goes in again as it came out`() async throws
    {
        let head = "责任区编号,层级,评分人,秩序,秩序扣分原因,服务,说明,合计\n"
        for (row, wrong) in [
            ("A-1,支部评,101,55,,36,,", "“秩序扣分原因”"), ("A-1,支部评,101,55,迟到,36,,", "“秩序”"),
            ("A-1,支部评,101,,迟到×2,36,,91", "“合计”"),
        ] {
            let answer = try await bureau.server.importing("scores", head + row + "\n", query: "?month=2026-11")
            #expect(answer.status == 422, "\(answer.text)")
            let column = wrong.dropFirst().dropLast()
            #expect(answer.text.contains("\(column)"), "\(answer.text)")
        }
        let rows = "A-1,支部评,101,55,迟到×2；路面积水−1,36,,91\nA-2,支部评,101,,垃圾未清－3,36,,93\nA-3,支部评,101,60,,36,,96\n"
        let first = try await bureau.server.importing("scores", head + rows, query: "?month=2026-11")
        #expect(first.json["created"] == 3, "\(first.text)")
        // In English, by the key, in another order.
        let again = try await bureau.server.importing(
            "scores", "Area,Tier,Assessor,Order lost for,Order,Service\nA-1,branch,101,ponding−1;late×2,55,36\n",
            query: "?month=2026-11&revisionReason=x&dryRun=true")
        #expect(again.status == 200 && again.json["changed"] == 1, "\(again.text)")
        try await bureau.close(cycle)
        #expect(try await standing("A-2").map { $0["points"]?["order"] } == [57])
        let secretary = Browser(bureau.server, as: try await bureau.server.account("101", member: "101"))
        for language in ["zh-CN", "en"] {
            secretary.language = language
            let table = try await secretary.get("/cycles/\(cycle)/scores.csv?tier=branch")
            #expect(table.status == 200 && table.text.contains("路面积水−1"), "\(table.text)")
            let back = try await bureau.server.importing("scores", table.text, query: "?month=2026-11")
            #expect(back.json["unchanged"] == 3 && back.json["changed"] == 0, "\(back.text)")
        }
    }

    @Test func `the grid asks for the causes below the points, without script too`() async throws {
        let account = try await bureau.server.account("101", member: "101")
        let secretary = Browser(bureau.server, as: account)
        let path = "/cycles/\(cycle)/scores"
        let page = try await secretary.get("\(path)?tier=branch").text
        #expect(page.contains("name=\"l.1.order\"") && !page.contains("name=\"l.1.service\""))
        #expect(page.contains("<option value=\"迟到\"") && page.contains("迟到 −2"))
        // Points without a cause; causes that cannot be read; causes alone.
        let answer = try await secretary.post(
            path,
            [
                "tier": "branch", "p.1.order": "55", "p.1.service": "36", "p.2.service": "36", "l.2.order": "积水",
                "p.3.service": "36", "l.3.order": "迟到x2；路面积水-1",
            ])
        #expect(answer.status == 422, "\(answer.text)")
        #expect(answer.text.contains("得 55 分，满分 60 分，少的 5 分没有写扣分原因"), "\(answer.text)")
        #expect(answer.text.contains("“积水”不在所列扣分原因中") && answer.text.contains("value=\"积水\""))
        _ = try await secretary.get("\(path)?tier=branch")
        let shown = try await secretary.get("\(path)?tier=branch").text
        #expect(shown.contains("value=\"迟到×2；路面积水−1\""), "\(shown)")
        // Left alone, it says the same; with another cause it is a revision.
        let same = try await secretary.post(
            path, ["tier": "branch", "p.3.order": "55", "p.3.service": "36", "l.3.order": "迟到×2；路面积水−1", "r.3": "1"])
        #expect(same.status == 303, "\(same.text)")
        let other = try await secretary.post(
            path, ["tier": "branch", "p.3.order": "55", "p.3.service": "36", "l.3.order": "垃圾未清−5", "r.3": "1"])
        #expect(other.status == 422 && other.text.contains("此人已有评分，改动须写明理由"), "\(other.text)")
        let paper = try await secretary.get("/cycles/\(cycle)/paper").text
        #expect(paper.contains("加减分原因") && paper.contains("扣分原因：迟到 −2、垃圾未清 −1–5"), "\(paper)")
        try await bureau.close(cycle)
        let later = Browser(bureau.server, as: try await bureau.server.session(of: account.id, "101"))
        let closed = try await later.get("\(path)?tier=branch").text
        #expect(closed.contains("<span class=\"lost\">迟到×2；路面积水−1</span>"), "\(closed)")
        let explained = try await later.get("/cycles/\(cycle)/areas/3").text
        #expect(explained.contains("秩序 55：迟到×2；路面积水−1"), "\(explained)")
    }

    @Test func `a scheme's form keeps the causes of the version before by their titles`() async throws {
        let office = Browser(
            bureau.server, as: try await bureau.server.account("jgdw", grants: [.init(.committeeOfficer)]))
        let page = try await office.get("/administration/schemes/1").text
        #expect(page.contains("扣分原因：迟到 −2、垃圾未清 −1–5") && page.contains("60 − 5 = 55"), "\(page)")
        let path = "/administration/schemes/1/revise"
        _ = try await office.get(path)
        var fields = office.fields(of: path)
        #expect(fields["content.criteria[0].losses"] == "迟到 2；垃圾未清 1-5" && fields["content.criteria[0].mode"] == "base")
        fields["content.effectiveFrom"] = "2026-12"
        fields["content.criteria[0].losses"] = "垃圾未清 1～4; 迟到早退：3分"
        fields["content.criteria[1].mode"] = "base"
        let made = try await office.post(path, fields)
        let location = try #require(made.location, "\(made.text)")
        let content = try await bureau.server.get("/schemes").items.last?["content"]
        #expect(
            content?["criteria"]?.array?.first?["losses"] == [
                ["key": "litter", "titleZh": "垃圾未清", "titleEn": "Litter", "min": 1, "max": 4],
                ["key": "l1", "titleZh": "迟到早退", "titleEn": "迟到早退", "points": 3],
            ], "\(String(describing: content))")
        #expect(
            content?["criteria"]?.array?.last?["mode"] == "base" && content?["criteria"]?.array?.last?["losses"] == [])
        let shown = try await office.get(String(location.prefix { $0 != "?" })).text
        #expect(shown.contains("垃圾未清 −1–4、迟到早退 −3") && shown.contains("按实际原因扣分"), "\(shown)")
        // A list without the mode, and a line that cannot be read, are told beside the field.
        for (mode, line) in [("points", "迟到 2"), ("base", "迟到早退")] {
            _ = try await office.get(path)
            fields = office.fields(of: path)
            fields["content.effectiveFrom"] = "2027-01"
            fields["content.criteria[0].mode"] = mode
            fields["content.criteria[0].losses"] = line
            let wrong = try await office.post(path, fields)
            #expect(wrong.status == 422 && wrong.text.contains("content.criteria[0].losses-error"), "\(wrong.text)")
        }
    }

    @Test func `the model that deducts is a scheme that loses for its causes`() throws {
        let members = try SchemeTemplate.fromBase.fixed
        var document = JSON.Object()
        for (name, value) in members { document[String(name.dropFirst("content.".count))] = value }
        document["effectiveFrom"] = "2026-01"
        let scheme = try SchemeContent(.object(document))
        #expect(
            scheme.criteria.map(\.mode) == [.base, .base, .base, .base] && scheme.maximumTotal.description == "100")
        #expect(try SchemeContent(scheme.json) == scheme)
    }
}
