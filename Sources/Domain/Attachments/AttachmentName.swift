/// What a file is called: shown, and proposed where it is saved. Nothing is ever looked up by it.
///
/// Of what the sender calls it stays what can be seen in a line and stands in no path; its ending is that of what the
/// content is.
package struct AttachmentName: Hashable, Sendable {
    package let text: String

    /// In characters, with the ending.
    package static let longest = 120
    private static let nameless = "附件"

    /// - Parameter raw: anything; what nothing is left of is called 附件.
    package init(_ raw: String, _ format: AttachmentFormat) {
        let ending = ".\(format.ending)"
        var name = Self.cleaned(raw.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? "")
        if let dot = name.lastIndex(of: "."), Self.isEnding(name[name.index(after: dot)...]) {
            name = Self.trimmed(name[..<dot])
        }
        // `paper.pdf.exe` is one PDF.
        if name.lowercased().hasSuffix(ending) { name = Self.trimmed(name.dropLast(ending.count)) }
        if name.isEmpty { name = Self.nameless }
        var short = String.UnicodeScalarView()
        short.append(contentsOf: name.unicodeScalars.prefix(Self.longest - ending.count))
        text = Self.trimmed(String(short)[...]) + ending
    }

    /// As it is kept.
    package init(kept text: String) { self.text = text }

    /// Up to five letters and digits of ASCII, not all of them digits: the end of `v1.2` is none.
    private static func isEnding(_ part: Substring) -> Bool {
        (1...5).contains(part.utf8.count) && part.utf8.contains { $0 < 0x30 || $0 > 0x39 }
            && part.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) }
    }

    private static func cleaned(_ raw: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in raw.unicodeScalars {
            switch scalar {
            // Of no name on some system.
            case ":", "*", "?", "\"", "<", ">", "|": kept.append("_")
            default: if scalar.standsInALine { kept.append(scalar.properties.isWhitespace ? " " : scalar) }
            }
        }
        return trimmed(CanonicalForm.composed(String(kept))[...])
    }

    /// Without blanks and dots at both ends: a file that begins with a dot is hidden.
    private static func trimmed(_ text: Substring) -> String {
        var rest = text
        while let first = rest.first, first == "." || first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last == "." || last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
