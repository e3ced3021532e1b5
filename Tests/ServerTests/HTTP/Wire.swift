import Dispatch
import Foundation
import Testing

@testable import Server

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The server behind a socket of its own, for as long as `body` runs.
///
/// It is ended by cancelling it, so that nothing of it reaches the process that runs the tests.
func withServed<Result: Sendable>(
    _ bureau: TestServer, _ body: @Sendable (Served) async throws -> Result
) async throws -> Result {
    let (addresses, continuation) = AsyncStream<String>.makeStream()
    let server = bureau.server
    let running = Task {
        defer { continuation.finish() }
        try await Deadline.$patience.withValue(TestServer.patience) { try await server.run { continuation.yield($0) } }
    }
    var address: String?
    for await first in addresses {
        address = first
        break
    }
    let port = try #require(address.flatMap { URL(string: $0)?.port }.flatMap { UInt16(exactly: $0) }, "no server")
    do {
        let credential = try #require(LocalCredential.find(for: bureau.database), "no credential")
        let result = try await body(Served(port: port, bureau: bureau, credential: credential.token))
        running.cancel()
        _ = await running.result
        return result
    } catch {
        running.cancel()
        _ = await running.result
        throw error
    }
}

/// A server to be asked byte by byte.
struct Served: Sendable {
    let port: UInt16
    let bureau: TestServer
    /// Of this run: whoever has it acts as the operator.
    let credential: String

    var host: String { "127.0.0.1:\(port)" }
    /// What a local command sends to be let in.
    var authorization: String { "Authorization: Bearer \(credential)" }

    /// Sends one request as it is written, with the header that ends the connection, and reads the answer to its end.
    ///
    /// Let in by the run's credential, if the headers bring no other.
    func send(
        _ line: String, _ headers: [String] = [], body: String = "", host: String? = nil
    ) async throws -> WireAnswer {
        let isLetIn = headers.contains { $0.hasPrefix("Authorization:") }
        return try await sendAsNobody(line, headers + (isLetIn ? [] : [authorization]), body: body, host: host)
    }

    /// The same, with the headers that are given and no credential besides.
    func sendAsNobody(
        _ line: String, _ headers: [String] = [], body: String = "", host: String? = nil
    ) async throws -> WireAnswer {
        var request = "\(line) HTTP/1.1\r\nHost: \(host ?? self.host)\r\nConnection: close\r\n"
        for header in headers { request += header + "\r\n" }
        if !body.isEmpty { request += "Content-Length: \(body.utf8.count)\r\n" }
        let answers = try await exchange([Array((request + "\r\n" + body).utf8)])
        try #require(answers.count == 1, "\(answers.count) answers")
        return answers[0]
    }

    /// Sends pieces one after the other on one connection, and reads until the server ends it.
    func exchange(_ pieces: [[UInt8]]) async throws -> [WireAnswer] {
        let port = port
        let bytes = try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<[UInt8], any Error>) in
            // Blocking calls do not belong on the threads that the server's tasks run on.
            DispatchQueue.global().async {
                continuation.resume(with: Swift.Result { try Connection.exchange(pieces, port: port) })
            }
        }
        return WireAnswer.all(in: bytes)
    }
}

/// A TCP connection in its plainest form.
private enum Connection {
    struct Failure: Error {
        let what: String
    }

    static func exchange(_ pieces: [[UInt8]], port: UInt16) throws -> [UInt8] {
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        let handle = socket(AF_INET, kind, 0)
        guard handle >= 0 else { throw Failure(what: "no socket") }
        defer { close(handle) }
        var limit = timeval(tv_sec: 300, tv_usec: 0)
        setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failure(what: "not connected") }
        for (index, piece) in pieces.enumerated() {
            if index > 0 { usleep(20_000) }
            var sent = 0
            while sent < piece.count {
                let count = piece[sent...].withUnsafeBytes {
                    send(handle, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                // The server may refuse, and go, before it was told everything.
                guard count > 0 else { break }
                sent += count
            }
        }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(handle, &buffer, buffer.count, 0)
            if count > 0 {
                received += buffer[..<count]
            } else if count < 0, errno == EAGAIN {
                throw Failure(what: "the server is silent and does not end the connection")
            } else {
                return received
            }
        }
    }
}

/// An answer as it came over the wire.
struct WireAnswer: Sendable {
    let status: Int
    let headers: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The answers that stand one after the other in `bytes`. The body is what Content-Length says, or, of an answer to
    /// HEAD, nothing: that the answers that follow are still found shows that it was so.
    static func all(in bytes: [UInt8]) -> [WireAnswer] {
        var answers: [WireAnswer] = []
        var rest = bytes[...]
        while let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) {
            let lines = String(decoding: rest[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
            guard let first = lines.first, first.hasPrefix("HTTP/1.1 "),
                let status = Int(first.dropFirst(9).prefix(3))
            else { break }
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                headers[parts[0].lowercased()] = parts.count == 2 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
            }
            rest = rest[end.upperBound...]
            var body: ArraySlice<UInt8> = []
            // After an answer to HEAD the next one follows at once, or nothing.
            if !rest.starts(with: Array("HTTP/1.1 ".utf8)) {
                body = rest.prefix(headers["content-length"].flatMap { Int($0) } ?? rest.count)
            }
            rest = rest.dropFirst(body.count)
            answers.append(WireAnswer(status: status, headers: headers, body: Array(body)))
        }
        return answers
    }
}
