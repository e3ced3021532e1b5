import Domain
import Foundation
import Testing

@testable import Server

/// Names as the office's files have them, through the real router: what goes in, how it is kept, and by what it is found.
struct HardNamesTests {
    private static let headings = "党员编号,姓名,支部编号,党员类别,入党时间,转正时间\n"
    private static let english = "number,name,branch,standing,joined,became full\n"

    /// A bureau with a branch CG-01, two groups and some members.
    private static func bureau() async throws -> TestServer {
        let server = try await TestServer()
        try await SmallBureau.expectMade(server.post("/committees", ["code": "JG", "name": "机关党委"]))
        try await SmallBureau.expectImported(
            server.importing("branches", "支部编号,支部名称,类型,书记任职\nCG-01,城管一支部,普通支部,专职\nCG-02,城管二支部,普通支部,兼职\n"))
        try await SmallBureau.expectImported(
            server.importing(
                "members",
                """
                党员编号,姓名,支部编号,党小组,党员类别,入党时间,转正时间
                1003,袁强,CG-01,第二党小组,正式党员,2012-05-04,2013-05-04
                1004,钱平,CG-01,第二党小组,正式党员,2014-07-01,2015-07-01
                1006,郎清河,CG-01,第一党小组,正式党员,2016-07-01,2017-07-01

                """))
        return server
    }

    private static func row(_ number: String, _ name: String, standing: String = "正式党员") -> String {
        "\(number),\(name),CG-01,\(standing),2012-05-04,2013-05-04\n"
    }

    /// The numbers and names that a search for `typed` finds.
    private static func found(_ typed: String, on server: TestServer) async throws -> [String] {
        var query = URLComponents()
        query.queryItems = [URLQueryItem(name: "name", value: typed)]
        let answer = try await server.get("/members?\(query.percentEncodedQuery ?? "")")
        #expect(answer.status == 200, "\(answer.text)")
        return answer.items.map { "\($0["number"]?.string ?? "") \($0["name"]?.string ?? "")" }
    }

    private static func send(_ text: String, in encoding: SpreadsheetEncoding, to server: TestServer) async throws
        -> Answer
    {
        try await server.sendRaw("POST", "/imports/members", text.bytes(in: encoding), type: "text/csv")
    }

    private static func counts(_ answer: Answer) -> [Int64?] {
        ["created", "changed", "unchanged"].map { answer.json[$0]?.integer }
    }

    // MARK: 07, 08: encodings

    @Test func `two names in GBK with English headings are those names`() async throws {
        let server = try await Self.bureau()
        let text = Self.english + "2103,袁强,CG-01,full,2012-05-05,2013-05-05\n2104,钱平,CG-01,full,2014-07-02,2015-07-02\n"
        let answer = try await Self.send(text, in: .gb18030, to: server)
        #expect(Self.counts(answer) == [2, 0, 0], "\(answer.text)")
        #expect(try await Self.found("袁强", on: server) == ["1003 袁强", "2103 袁强"])
        #expect(try await Self.found("钱平", on: server) == ["1004 钱平", "2104 钱平"])
    }

