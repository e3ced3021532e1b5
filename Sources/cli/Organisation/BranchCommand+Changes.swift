import ArgumentParser
import Domain

/// What every change of branches stands on, and from when it holds.
struct DecisionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The first day; after the last day of the latest closed month.", valueName: "date"),
        transform: Typed.date)
    var from: LocalDate
    @Option(help: "Why.") var reason: String
    @Option(help: ArgumentHelp("The number of the document that decides it.", valueName: "number")) var document: String
    @Flag(help: "Say what would move and end, and what stands in the way, but change nothing.") var dryRun = false
}

/// A branch that is founded by a change.
struct FoundingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The new branch's code.", valueName: "code")) var found: String?
    @Option(help: ArgumentHelp("The new branch's name.", valueName: "name")) var name: String?
    @Option(help: "ordinary or joint.") var kind: Branch.Kind = .ordinary
    @Option(help: "How its secretary's post is held, fullTime or concurrent.") var post: Branch.SecretaryPost =
        .concurrent

    var json: JSON? {
        if found == nil, name == nil { return nil }
        return .members([
            "code": .string(found ?? ""), "name": .string(name ?? ""), "kind": .string(kind.rawValue),
            "secretaryPost": .string(post.rawValue),
        ])
    }
}

extension Branch.Kind: ExpressibleByArgument {}

extension ClientCommand {
    /// Has a change of the branch carried out, or tried, and shows what moves and ends.
    fileprivate func change(
        _ code: String, _ act: String, _ more: KeyValuePairs<String, JSON?>, _ decision: DecisionOptions,
        with client: APIClient
    ) async throws {
        let branch = try await client.branch(code)
        var body = JSON.members([
            "from": .string(decision.from.description), "reason": .string(decision.reason),
            "document": .string(decision.document),
        ])
        for (name, value) in more { if let value { body = body.with(name, value) } }
        let told = try await client.post(
            "/branches/\(try branch.id)/\(act)", ["dryRun": decision.dryRun ? "true" : nil], body
        ).json
        for remark in told["remarks"]?.array ?? [] { output.note(remark.shown) }
        output.show(told) { BranchChangeText.text(of: told) }
        let obstacles = told["obstacles"]?.array ?? []
        if !obstacles.isEmpty {
            throw CommandFailure(
                .found, (["this stands in the way:"] + obstacles.map { "  \($0.shown)" }).joined(separator: "\n"))
        }
    }
}

/// What moves and ends, for people.
private enum BranchChangeText {
    static func text(of told: JSON) -> String {
        func list(_ name: String) -> [JSON] { told[name]?.array ?? [] }
        var parts: [String] = []
        if let renaming = told["renaming"], !renaming.isNull {
            parts.append("\(renaming.shown("branch")): \(renaming.shown("from")) → \(renaming.shown("to"))")
        }
        if !list("ended").isEmpty { parts.append("no more: \(told.shown("ended"))") }
        if let founded = told["founded"]?.string { parts.append("founded: \(founded)") }
        for group in list("groups") {
            parts.append(
                "group \(group.shown("name")) \(group["isNew"] == true ? "is made" : "is joined") in \(group.shown("branch"))"
            )
        }
        func table(_ name: String, _ columns: [Table.Column]) {
            if !list(name).isEmpty { parts.append("\n\(Table(list(name), columns).text)") }
        }
        table(
            "members", [.person("Member", "member"), .text("From", "from"), .text("To", "to"), .text("Group", "group")])
        table(
            "areas",
            [
                .text("Area", "area"), .text("Name", "name"), .text("From", "from"),
                .text("To") { $0["to"]?.string ?? "retired" },
            ])
        table(
            "offices",
            [
                .text("Office that ends", "office"), .person("Member", "member"), .text("Branch", "branch"),
                .text("Group", "group"),
            ])
        let tried = told["dryRun"]?.bool == true ? " (dry run: nothing was changed)" : ""
        return (["from \(told.shown("from")) on\(tried)"] + parts).joined(separator: "\n")
    }
}

