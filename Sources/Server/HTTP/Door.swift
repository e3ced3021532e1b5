import Domain
import HTTPTypes
import Hummingbird

/// The way by which a client came in: what it calls this server. What counts as this server's own page goes by it, and so
/// do the cookies and the addresses that are printed.
struct Door: Sendable, Equatable {
    /// Whether the client itself sees TLS.
    let isSecure: Bool
    /// nil where the request names no host, or one that is none.
    let host: HostAndPort?
    let base: BasePath
    private let origin: Source

    private enum Source {
        /// The request's `Host`.
        case direct
        /// A trusted proxy said so.
        case told
        /// A trusted proxy passed the request on and did not say: the `Host` may lack the port, or be the proxy's choice.
        case untold
    }

    /// Of requests from inside the process.
    static let local = Door(
        isSecure: false, host: HostAndPort("localhost"), base: .root, origin: .direct)

    private init(isSecure: Bool, host: HostAndPort?, base: BasePath, origin: Source) {
        (self.isSecure, self.host, self.base, self.origin) = (isSecure, host, base, origin)
    }

    /// - Parameter host: as the request names it.
    init(_ client: ClientAddress, host: String, headers: HTTPFields, below base: BasePath) {
        let named = HostAndPort(host)
        isSecure = client.isSecure
        self.base = base
        guard client.isThroughProxy else {
            (self.host, origin) = (named, .direct)
            return
        }
        let (hosts, ports) = (headers.entries(of: .forwardedHost), headers.entries(of: .forwardedPort))
        // One word is a proxy's. Of several nobody knows which one is.
        let port = ports.count == 1 ? HostAndPort.port(ports[0]) : nil
        switch (hosts.count, hosts.first.flatMap { HostAndPort($0) }) {
        case (0, _) where ports.isEmpty: (self.host, origin) = (named, .untold)
        case (0, _): (self.host, origin) = (named?.withPort(port), .told)
        case (1, let told?): (self.host, origin) = (told.withPort(port), .told)
        default: (self.host, origin) = (named, .direct)
        }
    }

    private var scheme: String { isSecure ? "https" : "http" }

    /// Where the server's paths begin: `https://zhibu.example:8443/zhibu`.
    var address: String {
        "\(scheme)://\(host?.shown(isSecure: isSecure) ?? "")\(base.text)"
    }

    /// The same as whoever sent the request sees it: by a page of this server, if it comes from one.
    func address(for request: Request) -> String {
        guard let origin = request.headers[.origin], isOwn(origin, site: request.headers[.fetchSite]) else {
            return address
        }
        return origin.lowercased() + base.text
    }

    /// What is said of every cookie: where it goes, and that no script reads it.
    var cookieAttributes: String {
        "Path=\(base.isRoot ? "/" : base.text); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }

    /// Whether a page with this origin is this server's own.
    ///
    /// - Parameter site: what the browser itself says of it (`Sec-Fetch-Site`): no page can write that.
    func isOwn(_ named: String, site: String?) -> Bool {
        let parts = named.split(separator: ":", maxSplits: 1).map { $0.lowercased() }
        guard parts.count == 2, ["http", "https"].contains(parts[0]), parts[1].hasPrefix("//"),
            let other = HostAndPort(String(parts[1].dropFirst(2)))
        else { return false }
        let isOfScheme = parts[0] == scheme
        if isOfScheme, let host, host.name == other.name,
            host.port(isSecure: isSecure) == other.port(isSecure: isSecure)
        {
            return true
        }
        guard origin == .untold else { return false }
        // A proxy that listens elsewhere than at its scheme's port and passes on the host alone.
        return site == "same-origin"
            || site == nil && isOfScheme && host?.name == other.name && host?.port == nil
    }
}

/// A host, and a port if one is named: `zhibu.example:8443`, `[::1]:8080`.
struct HostAndPort: Sendable, Equatable {
    /// In lower case; an IPv6 address with its brackets.
    let name: String
    let port: UInt16?

    init?(_ text: String) {
        let text = text.lowercased()
        let isNumeric = text.first == "["
        let end = isNumeric ? text.firstIndex(of: "]").map(text.index(after:)) : text.firstIndex(of: ":")
        let (named, rest) = (text[..<(end ?? text.endIndex)], text[(end ?? text.endIndex)...])
        guard (1...253).contains(named.utf8.count),
            isNumeric
                ? end != nil && IPAddress(named.dropFirst().dropLast()) != nil
                : named.utf8.allSatisfy(Self.characters.contains)
        else { return nil }
        name = String(named)
        guard !rest.isEmpty else {
            port = nil
            return
        }
        guard rest.first == ":", let port = Self.port(String(rest.dropFirst())) else { return nil }
        self.port = port
    }

    private static let characters = Set("abcdefghijklmnopqrstuvwxyz0123456789.-_".utf8)

    private init(name: String, port: UInt16?) {
        (self.name, self.port) = (name, port)
    }

    /// nil for what is no port.
    static func port(_ text: String) -> UInt16? {
        guard let number = text.asciiNumber, number > 0 else { return nil }
        return UInt16(exactly: number)
    }

    /// With this port, if it names none itself.
    func withPort(_ other: UInt16?) -> HostAndPort {
        HostAndPort(name: name, port: port ?? other)
    }

    func port(isSecure: Bool) -> UInt16 { port ?? (isSecure ? 443 : 80) }

    /// As browsers write it: without the port that the scheme has anyway.
    func shown(isSecure: Bool) -> String {
        port(isSecure: isSecure) == (isSecure ? 443 : 80) ? name : "\(name):\(port(isSecure: isSecure))"
    }
}

extension HTTPFields {
    /// The entries of all fields of that name, in their order. Parted by bytes: to Swift, a comma behind some letters
    /// (U+0604) is a part of their character, and what a proxy added would go under in what the client had written.
    func entries(of name: HTTPField.Name) -> [String] {
        self[values: name]
            .flatMap { $0.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) }
            .map { String(decoding: $0, as: UTF8.self).trimmed }
    }
}

extension HTTPField.Name {
    fileprivate static let forwardedHost = named("X-Forwarded-Host")
    fileprivate static let forwardedPort = named("X-Forwarded-Port")
}
