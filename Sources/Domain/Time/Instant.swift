/// A moment in UTC, in whole seconds since 1970-01-01T00:00:00Z. Only the server's clock makes one.
package struct Instant: Hashable, Sendable, Comparable {
    package let seconds: Int64

    package init(seconds: Int64) {
        self.seconds = seconds
    }

    package func adding(seconds more: Int64) -> Instant {
        Instant(seconds: seconds + more)
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.seconds < right.seconds
    }
}

extension Instant: CustomStringConvertible {
    /// RFC 3339: `2026-11-23T08:00:00Z`.
    package var description: String {
        let day = Int((Double(seconds) / 86_400).rounded(.down))
        let rest = Int(seconds) - day * 86_400
        let time = String(unsafeUninitializedCapacity: 10) { text in
            text[0] = UInt8(ascii: "T")
            text.write(rest / 3600, width: 2, at: 1, then: ":")
            text.write(rest / 60 % 60, width: 2, at: 4, then: ":")
            text.write(rest % 60, width: 2, at: 7, then: "Z")
            return 10
        }
        return LocalDate(dayNumber: day).description + time
    }
}
