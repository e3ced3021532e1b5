import ArgumentParser
import Domain

extension Member.Status: ExpressibleByArgument {}
extension Member.Leaving: ExpressibleByArgument {}

extension MemberCommand {
    /// Since when a member's status is another one, and why.
    struct Grounds: ParsableArguments {
        @Option(help: ArgumentHelp("The first day on which it holds.", valueName: "date"), transform: Typed.date)
        var on: LocalDate
        @Option(help: ArgumentHelp("Why.", valueName: "text")) var reason: String
        @Option(help: ArgumentHelp("The number of the letter or decision.", valueName: "number"))
        var document: String?

        /// The body of the request, with more of it.
        func body(_ more: KeyValuePairs<String, JSON?> = [:]) -> JSON {
            var object = JSON.Object()
            object["on"] = .string(on.description)
            object["reason"] = .string(reason)
            object["document"] = document.json
            for (name, value) in more { object[name] = value }
            return .object(object)
        }
    }

    struct LateReason: ParsableArguments {
        @Option(
            name: .customLong("late-reason"),
            help: ArgumentHelp(
                "Why it is recorded only now, if it reaches back into a month; everybody reads it there.",
                valueName: "text"))
        var lateReason: String?
    }

    struct Leave: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that a member has left, or leaves.",
            discussion: """
                From the day on they are of no branch, and months that end after it expect nothing of them. What was \
                before stays. Their account is closed, and does not come back with them. Who still holds areas or \
                offices does not leave, unless --end ends them with it.
                """
        )

        @Argument(help: "The member's number.") var number: String
        @Option(
            name: .customLong("as"),
            help: ArgumentHelp("transferredOut, leftParty, expelled or died.", valueName: "how"))
        var leaving: Member.Leaving
        @OptionGroup var grounds: Grounds
        @Flag(help: "End the areas and offices that they hold, the day before.") var end = false
        @OptionGroup var late: LateReason
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let member = try await client.member(number)
            let after = try await client.post(
                "/members/\(try member.id)/leavings", [:],
                grounds.body([
                    "leaving": .string(leaving.rawValue), "endsHoldings": .bool(end),
                    "lateReason": late.lateReason.json,
                ])
            ).json
            output.show(after) {
                "\(after.shown("name")) (\(number)): left \(after.shown("lastBranch")) from \(grounds.on) on"
            }
        }
    }

    struct Float: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that a member is away for work, and stays of the branch.")

        @Argument(help: "The member's number.") var number: String
        @OptionGroup var grounds: Grounds
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let member = try await client.member(number)
            let after = try await client.post(
                "/members/\(try member.id)/absences", [:], grounds.body()
            ).json
            output.show(after) { "\(after.shown("name")) (\(number)): floating from \(grounds.on) on" }
        }
    }

    struct Leader: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that a member is a leading cadre from a day on, or with --not is none any more.",
            discussion: """
                ‘zhibu meeting attendance’ tells of leading cadres how often they took part in their branch's and group's \
                meetings as ordinary members.
                """
        )

        @Argument(help: "The member's number.") var number: String
        @Option(help: ArgumentHelp("The first day on which it holds.", valueName: "date"), transform: Typed.date)
        var on: LocalDate
        @Flag(help: "They are none any more.") var not = false
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let member = try await client.member(number)
            let after = try await client.post(
                "/members/\(try member.id)/leader-changes", [:], ["leader": .bool(!not), "on": JSON(on)]
            ).json
            output.show(after) {
                "\(after.shown("name")) (\(number)): \(not ? "no leading cadre" : "a leading cadre") from \(on) on"
            }
        }
    }

    struct Return: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that a member is back: from floating, or in a branch again.",
            discussion: """
                On the day on which they left it undoes the leaving. Accounts and granted roles do not come back by \
                themselves: ‘zhibu user reopen’ and ‘zhibu user grant’.
                """
        )

        @Argument(help: "The member's number.") var number: String
        @OptionGroup var grounds: Grounds
        @Option(help: ArgumentHelp("The branch, for who has left.", valueName: "branch")) var to: String?
        @Option(help: ArgumentHelp("A group of that branch.", valueName: "name")) var group: String?
        @OptionGroup var late: LateReason
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let member = try await client.member(number)
            let after = try await client.post(
                "/members/\(try member.id)/returns", [:],
                grounds.body(["branch": to.json, "group": group.json, "lateReason": late.lateReason.json])
            ).json
            output.show(after) {
                "\(after.shown("name")) (\(number)): back in \(after.shown("lastBranch")) from \(grounds.on) on"
            }
        }
    }
}
