/// When a monthly meeting falls: "the 2nd Tuesday, 09:00".
///
/// A rule names a day in every month: the first to fourth of a weekday or the last, a day by its number, or the last
/// working day. Holidays are not the others' concern; ``YearSchedule`` moves meetings off them.
package struct MeetingRule: Hashable, Sendable {
    package enum Day: Hashable, Sendable {
        case weekday(Ordinal, Weekday)
        /// 1 to 28, which every month has.
        case numbered(Int)
        case lastWorkingDay
    }

    /// What a day can be numbered by.
    package static let numbers = 1...28

    /// Counted as RFC 5545 counts in `BYDAY`: -1 is the last. There is no fifth, for most months have none.
    package enum Ordinal: Int, CaseIterable, Hashable, Sendable {
        case first = 1
        case second, third, fourth
        case last = -1
    }

    package let day: Day
    package let start: TimeOfDay

    package init(_ day: Day, at start: TimeOfDay) {
        self.day = day
        self.start = start
    }

    /// The day that the rule names in the month. There always is one, within the month, unless the calendar has no working
    /// day in it.
    package func date(in month: Month, by calendar: WorkCalendar) -> LocalDate {
        switch day {
        case .weekday(let ordinal, let weekday): Self.date(of: ordinal, weekday, in: month)
        case .numbered(let number): month.firstDay.adding(days: number - 1)
        case .lastWorkingDay: calendar.lastWorkingDay(of: month) ?? month.lastDay
        }
    }

    private static func date(of ordinal: Ordinal, _ weekday: Weekday, in month: Month) -> LocalDate {
        if ordinal == .last {
            let last = month.lastDay
            return last.adding(days: -days(from: weekday, to: last.weekday))
        }
        let first = month.firstDay
        return first.adding(days: days(from: first.weekday, to: weekday) + 7 * (ordinal.rawValue - 1))
    }

    /// How many days later, 0 to 6, the other weekday comes.
    private static func days(from start: Weekday, to end: Weekday) -> Int {
        (end.rawValue - start.rawValue + 7) % 7
    }
}

extension MeetingRule: CustomStringConvertible {
    /// The canonical form, which ``init(parsing:)`` reads back: `2nd Tuesday 09:00`, `last Friday 14:30`, `day 10 09:00`,
    /// `last working day 14:30`.
    package var description: String {
        switch day {
        case .weekday(let ordinal, let weekday): "\(ordinal.name) \(weekday.englishName) \(start)"
        case .numbered(let number): "day \(number) \(start)"
        case .lastWorkingDay: "last working day \(start)"
        }
    }
}

extension MeetingRule {
    /// Reads a rule as people write it, in English (`2nd Tuesday 09:00`, `the second Tue, 9:00`) or Chinese
    /// (`第二个星期二 09:00`, `每月第2个周二 9:00`, `最后一个星期五 14:30`); also `day 10 9:00`, `每月10日 9:00`,
    /// `last working day 9:00`, `每月最后一个工作日 9:00`.
    ///
    /// Letter case, blanks and commas between the words do not matter, and full-width digits, colons and letters
    /// count as plain ones, since Chinese input methods produce them unasked.
    package init(parsing raw: String) throws(Rejection) {
        let text = raw.withFullWidthFolded.lowercased().trimmed
        if text.isEmpty { throw .missing }
        let timeLength = text.reversed().prefix { $0 == ":" || $0.isASCII && $0.isNumber }.count
        func time() throws(Rejection) -> TimeOfDay { try TimeOfDay(parsing: String(text.suffix(timeLength))) }
        let words = String(text.dropLast(timeLength).filter { !$0.isWhitespace && $0 != "," && $0 != "、" })
        let lead = Self.leads.first { words.hasPrefix($0) } ?? ""
        let day = words.dropFirst(lead.count)

        if Self.lastWorkingDays.contains(String(day)) {
            self.init(.lastWorkingDay, at: try time())
            return
        }
        if let number = Self.number(in: day) {
            guard Self.numbers.contains(number) else {
                throw Rejection(
                    .range,
                    "not every month has a day \(number): write a day from 1 to 28, or the last working day (最后一个工作日)")
            }
            self.init(.numbered(number), at: try time())
            return
        }
        if Self.weekday(ofWeekIn: day) {
            throw Rejection(
                .format,
                "‘\(raw.prefix(40))’ can be read in two ways, for a week can begin in the month before: write 第一个星期五, which is the first Friday of the month"
            )
        }
        if Self.fifths.contains(where: { Self.weekday(in: day, after: $0) != nil }) {
            throw Rejection(.range, "not every month has a fifth of a weekday: use ‘last’ (最后一个) instead")
        }
        for (ordinal, spellings) in Self.ordinals {
            for spelling in spellings {
                guard let weekday = Self.weekday(in: day, after: spelling) else { continue }
                self.init(.weekday(ordinal, weekday), at: try time())
                return
            }
        }
        throw Rejection(
            .format,
            "‘\(raw.prefix(40))’ is not a rule: write it as 2nd Tuesday 09:00, 第二个星期二 09:00, 每月10日 09:00 or 每月最后一个工作日 09:00"
        )
    }

