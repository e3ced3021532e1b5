import Domain
import Server

extension DemoStory {
    /// What stands in the branches' ledgers of a month, once it is assessed: every kind of record, and what came of it.
    func keepLedgers(_ number: Int) async throws {
        let entries = try JSON.parse(Array(try seed("demo/ledgers.json").text(for: month(5)).utf8)).array ?? []
        for entry in entries where entry["after"]?.integer == Int64(number) {
            guard let ledger = entry["ledger"]?.string.flatMap(Ledger.init(rawValue:)), let said = entry["entry"] else {
                throw CommandFailure(.software, "an entry of the demo is of no ledger")
            }
            let made = try await client.post(
                ledger.path, [:], said.with("branch", entry["branch"] ?? .null)
            ).json
            for step in entry["steps"]?.array ?? [] {
                _ = try await client.post(
                    "\(ledger.path)/\(try made.id)/\(step["step"]?.string ?? "")", [:], step["said"] ?? [:])
            }
        }
    }
}
