import ArgumentParser
import Domain

extension AssessCommand {
    struct Record: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Record a score sheet, or a revision of one.")

        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
        @Option(help: ArgumentHelp("The area's code.", valueName: "code")) var area: String
        @Option(help: "self, group, branch or public.") var tier: Tier
        @Option(help: ArgumentHelp("The assessor: a member's number; in the public tier a label.", valueName: "who"))
        var by: String
        @Option(
            help: ArgumentHelp(
                "14.5,24,22,17.5,14 in the scheme's order, or discipline=14.5,order=22,…; left out where --lost says all",
                valueName: "points"
            )
        )
        var points: String?
        @Option(
            help: ArgumentHelp(
                "Of a criterion that starts from a base: what it lost points for, such as 'order=late×2；litter−3', from which its points follow; 'order=' for nothing. May be given several times.",
                valueName: "criterion=causes"))
        var lost: [String] = []
        @Option(help: "Needed where a criterion is below 60 % of its maximum.") var comment: String?
        @OptionGroup var reasons: Reasons
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let cycle = try await client.cycle(of: month, forArea: area)
            let scheme = try await client.schemeContent(of: cycle)
            let points = try points.map { raw throws(CommandFailure) in try SchemeWords.points(raw, by: scheme) }
            let lost = try SchemeWords.lost(lost, by: scheme)
            let answer = try await client.post(
                "/cycles/\(try cycle.id)/sheets", [:],
                .members([
                    "area": .string(area), "tier": .string(tier.rawValue), "assessor": .string(by),
                    "points": points ?? [:], "losses": lost, "comment": comment.json,
                    "lateReason": reasons.lateReason.json,
                    "revisionReason": reasons.revisionReason.json,
                ])
            )
            let sheet = try answer.json
            output.show(sheet) {
                let revision = sheet["revision"]?.integer ?? 1
                let state = !answer.isNew ? "unchanged" : revision > 1 ? "recorded as revision \(revision)" : "recorded"
                return "\(area), \(tier.rawValue) tier, by \(by): \(state)"
            }
        }
    }

    struct Adjust: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Record a bonus, a deduction or a veto on an area.")

        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
        @Option(help: ArgumentHelp("The area's code.", valueName: "code")) var area: String
        @Option(help: ArgumentHelp("From the scheme's menu: its key or its title.", valueName: "item")) var item: String
        @Option(help: "How often.") var times = 1
        @Option(help: "The day of the event, in the month.", transform: Typed.date) var date: LocalDate
        @Option(help: "What happened, and where it is on record.") var reason: String
        @Option(help: ArgumentHelp("The recorder's number.", valueName: "number")) var by: String
        @Option(help: "Where the item has a least and a greatest: the points given each time.") var points: String?
        @Option(help: "Where the item has levels: the level's key or title.") var level: String?
        @Option(help: "Of several entries for one event only the highest counts: write it alike in each.")
        var event: String?
        @Option(help: ArgumentHelp("The document or decision that it stands on.", valueName: "number"))
        var document: String?
        @Option(help: ArgumentHelp("Why it comes after the due date; it stands with the entry.", valueName: "reason"))
        var lateReason: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let cycle = try await client.cycle(of: month, forArea: area)
            let scheme = try await client.schemeContent(of: cycle)
            let key = try SchemeWords.menuKey(of: item, in: scheme)
            let level = level.map { JSON.string(SchemeWords.levelKey(of: $0, ofItem: key, in: scheme)) }
            let adjustment = try await client.post(
                "/cycles/\(try cycle.id)/adjustments", [:],
                .members([
                    "area": .string(area), "item": .string(key),
                    "times": JSON(times), "date": .string(date.description), "reason": .string(reason),
                    "points": try points.map(SchemeWords.number), "level": level,
                    "event": event.json, "document": document.json,
                    "recorder": .string(by), "lateReason": lateReason.json,
                ])
            ).json
            output.show(adjustment) {
                "\(area): \(adjustment.shown("kind")) \(adjustment.shown("item")) × \(times) on \(date): recorded"
            }
        }
    }
}

extension Tier: ExpressibleByArgument {}
