import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// From the options to a server that takes connections.
extension ServingOptions {
    /// - Parameters:
    ///   - book: of the connections.
    ///   - onRunning: called with the port that was bound, once connections are accepted.
    func application(
        answering responder: BasePathResponder, book: ConnectionBook, logger: Logger,
        onRunning: @escaping @Sendable (Int) -> Void
    ) throws -> Application<BasePathResponder> {
        let port = port
        return Application(
            responder: responder,
            server: try protocols(book),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: nil,
                // Whoever has to go for another one is told by the book; beyond this not even that.
                availableConnectionsDelegate: MaximumAvailableConnections(
                    ConnectionRoll.Shares(maximum: maximumConnections).most, logger: logger)
            ),
            onServerRunning: { channel in
                // One connection is accepted at a time, so that the maximum holds to the connection.
                try? await channel.setOption(.maxMessagesPerRead, value: 1).get()
                try? await channel.eventLoop.submit {
                    try channel.pipeline.syncOperations.addHandler(AcceptPause(logger: logger), position: .first)
                }.get()
                onRunning(channel.localAddress?.port ?? port)
            },
            logger: logger
        )
    }

    /// Runs the services until SIGTERM or SIGINT, and then stops them from the last to the first. What is in flight has
    /// ``ConnectionLimits/shutdown`` to be finished and answered; what takes longer is cut off.
    func run(_ services: [any Service], logger: Logger) async throws {
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger
        )
        configuration.maximumGracefulShutdownDuration = limits.shutdown
        try await ServiceGroup(configuration: configuration).run()
    }

    private func protocols(_ book: ConnectionBook) throws -> HTTPServerBuilder {
        let (limits, isSecure) = (limits, tls != nil)
        let configuration = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionGuard(limits: limits, isSecure: isSecure, book: book)],
            idleTimeout: limits.idle,
            httpDecoderConfiguration: ConnectionLimits.head
        )
        let http = HTTPServerBuilder { responder in
            EventLoopTasks(base: HTTP1Channel(responder: responder, configuration: configuration))
        }
        guard let tls else { return http }
        return try .tls(http, tlsConfiguration: tls.configuration)
    }
}
