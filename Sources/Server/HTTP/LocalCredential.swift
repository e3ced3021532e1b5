import Domain
import Foundation
import HTTPTypes
import Storage

/// How a command on this machine finds the server that has a database open: an address and a one-run credential, in a
/// file beside the database that only its user can read.
package struct LocalCredential: Sendable, Equatable {
    package let address: String
    package let token: String

    /// A new credential, for one run of the server.
    package init(address: String) {
        self.address = address
        var random = SystemRandomNumberGenerator()
        token = (0..<4).map { _ in
            let word = random.next()
            return String(repeating: "0", count: word.leadingZeroBitCount / 4)
                + (word == 0 ? "" : String(word, radix: 16))
        }.joined()
    }

    /// Beside the file itself, whatever link led to it.
    private static func path(for database: String) -> String {
        URL(filePath: database).resolvingSymlinksInPath().path + ".server"
    }

    /// What the server of this database left; nil if there is none to be found.
    package static func find(for database: String) -> LocalCredential? {
        guard let data = FileManager.default.contents(atPath: path(for: database)), let json = try? JSON.parse(data),
            let address = json["address"]?.string, let token = json["token"]?.string
        else { return nil }
        return LocalCredential(address: address, token: token)
    }

    /// Whether this is the token, compared without telling by the time taken how far it is.
    func isToken(_ other: String) -> Bool {
        Secret(other).hash == Secret(token).hash
    }

    init(address: String, token: String) {
        self.address = address
        self.token = token
    }

    /// Leaves it beside the database, mode 0600.
    func leave(for database: String) throws {
        let path = Self.path(for: database)
        let json: JSON = ["address": .string(address), "token": .string(token)]
        try? FileManager.default.removeItem(atPath: path)
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(json.bytes()), attributes: [.posixPermissions: 0o600]
            )
        else { throw Problem(.internalServerError, "cannotStart", "cannot write \(path)") }
    }

    /// Unless another server has left its own there since: on a database that several work on.
    func remove(for database: String) {
        guard Self.find(for: database)?.token == token else { return }
        try? FileManager.default.removeItem(atPath: Self.path(for: database))
    }
}
