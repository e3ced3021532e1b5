/// Days as people and their programs write them.
extension LocalDate {
    /// Reads a day in every way that means one day alone: `2005-07-01`, `2005/7/1`, `2005.7.1`, `20050701`, `2005年7月1日`,
    /// `二〇〇五年七月一日`, `1-Jul-2005`, with full-width digits, with `00:00:00` behind it, or its day of the week.
    ///
    /// What may mean several, or none, is refused with what would be right: a month, a year, the serial number under which
    /// a spreadsheet program keeps a day, a day or month that stands before the year, a year of two digits.
    package init(written raw: String) throws(Rejection) {
        if raw.utf8.count == 10, let plain = try? LocalDate(parsing: raw) {
            self = plain
            return
        }
        let shown = String(raw.prefix(40))
        var words = WrittenDay(raw)
        if let time = words.takeTime(), !time.isMidnight {
            throw Rejection(.format, "‘\(shown)’ has a time of day: write the day alone, such as 2026-11-23")
        }
        guard let day = words.takeWeekday() else {
            self = try Self.read(words, shown)
            return
        }
        let date = try Self.read(words, shown)
        guard date.weekday == day else {
            throw Rejection(.conflict, "\(date.description) is another day of the week than ‘\(shown)’ says")
        }
        self = date
    }

    private static func read(_ words: WrittenDay, _ shown: String) throws(Rejection) -> LocalDate {
        let numbers = words.numbers
        switch numbers.count {
        case 3 where words.separatesDay: return try day(of: numbers, shown)
        case 2:
            if let month = words.namedMonth { return try day(of: numbers, inMonth: month, shown) }
            if words.separatesMonth,
                let first = firstDay(numbers[0], numbers[1]) ?? firstDay(numbers[1], numbers[0])
            {
                throw whichDay(shown, first)
            }
            if numbers[0].digits == 5, words.isDecimal, let date = serial(numbers[0].value) {
                throw serialNumber(shown, date)
            }
        case 1 where words.isBare: return try bare(numbers[0], shown)
        default: break
        }
        throw Rejection(.format, "‘\(shown)’ is not a date: write it as 2026-11-23")
    }

    private static func day(of numbers: [WrittenDay.Number], _ shown: String) throws(Rejection) -> LocalDate {
        if numbers[0].digits == 4, numbers[1].digits <= 2, numbers[2].digits <= 2 {
            return try existing(numbers[0].value, numbers[1].value, numbers[2].value, shown)
        }
        guard numbers[0].digits <= 2, numbers[1].digits <= 2 else {
            throw Rejection(.format, "‘\(shown)’ is not a date: write it as 2026-11-23")
        }
        guard numbers[2].digits == 4 else {
            throw Rejection(.format, "the year of ‘\(shown)’ has two digits: write all four, such as 2026-11-23")
        }
        let (first, second, year) = (numbers[0].value, numbers[1].value, numbers[2].value)
        let (dayFirst, monthFirst) = (
            LocalDate(year: year, month: second, day: first), LocalDate(year: year, month: first, day: second)
        )
        switch (dayFirst, monthFirst) {
        case (let one?, let other?) where one != other:
            throw Rejection(
                .format,
                "‘\(shown)’ may be \(one.description) or \(other.description): write the year first, as one of these")
        case (let only?, _), (nil, let only?):
            throw Rejection(.format, "‘\(shown)’ has the year last: write \(only.description)")
        case (nil, nil): throw noDay(shown)
        }
    }

    private static func day(
        of numbers: [WrittenDay.Number], inMonth month: Int, _ shown: String
    ) throws(Rejection) -> LocalDate {
        switch (numbers[0].digits, numbers[1].digits) {
        case (4, ...2): return try existing(numbers[0].value, month, numbers[1].value, shown)
        case (...2, 4): return try existing(numbers[1].value, month, numbers[0].value, shown)
        default: throw Rejection(.format, "‘\(shown)’ is not a date: write it as 2026-11-23")
        }
    }

