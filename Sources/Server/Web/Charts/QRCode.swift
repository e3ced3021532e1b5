/// A text as a QR code (ISO/IEC 18004): its bytes, at error correction level M, in the smallest of the versions 1 to 20
/// that holds them.
struct QRCode: Sendable, Equatable {
    /// Modules in a row.
    let size: Int
    /// Row by row; true is dark.
    private(set) var modules: [Bool]

    /// Which modules no data goes into: what a reader finds the code by, and how it is masked.
    private var isFixed: [Bool]

    /// nil for more than 666 bytes.
    init?(_ text: String) {
        guard let version = QRCode.Version.smallest(for: text.utf8.count) else { return nil }
        size = version.size
        modules = Array(repeating: false, count: size * size)
        isFixed = modules
        drawFixed(version)
        drawData(version.codewords(of: Array(text.utf8)))
        var best: (code: QRCode, penalty: Int)?
        for mask in 0..<8 {
            let masked = self.masked(by: mask)
            let penalty = masked.penalty
            if best.map({ penalty < $0.penalty }) ?? true { best = (masked, penalty) }
        }
        if let best { modules = best.code.modules }
    }

    subscript(row: Int, column: Int) -> Bool { modules[row * size + column] }

    static func == (one: QRCode, other: QRCode) -> Bool { one.modules == other.modules }

    // MARK: - What is drawn

    private mutating func fix(_ row: Int, _ column: Int, _ isDark: Bool) {
        modules[row * size + column] = isDark
        isFixed[row * size + column] = true
    }

    private mutating func drawFixed(_ version: Version) {
        for place in 0..<size {
            fix(6, place, place.isMultiple(of: 2))
            fix(place, 6, place.isMultiple(of: 2))
        }
        for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] { drawFinder(row, column) }
        let places = version.alignments
        for row in places {
            for column in places where !isCorner(row, column) {
                for (down, right) in Self.square(2) {
                    fix(row + down, column + right, max(abs(down), abs(right)) != 1)
                }
            }
        }
        drawFormat(mask: 0)
        for (place, isDark) in version.marks.enumerated() {
            fix(place / 3, size - 11 + place % 3, isDark)
            fix(size - 11 + place % 3, place / 3, isDark)
        }
    }

    /// Whether a finder is there, and so no alignment.
    private func isCorner(_ row: Int, _ column: Int) -> Bool {
        (row == 6 && (column == 6 || column == size - 7)) || (row == size - 7 && column == 6)
    }

    private mutating func drawFinder(_ row: Int, _ column: Int) {
        for (down, right) in Self.square(4) {
            let (row, column, ring) = (row + down, column + right, max(abs(down), abs(right)))
            guard (0..<size).contains(row), (0..<size).contains(column) else { continue }
            fix(row, column, ring != 2 && ring != 4)
        }
    }

    private static func square(_ reach: Int) -> [(Int, Int)] {
        (-reach...reach).flatMap { down in (-reach...reach).map { (down, $0) } }
    }

    private mutating func drawFormat(mask: Int) {
        // Level M is 00.
        var rest = mask
        for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
        let bits = (mask << 10 | rest) ^ 0x5412
        for place in 0..<15 {
            let isDark = bits >> place & 1 == 1
            let beside = place < 6 ? place : place < 8 ? place + 1 : size - 15 + place
            let above = place < 8 ? size - 1 - place : place == 8 ? 7 : 14 - place
            fix(beside, 8, isDark)
            fix(8, above, isDark)
        }
        fix(size - 8, 8, true)
    }

    /// In columns of two, from the right, upwards and downwards by turns.
    private mutating func drawData(_ codewords: [UInt8]) {
        var place = 0
        for pair in 0..<(size - 1) / 2 {
            let right = size - 1 - pair * 2 - (pair * 2 + 7 > size - 1 ? 1 : 0)
            for step in 0..<size {
                let row = pair.isMultiple(of: 2) ? size - 1 - step : step
                for column in [right, right - 1] where !isFixed[row * size + column] {
                    guard place < codewords.count * 8 else { return }
                    modules[row * size + column] = codewords[place / 8] >> UInt8(7 - place % 8) & 1 == 1
                    place += 1
                }
            }
        }
    }

    // MARK: - Masks

    private func masked(by mask: Int) -> QRCode {
        var code = self
        for row in 0..<size {
            for column in 0..<size where !isFixed[row * size + column] {
                if Self.inverts(mask, row, column) { code.modules[row * size + column].toggle() }
            }
        }
        code.drawFormat(mask: mask)
        return code
    }

    static func inverts(_ mask: Int, _ row: Int, _ column: Int) -> Bool {
        switch mask {
        case 0: (row + column) % 2 == 0
        case 1: row % 2 == 0
        case 2: column % 3 == 0
        case 3: (row + column) % 3 == 0
        case 4: (row / 2 + column / 3) % 2 == 0
        case 5: row * column % 2 + row * column % 3 == 0
        case 6: (row * column % 2 + row * column % 3) % 2 == 0
        default: ((row + column) % 2 + row * column % 3) % 2 == 0
        }
    }

    /// How hard it is to read: the less, the better.
    private var penalty: Int {
        var penalty = 0
        for line in 0..<size {
            penalty += Self.penalty(of: (0..<size).map { self[line, $0] })
            penalty += Self.penalty(of: (0..<size).map { self[$0, line] })
        }
        for row in 0..<size - 1 {
            for column in 0..<size - 1 {
                let dark = [self[row, column], self[row, column + 1], self[row + 1, column], self[row + 1, column + 1]]
                if Set(dark).count == 1 { penalty += 3 }
            }
        }
        let dark = modules.count(where: \.self)
        return penalty + abs(dark * 20 - modules.count * 10) / modules.count * 10
    }

    /// Of modules in a row: for five alike and more, and for what looks like a finder.
    private static func penalty(of line: [Bool]) -> Int {
        var (penalty, run) = (0, 0)
        for (place, isDark) in line.enumerated() {
            run = place > 0 && line[place - 1] == isDark ? run + 1 : 1
            if run == 5 { penalty += 3 } else if run > 5 { penalty += 1 }
        }
        let finder = [true, false, true, true, true, false, true]
        let light = Array(repeating: false, count: 4)
        for place in 0..<max(0, line.count - 10) {
            let part = Array(line[place..<place + 11])
            if part == finder + light || part == light + finder { penalty += 40 }
        }
        return penalty
    }
}
