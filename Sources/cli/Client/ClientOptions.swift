import ArgumentParser
import Foundation
import Storage

/// What every command that talks to the API takes: where the data is, and how the answer is to look.
struct ClientOptions: ParsableArguments {
    @OptionGroup var place: DatabaseOptions

    @Option(
        help: ArgumentHelp(
            "A server to ask instead, such as http://127.0.0.1:8080. Otherwise $ZHIBU_SERVER.", valueName: "url"))
    var server: String?

    @Flag(help: "Print JSON on standard output, and nothing else there.")
    var json = false

    func validate() throws {
        if place.database != nil, server != nil { throw ValidationError("Give --database or --server, not both.") }
        if let server { try Self.check(server) }
    }

    /// Where the data is, the command line before the environment, the environment before what lies here.
    var target: Target {
        get throws {
            if let server { return .server(server) }
            if place.database == nil, let server = DatabaseOptions.environment("ZHIBU_SERVER") {
                try Self.check(server)
                return .server(server)
            }
            return .database(try place.present)
        }
    }

    enum Target: Equatable {
        case database(DatabaseAddress)
        case server(String)
    }

    var output: Output { Output(isJSON: json) }

    private static func check(_ server: String) throws(ValidationError) {
        guard let url = URL(string: server), ["http", "https"].contains(url.scheme), url.host()?.isEmpty == false else {
            throw ValidationError(
                "‘\(server)’ is not the address of a server: write it as http://127.0.0.1:8080, or https://host/zhibu below a path"
            )
        }
    }
}
