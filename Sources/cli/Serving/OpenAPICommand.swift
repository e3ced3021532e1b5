import ArgumentParser
import Domain
import Foundation
import Server

struct OpenAPICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Print the OpenAPI 3.1 description of the API. Needs no database."
    )

    @Option(
        help: ArgumentHelp(
            "Write it into this folder instead, in parts for review: a file for each room and one for what they share.",
            valueName: "folder"))
    var byRoom: String?

    func run() throws {
        guard let byRoom else { return Output.standardOutput(ZhibuServer.openAPIDocument.prettyText) }
        let folder = URL(filePath: byRoom, directoryHint: .isDirectory)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for (name, content) in ZhibuServer.openAPIFiles {
                try Data(content.utf8).write(to: folder.appending(path: name))
            }
        } catch {
            throw CommandFailure(.cannotCreate, "cannot write into \(folder.path): \(error.localizedDescription)")
        }
    }
}
