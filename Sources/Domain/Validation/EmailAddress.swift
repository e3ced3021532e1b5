/// An address for electronic mail, as people give it: `office@example.gov.cn`.
///
/// It is not tried whether anybody reads there. What is refused has not the form of one (RFC 5321 §4.1.2, without quoted
/// names and addresses in numbers, which no office has).
package struct EmailAddress: Hashable, Sendable {
    /// In characters (RFC 5321 §4.5.3.1.3).
    package static let maximumLength = 254

    package let text: String

    package init(_ raw: String) throws(Rejection) {
        let text = raw.trimmed
        if text.isEmpty { throw .missing }
        if text.utf8.count > Self.maximumLength { throw .tooLong(maximum: Self.maximumLength) }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isFormed = parts.count == 2 && parts[0].utf8.count <= 64
        guard isFormed, Self.isDotted(parts[0], least: 1), Self.isDotted(parts[1], least: 2) else {
            throw Rejection(.format, "an address such as office@example.gov.cn")
        }
        self.text = text
    }

    /// Whether it is words of letters, digits and signs of an address, with one dot between two of them.
    private static func isDotted(_ part: Substring, least: Int) -> Bool {
        let words = part.split(separator: ".", omittingEmptySubsequences: false)
        return words.count >= least
            && words.allSatisfy { word in
                !word.isEmpty
                    && word.unicodeScalars.allSatisfy {
                        $0.properties.isAlphabetic || ("0"..."9").contains($0)
                            || "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains($0)
                    }
            }
    }
}
