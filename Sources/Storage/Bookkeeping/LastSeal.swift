import Domain
import Foundation

/// The newest seal, beside the database as well (`F.seal`), authenticated by its keys: who puts an older file in the
/// database's place, or cuts off the audit's end with its seals, is told of at the next sealing and the next check.
struct LastSeal: Sendable {
    let path: String

    init(beside database: String) {
        path = database + ".seal"
    }

    /// - Returns: nil if there is no such file: nothing has been sealed yet, or before there was one.
    /// - Throws: ``StorageFault/corrupt(_:)`` for what these keys have not written there.
    func read(_ keys: Keyring) throws -> AuditCheckpoint? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
        guard lines.count == 2, let seal = try? AuditCheckpoint(parsing: lines[0]),
            keys.digest(lines[0], for: Self.purpose) == lines[1]
        else { throw StorageFault.corrupt("\(path) is not what this database's keys have written there") }
        return seal
    }

    func write(_ seal: AuditCheckpoint, _ keys: Keyring) throws {
        try DiskFile.replace(path, Array("\(seal.text)\n\(keys.digest(seal.text, for: Self.purpose))\n".utf8))
    }

    private static let purpose = "last seal"
}
