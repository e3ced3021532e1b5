import Domain
import Foundation
import Storage

@testable import Server

extension FuzzTarget {
    static let rule = FuzzTarget(
        name: "rule",
        seeds: [
            "2nd Tuesday 09:00", "the second Tue, 9:00", "第二个星期二 09:00", "每月第2个周二 9:00", "最后一个礼拜五 14：30",
            "every last friday 23:59", "5th monday 09:00",
        ]
    ) { bytes in
        let raw = String(decoding: bytes, as: UTF8.self)
        guard let rule = accepted({ () throws(Rejection) in try MeetingRule(parsing: raw) }) else { return }
        let again = accepted { () throws(Rejection) in try MeetingRule(parsing: rule.description) }
        require(again == rule, "a rule reads back from how it is written: \(rule)")
        for index in [2000 * 12, 2026 * 12 + 1, 2028 * 12 + 1, 2199 * 12 + 11] {
            let month = Month(index: index)
            let date = rule.date(in: month)
            require(month.contains(date) && date.weekday == rule.weekday, "\(rule) is a day of \(month)")
        }
    }

    static let cursor = FuzzTarget(
        name: "cursor",
        seeds: [
            Cursor([.string("2026-11"), .string("A-1")]), Cursor([JSON(42)]), Cursor([.string("书记"), JSON(-7)]),
        ].map(CursorToken.encode) + ["WzEuMF0", "WzFd=", "W10"]
    ) { bytes in
        let token = String(decoding: bytes, as: UTF8.self)
        if let cursor = accepted({ () throws(Rejection) in try CursorToken.decode(token) }) {
            let again = accepted { () throws(Rejection) in try CursorToken.decode(CursorToken.encode(cursor)) }
            require(again == cursor && !cursor.keys.isEmpty, "what was decoded is encoded to itself")
        }
        // The input as the keys of a cursor; no text on record has control characters.
        guard accepted({ () throws(Rejection) in try Text.requireNoControls(token) }) != nil else { return }
        let cursor = Cursor([.string(token), JSON(bytes.count)])
        let encoded = CursorToken.encode(cursor)
        require(encoded.utf8.allSatisfy { $0 < 0x80 && !"+/=&%# ".utf8.contains($0) }, "a cursor stands in a query")
        let decoded = accepted { () throws(Rejection) in try CursorToken.decode(encoded) }
        require(decoded?.keys.first?.bytes() == JSON.string(token).bytes(), "a cursor decodes to what it encodes")
    }

    static let time = FuzzTarget(
        name: "time",
        seeds: ["2026-11", "2026-02-29", "2028-02-29", "1900-01-01", "2199-12-31", "09:00", "9:05", "23:59"]
    ) { bytes in
        let raw = String(decoding: bytes, as: UTF8.self)
        if let month = accepted({ () throws(Rejection) in try Month(parsing: raw) }) {
            require(Array(month.description.utf8) == bytes, "a month has one spelling")
            require(Month.years.contains(month.year), "a month is in range")
            require(month.contains(month.firstDay) && month.contains(month.lastDay), "a month has its days")
            require(month.lastDay.adding(days: 1) == month.adding(months: 1).firstDay, "months follow one another")
        }
        if let date = accepted({ () throws(Rejection) in try LocalDate(parsing: raw) }) {
            require(Array(date.description.utf8) == bytes, "a day has one spelling")
            require(LocalDate.years.contains(date.components.year), "a day is in range")
            let (year, month, day) = date.components
            require(LocalDate(year: year, month: month, day: day) == date, "a day is its year, month and day")
            let next = date.adding(days: 1)
            require(next.weekday.rawValue == date.weekday.rawValue % 7 + 1, "weekdays follow one another")
        }
        if let time = accepted({ () throws(Rejection) in try TimeOfDay(parsing: raw) }) {
            let again = accepted { () throws(Rejection) in try TimeOfDay(parsing: time.description) }
            require(again == time && (0..<1440).contains(time.minutes), "a time of day reads back")
        }
    }

