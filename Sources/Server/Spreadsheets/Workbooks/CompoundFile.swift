/// A compound file, which `.xls` is: streams in sectors that lie about the file, found by a table of which sector comes
/// after which (MS-CFB). Only what is asked for is read.
final class CompoundFile {
    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    /// In bytes. The largest sheet that an `.xls` may have, full, has thirty million.
    private static let longest = 128 << 20
    private static let firstSpecial: UInt32 = 0xFFFF_FFFA

    private let file: SpreadsheetFile
    private let size: Int
    private let sectorSize: Int
    private let smallSectorSize: Int
    private let longestSmallStream: Int
    private var next: [UInt32] = []
    private var nextSmall: [UInt32] = []
    private var smallSectors: [UInt32] = []
    /// By their names, in lower case.
    private var streams: [String: (first: UInt32, size: Int)] = [:]

    init(file: SpreadsheetFile) throws(SpreadsheetFault) {
        self.file = file
        size = try file.size()
        guard size <= Self.longest else { throw SpreadsheetFault(.workbook(.tooLarge(part: "OLE"))) }
        let header = Bytes(try file.read(512, at: 0))
        guard header.count == 512, header.bytes.starts(with: Self.signature), [9, 12].contains(header.u16(30)),
            header.u16(32) == 6
        else { throw Self.broken }
        sectorSize = 1 << header.u16(30)
        smallSectorSize = 1 << header.u16(32)
        longestSmallStream = Int(header.u32(56))
        try readTable(header)
        let directory = try chain(from: header.u32(48), in: next, unit: sectorSize)
        try readDirectory(directory)
        if header.u32(64) > 0 {
            let table = try chain(from: header.u32(60), in: next, unit: sectorSize)
            for sector in table {
                let bytes = Bytes(try read(sector))
                nextSmall += stride(from: 0, to: bytes.count - 3, by: 4).map { bytes.u32($0) }
            }
        }
    }

    private static var broken: SpreadsheetFault { SpreadsheetFault(.workbook(.broken(part: "OLE"))) }

    var names: Dictionary<String, (first: UInt32, size: Int)>.Keys { streams.keys }

    /// The stream of that name, in any case; nil where there is none.
    func stream(_ name: String) throws(SpreadsheetFault) -> Stream? {
        guard let (first, length) = streams[name.lowercased()] else { return nil }
        if length < longestSmallStream {
            let small = try chain(from: first, in: nextSmall, unit: smallSectorSize)
            let perSector = sectorSize / smallSectorSize
            var places: [Int] = []
            for number in small {
                let sector = Int(number) / perSector
                guard smallSectors.indices.contains(sector) else { throw Self.broken }
                places.append(place(of: smallSectors[sector]) + Int(number) % perSector * smallSectorSize)
            }
            return Stream(file: file, size: min(length, places.count * smallSectorSize), unit: smallSectorSize, places)
        }
        let sectors = try chain(from: first, in: next, unit: sectorSize)
        return Stream(
            file: file, size: min(length, sectors.count * sectorSize), unit: sectorSize, sectors.map(place(of:)))
    }

    private func place(of sector: UInt32) -> Int { (Int(sector) + 1) * sectorSize }

    private func read(_ sector: UInt32) throws(SpreadsheetFault) -> [UInt8] {
        let bytes = try file.read(sectorSize, at: place(of: sector))
        guard bytes.count == sectorSize else { throw Self.broken }
        return bytes
    }

    /// The table of which sector comes after which lies in sectors itself; the first 109 stand in the header, and each
    /// further sector of the list ends with where the list goes on.
    private func readTable(_ header: Bytes) throws(SpreadsheetFault) {
        let most = size / sectorSize + 1
        var table = stride(from: 76, to: 512, by: 4).map { header.u32($0) }
        var list = header.u32(68)
        var lists = 0
        while list < Self.firstSpecial {
            lists += 1
            guard lists <= most else { throw Self.broken }
            let bytes = Bytes(try read(list))
            table += stride(from: 0, to: sectorSize - 4, by: 4).map { bytes.u32($0) }
            list = bytes.u32(sectorSize - 4)
        }
        table.removeAll { $0 >= Self.firstSpecial }
        guard table.count <= most else { throw Self.broken }
        for sector in table {
            let bytes = Bytes(try read(sector))
            next += stride(from: 0, to: sectorSize, by: 4).map { bytes.u32($0) }
        }
    }

