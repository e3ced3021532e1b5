import ArgumentParser
import Domain

/// What a branch's secretary hands over to the next.
struct HandoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "handover", abstract: "Hand a branch over from one secretary to the next.",
        subcommands: [List.self, Show.self, New.self, Sign.self, Withdraw.self, Document.self])

    private static func line(_ sheet: JSON) -> String {
        "\(sheet.shown("id")): \(sheet.shown("branch")) \(sheet.person("outgoing")) → \(sheet.person("incoming")): "
            + sheet.shown("status")
    }

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List a branch's hand-over sheets, the latest first.")

        @Option(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let id = try await client.branch(branch).id
            output.list(
                try await client.get("/branches/\(id)/hand-overs").array ?? [],
                [
                    .number("Id", "id"), .person("Outgoing", "outgoing"), .person("Incoming", "incoming"),
                    .text("Status", "status"), .text("Made", "madeAt"),
                ], none: "no sheets here: ‘zhibu handover new’ makes one out")
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Show what stands on a sheet, with its SHA-256.")

        @Argument(help: "The sheet's id, as ‘zhibu handover list’ shows it.") var sheet: Int
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let found = try await client.get("/hand-overs/\(sheet)")
            output.show(found) {
                let lines = (found["sheet"]?["lines"]?.array ?? []).map { line in
                    [
                        line.shown("part"), line.shown("title"), line["due"]?.string,
                        line["overdue"]?.bool == true ? "!" : nil,
                    ]
                    .compactMap(\.self).joined(separator: "  ")
                }
                return ([HandoverCommand.line(found)] + lines + ["SHA-256 \(found.shown("digest"))"])
                    .joined(separator: "\n")
            }
        }
    }

    struct New: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a sheet out for two; one that they have not both signed stands.")

        @Option(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
        @Option(help: ArgumentHelp("Who has or had the office.", valueName: "number")) var outgoing: String
        @Option(help: ArgumentHelp("Who comes.", valueName: "number")) var incoming: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let id = try await client.branch(branch).id
            let made = try await client.post(
                "/branches/\(id)/hand-overs", [:],
                ["outgoing": .string(outgoing), "incoming": .string(incoming)]
            ).json
            output.show(made) { HandoverCommand.line(made) }
        }
    }

    struct Sign: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Sign a sheet as it stands now: first the outgoing secretary, which freezes it, then the incoming one.")

        @Argument(help: "The sheet's id.") var sheet: Int
        @Option(name: .customLong("as"), help: "outgoing or incoming.") var side: String
        @Option(help: "What the incoming one sees otherwise.") var remark: String?
        @Option(help: "Why the committee's office signs in the outgoing one's place.") var inPlaceReason: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let read = try await client.get("/hand-overs/\(sheet)")
            let signed = try await client.post(
                "/hand-overs/\(sheet)/sign", [:],
                .members([
                    "side": .string(side), "digest": read["digest"] ?? .null, "remark": remark.json,
                    "reason": inPlaceReason.json,
                ])
            ).json
            output.show(signed) { "\(HandoverCommand.line(signed))\nSHA-256 \(signed.shown("digest"))" }
        }
    }

    struct Withdraw: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Take a sheet back that was not signed by both.")

        @Argument(help: "The sheet's id.") var sheet: Int
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post("/hand-overs/\(sheet)/withdraw", [:], ["reason": .string(reason)]).json
            output.show(after) { HandoverCommand.line(after) }
        }
    }

    struct Document: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a sheet as a document for Word, to print and to file.")

        @Argument(help: "The sheet's id.") var sheet: Int
        @OptionGroup var file: DocumentOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await file.save("/hand-overs/\(sheet)/sheet.docx", with: client, output)
        }
    }
}
