import ArgumentParser
import Domain

extension AwardCommand {
    /// The honours' ledger: awards of final months by themselves, and honours from outside.
    struct Ledger: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ledger", abstract: "Keep and show the honours' ledger.",
            subcommands: [Show.self, Record.self, Withdraw.self, Paper.self, Import.self], defaultSubcommand: Show.self
        )

        struct Show: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "Show the ledger of a year, or of a member.")

            @Option(help: "Such as 2026.") var year: Int?
            @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?
            @Option(help: ArgumentHelp("Only of this member.", valueName: "number")) var member: String?
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                output.list(
                    try await client.get(
                        "/honours/ledger", ["year": year.map(String.init), "branch": branch, "member": member]
                    ).array ?? [],
                    [
                        .text("On", "on"), .person("Member", "member"), .text("Branch", "branch"),
                        .text("Honour") { entry in
                            entry["title"]?.string ?? "★ \(entry.shown("month")) \(entry.shown("area"))"
                        }, .text("Level", "level"), .text("Document", "document"), .text("By", "issuer"),
                        .text("Ended") { $0["ending"]?["reason"]?.string ?? "" },
                    ], none: "there are no honours here")
            }
        }

        struct Record: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "Record a member's honour from outside.")

            @Option(help: "The member's number.") var member: String
            @Option(help: "What it is called.") var title: String
            @Option(help: "branch, unit, district, city, province or national.") var level: String
            @Option(help: "The document number.") var document: String?
            @Option(help: "The day of the paper.") var on: String
            @Option(help: "Who gave it.") var issuer: String?
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                let id = try await client.member(member).id
                var body = JSON.Object()
                (body["title"], body["level"], body["awardedOn"]) = (.string(title), .string(level), .string(on))
                if let document { body["document"] = .string(document) }
                if let issuer { body["issuer"] = .string(issuer) }
                let made = try await client.post("/members/\(id)/honours", [:], .object(body)).json
                output.show(made) { "\(made.shown("id")): \(made.person("member")) \(made.shown("title"))" }
            }
        }

        struct Withdraw: ClientCommand {
            static let configuration = CommandConfiguration(
                abstract: "Withdraw an honour from outside; it stays, with the reason.")

            @Argument(help: "The honour's id, as ‘zhibu award ledger --json’ shows it.") var honour: Int
            @Option(help: "Why.") var reason: String
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                let after = try await client.post(
                    "/honours/\(honour)/withdraw", [:], ["reason": .string(reason)]
                ).json
                output.show(after) { "\(after.person("member")) \(after.shown("title")): withdrawn" }
            }
        }

        struct Paper: ClientCommand {
            static let configuration = CommandConfiguration(
                abstract: "Say under which paper an award was given, or correct it with a reason.")

            @Argument(help: "The award's id, as ‘zhibu award list --json’ shows it.") var award: Int
            @Option(help: "The document number.") var document: String
            @Option(help: "The day of the paper; today if left out.") var dated: String?
            @Option(help: "Why what is on record is corrected.") var revisionReason: String?
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                var body = JSON.Object()
                body["document"] = .string(document)
                if let dated { body["dated"] = .string(dated) }
                if let revisionReason { body["revisionReason"] = .string(revisionReason) }
                let made = try await client.post("/awards/\(award)/papers", [:], .object(body)).json
                output.show(made) {
                    "\(made.shown("document")), \(made.shown("dated")): revision \(made.shown("revision"))"
                }
            }
        }

        struct Import: ClientCommand {
            static let configuration = CommandConfiguration(
                abstract: "Import honours from outside.",
                discussion: "Columns: 党员编号, 姓名, 荣誉名称, 级别, 文号, 授予日期, 授予单位; the same again changes nothing."
            )

            @OptionGroup var file: ImportOptions
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                try await importing(file, to: "/imports/honours", with: client, [])
            }
        }
    }
}
