extension QRCode {
    /// How large a code is, and how its bytes are kept: in blocks, each with what corrects errors in it.
    struct Version: Sendable {
        let number: Int
        /// Bytes of a block that correct errors.
        let correction: Int
        let blocks: Int

        /// For level M (ISO/IEC 18004, table 9), from version 1 on.
        static let all: [Version] = zip(
            [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26],
            [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16]
        ).enumerated().map { Version(number: $0 + 1, correction: $1.0, blocks: $1.1) }

        static func smallest(for bytes: Int) -> Version? { all.first { bytes <= $0.capacity } }

        var size: Int { number * 4 + 17 }

        /// All bytes, data and correction.
        var total: Int {
            var modules = (16 * number + 128) * number + 64
            if number > 1 {
                let places = number / 7 + 2
                modules -= (25 * places - 10) * places - 55
                if number > 6 { modules -= 36 }
            }
            return modules / 8
        }

        private var data: Int { total - correction * blocks }
        /// Bits that say how many bytes there are.
        private var countBits: Int { number < 10 ? 8 : 16 }
        /// How many bytes of a text it holds.
        private var capacity: Int { (data * 8 - 4 - countBits) / 8 }

        /// Where the middles of alignments are, in rows and in columns.
        var alignments: [Int] {
            if number == 1 { return [] }
            let places = number / 7 + 2
            let step = (number * 4 + places * 2 + 1) / (places * 2 - 2) * 2
            return [6] + (0..<places - 1).map { size - 7 - $0 * step }.reversed()
        }

        /// The version's own number, as it stands in larger codes; empty in smaller ones.
        var marks: [Bool] {
            if number < 7 { return [] }
            var rest = number
            for _ in 0..<12 { rest = rest << 1 ^ (rest >> 11) * 0x1F25 }
            let bits = number << 12 | rest
            return (0..<18).map { bits >> $0 & 1 == 1 }
        }

        /// The bytes of a text with those that correct errors, in the order in which they are drawn.
        func codewords(of bytes: [UInt8]) -> [UInt8] {
            let filled = filled(with: bytes)
            let short = blocks - total % blocks
            var parts: [ArraySlice<UInt8>] = []
            var start = 0
            for block in 0..<blocks {
                let length = total / blocks - correction + (block < short ? 0 : 1)
                parts.append(filled[start..<start + length])
                start += length
            }
            let divisor = ReedSolomon.divisor(of: correction)
            let corrections = parts.map { ReedSolomon.remainder(of: $0, by: divisor) }
            let longest = parts.map(\.count).max() ?? 0
            return (0..<longest).flatMap { place in
                parts.filter { place < $0.count }.map { $0[$0.startIndex + place] }
            } + (0..<correction).flatMap { place in corrections.map { $0[place] } }
        }

        private func filled(with bytes: [UInt8]) -> [UInt8] {
            var bits: [Bool] = []
            func append(_ value: Int, _ count: Int) {
                for place in (0..<count).reversed() { bits.append(value >> place & 1 == 1) }
            }
            append(0b0100, 4)
            append(bytes.count, countBits)
            for byte in bytes { append(Int(byte), 8) }
            append(0, min(4, data * 8 - bits.count))
            append(0, (8 - bits.count % 8) % 8)
            var filled = (0..<bits.count / 8).map { byte in
                bits[byte * 8..<byte * 8 + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
            }
            for place in 0..<data - filled.count { filled.append(place.isMultiple(of: 2) ? 0xEC : 0x11) }
            return filled
        }
    }

    /// Over the 256 elements of GF(2⁸) modulo x⁸ + x⁴ + x³ + x² + 1.
    enum ReedSolomon {
        static func product(_ one: UInt8, _ other: UInt8) -> UInt8 {
            var product = 0
            for place in (0..<8).reversed() {
                product = product << 1 ^ (product >> 7) * 0x11D
                product ^= Int(other >> UInt8(place) & 1) * Int(one)
            }
            return UInt8(product)
        }

        /// (x − 1)(x − 2)(x − 4)…, without its highest coefficient.
        static func divisor(of degree: Int) -> [UInt8] {
            var result = Array(repeating: UInt8(0), count: degree - 1) + [1]
            var root: UInt8 = 1
            for _ in 0..<degree {
                for place in 0..<degree {
                    result[place] = product(result[place], root) ^ (place + 1 < degree ? result[place + 1] : 0)
                }
                root = product(root, 2)
            }
            return result
        }

        static func remainder(of data: ArraySlice<UInt8>, by divisor: [UInt8]) -> [UInt8] {
            var rest = Array(repeating: UInt8(0), count: divisor.count)
            for byte in data {
                let factor = byte ^ rest.removeFirst()
                rest.append(0)
                for place in rest.indices { rest[place] ^= product(divisor[place], factor) }
            }
            return rest
        }
    }
}

/// A QR code as SVG that the style sheet colours, with the quiet margin that it needs.
struct QRPicture: Sendable {
    let qrViewBox: String
    /// Strokes of a module's breadth, one for each dark run of a row.
    let qrPath: String

    /// nil for what is too long.
    init?(_ text: String) {
        guard let code = QRCode(text) else { return nil }
        let margin = 4
        qrViewBox = "\(-margin) \(-margin) \(code.size + 2 * margin) \(code.size + 2 * margin)"
        var path = ""
        for row in 0..<code.size {
            var (column, last) = (0, 0)
            var isFirst = true
            while column < code.size {
                guard code[row, column] else {
                    column += 1
                    continue
                }
                let start = column
                while column < code.size, code[row, column] { column += 1 }
                path += isFirst ? "M\(start) \(row).5h\(column - start)" : "m\(start - last) 0h\(column - start)"
                (last, isFirst) = (column, false)
            }
        }
        qrPath = path
    }
}
