extension Int {
    /// At least two digits, for dates and times of day.
    package var twoDigits: String {
        self < 10 ? "0\(self)" : "\(self)"
    }
}

extension StringProtocol {
    /// The value of plain ASCII digits; nil for anything else, signs and full-width digits included.
    package var asciiNumber: Int? {
        guard !isEmpty, utf8.count <= 9 else { return nil }
        var value = 0
        for byte in utf8 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    /// Writes a number in so many decimal digits, with zeros before it, and the ASCII character after it.
    ///
    /// - Parameter number: from 0 on, with no more digits than that.
    func write(_ number: Int, width: Int, at offset: Int, then sign: Unicode.Scalar? = nil) {
        var rest = number
        for place in (offset..<offset + width).reversed() {
            self[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        if let sign { self[offset + width] = UInt8(ascii: sign) }
    }
}

/// Reads numbers of a fixed width from a text, such as a date's, from its beginning on.
struct ASCIIDigits {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// The value of the next so many plain ASCII digits; nil where there is anything else.
    mutating func take(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let byte = rest.popFirst(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }

    /// Whether the next character is this one, which is passed.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        rest.popFirst() == UInt8(ascii: character)
    }
}

extension String {
    /// With the full-width forms of ASCII (`２００５／７`, `（`), as Chinese keyboards write them, in their common form, and
    /// the ideographic space as a space.
    package var halfWidth: String {
        utf8.contains(0xE3) ? inASCIIWidth.replacing("\u{3000}", with: " ") : inASCIIWidth
    }
}

extension [UInt8] {
    /// Lower-case hexadecimal.
    package var hexadecimal: String {
        String(unsafeUninitializedCapacity: 2 * count) { text in
            for (index, byte) in enumerated() {
                text[2 * index] = Self.hexadecimalDigits[Int(byte >> 4)]
                text[2 * index + 1] = Self.hexadecimalDigits[Int(byte & 15)]
            }
            return 2 * count
        }
    }

    private static let hexadecimalDigits = Array("0123456789abcdef".utf8)
}
