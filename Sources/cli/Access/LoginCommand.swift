import ArgumentParser
import Domain
import Foundation

struct LoginCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Sign in to a server; later commands with --server use the token it gives.",
        discussion: """
            Asks for the password, and for a code where there is a second factor. The token is kept in \
            ~/.config/zhibu/tokens.json, readable by you alone. $ZHIBU_TOKEN goes before it.
            """
    )

    @Option(help: ArgumentHelp("Your sign-in name.", valueName: "name")) var name: String?
    @Option(help: "For how many days.") var days = 30
    @Flag(help: "A token that changes nothing.") var readOnly = false
    @OptionGroup var options: ClientOptions

    func perform(with client: APIClient) async throws {
        guard case .server(let server) = try options.target else {
            throw CommandFailure(
                .usage, "which server? Name it with --server: beside the database file you are its operator already"
            )
        }
        let token = try await SignedInClient.whileSignedIn(to: client, name: name) { signedIn in
            if signedIn.session["needsSecondFactor"] == true {
                throw CommandFailure(
                    .notAllowed, "your role needs a second factor: set it up with ‘zhibu account second-factor’ first"
                )
            }
            return try await signedIn.send(
                "POST", "/tokens",
                [
                    "name": .string("zhibu login, \(ProcessInfo.processInfo.hostName.prefix(40))"),
                    "extent": readOnly ? "read" : "write", "days": JSON(days),
                ]
            )
        }
        try TokenFile().keep(token.shown("secret"), for: server)
        output.show(token.without("secret")) {
            "signed in to \(server), until \(token.shown("expiresAt")); ‘zhibu logout’ ends it"
        }
    }
}

struct LogoutCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout", abstract: "End what ‘zhibu login’ began: the token is revoked and forgotten."
    )

    @OptionGroup var options: ClientOptions

    func perform(with client: APIClient) async throws {
        guard case .server(let server) = try options.target else {
            throw CommandFailure(.usage, "which server? Name it with --server")
        }
        guard TokenFile().token(for: server) != nil else {
            throw CommandFailure(.data, "you are not signed in to \(server)")
        }
        do {
            _ = try await client.delete("/session")
        } catch let failure as CommandFailure where failure.status == .notAllowed {
            output.note("the token had ended already")
        }
        try TokenFile().keep(nil, for: server)
        output.show(["server": .string(server)]) { "signed out of \(server)" }
    }
}

struct WhoamiCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Show as whom the server knows you, and what you may do."
    )

    @OptionGroup var options: ClientOptions

    func perform(with client: APIClient) async throws {
        if client.isOperator {
            output.show(["operator": .string(SystemUser.current)]) {
                "the operator of this database (\(SystemUser.current)): everything is permitted, and audited as yours"
            }
            return
        }
        let own = try await client.get("/session")
        let account = own["account"] ?? .null
        output.show(own) { "\(account.shown("name")) \(account.person("member"))\n\n\(UserCommand.roles(of: account))" }
    }
}
