import Domain
import Storage

/// Who of a branch has talked with whom in a year, and who has not yet. Nothing is entered for it.
struct TalkPairsPage: WebPage {
    static let template = TemplateName.talkPairs

    struct Row: Sendable {
        let person: String
        let with: String
        let without: String
        let state: String
        let stateCode: String
    }

    struct Section: Sendable {
        let heading: String
        let rows: [Row]
    }

    let title: String
    let turning: Turning
    let intro: String
    let summary: String
    let isEmpty: Bool
    let sections: [Section]
    let downloads: Downloads
    let back: ConfirmPage.Back

    init(_ content: TalkYear, _ words: Words) {
        let page = LocalPath.branch(content.branch, "talk-pairs")
        title = words(.pairsHeading, ["year": String(content.year), "branch": content.branchName])
        turning = Turning(year: content.year) { page.with("year", String($0)) }
        intro = words(content.hasCommittee ? .pairsIntro : .pairsIntroNoCommittee)
        summary =
            content.missing == 0 ? words(.pairsComplete) : words.counted(.pairsMissing, content.missing)
        sections = TalkPairs.Relation.allCases.compactMap { relation in
            let lines = content.lines.filter { $0.relation == relation }
            return lines.isEmpty ? nil : Section(heading: words(relation.word), rows: lines.map { Row($0, words) })
        }
        isEmpty = sections.isEmpty
        downloads = Downloads(page.with("year", String(content.year)))
        back = ConfirmPage.Back(LocalPath.talks.with("year", String(content.year)), words(.talksTitle))
    }

    static func table(_ content: TalkYear, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.pairsTitle), content.branchCode.text, String(content.year)],
            [.pairsRelation, .memberNumber, .memberName, .pairsWith, .pairsWithout, .state],
            content.lines.map { line in
                [
                    .text(words(line.relation.word)), .text(line.person.number.text), .text(line.person.name),
                    .text(words.list(line.with.map(\.name))), .text(words.list(line.without.map(\.name))),
                    .text(words(line.coveredOn == nil ? .pairsOpen : .pairsCovered)),
                ]
            })
    }
}

extension TalkPairsPage.Row {
    fileprivate init(_ line: TalkYear.Line, _ words: Words) {
        person = line.person.name
        with = words.list(line.with.map(\.name)).nonEmpty ?? "–"
        without = words.list(line.without.map(\.name)).nonEmpty ?? "–"
        state = words(line.coveredOn == nil ? .pairsOpen : .pairsCovered)
        stateCode = line.coveredOn == nil ? "open" : "done"
    }
}

extension Site {
    static let talkPairRoutes: [Route] = [
        .get("/branches/{branch}/talk-pairs", for: .signedIn) { visit in
            try visit.show(TalkPairsPage(try await visit.talkYear(), visit.words))
        },
        .table("/branches/{branch}/talk-pairs") { visit in
            TalkPairsPage.table(try await visit.talkYear(), visit.words)
        },
    ]
}

extension Visit {
    fileprivate func talkYear() async throws -> TalkYear {
        let (id, year): (ID<Branch>, Int?) = (try id("branch"), year)
        return try await read { try $0.talkYear(of: id, in: year ?? $0.today.components.year) }
    }
}
