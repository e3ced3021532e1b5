import Foundation

/// The folder that a file's name stands in.
enum Folder {
    /// Returns once the names in the folder of `path` are on disk: a file that is synced is still lost if its name is not.
    ///
    /// - Throws: ``StorageFault/cannotWrite(_:)``.
    static func sync(around path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // A folder that may be used and not listed cannot be synced; SQLite lives with that too.
        if descriptor < 0, errno == EACCES { return }
        guard descriptor >= 0 else { throw fault(folder) }
        defer { close(descriptor) }
        // Some file systems of sticks and of networks know of no such thing.
        guard fsync(descriptor) == 0 || [EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP].contains(errno) else {
            throw fault(folder)
        }
    }

    private static func fault(_ folder: String) -> StorageFault {
        .cannotWrite("\(folder) cannot be synced: \(String(cString: strerror(errno)))")
    }
}
