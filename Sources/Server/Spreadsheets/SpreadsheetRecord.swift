import Domain

extension SpreadsheetTable {
    /// One row below the headings, its cells by the keys of their columns.
    package struct Record: Sendable {
        private let row: SpreadsheetRow
        private let layout: SpreadsheetLayout

        init(row: SpreadsheetRow, layout: SpreadsheetLayout) {
            self.row = row
            self.layout = layout
        }

        /// The line of the file, from 1, in which the row begins.
        package var line: Int { row.line }

        /// What the cell says, without the white space around it; "" where the file does not have the column, or the row the
        /// cell, and for 无, a dash or a stroke, by which people say that there is nothing.
        package subscript(_ key: String) -> String {
            assert(layout.titles[key] != nil, "the table was opened without a column ‘\(key)’")
            guard let place = layout.places[key], place < row.cells.count else { return "" }
            return row.cells[place].said
        }

        /// Whether the file has the column.
        package func has(_ key: String) -> Bool { layout.places[key] != nil }

        /// Whether there is such a column and the file does not have it.
        func lacks(_ key: String) -> Bool { layout.titles[key] != nil && !has(key) }

        /// The column's heading as it stands in the file; the first of its titles where the file does not have it.
        package func title(_ key: String) -> String {
            layout.titles[key] ?? key
        }

        /// Notes all that is wrong with the row as such, whatever its columns mean. False if anything is.
        ///
        /// Formulas are looked for here and not where a cell is asked for, so that none slips through a column that an
        /// import happens not to read, and a record in hand has none.
        ///
        /// - Parameter isText: whether it is a text file's: there a formula looks like a text, and a row that is cut off like one
        ///   with empty cells.
        func isSound(isText: Bool, noting errors: inout RowErrors) -> Bool {
            var isSound = true
            for (place, cell) in row.cells.enumerated() {
                if place >= layout.isKnown.count || !layout.isKnown[place] {
                    // What stands under a heading without a use here is nobody's business.
                    if place < layout.headings.count, !layout.headings[place].isEmpty { continue }
                    if cell.trimmedQuickly.isEmpty { continue }
                    isSound = false
                    errors.add(
                        line: line, column: layout.name(ofColumnAt: place), .unexpected,
                        """
                        ‘\(cell.trimmedQuickly.prefix(40))’ stands under no heading: remove it, or quote the cell that a \
                        delimiter parts
                        """
                    )
                } else if isText, cell.isFormula {
                    isSound = false
                    errors.add(
                        line: line, column: layout.name(ofColumnAt: place), .format,
                        "a formula stands here; save the values"
                    )
                }
            }
            for fault in row.faults where layout.hasUse(ofColumnAt: (fault.column ?? 0) - 1) {
                isSound = false
                errors.add(fault, headings: layout.headings)
            }
            // A workbook's row ends with the last cell that says anything.
            if isText, row.cells.count < layout.leastCells {
                isSound = false
                errors.add(
                    line: line, column: layout.name(ofColumnAt: row.cells.count), .required,
                    "the row ends after \(row.cells.count) cells: it needs \(layout.leastCells), if empty ones"
                )
            }
            return isSound
        }
    }
}

extension String {
    /// ``trimmed``, without a look at whole characters where the bytes at both ends say that there is nothing to trim:
    /// they are ASCII ink, or of a character from U+4000 on, above all white space.
    fileprivate var trimmedQuickly: String {
        guard let first = utf8.first, let last = utf8.last else { return self }
        let ink: ClosedRange<UInt8> = 0x21...0x7E
        let begins = ink.contains(first) || first >= 0xE4
        let ends = ink.contains(last) || utf8.suffix(3).first.map { $0 >= 0xE4 } ?? false
        return begins && ends ? self : trimmed
    }

    /// What a cell says: text that a program marked as such (`'-1分`, `="0103"`) is that text, and what stands for nothing is
    /// nothing.
    fileprivate var said: String {
        let text = trimmedQuickly
        guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return text }
        if first == UInt8(ascii: "'"), let marked = text.withoutMark { return marked }
        if first == UInt8(ascii: "="), let quoted = text.quotedText { return quoted.trimmed }
        return text.utf8.count <= 12 && text.saysNothing ? "" : text
    }

    private var saysNothing: Bool {
        Self.nothing.contains(self) || unicodeScalars.allSatisfy(Self.strokes.contains)
    }

    private static let nothing: Set = ["无", "N/A", "n/a", "（无）", "(无)", "空", "没有"]
    private static let strokes: Set<Unicode.Scalar> = [
        "-", "－", "—", "–", "―", "─", "/", "／", "\\", "＼",
    ]

    /// The text behind an apostrophe, by which a download (``DownloadTable``) keeps it from being taken for a formula.
    private var withoutMark: String? {
        let text = drop { $0 == "'" }
        return text.unicodeScalars.first.map(FormulaMark.signs.contains) == true ? String(dropFirst()).trimmed : nil
    }

    /// `0103` of `="0103"`, by which programs keep digits from being taken for a number.
    private var quotedText: String? {
        guard utf8.count >= 3, hasPrefix("=\""), hasSuffix("\"") else { return nil }
        let inner = dropFirst(2).dropLast()
        return inner.contains("\"") ? nil : String(inner)
    }

    /// Whether a spreadsheet program would compute the cell: an equals sign before a function, a cell, or another program's
    /// word. Telephones and sentences that begin with a sign are words.
    fileprivate var isFormula: Bool {
        guard let first = utf8.first, first == 0x3D || first == 0x20 || first >= 0xE3 else { return false }
        let text = trimmedQuickly
        guard text.hasPrefix("=") || text.hasPrefix("＝"), text.utf8.count > 1, text.quotedText == nil else {
            return false
        }
        let rest = text.halfWidth.utf8.dropFirst()
        var letters = 0
        for (byte, next) in zip(rest, Array(rest.dropFirst()) + [0]) {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "."):
                letters += 1
                if next == UInt8(ascii: "(") || next == UInt8(ascii: "!") || next == UInt8(ascii: "|") { return true }
            case UInt8(ascii: "$"): continue
            case 0x30...0x39 where (1...3).contains(letters): return true
            default: letters = 0
            }
        }
        return false
    }
}

/// The signs that a spreadsheet program takes for a formula's at the beginning of a text (OWASP, "CSV Injection").
enum FormulaMark {
    static let signs: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"]
}
