import Domain
import Testing

@testable import Server
@testable import Storage

/// What is due is worked out from the rules and the records there are. It is the 24th of November 2026.
struct DueTests {
    @Test func `what was held counts for its kind, its period and whoever held it`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        try await hold("assembly", on: "2026-11-03", by: server)
        try await hold("themeDay", also: "lecture", on: "2026-11-10", by: server)
        try await hold("group", group: "一组", on: "2026-10-20", by: server)
        try await hold("group", group: "一组", on: "2026-11-05", by: server)
        try await hold("secretaries", of: .committee, on: "2026-11-10", by: server)
        // Arranged, and nobody was there yet; cancelled; of another branch.
        try await hold("orgLife", on: "2026-11-20", isTaken: false, by: server)
        try await hold("assembly", branch: "B", on: "2026-08-03", by: server)
        try await bureau.close(bureau.open("A", "2026-10"))

        let year = try await server.get("/obligations?year=2026&branch=A").json
        #expect(states(year, "meet.assembly") == ["overdue", "overdue", "overdue", "done"])
        #expect(states(year, "meet.themeDay").suffix(2) == ["overdue", "done"])
        #expect(states(year, "meet.lecture") == ["done"])
        #expect(states(year, "meet.lecture.quarterly") == ["overdue", "overdue", "overdue", "done"])
        #expect(states(year, "meet.orgLife") == ["due"])
        #expect(states(year, "meet.group", group: "一组").suffix(3) == ["overdue", "done", "done"])
        #expect(states(year, "meet.group", group: "二组").suffix(2) == ["overdue", "due"])
        // Two people hold an office there, which makes no committee.
        #expect(states(year, "meet.committee") == [])
        // November is in time until the scheme's scoring day in December.
        #expect(states(year, "assess.month").suffix(3) == ["overdue", "done", "due"])
        let november = try #require(rows(year, "assess.month").last)
        #expect(november["dueUntil"] == "2026-12-05" && november["until"] == "2026-11-30")
        let assembly = try #require(rows(year, "meet.assembly").last)
        #expect(assembly["counted"]?.array?.compactMap { $0["date"]?.string } == ["2026-11-03"])
        #expect(assembly["done"] == 1 && assembly["quantity"] == 1 && assembly["mark"] == "S")

        let committee = try await server.get("/due?committee=JG").json
        #expect(rows(committee, "meet.secretaries").last?["state"] == "done")
        #expect(states(committee, "meet.annualReview").last == "due")

