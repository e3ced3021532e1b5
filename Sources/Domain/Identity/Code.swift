/// A short identifier that people read, write and say: `CG-03`, `CG-03-A07`, `monthly-2026`, `1042`.
///
/// 1 to 32 ASCII letters, digits, `-`, `_` and `.`, beginning with a letter or digit. Case is significant.
package struct Code: Hashable, Sendable, Comparable {
    package static let maximumLength = 32

    package let text: String

    package init(_ raw: String) throws(Rejection) {
        let text = raw.trimmed
        guard let first = text.utf8.first else { throw .missing }
        guard text.utf8.count <= Self.maximumLength else { throw .tooLong(maximum: Self.maximumLength) }
        guard Self.isAlphanumeric(first), text.utf8.allSatisfy(Self.isAllowed) else {
            throw Rejection(
                .format, "‘\(text)’ is not a code: use letters, digits, ‘-’, ‘_’ and ‘.’, for example CG-03")
        }
        self.text = text
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.text < right.text
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
