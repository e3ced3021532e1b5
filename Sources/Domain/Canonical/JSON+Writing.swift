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
            case .string(let string): writeString(string)
            case .array(let values):
                writeList(values, open: "[", close: "]", depth: depth) { writer, value in
                    writer.write(value, depth: depth + 1)
                }
            case .object(let object):
                var members = object.members
                if sorted { members.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) } }
                writeList(members, open: "{", close: "}", depth: depth) { writer, member in
                    writer.writeString(member.name)
                    writer.append(writer.indented ? ": " : ":")
                    writer.write(member.value, depth: depth + 1)
                }
            }
        }

        private mutating func writeList<Item>(
            _ items: [Item], open: String, close: String, depth: Int,
            _ writeItem: (inout Writer, Item) -> Void
        ) {
            append(open)
            for (index, item) in items.enumerated() {
                if index > 0 { append(",") }
                if indented { newLine(depth: depth + 1) }
                writeItem(&self, item)
            }
            if indented, !items.isEmpty { newLine(depth: depth) }
            append(close)
        }

        private mutating func newLine(depth: Int) {
            bytes.append(UInt8(ascii: "\n"))
            for _ in 0..<depth { append("  ") }
        }

        private mutating func append(_ text: String) {
            bytes.append(contentsOf: text.utf8)
        }

        private mutating func writeString(_ string: String) {
            var string = string
            bytes.append(UInt8(ascii: "\""))
            string.withUTF8 { text in
                // Most strings stand as they are: what needs no escape is copied in one piece.
                var written = 0
                for index in text.indices {
                    guard let escape = Self.escape(of: text[index]) else { continue }
                    bytes.append(contentsOf: text[written..<index])
                    append(escape)
                    written = index + 1
                }
                bytes.append(contentsOf: text[written...])
            }
            bytes.append(UInt8(ascii: "\""))
        }

        private static func escape(of byte: UInt8) -> String? {
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { return nil }
            return switch byte {
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
}
