/// A line over months, as SVG that the style sheet colours. Its figures stand in a table beside it.
struct LineChart: Sendable {
    struct Point: Sendable {
        let x: String
        let y: String
        let said: String
    }

    struct Tick: Sendable {
        let position: String
        let label: String
    }

    static let width = 640
    static let height = 200
    private static let (left, right, top, bottom) = (44, 16, 16, 40)

    let chartTitle: String
    let viewBox: String
    /// Unbroken stretches of the line, in SVG's notation of points; a month without a value breaks it.
    let stretches: [String]
    let points: [Point]
    let columns: [Tick]
    let lines: [Tick]
    let columnY: String
    let lineLeft: String
    let lineRight: String
    let labelX: String

    /// - Parameters:
    ///   - values: a label for each place, and its value in whole hundredths; nil for none.
    ///   - said: what a point says of itself.
    init(_ title: String, _ values: [(label: String, value: Int?)], said: (String, Int) -> String) {
        chartTitle = title
        viewBox = "0 0 \(Self.width) \(Self.height)"
        let known = values.compactMap(\.value)
        let scale = Scale(from: known.min() ?? 0, to: known.max() ?? 10_000)
        func x(_ index: Int) -> Int {
            let span = Self.width - Self.left - Self.right
            return values.count < 2 ? Self.left + span / 2 : Self.left + span * index / (values.count - 1)
        }
        func y(_ value: Int) -> Int {
            let span = Self.height - Self.top - Self.bottom
            return Self.top + span - span * (value - scale.lower) / (scale.upper - scale.lower)
        }
        var stretches: [[String]] = [[]]
        var points: [Point] = []
        for (index, entry) in values.enumerated() {
            guard let value = entry.value else {
                stretches.append([])
                continue
            }
            stretches[stretches.count - 1].append("\(x(index)),\(y(value))")
            points.append(Point(x: String(x(index)), y: String(y(value)), said: said(entry.label, value)))
        }
        self.stretches = stretches.filter { $0.count > 1 }.map { $0.joined(separator: " ") }
        self.points = points
        columns = values.enumerated().map { Tick(position: String(x($0)), label: $1.label) }
        lines = scale.ticks.map { Tick(position: String(y($0)), label: String($0 / 100)) }
        columnY = String(Self.height - 8)
        lineLeft = String(Self.left)
        lineRight = String(Self.width - Self.right)
        labelX = String(Self.left - 8)
    }

    /// Steps of ten, five or two points that enclose the values.
    private struct Scale {
        let lower: Int
        let upper: Int
        let step: Int

        init(from least: Int, to greatest: Int) {
            step = greatest - least > 2_000 ? 1_000 : greatest - least > 500 ? 500 : 200
            lower = least / step * step
            let above = (greatest + step - 1) / step * step
            upper = above == lower ? lower + step : above
        }

        var ticks: [Int] { Array(stride(from: lower, through: upper, by: step)) }
    }
}
