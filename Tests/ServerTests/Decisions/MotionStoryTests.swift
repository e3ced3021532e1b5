import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// A motion on its way: discussed, written about, voted on by the roll of its day, counted, corrected by somebody else,
/// answered. Who may do what is in `RoleMatrixTests`.
struct MotionStoryTests {
    private let bureau: WideBureau

    init() async throws { bureau = try await WideBureau() }

    private func post(_ path: String, _ body: JSON?, by visitor: WideBureau.Visitor = .secretary) async throws -> Answer
    {
        try await bureau.server.send("POST", path, body, by: bureau.principal(visitor))
    }

    private func bring(_ body: JSON = WideBureau.motion(in: "A")) async throws -> String {
        let made = try await post("/motions", body)
        try #require(made.status == 201, "\(made.text)")
        return "/motions/\(made.id)"
    }

    private static func general(_ more: [(String, JSON)] = []) -> JSON {
        var body = WideBureau.motion(in: "A").object ?? JSON.Object()
        (body["kind"], body["people"]) = ("general", [])
        for (name, value) in more { body[name] = value }
        return .object(body)
    }

    private static func count(
        _ present: [Int], _ tally: (Int, Int, Int), more: [(String, JSON)] = []
    ) -> JSON {
        let numbers = present.map { JSON.string(String($0)) }
        let result: JSON = ["yes": JSON(tally.0), "no": JSON(tally.1), "abstained": JSON(tally.2)]
        var body = JSON.Object()
        (body["present"], body["scrutineer"]) = (.array(numbers), numbers[0])
        (body["tellers"], body["results"]) = (.array([numbers[1]]), .array([result]))
        for (name, value) in more { body[name] = value }
        return .object(body)
    }

    private func open(_ motion: String, on day: String = "2026-11-22", more: [(String, JSON)] = []) async throws {
        _ = try await post("\(motion)/discussion", ["on": "2026-11-20", "said": "大家同意"])
        var body = JSON.Object()
        (body["on"], body["method"]) = (.string(day), "showOfHands")
        for (name, value) in more { body[name] = value }
        let opened = try await post("\(motion)/vote", .object(body))
        try #require(opened.status == 200, "\(opened.text)")
    }

