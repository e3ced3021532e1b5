import Domain
import Synchronization

/// Whom sessions' secrets sign in, as it was read last.
///
/// It says who asks, never what they may do: each transaction reads itself whether the session still stands. What is known is
/// forgotten with every write that could end a session, so it is for a database on which no other server is at work; and it
/// counts only until the session's use is to be noted again.
final class KnownSessions: Sendable {
    private struct Known {
        let signedIn: SignedIn
        let span: Range<Instant>
    }

    private struct Kept {
        var sessions: [[UInt8]: Known] = [:]
        /// How often all was forgotten.
        var generation = 0
    }

    /// What is beyond this is looked up where it is asked for.
    private static let most = 8_192

    private let kept = Mutex(Kept())

    /// - Returns: whom the secret signs in, where that is known; and what ``keep(_:of:readIn:)`` has to be told of what is read
    ///   now in its place.
    func signedIn(by secret: Secret, at now: Instant) -> (SignedIn?, generation: Int) {
        let hash = secret.hash
        return kept.withLock { kept in
            let known = kept.sessions[hash].flatMap { $0.span.contains(now) ? $0.signedIn : nil }
            return (known, kept.generation)
        }
    }

    /// - Parameter generation: before it was read; it may have been forgotten since.
    func keep(_ signedIn: SignedIn, of secret: Secret, readIn generation: Int) {
        guard let span = signedIn.isKnownFor else { return }
        let hash = secret.hash
        kept.withLock { kept in
            guard kept.generation == generation else { return }
            if kept.sessions.count >= Self.most { kept.sessions = [:] }
            kept.sessions[hash] = Known(signedIn: signedIn, span: span)
        }
    }

    func forgetAll() {
        kept.withLock { kept in
            kept.generation += 1
            kept.sessions.removeAll(keepingCapacity: true)
        }
    }
}

extension Store {
    /// Whom a session's secret signs in; nil if there is no such session or it has ended.
    package func signedIn(bySession secret: Secret) async throws -> SignedIn? {
        let (already, generation) = known.sessions.signedIn(by: secret, at: clock.now())
        if let already { return already }
        guard let found = try await read(by: .nobody, { try $0.signedIn(bySession: secret) }) else { return nil }
        if !database.isShared { known.sessions.keep(found, of: secret, readIn: generation) }
        return found
    }
}
