import ArgumentParser
import Domain

extension UserCommand {
    /// Asks the API for one act on an account.
    private static func act(
        _ verb: String, on name: String, _ client: APIClient, _ output: Output, _ done: String
    ) async throws {
        let account = try await client.account(name)
        let after = try await client.post("/accounts/\(try account.id)/\(verb)").json
        output.show(after) { "\(after.shown("name")): \(done)" }
    }

    struct SignOut: ClientCommand {
        static let configuration = CommandConfiguration(
            commandName: "sign-out", abstract: "End every session and token of an account."
        )

        @Argument(help: "The sign-in name.") var name: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await act("sign-out", on: name, client, output, "signed out everywhere")
        }
    }

    struct Close: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Close an account; what it did stays on record.")

        @Argument(help: "The sign-in name.") var name: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await act("close", on: name, client, output, "closed")
        }
    }

    struct Reopen: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Let the owner of a closed account in again.")

        @Argument(help: "The sign-in name.") var name: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await act("reopen", on: name, client, output, "open again; the password is the one it had")
        }
    }

    struct ResetSecondFactor: ClientCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-second-factor", abstract: "Remove a second factor that its owner has lost."
        )

        @Argument(help: "The sign-in name.") var name: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await act("second-factor/reset", on: name, client, output, "no second factor any more; signed out")
        }
    }

    struct Policy: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show which roles need a second factor, or say which."
        )

        @Option(
            name: .customLong("second-factor"), parsing: .upToNextOption,
            help: ArgumentHelp("The roles that need one from now on; none for nobody.", valueName: "role")
        )
        var secondFactor: [String] = []
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            var policy = try await client.get("/access-policy")
            if !secondFactor.isEmpty {
                let roles = secondFactor == ["none"] ? [] : secondFactor
                policy = try await client.put(
                    "/access-policy", ["secondFactorRoles": JSON(roles) { .string($0) }],
                    ifVersion: policy["version"]?.integer ?? 1
                )
            }
            output.show(policy) {
                let roles = policy.shown("secondFactorRoles")
                return roles.isEmpty ? "no role needs a second factor" : "a second factor is needed by: \(roles)"
            }
        }
    }
}
