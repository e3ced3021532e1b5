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

        /// The cell without the white space around it; "" where the file does not have the column, or the row the cell.
        package subscript(_ key: String) -> String {
            assert(layout.titles[key] != nil, "the table was opened without a column ‘\(key)’")
            guard let place = layout.places[key], place < row.cells.count else { return "" }
            return row.cells[place].trimmedQuickly
        }

        /// The column's heading as it stands in the file; the first of its titles where the file does not have it.
        package func title(_ key: String) -> String {
            layout.titles[key] ?? key
        }

        /// Notes all that is wrong with the row as such, whatever its columns mean. False if anything is.
        ///
        /// Formulas are looked for here and not where a cell is asked for, so that none slips through a column that an
        /// import happens not to read, and a record in hand has none.
        func isSound(noting errors: inout RowErrors) -> Bool {
            var isSound = true
            for (place, cell) in row.cells.enumerated() {
                if place >= layout.isKnown.count || !layout.isKnown[place] {
                    if cell.trimmedQuickly.isEmpty { continue }
                    isSound = false
                    errors.add(
                        line: line, column: layout.name(ofColumnAt: place), .unexpected,
                        """
                        ‘\(cell.trimmedQuickly.prefix(40))’ stands under no heading: remove it, or quote the cell that a \
                        delimiter parts
                        """
                    )
                } else if cell.isFormula {
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
            if row.cells.count < layout.leastCells {
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

    /// Whether a spreadsheet program would compute the cell: it begins with `=` or `@`, or with a sign before something
    /// other than a plain number. A lone sign is none: a dash means “nothing here” to many.
    fileprivate var isFormula: Bool {
        guard let first = utf8.first, first < 0x41 || first > 0x7E else { return false }
        let text = trimmedQuickly.utf8
        switch text.first {
        case UInt8(ascii: "="), UInt8(ascii: "@"):
            return text.count > 1
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            return !text.dropFirst().allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".")
                    || $0 == UInt8(ascii: ",")
                    || $0 == UInt8(ascii: "%")
            }
        default:
            return false
        }
    }
}
