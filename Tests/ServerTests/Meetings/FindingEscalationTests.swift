import Domain
import Testing

@testable import Server
@testable import Storage

/// What becomes of a finding that stays overdue from one secretaries' meeting to the next.
@Suite struct FindingEscalationTests {
    /// A committee's meetings from month to month, and the findings that come before them.
    private struct Desk {
        var office: ObjectionStoryTests.Office
        let meetings: [Int]

        /// - Parameter days: of the committee's meetings.
        init(_ days: [String]) async throws {
            office = try await ObjectionStoryTests.Office()
            var made: [Int] = []
            for day in days {
                let meeting = try await office.server.post(
                    "/meetings",
                    [
                        "committee": "JG", "date": .string(day), "start": "09:00", "minutes": 90,
                        "place": "三楼会议室",
                    ])
                try #require(meeting.status == 201, "\(meeting.text)")
                made.append(meeting.id)
            }
            meetings = made
        }

        func record(_ escalation: JSON, over version: Int = 0) async throws -> Answer {
            let committee = try #require(
                try await office.server.get("/committees").items.first { $0["code"] == "JG" }?["id"]?.integer)
            return try await office.send(
                "PUT", "/committees/\(committee)/finding-escalation", escalation, by: "office",
                headers: ["If-Match": "\"\(version)\""])
        }

        /// - Returns: its id.
        func given(_ branch: String, due: String) async throws -> Int {
            let made = try await office.post(
                "/findings",
                [
                    "branches": [.string(branch)], "source": "inspection", "what": "活动记录不全", "direction": "规范记录",
                    "category": "activityForms", "class": "byDate", "due": .string(due), "standard": "有记录",
                ], by: "office")
            try #require(made.status == 201, "\(made.text)")
            return Int(try #require(made.json.array?.first?["id"]?.integer))
        }

        mutating func open(_ index: Int, on day: String) async throws {
            try await office.go(to: day)
            let opened = try await office.post(
                "/meetings/\(meetings[index])/open", ["chair": "office", "recorder": "101"], by: "office")
            try #require(opened.status == 200, "\(opened.text)")
        }

        func finding(_ id: Int) async throws -> JSON {
            try await office.send("GET", "/findings/\(id)", by: "office").json
        }

        func history(_ id: Int) async throws -> [String] {
            (try await finding(id)["escalations"]?.array ?? []).map {
                "\($0["on"]?.string ?? "") \($0["number"]?.integer ?? 0) \($0["stage"]?.string ?? "")"
            }
        }

        /// The finding's line on a meeting's agenda.
        func stage(_ id: Int, at index: Int) async throws -> JSON? {
            try await office.send("GET", "/meetings/\(meetings[index])/agenda", by: "office").json["lines"]?.array?
                .first { $0["about"]?.string == "finding/\(id)" }?["stage"]
        }

        func page(_ path: String, by name: String) async throws -> String {
            try await Browser(office.server, as: try #require(office.accounts[name]))
                .get(path, headers: ["Accept-Language": "zh-CN"]).text
        }

        func faults() async throws -> Int {
            try await office.server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.faults.count
        }
    }

    @Test func `what stays overdue is on the agenda, then supervised, then circulated; more time begins anew`()
        async throws
    {
        var desk = try await Desk(["2027-01-05", "2027-02-03", "2027-03-03", "2027-04-07", "2027-05-12"])
        #expect(try await desk.record([:]).json["escalation"]?["circulatedAt"] == 3)
        let late = try await desk.given("A", due: "2026-12-20")
        let timely = try await desk.given("B", due: "2027-01-05")

        // On the last day it is in time.
        try await desk.open(0, on: "2027-01-05")
        #expect(try await desk.history(late) == ["2027-01-05 1 overdue"])
        #expect(try await desk.history(timely) == [])
        #expect(try await desk.stage(late, at: 0) == "overdue")
        #expect(try await desk.stage(timely, at: 0) == .null)

        // A meeting that does not take place counts for nothing.
        let cancelled = try await desk.office.post(
            "/meetings/\(desk.meetings[1])/cancel", ["reason": "出差"], by: "office")
        try #require(cancelled.status == 200, "\(cancelled.text)")
        #expect(
            try await desk.office.post(
                "/meetings/\(desk.meetings[1])/open", ["chair": "office", "recorder": "101"], by: "office"
            ).status != 200)
        #expect(try await desk.history(late).count == 1)

        // The draft says what comes; what was said of the meeting before stays as it was.
        try await desk.office.go(to: "2027-03-02")
        #expect(try await desk.stage(late, at: 2) == "supervised")
        #expect(try await desk.stage(late, at: 0) == "overdue")
        #expect(try await desk.page("/meetings/\(desk.meetings[2])/agenda", by: "office").contains("本次会议列为督办"))
        try await desk.open(2, on: "2027-03-03")
        #expect(try await desk.history(late) == ["2027-01-05 1 overdue", "2027-03-03 2 supervised"])
        #expect(try await desk.history(timely) == ["2027-03-03 1 overdue"])
        let supervised = try await desk.finding(late)
        #expect(supervised["escalation"]?["stage"] == "supervised" && supervised["escalation"]?["number"] == 2)
        #expect(try await desk.stage(late, at: 2) == "supervised")
        #expect(try await !desk.page("/meetings/\(desk.meetings[2])/agenda", by: "office").contains("本次会议列为"))
        #expect(try await desk.page("/", by: "101").contains("督办问题 2026-001"))
        #expect(try await !desk.page("/", by: "office").contains("2026-001"))

        try await desk.open(3, on: "2027-04-07")
        #expect(try await desk.history(late).last == "2027-04-07 3 circulated")
        #expect(try await desk.page("/", by: "101").contains("问题 2026-001 已列入通报"))
        #expect(try await desk.page("/", by: "office").contains("向党组通报问题 2026-001"))
        for (path, said) in [
            ("/findings/\(late)", "逾期后第 3 次"), ("/findings?year=2026", "<span class=\"mark\">通报</span>"),
            ("/findings/ledger?year=2026", "督办（2027年3月3日例会，逾期后第 2 次）"),
            ("/findings.csv?year=2026", "通报（2027年4月7日例会，逾期后第 3 次）"),
        ] { #expect(try await desk.page(path, by: "office").contains(said), "\(path)") }
        let back = try await desk.office.server.importing(
            "findings", try await desk.page("/findings.csv?year=2026", by: "office"))
        #expect(back.counts == "0 0 2", "\(back.text)")

        // More time: the history stays, and it begins anew.
        let extended = try await desk.office.post(
            "/findings/\(late)/extend", ["due": "2027-05-01", "reason": "需要协调"], by: "office")
        #expect(extended.status == 200 && extended.json["escalation"] == .null, "\(extended.text)")
        try await desk.open(4, on: "2027-05-12")
        #expect(
            try await desk.history(late) == [
                "2027-01-05 1 overdue", "2027-03-03 2 supervised", "2027-04-07 3 circulated", "2027-05-12 1 overdue",
            ])
        let audit = try await desk.office.server.get("/audit?subject=finding").items.compactMap {
            $0["after"]?["stage"]?.string
        }
        #expect(audit.filter { $0 == "circulated" }.count == 2, "each of the two findings once: \(audit)")
        #expect(try await desk.faults() == 0)
    }

