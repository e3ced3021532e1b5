/// What people wrote, as XML holds it.
enum XMLText {
    /// In an element or an attribute. What XML 1.0 cannot hold, control characters above all, is left out.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "\t", "\n", "\r", "\u{20}"..."\u{FFFD}", "\u{10000}"...: result.append(scalar)
            default: break
            }
        }
        return String(result)
    }

    /// In a run of a document: with its spaces kept, its lines broken where they were, and its tabs.
    static func inRun(_ text: String) -> String {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        return lines.map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { part in
                part.isEmpty ? "" : #"<w:t xml:space="preserve">\#(escaped(String(part)))</w:t>"#
            }.joined(separator: "<w:tab/>")
        }.joined(separator: "<w:br/>")
    }
}
