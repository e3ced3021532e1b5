import Domain
import Foundation
import Testing

struct DemoTests {
    /// Days on which something is about to begin or to end.
    private static let days = [
        "2025-01-01", "2026-03-06", "2027-04-30", "2028-02-29", "2099-12-31", "2100-06-01",
    ]

    @Test(arguments: ["2025-01-01", "2026-11-24", "2100-12-31"])
    func `the demo holds what it promises, on any day`(day: String) async throws {
        let demo = try await Demo(on: day)

        let first = try await demo.rankings(1)
        #expect(first["CG-02"]?.links["CG-02-A08"] == "shared")
        #expect(first["CG-02"]?.winners == ["CG-02-A03", "CG-02-A08"])
        #expect(first["CG-05"]?.places.prefix(4) == [1, 2, 2, 4])
        #expect(first["CG-03"]?.causes["CG-03-A05"] == "vetoed")
        #expect(first["CG-01"]?.causes["CG-01-A04"] == "incomplete")
        #expect(first["CG-06"]?.causes["CG-06-A11"] == "incomplete")

        let second = try await demo.rankings(2)
        #expect(second["CG-01"]?.links["CG-01-A09"] == "deductions")
        #expect(second["CG-01"]?.winners == ["CG-01-A02"])
        #expect(second["CG-04"]?.status == "withoutAward")
        #expect(second["CG-03"]?.causes["CG-03-A11"] == "incomplete")

        let third = try await demo.rankings(3)
        #expect(third["CG-03"]?.links["CG-03-A10"] == "branchTier")
        #expect(third["CG-05"]?.links["CG-05-A09"] == "trend")
        for ranking in [first, second, third].flatMap(\.values) where ranking.status != "withoutAward" {
            #expect(ranking.status == "final")
        }

        for number in 1...3 {
            let verified = try await demo.place.succeed("award", "verify", "--month", demo.month(number), "--json")
                .json()
            #expect(verified.array?.count == 6)
        }
    }

    @Test func `the demo's caps, late sheets, comments and revisions are where its page says`() async throws {
        let demo = try await Demo(on: "2026-11-24")

        let item = try #require(try await demo.explained(3, "CG-06-A02")["items"]?.array?.first)
        #expect(item["uncapped"] == 6)
        #expect(item["points"] == 4)

        let bonuses = try await demo.explained(3, "CG-01-A08")
        #expect(bonuses["uncappedBonuses"] == 7)
        #expect(bonuses["bonuses"] == 5)

        let deductions = try await demo.explained(3, "CG-04-A06")
        #expect(deductions["items"]?.array?.map { $0["points"] } == [5, 6, 2])
        #expect(deductions["deductions"] == 13)

        let late = try await demo.explained(2, "CG-05-A10")["sheets"]?.array?.filter { $0["lateReason"]?.string != nil }
        #expect(late?.map { $0["recordedAt"]?.string } == ["2026-09-09T02:40:00Z"])

        let low = try await demo.explained(1, "CG-05-A04")["sheets"]?.array?.first { $0["comment"]?.string != nil }
        #expect(low?["points"]?["order"] == 16)

        let revised = try await demo.explained(3, "CG-02-A05")["sheets"]?.array?.filter { $0["revision"] == 2 }
        #expect(revised?.count == 1)
        #expect(revised?.first?["revisionReason"]?.string != nil)
    }

    @Test
    func `the demo's branches have findings and asks, and what stays overdue goes further by the committee's table`()
        async throws
    {
        let demo = try await Demo(on: "2026-11-24")
        let table = try await demo.place.succeed("committee", "escalation", "JG", "--json").json()
        #expect(table["escalation"]?["supervisedAt"] == 2, "\(table)")
        let findings = try await demo.place.succeed("finding", "list", "--json").json().array ?? []
        #expect(Set(findings.compactMap { $0["branch"]?.string }) == ["CG-01", "CG-02", "CG-03"], "\(findings)")
        let stages = Set(findings.compactMap { $0["escalation"]?["stage"]?.string })
        #expect(stages.contains("circulated"), "\(findings)")
        let asks = try await demo.place.succeed("meeting", "ask", "list", "--json").json().array ?? []
        #expect(Set(asks.compactMap { $0["status"]?.string }) == ["asked", "accepted"], "\(asks)")
        #expect(Set(asks.compactMap { $0["branch"]?.string }) == ["CG-02", "CG-03"], "\(asks)")
    }

    @Test(arguments: ["2027-04-30", "2026-11-24"])
    func `the demo's branches met for a year as their rules ask, but for the one that is behind`(day: String)
        async throws
    {
        let demo = try await Demo(on: day)
        let due = try await demo.place.succeed("due", "--day", day, "--json").json().array ?? []
        let overdue = due.filter { $0["state"] == "overdue" }.map { line in
            ["rule", "period"].map { line[$0]?.string ?? "" }.joined(separator: " ")
                + " \(line["subject"]?["code"]?.string ?? "")"
        }
        let last = demo.month(4)
        #expect(
            overdue.sorted() == [
                "assess.month \(last) CG-01", "meet.committee \(last) CG-02", "meet.group \(last) CG-02",
            ])

