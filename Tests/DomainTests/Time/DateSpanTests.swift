import Domain
import Testing

@Suite struct DateSpanTests {
    /// `2026-03-01…2026-03-31`; an end left empty is open.
    private func span(_ text: String) throws -> DateSpan? {
        let ends = try text.split(separator: "…", omittingEmptySubsequences: false).map {
            $0.isEmpty ? nil : try LocalDate(parsing: String($0))
        }
        return DateSpan(from: ends[0], until: ends[1])
    }

    @Test(arguments: [
        ("2026-03-01…2026-03-31", "2026-02-28", false), ("2026-03-01…2026-03-31", "2026-03-01", true),
        ("2026-03-01…2026-03-31", "2026-03-31", true), ("2026-03-01…2026-03-31", "2026-04-01", false),
        ("2026-03-01…2026-03-01", "2026-03-01", true),
        ("…2026-03-31", "1900-01-01", true), ("…2026-03-31", "2026-04-01", false),
        ("2026-03-01…", "2199-12-31", true), ("2026-03-01…", "2026-02-28", false), ("…", "2026-03-01", true),
    ])
    func `a span holds both of its ends`(text: String, date: String, isIn: Bool) throws {
        let span = try #require(try span(text))
        #expect(try span.contains(LocalDate(parsing: date)) == isIn)
    }

    @Test(arguments: [
        ("2026-03-01…2026-03-31", "2026-03-31…2026-04-30", true),
        ("2026-03-01…2026-03-31", "2026-04-01…2026-04-30", false),
        ("2026-03-01…2026-03-31", "2026-03-10…2026-03-12", true), ("2026-03-01…2026-03-31", "…2026-03-01", true),
        ("2026-03-01…2026-03-31", "…2026-02-28", false), ("2026-03-01…2026-03-31", "2026-03-31…", true),
        ("2026-03-01…2026-03-31", "2026-04-01…", false), ("…", "2026-04-01…2026-04-01", true), ("…", "…", true),
        ("…2026-03-01", "2026-03-01…", true), ("…2026-03-01", "2026-03-02…", false),
        ("2026-01-01…", "2027-01-01…", true),
    ])
    func `two spans overlap where they share a day, whichever is asked`(left: String, right: String, overlap: Bool)
        throws
    {
        let (left, right) = (try #require(try span(left)), try #require(try span(right)))
        #expect(left.overlaps(right) == overlap)
        #expect(right.overlaps(left) == overlap)
    }

    @Test func `a span does not end before it begins`() throws {
        #expect(try span("2026-03-02…2026-03-01") == nil)
        #expect(try span("2026-03-01…2026-03-01") != nil)
    }
}
