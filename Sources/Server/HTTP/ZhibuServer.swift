package import Domain
import Foundation
import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle
package import Storage

/// The service: a database behind the API, over HTTP or inside the process.
package struct ZhibuServer: Sendable {
    private let store: Store
    let responder: RouterResponder<ZhibuRequestContext>
    private let credential: LocalCredential
    let logger: Logger

    /// - Parameter address: where it will be reached, for the credential that a local command finds.
    package init(store: Store, systemUser: String, address: String = "in process", logger: Logger) {
        self.store = store
        self.logger = logger
        credential = LocalCredential(address: address)
        let router = Router(context: ZhibuRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: ProblemMiddleware())
        router.add(
            middleware: AuthenticationMiddleware(store: store, credential: credential, systemUser: systemUser)
        )
        APIRouter(api: API(store: store)).add(to: router)
        FrontDoor.add(to: router)
        responder = router.buildResponder()
    }

    /// Serves until the process is told to stop (SIGTERM, SIGINT), finishing what is in flight.
    ///
    /// - Parameter onReady: called with the address once connections are accepted.
    package func run(host: String, port: Int, onReady: @escaping @Sendable (String) -> Void) async throws {
        let credential = credential
        let path = store.engine.path
        var application = Application(
            responder: responder,
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in
                // An IPv6 address stands in brackets in a URL.
                let name = host.contains(":") ? "[\(host)]" : host
                let reached = LocalCredential.reached(
                    at: "http://\(name):\(channel.localAddress?.port ?? port)", as: credential
                )
                do {
                    try reached.leave(for: path)
                } catch {
                    logger.warning("local commands will not find this server", metadata: ["error": "\(error)"])
                }
                onReady(reached.address)
            },
            logger: logger
        )
        application.addServices(AuditSealing(store: store, logger: logger))
        defer { credential.remove(for: path) }
        try await application.runService()
    }
}

extension LocalCredential {
    /// The same credential with the address that was in fact bound (port 0 lets the system choose).
    static func reached(at address: String, as credential: LocalCredential) -> LocalCredential {
        LocalCredential(address: address, token: credential.token)
    }
}

extension ZhibuServer {
    /// Where the first administrator sets a password; nil once somebody can let others in. A link made before stops
    /// working.
    package static func firstAdministratorPath(in store: Store, by principal: Principal) async throws -> String? {
        try await store.write(by: principal) { try $0.firstAdministratorLink() }.map {
            PasswordPage.path(for: $0.secret)
        }
    }

    /// The OpenAPI 3.1 document of the API.
    package static var openAPIDocument: JSON { OpenAPI.document() }
}
