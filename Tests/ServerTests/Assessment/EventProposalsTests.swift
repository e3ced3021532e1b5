import Domain
import Testing

@testable import Server
@testable import Storage

/// What a scheme lists as an event is proposed from the platform's figures, and recorded by a person or not at all.
///
/// In branch A, 101 is secretary, 102 and 103 lead groups, and 103, 104 and 105 hold A-1, A-2 and A-3.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct EventProposalsTests {
    @Test func `figures propose, a person records, and what came later shows the difference`() async throws {
        let bureau = try await SmallBureau(
            scheme: SmallBureau.scheme { scheme in
                scheme["format"] = 2
                scheme["deductions"] = [
                    [
                        "key": "complaint", "titleZh": "有责投诉", "titleEn": "Complaint", "points": 2, "cap": 6,
                        "from": "substantiated",
                    ],
                    ["key": "redo", "titleZh": "返工", "titleEn": "Redone", "points": 1, "cap": 3, "from": "redone"],
                ]
            })
        let server = bureau.server
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        let secretary = try await server.account("101", member: "101")
        let holder = try await server.account("102", member: "102")
        func know(_ area: String, _ figures: [(String, JSON)]) async throws {
            var body = JSON.Object()
            for (name, value) in [("area", .string(area)), ("month", "2026-11")] + figures as [(String, JSON)] {
                body[name] = value
            }
            let answer = try await server.post("/facts", .object(body))
            #expect([200, 201].contains(answer.status), "\(answer.text)")
        }
        func proposed() async throws -> [String] {
            try await server.get("/cycles/\(cycle)/proposals").json.array?.map {
                "\($0["area"]?.string ?? "") \($0["item"]?.string ?? "") \($0["times"]?.text ?? "") \($0["points"]?.text ?? "")"
            } ?? []
        }
        #expect(try await proposed() == [])
        try await know("A-1", [("complaints", 3), ("substantiated", 2)])
        try await know("A-2", [("redone", 1), ("complaints", 4), ("substantiated", 0)])
        #expect(try await proposed() == ["A-1 complaint 2 4", "A-2 redo 1 1"])
        // Nothing is recorded by itself.
        #expect(try await server.get("/cycles/\(cycle)/adjustments").items == [])

        let browser = Browser(server, as: secretary)
        let path = "/cycles/\(cycle)/adjustments"
        let list = try await browser.get(path).text
        #expect(list.contains("查实 2 件，已记 0 次 → 扣分 · 有责投诉 ×2"), "\(list)")
        #expect(list.contains("−4.00"))
        // The form is filled in but for the day, which whoever records it says; they may record fewer.
        try await browser.get("\(path)?area=A-1&item=complaint")
        var fields = browser.fields(of: path)
        #expect(fields["area"] == "A-1" && fields["item"] == "complaint" && fields["times"] == "2", "\(fields)")
        #expect(fields["reason"]?.contains("查实 2 件") == true && fields["date"] == "")
        #expect(try await browser.post(path, fields).status == 422)
        fields = browser.fields(of: path).merging(["times": "1", "date": "2026-11-06"]) { $1 }
        let recorded = try await browser.post(path, fields)
        #expect(recorded.status == 303, "\(recorded.text)")
        #expect(try await proposed() == ["A-1 complaint 1 2", "A-2 redo 1 1"])
        try await browser.get("\(path)?area=A-1&item=complaint")
        fields = browser.fields(of: path).merging(["date": "2026-11-06"]) { $1 }
        #expect(fields["times"] == "1")
        #expect(try await browser.post(path, fields).status == 303)
        #expect(try await proposed() == ["A-2 redo 1 1"])

        // Figures that come later show the difference; of more than they count they propose nothing.
        try await know("A-1", [("complaints", 3), ("substantiated", 3), ("revisionReason", "平台更正")])
        #expect(try await proposed() == ["A-1 complaint 1 2", "A-2 redo 1 1"])
        try await know("A-1", [("complaints", 3), ("substantiated", 1), ("revisionReason", "平台再更正")])
        #expect(try await proposed() == ["A-2 redo 1 1"])

        // Nobody confirms it for an area that they hold.
        let given = try await server.post(
            "/areas/2/assignments", ["member": "102", "from": "2026-11-20", "reason": "交接"])
        #expect(given.status == 201, "\(given.text)")
        let own = Browser(server, as: holder)
        let shown = try await own.get(path).text
        #expect(shown.contains("→ 扣分 · 返工 ×1") && !shown.contains("area=A-2&amp;item=redo"), "\(shown)")
        try await own.get("\(path)?area=A-2&item=redo")
        let refused = try await own.post(path, own.fields(of: path).merging(["date": "2026-11-06"]) { $1 })
        #expect(refused.status == 422 && refused.text.contains("任何人不得给自己"), "\(refused.text)")

        // Of a closed month nothing is proposed. The snapshot holds with such a scheme.
        #expect(try await bureau.close(cycle).status == 200)
        #expect(try await proposed() == [])
        #expect(try await server.post("/cycles/\(cycle)/post").status == 200)
        #expect(try await server.get("/snapshots/1/verification").json["holds"] == true)
    }

    @Test func `the scheme's form says from which figure an item is proposed, and the scheme's page shows it`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let browser = Browser(
            server, as: try await server.account("office", grants: [.init(.committeeOfficer, committee: "JG")]))
        let path = "/administration/schemes/1/revise"
        try await browser.get(path)
        let fields = browser.fields(of: path)
        #expect(fields["content.deductions[0].from"] == "", "\(fields)")
        let made = try await browser.post(path, fields.merging(["content.deductions[0].from": "substantiated"]) { $1 })
        let scheme = try #require(made.location?.prefix { $0 != "?" }, "\(made.text)")
        let content = try await server.get("/schemes").items.last?["content"]
        #expect(content?["deductions"]?.array?.first?["from"] == "substantiated", "\(content?.text ?? "")")
        #expect(content?["bonuses"]?.array?.allSatisfy { $0["from"] == nil } == true)
        #expect(try await browser.get(String(scheme)).text.contains("按数据提出：查实"))
    }
}
