import Testing

@testable import Server

/// What a well-formed file gives, however it was saved.
struct SpreadsheetReaderTests {
    /// A way to save a table.
    struct Saving: CustomTestStringConvertible {
        let encoding: SpreadsheetEncoding
        let mark: Bool
        let delimiter: SpreadsheetDelimiter
        let lineBreak: String

        var testDescription: String {
            "\(encoding.name)\(mark ? " with mark" : "") \(delimiter) \(lineBreak.debugDescription)"
        }

        static let all: [Saving] = [
            (SpreadsheetEncoding.utf8, true), (.utf8, false), (.gb18030, true), (.gb18030, false),
            (.utf16LittleEndian, true), (.utf16BigEndian, true),
        ].flatMap { encoding, mark in
            SpreadsheetDelimiter.allCases.flatMap { delimiter in
                ["\r\n", "\n", "\r"].map { Saving(encoding: encoding, mark: mark, delimiter: delimiter, lineBreak: $0) }
            }
        }

        func bytes(_ rows: [[String]]) throws -> [UInt8] {
            let separator = String(UnicodeScalar(delimiter.rawValue))
            let text = rows.map { $0.joined(separator: separator) + lineBreak }.joined()
            return try text.bytes(in: encoding, mark: mark)
        }
    }

    @Test(arguments: Saving.all)
    func `a table reads the same however it was saved`(_ saving: Saving) throws {
        let bytes = try saving.bytes([
            ["a", "b", "c"], ["CG-01-A01", "\"有,有;有\t有\"", "14.5"], [],
            ["CG-01-A02", "\"第一行\(saving.lineBreak)第“二”行\"", "𠮷㐀é€"], ["", "", ""],
            ["CG-01-A03", "\"他说\"\"好\"\"\"", ""],
        ])
        // Borders everywhere, within characters and within CRLF; only the headings must fit, to tell the delimiter.
        for chunk in [16, 17, 19, 65_536] {
            let reading = try SpreadsheetReading(bytes, chunk: chunk)
            #expect(reading.faults.isEmpty)
            #expect(reading.encoding == saving.encoding)
            #expect(reading.delimiter == saving.delimiter)
            #expect(
                reading.cells == [
                    ["a", "b", "c"], ["CG-01-A01", "有,有;有\t有", "14.5"],
                    ["CG-01-A02", "第一行\n第“二”行", "𠮷㐀é€"], ["CG-01-A03", "他说\"好\"", ""],
                ])
            #expect(reading.lines == [1, 2, 4, 7])
        }
    }

    @Test(arguments: [
        ("a,b\n1,2", [["a", "b"], ["1", "2"]], [1, 2]),
        ("a,b\n1,", [["a", "b"], ["1", ""]], [1, 2]),
        ("\n\n;;\n  ;\n 甲;乙\n1;2", [[" 甲", "乙"], ["1", "2"]], [5, 6]),
        ("sep=;\r\na,b;c\r\n1;2\r\n", [["a,b", "c"], ["1", "2"]], [2, 3]),
        ("\"sep=\t\"\na\tb", [["a", "b"]], [2]),
        ("SEP=;\na;b", [["a", "b"]], [2]),
        ("sep=ab\nx", [["sep=ab"], ["x"]], [1, 2]),
        ("\"a,b,c\";d\n1;2", [["a,b,c", "d"], ["1", "2"]], [1, 2]),
        ("甲，乙，丙;丁\n", [["甲，乙，丙", "丁"]], [1]),
        ("one\ntwo\n", [["one"], ["two"]], [1, 2]),
        ("a,b\n\"\",\"\"\n　,\n1,\"\"\n", [["a", "b"], ["1", ""]], [1, 4]),
        ("a\r\r\nb\n\rc", [["a"], ["b"], ["c"]], [1, 3, 5]),
        ("\"\"\"\",\"\"\"\"\"\"", [["\"", "\"\""]], [1]),
        ("\u{FEFF}\"a\",b", [["a", "b"]], [1]),
    ])
    func `small print`(_ text: String, _ cells: [[String]], _ lines: [Int]) throws {
        let reading = try SpreadsheetReading(text)
        #expect(reading.faults.isEmpty)
        #expect(reading.cells == cells)
        #expect(reading.lines == lines)
    }

    @Test(arguments: [SpreadsheetEncoding.utf8, .gb18030, .utf16LittleEndian, .utf16BigEndian])
    func `a character may stand across the border of two chunks`(_ encoding: SpreadsheetEncoding) throws {
        for shift in 0..<8 {
            // 32,000 to 40,000 bytes of ASCII, and characters of all lengths around byte 65,536.
            let filler = Array(
                repeating: String(repeating: "x", count: 79), count: 817 - (encoding.isTwoByte ? 409 : 0))
            let last = String(repeating: "y", count: 100 - shift) + String(repeating: "党𠮷é㐀支", count: 60)
            let text = (filler + [last, "末"]).joined(separator: "\n")
            let reading = try SpreadsheetReading(text.bytes(in: encoding, mark: encoding.isTwoByte))
            #expect(reading.faults.isEmpty)
            #expect(reading.encoding == encoding)
            #expect(reading.cells == (filler + [last, "末"]).map { [$0] })
        }
    }

    @Test func `Chinese that begins late in the file still tells its encoding`() throws {
        let text = String(repeating: "code,name\r\n", count: 20_000) + "1,党支部书记\r\n"
        let reading = try SpreadsheetReading(text.bytes(in: .gb18030))
        #expect(reading.encoding == .gb18030)
        #expect(reading.cells.last == ["1", "党支部书记"])
        #expect(reading.lines.last == 20_001)
        #expect(try SpreadsheetReading(text).encoding == .utf8)
    }

    @Test(arguments: [UInt64](1...40))
    func `what a CSV writer wrote reads back equal`(_ seed: UInt64) throws {
        var generator = SpreadsheetRandomness(seed: seed &* 0x9E37_79B9_7F4A_7C15)
        let saving = try #require(Saving.all.randomElement(using: &generator))
        let width = Int.random(in: 1...8, using: &generator)
        let pieces = ["党", "支部", "𠮷", "é", "a", "1", " ", "，", ",", ";", "\t", "\"", "\n", "=", "CG-01", "㐀"]
        // The first row decides on the delimiter: one word and one delimiter more than cells hold.
        var rows = [(0..<width).map { "列\($0)" }]
        for _ in 0..<60 {
            rows.append(
                (0..<width).map { place in
                    let length = Int.random(in: 0...12, using: &generator)
                    return (place == 0 ? "r" : "")
                        + (0..<length).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
                })
        }
        let written = rows.map { row in
            row.map { cell in
                let isPlain = !cell.contains { "\",;\t\n\r\r\n".contains($0) } && Bool.random(using: &generator)
                let text = cell.split(separator: "\n", omittingEmptySubsequences: false).joined(
                    separator: saving.lineBreak)
                return isPlain
                    ? text
                    : "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                        + "\""
            }
        }
        let reading = try SpreadsheetReading(saving.bytes(written), chunk: Int.random(in: 200...400, using: &generator))
        #expect(reading.faults.isEmpty)
        #expect(reading.encoding == saving.encoding || !saving.mark)
        // With one column nothing tells the delimiter, and nothing needs to: other ones in cells are quoted.
        #expect(reading.cells == rows)
    }

    @Test func `a large file is read row by row`() throws {
        let row = "CG-01-A01,支部评,1001,14,23.5,24,17,12.5,\"说明,有\"\r\n"
        let count = 8_000_000 / row.utf8.count
        let bytes = Array((String(repeating: row, count: count)).utf8)
        try withSpreadsheet(bytes) { path in
            var reader = try SpreadsheetReader(path: path)
            var rows = 0
            var longest = 0
            while let row = try reader.next() {
                rows += 1
                #expect(row.line == rows)
                longest = max(longest, reader.cell.capacity + reader.text.bytes.count)
            }
            #expect(rows == count)
            #expect(longest < 2 * 65_536 + 100)
        }
    }
}

extension SpreadsheetEncoding {
    fileprivate var isTwoByte: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }
}
