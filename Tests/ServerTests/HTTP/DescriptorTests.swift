import Foundation
import Logging
import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@testable import Server

/// What the server does where the system lets it open no more.
struct DescriptorTests {
    @Test func `as many connections are served as there are descriptors for`() throws {
        let options = ServingOptions(port: 0).with(maximumConnections: 300)
        #expect(options.connections(with: options.neededDescriptors) == nil)
        #expect(options.connections(with: options.neededDescriptors - 1) == 299)
        #expect(try #require(options.connections(with: 64)) <= 0)
        // What a process is usually given is enough.
        #expect(options.neededDescriptors <= 1024)
        for limit in [256, 400] {
            let fitting = try #require(options.connections(with: limit))
            #expect(options.with(maximumConnections: fitting).connections(with: limit) == nil)
        }
    }

    @Test func `what the system allows is asked of the system`() {
        let now = DescriptorLimit.raised(to: 0)
        #expect(now > 0)
        #expect(DescriptorLimit.raised(to: now) == now)
    }

    @Test(arguments: [EMFILE, ENFILE, ENOBUFS, ENOMEM])
    func `where descriptors are used up accepting rests a moment, and goes on`(code: Int32) throws {
        let told = Mutex<[Bool]>([])
        let pause = AcceptPause(logger: Self.silent) { _, isAccepting in told.withLock { $0.append(isAccepting) } }
        let channel = EmbeddedChannel(handlers: [pause])
        channel.pipeline.fireErrorCaught(IOError(errnoCode: code, reason: "accept"))
        // To what hands on the connections an error would be their end.
        try channel.throwIfErrorCaught()
        #expect(told.withLock { $0 } == [false])
        channel.embeddedEventLoop.advanceTime(by: AcceptPause.length)
        #expect(told.withLock { $0 } == [false, true])
    }

    private static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test func `whoever came and went ends nothing, and what does is passed on`() throws {
        let channel = EmbeddedChannel(handlers: [AcceptPause(logger: Self.silent)])
        channel.pipeline.fireErrorCaught(IOError(errnoCode: ECONNABORTED, reason: "accept"))
        try channel.throwIfErrorCaught()
        channel.pipeline.fireErrorCaught(IOError(errnoCode: EBADF, reason: "accept"))
        #expect(throws: IOError.self) { try channel.throwIfErrorCaught() }
    }
}
