import Domain
import Storage

/// A figure of a member's year, with what it stands on (依据).
struct YearLine: Sendable {
    let label: String
    let value: String
    let basis: String

    /// Those of the member, in the order that a statement has them. What there was none of is told as 0 only where its
    /// absence says something.
    ///
    /// - Parameters:
    ///   - honours: the member's, of the ledger of that year.
    ///   - namesTable: whether it is said with the points by which table they are.
    static func lines(
        of listing: HonourListing, honours: [HonoursLedgerEntry], namesTable: Bool = true, _ words: Words
    ) -> [YearLine] {
        let figures = listing.figures
        func line(_ label: Word, _ value: String, _ basis: String) -> YearLine {
            YearLine(label: words(label), value: value, basis: basis.nonEmpty ?? "–")
        }
        let finals = figures.areaMonths.compactMap(\.final)
        let trend = finals.suffix(YearFigures.trendLength)
        var lines = [
            line(.monthsRanked, String(figures.monthsRanked.count), words.list(figures.monthsRanked.map(words.month))),
            line(
                .monthsWon, String(figures.monthsWon.count),
                words.list(figures.areaMonths.filter { $0.honour == .stands }.map { words.areaMonth($0) })),
        ]
        if !figures.monthsRevoked.isEmpty {
            lines.append(
                line(
                    .monthsRevoked, String(figures.monthsRevoked.count),
                    words.list(figures.areaMonths.filter { $0.honour == .revoked }.map { words.areaMonth($0) })))
        }
        if let mean = figures.mean, let trendMean = figures.trend {
            lines += [
                line(
                    .meanFinal, mean.fixed,
                    words.counted(
                        .yearMeanBasis, finals.count, ["sum": finals.sum().fixed])),
                line(
                    .trend, trendMean.fixed,
                    words.counted(
                        .yearTrendBasis, trend.count, ["finals": words.list(trend.map(\.fixed))])),
            ]
        }
        lines.append(
            line(
                .yearVetoes, String(figures.vetoes.count),
                words.list(figures.vetoes.map { words.areaMonth($0) })))
        if !figures.corrected.isEmpty {
            lines.append(
                line(
                    .yearCorrected, String(figures.corrected.count),
                    words.list(
                        figures.corrected.map {
                            words.named(words.areaMonth($0), words.list($0.corrections.map(\.text)))
                        })))
        }
        let standing = honours.filter { $0.ending == nil }
        if !standing.isEmpty {
            lines.append(
                line(.yearHonours, String(standing.count), words.list(standing.map { words.honour($0) })))
        }
        if let performance = listing.performance {
            lines.append(
                line(
                    .performancePoints, performance.outcome.total.description,
                    namesTable
                        ? words.named(words.table(of: performance), words.parts(of: performance, figures))
                        : words.parts(of: performance, figures)))
        }
        return lines
    }
}

extension Words {
    /// 2026年3月 A-1 幸福路.
    fileprivate func areaMonth(_ areaMonth: YearFigures.AreaMonth) -> String {
        "\(month(areaMonth.month)) \(areaMonth.area.text) \(areaMonth.areaName)"
    }

    /// What an honour is called, of which level, by which paper and when.
    fileprivate func honour(_ entry: HonoursLedgerEntry) -> String {
        noted(
            HonoursLedgerLines.title(entry, self),
            list([self(entry.level.word), entry.document, date(entry.on)].compactMap(\.self)))
    }

    /// By which table points are, and since when it is known.
    func table(of performance: HonourListing.Performance) -> String {
        let listing = performance.table
        return self(
            .performanceBasis,
            [
                "title": listing.table.title.string, "document": listing.table.document.string,
                "date": date(listing.publishedOn),
            ])
    }

    /// How the parts come to the total.
    fileprivate func parts(of performance: HonourListing.Performance, _ figures: YearFigures) -> String {
        let (table, outcome) = (performance.table.table, performance.outcome)
        var parts: [String] = []
        if table.perMonthWon > .zero {
            let wins = self(
                .performanceWins,
                [
                    "count": String(figures.monthsWon.count), "each": table.perMonthWon.description,
                    "points": outcome.wins.description,
                ])
            parts.append(
                outcome.isBounded ? noted(wins, self(.performanceBounded)) : wins)
        }
        if let level = outcome.level {
            parts.append(
                self(
                    .performanceLevel,
                    ["from": level.from.description, "points": level.points.description]))
        } else if !table.meanLevels.isEmpty {
            parts.append(
                figures.monthsRanked.count < table.leastMonths
                    ? counted(.performanceTooFew, table.leastMonths) : self(.performanceNoLevel))
        }
        if outcome.vetoes > .zero {
            parts.append(
                self(
                    .performanceVetoes,
                    [
                        "count": String(figures.vetoes.count), "each": table.perVeto.description,
                        "points": outcome.vetoes.description,
                    ]))
        }
        return parts.joined(separator: language == .chinese ? "；" : "; ")
    }
}
