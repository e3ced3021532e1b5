/// A mean before it is rounded: a sum of whole hundredths, and of how many.
package struct Mean: Hashable, Sendable {
    /// In hundredths.
    package let total: Int
    /// At least 1.
    package let count: Int

    init(total: Int, count: Int) {
        self.total = total
        self.count = count
    }

    /// Nil of nothing.
    init?(of points: some Collection<Points>) {
        guard !points.isEmpty else { return nil }
        self.init(total: points.sum().hundredths, count: points.count)
    }

    /// Of one figure.
    init(_ points: Points) {
        self.init(total: points.hundredths, count: 1)
    }

    /// Half up, to hundredths.
    package var rounded: Points {
        Points(hundredths: Points.divideRoundingHalfUp(total, by: count))
    }

    /// Whether it is rounded at all.
    package var isExact: Bool { total.isMultiple(of: count) }

    /// Compares the exact values.
    func isAbove(_ other: Mean) -> Bool {
        if count == other.count { return total > other.total }
        return Int128(total) * Int128(other.count) > Int128(other.total) * Int128(count)
    }

    /// Σ weight × mean ÷ 100, rounded once.
    ///
    /// - Parameter parts: with weights in whole percent.
    static func weighted(_ parts: [(weight: Int, mean: Mean)]) -> Points {
        var (sum, divisor) = (Int128(0), Int128(1))
        for (weight, mean) in parts {
            sum = sum * Int128(mean.count) + Int128(weight) * Int128(mean.total) * divisor
            divisor *= Int128(mean.count)
        }
        divisor *= 100
        let (quotient, remainder) = sum.quotientAndRemainder(dividingBy: divisor)
        // Nothing here is below zero: half up is away from zero.
        return Points(hundredths: Int(quotient) + (2 * remainder >= divisor ? 1 : 0))
    }
}
