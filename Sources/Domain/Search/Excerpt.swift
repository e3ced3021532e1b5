/// The part of a text in which something was found, in one line.
package enum Excerpt {
    /// How many characters are shown before what was found, and from there on.
    private static let (before, after) = (16, 48)
    private static let cut = "…"

    /// nil where none of the spellings is in the text.
    package static func of(_ text: String, around spellings: [String]) -> String? {
        let folded = Array(SearchTerms.folded(text).unicodeScalars)
        let found = spellings.compactMap { start(of: Array($0.unicodeScalars), in: folded) }.min()
        guard let found else { return nil }
        // A folded text has a character for each of the text itself.
        let scalars = Array(text.unicodeScalars)
        let (first, last) = (max(0, found - before), min(scalars.count, found + after))
        var shown = String.UnicodeScalarView()
        shown.append(contentsOf: scalars[first..<last].map { $0.properties.isWhitespace ? " " : $0 })
        return (first > 0 ? cut : "") + String(shown).trimmed + (last < scalars.count ? cut : "")
    }

    private static func start(of wanted: [Unicode.Scalar], in scalars: [Unicode.Scalar]) -> Int? {
        guard !wanted.isEmpty, wanted.count <= scalars.count else { return nil }
        return (0...(scalars.count - wanted.count)).first { start in
            scalars[start] == wanted[0] && scalars[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }
}
