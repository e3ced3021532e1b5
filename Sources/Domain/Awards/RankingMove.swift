/// What became of an area between two rankings of the same month: the one that hung, and the one after a decision.
package struct RankingMove: Hashable, Sendable {
    /// Where an area stood.
    package struct Stand: Hashable, Sendable {
        /// nil for what is not ranked.
        package let place: Int?
        package let final: Points
        package let isWinner: Bool
    }

    package let area: Code
    package let name: String
    package let before: Stand
    package let after: Stand

    /// Whether what it moved by is its own, and not that others moved past it.
    package var isOfItself: Bool { before.final != after.final || (before.place == nil) != (after.place == nil) }

    /// The areas of which place, final or award is another, by code.
    package static func moves(from before: Ranking, to after: Ranking) -> [RankingMove] {
        let stood = stands(in: before)
        return stands(in: after).sorted { $0.key < $1.key }.compactMap { area, now in
            guard let then = stood[area], then.stand != now.stand else { return nil }
            return RankingMove(area: area, name: now.name, before: then.stand, after: now.stand)
        }
    }

    private static func stands(in ranking: Ranking) -> [Code: (stand: Stand, name: String)] {
        let ranked = ranking.rows.map { row in
            (
                row.area,
                (
                    stand: Stand(
                        place: row.place, final: row.score.final, isWinner: ranking.winners.contains(row.area)),
                    name: row.labels.area
                )
            )
        }
        let unranked = ranking.unranked.map { row in
            (row.area, (stand: Stand(place: nil, final: row.score.final, isWinner: false), name: row.labels.area))
        }
        return Dictionary(ranked + unranked, uniquingKeysWith: { first, _ in first })
    }
}

extension Ranking.Inputs {
    /// The same with other records of the areas that a decision touched, and of no other: names, holders and earlier months
    /// stay as they were posted.
    ///
    /// - Parameter touched: the areas.
    package func revised(in touched: Set<Code>, by current: Ranking.Inputs) -> Ranking.Inputs {
        let now = Dictionary(
            current.contenders.map { ($0.record.area, $0.record) }, uniquingKeysWith: { first, _ in first })
        return Ranking.Inputs(
            branch: branch, month: month, scheme: scheme,
            contenders: contenders.map { contender in
                let posted = contender.record
                guard touched.contains(posted.area), let record = now[posted.area] else { return contender }
                return Ranking.Contender(
                    record: AreaRecord(
                        area: posted.area, holders: posted.holders, labels: posted.labels, sheets: record.sheets,
                        entries: record.entries),
                    preceding: contender.preceding)
            })
    }
}