        var meetings: [JSON] = []
        for year in Set([-7, 5].map { String(demo.month($0).prefix(4)) }) {
            meetings += try await demo.place.succeed("meeting", "list", "--year", year, "--json").json().array ?? []
        }
        let past = meetings.filter { ($0["month"]?.string ?? "") < demo.month(5) }
        #expect(past.compactMap { $0["month"]?.string }.sorted() == (-7...4).map(demo.month))
        for meeting in past { #expect(meeting["signedAt"]?.string != nil, "\(meeting)") }
        // Whose care case there is, nobody finds who does not keep it: not even the operator.
        #expect(try await demo.place.zhibu("care", "list").status == 77)
        // What was said is another thing each time.
        let latest = try #require(past.last?["id"]?.integer)
        let record = try await demo.place.succeed("do", "showMeetingRecord", "meeting=\(latest)", "--json").json()
        #expect(record["alike"]?.array == [] && record["decisions"]?.array?.count == 1, "\(record)")
    }

    @Test(arguments: ["2026-03-01", "2026-03-06", "2026-11-24"])
    func `last month waits for one sheet, and shows every link of the chain once it is in`(day: String) async throws {
        let demo = try await Demo(on: day)
        let last = demo.month(4)

        let status = try await demo.place.succeed("assess", "status", "--month", last, "--branch", "CG-01", "--json")
            .json()
        #expect(status["status"] == "open")
        let missing = status["completeness"]?.array?.flatMap { $0["missing"]?.array ?? [] }
        #expect(missing == ["group"])
        let states = try await demo.place.succeed("assess", "status", "--month", last, "--json").json()
        let rest = Set((states.array ?? []).dropFirst().compactMap { $0["status"]?.string })
        // Months are closed on the 6th in the afternoon, and a demo of a day is made at its noon.
        #expect(rest == [day.suffix(2) <= "06" ? "open" : "posted"])

        let suggestion = try #require(demo.notes.split(separator: "\n").first { $0.contains("zhibu assess record") })
        let typed = suggestion.split(separator: " ").dropFirst().map(String.init)
        #expect(try await demo.place.zhibu(typed).status == 0)
        try await demo.place.succeed("assess", "close", "--month", last, "--branch", "CG-01")
        let ranking = try #require(try await demo.rankings(4)["CG-01"])
        #expect(ranking.winners == ["CG-01-A07"])
        #expect(Set(ranking.links.values) == ["final", "deductions", "branchTier", "trend", "shared"])
        #expect(ranking.causes == ["CG-01-A04": "vetoed"])
        try await demo.place.succeed("award", "post", "--month", last, "--branch", "CG-01")
        try await demo.place.succeed("award", "verify", "--month", last)
    }

