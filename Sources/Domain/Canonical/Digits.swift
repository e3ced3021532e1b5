extension Int {
    /// At least two digits, for dates and times of day.
    package var twoDigits: String {
        self < 10 ? "0\(self)" : "\(self)"
    }
}

extension StringProtocol {
    /// The value of plain ASCII digits; nil for anything else, signs and full-width digits included.
    package var asciiNumber: Int? {
        guard !isEmpty, utf8.count <= 9, utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else {
            return nil
        }
        return Int(self)
    }
}

extension String {
    /// With the full-width forms of ASCII (`２００５／７`, `（`), as Chinese keyboards write them, in their common form, and
    /// the ideographic space as a space.
    package var halfWidth: String {
        utf8.contains(0xE3) ? inASCIIWidth.replacing("\u{3000}", with: " ") : inASCIIWidth
    }
}

extension Sequence<UInt8> {
    /// Lower-case hexadecimal.
    package var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