    private static func bare(_ number: WrittenDay.Number, _ shown: String) throws(Rejection) -> LocalDate {
        switch number.digits {
        case 8:
            return try existing(number.value / 10_000, number.value / 100 % 100, number.value % 100, shown)
        case 6:
            if let first = LocalDate(year: number.value / 100, month: number.value % 100, day: 1) {
                throw whichDay(shown, first)
            }
        case 5:
            if let date = serial(number.value) { throw serialNumber(shown, date) }
        case 4 where years.contains(number.value):
            throw Rejection(.format, "‘\(shown)’ is a year: which day of it? Write it such as \(number.value)-07-01")
        default: break
        }
        throw Rejection(.format, "‘\(shown)’ is not a date: write it as 2026-11-23")
    }

    private static func existing(
        _ year: Int, _ month: Int, _ day: Int, _ shown: String
    ) throws(Rejection) -> LocalDate {
        guard let date = LocalDate(year: year, month: month, day: day) else { throw noDay(shown) }
        return date
    }

    private static func firstDay(_ year: WrittenDay.Number, _ month: WrittenDay.Number) -> LocalDate? {
        year.digits == 4 && month.digits <= 2 ? LocalDate(year: year.value, month: month.value, day: 1) : nil
    }

    /// The day that a spreadsheet program keeps under the number.
    private static func serial(_ number: Int) -> LocalDate? {
        (20_000...80_000).contains(number) ? LocalDate(dayNumber: number - 25_569) : nil
    }

    private static func noDay(_ shown: String) -> Rejection {
        Rejection(.range, "there is no day \(shown) between 1900 and 2199")
    }

    private static func whichDay(_ shown: String, _ first: LocalDate) -> Rejection {
        Rejection(.format, "‘\(shown)’ is a month: which day of it? Write it such as \(first.description)")
    }

    private static func serialNumber(_ shown: String, _ date: LocalDate) -> Rejection {
        Rejection(
            .format,
            "‘\(shown)’ is the number under which Excel keeps \(date.description): format the column as dates, or write the day"
        )
    }
}

/// A day's words, taken apart into numbers and what stands around them.
private struct WrittenDay {
    struct Number {
        let value: Int
        let digits: Int
    }

    struct Time {
        let isMidnight: Bool
    }

    private(set) var numbers: [Number] = []
    /// What stands before the first number, between two, and after the last; one more than there are numbers.
    private var around: [String] = [""]

    init(_ raw: String) {
        var text = raw.halfWidth
        if text.utf8.allSatisfy({ $0 < 0x30 || $0 > 0x39 }), let read = Self.arabic(text) { text = read }
        for character in text {
            if let digit = character.asciiDigit {
                if around.count == numbers.count + 1, around[numbers.count].isEmpty, !numbers.isEmpty {
                    let last = numbers.removeLast()
                    // More digits than a day has: nothing that a number's value is needed of.
                    numbers.append(Number(value: min(last.value * 10 + digit, 99_999_999), digits: last.digits + 1))
                } else {
                    numbers.append(Number(value: digit, digits: 1))
                    around.append("")
                }
            } else {
                around[numbers.count].append(Self.plain(character))
            }
        }
        around = around.map { $0.filter { $0 != " " }.lowercased() }
    }

    /// Dashes of all lengths are one, and so are the full stops.
    private static func plain(_ character: Character) -> Character {
        switch character {
        case "–", "—", "−", "‐", "‑", "ー": "-"
        case "。", "．", "・", "·": "."
        case "號": "号"
        case "\n", "\t", "\u{A0}": " "
        default: character
        }
    }

    /// Takes off a time of day behind the day.
    mutating func takeTime() -> Time? {
        guard numbers.count >= 5, around[4] == ":", ["", "t", "日"].contains(around[3]), around[0].isEmpty else {
            return nil
        }
        guard numbers.count == 5 || [":", "."].contains(around[5]) else { return nil }
        let isMidnight = numbers[3...].allSatisfy { $0.value == 0 } && ["", "z"].contains(around[numbers.count])
        numbers.removeSubrange(3...)
        let behind = around[3] == "日" ? "日" : ""
        around.removeSubrange(3...)
        around.append(behind)
        return Time(isMidnight: isMidnight)
    }

