import ArgumentParser
import Domain
import Server

struct OpenAPICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Print the OpenAPI 3.1 description of the API. Needs no database."
    )

    func run() {
        Output.standardOutput(ZhibuServer.openAPIDocument.prettyText)
    }
}
