import Crypto
import Domain
import Testing

@testable import Server
@testable import Storage

/// A branch's year book: that it says what the records say, and the same to all who read it. Today is 24 November 2026.
@Suite struct YearBookTests {
    private static let path = "/branches/{A}/year-book"

    /// Holds a meeting of A that everybody but 106 and 107 comes to, and has both sign.
    private static func held(in bureau: WideBureau, _ kind: String, also: String? = nil, on day: String) async throws
        -> Int
    {
        let server = bureau.server
        var asked: JSON.Object = JSON.Object()
        (asked["kind"], asked["date"], asked["start"]) = (.string(kind), .string(day), "10:00")
        (asked["minutes"], asked["place"], asked["theme"]) = (60, "支部活动室", "学习党章")
        if let also { asked["also"] = .string(also) }
        let id = try await server.post("/branches/\(bureau.ids["A"] ?? 0)/meetings", .object(asked)).id
        let path = "/meetings/\(id)"
        try #require(await server.post("\(path)/open", ["chair": "101", "recorder": "102"]).status == 200)
        let roll = try await server.get("\(path)/record").json["roll"]?.array ?? []
        let entries = roll.compactMap { $0["member"]?.string }.map { number -> JSON in
            number == "106"
                ? ["member": "106", "state": "excused", "reason": "住院"]
                : ["member": .string(number), "state": number == "107" ? "absent" : "present"]
        }
        let taken = try await server.send(
            "PUT", "\(path)/attendance", ["entries": .array(entries)], headers: ["If-Match": "\"2\""])
        try #require(taken.status == 200, "\(taken.text)")
        let written = try await server.send(
            "PUT", "\(path)/minutes",
            [
                "items": [["title": "季度小结", "said": "会议听取情况。"]], "decisions": [["decision": "两组轮值"]],
            ], headers: ["If-Match": "\"3\""])
        try #require(written.status == 200, "\(written.text)")
        let digest = written.json["digest"] ?? .null
        for (signer, visitor) in [("chair", WideBureau.Visitor.secretary), ("recorder", .officer)] {
            let signed = try await server.send(
                "POST", "\(path)/sign", ["signer": .string(signer), "digest": digest],
                by: bureau.principal(visitor))
            try #require(signed.status == 200, "\(signed.text)")
        }
        return id
    }

    private static func paper(
        of bureau: WideBureau, _ language: Language, by visitor: WideBureau.Visitor = .operator
    ) async throws -> (paper: OfficialPaper, texts: [String], bytes: [UInt8]) {
        let words = try WebResources.embedded.get().words(of: language)
        let id = ID<Branch>(Int64(bureau.ids["A"] ?? 0))
        let paper = try await bureau.server.store.read(by: bureau.principal(visitor)) {
            OfficialPaper(
                try $0.yearBook(of: id, in: 2026, by: CadenceSeed.rules()), $0.settings.timeZone, words)
        }
        return (paper, paper.document(words).texts, try paper.document(words).bytes())
    }

