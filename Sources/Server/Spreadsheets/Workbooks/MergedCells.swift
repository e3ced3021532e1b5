/// The merged cells of a sheet, and what they say of the rows as these come.
///
/// Cells of one column that are merged downwards all have the value of the first. Others have theirs once, in the first
/// cell, and whatever stands hidden beneath is nothing.
struct MergedCells {
    /// A table of a hundred thousand rows with some merged columns has fewer.
    private static let most = 1_000_000

    struct Area: Hashable {
        /// From 1.
        let rows: ClosedRange<Int32>
        let columns: ClosedRange<Int32>
    }

    private struct Active {
        let area: Area
        /// Of the first cell.
        var value: String = ""
        var fault: SpreadsheetFault?
    }

    private var areas: [Area] = []
    private var next = 0
    private var active: [Active] = []

    mutating func append(_ area: Area) throws(SpreadsheetFault) {
        if area.rows.count == 1, area.columns.count == 1 { return }
        if area.columns.lowerBound > SpreadsheetReader.mostColumns { return }
        guard areas.count < Self.most else { throw SpreadsheetFault(.workbook(.tooLarge(part: "mergeCells"))) }
        areas.append(area)
    }

    /// Puts them in the order of their rows; before the first row is asked for.
    mutating func settle() {
        areas.sort { $0.rows.lowerBound < $1.rows.lowerBound }
    }

    /// Takes away what merged cells cover in this row, and hands out what they fill it with, which is for a row that has
    /// something of its own. Rows come in their order, but need not all come.
    mutating func apply(
        toRow row: Int, _ cells: inout [String], _ faults: inout [SpreadsheetFault]
    ) throws(SpreadsheetFault) -> [(column: Int, value: String, fault: SpreadsheetFault?)] {
        active.removeAll { $0.area.rows.upperBound < row }
        while next < areas.count, areas[next].rows.lowerBound <= row {
            if areas[next].rows.upperBound >= row { active.append(Active(area: areas[next])) }
            next += 1
        }
        if active.isEmpty { return [] }
        // They do not overlap, so a row has one for each column at the most.
        guard active.count <= SpreadsheetReader.mostColumns else {
            throw SpreadsheetFault(.workbook(.broken(part: "mergeCells")), line: row)
        }
        var filled: [(column: Int, value: String, fault: SpreadsheetFault?)] = []
        for index in active.indices {
            let area = active[index].area
            let isFirst = area.rows.lowerBound == row
            let first = Int(area.columns.lowerBound)
            let covered = first + (isFirst ? 1 : 0)
            if covered <= min(Int(area.columns.upperBound), cells.count) {
                let columns = covered...min(Int(area.columns.upperBound), cells.count)
                for column in columns { cells[column - 1] = "" }
                faults.removeAll { fault in fault.column.map { columns.contains($0) } ?? false }
            }
            guard area.columns.count == 1, area.rows.count > 1 else { continue }
            if isFirst {
                active[index].value = first <= cells.count ? cells[first - 1] : ""
                active[index].fault = faults.first { $0.column == first }
            } else if !active[index].value.isBlankCell || active[index].fault != nil {
                filled.append((first, active[index].value, active[index].fault))
            }
        }
        return filled
    }
}
