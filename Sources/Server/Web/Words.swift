import Domain

/// What the pages say in one language: a text for each ``Word``.
struct Words: Sendable {
    let language: Language
    private let texts: [Word: String]

    /// Reads a catalogue: a JSON object with one text for each ``Word``, and nothing else.
    ///
    /// - Throws: ``WebResources/Fault``, which names the first key that is missing, unknown or without a text.
    init(_ json: [UInt8], in language: Language) throws(WebResources.Fault) {
        let name = WebResources.catalogue(of: language)
        guard let object = (try? JSON.parse(json))?.object else { throw .unreadable(name, "it is not a JSON object") }
        var texts: [Word: String] = [:]
        for member in object.members {
            let (key, value) = (member.name, member.value)
            guard let word = Word(rawValue: key) else { throw .unreadable(name, "the key ‘\(key)’ is unknown") }
            guard let text = value.string, !text.trimmed.isEmpty else {
                throw .unreadable(name, "the key ‘\(key)’ has no text")
            }
            texts[word] = text
        }
        if let missing = Word.allCases.first(where: { texts[$0] == nil }) {
            throw .unreadable(name, "the key ‘\(missing.rawValue)’ is missing")
        }
        self.language = language
        self.texts = texts
    }

    /// The text of a word. That there is one was seen to when the catalogue was read.
    ///
    /// - Parameter values: what stands in it for `{name}`.
    func callAsFunction(_ word: Word, _ values: [String: String] = [:]) -> String {
        var text = texts[word] ?? word.rawValue
        for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
        return text
    }
}
