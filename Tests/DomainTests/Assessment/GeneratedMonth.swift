import Domain

/// A branch's month made up from few distinct values, so that ties abound.
struct GeneratedMonth {
    let scheme: SchemeContent
    let contenders: [Ranking.Contender]

    /// Schemes that differ in everything scoring and ranking look at.
    static func schemes() throws -> [SchemeContent] {
        var schemes: [SchemeContent] = []
        // With one that has weight, by its place.
        for (tiers, heavy) in [
            ("self 10 mean, group 20 mean, branch 50 trimmedMean, public 20 median", 1),
            ("self 0 mean, branch 100 median", 1),
            ("group 33 median, branch 0 mean, public 67 trimmedMean", 2),
            ("self 25 mean, public 75 mean", 1), ("self 60 median, branch 40 mean", 0),
        ] {
            for (awards, minimum, cap) in [(1, "85", "8"), (2, "82.5", "2.5"), (3, "0", "0")] {
                let changes = [
                    "tiers": SchemeSample.tiers(tiers), "awardsPerBranch": "\(awards)", "awardMinimum": minimum,
                    "bonusCap": cap,
                ]
                schemes.append(try SchemeSample.content(changes))
                let later = [
                    "format": "2", "rounding": #""final""#, "trimFrom": "3", "tiers[\(heavy)].minimumSheets": "2",
                    "criteria[0].mode": #""base""#,
                    "criteria[0].losses": #"[{"key":"late","titleZh":"迟到","titleEn":"Late","points":2}]"#,
                ].merging(SchemeSample.details) { own, _ in own }
                let document = try later.sorted { $0.key < $1.key }.reduce(SchemeSample.document(changes)) {
                    try $0.replacing($1.key, with: SchemeSample.parsed($1.value))
                }
                schemes.append(try SchemeContent(document))
            }
        }
        return schemes
    }

    init(_ generator: inout SplitMix64, schemes: [SchemeContent]) throws {
        let scheme = generator.one(of: schemes)
        let values = generator.one(of: [
            [8000, 9000], [8499, 8500, 8501], [0, 1, 2], [7950, 8000, 8033, 8066, 10000],
        ])
        self.scheme = scheme
        var contenders: [Ranking.Contender] = []
        for number in 0..<generator.number(0...9) {
            let holders = try Self.holders(&generator, of: number)
            var sheets: [AreaRecord.SheetTotal] = []
            for rule in scheme.tiers where !generator.once(in: 20) {
                var count = generator.once(in: 3) ? generator.number(1...7) : 1
                // Of those who hold an area each scores it once, or not at all.
                if rule.tier == .own, !holders.isEmpty { count = min(count, holders.count) }
                for _ in 0..<count {
                    let total = Points(hundredths: generator.one(of: values))
                    sheets.append(.init(sheet: ID(Int64(number * 100 + sheets.count)), tier: rule.tier, total: total))
                }
            }
            var entries: [AreaRecord.Entry] = []
            while generator.once(in: 2) {
                let item = generator.one(of: scheme.menu)
                if item.kind == .veto, !generator.once(in: 4) { continue }
                entries.append(
                    try Self.entry(Int64(number * 100 + entries.count), for: item.key, &generator, scheme))
            }
            let record = AreaRecord(
                area: try Code("A\(number / 10)\(number % 10)"),
                holders: holders, sheets: sheets, entries: entries
            )
            let months = generator.once(in: 2) ? 0 : generator.number(1...Ranking.trendMonths)
            contenders.append(
                Ranking.Contender(
                    record: record, preceding: (0..<months).map { _ in Points(hundredths: generator.one(of: values)) }
                )
            )
        }
        self.contenders = contenders.shuffled(using: &generator)
    }

    /// An entry for an item, with what it takes.
    static func entry(
        _ id: Int64, for key: Code, _ generator: inout SplitMix64, _ scheme: SchemeContent
    ) throws -> AreaRecord.Entry {
        guard let item = scheme.menuItem(key.text) else { throw Rejection(.unknown, "no item \(key.text)") }
        var (points, level): (Points?, Code?)
        switch item.amount {
        case .range(let bounds): points = generator.one(of: [bounds.lowerBound, bounds.upperBound])
        case .levels(let levels): level = generator.one(of: levels).key
        case .fixed, nil: break
        }
        // A revision has a later id than the one that it was recorded by.
        let event =
            scheme.format > 1 && generator.once(in: 2)
            ? AreaRecord.Event(
                name: generator.one(of: ["国庆保障", "创卫"]), origin: ID(generator.once(in: 3) ? id - 50 : id)) : nil
        return AreaRecord.Entry(
            adjustment: ID(id), kind: item.kind, item: key, times: item.kind == .veto ? 1 : generator.number(1...4),
            points: points, level: level, event: event)
    }

    private static func holders(_ generator: inout SplitMix64, of area: Int) throws -> [Code] {
        if generator.once(in: 20) { return [] }
        let count = generator.once(in: 4) ? generator.number(2...3) : 1
        return try (0..<count).map { try Code("\(1000 + 10 * area + $0)") }
    }
}
