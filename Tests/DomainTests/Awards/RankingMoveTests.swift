import Domain
import Testing

/// What a decision on an objection moves.
@Suite struct RankingMoveTests {
    private static func inputs(_ month: GeneratedMonth) throws -> Ranking.Inputs {
        Ranking.Inputs(
            branch: try Code("CG-01"), month: try Month(parsing: "2026-09"), scheme: month.scheme,
            contenders: month.contenders)
    }

    /// Another record of the area: what a decision may do to it.
    private static func revised(
        _ contender: Ranking.Contender, by scheme: SchemeContent, _ generator: inout SplitMix64
    ) -> Ranking.Contender {
        let record = contender.record
        var (sheets, entries) = (record.sheets, record.entries)
        switch generator.number(0...3) {
        case 0 where !sheets.isEmpty:
            let index = generator.number(0...sheets.count - 1)
            sheets[index] = .init(
                sheet: ID(90_001), tier: sheets[index].tier, total: Points(hundredths: generator.number(0...10_000)))
        case 1 where !entries.isEmpty: entries.remove(at: generator.number(0...entries.count - 1))
        default:
            let item = generator.one(of: scheme.menu)
            entries.append(
                .init(
                    adjustment: ID(90_002), kind: item.kind, item: item.key,
                    times: item.kind == .veto ? 1 : generator.number(1...4)))
        }
        return Ranking.Contender(
            // What the records call it and who holds it now is none of the decision's.
            record: AreaRecord(
                area: record.area, holders: [], labels: .init(area: "另一个名字"), sheets: sheets, entries: entries),
            preceding: [])
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `an appeal moves only what it touches`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let schemes = try GeneratedMonth.schemes()
        var (moved, passed) = (0, 0)
        for number in 1...1_000 {
            let posted = try Self.inputs(GeneratedMonth(&generator, schemes: schemes))
            guard !posted.contenders.isEmpty else { continue }
            let touched = generator.one(of: posted.contenders)
            // Everything else in the records has changed as well since the month was posted.
            let current = Ranking.Inputs(
                branch: posted.branch, month: posted.month, scheme: posted.scheme,
                contenders: posted.contenders.map { Self.revised($0, by: posted.scheme, &generator) })
            let inputs = posted.revised(in: [touched.record.area], by: current)
            let (before, after) = (Ranking(posted), Ranking(inputs))
            let others = { (ranking: Ranking) in ranking.rows.filter { $0.area != touched.record.area } }
            let (stood, stand) = (others(before), others(after))
            // The same areas, in the same order, with the same score, trend and names.
            try #require(stood.map(\.area) == stand.map(\.area), "month \(number) of seed \(seed)")
            for (then, now) in zip(stood, stand) {
                try #require(
                    then.score == now.score && then.meanTrend == now.meanTrend && then.labels == now.labels
                        && then.holders == now.holders, "month \(number) of seed \(seed)")
                // One that came in, went out or passed by moves the others by one place at the most.
                try #require(abs(then.place - now.place) <= 1, "month \(number) of seed \(seed)")
            }
            #expect(
                before.unranked.filter { $0.area != touched.record.area }
                    == after.unranked.filter { $0.area != touched.record.area })
            for move in RankingMove.moves(from: before, to: after) {
                moved += 1
                if move.area == touched.record.area { continue }
                passed += 1
                #expect(move.before.final == move.after.final, "month \(number) of seed \(seed)")
            }
            #expect(RankingMove.moves(from: before, to: before) == [])
        }
        #expect(moved > 100 && passed > 20)
    }
}
