import Foundation

/// Files that must be on disk, whole or not at all.
enum DiskFile {
    /// Puts what was written to a file on disk.
    ///
    /// - Throws: ``StorageFault/cannotWrite(_:)``.
    static func synchronise(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw fault("cannot open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw fault("cannot write", path) }
    }

    /// Makes a new file under a passing name, and gives it its own once it is whole. Nothing is left of one that is not.
    ///
    /// - Parameter make: is told the passing name, under which there is nothing yet.
    /// - Throws: ``StorageFault/alreadyExists(path:)``; what `make` throws.
    static func whole(_ path: String, _ make: (_ part: String) async throws -> Void) async throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw StorageFault.alreadyExists(path: path) }
        let part = path + ".part"
        // Left by a run that was killed.
        unlink(part)
        do {
            try await make(part)
            try rename(part, to: path)
        } catch {
            unlink(part)
            throw error
        }
    }

    /// Gives a file another name in the same folder, on disk when this returns. One that has the name already is not
    /// replaced.
    ///
    /// - Throws: ``StorageFault/alreadyExists(path:)``, ``StorageFault/cannotWrite(_:)``.
    static func rename(_ path: String, to new: String) throws {
        // A link is refused where the name is taken, in one step; not every file system has links.
        if link(path, new) == 0 {
            unlink(path)
        } else {
            guard errno != EEXIST, !FileManager.default.fileExists(atPath: new) else {
                throw StorageFault.alreadyExists(path: new)
            }
            guard Foundation.rename(path, new) == 0 else { throw fault("cannot create", new) }
        }
        try Folder.sync(around: new)
    }

    /// Writes a new file that only this system user can read, where its file system keeps modes, on disk when this returns.
    ///
    /// - Throws: ``StorageFault/alreadyExists(path:)``, ``StorageFault/cannotWrite(_:)``.
    static func create(_ path: String, _ bytes: [UInt8]) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST ? StorageFault.alreadyExists(path: path) : fault("cannot create", path)
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(bytes))
            try file.synchronize()
            try file.close()
        } catch {
            unlink(path)
            throw fault("cannot write", path)
        }
    }

    /// Writes a file that only this system user can read, in the place of one that may be there: whole or not at all, on
    /// disk when this returns.
    ///
    /// - Throws: ``StorageFault/diskFull(_:)``, ``StorageFault/cannotWrite(_:)``.
    static func replace(_ path: String, _ bytes: [UInt8]) throws {
        let new = path + ".new"
        unlink(new)
        try create(new, bytes)
        guard Foundation.rename(new, path) == 0 else { throw fault("cannot replace", path) }
        try Folder.sync(around: path)
    }

    /// Copies a file for this system user alone, where the file system keeps modes, on disk when this returns. What lies at
    /// `new` is replaced. The mode is asked for when the file is made, and nothing of it is changed after that: some file
    /// systems refuse it.
    ///
    /// - Throws: ``StorageFault/notFound(path:)``, ``StorageFault/cannotWrite(_:)``.
    static func copy(_ path: String, to new: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { throw StorageFault.notFound(path: path) }
        guard let source = FileHandle(forReadingAtPath: path) else { throw fault("cannot open", path) }
        defer { try? source.close() }
        unlink(new)
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw fault("cannot create", new) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            while let piece = try source.read(upToCount: 1 << 20), !piece.isEmpty { try file.write(contentsOf: piece) }
            try file.synchronize()
            try file.close()
        } catch {
            let cause = fault("cannot copy \(path) to", new)
            unlink(new)
            throw cause
        }
    }

    /// Whether others of this machine can read a file: its file system keeps no modes, or somebody changed its own. false
    /// for one that is not there.
    static func isOpenToOthers(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o077 != 0
    }

    private static func fault(_ what: String, _ path: String) -> StorageFault {
        let code = errno
        let words = "\(what) \(path): \(String(cString: strerror(code)))"
        return [ENOSPC, EDQUOT].contains(code) ? .diskFull(words) : .cannotWrite(words)
    }
}
