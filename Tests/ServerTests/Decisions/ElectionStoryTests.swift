import Domain
import Testing

@testable import Server
@testable import Storage

/// An election on its way: asked for, agreed to, stood for, voted in rounds, counted apart by two, approved. Who may do what is
/// in `RoleMatrixTests`.
struct ElectionStoryTests {
    private let bureau: WideBureau

    init() async throws { bureau = try await WideBureau() }

    private func post(_ path: String, _ body: JSON, by visitor: WideBureau.Visitor = .secretary) async throws -> Answer
    {
        try await bureau.server.send("POST", path, body, by: bureau.principal(visitor))
    }

    private static func ballot(
        _ present: [Int], scrutineer: Int = 106, tellers: [Int] = [104, 107], more: [(String, JSON)] = []
    ) -> JSON {
        var body = WideBureau.ballot(present).object ?? JSON.Object()
        body["scrutineer"] = .string(String(scrutineer))
        body["tellers"] = .array(tellers.map { .string(String($0)) })
        for (name, value) in more { body[name] = value }
        return .object(body)
    }

    /// Of a secretary: 101 and 105 stand for one seat.
    private func stood() async throws -> String { "/elections/\(try await bureau.election(.nominated))" }

    private static func count(_ teller: Int, _ marks: [(Int, Int)], returned: Int) -> JSON {
        WideBureau.ballotCount(teller, marks, returned: returned)
    }