extension BranchCommand {
    struct Rename: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a branch another name from a day on.",
            discussion: "The months before that day keep the name they had, on their pages and prints too."
        )

        @Argument(help: "The branch's code.") var code: String
        @Option(help: ArgumentHelp("The new name.", valueName: "name")) var to: String
        @OptionGroup var decision: DecisionOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await change(code, "rename", ["name": .string(to)], decision, with: client)
        }
    }

    struct Dissolve: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Dissolve a branch from a day on.",
            discussion:
                "Its months before that day have to be final, or ended without award. Its offices end, and what was granted in it."
        )

        @Argument(help: "The branch's code.") var code: String
        @Option(help: ArgumentHelp("The branch that members go to.", valueName: "code")) var membersTo: String?
        @Option(help: ArgumentHelp("The branch that areas go to; otherwise they are retired.", valueName: "code"))
        var areasTo: String?
        @OptionGroup var decision: DecisionOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await change(
                code, "dissolve", ["membersTo": membersTo.json, "areasTo": areasTo.json], decision, with: client)
        }
    }

    struct Merge: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Merge branches into one that stands, or into a new one.",
            discussion: """
                Members go with their groups (one of the same name is joined), areas with their holders and tasks; the \
                offices of the branches that go end. Into a new branch: --found CODE --name NAME.
                """
        )

        @Argument(help: "The codes of the branches that go.") var codes: [String]
        @Option(help: ArgumentHelp("The branch that they go into.", valueName: "code")) var into: String?
        @OptionGroup var founding: FoundingOptions
        @OptionGroup var decision: DecisionOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            guard let first = codes.first else { throw ValidationError("name the branches that go") }
            let others = codes.dropFirst().map { JSON.string($0) }
            try await change(
                first, "merge",
                ["with": others.isEmpty ? nil : .array(others), "into": into.json, "found": founding.json], decision,
                with: client)
        }
    }

    struct Split: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Found a new branch out of a part of one.",
            discussion: "Areas go with their holders alone, and holders with their areas."
        )

        @Argument(help: "The branch's code.") var code: String
        @OptionGroup var founding: FoundingOptions
        @Option(parsing: .upToNextOption, help: ArgumentHelp("The numbers of members who go.", valueName: "number"))
        var members: [String] = []
        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp("Groups that go as a whole, by their names.", valueName: "name"))
        var groups: [String] = []
        @Option(parsing: .upToNextOption, help: ArgumentHelp("The codes of areas that go.", valueName: "code"))
        var areas: [String] = []
        @OptionGroup var decision: DecisionOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            guard let found = founding.json else {
                throw ValidationError("say which branch is founded: --found and --name")
            }
            try await change(
                code, "split",
                [
                    "found": found, "members": .array(members.map { .string($0) }),
                    "groups": .array(groups.map { .string($0) }), "areas": .array(areas.map { .string($0) }),
                ], decision, with: client)
        }
    }

    struct RenameGroup: ClientCommand {
        static let configuration = CommandConfiguration(
            commandName: "rename-group", abstract: "Give a party group another name.")

        @Argument(help: "The branch's code.") var code: String
        @Argument(help: "The group's name.") var group: String
        @Option(help: ArgumentHelp("The new name.", valueName: "name")) var to: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let branch = try await client.branch(code)
            let groups = try await client.get("/branches/\(try branch.id)/groups").array ?? []
            guard let standing = groups.first(where: { $0["name"]?.string == group }) else {
                throw CommandFailure(
                    .data, "\(code) has no group ‘\(group)’: ‘zhibu branch show \(code)’ shows them")
            }
            let renamed = try await client.post(
                "/branches/\(try branch.id)/groups/\(try standing.id)/rename", [:], ["name": .string(to)]
            ).json
            output.show(renamed) { "\(code): \(group) is called \(renamed.shown("name"))" }
        }
    }
}
