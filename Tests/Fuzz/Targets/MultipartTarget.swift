import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

@testable import Server

extension FuzzTarget {
    /// A form with a file, which comes in whatever pieces the network makes of it.
    static let multipart = FuzzTarget(
        name: "multipart",
        seeds: [
            part("name=\"list\"", "members") + part("name=\"file\"; filename=\"a.csv\"", "a,b\r\n1,2") + "--x--\r\n",
            "--x\r\n\r\n--x--", "--x--", part("name=\"a\"", "\r\n--") + "--x", part("filename=\"\"", ""),
        ]
    ) { bytes in
        let whole = read([bytes])
        let size = Int(bytes.first ?? 0) % 13 + 1
        let pieces = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
        require(read(pieces) == whole, "it is read alike however it comes: \(size)")
        let around = Array(part("name=\"file\"; filename=\"f\"", "").utf8.dropLast(2))
        // A file that has the boundary in it is none.
        guard !(bytes + Array("\r\n".utf8)).contains(Array("\r\n--x".utf8)), !bytes.starts(with: Array("--x".utf8))
        else {
            return
        }
        let sent = read([around, bytes, Array("\r\n--x--".utf8)])
        require(sent == [Received(name: "file", isFile: true, content: bytes)], "a file is received as it was sent")
    }

    private struct Received: Equatable, Sendable {
        let name: String
        let isFile: Bool
        let content: [UInt8]
    }

    private static func part(_ disposition: String, _ content: String) -> String {
        "--x\r\nContent-Disposition: form-data; \(disposition)\r\n\r\n\(content)\r\n"
    }

    /// What is received of a body; nil where it is refused.
    private static func read(_ pieces: [[UInt8]]) -> [Received]? {
        let body = AsyncStream { continuation in
            for piece in pieces { continuation.yield(ByteBuffer(bytes: piece)) }
            continuation.finish()
        }
        var headers = HTTPFields()
        headers[.contentType] = "multipart/form-data; boundary=x"
        let head = HTTPRequest(
            method: .post, scheme: "http", authority: "localhost", path: "/imports", headerFields: headers)
        let request = Request(head: head, body: RequestBody(asyncSequence: body))
        // libFuzzer waits for an answer.
        let (answer, done) = (Answer(), DispatchSemaphore(value: 0))
        Task {
            let parts = try? await parts(of: request)
            answer.parts.withLock { $0 = parts }
            done.signal()
        }
        done.wait()
        return answer.parts.withLock { $0 }
    }

    private final class Answer: Sendable {
        let parts = Mutex<[Received]?>(nil)
    }

    private static func parts(of request: Request) async throws -> [Received] {
        let reader = try MultipartReader(request)
        var received: [Received] = []
        while let part = try await reader.next() {
            var content: [UInt8] = []
            if part.isFile {
                while let piece = try await reader.piece() { content += piece }
            } else {
                content = Array(try await reader.value().utf8)
            }
            received.append(Received(name: part.name, isFile: part.isFile, content: content))
        }
        return received
    }
}
