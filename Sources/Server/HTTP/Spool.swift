import Crypto
import Domain
import Foundation
import Hummingbird
import NIOCore
import Storage

/// A request's body on disk: it may be larger than memory should be.
///
/// The file has no name once it is open, so that nothing of it stays behind, however the process ends.
struct Spool: Sendable {
    /// Opens the content anew, from its beginning, for as long as the spool is not discarded.
    let path: String
    /// SHA-256 of the content.
    let hash: String
    private let file: FileHandle

    /// Receives the body.
    ///
    /// - Throws: a ``Problem`` past `largest` bytes, or where there is no room.
    init(_ body: RequestBody, largest: Int) async throws {
        var chunks = body.makeAsyncIterator()
        try await self.init(largest: largest) { try await chunks.next().map { Data($0.readableBytesView) } }
    }

    /// Receives what is told piece by piece, until there is no more.
    ///
    /// - Throws: a ``Problem`` past `largest` bytes, or where there is no room.
    init(largest: Int, _ next: () async throws -> Data?) async throws {
        let folder = FileManager.default.temporaryDirectory.path
        var template = Array("\(folder)/zhibu-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw Self.cannotSpool(errno)
        }
        unlink(template)
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        path = "/proc/self/fd/\(descriptor)"
        do {
            hash = try await Self.receive(into: file, largest: largest, next)
        } catch {
            try? file.close()
            throw error
        }
    }

    private static func receive(
        into file: FileHandle, largest: Int, _ next: () async throws -> Data?
    ) async throws -> String {
        var hash = SHA256()
        var received = 0
        while let data = try await next() {
            received += data.count
            guard received <= largest else {
                throw Problem(.contentTooLarge, "bodyTooLarge", "the file is larger than \(largest >> 20) MiB")
            }
            hash.update(data: data)
            do {
                try file.write(contentsOf: data)
            } catch {
                let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
                throw cannotSpool(Int32(cause?.code ?? 0))
            }
        }
        return hash.finalize().hexadecimal
    }

    private static func cannotSpool(_ code: Int32) -> Problem {
        guard [ENOSPC, EDQUOT].contains(code) else {
            return Problem(.serviceUnavailable, "cannotSpool", "the file cannot be received on this machine")
        }
        return Problem(
            .insufficientStorage, "diskFull", "the disk is full: there is no room to receive the file",
            headers: [.retryAfter: "60"]
        )
    }

    /// In bytes.
    var size: Int { (try? file.seekToEnd()).map { Int($0) } ?? 0 }

    var isEmpty: Bool { size == 0 }

    func discard() {
        try? file.close()
    }
}
