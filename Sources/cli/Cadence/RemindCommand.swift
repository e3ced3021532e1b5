import ArgumentParser
import Domain

/// Reminders by mail.
struct RemindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remind", abstract: "Reminders by mail: who wants them, and what became of them.",
        subcommands: [Send.self, List.self, Own.self, Address.self]
    )

    struct Send: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send the day's digests that were not sent yet, those that failed once more.",
            discussion: """
                By the server that has the database open, if it was started with --mail-by. With --dry-run it shows to whom \
                one would be sent; beside the database also what it would say.
                """)

        @Flag(help: "Only show what would be sent.") var dryRun = false
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            guard dryRun else {
                let round = try await client.post("/digests", takesLong: true).json
                guard round["mail"]?.bool == true else {
                    throw CommandFailure(
                        .usage, "no mail is sent here: start the server with --mail-by, --mail-from and --mail-console")
                }
                output.show(round) {
                    "\(round.shown("sent")) sent, \(round.shown("failed")) failed, \(round.shown("nothing")) with nothing due"
                }
                if round["failed"]?.integer ?? 0 > 0 {
                    throw CommandFailure(.found, "some were not sent: ‘zhibu remind list --state failed’ says why")
                }
                return
            }
            let found = try await client.get("/digests/preview")
            output.show(found) {
                let letters = found.array ?? []
                if letters.isEmpty { return "nothing would be sent" }
                return letters.map { letter in
                    let head =
                        "\(letter.shown("account")): \(letter.shown("due")) due, \(letter.shown("meetings")) meetings"
                    guard let subject = letter["subject"]?.string, let body = letter["body"]?.string else {
                        return head
                    }
                    return "\(head)\n\(subject)\n\n\(body)"
                }.joined(separator: "\n")
            }
        }
    }

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the digests of the last weeks, the latest first.")

        @Option(help: ArgumentHelp("Only of this day.", valueName: "date")) var day: String?
        @Option(help: ArgumentHelp("Only these.", valueName: "begun|sent|failed")) var state: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.list("/digests", ["day": day, "state": state]),
                [
                    .text("Day", "day"), .text("Account", "account"), .text("State", "state"),
                    .number("Tries", "tries"),
                    .text("Last try", "triedAt"), .text("Why not", "fault"),
                ], none: "none")
        }
    }

    struct Own: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show whether you are reminded by mail, or say so.",
            discussion: "Asks for your password where it changes something.")

        @Option(help: ArgumentHelp("Your address; an empty one takes it off.", valueName: "address")) var address:
            String?
        @Option(help: ArgumentHelp("Whether you want them.", valueName: "true|false")) var wanted: Bool?
        @Option(help: ArgumentHelp("In which language.", valueName: "zh-CN|en")) var language: String?
        @Option(help: ArgumentHelp("Your sign-in name.", valueName: "name")) var name: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            guard address != nil || wanted != nil || language != nil else {
                let standing = try await client.get("/account/mail-reminder")
                return output.show(standing) { standing.outline }
            }
            try await SignedInClient.whileSignedIn(to: client, name: name) { signedIn in
                let standing = try await signedIn.send("GET", "/account/mail-reminder")
                let kept = try await signedIn.send(
                    "PUT", "/account/mail-reminder",
                    [
                        "address": address.map { $0.isEmpty ? .null : .string($0) } ?? standing["address"] ?? .null,
                        "wanted": wanted.map(JSON.bool) ?? standing["wanted"] ?? false,
                        "language": .string(language ?? standing["language"]?.string ?? "zh-CN"),
                    ], ifVersion: standing["version"]?.integer ?? 0)
                output.show(kept) { kept.outline }
            }
        }
    }

    struct Address: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show or keep the address of somebody's account.",
            discussion: "Whether they are reminded stays their own yes or no.")

        @Argument(help: "The sign-in name.") var name: String
        @Argument(help: "The address; an empty one takes it off.") var address: String?
        @Option(help: ArgumentHelp("In which language they are written to.", valueName: "zh-CN|en"))
        var language: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let path = "/accounts/\(try await client.account(name).id)/mail-reminder"
            var listing = try await client.get(path)
            if address != nil || language != nil {
                listing = try await client.put(
                    path,
                    [
                        "address": address.map { $0.isEmpty ? .null : .string($0) } ?? listing["address"] ?? .null,
                        "language": .string(language ?? listing["language"]?.string ?? "zh-CN"),
                    ], ifVersion: listing["version"]?.integer ?? 0)
            }
            output.show(listing) { listing.outline }
        }
    }
}
