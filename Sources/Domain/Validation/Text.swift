/// Text that a person wrote: trimmed, not empty, of bounded length, without control characters other than line breaks.
package struct Text: Hashable, Sendable {
    package let string: String

    /// - Parameter maximum: the greatest number of characters, as a reader counts them.
    package init(_ raw: String, maximum: Int = 200) throws(Rejection) {
        let trimmed = raw.withUnixLines.trimmed
        if !trimmed.contains(where: \.isVisible) { throw .missing }
        // A character is at least one byte: only text that might be too long is counted.
        if trimmed.utf8.count > maximum, trimmed.count > maximum { throw .tooLong(maximum: maximum) }
        guard trimmed.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" || $0 == "\t" })
        else {
            throw Rejection(.format, "control characters are not allowed")
        }
        string = trimmed
    }

    /// Reasons and comments may run longer than names.
    package static let reasonMaximum = 500
}

extension Character {
    /// Whether there is anything to see: zero-width characters alone make no text.
    fileprivate var isVisible: Bool {
        unicodeScalars.contains { !$0.properties.isDefaultIgnorableCodePoint && !$0.properties.isWhitespace }
    }
}

extension String {
    /// With `\n` at every line's end: browsers send CRLF from a text area.
    fileprivate var withUnixLines: String {
        guard utf8.contains(0x0D) else { return self }
        var text = ""
        for character in self { text.append(character == "\r\n" || character == "\r" ? "\n" : character) }
        return text
    }

    /// Without white space at both ends, the ideographic space of Chinese input methods included.
    package var trimmed: String {
        guard let first = first, let last = last, first.isWhitespace || last.isWhitespace else { return self }
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
