import Dispatch
import Foundation

extension SQLiteEngine {
    package func measurements() -> DatabaseMeasurements {
        let (tally, queued) = groupCommit.measured()
        return DatabaseMeasurements(
            commits: tally, queuedWrites: queued, databaseSize: DatabaseFiles.size(of: path),
            logSize: DatabaseFiles.size(of: path + "-wal")
        )
    }

    package func sizeOfCopy() -> Int64 { DatabaseFiles.size(of: path) + DatabaseFiles.size(of: path + "-wal") }

    /// Looks at the disk and asks SQLite.
    package func condition() async -> DatabaseCondition {
        let onDisk = await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async { continuation.resume(returning: self.conditionOnDisk()) }
        }
        guard onDisk == .well else { return onDisk }
        do {
            _ = try await read { try $0.exists("SELECT 1 FROM setting") }
            return .well
        } catch {
            return .lost("the database does not answer")
        }
    }

    private func conditionOnDisk() -> DatabaseCondition {
        if let loss = location.loss() { return .lost(loss) }
        guard lock.header(16) == Self.magic else { return .lost("the file is no longer a database") }
        switch DiskProbe.write(beside: path) {
        case 0: return .well
        case ENOSPC, EDQUOT: return .full
        case let code: return .lost("the disk refuses a write: \(String(cString: strerror(code)))")
        }
    }
}

/// Writes a little to a disk, to see whether it takes it.
private enum DiskProbe {
    /// - Returns: 0, or why it did not (`errno`).
    static func write(beside path: String) -> Int32 {
        let probe = path + ".probe"
        let descriptor = open(probe, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return errno }
        defer {
            unlink(probe)
            close(descriptor)
        }
        // A whole block, which a disk has to find room for.
        let block = [UInt8](repeating: 0, count: 4096)
        guard pwrite(descriptor, block, block.count, 0) == block.count, fdatasync(descriptor) == 0 else {
            return errno
        }
        return 0
    }
}
