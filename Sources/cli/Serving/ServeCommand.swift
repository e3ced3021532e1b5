import ArgumentParser
import Domain
import Foundation
import Logging
import NIOCore
import Server
import Storage

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the API until Ctrl-C."
    )

    @Option(
        help: ArgumentHelp(
            "The database file. Otherwise $ZHIBU_DATABASE, or ./zhibu.sqlite if it is there.", valueName: "file"
        )
    )
    var database: String?

    @Option(help: "The loopback address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port; with 0 the system chooses one.")
    var port = 8080

    func validate() throws {
        guard ["127.0.0.1", "::1", "localhost"].contains(host) else {
            throw ValidationError(
                "There is no sign-in yet, so only this machine may be served: --host 127.0.0.1, ::1 or localhost."
            )
        }
        guard (0...65_535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
    }

    func run() async throws {
        let path = try ClientOptions.databasePath(database)
        let store: Store
        do {
            store = try await Store.open(at: path)
        } catch StorageFault.inUse {
            throw CommandFailure(.busy, Self.refusal(for: path))
        } catch let fault as StorageFault {
            throw CommandFailure(fault)
        }
        defer { try? store.close() }
        var logger = Logger(label: "zhibu")
        logger.logLevel = .notice
        let firstPath = try await ZhibuServer.firstAdministratorPath(
            in: store, by: .operator(systemUser: SystemUser.current)
        )
        let server = ZhibuServer(store: store, systemUser: SystemUser.current, logger: logger)
        do {
            try await server.run(host: host, port: port) { address in
                Output.standardError("Serving \(address) (Ctrl-C to stop)")
                guard let firstPath else { return }
                Output.standardError(
                    """
                    Nobody can let others in yet. Whoever opens this within a day, once, becomes the administrator:
                      \(address)\(firstPath)
                    """
                )
            }
        } catch let error as IOError {
            throw CommandFailure(
                .busy,
                "cannot listen on \(host) port \(port): \(String(cString: strerror(error.errnoCode))); choose another --port, or 0"
            )
        }
    }

    private static func refusal(for path: String) -> String {
        if let running = LocalCredential.find(for: path) {
            return "\(path) is being served already, at \(running.address); stop that server first"
        }
        return "another process has \(path) open: wait until it is done, then try again"
    }
}
