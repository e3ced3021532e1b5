import Foundation

/// How tests wait for what happens elsewhere: with an end, and one that no busy machine reaches.
package enum Waiting {
    /// What takes a second on a machine that does nothing else takes half a minute beside sixteen busy loops.
    package static let limit = Duration.seconds(900)
}

/// What was waited for did not come.
package struct NeverCame: Error, CustomStringConvertible {
    package let description: String

    package init(_ what: String, within limit: Duration) {
        description = "\(what): not within \(limit.components.seconds) s"
    }
}

/// Looks until something holds.
///
/// - Throws: ``NeverCame``.
package func wait(
    until what: String, within limit: Duration = Waiting.limit, lookingEvery interval: Duration = .milliseconds(10),
    _ holds: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + limit
    while try await !holds() {
        guard ContinuousClock.now < end else { throw NeverCame(what, within: limit) }
        try await Task.sleep(for: interval)
    }
}

/// The same where nothing may be awaited, holding up the thread.
///
/// - Throws: ``NeverCame``.
package func block(until what: String, within limit: Duration = Waiting.limit, _ holds: () throws -> Bool) throws {
    let end = ContinuousClock.now + limit
    while try !holds() {
        guard ContinuousClock.now < end else { throw NeverCame(what, within: limit) }
        usleep(2_000)
    }
}
