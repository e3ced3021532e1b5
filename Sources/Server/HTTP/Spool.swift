import Crypto
import Foundation
import Hummingbird
import NIOCore

/// A request's body on disk: it may be larger than memory should be.
struct Spool {
    let path: String
    /// SHA-256 of the content.
    let hash: String

    /// Receives the body.
    ///
    /// - Throws: `NIOTooManyBytesError` past `largest` bytes.
    init(_ body: RequestBody, largest: Int) async throws {
        let folder = FileManager.default.temporaryDirectory
        path = folder.appending(path: "zhibu-\(UUID().uuidString).csv").path
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw Problem(.serviceUnavailable, "cannotSpool", "no room for the file in \(folder.path)") }
        defer { try? file.close() }
        do {
            hash = try await Self.receive(body, into: file, largest: largest)
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
    }

    private static func receive(_ body: RequestBody, into file: FileHandle, largest: Int) async throws -> String {
        var hash = SHA256()
        var received = 0
        for try await chunk in body {
            received += chunk.readableBytes
            guard received <= largest else {
                throw Problem(.contentTooLarge, "bodyTooLarge", "the file is larger than \(largest >> 20) MiB")
            }
            let data = Data(chunk.readableBytesView)
            hash.update(data: data)
            try file.write(contentsOf: data)
        }
        return hash.finalize().hexadecimal
    }

    func discard() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
