import Domain

/// The words of one room in one language, as a file of `Resources/words` has them: a JSON object with a text for each.
struct WordCatalogue: Sendable {
    /// The rooms of the API, and before them what belongs to none: the frame, the first page, faults, help.
    static let rooms = ["Console"] + Room.allCases.map(\.rawValue)

    let name: String
    let texts: [Word: String]

    static func name(of room: String, in language: Language) -> String { "words/\(room)/\(language.rawValue).json" }

    /// - Throws: ``WebResources/Fault``, which names the first key that is unknown or without a text.
    init(_ json: [UInt8], named name: String) throws(WebResources.Fault) {
        guard let object = (try? JSON.parse(json))?.object else { throw .unreadable(name, "it is not a JSON object") }
        var texts: [Word: String] = [:]
        for member in object.members {
            let (key, value) = (member.name, member.value)
            guard let word = Word.named[key] else { throw .unreadable(name, "the key ‘\(key)’ is unknown") }
            guard let text = value.string, !text.trimmed.isEmpty else {
                throw .unreadable(name, "the key ‘\(key)’ has no text")
            }
            texts[word] = text
        }
        self.name = name
        self.texts = texts
    }

    /// What all of them say: in every language a text for each ``Word``, which stands in one room, the same in each.
    ///
    /// - Parameter content: the content of a file by its name below `Resources`.
    static func texts(
        reading content: (String) throws(WebResources.Fault) -> [UInt8]
    ) throws(WebResources.Fault) -> [Language: [Word: String]] {
        var all: [Language: [Word: String]] = [:]
        var homes: [Word: String] = [:]
        for room in rooms {
            var catalogues: [(language: Language, catalogue: WordCatalogue)] = []
            for language in Language.allCases {
                let name = name(of: room, in: language)
                catalogues.append((language, try WordCatalogue(try content(name), named: name)))
            }
            for word in Word.allCases {
                guard let home = catalogues.first(where: { $0.catalogue.texts[word] != nil })?.catalogue.name else {
                    continue
                }
                if let other = homes.updateValue(home, forKey: word) {
                    throw .unreadable(home, "the key ‘\(word.rawValue)’ stands in \(other) too")
                }
                for (language, catalogue) in catalogues {
                    guard let text = catalogue.texts[word] else {
                        throw .unreadable(
                            catalogue.name, "the key ‘\(word.rawValue)’ is missing, which \(home) has")
                    }
                    all[language, default: [:]][word] = text
                }
            }
        }
        if let missing = Word.allCases.first(where: { homes[$0] == nil }) {
            throw .unreadable("words", "the key ‘\(missing.rawValue)’ is missing in every file")
        }
        return all
    }
}

extension Word {
    /// By their names: `Word(rawValue:)` compares with one after another.
    static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}
