import ArgumentParser
import Domain

extension AwardCommand {
    struct Changes: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what was changed late in a closed month, the winners first: figures, and no verdict.",
            discussion: """
                Late is what was entered, revised or taken back in the last two working days up to the closing, or after \
                the month had been opened again, by the server's clock.
                """
        )

        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
        @Option(help: ArgumentHelp("Only this branch.", valueName: "code")) var branch: String?
        @Option(help: ArgumentHelp("List each change on this area.", valueName: "code")) var area: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let cycles = try await client.list("/cycles", ["month": month.description, "branch": branch])
                .filter { $0["status"]?.string != Cycle.Status.open.rawValue }
            var found: [(cycle: JSON, changes: JSON)] = []
            for cycle in cycles {
                found.append((cycle, try await client.get("/cycles/\(try cycle.id)/closing-changes")))
            }
            if found.isEmpty, !output.isJSON {
                return output.note("nothing to show for \(month): no month is closed there")
            }
            output.show(.array(found.map(\.changes))) {
                found.map { text(of: $0.cycle, $0.changes) }.joined(separator: "\n\n")
            }
        }

        private func text(of cycle: JSON, _ changes: JSON) -> String {
            let areas = changes["areas"]?.array ?? []
            let closings = (changes["closedAt"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
            var parts = [
                "\(cycle.shown("branch")), \(cycle.shown("month")): last days from \(changes.shown("lastDaysFrom")), "
                    + "closed \(closings)"
            ]
            func figure(_ title: String, _ record: String, _ act: ClosingChange.Act) -> Table.Column {
                .text(title) { String($0[record]?[act.rawValue]?.integer ?? 0) }
            }
            parts.append(
                Table(
                    areas,
                    [
                        .text("") { $0["winner"]?.bool == true ? "★" : "" }, .text("Area", "area"),
                        .text("Name", "name"), figure("Sheets +", "sheets", .entered),
                        figure("revised", "sheets", .revised), figure("taken back", "sheets", .takenBack),
                        figure("Adjustments +", "adjustments", .entered), figure("revised", "adjustments", .revised),
                        figure("taken back", "adjustments", .takenBack), .number("In all", "total"),
                    ]
                ).text)
            if let mean = changes["othersMean"], mean != .null { parts.append("other areas on average: \(mean.text)") }
            for change in areas.first(where: { $0.shown("area") == area })?["changes"]?.array ?? [] {
                let who = change["label"]?.string ?? change.person("assessor")
                let what = [change.shown("record"), change.shown("tier"), change.shown("item"), who]
                    .filter { !$0.isEmpty }.joined(separator: " ")
                let reason = change["reason"]?.string.map { ": \($0)" } ?? ""
                parts.append(
                    "\(change.shown("at")) by \(change.shown("by")): \(what) \(change.shown("act")) "
                        + "(\(change.shown("phase")))\(reason)")
            }
            return parts.joined(separator: "\n")
        }
    }
}
