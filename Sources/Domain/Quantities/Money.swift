/// An amount of money, in whole fen.
package struct Money: Hashable, Sendable, Comparable {
    package static let range = 1...1_000_000_000

    package let fen: Int

    /// As it is kept.
    package init(fen: Int) {
        self.fen = fen
    }

    /// Reads yuan, with at most two decimals: `1000`, `1000.5`. A third decimal is an error, never rounded away.
    package init(yuan raw: String) throws(Rejection) {
        let plain = raw.trimmed
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }) else {
            throw Rejection(.format, "‘\(plain.prefix(40))’ is no amount: write yuan in plain digits, such as 1000.50")
        }
        let cents = parts.count == 2 ? parts[1] : "00"
        guard cents.count <= 2 else {
            throw Rejection(.precision, "‘\(plain.prefix(40))’ has more than two decimals")
        }
        guard parts[0].count <= 8, let fen = Int(parts[0] + cents + String(repeating: "0", count: 2 - cents.count)),
            Self.range.contains(fen)
        else { throw Rejection(.range, "an amount is more than 0, and at most 10,000,000 yuan") }
        self.fen = fen
    }

    package static func < (left: Self, right: Self) -> Bool { left.fen < right.fen }
}

extension Money: CustomStringConvertible {
    /// In yuan: `1000.50`.
    package var description: String {
        "\(fen / 100).\(fen % 100 < 10 ? "0" : "")\(fen % 100)"
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
