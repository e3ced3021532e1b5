import Domain
import Storage
import Synchronization

/// The clock of a history that is told in one go: it stands where the story is, and never past the present.
final class DemoClock: Sendable {
    private let zone: BureauTimeZone
    private let present: Instant
    private let moment: Mutex<Instant>

    /// - Parameter present: where the story ends.
    init(zone: BureauTimeZone, present: Instant) {
        self.zone = zone
        self.present = present
        moment = Mutex(present)
    }

    var now: Instant { moment.withLock { $0 } }

    /// The day on which the story ends.
    var today: LocalDate { zone.date(of: present) }

    /// Sets the clock to a moment; to the present if that is still to come.
    func go(to date: LocalDate, _ hour: Int, _ minute: Int) {
        moment.withLock { $0 = min(instant(date, hour, minute), present) }
    }

    /// Sets the clock to a moment, or leaves it where it stands if that is later: nothing is recorded before what was.
    func goOn(to date: LocalDate, _ hour: Int, _ minute: Int) {
        moment.withLock { $0 = max($0, min(instant(date, hour, minute), present)) }
    }

    /// The day on which the story is.
    var day: LocalDate { zone.date(of: now) }

    func isPast(_ date: LocalDate, _ hour: Int, _ minute: Int) -> Bool {
        instant(date, hour, minute) <= present
    }

    /// Sets the clock to the end of the story.
    func goToPresent() {
        moment.withLock { $0 = present }
    }

    private func instant(_ date: LocalDate, _ hour: Int, _ minute: Int) -> Instant {
        zone.instant(date, hour, minute)
    }
}

extension BureauTimeZone {
    /// The moment at which the bureau's clocks show a time of a day.
    func instant(_ date: LocalDate, _ hour: Int, _ minute: Int) -> Instant {
        let wall = Instant(seconds: Int64(date.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60))
        return wall.adding(seconds: -Int64(offset(at: wall)))
    }
}
