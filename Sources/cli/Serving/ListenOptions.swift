import ArgumentParser
import Server

/// Where `zhibu serve` takes connections, and from whom.
struct ListenOptions: ParsableArguments {
    @Option(help: "The address to listen on. Beyond this machine, only over TLS or behind a proxy.")
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("The port; with 0 the system chooses one.", valueName: "number"))
    var port = 8080

    @Option(
        help: ArgumentHelp(
            "Speak TLS with this certificate: a PEM file, with those that vouch for it after it.", valueName: "file"
        ),
        completion: .file()
    )
    var tlsCertificate: String?

    @Option(
        help: ArgumentHelp("The certificate's key: a PEM file that others cannot read.", valueName: "file"),
        completion: .file()
    )
    var tlsKey: String?

    @Flag(help: "A proxy in front of the server speaks TLS and says where requests come from.")
    var behindProxy = false

    @Option(
        help: ArgumentHelp(
            """
            An address of the proxy, or a range such as 10.0.0.0/8; may be repeated. Otherwise the loopback. The \
            X-Forwarded-For of anybody else counts for nothing.
            """, valueName: "address"
        )
    )
    var trustedProxy: [AddressRange] = []

    @Option(
        help: ArgumentHelp(
            """
            Where a proxy passes on a part of its host alone: the path that everything stands below, such as /zhibu. The \
            proxy passes it on as it is.
            """, valueName: "path"))
    var basePath = BasePath.root

    @Option(
        help: ArgumentHelp(
            "How many connections are open at most; an address has a third of them.", valueName: "number"))
    var maxConnections = ServingOptions.usualConnections

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
        guard (1...1_000_000).contains(maxConnections) else {
            throw ValidationError("--max-connections is a number from 1 on.")
        }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("Give --tls-certificate and --tls-key together, or neither.")
        }
        guard behindProxy || trustedProxy.isEmpty else {
            throw ValidationError("--trusted-proxy goes with --behind-proxy.")
        }
    }

    /// Reads the files.
    func servingOptions() throws(CommandFailure) -> ServingOptions {
        var tls: TLSIdentity?
        if let tlsCertificate, let tlsKey {
            do {
                tls = try TLSIdentity(certificate: tlsCertificate, key: tlsKey)
            } catch {
                throw CommandFailure(error)
            }
        }
        do {
            return try ServingOptions(
                host: host, port: port, tls: tls,
                trustedProxies: behindProxy ? trustedProxy.isEmpty ? AddressRange.loopback : trustedProxy : nil,
                basePath: basePath, maximumConnections: maxConnections
            )
        } catch {
            throw CommandFailure(error)
        }
    }
}

extension AddressRange: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(argument)
    }
}

extension BasePath: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(argument)
    }

    package var defaultValueDescription: String { isRoot ? "/" : text }
}

extension CommandFailure {
    fileprivate init(_ refusal: ServingOptions.Refusal) {
        switch refusal {
        case .unprotected(let host):
            self.init(
                .usage,
                """
                on \(host) passwords and names would cross the network in plain text. Give --tls-certificate and --tls-key; \
                or --behind-proxy, where a proxy in front speaks TLS; or --host 127.0.0.1, for this machine alone
                """
            )
        }
    }

    fileprivate init(_ refusal: TLSIdentity.Refusal) {
        let status: Status =
            switch refusal {
            case .notReadable, .openToOthers: .notAllowed
            case .missing, .noCertificate, .noKey, .mismatch: .data
            }
        self.init(status, refusal.description)
    }
}
