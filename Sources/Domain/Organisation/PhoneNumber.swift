/// A telephone number: kept encrypted, shown masked, and unmasked only for a reason.
package struct PhoneNumber: Hashable, Sendable {
    /// Digits, with `+` before a country code and `-` before an extension.
    package let text: String

    /// Accepts what people write: `138 0013 8000`, `0571-8765 4321`, `+86 138-0013-8000`.
    package init(_ raw: String) throws(Rejection) {
        var text = ""
        for character in raw.trimmed where !" \u{3000}()（）.-－—".contains(character) {
            // Digits as a Chinese keyboard may write them.
            if let digit = character.wholeNumberValue, (0...9).contains(digit) {
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

    /// Enough to tell two numbers apart, too little to call one: `138****8000`.
    package var masked: String {
        let shown = text.count >= 11 ? 3 : 2
        return "\(text.prefix(shown))****\(text.suffix(text.count >= 11 ? 4 : 2))"
    }
}
