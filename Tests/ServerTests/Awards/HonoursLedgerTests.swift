import Domain
import Testing

@testable import Server
@testable import Storage

/// The honours' ledger: awards of final months by themselves, and honours from outside.
@Suite struct HonoursLedgerTests {
    private typealias Office = ObjectionStoryTests.Office

    @Test
    func
        `the ledger has a month's award by itself, its paper is corrected by numbers, and what is from outside is withdrawn`()
        async throws
    {
        var office = try await Office()
        let server = office.server
        try await office.go(to: "2026-12-15")
        let final = try await office.post("/cycles/\(office.cycle)/finalise", by: "101")
        let award = try #require(final.json["awards"]?.array?.first?["id"]?.integer, "\(final.text)")
        func ledger(_ query: String = "year=2026", by name: String = "office") async throws -> [JSON] {
            try await office.send("GET", "/honours/ledger?\(query)", by: name).json.array ?? []
        }
        let first = try await ledger()
        #expect(first.map { $0["member"]?["number"] } == ["103"] && first.first?["level"] == "branch")
        #expect(first.first?["document"] == .null && first.first?["on"] == "2026-12-15")

        // The paper: by the office, once as it is, then with a reason.
        let paper: JSON = ["document": "甲支〔2026〕9号", "dated": "2026-12-15"]
        for name in ["101", "105", "auditor"] {
            #expect(try await office.post("/awards/\(award)/papers", paper, by: name).status == 403, "\(name)")
        }
        #expect(try await office.post("/awards/\(award)/papers", paper, by: "office").status == 201)
        #expect(try await office.post("/awards/\(award)/papers", paper, by: "office").status == 200)
        let other: JSON = ["document": "甲支〔2026〕10号", "dated": "2026-12-15"]
        #expect(
            try await office.post("/awards/\(award)/papers", other, by: "office").errors == ["revisionReason required"])
        let corrected: JSON = ["document": "甲支〔2026〕10号", "dated": "2026-12-15", "revisionReason": "文号写错"]
        #expect(
            try await office.post("/awards/\(award)/papers", corrected, by: "office").json["revision"] == 2)
        let papers = try await office.send("GET", "/awards/\(award)/papers", by: "105").json.array ?? []
        #expect(papers.map { $0["document"] } == ["甲支〔2026〕9号", "甲支〔2026〕10号"])
        let early: JSON = ["document": "甲支〔2026〕1号", "dated": "2026-12-14", "revisionReason": "再改"]
        #expect(try await office.post("/awards/\(award)/papers", early, by: "office").errors == ["dated range"])

        // From outside: by the office, seen as results are, the same again is the one that stands.
        let member = try await server.first("/members?number=104")
        let honour: JSON = [
            "title": "优秀共产党员", "level": "district", "document": "区委〔2026〕3号", "awardedOn": "2026-07-01", "issuer": "区委",
        ]
        for (name, status) in [
            ("101", 403), ("105", 403), ("201", 404), ("auditor", 403), ("office", 201), ("office", 200),
        ] {
            #expect(try await office.post("/members/\(member)/honours", honour, by: name).status == status, "\(name)")
        }
        #expect(try await ledger(by: "105").count == 2)
        #expect(try await ledger(by: "201").isEmpty)
        let id = try #require(try await ledger("member=104").first?["id"]?.integer)

        // What was downloaded goes in again and changes nothing.
        let account = try #require(office.accounts["office"])
        let file = try await Browser(server, as: account).get(
            "/honours/ledger.csv?year=2026", headers: ["Accept-Language": "zh-CN"]
        ).text
        #expect(file.contains("最佳党员责任区（2026年11月") && file.contains("区委〔2026〕3号"))
        let again = try await server.importing("honours", file)
        #expect(again.counts == "0 0 2", "\(again.text)")
        let wrong = try await server.importing(
            "honours", "编号,姓名,荣誉名称,级别,文号,授予日期,授予单位\n104,别人,先进个人,市级,,2026年5月1日,市局\n")
        #expect(wrong.status == 422, "\(wrong.text)")
        let taken = try await server.importing(
            "honours", "编号,姓名,荣誉名称,级别,文号,授予日期,授予单位\n104,党员A四,先进个人,市级,,2026年5月1日,市局\n")
        #expect(taken.counts == "1 0 0", "\(taken.text)")

        let withdrawn = try await office.post("/honours/\(id)/withdraw", ["reason": "登记错人"], by: "office")
        #expect(withdrawn.json["ending"]?["reason"] == "登记错人", "\(withdrawn.text)")
        #expect(
            try await office.post("/honours/\(id)/withdraw", ["reason": "再来"], by: "office").json["code"]
                == "honourWithdrawn")
        let page = try await Browser(server, as: account).get(
            "/honours/ledger?year=2026", headers: ["Accept-Language": "zh-CN"]
        ).text
        #expect(page.contains("登记错人") && page.contains("文号写错") && page.contains("先进个人"))
        let faults = try await server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.faults
        #expect(faults == [])
    }
}
