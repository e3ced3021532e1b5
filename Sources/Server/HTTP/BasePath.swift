/// The path below which the server's paths stand, where others stand beside it on the same host: `/zhibu`.
///
/// Inside, every path is without it. It is taken off what comes in and put before what goes out at the edges:
/// ``BasePathResponder``, ``Door``, ``WebResources``.
package struct BasePath: Sendable, Hashable {
    /// Empty where the server has its host to itself.
    package let text: String

    package static let root = BasePath(known: "")

    private init(known text: String) {
        self.text = text
    }

    /// `/zhibu`, `/offices/zhibu/`; a single slash is the root. nil for what two readers could take for two paths.
    package init?(_ raw: String) {
        let whole = raw.hasSuffix("/") ? raw.dropLast() : raw[...]
        if raw == "/" {
            text = ""
            return
        }
        let parts = whole.split(separator: "/", omittingEmptySubsequences: false)
        guard whole.first == "/", whole.utf8.count <= 100, parts.count > 1,
            parts.dropFirst().allSatisfy({ part in
                !part.isEmpty && part != "." && part != ".." && part.utf8.allSatisfy(Self.characters.contains)
            })
        else { return nil }
        text = String(whole)
    }

    private static let characters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8)

    package var isRoot: Bool { text.isEmpty }

    /// What a request asks for, without the base path; nil for what is outside of it.
    ///
    /// - Parameter target: as the request has it, its query included; with the server's name before it in a proxy's form.
    func inside(_ target: String) -> String? {
        if isRoot { return target }
        let path: Substring
        if target.first == "/" {
            path = target[...]
        } else if let scheme = target.firstRange(of: "://") {
            path = target[scheme.upperBound...].drop { $0 != "/" }
        } else {
            return nil
        }
        guard path.hasPrefix(text) else { return nil }
        let rest = path.dropFirst(text.count)
        switch rest.first {
        case "/": return String(rest)
        case nil, "?": return "/\(rest)"
        default: return nil
        }
    }

    /// A page with the addresses in its markup below the base path. What people wrote is escaped, so that none of it looks
    /// like markup.
    func moved(_ html: String) -> String {
        if isRoot { return html }
        return Self.attributes.reduce(html) { $0.replacing(" \($1)=\"/", with: " \($1)=\"\(text)/") }
    }

    private static let attributes = ["href", "src", "action", "formaction", "data-livez"]
}
