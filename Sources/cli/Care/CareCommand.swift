import ArgumentParser
import Domain

/// Care for members in hardship, for the two who keep it. What a case says is asked for, or read from standard input, a line
/// each: a command line stays in the shell's history.
struct CareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "care", abstract: "Keep the care cases of members in hardship.",
        discussion: "For the secretary of the member's branch and the committee's care officer; counts for others.",
        subcommands: [
            List.self, Show.self, Open.self, Review.self, Aid.self, Visit.self, Close.self, Withdraw.self, Counts.self,
        ], defaultSubcommand: List.self)
}

extension CareCommand {
    struct List: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the care cases that you keep; the audit keeps that you did.")

        @Option(help: "Only those that are open or closed.") var status: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.get("/care-cases", ["status": status]).array ?? [],
                [
                    .number("Id", "id"), .person("Member", "member"), .text("Branch", "branch"),
                    .text("Next visit") { $0["nextVisit"]?.string ?? "" },
                    .text("Look again by") { $0["reviewDue"]?.string ?? "" }, .text("Status", "status"),
                ], none: "there are no care cases here")
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one care case with all that it says; the audit keeps that you did.")

        @Argument(help: "The case's id, as ‘zhibu care list’ shows it.") var id: Int
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let record = try await client.get("/care-cases/\(id)")
            output.show(record) { record.careText }
        }
    }

    struct Open: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open the care case of a member who agreed to it in writing.", discussion: asked)

        @Option(help: ArgumentHelp("The member.", valueName: "number")) var member: String
        @Option(help: "The day of the written consent.") var consentOn: String
        @Option(help: "The day the hardship was recognised on.") var recognisedOn: String
        @Option(help: "The day of the first visit.") var nextVisit: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            var body = JSON.Object()
            (body["member"], body["consentOn"]) = (.string(member), .string(consentOn))
            (body["recognisedOn"], body["nextVisit"]) = (.string(recognisedOn), nextVisit.json)
            body["recognisedBy"] = .string(try Prompt.ask("Recognised by"))
            try CareCommand.askFacts(&body)
            let made = try await client.post("/care-cases", [:], .object(body)).json
            output.show(made) { made.careLine }
        }
    }

    struct Review: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Look at a care case again: what is so now.", discussion: asked)

        @Argument(help: "The case's id.") var id: Int
        @Option(help: "The day.") var on: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            var body = JSON.Object()
            body["on"] = .string(on)
            try CareCommand.askFacts(&body)
            let after = try await client.post("/care-cases/\(id)/reviews", [:], .object(body)).json
            output.show(after) { after.careLine }
        }
    }

    struct Aid: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record what a member in hardship was given.", discussion: "What, and by whom, is asked for.")

        @Argument(help: "The case's id.") var id: Int
        @Option(help: "The day.") var on: String
        @Option(help: "What it is worth, in yuan, such as 1000.50.") var value: String?
        @Option(help: "partyFee, finance, union, donation or other.") var source: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            var body = JSON.Object()
            (body["on"], body["source"]) = (.string(on), .string(source))
            do {
                body["value"] = try value.map { JSON(try Money(yuan: $0).fen) } ?? .null
            } catch let rejection as Rejection {
                throw CommandFailure(.usage, "\(rejection.detail)")
            }
            body["what"] = .string(try Prompt.ask("What was given"))
            body["by"] = .string(try Prompt.ask("By whom"))
            let after = try await client.post("/care-cases/\(id)/aids", [:], .object(body)).json
            output.show(after) { after.careLine }
        }
    }

    struct Visit: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record a visit.", discussion: "Who went, and what comes next, is asked for: ‘-’ for nothing.")

        @Argument(help: "The case's id.") var id: Int
        @Option(help: "The day.") var on: String
        @Option(help: "The day of the next visit.") var nextVisit: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            var body = JSON.Object()
            (body["on"], body["nextVisit"]) = (.string(on), nextVisit.json)
            body["who"] = .string(try Prompt.ask("Who went"))
            body["next"] = try CareCommand.askOptional("What comes next").json
            let after = try await client.post("/care-cases/\(id)/visits", [:], .object(body)).json
            output.show(after) { after.careLine }
        }
    }

    struct Close: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close a care case; it stays readable.", discussion: "Why is asked for.")

        @Argument(help: "The case's id.") var id: Int
        @Option(help: "The day.") var on: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let body: JSON = ["on": .string(on), "why": .string(try Prompt.ask("Why"))]
            let after = try await client.post("/care-cases/\(id)/close", [:], body).json
            output.show(after) { after.careLine }
        }
    }

    struct Withdraw: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take an aid or a visit back that was entered wrongly.", discussion: "Why is asked for.")

        @Argument(help: "The case's id.") var id: Int
        @Option(help: "The step's id, as ‘zhibu care show’ shows it.") var step: Int
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let body: JSON = ["step": JSON(step), "reason": .string(try Prompt.ask("Why"))]
            let after = try await client.post("/care-cases/\(id)/withdraw-step", [:], body).json
            output.show(after) { after.careLine }
        }
    }

    struct Counts: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show how many members are in hardship, by kind; numbers from three on.")

        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let counts = try await client.get("/care-counts")
            let lines = (counts.array ?? []).flatMap { place -> [JSON] in
                let kinds: [JSON] = (place["kinds"]?.array ?? []).map { kind in
                    ["of": place["name"] ?? .null, "kind": kind["kind"] ?? .null, "count": kind["count"] ?? .null]
                }
                return kinds + [["of": place["name"] ?? .null, "kind": "total", "count": place["total"] ?? .null]]
            }
            output.list(
                lines,
                [
                    .text("Of", "of"), .text("Kind", "kind"),
                    .text("Members") { $0["count"]?.integer.map { String($0) } ?? "fewer than three, or not told" },
                ], none: "there is nothing here to count")
        }
    }

    private static let asked = """
        The kind, the cause, the income, its sources and the needs are asked for, a line each; several with commas, ‘-’ for \
        nothing.
        """

    /// What is so of the member.
    private static func askFacts(_ body: inout JSON.Object) throws {
        body["kind"] = .string(
            try Prompt.ask("Kind (\(CareCase.Kind.allCases.map(\.rawValue).joined(separator: ", ")))"))
        body["cause"] = .string(try Prompt.ask("Cause"))
        body["income"] = try askOptional("Income").json
        body["incomeSources"] = try askSeveral("Sources of income", CareCase.Income.allCases.map(\.rawValue))
        body["needs"] = try askSeveral("Needs", CareCase.Need.allCases.map(\.rawValue))
    }

    private static func askOptional(_ question: String) throws -> String? {
        let answer = try Prompt.ask("\(question), or ‘-’")
        return answer == "-" ? nil : answer
    }

    private static func askSeveral(_ question: String, _ choices: [String]) throws -> JSON {
        let answer = try askOptional("\(question) (\(choices.joined(separator: ", ")))") ?? ""
        return .array(answer.split { $0 == "," || $0 == " " }.map { .string(String($0)) })
    }
}

