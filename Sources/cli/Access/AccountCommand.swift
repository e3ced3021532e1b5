import ArgumentParser
import Domain

struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Your own account: password, second factor, sessions.",
        discussion: "Each of these asks for your password; a token is not enough.",
        subcommands: [Password.self, SecondFactor.self, Sessions.self]
    )

    struct Password: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change your password, or set it by the link you were given.",
            discussion: "All your other sessions and all your tokens end with it."
        )

        @Option(help: ArgumentHelp("Your sign-in name.", valueName: "name")) var name: String?
        @Option(help: ArgumentHelp("The link, or what stands behind its last ‘/’.", valueName: "link"))
        var link: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            if let link {
                let new = try Prompt.askNewPassword()
                let set = try await client.post(
                    "/password-links/use", [:],
                    [
                        "link": .string(link.split(separator: "/").last.map(String.init) ?? link),
                        "newPassword": .string(new),
                    ]
                ).json
                output.show(set) { "the password of \(set.shown("name")) is set: sign in with ‘zhibu login’" }
                return
            }
            let signedIn = try await SignedInClient.signIn(to: client, name: name)
            do {
                let old = try Prompt.askSecret("Present password once more")
                try await signedIn.send(
                    "PUT", "/account/password",
                    ["password": .string(old), "newPassword": .string(try Prompt.askNewPassword())]
                )
            } catch {
                try? await signedIn.signOut()
                throw error
            }
            try? await signedIn.signOut()
            output.show(["changed": true]) { "the password is changed; sign in again where you were signed in" }
        }
    }

    struct SecondFactor: ClientCommand {
        static let configuration = CommandConfiguration(
            commandName: "second-factor", abstract: "Set up a second factor with an authenticator app, or remove it."
        )

        @Option(help: ArgumentHelp("Your sign-in name.", valueName: "name")) var name: String?
        @Flag(help: "Remove it.") var remove = false
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await SignedInClient.whileSignedIn(to: client, name: name) { signedIn in
                if remove {
                    let password = try Prompt.askSecret("Password once more")
                    try await signedIn.send("POST", "/account/second-factor/remove", ["password": .string(password)])
                    output.show(["removed": true]) { "the second factor is removed" }
                    return
                }
                let setup = try await signedIn.send("POST", "/account/second-factor")
                output.note(
                    "Enter this into your authenticator app:\n  \(setup.shown("secret"))\n  \(setup.shown("uri"))")
                let code = try Prompt.ask("The code it shows")
                let codes = try await signedIn.send("POST", "/account/second-factor/confirm", ["code": .string(code)])
                output.show(codes) {
                    """
                    The second factor is in force. Keep these recovery codes on paper; each lets you in once without \
                    the app:
                      \((codes["recoveryCodes"]?.array ?? []).map(\.shown).joined(separator: "\n  "))
                    """
                }
            }
        }
    }

    struct Sessions: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List where you are signed in, or end one of these.")

        @Option(help: ArgumentHelp("Your sign-in name.", valueName: "name")) var name: String?
        @Option(help: ArgumentHelp("The session to end.", valueName: "id")) var end: Int?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await SignedInClient.whileSignedIn(to: client, name: name) { signedIn in
                if let end { try await signedIn.send("DELETE", "/sessions/\(end)") }
                let own = signedIn.session["session"]
                let sessions = (try await signedIn.send("GET", "/sessions").array ?? []).filter { $0["id"] != own }
                output.list(
                    sessions,
                    [
                        .number("Id", "id"), .text("Began", "began"), .text("Last used", "lastUsed"),
                        .text("Address", "address"), .text("Program", "agent"),
                    ],
                    none: "you are signed in nowhere else"
                )
            }
        }
    }
}
