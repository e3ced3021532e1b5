import LibZip

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The parts of an `.xlsx` file, by the system's libzip.
///
/// A part is found whatever its name's case, and with or without a slash before it; writers differ. How much a part
/// unpacks to is bounded, by itself and by how many bytes it takes in the file: see ``Part``.
final class WorkbookArchive {
    /// In entries: a workbook has a few for each sheet and picture.
    private static let mostParts: zip_int64_t = 20_000

    private let file: SpreadsheetFile
    private let archive: OpaquePointer
    private var places: [String: zip_uint64_t] = [:]

    init(file: SpreadsheetFile) throws(SpreadsheetFault) {
        // libzip closes what it is given.
        let descriptor = try file.duplicate()
        var failure: CInt = 0
        guard let archive = zip_fdopen(descriptor, 0, &failure) else {
            close(descriptor)
            throw SpreadsheetFault(.workbook(.broken(part: "ZIP")))
        }
        self.file = file
        self.archive = archive
        let count = zip_get_num_entries(archive, 0)
        guard count <= Self.mostParts else { throw SpreadsheetFault(.workbook(.tooLarge(part: "ZIP"))) }
        for index in 0..<zip_uint64_t(max(count, 0)) {
            guard let name = zip_get_name(archive, index, zip_flags_t(ZIP_FL_ENC_RAW)) else { continue }
            let key = Self.key(String(cString: name))
            // Of two of one name the first is taken, everywhere.
            if places[key] == nil { places[key] = index }
        }
    }

    deinit {
        zip_discard(archive)
    }

    private static func key(_ name: String) -> String {
        var bytes = name.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "\\"): UInt8(ascii: "/")
            case 0x41...0x5A: byte | 0x20
            default: byte
            }
        }
        while bytes.first == UInt8(ascii: "/") { bytes.removeFirst() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// In entries, folders included.
    var count: Int { Int(max(zip_get_num_entries(archive, 0), 0)) }

    /// In small letters.
    var names: Set<String> { Set(places.keys) }

    func has(_ name: String) -> Bool { places[Self.key(name)] != nil }

    /// Whether a part lies in the folder.
    func hasFolder(_ name: String) -> Bool { places.keys.contains { $0.hasPrefix(name) } }

    /// Opens a part, to be read from its beginning; nil where there is none of that name.
    ///
    /// - Parameter most: how many bytes it may unpack to.
    func part(_ name: String, most: Int) throws(SpreadsheetFault) -> Part? {
        guard let place = places[Self.key(name)] else { return nil }
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(archive, place, 0, &status) == 0 else {
            throw SpreadsheetFault(.workbook(.broken(part: name)))
        }
        guard status.encryption_method == UInt16(ZIP_EM_NONE) else { throw SpreadsheetFault(.workbook(.encrypted)) }
        guard [ZIP_CM_STORE, ZIP_CM_DEFLATE].contains(CInt(status.comp_method)),
            let handle = zip_fopen_index(archive, place, 0)
        else { throw SpreadsheetFault(.workbook(.broken(part: name))) }
        let packed = Int(clamping: status.comp_size)
        let bound = min(most, max(Part.anyway, packed.multipliedReportingOverflow(by: Part.ratio).partialValue))
        guard status.size <= UInt64(bound) else {
            zip_fclose(handle)
            throw SpreadsheetFault(.workbook(.tooLarge(part: name)))
        }
        return Part(name: name, size: Int(status.size), bound: bound, handle: handle, archive: self)
    }

    /// A part while it is unpacked, from its beginning to its end.
    final class Part {
        /// In bytes, what is unpacked however few they were packed to.
        static let anyway = 16 << 20
        /// Beyond that, how many bytes one byte may stand for. Rows that are all alike come to a hundred.
        static let ratio = 200

        let name: String
        /// As the file has it; what comes is held against it.
        let size: Int
        private let bound: Int
        private var count = 0
        private let handle: OpaquePointer
        /// Must stay open as long as its part is.
        private let archive: WorkbookArchive

        fileprivate init(name: String, size: Int, bound: Int, handle: OpaquePointer, archive: WorkbookArchive) {
            (self.name, self.size, self.bound, self.handle, self.archive) = (name, size, bound, handle, archive)
        }

        deinit {
            zip_fclose(handle)
        }

        /// The next bytes; 0 at the end. libzip holds the whole against its checksum.
        func read(into buffer: UnsafeMutableRawPointer, count room: Int) throws(SpreadsheetFault) -> Int {
            try archive.file.checkTime()
            let got = Int(zip_fread(handle, buffer, zip_uint64_t(room)))
            guard got >= 0 else { throw SpreadsheetFault(.workbook(.broken(part: name))) }
            count += got
            if count > bound { throw SpreadsheetFault(.workbook(.tooLarge(part: name))) }
            return got
        }
    }
}
