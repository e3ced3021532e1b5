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
}
