import Domain
import Testing

@testable import Server
@testable import Storage

/// What the committee's office weighs before an honour becomes final, with those who try what they may not. In the month
/// of the bureau A-1 wins, which 103 holds.
@Suite struct EligibilityStoryTests {
    private typealias Office = ObjectionStoryTests.Office

    private static let investigation: JSON = ["kind": "investigation", "from": "2026-11-20"]

    private static func id(_ member: String, in office: Office) async throws -> Int {
        try await office.server.first("/members?number=\(member)")
    }

    private static func record(
        _ body: JSON = investigation, of member: String, by name: String = "office", in office: Office
    ) async throws -> Answer {
        try await office.post("/members/\(try await id(member, in: office))/eligibility-notes", body, by: name)
    }

    private static func decide(
        _ outcome: String, of member: String = "103", by name: String = "office", in office: Office
    ) async throws -> Answer {
        try await office.post(
            "/cycles/\(office.cycle)/eligibility",
            ["member": .string(member), "outcome": .string(outcome), "reason": "经研究"], by: name)
    }

    @Test func `an honour waits for the office's decision and is not given, and the ranking stands`() async throws {
        var office = try await Office()
        let (server, cycle) = (office.server, office.cycle)
        let made = try await Self.record(of: "103", in: office)
        #expect(made.status == 201 && made.json["number"] == "2026-1", "\(made.text)")
        #expect(made.json["member"]?["number"] == "103" && made.json["closing"] == .null)
        #expect(!made.text.contains("investigation"))

        // Before the notice has stood nobody is told; then the month waits, and the refusal names nobody.
        #expect(try await office.post("/cycles/\(cycle)/finalise", by: "101").json["code"] == "noticeStands")
        try await office.go(to: "2026-12-15")
        let refused = try await office.post("/cycles/\(cycle)/finalise", by: "101")
        #expect(refused.status == 409 && refused.json["code"] == "eligibilityUndecided", "\(refused.text)")
        // By itself: the ids of requests are made of digits too.
        #expect(!refused.text.contains(/\b103\b/) && !refused.text.contains("次组长"))

        // The office sees whom, and by which records.
        let cases = try await office.send("GET", "/cycles/\(cycle)/eligibility", by: "office").json.array
        #expect(cases?.map { $0["member"]?["number"] } == ["103"] && cases?.first?["awaited"] == true)
        #expect(cases?.first?["notes"]?.array?.map { $0["number"] } == ["2026-1"])
        #expect(try await Self.decide("awarded", of: "104", in: office).errors == ["member reference"])
        #expect(try await Self.decide("awarded", in: office).json.array?.first?["awaited"] == false)

        // What comes afterwards was not weighed.
        let sanction: JSON = [
            "kind": "sanction", "sanction": "seriousWarning", "from": "2026-12-01", "document": "甲纪〔2026〕7号",
        ]
        #expect(try await Self.record(sanction, of: "103", in: office).status == 201)
        #expect(
            try await office.post("/cycles/\(cycle)/finalise", by: "101").json["code"] == "eligibilityUndecided")
        #expect(try await Self.decide("notAwarded", in: office).status == 200)
        let final = try await office.post("/cycles/\(cycle)/finalise", by: "101")
        #expect(final.status == 200 && final.json["awards"] == [], "\(final.text)")
        #expect(final.json["withheldHonours"]?.array?.map { $0["member"]?["number"] } == ["103"])
        #expect(!final.text.contains("经研究") && !final.text.contains("sanction\""))

        // The ranking, the place and the snapshot stand; the honour is not among the member's.
        #expect(try await office.places() == ["1 A-1", "2 A-2", "3 A-3"])
        #expect(try await office.bureau.ranking()["winners"] == ["A-1"])
        for snapshot in try await server.get("/snapshots?month=2026-11&branch=A").items {
            let checked = try await server.get("/snapshots/\(snapshot["id"]?.integer ?? 0)/verification")
            #expect(checked.json["holds"] == true, "\(checked.text)")
        }
        let honours = try await server.get("/honours?year=2026&branch=A").json.array ?? []
        #expect(honours.first { $0["member"]?["number"] == "103" }?["monthsWon"] == 0)
        #expect(try await server.get("/awards?branch=A&year=2026").items == [])

        // Of how many it was decided would tell who, where one wins: the office and the auditor know it.
        for (name, count) in [("101", JSON.null), ("105", .null), ("office", 1), ("auditor", 1)] {
            let remarks = try await office.send("GET", "/cycles/\(cycle)", by: name).json["remarks"]
            #expect(remarks?["eligibilityDecided"] == count, "\(name)")
            #expect(remarks?["withheldHonours"]?.array?.count == 1, "\(name)")
        }

        // Final is final.
        #expect(try await Self.decide("awarded", in: office).json["code"] == "cycleNotPosted")

