import ArgumentParser
import Domain

struct AreaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "area", abstract: "Responsibility areas.",
        subcommands: [Import.self, List.self, Show.self, Assign.self, Release.self, Retire.self, ImportHolders.self]
    )

    struct Import: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Import the office's list of areas.")

        @OptionGroup var file: ImportOptions
        @Flag(
            help:
                "The file is the whole roster of its branches: what is on record there and not in it is named, and stays."
        )
        var full = false
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await importing(file, to: "/imports/areas", with: client, [("full", full ? "true" : nil)])
        }
    }

    struct ImportHolders: ClientCommand {
        static let configuration = CommandConfiguration(
            commandName: "import-holders", abstract: "Import the office's list of who takes over which area.",
            discussion: "From a row's day on the area is held by those in its cell, and by nobody else."
        )

        @OptionGroup var file: ImportOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await importing(file, to: "/imports/assignments", with: client)
        }
    }

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List the areas.")

        @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?
        @Option(help: ArgumentHelp("Only of this kind, such as nightMarket.", valueName: "kind")) var kind: String?
        @Option(help: ArgumentHelp("Only those of this member.", valueName: "number")) var member: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.list("/areas", ["branch": branch, "kind": kind, "member": member]),
                [
                    .text("Code", "code"), .text("Name", "name"), .text("Branch", "branch"), .text("Kind", "kind"),
                    .people("Holder", "holders"), .text("Boundary", "boundary"), .text("Retired", "retired"),
                ],
                none: "no areas here: ‘zhibu area import’ takes the office's list"
            )
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Show an area, who held it, and the tasks taken on.")

        @Argument(help: "The area's code.") var code: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let area = try await client.area(code)
            let assignments = try await client.get("/areas/\(try area.id)/assignments")
            output.show(area.with("assignments", assignments)) {
                let table = Table(
                    assignments.array ?? [],
                    [
                        .person("Holder", "member"), .text("From", "from"), .text("Until", "until"),
                        .text("Tasks") { assignment in
                            (assignment["tasks"]?.array ?? []).map { $0.shown("objective") }.joined(separator: "; ")
                        },
                    ]
                )
                return "\(area.outline)\n\n\(table.text)"
            }
        }
    }

    struct Assign: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put areas in a member's charge: all of them, or none.",
            discussion: """
                A month belongs to whoever holds the area on its last day. An area may be held by several at once: \
                --beside leaves it to those who hold it as well, --instead-of ends what one of them holds.
                """
        )

        @Argument(help: ArgumentHelp("The areas' codes.", valueName: "code")) var codes: [String]
        @Option(help: ArgumentHelp("The member's number.", valueName: "number")) var member: String
        @Option(help: ArgumentHelp("The first day.", valueName: "date"), transform: Typed.date) var from: LocalDate
        @Option(
            help: ArgumentHelp(
                "A task taken on: the objective, how it is measured, and when it is due. May be repeated.",
                valueName: "objective|measure|date"
            )
        )
        var task: [String] = []
        @Option(
            help: ArgumentHelp(
                "Why, where it changes a month that is over or has sheets; it stands on that month.",
                valueName: "reason"))
        var reason: String?
        @Flag(help: "Those who hold the area hold it on; else theirs ends the day before.") var beside = false
        @Option(
            help: ArgumentHelp("The one alone, of several, whose charge ends the day before.", valueName: "number"))
        var insteadOf: String?
        @OptionGroup var options: ClientOptions

        func validate() throws {
            if beside, insteadOf != nil { throw ValidationError("either --beside or --instead-of, not both") }
        }

        func perform(with client: APIClient) async throws {
            guard let code = codes.first, codes.count == 1 else { return try await handOver(with: client) }
            let area = try await client.area(code)
            let made = try await client.post(
                "/areas/\(try area.id)/assignments", [:],
                .members([
                    "member": .string(member), "from": .string(from.description),
                    "beside": beside ? true : nil, "insteadOf": insteadOf.map(JSON.string),
                    "tasks": task.isEmpty ? nil : JSON(task, Self.task), "reason": reason.map(JSON.string),
                ])
            ).json
            let others = beside ? ", beside those who hold it" : ""
            output.show(made) { "\(code): in the charge of \(made.person("member")) from \(from) on\(others)" }
        }

        private func handOver(with client: APIClient) async throws {
            guard task.isEmpty, !beside, insteadOf == nil else {
                throw ValidationError("tasks, --beside and --instead-of are for one area: name one")
            }
            let given = try await client.post(
                "/handovers", [:],
                .members([
                    "areas": JSON(codes) { .string($0) }, "member": .string(member), "from": .string(from.description),
                    "reason": reason.map(JSON.string),
                ])
            ).json
            output.show(given) {
                (given.array ?? []).map { "\($0.shown("code")): in the charge of \(member) from \(from) on" }
                    .joined(separator: "\n")
            }
        }

        /// Parts that are left empty are left out.
        private static func task(_ raw: String) -> JSON {
            let parts = raw.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmed }
            func part(_ index: Int) -> JSON? {
                index < parts.count && !parts[index].isEmpty ? .string(parts[index]) : nil
            }
            return .members(["objective": part(0), "measure": part(1), "due": part(2)])
        }
    }
}
