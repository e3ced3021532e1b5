import ArgumentParser

/// A command that is carried out by asking the API.
protocol ClientCommand: AsyncParsableCommand {
    var options: ClientOptions { get }

    func perform(with client: APIClient) async throws
}

extension ClientCommand {
    var output: Output { options.output }

    func run() async throws {
        try await askAPI()
    }

    /// Carries the command out, connected to the API.
    func askAPI() async throws {
        let client = try await APIClient.connect(to: options.target)
        do {
            try await perform(with: client)
        } catch {
            await client.close()
            throw error
        }
        await client.close()
    }
}
