extension JSON {
    /// Compact text, members in their order.
    package var text: String {
        String(decoding: bytes(), as: UTF8.self)
    }

    /// Indented text for people.
    package var prettyText: String {
        var writer = Writer(indented: true)
        writer.write(self, depth: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Compact UTF-8, members in their order.
    package func bytes() -> [UInt8] {
        var writer = Writer()
        writer.write(self, depth: 0)
        return writer.bytes
    }

    /// The one spelling that a hash is taken over: no white space, members sorted by their names' UTF-8 bytes,
    /// the shortest escapes (after RFC 8785; numbers stay as written, and snapshots hold integers only).
    package func canonicalBytes() -> [UInt8] {
        var writer = Writer(sorted: true)
        writer.write(self, depth: 0)
        return writer.bytes
    }

    private struct Writer {
        var bytes: [UInt8] = []
        var indented = false
        var sorted = false

        mutating func write(_ value: JSON, depth: Int) {
            switch value {
            case .null: append("null")
            case .bool(let value): append(value ? "true" : "false")
            case .number(let digits): append(digits)
            case .string(let string): bytes.append(json: string)
            case .array(let values):
                writeList(values, between: ("[", "]"), depth: depth) { writer, value in
                    writer.write(value, depth: depth + 1)
                }
            case .object(let object):
                var members = object.members
                if sorted { members.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) } }
                writeList(members, between: ("{", "}"), depth: depth) { writer, member in
                    writer.bytes.append(json: member.name)
                    writer.put(":")
                    if writer.indented { writer.put(" ") }
                    writer.write(member.value, depth: depth + 1)
                }
            }
        }

        private mutating func writeList<Item>(
            _ items: [Item], between ends: (Unicode.Scalar, Unicode.Scalar), depth: Int,
            _ writeItem: (inout Writer, Item) -> Void
        ) {
            put(ends.0)
            for (index, item) in items.enumerated() {
                if index > 0 { put(",") }
                if indented { newLine(depth: depth + 1) }
                writeItem(&self, item)
            }
            if indented, !items.isEmpty { newLine(depth: depth) }
            put(ends.1)
        }

        private mutating func newLine(depth: Int) {
            put("\n")
            for _ in 0..<depth { append("  ") }
        }

        private mutating func append(_ text: String) {
            bytes.append(contentsOf: text.utf8)
        }

        /// - Parameter character: of ASCII.
        private mutating func put(_ character: Unicode.Scalar) {
            bytes.append(UInt8(ascii: character))
        }
    }
}

extension [UInt8] {
    /// Adds a JSON string, with its quotes.
    package mutating func append(json string: String) {
        var string = string
        append(UInt8(ascii: "\""))
        string.withUTF8 { text in
            // Most strings stand as they are: what needs no escape is copied in one piece.
            var written = 0
            for index in text.indices where Self.needsEscape(text[index]) {
                append(contentsOf: text[written..<index])
                append(contentsOf: Self.escape(of: text[index]).utf8)
                written = index + 1
            }
            append(contentsOf: text[written...])
        }
        append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// - Parameter byte: of ASCII, one that ``needsEscape(_:)``.
    private static func escape(of byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\""): "\\\""
        case UInt8(ascii: "\\"): "\\\\"
        case UInt8(ascii: "\n"): "\\n"
        case UInt8(ascii: "\r"): "\\r"
        case UInt8(ascii: "\t"): "\\t"
        case 0x08: "\\b"
        case 0x0C: "\\f"
        case 0..<0x10: "\\u000\(String(byte, radix: 16))"
        default: "\\u00\(String(byte, radix: 16))"
        }
    }
}
