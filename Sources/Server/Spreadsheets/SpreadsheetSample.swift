/// Words of a file that are not ASCII, by which it is judged how they are to be read: as UTF-8 or as GB18030. That bytes are
/// well-formed UTF-8 does not make them UTF-8: 袁强 in GB18030 is `Ԭǿ` in UTF-8, which nobody is called.
///
/// Each reading gets points for what an office writes, characters in common use above all, and loses some for what nobody
/// writes. Tried with every common name and heading in both encodings (SpreadsheetEncodingTests).
struct SpreadsheetSample {
    /// In bytes.
    private static let most = 16_384
    /// What parts two words of the sample.
    private static let lineFeed = UInt8(ascii: "\n")

    /// The words, each with the ASCII beside it, a line for each.
    private var words: [UInt8] = []
    private var last = lineFeed
    private var isInWord = false

    mutating func take(_ bytes: [UInt8], count: Int) {
        var index = 0
        bytes.withUnsafeBytes { raw in
            while index < count, words.count < Self.most {
                if !isInWord {
                    while index + 8 <= count,
                        raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                    {
                        last = raw[index + 7]
                        index += 8
                    }
                    if index == count { break }
                }
                let byte = raw[index]
                if byte >= 0x80 {
                    if !isInWord { words += [Self.lineFeed, last] }
                    words.append(byte)
                } else if isInWord {
                    words.append(byte)
                }
                isInWord = byte >= 0x80
                last = byte
                index += 1
            }
        }
    }

    /// Whether the words make more sense as GB18030. Not where they are none.
    ///
    /// - Throws: where the system has no converter.
    func isGB18030() throws(SpreadsheetFault) -> Bool {
        guard let double = doubleBytePoints() else { return false }
        return try double > utf8Points()
    }

    // MARK: As GB18030

    /// nil where there is a character that GB18030 does not have.
    private func doubleBytePoints() -> Double? {
        var points = 0.0
        var rest = words[...]
        while let cell = GBCell(&rest) {
            guard let place = cell.place else { return nil }
            points += place.points
        }
        return points
    }

    // MARK: As UTF-8

    private func utf8Points() throws(SpreadsheetFault) -> Double {
        let text = Array(String(decoding: words, as: UTF8.self).unicodeScalars)
        let converter = try SpreadsheetConverter(from: .utf8, to: .gb18030)
        var points = 0.0
        var index = 0
        while index < text.count {
            let scalar = text[index]
            if let alphabet = Alphabet(scalar) {
                let word = text[index...].prefix { Alphabet($0) == alphabet }
                points += alphabet.points(of: word)
                index += word.count
                continue
            }
            let before = index > 0 ? text[index - 1] : "\n"
            let after = index + 1 < text.count ? text[index + 1] : "\n"
            points +=
                scalar.value < 0x800
                ? Self.points(of: scalar, between: before, after) : try Self.points(ofWide: scalar, by: converter)
            index += 1
        }
        return points
    }

    /// Of a sign, or an accented letter: it stands in a word, or by a figure.
    private static func points(
        of scalar: Unicode.Scalar, between before: Unicode.Scalar, _ after: Unicode.Scalar
    ) -> Double {
        func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII && scalar.properties.isAlphabetic }
        func isPart(_ scalar: Unicode.Scalar) -> Bool { isLetter(scalar) || scalar.value >= 0x3400 }
        func isFigure(_ scalar: Unicode.Scalar) -> Bool {
            isLetter(scalar) || scalar.isASCII && scalar.properties.numericType == .decimal
        }
        switch scalar.value {
        case 0..<0x80: return 0
        case 0xB7: return isPart(before) && isPart(after) ? 3 : -1
        case 0xB0, 0xB1, 0xD7: return isFigure(before) || isFigure(after) ? 2.5 : -1
        case 0xC0...0x17F: return isLetter(before) || isLetter(after) ? 3 : -1
        default: return -2
        }
    }

    private static func points(
        ofWide scalar: Unicode.Scalar, by converter: SpreadsheetConverter
    ) throws(SpreadsheetFault) -> Double {
        switch scalar.value {
        case 0x4E00...0x9FFF: break
        // Rarer ideographs, which are names' as well.
        case 0x3400...0x4DBF, 0x20000...0x3FFFF: return 0
        case 0x2010...0x2027, 0x3000...0x303F, 0xFF00...0xFFEF: return 2
        case 0x1EA0...0x1EF9, 0x221A: return 1
        case 0xFFFD: return -3
        default: return -2
        }
        var (input, output) = (Array(String(scalar).utf8), [UInt8](repeating: 0, count: 8))
        let (_, written, _) = converter.convert(&input, count: input.count, into: &output)
        var cell = output[..<written]
        return switch GBCell(&cell)?.place {
        case .common: 3
        case .lessCommon: 2
        default: 0.5
        }
    }

    /// Letters that stand together in words.
    private enum Alphabet {
        case greek, cyrillic, arabic

        init?(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x370...0x3FF: self = .greek
            case 0x400...0x52F: self = .cyrillic
            case 0x620...0x6D5: self = .arabic
            default: return nil
            }
        }

        /// A letter alone, or two, are no word; and most of a word's letters are those that everybody has.
        func points(of word: ArraySlice<Unicode.Scalar>) -> Double {
            let usual = word.count { scalar in
                switch (self, scalar.value) {
                case (.greek, 0x391...0x3C9), (.cyrillic, 0x410...0x44F), (.arabic, 0x620...0x64A): true
                default: false
                }
            }
            let each =
                if word.count == 1 || 2 * usual < word.count { -1.0 } else if word.count == 2 { 1.0 } else { 2.5 }
            return each * Double(word.count)
        }
    }
}

/// A character of GB18030, by its bytes.
private struct GBCell {
    enum Place {
        case ascii
        /// The 3,755 ideographs of GB 2312's first level, which everything is written with.
        case common
        /// Those of its second level.
        case lessCommon
        case sign
        case rare
        case `private`

        var points: Double {
            switch self {
            case .ascii: 0
            case .common: 2
            case .lessCommon, .sign: 0.5
            case .rare: -1
            case .private: -3
            }
        }
    }

    /// nil for bytes that mean nothing.
    let place: Place?

    /// Takes the next character; nil at the end.
    init?(_ bytes: inout ArraySlice<UInt8>) {
        guard let first = bytes.popFirst() else { return nil }
        if first < 0x80 {
            place = .ascii
            return
        }
        // What the end cuts off is not judged.
        guard let second = bytes.popFirst() else { return nil }
        switch (first, second) {
        case (0x81...0xFE, 0x30...0x39):
            let (third, fourth) = (bytes.popFirst() ?? 0, bytes.popFirst() ?? 0)
            let isOne = (0x81...0xFE).contains(third) && (0x30...0x39).contains(fourth)
            place = isOne ? .rare : nil
        case (0xB0...0xD7, 0xA1...0xFE): place = .common
        case (0xD8...0xF7, 0xA1...0xFE): place = .lessCommon
        case (0xA1...0xA3, 0xA1...0xFE): place = .sign
        case (0xAA...0xAF, 0xA1...0xFE), (0xF8...0xFE, 0xA1...0xFE), (0xA1...0xA7, 0x40...0xA0): place = .private
        case (0x81...0xFE, 0x40...0x7E), (0x81...0xFE, 0x80...0xFE): place = .rare
        default: place = nil
        }
    }
}
