package import Domain
import Foundation
import Synchronization

/// The system's clock, made to go forward only: whatever is recorded later bears no earlier time, and what has ended by
/// it does not begin again.
///
/// Where the system's clock is set back, this one goes on at half the pace until the other has caught up. So it neither
/// jumps nor stands still: sessions go on ageing.
package final class SteadyClock: Sendable {
    /// In seconds: by how much the newest entry may be ahead of the system's clock for a server to go on from it. Beyond
    /// that one of the two is plainly wrong, and only people know which.
    static let longestLead: Int64 = 86_400

    private struct Reading {
        /// In seconds since 1970.
        var shown: Double
        /// In seconds of a clock that nobody sets.
        var taken: Double
    }

    private let system: @Sendable () -> Double
    private let elapsed: @Sendable () -> Double
    private let last: Mutex<Reading>

    /// - Parameters:
    ///   - start: the newest moment that was recorded; nothing is dated before it.
    ///   - system: seconds since 1970 by the system's clock.
    ///   - elapsed: seconds by a clock that nobody sets.
    init(
        from start: Instant,
        system: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 },
        elapsed: @escaping @Sendable () -> Double = SteadyClock.sinceTheProcessBegan
    ) {
        self.system = system
        self.elapsed = elapsed
        last = Mutex(Reading(shown: Double(start.seconds), taken: elapsed()))
    }

    package var now: Instant {
        last.withLock { last in
            let taken = elapsed()
            let slowly = last.shown + max(0, taken - last.taken) / 2
            last = Reading(shown: max(system(), slowly), taken: taken)
            return Instant(seconds: Int64(last.shown.rounded(.down)))
        }
    }

    private static let origin = ContinuousClock.now

    private static let sinceTheProcessBegan: @Sendable () -> Double = { (ContinuousClock.now - origin) / .seconds(1) }
}

extension Store {
    /// The newest moment that the audit bears: by order, not by time, so that a clock that was accepted counts.
    private static func newestMoment(in session: any Session) throws -> Instant? {
        let entry: Instant? = try session.value("SELECT at FROM audit ORDER BY id DESC LIMIT 1")
        let seal: Instant? = try session.value(
            """
            SELECT sealed_at FROM audit_seal
             WHERE last_entry = (SELECT max(id) FROM audit)
             ORDER BY id DESC LIMIT 1
            """
        )
        return [entry, seal].compactMap(\.self).max()
    }

    /// The clock that a database goes on by.
    static func steadyClock(after engine: any Engine) async throws -> Clock {
        let steady = SteadyClock(from: try await engine.read(newestMoment) ?? Clock.system.now())
        return Clock { steady.now }
    }

    /// That the system's clock is not far behind what was recorded. For whoever is about to record for long.
    ///
    /// - Throws: ``StorageFault/clockBehind(newest:clock:)``.
    package func requireClock() async throws {
        let present = Clock.system.now()
        guard let newest = try await engine.read(Self.newestMoment),
            newest > present.adding(seconds: SteadyClock.longestLead)
        else { return }
        throw StorageFault.clockBehind(newest: newest.description, clock: present.description)
    }

    /// Goes on by the system's clock although entries bear later times: it was ahead when they were made, and is right
    /// now. Whatever would wait for those times is let go: sessions end, wrong tries no longer count, and second factors
    /// take their next code.
    ///
    /// - Parameter principal: whoever runs the machine.
    package static func acceptClock(of address: DatabaseAddress, by principal: Principal) async throws {
        let store = try await open(at: address, clock: .system)
        defer { try? store.close() }
        try await store.write(by: principal) { transaction in
            let (session, now) = (transaction.session, transaction.now)
            let newest = try newestMoment(in: session)
            try session.run("DELETE FROM sign_in_session")
            try session.run("DELETE FROM sign_in_try WHERE at > \(now)")
            let step = now.seconds / TOTP.step
            try session.run("UPDATE account SET factor_last_step = \(step) WHERE factor_last_step > \(step)")
            try transaction.audit(
                .changed, .clock, ID<Store>?.none, in: .bureau,
                before: ["newest": .open(JSON(newest?.description))], after: ["clock": .open(.string(now.description))]
            )
        }
    }
}
