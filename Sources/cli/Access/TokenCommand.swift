import ArgumentParser
import Domain

struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Tokens by which programs act in your name.",
        subcommands: [List.self, Make.self, Revoke.self]
    )

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List your tokens.")

        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.get("/tokens").array ?? [],
                [
                    .number("Id", "id"), .text("Name", "name"), .text("For", "extent"), .text("Made", "madeAt"),
                    .text("Expires", "expiresAt"), .text("Last used", "lastUsed"),
                ],
                none: "no tokens: ‘zhibu token make’ makes one"
            )
        }
    }

    struct Make: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token. It is printed this once.", discussion: "Asks for your password."
        )

        @Argument(help: "What it is for.") var purpose: String
        @Option(help: "read: it changes nothing; write: whatever you may.") var extent: APIToken.Extent = .read
        @Option(help: "For how many days.") var days = 90
        @Option(help: ArgumentHelp("Your sign-in name.", valueName: "name")) var name: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let made = try await SignedInClient.whileSignedIn(to: client, name: name) { signedIn in
                try await signedIn.send(
                    "POST", "/tokens",
                    ["name": .string(purpose), "extent": .string(extent.rawValue), "days": JSON(days)]
                )
            }
            output.show(made) { made.shown("secret") }
        }
    }

    struct Revoke: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Revoke a token.", discussion: "Asks for your password.")

        @Argument(help: "Its id, as ‘zhibu token list’ shows it.") var id: Int
        @Option(help: ArgumentHelp("Your sign-in name.", valueName: "name")) var name: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            _ = try await SignedInClient.whileSignedIn(to: client, name: name) { signedIn in
                try await signedIn.send("DELETE", "/tokens/\(id)")
            }
            output.show(["revoked": JSON(id)]) { "token \(id) is revoked" }
        }
    }
}

extension APIToken.Extent: ExpressibleByArgument {}