    @Test(arguments: days)
    func `nothing in the demo was recorded later than it was made`(day: String) async throws {
        let demo = try await Demo(on: day)
        let noon = "\(day)T04:00:00Z"
        for number in [4, 5] {
            let sheets = try await demo.explained(number, "CG-01-A01")["sheets"]?.array ?? []
            #expect(!sheets.isEmpty)
            for sheet in sheets { #expect((sheet["recordedAt"]?.string ?? "?") <= noon) }
        }
        let old = try await demo.explained(1, "CG-01-A01")["sheets"]?.array ?? []
        #expect(Set(old.map { $0["recordedAt"]?.string }) == ["\(demo.month(2))-01T01:20:00Z"])

        let cycles = try await demo.place.succeed("assess", "status", "--month", demo.month(5), "--json").json()
        #expect(cycles.array?.map { $0["status"] } == Array(repeating: "open", count: 6))
        let year = String(day.prefix(4))
        let meetings = try await demo.place.succeed("meeting", "list", "--year", year, "--json").json().array ?? []
        #expect(meetings.last?["month"]?.string == "\(year)-12")
    }

    @Test func `a large bureau has the members asked for, a final month, a closed one and this one begun`() async throws
    {
        let place = try Workplace()
        let made = try await place.succeed("demo", "--members", "130", "--today", "2026-11-24")
        #expect(made.out.contains("4 branches, 130 members, 130 areas"))

        let members = try await place.succeed("member", "list", "--json").json().array ?? []
        #expect(members.count == 130)
        #expect(Set(members.compactMap { $0["number"]?.string }).count == 130)
        for (month, status) in [("2026-09", "final"), ("2026-10", "closed"), ("2026-11", "open")] {
            let cycles = try await place.succeed("assess", "status", "--month", month, "--json").json().array ?? []
            #expect(cycles.map { $0["status"]?.string } == Array(repeating: status, count: 4))
            let sheets = cycles.compactMap { $0["sheets"]?.integer }.reduce(0, +)
            #expect(sheets == (status == "open" ? 130 : 260))
        }
        let verified = try await place.succeed("award", "verify", "--month", "2026-09", "--json").json()
        #expect(verified.array?.count == 4)
        let awards = try await place.succeed("award", "list", "--json").json().array ?? []
        #expect(awards.count >= 4)
        try await place.succeed("audit", "verify")
    }

    @Test func `a bureau of the same size is the same one every time`() async throws {
        var rankings: [JSON] = []
        for _ in 0..<2 {
            let place = try Workplace()
            try await place.succeed("demo", "--members", "60", "--today", "2026-11-24")
            rankings.append(try await place.succeed("award", "rank", "--month", "2026-10", "--json").json())
        }
        #expect(rankings.first == rankings.last)
        #expect(rankings.first?.array?.isEmpty == false)
    }

    @Test(arguments: ["0", "49", "-5", "2000001", "many"])
    func `no bureau is of a size that makes no sense`(members: String) async throws {
        let place = try Workplace()
        #expect(try await place.zhibu("demo", "--members=\(members)").status == 64)
        #expect(!FileManager.default.fileExists(atPath: place.path(Workplace.database)))
    }

    @Test func `the demo is never made over a file`() async throws {
        let place = try Workplace()
        try place.write("mine", to: Workplace.database)
        let outcome = try await place.zhibu("demo")
        #expect(outcome.status == 73)
        #expect(try String(contentsOf: place.folder.appending(path: Workplace.database), encoding: .utf8) == "mine")
    }
}

/// A demo as of a day.
private struct Demo {
    let place: Workplace
    /// What it said beside its result.
    let notes: String
    private let today: LocalDate

    /// Making one takes long: each day's is made once, and whoever asks for it gets a copy to do with as they like.
    init(on day: String) async throws {
        place = try Workplace()
        today = try LocalDate(parsing: day)
        let made = try await Originals.shared.made(on: day)
        for name in try FileManager.default.contentsOfDirectory(atPath: made.folder.path) {
            try FileManager.default.copyItem(
                at: made.folder.appending(path: name), to: place.folder.appending(path: name))
        }
        notes = made.notes
    }

    private actor Originals {
        static let shared = Originals()
        /// Gone with the process.
        private static let folder: URL = {
            atexit { try? FileManager.default.removeItem(at: Originals.folder) }
            return FileManager.default.temporaryDirectory.appending(path: "zhibu-demos-\(UUID().uuidString)")
        }()
        private var made: [String: Task<(folder: URL, notes: String), any Error>] = [:]

        func made(on day: String) async throws -> (folder: URL, notes: String) {
            let making =
                made[day]
                ?? Task {
                    let place = try Workplace()
                    let outcome = try await place.succeed("demo", "--today", day)
                    #expect(outcome.out.contains("6 branches, 120 members, 70 areas"))
                    let original = Self.folder.appending(path: day)
                    try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
                    try FileManager.default.moveItem(at: place.folder, to: original)
                    return (original, outcome.err)
                }
            made[day] = making
            return try await making.value
        }
    }

    /// The month of a file number, as the demo's files are numbered.
    func month(_ number: Int) -> String {
        today.month.adding(months: number - 5).description
    }

    struct Ranking {
        let status: String
        let places: [Int64]
        let winners: [String]
        /// What put an area below the one above it.
        let links: [String: String]
        /// Why an area is not ranked.
        let causes: [String: String]
    }

    /// By branch.
    func rankings(_ number: Int) async throws -> [String: Ranking] {
        let json = try await place.succeed("award", "rank", "--month", month(number), "--json").json()
        var rankings: [String: Ranking] = [:]
        for branch in json.array ?? [] {
            let ranked = branch["ranked"]?.array ?? []
            rankings[branch["branch"]?.string ?? ""] = Ranking(
                status: branch["status"]?.string ?? "",
                places: ranked.compactMap { $0["place"]?.integer },
                winners: branch["winners"]?.array?.compactMap(\.string) ?? [],
                links: Self.pairs(ranked, "decidedBy"),
                causes: Self.pairs(branch["unranked"]?.array ?? [], "cause")
            )
        }
        return rankings
    }

    func explained(_ number: Int, _ area: String) async throws -> JSON {
        try await place.succeed("assess", "explain", "--month", month(number), "--area", area, "--json").json()
    }

    private static func pairs(_ rows: [JSON], _ name: String) -> [String: String] {
        var pairs: [String: String] = [:]
        for row in rows { pairs[row["area"]?.string ?? ""] = row[name]?.string }
        return pairs
    }
}
