import Domain

/// A sheet of a workbook that is a table, as the list of the workbook's sheets has it.
struct WorkbookSheet {
    enum Place {
        /// The part of an `.xlsx` file.
        case part(String)
        /// The byte of an `.xls` file's stream.
        case offset(Int)
    }

    let name: String
    let isHidden: Bool
    let place: Place

    /// The sheet that is read, and notes on those that are not.
    ///
    /// - Parameter wanted: the name of the one that is meant; nil for the first that is to be seen. Blanks around it and
    ///   upper and lower case make no difference, as they make none to Excel.
    static func chosen(
        from sheets: [WorkbookSheet], named wanted: String?
    ) throws(SpreadsheetFault) -> (WorkbookSheet, SpreadsheetNotes) {
        let visible = sheets.filter { !$0.isHidden }
        let chosen: WorkbookSheet
        if let wanted {
            let key = wanted.trimmed.lowercased()
            guard
                let found = sheets.first(where: { $0.name == wanted })
                    ?? sheets.first(where: { $0.name.trimmed.lowercased() == key })
            else { throw SpreadsheetFault(.workbook(.noSheet(named: wanted, among: visible.map(\.name)))) }
            if found.isHidden { throw SpreadsheetFault(.workbook(.sheetIsHidden(found.name))) }
            chosen = found
        } else {
            guard let first = visible.first else { throw SpreadsheetFault(.workbook(.nothingToSee)) }
            chosen = first
        }
        var notes = SpreadsheetNotes()
        notes.sheet = chosen.name
        notes.otherSheets = visible.map(\.name).filter { $0 != chosen.name }
        notes.hiddenSheets = sheets.filter(\.isHidden).map(\.name)
        return (chosen, notes)
    }
}
