import Domain
import Storage

/// A line over months as small as a word, as SVG that the style sheet colours, for a row of a table.
struct SparkLine: Sendable {
    private static let (width, height, margin) = (96, 24, 3)

    let sparkBox: String
    /// Unbroken stretches of the line, in SVG's notation of points; a month without a value breaks it.
    let stretches: [String]
    /// The last of its points.
    let lastX: String
    let lastY: String
    /// What it shows, for who does not see it.
    let said: String

    /// - Parameters:
    ///   - values: one for each place, in whole hundredths; nil for none.
    ///   - range: of all the lines beside one another, which are drawn alike.
    /// - Returns: nil where there are not two values to draw a line between.
    init?(_ values: [Int?], within range: ClosedRange<Int>, said: String) {
        guard values.count(where: { $0 != nil }) > 1 else { return nil }
        let span = max(1, range.upperBound - range.lowerBound)
        let places = values.enumerated().map { index, value in
            value.map { value in
                (
                    x: Self.margin + (Self.width - 2 * Self.margin) * index / max(1, values.count - 1),
                    y: Self.height - Self.margin
                        - (Self.height - 2 * Self.margin) * (value - range.lowerBound) / span
                )
            }
        }
        stretches = places.split { $0 == nil }.filter { $0.count > 1 }.map { stretch in
            stretch.compactMap { $0.map { "\($0.x),\($0.y)" } }.joined(separator: " ")
        }
        let last = places.compactMap(\.self).last
        (lastX, lastY) = (String(last?.x ?? 0), String(last?.y ?? 0))
        sparkBox = "0 0 \(Self.width) \(Self.height)"
        self.said = said
    }
}

extension SparkLine {
    /// An area's finals over the twelve months up to one; a month in which it was not ranked breaks the line.
    init?(_ history: [AreaMonth], through last: Month, _ words: Words) {
        let finals = Dictionary(
            history.filter(\.score.isRanked).map { ($0.month, $0.score.final) }, uniquingKeysWith: { first, _ in first }
        )
        let months = (0..<12).map { last.adding(months: $0 - 11) }
        let values = finals.values.map(\.hundredths)
        guard let least = values.min(), let greatest = values.max() else { return nil }
        self.init(
            months.map { finals[$0]?.hundredths }, within: least...greatest,
            said: words.list(
                months.compactMap { month in finals[month].map { "\(words.shortMonth(month)) \($0.fixed)" } }))
    }
}
