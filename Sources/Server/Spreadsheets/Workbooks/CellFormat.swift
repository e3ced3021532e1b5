import Domain

/// How a workbook shows a cell's number, as far as it tells what the number is: a day, a time, or nothing but a number.
enum CellFormat: Hashable, Sendable {
    /// Percentages, currencies and the like too: the number is what counts.
    case number
    /// A number shown with zeros before it up to so many digits: 0103.
    case padded(digits: Int)
    case date(Shown)

    struct Shown: OptionSet, Hashable, Sendable {
        let rawValue: UInt8

        static let year = Shown(rawValue: 1)
        static let month = Shown(rawValue: 2)
        static let day = Shown(rawValue: 4)
        static let time = Shown(rawValue: 8)
        /// Hours that do not end at 24.
        static let duration = Shown(rawValue: 16)

        static let wholeDay: Shown = [.year, .month, .day]
    }

    /// A format that Excel knows by its number. From 27 on they are those of a Chinese Excel.
    init(builtIn number: Int) {
        self =
            switch number {
            case 14, 15, 28...31, 51, 53, 54, 58: .date(.wholeDay)
            case 16: .date([.month, .day])
            case 17, 27, 36, 50, 52, 57: .date([.year, .month])
            case 18...21, 32...35, 45, 47, 55, 56: .date(.time)
            case 22: .date([.year, .month, .day, .time])
            case 46: .date([.time, .duration])
            default: .number
            }
    }

    /// A format as it is written: `yyyy"年"m"月"d"日"`, `0.00%`, `[$-804]h:mm AM/PM;@`.
    init(code: String) {
        let pattern = Self.pattern(of: code)
        let (letters, elapsed) = (pattern.letters, pattern.elapsed)
        let section = code.prefix { $0 != ";" }
        if section.utf8.count > 1, section.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) {
            self = .padded(digits: min(section.utf8.count, 32))
            return
        }
        var shown: Shown = elapsed ? [.time, .duration] : []
        for (place, letter) in letters.enumerated() {
            switch letter {
            case UInt8(ascii: "y"), UInt8(ascii: "e"): shown.insert(.year)
            case UInt8(ascii: "d"), UInt8(ascii: "a"): shown.insert(.day)
            case UInt8(ascii: "h"), UInt8(ascii: "s"): shown.insert(.time)
            case UInt8(ascii: "m"):
                // After hours or before seconds it is minutes.
                let before = letters[..<place].last { $0 != letter && Self.unit.contains($0) }
                let after = letters[place...].first { $0 != letter && Self.unit.contains($0) }
                let isMinute =
                    before == UInt8(ascii: "h") || after == UInt8(ascii: "s") && before != UInt8(ascii: "d")
                    || elapsed && before == nil
                shown.insert(isMinute ? .time : .month)
            case UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: "@"), UInt8(ascii: "%"):
                self = .number
                return
            case UInt8(ascii: "0") where shown.isDisjoint(with: [.time]):
                self = .number
                return
            default: break
            }
        }
        self = shown.isEmpty ? .number : .date(shown)
    }

    private static let unit = Set("ydhsm".utf8)

    /// The letters of the first section that stand for something, in lower case, and whether hours are counted on.
    private static func pattern(of code: String) -> (letters: [UInt8], elapsed: Bool) {
        let lowered = code.lowercased()
        if lowered.contains("general") || lowered.contains("g/通用格式") { return ([], false) }
        var letters: [UInt8] = []
        var elapsed = false
        let bytes = Array(lowered.utf8)
        var place = 0
        scan: while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: ";"): break scan
            case UInt8(ascii: "\""):
                while place < bytes.count, bytes[place] != byte { place += 1 }
                place += 1
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): place += 1
            case UInt8(ascii: "["):
                let end = bytes[place...].firstIndex(of: UInt8(ascii: "]")) ?? bytes.count
                // [h], [mm], [s]; others are colours, conditions and languages.
                if place < end, bytes[place..<end].allSatisfy({ "hms".utf8.contains($0) }) { elapsed = true }
                place = end + 1
            case UInt8(ascii: "e")
            where place < bytes.count && [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[place]):
                // 0.00E+00
                letters.append(UInt8(ascii: "#"))
            case UInt8(ascii: "a") where bytes[place...].starts(with: "m/pm".utf8): place += 4
            case UInt8(ascii: "a") where bytes[place...].starts(with: "/p".utf8): place += 2
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0"), UInt8(ascii: "#"), UInt8(ascii: "?"),
                UInt8(ascii: "@"), UInt8(ascii: "%"):
                letters.append(byte)
            default: break
            }
        }
        return (letters, elapsed)
    }

    // MARK: - A number as text

    /// The number as text: a day as 2026-11-28, with a time only where there is one.
    func text(of number: Double, isSince1904: Bool) -> String {
        switch self {
        case .number: PlainNumber.text(number)
        case .padded(let digits): PlainNumber.text(number).padded(to: digits)
        case .date(let shown):
            Serial(number, isSince1904: isSince1904)?.text(shown) ?? PlainNumber.text(number)
        }
    }

    /// The same of a number as it is written in the file. nil where it is none.
    func text(ofNumber written: UnsafeBufferPointer<UInt8>, isSince1904: Bool) -> String? {
        if case .number = self, let text = PlainNumber.asWritten(written) { return text }
        guard let number = Double(String(decoding: written, as: UTF8.self).trimmed), number.isFinite else { return nil }
        return text(of: number, isSince1904: isSince1904)
    }

    /// Days since the beginning, and the part of one, as workbooks have it.
    private struct Serial {
        /// The day; 1900-02-29, which Excel takes for one, is none.
        let day: Int
        let second: Int
        let number: Double
        let isSince1904: Bool

        /// nil where the number is before the beginning, or after the year 9999.
        init?(_ number: Double, isSince1904: Bool) {
            guard number >= 0, number < 2_958_466 else { return nil }
            var day = Int(number.rounded(.down))
            var second = Int(((number - Double(day)) * 86_400).rounded())
            if second == 86_400 { (day, second) = (day + 1, 0) }
            (self.day, self.second, self.number, self.isSince1904) = (day, second, number, isSince1904)
        }

        func text(_ shown: Shown) -> String? {
            if shown.contains(.duration) { return Self.clock(hour: day * 24 + second / 3600, second: second) }
            // In the calendar of 1900 there is no day 0: such a number is a time alone.
            if day == 0, !isSince1904 || shown == .time {
                return shown.contains(.time) ? Self.clock(hour: second / 3600, second: second) : nil
            }
            if !isSince1904, day == 60 { return "1900-02-29" }
            let since1900 = isSince1904 ? day + 1461 : day < 60 ? day : day - 1
            let date = LocalDate.earliest.adding(days: since1900 - 1)
            if shown.contains(.time), second > 0 {
                return "\(date) \(Self.clock(hour: second / 3600, second: second))"
            }
            // Whoever writes a month or a year alone gets its first day from Excel, and never sees it.
            let (year, month, dayOfMonth) = date.components
            if dayOfMonth == 1, shown == [.year, .month] { return String("\(date)".dropLast(3)) }
            if dayOfMonth == 1, month == 1, shown == [.year] { return "\(year)" }
            return date.description
        }

        private static func clock(hour: Int, second: Int) -> String {
            let parts = [hour, second / 60 % 60] + (second % 60 == 0 ? [] : [second % 60])
            return parts.map { "\($0)".padded(to: 2) }.joined(separator: ":")
        }
    }
}

