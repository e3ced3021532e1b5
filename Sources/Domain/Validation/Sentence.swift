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

    /// The sentence in another language.
    ///
    /// - Parameters:
    ///   - inChinese: which of a name's two languages is meant.
    ///   - translation: of a pattern. It may name the values in another order, or leave some out. nil says it in English.
    package func said(inChinese: Bool = false, _ translation: (_ pattern: String) -> String?) -> String {
        var said = ""
        var rest = (translation(pattern) ?? pattern)[...]
        while let opening = rest.firstIndex(of: "{"), let closing = rest[opening...].firstIndex(of: "}") {
            said += rest[..<opening]
            if let number = Int(rest[opening..<closing].dropFirst()), values.indices.contains(number - 1) {
                said += Self.say(values[number - 1], inChinese, translation)
            } else {
                said += rest[opening...closing]
            }
            rest = rest[rest.index(after: closing)...]
        }
        return said + rest
    }

    private static func say(_ value: Value, _ inChinese: Bool, _ translation: (String) -> String?) -> String {
        switch value {
        case .text(let text): text
        case .name(let zh, let en): inChinese ? zh : en
        case .date(let date): inChinese ? date.inChinese : date.description
        case .month(let month): inChinese ? month.inChinese : month.description
        case .parts(let parts, let separator):
            parts.map { $0.said(inChinese: inChinese, translation) }
                .joined(separator: separator.said(inChinese: inChinese, translation))
        }
    }
}

extension Sentence: CustomStringConvertible {
    /// In English.
    package var description: String { said { _ in nil } }
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

extension LocalDate {
    /// 2026年11月5日.
    package var inChinese: String {
        let (year, month, day) = components
        return "\(year)年\(month)月\(day)日"
    }
}

extension Month {
    /// 2026年11月.
    package var inChinese: String { "\(year)年\(number)月" }
}
