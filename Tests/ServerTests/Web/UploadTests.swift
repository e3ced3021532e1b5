import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// Spreadsheets that a browser sends as a form's file.
@Suite(.timeLimit(.minutes(60)))
struct UploadTests {
    static let boundary = "----WebKitFormBoundaryAbC123"

    /// A form as browsers write it: the fields, then the file.
    static func form(
        _ fields: [(String, String)], file: String?, boundary: String = Self.boundary
    ) -> [UInt8] {
        var text = ""
        for (name, value) in fields {
            text += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        text +=
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file == nil ? "" : "表.csv")\""
        text += "\r\nContent-Type: text/csv\r\n\r\n\(file ?? "")\r\n--\(boundary)--\r\n"
        return Array(text.utf8)
    }

    static let header = ["Content-Type": "multipart/form-data; boundary=\(boundary)"]

    private func office(_ bureau: SmallBureau) async throws -> (Browser, token: String) {
        let account = try await bureau.server.account("office", grants: [.init(.committeeOfficer)])
        return (Browser(bureau.server, as: account), account.csrfToken)
    }

    private func secretary(_ bureau: SmallBureau) async throws -> (Browser, token: String) {
        let account = try await bureau.server.account("101", member: "101")
        return (Browser(bureau.server, as: account), account.csrfToken)
    }

    private static let members = "党员编号,姓名,支部编号,党员类别,入党时间,转正时间\n901,新来,A,正式党员,2010-01-01,2011-01-01\n"

    @Test func `a list is looked at, imported without being chosen again, and the second time changes nothing`()
        async throws
    {
        let bureau = try await SmallBureau()
        let (browser, token) = try await office(bureau)
        #expect(try await browser.get("/imports").text.contains("enctype=\"multipart/form-data\""))
        let fields = [("csrfToken", token), ("list", "members")]
        let tried = try await browser.preview(fields, Self.members)
        #expect(tried.status == 200 && tried.text.contains("检查通过：将新增 1 行"), "\(tried.text)")
        #expect(try await bureau.server.get("/members?number=901").items.isEmpty)
        let done = try await browser.carryOut("members")
        #expect(done.text.contains("已导入：新增 1 行"), "\(done.text)")
        #expect(try await bureau.server.get("/members?number=901").items.count == 1)
        let again = try await browser.preview(fields, Self.members)
        #expect(again.text.contains("将新增 0 行，更改 0 行，1 行不变"), "\(again.text)")
        #expect(!again.text.contains("/carry-out"), "there is nothing to carry out")
    }

    @Test func `a heading that is not known is offered, and what was said of it holds for the next file`() async throws
    {
        let bureau = try await SmallBureau()
        let (browser, token) = try await office(bureau)
        let file = "党员编号,姓名,单位岗位名称\n104,党员A四,巡查员\n"
        let fields = [("csrfToken", token), ("list", "members")]
        let first = try await browser.preview(fields, file)
        #expect(first.status == 200 && first.text.contains("这里用不上的列：“单位岗位名称”"), "\(first.text)")
        #expect(first.text.contains("name=\"heading.0\" value=\"单位岗位名称\""))
        #expect(first.text.contains("<option value=\"post\">职务</option>"))
        // The kept file is read once more: nobody chooses it again.
        let said = try await browser.reread("members", ["means.0": "post"])
        #expect(said.text.contains("更改 1 行") && said.text.contains("<ins>巡查员</ins>"), "\(said.text)")
        #expect(said.text.contains("<option value=\"post\" selected>职务</option>"))
        _ = try await browser.carryOut("members")
        #expect(try await bureau.server.get("/members?number=104").items.first?["post"] == "巡查员")
        // The next file with these headings, in another order and with other blanks in them.
        let next = "姓 名,党员编号,单位岗位 名称\n党员A四,104,内勤\n"
        let third = try await browser.preview(fields, next)
        #expect(third.text.contains("照上次同样表头的文件，“单位岗位名称”当作“职务”"), "\(third.text)")
        #expect(third.text.contains("<del>巡查员</del> <ins>内勤</ins>"), "\(third.text)")
        // Another's files are not read by it, and what was chosen for another file's headings is not sent along.
        let mine = try await bureau.server.importing("members", file)
        #expect(mine.notes == ["columns that are not used here: ‘单位岗位名称’"])
        let plain = try await browser.preview(
            fields + [("heading.0", "单位岗位名称"), ("means.0", "post")], Self.members)
        #expect(plain.text.contains("将新增 1 行"), "\(plain.text)")
    }

