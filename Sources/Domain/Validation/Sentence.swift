/// An English sentence about something that was not taken. The values in it are kept apart, so that another language can
/// say the same.
///
/// Written as a literal, it reads as a text does: `"\(given) is over the maximum of \(maximum)"`. A value that is itself a
/// sentence, or a word of one such as `closed`, is said in the other language too.
package struct Sentence: Hashable, Sendable {
    package indirect enum Value: Hashable, Sendable {
        /// What is the same in every language.
        case text(String)
        /// What somebody named in both languages.
        case name(zh: String, en: String)
        case date(LocalDate)
        case month(Month)
        /// Parts, with what stands between two of them.
        case parts([Sentence], separator: Sentence)
    }

    /// The sentence with `{1}`, `{2}` … for the values, in their order: what a translation is found by.
    package private(set) var pattern: String
    package private(set) var values: [Value] = []

    /// A word, or a sentence without values.
    package init(_ word: String) {
        pattern = word
    }

    /// The most characters of a sentence that the API tells.
    package static let mostTold = 2_000

    /// In English, cut where it is too long to be told: beyond that nobody reads it.
    package var told: String {
        let said = description
        guard said.unicodeScalars.count > Self.mostTold else { return said }
        return String(String.UnicodeScalarView(said.unicodeScalars.prefix(Self.mostTold - 1))) + "…"
    }

    /// The sentence in another language.
    ///
    /// - Parameters:
    ///   - translation: of a pattern. It may name the values in another order, or leave some out. nil says it in English.
    ///   - shown: how a value is said there; nil as the API says it.
    package func said(
        _ translation: (_ pattern: String) -> String?, value shown: (Value) -> String? = { _ in nil }
    ) -> String {
        var said = ""
        var rest = (translation(pattern) ?? pattern)[...]
        while let opening = rest.firstIndex(of: "{"), let closing = rest[opening...].firstIndex(of: "}") {
            said += rest[..<opening]
            if let number = Int(rest[opening..<closing].dropFirst()), values.indices.contains(number - 1) {
                said += Self.say(values[number - 1], translation, shown)
            } else {
                said += rest[opening...closing]
            }
            rest = rest[rest.index(after: closing)...]
        }
        return said + rest
    }

    private static func say(
        _ value: Value, _ translation: (String) -> String?, _ shown: (Value) -> String?
    ) -> String {
        if let said = shown(value) { return said }
        return switch value {
        case .text(let text): text
        case .name(_, let en): en
        case .date(let date): date.description
        case .month(let month): month.description
        case .parts(let parts, let separator):
            parts.map { $0.said(translation, value: shown) }
                .joined(separator: separator.said(translation, value: shown))
        }
    }
}

extension Sentence: CustomStringConvertible {
    /// In English.
    package var description: String { said({ _ in nil }) }
}

extension Sentence: ExpressibleByStringInterpolation {
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sentence = Sentence("")

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: String) {
            sentence.pattern += literal
        }

        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            append(.text(value.description))
        }

        package mutating func appendInterpolation(_ date: LocalDate) {
            append(.date(date))
        }

        package mutating func appendInterpolation(_ month: Month) {
            append(.month(month))
        }

        package mutating func appendInterpolation(zh: String, en: String) {
            append(.name(zh: zh, en: en))
        }

        package mutating func appendInterpolation(_ part: Sentence) {
            append(.parts([part], separator: ""))
        }

        package mutating func appendInterpolation(_ parts: [Sentence], separator: Sentence = ", ") {
            append(.parts(parts, separator: separator))
        }

        /// - Parameter most: how many are said; the rest are counted.
        package mutating func appendInterpolation(_ parts: [Sentence], most: Int, separator: Sentence = ", ") {
            let rest = parts.count - most
            let counted: Sentence? = rest > 0 ? "… and \(rest) more" : nil
            append(.parts(parts.prefix(most) + [counted].compactMap(\.self), separator: separator))
        }

        private mutating func append(_ value: Value) {
            sentence.values.append(value)
            sentence.pattern += "{\(sentence.values.count)}"
        }
    }

    package init(stringLiteral literal: String) {
        self.init(literal)
    }

    package init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sentence
    }
}
