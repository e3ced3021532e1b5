import Domain
import Storage

/// What an open month still waits for: of whom, and where it is entered.
struct AwaitedLines: Sendable {
    struct Sheet: Sendable {
        let area: String
        /// Where the very sheet is entered; nil where that is not the reader's to do.
        let path: String?
    }

    struct Line: Sendable {
        let tier: String
        /// Who is to give them; nil where it may be any of those who score the tier.
        let assessor: String?
        let count: String
        let sheets: [Sheet]
        /// What stands for areas that are too many to be seen at once.
        let folded: String
        let isFolded: Bool
    }

    /// By tier and assessor, those of nobody in particular last.
    let parts: Sectioned<Line>
    private static let mostSeen = 12
    /// The same to be copied into a chat.
    let text: String

    /// - Parameter mayEnter: whether the reader enters anybody's sheets.
    /// - Returns: nil where nothing is missing.
    init?(_ completeness: [AreaCompleteness], of listing: CycleListing, mayEnter: Bool, _ words: Words) {
        var lines: [Line] = []
        let cycle = listing.cycle
        for tier in Tier.allCases {
            let target = LocalPath.cycle(cycle.id, "scores").with("tier", tier.rawValue)
            func line(_ person: PersonReference?, _ areas: [AreaCompleteness]) -> Line {
                let path = person.map { target.with("assessor", $0.number.text) } ?? target
                return Line(
                    tier: words(tier.word), assessor: person.map { "\($0.name) \($0.number.text)" },
                    count: words.counted(.sheetsCounted, areas.count),
                    sheets: areas.map {
                        Sheet(area: "\($0.area.code.text) \($0.area.name)", path: mayEnter ? path.text : nil)
                    }, folded: [areas.first, areas.last].compactMap { $0?.area.code.text }.joined(separator: " – "),
                    isFolded: areas.count > Self.mostSeen)
            }
            let persons = Dictionary(
                grouping: completeness.flatMap { area in (area.awaited[tier] ?? []).map { ($0, area) } }, by: \.0)
            for person in persons.keys.sorted(by: { $0.number < $1.number }) {
                lines.append(line(person, (persons[person] ?? []).map(\.1)))
            }
            let unnamed = completeness.filter {
                $0.departure == nil && $0.missing.contains(.tier(tier)) && $0.awaited[tier] == nil
            }
            if !unnamed.isEmpty { lines.append(line(nil, unnamed)) }
        }
        guard !lines.isEmpty else { return nil }
        parts = Sectioned(lines, of: "awaited", width: 4, words, by: \.tier)
        text =
            ([
                words(
                    .awaitedText,
                    [
                        "branch": listing.branchName, "month": words.month(cycle.month),
                        "due": words.date(listing.dueDate),
                    ])
            ]
            + lines.map { line in
                words(
                    .awaitedTextLine,
                    [
                        "tier": line.tier, "name": line.assessor ?? words(.awaitedAnybody), "count": line.count,
                        "areas": words.list(line.sheets.map(\.area)),
                    ])
            }).joined(separator: "\n")
    }
}
