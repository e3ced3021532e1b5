import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// Where a request comes from: the other end of the connection, or, where that is a trusted proxy, who it says was the
/// other end of its own.
///
/// A client can write anything into `X-Forwarded-For`, and a proxy adds to its right whom it heard it from. So the list
/// is read from the right, for as long as it was written by a proxy that is trusted.
struct ClientAddress: Equatable {
    /// nil where the connection's other end has no IP address.
    let address: IPAddress?
    /// Whether the client itself sees TLS.
    let isSecure: Bool
    /// Whether the connection's other end is a trusted proxy.
    let isThroughProxy: Bool

    /// - Parameter isOverTLS: of this connection.
    init(peer: IPAddress?, headers: HTTPFields, trustedProxies: [AddressRange], isOverTLS: Bool) {
        func isTrusted(_ address: IPAddress) -> Bool { trustedProxies.contains { $0.contains(address) } }
        guard let peer, isTrusted(peer) else {
            address = peer
            isSecure = isOverTLS
            isThroughProxy = false
            return
        }
        isThroughProxy = true
        var client = peer
        for entry in headers.entries(of: .forwardedFor).reversed() {
            // What is no address was not written by a proxy that knows its work: the one that passed it on is as far as
            // the way can be followed.
            guard let named = Self.address(in: entry) else { break }
            client = named
            guard isTrusted(named) else { break }
        }
        address = client
        // Its word counts even over TLS of our own: the client's side of the proxy may be plain HTTP.
        isSecure = headers.entries(of: .forwardedProto).last.map { $0.lowercased() == "https" } ?? isOverTLS
    }

    /// `10.0.0.1`, `10.0.0.1:4711`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:4711`.
    private static func address(in entry: String) -> IPAddress? {
        if entry.first == "[" {
            guard let end = entry.firstIndex(of: "]"), isPort(entry[entry.index(after: end)...]) else { return nil }
            return IPAddress(entry[entry.index(after: entry.startIndex)..<end])
        }
        if let colon = entry.firstIndex(of: ":"), colon == entry.lastIndex(of: ":") {
            guard isPort(entry[colon...]) else { return nil }
            return IPAddress(entry[..<colon])
        }
        return IPAddress(entry)
    }

    /// Nothing, or a colon and a number.
    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty || text.first == ":" && UInt16(text.dropFirst()) != nil
    }
}

/// Tells every handler where its request comes from, and by which way. What is inside the process keeps the address
/// `local`.
struct ClientAddressMiddleware: RouterMiddleware {
    let trustedProxies: [AddressRange]
    let isOverTLS: Bool
    let basePath: BasePath

    func handle(
        _ request: Request, context: ZhibuRequestContext,
        next: (Request, ZhibuRequestContext) async throws -> Response
    ) async throws -> Response {
        guard let channel = context.channel else { return try await next(request, context) }
        let client = ClientAddress(
            peer: channel.remoteAddress.flatMap { IPAddress($0) }, headers: request.headers,
            trustedProxies: trustedProxies, isOverTLS: isOverTLS
        )
        var context = context
        context.clientAddress = client.address?.description ?? "unknown"
        context.door = Door(client, host: request.head.authority ?? "", headers: request.headers, below: basePath)
        return try await next(request, context)
    }
}

extension Request {
    /// Whether a proxy passed it on, trusted or not, or somebody wants it to look so. What is for this machine alone goes
    /// no such way: to the server, a proxy on this machine is the loopback, whoever it speaks for.
    var wasPassedOn: Bool {
        headers.contains { field in
            let name = field.name.canonicalName
            return name.hasPrefix("x-forwarded-") || ["forwarded", "via", "x-real-ip"].contains(name)
        }
    }
}

extension HTTPField.Name {
    fileprivate static let forwardedFor = named("X-Forwarded-For")
    fileprivate static let forwardedProto = named("X-Forwarded-Proto")
}
