import LibZip

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A ZIP archive, written by the system's libzip. The same parts give the same bytes: no time stands in it.
enum ZIPFile {
    /// The first moment that the format knows: 1 January 1980.
    private static let (time, day): (zip_uint16_t, zip_uint16_t) = (0, 1 << 5 | 1)

    /// - Parameter parts: in the order in which they are to stand; each name once.
    /// - Throws: ``Problem/cannotMakeFile``.
    static func bytes(of parts: [(name: String, bytes: [UInt8])]) throws(Problem) -> [UInt8] {
        var fault = zip_error_t()
        zip_error_init(&fault)
        defer { zip_error_fini(&fault) }
        guard let target = zip_source_buffer_create(nil, 0, 0, &fault) else { throw .cannotMakeFile }
        defer { zip_source_free(target) }
        guard let archive = zip_open_from_source(target, ZIP_TRUNCATE, &fault) else { throw .cannotMakeFile }
        // The archive frees its source when it is closed; what was written is read from it afterwards.
        zip_source_keep(target)
        do throws(Problem) {
            for part in parts { try add(part.name, part.bytes, to: archive) }
        } catch {
            zip_discard(archive)
            throw error
        }
        guard zip_close(archive) == 0 else {
            zip_discard(archive)
            throw .cannotMakeFile
        }
        return try content(of: target)
    }

    private static func add(_ name: String, _ bytes: [UInt8], to archive: OpaquePointer) throws(Problem) {
        // libzip frees the copy when it has packed it.
        guard let copy = malloc(max(1, bytes.count)) else { throw .cannotMakeFile }
        bytes.withUnsafeBytes { content in
            if let start = content.baseAddress { copy.copyMemory(from: start, byteCount: content.count) }
        }
        guard let source = zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 1) else {
            free(copy)
            throw .cannotMakeFile
        }
        let place = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard place >= 0 else {
            zip_source_free(source)
            throw .cannotMakeFile
        }
        guard zip_file_set_dostime(archive, zip_uint64_t(place), time, day, 0) == 0 else { throw .cannotMakeFile }
    }

    private static func content(of source: OpaquePointer) throws(Problem) -> [UInt8] {
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_source_stat(source, &status) == 0, zip_source_open(source) == 0 else { throw .cannotMakeFile }
        defer { zip_source_close(source) }
        let size = Int(status.size)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = max(0, Int(zip_source_read(source, buffer.baseAddress, zip_uint64_t(size))))
        }
        guard bytes.count == size else { throw .cannotMakeFile }
        return bytes
    }
}