    @Test func `characters of four bytes arrive whole`() async throws {
        for encoding in [SpreadsheetEncoding.gb18030, .utf8, .utf16LittleEndian] {
            let server = try await Self.bureau()
            let names = ["陈䶮", "𠮷泽", "王㐂明", "李𬭎"]
            let text = Self.headings + names.enumerated().map { Self.row("101\($0)", $1) }.joined()
            let mark = encoding == .utf16LittleEndian
            let answer = try await server.sendRaw(
                "POST", "/imports/members", text.bytes(in: encoding, mark: mark), type: "text/csv")
            #expect(Self.counts(answer) == [4, 0, 0], "\(answer.text)")
            for (index, name) in names.enumerated() {
                let kept = try await Self.found(name, on: server)
                #expect(
                    kept == ["101\(index) \(name)"]
                        && kept.first?.utf8.elementsEqual("101\(index) \(name)".utf8) == true)
            }
        }
    }

    @Test(arguments: ["陈?", "??泽", "王？明", "王\u{FFFD}明", "李\u{E000}"])
    func `a name with a lost character is refused, with how to save it`(name: String) async throws {
        let server = try await Self.bureau()
        let text = Self.headings + Self.row("1010", "王芳") + Self.row("1011", name)
        let answer = try await Self.send(text, in: .utf8, to: server)
        #expect(answer.status == 422)
        let error = try #require(answer.json["errors"]?.array?.first)
        #expect(answer.json["errors"]?.array?.count == 1)
        #expect(error["line"]?.integer == 3 && error["field"]?.string == "姓名" && error["code"]?.string == "format")
        #expect(try await Self.found("王芳", on: server).isEmpty)
        let byHand = try await server.post(
            "/members",
            [
                "number": "1011", "name": .string(name), "branch": "CG-01", "standing": "full", "joined": "2012-05-04",
                "becameFull": "2013-05-04",
            ])
        #expect(byHand.status == 422, "\(byHand.text)")
    }

    // MARK: 09, 10, 11: one form

    @Test func `an ideograph is kept and found as one, however it was coded`() async throws {
        let server = try await Self.bureau()
        let compatible = "1006,\u{F92C}清河,CG-01,正式党员,2016-07-01,2017-07-01\n"
        for _ in 0..<2 {
            let answer = try await Self.send(Self.headings + compatible, in: .utf8, to: server)
            #expect(Self.counts(answer) == [0, 0, 1], "\(answer.text)")
        }
        let new = try await Self.send(Self.headings + Self.row("1007", "\u{F92C}平"), in: .utf8, to: server)
        #expect(Self.counts(new) == [1, 0, 0])
        for typed in ["\u{F92C}", "郎"] {
            let found = try await Self.found(typed, on: server)
            #expect(found == ["1006 郎清河", "1007 郎平"])
            #expect(found.allSatisfy { $0.unicodeScalars.contains("\u{90CE}") }, "in the unified form")
        }
    }

    @Test func `seven dots are one, and each finds all`() async throws {
        let server = try await Self.bureau()
        let dots = ["·", "•", "‧", "・", "．", ".", "\u{387}", "∙", "･"]
        let text = Self.headings + dots.enumerated().map { Self.row("102\($0)", "阿依江\($1)吐尔洪") }.joined()
        let answer = try await Self.send(text, in: .utf8, to: server)
        #expect(answer.status == 200, "\(answer.text)")
        for dot in dots + [" · "] {
            for typed in ["阿依江\(dot)吐尔洪", "阿依江\(dot)"] {
                let found = try await Self.found(typed, on: server)
                #expect(found.count == dots.count, "\(typed): \(found)")
                #expect(found.allSatisfy { $0.unicodeScalars.contains("\u{B7}") })
            }
        }
    }

    @Test func `names spread with blanks are the names, and change nothing`() async throws {
        let server = try await Self.bureau()
        let text =
            "党员编号,姓名,支部编号,党小组,党员类别,入党时间,转正时间\n1003,袁　强,CG-01,第二 党小组,正式党员,2012-05-04,2013-05-04\n"
            + "1004,\"钱\n平\",CG-01,第二党小组　,正式党员,2014-07-01,2015-07-01\n1006,郎 清河,CG-01,第一党小组,正式党员,2016-07-01,2017-07-01\n"
        let answer = try await Self.send(text, in: .utf8, to: server)
        #expect(Self.counts(answer) == [0, 0, 3], "\(answer.text)")
        for typed in ["袁　强", "袁 强", "袁强", " 袁强 ", "袁 "] {
            #expect(try await Self.found(typed, on: server) == ["1003 袁强"], "\(typed)")
        }
    }

    @Test func `groups that differ by blanks and widths are one`() async throws {
        let server = try await Self.bureau()
        let groups = ["第一 党小组", "第3党小组", "第３党小组", "第 3 党小组", "第二党小组　", "第一党小组（东）", "第一党小组(东)"]
        let text =
            "党员编号,姓名,支部编号,党小组,党员类别,入党时间,转正时间\n"
            + groups.enumerated().map { "103\($0),新员\($0),CG-01,\($1),正式党员,2012-05-04,2013-05-04\n" }.joined()
        let answer = try await Self.send(text, in: .utf8, to: server)
        #expect(Self.counts(answer) == [7, 0, 0], "\(answer.text)")
        let branch = try #require(try await server.get("/branches?code=CG-01").items.first?["id"]?.integer)
        let names = try await server.get("/branches/\(branch)/groups").json.array?.compactMap { $0["name"]?.string }
        #expect(Set(names ?? []) == ["第一党小组", "第二党小组", "第3党小组", "第一党小组（东）"])
    }

    @Test func `full-width codes of a file are the codes`() async throws {
        let server = try await Self.bureau()
        let row = "１００３,袁强,ＣＧ－０１,正式党员,2012-05-04,2013-05-04\n"
        let answer = try await Self.send(Self.headings + row, in: .utf8, to: server)
        #expect(Self.counts(answer) == [0, 0, 1], "\(answer.text)")
        let twice = try await Self.send(
            Self.headings + row + "1003,袁强,CG-01,正式党员,2012-05-04,2013-05-04\n", in: .utf8, to: server)
        #expect(twice.errors.map { $0.split(separator: " ").last } == ["duplicate"], "\(twice.text)")
    }

    @Test func `branches, areas, accounts and committees have names in the same form`() async throws {
        let server = try await Self.bureau()
        let branch = try await server.post(
            "/branches", ["code": "CG-09", "name": "城管 第９支部(直属)", "kind": "ordinary", "secretaryPost": "fullTime"])
        #expect(branch.json["name"]?.string == "城管第9支部（直属）", "\(branch.text)")
        let area = try await server.post(
            "/areas", ["code": "CG-01-A9", "name": "夕照 夜市", "branch": "CG-01", "kind": "nightMarket"])
        #expect(area.json["name"]?.string == "夕照夜市", "\(area.text)")
        let account = try await server.post("/accounts", ["name": "duty", "title": "局办 值班"])
        #expect(account.json["title"]?.string == "局办值班", "\(account.text)")
        let committee = try await server.post("/committees", ["code": "JG2", "name": "街道\u{3000}党工委", "parent": "JG"])
        #expect(committee.json["name"]?.string == "街道党工委", "\(committee.text)")
        let refused = try await server.post("/committees", ["code": "JG3", "name": "街道?工委", "parent": "JG"])
        #expect(refused.errors == ["name format"], "\(refused.text)")
    }

    // MARK: 11, 12: what has to be confirmed

    private static let grouped = "党员编号,姓名,支部编号,党小组,党员类别,入党时间,转正时间\n"

    @Test func `a group that is all but called like another is asked about, and made once it is confirmed`()
        async throws
    {
        let server = try await Self.bureau()
        let text =
            Self.grouped + "1033,新员丙,CG-01,第三党小组,正式党员,2012-05-04,2013-05-04\n"
            + "1034,新员丁,CG-01,第二党小祖,正式党员,2014-07-01,2015-07-01\n"
        for query in ["", "?dryRun=true"] {
            let asked = try await server.importing("members", text, query: query)
            #expect(asked.status == 422 && asked.code == "confirmationNeeded", "\(asked.text)")
            #expect(asked.errors == ["党小组 confirm"])
            #expect(asked.json["errors"]?.array?.first?["line"]?.integer == 3)
            #expect(try await Self.found("新员", on: server).isEmpty)
        }
        let tried = try await server.importing("members", text, query: "?dryRun=true&confirm=true")
        #expect(Self.counts(tried) == [2, 0, 0], "\(tried.text)")
        #expect(tried.json["warnings"]?.array?.count == 1)
        #expect(try await Self.found("新员", on: server).isEmpty)
        let done = try await server.importing("members", text, query: "?confirm=true")
        #expect(Self.counts(done) == [2, 0, 0], "\(done.text)")
        #expect(done.json["warnings"]?.array?.first?.string?.contains("第二党小祖") == true)
        // It is there now, and nobody is asked again.
        #expect(Self.counts(try await server.importing("members", text)) == [0, 0, 2])
    }

    @Test func `a member on record under another number is not taken on record twice in silence`() async throws {
        let server = try await Self.bureau()
        let names = ["苏明川", "罗晚晴"]
        func file(_ numbers: [String]) -> String {
            Self.headings + zip(numbers, names).map { Self.row($0, $1) }.joined()
        }
        #expect(Self.counts(try await server.importing("members", file(["0103", "0104"]))) == [2, 0, 0])
        let asked = try await server.importing("members", file(["103", "104"]))
        #expect(
            asked.code == "confirmationNeeded" && asked.errors == ["党员编号 confirm", "党员编号 confirm"], "\(asked.text)")
        #expect(asked.json["errors"]?.array?.first?["detail"]?.string?.contains("0103") == true)
        #expect(try await Self.found("苏明川", on: server) == ["0103 苏明川"])
        // Another branch, another day: another person.
        let others = "201,苏明川,CG-02,正式党员,2012-05-04,2013-05-04\n202,苏明川,CG-01,正式党员,2012-05-05,2013-05-05\n"
        #expect(Self.counts(try await server.importing("members", Self.headings + others)) == [2, 0, 0])
        let done = try await server.importing("members", file(["103", "104"]), query: "?confirm=true")
        #expect(Self.counts(done) == [2, 0, 0] && done.json["warnings"]?.array?.count == 2, "\(done.text)")
        // Two whom a file has side by side are two; on record, the name is looked for in its form.
        let both = try await server.importing(
            "members", Self.headings + Self.row("301", "新　人") + Self.row("302", "新人"))
        #expect(Self.counts(both) == [2, 0, 0], "\(both.text)")
        let spread = try await server.importing("members", Self.headings + Self.row("303", "新 人"))
        #expect(spread.code == "confirmationNeeded", "\(spread.text)")
    }

    @Test func `what a spreadsheet program makes of long numbers is said`() async throws {
        let server = try await Self.bureau()
        let short = try await server.importing("members", Self.headings + Self.row("1.1E+17", "王芳"))
        #expect(short.errors == ["党员编号 format"])
        #expect(
            short.json["errors"]?.array?.first?["detail"]?.string?.contains("column as text") == true, "\(short.text)")
        let rounded = try await server.importing("members", Self.headings + Self.row("110101199001011000", "王芳"))
        #expect(rounded.errors == ["党员编号 confirm"], "\(rounded.text)")
        #expect(rounded.json["errors"]?.array?.first?["detail"]?.string?.contains("15 digits") == true)
        let whole = try await server.importing("members", Self.headings + Self.row("110101199001011234", "王芳"))
        #expect(Self.counts(whole) == [1, 0, 0], "\(whole.text)")
    }

    @Test func `what is wrong is told before what is doubtful, and both together are errors`() async throws {
        let server = try await Self.bureau()
        let text =
            Self.grouped + "1034,新员丁,CG-01,第二党小祖,正式党员,2014-07-01,2015-07-01\n"
            + "1035,新?,CG-01,,正式党员,2014-07-01,2015-07-01\n"
        let answer = try await server.importing("members", text)
        #expect(answer.code == "invalidFile", "\(answer.text)")
        #expect(try await server.importing("members", text, query: "?confirm=true").errors == ["姓名 format"])
    }
}
