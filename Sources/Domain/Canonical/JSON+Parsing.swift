extension JSON {
    /// Text that is not JSON, or that this reader refuses on purpose: a name twice, or nesting beyond reason.
    package struct SyntaxError: Error, Hashable, Sendable {
        package let message: String
        /// Bytes before the place.
        package let offset: Int
    }

    /// Deep enough for every body of the API, shallow enough for any stack.
    static let maximumDepth = 64

    /// Reads one JSON text (RFC 8259), strictly: UTF-8, no comments, no duplicate names, nothing after it.
    package static func parse(_ bytes: some Collection<UInt8>) throws(SyntaxError) -> JSON {
        var parser = Parser(bytes: Array(bytes))
        return try parser.parseDocument()
    }

    private struct Parser {
        let bytes: [UInt8]
        var offset = 0

        init(bytes: [UInt8]) {
            self.bytes = bytes
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
        }

        mutating func parseDocument() throws(SyntaxError) -> JSON {
            let value = try parseValue(depth: 0)
            skipSpace()
            guard offset == bytes.count else { throw error("unexpected text after the value") }
            return value
        }

        private mutating func parseValue(depth: Int) throws(SyntaxError) -> JSON {
            guard depth < JSON.maximumDepth else { throw error("nested more than \(JSON.maximumDepth) levels") }
            skipSpace()
            switch peek {
            case UInt8(ascii: "{"): return try parseObject(depth: depth)
            case UInt8(ascii: "["): return try parseArray(depth: depth)
            case UInt8(ascii: "\""): return .string(try parseString())
            case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
            case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
            case UInt8(ascii: "n"): return try parseWord("null", .null)
            case nil: throw error("the text ends where a value was expected")
            case let byte? where byte == UInt8(ascii: "-") || Self.isDigit(byte): return try parseNumber()
            default: throw error("a value was expected")
            }
        }

        private mutating func parseObject(depth: Int) throws(SyntaxError) -> JSON {
            var object = Object()
            var names: Set<String> = []
            offset += 1
            skipSpace()
            if consume("}") { return .object(object) }
            repeat {
                skipSpace()
                guard peek == UInt8(ascii: "\"") else { throw error("a member's name in double quotes was expected") }
                let name = try parseString()
                guard names.insert(name).inserted else { throw error("the name ‘\(name.prefix(40))’ stands twice") }
                skipSpace()
                guard consume(":") else { throw error("‘:’ was expected after a member's name") }
                object.append(name, try parseValue(depth: depth + 1))
                skipSpace()
            } while consume(",")
            guard consume("}") else { throw error("‘,’ or ‘}’ was expected") }
            return .object(object)
        }

        private mutating func parseArray(depth: Int) throws(SyntaxError) -> JSON {
            var values: [JSON] = []
            offset += 1
            skipSpace()
            if consume("]") { return .array(values) }
            repeat {
                values.append(try parseValue(depth: depth + 1))
                skipSpace()
            } while consume(",")
            guard consume("]") else { throw error("‘,’ or ‘]’ was expected") }
            return .array(values)
        }

        private mutating func parseNumber() throws(SyntaxError) -> JSON {
            let start = offset
            _ = consume("-")
            if !consume("0") { try parseDigits() }
            if consume(".") { try parseDigits() }
            if consume("e") || consume("E") {
                if !consume("+") { _ = consume("-") }
                try parseDigits()
            }
            return .number(String(decoding: bytes[start..<offset], as: UTF8.self))
        }

        private mutating func parseDigits() throws(SyntaxError) {
            let start = offset
            while let byte = peek, Self.isDigit(byte) { offset += 1 }
            guard offset > start else { throw error("a digit was expected") }
        }

        private mutating func parseString() throws(SyntaxError) -> String {
            offset += 1
            var text: [UInt8] = []
            while let byte = peek {
                offset += 1
                switch byte {
                case UInt8(ascii: "\""):
                    guard let string = String(validating: text, as: UTF8.self) else {
                        throw error("text that is not UTF-8")
                    }
                    return string
                case UInt8(ascii: "\\"): text += try parseEscape()
                case 0..<0x20: throw error("a control character inside a string")
                default: text.append(byte)
                }
            }
            throw error("a string without its closing quote")
        }

        private mutating func parseEscape() throws(SyntaxError) -> [UInt8] {
            guard let byte = peek else { throw error("a string without its closing quote") }
            offset += 1
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
            case UInt8(ascii: "b"): return [0x08]
            case UInt8(ascii: "f"): return [0x0C]
            case UInt8(ascii: "n"): return [0x0A]
            case UInt8(ascii: "r"): return [0x0D]
            case UInt8(ascii: "t"): return [0x09]
            case UInt8(ascii: "u"): return Array(String(Character(try parseUnicodeEscape())).utf8)
            default: throw error("an unknown escape")
            }
        }

        private mutating func parseUnicodeEscape() throws(SyntaxError) -> Unicode.Scalar {
            let first = try parseHexQuad()
            if let scalar = Unicode.Scalar(first) { return scalar }
            // A high surrogate must be followed by its low half.
            guard (0xD800..<0xDC00).contains(first), consume("\\"), consume("u") else {
                throw error("half of a surrogate pair")
            }
            let second = try parseHexQuad()
            guard (0xDC00..<0xE000).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            else { throw error("half of a surrogate pair") }
            return scalar
        }

        private mutating func parseHexQuad() throws(SyntaxError) -> UInt32 {
            var value: UInt32 = 0
            for _ in 0..<4 {
                guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                    throw error("four hexadecimal digits were expected")
                }
                value = value << 4 | UInt32(digit)
                offset += 1
            }
            return value
        }

        private mutating func parseWord(_ word: String, _ value: JSON) throws(SyntaxError) -> JSON {
            guard bytes[offset...].starts(with: word.utf8) else { throw error("a value was expected") }
            offset += word.utf8.count
            return value
        }

        private static func isDigit(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }

        private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

        private mutating func consume(_ character: Unicode.Scalar) -> Bool {
            guard peek == UInt8(ascii: character) else { return false }
            offset += 1
            return true
        }

        private mutating func skipSpace() {
            while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
        }

        private func error(_ message: String) -> SyntaxError {
            SyntaxError(message: message, offset: offset)
        }
    }
}
