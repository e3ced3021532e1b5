import Domain
import Foundation

@testable import Server

extension FuzzTarget {
    /// Bytes to rows: whatever is sent as a file, ZIP archives and compound files among it.
    static let workbook = FuzzTarget(
        name: "workbook", seeds: ["<html><table>", "MIME-Version: 1.0\nmultipart/related"],
        files: ["roster.xlsx", "merged.xlsx", "roster.xls", "merged.xls"].map {
            bytes(of: "Tests/Fixtures/workbooks/\($0)")
        }
    ) { bytes in
        WorkbookFuzz.check(bytes)
    }

    /// The XML of a workbook to rows: the first line of the input that is `====` parts the sheet from the shared texts, the
    /// next these from the styles, and the next those from `workbook.xml`.
    static let sheet = FuzzTarget(name: "sheet", seeds: WorkbookFuzz.sheets) { bytes in
        let parts = WorkbookFuzz.parts(of: bytes)
        WorkbookFuzz.check(
            WorkbookFuzz.archive([
                ("_rels/.rels", Array(WorkbookFuzz.rels(["officeDocument": "xl/workbook.xml"]).utf8)),
                ("xl/workbook.xml", parts.count > 3 ? parts[3] : Array(WorkbookFuzz.book.utf8)),
                (
                    "xl/_rels/workbook.xml.rels",
                    Array(
                        WorkbookFuzz.rels([
                            "worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml",
                            "styles": "styles.xml",
                        ]).utf8)
                ),
                ("xl/worksheets/sheet1.xml", parts[0]),
                ("xl/sharedStrings.xml", parts.count > 1 ? parts[1] : Array("<sst><si><t>甲</t></si></sst>".utf8)),
                ("xl/styles.xml", parts.count > 2 ? parts[2] : Array("<styleSheet/>".utf8)),
            ])
        )
    }

    /// The records of an `.xls` file to rows.
    static let biff = FuzzTarget(
        name: "biff", seeds: [],
        files: ["roster.xls", "merged.xls"].map { WorkbookFuzz.stream(of: bytes(of: "Tests/Fixtures/workbooks/\($0)")) }
    ) { bytes in
        WorkbookFuzz.check(WorkbookFuzz.compound(bytes))
    }
}

/// What holds of every file that is read, and files to put made-up contents into.
private enum WorkbookFuzz {
    static func check(_ bytes: [UInt8]) {
        let path = SpreadsheetInMemory.path(holding: bytes)
        let first = Reading(path)
        for row in first.rows {
            require((1...max(SheetRows.most, bytes.count + 1)).contains(row.line), "a row is in the sheet")
            require((1...SpreadsheetReader.mostColumns).contains(row.cells.count), "columns are bounded")
            require(!row.isBlank, "a row has a word in it, or a fault")
            require(
                row.faults.allSatisfy { $0.line == row.line && (1...row.cells.count).contains($0.column ?? 0) },
                "a fault is of a cell of the row")
            for cell in row.cells {
                require(cell.unicodeScalars.count <= SpreadsheetReader.longestCell, "cells are bounded")
                require(!cell.utf8.contains(0x0D) && !cell.utf8.contains(0), "a line break is a line feed")
            }
        }
        require(zip(first.rows, first.rows.dropFirst()).allSatisfy { $0.line < $1.line }, "rows go up")
        if let fault = first.fault {
            require(!fault.rejection.detail.description.isEmpty, "a refusal says why")
        } else {
            require(!first.rows.isEmpty || first.passedOver > 0, "a file without a row is refused")
        }
        require(first.notes.formulas >= 0 && first.notes.sentences.count <= 6, "notes are bounded")
        let again = Reading(path)
        require(again.rows == first.rows && again.fault == first.fault, "a file says the same twice")
    }

    private struct Reading {
        var rows: [SpreadsheetRow] = []
        /// How many rows of a text could not be read, though those behind them could.
        var passedOver = 0
        var fault: SpreadsheetFault?
        var notes = SpreadsheetNotes()

        init(_ path: String) {
            do throws(SpreadsheetFault) {
                var source = try SpreadsheetSource(path: path)
                while true {
                    do throws(SpreadsheetFault) {
                        guard let row = try source.next() else { break }
                        rows.append(row)
                    } catch {
                        // One that does not end the reading is of a text, which has a target of its own.
                        if error.endsReading { throw error }
                        passedOver += 1
                    }
                }
                notes = source.notes
            } catch {
                fault = error
            }
        }
    }

    // MARK: - An archive

    static let book = "<workbook><sheets><sheet name=\"甲\" r:id=\"worksheet\"/></sheets></workbook>"

