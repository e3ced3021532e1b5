import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import Server

/// The end of a connection whose client is slow to take its answer, without waiting for one.
struct ConnectionGuardTests {
    private let network = SlowNetwork()
    private let channel: EmbeddedChannel
    private let limits = ConnectionLimits()

    init() throws {
        channel = EmbeddedChannel(handlers: [network, ConnectionGuard(limits: limits, isSecure: false)])
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
        try channel.writeInbound(
            HTTPRequestPart.head(HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/")))
        try channel.writeInbound(HTTPRequestPart.end(nil))
        channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)
        channel.write(HTTPResponsePart.body(ByteBuffer(string: "an answer")), promise: nil)
        channel.writeAndFlush(HTTPResponsePart.end(nil), promise: nil)
    }

    @Test func `a connection is closed once its answer has left`() {
        channel.close(promise: nil)
        #expect(channel.isActive)
        network.release()
        #expect(!channel.isActive)
    }

    @Test func `an answer that does not leave keeps a connection for a limited time`() {
        channel.close(promise: nil)
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: limits.lingering)
        #expect(!channel.isActive)
    }

    @Test func `a connection that is being closed is not kept by another request`() throws {
        channel.close(promise: nil)
        let request = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/")
        try channel.writeInbound(HTTPRequestPart.head(request))
        try channel.writeInbound(HTTPRequestPart.end(nil))
        channel.embeddedEventLoop.advanceTime(by: limits.lingering)
        #expect(!channel.isActive)
    }

    @Test func `a connection whose answer has left is closed at once`() {
        network.release()
        #expect(channel.isActive)
        channel.close(promise: nil)
        #expect(!channel.isActive)
    }
}

/// Holds what is sent until it is released.
private final class SlowNetwork: ChannelOutboundHandler {
    typealias OutboundIn = HTTPResponsePart

    private var held: [EventLoopPromise<Void>] = []

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if let promise { held.append(promise) }
    }

    func release() {
        for promise in held { promise.succeed() }
        held = []
    }
}
