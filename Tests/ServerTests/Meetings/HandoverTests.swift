import Domain
import Testing

@testable import Server
@testable import Storage

/// From one secretary of A to the next, 101 to 102. Today is 24 November 2026.
@Suite struct HandoverTests {
    private static func send(
        _ bureau: WideBureau, _ path: String, _ body: JSON? = nil, by visitor: WideBureau.Visitor
    ) async throws -> Answer {
        try await bureau.server.send(
            body == nil ? "GET" : "POST", bureau.path(path), body, by: bureau.principal(visitor))
    }

    private static func signature(_ side: String, _ sheet: JSON, _ more: (String, JSON)...) -> JSON {
        var body = JSON.Object()
        (body["side"], body["digest"]) = (.string(side), sheet["digest"] ?? .null)
        for (name, value) in more { body[name] = value }
        return .object(body)
    }

    private static func dueFor(_ bureau: WideBureau, _ visitor: WideBureau.Visitor) async throws -> [String] {
        try await bureau.server.store.read(by: bureau.principal(visitor)) { transaction in
            try transaction.dueHandovers().map { "\($0.outgoing.number.text)>\($0.incoming.number.text)" }
        }
    }

    @Test func `a sheet is signed by two, stands from the first signature on, and is told of until the second`()
        async throws
    {
        let bureau = try await WideBureau()
        let sheet = "/hand-overs/{A hand-over}"
        for visitor in [WideBureau.Visitor.secretary, .officer] {
            #expect(try await Self.dueFor(bureau, visitor) == [])
        }
        // The office follows another: 101 is a member as any other.
        let ended = try await Self.send(bureau, "/appointments/{A secretary}/end", ["on": "2026-11-23"], by: .office)
        try #require(ended.status == 200, "\(ended.text)")
        let appointed = try await Self.send(
            bureau, "/branches/{A}/appointments", ["member": "102", "office": "secretary", "from": "2026-11-24"],
            by: .office)
        try #require(appointed.status == 201, "\(appointed.text)")
        let (outgoing, incoming) = (WideBureau.Visitor.secretary, WideBureau.Visitor.officer)
        for visitor in [outgoing, incoming] { #expect(try await Self.dueFor(bureau, visitor) == ["101>102"]) }
        #expect(try await Self.dueFor(bureau, .member) == [])

        let drafted = try await Self.send(bureau, sheet, by: outgoing).json
        let lines = drafted["sheet"]?["lines"]?.array ?? []
        for part in Handover.Part.allCases where part != .meetings {
            #expect(lines.contains { $0["part"]?.string == part.rawValue }, "\(part)")
        }
        #expect(lines.contains { $0["title"] == "2026-001 活动记录不全" && $0["states"] == ["open"] })
        #expect(try await Self.send(bureau, sheet, by: incoming).json["digest"] == drafted["digest"])
        let early = try await Self.send(bureau, "\(sheet)/sign", Self.signature("incoming", drafted), by: incoming)
        #expect(early.code == "handOverStatus")
        let stranger = try await Self.send(bureau, "\(sheet)/sign", Self.signature("outgoing", drafted), by: incoming)
        #expect(stranger.code == "otherSigner")
        // What was asked since stands on it, and was not read.
        func ask(_ title: String) async throws {
            let made = try await Self.send(
                bureau, "/asks",
                ["branch": "A", "title": .string(title), "request": "请协调", "standard": "到位", "due": "2026-12-31"],
                by: incoming)
            try #require(made.status == 201, "\(made.text)")
        }
        try await ask("配发设备")
        let stale = try await Self.send(bureau, "\(sheet)/sign", Self.signature("outgoing", drafted), by: outgoing)
        #expect(stale.code == "handOverChanged")
        let read = try await Self.send(bureau, sheet, by: outgoing).json
        let signed = try await Self.send(bureau, "\(sheet)/sign", Self.signature("outgoing", read), by: outgoing)
        #expect(
            signed.status == 200 && signed.json["status"] == "handedOver" && signed.json["digest"] == read["digest"])

        try await ask("增配车辆")
        let frozen = try await Self.send(bureau, sheet, by: incoming).json
        #expect(frozen["digest"] == read["digest"] && frozen["sheet"] == read["sheet"])
        let same = try await Self.send(bureau, "\(sheet)/sign", Self.signature("incoming", frozen), by: outgoing)
        #expect(same.code == "otherSigner")
        #expect(try await Self.dueFor(bureau, incoming) == ["101>102"])
        let taken = try await Self.send(
            bureau, "\(sheet)/sign", Self.signature("incoming", frozen, ("remark", "台账另附")), by: incoming)
        #expect(taken.status == 200 && taken.json["status"] == "takenOver")
        for visitor in [outgoing, incoming] { #expect(try await Self.dueFor(bureau, visitor) == []) }
        let back = try await Self.send(bureau, "\(sheet)/withdraw", ["reason": "填错"], by: .office)
        #expect(back.code == "handOverStatus")

        for language in Language.allCases {
            let words = try WebResources.embedded.get().words(of: language)
            let id = ID<Handover>(Int64(bureau.ids["A hand-over"] ?? 0))
            let document = try await bureau.server.store.read(by: bureau.principal(outgoing)) {
                OfficialPaper(
                    try $0.handover(id, by: CadenceSeed.rules()), $0.settings.timeZone, words
                ).document(words)
            }
            let file = try await Self.send(bureau, "\(sheet)/sheet.docx?language=\(language.rawValue)", by: .auditor)
            #expect(try file.body == document.bytes())
            #expect(document.texts.contains { $0.contains("台账另附") } && !document.texts.contains { $0.contains("增配车辆") })
            #expect(document.texts.last?.hasSuffix(read["digest"]?.string ?? "?") == true)
        }
    }

    @Test func `nobody hands over to themselves, and for who cannot sign the office does, with the reason`()
        async throws
    {
        let bureau = try await WideBureau()
        func made(_ outgoing: String, _ incoming: String) async throws -> Answer {
            try await Self.send(
                bureau, "/branches/{A}/hand-overs",
                ["outgoing": .string(outgoing), "incoming": .string(incoming)], by: .committee)
        }
        #expect(try await made("101", "101").errors == ["incoming conflict"])
        #expect(try await made("103", "102").errors == ["outgoing unexpected"])
        let new = try await made("101", "107")
        #expect(new.status == 201)
        #expect(try await made("101", "107").status == 200)
        let path = "/hand-overs/\(new.id)/sign"
        let reason: (String, JSON) = ("reason", "因病去世")
        #expect(
            try await Self.send(bureau, path, Self.signature("incoming", new.json, reason), by: .committee).errors == [
                "reason unexpected"
            ])
        let body = Self.signature("outgoing", new.json, reason)
        #expect(try await Self.send(bureau, path, body, by: .secretary).status == 403)
        let signed = try await Self.send(bureau, path, body, by: .committee)
        #expect(signed.json["status"] == "handedOver" && signed.json["steps"]?.array?.first?["inPlace"] == true)
        #expect(try await Self.send(bureau, path, body, by: .committee).code == "handOverStatus")
        let withdrawn = try await Self.send(
            bureau, "/hand-overs/\(new.id)/withdraw", ["reason": "接任人选有变"], by: .secretary)
        #expect(withdrawn.json["status"] == "withdrawn" && withdrawn.json["sheet"] == signed.json["sheet"])
    }
}