        // On an earlier day, by what there was until then.
        let before = try await server.get("/due?branch=A&day=2026-11-02").json
        #expect(rows(before, "meet.assembly").last?["state"] == "due")
        // The fourth quarter of the year before ended within a year of it; what ended earlier is no longer told.
        #expect(rows(before, "meet.assembly").first?["period"] == "2025-Q4")
        #expect(rows(before, "meet.group").contains { $0["period"] == "2026-10" && $0["state"] == "overdue" })
    }

    @Test func `the committee’s office excuses, with a reason that stays`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let branch = try await server.first("/branches?code=A")
        let committee = try await server.first("/committees")
        let office = try await server.account("office", grants: [.init(.committeeOfficer, committee: "JG")])
        func excuse(_ body: JSON) async throws -> Answer {
            try await server.send("POST", "/branches/\(branch)/excuses", body, by: office.principal)
        }
        let made = try await excuse(["rule": "meet.assembly", "period": "2026-q3", "reason": "防汛"])
        #expect(made.status == 201 && made.json["period"] == "2026-Q3", "\(made.text)")
        let again = try await excuse(["rule": "meet.assembly", "period": "2026-Q3", "reason": "防汛"])
        #expect(again.status == 409 && again.json["code"] == "excusedAlready", "\(again.text)")
        func state() async throws -> [String] {
            states(try await server.get("/obligations?year=2026&branch=A").json, "meet.assembly")
        }
        #expect(try await state() == ["overdue", "overdue", "excused", "due"])

        for (body, errors) in [
            (["rule": "meet.assembly", "period": "2026-09", "reason": "防汛"], ["period format"]),
            (["rule": "meet.nothing", "period": "2026-09", "reason": "防汛"], ["rule reference"]),
            (["rule": "meet.group", "period": "2026-09", "reason": "防汛"], ["group required"]),
            (["rule": "meet.group", "period": "2026-09", "group": "九组", "reason": "防汛"], ["group reference"]),
            (["rule": "meet.secretaries", "period": "2026-09", "reason": "防汛"], ["committee required"]),
        ] as [(JSON, [String])] {
            let refused = try await excuse(body)
            #expect(refused.errors == errors, "\(refused.text)")
        }
        // A branch without a committee is not asked for the committee's meetings.
        let notAsked = try await excuse(["rule": "meet.committee", "period": "2026-09", "reason": "防汛"])
        #expect(notAsked.status == 409 && notAsked.json["code"] == "notAsked", "\(notAsked.text)")
        let own = try await server.send(
            "POST", "/committees/\(committee)/excuses",
            ["rule": "meet.secretaries", "period": "2026-08", "reason": "与七月合并"], by: office.principal)
        #expect(own.status == 201 && own.json["subject"] == "committee", "\(own.text)")

        let withdrawn = try await server.send(
            "POST", "/excuses/\(made.id)/withdraw", ["reason": "已补开"], by: office.principal)
        #expect(withdrawn.status == 200 && withdrawn.json["withdrawalReason"] == "已补开", "\(withdrawn.text)")
        #expect(try await state() == ["overdue", "overdue", "overdue", "due"])
        let twice = try await server.send(
            "POST", "/excuses/\(made.id)/withdraw", ["reason": "已补开"], by: office.principal)
        #expect(twice.status == 409 && twice.json["code"] == "excuseTakenBack")
        #expect(try await server.get("/branches/\(branch)/excuses").items.count == 1)
        // It can be excused anew.
        #expect(try await excuse(["rule": "meet.assembly", "period": "2026-Q3", "reason": "换届"]).status == 201)
        #expect(try await state() == ["overdue", "overdue", "excused", "due"])
    }

    @Test func `a branch does without what is only usual, from a period on that is not over`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let branch = try await server.first("/branches?code=A")
        let secretary = try await server.account("101", member: "101")
        func turn(_ rule: String, off: Bool, from period: String) async throws -> Answer {
            try await server.send(
                "POST", "/branches/\(branch)/rule-switches",
                ["rule": .string(rule), "off": .bool(off), "period": .string(period), "reason": "每年一次已够"],
                by: secretary.principal)
        }
        for (rule, off, period, code) in [
            ("meet.assembly", true, "2027-Q1", "ruleIsNeeded"),
            ("meet.lecture.quarterly", true, "2026-Q3", "periodIsOver"),
            ("meet.lecture.quarterly", false, "2026-Q4", "switchedAlready"),
        ] {
            let refused = try await turn(rule, off: off, from: period)
            #expect(refused.status == 409 && refused.json["code"]?.string == code, "\(refused.text)")
        }
        #expect(try await turn("meet.lecture.quarterly", off: true, from: "2026-Q4").status == 201)
        #expect(try await turn("meet.lecture.quarterly", off: false, from: "2027-Q3").status == 201)
        func state(_ year: Int) async throws -> [String] {
            states(try await server.get("/obligations?year=\(year)&branch=A").json, "meet.lecture.quarterly")
        }
        #expect(try await state(2026) == ["overdue", "overdue", "overdue", "off"])
        #expect(try await state(2027) == ["off", "off"])
        // The yearly lecture is asked all the same.
        let year = try await server.get("/obligations?year=2026&branch=A").json
        #expect(states(year, "meet.lecture") == ["due"])
        let browser = Browser(server, as: secretary)
        let page = try await browser.get("/due?year=2026").text
        #expect(page.contains("每年一次已够") && page.contains("本支部不适用"), "\(page)")
        // On its form too.
        let form = "/branches/\(branch)/rule-switches/new"
        let sent = try await browser.post(
            form, ["rule": "meet.lecture.quarterly", "off": "true", "period": "2027-Q4", "reason": "并入党员大会"])
        #expect(sent.location?.hasPrefix("/due?") == true, "\(sent.text)")
    }

    @Test func `a branch that was founded or dissolved within a period is asked by the days it existed`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        try await server.store.database.write { session in
            try session.run("UPDATE branch SET founded = '2026-10-16' WHERE code = 'A'")
            try session.run("UPDATE branch SET dissolved = '2026-11-01' WHERE code = 'B'")
        }
        func periods(_ branch: String) async throws -> [String?] {
            rows(try await server.get("/obligations?year=2026&branch=\(branch)").json, "meet.themeDay")
                .map { $0["period"]?.string }
        }
        // 16 of the 31 days of October.
        #expect(try await periods("A") == ["2026-10", "2026-11"])
        #expect(try await periods("B").suffix(2) == ["2026-09", "2026-10"])
    }

    // MARK: -

    private enum Holder {
        case branch, committee
    }

    /// Puts a meeting on record, held unless it is only arranged.
    private func hold(
        _ kind: String, also: String? = nil, of holder: Holder = .branch, branch: String = "A", group: String? = nil,
        on day: String, isTaken: Bool = true, by server: TestServer
    ) async throws {
        try await server.store.database.write { session in
            let owner: (committee: Int64?, branch: Int64?) =
                switch holder {
                case .committee: (try session.value("SELECT id FROM committee WHERE code = 'JG'"), nil)
                case .branch: (nil, try session.value("SELECT id FROM branch WHERE code = \(branch)"))
                }
            let part: Int64? = try group.flatMap { name in
                try session.value(
                    "SELECT id FROM party_group WHERE name = \(name) AND branch_id = \(owner.branch)")
            }
            let id: Int64? = try session.value(
                """
                INSERT INTO meeting (committee_id, branch_id, group_id, kind, also, standing, month, date, start, minutes,
                                     place, status, created_at, changed_at)
                VALUES (\(owner.committee), \(owner.branch), \(part), \(kind), \(also), 'extraordinary',
                        \(String(day.prefix(7))), \(day), '09:00', 60, '会议室', 'scheduled', 1, 1)
                RETURNING id
                """)
            try session.run(
                """
                INSERT INTO meeting_record (meeting_id, opened_at, opened_by, taken_at, chair_member_id, chair_name,
                                            recorder_member_id, recorder_name)
                VALUES (\(id), 1, 'tester', \(isTaken ? 1 : nil as Int?), 1, '书记A', 2, '组长A')
                """)
        }
    }

    private func rows(_ json: JSON, _ rule: String, group: String? = nil) -> [JSON] {
        (json.array ?? []).filter {
            $0["rule"]?.string == rule && (group == nil || $0["subject"]?["group"]?.string == group)
        }
    }

    private func states(_ json: JSON, _ rule: String, group: String? = nil) -> [String] {
        rows(json, rule, group: group).compactMap { $0["state"]?.string }
    }
}
