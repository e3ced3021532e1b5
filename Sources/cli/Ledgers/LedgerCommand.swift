import ArgumentParser
import Domain

/// What branches keep of their work, ledger by ledger. Which parts an entry has, the server's own description says.
struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Keep ledgers: deeds, publicity of the law, commitments, papers, inspections, training and others.",
        subcommands: [List.self, Show.self, Enter.self, Revise.self, Step.self, Withdraw.self, Import.self, Hours.self])

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List a ledger's entries of a year.")

        @OptionGroup var ledger: LedgerArgument
        @Option(help: "Of whose days they are; all if left out.") var year: Int?
        @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?
        @Option(help: "Only in this state, such as open.") var state: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let form = ledger.ledger.form
            let entries = try await client.list(
                ledger.path, ["year": year.map(String.init), "branch": branch, "state": state])
            output.list(
                entries,
                [
                    .number("Id", "id"), .text("Day", form.day.rawValue), .text("Branch", "branch"),
                    .text("What", form.title.rawValue),
                    .text("Due", "dueBy"),
                    .text("State", "state"),
                ], none: "nothing is entered here")
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Show an entry with what became of it.")

        @OptionGroup var ledger: LedgerArgument
        @OptionGroup var entry: EntryArgument
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let entry = try await client.get("\(ledger.path)/\(entry.id)")
            output.show(entry) { Self.said(entry, ledger.ledger) }
        }

        private static func said(_ entry: JSON, _ ledger: Ledger) -> String {
            func lines(_ json: JSON, _ parts: [LedgerPart]) -> [String] {
                parts.compactMap { part in
                    guard let value = json[part.key.rawValue], !value.isNull else { return nil }
                    return "  \(part.key.rawValue): \(value.string ?? value.text)"
                }
            }
            let head = ["\(entry.shown("branch")) \(entry.shown("state")), entered by \(entry.shown("enteredBy"))"]
            let steps = (entry["steps"]?.array ?? []).flatMap { step in
                let parts = LedgerStep.Kind(rawValue: step.shown("step")).map { ledger.form.parts(of: $0) } ?? []
                return ["\(step.shown("on")) \(step.shown("step")), by \(step.shown("by"))"] + lines(step, parts)
            }
            let before = (entry["before"]?.array ?? []).flatMap { before in
                ["until \(before.shown("correctedOn")), \(before.shown("by")): \(before.shown("reason"))"]
                    + lines(before, ledger.form.parts)
            }
            return (head + lines(entry, ledger.form.parts) + before + steps).joined(separator: "\n")
        }
    }

    struct Enter: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Enter something.",
            discussion: """
                Part by part: --set matter=修路灯 --set askedOn=2026-11-03; members by their numbers, with commas. What \
                stands in brackets may be left out.

                \(Ledger.allCases.map { "\($0.rawValue): \(PartOptions.told($0.form.parts))" }.joined(separator: "\n"))
                """)

        @OptionGroup var ledger: LedgerArgument
        @Option(help: ArgumentHelp("Of this branch.", valueName: "code")) var branch: String
        @OptionGroup var parts: PartOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let body = try parts.object(ledger.ledger.form.parts, with: [("branch", .string(branch))])
            let made = try await client.post(ledger.path, [:], body).json
            output.show(made) { "\(made.shown("id")): \(made.shown("state"))" }
        }
    }

    struct Revise: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Correct what an entry says; what is not named stays.")

        @OptionGroup var ledger: LedgerArgument
        @OptionGroup var entry: EntryArgument
        @OptionGroup var parts: PartOptions
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let form = ledger.ledger.form
            let path = "\(ledger.path)/\(entry.id)"
            let standing = try await client.get(path)
            var body = try parts.object(form.parts, with: [("reason", .string(reason))]).object ?? JSON.Object()
            for part in form.parts where body[part.key.rawValue] == nil {
                if let value = standing[part.key.rawValue], !value.isNull { body[part.key.rawValue] = value }
            }
            let after = try await client.put(
                path, .object(body), ifVersion: standing["version"]?.integer ?? 1)
            output.show(after) { "\(after.shown("id")): version \(after.shown("version"))" }
        }
    }

    struct Step: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what became of an entry.",
            discussion: """
                Such as: zhibu ledger step deed 7 done --set …

                \(Ledger.allCases.flatMap { ledger in
                    ledger.form.steps.map { "\(ledger.rawValue) \($0.kind.rawValue): \(PartOptions.told($0.parts))" }
                }.joined(separator: "\n"))
                """)

        @OptionGroup var ledger: LedgerArgument
        @OptionGroup var entry: EntryArgument
        @Argument(help: "The step, such as done, confirmed, approved, reviewed.", transform: Typed.ledgerStep)
        var step: LedgerStep.Kind
        @OptionGroup var parts: PartOptions
        @OptionGroup var options: ClientOptions

        func validate() throws {
            guard ledger.ledger.form.step(step) == nil else { return }
            let steps = ledger.ledger.form.steps.map(\.kind.rawValue).joined(separator: ", ")
            throw ValidationError("A \(ledger.ledger.rawValue) has no step ‘\(step.rawValue)’: one of \(steps).")
        }

        func perform(with client: APIClient) async throws {
            let after = try await client.post(
                "\(ledger.path)/\(entry.id)/\(step.rawValue)", [:],
                try parts.object(ledger.ledger.form.parts(of: step))
            ).json
            output.show(after) { "\(after.shown("id")): \(after.shown("state"))" }
        }
    }

    struct Withdraw: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take back an entry of which nothing has come yet; it stays visible.")

        @OptionGroup var ledger: LedgerArgument
        @OptionGroup var entry: EntryArgument
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post(
                "\(ledger.path)/\(entry.id)/withdraw", [:], ["reason": .string(reason)]
            ).json
            output.show(after) { "\(after.shown("id")): \(after.shown("state"))" }
        }
    }

    struct Hours: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the hours that a branch's members studied in a year.")

        @Option(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
        @Option(help: "Such as 2026.") var year: Int
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let lines =
                try await client.get(
                    "/branches/\(try await client.branch(branch).id)/training", ["year": String(year)]
                ).array ?? []
            output.list(
                lines,
                [
                    .text("Member", "member"), .text("Name", "name"), .number("Concentrated", "concentrated"),
                    .number("Collective", "collective"), .number("Total", "total"), .number("Usual", "usual"),
                    .number("Open", "open"),
                ], none: "nobody is in this branch")
        }
    }

    struct Import: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import a ledger as the office keeps it; the same again changes nothing.")

        @OptionGroup var ledger: LedgerArgument
        @OptionGroup var file: ImportOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await importing(file, to: "/imports\(ledger.path)", with: client)
        }
    }
}