    @Test func `without a committee's word, or where it is switched off, what is overdue is marked alone`() async throws
    {
        var desk = try await Desk(["2027-01-05", "2027-02-03", "2027-03-03"])
        let id = try await desk.given("A", due: "2026-12-20")
        try await desk.open(0, on: "2027-01-05")
        #expect(try await desk.history(id) == [])
        #expect(try await desk.finding(id)["overdue"] == true)
        #expect(try await desk.stage(id, at: 0) == .null)
        #expect(try await desk.record(["off": true, "remindDays": 30]).status == 200)
        #expect(try await desk.record([:]).status == 412)
        #expect(try await desk.record(["supervisedAt": 3], over: 1).errors == ["circulatedAt rule"])
        try await desk.open(1, on: "2027-02-03")
        #expect(try await desk.history(id) == [])
        let soon = try await desk.given("A", due: "2027-02-23")
        #expect(try await desk.finding(soon)["dueSoon"] == false, "switched off, it reminds a week before")
        #expect(try await desk.record(["remindDays": 20, "supervisedAt": 1], over: 1).json["version"] == 2)
        #expect(try await desk.finding(soon)["dueSoon"] == true)
        #expect(try await desk.page("/", by: "101").contains("整改问题 2027-001"))
        try await desk.open(2, on: "2027-03-03")
        #expect(try await desk.history(id) == ["2027-03-03 1 supervised"])
        #expect(try await desk.faults() == 0)
    }

    @Test func `the office says it on a form, which comes back with what stands there`() async throws {
        let bureau = try await WideBureau()
        let browser = Browser(bureau.server, as: try #require(bureau.accounts[.committee]))
        let form = "/administration/committees/\(try #require(bureau.ids["QA"]))/finding-escalation"
        #expect(try await browser.get("/administration/committees").text.contains(form))
        #expect(try await browser.get(form).text.contains("value=\"7\""))
        var fields = ["remindDays": "10", "supervisedAt": "3", "circulatedAt": "3", "off": "false", "version": "0"]
        #expect(try await browser.post(form, fields).status == .init(422))
        fields["circulatedAt"] = "5"
        #expect(try await browser.post(form, fields).location == "/administration/committees?notice=recorded")
        #expect(try await browser.get(form).text.contains("value=\"5\""))
    }
}
