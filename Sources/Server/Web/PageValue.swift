import Mustache

/// A page's model as Mustache sees it: the properties of plain structs, read by their names.
///
/// Left to itself, Mustache renders a name that there is not as nothing, and takes for a property that is nil the one of
/// the same name further out. Here the first is a fault, and nil is nil. How texts are escaped: ``PageEscaping``.
struct PageValue: MustacheParent {
    /// What was found wrong while a page was rendered.
    final class Faults {
        private(set) var found: Set<String> = []

        func note(_ fault: String) { found.insert(fault) }
    }

    private let members: [String: Any]

    /// - Parameter model: a struct of texts, flags, structs, lists of these, and any of them optional.
    init(_ model: Any, _ faults: Faults) {
        var members: [String: Any] = [:]
        for child in Mirror(reflecting: model).children {
            guard let name = child.label else { continue }
            members[name] = Self.value(child.value, name, faults)
        }
        self.members = members
    }

    func child(named name: String) -> Any? { members[name] }

    private static func value(_ value: Any, _ name: String, _ faults: Faults) -> Any {
        let mirror = Mirror(reflecting: value)
        switch (value, mirror.displayStyle) {
        case (let text as String, _): return PageText(renderText: text)
        case (let flag as Bool, _): return flag
        case (_, .optional):
            return mirror.children.first.map { Self.value($0.value, name, faults) }
                ?? Absent(name: name, faults: faults)
        case (_, .collection): return mirror.children.map { Self.value($0.value, name, faults) }
        case (_, .struct): return PageValue(value, faults)
        default:
            faults.note("‘\(name)’ is neither a text nor a flag, a struct or a list")
            return false
        }
    }

    /// A property that is nil.
    private struct Absent: MustacheCustomRenderable {
        let name: String
        let faults: Faults

        var isNull: Bool { true }
        /// Asked for only where a template shows it without having looked whether it is there.
        var renderText: String {
            faults.note("‘\(name)’ is nil where it is shown")
            return ""
        }
    }
}

/// A text on a page. It has no parts, so that a name is looked for further out.
struct PageText: MustacheParent, MustacheCustomRenderable {
    let renderText: String

    var isNull: Bool { false }
    func child(named name: String) -> Any? { nil }
}

/// How texts are written in HTML, in elements and in quoted attributes.
///
/// Left to itself, Mustache escapes by characters, and leaves a quotation mark with a combining accent as it is; here it
/// is done by code points. A template has it by its first line (``line``), a part of another one too.
struct PageEscaping: MustacheContentType {
    private static let name = "PAGE"
    static let line = "{{% CONTENT_TYPE: \(name)}}\n"

    /// Before the first template is read.
    static func register() { MustacheContentTypes.register(PageEscaping(), named: name) }

    func escapeText(_ text: String) -> String {
        var html = ""
        html.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            // What looks like a tag on a page is one that was left over.
            case "{": html += "&#123;"
            default: html.unicodeScalars.append(scalar)
            }
        }
        return html
    }
}
