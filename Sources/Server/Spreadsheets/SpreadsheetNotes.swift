package import Domain

/// How a file was read, where that is not plain from the file: nothing is wrong, but the office should know.
package struct SpreadsheetNotes: Hashable, Sendable {
    /// The workbook's sheet that was read; nil for a text file.
    package var sheet: String?
    /// The workbook's other sheets that are to be seen.
    package var otherSheets: [String] = []
    package var hiddenSheets: [String] = []
    /// How many of the rows that were read are hidden, and the first of them.
    package var hiddenRows = 0
    package var firstHiddenRow: Int?
    /// The letters of the columns that are hidden and hold something.
    package var hiddenColumns: [String] = []
    /// How many cells hold a formula, whose stored value was taken.
    package var formulas = 0
    /// Whether the workbook says itself that its stored values are to be computed anew.
    package var isToBeComputed = false
    /// How many cells took the value of the merged cell that they are a part of.
    package var filledDown = 0

    package init() {}

    /// The notes as sentences of a report, none where there is nothing to say.
    package var sentences: [Sentence] {
        var sentences: [Sentence] = []
        if let sheet, !otherSheets.isEmpty {
            sentences.append("the sheet ‘\(sheet)’ was read, and none of the others: \(Self.named(otherSheets))")
        }
        if !hiddenSheets.isEmpty { sentences.append("hidden sheets were not read: \(Self.named(hiddenSheets))") }
        if let firstHiddenRow {
            sentences.append("hidden rows were read too: \(hiddenRows), the first is row \(firstHiddenRow)")
        }
        if !hiddenColumns.isEmpty {
            sentences.append("hidden columns were read too: \(hiddenColumns.joined(separator: ", "))")
        }
        if formulas > 0 {
            sentences.append(
                isToBeComputed
                    ? """
                    cells with formulas, of which the stored values were taken: \(formulas). The program that wrote the \
                    workbook did not compute them: if in doubt, open it in Excel, save it, and import it again
                    """
                    : "cells with formulas, of which the stored values were taken: \(formulas)"
            )
        }
        if filledDown > 0 { sentences.append("cells filled down from the merged cells they belong to: \(filledDown)") }
        return sentences
    }

    /// The first ten; a name of a sheet has at most 31 characters, where nobody cheats.
    static func named(_ names: [String]) -> [Sentence] {
        names.prefix(10).map { "‘\($0.prefix(31))’" as Sentence } + (names.count > 10 ? ["…" as Sentence] : [])
    }
}
