/// Reads that part of TOML 1.0 that a configuration has a use for: keys of letters, digits and hyphens; strings on one line,
/// whole numbers, `true` and `false`, arrays of strings; comments. All else that TOML has is refused by its line.
struct ConfigurationReader {
    typealias Entry = ConfigurationFile.Entry
    typealias Fault = ConfigurationFile.Fault

    private var rest: Substring.UnicodeScalarView
    private var line = 1

    static func entries(in text: String) throws(Fault) -> [Entry] {
        let lines = text.replacing("\r\n", with: "\n")
        var reader = ConfigurationReader(rest: lines[...].unicodeScalars)
        var entries: [Entry] = []
        while true {
            try reader.skipToNextThing()
            guard !reader.rest.isEmpty else { return entries }
            let entry = try reader.entry()
            if let earlier = entries.first(where: { $0.key == entry.key }) {
                throw Fault(
                    line: entry.line,
                    detail: "\(entry.key) stands in line \(earlier.line) already: leave one of the two")
            }
            entries.append(entry)
        }
    }

    // MARK: - Lines

    private mutating func entry() throws(Fault) -> Entry {
        let start = line
        let key = String(take(while: Self.isOfKey))
        guard !key.isEmpty else {
            throw fault(
                rest.first == "["
                    ? "there are no tables here: each option stands by itself, as in port = 8080"
                    : "an option and its value are expected, as in port = 8080")
        }
        skipBlanks()
        guard take("=") else { throw fault("behind \(key) come a = and its value, as in port = 8080") }
        skipBlanks()
        let value = try value(of: key)
        skipBlanks()
        try skipComment()
        guard rest.isEmpty || rest.first == "\n" else {
            throw fault("behind the value of \(key) only a comment may stand, which begins with #")
        }
        return Entry(key: key, value: value, line: start)
    }

    /// Over blanks, comments and line ends.
    private mutating func skipToNextThing() throws(Fault) {
        repeat {
            skipBlanks()
            try skipComment()
        } while takeLineEnd()
    }

    private mutating func skipBlanks() {
        _ = take { $0 == " " || $0 == "\t" }
    }

    private mutating func skipComment() throws(Fault) {
        guard rest.first == "#" else { return }
        guard !take(while: { $0 != "\n" }).contains(where: Self.isControl) else {
            throw fault("a control character stands in the comment")
        }
    }

    private mutating func takeLineEnd() -> Bool {
        guard take("\n") else { return false }
        line += 1
        return true
    }

    // MARK: - Values

    private mutating func value(of key: String) throws(Fault) -> ConfigurationFile.Value {
        switch rest.first {
        case "\"", "'": return .text(try string(of: key))
        case "[": return .texts(try strings(of: key))
        case nil, "\n", "#": throw fault("\(key) has no value: behind the = comes one, or the line goes")
        default: break
        }
        let word = String(take { !" \t\n#,]".unicodeScalars.contains($0) })
        if word == "true" || word == "false" { return .flag(word == "true") }
        guard let number = Self.number(word) else {
            throw fault(
                "\(word.isEmpty ? "this" : word) is neither a whole number nor true or false; strings stand in quotes: \(key) = \"…\""
            )
        }
        return .number(number)
    }

    /// Digits without zeros before them; `_` may part them.
    private static func number(_ word: String) -> Int64? {
        guard word.wholeMatch(of: /[+-]?(0|[1-9](_?[0-9])*)/) != nil else { return nil }
        return Int64(word.replacing("_", with: ""))
    }

    private mutating func string(of key: String) throws(Fault) -> String {
        let isLiteral = rest.first == "'"
        let quote: Unicode.Scalar = isLiteral ? "'" : "\""
        guard !rest.starts(with: [quote, quote, quote]) else {
            throw fault("the string of \(key) stands on one line, between single or double quotes: \(key) = \"…\"")
        }
        rest.removeFirst()
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            if scalar == quote { return String(text) }
            guard !Self.isControl(scalar) else { break }
            text.append(scalar == "\\" && !isLiteral ? try escaped(in: key) : scalar)
        }
        throw fault("the string of \(key) is not ended by \(quote) on its line")
    }

    /// What stands behind a backslash.
    private mutating func escaped(in key: String) throws(Fault) -> Unicode.Scalar {
        let short: [Unicode.Scalar: Unicode.Scalar] = [
            "b": "\u{8}", "t": "\t", "n": "\n", "f": "\u{C}", "r": "\r", "\"": "\"", "\\": "\\",
        ]
        let letter = rest.popFirst()
        if let letter, let scalar = short[letter] { return scalar }
        let length = letter == "u" ? 4 : letter == "U" ? 8 : 0
        let digits = String(rest.prefix(length))
        guard length > 0, digits.wholeMatch(of: /[0-9A-Fa-f]+/) != nil, digits.count == length,
            let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
        else {
            throw fault("in the string of \(key), \\ is written as \\\\, or the string stands in single quotes")
        }
        rest.removeFirst(length)
        return scalar
    }

    /// An array may go over several lines, and end with a comma.
    private mutating func strings(of key: String) throws(Fault) -> [String] {
        rest.removeFirst()
        var strings: [String] = []
        while true {
            try skipToNextThing()
            if take("]") { return strings }
            guard rest.first == "\"" || rest.first == "'" else {
                throw fault("in [ ] of \(key) stand strings in quotes, with commas between them")
            }
            strings.append(try string(of: key))
            try skipToNextThing()
            guard take(",") || rest.first == "]" else {
                throw fault("the strings in [ ] of \(key) have commas between them, and a ] behind them")
            }
        }
    }

    // MARK: - Characters

    private static func isOfKey(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)) || scalar == "-"
            || scalar == "_"
    }

    /// Those that TOML has nowhere.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 && scalar != "\t" || scalar.value == 0x7F
    }

    private mutating func take(while isTaken: (Unicode.Scalar) -> Bool) -> Substring.UnicodeScalarView {
        let taken = rest.prefix(while: isTaken)
        rest.removeFirst(taken.count)
        return taken
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        return true
    }

    private func fault(_ detail: String) -> Fault { Fault(line: line, detail: detail) }
}
