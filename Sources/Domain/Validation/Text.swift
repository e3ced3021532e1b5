/// Text that a person wrote: trimmed, not empty, of bounded length, composed (NFC), without control characters. What names
/// somebody or something has one form: ``init(name:maximum:)``. Whatever else stands in one line is all to be seen:
/// ``init(_:maximum:)``. A reason may have several lines: ``init(lines:maximum:)``.
package struct Text: Hashable, Sendable {
    package let string: String

    /// What names a person, a group, an area, whoever has an account: in its one form (``NameForm``), and whole, with nothing
    /// in the place of a character that was lost on the way.
    ///
    /// - Parameter maximum: the greatest number of characters, as Unicode (and JSON Schema) count them.
    package init(name raw: String, maximum: Int = 200) throws(Rejection) {
        let name = NameForm.of(raw)
        if name.contains(where: \.isVisible) {
            try Self.requireLine(name)
            try Self.requireWhole(name)
        }
        try self.init(lines: name, maximum: maximum)
    }

    /// - Throws: a rejection of the first character that no name has, and that is there in the place of another.
    private static func requireWhole(_ name: String) throws(Rejection) {
        guard let lost = name.unicodeScalars.first(where: { !$0.standsInAName }) else { return }
        let shown = lost == "?" ? "?" : lost.name
        guard lost.properties.generalCategory != .privateUse else {
            throw Rejection(
                .format,
                "\(shown) is a character of one program's or machine's own, which others do not show: write it as Unicode has it, or a character like it"
            )
        }
        throw Rejection(
            .format,
            "\(shown) stands where a character was lost: save the table as a workbook or as “CSV UTF-8”, from where the name is whole, and take that file; or write the name anew"
        )
    }

    /// One line, of which every character is to be seen: what is not would make two names out of one, and a line break two
    /// rows of a table.
    ///
    /// - Parameter maximum: the greatest number of characters, as Unicode (and JSON Schema) count them.
    package init(_ raw: String, maximum: Int = 200) throws(Rejection) {
        let line = raw.withUnixLines.trimmed
        // Of what has nothing to be seen, that is what is wrong with it.
        if line.contains(where: \.isVisible) { try Self.requireLine(line) }
        try self.init(lines: raw, maximum: maximum)
    }

    /// - Throws: a rejection of the first character that does not stand in a line, be it at an end, where a person's typing
    ///   is trimmed.
    package static func requireLine(_ raw: String) throws(Rejection) {
        guard let hidden = raw.unicodeScalars.first(where: { !$0.standsInALine }) else { return }
        guard hidden.properties.isWhitespace else { throw unseen(hidden) }
        throw Rejection(.format, "line breaks and tabs are not allowed here: write it in one line")
    }

    /// - Throws: a rejection of the first control character, but tabs and line breaks.
    package static func requireNoControls(_ raw: String) throws(Rejection) {
        let control = raw.unicodeScalars.first {
            $0.properties.generalCategory == .control && !"\t\n\r".unicodeScalars.contains($0)
        }
        if let control { throw unseen(control) }
    }

    private static func unseen(_ scalar: Unicode.Scalar) -> Rejection {
        Rejection(.format, "\(scalar.name) is not to be seen, and is not allowed here: take it out")
    }

    /// Text of several lines.
    ///
    /// - Parameter maximum: the greatest number of characters, as Unicode (and JSON Schema) count them.
    package init(lines raw: String, maximum: Int) throws(Rejection) {
        string = CanonicalForm.composed(try Self.lines(of: raw, maximum: maximum))
    }

    /// Lines of a document that was valid by the rules of the day on which it was kept, with the very characters it has.
    package init(keptLines raw: String, maximum: Int) throws(Rejection) {
        string = try Self.lines(of: raw, maximum: maximum)
    }

    private static func lines(of raw: String, maximum: Int) throws(Rejection) -> String {
        let trimmed = raw.withUnixLines.trimmed
        if !trimmed.contains(where: \.isVisible) { throw .missing }
        // A character is at least one byte: only text that might be too long is counted.
        if trimmed.utf8.count > maximum, trimmed.unicodeScalars.count > maximum { throw .tooLong(maximum: maximum) }
        guard raw.withUnixLines.unicodeScalars.allSatisfy(isAllowed) else {
            throw Rejection(.format, "control characters, and those that turn the writing round, are not allowed")
        }
        return trimmed
    }

    /// A text that was valid by the rules of the day on which it was kept.
    package init(kept string: String) {
        self.string = string
    }

    /// Neither control characters, nor what is not seen but makes two texts differ or a line read backwards.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: true
        case 0..<0x20, 0x7F...0x9F, 0x200B, 0x200E...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: false
        default: true
        }
    }

    /// Reasons and comments may run longer than names.
    package static let reasonMaximum = 500

    /// Reads a reason or comment.
    package static func reason(_ raw: String) throws(Rejection) -> Text {
        try Text(lines: raw, maximum: reasonMaximum)
    }
}

extension Unicode.Scalar {
    /// Whether it is seen where it stands, in the line in which it stands: no control character, no line break, nothing
    /// that Unicode calls default ignorable (zero-width and joining characters, variation selectors, fillers, tags), and
    /// nothing that turns the writing round.
    package var standsInALine: Bool {
        switch value {
        case 0x20...0x7E, 0x4E00...0x9FFF: return true
        // The notes between lines, which most fonts do not show, and a blank that counts as a sign.
        case 0xFFF9...0xFFFB, 0x2800: return false
        default: break
        }
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: return false
        default: return !properties.isDefaultIgnorableCodePoint
        }
    }

    /// Whether it may be in a name: not what programs write for a character that they cannot (`?`, U+FFFD, noncharacters), and
    /// nothing private.
    package var standsInAName: Bool {
        switch value {
        case 0x3F, 0xFF1F, 0xFE56, 0xFFFC...0xFFFF, 0xFDD0...0xFDEF: false
        case 0xE000...0xF8FF, 0xF0000...0x10FFFF: false
        default: value & 0xFFFE != 0xFFFE
        }
    }

    /// As it is written about: `U+202E`.
    package var name: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
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
        // Most texts begin and end with letters of ASCII: no character of theirs has to be looked up.
        if let first = utf8.first, let last = utf8.last, (0x21...0x7E).contains(first), (0x21...0x7E).contains(last) {
            return self
        }
        guard let first = first, let last = last, first.isWhitespace || last.isWhitespace else { return self }
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
