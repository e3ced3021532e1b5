import ArgumentParser
import Domain

/// What may ail a branch, and how a committee's branches stand: figures with their records, no mark and no rank.
struct DiagnosisCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagnosis",
        abstract: "Show the four problems and their causes in figures of twelve months, and what of the work is more.",
        discussion: """
            Every figure stands on records, which ‘zhibu diagnosis records’ lists. What is not on record is told as such and \
            never counted as zero; branches are listed by code, and nothing is summed into a mark.
            """,
        subcommands: [Show.self, Measures.self, Records.self], defaultSubcommand: Show.self)

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a branch’s figures, or those of a committee’s branches side by side.")

        @Option(help: ArgumentHelp("The branch.", valueName: "code")) var branch: String?
        @Option(help: ArgumentHelp("The committee, with those below it.", valueName: "code")) var committee: String?
        @OptionGroup var until: MonthsOption
        @OptionGroup var options: ClientOptions

        func validate() throws {
            if (branch == nil) == (committee == nil) {
                throw ValidationError("say of which: --branch or --committee")
            }
        }

        func perform(with client: APIClient) async throws {
            if let branch {
                let id = try await client.branch(branch).id
                return DiagnosisCommand.show(
                    try await client.get("/branches/\(id)/diagnosis", ["month": until.month]), output)
            }
            let id = try await client.committee(committee ?? "").id
            let found = try await client.get("/committees/\(id)/diagnosis", ["month": until.month])
            output.show(found) {
                let rows = (found["branches"]?.array ?? []).flatMap { branch in
                    (branch["figures"]?.array ?? []).map { (branch: branch.shown("branch"), figure: $0) }
                }
                return rows.map { row in
                    [row.branch, row.figure.shown("figure"), DiagnosisCommand.said(row.figure)]
                        .joined(separator: "  ")
                }.joined(separator: "\n")
            }
        }
    }

    struct Measures: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what of a branch’s work is less and what more, how true, how varied, how new.")

        @Option(help: ArgumentHelp("The branch.", valueName: "code")) var branch: String
        @OptionGroup var until: MonthsOption
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let id = try await client.branch(branch).id
            DiagnosisCommand.show(try await client.get("/branches/\(id)/measures", ["month": until.month]), output)
        }
    }

    struct Records: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the records that a figure of a branch stands on.")

        @Argument(help: ArgumentHelp("The figure, as it is called in the others.", valueName: "figure"))
        var figure: String
        @Option(help: ArgumentHelp("The branch.", valueName: "code")) var branch: String
        @OptionGroup var until: MonthsOption
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let id = try await client.branch(branch).id
            let found = try await client.get(
                "/branches/\(id)/diagnosis/records", ["figure": figure, "month": until.month])
            output.list(
                found.array ?? [],
                [
                    .text("Date", "on"), .text("Record", "kind"), .text("Title", "titleZh"), .number("Counts", "part"),
                    .number("Of", "whole"),
                ], none: "there is no record of these months")
        }
    }

    private static func show(_ found: JSON, _ output: Output) {
        output.show(found) {
            (found["heads"]?.array ?? []).map { head in
                let figures = (head["figures"]?.array ?? []).map { "  \($0.shown("figure"))  \(said($0))" }
                return ([head.shown("head")] + figures).joined(separator: "\n")
            }.joined(separator: "\n")
        }
    }

    /// 78.26 % (18/23) notice.
    private static func said(_ figure: JSON) -> String {
        guard figure["value"]?.isNull == false else { return "nothing on record" }
        let value = figure["unit"] == "share" ? "\(figure.shown("value")) %" : figure.shown("numerator")
        let of =
            figure["denominator"]?.isNull == false
            ? " (\(figure.shown("numerator"))/\(figure.shown("denominator")))" : ""
        let standing = figure["standing"]?.string
        return value + of + (standing.map { $0 == "told" ? "" : " \($0)" } ?? "")
    }
}

/// With which month the twelve end.
struct MonthsOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("The last of the twelve months; the last one that is over if not given.", valueName: "month")
    )
    var month: String?
}
