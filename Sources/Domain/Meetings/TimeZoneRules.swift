/// What a calendar file says about its time zone, so that whoever reads it needs no zone database: RFC 5545 `VTIMEZONE`.
package struct TimeZoneRules: Hashable, Sendable {
    /// A period in which one offset from UTC holds, until the next observance begins.
    package struct Observance: Hashable, Sendable {
        /// When it begins, by the clock as it stood until then, that is at ``offsetFrom``.
        package let onset: LocalDateTime
        /// Seconds east of UTC, before the onset.
        package let offsetFrom: Int
        /// Seconds east of UTC, from the onset on.
        package let offsetTo: Int
        /// The abbreviation people know it by: `CST`.
        package let name: String
        package let isDaylight: Bool

        package init(onset: LocalDateTime, offsetFrom: Int, offsetTo: Int, name: String, isDaylight: Bool = false) {
            self.onset = onset
            self.offsetFrom = offsetFrom
            self.offsetTo = offsetTo
            self.name = name
            self.isDaylight = isDaylight
        }
    }

    /// The name in the IANA database: `Asia/Shanghai`.
    package let id: String
    /// At least one; the first begins before any meeting.
    package let observances: [Observance]

    /// Refused without an observance, with offsets of a day or more, or with an id that is not like `Asia/Shanghai`:
    /// ASCII letters, digits, `/`, `_`, `+` and `-`.
    package init(id: String, observances: [Observance]) throws(Rejection) {
        guard !id.isEmpty, id.unicodeScalars.allSatisfy(Self.isAllowed) else {
            throw Rejection(.format, "‘\(id.prefix(40))’ is not a time zone: write it as Asia/Shanghai")
        }
        guard !observances.isEmpty else { throw .missing }
        guard observances.allSatisfy({ abs($0.offsetFrom) < 86_400 && abs($0.offsetTo) < 86_400 }) else {
            throw Rejection(.range, "an offset from UTC is less than a day")
        }
        self.id = id
        self.observances = observances
    }

    /// A zone that keeps one offset, in seconds east of UTC, as Asia/Shanghai has since 1991: one observance, since 1970.
    package init(id: String, fixedOffset: Int, name: String) throws(Rejection) {
        let onset = LocalDateTime(wallSeconds: 0)
        try self.init(
            id: id,
            observances: [Observance(onset: onset, offsetFrom: fixedOffset, offsetTo: fixedOffset, name: name)]
        )
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9", "/", "_", "+", "-": true
        default: false
        }
    }
}
