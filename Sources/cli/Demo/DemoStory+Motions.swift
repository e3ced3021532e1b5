import Domain
import Foundation
import Server

extension DemoStory {
    /// What came before the branches' assemblies in a month, and how they voted.
    func keepMotions(_ number: Int) async throws {
        let told = try JSON.parse(Array(try seed("demo/motions.json").text(for: month(5)).utf8)).array ?? []
        for line in told where line["after"]?.integer == Int64(number) {
            let made = try await client.post(
                "/motions", [:], (line["motion"] ?? [:]).with("branch", line["branch"] ?? .null)
            ).json
            let path = "/motions/\(try made.id)"
            for step in line["steps"]?.array ?? [] {
                if let count = step["count"] {
                    let motion = try await client.get(path)
                    _ = try await client.post("\(path)/count", [:], Self.count(count, of: motion))
                } else {
                    _ = try await client.post("\(path)/\(step["part"]?.string ?? "")", [:], step["said"] ?? [:])
                }
            }
            if let rule = line["rule"] { try await keep(rule, of: line["branch"] ?? .null, resolvedBy: path) }
        }
    }

    /// A branch's own rule, with the resolution by which it was adopted as its file.
    private func keep(_ rule: JSON, of branch: JSON, resolvedBy motion: String) async throws {
        let made = try await client.post(Ledger.bylaw.path, [:], rule.with("branch", branch)).json
        let file = folder.appending(path: "resolution.docx")
        try Data(try await client.file("\(motion)/resolution.docx")).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        _ = try await client.upload(
            file.path, to: "/attachments",
            ["holder": "ledgerEntry", "record": String(try made.id), "name": "支部党员大会决议.docx"])
    }

    /// Elections that wait for somebody: for the higher organisation, for the ballot, for a teller.
    func keepElections() async throws {
        let told = try JSON.parse(Array(try seed("demo/elections.json").text(for: month(5)).utf8)).array ?? []
        for line in told {
            let made = try await client.post(
                "/elections", [:], (line["election"] ?? [:]).with("branch", line["branch"] ?? .null)
            ).json
            for step in line["steps"]?.array ?? [] {
                _ = try await client.post(
                    "/elections/\(try made.id)/\(step["part"]?.string ?? "")", [:], step["said"] ?? [:])
            }
        }
    }

    /// The last of the roll are not there; the first watches, and the next two count.
    private static func count(_ told: JSON, of motion: JSON) -> JSON {
        func number(_ name: String) -> Int { Int(told[name]?.integer ?? 0) }
        let roll = (motion["votes"]?.array?.last?["roll"]?.array ?? []).compactMap { $0["number"] }
        let present = Array(roll.dropLast(number("absent")))
        let yes = present.count - number("no") - number("abstained")
        let result: JSON = ["yes": JSON(yes), "no": JSON(number("no")), "abstained": JSON(number("abstained"))]
        let ballots: JSON = told["ballots"]?.bool == true ? JSON(present.count) : .null
        return .members([
            "present": .array(present), "scrutineer": present[0], "tellers": .array(Array(present[1...2])),
            "results": .array([result]), "issued": ballots, "returned": ballots,
        ])
    }
}
