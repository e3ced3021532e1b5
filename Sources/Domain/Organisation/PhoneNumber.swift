/// A telephone number: kept encrypted, shown masked, and unmasked only for a reason.
package struct PhoneNumber: Hashable, Sendable {
    /// Of what people write, in characters.
    package static let maximumLength = 40

    /// Digits alone, with `+` before a country code.
    package let text: String

    /// Accepts what people write: `138 0013 8000`, `0571-8765 4321`, `+86 138-0013-8000`.
    package init(_ raw: String) throws(Rejection) {
        var text = ""
        // +86 (0)571: the zero is dialled inside the country only.
        let trimmed = raw.trimmed.halfWidth
        let dialled = trimmed.hasPrefix("+") ? trimmed.replacing("(0)", with: "") : trimmed
        for character in dialled where !" \u{3000}()（）.-－—".contains(character) {
            if let digit = Self.digit(character) {
                text += String(digit)
            } else if character == "+" || character == "＋", text.isEmpty {
                text = "+"
            } else {
                throw Rejection(.format, "a telephone number such as 13800138000 or 0571-87654321")
            }
        }
        guard (7...15).contains(text.filter(\.isNumber).count) else {
            throw Rejection(.format, "a telephone number has 7 to 15 digits")
        }
        self.text = text
    }

    /// A digit, also a full-width one as a Chinese keyboard may write it.
    private static func digit(_ character: Character) -> Int? {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return nil }
        switch scalar.value {
        case 0x30...0x39: return Int(scalar.value - 0x30)
        case 0xFF10...0xFF19: return Int(scalar.value - 0xFF10)
        default: return nil
        }
    }

    /// Whether both call the same telephone: +86 and the zero before an area's code are dialled or left out.
    package func calls(_ other: PhoneNumber) -> Bool {
        national == other.national
    }

    private var national: Substring {
        let prefixes = ["+86", "0086"]
        let rest = prefixes.first { text.hasPrefix($0) }.map { text.dropFirst($0.count) } ?? text[...]
        return rest.drop { $0 == "0" }
    }

    /// Enough to tell two numbers apart, too little to call one: `138****8000`.
    package var masked: String {
        let shown = text.count >= 11 ? 3 : 2
        return "\(text.prefix(shown))****\(text.suffix(text.count >= 11 ? 4 : 2))"
    }
}
