package import Domain
import Foundation

/// Where the time comes from: the server's clock, never the client.
package struct Clock: Sendable {
    package let now: @Sendable () -> Instant

    package init(now: @escaping @Sendable () -> Instant) {
        self.now = now
    }

    package static let system = Clock { Instant(seconds: Int64(Date().timeIntervalSince1970.rounded(.down))) }
}

/// The bureau's time zone, which turns moments into its calendar days.
package struct BureauTimeZone: Hashable, Sendable {
    package static let standard = "Asia/Shanghai"

    package let identifier: String
    private let timeZone: TimeZone

    /// - Throws: if the system's time zone database has no such zone.
    package init(_ identifier: String) throws(Rejection) {
        guard let timeZone = TimeZone(identifier: identifier) else {
            throw Rejection(.unknown, "‘\(identifier)’ is not a time zone: name one such as Asia/Shanghai")
        }
        self.identifier = identifier
        self.timeZone = timeZone
    }

    /// Seconds east of UTC at a moment.
    package func offset(at instant: Instant) -> Int {
        timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds)))
    }

    package func date(of instant: Instant) -> LocalDate {
        LocalDate(dayNumber: wallSeconds(of: instant) / 86_400)
    }

    /// The moment at which a day begins.
    package func midnight(of date: LocalDate) -> Instant {
        let seconds = Int64(date.dayNumber) * 86_400
        let near = Instant(seconds: seconds - Int64(offset(at: Instant(seconds: seconds))))
        return Instant(seconds: seconds - Int64(offset(at: near)))
    }

    /// Minutes since midnight on the bureau's clocks.
    package func minuteOfDay(of instant: Instant) -> Int {
        wallSeconds(of: instant) % 86_400 / 60
    }

    private func wallSeconds(of instant: Instant) -> Int {
        Int(instant.seconds) + offset(at: instant)
    }

    /// The offsets' changes from one moment to another, for calendars that describe their zone.
    package func transitions(from start: Instant, to end: Instant) -> [(at: Instant, name: String, isDaylight: Bool)] {
        var transitions: [(Instant, String, Bool)] = []
        var date = Date(timeIntervalSince1970: Double(start.seconds))
        while let next = timeZone.nextDaylightSavingTimeTransition(after: date),
            next.timeIntervalSince1970 < Double(end.seconds)
        {
            let after = next.addingTimeInterval(1)
            transitions.append(
                (
                    Instant(seconds: Int64(next.timeIntervalSince1970)),
                    timeZone.abbreviation(for: after) ?? identifier,
                    timeZone.isDaylightSavingTime(for: after)
                )
            )
            date = after
        }
        return transitions
    }
}
