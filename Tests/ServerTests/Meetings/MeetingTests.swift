import Domain
import Foundation
import Testing

@testable import Server

/// When the branch secretaries meet (design §4 "Meetings"), over the API.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct MeetingTests {
    private static func year(
        _ rule: String = "1st Thursday 09:00", _ year: Int = 2026, place: String = "三楼会议室", committee: String? = nil
    ) -> JSON {
        var body = JSON.Object()
        if let committee { body["committee"] = .string(committee) }
        body["year"] = JSON(year)
        body["rule"] = .string(rule)
        body["minutes"] = 90
        body["place"] = .string(place)
        return .object(body)
    }

    /// A bureau on the day its year of meetings is scheduled.
    private static func bureau(on day: String = "2026-01-02") async throws -> TestServer {
        let server = try await SmallBureau().server
        try server.go(to: day)
        return server
    }

    private static func scheduled(on day: String = "2026-01-02") async throws -> TestServer {
        let server = try await bureau(on: day)
        try await SmallBureau.expectMade(server.post("/meetings/year", year()))
        return server
    }

    // MARK: - A year

    @Test func `a year's meetings are moved off holidays to the next working day`() async throws {
        let server = try await Self.bureau()
        let answer = try await server.post("/meetings/year", Self.year())
        try #require(answer.status == 201, "\(answer.text)")
        let meetings = answer.json["scheduled"]?.array ?? []
        // 1 January is a holiday, so is 2 January, a Friday; Sunday 4 January is worked to make up for it.
        #expect(
            meetings.compactMap { $0["date"]?.string } == [
                "2026-01-04", "2026-02-05", "2026-03-05", "2026-04-02", "2026-05-07", "2026-06-04", "2026-07-02",
                "2026-08-06", "2026-09-03", "2026-10-08", "2026-11-05", "2026-12-03",
            ]
        )
        let moved = meetings.filter { $0["movedOff"] != .null }
        #expect(moved.map { $0["month"] } == ["2026-01", "2026-10"])
        #expect(moved.map { $0["nominalDate"] } == ["2026-01-01", "2026-10-01"])
        #expect(moved.map { $0["movedOff"] } == ["holiday", "holiday"])
        #expect(meetings.allSatisfy { $0["start"] == "09:00" && $0["end"] == "10:30" && $0["sequence"] == 0 })
        #expect(answer.json["skipped"] == [])
        #expect(answer.json["warnings"] == [])
        #expect(try await server.get("/meetings?year=2026").items.count == 12)
    }

    @Test func `a meeting moved off a holiday into the next month stays that of its month`() async throws {
        let server = try await Self.bureau()
        let answer = try await server.post("/meetings/year", Self.year("最后一个星期六 09:00"))
        let meetings = answer.json["scheduled"]?.array ?? []
        let crossing = meetings.filter { $0["date"]?.string?.hasPrefix($0["month"]?.string ?? "-") == false }
        // Saturday 31 January, 30 May and 31 October.
        #expect(crossing.map { $0["month"] } == ["2026-01", "2026-05", "2026-10"])
        #expect(crossing.map { $0["date"] } == ["2026-02-02", "2026-06-01", "2026-11-02"])
        // 28 February is a Saturday that is worked.
        #expect(meetings.dropFirst().first?["date"] == "2026-02-28")
        #expect(meetings.map { $0["movedOff"] }.count { $0 == "weekend" } == 10)
    }

    @Test func `only what is still to come is scheduled, and nothing twice`() async throws {
        let server = try await Self.bureau(on: "2026-11-05")
        // Noon: the meeting of this morning is past.
        let answer = try await server.post("/meetings/year", Self.year())
        #expect(answer.json["scheduled"]?.array?.map { $0["month"] } == ["2026-12"])
        #expect(answer.json["skipped"]?.array?.count == 11)
        #expect(answer.json["skipped"]?.array?.allSatisfy { $0["cause"] == "past" } == true)
        let again = try await server.post("/meetings/year", Self.year("1st Monday 14:00"))
        #expect(again.status == 409)
        #expect(again.code == "alreadyScheduled")
        #expect(again.json["detail"]?.string?.contains("2026-12") == true)
        let past = try await server.post("/meetings/year", Self.year("1st Thursday 09:00", 2025))
        #expect(past.status == 422)
        #expect(past.errors == ["year range"])
        #expect(try await server.get("/meetings").items.count == 1)
    }

    @Test func `a year without known holidays warns`() async throws {
        let answer = try await Self.bureau().post("/meetings/year", Self.year("2nd Tuesday 09:00", 2027))
        #expect(answer.status == 201)
        #expect(answer.json["warnings"]?.array?.first?.string?.contains("2027") == true)
    }

    @Test(
        arguments: [
            ("rule", "5th Tuesday 09:00", "rule"), ("rule", "Tuesday", "rule"), ("minutes", 4, "minutes range"),
            ("minutes", 721, "minutes range"), ("place", " ", "place required"), ("year", 1999, "year range"),
            ("committee", "XX", "committee reference"), ("room", "x", "room unexpected"),
        ] as [(String, JSON, String)])
    func `a year is asked for in full`(member: String, value: JSON, error: String) async throws {
        var body = try #require(Self.year().object)
        body[member] = value
        let answer = try await Self.bureau().post("/meetings/year", .object(body))
        #expect(answer.status == 422)
        #expect(answer.errors.count == 1)
        #expect(answer.errors.first?.hasPrefix(error) == true, "\(answer.text)")
    }

    @Test func `a meeting does not go on past midnight`() async throws {
        let server = try await Self.bureau()
        #expect(try await server.post("/meetings/year", Self.year("2nd Tuesday 23:00")).errors == ["minutes range"])
        #expect(try await server.post("/meetings/year", Self.year("2nd Tuesday 22:30")).status == 201)
        #expect(try await server.get("/meetings").items.first?["end"] == "00:00")
    }

    // MARK: - One a month

    private static func meeting(
        _ date: String, _ start: String = "15:00", place: String = "一楼", standing: String? = nil, month: String? = nil,
        committee: String? = nil
    ) -> JSON {
        var body = JSON.Object()
        body["date"] = .string(date)
        body["start"] = .string(start)
        body["minutes"] = 60
        body["place"] = .string(place)
        for (name, value) in [("standing", standing), ("month", month), ("committee", committee)] {
            if let value { body[name] = .string(value) }
        }
        return .object(body)
    }

    @Test func `a month has one regular meeting, and extraordinary ones as needed`() async throws {
        let server = try await Self.scheduled()
        let second = try await server.post("/meetings", Self.meeting("2026-03-10", standing: "regular"))
        #expect(second.status == 409)
        #expect(second.code == "regularExists")
        #expect(second.json["detail"]?.string?.contains("2026-03-05") == true)
        for day in ["2026-03-10", "2026-03-11"] {
            let extraordinary = try await server.post("/meetings", Self.meeting(day))
            #expect(extraordinary.status == 201)
            #expect(extraordinary.json["standing"] == "extraordinary")
            #expect(extraordinary.json["month"] == "2026-03")
        }
        let past = try await server.post("/meetings", Self.meeting("2025-12-31"))
        #expect(past.status == 409)
        #expect(past.code == "meetingInPast")
    }

    @Test func `the month of a cancelled meeting can be scheduled anew`() async throws {
        let server = try await Self.scheduled()
        #expect(try await server.post("/meetings/3/cancel", ["reason": "合并"]).status == 200)
        let other = try await server.post("/meetings", Self.meeting("2026-03-10", standing: "regular"))
        #expect(other.status == 201)
        #expect(try await server.get("/meetings?status=cancelled").items.map { $0["month"] } == ["2026-03"])
        #expect(try await server.post("/meetings/\(other.id)/cancel", ["reason": "再改"]).status == 200)
        // By the rule, too: the other eleven stand.
        let anew = try await server.post("/meetings/year", Self.year())
        #expect(anew.json["scheduled"]?.array?.map { $0["date"] } == ["2026-03-05"])
        #expect(anew.json["skipped"]?.array?.allSatisfy { $0["cause"] == "exists" } == true)
    }

    // MARK: - Clashes

    @Test func `a clash of place is refused, and named`() async throws {
        let server = try await Self.scheduled()
        try await SmallBureau.expectMade(server.post("/committees", ["code": "QT", "name": "其他机关党委"]))
        let clash = try await server.post(
            "/meetings", Self.meeting("2026-03-05", "10:00", place: "三楼 会议室", committee: "QT")
        )
        #expect(clash.status == 409)
        #expect(clash.code == "meetingClash")
        let detail = clash.json["detail"]?.string ?? ""
        #expect(detail.contains("‘三楼 会议室’ is taken by the meeting of JG on 2026-03-05 at 09:00"), "\(detail)")
        #expect(!detail.contains("secretar"))
        // As the other ends it is free; elsewhere it is free at any time.
        for (start, place) in [("10:30", "三楼会议室"), ("09:30", "一楼")] {
            let answer = try await server.post(
                "/meetings", Self.meeting("2026-03-05", start, place: place, committee: "QT")
            )
            #expect(answer.status == 201, "\(answer.text)")
        }
    }

    @Test func `a clash of secretaries is refused, and names them`() async throws {
        let server = try await Self.scheduled()
        let clash = try await server.post("/meetings", Self.meeting("2026-03-05", "10:00"))
        #expect(clash.status == 409)
        #expect(clash.code == "meetingClash")
        let detail = clash.json["detail"]?.string ?? ""
        #expect(
            detail.contains("secretaries 101, 201 are invited to the meeting of JG on 2026-03-05 at 09:00"), "\(detail)"
        )
        #expect(!detail.contains("is taken"))
        // Both at once are both told.
        let both = try await server.post("/meetings", Self.meeting("2026-03-05", "10:00", place: "三楼会议室"))
        #expect(both.json["detail"]?.string?.contains("is taken by") == true)
        #expect(both.json["detail"]?.string?.contains("101, 201") == true)
        // A move is held to the same, but never clashes with the meeting itself.
        let extraordinary = try await server.post("/meetings", Self.meeting("2026-03-06"))
        let moved = try await server.post(
            "/meetings/\(extraordinary.id)/move", ["date": "2026-03-05", "start": "09:00", "reason": "x"]
        )
        #expect(moved.code == "meetingClash")
        let later = try await server.post("/meetings/\(extraordinary.id)/move", ["start": "15:30", "reason": "x"])
        #expect(later.status == 200)
    }

    @Test func `a year that clashes in one month is not scheduled at all`() async throws {
        let server = try await Self.bureau()
        try await SmallBureau.expectMade(server.post("/meetings", Self.meeting("2026-06-04", "10:00")))
        let answer = try await server.post("/meetings/year", Self.year())
        #expect(answer.code == "meetingClash")
        #expect(answer.json["detail"]?.string?.hasPrefix("2026-06-04 09:00") == true)
        #expect(try await server.get("/meetings").items.count == 1)
    }

    // MARK: - Moving and cancelling

    @Test func `a move takes a reason, keeps its month and its history`() async throws {
        let server = try await Self.scheduled()
        #expect(try await server.post("/meetings/2/move", ["date": "2026-03-03"]).errors == ["reason required"])
        let unchanged = try await server.post("/meetings/2/move", ["date": "2026-02-05", "reason": "x"])
        #expect(unchanged.code == "meetingUnchanged")
        let past = try await server.post("/meetings/2/move", ["date": "2026-01-01", "reason": "x"])
        #expect(past.code == "meetingInPast")
        let late = try await server.post("/meetings/2/move", ["start": "23:30", "reason": "x"])
        #expect(late.errors == ["minutes range"])

        let moved = try await server.post(
            "/meetings/2/move", ["date": "2026-03-03", "start": "14:00", "reason": "书记外出"])
        #expect(moved.status == 200)
        #expect(moved.json["month"] == "2026-02")
        #expect(moved.json["sequence"] == 1)
        #expect(moved.json["end"] == "15:30")
        let again = try await server.post("/meetings/2/move", ["place": "一楼", "reason": "会议室检修"])
        #expect(again.json["sequence"] == 2)
        let cancelled = try await server.post("/meetings/2/cancel", ["reason": "合并到三月"])
        #expect(cancelled.json["status"] == "cancelled")
        #expect(cancelled.json["sequence"] == 3)
        #expect(cancelled.json["reason"] == "合并到三月")

        let history = try await server.get("/meetings/2").json["history"]?.array ?? []
        #expect(history.map { $0["change"] } == ["moved", "moved", "cancelled"])
        #expect(history.map { $0["sequence"] } == [1, 2, 3])
        #expect(history.map { $0["reason"] } == ["书记外出", "会议室检修", "合并到三月"])
        #expect(history.map { $0["old"]?["date"] } == ["2026-02-05", "2026-03-03", "2026-03-03"])
        #expect(history.map { $0["old"]?["place"] } == ["三楼会议室", "三楼会议室", "一楼"])
        for act in ["move", "cancel"] {
            let refused = try await server.post(
                "/meetings/2/\(act)", act == "move" ? ["date": "2026-04-01", "reason": "x"] : ["reason": "x"])
            #expect(refused.code == "meetingCancelled")
        }
    }

    @Test func `a meeting that has begun can no longer be moved or cancelled`() async throws {
        let server = try await Self.scheduled()
        try server.go(to: "2026-02-05")
        #expect(try await server.post("/meetings/2/cancel", ["reason": "x"]).code == "meetingBegun")
        #expect(
            try await server.post("/meetings/2/move", ["date": "2026-02-06", "reason": "x"]).code == "meetingBegun")
    }

    // MARK: - The calendar to subscribe to

    @Test func `the calendar file keeps its events' names over moves and cancellations`() async throws {
        let server = try await Self.scheduled()
        let before = try await Self.calendar(server)
        #expect(before.count == 12)
        #expect(Set(before.keys).count == 12)
        #expect(before.values.allSatisfy { $0["SEQUENCE"] == "0" && $0["STATUS"] == "CONFIRMED" })
        #expect(before.values.contains { $0["DTSTART;TZID=Asia/Shanghai"] == "20261008T090000" })

        try await server.post("/meetings/2/move", ["date": "2026-02-06", "reason": "书记外出，另定；地点不变"])
        try await server.post("/meetings/3/cancel", ["reason": "合并"])
        try await SmallBureau.expectMade(server.post("/meetings", Self.meeting("2026-03-10", standing: "regular")))
        let after = try await Self.calendar(server)
        #expect(Set(before.keys).isSubset(of: after.keys))
        #expect(after.count == 13)
        let moved = try #require(after.values.first { $0["DTSTART;TZID=Asia/Shanghai"] == "20260206T090000" })
        #expect(moved["SEQUENCE"] == "1")
        #expect(moved["STATUS"] == "CONFIRMED")
        #expect(moved["DTEND;TZID=Asia/Shanghai"] == "20260206T103000")
        #expect(moved["DESCRIPTION"]?.contains("书记外出，另定；地点不变") == true)
        let cancelled = after.values.filter { $0["STATUS"] == "CANCELLED" }
        #expect(cancelled.map { $0["DTSTART;TZID=Asia/Shanghai"] } == ["20260305T090000"])
        #expect(cancelled.map { $0["SEQUENCE"] } == ["1"])
        for (name, event) in before where event["DTSTART;TZID=Asia/Shanghai"]?.hasPrefix("202604") == true {
            #expect(after[name] == event)
        }
        #expect(try await Self.calendar(server, "?year=2027").isEmpty)
        #expect(try await Self.calendar(server, "?committee=JG&year=2026").count == 13)
    }

    @Test func `a calendar of any length of text is folded and escaped as RFC 5545 says`() async throws {
        let server = try await Self.bureau()
        let place = "三楼,东侧;会议室\\" + String(repeating: "甲", count: 70)
        let body = Self.meeting("2026-03-10", place: place)
        try await SmallBureau.expectMade(server.post("/meetings", body))
        let event = try #require(await Self.calendar(server).values.first)
        #expect(event["LOCATION"] == place)
        #expect(event["SUMMARY"] == "机关党委支部书记例会（临时）")
    }

    @Test func `the calendar speaks the reader's language, and Chinese to a program that names none`() async throws {
        let server = try await Self.scheduled()
        try await server.post("/meetings/2/move", ["date": "2026-02-06", "reason": "书记外出"])
        try await server.post("/meetings/3/cancel", ["reason": "合并"])
        try await SmallBureau.expectMade(server.post("/meetings", Self.meeting("2026-05-20")))
        let chinese = [
            "X-WR-CALNAME:支部书记例会", "SUMMARY:机关党委支部书记例会", "SUMMARY:机关党委支部书记例会（临时）",
            "DESCRIPTION:2026年1月", "DESCRIPTION:2026年2月\\n改期原因：书记外出",
            "DESCRIPTION:2026年3月\\n取消原因：合并",
        ]
        let english = [
            "X-WR-CALNAME:Secretaries’ meetings", "SUMMARY:Secretaries’ meeting\\, 机关党委",
            "SUMMARY:Extraordinary secretaries’ meeting\\, 机关党委", "DESCRIPTION:January 2026",
            "DESCRIPTION:February 2026\\nMoved because: 书记外出",
            "DESCRIPTION:March 2026\\nCancelled because: 合并",
        ]
        let address = "/meetings/calendar.ics"
        let browser = Browser(server, as: try await server.account("zhao", grants: [.init(.committeeOfficer)]))
        let inChinese = try await browser.get(address)
        browser.language = "en"
        for (answer, said, other) in [
            (try await server.get(address), chinese, english),
            (try await server.get("\(address)?language=zh-CN"), chinese, english),
            (try await server.get("\(address)?language=en"), english, chinese),
            (inChinese, chinese, english),
            (try await browser.get(address), english, chinese),
        ] {
            let lines = try Set(Self.contentLines(of: answer.body))
            #expect(lines.isSuperset(of: said), "\(Set(said).subtracting(lines))")
            #expect(lines.isDisjoint(with: other))
        }
        let named = try await server.get("\(address)?language=en&committee=JG")
        #expect(named.text.contains("X-WR-CALNAME:Secretaries’ meetings\\, 机关党委\r\n"))
        #expect(try await server.get("\(address)?language=fr").status == 422)
    }

    /// The calendar's events by their UIDs.
    private static func calendar(_ server: TestServer, _ query: String = "") async throws -> [String: [String: String]]
    {
        let answer = try await server.get("/meetings/calendar.ics\(query)")
        #expect(answer.headers["content-type"] == "text/calendar; charset=utf-8")
        let lines = try contentLines(of: answer.body)
        #expect(lines.first == "BEGIN:VCALENDAR")
        #expect(lines.last == "END:VCALENDAR")
        #expect(lines.contains("VERSION:2.0"))
        #expect(lines.contains { $0.hasPrefix("PRODID:") })
        var open: [String] = []
        var events: [String: [String: String]] = [:]
        var event: [String: String] = [:]
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            try #require(parts.count == 2, "\(line)")
            let (name, value) = (String(parts[0]), String(parts[1]))
            switch name {
            case "BEGIN":
                open.append(value)
                if value == "VEVENT" { event = [:] }
            case "END":
                #expect(open.popLast() == value)
                if value == "VEVENT" {
                    let uid = try #require(event["UID"])
                    #expect(events.updateValue(event, forKey: uid) == nil, "twice: \(uid)")
                    #expect(event["DTSTAMP"]?.hasSuffix("Z") == true)
                }
            default:
                if open.last == "VEVENT" {
                    #expect(event.updateValue(unescaped(value), forKey: name) == nil, "twice: \(name)")
                }
            }
        }
        #expect(open.isEmpty)
        return events
    }

    /// The content lines, unfolded (RFC 5545 §3.1).
    private static func contentLines(of bytes: [UInt8]) throws -> [String] {
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        var previous: UInt8 = 0
        for byte in bytes {
            #expect((byte == UInt8(ascii: "\n")) == (previous == UInt8(ascii: "\r")), "a line ends with CRLF")
            if byte == UInt8(ascii: "\n") {
                lines.append(line)
                line = []
            } else if byte != UInt8(ascii: "\r") {
                line.append(byte)
            }
            previous = byte
        }
        #expect(line.isEmpty)
        #expect(lines.allSatisfy { $0.count <= 75 })
        // Characters are never cut apart.
        #expect(lines.allSatisfy { String(validating: $0, as: UTF8.self) != nil })
        var unfolded: [[UInt8]] = []
        for line in lines {
            if line.first == UInt8(ascii: " "), let last = unfolded.popLast() {
                unfolded.append(last + line.dropFirst())
            } else {
                unfolded.append(line)
            }
        }
        return unfolded.map { String(decoding: $0, as: UTF8.self) }
    }

    /// A TEXT value as it was meant (§3.3.11).
    private static func unescaped(_ value: String) -> String {
        var result = ""
        var isEscaped = false
        for character in value {
            if isEscaped {
                result.append(character == "n" || character == "N" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return result
    }
}
