import Domain
import Testing

/// What no scheme of either format may do to a score (design §4 "Scoring", "Scheme, format 2").
@Suite struct GeneratedScoreTests {
    /// Runs `check` over the areas of seeded months.
    private func each(
        seed: UInt64, _ check: (AreaRecord, SchemeContent, inout SplitMix64) throws -> String?
    ) throws {
        let schemes = try GeneratedMonth.schemes()
        var (generator, other) = (SplitMix64(seed: seed), SplitMix64(seed: seed + 1000))
        for number in 1...1_000 {
            let month = try GeneratedMonth(&generator, schemes: schemes)
            for contender in month.contenders {
                if let fault = try check(contender.record, month.scheme, &other) {
                    Issue.record("month \(number) of seed \(seed): \(fault)\n\(contender.record)")
                    return
                }
            }
        }
    }

    private static func record(
        _ record: AreaRecord, sheets: [AreaRecord.SheetTotal]? = nil, entries: [AreaRecord.Entry]? = nil
    ) -> AreaRecord {
        AreaRecord(
            area: record.area, holders: record.holders, sheets: sheets ?? record.sheets,
            entries: entries ?? record.entries)
    }

    @Test func `the order in which things were entered is of no account`() throws {
        try each(seed: 21) { record, scheme, generator in
            let score = Score(of: record, by: scheme)
            let shuffled = Score(
                of: Self.record(
                    record, sheets: record.sheets.shuffled(using: &generator),
                    entries: record.entries.shuffled(using: &generator)), by: scheme)
            guard shuffled.final == score.final, shuffled.items == score.items, shuffled.outcome == score.outcome else {
                return "shuffled: \(shuffled)"
            }
            let before = Set(score.entries), after = Set(shuffled.entries)
            return before == after ? nil : "counts otherwise: \(after)"
        }
    }

    @Test func `every scheme's example of itself is a month that is ranked`() throws {
        for scheme in try GeneratedMonth.schemes() {
            let score = Score(of: scheme.example, by: scheme)
            #expect(
                score.isRanked && score.items.count == min(scheme.bonuses.count, 1) + min(scheme.deductions.count, 1))
        }
    }

    @Test func `one bonus more never lowers a final, nor one deduction less`() throws {
        try each(seed: 22) { record, scheme, generator in
            let score = Score(of: record, by: scheme)
            guard score.isRanked else { return nil }
            let bonus = try GeneratedMonth.entry(
                999_999, for: generator.one(of: scheme.bonuses).key, &generator, scheme)
            let more = Score(of: Self.record(record, entries: record.entries + [bonus]), by: scheme)
            if more.final < score.final { return "one bonus more: \(more)" }
            for (index, entry) in record.entries.enumerated() where entry.kind == .deduction {
                var rest = record.entries
                rest.remove(at: index)
                let less = Score(of: Self.record(record, entries: rest), by: scheme)
                if less.final < score.final { return "without \(entry): \(less)" }
            }
            return nil
        }
    }

    @Test func `of one event and kind one entry counts, the highest, and the others say under which`() throws {
        var seen = 0
        try each(seed: 23) { record, scheme, _ in
            let parts = Score(of: record, by: scheme).entries
            for (entry, part) in zip(record.entries, parts) {
                guard let other = part.countsUnder else { continue }
                seen += 1
                guard let index = record.entries.firstIndex(where: { $0.adjustment == other }) else {
                    return "no \(other)"
                }
                let under = record.entries[index]
                if parts[index].countsUnder != nil || parts[index].points < part.points || under.kind != entry.kind
                    || under.event?.name != entry.event?.name || entry.kind == .veto
                {
                    return "\(part) under \(parts[index])"
                }
            }
            return nil
        }
        #expect(seen > 50)
    }

    @Test func `a scheme of format 1 that is written as one of format 2 ranks the same`() throws {
        let schemes = try GeneratedMonth.schemes().filter { $0.format == 1 }
        var generator = SplitMix64(seed: 24)
        for _ in 1...500 {
            let month = try GeneratedMonth(&generator, schemes: schemes)
            let later = try SchemeContent(month.scheme.json.replacing("format", with: 2))
            let (one, other) = (
                try Ranking(month.contenders, by: month.scheme), try Ranking(month.contenders, by: later)
            )
            #expect(one == other)
        }
    }
}
