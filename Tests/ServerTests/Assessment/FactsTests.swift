import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// What the city-management platform and 12345 say of the areas, from their files to the grid, the result and the audit:
/// facts beside the scores, and never points.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct FactsTests {
    private let bureau: SmallBureau

    init() async throws {
        bureau = try await SmallBureau()
    }

    /// As the platform gives it out: a title, spaced headings, the lines' own numbers, a sum.
    private static let platform = """
        数字城管平台案件统计表,,,,,
        序号,责任区编号,责任区名称,立 案,按期结案数,返 工
        1,A-1,A区1,32,30,1
        2,A-2,A区2,12件,１２,0
        3,A-3,A区3,—,,
        ,合计,,44,42,1

        """

    private static let hotline = """
        责任区编号,投诉,查实,回访,满意
        A-1,2,1,6,5
        A-2,0,0,,

        """

    private func imported(_ text: String, _ query: String = "?month=2026-11") async throws -> Answer {
        try await bureau.server.importing("facts", text, query: query)
    }

    private func known(_ query: String = "") async throws -> [String] {
        try await bureau.server.get("/facts?month=2026-11\(query)").items.map { item in
            (["area"] + AreaFacts.Figure.allCases.map(\.rawValue) + ["revision"]).map {
                item[$0]?.string ?? item[$0]?.text ?? ""
            }
            .joined(separator: " ").replacing("null", with: "–")
        }
    }

    @Test
    func `the platform's file and the hotline's are two, the same again changes nothing, other figures take a reason`()
        async throws
    {
        // Before anybody opened the month: nothing is opened by it.
        let first = try await imported(Self.platform)
        #expect(first.counts == "2 0 1", "\(first.text)")
        #expect(try await bureau.server.get("/cycles?month=2026-11").items.isEmpty)
        #expect(try await imported(Self.hotline).counts == "0 2 0")
        #expect(try await known() == ["A-1 32 30 1 2 1 6 5 2", "A-2 12 12 0 0 0 – – 2"])
        let audited = try await bureau.server.auditCount()
        for file in [Self.platform, Self.hotline] { #expect(try await imported(file).json["changed"] == 0) }
        #expect(try await bureau.server.auditCount() == audited)

        let other = Self.platform.replacing(",32,30,", with: ",33,30,")
        let refused = try await imported(other)
        #expect(refused.status == 422)
        #expect(refused.rowErrors == ["3 立 案 required"], "\(refused.text)")
        #expect(refused.text.contains("32 stands for this month"), "\(refused.text)")
        #expect(try await imported(other, "?month=2026-11&revisionReason=平台更正".encoded).counts == "0 1 2")
        #expect(try await known("&area=A-1") == ["A-1 33 30 1 2 1 6 5 3"])
        // What stood before stays readable.
        #expect(
            try await known("&area=A-1&revisions=true") == [
                "A-1 32 30 1 – – – – 1", "A-1 32 30 1 2 1 6 5 2", "A-1 33 30 1 2 1 6 5 3",
            ])
        #expect(try await bureau.server.get("/facts?month=2026-11&branch=B").items.isEmpty)
        // An empty cell empties where that is asked for.
        let emptied = "责任区编号,返工\nA-1,\n"
        #expect(try await imported(emptied).json["notes"]?.array?.first?.string?.contains("返工") == true)
        #expect(
            try await imported(emptied, "?month=2026-11&emptyClears=true&revisionReason=误报".encoded).counts == "0 1 0")
        #expect(try await known("&area=A-1") == ["A-1 33 30 – 2 1 6 5 4"])
    }

    @Test func `what cannot be is refused by line and column, and nothing goes in`() async throws {
        let answer = try await imported(
            """
            责任区编号,月份,立案,按期结案,投诉,查实,回访,满意
            A-1,2026年11月,3,4,1,2,5,6
            A-2,2026-10,1,,,,,
            A-3,,-1,,1.5,,,
            A-9,,1,,,,,
            B-1,2026/11,,2,,,,

            """)
        #expect(answer.status == 422)
        #expect(
            answer.rowErrors == [
                "2 按期结案 range", "2 查实 range", "2 满意 range", "3 月份 conflict", "4 立案 format", "4 投诉 format",
                "5 责任区编号 reference", "6 按期结案 required",
            ], "\(answer.text)")
        #expect(try await known().isEmpty)
        #expect(try await imported("责任区编号,立案\nA-1,1\n", "?month=2027-01").text.contains("still to come"))
        #expect(
            try await bureau.server.post("/facts", ["area": "A-1", "month": "2026-11"]).errors == ["filed required"])
        let body: JSON = ["area": "A-1", "month": "2026-11", "filed": 1, "closedInTime": 2]
        #expect(try await bureau.server.post("/facts", body).errors == ["closedInTime range"])
    }

    @Test func `they are seen while scoring and with the result, come as late as they like and move nothing`()
        async throws
    {
        let cycle = try await bureau.open()
        #expect(try await imported(Self.platform).status == 200)
        #expect(try await imported(Self.hotline).status == 200)
        let account = try await bureau.server.account("103", member: "103")
        var holder = Browser(bureau.server, as: account)
        let grid = try await holder.get("/cycles/\(cycle)/scores").text
        #expect(grid.contains("title=\"平台数据：立案 32、按期结案 30、返工 1、投诉 2、查实 1、回访 6、满意 5\""), "\(grid)")
        #expect(grid.contains("按期 30/32 · 返工 1 · 查实 1/2 · 满意 5/6"))
        try await bureau.scoreAll(in: cycle)
        try await bureau.close(cycle)
        let before = try await bureau.ranking()
        #expect(try await bureau.server.post("/cycles/\(cycle)/post").status == 200)

        let late: JSON = [
            "area": "A-1", "month": "2026-11", "filed": 40, "closedInTime": 10, "revisionReason": "平台更正",
        ]
        let made = try await bureau.server.post("/facts", late)
        #expect(made.status == 201 && made.json["sinceClosing"] == true, "\(made.text)")
        #expect(try await bureau.server.post("/facts", late).status == 200, "the same again is no revision")
        let explained = try await bureau.server.get("/cycles/\(cycle)/areas/1").json
        #expect(explained["facts"]?["filed"] == 40 && explained["facts"]?["satisfied"] == .null)
        let after = try await bureau.ranking()
        #expect(after["ranked"] == before["ranked"] && after["ranked"]?.array?.count == 3)
        #expect(try await bureau.server.get("/snapshots/1/verification").json["holds"] == true)
        // The month went by meanwhile.
        holder = Browser(bureau.server, as: try await bureau.server.session(of: account.id, account.name))
        let page = try await holder.get("/cycles/\(cycle)/areas/1").text
        for text in ["平台数据", "<dt>立案</dt><dd>40</dd>", "不折算成分数", "本月截止之后登记", "平台更正"] {
            #expect(page.contains(text), "\(text)")
        }
        #expect(try await !holder.get("/cycles/\(cycle)/areas/3").text.contains("不折算成分数"))
    }

    @Test func `a branch officer fills in an area's figures on the month's page, a member reads them`() async throws {
        let cycle = try await bureau.open()
        let officer = Browser(bureau.server, as: try await bureau.server.account("102", member: "102"))
        let (list, form) = ("/cycles/\(cycle)/facts", "/cycles/\(cycle)/areas/1/facts")
        #expect(try await officer.get(list).text.contains("href=\"\(form)\""))
        #expect(try await !officer.get(form).text.contains("name=\"revisionReason\""))
        func sent(_ fields: [String: String]) async throws -> Answer {
            _ = try await officer.get(form)
            return try await officer.post(form, fields)
        }
        let wrong = try await sent(["filed": "3", "closedInTime": "4"])
        #expect(wrong.status == 422 && wrong.text.contains("“按期结案”是“立案”的一部分：4 不能多于 3"), "\(wrong.text)")
        let done = try await sent(["filed": "4", "closedInTime": "4"])
        #expect(done.location == "\(list)?notice=recorded", "\(done.text)")
        // What was empty is filled in without a reason; what is emptied or changed takes one.
        let more = ["filed": "4", "closedInTime": "4", "complaints": "1"]
        #expect(try await sent(more).location != nil)
        let changed = try await sent(["filed": "5", "complaints": "1"])
        #expect(changed.status == 422 && changed.text.contains("请写更正理由"), "\(changed.text)")
        let revised = try await sent(["filed": "5", "complaints": "1", "revisionReason": "重新核对"])
        #expect(revised.location != nil, "\(revised.text)")
        #expect(try await known() == ["A-1 5 – – 1 – – – 3"])
        let member = Browser(bureau.server, as: try await bureau.server.account("104", member: "104"))
        let read = try await member.get(list).text
        #expect(read.contains("重新核对") && !read.contains("href=\"\(form)\""))
        let auditor = Browser(bureau.server, as: try await bureau.server.account("jw", grants: [.init(.auditor)]))
        let audit = try await auditor.get("/administration/audit?subject=facts").text
        #expect(audit.contains("平台数据") && audit.contains("A-1 2026-11"), "\(audit)")
    }
}

extension String {
    fileprivate var encoded: String {
        addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? self
    }
}
