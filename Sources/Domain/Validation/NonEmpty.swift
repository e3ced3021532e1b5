extension String {
    /// The text without white space at its ends; nil if nothing is left.
    package var nonEmpty: String? {
        let text = trimmed
        return text.isEmpty ? nil : text
    }
}

extension Array {
    /// nil for an empty list.
    package var nonEmpty: Self? { isEmpty ? nil : self }
}
