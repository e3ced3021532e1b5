/// The composed form of a text (NFC, Unicode Standard Annex 15): `é` and `e` with an accent after it are the same letter, and
/// 郎 is one character, by whichever of its code points it comes. What is stored is compared byte by byte, so there is one
/// way of writing it.
enum CanonicalForm {
    static func composed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        if scalars.allSatisfy(isSettled) { return text }
        return String(composed(ordered(scalars)))
    }

    /// Whether the character stands for itself and composes with none before it: ASCII, Western letters, Chinese and its
    /// signs. What a following one does to it is seen when that one is looked at, which is not settled.
    private static func isSettled(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x300, 0x3000...0x3029, 0x3030...0x3098, 0x309B...0x9FFF, 0xAC00...0xD7A3, 0xFF00...0xFFEF,
            0x2010...0x206F, 0x20000...0x2F7FF:
            true
        default: false
        }
    }

    /// The characters taken apart as far as they go, the marks of each in their order.
    private static func ordered(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
        var parts: [Unicode.Scalar] = []
        for scalar in scalars { takeApart(scalar, into: &parts) }
        var start = 0
        while start < parts.count {
            guard rank(parts[start]) > 0 else {
                start += 1
                continue
            }
            let end = parts[start...].firstIndex { rank($0) == 0 } ?? parts.count
            let marks = parts[start..<end].enumerated()
                .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
            parts.replaceSubrange(start..<end, with: marks.map(\.element))
            start = end
        }
        return parts
    }

    private static func takeApart(_ scalar: Unicode.Scalar, into parts: inout [Unicode.Scalar]) {
        if let syllable = Hangul(scalar) {
            parts += syllable.letters
        } else if let pair = tables.apart[scalar] {
            for part in pair { takeApart(part, into: &parts) }
        } else {
            parts.append(UnifiedIdeographs.secondEncodings.contains(scalar.value) ? scalar.unified : scalar)
        }
    }

    private static func composed(_ parts: [Unicode.Scalar]) -> String.UnicodeScalarView {
        var composed: [Unicode.Scalar] = []
        /// Where the letter stands that what follows may go together with.
        var letter: Int?
        /// The rank of what stands last after it; nil right behind it.
        var between: UInt8?
        for part in parts {
            let rank = rank(part)
            if let place = letter, between.map({ $0 < rank }) ?? true, let both = together(composed[place], part) {
                composed[place] = both
                continue
            }
            if rank == 0 { letter = composed.count }
            between = rank == 0 ? nil : rank
            composed.append(part)
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: composed)
        return view
    }

    private static func together(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
        Hangul.together(first, second) ?? tables.together[Pair(first, second)]
    }

    /// By which marks of one letter are ordered; 0 for what is no mark.
    private static func rank(_ scalar: Unicode.Scalar) -> UInt8 {
        scalar.value < 0x300 ? 0 : scalar.properties.canonicalCombiningClass.rawValue
    }

    private struct Pair: Hashable {
        let first: Unicode.Scalar
        let second: Unicode.Scalar

        init(_ first: Unicode.Scalar, _ second: Unicode.Scalar) {
            (self.first, self.second) = (first, second)
        }
    }

    private struct Tables {
        var apart: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        var together: [Pair: Unicode.Scalar] = [:]

        init() {
            var second: Unicode.Scalar?
            for word in CanonicalForm.pairs.split(separator: " ") {
                if word.first == "+" {
                    second = Unicode.Scalar(hexadecimal: word.dropFirst())
                    continue
                }
                let parts = word.split(separator: "=").compactMap { Unicode.Scalar(hexadecimal: $0) }
                guard let second, parts.count == 2 else { continue }
                apart[parts[1]] = [parts[0], second]
                together[Pair(parts[0], second)] = parts[1]
            }
            for word in CanonicalForm.others.split(separator: " ") {
                let parts = word.split { $0 == "=" || $0 == "+" }.compactMap { Unicode.Scalar(hexadecimal: $0) }
                if let whole = parts.first { apart[whole] = Array(parts.dropFirst()) }
            }
        }
    }

    private static let tables = Tables()
}

/// A syllable of Korean, which is made of two or three letters by arithmetic (Unicode Standard, 3.12).
private struct Hangul {
    private static let (syllables, leading, vowels, trailing): (UInt32, UInt32, UInt32, UInt32) =
        (0xAC00, 0x1100, 0x1161, 0x11A7)
    private static let (leadingCount, vowelCount, trailingCount): (UInt32, UInt32, UInt32) = (19, 21, 28)

    private let index: UInt32

    init?(_ scalar: Unicode.Scalar) {
        guard (0xAC00...0xD7A3).contains(scalar.value) else { return nil }
        index = scalar.value - Self.syllables
    }

    var letters: [Unicode.Scalar] {
        let (pair, last) = index.quotientAndRemainder(dividingBy: Self.trailingCount)
        let (first, vowel) = pair.quotientAndRemainder(dividingBy: Self.vowelCount)
        let letters = [Self.leading + first, Self.vowels + vowel] + (last == 0 ? [] : [Self.trailing + last])
        return letters.compactMap { Unicode.Scalar($0) }
    }

    static func together(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
        if (leading..<leading + leadingCount).contains(first.value),
            (vowels..<vowels + vowelCount).contains(second.value)
        {
            let pair = (first.value - leading) * vowelCount + second.value - vowels
            return Unicode.Scalar(syllables + pair * trailingCount)
        }
        guard let syllable = Hangul(first), syllable.index.isMultiple(of: trailingCount),
            (trailing + 1..<trailing + trailingCount).contains(second.value)
        else { return nil }
        return Unicode.Scalar(first.value + second.value - trailing)
    }
}

extension Unicode.Scalar {
    fileprivate init?(hexadecimal digits: Substring) {
        guard let value = UInt32(digits, radix: 16) else { return nil }
        self.init(value)
    }
}
