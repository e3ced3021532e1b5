import Domain
import Driver
import Foundation

@testable import Server

extension FuzzTarget {
    private static let spreadsheetSeeds = [
        fixture("seeds/holidays.csv").prefix(400) + "",
        fixture("seeds/demo/adjustments-1.csv").prefix(600) + "",
        "sep=;\r\na;\"b\"\"c\";d\r\n\r\n1;\"2\r\n3\";\r\n",
        "日期\t类型\r2026-01-01\t放假\r",
        "a,b\n1\"2,3\n4,5\n\"6",
    ]

    /// Bytes to rows: encodings, delimiters, quotes.
    static let spreadsheet = FuzzTarget(name: "spreadsheet", seeds: spreadsheetSeeds) { bytes in
        guard let whole = Reading(of: bytes, chunk: 65_536) else { return }
        require(zip(whole.rows, whole.rows.dropFirst()).allSatisfy { $0.line < $1.line }, "lines go up")
        let breaks = whole.rows.last?.line ?? 1
        require(breaks <= bytes.count + 1, "a line takes a byte")
        for row in whole.rows {
            require((1...SpreadsheetReader.mostColumns).contains(row.cells.count), "columns are bounded")
            require(row.cells.contains { !$0.allSatisfy(\.isWhitespace) }, "a row has a word in it")
            for cell in row.cells {
                require(cell.unicodeScalars.count <= SpreadsheetReader.longestCell, "cells are bounded")
                require(!cell.utf8.contains(0x0D) && !cell.utf8.contains(0), "a line break is a line feed")
            }
        }
        // The delimiter is guessed from the first chunk, so a smaller one may guess another.
        for chunk in [16, 17, 64] {
            guard let parts = Reading(of: bytes, chunk: chunk), parts.delimiter == whole.delimiter else { continue }
            require(parts.rows == whole.rows, "where a chunk ends makes no difference to the rows (\(chunk))")
            require(parts.faults == whole.faults, "nor to what is wrong (\(chunk))")
        }
        if whole.rows.isEmpty { return }
        // With a mark: the encoding of so few words is a guess.
        var written = Array("\u{FEFF}sep=,\n".utf8)
        for row in whole.rows {
            for (place, cell) in row.cells.enumerated() {
                if place > 0 { written.append(UInt8(ascii: ",")) }
                // Bytes: a quote with an accent is no quote to Swift, but it is one to CSV.
                written.append(UInt8(ascii: "\""))
                for byte in cell.utf8 { written += byte == UInt8(ascii: "\"") ? [byte, byte] : [byte] }
                written.append(UInt8(ascii: "\""))
            }
            written += Array("\r\n".utf8)
        }
        let again = Reading(of: written, chunk: 65_536)
        require(again?.faults.isEmpty == true, "what was read can be written and read")
        require(again.map { $0.rows.map(\.cells) } == whole.rows.map(\.cells), "and says the same")
    }

    /// All that a reader gives of a file.
    private struct Reading {
        var rows: [SpreadsheetRow] = []
        var faults: [SpreadsheetFault] = []
        let delimiter: SpreadsheetDelimiter

        /// nil where the file as a whole is refused.
        init?(of bytes: [UInt8], chunk: Int) {
            let path = SpreadsheetInMemory.path(holding: bytes)
            do {
                var reader = try SpreadsheetReader(path: path, chunk: chunk)
                delimiter = reader.delimiter
                while true {
                    require(rows.count + faults.count <= bytes.count + 1, "the reading ends")
                    do throws(SpreadsheetFault) {
                        guard let row = try reader.next() else { break }
                        rows.append(row)
                    } catch {
                        faults.append(error)
                        if error.endsReading { break }
                    }
                }
            } catch {
                return nil
            }
        }
    }

    /// Rows to records: headings, formulas, the words of a cell. The columns are those of the holiday calendar.
    static let table = FuzzTarget(
        name: "table",
        seeds: spreadsheetSeeds + ["date,kind,name,source\n2026-01-01,holiday,元旦,通知\n2026-02-14,上班,=1,\n"]
    ) { bytes in
        let path = SpreadsheetInMemory.path(holding: bytes)
        // What a program marked as a text is one: '=A1, ="=A1".
        let isMarked = bytes.contains(UInt8(ascii: "'")) || bytes.contains(UInt8(ascii: "\""))
        var errors = RowErrors()
        do throws(RowErrors) {
            var table = try SpreadsheetTable(path: path, columns: columns)
            var last = 0
            table.readAll(noting: &errors) { record, errors in
                require(record.line > last, "lines go up")
                last = record.line
                for column in columns {
                    let cell = record[column.key]
                    require(cell == cell.trimmed, "cells have no white space around them: ‘\(cell)’")
                    let isCall = zip(cell.utf8, cell.utf8.dropFirst()).contains { letter, next in
                        (0x41...0x5A).contains(letter) && next == UInt8(ascii: "(")
                    }
                    require(isMarked || !cell.hasPrefix("=") || !isCall, "no formula comes through: ‘\(cell)’")
                }
                let plain = try? LocalDate(parsing: record["date"])
                let date = errors.take(record, "date") { raw throws(Rejection) in try LocalDate(written: raw) }
                require(plain == nil || date == plain, "a plain date is read as it stands")
                _ = errors.takeOptional(record, "kind") { raw throws(Rejection) in
                    try Vocabulary.calendarDay.read(raw)
                }
            }
        } catch {
            errors = error
            require(!errors.isEmpty, "a refusal says why")
        }
        require(errors.kept.count <= RowErrors.maximum, "errors are bounded")
        require(errors.kept.allSatisfy { $0.line >= 1 && $0.line <= bytes.count + 1 }, "an error is in the file")
    }

    private static let columns = [
        SpreadsheetColumn(key: "date", titles: ["日期", "date"]),
        SpreadsheetColumn(key: "kind", titles: ["类型", "kind"]),
        SpreadsheetColumn(key: "name", titles: ["名称", "name"]),
        SpreadsheetColumn(key: "source", titles: ["依据", "source"], required: false),
    ]
}

/// A file that lies in memory alone, one for all inputs: the reader opens files by their path.
enum SpreadsheetInMemory {
    private static let descriptor = memory_file()

    static func path(holding bytes: [UInt8]) -> String {
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else {
            fatalError("cannot write \(bytes.count) bytes to memory")
        }
        return "/proc/self/fd/\(descriptor)"
    }
}
