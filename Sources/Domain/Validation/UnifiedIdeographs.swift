/// Ideographs that were encoded a second time, and the character that each of them is: compatibility ideographs (as Korean
/// and Taiwanese sets bring them), radicals (as programs that read PDF give them out), and the private code points that old
/// Chinese programs write for characters which had none in their day.
enum UnifiedIdeographs {
    /// Of Unicode's own equivalences, which hold in any text.
    static let secondEncodings: CharacterRanges = [0xF900...0xFAFF, 0x2F800...0x2FA1F]

    /// All places that ``unified`` looks at.
    static let places: CharacterRanges = [
        0x2E80...0x2FDF, 0xE815...0xE864, 0xF900...0xFAFF, 0x2F800...0x2FA1F,
    ]

    fileprivate static let characters: [UInt32: Unicode.Scalar] = {
        var characters: [UInt32: Unicode.Scalar] = [:]
        var next: UInt32?
        for word in runs.split(separator: " ") {
            guard let first = next else {
                next = UInt32(word, radix: 16)
                continue
            }
            for (place, scalar) in zip(first..., word.unicodeScalars) { characters[place] = scalar }
            next = nil
        }
        return characters
    }()
}

/// Stretches of code points.
struct CharacterRanges: ExpressibleByArrayLiteral {
    private let ranges: [ClosedRange<UInt32>]

    init(arrayLiteral elements: ClosedRange<UInt32>...) {
        ranges = elements
    }

    func contains(_ value: UInt32) -> Bool {
        ranges.contains { $0.contains(value) }
    }
}

extension Unicode.Scalar {
    /// The same character as it is written today; itself, where it was encoded once.
    var unified: Unicode.Scalar { UnifiedIdeographs.characters[value] ?? self }
}
