import Testing

@testable import Server

/// What is drawn has to be read by any phone: it is read back here by the standard, module for module.
struct QRCodeTests {
    /// What a reader makes of a code: undone is the mask that it says it has; every block has to be free of errors.
    private struct Reading {
        let text: String
        let areBlocksWhole: Bool
        let mask: Int

        init?(_ code: QRCode) {
            guard let version = QRCode.Version.all.first(where: { $0.size == code.size }) else { return nil }
            // The format stands beside the upper left finder and once more beside the others.
            var first: [Bool] = []
            for row in [0, 1, 2, 3, 4, 5, 7, 8] { first.append(code[row, 8]) }
            for column in [7, 5, 4, 3, 2, 1, 0] { first.append(code[8, column]) }
            var second: [Bool] = []
            for place in 0..<8 { second.append(code[8, code.size - 1 - place]) }
            for place in 8..<15 { second.append(code[code.size - 15 + place, 8]) }
            let format = first.enumerated().reduce(0) { $0 | ($1.element ? 1 << $1.offset : 0) } ^ 0x5412
            guard first == second, format >> 13 == 0, Self.isOfFormat(format) else { return nil }
            let mask = format >> 10
            let bits = Self.places(version).map { row, column in
                code[row, column] != QRCode.inverts(mask, row, column)
            }
            let bytes = (0..<version.total).map { byte in
                bits[byte * 8..<byte * 8 + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
            }
            let blocks = Self.blocks(bytes, version)
            areBlocksWhole = blocks.allSatisfy { Self.isWhole($0, version) }
            let data = blocks.flatMap { $0.dropLast(version.correction) }
            let isLong = version.number > 9
            guard data[0] >> 4 == 0b0100 else { return nil }
            let nibbles = data.flatMap { [Int($0 >> 4), Int($0 & 15)] }
            let digits = isLong ? 4 : 2
            let count = nibbles[1..<1 + digits].reduce(0) { $0 << 4 | $1 }
            let told = (0..<count).map { place in
                let start = 1 + digits + 2 * place
                return UInt8(nibbles[start] << 4 | nibbles[start + 1])
            }
            text = String(decoding: told, as: UTF8.self)
            self.mask = mask
        }

        /// Whether the fifteen bits are a multiple of the generator.
        private static func isOfFormat(_ bits: Int) -> Bool {
            var rest = bits
            for place in (0...4).reversed() where rest >> (place + 10) & 1 == 1 { rest ^= 0x537 << place }
            return rest == 0
        }

        /// Where data stands, in the order of its bits: what is left when all that is fixed is taken away.
        private static func places(_ version: QRCode.Version) -> [(Int, Int)] {
            let (size, middles) = (version.size, version.alignments)
            func isFixed(_ row: Int, _ column: Int) -> Bool {
                if row == 6 || column == 6 { return true }
                if row < 9, column < 9 || column >= size - 8 { return true }
                if row >= size - 8, column < 9 { return true }
                if version.number > 6, row < 6, column >= size - 11 { return true }
                if version.number > 6, column < 6, row >= size - 11 { return true }
                let corners = [[6, 6], [6, size - 7], [size - 7, 6]]
                return middles.contains { down in
                    middles.contains { right in
                        !corners.contains([down, right]) && abs(row - down) < 3 && abs(column - right) < 3
                    }
                }
            }
            let pairs = Array(stride(from: size - 1, to: 6, by: -2)) + Array(stride(from: 5, to: 0, by: -2))
            var places: [(Int, Int)] = []
            for (index, right) in pairs.enumerated() {
                for step in 0..<size {
                    let row = index.isMultiple(of: 2) ? size - 1 - step : step
                    for column in [right, right - 1] where !isFixed(row, column) { places.append((row, column)) }
                }
            }
            return places
        }

        /// The blocks, each with its data and then its correction, out of the order in which they are drawn.
        private static func blocks(_ bytes: [UInt8], _ version: QRCode.Version) -> [[UInt8]] {
            let data = version.total - version.correction * version.blocks
            let short = version.blocks - version.total % version.blocks
            var blocks = Array(repeating: [UInt8](), count: version.blocks)
            var rest = bytes[...]
            for place in 0... {
                let taking = (0..<version.blocks).filter { block in
                    place < data / version.blocks + (block < short ? 0 : 1)
                }
                if taking.isEmpty { break }
                for block in taking { blocks[block].append(rest.removeFirst()) }
            }
            for _ in 0..<version.correction { for block in blocks.indices { blocks[block].append(rest.removeFirst()) } }
            return blocks
        }

        /// Whether the block has each root of the divisor.
        private static func isWhole(_ block: [UInt8], _ version: QRCode.Version) -> Bool {
            var root: UInt8 = 1
            return (0..<version.correction).allSatisfy { _ in
                let value = block.reduce(UInt8(0)) { QRCode.ReedSolomon.product($0, root) ^ $1 }
                root = QRCode.ReedSolomon.product(root, 2)
                return value == 0
            }
        }
    }

