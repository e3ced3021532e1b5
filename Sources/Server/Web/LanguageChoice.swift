import Domain
import HTTPTypes

/// The language that a reader chose, as their browser keeps it for a year.
enum LanguageChoice {
    private static let name = "zhibu-language"
    private static let seconds = 366 * 86_400

    static func language(for headers: HTTPFields) -> Language {
        var chosen: String?
        for field in headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                if parts.count == 2, String(parts[0]).trimmed == name { chosen = String(parts[1]).trimmed }
            }
        }
        return Language(chosen: chosen, accepted: headers[.acceptLanguage])
    }

    static func cookie(_ language: Language, at door: Door) -> HTTPField {
        HTTPField(
            name: .setCookie, value: "\(name)=\(language.rawValue); Max-Age=\(seconds); \(door.cookieAttributes)")
    }
}
