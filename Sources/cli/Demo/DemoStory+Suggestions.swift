import Domain

extension DemoStory {
    /// Two suggestions: one that a member signed and the branch answered, and one that nobody signed and that waits.
    func keepSuggestions() async throws {
        let told = try JSON.parse(Array(try seed("demo/suggestions.json").text(for: month(5)).utf8)).array ?? []
        for line in told {
            let said = line["suggestion"] ?? [:]
            guard let member = line["member"]?.string else {
                _ = try await client.post("/suggestion-box", [:], said)
                continue
            }
            let person = try await client.member(member)
            let accounts = try await DemoAccounts(client: client, branch: line["branch"]?.string ?? "")
                .make(for: [person])
            for account in accounts {
                let signedIn = try await client.signing(as: account)
                let made = try await signedIn.post("/suggestions", [:], said).json
                _ = try await signedIn.delete("/session")
                for step in line["steps"]?.array ?? [] {
                    _ = try await client.post(
                        "/suggestions/\(try made.id)/\(step["part"]?.string ?? "")", [:], step["said"] ?? [:])
                }
            }
        }
    }
}