    @Test func `nothing is voted on that was not discussed, and nothing twice`() async throws {
        let motion = try await bring(Self.general())
        let vote: JSON = ["on": "2026-11-22", "method": "showOfHands"]
        #expect(try await post("\(motion)/vote", vote).code == "motionStatus")
        #expect(try await post("\(motion)/count", Self.count([101, 102, 103, 104], (4, 0, 0))).code == "motionStatus")
        #expect(
            try await post("\(motion)/discussion", ["on": "2026-12-24", "said": "同意"]).errors == ["on range"])
        #expect(try await post("\(motion)/discussion", ["on": "2026-11-20", "said": "同意"]).status == 200)
        #expect(try await post("\(motion)/discussion", ["on": "2026-11-20", "said": "同意"]).code == "motionStatus")
        // Neither before the discussion nor ahead of the day, whose roll nobody knows.
        for day in ["2026-11-19", "2026-12-24"] {
            #expect(
                try await post("\(motion)/vote", ["on": .string(day), "method": "showOfHands"]).errors == ["on range"])
        }
        #expect(try await post("\(motion)/vote", vote).status == 200)
        #expect(try await post("\(motion)/vote", vote).code == "motionStatus")
        #expect(try await post("\(motion)/withdraw", ["reason": "不合适"]).code == "motionStatus")
        let counted = try await post("\(motion)/count", Self.count([101, 102, 103, 104], (4, 0, 0)))
        #expect(counted.json["status"] == "decided")
        #expect(counted.json["votes"]?.array?.first?["outcomes"] == ["carried"])
        // A general motion needs nobody's approval.
        #expect(counted.json["answerDue"] == .null)
        #expect(
            try await post("\(motion)/answer", ["on": "2026-11-23", "approved": true], by: .committee).code
                == "needsNoApproval")
    }

    @Test func `the roll is that of the day: who left, came later, is on probation or without a vote is not on it`()
        async throws
    {
        // 107 leaves before, 108 becomes a full member only after the vote.
        let left = try await bureau.server.post(
            "/members/\(bureau.ids["107"] ?? 0)/leavings",
            ["leaving": "transferredOut", "on": "2026-11-20", "reason": "调往外区", "document": "介绍信〔2026〕8号"])
        try #require(left.status == 201, "\(left.text)")
        let come = try await bureau.server.post(
            "/members",
            [
                "number": "108", "name": "新人", "standing": "full", "joined": "2025-11-23", "becameFull": "2026-11-23",
                "branch": "A", "from": "2026-06-01",
            ])
        try #require(come.status == 201, "\(come.text)")
        let motion = try await bring(Self.general())
        try await open(motion, more: [("without", [["member": "105", "document": "甲纪〔2026〕3号"]])])
        let vote = try await bureau.server.send("GET", motion).json["votes"]?.array?.first
        let roll = (vote?["roll"]?.array ?? []).compactMap { $0["number"]?.string }
        #expect(roll == ["101", "102", "103", "104", "106"])
        #expect(vote?["without"]?.array?.first?["document"] == "甲纪〔2026〕3号")
        // Whoever has no vote is not counted.
        #expect(
            try await post("\(motion)/count", Self.count([101, 102, 105], (3, 0, 0))).errors.contains("present[2] rule")
        )
        // Three of five are there, and three agree.
        let counted = try await post("\(motion)/count", Self.count([101, 102, 103], (3, 0, 0)))
        #expect(counted.json["votes"]?.array?.first?["outcomes"] == ["carried"], "\(counted.text)")
    }

    @Test func `a written opinion counts for an admission alone, before the vote, once, and not beside its sender`()
        async throws
    {
        let general = try await bring(Self.general())
        let opinion: JSON = ["member": "106", "choice": "yes", "receivedOn": "2026-11-20"]
        #expect(try await post("\(general)/opinions", opinion).code == "noWrittenOpinions")
        let motion = try await bring()
        #expect(try await post("\(motion)/opinions", opinion).status == 200)
        #expect(try await post("\(motion)/opinions", opinion).code == "opinionStands")
        #expect(
            try await post(
                "\(motion)/opinions", ["member": "301", "choice": "yes", "receivedOn": "2026-11-20"]
            ).status == 422)
        // Of one who comes after all, and of one who takes it back, nothing counts.
        for (member, choice) in [("105", "no"), ("107", "no")] {
            let body: JSON = ["member": .string(member), "choice": .string(choice), "receivedOn": "2026-11-20"]
            #expect(try await post("\(motion)/opinions", body).status == 200)
        }
        #expect(try await post("\(motion)/withdraw-opinion", ["member": "107"]).status == 200)
        try await open(motion)
        #expect(try await post("\(motion)/opinions", opinion).code == "motionStatus")
        // Four of seven are there, three agree; with the one in writing they are four.
        let counted = try await post("\(motion)/count", Self.count([101, 102, 103, 105], (3, 1, 0)))
        let vote = counted.json["votes"]?.array?.first
        #expect(vote?["outcomes"] == ["carried"])
        #expect(
            vote?["counts"]?.array?.first?["written"] == ["yes": 1, "no": 0, "abstained": 0, "invalid": 0])
        #expect(counted.json["answerDue"] == "2027-02-22")
    }

    @Test func `what somebody wrote is sealed: no row, no reply, no audit tells it`() async throws {
        let motion = try await bring()
        _ = try await post("\(motion)/opinions", ["member": "106", "choice": "abstain", "receivedOn": "2026-11-20"])
        let rows = try await bureau.server.store.database.read { session in
            try session.rows("SELECT choice, length(choice) FROM written_opinion") {
                (try $0.at(0) as [UInt8], try $0.at(1) as Int)
            }
        }
        #expect(rows.count == 1)
        #expect(!String(decoding: rows[0].0, as: UTF8.self).contains("abstain"))
        _ = try await post("\(motion)/opinions", ["member": "105", "choice": "no", "receivedOn": "2026-11-20"])
        let lengths = try await bureau.server.store.database.read { session in
            try session.rows("SELECT DISTINCT length(choice) FROM written_opinion") { try $0.at(0) as Int }
        }
        #expect(lengths.count == 1)
        for visitor in [WideBureau.Visitor.secretary, .committee, .auditor] {
            let shown = try await bureau.server.send("GET", motion, by: bureau.principal(visitor))
            #expect(shown.status == 200 && !shown.text.contains("abstain\""), "\(visitor)")
        }
        let audit = try await bureau.server.send("GET", "/audit?limit=500", by: bureau.principal(.auditor))
        #expect(audit.status == 200 && audit.text.contains("opinionOf") && !audit.text.contains("\"abstain\""))
    }

    @Test func `too few, or more ballots than people, is no vote: it is held again, and both stay`() async throws {
        let motion = try await bring()
        try await open(motion)
        // Half is not more than half.
        let few = try await post("\(motion)/count", Self.count([101, 102, 103], (3, 0, 0)))
        #expect(few.json["status"] == "discussed")
        #expect(few.json["votes"]?.array?.first?["outcomes"] == ["notQuorate"])
        #expect(
            try await post("\(motion)/vote", ["on": "2026-11-21", "method": "secretBallot"]).errors == ["on range"])
        #expect(try await post("\(motion)/vote", ["on": "2026-11-23", "method": "secretBallot"]).status == 200)
        let void = try await post(
            "\(motion)/count",
            Self.count([101, 102, 103, 104], (5, 0, 0), more: [("issued", 4), ("returned", 5)]))
        #expect(void.json["votes"]?.array?.last?["outcomes"] == ["ballotsVoid"], "\(void.text)")
        #expect(try await post("\(motion)/vote", ["on": "2026-11-23", "method": "secretBallot"]).status == 200)
        let good = try await post(
            "\(motion)/count",
            Self.count([101, 102, 103, 104], (4, 0, 0), more: [("issued", 4), ("returned", 4)]))
        #expect(good.json["status"] == "decided")
        #expect(
            good.json["votes"]?.array?.map { $0["outcomes"] ?? .null } == [
                ["notQuorate"], ["ballotsVoid"], ["carried"],
            ])
    }

    @Test func `a count is corrected by somebody else, with the reason, and until the answer`() async throws {
        let id = try await bureau.motion(.voting)
        let motion = "/motions/\(id)"
        #expect(try await post("\(motion)/count", WideBureau.count).json["status"] == "decided")
        let other = Self.count([101, 102, 103, 104, 105], (3, 2, 0))
        #expect(try await post("\(motion)/count", other).code == "voteCounted")
        let because = Self.count([101, 102, 103, 104, 105], (3, 2, 0), more: [("reason", "唱票时漏记")])
        #expect(try await post("\(motion)/count", because).code == "countedByYou")
        let corrected = try await post("\(motion)/count", because, by: .officer)
        let vote = corrected.json["votes"]?.array?.first
        #expect(vote?["outcomes"] == ["failed"] && vote?["counts"]?.array?.count == 2)
        #expect(corrected.json["answerDue"] == .null)
        #expect(
            try await post("\(motion)/answer", ["on": "2026-11-23", "approved": true], by: .committee).code
                == "motionStatus")
    }

    @Test func `who is voted on does not enter how it went`() async throws {
        let motion = try await bring(Self.general([("kind", "sanction"), ("people", ["101"])]))
        try await open(motion)
        let count = Self.count([102, 103, 104, 105], (1, 3, 0))
        #expect(try await post("\(motion)/count", count).code == "motionAboutYou")
        #expect(try await post("\(motion)/count", count, by: .officer).json["status"] == "decided")
    }

    @Test func `the office answers, not before the vote, and says why it refuses`() async throws {
        let motion = "/motions/\(try await bureau.motion(.decided))"
        #expect(
            try await post("\(motion)/answer", ["on": "2026-11-21", "approved": true], by: .committee).errors == [
                "on range"
            ])
        #expect(
            try await post("\(motion)/answer", ["on": "2026-11-23", "approved": false], by: .committee).errors == [
                "reason required"
            ])
        let due = try await bureau.server.send("GET", "/motions?branch=A", by: bureau.principal(.committee))
        #expect(due.items.contains { $0["answerDue"] == "2027-02-22" })
        let answered = try await post(
            "\(motion)/answer", ["on": "2026-11-23", "approved": true, "document": "甲区委〔2026〕9号"], by: .committee)
        #expect(answered.json["status"] == "approved")
        #expect(
            try await post(
                "\(motion)/count", Self.count([101, 102, 103, 104, 105], (0, 5, 0), more: [("reason", "重计")]),
                by: .officer
            ).code == "motionStatus")
        let page = try await Browser(bureau.server, as: try #require(bureau.accounts[.member])).get(
            "\(motion)/resolution")
        #expect(page.text.contains("同意转为正式党员。") && page.text.contains("7（七）"))
    }

    @Test func `nobody is counted as there who is absent by the assembly's attendance`() async throws {
        let made = try await bureau.server.post(
            "/branches/\(bureau.ids["A"] ?? 0)/meetings",
            ["kind": "assembly", "date": "2026-11-22", "start": "09:00", "minutes": 60, "place": "会议室"])
        try #require(made.status == 201, "\(made.text)")
        let meeting = "/meetings/\(made.id)"
        var answer = try await bureau.server.post("\(meeting)/open", ["chair": "101", "recorder": "102"])
        try #require(answer.status == 200, "\(answer.text)")
        answer = try await bureau.server.send(
            "PUT", "\(meeting)/attendance",
            [
                "entries": .array(
                    (101...107).map { number in
                        [
                            "member": .string(String(number)),
                            "state": number == 105 ? "absent" : "present",
                        ]
                    })
            ], headers: ["If-Match": answer.headers["etag"] ?? ""])
        try #require(answer.status == 200, "\(answer.text)")
        let motion = "/motions/\(try await bureau.motion(.voting))"
        #expect(
            try await post("\(motion)/count", Self.count([101, 102, 103, 104, 105], (5, 0, 0))).errors == [
                "present[4] conflict"
            ])
        #expect(try await post("\(motion)/count", Self.count([101, 102, 103, 104], (4, 0, 0))).status == 200)
    }
}
