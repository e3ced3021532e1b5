import Domain

/// What the pages say in one language: a text for each ``Word``.
struct Words: Sendable {
    let language: Language
    /// By the names of the words, as templates have them.
    private let texts: [String: String]
    /// What ``Sentence``s are in this language, by their patterns. Those that are missing are said as they stand.
    private let sentences: [String: String]

    /// - Parameters:
    ///   - texts: a text for each ``Word`` (``WordCatalogue``).
    ///   - sentences: the catalogue of ``Sentence``s, a JSON object with a text for each English pattern.
    /// - Throws: ``WebResources/Fault``, where that is none.
    init(_ texts: [Word: String], sentences: [UInt8], in language: Language) throws(WebResources.Fault) {
        guard let patterns = (try? JSON.parse(sentences))?.object else {
            throw .unreadable(WebResources.sentences(in: language), "it is not a JSON object")
        }
        self.language = language
        self.texts = Dictionary(uniqueKeysWithValues: texts.map { ($0.rawValue, $1) })
        self.sentences = Dictionary(patterns.members.map { ($0.name, $0.value.string ?? "") }) { first, _ in first }
    }

    /// The text of a word. That there is one was seen to when the catalogue was read.
    ///
    /// - Parameter values: what stands in it for `{name}`.
    func callAsFunction(_ word: Word, _ values: [String: String] = [:]) -> String {
        var text = texts[word.rawValue] ?? word.rawValue
        for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
        return text
    }

    /// The text of the word that a template names; nil where there is none.
    func text(named name: String) -> String? { texts[name] }

    /// The text of a word about `count` things, which stand in it for `{count}`. What differs for one and for many stands
    /// before and after a `|`.
    func counted(_ word: Word, _ count: Int, _ values: [String: String] = [:]) -> String {
        let text = self(word, values.merging(["count": String(count)]) { $1 })
        guard let bar = text.firstIndex(of: "|") else { return text }
        return String(count == 1 ? text[..<bar] : text[text.index(after: bar)...])
    }

    /// What is wrong with what was given, and what would be right; ends with a full stop.
    func callAsFunction(_ sentence: Sentence) -> String {
        let said = sentence.said({ sentences[$0] }) { value in
            switch value {
            case .name(let zh, let en): language == .chinese ? zh : en
            case .date(let date): self.date(date)
            case .month(let month): self.month(month)
            case .text, .parts: nil
            }
        }
        let end = language == .chinese ? "。" : "."
        let isWhole = said.last.map { "。？?.…".contains($0) } ?? true
        return said.prefix(1).uppercased() + said.dropFirst() + (isWhole ? "" : end)
    }

    /// A scheme's title in this language.
    func callAsFunction(_ title: SchemeContent.Title) -> String {
        language == .chinese ? title.zh.string : title.en.string
    }

    /// What is said of something that has a name.
    func named(_ name: String, _ said: String) -> String {
        language == .chinese ? "\(name)：\(said)" : "\(name): \(said)"
    }

    /// A text with a note in brackets.
    func noted(_ text: String, _ note: String) -> String {
        language == .chinese ? "\(text)（\(note)）" : "\(text) (\(note))"
    }

    /// Texts one after the other, as the language lists them.
    func list(_ texts: [String]) -> String {
        texts.joined(separator: language == .chinese ? "、" : ", ")
    }

    /// Who did something, by the name that the records have: an operator of the machine itself has no account.
    func account(_ name: String) -> String {
        guard Principal.isOperators(name), let user = name.split(separator: ":", maxSplits: 1).last else { return name }
        return self(.operatorName, ["name": String(user)])
    }

    /// Those who hold an area, or that nobody does.
    func holders(_ names: [String]) -> String { names.nonEmpty.map(list) ?? self(.nobody) }
}

// MARK: - Dates

extension Words {
    private static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// 2026年11月, November 2026.
    func month(_ month: Month) -> String {
        switch language {
        case .chinese: "\(month.year)年\(month.number)月"
        case .english: "\(Self.monthNames[month.number - 1]) \(month.year)"
        }
    }

    /// 11月, Nov.
    func shortMonth(_ month: Month) -> String {
        switch language {
        case .chinese: "\(month.number)月"
        case .english: String(Self.monthNames[month.number - 1].prefix(3))
        }
    }

    /// 2026年11月5日, 5 November 2026.
    func date(_ date: LocalDate) -> String {
        let (year, month, day) = date.components
        return switch language {
        case .chinese: "\(year)年\(month)月\(day)日"
        case .english: "\(day) \(Self.monthNames[month - 1]) \(year)"
        }
    }

    /// 2026年11月5日（周四）, Thu 5 November 2026.
    func day(_ date: LocalDate) -> String {
        switch language {
        case .chinese: noted(self.date(date), weekday(date.weekday))
        case .english: "\(weekday(date.weekday)) \(self.date(date))"
        }
    }

    /// From when to when.
    func span(_ span: DateSpan) -> String {
        "\(span.from.map(date) ?? self(.beforeRecords)) – \(span.until.map(date) ?? self(.untilFurther))"
    }

    private func weekday(_ weekday: Weekday) -> String {
        let names =
            switch language {
            case .chinese: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
            case .english: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
            }
        return names[weekday.rawValue - 1]
    }
}
