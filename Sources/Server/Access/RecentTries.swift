import Domain
import HTTPTypes
import Synchronization

/// How often somebody tried what does not stand, within the throttle's window: counted in memory alone, so that nobody asks by
/// the thousand.
final class RecentTries: Sendable {
    /// Newest first, by who tried.
    private let tries = Mutex<[String: [Instant]]>([:])
    private let allowed: Int
    private let refusal: @Sendable (_ seconds: Int64) -> Problem

    init(allowed: Int, _ refusal: @escaping @Sendable (_ seconds: Int64) -> Problem) {
        (self.allowed, self.refusal) = (allowed, refusal)
    }

    /// - Throws: a ``Problem`` (429) for whoever has tried too often.
    func admit(_ name: String, now: Instant) throws(Problem) {
        let tried = tries.withLock { $0[name] ?? [] }
        if let wait = Throttle.wait(after: tried, now: now, allowed: allowed) { throw refusal(wait) }
    }

    func note(_ name: String, now: Instant) {
        tries.withLock { tries in
            let recent = now.adding(seconds: -Throttle.window)
            tries = tries.filter { $0.value.first.map { $0 > recent } ?? false }
            tries[name] = Array(([now] + (tries[name] ?? [])).prefix(allowed))
        }
    }

    /// Sheets for revisions that do not stand, by who gives them. Each such try is in the audit as well.
    static var ofVersions: RecentTries {
        RecentTries(allowed: Throttle.versionTries) { wait in
            Problem(
                .tooManyRequests, "tooManyConflicts",
                "too many sheets for revisions that do not stand: wait \(max(1, (wait + 59) / 60)) min, and read them again",
                headers: [.retryAfter: String(wait)])
        }
    }

    /// Codes of no ballot and no suggestion, by the address they come from. Nothing of a code that is one is noted.
    static var ofCodes: RecentTries { RecentTries(allowed: Throttle.codeTries) { Steps.tooManyTries($0) } }
}
