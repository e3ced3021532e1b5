import Domain

/// The languages that the pages speak, the console's first one first.
enum Language: String, CaseIterable, Sendable {
    case chinese = "zh-CN"
    case english = "en"

    /// What it calls itself, whatever the language of the page.
    var ownName: String {
        switch self {
        case .chinese: "中文"
        case .english: "English"
        }
    }

    /// The reader's language: the one chosen here, otherwise the one that the browser prefers, otherwise Chinese.
    init(chosen: String?, accepted: String?) {
        self =
            chosen.flatMap(Language.init(rawValue:)) ?? accepted.flatMap(Language.init(accepting:)) ?? .chinese
    }

    /// The best of an `Accept-Language` field (RFC 9110, 12.5.4); nil if it names none of ours.
    private init?(accepting field: String) {
        var best: (language: Language, weight: Double)?
        // No browser names more; a field that does is not read to its end.
        for range in field.split(separator: ",").prefix(20) {
            let parts = range.split(separator: ";").map { String($0).trimmed }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            guard let tag = parts.first, let language = Language(tag: tag), weight > best?.weight ?? 0 else { continue }
            best = (language, weight)
        }
        guard let best else { return nil }
        self = best.language
    }

    private init?(tag: String) {
        switch tag.lowercased().prefix(while: { $0 != "-" }) {
        case "zh": self = .chinese
        case "en": self = .english
        default: return nil
        }
    }
}