    private func chain(
        from first: UInt32, in table: [UInt32], unit: Int
    ) throws(SpreadsheetFault) -> [UInt32] {
        var chain: [UInt32] = []
        var sector = first
        while sector < Self.firstSpecial {
            // More than there are: it goes round in a circle.
            guard Int(sector) < table.count, chain.count < table.count, chain.count * unit <= size else {
                throw Self.broken
            }
            chain.append(sector)
            sector = table[Int(sector)]
        }
        return chain
    }

    private struct Entry {
        let name: String
        let isStream: Bool
        let left, right, child: UInt32
        let first: UInt32
        let size: Int
    }

    /// Only what lies in the root itself: a workbook that is embedded in this one has the same name.
    private func readDirectory(_ sectors: [UInt32]) throws(SpreadsheetFault) {
        guard sectors.count <= 20_000 else { throw SpreadsheetFault(.workbook(.tooLarge(part: "OLE"))) }
        var entries: [Entry] = []
        for sector in sectors {
            let bytes = Bytes(try read(sector))
            for place in stride(from: 0, to: sectorSize, by: 128) {
                let length = min(64, max(2, bytes.u16(place + 64))) - 2
                let units = stride(from: place, to: place + length, by: 2).map { UInt16(bytes.u16($0)) }
                entries.append(
                    Entry(
                        name: String(decoding: units, as: UTF16.self).lowercased(), isStream: bytes.u8(place + 66) == 2,
                        left: bytes.u32(place + 68), right: bytes.u32(place + 72), child: bytes.u32(place + 76),
                        first: bytes.u32(place + 116),
                        size: sectorSize == 512
                            ? Int(bytes.u32(place + 120)) : Int(clamping: bytes.u64(place + 120))
                    )
                )
            }
        }
        guard let root = entries.first else { throw Self.broken }
        smallSectors = try chain(from: root.first, in: next, unit: sectorSize)
        var seen: Set<UInt32> = []
        var open = [root.child]
        while let number = open.popLast() {
            guard Int(number) < entries.count, seen.insert(number).inserted else { continue }
            let entry = entries[Int(number)]
            if entry.isStream { streams[entry.name] = (entry.first, entry.size) }
            open += [entry.left, entry.right]
        }
    }

    /// A stream, of which a window is in memory.
    final class Stream {
        let size: Int
        private let file: SpreadsheetFile
        private let unit: Int
        private let places: [Int]
        private var window: [UInt8] = []
        private var start = 0

        fileprivate init(file: SpreadsheetFile, size: Int, unit: Int, _ places: [Int]) {
            (self.file, self.size, self.unit, self.places) = (file, size, unit, places)
        }

        /// The bytes there; fewer than `count` where the stream ends.
        func read(_ count: Int, at offset: Int) throws(SpreadsheetFault) -> Bytes {
            let end = min(size, offset + count)
            guard offset >= 0, offset < end else { return Bytes([]) }
            if offset < start || end > start + window.count { try fill(from: offset, through: end) }
            guard offset >= start, end <= start + window.count else { throw CompoundFile.broken }
            return Bytes(Array(window[(offset - start)..<(end - start)]))
        }

        /// Fills the window with whole sectors, those that lie one behind the other by one call.
        private func fill(from offset: Int, through end: Int) throws(SpreadsheetFault) {
            try file.checkTime()
            var sector = offset / unit
            start = sector * unit
            window.removeAll(keepingCapacity: true)
            let last = min(places.count, (max(end, offset + 65_536) + unit - 1) / unit)
            while sector < last {
                var run = 1
                while sector + run < last, places[sector + run] == places[sector] + run * unit { run += 1 }
                // The last sector of a file may be cut short.
                window += try file.read(run * unit, at: places[sector])
                if window.count < (sector + run) * unit - start { return }
                sector += run
            }
        }
    }
}

/// Bytes with numbers in them, the low byte first. Beyond the end there are zeros.
struct Bytes {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var count: Int { bytes.count }

    func u8(_ place: Int) -> Int { place < bytes.count ? Int(bytes[place]) : 0 }

    func u16(_ place: Int) -> Int { u8(place) | u8(place + 1) << 8 }

    func u32(_ place: Int) -> UInt32 { UInt32(u16(place)) | UInt32(u16(place + 2)) << 16 }

    func u64(_ place: Int) -> UInt64 { UInt64(u32(place)) | UInt64(u32(place + 4)) << 32 }

    func double(_ place: Int) -> Double { Double(bitPattern: u64(place)) }
}
