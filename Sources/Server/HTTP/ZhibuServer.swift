package import Domain
import Foundation
import Hummingbird
package import Logging
import ServiceLifecycle
package import Storage
import UnixSignals

/// The service: a database behind the API, over HTTP or inside the process.
package struct ZhibuServer: Sendable {
    private let store: Store
    let responder: ServedResponder
    private let credential: LocalCredential
    private let connections: ConnectionBook
    private let options: ServingOptions
    private let upkeep: UpkeepOptions
    private let backups: BackupDesk
    private let digests: DigestDesk
    private let systemUser: String
    let logger: Logger

    /// - Parameters:
    ///   - address: where it will be reached, for the credential that a local command finds.
    ///   - options: for a server that runs; of no consequence to requests from inside the process.
    package init(
        store: Store, systemUser: String, address: String = "in process", options: ServingOptions = ServingOptions(),
        upkeep: UpkeepOptions = UpkeepOptions(), hashing: PasswordHash = .standard, logger: Logger
    ) {
        self.store = store
        self.systemUser = systemUser
        self.options = options
        self.upkeep = upkeep
        self.logger = logger
        backups = BackupDesk(store: store, options: upkeep)
        digests = DigestDesk(store: store, mail: upkeep.mail, systemUser: systemUser)
        let tally = RequestTally()
        let readiness = Readiness(engine: store.database)
        credential = LocalCredential(address: address)
        connections = ConnectionBook(
            ConnectionRoll.Shares(maximum: options.maximumConnections), trustedProxies: options.trustedProxies)
        let api = API(store: store, backups: backups, digests: digests, hashing: hashing)
        responder = ServedResponder(
            served: Served(
                requests: RequestMiddleware(tally: tally, logsAll: upkeep.logsRequests),
                addresses: ClientAddressMiddleware(
                    trustedProxies: options.trustedProxies, isOverTLS: options.tls != nil, basePath: options.basePath),
                connections: ConnectionMiddleware(book: connections),
                authentication: AuthenticationMiddleware(
                    store: store, credential: credential, systemUser: systemUser, logger: logger),
                seenErrors: SeenErrorMiddleware(store: store), health: HealthRoutes(readiness: readiness),
                metrics: MetricsRoute(
                    store: store, tally: tally, backups: backups, digests: digests, readiness: readiness),
                api: APIRouter(api: api), site: Site(api: api)))
    }

    var api: API { responder.served.site.api }

    /// Serves until the process is told to stop (SIGTERM, SIGINT), finishing what is in flight.
    ///
    /// - Parameter onReady: called with the address once connections are accepted.
    package func run(onReady: @escaping @Sendable (String) -> Void) async throws {
        // Better now than at the first page.
        _ = try WebResources.embedded.get()
        _ = try Handbook.embedded.get()
        _ = try CadenceSeed.rules()
        _ = try DiagnosisSeed.bounds()
        let (options, credential, logger) = (options, credential, logger)
        let path = store.place.database
        let responder = BasePathResponder(base: options.basePath, inner: responder)
        let application = try options.application(answering: responder, book: connections, logger: logger) { port in
            let reached = LocalCredential.reached(at: options.localAddress(port: port), as: credential)
            do {
                try reached.leave(for: path)
            } catch {
                logger.warning(
                    "local commands will not find this server", metadata: ["error": "\(ErrorLabel(error).type)"])
            }
            onReady(reached.address)
        }
        defer { credential.remove(for: path) }
        // Before anybody is told that it serves.
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        var services: [any Service] = [
            AuditSealing(store: store, logger: logger),
            KeptImportsSweeping(kept: api.imports.kept, store: store, logger: logger),
            IdentityRenewal(identity: options.tls, hangUps: hangUps, logger: logger), application,
        ]
        if let plan = upkeep.plan {
            let schedule = BackupSchedule(desk: backups, plan: plan, systemUser: systemUser, logger: logger)
            services.insert(schedule, at: 1)
        }
        if upkeep.mail != nil { services.insert(DigestSchedule(desk: digests, logger: logger), at: 1) }
        try await options.run(services, logger: logger)
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
    package static var openAPIDocument: JSON { OpenAPI.document(below: .root) }

    /// The same in parts, a file for each room and one for what they share.
    package static var openAPIFiles: [(name: String, content: String)] {
        OpenAPI.byRoom().map { ("\($0.name).json", $0.part.prettyText + "\n") }
    }
}
