import ArgumentParser
import Domain
import Server

extension AwardCommand {
    struct Verify: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recompute posted rankings from their inputs and compare. Exits with 1 if one does not hold.",
            discussion: "With --file no database is needed: anybody who has an export can check it."
        )

        @Option(help: "The snapshots of this month.", transform: Typed.month) var month: Month?
        @Option(help: ArgumentHelp("Of the month, only this branch's.", valueName: "code")) var branch: String?
        @Option(help: ArgumentHelp("One snapshot.", valueName: "id")) var snapshot: Int64?
        @Option(
            help: ArgumentHelp("What ‘zhibu award export’ wrote.", valueName: "file"),
            completion: .file(extensions: ["json"])
        )
        var file: String?
        @OptionGroup var options: ClientOptions

        func validate() throws {
            guard [month != nil, snapshot != nil, file != nil].count(where: \.self) == 1 else {
                throw ValidationError("Give one of --month, --snapshot and --file.")
            }
            guard branch == nil || month != nil else { throw ValidationError("--branch goes with --month.") }
        }

        func run() async throws {
            guard let file else { return try await askAPI() }
            do {
                try report(SnapshotExport.verifyEach(in: JSONFile.read(file)))
            } catch let errors as FieldErrors {
                throw CommandFailure(
                    .data, "\(file): " + errors.errors.map(\.detail.description).joined(separator: "; "))
            }
        }

        func perform(with client: APIClient) async throws {
            try report(try await verifications(client))
        }

        private func report(_ results: [JSON]) throws(CommandFailure) {
            output.show(.array(results)) {
                results.map(Self.text).joined(separator: "\n")
            }
            let broken = results.count { $0["holds"]?.bool != true }
            if broken > 0 {
                throw CommandFailure(
                    .found, broken == 1 ? "a snapshot does not hold" : "\(broken) snapshots do not hold")
            }
        }

        private func verifications(_ client: APIClient) async throws -> [JSON] {
            if let snapshot { return [try await client.get("/snapshots/\(snapshot)/verification")] }
            var results: [JSON] = []
            for snapshot in try await client.snapshots(of: month, branch: branch) {
                results.append(try await client.get("/snapshots/\(try snapshot.id)/verification"))
            }
            return results
        }

        private static func text(of result: JSON) -> String {
            let subject = ["branch", "month"].map { result.shown($0) }.filter { !$0.isEmpty }.joined(separator: ", ")
            let number = result["snapshot"].map { "snapshot \($0["number"]?.shown ?? $0["id"]?.shown ?? $0.shown)" }
            let name = [subject, number ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
            var lines = [
                "\(name.isEmpty ? "the export" : name): "
                    + (result["holds"]?.bool == true ? "holds, SHA-256 \(result.shown("hash"))" : "DOES NOT HOLD")
            ]
            for fault in result["faults"]?.array ?? [] {
                lines.append("  \(fault.shown("code")): \(fault.shown("detail"))")
            }
            return lines.joined(separator: "\n")
        }
    }

    struct Export: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a month's posted rankings as JSON, for anybody to verify.",
            discussion: """
                All snapshots that you may read, the first ones and those after objections; with --branch the latest of \
                that branch alone.
                """
        )

        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
        @Option(help: ArgumentHelp("Only this branch's latest.", valueName: "code")) var branch: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let snapshots = try await client.snapshots(of: month, branch: branch)
            guard branch != nil else {
                let export = try await client.get("/snapshot-exports", ["month": month.description], takesLong: true)
                return Output.standardOutput(export.prettyText)
            }
            let latest = snapshots.max { ($0["number"]?.integer ?? 0) < ($1["number"]?.integer ?? 0) }
            guard let latest else { return }
            Output.standardOutput(try await client.get("/snapshots/\(try latest.id)").prettyText)
        }
    }
}

extension APIClient {
    /// - Throws: ``CommandFailure`` if there are none.
    fileprivate func snapshots(of month: Month?, branch: String?) async throws -> [JSON] {
        let found = try await list("/snapshots", ["month": month?.description, "branch": branch])
        guard !found.isEmpty else {
            throw CommandFailure(
                .data, "nothing is posted for \(month?.description ?? "it") yet: ‘zhibu award post’ does that")
        }
        return found
    }
}
