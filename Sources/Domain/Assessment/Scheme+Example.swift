extension SchemeContent {
    /// How full the example's sheets are, in percent, in turn.
    private static let exampleShares = [92, 88, 95, 84, 90]

    /// An area's month, made up, to show how the scheme counts before anybody goes by it: as many sheets in each tier as it
    /// takes, and as many as it takes to drop any; the first bonus and the first deduction once each, with the least points.
    package var example: AreaRecord {
        var sheets: [AreaRecord.SheetTotal] = []
        for rule in tiers where rule.weight > 0 {
            let wanted = rule.tier == .own ? 1 : rule.combination == .trimmedMean ? trimFrom : 2
            let count = max(rule.minimumSheets, min(wanted, rule.maximumSheets ?? wanted))
            for number in 0..<count {
                let share = Self.exampleShares[number % Self.exampleShares.count]
                let total = Points.divideRoundingHalfUp(maximumTotal.hundredths * share, by: 100)
                sheets.append(
                    AreaRecord.SheetTotal(
                        sheet: ID(Int64(sheets.count + 1)), tier: rule.tier, total: Points(hundredths: total)))
            }
        }
        let items =
            bonuses.prefix(1).map { (Adjustment.Kind.bonus, $0) } + deductions.prefix(1).map { (.deduction, $0) }
        let entries = items.enumerated().map { place, item in item.1.exampleEntry(item.0, ID(Int64(place + 1))) }
        // Whose code it is makes no difference.
        return AreaRecord(area: code, holders: [code], sheets: sheets, entries: entries)
    }
}

extension SchemeContent.Criterion {
    /// What a sheet may say of one that starts from a base, to show how it counts: its first two causes, with the least
    /// points, the first one twice. Empty where none is listed, and where points are given.
    package var exampleLosses: [Sheet.Loss] {
        (losses ?? []).prefix(2).enumerated().map { place, loss in
            let points: Points =
                switch loss.amount {
                case .fixed(let points): points
                case .range(let bounds): bounds.lowerBound
                case .levels(let levels): levels.map(\.points).min() ?? .hundredth
                }
            return Sheet.Loss(cause: .item(loss.key), times: place == 0 ? 2 : 1, points: points)
        }
    }
}

extension SchemeContent.Item {
    fileprivate func exampleEntry(_ kind: Adjustment.Kind, _ id: ID<Adjustment>) -> AreaRecord.Entry {
        let (points, level): (Points?, Code?) =
            switch amount {
            case .fixed: (nil, nil)
            case .range(let bounds): (bounds.lowerBound, nil)
            case .levels(let levels): (nil, levels.min { $0.points < $1.points }?.key)
            }
        return AreaRecord.Entry(adjustment: id, kind: kind, item: key, times: 1, points: points, level: level)
    }
}
