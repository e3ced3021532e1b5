import ArgumentParser
import Domain

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "What was done by whom, and the proof that nobody changed it since.",
        subcommands: [List.self, Verify.self, Checkpoint.self]
    )

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List what was done, the newest first.")

        @Option(help: ArgumentHelp("By this sign-in name, or operator:NAME.", valueName: "name")) var actor: String?
        @Option(help: ArgumentHelp("By or to the member with this number.", valueName: "number")) var member: String?
        @Option(help: ArgumentHelp("On this kind of thing: sheet, cycle, member, account …", valueName: "kind"))
        var subject: String?
        @Option(help: ArgumentHelp("On the one with this id.", valueName: "id")) var id: Int?
        @Option(help: ArgumentHelp("From this day on.", valueName: "date"), transform: Typed.date) var from: LocalDate?
        @Option(help: ArgumentHelp("Up to this day.", valueName: "date"), transform: Typed.date) var until: LocalDate?
        @Option(help: "How many at the most.") var limit = 100
        @OptionGroup var options: ClientOptions

        func validate() throws {
            guard (1...500).contains(limit) else { throw ValidationError("--limit is 1 to 500.") }
        }

        func perform(with client: APIClient) async throws {
            let page = try await client.get(
                "/audit",
                [
                    "actor": actor, "member": member, "subject": subject, "subjectId": id.map(String.init),
                    "from": from?.description, "until": until?.description, "limit": "\(limit)",
                ]
            )
            output.list(
                page["items"]?.array ?? [],
                [
                    .number("Entry", "id"), .text("At", "at"), .text("By", "actor"), .text("From", "origin"),
                    .text("Did", "action"),
                    .text("What") { "\($0.shown("subject")) \($0.shown("subjectId"))".trimmed },
                    .text("After") { $0["after"].map(\.shown) ?? "" },
                ],
                none: "nothing of that kind is on record"
            )
            if page["nextCursor"]?.isNull == false {
                output.note("there are older ones: narrow it down, or raise --limit")
            }
        }
    }

    struct Verify: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check that no entry was changed, removed or moved since it was sealed.",
            discussion: """
                With a checkpoint from paper also that nothing before it was cut off or made anew. \
                docs/security.md says what this proves and what it does not.
                """
        )

        @Option(help: ArgumentHelp("As ‘zhibu audit checkpoint’ printed it.", valueName: "checkpoint"))
        var checkpoint: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let found = try await client.get("/audit/verification", ["checkpoint": checkpoint], takesLong: true)
            let faults = found["faults"]?.array ?? []
            output.show(found) {
                let size = """
                    \(found.shown("entries")) entries under \(found.shown("seals")) seals, \
                    \(found.shown("unsealed")) not sealed yet, \(found.shown("records")) records as they say
                    """
                return faults.isEmpty
                    ? "the audit holds: \(size)" : faults.map { $0.shown("detail") }.joined(separator: "\n")
            }
            if !faults.isEmpty {
                throw CommandFailure(.found, "the audit does not hold: \(faults.count) faults")
            }
        }
    }

    struct Checkpoint: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Seal the audit and print its newest seal in short, for paper.",
            discussion: "Write it down with the date, and keep it where nobody who has the machine can reach it."
        )

        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let made = try await client.post("/audit/checkpoints").json
            output.show(made) { made.shown("checkpoint") }
        }
    }
}