    /// `10日`, `10号`, `day10`, `10th`.
    private static func number(in day: Substring) -> Int? {
        let digits = day.drop { !$0.isASCII || !$0.isNumber }.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), digits.count <= 2 else { return nil }
        let around = (String(day[..<digits.startIndex]), String(day[digits.endIndex...]))
        let endings = [1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"]
        let ways = [("", "日"), ("", "号"), ("day", ""), ("", endings[number] ?? "th")]
        return ways.contains { $0 == around } ? number : nil
    }

    /// Whether it names a weekday of a week by its number, as `第一周星期五` does.
    private static func weekday(ofWeekIn day: Substring) -> Bool {
        guard day.first == "第", let week = day.firstIndex(where: { $0 == "周" || $0 == "星" }) else { return false }
        let number = day[day.index(after: day.startIndex)..<week]
        guard ["一", "二", "三", "四", "五", "1", "2", "3", "4", "5"].contains(String(number)) else { return false }
        let rest = day[week...]
        let unit = rest.hasPrefix("星期") ? 2 : 1
        return weekdays[String(rest.dropFirst(unit))] != nil
    }

    private static let lastWorkingDays: Set<String> = [
        "lastworkingday", "lastworkday", "lastbusinessday", "最后一个工作日", "最后1个工作日", "最后工作日", "末个工作日",
    ]

    /// The weekday that is all of `day` but the spelling of an ordinal before it.
    private static func weekday(in day: Substring, after ordinal: String) -> Weekday? {
        day.hasPrefix(ordinal) ? weekdays[String(day.dropFirst(ordinal.count))] : nil
    }

    /// What may stand before the ordinal. Where one begins another, the longer comes first.
    private static let leads = ["the", "every", "每个月", "每月的", "每月"]

    private static let ordinals: [(Ordinal, [String])] = [
        (.first, ["1st", "first", "第一个", "第1个"]),
        (.second, ["2nd", "second", "第二个", "第2个"]),
        (.third, ["3rd", "third", "第三个", "第3个"]),
        (.fourth, ["4th", "fourth", "第四个", "第4个"]),
        (.last, ["last", "最后一个", "最后1个"]),
    ]

    private static let fifths = ["5th", "fifth", "第五个", "第5个"]

    private static let weekdays: [String: Weekday] = {
        var spellings: [String: Weekday] = [
            "tues": .tuesday, "thur": .thursday, "thurs": .thursday,
        ]
        let chinese: [(Weekday, [String])] = [
            (.monday, ["一"]), (.tuesday, ["二"]), (.wednesday, ["三"]), (.thursday, ["四"]), (.friday, ["五"]),
            (.saturday, ["六"]), (.sunday, ["日", "天"]),
        ]
        for (weekday, names) in chinese {
            let english = weekday.englishName.lowercased()
            spellings[english] = weekday
            spellings[String(english.prefix(3))] = weekday
            for name in names {
                for week in ["星期", "周", "礼拜"] { spellings[week + name] = weekday }
            }
        }
        return spellings
    }()
}

extension MeetingRule.Ordinal {
    fileprivate var name: String {
        switch self {
        case .first: "1st"
        case .second: "2nd"
        case .third: "3rd"
        case .fourth: "4th"
        case .last: "last"
        }
    }
}

extension Weekday {
    fileprivate var englishName: String {
        switch self {
        case .monday: "Monday"
        case .tuesday: "Tuesday"
        case .wednesday: "Wednesday"
        case .thursday: "Thursday"
        case .friday: "Friday"
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        }
    }
}

extension String {
    /// With the full-width forms of ASCII (U+FF01 to U+FF5E) as ASCII.
    fileprivate var withFullWidthFolded: String {
        var folded = UnicodeScalarView()
        for scalar in unicodeScalars {
            let isFullWidth = (0xFF01...0xFF5E).contains(scalar.value)
            folded.append(isFullWidth ? Unicode.Scalar(UInt8(scalar.value - 0xFEE0)) : scalar)
        }
        return String(folded)
    }
}