        // Neither the audit nor the file says of whom or what.
        let audit = try await server.get("/audit?limit=500").items.filter {
            $0["subject"] == "eligibility" || $0["after"]?["eligibility"] != nil
        }
        #expect(audit.count == 4)
        let text = audit.map(\.text).joined()
        #expect(!text.contains(/\b103\b/))
        for secret in ["次组长", "甲纪", "sanction", "investigation", "经研究", "notAwarded"] {
            #expect(!text.contains(secret), "\(secret)")
        }
        let faults = try await server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.faults
        #expect(faults == [])
    }

    @Test func `nobody but the office reads or writes, and whoever is concerned finds nothing`() async throws {
        let office = try await Office()
        let (server, cycle) = (office.server, office.cycle)
        let made = try await Self.record(of: "103", in: office)
        try #require(made.status == 201)
        let reason: JSON = ["reason": "想知道"]

        // The branch, its members and another's: an id that is there answers as one that is not.
        for name in ["101", "102", "103", "105", "201"] {
            #expect(try await office.send("GET", "/eligibility-notes", by: name).status == 403, "\(name)")
            for (step, body) in [("disclosures", reason), ("end", reason), ("withdraw", reason)] {
                let there = try await office.post("/eligibility-notes/\(made.id)/\(step)", body, by: name)
                let guessed = try await office.post("/eligibility-notes/4711/\(step)", body, by: name)
                #expect(there.status == 404 && guessed.status == 404, "\(name) \(step)")
                #expect(there.json["code"] == guessed.json["code"] && there.json["detail"] == guessed.json["detail"])
            }
            let status = name == "201" ? 404 : 403
            #expect(try await Self.record(of: "104", by: name, in: office).status == status, "\(name)")
            #expect(try await office.send("GET", "/cycles/\(cycle)/eligibility", by: name).status == status, "\(name)")
            #expect(try await Self.decide("awarded", by: name, in: office).status == status, "\(name)")
        }
        // The auditor knows that there is one, by its number.
        let listed = try await office.send("GET", "/eligibility-notes", by: "auditor").items
        #expect(listed.map { $0["number"] } == ["2026-1"] && listed.map { $0["member"] } == [.null])
        let id = try await Self.id("103", in: office)
        #expect(try await office.send("GET", "/eligibility-notes?member=103", by: "auditor").status == 403)
        #expect(try await office.post("/eligibility-notes/\(made.id)/disclosures", reason, by: "auditor").status == 403)
        #expect(try await office.send("GET", "/cycles/\(cycle)/eligibility", by: "auditor").status == 403)

        // Whoever reads is in the audit; the operator is not told.
        let told = try await office.post("/eligibility-notes/\(made.id)/disclosures", ["reason": "定案前核对"], by: "office")
        #expect(told.json["kind"] == "investigation" && told.json["from"] == "2026-11-20", "\(told.text)")
        #expect(try await server.post("/eligibility-notes/\(made.id)/disclosures", reason).status == 403)
        let audit = try await server.get("/audit?subject=eligibility").items
        #expect(audit.filter { $0["action"] == "disclosed" }.map { $0["after"]?["reason"] } == ["定案前核对"])

        // Those of the office who are concerned: who it is about, and who acts for the branch.
        for name in ["103", "101"] {
            let account = try #require(office.accounts[name])
            let granted = try await server.post(
                "/accounts/\(account.id.rawValue)/grants", ["role": "committeeOfficer", "committee": "JG"])
            try #require(granted.status == 201, "\(granted.text)")
            #expect(try await office.send("GET", "/eligibility-notes", by: name).items == [], "\(name)")
            #expect(try await office.send("GET", "/eligibility-notes?member=103", by: name).status == 403, "\(name)")
            for step in ["disclosures", "end", "withdraw"] {
                #expect(
                    try await office.post("/eligibility-notes/\(made.id)/\(step)", reason, by: name).status == 404,
                    "\(name) \(step)")
            }
            #expect(try await Self.record(of: "103", by: name, in: office).status == 403, "\(name)")
            #expect(try await Self.decide("awarded", by: name, in: office).status == 403, "\(name)")
            #expect(try await office.send("GET", "/cycles/\(cycle)/eligibility", by: name).status == 403, "\(name)")
        }
        // Who competes in the month does not decide of another.
        let rival = try #require(office.accounts["104"])
        let granted = try await server.post(
            "/accounts/\(rival.id.rawValue)/grants", ["role": "committeeOfficer", "committee": "JG"])
        try #require(granted.status == 201, "\(granted.text)")
        #expect(try await Self.decide("notAwarded", by: "104", in: office).status == 403)

        // The pages: the office's alone.
        func page(_ path: String, by name: String) async throws -> Answer {
            try await Browser(server, as: try #require(office.accounts[name])).get(
                path, headers: ["Accept-Language": "zh-CN"])
        }
        #expect(try await page("/members/\(id)", by: "office").text.contains("2026-1"))
        for name in ["102", "103", "105", "auditor", "101"] {
            let text = try await page("/members/\(id)", by: name).text
            #expect(!text.contains("2026-1<") && !text.contains("评选资格"), "\(name)")
        }
        let month = try await page("/cycles/\(cycle)/eligibility", by: "office").text
        #expect(month.contains("次组长A 103") && month.contains("待决定") && !month.contains("审查调查"))
        #expect(try await page("/cycles/\(cycle)", by: "office").text.contains("评选资格审查"))
        #expect(try await page("/cycles/\(cycle)", by: "102").text.contains("评选资格") == false)
        #expect(try await page("/", by: "office").text.contains("有 1 人的评选资格待决定"))
        #expect(try await page("/eligibility", by: "auditor").text.contains("2026-1"))
        #expect(!(try await page("/eligibility", by: "auditor").text.contains("次组长")))
    }

    @Test func `what is over, withdrawn or of another member is not waited for`() async throws {
        var office = try await Office()
        let cycle = office.cycle
        let bodies: [JSON] = [
            ["kind": "sanction", "sanction": "warning", "from": "2025-11-01", "until": "2026-11-29"],
            ["kind": "appraisal", "year": 2024, "grade": "notCompetent"],
        ]
        for body in bodies { #expect(try await Self.record(body, of: "103", in: office).status == 201) }
        // Of whom holds no winner.
        #expect(try await Self.record(of: "104", in: office).status == 201)
        let wrong = try await Self.record(
            ["kind": "appraisal", "year": 2025, "grade": "basicallyCompetent"], of: "103", in: office)
        try await office.go(to: "2026-12-15")
        #expect(
            try await office.post("/cycles/\(cycle)/finalise", by: "101").json["code"] == "eligibilityUndecided")
        let reason: JSON = ["reason": "登记错人"]
        #expect(
            try await office.post("/eligibility-notes/\(wrong.id)/end", reason, by: "office").json["code"]
                == "appraisalDoesNotEnd")
        // Not given for what turns out wrong: it is decided anew, and nothing is kept from anybody without a ground.
        #expect(try await Self.decide("notAwarded", in: office).status == 200)
        let withdrawn = try await office.post("/eligibility-notes/\(wrong.id)/withdraw", reason, by: "office")
        #expect(withdrawn.json["closing"] == "withdrawn", "\(withdrawn.text)")
        #expect(
            try await office.post("/eligibility-notes/\(wrong.id)/withdraw", reason, by: "office").json["code"]
                == "eligibilityNoteClosed")
        #expect(
            try await office.post("/cycles/\(cycle)/finalise", by: "101").json["code"] == "eligibilityUndecided")
        #expect(try await Self.decide("notAwarded", in: office).json["code"] == "nothingToDecide")
        #expect(try await Self.decide("awarded", in: office).status == 200)
        let final = try await office.post("/cycles/\(cycle)/finalise", by: "101")
        #expect(final.json["awards"]?.array?.map { $0["member"]?["number"] } == ["103"], "\(final.text)")
        #expect(final.json["withheldHonours"] == [])
        // The record stays, and says how it ended.
        let told = try await office.post("/eligibility-notes/\(wrong.id)/disclosures", ["reason": "复核"], by: "office")
        #expect(told.json["closingReason"] == "登记错人" && told.json["decisions"]?.array?.count == 1, "\(told.text)")
    }

    @Test func `of two who hold the winner each has an honour of their own`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let area = try await server.first("/areas?code=A-1")
        let beside = try await server.post(
            "/areas/\(area)/assignments", ["member": "105", "from": "2026-11-01", "beside": true])
        try #require(beside.status == 201, "\(beside.text)")
        try server.go(to: "2026-11-20")
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        let own = try await server.post("/cycles/\(cycle)/sheets", SmallBureau.sheet("A-1", "self", by: "105", 58, 38))
        try #require(own.status == 201, "\(own.text)")
        try #require(await bureau.close(cycle).status == 200)
        try server.go(to: "2026-12-07")
        try #require(await server.post("/cycles/\(cycle)/post").status == 200)
        let noted = try await server.post(
            "/members/\(try await server.first("/members?number=103"))/eligibility-notes", Self.investigation)
        try #require(noted.status == 201, "\(noted.text)")
        try server.go(to: "2026-12-15")
        let decided = try await server.post(
            "/cycles/\(cycle)/eligibility", ["member": "103", "outcome": "notAwarded", "reason": "经研究"])
        try #require(decided.status == 200, "\(decided.text)")
        let final = try await server.post("/cycles/\(cycle)/finalise")
        #expect(final.json["awards"]?.array?.map { $0["member"]?["number"] } == ["105"], "\(final.text)")
        #expect(final.json["withheldHonours"]?.array?.map { $0["member"]?["number"] } == ["103"])
        let honours = try await server.get("/honours?year=2026&branch=A").json.array ?? []
        let won = honours.filter { $0["monthsWon"] == 1 }.map { $0["member"]?["number"] }
        #expect(won == ["105"])
    }
}
