/// How many wrong tries there may be, and over what time (design: throttling that locks nobody out for good).
package enum Throttle {
    package static let wrongTries = 10
    /// How often in that time somebody may give a sheet for a revision that does not stand: more than a grid has rows.
    package static let versionTries = 100
    /// How many codes that are none may come from one address, behind which a whole branch may be; who guesses finds none.
    package static let codeTries = 100
    /// In seconds.
    package static let window: Int64 = 15 * 60

    /// How long to wait, in seconds, before another try; nil if one may be made now.
    ///
    /// - Parameters:
    ///   - tries: the moments of the wrong ones, newest first, as many as are allowed at most.
    ///   - allowed: how many of them there may be.
    package static func wait(after tries: [Instant], now: Instant, allowed: Int = wrongTries) -> Int64? {
        guard tries.count >= allowed, let oldest = tries.last else { return nil }
        let until = oldest.adding(seconds: window)
        return now < until ? max(1, until.seconds - now.seconds) : nil
    }
}
