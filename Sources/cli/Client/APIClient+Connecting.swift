import Domain
import Foundation
import Logging
import Server
import Storage

extension APIClient {
    /// Finds the way to the data: to a server that was named; to the database file, inside this process; or, where a
    /// running server has that file open, through it.
    static func connect(to target: ClientOptions.Target) async throws -> APIClient {
        switch target {
        case .server(let address):
            let token = DatabaseOptions.environment("ZHIBU_TOKEN") ?? TokenFile().token(for: address)
            return APIClient(way: .http(HTTPConnection(to: address, token: token)), isOperator: false)
        case .database(let address): return try await connect(to: address)
        }
    }

    /// Two commands at once are no reason to fail: the one that finds the other at work, or a server still starting,
    /// waits for up to ten seconds.
    private static func connect(to address: DatabaseAddress) async throws -> APIClient {
        for _ in 0..<50 {
            do {
                return inProcess(try await Store.open(at: address))
            } catch StorageFault.inUse(let path) {
                if let server = await runningServer(of: path) { return APIClient(way: .http(server)) }
                try await Task.sleep(for: .milliseconds(200))
            } catch let fault as StorageFault {
                throw CommandFailure(fault)
            }
        }
        throw CommandFailure(.inUse(path: address.shown))
    }

    /// A server that was killed leaves its credential behind: only one that answers is running.
    private static func runningServer(of path: String) async -> HTTPConnection? {
        guard let credential = LocalCredential.find(for: path) else { return nil }
        let connection = HTTPConnection(to: credential.address, with: credential)
        if await connection.isReachable { return connection }
        await connection.close()
        return nil
    }

    /// A client of a database that this process owns.
    static func inProcess(_ store: Store) -> APIClient {
        var logger = Logger(label: "zhibu")
        // The command itself says what failed.
        logger.logLevel = .critical
        let user = SystemUser.current
        return APIClient(
            way: .inProcess(
                ZhibuServer(store: store, systemUser: user, logger: logger), store, .operator(systemUser: user)
            )
        )
    }
}

/// Who runs this process, as the audit will name them.
enum SystemUser {
    static var current: String {
        guard let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name else { return "uid-\(geteuid())" }
        return String(cString: name)
    }
}
