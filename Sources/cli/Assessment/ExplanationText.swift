import Domain

/// One area's month as it is read: the result first, then each figure down to the records it was made of.
struct ExplanationText {
    let explained: JSON
    /// By which the month is scored.
    let scheme: JSON

    var text: String {
        ([heading, sum] + tables + [FactsText.line(of: explained["facts"]).map { "\n\($0)" }].compactMap(\.self))
            .joined(separator: "\n")
    }

    private var heading: String {
        let holders = explained.people("holders")
        let preview = explained["preview"]?.bool == true ? " (preview — the month is still open)" : ""
        return "\(explained.shown("area")) \(explained.shown("name")), \(explained.shown("month"))\(preview)\n"
            + (holders.isEmpty ? "nobody held it" : "held by \(holders)") + "; \(standing)"
    }

    private var standing: String {
        switch explained["standing"]?.string {
        case "incomplete": return "incomplete, so without a place; missing: \(explained.shown("missing"))"
        case "vetoed": return "vetoed, so without a place"
        default:
            let decided = Ranking.Link.sentence(for: explained["decidedBy"]?.string)
            let rounded =
                explained["decidedByRounding"]?.bool == true
                ? "; rounded once at the end, it would not stand below the row above" : ""
            return "place \(explained.shown("place"))" + (decided.isEmpty ? "" : ", decided by \(decided)") + rounded
                + distance("distanceUp", "more") + distance("distanceDown", "fewer")
        }
    }

    /// The fewest points that would have changed the place: `; with 0.35 more, place 2`.
    private func distance(_ name: String, _ word: String) -> String {
        guard let distance = explained[name], !distance.isNull else { return "" }
        return "; with \(distance.shown("points")) \(word), place \(distance.shown("place"))"
    }

    /// `final 86.15 = weighted 89.15 + bonuses 3 − deductions 6`
    private var sum: String {
        var line = "weighted \(explained.shown("weighted")) + bonuses \(explained.shown("bonuses"))"
        line += " − deductions \(explained.shown("deductions"))"
        let final = explained.shown("final")
        if !final.isEmpty { line = "final \(final) = \(line)" }
        let uncapped = explained.shown("uncappedBonuses")
        if uncapped != explained.shown("bonuses") {
            line += "\nbonuses came to \(uncapped); the scheme's cap is \(explained.shown("bonusCap"))"
        }
        if explained["standing"]?.string == "vetoed" { line += "\na veto makes the final 0" }
        return line
    }

    private var tables: [String] {
        [
            table(
                "tiers", "Tiers",
                [
                    .text("Tier", "tier"), .number("Weight") { "\($0.shown("weight")) %" }, .text("By", "combine"),
                    .number("Sheets", "sheets"), .number("Needed", "needed"), .points("Score", "score"),
                    .text("Trimmed") { $0["trimmed"]?.bool == true ? "highest and lowest dropped" : "" },
                    .text("Shown") { $0["sheetsShown"]?.bool == false ? "the score, not the sheets" : "" },
                ]
            ),
            table(
                "items", "Bonuses and deductions",
                [
                    .text("Item") { $0.shown($0["titleZh"]?.string == nil ? "item" : "titleZh") },
                    .text("Kind", "kind"),
                    .number("Times", "times"), .points("Uncapped", "uncapped"), .points("Counts", "points"),
                ]
            ),
            table(
                "preceding", "Trend \(explained.shown("trend")), from the months before",
                [.text("Month", "month"), .points("Final", "final")]
            ),
            table(
                "sheets", "Sheets",
                [
                    .text("Tier", "tier"), .text("Assessor", "assessor"), .text("Name", "assessorName"),
                    .points("Total", "total"), .text("Points", "points"), .text("Lost for") { lostFor($0) },
                    .number("Revision", "revision"),
                    .text("Late", "lateReason"), .text("Not counted", "notCounted"), .text("Comment", "comment"),
                ]
            ),
            table(
                "adjustments", "Adjustments",
                [
                    .number("Id", "id"), .text("Date", "date"), .text("Kind", "kind"), .text("Item", "item"),
                    .text("Level", "level"), .number("Times", "times"),
                    .text("Points") { countsUnder($0) ?? "" }, .text("Event", "event"), .text("Document", "document"),
                    .text("Reason", "reason"), .person("Recorder", "recorder"), .text("Late", "lateReason"),
                ]
            ),
        ]
        .compactMap(\.self)
    }

    /// What a sheet's criteria lost for: `秩序 20: 迟到×2；路面积水−1`.
    private func lostFor(_ sheet: JSON) -> String {
        (sheet["losses"]?.object?.members ?? []).map { member in
            let criterion = scheme["criteria"]?.array?.first { $0["key"]?.string == member.name }
            let causes = (member.value.array ?? []).map { loss in
                let listed = criterion?["losses"]?.array?.first { $0["key"] == loss["item"] }
                let cause = listed?.shown("titleZh") ?? loss["reason"]?.string ?? loss.shown("item")
                let often = loss["times"] == 1 ? "" : "×\(loss.shown("times"))"
                let isFixed = listed?["points"] != nil
                return "\(cause)\(often)\(isFixed ? "" : "−\(loss.shown("points"))")"
            }
            let points = sheet["points"]?[member.name]?.text ?? ""
            return "\(criterion?.shown("titleZh") ?? member.name) \(points): \(causes.joined(separator: "；"))"
        }.joined(separator: "\n")
    }

    /// What an adjustment brings before its item's cap, or under which one it counts.
    private func countsUnder(_ adjustment: JSON) -> String? {
        let part = explained["entries"]?.array?.first { $0["adjustment"] == adjustment["id"] }
        guard let other = part?["countsUnder"]?.integer else { return part?.shown("points") }
        return "0, counts under \(other)"
    }

    private func table(_ name: String, _ title: String, _ columns: [Table.Column]) -> String? {
        guard let rows = explained[name]?.array, !rows.isEmpty else { return nil }
        return "\n\(title)\n\(Table(rows, columns).text)"
    }
}
