import ArgumentParser
import Domain

struct FindCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "find", abstract: "Find whatever there is that you may read.",
        discussion: """
            People, areas, branches, months and findings by any part of a name, a code or a number, of which one Chinese \
            character is enough; people also by the first letters of their pinyin. Once a word has two characters, what \
            meetings, findings, plans, asks, adjustments, sheets, decisions and honours say is looked through too. Of several \
            words each has to be found: ‘zhibu find 甲支部 10月’ finds that branch's Octobers. Some of each kind are \
            shown; with --kind all of one.
            """
    )

    @Argument(help: ArgumentHelp("What to look for.", valueName: "text")) var texts: [String]
    @Option(
        help: ArgumentHelp(
            "Only these: person, area, branch, month, meeting, finding, planItem, ask, adjustment, sheet, objection, award or honour.",
            valueName: "kind"))
    var kind: String?
    @OptionGroup var options: ClientOptions

    func perform(with client: APIClient) async throws {
        var (items, longer, cursor): ([JSON], [String], String?) = ([], [], nil)
        let text = texts.joined(separator: " ")
        repeat {
            let limit = kind == nil ? nil : "100"
            let found = try await client.get(
                "/search", ["q": text, "kind": kind, "limit": limit, "cursor": cursor])
            cursor = nil
            for group in found["groups"]?.array ?? [] {
                items += group["items"]?.array ?? []
                guard let next = group["nextCursor"]?.string else { continue }
                if kind == nil { longer.append(group.shown("kind")) } else { cursor = next }
            }
        } while cursor != nil
        output.list(
            items,
            [
                .text("Kind", "kind"), .number("Id", "id"), .text("Code", "code"), .text("Name", "name"),
                .text("Branch", "branch"),
                .text("Day") { $0["day"]?.string ?? $0["month"]?.string ?? "" },
                .text("Past") { $0["isPast"] == true ? "yes" : "" }, .text("Says", "excerpt"),
            ],
            none: "nothing that you may read has that in its name, its code, its number or what it says"
        )
        for kind in longer { output.note("there are more: --kind \(kind) shows all of them") }
    }
}
