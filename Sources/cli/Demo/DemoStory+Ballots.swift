import Domain

extension DemoStory {
    /// Secret ballots: those that say how they were marked are cast and counted, the others wait to be taken.
    func keepBallots() async throws {
        let told = try JSON.parse(Array(try seed("demo/ballots.json").text(for: month(5)).utf8)).array ?? []
        for line in told {
            let branch = line["branch"]?.string ?? ""
            let made = try await client.post(
                "/secret-ballots", [:], (line["ballot"] ?? [:]).with("branch", .string(branch))
            ).json
            let path = "/secret-ballots/\(try made.id)"
            _ = try await client.post("\(path)/issue", [:], [:])
            guard let papers = line["cast"]?.array else { continue }
            let members = try await client.list("/members", ["branch": branch]).prefix(papers.count)
            let accounts = try await DemoAccounts(client: client, branch: branch).make(for: Array(members))
            var codes: [JSON] = []
            for account in accounts {
                let member = try await client.signing(as: account)
                codes.append(try await member.post("\(path)/take").json["code"] ?? .null)
                _ = try await member.delete("/session")
            }
            _ = try await client.post("\(path)/open")
            for (code, marks) in zip(codes.shuffled(), papers) {
                _ = try await client.post("/ballot-box", [:], ["code": code, "marks": marks])
            }
            _ = try await client.post("\(path)/close")
        }
    }
}