    @Test func `its figures are those of the records of the year`() async throws {
        let bureau = try await WideBureau()
        let server = bureau.server
        for (kind, also, day) in [
            ("branchCommittee", nil, "2026-11-19"), ("themeDay", "lecture", "2026-11-20"),
            ("assembly", nil, "2026-11-23"),
        ] {
            _ = try await Self.held(in: bureau, kind, also: also, on: day)
        }
        let sealed = try await server.get(bureau.path("\(Self.path)?year=2026")).json
        let book = try #require(sealed["book"])
        func items(_ part: String) -> [JSON] { book[part]?.array ?? [] }
        func listed(_ path: String) async throws -> [JSON] {
            let reply = try await server.get(bureau.path(path)).json
            return reply.array ?? reply["items"]?.array ?? []
        }
        let held = try await listed("/branches/{A}/meetings?year=2026&limit=100").filter {
            $0["takenAt"]?.isNull == false
        }
        #expect(held.count == 4 && items("meetings").map { $0["id"] } == held.map { $0["id"] })
        for meeting in items("meetings") {
            let record = try await server.get("/meetings/\(meeting["id"]?.integer ?? 0)/record").json
            for part in ["tally", "roll", "items", "decisions", "digest", "amendments"] {
                #expect(meeting[part] == record[part], "\(part)")
            }
        }
        #expect(
            try await items("roster").map { $0["member"]?["number"] }
                == listed("/members?branch=A&limit=100").map { $0["number"] })
        #expect(try await items("offices").count == listed("/branches/{A}/appointments").count)
        #expect(
            try await items("plan").map { $0["title"] }
                == listed("/plan-items?month=2026-11&branch=A").map { $0["title"] })
        #expect(
            try await items("findings").map { $0["number"] }
                == listed("/findings?year=2026&branch=A").map { $0["number"] })
        #expect(try await items("honours").count == listed("/honours/ledger?year=2026&branch=A").count)
        #expect(try await items("months").map { $0["month"] } == listed("/cycles?branch=A").map { $0["month"] })
        // Of a month that is still open it tells no figures.
        for month in items("months") {
            #expect((month["areas"]?.array ?? []).isEmpty == (month["status"] == "open"), "\(month)")
        }
        let due = try await listed("/obligations?year=2026&branch=A")
        #expect(items("obligations").map { $0["state"] } == due.map { $0["state"] } && !due.isEmpty)
        let attendance = try await server.get(bureau.path("/branches/{A}/attendance?year=2026")).json
        let lines = attendance["members"]?.array ?? []
        #expect(lines.count == 7)
        for part in ["entitled", "present", "excused", "absent", "madeUp"] {
            #expect(items("attendance").map { $0[part] } == lines.map { $0[part] }, "\(part)")
        }
        // 106 is away for work from the first of November.
        #expect(
            items("movements").map { [$0["kind"], $0["member"]?["number"], $0["on"]] } == [
                ["floating", "106", "2026-11-01"]
            ])
        let (paper, texts, _) = try await Self.paper(of: bureau, .chinese)
        #expect(
            paper.sections.map(\.heading).first == "一、基本情况" && paper.sections.last?.heading.hasSuffix("年度汇总") == true)
        #expect(texts.contains { $0.hasPrefix("全年召开：") && $0.contains("党员大会（2）") && $0.contains("主题党日（1）") })
        #expect(texts.contains { $0.contains("住院") })
    }

    @Test func `page, document and JSON have one digest for all who read it, another once a record is amended`()
        async throws
    {
        let bureau = try await WideBureau()
        let meeting = try await Self.held(in: bureau, "assembly", on: "2026-11-23")
        func digest() async throws -> String {
            var digests: Set<String> = []
            for visitor in [WideBureau.Visitor.officer, .secretary, .committee, .office, .auditor, .operator] {
                let answer = try await bureau.server.send(
                    "GET", bureau.path("\(Self.path)?year=2026"), by: bureau.principal(visitor))
                let book = try #require(answer.json["book"])
                // As anybody can take it.
                let taken = SHA256.hash(data: book.bytes()).map { byte in
                    let digits = String(byte, radix: 16)
                    return digits.count == 1 ? "0\(digits)" : digits
                }.joined()
                digests.formUnion([taken, answer.json["digest"]?.string ?? ""])
                for language in Language.allCases {
                    let (paper, texts, bytes) = try await Self.paper(of: bureau, language, by: visitor)
                    digests.insert(paper.digest)
                    #expect(texts.last?.hasSuffix(paper.digest) == true)
                    let file = try await bureau.server.send(
                        "GET", bureau.path("\(Self.path).docx?year=2026&language=\(language.rawValue)"),
                        by: bureau.principal(visitor))
                    #expect(file.status == 200 && file.body == bytes)
                }
            }
            #expect(digests.count == 1)
            return digests.first ?? ""
        }
        let before = try await digest()
        let amended = try await bureau.server.post("/meetings/\(meeting)/amendments", ["amendment": "“轮值”应为“轮班”"])
        try #require(amended.status == 201)
        #expect(try await digest() != before)
        // Another year's, and another branch's, say something else.
        #expect(
            try await bureau.server.get(bureau.path("\(Self.path)?year=2025")).json["book"]?["meetings"] == .array([]))
    }
}
