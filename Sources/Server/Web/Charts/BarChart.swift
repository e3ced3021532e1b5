/// Bars beside one another, as SVG that the style sheet colours. Their figures stand in a table beside it.
struct BarChart: Sendable {
    struct Bar: Sendable {
        let y: String
        let textY: String
        let width: String
        let valueX: String
        let label: String
        let value: String
        /// Set apart from the others: a winner.
        let isMarked: Bool
    }

    private static let (width, labels, values, row) = (640, 200, 64, 26)

    let chartTitle: String
    /// Where the bars begin, and what the longest could be.
    let chartNote: String
    let viewBox: String
    let barX: String
    let labelX: String
    let bars: [Bar]

    /// - Parameters:
    ///   - note: where the bars begin.
    ///   - values: each with its share of the greatest that there could be, in hundredths.
    init(_ title: String, note: String, _ values: [(label: String, value: String, share: Int, isMarked: Bool)]) {
        chartTitle = title
        chartNote = note
        viewBox = "0 0 \(Self.width) \(max(1, values.count) * Self.row + 4)"
        barX = String(Self.labels)
        labelX = String(Self.labels - 8)
        bars = values.enumerated().map { index, entry in
            let span = Self.width - Self.labels - Self.values
            let width = max(1, span * min(max(entry.share, 0), 100) / 100)
            return Bar(
                y: String(index * Self.row + 4), textY: String(index * Self.row + 20), width: String(width),
                valueX: String(Self.labels + width + 6), label: String(entry.label.prefix(14)), value: entry.value,
                isMarked: entry.isMarked
            )
        }
    }
}
