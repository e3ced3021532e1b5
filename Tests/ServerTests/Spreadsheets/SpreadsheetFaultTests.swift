import Domain
import Foundation
import Testing

@testable import Server

/// What a spoiled file is told to be, where, and what was read before it.
struct SpreadsheetFaultTests {
    struct Case: CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let kind: SpreadsheetFault.Kind
        let line: Int
        let column: Int?
        /// How many rows are still read.
        let rows: Int

        init(
            _ name: String, _ bytes: [UInt8], _ kind: SpreadsheetFault.Kind, line: Int = 1, column: Int? = nil,
            rows: Int = 0
        ) {
            (self.name, self.bytes, self.kind) = (name, bytes, kind)
            (self.line, self.column, self.rows) = (line, column, rows)
        }

        init(
            _ name: String, _ text: String, _ kind: SpreadsheetFault.Kind, line: Int = 1, column: Int? = nil,
            rows: Int = 0
        ) {
            self.init(name, Array(text.utf8), kind, line: line, column: column, rows: rows)
        }

        var testDescription: String { name }

        static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        static let chinese = Array("支部,书记\n一,二\n".utf8)
        static let long = String(repeating: "长", count: 10_001)
        static let wide = String(repeating: ",", count: 200)

        static let all: [Case] = [
            Case("nothing", "", .empty),
            Case("only a mark", mark, .empty),
            Case("only blank lines", "\r\n,,\r\n  \r\n", .empty),
            Case("a NUL", "a,b\nc\0d", .notText, line: 2),
            Case("UTF-16 without mark", [0x61, 0, 0x2C, 0, 0x62, 0], .notText),
            Case("UTF-32", [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], .notText, column: 1),
            Case(
                "a late NUL", String(repeating: "a,b\n", count: 20_000) + "c,\0", .notText, line: 20_001, column: 2,
                rows: 20_000),
            Case(
                "marked UTF-8 with GB in it", mark + chinese + [0x61, 0x2C, 0xB5, 0xB3], .encoding(.utf8), line: 3,
                column: 2, rows: 2),
            Case(
                "UTF-8 with a damaged byte", chinese + [0x61, 0x2C, 0xE5, 0x85, 0x0A], .encoding(.utf8), line: 3,
                column: 2, rows: 2),
            Case(
                "a surrogate in UTF-8", mark + [0x61, 0x0A, 0xED, 0xA0, 0x80], .encoding(.utf8), line: 2, column: 1,
                rows: 1),
            Case("an overlong form", mark + [0x61, 0x0A, 0xC0, 0xAF], .encoding(.utf8), line: 2, column: 1, rows: 1),
            Case("UTF-8 cut off", chinese + [0x61, 0x2C, 0xE5, 0x85], .cutOff(.utf8), line: 3, column: 2, rows: 2),
            Case(
                "GB18030 cut off", [0x61, 0x0A, 0xB5, 0xB3, 0x2C, 0xB5], .cutOff(.gb18030), line: 2, column: 2,
                rows: 1),
            Case(
                "GB18030 cut off in four bytes", [0x61, 0x0A, 0xB5, 0xB3, 0x82, 0x30, 0x81], .cutOff(.gb18030), line: 2,
                column: 1, rows: 1),
            Case(
                "neither UTF-8 nor GB18030", [0x61, 0x0A, 0x62, 0x0A, 0xFF, 0x61, 0x0A], .encoding(.gb18030), line: 3,
                column: 1, rows: 2),
            Case(
                "half a UTF-16 unit", [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x62], .cutOff(.utf16LittleEndian), line: 2,
                column: 1, rows: 1),
            Case(
                "half a surrogate pair", [0xFE, 0xFF, 0, 0x61, 0, 0x0A, 0xDC, 0], .encoding(.utf16BigEndian), line: 2,
                column: 1, rows: 1),
            Case("an open quote", "a,b\n1,2\n3,\"4\n5,6\n7,8\n", .openQuote, line: 3, column: 2, rows: 2),
            Case("a quote and the end", "a,b\n1,\"", .openQuote, line: 2, column: 2, rows: 1),
            Case("a quote in a cell", "a,b\n1,2\"3\n4,5\n", .strayQuote, line: 2, column: 2, rows: 2),
            Case("text after a quote", "a,b\n\"1\"x,2\n4,5\n", .strayQuote, line: 2, column: 1, rows: 2),
            Case("a blank before a quote", "a,b\n1, \"2\"\n4,5\n", .strayQuote, line: 2, column: 2, rows: 2),
            Case("a long cell", "a,b\n1,\(long)\n3,4\n", .cellTooLong, line: 2, column: 2, rows: 1),
            Case("a long quoted cell", "a,b\n1,\"\(long)\"\n3,4\n", .cellTooLong, line: 2, column: 2, rows: 1),
            Case("201 columns", "a\n\(wide)\n", .tooManyColumns, line: 2, column: 201, rows: 1),
        ]
    }

    @Test(arguments: Case.all)
    func `a spoiled file is told for what it is`(_ spoiled: Case) throws {
        let reading = try SpreadsheetReading(spoiled.bytes)
        let fault = try #require(reading.fault)
        #expect(fault.kind == spoiled.kind)
        #expect(fault.line == spoiled.line)
        #expect(spoiled.column == nil || fault.column == spoiled.column)
        #expect(reading.rows.count == spoiled.rows)
        #expect(reading.faults.count == 1)
        #expect(!fault.rejection.detail.description.isEmpty)
    }

    @Test(arguments: [
        ("a cell of 10,000 characters", "a\n" + String(repeating: "长", count: 10_000)),
        ("200 columns", "a\n1" + String(repeating: ",", count: 199)),
        ("quotes of another kind", "a\n“二”「三」'四'"),
    ])
    func `what is just allowed`(_ name: String, _ text: String) throws {
        let reading = try SpreadsheetReading(text)
        #expect(reading.faults.isEmpty)
        #expect(reading.rows.count == 2)
    }

    @Test(arguments: ["x", "\"", "\"\n", "\"\"\"\"", ",", "党"])
    func `a file that never ends a cell or a row is not buffered`(_ beginning: String) throws {
        let bytes = Array(
            (beginning
                + String(repeating: beginning == "," ? "," : beginning.last == "\n" ? "\n" : "x", count: 8_000_000))
                .utf8)
        try withSpreadsheet(bytes) { path in
            var reader = try SpreadsheetReader(path: path)
            var fault: SpreadsheetFault?
            do throws(SpreadsheetFault) {
                while try reader.next() != nil {}
            } catch {
                fault = error
            }
            let kind = fault?.kind
            #expect(kind == (beginning == "," ? .tooManyColumns : .cellTooLong))
            #expect(reader.cell.capacity < 4 * 65_536)
        }
    }

    @Test(arguments: [UInt64](1...300))
    func `any bytes whatever are read or refused, the same by every chunk`(_ seed: UInt64) throws {
        var generator = SpreadsheetRandomness(seed: seed &* 0x9E37_79B9_7F4A_7C15)
        let marks: [[UInt8]] = [[], [0xEF, 0xBB, 0xBF], [0x84, 0x31, 0x95, 0x33], [0xFF, 0xFE], [0xFE, 0xFF]]
        let pieces = ["党", "支部", "é", "𠮷", "ab", "1", ",", ",", "\"", "\"\"", "\n", "\r", "\r\n"]
        var bytes = marks.randomElement(using: &generator) ?? []
        bytes += Array("a,b\n".utf8)
        for _ in 0..<Int.random(in: 0...60, using: &generator) {
            if Int.random(in: 0..<12, using: &generator) == 0 {
                bytes.append(.random(in: 1...255, using: &generator))
            } else {
                let piece = pieces.randomElement(using: &generator) ?? ""
                bytes += try piece.bytes(in: seed % 2 == 0 ? .utf8 : .gb18030)
            }
        }
        let whole = try SpreadsheetReading(bytes)
        for chunk in [16, 17, 31] {
            let parts = try SpreadsheetReading(bytes, chunk: chunk)
            #expect(parts.rows == whole.rows)
            #expect(parts.faults == whole.faults)
        }
    }

    @Test(arguments: [false, true])
    func `a file that is written to while it is read is refused`(_ grows: Bool) throws {
        try withSpreadsheet(Array(String(repeating: "a,b\n", count: 100).utf8)) { path in
            var reader = try SpreadsheetReader(path: path, chunk: 16)
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            try file.truncate(atOffset: grows ? 404 : 40)
            try file.close()
            var kind: SpreadsheetFault.Kind?
            do throws(SpreadsheetFault) {
                while try reader.next() != nil {}
            } catch {
                kind = error.kind
            }
            #expect(kind == .changed)
        }
    }

    @Test func `a fault that ends the reading is thrown again`() throws {
        try withSpreadsheet(Array("a\n\"b".utf8)) { path in
            var reader = try SpreadsheetReader(path: path)
            _ = try reader.next()
            for _ in 0..<2 {
                do throws(SpreadsheetFault) {
                    _ = try reader.next()
                    Issue.record("nothing was thrown")
                } catch {
                    #expect(error == SpreadsheetFault(.openQuote, line: 2, column: 1))
                }
            }
        }
    }

    @Test(arguments: ["/nonexistent/zhibu.csv", "/tmp", "/dev/null"])
    func `only an ordinary file is read`(_ path: String) {
        let reading = SpreadsheetReading(path: path)
        #expect(reading.fault?.rejection.code == .reference)
    }
}
