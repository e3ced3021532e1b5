import NIOCore
import NIOPosix
import NIOSSL
import TestSupport
import Testing

@testable import Server

/// A connection that stays open between what is sent and what is received, over TLS if asked.
struct Conversation {
    private var incoming: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outgoing: NIOAsyncChannelOutboundWriter<ByteBuffer>
    /// Received and not yet read.
    private var pending = ""

    /// Opens a connection for as long as `body` runs.
    ///
    /// Between connecting and sending, a test may wait for its turn among all others for longer than the server waits for
    /// a request. What it then could not send is sent on another connection.
    static func with<Result: Sendable>(
        _ served: Served, tls: TLSConfiguration? = nil,
        _ body: (inout Conversation) async throws -> Result
    ) async throws -> Result {
        for _ in 1..<20 {
            do {
                return try await once(served, tls, body)
            } catch ChannelError.ioOnClosedChannel {
                continue
            }
        }
        return try await once(served, tls, body)
    }

    private static func once<Result: Sendable>(
        _ served: Served, _ tls: TLSConfiguration?, _ body: (inout Conversation) async throws -> Result
    ) async throws -> Result {
        let context = try tls.map { try NIOSSLContext(configuration: $0) }
        let connection = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: Int(served.port)) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(context: context, serverHostname: "localhost")
                        )
                    }
                    try channel.pipeline.syncOperations.addHandlers([
                        IdleStateHandler(readTimeout: .seconds(Waiting.limit.components.seconds)), EndOfWaiting(),
                    ])
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        var outcome: Result?
        do {
            _ = try await connection.executeThenClose { incoming, outgoing in
                var conversation = Conversation(
                    incoming: incoming.makeAsyncIterator(), outgoing: outgoing
                )
                outcome = try await body(&conversation)
                return outcome
            }
        } catch ChannelError.ioOnClosedChannel where outcome != nil {
            // All was said; the server ended the connection while this end was about to.
        }
        return try #require(outcome)
    }

    func send(_ text: String) async throws {
        try await outgoing.write(ByteBuffer(string: text))
    }

    /// Reads up to and with `end`; what there is, if the server ends the connection before.
    mutating func receive(upTo end: String) async throws -> String {
        while true {
            if let range = pending.firstRange(of: end) {
                defer { pending = String(pending[range.upperBound...]) }
                return String(pending[..<range.upperBound])
            }
            guard let piece = try await next() else {
                defer { pending = "" }
                return pending
            }
            pending += piece
        }
    }

    /// Reads until the server ends the connection.
    mutating func receiveAll() async throws -> String {
        while let piece = try await next() { pending += piece }
        return pending
    }

    /// Sends a GET of a small thing, and reads the answer.
    mutating func get(_ path: String, _ headers: [String] = []) async throws -> WireAnswer? {
        let lines = ["GET \(path) HTTP/1.1", "Host: localhost"] + headers
        try await send(lines.joined(separator: "\r\n") + "\r\n\r\n")
        let head = try await receive(upTo: "\r\n\r\n")
        guard let answer = WireAnswer.all(in: Array(head.utf8)).first else { return nil }
        let length = answer.headers["content-length"].flatMap { Int($0) } ?? 0
        while pending.utf8.count < length {
            guard let piece = try await next() else { break }
            pending += piece
        }
        let body = Array(pending.utf8.prefix(length))
        pending = String(decoding: pending.utf8.dropFirst(length), as: UTF8.self)
        return WireAnswer(status: answer.status, headers: answer.headers, body: body)
    }

    /// nil once the server has ended the connection, in good order or not.
    private mutating func next() async throws -> String? {
        do {
            return try await incoming.next().map { String(buffer: $0) }
        } catch is IOError {
            return nil
        } catch is ChannelError {
            return nil
        } catch NIOSSLError.uncleanShutdown {
            return nil
        }
    }
}

/// Gives up on a server that is silent and does not end the connection.
private final class EndOfWaiting: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }
}
