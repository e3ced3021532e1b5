import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// The connections of a server that runs, by the rules of ``ConnectionRoll``.
final class ConnectionBook: Sendable {
    private struct State {
        var roll: ConnectionRoll
        var channels: [Int: any Channel] = [:]
        var numbers: [ObjectIdentifier: Int] = [:]
        var next = 0
        /// Requests under way of those for whom a proxy speaks.
        var requests: [String: Int] = [:]

        mutating func forget(_ number: Int) -> (any Channel)? {
            let channel = channels.removeValue(forKey: number)
            if let channel { numbers[ObjectIdentifier(channel)] = nil }
            return channel
        }
    }

    private let shares: ConnectionRoll.Shares
    private let trustedProxies: [AddressRange]
    private let state: Mutex<State>

    init(_ shares: ConnectionRoll.Shares, trustedProxies: [AddressRange]) {
        self.shares = shares
        self.trustedProxies = trustedProxies
        state = Mutex(State(roll: ConnectionRoll(shares)))
    }

    /// Enters a connection that has been accepted, which may make another one go.
    ///
    /// - Returns: its number; nil where it has to go itself.
    func enter(_ channel: any Channel) -> Int? {
        let origin = origin(of: channel)
        let (number, leaving): (Int?, (any Channel)?) = state.withLock { state in
            let number = state.next
            guard case .stays(let leaving) = state.roll.open(number, from: origin) else { return (nil, nil) }
            state.next += 1
            state.channels[number] = channel
            state.numbers[ObjectIdentifier(channel)] = number
            return (number, leaving.flatMap { state.forget($0) })
        }
        leaving?.triggerUserOutboundEvent(ConnectionGuard.HasToGo(), promise: nil)
        return number
    }

    func leave(_ number: Int) {
        state.withLock { state in
            state.roll.close(number)
            _ = state.forget(number)
        }
    }

    func number(of channel: any Channel) -> Int? {
        state.withLock { $0.numbers[ObjectIdentifier(channel)] }
    }

    func begin(_ number: Int) {
        state.withLock { $0.roll.begin(number) }
    }

    func rest(_ number: Int) {
        state.withLock { $0.roll.rest(number) }
    }

    func noteSession(_ number: Int) {
        state.withLock { $0.roll.noteSession(number) }
    }

    func admission(of number: Int) -> ConnectionRoll.Admission? {
        state.withLock { $0.roll.admission(of: number) }
    }

    /// Does what a request asks for that came by a trusted proxy: an address has no more requests under way than it could
    /// have connections of its own.
    ///
    /// - Throws: a ``Problem`` (429).
    func withRequest<Value>(of client: String, _ work: () async throws -> Value) async throws -> Value {
        try state.withLock { state throws(Problem) in
            guard state.requests[client, default: 0] < shares.ofOneAddress else {
                throw Problem(
                    .tooManyRequests, "tooManyAtOnce", "too many requests at once from this address: try again",
                    headers: [.retryAfter: "1"])
            }
            state.requests[client, default: 0] += 1
        }
        defer {
            state.withLock { state in
                let count = state.requests[client, default: 0] - 1
                state.requests[client] = count == 0 ? nil : count
            }
        }
        return try await work()
    }

    private func origin(of channel: any Channel) -> ConnectionRoll.Origin {
        guard let peer = channel.remoteAddress.flatMap({ IPAddress($0) }) else { return .local("") }
        if isProxy(peer) { return .proxy }
        return peer.isLoopback ? .local(peer.network) : .client(peer.network)
    }

    func isProxy(_ peer: IPAddress) -> Bool {
        trustedProxies.contains { $0.contains(peer) }
    }
}

/// A connection as its requests know it.
struct EnteredConnection: Sendable {
    fileprivate let book: ConnectionBook
    fileprivate let number: Int

    /// Whoever it is has signed in, or brought a token: their connection goes after those of strangers.
    func noteSession() { book.noteSession(number) }
}

/// Answers on a connection that came when all were taken only what is kept for it, and counts the requests of those for whom
/// a proxy speaks. What asks how the server is does not come here.
struct ConnectionMiddleware: RouterMiddleware {
    let book: ConnectionBook

    func handle(
        _ request: Request, context: ZhibuRequestContext,
        next: (Request, ZhibuRequestContext) async throws -> Response
    ) async throws -> Response {
        guard let channel = context.channel, let number = book.number(of: channel) else {
            return try await next(request, context)
        }
        let peer = channel.remoteAddress.flatMap { IPAddress($0) }
        if book.admission(of: number) == .guest, request.wasPassedOn || peer?.isLoopback != true {
            throw Problem(
                .serviceUnavailable, "full", "all connections of this server are taken: try again",
                headers: [.retryAfter: "1"])
        }
        var context = context
        context.connection = EnteredConnection(book: book, number: number)
        guard let peer, book.isProxy(peer), request.wasPassedOn else { return try await next(request, context) }
        let client = IPAddress(context.clientAddress)?.network ?? context.clientAddress
        return try await book.withRequest(of: client) { [context] in try await next(request, context) }
    }
}
