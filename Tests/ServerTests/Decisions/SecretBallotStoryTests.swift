import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// A secret ballot on its way: issued, taken once by each, cast by codes alone, counted, and what is told of it to whom. Who may
/// do what is in `RoleMatrixTests`; that nothing joins the two is in `BallotAnonymityTests`.
struct SecretBallotStoryTests {
    private let bureau: WideBureau

    init() async throws { bureau = try await WideBureau() }

    private var server: TestServer { bureau.server }

    private func post(_ path: String, _ body: JSON? = nil, by visitor: WideBureau.Visitor = .secretary) async throws
        -> Answer
    { try await server.send("POST", path, body, by: bureau.principal(visitor)) }

    private func show(_ path: String, by principal: Principal) async throws -> JSON {
        try await server.send("GET", path, by: principal).json
    }

    private func made(_ body: JSON = WideBureau.strawVote(in: "A")) async throws -> String {
        let made = try await post("/secret-ballots", body)
        try #require(made.status == 201, "\(made.text)")
        return "/secret-ballots/\(made.id)"
    }

    private static let appraisal: JSON = [
        "branch": "A", "kind": "appraisal", "title": "民主评议", "members": ["104", "105"],
    ]

    /// All seven of A with a vote: four who come as visitors, and three by the accounts that they have or get.
    private func voters() async throws -> [Principal] {
        var voters = [WideBureau.Visitor.secretary, .officer, .leader, .member].map { bureau.principal($0) }
        for number in ["105", "106", "107"] {
            let found = try await server.store.database.read { session in
                try session.rows(
                    """
                    SELECT account.id, account.name FROM account JOIN member ON member.id = account.member_id
                     WHERE member.number = \(number)
                    """
                ) { (id: try $0.at(0) as ID<Account>, name: try $0.at(1) as String) }
            }
            if let account = found.first {
                // Of whose accounts one is closed.
                _ = try await server.post("/accounts/\(account.id.rawValue)/reopen")
                voters.append(try await server.session(of: account.id, account.name).principal)
            } else {
                voters.append(try await server.account("v\(number)", member: number).principal)
            }
        }
        return voters
    }

    private func take(_ path: String, by principal: Principal) async throws -> String {
        let taken = try await server.send("POST", "\(path)/take", by: principal)
        try #require(taken.status == 200, "\(taken.text)")
        return try #require(taken.json["code"]?.string)
    }

    private func cast(_ code: String, _ marks: [(Int, String)]) async throws -> Answer {
        let marks = marks.map { line, mark -> JSON in ["line": JSON(line), "mark": .string(mark)] }
        return try await server.send(
            "POST", "/ballot-box", ["code": .string(code), "marks": .array(marks)], by: .nobody)
    }

    /// A ballot whose box is open, with the codes that so many took.
    private func opened(_ body: JSON = WideBureau.strawVote(in: "A"), taken count: Int = 7) async throws -> (
        path: String, codes: [String], voters: [Principal]
    ) {
        let path = try await made(body)
        try #require(try await post("\(path)/issue", [:]).status == 200)
        let voters = try await voters()
        var codes: [String] = []
        for voter in voters.prefix(count) { codes.append(try await take(path, by: voter)) }
        try #require(try await post("\(path)/open").status == 200)
        return (path, codes, voters)
    }

