import Testing

@testable import Server

struct QRCodeTests {
    /// The fifteen bits beside the finders, which say how the code is to be read; they stand in it twice.
    private static func formats(of code: QRCode) -> (first: Int, second: Int) {
        var first = [0, 1, 2, 3, 4, 5, 7, 8].map { code[$0, 8] }
        first += [7, 5, 4, 3, 2, 1, 0].map { code[8, $0] }
        var second = (0..<8).map { code[8, code.size - 1 - $0] }
        second += (8..<15).map { code[code.size - 15 + $0, 8] }
        func number(_ bits: [Bool]) -> Int { bits.enumerated().reduce(0) { $0 | ($1.element ? 1 << $1.offset : 0) } }
        return (number(first), number(second))
    }

    @Test(arguments: [(1, 21), (14, 21), (15, 25), (100, 41), (213, 57), (412, 77), (666, 97)])
    func `a text has the smallest code of level M that holds it`(length: Int, size: Int) throws {
        let code = try #require(QRCode(String(repeating: "x", count: length)))
        #expect(code.size == size && code.modules.count == size * size)
        let (first, second) = Self.formats(of: code)
        // Masked as the standard has it; level M is 00.
        #expect(first == second && (first ^ 0x5412) >> 13 == 0)
        // The three finders, and the light square inside each.
        for (row, column) in [(0, 0), (0, size - 7), (size - 7, 0)] {
            #expect((0..<7).allSatisfy { code[row, column + $0] && code[row + 6, column + $0] })
            #expect(!code[row + 1, column + 1] && code[row + 3, column + 3])
        }
    }

    @Test func `what is too long for a slip has none, and nothing has none`() {
        #expect(QRCode(String(repeating: "x", count: QRCode.mostBytes + 1)) == nil)
        #expect(QRCode("") == nil)
        // Characters count by their bytes.
        #expect(QRCode(String(repeating: "支", count: QRCode.mostBytes / 3 + 1)) == nil)
        #expect(QRCode(String(repeating: "支", count: QRCode.mostBytes / 3)) != nil)
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
}
