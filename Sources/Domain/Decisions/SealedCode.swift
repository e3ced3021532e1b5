/// What is told once to whoever takes a ballot, or hands in a suggestion without a name, and is all that the ballot is cast by, or
/// the answer read: a number nobody can guess, and a seal that only one key makes, such as the ballot's own. It is kept nowhere.
///
/// It is written in groups of four, in letters and digits that nobody takes for one another: no 0 and O, no 1 and I.
package struct SealedCode: Sendable {
    /// Of the number, and of the seal, in bytes: 128 bits each.
    package static let part = 16
    package static let alphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
    private static let length = (2 * part * 8 + 4) / 5
    private static let group = 4

    package let number: [UInt8]
    package let seal: [UInt8]

    /// nil where one of the two has another length.
    package init?(number: [UInt8], seal: [UInt8]) {
        guard number.count == Self.part, seal.count == Self.part else { return nil }
        (self.number, self.seal) = (number, seal)
    }

    /// As somebody copied it: small letters, full-width ones and any spaces or hyphens between them are taken as well.
    ///
    /// - Throws: ``Rejection``, which does not repeat what was typed.
    package init(parsing raw: String) throws(Rejection) {
        let unreadable = Rejection(
            .format,
            "this is no code that was shown here: copy all \(Self.length / Self.group) groups as they were shown")
        var (bytes, bits, held) = ([UInt8](), 0, 0)
        var count = 0
        for letter in raw.halfWidth.uppercased() where !letter.isWhitespace && !"-–—－".contains(letter) {
            guard let value = Self.alphabet.firstIndex(of: letter), count < Self.length else { throw unreadable }
            count += 1
            (held, bits) = (held << 5 | value, bits + 5)
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(held >> bits & 0xFF))
                held &= (1 << bits) - 1
            }
        }
        // What is left over is nothing, so that a code is written in one way alone.
        guard count == Self.length, held == 0,
            let code = SealedCode(number: Array(bytes.prefix(Self.part)), seal: Array(bytes.dropFirst(Self.part)))
        else { throw unreadable }
        self = code
    }

    /// As it is shown: `7KQM-…`, thirteen groups.
    package var text: String {
        var (letters, bits, held) = ([Character](), 0, 0)
        for byte in number + seal {
            (held, bits) = (held << 8 | Int(byte), bits + 8)
            while bits >= 5 {
                bits -= 5
                letters.append(Self.alphabet[held >> bits & 31])
            }
            held &= (1 << bits) - 1
        }
        if bits > 0 { letters.append(Self.alphabet[held << (5 - bits) & 31]) }
        return stride(from: 0, to: letters.count, by: Self.group)
            .map { String(letters[$0..<min($0 + Self.group, letters.count)]) }.joined(separator: "-")
    }
}