    @Test func `it takes the higher organisation's word before and after, and each step in its turn`() async throws {
        let made = try await post("/elections", WideBureau.election(in: "A"))
        let path = "/elections/\(made.id)"
        let named: JSON = ["candidates": ["101", "105"], "found": "支部推荐"]
        #expect(try await post("\(path)/candidates", named).code == "electionStatus")
        #expect(
            try await post("\(path)/answer", ["on": "2026-11-20", "approved": false], by: .committee).errors == [
                "reason required"
            ])
        #expect(try await post("\(path)/answer", ["on": "2026-11-20", "approved": true], by: .committee).status == 200)
        #expect(try await post("\(path)/ballots", WideBureau.ballot(Array(101...107))).code == "electionStatus")
        #expect(try await post("\(path)/candidates", named).json["status"] == "nominated")
        let open = try await post("\(path)/ballots", WideBureau.ballot(Array(101...107)))
        #expect(open.json["status"] == "voting", "\(open.text)")
        #expect(try await post("\(path)/withdraw", ["reason": "改期"]).code == "electionStatus")
        _ = try await post("\(path)/counts", Self.count(104, [(6, 1), (1, 6)], returned: 7), by: .member)
        let counted = try await post("\(path)/counts", Self.count(107, [(6, 1), (1, 6)], returned: 7), by: .officer)
        #expect(counted.json["status"] == "elected", "\(counted.text)")
        #expect(counted.json["elected"]?.array?.first?["person"]?["number"] == "101")
        let approved = try await post(
            "\(path)/answer", ["on": "2026-11-24", "approved": true, "document": "甲区委〔2026〕12号"], by: .committee)
        #expect(approved.json["status"] == "approved", "\(approved.text)")
    }

    @Test func `a term's end is told half a year before, and nearer, until an election is asked for`() async throws {
        let server = try await SmallBureau().server
        let secretary = try await server.account("101", member: "101")
        let branch = try #require(try await server.get("/branches").items.first { $0["code"] == "A" })
        let path = "/branches/\(try #require(branch["id"]?.integer))"
        func today(termEnds day: String) async throws -> String {
            let before = try await server.get(path)
            let after = try await server.send(
                "PUT", path,
                [
                    "code": "A", "name": before.json["name"] ?? .null, "kind": before.json["kind"] ?? .null,
                    "secretaryPost": before.json["secretaryPost"] ?? .null, "termBegan": "2024-01-10",
                    "termEnds": .string(day),
                ], headers: ["If-Match": before.headers["etag"] ?? ""])
            try #require(after.status == 200, "\(after.text)")
            return try await Browser(server, as: secretary).get("/").text
        }
        let link = "/elections/new?branch=A"
        let (early, near) = ("任期半年内届满", "任期两个月内届满")
        let far = try await today(termEnds: "2027-12-01")
        #expect(!far.contains(link))
        let half = try await today(termEnds: "2027-04-01")
        #expect(half.contains(link) && half.contains(early) && !half.contains(near), "\(half)")
        let soon = try await today(termEnds: "2026-12-20")
        #expect(soon.contains(link) && soon.contains(near), "\(soon)")
        let asked = try await server.send(
            "POST", "/elections", WideBureau.election(in: "A"), by: secretary.principal)
        #expect(asked.status == 201, "\(asked.text)")
        #expect(!(try await today(termEnds: "2026-12-20").contains(link)))
    }

    @Test func `four fifths have to be there, and whom the assembly leaves out does not count`() async throws {
        let path = try await stood()
        // Seven are entitled: five are not four fifths.
        #expect(try await post("\(path)/ballots", Self.ballot([101, 104, 105, 106, 107])).errors == ["present rule"])
        #expect(
            try await post("\(path)/ballots", Self.ballot([101, 104, 105, 106, 107, 103], tellers: [105, 107])).errors
                == [
                    "tellers rule"
                ], "a candidate does not count")
        let without: JSON = [["member": "102", "reason": "在国外一年"]]
        // Five of six are.
        let opened = try await post(
            "\(path)/ballots", Self.ballot([101, 104, 105, 106, 107], more: [("excluded", without)]))
        #expect(opened.json["rounds"]?.array?.first?["entitled"] == 6, "\(opened.text)")
    }

    @Test func `two count apart: the first is unread, differences are shown, and nobody enters both`() async throws {
        let path = try await stood()
        _ = try await post("\(path)/ballots", Self.ballot(Array(101...107)))
        let first = Self.count(104, [(4, 3), (3, 4)], returned: 7)
        let entered = try await post("\(path)/counts", first, by: .member)
        #expect(entered.status == 200 && entered.json["status"] == "voting")
        // That it is entered is known; what it says is not.
        let seen = try await bureau.server.send("GET", path, by: bureau.principal(.secretary)).json["rounds"]?.array?
            .last
        #expect(seen?["counted"]?.array?.count == 1 && seen?["count"] == .null && seen?["differences"] == [])
        #expect(try await post("\(path)/counts", first, by: .officer).code == "tellerCounted")
        #expect(
            try await post("\(path)/counts", Self.count(107, [(4, 3), (3, 4)], returned: 7), by: .member).status == 403)
        #expect(
            try await post("\(path)/counts", Self.count(103, [(4, 3), (3, 4)], returned: 7)).errors == ["teller rule"])
        // The other differs in a mark: both count anew, and the difference is told.
        let other = try await post("\(path)/counts", Self.count(107, [(3, 4), (3, 4)], returned: 7), by: .officer)
        let round = other.json["rounds"]?.array?.last
        #expect(other.json["status"] == "voting" && round?["differences"]?.array?.count == 1, "\(other.text)")
        #expect(round?["counted"] == [])
        _ = try await post("\(path)/counts", first, by: .member)
        let agreed = try await post("\(path)/counts", Self.count(107, [(4, 3), (3, 4)], returned: 7), by: .officer)
        #expect(agreed.json["status"] == "elected", "\(agreed.text)")
        let page = try await Browser(bureau.server, as: try #require(bureau.accounts[.member])).get(path)
        #expect(page.text.contains("第1次计票不一致") && page.text.contains("当选"))
    }

    @Test func `a candidate enters no teller's count`() async throws {
        let path = try await stood()
        _ = try await post("\(path)/ballots", Self.ballot(Array(101...107)))
        // 101 is the secretary, and stands.
        #expect(
            try await post("\(path)/counts", Self.count(104, [(7, 0), (0, 7)], returned: 7), by: .secretary).code
                == "notATeller")
    }

    @Test func `who is tied goes to a new round, and too few to another for what is left`() async throws {
        let path = try await stood()
        func voted(_ marks: [(Int, Int)], returned: Int = 6) async throws -> JSON {
            _ = try await post("\(path)/ballots", Self.ballot([101, 103, 104, 105, 106, 107]))
            _ = try await post("\(path)/counts", Self.count(104, marks, returned: returned), by: .member)
            return try await post("\(path)/counts", Self.count(107, marks, returned: returned), by: .officer).json
        }
        // Nobody has more than half of six.
        let few = try await voted([(3, 3), (2, 4)])
        #expect(few["rounds"]?.array?.last?["outcome"] == "tooFew" && few["status"] == "nominated")
        #expect(
            try await post("\(path)/settle", ["reason": "同意"]).code == "electionStatus",
            "with nobody there is no seat to leave")
        // More came back than were there: it was no vote.
        let void = try await voted([(7, 0), (0, 7)], returned: 7)
        #expect(void["rounds"]?.array?.last?["outcome"] == "ballotsVoid", "\(void)")
        let won = try await voted([(4, 2), (2, 4)])
        #expect(won["status"] == "elected" && won["rounds"]?.array?.count == 3)
    }

    @Test func `a committee is stood for by a fifth more than there are seats`() async throws {
        var body = WideBureau.election(in: "A").object ?? JSON.Object()
        (body["kind"], body["seats"]) = ("committee", 3)
        let made = try await post("/elections", .object(body))
        let path = "/elections/\(made.id)"
        _ = try await post("\(path)/answer", ["on": "2026-11-20", "approved": true], by: .committee)
        #expect(
            try await post("\(path)/candidates", ["candidates": ["101", "102", "103"], "found": "推荐"]).errors == [
                "candidates rule"
            ])
        #expect(
            try await post("\(path)/candidates", ["candidates": ["101", "102", "103", "201"], "found": "推荐"]).status
                == 422)
        let stood = try await post(
            "\(path)/candidates", ["candidates": ["101", "102", "103", "105"], "found": "推荐"])
        #expect(stood.json["status"] == "nominated")
        // Three are even at the last two seats: one is elected, three stand again for two.
        _ = try await post("\(path)/ballots", Self.ballot(Array(101...107)))
        let marks = [(6, 1), (5, 2), (5, 2), (5, 2)]
        _ = try await post("\(path)/counts", Self.count(104, marks, returned: 7), by: .member)
        let tied = try await post("\(path)/counts", Self.count(107, marks, returned: 7), by: .leader)
        #expect(tied.status == 403, "a member who is no teller enters nobody's count")
        let other = try await bureau.server.send(
            "POST", "\(path)/counts", Self.count(107, marks, returned: 7), by: bureau.principal(.operator))
        #expect(other.json["rounds"]?.array?.last?["outcome"] == "tied", "\(other.text)")
        #expect(other.json["seatsLeft"] == 2)
        #expect((other.json["candidates"]?.array ?? []).map { $0["number"] ?? .null } == ["102", "103", "105"])
    }
}