    static let points = FuzzTarget(
        name: "points", seeds: ["14", "14.5", "14.50", "0", "10000", "10000.00", "0.01", "00.10", "１４", "-1", "1e3"]
    ) { bytes in
        let raw = String(decoding: bytes, as: UTF8.self)
        guard let points = accepted({ () throws(Rejection) in try Points(raw) }) else { return }
        require(points >= .zero && points <= .maximum, "points are in range")
        for text in [points.description, points.fixed] {
            require(accepted { () throws(Rejection) in try Points(text) } == points, "\(text) reads back")
        }
        let exact = Decimal(string: raw, locale: Locale(identifier: "en_US_POSIX"))
        require(exact.map { $0 * 100 } == Decimal(points.hundredths), "\(raw) is \(points)")
    }

    static let names = FuzzTarget(
        name: "names",
        seeds: [
            "CG-03-A07", " 1042 ", "138 0013 8000", "+86 (571) 8765-4321", "０５７１－８７６５４３２１",
            "阿依江•吐尔洪", "\u{F92C} 清河", "第 １ 党小组(东)", "J. Smith",
            "17-4212-9f3a1c2e-77d0b1a4-5e6f8899-aabbccdd", "　东门夜市\r\n第二行 ", "e\u{301}\u{200D}x",
        ]
    ) { bytes in
        let raw = String(decoding: bytes, as: UTF8.self)
        if let code = accepted({ () throws(Rejection) in try Code(raw) }) {
            require(accepted { () throws(Rejection) in try Code(code.text) } == code, "a code reads back")
            require((1...Code.maximumLength).contains(code.text.utf8.count), "a code is short")
            require(code.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "a code is visible ASCII")
        }
        if let phone = accepted({ () throws(Rejection) in try PhoneNumber(raw) }) {
            require(accepted { () throws(Rejection) in try PhoneNumber(phone.text) } == phone, "a number reads back")
            let digits = phone.text.utf8.drop { $0 == UInt8(ascii: "+") }
            require(digits.allSatisfy { (0x30...0x39).contains($0) }, "a telephone number is digits: \(phone.text)")
            require((7...15).contains(digits.count), "a telephone number has 7 to 15 digits: \(phone.text)")
            require(phone.masked.filter(\.isNumber).count <= phone.text.count - 3, "a mask hides: \(phone.masked)")
        }
        if let text = accepted({ () throws(Rejection) in try Text(raw) }) {
            let again = accepted { () throws(Rejection) in try Text(text.string) }
            require(again?.string.utf8.elementsEqual(text.string.utf8) == true, "a text reads back as it is")
            require((1...200).contains(text.string.unicodeScalars.count), "a text is bounded")
            require(text.string.unicodeScalars.allSatisfy(\.standsInALine), "a text is one line, all to be seen")
        }
        if let name = accepted({ () throws(Rejection) in try Text(name: raw) }) {
            let again = accepted { () throws(Rejection) in try Text(name: name.string) }
            require(again?.string.utf8.elementsEqual(name.string.utf8) == true, "the form of a name is its own")
            require(name.string.unicodeScalars.allSatisfy { $0.standsInALine && $0.standsInAName }, "a name is whole")
            let composed = name.string.precomposedStringWithCanonicalMapping
            require(composed.utf8.elementsEqual(name.string.utf8), "a name is composed as Foundation composes it")
        }
        if let checkpoint = accepted({ () throws(Rejection) in try AuditCheckpoint(parsing: raw) }) {
            let again = accepted { () throws(Rejection) in try AuditCheckpoint(parsing: checkpoint.text) }
            require(again == checkpoint, "a checkpoint reads back: \(checkpoint.text)")
            require(checkpoint.text.utf8.allSatisfy { $0 < 0x80 }, "a checkpoint is ASCII: \(checkpoint.text)")
        }
    }
}
