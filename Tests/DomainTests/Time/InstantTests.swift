import Domain
import Testing

@Suite struct InstantTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1, "1970-01-01T00:00:01Z"), (86_399, "1970-01-01T23:59:59Z"),
            (86_400, "1970-01-02T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
            (1_000_000_000, "2001-09-09T01:46:40Z"),
            (1_795_489_690, "2026-11-24T03:08:10Z"), (2_147_483_648, "2038-01-19T03:14:08Z"),
            (4_102_444_800, "2100-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"), (-86_400, "1969-12-31T00:00:00Z"), (-86_401, "1969-12-30T23:59:59Z"),
        ] as [(Int64, String)])
    func `an instant is written in UTC, to the second`(seconds: Int64, text: String) {
        #expect(Instant(seconds: seconds).description == text)
    }

    @Test func `instants are ordered and moved by seconds`() {
        let instant = Instant(seconds: 1_000)
        #expect(instant.adding(seconds: 60) == Instant(seconds: 1_060))
        #expect(instant.adding(seconds: -1) < instant)
    }
}