    static let sheets = [
        """
        <worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>\
        <c r="B1" t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c><c r="C1" s="1"><v>38534.5</v></c></row>\
        <row r="3" hidden="1"><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>x_x000D_</v></c>\
        <c><f>1</f></c><c t="d"><v>2005-07-01T00:00:00</v></c><c><v>1.1E+17</v></c></row><row><c><v>90.340000000000003</v>\
        </c></row></sheetData><mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="B1:C4"/></mergeCells></worksheet>
        ====
        <sst><si><t>甲</t></si><si><r><t>乙</t></r><rPh><t>b</t></rPh></si></sst>
        ====
        <styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/></numFmts><cellXfs>\
        <xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="46"/></cellXfs></styleSheet>
        ====
        <workbook><workbookPr date1904="1"/><sheets><sheet name="甲" state="hidden" r:id="x"/><sheet name="乙" \
        r:id="worksheet"/></sheets><calcPr fullCalcOnLoad="1"/></workbook>
        """,
        "<x:worksheet xmlns:x=\"u\"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>",
        "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>",
    ]

    static func parts(of bytes: [UInt8]) -> [[UInt8]] {
        let line = Array("\n====\n".utf8)
        var parts: [[UInt8]] = [[]]
        var place = 0
        while place < bytes.count {
            if parts.count < 4, bytes[place...].starts(with: line) {
                parts.append([])
                place += line.count
            } else {
                parts[parts.count - 1].append(bytes[place])
                place += 1
            }
        }
        return parts
    }

    static func rels(_ targets: [String: String]) -> String {
        let list = targets.sorted { $0.key < $1.key }.map { kind, target in
            "<Relationship Id=\"\(kind)\" Type=\"http://x/\(kind)\" Target=\"\(target)\"/>"
        }
        return "<Relationships>\(list.joined())</Relationships>"
    }

    /// A ZIP archive whose parts are not packed.
    static func archive(_ parts: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for part in parts {
            let name = Array(part.name.utf8)
            let common =
                little(UInt16(20)) + little(UInt16(0x800)) + little(UInt16(0)) + little(UInt32(0x5A21_0000))
                + little(checksum(part.bytes)) + little(UInt32(part.bytes.count)) + little(UInt32(part.bytes.count))
                + little(UInt16(name.count)) + little(UInt16(0))
            directory += [0x50, 0x4B, 1, 2] + little(UInt16(20)) + common + Array(repeating: 0, count: 10)
            directory += little(UInt32(file.count)) + name
            file += [0x50, 0x4B, 3, 4] + common + name + part.bytes
        }
        let start = file.count
        let count = little(UInt16(parts.count))
        return file + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + little(UInt32(directory.count))
            + little(UInt32(start)) + [0, 0]
    }

    private static let checksums: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 0 ? sum >> 1 : sum >> 1 ^ 0xEDB8_8320 }
    }

    /// CRC-32, as ZIP has it.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in sum >> 8 ^ checksums[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
    }

    // MARK: - A compound file

    /// A compound file with one stream, whose sectors follow one another.
    static func compound(_ stream: [UInt8]) -> [UInt8] {
        let padded = stream + Array(repeating: 0, count: max(4096, (stream.count + 511) / 512 * 512) - stream.count)
        let sectors = padded.count / 512
        let tables = (sectors + 130) / 127 + 1
        let end: UInt32 = 0xFFFF_FFFE
        var next = (0..<sectors).map { UInt32($0) + 1 == UInt32(sectors) ? end : UInt32($0) + 1 } + [end]
        next += Array(repeating: 0xFFFF_FFFD, count: tables)
        next += Array(repeating: 0xFFFF_FFFF, count: tables * 128 - next.count)
        func entry(_ name: String, _ kind: UInt8, child: UInt32, first: UInt32, size: Int) -> [UInt8] {
            let units = name.utf16.flatMap { little($0) }
            return units + Array(repeating: 0, count: 64 - units.count) + little(UInt16(units.count + 2)) + [kind, 1]
                + Array(repeating: 0xFF, count: 8) + little(child) + Array(repeating: 0, count: 36) + little(first)
                + little(UInt64(size))
        }
        var header: [UInt8] =
            CompoundFile.signature + Array(repeating: 0, count: 16) + [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]
        header += Array(repeating: 0, count: 10) + little(UInt32(tables)) + little(UInt32(sectors)) + little(UInt32(0))
        header += little(UInt32(4096)) + little(end) + little(UInt32(0)) + little(end) + little(UInt32(0))
        for index in 0..<109 { header += little(index < tables ? UInt32(sectors + 1 + index) : 0xFFFF_FFFF) }
        let directory =
            entry("Root Entry", 5, child: 1, first: end, size: 0)
            + entry("Workbook", 2, child: 0xFFFF_FFFF, first: 0, size: padded.count)
        return header + padded + directory + Array(repeating: 0, count: 256) + next.flatMap { little($0) }
    }

    /// The stream of a compound file that was made whole, as a seed.
    static func stream(of bytes: [UInt8]) -> [UInt8] {
        let path = SpreadsheetInMemory.path(holding: bytes)
        let contents = accepted { () throws(SpreadsheetFault) -> [UInt8]? in
            let stream = try CompoundFile(file: SpreadsheetFile(path: path)).stream("Workbook")
            return try stream?.read(stream?.size ?? 0, at: 0).bytes
        }
        guard let found = contents, let stream = found else { fatalError("no stream") }
        return stream
    }

    private static func little(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}
