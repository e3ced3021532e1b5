import Testing

@testable import Domain

/// What a scheme lists as an event is proposed from the figures, as often as they count it and it is not recorded.
@Suite struct EventProposalTests {
    /// What the facts say, how often a complaint (2 points, at most 6) is recorded, how often it is proposed, what it brings.
    @Test(
        arguments: [
            (nil, 0, nil, nil), (0, 0, nil, nil), (2, 0, 2, "4"), (2, 1, 1, "2"), (2, 2, nil, nil), (1, 3, nil, nil),
            // Up to the cap, and no more than one entry may say.
            (5, 2, 3, "2"), (5, 3, 2, "0"), (1_000, 0, 100, "6"),
        ] as [(Int?, Int, Int?, String?)])
    func `what the facts count and is not recorded is proposed`(
        counted: Int?, recorded: Int, times: Int?, points: String?
    ) throws {
        let scheme = try SchemeSample.content(["format": "2", "deductions[1].from": #""substantiated""#])
        let facts = AreaFacts(kept: counted.map { [.complaints: 1_000, .substantiated: $0] } ?? [.redone: 4])
        let complaint = try Code("complaint")
        let found = EventProposal.proposals(by: scheme, of: facts, recorded: [complaint: recorded])
        #expect(found.map(\.times) == [times].compactMap(\.self))
        #expect(found.map { $0.points?.description } == (times == nil ? [] : [points]))
        #expect(found.allSatisfy { $0.item.key == complaint && $0.figure == .substantiated })
    }

    @Test
    func `a scheme that names no figure proposes nothing, and one whose points are to be said proposes no points`()
        throws
    {
        let facts = AreaFacts(kept: [.complaints: 3, .substantiated: 2])
        #expect(EventProposal.proposals(by: try SchemeSample.content(), of: facts, recorded: [:]).isEmpty)
        let open = try SchemeSample.content(
            SchemeSample.details.merging(["bonuses[0].from": #""complaints""#]) { $1 })
        let found = EventProposal.proposals(by: open, of: facts, recorded: [:])
        #expect(found.map(\.times) == [3] && found.map(\.points) == [nil])
    }
}
