import Domain
import Storage

/// The honours' ledger (荣誉台账) of a year, as it is printed on A4.
struct HonoursLedgerPage: WebPage {
    static let template = TemplateName.honoursLedger

    struct Content: Sendable {
        let choice: ChosenYear
        let entries: [HonoursLedgerEntry]
        let keeps: Bool

        init(_ transaction: Transaction, _ choice: ChosenYear) throws {
            self.choice = choice
            entries = try transaction.honoursLedger(
                HonoursLedgerFilter(year: choice.year, branch: choice.branch?.branch.id))
            keeps = transaction.authority.allows(API.importHonours)
        }
    }

    let title: String
    let heading: String
    let turning: Turning
    let year: String
    /// nil for whoever sees one branch alone.
    let branchMenu: FormField.Menu?
    let lines: HonoursLedgerLines?
    let downloads: Downloads
    let importPath: String?
    let back: ConfirmPage.Back

    init(_ content: Content, _ words: Words) {
        title = words(.ledgerTitle)
        let chosen = content.choice
        year = String(chosen.year)
        let name = chosen.branch.map { " – \($0.branch.name)" } ?? ""
        heading = words(.ledgerHeading, ["year": year]) + name
        turning = chosen.turning(on: .ledger)
        branchMenu = chosen.branchMenu(words)
        lines = HonoursLedgerLines(content.entries, keeps: content.keeps, words)
        downloads = Downloads(chosen.kept(on: .ledger))
        importPath = content.keeps ? LocalPath.imports.text : nil
        back = ConfirmPage.Back(LocalPath.honours.with("year", year), words(.placeHonours))
    }

    /// As an import takes it; an award that it has as well is passed over there.
    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.ledgerTitle), String(content.choice.year)],
            [
                DownloadTable.Column(HonoursLedgerFields.member), .init(HonoursLedgerFields.name),
                .init(HonoursLedgerFields.title.headings ?? .named("荣誉名称", "Honour")) { entry, words in
                    HonoursLedgerLines.title(entry, words)
                },
                .init(HonoursLedgerFields.level), .init(HonoursLedgerFields.document),
                .init(HonoursLedgerFields.awardedOn),
                .init(HonoursLedgerFields.issuer),
            ], of: content.entries.filter { $0.ending == nil })
    }
}

/// Lines of the ledger in a table.
struct HonoursLedgerLines: Sendable {
    struct Row: Sendable {
        let title: String
        let member: String
        let branch: String
        let level: String
        let document: String
        let on: String
        let issuer: String
        /// Said of what was revoked or withdrawn.
        let ended: String?
        /// Said of a paper that was corrected.
        let corrected: String?
        let steps: [Step]
    }

    let rows: [Row]

    /// nil for none.
    init?(_ entries: [HonoursLedgerEntry], keeps: Bool, _ words: Words) {
        guard !entries.isEmpty else { return nil }
        rows = entries.map { entry in
            Row(
                title: Self.title(entry, words), member: "\(entry.member.name) \(entry.member.number.text)",
                branch: entry.branchCode.text, level: words(entry.level.word), document: entry.document ?? "–",
                on: words.date(entry.on), issuer: entry.issuer ?? "–",
                ended: entry.ending.map {
                    words(
                        entry.month == nil ? .honourWithdrawn : .honourRevoked,
                        ["date": words.date($0.on), "reason": $0.reason])
                },
                corrected: entry.paperReason.map {
                    words(.paperCorrected, ["number": String(entry.paperRevision), "reason": $0])
                },
                steps: keeps && entry.ending == nil ? [Self.step(entry, words)] : [])
        }
    }

    /// What it is called; an award with its month and area.
    static func title(_ entry: HonoursLedgerEntry, _ words: Words) -> String {
        guard case .award(_, let month, let area, let name) = entry.source else { return entry.title ?? "–" }
        return words(.ledgerAward, ["month": words.month(month), "area": "\(area.text) \(name)"])
    }

    private static func step(_ entry: HonoursLedgerEntry, _ words: Words) -> Step {
        switch entry.source {
        case .award(let id, _, _, _):
            Step(path: LocalPath.one(.awards, id, "paper").text, label: words(.recordPaper), isMain: false)
        case .honour(let id):
            Step(path: LocalPath.one(.honours, id, "withdraw").text, label: words(.withdrawHonour), isMain: false)
        }
    }
}

extension Site {
    static let honoursLedgerRoutes: [Route] =
        [
            .get("/honours/ledger", for: .signedIn) { visit in
                try visit.show(HonoursLedgerPage(try await visit.reading(HonoursLedgerPage.Content.init), visit.words))
            },
            .table("/honours/ledger") { visit in
                HonoursLedgerPage.table(try await visit.reading(HonoursLedgerPage.Content.init), visit.words)
            },
        ] + ledgerForms.flatMap(\.routes)

    private static let ledgerForms: [FormRoute] = [
        FormRoute("/members/{member}/honours/new", API.recordHonour, .recordHonour) { visit in
            let id: ID<Member> = try visit.id("member")
            let member = try await visit.read { try $0.member(id).member }
            let words = visit.words
            return FormRoute.Asked(
                back: ConfirmPage.Back(.member(id), member.name),
                fields: [
                    HonoursLedgerFields.title.asked(words), HonoursLedgerFields.level.asked(words),
                    HonoursLedgerFields.document.asked(words), HonoursLedgerFields.awardedOn.asked(words),
                    HonoursLedgerFields.issuer.asked(words),
                ])
        } next: { visit, _ in
            LocalPath.member(try visit.id("member")).with(.recorded)
        },
        FormRoute("/honours/{honour}/withdraw", API.withdrawHonour, .withdrawHonour) { visit in
            let id: ID<Honour> = try visit.id("honour")
            let words = visit.words
            let entry = try await visit.read { try $0.honour(id) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.ledger, "\(HonoursLedgerLines.title(entry, words)) \(entry.member.name)"),
                intro: words(.withdrawHonourIntro), fields: [HonoursLedgerFields.reason.asked(words)])
        } next: { _, made in
            LocalPath.ledger.with("year", String((made["on"]?.string ?? "").prefix(4))).with(.recorded)
        },
        FormRoute("/awards/{award}/paper", API.recordAwardPaper, .recordPaper) { visit in
            let id: ID<Award> = try visit.id("award")
            let words = visit.words
            let (award, papers) = try await visit.read { (try $0.award(id).0, try $0.papers(of: id)) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(
                    LocalPath.ledger.with("year", String(award.month.year)),
                    "\(award.member.name) \(words.month(award.month))"),
                intro: words(.recordPaperIntro),
                fields: [
                    HonoursLedgerFields.paper.asked(words, first: papers.last?.paper.document.string),
                    HonoursLedgerFields.dated.asked(words, first: papers.last?.paper.dated.description),
                ] + (papers.isEmpty ? [] : [HonoursLedgerFields.revisionReason.asked(words).needed]))
        } next: { visit, _ in
            LocalPath.one(.awards, try visit.id("award", of: Award.self)).with(.recorded)
        },
    ]
}
