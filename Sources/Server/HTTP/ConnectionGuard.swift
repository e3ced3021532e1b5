import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Watches over one connection: that its first request comes in time, that a body nobody wants any more ends, that it is
/// not closed on an answer half sent, and that answers given before there is a request look like all others. It also
/// answers `Expect: 100-continue`.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Asked of a connection that another one takes the place of: it goes at once.
    struct HasToGo: Sendable {}

    private let limits: ConnectionLimits
    private let isSecure: Bool
    private let book: ConnectionBook?
    /// In the book.
    private var number: Int?
    /// Whether it is told to the book that something is being answered.
    private var isBusy = false
    /// Ends the connection unless it is called off.
    private var ending: Scheduled<Void>?
    /// Requests whose answer has not been written yet.
    private var unanswered = 0
    private var isReceiving = false
    private var isHeadTooLarge = false
    /// Whether Hummingbird refused what was no request, after which it ends the connection.
    private var isRefusal = false
    /// Answers written that the network has not taken to their end.
    private var unsent = 0
    /// Who waits for the connection to be closed, once there is nothing unsent.
    private var closing: [EventLoopPromise<Void>?] = []

    /// - Parameter book: nil where connections are not counted.
    init(limits: ConnectionLimits, isSecure: Bool, book: ConnectionBook? = nil) {
        self.limits = limits
        self.isSecure = isSecure
        self.book = book
    }

    func handlerAdded(context: ChannelHandlerContext) {
        end(context, in: limits.firstHead)
        guard let book else { return }
        number = book.enter(context.channel)
        // It is not set up yet: what fails at that would be taken for a fault of the server's.
        if number == nil { context.eventLoop.assumeIsolated().execute { context.close(promise: nil) } }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        ending?.cancel()
        leave()
    }

    func channelInactive(context: ChannelHandlerContext) {
        ending?.cancel()
        leave()
        context.fireChannelInactive()
    }

    private func leave() {
        if let number { book?.leave(number) }
        number = nil
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is HasToGo else {
            context.triggerUserOutboundEvent(event, promise: promise)
            return
        }
        context.close(promise: promise)
    }

    /// Tells the book whether the connection is idle: with nothing to be received, answered or sent.
    private func tellBook() {
        guard let book, let number else { return }
        let isBusy = isReceiving || unanswered > 0 || unsent > 0
        if isBusy == self.isBusy { return }
        self.isBusy = isBusy
        if isBusy { book.begin(number) } else { book.rest(number) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let request):
            callOff()
            unanswered += 1
            isReceiving = true
            tellBook()
            if request.headerFields[.expect]?.lowercased() == "100-continue" { sendContinue(context) }
        case .body: break
        case .end:
            isReceiving = false
            callOff()
            tellBook()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let response) where unanswered == 0:
            isRefusal = true
            context.write(wrapOutboundOut(.head(refusal(response))), promise: promise)
            return
        case .head, .body: break
        case .end:
            if unanswered > 0 { unanswered -= 1 }
            if isReceiving || isRefusal, unanswered == 0 { end(context, in: limits.lingering) }
            context.write(data, promise: sending(context, promise))
            tellBook()
            return
        }
        context.write(data, promise: promise)
    }

    /// To close at once would throw away what has not left yet.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .all, unsent > 0 else {
            context.close(mode: mode, promise: promise)
            return
        }
        if closing.isEmpty { end(context, in: limits.lingering) }
        closing.append(promise)
    }

    /// Counts an answer as unsent until its promise is kept, or broken.
    private func sending(_ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) -> EventLoopPromise<Void>
    {
        let promise = promise ?? context.eventLoop.makePromise()
        unsent += 1
        promise.futureResult.assumeIsolated().whenComplete { _ in
            self.unsent -= 1
            self.tellBook()
            guard self.unsent == 0, !self.closing.isEmpty else { return }
            let closed = context.eventLoop.makePromise(of: Void.self)
            for waiting in self.closing { closed.futureResult.cascade(to: waiting) }
            self.closing = []
            context.close(promise: closed)
        }
        return promise
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case HTTPParserError.headerOverflow = error { isHeadTooLarge = true }
        context.fireErrorCaught(error)
    }

    /// Hummingbird's answer to what is no request, with the status and the fields that it should have.
    private func refusal(_ response: HTTPResponse) -> HTTPResponse {
        var response = response
        if isHeadTooLarge { response.status = .requestHeaderFieldsTooLarge }
        SecurityHeaders.complete(&response.headerFields, isSecure: isSecure)
        return response
    }

    /// Asks for a body that the client holds back. While an earlier answer is still to come, this would stand in its
    /// place; the client then sends the body after a moment without being asked.
    private func sendContinue(_ context: ChannelHandlerContext) {
        guard unanswered == 1 else { return }
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    /// The connection goes on, unless it is being closed and only waits for what is unsent.
    private func callOff() {
        if closing.isEmpty { ending?.cancel() }
    }

    private func end(_ context: ChannelHandlerContext, in time: TimeAmount) {
        ending?.cancel()
        ending = context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.close(promise: nil) }
    }
}
