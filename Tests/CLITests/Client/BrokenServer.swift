import Foundation
import TestSupport
import Testing

/// A server on a bare socket that hangs up on the first request and answers the second.
struct BrokenServer {
    let address: String
    private let requests: AsyncStream<String>

    /// - Parameters:
    ///   - answer: the JSON of the second request's 201.
    ///   - meanwhile: what happens before it hangs up.
    init(answer: String, meanwhile: @escaping @Sendable () -> Void = {}) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 4) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        try #require(bound)
        Self.bound(listener)
        address = "http://127.0.0.1:\(UInt16(bigEndian: name.sin_port))"
        let (stream, continuation) = AsyncStream<String>.makeStream()
        requests = stream
        Thread.detachNewThread {
            for turn in 0..<2 {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { break }
                Self.bound(connection)
                continuation.yield(Self.receive(from: connection))
                if turn == 0 { meanwhile() }
                if turn == 1 {
                    let reply =
                        "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: \(answer.utf8.count)\r\n"
                        + "Connection: close\r\n\r\n\(answer)"
                    _ = Array(reply.utf8).withUnsafeBytes {
                        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                    }
                }
                close(connection)
            }
            continuation.finish()
            close(listener)
        }
    }

    /// Nobody is waited for without end.
    private static func bound(_ handle: Int32) {
        var limit = timeval(tv_sec: Int(Waiting.limit.components.seconds), tv_usec: 0)
        setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    /// The requests' texts, once both have come.
    func received() async -> [String] {
        await requests.reduce(into: []) { $0.append($1) }
    }

    /// Everything up to the end of a JSON body, or of one in chunks.
    private static func receive(from connection: Int32) -> String {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while text.last != UInt8(ascii: "}"), !text.suffix(5).elementsEqual("0\r\n\r\n".utf8) {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            text += buffer[..<count]
        }
        return String(decoding: text, as: UTF8.self)
    }
}
