/// What somebody looks for: words that are all to be found, in whatever order.
///
/// Each is looked for within what people know things by, of which one Chinese character is enough, and, once one of the words
/// has two, in what records say. How it is written makes no difference in a name (``NameForm``), nor do capital letters of
/// ASCII; in other texts, which are kept as they were written, letters, digits and signs are found in both widths.
package struct SearchTerms: Hashable, Sendable {
    package static let maximumLength = 50
    /// Of what is looked for in texts: a single character is in nearly all of them.
    package static let shortestInTexts = 2
    /// More words than these are not looked at.
    private static let most = 5

    /// One at least, in the form that names have.
    package let terms: [String]
    /// In the order of ``terms``, each in the spellings in which it may stand in a text.
    package let spellings: [[String]]

    /// nil where nothing was typed.
    package init?(_ typed: String) {
        // Apart first: in their one form, Chinese words have no blank between them.
        let words = typed.unicodeScalars.prefix(Self.maximumLength).split(whereSeparator: \.properties.isWhitespace)
            .map { String(String.UnicodeScalarView($0)) }.filter { !NameForm.of($0).isEmpty }.prefix(Self.most)
        guard !words.isEmpty else { return nil }
        terms = words.map { Self.folded(NameForm.of($0)) }
        spellings = words.map { Self.spellings(of: $0) }
    }

    /// Whether it is looked for in what records say, too.
    package var areForTexts: Bool { terms.contains { $0.count >= Self.shortestInTexts } }

    private static func spellings(of word: String) -> [String] {
        let narrow = folded(CanonicalForm.composed(word.withWidth(narrow: true)))
        var spellings = [narrow]
        for other in [folded(NameForm.of(word)), narrow.withWidth(narrow: false)] where !spellings.contains(other) {
            spellings.append(other)
        }
        return spellings
    }

    /// As it is compared: with the small letters of ASCII, which is what SQL's `lower` makes of a text.
    package static func folded(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            folded.append(("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar)
        }
        return String(folded)
    }

    /// The months that the words name, the newest first, and the words that name none. Of a month without its year those up
    /// to the next one are meant, of the last three years.
    package func months(asOf today: Month) -> (months: [Month], rest: [String])? {
        var named: Set<Month>?
        var rest: [String] = []
        for term in terms {
            let months = Month.named(by: term, asOf: today)
            if months.isEmpty {
                rest.append(term)
            } else {
                named = named.map { $0.intersection(months) } ?? Set(months)
            }
        }
        return named.map { ($0.sorted(by: >), rest) }
    }
}

extension String {
    /// With letters, digits and signs of ASCII in the width that they have there, or in that of Chinese.
    fileprivate func withWidth(narrow: Bool) -> String {
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x21...0x7E where !narrow: text.append(Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar)
            case 0xFF01...0xFF5E where narrow: text.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            default: text.append(scalar)
            }
        }
        return String(text)
    }
}

extension Month {
    private static let englishNames = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
    private static let chineseNumbers = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]

    /// The months that a word names: `2026-11`, `2026/11`, `2026.11`, `202611`, `2026年11月`, `2026年`, `2026`, `11月`,
    /// `十一月`, `november`, `nov`. None for a word of another kind.
    static func named(by term: String, asOf today: Month) -> [Month] {
        if let number = number(of: term) { return recent(number, asOf: today) }
        let parts = term.split(maxSplits: 1, omittingEmptySubsequences: false) { "-/.年".contains($0) }
        guard let first = parts.first, first.utf8.count >= 4, let year = first.prefix(4).asciiNumber,
            Self.years.contains(year)
        else { return [] }
        let isSolid = parts.count == 1 && first.utf8.count == 6
        guard isSolid || first.utf8.count == 4 else { return [] }
        var written = isSolid ? first.dropFirst(4) : parts.count == 2 ? parts[1] : ""
        if written.hasSuffix("月") { written = written.dropLast() }
        if written.isEmpty { return (1...12).compactMap { Month(year: year, month: $0) } }
        guard written.utf8.count <= 2, let number = written.asciiNumber else { return [] }
        return [Month(year: year, month: number)].compactMap(\.self)
    }

    /// Of a month by its name, without a year.
    private static func number(of term: String) -> Int? {
        if let index = englishNames.firstIndex(where: { $0 == term || $0.prefix(3) == term }) { return index + 1 }
        guard term.hasSuffix("月") else { return nil }
        let written = term.dropLast()
        let number = chineseNumbers.firstIndex { $0 == written }.map { $0 + 1 } ?? written.asciiNumber
        return number.flatMap { (1...12).contains($0) ? $0 : nil }
    }

    private static func recent(_ number: Int, asOf today: Month) -> [Month] {
        ((today.year - 3)...(today.year + 1)).compactMap { Month(year: $0, month: number) }
            .filter { $0 <= today.adding(months: 1) }.suffix(3)
    }
}
