#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of an ordinary file, in order, from an open descriptor that is closed with the last reference.
/// What the path names later does not matter: the file that was opened is the one that is read.
final class SpreadsheetFile {
    private let descriptor: CInt
    /// Whether the file has taken as long as it may: asked wherever opening it is much work.
    let isOver: () -> Bool

    init(path: String, isOver: @escaping () -> Bool = { false }) throws(SpreadsheetFault) {
        self.isOver = isOver
        // Without O_NONBLOCK the opening of a pipe waits for its writer.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.fault }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.fault }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SpreadsheetFault(.unreadable("it is not an ordinary file"))
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Fills `buffer` from `start` on. Fewer bytes than there is room for: the end of the file.
    func read(into buffer: inout [UInt8], from start: Int = 0) throws(SpreadsheetFault) -> Int {
        var end = start
        while end < buffer.count {
            let count = buffer.withUnsafeMutableBytes { bytes in
                #if canImport(Glibc)
                    Glibc.read(descriptor, bytes.baseAddress?.advanced(by: end), bytes.count - end)
                #elseif canImport(Musl)
                    Musl.read(descriptor, bytes.baseAddress?.advanced(by: end), bytes.count - end)
                #elseif canImport(Darwin)
                    Darwin.read(descriptor, bytes.baseAddress?.advanced(by: end), bytes.count - end)
                #endif
            }
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.fault
            }
            end += count
        }
        return end - start
    }

    func rewind() throws(SpreadsheetFault) {
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw Self.fault }
    }

    /// In bytes.
    func size() throws(SpreadsheetFault) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.fault }
        return Int(status.st_size)
    }

    /// Reads from `offset` on, wherever the reading stands. Fewer bytes than `count`: the end of the file.
    func read(_ count: Int, at offset: Int) throws(SpreadsheetFault) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        var end = 0
        while end < count {
            let got = buffer.withUnsafeMutableBytes { bytes in
                pread(descriptor, bytes.baseAddress?.advanced(by: end), count - end, off_t(offset + end))
            }
            if got == 0 { break }
            if got < 0 {
                if errno == EINTR { continue }
                throw Self.fault
            }
            end += got
        }
        buffer.removeLast(count - end)
        return buffer
    }

    /// Another descriptor of the same open file, for whoever closes theirs.
    func duplicate() throws(SpreadsheetFault) -> CInt {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw Self.fault }
        return copy
    }

    /// - Throws: once the file has taken as long as it may.
    func checkTime() throws(SpreadsheetFault) {
        if isOver() { throw SpreadsheetFault(.workbook(.takesTooLong)) }
    }

    /// The last system error, as a fault.
    private static var fault: SpreadsheetFault {
        SpreadsheetFault(.unreadable(strerror(errno).map { String(cString: $0) } ?? "error \(errno)"))
    }
}
