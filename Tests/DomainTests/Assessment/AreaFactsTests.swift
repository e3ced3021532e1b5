import Domain
import Testing

@Suite struct AreaFactsTests {
    private static func judged(_ said: [AreaFacts.Figure: Int?]) -> (facts: AreaFacts?, errors: [String]) {
        var read: [AreaFacts.Figure: Int?] = [:]
        for figure in AreaFacts.Figure.allCases { read.updateValue(said[figure] ?? nil, forKey: figure) }
        var errors = FieldErrors()
        let facts = AreaFacts(read, noting: &errors)
        return (facts, errors.errors.map { "\($0.field) \($0.code.rawValue)" })
    }

    @Test(
        arguments: [
            ([:], []), ([.filed: 0], []), ([.filed: 32, .closedInTime: 32], []),
            // A case may be sent back more than once, and people are called back about more than complaints.
            ([.filed: 1, .redone: 3], []), ([.complaints: 1, .calledBack: 4, .satisfied: 4], []),
            ([.filed: 32, .closedInTime: 33], ["closedInTime range"]), ([.closedInTime: 1], ["closedInTime required"]),
            ([.complaints: 2, .substantiated: 3], ["substantiated range"]),
            ([.substantiated: 0], ["substantiated required"]),
            ([.calledBack: 5, .satisfied: 6], ["satisfied range"]), ([.satisfied: 1], ["satisfied required"]),
            ([.filed: -1], ["filed range"]), ([.redone: 1_000_001], ["redone range"]),
            (
                [.filed: 1, .closedInTime: 2, .complaints: 1, .substantiated: 2],
                ["closedInTime range", "substantiated range"]
            ),
        ] as [([AreaFacts.Figure: Int?], [String])]
    )
    func `no part is more than its whole, or without it`(said: [AreaFacts.Figure: Int?], errors: [String]) {
        let judged = Self.judged(said)
        #expect(judged.errors == errors)
        #expect((judged.facts == nil) == !errors.isEmpty)
    }

    @Test func `what could not be read is not judged, and makes nothing`() {
        var errors = FieldErrors()
        var read: [AreaFacts.Figure: Int?] = [:]
        for figure in AreaFacts.Figure.allCases where figure != .filed { read.updateValue(nil, forKey: figure) }
        read[.closedInTime] = 5
        #expect(AreaFacts(read, noting: &errors) == nil)
        #expect(errors.isEmpty, "\(errors.errors)")
    }

    @Test func `what was unknown is added, and anything else is a change`() throws {
        let platform = try #require(Self.judged([.filed: 32, .closedInTime: 30]).facts)
        let both = try #require(Self.judged([.filed: 32, .closedInTime: 30, .complaints: 2]).facts)
        let other = try #require(Self.judged([.filed: 33, .closedInTime: 30]).facts)
        #expect(both.adds(to: platform) && platform.adds(to: .unknown) && platform.adds(to: platform))
        #expect(!platform.adds(to: both) && platform.firstChange(of: both) == .complaints)
        #expect(!other.adds(to: platform) && other.firstChange(of: platform) == .filed)
    }

    @Test func `it stays to be seen that they were not there while the area was scored`() throws {
        let due = try LocalDate(parsing: "2026-11-05")
        func timing(_ status: Cycle.Status?, _ today: String) throws -> AreaFacts.Timing {
            AreaFacts.Timing(
                status, deadline: status == nil ? nil : Deadline(due, today: try LocalDate(parsing: today)))
        }
        #expect(try timing(.open, "2026-11-05") == .init(isLate: false, isSinceClosing: false))
        #expect(try timing(.open, "2026-11-06") == .init(isLate: true, isSinceClosing: false))
        #expect(try timing(.closed, "2026-11-04") == .init(isLate: false, isSinceClosing: true))
        #expect(try timing(.final, "2026-12-01") == .init(isLate: true, isSinceClosing: true))
        #expect(try timing(nil, "2026-12-01") == .init(isLate: false, isSinceClosing: false))
    }
}