    @Test func `each takes one ballot while they are issued, and casts it once while the box is open`() async throws {
        let path = try await made()
        #expect(try await post("\(path)/take", by: .member).code == "ballotStatus")
        #expect(try await post("\(path)/open").code == "ballotStatus")
        #expect(try await post("\(path)/issue", [:]).json["entitled"] == 7)
        #expect(try await post("\(path)/open").code == "noBallotTaken")
        let code = try await take(path, by: bureau.principal(.member))
        #expect(try await post("\(path)/take", by: .member).code == "ballotTaken")
        #expect(try await post("\(path)/take", by: .committee).code == "notOnRoll")
        // Nothing is cast, nor even shown, before the box is open.
        #expect(try await cast(code, [(1, "chosen")]).code == "ballotStatus")
        #expect(try await post("/ballot-box/paper", ["code": .string(code)], by: .nobody).code == "ballotStatus")
        #expect(try await post("\(path)/open").json["issued"] == 1)
        #expect(try await post("\(path)/take", by: .officer).code == "ballotStatus")
        #expect(try await post("\(path)/issue-anew", ["reason": "晚了"]).code == "ballotStatus")
        let paper = try await post("/ballot-box/paper", ["code": .string(code)], by: .nobody)
        #expect(paper.status == 200 && paper.json["most"] == 2 && paper.json["lines"]?.array?.count == 3)
        #expect(try await cast(code, [(1, "chosen"), (2, "chosen"), (3, "chosen")]).errors == ["marks rule"])
        #expect(try await cast(code, [(1, "excellent")]).errors == ["marks rule"])
        #expect(try await cast(code, [(1, "chosen"), (1, "chosen")]).errors == ["marks duplicate"])
        #expect(try await cast(code.lowercased().replacing("-", with: " "), [(1, "chosen")]).status == 200)
        #expect(try await cast(code, [(2, "chosen")]).code == "ballotCast")
        #expect(try await post("\(path)/close").json["tooFew"] == true)
        #expect(try await cast(code, [(1, "chosen")]).errors == ["code reference"])
        #expect(try await post("\(path)/withdraw", ["reason": "晚了"]).code == "ballotStatus")
    }

    @Test func `a code that was changed in any letter is none`() async throws {
        let (_, codes, _) = try await opened(taken: 1)
        let letters = Array(codes[0])
        for place in [0, 20, 40, 60] {
            var changed = letters
            changed[place] = SealedCode.alphabet.first { $0 != letters[place] } ?? "2"
            #expect(try await cast(String(changed), []).errors == ["code reference"], "letter \(place)")
        }
        #expect(try await cast("2222", []).errors == ["code format"])
        #expect(try await cast(codes[0], []).status == 200)
    }

    @Test func `of five ballots and more the counts are told to the branch's members, and to nobody else`() async throws
    {
        let (path, codes, voters) = try await opened()
        for (index, code) in codes.enumerated() {
            #expect(
                try await cast(code, index < 4 ? [(1, "chosen")] : index < 6 ? [(1, "chosen"), (3, "chosen")] : [])
                    .status == 200)
        }
        #expect(try await show(path, by: voters[3])["results"] == .null)
        let closed = try await post("\(path)/close").json
        #expect(closed["returned"] == 7 && closed["tooFew"] == false)
        let counts: JSON = [
            ["line": 1, "mark": "chosen", "count": 6], ["line": 2, "mark": "chosen", "count": 0],
            ["line": 3, "mark": "chosen", "count": 2],
        ]
        #expect(closed["results"] == counts)
        for voter in voters { #expect(try await show(path, by: voter)["results"] == counts) }
        for other in [WideBureau.Visitor.committee, .office, .auditor] {
            #expect(try await show(path, by: bureau.principal(other))["results"] == .null)
        }
        // Neither what was cast nor the key is left.
        let (marks, secrets) = try await server.store.database.read { session in
            (
                try session.value("SELECT count(*) FROM ballot_mark", as: Int.self),
                try session.value(
                    "SELECT count(*) FROM secret_ballot WHERE status = 'closed' AND secret IS NOT NULL", as: Int.self)
            )
        }
        #expect(marks == 0 && secrets == 0)
    }

