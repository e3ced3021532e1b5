/// How a resident or trader is known in the public tier. One label in every spelling is one person.
package enum PublicLabel {
    /// The label without what is not seen: it is kept, and shown, like this.
    ///
    /// - Parameter compatible: the label with compatibility characters replaced (NFKC): full-width ones and the like.
    package static func shown(_ compatible: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in compatible.unicodeScalars where !isUnseen(scalar) { shown.append(scalar) }
        return String(shown).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Equal for two labels that nobody could tell apart: letters in either case, blanks or none, whichever dot.
    ///
    /// - Parameter shown: as ``shown(_:)`` makes it.
    package static func key(_ shown: String) -> String {
        NameForm.of(shown.uppercased().lowercased()).filter { !$0.isWhitespace }
    }

    /// Soft hyphens, joiners, variation selectors, fillers, tags: the default-ignorable ones, and the blank of Braille.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isDefaultIgnorableCodePoint || scalar.value == 0x2800
    }
}
