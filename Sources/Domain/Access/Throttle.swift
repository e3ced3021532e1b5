/// How many wrong tries there may be, and over what time (design: throttling that locks nobody out for good).
package enum Throttle {
    package static let wrongTries = 10
    /// In seconds.
    package static let window: Int64 = 15 * 60

    /// How long to wait, in seconds, before another try; nil if one may be made now.
    ///
    /// - Parameter tries: the moments of the wrong ones, newest first, as many as ``wrongTries`` at most.
    package static func wait(after tries: [Instant], now: Instant) -> Int64? {
        guard tries.count >= wrongTries, let oldest = tries.last else { return nil }
        let until = oldest.adding(seconds: window)
        return now < until ? max(1, until.seconds - now.seconds) : nil
    }
}
