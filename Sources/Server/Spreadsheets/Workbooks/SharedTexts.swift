/// The texts that a workbook keeps apart from its cells, each once: in one stretch of bytes, with where each ends.
struct SharedTexts {
    /// In bytes, of all together. A hundred thousand members have five million.
    static let most = 64 << 20
    private static let mostTexts = 4_000_000

    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    /// Those that are too long for a cell, which are not kept.
    private var long: Set<Int> = []

    var count: Int { ends.count }

    /// - Throws: where there would be too much to keep.
    mutating func append(_ text: CellText) throws(SpreadsheetFault) {
        guard bytes.count + text.bytes.count <= Self.most, ends.count < Self.mostTexts else {
            throw SpreadsheetFault(.workbook(.tooLarge(part: "sharedStrings")))
        }
        if text.isTooLong { long.insert(ends.count) } else { bytes += text.bytes }
        ends.append(UInt32(bytes.count))
    }

    /// The text, or what is wrong with it.
    subscript(_ index: Int) -> Result<String, WorkbookFault> {
        guard ends.indices.contains(index) else { return .failure(.broken(part: "sharedStrings")) }
        if long.contains(index) { return .failure(.longCell) }
        let start = index == 0 ? 0 : Int(ends[index - 1])
        return .success(String(decoding: bytes[start..<Int(ends[index])], as: UTF8.self))
    }
}

extension WorkbookFault: Error {}

/// The text of a cell while it comes in pieces. No more is kept of it than a cell may have.
struct CellText {
    private(set) var bytes: [UInt8] = []
    private(set) var isTooLong = false

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        isTooLong = false
    }

    /// Takes it for longer than a cell may be.
    mutating func giveUp() {
        isTooLong = true
    }

    mutating func append(_ piece: some Collection<UInt8>) {
        // A character has at most four bytes.
        if bytes.count + piece.count > 4 * SpreadsheetReader.longestCell { isTooLong = true } else { bytes += piece }
    }

    /// Undoes what XML cannot hold (`_x000D_`), and makes every line break a line feed.
    mutating func settle() {
        if bytes.contains(UInt8(ascii: "_")) { unescape() }
        if bytes.contains(where: { $0 == 0x0D || $0 == 0 }) {
            var settled: [UInt8] = []
            settled.reserveCapacity(bytes.count)
            for (place, byte) in bytes.enumerated() where byte != 0 {
                if byte == 0x0D {
                    settled.append(0x0A)
                } else if byte != 0x0A || place == 0 || bytes[place - 1] != 0x0D {
                    settled.append(byte)
                }
            }
            bytes = settled
        }
        if bytes.count > SpreadsheetReader.longestCell,
            bytes.count(where: { $0 & 0xC0 != 0x80 }) > SpreadsheetReader.longestCell
        {
            isTooLong = true
        }
    }

    /// `_xHHHH_` is the character of that number, if it is one.
    private mutating func unescape() {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var place = 0
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "_"), place + 7 <= bytes.count, bytes[place + 1] == UInt8(ascii: "x"),
                bytes[place + 6] == UInt8(ascii: "_"),
                bytes[(place + 2)..<(place + 6)].allSatisfy(\.isHexDigit),
                let number = UInt32(String(decoding: bytes[(place + 2)..<(place + 6)], as: UTF8.self), radix: 16),
                let scalar = Unicode.Scalar(number)
            {
                plain += Array(String(Character(scalar)).utf8)
                place += 7
            } else {
                plain.append(bytes[place])
                place += 1
            }
        }
        bytes = plain
    }

    /// The whole text, or what is wrong with it.
    var result: Result<String, WorkbookFault> {
        isTooLong ? .failure(.longCell) : .success(String(decoding: bytes, as: UTF8.self))
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x46).contains(self) || (0x61...0x66).contains(self)
    }
}
