import Domain

/// An area's record in shorthand.
enum AreaSample {
    /// - Parameters:
    ///   - sheets: the totals by tier: `self 90 | branch 86 87.5`.
    ///   - holder: its number; of several, with blanks between.
    ///   - entries: items of the scheme's menu with how often: `commended*2 complaint sanction`.
    static func record(
        _ area: String = "A01", sheets: String = "self 90 | group 90 | branch 90 | public 90", entries: String = "",
        holder: String? = "1001", by scheme: SchemeContent
    ) throws -> AreaRecord {
        var totals: [AreaRecord.SheetTotal] = []
        for part in sheets.split(separator: "|") {
            let words = part.split(separator: " ")
            guard let tier = words.first.flatMap({ Tier(rawValue: String($0)) }) else { continue }
            for total in words.dropFirst() {
                totals.append(.init(sheet: ID(Int64(totals.count + 1)), tier: tier, total: try Points(total)))
            }
        }
        var adjustments: [AreaRecord.Entry] = []
        for entry in entries.split(separator: " ") {
            let parts = entry.split(separator: "*")
            guard let item = scheme.menuItem(String(parts[0])) else {
                throw Rejection(.unknown, "no item \(parts[0])")
            }
            let times = parts.count == 2 ? Int(parts[1]) ?? 0 : 1
            adjustments.append(
                .init(adjustment: ID(Int64(adjustments.count + 1)), kind: item.kind, item: item.key, times: times))
        }
        return AreaRecord(
            area: try Code(area), holders: try (holder ?? "").split(separator: " ").map { try Code(String($0)) },
            sheets: totals,
            entries: adjustments
        )
    }

    static func contender(
        _ area: String, sheets: String = "self 90 | group 90 | branch 90 | public 90", entries: String = "",
        preceding: [String] = [], holder: String? = "1001", by scheme: SchemeContent
    ) throws -> Ranking.Contender {
        Ranking.Contender(
            record: try record(area, sheets: sheets, entries: entries, holder: holder, by: scheme),
            preceding: try preceding.map { try Points($0) }
        )
    }
}

extension Ranking {
    /// The ranking of a month of one branch, from whatever order the areas come in.
    init(_ contenders: [Contender], by scheme: SchemeContent) throws {
        self.init(
            Inputs(
                branch: try Code("CG-03"), month: try Month(parsing: "2026-10"), scheme: scheme, contenders: contenders)
        )
    }

    /// One line a row: `1 A02 final`, with what decided it against the row above.
    var lines: [String] {
        rows.map { "\($0.place) \($0.area.text)" + ($0.decidedBy.map { " \($0.rawValue)" } ?? "") }
    }
}
