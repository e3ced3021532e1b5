import ArgumentParser
import Domain

struct MemberCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member", abstract: "Party members.",
        subcommands: [
            Import.self, List.self, Show.self, Transfer.self, Leave.self, Float.self, Return.self, Leader.self,
            Phone.self, Rights.self,
        ]
    )

    struct Import: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Import the office's list of members.")

        @OptionGroup var file: ImportOptions
        @Flag(
            help:
                "The file is the whole roster of its branches: whoever is on record there and not in it is named, and stays."
        )
        var full = false
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await importing(file, to: "/imports/members", with: client, [("full", full ? "true" : nil)])
        }
    }

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List the members.")

        @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?
        @Option(help: ArgumentHelp("Only names that begin so.", valueName: "text")) var name: String?
        @Option(help: ArgumentHelp("active, floating or left; those of a branch if not given.", valueName: "status"))
        var status: Member.Status?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.list("/members", ["branch": branch, "name": name, "status": status?.rawValue]),
                [
                    .text("Number", "number"), .text("Name", "name"), .text("Branch", "branch"),
                    .text("Group", "group"),
                    .text("Standing", "standing"), .text("Joined", "joined"), .text("Post", "post"),
                    .text("Offices", "offices"), .text("Status", "status"),
                ],
                none: status == nil
                    ? "no members here: ‘zhibu member import’ takes the office's list" : "no such members here"
            )
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a member, with the branches and the offices they were in.")

        @Argument(help: "The member's number.") var number: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let member = try await client.member(number)
            let memberships = try await client.get("/members/\(try member.id)/memberships")
            let appointments = try await client.get("/members/\(try member.id)/appointments")
            let changes = try await client.get("/members/\(try member.id)/status-changes")
            let whole = member.with("memberships", memberships).with("appointments", appointments)
                .with("statusChanges", changes)
            output.show(whole) {
                let table = Table(
                    memberships.array ?? [],
                    [
                        .text("Branch", "branch"), .text("Group", "group"), .text("From", "from"),
                        .text("Until", "until"), .text("Reason", "reason"),
                    ]
                )
                let offices = Table(
                    appointments.array ?? [],
                    [
                        .text("Office", "office"), .text("Branch", "branch"), .text("Group", "group"),
                        .text("From", "from"), .text("Until", "until"), .text("Document", "document"),
                    ]
                )
                let held = appointments.array?.isEmpty == false ? "\n\n\(offices.text)" : ""
                let history = Table(
                    changes.array ?? [],
                    [
                        .text("Status", "status"), .text("How", "leaving"), .text("From", "from"),
                        .text("Branch", "branch"), .text("Reason", "reason"), .text("Document", "document"),
                        .text("By", "recordedBy"),
                    ])
                let was = changes.array?.isEmpty == false ? "\n\n\(history.text)" : ""
                return "\(member.outline)\n\n\(table.text)\(held)\(was)"
            }
        }
    }

    struct Transfer: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move members to another branch or group: all of them, or none.",
            discussion: "What happened before the day of the transfer stays where it happened."
        )

        @Argument(help: ArgumentHelp("The members' numbers.", valueName: "number")) var numbers: [String]
        @Option(help: ArgumentHelp("The branch's code.", valueName: "branch")) var to: String
        @Option(help: ArgumentHelp("A group of that branch.", valueName: "name")) var group: String?
        @Option(help: ArgumentHelp("The first day there.", valueName: "date"), transform: Typed.date) var on: LocalDate
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let to: KeyValuePairs<String, JSON?> = [
                "branch": .string(to), "group": group.json, "on": .string(on.description), "reason": .string(reason),
            ]
            let moved: [JSON]
            if let number = numbers.first, numbers.count == 1 {
                let member = try await client.member(number)
                moved = [try await client.post("/members/\(try member.id)/transfers", [:], .members(to)).json]
            } else {
                let body = JSON.members(to).with("members", JSON(numbers) { .string($0) })
                moved = try await client.post("/transfers", [:], body).json.array ?? []
            }
            output.show(moved.count == 1 ? moved[0] : .array(moved)) {
                moved.map { "\($0.shown("name")) (\($0.shown("number"))): in \($0.shown("branch")) from \(on) on" }
                    .joined(separator: "\n")
            }
        }
    }
}
