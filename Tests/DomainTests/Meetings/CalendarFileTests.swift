import Domain
import Testing

@Suite struct CalendarFileTests {
    private let stamp: Instant
    private let zone: TimeZoneRules

    init() throws {
        // 2026-10-08T02:00:00Z
        stamp = Instant(seconds: Int64(try LocalDate(parsing: "2026-10-08").dayNumber) * 86_400 + 7200)
        zone = try TimeZoneRules(id: "Asia/Shanghai", fixedOffset: 28_800, name: "CST")
    }

    private func file(name: String = "例会", zone: TimeZoneRules? = nil, _ events: [CalendarFile.Event]) -> CalendarFile {
        CalendarFile(name: name, host: "zhibu.example", zone: zone ?? self.zone, stamp: stamp, events: events)
    }

    private func event(_ summary: String, description: String? = nil) throws -> CalendarFile.Event {
        CalendarFile.Event(
            ID(1), slot: try MeetingSample.slot("2026-10-13"), summary: summary, description: description,
            modified: stamp
        )
    }

    @Test func `a file of two meetings, whole`() throws {
        let october = CalendarFile.Event(
            ID(12), slot: try MeetingSample.slot("2026-10-13", place: "城管局, 301会议室"), sequence: 1,
            summary: "支部书记例会(十月)",
            description: "一、本月工作小结; 二、下月工作安排\n三、查找不足 \\ 四、指明方向。材料请于会前一天交机关党委办公室",
            modified: stamp.adding(seconds: -90_061)
        )
        let november = CalendarFile.Event(
            ID(13), slot: try MeetingSample.slot("2026-11-10", "22:30", minutes: 90), status: .cancelled, sequence: 2,
            summary: "Secretaries' meeting", modified: stamp
        )
        let golden = """
            BEGIN:VCALENDAR
            PRODID:-//Zhibu//Meetings//EN
            VERSION:2.0
            CALSCALE:GREGORIAN
            METHOD:PUBLISH
            X-WR-CALNAME:支部书记例会
            REFRESH-INTERVAL;VALUE=DURATION:PT1H
            X-PUBLISHED-TTL:PT1H
            BEGIN:VTIMEZONE
            TZID:Asia/Shanghai
            BEGIN:STANDARD
            DTSTART:19700101T000000
            TZOFFSETFROM:+0800
            TZOFFSETTO:+0800
            TZNAME:CST
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:meeting-12@zhibu.example
            DTSTAMP:20261008T020000Z
            LAST-MODIFIED:20261007T005859Z
            SEQUENCE:1
            STATUS:CONFIRMED
            DTSTART;TZID=Asia/Shanghai:20261013T090000
            DTEND;TZID=Asia/Shanghai:20261013T103000
            SUMMARY:支部书记例会(十月)
            LOCATION:城管局\\, 301会议室
            DESCRIPTION:一、本月工作小结\\; 二、下月工作安排\\n三、查
             找不足 \\\\ 四、指明方向。材料请于会前一天交机关党委
             办公室
            END:VEVENT
            BEGIN:VEVENT
            UID:meeting-13@zhibu.example
            DTSTAMP:20261008T020000Z
            LAST-MODIFIED:20261008T020000Z
            SEQUENCE:2
            STATUS:CANCELLED
            DTSTART;TZID=Asia/Shanghai:20261110T223000
            DTEND;TZID=Asia/Shanghai:20261111T000000
            SUMMARY:Secretaries' meeting
            LOCATION:301会议室
            END:VEVENT
            END:VCALENDAR
            """
        let expected = golden.split(separator: "\n").map { $0 + "\r\n" }.joined()
        let text = file(name: "支部书记例会", [october, november]).text
        #expect(text.utf8.elementsEqual(expected.utf8), "\(text)")
    }

    @Test func `a file without meetings is still a calendar`() throws {
        let lines = try ContentLines(file([]).text)
        #expect(lines.unfolded.first == "BEGIN:VCALENDAR")
        #expect(lines.unfolded.last == "END:VCALENDAR")
        #expect(!lines.unfolded.contains("BEGIN:VEVENT"))
    }

    @Test(arguments: [
        (28_800, "+0800"), (0, "+0000"), (-12_600, "-0330"), (29_143, "+080543"), (-18_000, "-0500"),
    ])
    func `offsets are written in hours and minutes, east positive`(offset: Int, notation: String) throws {
        let zone = try TimeZoneRules(id: "Etc/Test", fixedOffset: offset, name: "T")
        #expect(try ContentLines(file(zone: zone, []).text).value(of: "TZOFFSETTO") == notation)
    }