extension JSON {
    /// A care case in a line.
    fileprivate var careLine: String {
        let visit = self["nextVisit"]?.string.map { ", next visit \($0)" } ?? ""
        let review = self["reviewDue"]?.string.map { ", to look at again by \($0)" } ?? ""
        let member = self["member"]
        return """
            \(shown("id")): \(member?.shown("name") ?? "") \(member?.shown("number") ?? "") (\(shown("branch"))), \
            \(shown("status"))\(visit)\(review)
            """
    }

    /// All that a care case says.
    fileprivate var careText: String {
        let now = self["now"]
        func several(_ name: String) -> String {
            (now?[name]?.array ?? []).compactMap(\.string).joined(separator: ", ")
        }
        let head = [
            self["case"]?.careLine ?? "",
            "consent \(shown("consentOn")), recognised \(shown("recognisedOn")) by \(shown("recognisedBy"))",
            "\(now?.shown("kind") ?? ""): \(now?.shown("cause") ?? "")",
            "income: \(now?["income"]?.string ?? "–") (\(several("incomeSources"))); needs: \(several("needs"))",
        ]
        let steps = (self["steps"]?.array ?? []).map { step -> String in
            let aid = step["aid"].map { aid -> String in
                let value = aid["value"]?.integer.map { " (\(Money(fen: Int($0))) yuan)" } ?? ""
                return aid.isNull ? "" : " \(aid.shown("what"))\(value), \(aid.shown("source")), by \(aid.shown("by"))"
            }
            let visit = step["visit"].map { visit in
                visit.isNull ? "" : " by \(visit.shown("who")); next: \(visit["next"]?.string ?? "–")"
            }
            let why = step["why"]?.string.map { " \($0)" } ?? ""
            let wrong = step["withdrawn"] == true ? " (taken back)" : ""
            return """
                \(step.shown("id")) \(step["on"]?.string ?? "") \(step.shown("step"))\(wrong)\(aid ?? "")\(visit ?? "")\(why)
                """
        }
        return (head + steps).joined(separator: "\n")
    }
}