    @Test func `a text of any length that fits is read back, from blocks without an error`() throws {
        var sizes: Set<Int> = []
        for length in [0, 1, 13, 14, 15, 26, 27, 42, 62, 63, 84, 106, 122, 152, 180, 181, 213, 251, 287, 331, 362, 412]
            + [450, 504, 560, 624, 666]
        {
            let text = String((0..<length).map { Character(Unicode.Scalar(UInt8(33 + $0 * 7 % 90))) })
            let code = try #require(QRCode(text), "\(length)")
            let reading = try #require(Reading(code), "\(length)")
            #expect(reading.text == text && reading.areBlocksWhole, "\(length)")
            sizes.insert(code.size)
        }
        #expect(sizes.count == 20)
        #expect(QRCode(String(repeating: "x", count: 667)) == nil)
    }

    @Test func `what is no Latin letter goes in too`() throws {
        let text = "otpauth://totp/支部:张三?secret=JBSWY3DPEHPK3PXP"
        let code = try #require(QRCode(text))
        #expect(Reading(code)?.text == text)
    }

    /// As Python's segno 1.6.6 draws it, told the mask, of a text that fills its version: it pads shorter ones in a way
    /// of its own.
    @Test func `it is the code that others draw`() throws {
        let code = try #require(QRCode("https://zhibu.example/2026"))
        let rows = (0..<code.size).map { row in
            String((0..<code.size).map { code[row, $0] ? "#" : "." })
        }
        #expect(rows == Self.drawnByOthers)
    }

    @Test func `its picture has a stroke for each dark run, and a margin of four modules`() throws {
        let code = try #require(QRCode("a"))
        let picture = try #require(QRPicture("a"))
        #expect(picture.qrViewBox == "-4 -4 29 29")
        // The first row of the upper finders.
        #expect(picture.qrPath.hasPrefix("M0 0.5h7m"))
        let dark = picture.qrPath.matches(of: /h([0-9]+)/).compactMap { Int($0.output.1) }.reduce(0, +)
        #expect(dark == code.modules.count(where: \.self))
    }

    private static let drawnByOthers = [
        "#######..###.#..#.#######",
        "#.....#....#..###.#.....#",
        "#.###.#.#.###.##..#.###.#",
        "#.###.#.##..####..#.###.#",
        "#.###.#.##.##.#.#.#.###.#",
        "#.....#.#.###..#..#.....#",
        "#######.#.#.#.#.#.#######",
        "........##.#...#.........",
        "#.#####......##.#.#####..",
        "###.#..#..####..#..#...#.",
        ".#...##.....#.###...##.##",
        ".##..#..###....##.#.#...#",
        "##.#####.#.#####.####.###",
        "###.#...#.#.#...#..#.#.#.",
        "#...###.#.#.#.##...###.##",
        "#.#..#..####..#.#####...#",
        "#.###.#.##...#..#####.#..",
        "........#.####.##...##...",
        "#######..##.###.#.#.#.###",
        "#.....#.##.##.###...##...",
        "#.###.#.#....#.######.#..",
        "#.###.#.#..##.#..##.#####",
        "#.###.#.###.##.......##.#",
        "#.....#..#..#...#.####..#",
        "#######.###..#.....######",
    ]
}
