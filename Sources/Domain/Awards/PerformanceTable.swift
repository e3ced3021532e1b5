/// By what a committee turns a year's figures into performance points (绩效积分办法): published under a document number and
/// dated, never changed, and for no year that was over when it was published.
///
/// What comes of it is a reference for whoever decides: an organ's own rules say what follows (DOMAIN §18).
package struct PerformanceTable: Hashable, Sendable {
    /// Points for a mean of the year's finals that reaches a level.
    package struct MeanLevel: Hashable, Sendable {
        package let from: Points
        package let points: Points

        package init(from: Points, points: Points) {
            self.from = from
            self.points = points
        }
    }

    /// Of the levels.
    package static let mostLevels = 10
    package static let documentMaximum = 60

    package let title: Text
    /// Of the paper it was decided by, such as 局党委〔2026〕3号.
    package let document: Text
    /// The first year that goes by it; it stands until another one's.
    package let firstYear: Int
    /// For each month won.
    package let perMonthWon: Points
    /// At most so many for all months won; nil for no bound.
    package let mostForWins: Points?
    /// Taken for each area and month with a veto.
    package let perVeto: Points
    /// From the highest mean down. Of those that a mean reaches, the highest counts alone.
    package let meanLevels: [MeanLevel]
    /// In how many months one has to have been ranked for the mean to bring anything.
    package let leastMonths: Int

    /// - Parameter errors: gets what is wrong across the fields; then nil.
    package init?(
        title: Text, document: Text, firstYear: Int, perMonthWon: Points, mostForWins: Points?, perVeto: Points,
        meanLevels: [MeanLevel], leastMonths: Int, noting errors: inout FieldErrors
    ) {
        var faults = FieldErrors()
        if let most = mostForWins, most < perMonthWon {
            faults.add("mostForWins", .rule, "not below the points for one month won")
        }
        if meanLevels.count > Self.mostLevels {
            faults.add("meanLevels", .tooMany, "at most \(Self.mostLevels) levels")
        }
        var seen: [Points: Points] = [:]
        for (index, level) in meanLevels.enumerated() {
            if seen.updateValue(level.points, forKey: level.from) != nil {
                faults.add("meanLevels[\(index)].from", .duplicate, "each level once")
            } else if meanLevels.contains(where: { $0.from < level.from && $0.points > level.points }) {
                faults.add("meanLevels[\(index)].points", .rule, "a higher mean never brings fewer points")
            }
        }
        if perMonthWon == .zero, perVeto == .zero, meanLevels.isEmpty {
            faults.add("perMonthWon", .rule, "a table that gives points for something: a month won, a mean, or a veto")
        }
        errors.add(faults)
        guard faults.isEmpty else { return nil }
        self.init(
            title: title, document: document, firstYear: firstYear, perMonthWon: perMonthWon, mostForWins: mostForWins,
            perVeto: perVeto, meanLevels: meanLevels.sorted { $0.from > $1.from }, leastMonths: leastMonths)
    }

    /// One that was published.
    package init(
        title: Text, document: Text, firstYear: Int, perMonthWon: Points, mostForWins: Points?, perVeto: Points,
        meanLevels: [MeanLevel], leastMonths: Int
    ) {
        self.title = title
        self.document = document
        self.firstYear = firstYear
        self.perMonthWon = perMonthWon
        self.mostForWins = mostForWins
        self.perVeto = perVeto
        self.meanLevels = meanLevels
        self.leastMonths = leastMonths
    }
}

extension PerformanceTable {
    /// What a year's figures come to, part by part.
    package struct Outcome: Hashable, Sendable {
        /// For the months won, bounded.
        package let wins: Points
        package let isBounded: Bool
        /// The level that the mean reached; nil for none, or where there were too few months.
        package let level: MeanLevel?
        /// Taken.
        package let vetoes: Points
        /// Never below 0.
        package let total: Points
    }

    package func outcome(of figures: YearFigures) -> Outcome {
        let uncapped = Points(hundredths: perMonthWon.hundredths * figures.monthsWon.count)
        let wins = mostForWins.map { min($0, uncapped) } ?? uncapped
        let level: MeanLevel? =
            if figures.monthsRanked.count >= leastMonths, let mean = figures.mean {
                meanLevels.first { mean >= $0.from }
            } else { nil }
        let vetoes = Points(hundredths: perVeto.hundredths * figures.vetoes.count)
        return Outcome(
            wins: wins, isBounded: wins < uncapped, level: level, vetoes: vetoes,
            total: max(.zero, wins + (level?.points ?? .zero) - vetoes))
    }
}
