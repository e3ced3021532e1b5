package import Domain
import Foundation

/// A content that a record refers to: where it lies, and how large it is.
package struct KeptContent: Hashable, Sendable {
    /// SHA-256, as 64 hexadecimal digits.
    package let hash: String
    /// In bytes.
    package let size: Int64

    package init(hash: String, size: Int64) {
        (self.hash, self.size) = (hash, size)
    }
}

/// The folder of the contents that records carry, each once, as `ab/abcdef…` by its SHA-256; for this system user alone.
///
/// A content is there, whole and on disk, before any row says so, and is never taken away while one does: what a run that was
/// killed leaves is a file that nothing refers to, and no row without its file. One at a time is put there, or cleared away.
package actor AttachmentFiles {
    package nonisolated let folder: String

    package init(_ folder: String) {
        self.folder = folder
    }

    /// So long a content may lie there that nothing refers to: it may be of an upload that goes on.
    package static let patience: Int64 = 86_400

    private nonisolated func path(_ hash: String) -> String { "\(folder)/\(hash.prefix(2))/\(hash)" }

    // MARK: Putting there

    /// Keeps a content; one that is there already is the same. When it returns, the content and its name are on disk.
    ///
    /// - Throws: ``StorageFault``. Nothing has the content's name then that is not it.
    package func keep(_ source: String, as hash: String) throws {
        let file = path(hash)
        let own = URL(filePath: file).deletingLastPathComponent().path
        for made in [folder, own] {
            guard mkdir(made, 0o700) == 0 || errno == EEXIST else { throw Self.fault("cannot create the folder", made) }
        }
        if try !isThere(hash) {
            // Of another run there may be one of that name that was not finished.
            let part = "\(file).part"
            try DiskFile.copy(source, to: part)
            do {
                guard try Checksum.sum(of: part) == hash else {
                    throw StorageFault.corrupt("\(part) is not what was to be written")
                }
                try DiskFile.rename(part, to: file)
            } catch {
                unlink(part)
                throw error
            }
        }
        // Whoever made them may have been stopped before their names were on disk.
        for name in [file, own, folder] { try Folder.sync(around: name) }
    }

    /// Whether it is there; it counts as new from now on, so that it is not cleared away before it is referred to. A
    /// damaged one goes, for the whole one to take its place.
    private func isThere(_ hash: String) throws -> Bool {
        let file = path(hash)
        guard FileManager.default.fileExists(atPath: file) else { return false }
        guard try Checksum.sum(of: file) == hash else {
            unlink(file)
            return false
        }
        utimes(file, nil)
        return true
    }

    /// Clears away what nothing refers to and is older than ``patience``.
    ///
    /// - Parameter known: all that was referred to just now; what came after that is not old enough.
    /// - Returns: how many there were.
    @discardableResult
    package func clear(but known: Set<String>, now: Instant) -> Int {
        var cleared = 0
        for stray in Self.strays(in: folder, but: known) {
            guard now.seconds - Self.changed(stray) > Self.patience, unlink(stray) == 0 else { continue }
            cleared += 1
        }
        return cleared
    }

    // MARK: Reading

    /// Where a content lies, after it was held against its hash.
    ///
    /// - Throws: ``StorageFault/corrupt(_:)`` where it is not there, or not what it was.
    package nonisolated func checked(_ content: KeptContent) throws -> String {
        if let fault = fault(of: content) { throw StorageFault.corrupt("attachment \(content.hash) \(fault.words)") }
        return path(content.hash)
    }

    /// What is wrong with a content that is referred to.
    package enum Fault: Sendable {
        case missing, altered

        fileprivate var words: String { self == .missing ? "is not there" : "is not what it was" }
    }

    /// nil for what is there as it was.
    package nonisolated func fault(of content: KeptContent) -> Fault? {
        let file = path(content.hash)
        guard FileManager.default.fileExists(atPath: file) else { return .missing }
        guard DatabaseFiles.size(of: file) == content.size, (try? Checksum.sum(of: file)) == content.hash else {
            return .altered
        }
        return nil
    }

    /// Holds every content against what rows say of it.
    ///
    /// - Parameter contents: those that are referred to.
    package nonisolated func examine(_ contents: [KeptContent]) -> (findings: [Examination.Finding], strays: Int) {
        let findings = contents.compactMap { content -> Examination.Finding? in
            guard let fault = fault(of: content) else { return nil }
            return Examination.Finding(
                .attachments,
                fault == .missing
                    ? "the file \(path(content.hash)) is not there, which a record carries"
                    : "the file \(path(content.hash)) is not what it was when it was kept")
        }
        return (findings, Self.strays(in: folder, but: Set(contents.map(\.hash))).count)
    }

    // MARK: Copies

    /// Where the contents lie of the copies of a database that lie beside this one: one folder for all of them, for a content
    /// never changes.
    package static func besideCopy(_ copy: String) -> String {
        URL(filePath: copy).deletingLastPathComponent().path + "/zhibu.files"
    }

    /// What of these is not in a folder yet, in bytes.
    static func missing(_ contents: [KeptContent], in other: String) -> Int64 {
        let files = AttachmentFiles(other)
        return contents.reduce(0) {
            $0 + (DatabaseFiles.size(of: files.path($1.hash)) == $1.size ? 0 : $1.size)
        }
    }

    /// Copies into another folder what is not in it yet. Each is held against its hash, read from there.
    ///
    /// - Returns: those that are not here, or not what they were; none of them takes the place of a whole one.
    /// - Throws: ``StorageFault``; `CancellationError`.
    nonisolated func copy(_ contents: [KeptContent], to other: String) async throws -> [KeptContent] {
        let copies = AttachmentFiles(other)
        var missing: [KeptContent] = []
        for content in contents where DatabaseFiles.size(of: copies.path(content.hash)) != content.size {
            try Task.checkCancellation()
            if fault(of: content) == nil {
                try await copies.keep(path(content.hash), as: content.hash)
            } else {
                missing.append(content)
            }
        }
        return missing
    }

    /// All contents in the folder, whether anything refers to them or not.
    nonisolated var all: [KeptContent] {
        Self.names(in: folder).filter { Self.isHash($0.name) }
            .map { KeptContent(hash: $0.name, size: DatabaseFiles.size(of: $0.path)) }
    }

    // MARK: Names

    private static func isHash(_ name: String) -> Bool {
        name.utf8.count == 64 && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// What of ours lies there and is not referred to: contents, and what was half written.
    private static func strays(in folder: String, but known: Set<String>) -> [String] {
        names(in: folder).filter { name, _ in
            isHash(name) ? !known.contains(name) : name.hasSuffix(".part") && isHash(String(name.dropLast(5)))
        }.map(\.path)
    }

    private static func names(in folder: String) -> [(name: String, path: String)] {
        let parts = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return parts.sorted().flatMap { part in
            ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(part)")) ?? []).sorted()
                .map { ($0, "\(folder)/\(part)/\($0)") }
        }
    }

    /// When a file was last written, or counted as new.
    private static func changed(_ path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_mtim.tv_sec) : .max
    }

    private static func fault(_ what: String, _ path: String) -> StorageFault {
        let code = errno
        let words = "\(what) \(path): \(String(cString: strerror(code)))"
        return [ENOSPC, EDQUOT].contains(code) ? .diskFull(words) : .cannotWrite(words)
    }
}
