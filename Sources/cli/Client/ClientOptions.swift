import ArgumentParser
import Foundation

/// What every command that talks to the API takes: where the data is, and how the answer is to look.
struct ClientOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The database file. Otherwise $ZHIBU_DATABASE, or ./zhibu.sqlite if it is there.", valueName: "file"
        )
    )
    var database: String?

    @Option(
        help: ArgumentHelp(
            "A server to ask instead, such as http://127.0.0.1:8080. Otherwise $ZHIBU_SERVER.", valueName: "url"))
    var server: String?

    @Flag(help: "Print JSON on standard output, and nothing else there.")
    var json = false

    func validate() throws {
        if database != nil, server != nil { throw ValidationError("Give --database or --server, not both.") }
        if let server { try Self.check(server) }
    }

    /// Where the data is, the command line before the environment, the environment before what lies here.
    var target: Target {
        get throws {
            if let server { return .server(server) }
            if let database { return .database(database) }
            if let server = Self.environment("ZHIBU_SERVER") {
                try Self.check(server)
                return .server(server)
            }
            return .database(try Self.databasePath(nil))
        }
    }

    enum Target: Equatable {
        case database(String)
        case server(String)
    }

    var output: Output { Output(isJSON: json) }

    /// The database file for a command that needs one.
    static func databasePath(_ option: String?) throws(CommandFailure) -> String {
        if let path = option ?? environment("ZHIBU_DATABASE") { return path }
        guard FileManager.default.fileExists(atPath: standardDatabase) else {
            throw CommandFailure(
                .usage,
                """
                which database? Name one with --database or ZHIBU_DATABASE, or go to the folder of \(standardDatabase); \
                ‘zhibu init’ makes a new one
                """
            )
        }
        return standardDatabase
    }

    static let standardDatabase = "zhibu.sqlite"

    static func environment(_ name: String) -> String? {
        let value = ProcessInfo.processInfo.environment[name] ?? ""
        return value.isEmpty ? nil : value
    }

    private static func check(_ server: String) throws(ValidationError) {
        guard let url = URL(string: server), ["http", "https"].contains(url.scheme), url.host()?.isEmpty == false else {
            throw ValidationError(
                "‘\(server)’ is not the address of a server: write it as http://127.0.0.1:8080, or https://host/zhibu below a path"
            )
        }
    }
}
