/// A password somebody chose. It exists only on its way to being hashed.
package struct Password: Sendable {
    /// In characters.
    package static let lengths = 10...128

    package let string: String

    /// - Parameters:
    ///   - names: what belongs to the person and is the first thing that others would try: sign-in name, number.
    ///   - isCommon: whether a lower-case text is among the passwords that are tried everywhere.
    package init(choosing raw: String, names: [String], isCommon: (String) -> Bool) throws(Rejection) {
        guard Self.lengths.contains(raw.unicodeScalars.count) else {
            throw Rejection(
                .length, "a password has \(Self.lengths.lowerBound) to \(Self.lengths.upperBound) characters")
        }
        let folded = raw.lowercased()
        if isCommon(folded) {
            throw Rejection(.rule, "this password is among those that are tried first: choose another")
        }
        if Set(folded).count < 4 || Self.isRun(folded) {
            throw Rejection(.rule, "too easily guessed: use more different characters, in no simple order")
        }
        for name in names.map({ $0.lowercased() }) where name.count >= 3 {
            // The name with up to six characters before or behind it: a year, a date, `123456`.
            if folded.contains(name), folded.count - name.count < 7 {
                throw Rejection(.rule, "the name and little more: choose something that does not follow from it")
            }
        }
        string = raw
    }

    /// One character after the other as they stand in the alphabet, or backwards: `0123456789`, `jihgfedcba`.
    private static func isRun(_ text: String) -> Bool {
        let values = text.unicodeScalars.map { Int($0.value) }
        let steps = Set(zip(values, values.dropFirst()).map { $1 - $0 })
        return steps == [1] || steps == [-1]
    }
}
