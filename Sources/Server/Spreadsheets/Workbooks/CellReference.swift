/// A cell's place as it is written: `B12`.
struct CellReference: Hashable {
    /// From 1.
    let row: Int
    let column: Int

    /// nil where it is no place that a sheet has: rows end at 1,048,576 and columns at XFD.
    init?(_ bytes: some Collection<UInt8>) {
        var row = 0
        var column = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "$"): break
            case 0x41...0x5A, 0x61...0x7A:
                guard row == 0 else { return nil }
                column = column * 26 + Int(byte & 0x1F)
            case 0x30...0x39:
                row = row * 10 + Int(byte - 0x30)
            default: return nil
            }
            guard row <= SheetRows.most, column <= 16_384 else { return nil }
        }
        guard row > 0, column > 0 else { return nil }
        (self.row, self.column) = (row, column)
    }
}

extension MergedCells.Area {
    /// `A2:A6`
    init?(_ bytes: some Collection<UInt8>) {
        let ends = bytes.split(separator: UInt8(ascii: ":"))
        guard let first = ends.first.flatMap({ CellReference($0) }),
            let last = ends.last.flatMap({ CellReference($0) }),
            ends.count <= 2, first.row <= last.row, first.column <= last.column
        else { return nil }
        rows = Int32(first.row)...Int32(last.row)
        columns = Int32(first.column)...Int32(last.column)
    }
}
