import Domain
import Foundation

/// Where `zhibu login` keeps its tokens, a token for each server: `~/.config/zhibu/tokens.json`, mode 0600.
struct TokenFile {
    let path: String

    init() {
        let home = DatabaseOptions.environment("XDG_CONFIG_HOME") ?? NSHomeDirectory() + "/.config"
        path = home + "/zhibu/tokens.json"
    }

    func token(for server: String) -> String? {
        read()[Self.key(server)]?.string
    }

    /// - Parameter token: nil takes it out.
    /// - Throws: ``CommandFailure`` where the file cannot be written.
    func keep(_ token: String?, for server: String) throws(CommandFailure) {
        var tokens = read()
        tokens[Self.key(server)] = token.map(JSON.string)
        let folder = (path as NSString).deletingLastPathComponent
        let new = "\(path).\(getpid()).new"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw CommandFailure(.cannotCreate, "cannot create \(folder): \(error.localizedDescription)")
        }
        // Made with the mode it is to keep, and put in the place of the old one whole.
        let isMade = FileManager.default.createFile(
            atPath: new, contents: Data(JSON.object(tokens).bytes()), attributes: [.posixPermissions: 0o600]
        )
        guard isMade, rename(new, path) == 0 else { throw CommandFailure(.cannotCreate, "cannot write \(path)") }
    }

    private func read() -> JSON.Object {
        FileManager.default.contents(atPath: path).flatMap { try? JSON.parse($0) }?.object ?? JSON.Object()
    }

    private static func key(_ server: String) -> String {
        server.hasSuffix("/") ? String(server.dropLast()) : server
    }
}
