import Crypto
import Domain
import Foundation

/// The SHA-256 of a backup, in a file beside it that `sha256sum -c` reads. It tells a copy that a disk or a cable has
/// spoilt; whoever can write the backup can write this too.
enum Checksum {
    static func path(for file: String) -> String { file + ".sha256" }

    /// - Parameter name: what the file is going to be called.
    static func write(of file: String, as name: String) throws {
        let line = "\(try sum(of: file))  \(URL(filePath: name).lastPathComponent)\n"
        try DiskFile.replace(path(for: name), Array(line.utf8))
    }

    /// - Returns: false if there is none.
    /// - Throws: ``StorageFault/corrupt(_:)`` if it is another file's.
    static func check(_ file: String) throws -> Bool {
        guard let data = FileManager.default.contents(atPath: path(for: file)) else { return false }
        let told = String(decoding: data, as: UTF8.self).prefix { !$0.isWhitespace }
        guard try sum(of: file) == told else {
            throw StorageFault.corrupt("\(file) is not what was written: its SHA-256 is not that of \(path(for: file))")
        }
        return true
    }

    static func sum(of file: String) throws -> String {
        guard let handle = FileHandle(forReadingAtPath: file) else { throw StorageFault.notFound(path: file) }
        defer { try? handle.close() }
        var hash = SHA256()
        do {
            while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty { hash.update(data: chunk) }
        } catch {
            throw StorageFault.cannotWrite("\(file) cannot be read")
        }
        return Array(hash.finalize()).hexadecimal
    }
}
