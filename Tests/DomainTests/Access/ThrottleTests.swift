import Domain
import Testing

@Suite struct ThrottleTests {
    private static let now = Instant(seconds: 1_000_000)

    /// The moments of tries so many seconds ago, newest first.
    private func wait(ago: [Int64]) -> Int64? {
        Throttle.wait(after: ago.map { Self.now.adding(seconds: -$0) }, now: Self.now)
    }

    @Test(
        arguments: [
            ([], nil), ([Int64](repeating: 0, count: 9), nil), ([Int64](repeating: 0, count: 10), 900),
            (Array(stride(from: 0, to: 100, by: 10)), 810),
            // The oldest of the ten counts.
            ([Int64](repeating: 1, count: 9) + [899], 1), ([Int64](repeating: 1, count: 9) + [900], nil),
            ([Int64](repeating: 1, count: 9) + [100_000], nil),
        ] as [([Int64], Int64?)])
    func `ten wrong tries in a quarter of an hour are waited for, until the oldest is past`(
        ago: [Int64], expected: Int64?
    ) {
        #expect(wait(ago: ago) == expected)
    }
}
