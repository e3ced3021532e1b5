/// A wall-clock time in the bureau's time zone, to the minute: `09:00`.
package struct TimeOfDay: Hashable, Sendable, Comparable {
    /// Minutes since midnight, 0 to 1439.
    package let minutes: Int

    package init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        minutes = hour * 60 + minute
    }

    /// Reads `09:00`; `9:00` too, as people write it.
    package init(parsing raw: String) throws(Rejection) {
        let parts = raw.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            let hour = parts[0].asciiNumber, let minute = parts[1].asciiNumber,
            let time = TimeOfDay(hour: hour, minute: minute)
        else {
            throw Rejection(.format, "‘\(raw.prefix(40))’ is not a time of day: write it as 09:00")
        }
        self = time
    }

    package var hour: Int { minutes / 60 }
    package var minute: Int { minutes % 60 }

    package static func < (left: Self, right: Self) -> Bool {
        left.minutes < right.minutes
    }
}

extension TimeOfDay: CustomStringConvertible {
    package var description: String { "\(hour.twoDigits):\(minute.twoDigits)" }
}
