import ArgumentParser
import Domain

extension MeetingCommand {
    struct Address: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Your secret address at which a calendar program finds the meetings.",
            subcommands: [Show.self, Make.self, End.self]
        )

        struct Show: ClientCommand {
            static let configuration = CommandConfiguration(
                abstract: "Show whether you have one, and when it was used.")

            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                let address = try await client.get("/calendar-address")
                output.show(address) {
                    guard let made = address["madeAt"]?.string else {
                        return "no address: ‘zhibu meeting address make’ makes one"
                    }
                    return "made \(made), last used \(address["lastUsed"]?.string ?? "never")"
                }
            }
        }

        struct Make: ClientCommand {
            static let configuration = CommandConfiguration(
                abstract: "Make one; the one before ends. It is printed this once.",
                discussion: """
                    Asks for your password. Whoever has the address reads your meetings, and nothing else. It ends by \
                    ‘zhibu meeting address end’, with a new one, with a new password, and with your account.
                    """
            )

            @Option(help: ArgumentHelp("Your sign-in name.", valueName: "name")) var name: String?
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                let made = try await SignedInClient.whileSignedIn(to: client, name: name) { signedIn in
                    try await signedIn.send("POST", "/calendar-address")
                }
                output.show(made) { "\(client.webAddress)\(made.shown("path"))" }
            }
        }

        struct End: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "End it.", discussion: "Asks for your password.")

            @Option(help: ArgumentHelp("Your sign-in name.", valueName: "name")) var name: String?
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                _ = try await SignedInClient.whileSignedIn(to: client, name: name) { signedIn in
                    try await signedIn.send("DELETE", "/calendar-address")
                }
                output.show(["ended": .bool(true)]) { "the address is no longer valid" }
            }
        }
    }
}
