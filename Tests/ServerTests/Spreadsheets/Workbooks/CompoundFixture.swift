/// A compound file with streams of any length, and the records of an `.xls` file to put into one.
enum CompoundFixture {
    private static let free: UInt32 = 0xFFFF_FFFF
    private static let end: UInt32 = 0xFFFF_FFFE

    /// - Parameter scattered: lays the sectors of each stream in reverse order.
    static func bytes(of streams: [(name: String, bytes: [UInt8])], scattered: Bool = false) -> [UInt8] {
        var sectors: [[UInt8]] = []
        var next: [UInt32] = []
        var entries: [[UInt8]] = []

        func lay(_ bytes: [UInt8]) -> UInt32 {
            guard !bytes.isEmpty else { return end }
            let count = (bytes.count + 511) / 512
            let first = sectors.count
            let places = (0..<count).map { first + (scattered ? count - 1 - $0 : $0) }
            sectors += Array(repeating: [], count: count)
            next += Array(repeating: end, count: count)
            for (index, place) in places.enumerated() {
                let piece = Array(bytes[(512 * index)..<min(bytes.count, 512 * (index + 1))])
                sectors[place] = piece + Array(repeating: 0, count: 512 - piece.count)
                next[place] = index + 1 < count ? UInt32(places[index + 1]) : end
            }
            return UInt32(places.first ?? 0)
        }

        func entry(_ name: String, kind: UInt8, right: UInt32, child: UInt32, first: UInt32, size: Int) -> [UInt8] {
            let units = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            return units + Array(repeating: 0, count: 64 - units.count) + little(UInt16(units.count + 2))
                + [kind, 1] + little(free) + little(right) + little(child) + Array(repeating: 0, count: 36)
                + little(first) + little(UInt32(size)) + little(UInt32(0))
        }

        // Streams below 4096 bytes lie in small sectors of 64, in the stream of the root.
        var small: [UInt8] = []
        var nextSmall: [UInt32] = []
        var placed: [(String, UInt32, Int)] = []
        for stream in streams {
            if stream.bytes.count >= 4096 {
                placed.append((stream.name, lay(stream.bytes), stream.bytes.count))
                continue
            }
            let first = UInt32(nextSmall.count)
            let count = max(1, (stream.bytes.count + 63) / 64)
            for index in 0..<count { nextSmall.append(index + 1 < count ? first + UInt32(index) + 1 : end) }
            small += stream.bytes + Array(repeating: 0, count: 64 * count - stream.bytes.count)
            placed.append((stream.name, first, stream.bytes.count))
        }
        let root = lay(small)
        let smallTable = lay(nextSmall.flatMap { little($0) })
        entries.append(entry("Root Entry", kind: 5, right: free, child: 1, first: root, size: small.count))
        for (index, stream) in placed.enumerated() {
            let right = index + 1 < placed.count ? UInt32(index + 2) : free
            entries.append(entry(stream.0, kind: 2, right: right, child: free, first: stream.1, size: stream.2))
        }
        let directory = lay(entries.flatMap { $0 })
        let tables = (sectors.count + 128) / 127 + 1
        let firstTable = UInt32(sectors.count)
        next += Array(repeating: 0xFFFF_FFFD, count: tables)
        next += Array(repeating: free, count: tables * 128 - next.count)
        var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 16)
        header += little(UInt16(0x3E)) + little(UInt16(3)) + little(UInt16(0xFFFE)) + little(UInt16(9))
        header += little(UInt16(6)) + Array(repeating: 0, count: 10) + little(UInt32(tables)) + little(directory)
        header += little(UInt32(0)) + little(UInt32(4096)) + little(smallTable)
        header += little(UInt32(nextSmall.isEmpty ? 0 : 1)) + little(end) + little(UInt32(0))
        for index in 0..<109 { header += little(index < tables ? firstTable + UInt32(index) : free) }
        return header + sectors.flatMap { $0 } + next.flatMap { little($0) }
    }

    static func little(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}

/// The stream of an `.xls` file, record by record.
struct BIFFFixture {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ kind: UInt16, _ contents: [UInt8]) {
        bytes += CompoundFixture.little(kind) + CompoundFixture.little(UInt16(contents.count)) + contents
    }

    static func little(_ numbers: Int...) -> [UInt8] { numbers.flatMap { CompoundFixture.little(UInt16($0)) } }

    /// The text with its length in two bytes and its flags; before Excel 97 the bytes alone.
    static func text(_ text: String, isWide: Bool) -> [UInt8] {
        little(text.utf16.count) + [isWide ? 1 : 0]
            + text.utf16.flatMap { isWide ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0)] }
    }

    /// A workbook of sheets, each with its state and its records.
    ///
    /// - Parameter globals: adds what stands before the sheets.
    static func workbook(
        version: Int = 0x0600, sheets: [(name: [UInt8], state: UInt8, records: BIFFFixture)],
        globals: (inout BIFFFixture) -> Void = { _ in }
    ) -> [UInt8] {
        func made(offsets: [Int]) -> (bytes: [UInt8], offsets: [Int]) {
            var stream = BIFFFixture()
            stream.add(0x0809, little(version, 5, 0, 0) + Array(repeating: 0, count: 8))
            globals(&stream)
            for (index, sheet) in sheets.enumerated() {
                stream.add(0x0085, CompoundFixture.little(UInt32(offsets[index])) + [sheet.state, 0] + sheet.name)
            }
            stream.add(0x000A, [])
            var places: [Int] = []
            for sheet in sheets {
                places.append(stream.bytes.count)
                stream.add(0x0809, little(version, 0x10, 0, 0) + Array(repeating: 0, count: 8))
                stream.bytes += sheet.records.bytes
                stream.add(0x000A, [])
            }
            return (stream.bytes, places)
        }
        return made(offsets: made(offsets: sheets.map { _ in 0 }).offsets).bytes
    }
}
