import Domain
import Storage
import Synchronization

/// That a password was right waits for the code of the second factor, so that nobody types it twice: in memory, for a
/// few minutes, under a random ticket. The password itself is not kept.
final class PendingSignIns: Sendable {
    /// In seconds: long enough to fetch a phone.
    static let life: Int64 = 5 * 60
    /// Beyond these the oldest is forgotten. Each was paid for with a right password.
    static let most = 100

    struct SignIn: Sendable {
        let name: String
        /// What the password was checked against: another one set meanwhile is another.
        let passwordHash: String
        let until: Instant
    }

    private let waiting = Mutex<[String: SignIn]>([:])

    /// - Returns: the ticket.
    func keep(name: String, passwordHash: String, at now: Instant) -> String {
        let ticket = Secret(new: "").text
        waiting.withLock { waiting in
            waiting = waiting.filter { $0.value.until > now }
            if waiting.count >= Self.most, let oldest = waiting.min(by: { $0.value.until < $1.value.until }) {
                waiting[oldest.key] = nil
            }
            waiting[ticket] = SignIn(name: name, passwordHash: passwordHash, until: now.adding(seconds: Self.life))
        }
        return ticket
    }

    func find(_ ticket: String, at now: Instant) -> SignIn? {
        waiting.withLock { $0[ticket] }.flatMap { now < $0.until ? $0 : nil }
    }

    func forget(_ ticket: String) {
        waiting.withLock { $0[ticket] = nil }
    }
}
