package import Domain
import Foundation

/// Contents of files that records carry, where several servers work on one database: each has those that it took in its own
/// folder, and the database has all of them.
extension Store {
    /// Keeps a content: in the folder of this machine, and in the database where others are to have it too. When it returns, it
    /// is on disk.
    ///
    /// - Throws: ``StorageFault``.
    package func keepFile(_ path: String, as hash: String) async throws {
        try await files.keep(path, as: hash)
        try await database.keep(contentAt: path, as: hash, now: clock.now())
    }

    /// Where a content lies on this machine, after it was held against its hash.
    ///
    /// - Throws: ``StorageFault/corrupt(_:)`` where it is nowhere, or not what it was.
    package func checkedFile(_ content: KeptContent) async throws -> String {
        do {
            return try files.checked(content)
        } catch StorageFault.corrupt where database.isShared {
            try await database.bring([content], to: files)
            return try files.checked(content)
        }
    }
}

extension DatabaseEngine {
    /// Puts into the folder what it has not, as far as the database has it.
    func bring(_ contents: [KeptContent], to files: AttachmentFiles) async throws {
        guard isShared else { return }
        for content in contents where files.fault(of: content) != nil {
            guard let bytes = try await self.content(content.hash) else { continue }
            let passing = FileManager.default.temporaryDirectory.appending(path: "zhibu-\(UUID().uuidString)").path
            try DiskFile.create(passing, bytes)
            defer { unlink(passing) }
            try await files.keep(passing, as: content.hash)
        }
    }
}

extension PostgreSQLEngine {
    package func keep(contentAt path: String, as hash: String, now: Instant) async throws {
        guard let data = FileManager.default.contents(atPath: path) else { throw StorageFault.notFound(path: path) }
        let bytes = SQLScalar.blob(Array(data))
        try await write { session in
            // It counts as new from now on, so that it is not cleared away before it is referred to.
            try session.run(
                SQL(
                    text: """
                        INSERT INTO kept_content (hash, kept_at, bytes) VALUES (?, ?, ?)
                        ON CONFLICT (hash) DO UPDATE SET kept_at = excluded.kept_at
                        """, arguments: [.text(hash), .integer(now.seconds), bytes]))
        }
    }

    package func content(_ hash: String) async throws -> [UInt8]? {
        try await read { session in
            try session.one("SELECT bytes FROM kept_content WHERE hash = \(hash)") { row in
                guard case .blob(let bytes) = row.scalarAt(0) else {
                    throw StorageFault.corrupt("the content \(hash) is not what was kept")
                }
                return bytes
            }
        }
    }

    package func clearContents(now: Instant) async throws {
        try await write { session in
            try session.run(
                """
                DELETE FROM kept_content
                 WHERE kept_at < \(now.seconds - AttachmentFiles.patience)
                   AND NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.hash = kept_content.hash)
                """)
        }
    }
}