    @Test func `a heading that is known may be meant otherwise, and a file with many others shows them in a line each`()
        async throws
    {
        let bureau = try await SmallBureau()
        let (browser, token) = try await office(bureau)
        let columns = (1...24).map { "备注\($0)" }
        let file =
            "党员编号,姓名,职务,\(columns.joined(separator: ","))\n"
            + "104,党员A四,宣传委员\(String(repeating: ",", count: columns.count))\n"
        // 职务 alone is the post, and an office of the branch is none.
        let first = try await browser.preview([("csrfToken", token), ("list", "members")], file)
        #expect(first.text.contains("是支部职务") || first.text.contains("宣传委员"), "\(first.text)")
        #expect(first.text.contains("用不上的列（24）") && first.text.contains("认出的列（3）"), "\(first.text)")
        // The one that is in the way is open, and none of the others.
        #expect(first.text.matches(of: /<li><details open>/).count == 1, "\(first.text)")
        #expect(first.text.contains("<li><details open><summary>职务 "), "\(first.text)")
        let place = try #require(first.text.firstMatch(of: /name="heading\.(\d+)" value="职务"/)?.output.1)
        let said = try await browser.reread("members", ["means.\(place)": "office"])
        #expect(said.text.contains("更改 1 行") && said.text.contains("<ins>宣传委员</ins>"), "\(said.text)")
        let done = try await browser.carryOut("members")
        #expect(done.text.contains("已导入：新增 0 行，更改 1 行"), "\(done.text)")
        let member = try #require(await bureau.server.get("/members?number=104").items.first)
        #expect(member["offices"] == ["publicity"] && member["post"] == .null, "\(member)")
    }

    @Test func `no more fields are taken than a form has, and no file without the token`() async throws {
        let bureau = try await SmallBureau()
        let (browser, token) = try await office(bureau)
        let many = (0..<130).map { ("f\($0)", "x") }
        let refused = try await browser.post(
            "/imports", raw: Self.form(many, file: Self.members), headers: Self.header)
        #expect(refused.status == 400, "\(refused.text)")
        // Before the file: it may be of any size.
        let forged = try await browser.post(
            "/imports", raw: Self.form([("list", "members"), ("csrfToken", "x\(token)")], file: Self.members),
            headers: Self.header)
        #expect(forged.status == 403)
        #expect(try await bureau.server.get("/members?number=901").items.isEmpty)
    }

    @Test func `every bad row is told where it stands, and nothing goes in`() async throws {
        let bureau = try await SmallBureau()
        let (browser, token) = try await office(bureau)
        let bad = Self.members + "902,坏的,没有,正式党员,2010-13-01,2011-01-01\n"
        let answer = try await browser.preview([("csrfToken", token), ("list", "members")], bad)
        #expect(answer.status == 200 && answer.text.contains("什么都没有导入"), "\(answer.text)")
        #expect(answer.text.contains(">3</td>") && answer.text.contains(">支部编号</td>"), "\(answer.text)")
        #expect(try await bureau.server.get("/members?number=901").items.isEmpty)
        let none = try await browser.post(
            "/imports", raw: Self.form([("csrfToken", token), ("list", "members")], file: nil), headers: Self.header)
        #expect(none.status == 422 && none.text.contains("请选择文件"))
    }

    @Test func `what may be a slip is asked about on the page, and imported once the box is ticked`() async throws {
        let bureau = try await SmallBureau()
        let (browser, token) = try await office(bureau)
        let again = Self.members.replacing("901,新来", with: "0901,新 来")
        let fields = [("csrfToken", token), ("list", "members")]
        let first = try await browser.preview(fields, Self.members)
        #expect(!first.text.contains("name=\"confirm\""))
        _ = try await browser.carryOut("members")
        let asked = try await browser.preview(fields, again)
        #expect(asked.text.contains("有 1 处可能是笔误") && asked.text.contains("第 2 行"), "\(asked.text)")
        #expect(asked.text.contains("901 已在册") && asked.text.contains("name=\"confirm\""), "\(asked.text)")
        let unconfirmed = try await browser.carryOut("members")
        #expect(unconfirmed.status == 422 && unconfirmed.text.contains("勾选此框"), "\(unconfirmed.text)")
        #expect(try await bureau.server.get("/members?number=0901").items.isEmpty)
        let done = try await browser.carryOut("members", ["confirm": "true"])
        #expect(done.text.contains("已导入：新增 1 行") && done.text.contains("901 已在册"), "\(done.text)")
        #expect(try await bureau.server.get("/members?number=0901").items.count == 1)
        for typed in ["新　来", "新来", "０９０１"] {
            let path = "/members?name=\(typed.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
            #expect(try await browser.get(path).text.contains("0901"), "\(typed)")
        }
    }

