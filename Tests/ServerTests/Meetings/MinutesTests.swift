import Domain
import Testing

@testable import Server
@testable import Storage

/// Minutes as they are printed and filed, and who is told that they repeat earlier ones. Today is 24 November 2026.
@Suite struct MinutesTests {
    private static let said = "会议听取三季度落实情况，王芳通报本月考核得分九十三分，张伟提出夜间巡查人手不足，会议决定自下月起两组轮值，由组织委员负责排班。"

    /// Holds an assembly of A and writes its minutes.
    private static func held(
        in bureau: WideBureau, on day: String, saying said: String = said, reason: String? = nil
    ) async throws -> Int {
        let server = bureau.server
        let id = try await server.post(
            "/branches/\(bureau.ids["A"] ?? 0)/meetings",
            ["kind": "assembly", "date": .string(day), "start": "10:00", "minutes": 60, "place": "支部活动室"]
        ).id
        let path = "/meetings/\(id)"
        try #require(await server.post("\(path)/open", ["chair": "101", "recorder": "102"]).status == 200)
        let entries = (101...107).map { number -> JSON in
            number == 106
                ? ["member": "106", "state": "excused", "reason": "住院"]
                : ["member": .string(String(number)), "state": number == 107 ? "absent" : "present"]
        }
        let taken = try await server.send(
            "PUT", "\(path)/attendance", ["entries": .array(entries)], headers: ["If-Match": "\"2\""])
        try #require(taken.status == 200, "\(taken.text)")
        let written = try await server.send(
            "PUT", "\(path)/minutes",
            [
                "began": "10:05", "ended": "11:20",
                "items": [["title": "季度小结", "said": .string(said), "dissent": "104：不同意轮值。"]],
                "decisions": [["decision": "两组轮值", "answerable": "组织委员", "due": "2026-12-10"]],
            ], headers: ["If-Match": "\"3\""])
        try #require(written.status == 200, "\(written.text)")
        return id
    }

    @Test func `minutes are printed as an official paper, a draft until both signed, and the document says the same`()
        async throws
    {
        let bureau = try await WideBureau()
        let server = bureau.server
        let unopened = bureau.ids["QA meeting"] ?? 0
        #expect(try await server.get("/meetings/\(unopened)/paper.docx").status == 404)
        // The bureau has one of 2 November.
        let id = try await Self.held(in: bureau, on: "2026-11-23")
        let member = bureau.principal(.member)
        let office = Principal.operator(systemUser: "test")
        func page(_ language: Language, by reader: Principal) async throws -> (MinutesPage, [String]) {
            let words = try WebResources.embedded.get().words(of: language)
            let page = try await server.store.read(by: reader) {
                MinutesPage(try MinutesPage.Content($0, ID(Int64(id))), words)
            }
            let document = page.document(words)
            if reader.name == office.name {
                let answer = try await server.get("/meetings/\(id)/paper.docx?language=\(language.rawValue)")
                #expect(try answer.status == 200 && answer.body == document.bytes())
            }
            return (page, document.texts)
        }
        let (draft, texts) = try await page(.chinese, by: office)
        #expect(draft.title.hasSuffix("党员大会纪要") && draft.number == "第2号")
        #expect(draft.draft == "尚未签名，仅为草稿。" && texts.first == draft.draft)
        #expect(draft.sections.map(\.heading) == ["一、季度小结", "二、议定事项"])
        #expect(draft.sections.first?.texts == [Self.said, "不同意见：104：不同意轮值。"])
        #expect(draft.sections.last?.texts == ["1. 两组轮值（责任人：组织委员、完成时限：2026年12月10日）"])
        #expect(draft.roll.map(\.label) == ["出席：", "请假：", "缺席："])
        #expect(draft.signatures.allSatisfy { $0.hasSuffix("未签名") })
        for text in [
            draft.title, "第2号", "\(draft.issuer)\t2026年11月23日", "\(draft.roll[1].label)\(draft.roll[1].people)",
        ]
            + draft.facts + draft.signatures + draft.sections.flatMap({ [$0.heading] + $0.texts })
        {
            #expect(texts.contains(text), "\(text)")
        }
        #expect(texts.last?.hasSuffix(draft.digest) == true)
        #expect(draft.roll[1].people.contains("住院"))
        // Who does not see to the meeting does not read why somebody was away, on paper either.
        #expect(try await page(.chinese, by: member).1.contains { $0.contains("住院") } == false)

        for (signer, visitor) in [("chair", WideBureau.Visitor.secretary), ("recorder", .officer)] {
            let signed = try await server.send(
                "POST", "/meetings/\(id)/sign", ["signer": .string(signer), "digest": .string(draft.digest)],
                by: bureau.principal(visitor))
            try #require(signed.status == 200, "\(signed.text)")
        }
        try #require(await server.post("/meetings/\(id)/amendments", ["amendment": "“轮值”应为“轮班”"]).status == 201)
        let (signed, english) = try await page(.english, by: office)
        #expect(signed.draft == nil && signed.amendments.map(\.label) == ["Amendment 1"])
        #expect(english.contains("1. 季度小结") && english.contains("Amendment 1") && english.contains("No. 2"))
        #expect(english.contains("“轮值”应为“轮班”"))
    }

    @Test func `of minutes that repeat earlier ones the office and the auditor are told, and nobody else`() async throws
    {
        let bureau = try await WideBureau()
        let first = try await Self.held(in: bureau, on: "2026-09-22")
        let other = try await Self.held(
            in: bureau, on: "2026-10-20",
            saying: "本次会议专题研究冬季市容保障，李强介绍了渣土车整治的难点，赵敏建议与交警联合执法，大家逐一发言，最后商定分片包干、每周碰头一次。")
        let last = try await Self.held(in: bureau, on: "2026-11-23", saying: Self.said.replacing("九十三", with: "九十四"))
        let told: Set<WideBureau.Visitor> = [.committee, .office, .auditor]
        for visitor in [WideBureau.Visitor.member, .officer, .secretary, .committee, .office, .auditor] {
            let reader = bureau.principal(visitor)
            let record = try await bureau.server.send("GET", "/meetings/\(last)/record", by: reader)
            let alike = record.json["alike"]?.array
            #expect(
                alike?.map { $0["meeting"]?.integer } == (told.contains(visitor) ? [Int64(first)] : []), "\(visitor)")
            let words = try WebResources.embedded.get().words(of: .chinese)
            let page = try await bureau.server.store.read(by: reader) {
                MeetingPage(try MeetingPage.Content($0, ID(Int64(last))), words) { _ in "" }
            }
            let percent = alike?.first?["percent"]?.integer
            #expect(
                page.alike.map(\.label) == (percent.map { ["与2026年9月22日会议的记录有\($0)%相同"] } ?? []), "\(visitor)")
        }
        for id in [first, other] {
            #expect(try await bureau.server.get("/meetings/\(id)/record").json["alike"] == .array([]))
        }
    }
}
