import Foundation
import Logging
import NIOCore

/// Stops accepting for a moment where there is no descriptor, or no memory, for one more connection. The connection stays
/// ready to be accepted, and to try again at once would take up a processor for as long as it does. Nor does it go further
/// than here: to what hands on the connections, an error is their end.
final class AcceptPause: ChannelInboundHandler {
    typealias InboundIn = any Channel

    static let length = TimeAmount.milliseconds(250)
    /// How often it is said.
    private static let interval = TimeAmount.minutes(1)

    private let logger: Logger
    private let accept: @Sendable (any Channel, Bool) -> Void
    private var saidAt: NIODeadline?

    /// - Parameter accept: whether connections are accepted from now on.
    init(logger: Logger, accept: @escaping @Sendable (any Channel, Bool) -> Void = { accept(on: $0, $1) }) {
        self.logger = logger
        self.accept = accept
    }

    /// Only this makes the channel forget that it waits to read: what it is not asked to read it would still be woken for.
    private static func accept(on channel: any Channel, _ isAccepting: Bool) {
        try? channel.syncOptions?.setOption(.autoRead, value: isAccepting)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? IOError else { return context.fireErrorCaught(error) }
        switch error.errnoCode {
        // Whoever came has gone again.
        case ECONNABORTED: break
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: pause(context, error)
        default: context.fireErrorCaught(error)
        }
    }

    private func pause(_ context: ChannelHandlerContext, _ error: IOError) {
        let now = context.eventLoop.now
        if saidAt.map({ now - $0 >= Self.interval }) ?? true {
            saidAt = now
            logger.error(
                "no connection can be accepted: descriptors or memory are used up",
                metadata: ["errno": "\(error.errnoCode)"])
        }
        let channel = context.channel
        accept(channel, false)
        context.eventLoop.scheduleTask(in: Self.length) { [accept] in accept(channel, true) }
    }
}
