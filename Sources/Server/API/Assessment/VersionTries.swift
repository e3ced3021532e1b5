import Domain
import HTTPTypes
import Synchronization

/// How often somebody gave sheets for a revision that does not stand. Each such try is in the audit as well; they are
/// counted here, so that nobody asks by the thousand.
final class VersionTries: Sendable {
    /// Newest first, by who tried.
    private let tries = Mutex<[String: [Instant]]>([:])

    /// - Throws: a ``Problem`` (429) for whoever has tried too often.
    func admit(_ name: String, now: Instant) throws(Problem) {
        let tried = tries.withLock { $0[name] ?? [] }
        guard let wait = Throttle.wait(after: tried, now: now, allowed: Throttle.versionTries) else { return }
        throw Problem(
            .tooManyRequests, "tooManyConflicts",
            "too many sheets for revisions that do not stand: wait \(max(1, (wait + 59) / 60)) min, and read them again",
            headers: [.retryAfter: String(wait)])
    }

    func note(_ name: String, now: Instant) {
        tries.withLock { tries in
            let recent = now.adding(seconds: -Throttle.window)
            tries = tries.filter { $0.value.first.map { $0 > recent } ?? false }
            tries[name] = Array(([now] + (tries[name] ?? [])).prefix(Throttle.versionTries))
        }
    }
}
