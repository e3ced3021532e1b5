import ArgumentParser
import Domain
import Foundation
import Logging
import NIOCore
import Server
import Storage

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the web console and the API until Ctrl-C.",
        discussion:
            "Where there is no database yet, it makes one, and prints the link by which the first administrator enters."
    )

    /// Read before all others are: ``GivenArguments``.
    @Option(
        help: ArgumentHelp(
            """
            A file that says these options by their names, a line each: port = 8443. What stands on the command line \
            goes before it.
            """, valueName: "file"),
        completion: .file()
    )
    var configuration: String?

    @OptionGroup var place: DatabaseOptions

    @Flag(
        help: "The clock was ahead when something was recorded last, and is right now: go on by it. Ends all sessions.")
    var acceptClock = false

    @OptionGroup(title: "Connections")
    var listening: ListenOptions

    @OptionGroup(title: "Backups")
    var backups: BackupOptions

    @OptionGroup(title: "Reminders by mail")
    var mail: MailSettings

    @OptionGroup(title: "Log")
    var log: LogOptions

    func run() async throws {
        let options = try fitting(try listening.servingOptions())
        let upkeep = UpkeepOptions(
            backupFolder: backups.backupFolder, plan: try backups.plan, logsRequests: log.logRequests,
            mail: try mail.options
        )
        let address = try place.address
        if try await NewDatabase.makeIfNothingIsThere(at: address) {
            Output.standardError("\(address.shown): made, with the public holidays")
        }
        let store = try await opened(address)
        defer { try? store.close() }
        let firstPath = try await ZhibuServer.firstAdministratorPath(
            in: store, by: .operator(systemUser: SystemUser.current)
        )
        let server = ZhibuServer(
            store: store, systemUser: SystemUser.current, options: options, upkeep: upkeep, logger: log.logger
        )
        do {
            try await server.run { address in
                Output.standardError("Serving \(address) (Ctrl-C to stop)")
                guard let firstPath else { return }
                Output.standardError(
                    """
                    Nobody can let others in yet. Whoever opens this within a day, once, becomes the administrator:
                      \(address)\(firstPath)
                    """
                )
            }
        } catch let error as IOError where error.errnoCode == EADDRNOTAVAIL {
            throw CommandFailure(.usage, "\(options.host) is no address of this machine: choose another --host")
        } catch let error as IOError {
            throw CommandFailure(
                .busy,
                """
                cannot listen on \(options.host) port \(options.port): \(String(cString: strerror(error.errnoCode))); \
                choose another --port, or 0
                """
            )
        } catch is SocketAddressError.UnknownHost {
            throw CommandFailure(.usage, "\(options.host) is not known to this machine: choose another --host")
        }
    }

    /// With as many connections as the system has descriptors for: none is to be found out only once they are used up.
    private func fitting(_ options: ServingOptions) throws(CommandFailure) -> ServingOptions {
        let limit = DescriptorLimit.raised(to: options.neededDescriptors)
        guard let fitting = options.connections(with: limit) else { return options }
        let advice = "raise the limit to \(options.neededDescriptors) (ulimit -n; systemd: LimitNOFILE=)"
        guard fitting > 0 else {
            throw CommandFailure(
                .cannotCreate, "\(limit) files and connections may be open here, too few to serve: \(advice)")
        }
        Output.standardError(
            """
            warning: \(limit) files and connections may be open here, which is enough for \(fitting) connections, not for \
            \(options.maximumConnections): \(advice), or give --max-connections \(fitting)
            """
        )
        return options.with(maximumConnections: fitting)
    }

    private func opened(_ address: DatabaseAddress) async throws(CommandFailure) -> Store {
        do {
            if acceptClock { try await Store.acceptClock(of: address, by: .operator(systemUser: SystemUser.current)) }
            let store = try await Store.open(at: address)
            do {
                try await store.requireClock()
            } catch {
                try? store.close()
                throw error
            }
            return store
        } catch StorageFault.inUse(let path) {
            throw CommandFailure(.busy, Self.refusal(for: path))
        } catch let fault as StorageFault {
            throw CommandFailure(fault)
        } catch {
            throw CommandFailure(.software, "the database cannot be opened: \(error)")
        }
    }

    private static func refusal(for path: String) -> String {
        if let running = LocalCredential.find(for: path) {
            return "\(path) is being served already, at \(running.address); stop that server first"
        }
        return "another process has \(path) open: wait until it is done, then try again"
    }
}
