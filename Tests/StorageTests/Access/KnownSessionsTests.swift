import Domain
import Testing

@testable import Storage

/// Whom a session's secret signs in is known until its use is to be noted, and no longer than nothing can have ended it.
struct KnownSessionsTests {
    private static let now = Instant(seconds: 1_795_485_600)
    private static let secret = Secret("a secret")

    /// - Parameter idle: seconds since the session was last used.
    private static func signedIn(idle: Int64 = 0, began: Int64 = 600) -> SignedIn {
        SignedIn(
            .account(ID(1), name: "1042", .session(ID(2))),
            SignInSession(
                id: ID(2), account: ID(1), began: now.adding(seconds: -began), lastUsed: now.adding(seconds: -idle)),
            now: now)
    }

    /// Whether it is still known so many seconds later.
    private static func isKnown(_ known: KnownSessions, after seconds: Int64) -> Bool {
        known.signedIn(by: secret, at: now.adding(seconds: seconds)).0 != nil
    }

    @Test(
        arguments: [
            // Used now: until that is to be noted again.
            (0, 600, 59, true), (0, 600, 60, false),
            (40, 600, 19, true), (40, 600, 20, false),
            // It is to be noted already.
            (60, 600, 0, false),
            // The session ends before.
            (0, 8 * 3600 - 10, 9, true), (0, 8 * 3600 - 10, 10, false),
            // A clock that was set back.
            (0, 600, -1, false),
        ] as [(Int64, Int64, Int64, Bool)])
    func `it is known for as long as it need not be asked for`(
        idle: Int64, began: Int64, after: Int64, isKnown: Bool
    ) {
        let known = KnownSessions()
        let (found, generation) = known.signedIn(by: Self.secret, at: Self.now)
        #expect(found == nil)
        known.keep(Self.signedIn(idle: idle, began: began), of: Self.secret, readIn: generation)
        #expect(Self.isKnown(known, after: after) == isKnown)
        #expect(known.signedIn(by: Secret("another"), at: Self.now).0 == nil)
    }

    @Test func `what was read before all was forgotten is not kept after it`() {
        let known = KnownSessions()
        let (_, generation) = known.signedIn(by: Self.secret, at: Self.now)
        known.forgetAll()
        known.keep(Self.signedIn(), of: Self.secret, readIn: generation)
        #expect(!Self.isKnown(known, after: 0))

        let (_, next) = known.signedIn(by: Self.secret, at: Self.now)
        known.keep(Self.signedIn(), of: Self.secret, readIn: next)
        #expect(Self.isKnown(known, after: 0))
        known.forgetAll()
        #expect(!Self.isKnown(known, after: 0))
    }
}
