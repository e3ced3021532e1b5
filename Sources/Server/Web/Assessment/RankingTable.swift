import Domain
import Storage

/// A month's ranking as a table to take along.
enum RankingTable {
    static func table(_ content: RankingPage.Content, _ words: Words) throws -> DownloadTable {
        guard let listing = content.listing else { throw Problem.notFound }
        let columns: [Word] = [
            .place, .areaCode, .areaName, .holder, .final, .weighted, .bonuses, .deductions, .branchTier, .trend, .why,
        ]
        let ranked = listing.ranking.rows.map { row -> [DownloadTable.Cell] in
            [
                .number(String(row.place)), .text(row.area.text), .text(row.labels.area),
                .text(words.holders(row.labels.holders)), .number(row.score.final.fixed),
                .number(row.score.weighted.fixed), .number(row.score.bonuses.fixed),
                .number(row.score.deductions.fixed), .number(row.score.branchTier.fixed), .number(row.trend.fixed),
                .text(row.decidedBy.map { words($0.word) } ?? words(.decidedFirst)),
            ]
        }
        let unranked = listing.unranked.map { area -> [DownloadTable.Cell] in
            let row = area.row
            return [
                .text(words(.notRanked)), .text(row.area.text), .text(row.labels.area),
                .text(words.holders(row.labels.holders)), .text(""), .text(""), .text(""), .text(""), .text(""),
                .text(""), .text(RankingPage.cause(of: row.score, area.departure, content.scheme, words)),
            ]
        }
        return DownloadTable(
            name: "\(words(.tabRanking)) \(listing.branchName) \(listing.cycle.month)",
            columns: columns.map { words($0) }, rows: ranked + unranked
        )
    }
}
