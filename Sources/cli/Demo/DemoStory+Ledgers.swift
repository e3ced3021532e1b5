import Domain
import Server

extension DemoStory {
    /// What the inspections of a committee look at, as those of the ledgers were held by it.
    func publishChecklist(of committee: JSON) async throws {
        let inspection = try ledgerEntries().first { $0["ledger"]?.string == Ledger.inspection.rawValue }
        guard let items = inspection?["entry"]?["checklist"] else {
            throw CommandFailure(.software, "the demo has no inspection")
        }
        _ = try await client.post(
            "/committees/\(try committee.id)/checklists", [:], ["title": "责任区月考核检查清单", "items": items])
    }

    private func ledgerEntries() throws -> [JSON] {
        try JSON.parse(Array(try seed("demo/ledgers.json").text(for: month(5)).utf8)).array ?? []
    }

    /// What stands in the branches' ledgers of a month, once it is assessed: every kind of record, and what came of it.
    func keepLedgers(_ number: Int) async throws {
        for entry in try ledgerEntries() where entry["after"]?.integer == Int64(number) {
            guard let ledger = entry["ledger"]?.string.flatMap(Ledger.init(rawValue:)), let said = entry["entry"] else {
                throw CommandFailure(.software, "an entry of the demo is of no ledger")
            }
            var body = said.with("branch", entry["branch"] ?? .null)
            if let focus = said["focus"]?.string {
                body = body.with("focus", try await focusNumber(called: focus, in: month(number)))
            }
            let made = try await client.post(ledger.path, [:], body).json
            for step in entry["steps"]?.array ?? [] {
                _ = try await client.post(
                    "\(ledger.path)/\(try made.id)/\(step["step"]?.string ?? "")", [:], step["said"] ?? [:])
            }
        }
    }
}
