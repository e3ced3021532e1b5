import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import Synchronization
import UnixSignals

/// What the server shows for itself now: the identity that was read last and is one.
final class CurrentIdentity: Sendable {
    private let current: Mutex<TLSIdentity>

    init(_ identity: TLSIdentity) {
        current = Mutex(identity)
    }

    /// What connections are set up with: each handshake asks what is shown now. Those that are open stay as they are.
    var configuration: TLSConfiguration {
        var configuration = current.withLock(\.configuration)
        configuration.sslContextCallback = { [self] _, shown in
            let now = current.withLock(\.configuration)
            var change = NIOSSLContextConfigurationOverride()
            change.certificateChain = now.certificateChain
            change.privateKey = now.privateKey
            shown.succeed(change)
        }
        return configuration
    }

    /// Reads both files anew. What is no identity changes nothing.
    func readAnew() throws(TLSIdentity.Refusal) {
        let files = current.withLock { ($0.certificate, $0.key) }
        let renewed = try TLSIdentity(certificate: files.0, key: files.1)
        current.withLock { $0 = renewed }
    }
}

/// Has the certificate read anew when the process is told to (SIGHUP), as it is when one has been renewed.
///
/// The signal ends no server, also none that has no certificate.
struct IdentityRenewal: Service {
    let identity: CurrentIdentity?
    let hangUps: UnixSignalsSequence
    let logger: Logger

    func run() async {
        for await _ in hangUps.cancelOnGracefulShutdown() { renew() }
    }

    private func renew() {
        guard let identity else { return logger.notice("there is no certificate to read anew") }
        do throws(TLSIdentity.Refusal) {
            try identity.readAnew()
            logger.notice("the certificate was read anew")
        } catch {
            logger.error(
                "the certificate was not read anew: the one of before goes on being shown",
                metadata: ["error.cause": "\(error)"])
        }
    }
}
