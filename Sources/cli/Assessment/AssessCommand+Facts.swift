import ArgumentParser
import Domain

extension AssessCommand {
    struct Facts: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What the city-management platform and 12345 count for a month's areas: shown, never points.",
            subcommands: [Import.self, Show.self]
        )

        struct Import: ClientCommand {
            static let configuration = CommandConfiguration(
                abstract: "Import a month's figures of the platform or of 12345, of all branches' areas.",
                discussion: """
                    Columns: 责任区编号, 立案, 按期结案, 返工, 投诉, 查实, 回访, 满意; what a file does not say of an area stays. They may \
                    come late, and change no result.
                    """
            )

            @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
            @Option(
                help: ArgumentHelp("Why the file has other figures than those that stand.", valueName: "reason"))
            var revisionReason: String?
            @OptionGroup var file: ImportOptions
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                try await importing(
                    file, to: "/imports/facts", with: client,
                    [("month", month.description), ("revisionReason", revisionReason)])
            }
        }

        struct Show: ClientCommand {
            static let configuration = CommandConfiguration(
                abstract: "Show what the platform and 12345 count for a month's areas.")

            @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
            @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?
            @Option(help: ArgumentHelp("Only of this area.", valueName: "code")) var area: String?
            @Flag(help: "With what was revised.") var revisions = false
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                output.list(
                    try await client.list(
                        "/facts",
                        [
                            "month": month.description, "branch": branch, "area": area,
                            "revisions": revisions ? "true" : nil,
                        ]),
                    [.text("Area", "area"), .text("Name", "name")]
                        + FactsText.figures.map { name, title in .number(title, name) } + [
                            .number("Revision", "revision"), .text("Remarks") { FactsText.marks(of: $0) },
                        ],
                    none: "nothing is known of \(month): ‘zhibu assess facts import’ takes the platform's file"
                )
            }
        }
    }
}

/// An area's figures of the platform and of 12345, as the command says them.
enum FactsText {
    static let figures = [
        ("filed", "Filed"), ("closedInTime", "In time"), ("redone", "Redone"), ("complaints", "Complaints"),
        ("substantiated", "Substantiated"), ("calledBack", "Called back"), ("satisfied", "Satisfied"),
    ]

    /// nil where nothing is known.
    static func line(of facts: JSON?) -> String? {
        guard let facts, !facts.isNull else { return nil }
        let known = figures.filter { facts[$0.0]?.isNull == false }.map { name, title in
            "\(title.lowercased()) \(facts.shown(name))"
        }
        let marks = marks(of: facts)
        return "platform figures, which are no points: \(known.joined(separator: ", "))"
            + (marks.isEmpty ? "" : " (\(marks))")
    }

    static func marks(of facts: JSON) -> String {
        let when =
            facts["sinceClosing"]?.bool == true
            ? "since closing" : facts["late"]?.bool == true ? "after the last day for scoring" : nil
        let reason = facts.shown("revisionReason")
        return [when, reason.isEmpty ? nil : "revised: \(reason)"].compactMap(\.self).joined(separator: "; ")
    }
}
