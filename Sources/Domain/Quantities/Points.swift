/// Assessment points, held as whole hundredths so that sums and comparisons are exact.
///
/// Outside, points are numbers with at most two decimals; a third decimal is an error, never rounded away.
package struct Points: Hashable, Sendable, Comparable {
    /// Beyond any scheme, and small enough that weighted sums over any number of sheets cannot overflow.
    package static let maximum = Points(hundredths: 1_000_000)
    package static let zero = Points(hundredths: 0)
    /// The least that two can differ by.
    package static let hundredth = Points(hundredths: 1)

    package let hundredths: Int

    package init(hundredths: Int) {
        self.hundredths = hundredths
    }

    /// Reads `14`, `14.5` or `14.50`. Signs, exponents, full-width digits and formulas are refused.
    package init(_ raw: some StringProtocol) throws(Rejection) {
        var whole = 0
        var fraction = 0
        var decimals = -1
        var digits = 0
        for byte in raw.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9") where decimals < 0:
                whole = whole * 10 + Int(byte - UInt8(ascii: "0"))
                digits += 1
                if whole > Self.maximum.hundredths { throw Self.tooMany }
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                decimals += 1
                digits += 1
                guard decimals <= 2 else {
                    throw Rejection(.precision, "‘\(raw.prefix(40))’ has more than two decimals")
                }
                fraction = fraction * 10 + Int(byte - UInt8(ascii: "0"))
            case UInt8(ascii: ".") where decimals < 0 && digits > 0:
                decimals = 0
            default:
                throw Self.notANumber(raw)
            }
        }
        guard digits > 0 else { throw .missing }
        guard decimals != 0 else { throw Self.notANumber(raw) }
        let hundredths = whole * 100 + (decimals == 1 ? fraction * 10 : fraction)
        guard hundredths <= Self.maximum.hundredths else { throw Self.tooMany }
        self.hundredths = hundredths
    }

    private static let tooMany = Rejection(.range, "points go up to \(maximum.description)")

    private static func notANumber(_ raw: some StringProtocol) -> Rejection {
        Rejection(.format, "‘\(raw.prefix(40))’ is not a number of points: write it in plain digits, for example 14.5")
    }

    package static func + (left: Self, right: Self) -> Self {
        Points(hundredths: left.hundredths + right.hundredths)
    }

    package static func - (left: Self, right: Self) -> Self {
        Points(hundredths: left.hundredths - right.hundredths)
    }

    package static func += (left: inout Self, right: Self) {
        left = left + right
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.hundredths < right.hundredths
    }

    /// The quotient of two whole numbers, rounded half up, that is away from zero.
    ///
    /// - Precondition: `divisor` is positive.
    package static func divideRoundingHalfUp(_ dividend: Int, by divisor: Int) -> Int {
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        guard 2 * abs(remainder) >= divisor else { return quotient }
        return quotient + (dividend < 0 ? -1 : 1)
    }
}

extension Sequence<Points> {
    package func sum() -> Points {
        reduce(.zero, +)
    }
}

extension Collection<Points> {
    /// The mean rounded half up to hundredths; nil of nothing.
    package var mean: Points? {
        isEmpty ? nil : Points(hundredths: Points.divideRoundingHalfUp(sum().hundredths, by: count))
    }
}

extension Points: CustomStringConvertible {
    /// The shortest plain notation: `14`, `14.5`, `14.05`.
    package var description: String {
        let magnitude = abs(hundredths)
        let (whole, fraction) = magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = hundredths < 0 ? "-" : ""
        if fraction == 0 { return "\(sign)\(whole)" }
        if fraction % 10 == 0 { return "\(sign)\(whole).\(fraction / 10)" }
        return "\(sign)\(whole).\(fraction < 10 ? "0" : "")\(fraction)"
    }

    /// Always two decimals, for columns: `14.00`.
    package var fixed: String {
        let (whole, fraction) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
        return "\(hundredths < 0 ? "-" : "")\(whole).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
