import Domain
import Testing

@testable import Server

/// Holidays come in as the office has them, and what they move is named.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct CalendarTests {
    private static let head = "日期,类型,名称,依据\n"

    private static func warnings(_ answer: Answer) -> [String] {
        answer.json["warnings"]?.array?.compactMap(\.string) ?? []
    }

    @Test func `a file changes the days it names, and names those that it does not have`() async throws {
        let server = try await SmallBureau().server
        let before = try await server.get("/calendar?year=2026").items.count
        try #require(before > 12)
        let rows = Self.head + "2026-12-27,上班,元旦调休,通知\n2027-01-01,放假,元旦,通知\n2027-02-05,放假,春节,通知\n"
        let taken = try await server.importing("calendar", rows)
        #expect(taken.json["created"] == 3, "\(taken.text)")
        #expect(Self.warnings(taken).count == 1)
        #expect(
            Self.warnings(taken).first?.hasPrefix("known of 2026, not in the file, and staying: 2026-01-01, ") == true)
        #expect(Self.warnings(taken).first?.contains("and others, \(before) days") == true)
        #expect(try await server.get("/calendar?year=2026").items.count == before + 1)

        // A year is replaced where that is asked for, and what goes is said before.
        let replacing = Self.head + "2027-01-01,放假,元旦,通知\n"
        let tried = try await server.importing("calendar", replacing, query: "?replaceYear=2027&dryRun=true")
        #expect(Self.warnings(tried) == ["no longer known of 2027: 2027-02-05"])
        #expect(try await server.get("/calendar?year=2027").items.count == 2)
        let done = try await server.importing("calendar", replacing, query: "?replaceYear=2027")
        #expect(Self.warnings(done) == ["no longer known of 2027: 2027-02-05"])
        #expect(try await server.get("/calendar?year=2027").items.count == 1)
    }

    @Test func `a document of holiday-cn is read as it comes`() async throws {
        let server = try await SmallBureau().server
        let document = """
            {
              "$schema": "https://example.org/schema.json", "$id": "https://example.org/2027.json", "year": 2027,
              "papers": ["https://example.org/content_1.htm"],
              "days": [
                {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
                {"name": "元旦", "date": "2026-12-27", "isOffDay": false}
              ]
            }
            """
        let taken = try await server.importing("calendar", document)
        #expect(taken.json["created"] == 2, "\(taken.text)")
        let days = try await server.get("/calendar?year=2027").items
        #expect(days.map { $0["name"] } == ["元旦"] && days.first?["source"] == "https://example.org/content_1.htm")
        let workday = try await server.get("/calendar?year=2026").items.last
        #expect(workday?["date"] == "2026-12-27" && workday?["kind"] == "workday" && workday?["name"] == "元旦调休")
        #expect(try await server.importing("calendar", document).json["unchanged"] == 2)
        // With a byte order mark, as some editors save it.
        #expect(try await server.importing("calendar", "\u{FEFF}" + document).json["unchanged"] == 2)
    }

    @Test(arguments: [
        (#"{"year": 2027, "days": [{"name": "元旦", "date": "2027-13-01", "isOffDay": true}]}"#, ["days[0].date range"]),
        (#"{"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01"}]}"#, ["days[0].isOffDay required"]),
        (
            #"{"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": 1}, {"date": "x"}]}"#,
            ["days[0].isOffDay format", "days[1].name required", "days[1].date format", "days[1].isOffDay required"]
        ),
        (
            #"{"year": 2027, "days": [{"name": "a", "date": "2027-01-01", "isOffDay": true}, {"name": "b", "date": "2027-01-01", "isOffDay": false}]}"#,
            ["days[1].date duplicate"]
        ),
        (#"{"days": []}"#, ["year required", "days length"]), (#"{"year": 2027,"#, [" format"]),
    ])
    func `what is wrong with such a document is told by its place`(document: String, errors: [String]) async throws {
        let server = try await TestServer()
        let answer = try await server.importing("calendar", document)
        #expect(answer.status == 422)
        #expect(answer.errors == errors, "\(answer.text)")
    }

    /// Posted on Tuesday the 1st, the notice stands to the 8th; then Thursday and Friday become days off.
    @Test func `a notice that lost working days is named, is prolonged by its secretary, and says so for ever`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        try await bureau.close(cycle)
        #expect(try await server.post("/cycles/\(cycle)/post").status == 200)
        #expect(try await server.get("/cycles/\(cycle)").json["noticeEnds"] == "2026-12-08")
        let early = try await server.post("/cycles/\(cycle)/prolong")
        #expect(early.status == 409 && early.json["code"] == "noticeHasItsDays", "\(early.text)")

        let rows = Self.head + "2026-12-03,放假,补假,通知\n2026-12-04,放假,补假,通知\n2026-12-05,上班,调休,通知\n"
        let taken = try await server.importing("calendar", rows)
        #expect(
            Self.warnings(taken).contains(
                "the notice of A for 2026-11 lacks working days now: its secretary prolongs it to 2026-12-09"),
            "\(taken.text)")

        // Nobody makes the award final in the meantime, and Today says what to do.
        try server.go(to: "2026-12-09")
        let short = try await server.post("/cycles/\(cycle)/finalise")
        #expect(short.status == 409 && short.json["code"] == "noticeIsShort", "\(short.text)")
        let secretary = Browser(server, as: try await server.account("101", member: "101"))
        #expect(try await secretary.get("/").text.contains("公示因节假日改变少了工作日，请延长"))
        let path = "/cycles/\(cycle)/prolong"
        _ = try await secretary.get(path)
        #expect(try await secretary.post(path, secretary.fields(of: path)).status == 303)

        #expect(try await server.get("/cycles/\(cycle)").json["noticeEnds"] == "2026-12-09")
        let prolonged = try await bureau.ranking()["remarks"]?["prolongations"]?.array?.first
        #expect(prolonged?["endedOn"] == "2026-12-08" && prolonged?["endsOn"] == "2026-12-09")
        for page in ["", "/ranking", "/notice", "/snapshots"] {
            #expect(
                try await secretary.get("/cycles/\(cycle)\(page)").text
                    .contains("公示由2026年12月8日延长至2026年12月9日"), "\(page)")
        }
        let audit = try await server.get("/audit?subject=cycle&action=prolonged").items.first
        #expect(audit?["before"]?["noticeEnds"] == "2026-12-08" && audit?["after"]?["noticeEnds"] == "2026-12-09")
        #expect(try await server.post(path).status == 409)
        try server.go(to: "2026-12-10")
        #expect(try await server.post("/cycles/\(cycle)/finalise").status == 200)
    }
}
