import Domain
import Testing

@Suite struct SignInSessionTests {
    private static let began = Instant(seconds: 1_000_000)

    @Test(
        arguments: [
            // Last used, and now, in seconds since it began.
            (0, 0, true), (0, 1799, true), (0, 1800, false), (1799, 3598, true), (1799, 3599, false),
            (28_000, 28_799, true), (28_000, 28_800, false), (28_799, 28_800, false),
            // A clock set back by more than a moment: what had ended must not begin again.
            (600, 540, true), (600, 539, false), (600, -86_400, false),
        ] as [(Int64, Int64, Bool)])
    func `a session stands half an hour without use, and eight hours in all`(
        lastUsed: Int64, now: Int64, isAlive: Bool
    ) {
        let session = SignInSession(
            id: ID(1), account: ID(1), began: Self.began, lastUsed: Self.began.adding(seconds: lastUsed)
        )
        #expect(session.isAlive(at: Self.began.adding(seconds: now)) == isAlive)
    }
}