    @Test func `of fewer than five nothing is told or kept but how many came back`() async throws {
        let (path, codes, voters) = try await opened()
        for code in codes.prefix(4) { #expect(try await cast(code, [(2, "chosen")]).status == 200) }
        let closed = try await post("\(path)/close").json
        #expect(closed["results"] == .null && closed["tooFew"] == true && closed["returned"] == 4)
        #expect(try await show(path, by: voters[0])["results"] == .null)
        let kept = try await server.store.database.read { session in
            try session.value(
                "SELECT (SELECT count(*) FROM ballot_tally) + (SELECT count(*) FROM ballot_mark)", as: Int.self)
        }
        #expect(kept == 0)
    }

    @Test func `an appraisal's counts are the branch's to keep, and of each member their own`() async throws {
        let (path, codes, voters) = try await opened(Self.appraisal)
        for (index, code) in codes.enumerated() {
            #expect(
                try await cast(code, [(1, "excellent"), (2, index < 5 ? "competent" : "basicallyCompetent")]).status
                    == 200)
        }
        let closed = try await post("\(path)/close").json
        #expect(closed["results"]?.array?.count == 8)
        // 104 and 105 each see their own line; whoever was not graded sees none.
        for (voter, line) in [(3, 1), (4, 2)] {
            let seen = try await show(path, by: voters[voter])["results"]?.array ?? []
            #expect(seen.count == 4 && seen.allSatisfy { $0["line"] == JSON(line) })
        }
        #expect(try await show(path, by: voters[5])["results"] == .null)
        #expect(try await show(path, by: bureau.principal(.committee))["results"] == .null)
        // What was cast is not copied by hand into the year's appraisal.
        let secretary = Browser(server, as: try #require(bureau.accounts[.secretary]))
        let appraisal = "/appraisals/\(bureau.ids["A appraisal"] ?? 0)"
        let ballots = try await secretary.get("\(appraisal)/ballots").text
        #expect(ballots.components(separatedBy: "value=\"7\"").count == 4, "\(ballots)")
        let entered: JSON = ["present": 7, "issued": 7, "returned": 7, "valid": 7]
        try #require(try await post("\(appraisal)/ballots", entered).status == 200)
        let counts = try await secretary.get("\(appraisal)/counts").text
        #expect(counts.contains("已由无记名投票带入") && counts.contains("value=\"5\"") && counts.contains("value=\"2\""))
    }

    @Test func `issued anew, all that was taken is void, and each takes another`() async throws {
        let path = try await made()
        _ = try await post("\(path)/issue", [:])
        let lost = try await take(path, by: bureau.principal(.member))
        #expect(try await post("\(path)/issue-anew", ["reason": "票码丢失"]).json["issued"] == 0)
        let code = try await take(path, by: bureau.principal(.member))
        _ = try await post("\(path)/open")
        #expect(try await cast(lost, [(1, "chosen")]).errors == ["code reference"])
        #expect(try await cast(code, [(1, "chosen")]).status == 200)
    }

    @Test func `withdrawn, nothing of what was cast is told or left`() async throws {
        let (path, codes, _) = try await opened()
        for code in codes { _ = try await cast(code, [(1, "chosen")]) }
        let withdrawn = try await post("\(path)/withdraw", ["reason": "题目有误"]).json
        #expect(withdrawn["status"] == "withdrawn" && withdrawn["results"] == .null)
        let marks = try await server.store.database.read {
            try $0.value("SELECT count(*) FROM ballot_mark", as: Int.self)
        }
        #expect(marks == 0)
    }

    @Test func `whoever has no vote by a paper of that day is not on the roll`() async throws {
        let path = try await made()
        let without: JSON = ["without": [["member": "104", "document": "甲纪〔2026〕3号"]]]
        #expect(try await post("\(path)/issue", without).json["entitled"] == 6)
        #expect(try await post("\(path)/take", by: .member).code == "notOnRoll")
        let other = try await made()
        let stranger: JSON = [
            "without": [["member": "104", "document": "甲纪〔2026〕3号"], ["member": "104", "document": "同"]]
        ]
        #expect(try await post("\(other)/issue", stranger).errors == ["without duplicate"])
    }

    @Test func `two who come at once with one code, or as one member, get one ballot`() async throws {
        let (path, codes, _) = try await opened()
        let both = try await withThrowingTaskGroup(of: Int.self) { group in
            for line in [1, 2] { group.addTask { try await cast(codes[0], [(line, "chosen")]).status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(both.sorted() == [200, 409])
        #expect(try await show(path, by: bureau.principal(.secretary))["returned"] == 1)
        let issuing = try await made()
        _ = try await post("\(issuing)/issue", [:])
        let takings = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 1...2 { group.addTask { try await post("\(issuing)/take", by: .member).status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(takings.sorted() == [200, 409])
    }

    @Test func `no more come back than were issued, whoever writes to the table`() async throws {
        let (path, codes, _) = try await opened(taken: 1)
        #expect(try await cast(codes[0], [(1, "chosen")]).status == 200)
        let id = Int64(path.split(separator: "/").last ?? "") ?? 0
        await #expect(throws: (any Error).self) {
            try await server.store.database.write { session in
                try session.run(
                    "INSERT INTO ballot_mark (nullifier, ballot_id, line, mark) VALUES ('stuffed', \(id), 0, NULL)")
            }
        }
        // Nothing of what was cast is changed or taken out while the box is open, and no flag is set any more.
        for change in [
            "UPDATE ballot_mark SET mark = 'chosen'", "DELETE FROM ballot_mark", "UPDATE ballot_voter SET taken = 1",
        ] as [SQL] {
            await #expect(throws: (any Error).self) { try await server.store.database.write { try $0.run(change) } }
        }
    }

    @Test func `whoever guesses codes has to wait, and whoever has one is not counted`() async throws {
        let (_, codes, _) = try await opened()
        for code in codes { #expect(try await cast(code, []).status == 200) }
        let wrong = Array(repeating: "2222", count: 13).joined(separator: "-")
        for _ in 1...Throttle.codeTries { #expect(try await cast(wrong, []).errors == ["code reference"]) }
        let waiting = try await cast(wrong, [])
        #expect(waiting.status == 429 && waiting.headers["retry-after"] != nil)
    }

    @Test func `by the pages a member takes a ballot from Today, and casts it without signing in`() async throws {
        let path = try await made()
        _ = try await post("\(path)/issue", [:])
        let member = Browser(server, as: try #require(bureau.accounts[.member]))
        #expect(try await member.get("/").text.contains("\(path)/take"))
        _ = try await member.get("\(path)/take")
        let taken = try await member.post("\(path)/take", member.fields(of: "\(path)/take"))
        #expect(taken.status == 200 && taken.headers["cache-control"] == "no-store")
        let code = String(try #require(taken.text.firstMatch(of: /<code>([^<]+)<\/code>/)).output.1)
        #expect(try await !member.get("/").text.contains("\(path)/take"))
        #expect(try await !member.get(path).text.contains(code))
        _ = try await post("\(path)/open")
        let anybody = Browser(server)
        #expect(try await anybody.get("/vote").status == 200)
        #expect(try await anybody.post("/vote", ["code": "2222"]).status == 422)
        let paper = try await anybody.post("/vote", ["code": code])
        #expect(paper.status == 200 && paper.text.contains("主题党日放在哪一天？"), "\(paper.text)")
        var filled = anybody.fields(of: "/vote")
        filled["choice.2"] = "true"
        let cast = try await anybody.post("/vote", filled)
        #expect(cast.status == 200 && cast.text.contains("已经投票"), "\(cast.text)")
        let again = try await anybody.post("/vote", filled)
        #expect(again.status == 409 && again.text.contains("已经投过"), "\(again.text)")
        #expect(try await show(path, by: bureau.principal(.secretary))["returned"] == 1)
    }

    @Test func `a member is graded by their number, a stranger is not, and each kind has its own fields`() async throws
    {
        func errors(_ more: [(String, JSON?)], of body: JSON) async throws -> [String] {
            var object = body.object ?? JSON.Object()
            for (name, value) in more { object[name] = value }
            return try await post("/secret-ballots", .object(object)).errors
        }
        #expect(try await errors([("members", ["201"])], of: Self.appraisal) == ["members[0] reference"])
        #expect(
            try await errors([("members", nil), ("question", "?")], of: Self.appraisal) == [
                "members required", "question rule",
            ])
        #expect(try await errors([("question", nil)], of: WideBureau.strawVote(in: "A")) == ["question required"])
        #expect(try await errors([("kind", "admission")], of: WideBureau.strawVote(in: "A")) == ["kind unknown"])
    }
}