/// Numbers in plain digits, never as 1.1E+17.
enum PlainNumber {
    /// As many digits as Excel keeps. What it computes may have a 16th and 17th, which nobody sees there.
    private static let digits = 15

    /// The shortest that reads back, but of no more digits than Excel keeps: the others are zeros, as Excel has them.
    static func text(_ number: Double) -> String {
        guard number != 0 else { return "0" }
        var (mantissa, exponent) = parts(of: number.magnitude)
        if mantissa.count > digits {
            let isUp = mantissa[digits] >= UInt8(ascii: "5")
            mantissa.removeLast(mantissa.count - digits)
            if isUp {
                var place = digits - 1
                while place >= 0, mantissa[place] == UInt8(ascii: "9") {
                    mantissa[place] = UInt8(ascii: "0")
                    place -= 1
                }
                if place >= 0 {
                    mantissa[place] += 1
                } else {
                    mantissa.insert(UInt8(ascii: "1"), at: 0)
                    exponent += 1
                }
            }
        }
        while mantissa.count > 1, mantissa.last == UInt8(ascii: "0") { mantissa.removeLast() }
        var text = number < 0 ? [UInt8(ascii: "-")] : []
        let zero = UInt8(ascii: "0")
        if exponent <= 0 {
            text += [zero, UInt8(ascii: ".")] + Array(repeating: zero, count: -exponent) + mantissa
        } else if exponent >= mantissa.count {
            text += mantissa + Array(repeating: zero, count: exponent - mantissa.count)
        } else {
            text += mantissa[..<exponent] + [UInt8(ascii: ".")] + mantissa[exponent...]
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Digits without zeros at either end, and where the point stands before them: 0.12 is 12 and 0, 1200 is 12 and 4.
    private static func parts(of number: Double) -> (mantissa: [UInt8], exponent: Int) {
        var mantissa: [UInt8] = []
        var exponent = 0
        var hasPoint = false
        let description = number.description
        let halves = description.split(separator: "e")
        for byte in (halves.first ?? "").utf8 {
            if byte == UInt8(ascii: ".") {
                hasPoint = true
            } else {
                mantissa.append(byte)
                if !hasPoint { exponent += 1 }
            }
        }
        if halves.count == 2 { exponent += Int(halves[1]) ?? 0 }
        let zeros = mantissa.prefix { $0 == UInt8(ascii: "0") }.count
        mantissa.removeFirst(zeros)
        exponent -= zeros
        while mantissa.last == UInt8(ascii: "0") { mantissa.removeLast() }
        return (mantissa, exponent)
    }

    /// A whole number that is written in digits alone, as it is: it may have more of them than a `Double` tells apart.
    static func asWritten(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard let first = bytes.first, bytes.count <= 32, bytes.allSatisfy({ (0x30...0x39).contains($0) }),
            bytes.count == 1 || first != UInt8(ascii: "0")
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    fileprivate func padded(to digits: Int) -> String {
        let isWhole = utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isWhole ? String(repeating: "0", count: max(0, digits - utf8.count)) + self : self
    }
}
