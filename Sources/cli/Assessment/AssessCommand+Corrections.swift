import ArgumentParser
import Domain

/// Nothing is overwritten: a correction is a revision with a reason, and the old record stays readable.
extension AssessCommand {
    struct Adjustments: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "List a branch's bonuses, deductions and vetoes of a month, with the ids that corrections name."
        )

        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
        @Option(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let cycle = try await client.cycle(of: month, in: branch)
            output.list(
                try await client.list("/cycles/\(try cycle.id)/adjustments"),
                [
                    .number("Id", "id"), .text("Area", "area"), .text("Date", "date"), .text("Kind", "kind"),
                    .text("Item", "item"), .number("Times", "times"), .text("Reason", "reason"),
                    .person("Recorder", "recorder"), .number("Revision", "revision"), .text("Late", "lateReason"),
                ],
                none: "no bonuses, deductions or vetoes: ‘zhibu assess adjust’ records one"
            )
        }
    }

    struct Revise: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put other figures in the place of an adjustment's, while the month is open."
        )

        @Argument(help: "The adjustment's id: ‘zhibu assess adjustments’ shows it.") var id: Int64
        @Option(help: "How often.") var times: Int?
        @Option(help: "What happened.") var reason: String?
        @Option(help: "The day of the event.", transform: Typed.date) var date: LocalDate?
        @OptionGroup var reasons: Reasons
        @OptionGroup var options: ClientOptions

        func validate() throws {
            guard times != nil || reason != nil || date != nil else {
                throw ValidationError("Give what is to change: --times, --reason or --date.")
            }
            guard reasons.revisionReason != nil else { throw ValidationError("Give --revision-reason.") }
        }

        func perform(with client: APIClient) async throws {
            let made = try await client.post(
                "/adjustments/\(id)/revise", [:],
                .members([
                    "times": times.map { JSON($0) }, "reason": reason.json, "date": (date?.description).json,
                    "lateReason": reasons.lateReason.json, "revisionReason": reasons.revisionReason.json,
                ])
            ).json
            output.show(made) {
                "\(made.shown("area")): \(made.shown("item")) × \(made.shown("times")), revision \(made.shown("revision"))"
            }
        }
    }

    struct Withdraw: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take an adjustment back, while the month is open. It stays readable."
        )

        @Argument(help: "The adjustment's id: ‘zhibu assess adjustments’ shows it.") var id: Int64
        @Option(help: ArgumentHelp("Why it is taken back.", valueName: "reason")) var revisionReason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let made = try await client.post(
                "/adjustments/\(id)/withdraw", [:], ["revisionReason": .string(revisionReason)]
            ).json
            output.show(made) { "\(made.shown("area")): \(made.shown("item")) withdrawn" }
        }
    }

    struct TakeBack: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Take back a sheet that you entered, while the month is open. It stays readable, and that it was taken back stands on the month."
        )

        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
        @Option(help: ArgumentHelp("The area's code.", valueName: "code")) var area: String
        @Option(help: "self, group, branch or public.") var tier: Tier
        @Option(help: ArgumentHelp("The assessor: a member's number; in the public tier a label.", valueName: "who"))
        var by: String
        @Option(help: ArgumentHelp("Why it is taken back.", valueName: "reason")) var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let cycle = try await client.cycle(of: month, forArea: area)
            let sheets = try await client.list("/cycles/\(try cycle.id)/sheets", ["area": area])
            guard
                let sheet = sheets.first(where: {
                    $0["tier"] == .string(tier.rawValue) && $0["assessor"] == .string(by)
                })
            else {
                throw CommandFailure(.data, "\(by) has no \(tier.rawValue) sheet of \(area) that stands in \(month)")
            }
            let withdrawn = try await client.post(
                "/cycles/\(try cycle.id)/sheets/withdraw", [:],
                ["sheets": [sheet["id"] ?? .null], "reason": .string(reason)]
            ).json
            output.show(withdrawn) { "\(area), \(tier.rawValue) tier, by \(by): taken back" }
        }
    }
}
