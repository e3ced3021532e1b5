/// A short identifier that people read, write and say: `CG-03`, `CG-03-A07`, `monthly-2026`, `1042`.
///
/// 1 to 32 ASCII letters, digits, `-`, `_` and `.`, beginning with a letter or digit. Case is significant. Full-width ones,
/// which a Chinese keyboard writes, are read as the same.
package struct Code: Hashable, Sendable, Comparable {
    package static let maximumLength = 32

    package let text: String

    package init(_ raw: String) throws(Rejection) {
        // Most come as they are to be.
        if Self.isPlain(raw) {
            text = raw
            return
        }
        let text = raw.trimmed.inASCIIWidth
        guard let first = text.utf8.first else { throw .missing }
        guard text.utf8.count <= Self.maximumLength else { throw .tooLong(maximum: Self.maximumLength) }
        guard Self.isAlphanumeric(first), text.utf8.allSatisfy(Self.isAllowed) else {
            if Self.isShortened(text) {
                throw Rejection(
                    .format,
                    "‘\(text)’ is what a spreadsheet program makes of a long number: have the column as text, and write the number anew"
                )
            }
            throw Rejection(
                .format, "‘\(text)’ is not a code: use letters, digits, ‘-’, ‘_’ and ‘.’, for example CG-03")
        }
        self.text = text
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.text < right.text
    }

    private static func isPlain(_ raw: String) -> Bool {
        guard let first = raw.utf8.first, raw.utf8.count <= maximumLength else { return false }
        return isAlphanumeric(first) && raw.utf8.allSatisfy(isAllowed)
    }

    /// Whether it is a number with a power of ten, such as 1.1E+17.
    private static func isShortened(_ text: String) -> Bool {
        let parts = text.uppercased().split(separator: "E+", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
            }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }
}

extension String {
    /// With letters, digits and signs of ASCII for full-width ones.
    package var inASCIIWidth: String {
        guard utf8.contains(0xEF) else { return self }
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            let isWide = (0xFF01...0xFF5E).contains(scalar.value)
            text.append(isWide ? Unicode.Scalar(scalar.value - 0xFF00 + 0x20) ?? scalar : scalar)
        }
        return String(text)
    }
}
