/// An address for electronic mail, as people give it: `office@example.gov.cn`.
///
/// It is not tried whether anybody reads there. What is refused has not the form of one (RFC 5321 §4.1.2, without quoted
/// names and addresses in numbers, which no office has); a domain of another script is given as mail carries it (`xn--…`).
package struct EmailAddress: Hashable, Sendable {
    /// In characters (RFC 5321 §4.5.3.1.3).
    package static let maximumLength = 254
    /// The same rule as a regular expression (ECMA-262).
    package static let pattern =
        "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$"

    package let text: String

    package init(_ raw: String) throws(Rejection) {
        let text = raw.trimmed
        if text.isEmpty { throw .missing }
        if text.utf8.count > Self.maximumLength { throw .tooLong(maximum: Self.maximumLength) }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isDotted(parts[0], least: 1, signs: "!#$%&'*+-/=?^_`{|}~"),
            Self.isDotted(parts[1], least: 2, signs: "-")
        else { throw Rejection(.format, "an address such as office@example.gov.cn") }
        self.text = text
    }

    /// Whether it is words of letters, digits and those signs, with one dot between two of them.
    private static func isDotted(_ part: Substring, least: Int, signs: String) -> Bool {
        let words = part.split(separator: ".", omittingEmptySubsequences: false)
        return words.count >= least
            && words.allSatisfy { word in
                !word.isEmpty
                    && word.unicodeScalars.allSatisfy {
                        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType == .decimal)
                            || signs.unicodeScalars.contains($0)
                    }
            }
    }
}