    @Test func `a zone with daylight saving has an observance of each kind`() throws {
        let zone = try TimeZoneRules(
            id: "Asia/Shanghai",
            observances: [
                .init(
                    onset: MeetingSample.moment("1991-04-14 02:00"), offsetFrom: 28_800, offsetTo: 32_400, name: "CDT",
                    isDaylight: true
                ),
                .init(
                    onset: MeetingSample.moment("1991-09-15 02:00"), offsetFrom: 32_400, offsetTo: 28_800, name: "CST"
                ),
            ]
        )
        let lines = try ContentLines(file(zone: zone, []).text).unfolded
        #expect(
            lines.drop { $0 != "BEGIN:DAYLIGHT" }.prefix { $0 != "END:VTIMEZONE" } == [
                "BEGIN:DAYLIGHT", "DTSTART:19910414T020000", "TZOFFSETFROM:+0800", "TZOFFSETTO:+0900", "TZNAME:CDT",
                "END:DAYLIGHT",
                "BEGIN:STANDARD", "DTSTART:19910915T020000", "TZOFFSETFROM:+0900", "TZOFFSETTO:+0800", "TZNAME:CST",
                "END:STANDARD",
            ]
        )
    }

    @Test(arguments: ["", "Asia/Shang hai", "Asia:Shanghai", "A\r\nB", "上海"])
    func `a zone id that would break a line is refused`(id: String) {
        #expect(throws: Rejection.self) { try TimeZoneRules(id: id, fixedOffset: 0, name: "T") }
    }

    @Test func `a zone without an observance, or a day away, is refused`() {
        #expect(throws: Rejection.missing) { try TimeZoneRules(id: "Asia/Shanghai", observances: []) }
        #expect(throws: Rejection.self) { try TimeZoneRules(id: "Asia/Shanghai", fixedOffset: 86_400, name: "T") }
    }

    @Test(arguments: [
        ("a,b;c\\d", "a\\,b\\;c\\\\d"),
        ("一\u{FF0C}二\u{FF1B}三", "一\u{FF0C}二\u{FF1B}三"),
        ("one\ntwo", "one\\ntwo"),
        ("one\r\ntwo\r\n", "one\\ntwo\\n"),
        ("one\rtwo\u{2028}three", "one\\ntwo\\nthree"),
        ("\n\r\n\r", "\\n\\n\\n"),
        ("\r\nEND:VEVENT", "\\nEND:VEVENT"),
        ("a\u{0}b\u{1B}c\u{7F}\td", "abc\td"),
        ("\\n", "\\\\n"),
        ("\"quoted\": so", "\"quoted\": so"),
    ])
    func `text is escaped so that it stays one line`(text: String, escaped: String) throws {
        #expect(try ContentLines(file([event(text)]).text).value(of: "SUMMARY") == escaped)
        #expect(try ContentLines(file(name: text, []).text).value(of: "X-WR-CALNAME") == escaped)
    }

    @Test(arguments: [(66, 1), (67, 1), (68, 2), (141, 2), (142, 3)])
    func `a line is folded after 75 octets`(length: Int, lines: Int) throws {
        // ‘SUMMARY:’ takes 8 of the first 75; the blank takes 1 of each of the next.
        let text = String(repeating: "x", count: length)
        let content = try ContentLines(file([event(text)]).text)
        let start = try #require(content.folded.firstIndex { $0.hasPrefix("SUMMARY:") })
        #expect(content.folded[(start + 1)...].prefix { $0.hasPrefix(" ") }.count == lines - 1)
        #expect(content.value(of: "SUMMARY") == text)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `whatever is written is read back, through lines of at most 75 octets`(seed: UInt64) throws {
        var random = Generator(state: seed)
        let alphabet = Array("支部书记例会党员责任区查找不足、指明方向。ab ,;\\\n:\t\u{301}é👩‍👩‍👧🏙️𠮷".unicodeScalars)
        var summary = String.UnicodeScalarView("会".unicodeScalars)
        for _ in 0..<Int.random(in: 0...300, using: &random) {
            summary.append(alphabet[Int.random(in: alphabet.indices, using: &random)])
        }
        let text = String(summary)
        let lines = try ContentLines(file([event(text, description: text)]).text)
        #expect(lines.folded.allSatisfy { $0.utf8.count <= 75 })
        for property in ["SUMMARY", "DESCRIPTION"] {
            let read = try #require(lines.value(of: property)).unescaped
            #expect(read.utf8.elementsEqual(text.utf8))
        }
    }
}

/// An iCalendar file as its readers take it apart: bytes first, then lines, then characters.
private struct ContentLines {
    struct NotUTF8: Error {}

    let folded: [String]
    let unfolded: [String]

    /// Throws if a line by itself is not whole UTF-8, that is if a fold split a character.
    init(_ text: String) throws {
        var lines: [[UInt8]] = [[]]
        var bytes = Array(text.utf8)[...]
        while let byte = bytes.popFirst() {
            if byte == 13, bytes.first == 10 {
                bytes.removeFirst()
                lines.append([])
            } else {
                lines[lines.count - 1].append(byte)
            }
        }
        // The last line is ended too, so nothing comes after it.
        try #require(lines.popLast() == [])
        folded = try lines.map { line in
            guard let text = String(validating: line, as: UTF8.self) else { throw NotUTF8() }
            return text
        }
        var unfolded: [String] = []
        for line in folded {
            if line.unicodeScalars.first == " ", let last = unfolded.popLast() {
                var whole = last.unicodeScalars
                whole.append(contentsOf: line.unicodeScalars.dropFirst())
                unfolded.append(String(whole))
            } else {
                unfolded.append(line)
            }
        }
        self.unfolded = unfolded
    }

    /// The value of the last line of that property, without parameters.
    func value(of property: String) -> String? {
        unfolded.last { $0.utf8.starts(with: "\(property):".utf8) }
            .map { String($0.unicodeScalars.dropFirst(property.unicodeScalars.count + 1)) }
    }
}

extension String {
    /// TEXT (RFC 5545 §3.3.11) as it was before it was escaped.
    fileprivate var unescaped: String {
        var plain = UnicodeScalarView()
        var scalars = unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            guard scalar == "\\", let next = scalars.popFirst() else {
                plain.append(scalar)
                continue
            }
            plain.append(next == "n" ? "\n" : next)
        }
        return String(plain)
    }
}

/// SplitMix64: the same text for the same seed, on every machine.
private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
