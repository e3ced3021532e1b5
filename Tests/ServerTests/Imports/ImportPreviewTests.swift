import Domain
import Foundation
import Logging
import Testing

@testable import Server
@testable import Storage

/// What a file would do is shown before it goes in, row by row and field by field, and what was shown is what goes in.
struct ImportPreviewTests {
    private static let header = "党员编号,姓名,支部编号,党小组,党员类别,入党时间,转正时间,职务,党内职务,联系电话\n"

    /// `line outcome names: field before>after, …` of each row.
    private func rows(_ answer: Answer) -> [String] {
        (answer.json["changes"]?.array ?? []).map { row in
            let names = (row["of"]?.object?.members ?? []).compactMap(\.value.string).joined(separator: " ")
            let fields = (row["fields"]?.array ?? []).map { field in
                "\(field["field"]?.string ?? "") \(field["before"]?.string ?? "")>\(field["after"]?.string ?? "")"
            }
            return "\(row["line"]?.integer ?? 0) \(row["outcome"]?.string ?? "") \(names): "
                + fields.joined(separator: ", ")
        }
    }

    // MARK: - The table, by list

    @Test func `members: who is new with all that is said of them, and what becomes another, with masked numbers`()
        async throws
    {
        let bureau = try await SmallBureau()
        let text =
            Self.header + "104,党员A四,A,二组,正式党员,2010-01-01,2011-01-01,巡查员,宣传委员,13800138001\n"
            + "103,次组长A,A,二组,正式党员,2010-01-01,2011-01-01,,,\n"
            + "901,新 来,A,三组,预备党员,2026-05-01,,内勤,,13900139002\n"
        let before = try await bureau.server.auditCount()
        let tried = try await bureau.server.importing("members", text, query: "?dryRun=true")
        #expect(tried.status == 200 && tried.counts == "1 1 1", "\(tried.text)")
        #expect(
            rows(tried) == [
                "2 changed 104 党员A四: phone >138****8001, post >巡查员, office >publicity",
                "4 created 901 新来: newGroup >三组, standing >probationary, joined >2026-05-01, post >内勤, branch >A, "
                    + "group >三组, from >2026-05-01, phone >139****9002",
            ], "\(rows(tried))")
        #expect(!tried.text.contains("13800138001") && !tried.text.contains("13900139002"))
        #expect(try await bureau.server.auditCount() == before)
        let digest = try #require(tried.json["digest"]?.string)
        let done = try await bureau.server.importing("members", text, query: "?expect=\(digest)")
        #expect(done.status == 200 && done.json["changes"] == .null && done.json["digest"] == .null, "\(done.text)")
        let again = try await bureau.server.importing("members", text, query: "?dryRun=true")
        #expect(again.counts == "0 0 3" && rows(again).isEmpty)
        let emptied = try await bureau.server.importing(
            "members", "党员编号,姓名,职务,联系电话\n104,党员A四,,13800138009\n", query: "?dryRun=true&emptyClears=true")
        #expect(rows(emptied) == ["2 changed 104 党员A四: phone 138****8001>138****8009, post 巡查员>"], "\(emptied.text)")
    }

    @Test func `branches and areas`() async throws {
        let bureau = try await SmallBureau()
        let branches = try await bureau.server.importing(
            "branches", "支部编号,支部名称,类型,书记任职\nA,甲一支部,普通支部,兼职\nC,丙支部,普通支部,专职\nB,乙支部,联合支部,兼职\n",
            query: "?dryRun=true")
        #expect(
            rows(branches) == [
                "2 changed A 甲一支部: name 甲支部>甲一支部, secretaryPost fullTime>concurrent",
                "3 created C 丙支部: kind >ordinary, secretaryPost >fullTime",
            ], "\(rows(branches))")
        let areas = try await bureau.server.importing(
            "areas", "责任区编号,责任区名称,支部编号,类别,责任人编号,起始日期,范围\nA-1,A区1,A,夜市,103,2026-01-01,东街\nA-9,新区,A,社区,104,2026-11-01,\n",
            query: "?dryRun=true")
        #expect(
            rows(areas) == [
                "2 changed A-1 A区1: boundary >东街",
                "3 created A-9 新区: branch >A, kind >community, established >2026-11-01, member >104",
            ], "\(rows(areas))")
    }

    @Test func `appointments, and their ends`() async throws {
        let bureau = try await SmallBureau()
        func file(_ until: String) -> String {
            "党员编号,姓名,支部编号,党内职务,任职时间,免职时间\n104,党员A四,A,宣传委员,2026-11-01,\(until)\n"
        }
        let tried = try await bureau.server.importing("appointments", file(""), query: "?dryRun=true")
        #expect(rows(tried) == ["2 created 104 党员A四 宣传委员: branch >A, from >2026-11-01"], "\(tried.text)")
        try await SmallBureau.expectImported(bureau.server.importing("appointments", file("")))
        let ended = try await bureau.server.importing("appointments", file("2026-11-05"), query: "?dryRun=true")
        #expect(rows(ended) == ["2 changed 104 党员A四 宣传委员: until >2026-11-05"], "\(ended.text)")
    }

    @Test func `changes of holders, by their numbers`() async throws {
        let bureau = try await SmallBureau()
        let tried = try await bureau.server.importing(
            "assignments", "责任区编号,责任人编号,起始日期\nA-1,104,2026-11-20\n", query: "?dryRun=true")
        #expect(rows(tried) == ["2 changed A-1 2026-11-20: member 103>104"], "\(tried.text)")
    }

    @Test func `holidays: also the days that go where a year is replaced`() async throws {
        let bureau = try await SmallBureau()
        try await SmallBureau.expectImported(
            bureau.server.importing("calendar", "日期,类型,名称,依据\n2027-01-01,放假,元旦,国办\n2027-01-02,放假,元旦,国办\n"))
        let tried = try await bureau.server.importing(
            "calendar", "日期,类型,名称,依据\n2027-01-01,放假,新年,国办\n2027-01-04,上班,调休,国办\n",
            query: "?dryRun=true&replaceYear=2027")
        #expect(
            rows(tried) == [
                "2 changed 2027-01-01: name 元旦>新年", "3 created 2027-01-04: kind >workday, name >调休, source >国办",
                "0 removed 2027-01-02: kind holiday>, name 元旦>, source 国办>",
            ], "\(rows(tried))")
    }

    @Test func `scores and adjustments, with the month that they open`() async throws {
        let bureau = try await SmallBureau()
        let scores = "责任区编号,层级,评分人,秩序,服务,说明\nA-1,支部评,101,50,40,\nA-2,自评,104,55.5,36,好\n"
        let tried = try await bureau.server.importing("scores", scores, query: "?month=2026-11&dryRun=true")
        #expect(
            rows(tried) == [
                "2 created A-1 支部评 101: opened >2026-11, points.order >50, points.service >40",
                "3 created A-2 自评 104: points.order >55.5, points.service >36, comment >好",
            ], "\(rows(tried))")
        try await SmallBureau.expectImported(bureau.server.importing("scores", scores, query: "?month=2026-11"))
        let revised = try await bureau.server.importing(
            "scores", scores.replacing("55.5", with: "54"), query: "?month=2026-11&dryRun=true&revisionReason=x")
        #expect(rows(revised) == ["3 changed A-2 自评 104: points.order 55.5>54"], "\(rows(revised))")
        let adjustments = "责任区编号,类型,项目,次数,发生日期,事由,记录人编号\nA-1,加分,受到表扬,1,2026-11-02,锦旗,101\n"
        let first = try await bureau.server.importing("adjustments", adjustments, query: "?month=2026-11&dryRun=true")
        #expect(
            rows(first) == ["2 created A-1 受到表扬 2026-11-02: kind >bonus, times >1, reason >锦旗, recorder >101"],
            "\(rows(first))")
        try await SmallBureau.expectImported(
            bureau.server.importing("adjustments", adjustments, query: "?month=2026-11"))
        let second = try await bureau.server.importing(
            "adjustments", adjustments.replacing("受到表扬,1", with: "受到表扬,2"),
            query: "?month=2026-11&dryRun=true&revisionReason=x")
        #expect(rows(second) == ["2 changed A-1 受到表扬 2026-11-02: times 1>2"], "\(rows(second))")
    }

    @Test
    func `what somebody else gave in an open month is shown by nobody's dry run, not even which of it is another`()
        async throws
    {
        let bureau = try await SmallBureau()
        let sheet = "责任区编号,层级,评分人,秩序,服务,说明\nA-2,支部评,105,51,37,\n"
        let given = try await bureau.sending(
            sheet, to: "scores?month=2026-11", by: bureau.server.account("101", member: "101"))
        try #require(given.status == 200, "\(given.text)")
        let officer = try await bureau.server.account("102", member: "102")
        let tried = try await bureau.sending(
            sheet.replacing("51", with: "50"), to: "scores?month=2026-11&dryRun=true&revisionReason=x", by: officer)
        #expect(
            rows(tried) == ["2 changed A-2 支部评 105: points.order >50, points.service >37"],
            "\(rows(tried)) \(tried.text)")
    }

    // MARK: - Bounds

    @Test func `so many rows are told and the rest counted, and the last of them counts for the digest`() async throws {
        let bureau = try await SmallBureau()
        func file(_ last: String) -> String {
            Self.header
                + (0..<700).map { "9\($0),新\($0),A,二组,预备党员,2026-05-01,,\($0 == 699 ? last : "内勤"),,\n" }.joined()
        }
        let tried = try await bureau.server.importing("members", file("甲"), query: "?dryRun=true")
        #expect(tried.json["changes"]?.array?.count == ChangeTable.mostRows)
        #expect(tried.json["changesOmitted"]?.integer == Int64(700 - ChangeTable.mostRows))
        let digest = try #require(tried.json["digest"]?.string)
        let other = try await bureau.server.importing("members", file("乙"), query: "?dryRun=true")
        #expect(other.json["digest"]?.string != digest)
        let refused = try await bureau.server.importing("members", file("乙"), query: "?expect=\(digest)")
        #expect(refused.status == 409 && refused.code == "changesDiffer", "\(refused.text)")
        let taken = try await bureau.server.importing("members", file("甲"), query: "?expect=\(digest)")
        #expect(taken.counts == "700 0 0")
    }

    // MARK: - Somebody else at the same time

    @Test func `what was shown is what goes in: after a change in between nothing does, and it is shown anew`()
        async throws
    {
        let bureau = try await SmallBureau()
        let account = try await bureau.server.account("office", grants: [.init(.committeeOfficer)])
        let browser = Browser(bureau.server, as: account)
        let shown = try await browser.preview(
            [("csrfToken", account.csrfToken), ("list", "members")], "党员编号,姓名,职务\n104,党员A四,巡查员\n")
        #expect(shown.text.contains("<ins>巡查员</ins>") && !shown.text.contains("<del>"), "\(shown.text)")
        try await SmallBureau.expectImported(
            bureau.server.importing("members", "党员编号,姓名,职务\n104,党员A四,内勤\n"))
        let stopped = try await browser.carryOut("members")
        #expect(stopped.text.contains("有了变动，所以没有导入"), "\(stopped.text)")
        #expect(stopped.text.contains("<del>内勤</del> <ins>巡查员</ins>"), "\(stopped.text)")
        #expect(try await bureau.server.get("/members?number=104").items.first?["post"] == "内勤")
        let done = try await browser.carryOut("members")
        #expect(done.text.contains("已导入：新增 0 行，更改 1 行"), "\(done.text)")
        #expect(try await bureau.server.get("/members?number=104").items.first?["post"] == "巡查员")
    }

    @Test func `a file that cannot go in any more is refused where it stands`() async throws {
        let bureau = try await SmallBureau()
        let account = try await bureau.server.account("office", grants: [.init(.committeeOfficer)])
        let browser = Browser(bureau.server, as: account)
        _ = try await browser.preview(
            [("csrfToken", account.csrfToken), ("list", "members")],
            Self.header + "901,新来,A,二组,预备党员,2026-05-01,,,,\n")
        try await SmallBureau.expectImported(
            bureau.server.importing("members", Self.header + "901,别人,B,二组,预备党员,2026-05-01,,,,\n"))
        let refused = try await browser.carryOut("members")
        #expect(refused.text.contains("什么都没有导入"), "\(refused.text)")
        #expect(try await bureau.server.get("/members?number=901").items.first?["name"] == "别人")
    }

    // MARK: - The kept file, and the sly

    private func kept(_ bureau: SmallBureau) async throws -> (TestAccount, Browser, fields: [String: String]) {
        let account = try await bureau.server.account("office", grants: [.init(.committeeOfficer)])
        let browser = Browser(bureau.server, as: account)
        _ = try await browser.preview(
            [("csrfToken", account.csrfToken), ("list", "members")],
            Self.header + "901,新来,A,二组,预备党员,2026-05-01,,,,\n")
        return (account, browser, browser.fields(of: "/imports/members/carry-out"))
    }

    private func hasImported(_ bureau: SmallBureau) async throws -> Bool {
        try await bureau.server.get("/members?number=901").items.isEmpty == false
    }

    @Test func `nobody else sees or carries out my file, and neither does another session of mine`() async throws {
        let bureau = try await SmallBureau()
        let (account, browser, fields) = try await kept(bureau)
        let sly = try await bureau.server.account("sly", grants: [.init(.committeeOfficer)])
        let mine = try await bureau.server.session(of: account.id, account.name)
        for other in [sly, mine] {
            let other = (Browser(bureau.server, as: other), other.csrfToken)
            let page = try await other.0.get("/imports/members/preview")
            #expect(page.text.contains("没有暂存的文件") && !page.text.contains("新来"), "\(page.text)")
            for step in ["carry-out", "read", "discard"] {
                let answer = try await other.0.post(
                    "/imports/members/\(step)", fields.merging(["csrfToken": other.1]) { $1 }, token: false)
                #expect(answer.status == 303, "\(step) \(answer.text)")
            }
        }
        #expect(try await !hasImported(bureau))
        #expect(try await browser.carryOut("members").text.contains("已导入：新增 1 行"))
    }

    @Test func `sent twice, at once or one after the other, it is carried out once, and both are told what came of it`()
        async throws
    {
        let bureau = try await SmallBureau()
        let (account, _, fields) = try await kept(bureau)
        let before = try await bureau.server.auditCount()
        let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for _ in 0..<3 {
                group.addTask { [server = bureau.server] in
                    let browser = Browser(server, as: account)
                    let answer = try await browser.post("/imports/members/carry-out", fields, token: false)
                    guard let path = answer.location else { return (answer.status, answer.text) }
                    return (200, try await browser.get(path).text)
                }
            }
            return try await group.reduce(into: [(Int, String)]()) { $0.append($1) }
        }
        for (status, text) in answers { #expect(status == 200 && text.contains("已导入：新增 1 行"), "\(text)") }
        #expect(try await bureau.server.auditCount() == before + 1)
        #expect(try await hasImported(bureau))
        #expect(bureau.server.server.api.imports.kept.count == 0 && bureau.server.server.api.imports.bytes == 0)
    }

    @Test func `the page of a file that was replaced, or read otherwise, carries out neither`() async throws {
        let bureau = try await SmallBureau()
        let (account, browser, fields) = try await kept(bureau)
        _ = try await browser.preview(
            [("csrfToken", account.csrfToken), ("list", "members")],
            Self.header + "902,别的,A,二组,预备党员,2026-05-01,,,,\n")
        let answer = try await browser.post("/imports/members/carry-out", fields, token: false)
        let page = try await browser.get(try #require(answer.location))
        #expect(page.text.contains("又选了别的文件") && page.text.contains("902"), "\(page.text)")
        let shown = browser.fields(of: "/imports/members/carry-out")
        _ = try await browser.reread("members", ["emptyClears": "true"])
        _ = try await browser.post("/imports/members/carry-out", shown, token: false)
        #expect(try await !hasImported(bureau))
        #expect(try await bureau.server.get("/members?number=902").items.isEmpty)
        #expect(bureau.server.server.api.imports.kept.count == 1)
    }

    @Test
    func `a file goes after half an hour, with signing out, and when it is given up: nothing is lost but the time`()
        async throws
    {
        let bureau = try await SmallBureau()
        let desk = bureau.server.server.api.imports
        let (account, browser, fields) = try await kept(bureau)
        #expect(desk.kept.count == 1 && desk.bytes > 0)
        bureau.server.clock.now = bureau.server.clock.now.adding(seconds: KeptImports.life - 1)
        #expect(try await browser.get("/imports/members/preview").text.contains("按此导入"))
        bureau.server.clock.now = bureau.server.clock.now.adding(seconds: 1)
        let late = try await browser.post("/imports/members/carry-out", fields, token: false)
        let page = try await browser.get(try #require(late.location))
        #expect(page.text.contains("没有暂存的文件") && page.text.contains("/imports?list=members"), "\(page.text)")
        #expect(desk.kept.count == 0 && desk.bytes == 0)
        let file = Self.header + "901,新来,A,二组,预备党员,2026-05-01,,,,\n"
        let sent = [("csrfToken", account.csrfToken), ("list", "members")]
        _ = try await browser.preview(sent, file)
        #expect(desk.kept.count == 1)
        _ = try await browser.post("/imports/members/discard", browser.fields(of: "/imports/members/discard"))
        #expect(desk.kept.count == 0 && desk.bytes == 0)
        _ = try await browser.preview(sent, file)
        // The sweeper finds what nobody asks for any more.
        bureau.server.clock.now = bureau.server.clock.now.adding(seconds: 60)
        let sweeping = KeptImportsSweeping(kept: desk.kept, store: bureau.server.store, logger: .init(label: "test"))
        await sweeping.sweep()
        #expect(desk.kept.count == 1)
        _ = try await browser.post("/sign-out", ["csrfToken": account.csrfToken], token: false)
        #expect(desk.kept.count == 0 && desk.bytes == 0)
        let again = try await bureau.server.session(of: account.id, account.name)
        _ = try await Browser(bureau.server, as: again).preview(
            [("csrfToken", again.csrfToken), ("list", "members")], file)
        let ended = try await bureau.server.post("/accounts/\(account.id.rawValue)/sign-out")
        #expect((200..<300).contains(ended.status), "\(ended.text)")
        await sweeping.sweep()
        #expect(desk.kept.count == 0 && desk.bytes == 0)
        #expect(try await !hasImported(bureau))
    }

    @Test func `so many files are kept, and the first to go is of whoever has most`() async throws {
        let (kept, desk) = (KeptImports(), ImportDesk())
        func keep(_ account: Int64, _ list: String, at second: Int64) async throws {
            var content: Data? = Data(repeating: 65, count: 100)
            let spool = try await Spool(largest: 1000, desk.allowance) {
                defer { content = nil }
                return content
            }
            kept.keep(
                spool, KeptImports.Kept(form: .empty, state: .refused(.notFound), until: Instant(seconds: second)),
                of: list, for: .init(account: ID(account), session: ID(account)))
        }
        func has(_ account: Int64, _ list: String) -> Bool {
            kept.find(list, of: .init(account: ID(account), session: ID(account)), at: Instant(seconds: 0)) != nil
        }
        try await keep(1, "members", at: 100)
        for number in 0..<6 { try await keep(2, "list\(number)", at: 200 + Int64(number)) }
        for account in 3..<Int64(KeptImports.most - 4) { try await keep(account, "members", at: 300) }
        #expect(kept.count == KeptImports.most)
        try await keep(99, "members", at: 400)
        #expect(kept.count == KeptImports.most && has(1, "members") && has(99, "members"))
        #expect(!has(2, "list0") && has(2, "list1"))
        // One of an account's for one list.
        try await keep(99, "members", at: 500)
        #expect(kept.count == KeptImports.most && has(2, "list1"))
        kept.sweep(at: Instant(seconds: 1000))
        #expect(kept.count == 0 && desk.bytes == 0)
    }

    @Test func `a year of holidays is replaced in the console, with the days that go listed before`() async throws {
        let bureau = try await SmallBureau()
        try await SmallBureau.expectImported(
            bureau.server.importing("calendar", "日期,类型,名称,依据\n2027-01-01,放假,元旦,国办\n2027-01-02,放假,元旦,国办\n"))
        let account = try await bureau.server.account("office", grants: [.init(.committeeOfficer)])
        let browser = Browser(bureau.server, as: account)
        #expect(try await browser.get("/imports?list=calendar").text.contains("name=\"replaceYear\""))
        let file = "日期,类型,名称,依据\n2027-01-01,放假,元旦,国办\n"
        let plain = try await browser.preview([("csrfToken", account.csrfToken), ("list", "calendar")], file)
        #expect(!plain.text.contains("删去</td>") && plain.text.contains("name=\"replaceYear\""), "\(plain.text)")
        let wrong = try await browser.reread("calendar", ["replaceYear": "明年"])
        #expect(wrong.text.contains("id=\"import-replaceYear-error\""), "\(wrong.text)")
        let shown = try await browser.reread("calendar", ["replaceYear": "2027"])
        #expect(shown.text.contains("另将删去 1 天") && shown.text.contains("2027年1月2日"), "\(shown.text)")
        #expect(try await bureau.server.get("/calendar?year=2027").items.count == 2)
        _ = try await browser.carryOut("calendar")
        #expect(try await bureau.server.get("/calendar?year=2027").items.count == 1)
    }

    // MARK: - Whole rosters

    @Test func `who is on record and not in a whole roster is named, and nothing happens to them`() async throws {
        let bureau = try await SmallBureau()
        let text = "党员编号,姓名,支部编号\n101,书记A,A\n102,组长A,A\n105,党员A五,A\n"
        let plain = try await bureau.server.importing("members", text, query: "?dryRun=true")
        #expect(plain.json["missingCount"]?.integer == 0)
        let whole = try await bureau.server.importing("members", text, query: "?full=true")
        #expect(whole.counts == "0 0 3" && whole.json["missingCount"]?.integer == 2, "\(whole.text)")
        let named = (whole.json["missing"]?.array ?? []).map {
            "\($0["code"]?.string ?? "") \($0["name"]?.string ?? "")"
        }
        #expect(named == ["103 次组长A", "104 党员A四"])
        #expect(try await bureau.server.get("/members?branch=A").items.count == 5)
        let areas = try await bureau.server.importing(
            "areas", "责任区编号,责任区名称\nB-1,B区1\nB-3,B区3\n", query: "?full=true&dryRun=true")
        #expect((areas.json["missing"]?.array ?? []).map { $0["code"]?.string ?? "" } == ["B-2"], "\(areas.text)")
        // In the console, by whoever is of the branch alone.
        let secretary = try await bureau.server.account("101", member: "101")
        let browser = Browser(bureau.server, as: secretary)
        let page = try await browser.preview(
            [("csrfToken", secretary.csrfToken), ("list", "members"), ("full", "true")], text)
        #expect(page.text.contains("在册而不在表中的：2") && page.text.contains("103 次组长A (A)"), "\(page.text)")
        #expect(!page.text.contains("党员B"))
    }
}

extension SmallBureau {
    /// Imports a spreadsheet in an account's name.
    fileprivate func sending(_ text: String, to path: String, by account: TestAccount) async throws -> Answer {
        let url = server.folder.appending(path: "\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: url)
        return try await server.send("POST", "/imports/\(path)", file: url.path, by: account.principal)
    }
}
