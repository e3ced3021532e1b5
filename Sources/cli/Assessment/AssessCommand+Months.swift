import ArgumentParser
import Domain

extension AssessCommand {
    struct Open: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Open a month, by the scheme in force.")

        @Option(help: "Such as 2026-11.", transform: Typed.month) var month: Month
        @OptionGroup var choice: BranchChoice
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            var cycles: [JSON] = []
            for code in try await branches(client) {
                let answer = try await client.post(
                    "/cycles", [:], ["branch": .string(code), "month": JSON(month)]
                )
                cycles.append(try answer.json)
                if !answer.isNew { output.note("\(code): \(month) had been opened already") }
            }
            output.list(
                cycles, CycleTable.columns, none: "no branches here: ‘zhibu branch import’ takes the office's list")
        }

        /// The branch named, or all that there are in the month.
        private func branches(_ client: APIClient) async throws -> [String] {
            if let branch = choice.branch { return [branch] }
            let lastDay = month.lastDay.description
            let existing = try await client.list("/branches", ["dissolved": "true"]).filter { branch in
                (branch["founded"]?.string.map { $0 <= lastDay } ?? true)
                    && (branch["dissolved"]?.string.map { $0 > lastDay } ?? true)
            }
            return existing.compactMap { $0["code"]?.string }
        }
    }

    struct Close: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close a month that is over: nothing more is entered, and the ranking becomes visible.",
            discussion: "After that only the committee's office can open it again, as long as it is not posted."
        )

        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
        @OptionGroup var choice: BranchChoice
        @Option(
            help: ArgumentHelp(
                "Why it is closed although areas are incomplete; it stands on the month.", valueName: "reason"))
        var incompleteReason: String?
        @OptionGroup var confirmation: Confirmation
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let round = try await CycleRound(of: month, choice, with: client, output) {
                ["closed", "posted", "final", "withoutAward"].contains($0) ? "closed already" : nil
            }
            try await round.run(
                "Close", "close", incompleteReason.map { ["incompleteReason": .string($0)] }, confirmation, with: client
            )
        }
    }

    struct Reopen: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open a closed month again that is not posted; that it was stands on it for good."
        )

        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
        @Option(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
        @Option(help: "Why it is opened again.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let cycle = try await client.cycle(of: month, in: branch)
            let opened = try await client.post(
                "/cycles/\(try cycle.id)/reopen", [:], ["reason": .string(reason)]
            ).json
            output.show(opened) { "\(branch): \(month) is open again" }
        }
    }

    struct Status: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show how far a month is; with --branch, what each area still lacks. No figures."
        )

        @Option(help: "Such as 2026-11.", transform: Typed.month) var month: Month
        @Option(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            guard let branch else {
                return output.list(
                    try await client.list("/cycles", ["month": month.description]), CycleTable.columns,
                    none: "nothing is open in \(month): ‘zhibu assess open --month \(month) --all-branches’ opens it"
                )
            }
            let cycle = try await client.cycle(of: month, in: branch)
            let areas = try await client.get("/cycles/\(try cycle.id)/completeness")
            output.show(cycle.with("completeness", areas)) {
                let table = Table(
                    areas.array ?? [],
                    [.text("Area", "area"), .text("Name", "name"), .people("Holder", "holders")]
                        + Tier.allCases.map { tier in
                            .number(tier.title) { $0["sheets"]?.shown(tier.rawValue) ?? "" }
                        } + [
                            .text("Missing", "missing"), .people("Not self-assessed", "lackingHolders"),
                            .text("Vetoed") { $0["vetoed"]?.bool == true ? "vetoed" : "" },
                            .text("Left") { $0["departure"]?.departed ?? "" },
                        ]
                )
                let awaited = Self.awaited(areas.array ?? [])
                let tables = [Table([cycle], CycleTable.columns).text, "", table.text]
                return (tables + (awaited.isEmpty ? [] : ["", "Still to come:"] + awaited)).joined(separator: "\n")
            }
        }

        /// Whose sheets are still to come: a line for each tier and assessor, with the areas.
        private static func awaited(_ areas: [JSON]) -> [String] {
            Tier.allCases.flatMap { tier -> [String] in
                let sheets = areas.flatMap { area in
                    (area["awaited"]?.array ?? []).filter { $0["tier"]?.string == tier.rawValue }
                        .map { (person: $0.person("assessor"), area: area.shown("area")) }
                }
                return Dictionary(grouping: sheets, by: \.person).sorted { $0.key < $1.key }.map { person, sheets in
                    "  \(tier.title): \(person), \(sheets.count): \(sheets.map(\.area).joined(separator: ", "))"
                }
            }
        }
    }

    struct Explain: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show how an area came to its result, down to the records."
        )

        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
        @Option(help: ArgumentHelp("The area's code.", valueName: "code")) var area: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let found = try await client.area(area)
            guard let branch = found["branch"]?.string else { throw APIClient.misunderstood }
            let cycle = try await client.cycle(of: month, in: branch)
            let explained = try await client.get("/cycles/\(try cycle.id)/areas/\(try found.id)")
            let scheme = try await client.schemeContent(of: cycle)
            output.show(explained) { ExplanationText(explained: explained, scheme: scheme).text }
        }
    }
}

enum CycleTable {
    static let columns: [Table.Column] = [
        .text("Branch", "branch"), .text("Name", "branchName"), .text("Month", "month"), .text("Status", "status"),
        .text("Due", "dueDate"), .number("Areas", "areas"), .number("Complete", "complete"),
        .number("Sheets", "sheets"), .text("Notice ends", "noticeEnds"),
    ]
}

extension Tier {
    /// As a column's title.
    fileprivate var title: String {
        switch self {
        case .own: "Self"
        case .group: "Group"
        case .branch: "Branch"
        case .public: "Public"
        }
    }
}
