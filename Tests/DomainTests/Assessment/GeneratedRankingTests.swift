import Domain
import Testing

@Suite struct GeneratedRankingTests {
    private let schemes: [SchemeContent]

    init() throws {
        schemes = try GeneratedMonth.schemes()
    }

    /// Runs `check` over seeded months and stops at the first one it finds fault with.
    private func each(_ count: Int, seed: UInt64, _ check: (GeneratedMonth, Ranking) throws -> String?) throws {
        var generator = SplitMix64(seed: seed)
        for number in 1...count {
            let month = try GeneratedMonth(&generator, schemes: schemes)
            let ranking = try Ranking(month.contenders, by: month.scheme)
            if let fault = try check(month, ranking) {
                Issue.record("month \(number) of seed \(seed): \(fault)\n\(ranking.lines)\n\(month.contenders)")
                return
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `the ranking is the one that the rules give when followed plainly`(seed: UInt64) throws {
        try each(1_500, seed: seed) { month, ranking in
            let reference = ReferenceRanking(month.contenders, by: month.scheme)
            let rows = ranking.rows.map { row in
                "\(row.place) \(row.area.text) \(row.holders.map(\.text)) \(row.score.weighted) \(row.score.bonuses) "
                    + "\(row.score.deductions) \(row.score.final) \(row.score.branchTier) \(row.trend) "
                    + (row.decidedBy?.rawValue ?? "-")
            }
            let expected = reference.ranked.map { area in
                let figures = [area.weighted, area.bonuses, area.deductions, area.final, area.branchTier, area.trend]
                    .map { Points(hundredths: $0).description }
                return
                    "\(area.place) \(area.code) \(area.holders) \(figures.joined(separator: " ")) "
                    + (area.decidedBy ?? "-")
            }
            if rows != expected { return "\(rows) should be \(expected)" }

            let unranked = ranking.unranked.map { area in
                switch area.score.outcome {
                case .ranked: "\(area.area.text) ranked"
                case .incomplete(let missing): "\(area.area.text) \(missing.map(\.name))"
                case .vetoed(let vetoes): "\(area.area.text) \(vetoes.map { "veto:\($0.text)" })"
                }
            }
            let causes = reference.unranked.map { "\($0.code) \($0.causes)" }
            if unranked != causes { return "\(unranked) should be \(causes)" }
            return ranking.winners.map(\.text) == reference.winners ? nil : "\(reference.winners) should win"
        }
    }

    /// Without this the comparison above might be of months in which nothing happens.
    @Test func `the generated months hold every kind of case`() throws {
        var seen: [String: Int] = [:]
        try each(1_500, seed: 1) { _, ranking in
            for row in ranking.rows {
                seen[row.decidedBy?.rawValue ?? "first", default: 0] += 1
                seen["trend over \(row.trendMonths)", default: 0] += 1
                if row.score.uncappedBonuses > row.score.bonuses { seen["bonuses capped", default: 0] += 1 }
                if row.score.items.contains(where: { $0.points < $0.uncapped }) { seen["item capped", default: 0] += 1 }
                if row.score.final == .zero { seen["final zero", default: 0] += 1 }
                if row.score.tiers.contains(where: { $0.sheets >= 5 }) { seen["trimmed", default: 0] += 1 }
            }
            for area in ranking.unranked {
                switch area.score.outcome {
                case .ranked: seen["wrong", default: 0] += 1
                case .incomplete: seen["incomplete", default: 0] += 1
                case .vetoed: seen["vetoed", default: 0] += 1
                }
            }
            if ranking.rows.isEmpty { seen["none ranked", default: 0] += 1 }
            if ranking.winners.isEmpty, !ranking.rows.isEmpty { seen["none wins", default: 0] += 1 }
            if ranking.winners.count > 3 { seen["shared win", default: 0] += 1 }
            return nil
        }
        for kind in Ranking.Link.allCases.map(\.rawValue) + (0...3).map({ "trend over \($0)" }) + [
            "first", "bonuses capped", "item capped", "final zero", "trimmed", "incomplete", "vetoed", "none ranked",
            "none wins",
            "shared win",
        ] {
            #expect(seen[kind, default: 0] >= 10, "\(kind)")
        }
        #expect(seen["wrong"] == nil)
    }

    @Test func `rounding is said to decide where the other way of rounding would not leave two rows as they stand`()
        throws
    {
        var decided = 0
        try each(3_000, seed: 10) { month, ranking in
            for (above, row) in zip(ranking.rows, ranking.rows.dropFirst()) {
                let isSaid = Ranking.roundingDecides(row, below: above)
                if month.scheme.rounding == .final {
                    if isSaid { return "\(row.area.text): it is rounded once already" }
                    continue
                }
                let document = month.scheme.json.replacing("format", with: 2).replacing("rounding", with: "final")
                let pair = month.contenders.filter { [above.area, row.area].contains($0.record.area) }
                let other = try Ranking(pair, by: SchemeContent(document)).rows
                let stays =
                    other.map(\.area) == [above.area, row.area]
                    && (other[1].decidedBy == .shared) == (row.decidedBy == .shared)
                if isSaid == stays { return "\(row.area.text): \(isSaid)" }
                if isSaid { decided += 1 }
            }
            return nil
        }
        #expect(decided >= 10)
    }

    @Test func `a place is one more than the number of areas that stand above it`() throws {
        try each(1_000, seed: 5) { _, ranking in
            for (index, row) in ranking.rows.enumerated() {
                let above = ranking.rows.count { $0.place < row.place }
                if row.place != above + 1 { return "\(row.area.text) is on \(row.place)" }
                if index > 0, row.place < ranking.rows[index - 1].place { return "\(row.area.text) is out of order" }
            }
            return nil
        }
    }

    @Test func `what is said to decide a row does, and nothing before it in the chain`() throws {
        try each(1_000, seed: 6) { month, ranking in
            for (above, row) in zip(ranking.rows, ranking.rows.dropFirst()) {
                // Each link's figures so that the greater is the better.
                // Times what all counts that occur divide, so that exact means are whole numbers.
                func whole(_ mean: Mean?) -> Int {
                    guard let mean else { return 0 }
                    return month.scheme.rounding == .final
                        ? mean.total * (420 / mean.count) : mean.rounded.hundredths * 420
                }
                func branchTier(_ row: Ranking.Row) -> Int { whole(row.score.tiers.first { $0.tier == .branch }?.mean) }
                let links: [(link: Ranking.Link, above: Int, row: Int)] = [
                    (.final, above.score.final.hundredths, row.score.final.hundredths),
                    (.deductions, -above.score.deductions.hundredths, -row.score.deductions.hundredths),
                    (.branchTier, branchTier(above), branchTier(row)),
                    (.trend, whole(above.meanTrend), whole(row.meanTrend)),
                ]
                let before = links.prefix { $0.link != row.decidedBy }
                if !before.allSatisfy({ $0.above == $0.row }) { return "\(row.area.text): an earlier link differs" }
                let isShared = row.decidedBy == .shared
                if isShared != (above.place == row.place) { return "\(row.area.text): shared or not" }
                if !isShared, !links.dropFirst(before.count).prefix(1).contains(where: { $0.above > $0.row }) {
                    return "\(row.area.text): the link does not decide"
                }
            }
            return ranking.rows.first.map { $0.decidedBy == nil } ?? true ? nil : "the first row has nothing above it"
        }
    }

    @Test func `the order in which areas come in, and their codes, do not move a place`() throws {
        var generator = SplitMix64(seed: 99)
        try each(500, seed: 7) { month, ranking in
            let shuffled = try Ranking(month.contenders.shuffled(using: &generator), by: month.scheme)
            if shuffled != ranking { return "another order gives \(shuffled.lines)" }
            // The same areas under codes in the opposite order.
            var former: [String: String] = [:]
            let renamed = try month.contenders.map { contender in
                let record = contender.record
                let code = try Code("Z\(99 - (Int(record.area.text.dropFirst()) ?? 0))")
                former[code.text] = record.area.text
                return Ranking.Contender(
                    record: AreaRecord(
                        area: code, holders: record.holders, sheets: record.sheets,
                        entries: record.entries
                    ), preceding: contender.preceding
                )
            }
            let places = try Ranking(renamed, by: month.scheme).rows.map { "\(former[$0.area.text] ?? "") \($0.place)" }
            let expected = ranking.rows.map { "\($0.area.text) \($0.place)" }
            return places.sorted() == expected.sorted() ? nil : "renamed: \(places)"
        }
    }

    @Test func `areas are in a total preorder: any two compare, and alone as they do among the others`() throws {
        try each(150, seed: 8) { month, ranking in
            /// -1 where the first of two areas alone stands above, 0 where they share a place, 1 where it stands below.
            func compare(_ one: Ranking.Contender, _ other: Ranking.Contender) throws -> Int {
                let rows = try Ranking([one, other], by: month.scheme).rows
                guard rows.count == 2 else { return 9 }
                return rows[0].place == rows[1].place ? 0 : rows[0].area == one.record.area ? -1 : 1
            }
            let ranked = month.contenders.filter { contender in
                ranking.rows.contains { $0.area == contender.record.area }
            }
            for one in ranked {
                for other in ranked where other.record.area != one.record.area {
                    let order = try compare(one, other)
                    if try compare(other, one) != -order { return "one way and the other differ" }
                    let places = [one, other].map { area in
                        ranking.rows.first { $0.area == area.record.area }?.place ?? 0
                    }
                    if order != (places[0] - places[1]).signum() { return "alone and among the others differ" }
                    // Transitive, because the order is that of a number: the place.
                }
            }
            return nil
        }
    }

    /// The place that an area would have with another final: the chain anew over the four figures of each row.
    private static func place(of area: Code, with final: Points, in ranking: Ranking, _ scheme: SchemeContent) -> Int {
        /// The four figures, the last two as a sum and of how many.
        func figures(_ row: Ranking.Row) -> (final: Int, deductions: Int, branch: (Int, Int), trend: (Int, Int)) {
            func compared(_ mean: Mean?) -> (Int, Int) {
                guard let mean else { return (0, 1) }
                return scheme.rounding == .final ? (mean.total, mean.count) : (mean.rounded.hundredths, 1)
            }
            let isMoved = row.area == area
            return (
                (isMoved ? final : row.score.final).hundredths, row.score.deductions.hundredths,
                compared(row.score.tiers.first { $0.tier == .branch }?.mean),
                isMoved && row.trendMonths == 0 ? (final.hundredths, 1) : compared(row.meanTrend)
            )
        }
        func difference(_ one: (Int, Int), _ other: (Int, Int)) -> Int { one.0 * other.1 - other.0 * one.1 }
        guard let own = ranking.rows.first(where: { $0.area == area }).map(figures) else { return 0 }
        let better = ranking.rows.filter { $0.area != area }.map(figures).filter { other in
            let differences = [
                other.final - own.final, own.deductions - other.deductions, difference(other.branch, own.branch),
                difference(other.trend, own.trend),
            ]
            return differences.first { $0 != 0 } ?? 0 > 0
        }
        return 1 + better.count
    }

    @Test func `the fewest points that would have changed a place do, and one hundredth fewer do not`() throws {
        try each(400, seed: 9) { month, ranking in
            for row in ranking.rows {
                func place(_ final: Points) -> Int {
                    Self.place(of: row.area, with: final, in: ranking, month.scheme)
                }
                if let up = ranking.distanceUp(from: row, by: month.scheme) {
                    let reached = row.score.final + up.points
                    if place(reached) != up.place || up.place >= row.place { return "\(row.area): up \(up)" }
                    if up.points > .zero, place(reached - .hundredth) != row.place {
                        return "\(row.area): less up"
                    }
                } else if row.place != 1 {
                    return "\(row.area) could rise"
                }
                if let down = ranking.distanceDown(from: row, by: month.scheme) {
                    let reached = row.score.final - down.points
                    if place(reached) != down.place || down.place <= row.place {
                        return "\(row.area): down \(down)"
                    }
                    if place(reached + .hundredth) != row.place { return "\(row.area): less down" }
                }
            }
            return nil
        }
    }

    @Test func `only ranked areas that reach the minimum win, and all on a winning place do`() throws {
        try each(1_000, seed: 9) { month, ranking in
            let winners = Set(ranking.winners)
            if winners.count != ranking.winners.count { return "one wins twice" }
            for row in ranking.rows {
                let wins = row.place <= month.scheme.awardsPerBranch && row.score.final >= month.scheme.awardMinimum
                if wins != winners.contains(row.area) { return row.area.text }
            }
            return winners.isSubset(of: ranking.rows.map(\.area)) ? nil : "one without a place wins"
        }
    }
}