    /// Takes off the day of the week: 星期五, (周五).
    mutating func takeWeekday() -> Weekday? {
        guard let behind = around.last, let place = behind.firstIndex(where: { "星周礼(".contains($0) }) else {
            return nil
        }
        let said = behind[place...].filter { !"()".contains($0) }
        let names = ["一", "二", "三", "四", "五", "六", "日"]
        for (index, name) in names.enumerated() {
            let forms = ["星期\(name)", "周\(name)", "礼拜\(name)"] + (name == "日" ? ["星期天", "周天"] : [])
            if forms.contains(String(said)) {
                around[around.count - 1] = String(behind[..<place])
                return Weekday.allCases[index]
            }
        }
        return nil
    }

    /// `y-m-d`, `y/m/d`, `y.m.d`, `y年m月d日`.
    var separatesDay: Bool {
        guard numbers.count == 3, around[0].isEmpty else { return false }
        let (first, second, behind) = (around[1], around[2], around[3])
        if first == "年", second == "月" { return ["日", "号", ""].contains(behind) }
        return first == second && ["-", "/", "."].contains(first) && (behind.isEmpty || behind == "." && first == ".")
    }

    /// `y-m`, `y/m`, `y.m`, `y年m月`.
    var separatesMonth: Bool {
        guard numbers.count == 2, around[0].isEmpty else { return false }
        return around[1] == "年"
            ? ["月", "月份", ""].contains(around[2])
            : ["-", "/", "."].contains(around[1]) && around[2].isEmpty
    }

    var isDecimal: Bool { numbers.count == 2 && around == ["", ".", ""] }

    /// Nothing but the number, or a year: `2005年`.
    var isBare: Bool { around == ["", ""] || around == ["", "年"] && numbers.first?.digits == 4 }

    /// `1-Jul-2005`, `July 1, 2005`: the month that stands there in words.
    var namedMonth: Int? {
        let words = around.map { $0.filter(\.isLetter) }.filter { !$0.isEmpty }
        guard words.count == 1, let word = words.first, word.count >= 3,
            around.allSatisfy({ $0.allSatisfy { $0.isLetter || "-/.,".contains($0) } })
        else { return nil }
        let names = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ]
        return names.firstIndex { $0 == word || $0.prefix(3) == word || $0.prefix(4) == word && word == "sept" }
            .map { $0 + 1 }
    }

    /// `二〇〇五年七月一日` in Arabic digits; nil for anything else.
    private static func arabic(_ text: String) -> String? {
        let parts = text.split(omittingEmptySubsequences: false) { "年月日号".contains($0) }
        guard (2...4).contains(parts.count), let year = year(parts[0]) else { return nil }
        let marks = text.filter { "年月日号".contains($0) }
        var read = year
        for (part, mark) in zip(parts.dropFirst(), marks) {
            guard let number = number(part) else { return part.isEmpty ? read + String(mark) : nil }
            read += "\(mark)\(number)"
        }
        return parts.count == marks.count + 1 && parts.last?.isEmpty == true ? read + String(marks.suffix(1)) : read
    }

    private static func year(_ text: Substring) -> String? {
        guard text.count == 4 else { return nil }
        var read = ""
        for character in text {
            guard let digit = digit(character) else { return nil }
            read += String(digit)
        }
        return read
    }

    /// 1 to 99.
    private static func number(_ text: Substring) -> Int? {
        let text = text.replacing("廿", with: "二十").replacing("卅", with: "三十")
        guard let place = text.firstIndex(of: "十") else {
            return text.count == 1 ? text.first.flatMap(digit) : nil
        }
        let (tens, ones) = (text[..<place], text[text.index(after: place)...])
        guard tens.count <= 1, ones.count <= 1 else { return nil }
        let ten = tens.isEmpty ? 1 : tens.first.flatMap(digit)
        let one = ones.isEmpty ? 0 : ones.first.flatMap(digit)
        return ten.flatMap { ten in one.map { ten * 10 + $0 } }
    }

    private static func digit(_ character: Character) -> Int? {
        switch character {
        case "〇", "零", "○", "Ｏ", "O", "0": 0
        default:
            "一二三四五六七八九".firstIndex(of: character).map {
                "一二三四五六七八九".distance(from: "一二三四五六七八九".startIndex, to: $0) + 1
            }
        }
    }
}

extension Character {
    fileprivate var asciiDigit: Int? {
        guard let value = asciiValue, (0x30...0x39).contains(value) else { return nil }
        return Int(value - 0x30)
    }
}