    @Test(arguments: ImportedList.allCases)
    func `an empty table has the headings that its import asks for`(list: ImportedList) async throws {
        let bureau = try await SmallBureau()
        // What is recorded by the branch's secretary, and not by the office.
        let isOfBranch =
            list.isOfMonth || list == .talks || list == .appraisalCounts
            || Ledger.allCases.contains {
                $0.form.keeper == .branch && list == .ledger($0)
            }
        let (browser, token) = try await isOfBranch ? secretary(bureau) : office(bureau)
        let month = "2026-11"
        let blank = try await browser.get("/imports/\(list.rawValue).csv?month=\(month)")
        #expect(blank.status == 200 && blank.headers["content-disposition"]?.hasPrefix("attachment") == true)
        #expect(blank.text.hasPrefix("\u{FEFF}") && blank.text.hasSuffix("\r\n") && blank.text.contains(","))
        var fields = [("csrfToken", token), ("list", list.rawValue), ("month", month)]
        if list == .appraisalCounts {
            let appraisal = try await bureau.server.post(
                "/appraisals", ["branch": "A", "year": 2026, "on": "2026-11-20"])
            try #require(appraisal.status == 201, "\(appraisal.text)")
            let balloted = try await bureau.server.post(
                "/appraisals/\(appraisal.id)/ballots", ["present": 1, "issued": 1, "returned": 1, "valid": 1])
            try #require(balloted.status == 200, "\(balloted.text)")
            fields.append(("appraisal", String(appraisal.id)))
        }
        if list == .attendance {
            let meeting = try await bureau.server.post(
                "/meetings",
                ["date": "2026-11-24", "start": "23:00", "minutes": 60, "place": "甲", "standing": "extraordinary"])
            try #require(meeting.status == 201, "\(meeting.text)")
            let opened = try await bureau.server.post(
                "/meetings/\(meeting.id)/open", ["chair": "101", "recorder": "104"])
            try #require(opened.status == 200, "\(opened.text)")
            fields.append(("meeting", String(meeting.id)))
        }
        let tried = try await browser.preview(fields, blank.text)
        #expect(tried.status == 200 && tried.text.contains("检查通过"), "\(tried.text)")
        let mine = Browser(bureau.server, as: try await bureau.server.account("104", member: "104"))
        #expect(try await mine.get("/imports/\(list.rawValue).csv").status == 404)
        #expect(try await browser.get("/imports/\(list.rawValue).csv?month=2026-13").status == 200)
    }

    @Test func `an upload without the session's token is refused, and so is one by nobody`() async throws {
        let bureau = try await SmallBureau()
        let (browser, _) = try await office(bureau)
        for token in ["", "x"] {
            let answer = try await browser.post(
                "/imports", raw: Self.form([("csrfToken", token), ("list", "members")], file: Self.members),
                headers: Self.header)
            #expect(answer.status == 403 && answer.text.contains("页面已过期"))
        }
        let nobody = try await Browser(bureau.server).post(
            "/imports", raw: Self.form([("list", "members")], file: Self.members), headers: Self.header)
        #expect(nobody.location?.hasPrefix("/sign-in") == true)
        // Elsewhere such a form is none, and its session's token is asked for as ever.
        let elsewhere = try await browser.post(
            "/branches/new", raw: Self.form([("code", "Z")], file: ""), headers: Self.header)
        #expect(elsewhere.status == 403)
        let mine = Browser(bureau.server, as: try await bureau.server.account("104", member: "104"))
        #expect(try await mine.get("/imports").status == 403)
        #expect(try await bureau.server.get("/members?number=901").items.isEmpty)
    }

    @Test(arguments: [
        "", "--\(boundary)--", "--\(boundary)\r\n", "--other\r\n\r\n",
        "--\(boundary)\r\nContent-Disposition: form-data\r\n\r\nx\r\n--\(boundary)--",
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"csrfToken\"\r\n\r\nx",
        "--\(boundary)\r\n\(String(repeating: "x", count: 9000))",
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"list\"\r\n\r\n\(String(repeating: "x", count: 70_000))\r\n--\(boundary)--",
    ])
    func `a form that is cut short or broken is refused`(body: String) async throws {
        let bureau = try await SmallBureau()
        let (browser, _) = try await office(bureau)
        let answer = try await browser.post("/imports", raw: Array(body.utf8), headers: Self.header)
        #expect([400, 403].contains(answer.status), "\(answer.status)")
    }

    @Test func `a file may hold what looks like the boundary, and any bytes`() async throws {
        let bureau = try await SmallBureau()
        let (browser, token) = try await office(bureau)
        let tricky = Self.members.replacing("新来", with: "\"新--\(Self.boundary.dropLast())来\"")
        let answer = try await browser.preview([("csrfToken", token), ("list", "members")], tricky)
        #expect(answer.text.contains("将新增 1 行"), "\(answer.text)")
    }
}

extension Browser {
    /// Chooses a file, and comes to what it would do.
    @discardableResult
    func preview(_ fields: [(String, String)], _ file: String) async throws -> Answer {
        let sent = try await post("/imports", raw: UploadTests.form(fields, file: file), headers: UploadTests.header)
        guard let path = sent.location else { return sent }
        return try await get(path)
    }

    /// Presses the button of the preview that was shown last, and comes to what it led to.
    @discardableResult
    func carryOut(_ list: String, _ more: [String: String] = [:]) async throws -> Answer {
        try await send(list, "carry-out", more)
    }

    /// Has the kept file read otherwise.
    @discardableResult
    func reread(_ list: String, _ more: [String: String]) async throws -> Answer {
        try await send(list, "read", more)
    }

    private func send(_ list: String, _ step: String, _ more: [String: String]) async throws -> Answer {
        let action = "/imports/\(list)/\(step)"
        let answer = try await post(action, fields(of: action).merging(more) { $1 })
        guard let path = answer.location else { return answer }
        return try await get(path)
    }
}
