/// Where the server takes connections, from whom, and how many.
///
/// What is beyond this machine is reached over TLS, its own or a proxy's: other options do not exist.
package struct ServingOptions: Sendable {
    package let host: String
    /// 0 lets the system choose.
    package let port: Int
    let tls: CurrentIdentity?
    /// The proxies whose word counts for where a request comes from; none unless the server stands behind one.
    let trustedProxies: [AddressRange]
    /// Below which all paths stand.
    let basePath: BasePath
    /// How many connections are open at most, but for those that are kept for this machine.
    package private(set) var maximumConnections: Int
    var limits = ConnectionLimits()

    /// A connection holds a descriptor, and a process is usually given 1,024.
    package static let usualConnections = 300

    package enum Refusal: Error, Sendable, Equatable {
        /// The host is not the loopback, and nothing would speak TLS.
        case unprotected(host: String)
    }

    /// The loopback alone, over plain HTTP.
    package init(port: Int = 8080) {
        host = "127.0.0.1"
        self.port = port
        tls = nil
        trustedProxies = []
        basePath = .root
        maximumConnections = Self.usualConnections
    }

    /// - Parameter trustedProxies: nil if the server does not stand behind a proxy.
    package init(
        host: String, port: Int, tls: TLSIdentity?, trustedProxies: [AddressRange]?, basePath: BasePath = .root,
        maximumConnections: Int
    ) throws(Refusal) {
        guard Self.isLoopback(host) || tls != nil || trustedProxies != nil else { throw .unprotected(host: host) }
        self.host = host
        self.port = port
        self.tls = tls.map(CurrentIdentity.init)
        self.trustedProxies = trustedProxies ?? []
        self.basePath = basePath
        self.maximumConnections = maximumConnections
    }

    /// The same for so many connections.
    package func with(maximumConnections: Int) -> ServingOptions {
        var options = self
        options.maximumConnections = maximumConnections
        return options
    }

    /// A name other than `localhost` may mean this machine today and another one tomorrow.
    private static func isLoopback(_ host: String) -> Bool {
        guard let address = IPAddress(host) else { return host.lowercased() == "localhost" }
        return address.isLoopback
    }

    /// The URL at which a command on this machine reaches the server.
    func localAddress(port: Int) -> String {
        // To listen on every address is not an address to go to.
        let name = ["0.0.0.0": "127.0.0.1", "::": "::1"][host] ?? host
        // An IPv6 address stands in brackets in a URL.
        return "\(tls == nil ? "http" : "https")://\(name.contains(":") ? "[\(name)]" : name):\(port)\(basePath.text)"
    }
}
