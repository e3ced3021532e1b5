import Crypto
import Domain
import Foundation
import HTTPTypes
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
    private let allowance: ImportDesk.Allowance
    /// Of the allowance.
    private let taken: Int

    /// Receives a request's body. One that says itself that it is too large is not received at all.
    ///
    /// - Throws: a ``Problem`` past `largest` bytes, or where there is no room.
    init(_ request: Request, largest: Int, _ allowance: ImportDesk.Allowance) async throws {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > largest {
            throw Self.tooLarge(largest)
        }
        var chunks = request.body.makeAsyncIterator()
        try await self.init(largest: largest, allowance) {
            try await chunks.next().map { Data($0.readableBytesView) }
        }
    }

    /// Receives what is told piece by piece, until there is no more.
    ///
    /// - Throws: a ``Problem`` past `largest` bytes, or where there is no room.
    init(largest: Int, _ allowance: ImportDesk.Allowance, _ next: () async throws -> Data?) async throws {
        let folder = FileManager.default.temporaryDirectory.path
        // The system puts a name of its own in the place of the six letters.
        var template = Array("\(folder)/zhibu-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw Self.cannotSpool(errno)
        }
        unlink(template)
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        path = "/proc/self/fd/\(descriptor)"
        self.allowance = allowance
        var taken = 0
        do {
            var hash = SHA256()
            var received = 0
            while let data = try await next() {
                received += data.count
                guard received <= largest else { throw Self.tooLarge(largest) }
                if received > taken {
                    let more = max(Self.step, received - taken)
                    try allowance.take(more, in: folder)
                    taken += more
                }
                hash.update(data: data)
                try Self.write(data, to: file)
            }
            self.hash = hash.finalize().hexadecimal
            self.taken = taken
        } catch {
            try? file.close()
            allowance.giveBack(taken)
            throw error
        }
    }

    /// By how much the allowance is drawn on at a time, in bytes.
    private static let step = 1 << 20

    private static func write(_ data: Data, to file: FileHandle) throws(Problem) {
        do {
            try file.write(contentsOf: data)
        } catch {
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            throw cannotSpool(Int32(cause?.code ?? 0))
        }
    }

    private static func tooLarge(_ largest: Int) -> Problem {
        Problem(.contentTooLarge, "bodyTooLarge", "the file is larger than \(largest >> 20) MiB")
    }

    private static func cannotSpool(_ code: Int32) -> Problem {
        guard [ENOSPC, EDQUOT].contains(code) else {
            return Problem(.serviceUnavailable, "cannotSpool", "the file cannot be received on this machine")
        }
        return full
    }

    static let full = Problem(
        .insufficientStorage, "diskFull", "the disk is full: there is no room to receive the file",
        headers: [.retryAfter: "60"]
    )

    /// In bytes.
    var size: Int { (try? file.seekToEnd()).map { Int($0) } ?? 0 }

    var isEmpty: Bool { size == 0 }

    func discard() {
        try? file.close()
        allowance.giveBack(taken)
    }
}
