import QREncode

/// A text as a QR code (ISO/IEC 18004): its bytes, at error correction level M, as the system's libqrencode makes it.
struct QRCode: Sendable, Equatable {
    /// What a phone still reads off a printed slip: version 20, of 97 modules in a row.
    static let mostBytes = 666

    /// Modules in a row.
    let size: Int
    /// Row by row; true is dark.
    let modules: [Bool]

    /// nil for nothing, and for more than ``mostBytes``.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (1...Self.mostBytes).contains(bytes.count),
            let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M)
        else { return nil }
        defer { QRcode_free(code) }
        size = Int(code.pointee.width)
        // Of each module the lowest bit says whether it is dark.
        modules = UnsafeBufferPointer(start: code.pointee.data, count: size * size).map { $0 & 1 == 1 }
    }

    subscript(row: Int, column: Int) -> Bool { modules[row * size + column] }
}

/// A QR code as SVG that the style sheet colours, with the quiet margin that it needs.
struct QRPicture: Sendable {
    let qrViewBox: String
    /// Strokes of a module's breadth, one for each dark run of a row.
    let qrPath: String

    /// nil for what is too long.
    init?(_ text: String) {
        guard let code = QRCode(text) else { return nil }
        let margin = 4
        qrViewBox = "\(-margin) \(-margin) \(code.size + 2 * margin) \(code.size + 2 * margin)"
        var path = ""
        for row in 0..<code.size {
            var (column, last) = (0, 0)
            var isFirst = true
            while column < code.size {
                guard code[row, column] else {
                    column += 1
                    continue
                }
                let start = column
                while column < code.size, code[row, column] { column += 1 }
                path += isFirst ? "M\(start) \(row).5h\(column - start)" : "m\(start - last) 0h\(column - start)"
                (last, isFirst) = (column, false)
            }
        }
        qrPath = path
    }
}
