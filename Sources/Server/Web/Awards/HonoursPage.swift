import Domain
import Storage

/// The year: who won how often, and the awards that became final.
struct HonoursPage: WebPage {
    static let template = TemplateName.honours

    struct Row: Sendable {
        let branch: String
        let member: String
        let number: String
        let won: String
        let revoked: String?
        let lastWon: String
        /// What that is sorted by: the month as it is kept.
        let lastWonKey: String
        let ranked: String
        let mean: String
        let trend: String
        let vetoes: String
        let points: String
        /// The member's year, figure by figure.
        let path: String
    }

    /// What the year leaves with a branch.
    struct BranchLine: Sendable {
        let branch: String
        let ranked: String
        let won: String
        let without: String
        let mean: String
        let trend: String
        let vetoes: String
        let objections: String
    }

    /// A month that ended without award.
    struct WithoutLine: Sendable {
        let month: String
        let branch: String
        let reason: String
        let path: String
    }

    struct AwardLine: Sendable {
        let month: String
        let branch: String
        let area: String
        let member: String
        let final: String
        let path: String
        /// Said of an honour that was revoked.
        let revoked: String?
    }

    struct Content: Sendable {
        let choice: ChosenYear
        let results: YearResults
        let awards: [AwardListing]
        let without: [MonthWithoutAward]

        init(_ transaction: Transaction, _ choice: ChosenYear) throws {
            self.choice = choice
            let (year, branch) = (choice.year, choice.branch?.branch.id)
            results = try transaction.yearResults(of: year, branch: branch)
            let filter = AwardFilter(months: Month.months(of: year), branch: branch)
            awards = try transaction.whole { try transaction.awards(filter, $0) }
            without = try transaction.monthsWithoutAward(of: year, branch: branch)
        }
    }

    let title: String
    let heading: String
    let turning: Turning
    let year: String
    /// nil for whoever sees one branch alone.
    let branchMenu: FormField.Menu?
    let hasRows: Bool
    let table: TableHead
    let rows: [Row]
    let branchLines: [BranchLine]
    let statement: Step
    let hasAwards: Bool
    let awardLines: [AwardLine]
    let hasWithout: Bool
    let withoutLines: [WithoutLine]
    let ledgerPath: String
    let downloads: Downloads
    let awardDownloads: Downloads

    init(_ content: Content, _ words: Words, choice: TableChoice = .none) {
        title = words(.placeHonours)
        let (year, chosen) = (content.choice.year, content.choice)
        self.year = String(year)
        heading = words(.honoursHeading, ["year": self.year])
        turning = chosen.turning(on: .honours)
        branchMenu = chosen.branchMenu(words)
        let all = content.results.members.map { Row($0, year, words) }
        hasRows = !all.isEmpty
        (rows, table) = choice.arrange(all, by: Self.columns, on: chosen.kept(on: .honours), words)
        branchLines = content.results.branches.map { BranchLine($0, words) }
        statement = Step(
            path: chosen.kept(on: StatementPage.path).text, label: words(.statementLink), isMain: false)
        awardLines = content.awards.map { AwardLine($0, branch: $0.branchName, words) }
        hasAwards = !awardLines.isEmpty
        withoutLines = content.without.map { listing in
            WithoutLine(
                month: words.month(listing.month), branch: listing.branchName, reason: listing.reason,
                path: LocalPath.cycle(listing.cycle, "ranking").text)
        }
        hasWithout = !withoutLines.isEmpty
        ledgerPath = LocalPath.ledger.with("year", self.year).text
        downloads = Downloads(chosen.kept(on: .honours))
        awardDownloads = Downloads(chosen.kept(on: .awards))
    }

    private static let columns: [TableColumn<Row>] = [
        TableColumn("member", .member) { "\($0.member) \($0.number)" }, TableColumn("branch", .branch, \.branch),
        .figure("won", .monthsWon, \.won),
        TableColumn("last-won", .lastWon, rank: { Int($0.lastWonKey.filter(\.isNumber)) }, \.lastWon),
        .figure("ranked", .monthsRanked, \.ranked),
        .figure("mean", .meanFinal, \.mean), .figure("trend", .trend, \.trend),
        .figure("vetoes", .yearVetoes, \.vetoes),
        .figure("points", .performancePoints, \.points),
    ]

    static func awardTable(_ content: Content, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.awardsTitle), String(content.choice.year)],
            [.month, .branch, .areaCode, .areaName, .memberNumber, .member, .place, .final, .revocation],
            content.awards.map { award in
                [
                    .text(award.month.description), .text(award.branch.text), .text(award.area.text),
                    .text(award.areaName), .text(award.member.number.text), .text(award.member.name),
                    .number(String(award.place)), .number(award.final.fixed), .text(award.revocation?.reason ?? ""),
                ]
            })
    }

    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        let columns: [Word] = [
            .branch, .memberNumber, .member, .monthsWon, .monthsRevoked, .lastWon, .monthsRanked, .meanFinal, .trend,
            .yearVetoes, .performancePoints,
        ]
        return DownloadTable(
            name: "\(words(.placeHonours)) \(content.choice.year)", columns: columns.map { words($0) },
            rows: content.results.members.map { listing in
                let figures = listing.figures
                return [
                    .text(listing.branch.text), .text(listing.member.number.text), .text(listing.member.name),
                    .number(String(figures.monthsWon.count)), .number(String(figures.monthsRevoked.count)),
                    .text(listing.lastWon?.description ?? ""), .number(String(figures.monthsRanked.count)),
                    .optional(figures.mean?.fixed), .optional(figures.trend?.fixed),
                    .number(String(figures.vetoes.count)),
                    .optional(listing.performance?.outcome.total.description),
                ]
            }
        )
    }
}

extension HonoursPage.Row {
    fileprivate init(_ listing: HonourListing, _ year: Int, _ words: Words) {
        let figures = listing.figures
        branch = listing.branchName
        member = listing.member.name
        number = listing.member.number.text
        won = String(figures.monthsWon.count)
        revoked =
            figures.monthsRevoked.isEmpty
            ? nil : words(.monthsRevokedMark, ["count": String(figures.monthsRevoked.count)])
        lastWon = listing.lastWon.map(words.month) ?? "–"
        lastWonKey = listing.lastWon?.description ?? ""
        ranked = String(figures.monthsRanked.count)
        mean = figures.mean?.fixed ?? "–"
        trend = figures.trend?.fixed ?? "–"
        vetoes = String(figures.vetoes.count)
        points = listing.performance?.outcome.total.description ?? "–"
        path = MemberYearPage.path(listing.id, year).text
    }
}

extension HonoursPage.BranchLine {
    fileprivate init(_ year: BranchYear, _ words: Words) {
        branch = year.name
        ranked = String(year.figures.monthsRanked.count)
        won = String(year.figures.monthsWon.count)
        without = String(year.monthsWithoutAward.count)
        mean = year.figures.mean?.fixed ?? "–"
        trend = year.figures.trendOfMonths?.fixed ?? "–"
        vetoes = String(year.figures.vetoes.count)
        objections = words(
            .yearObjectionsSaid,
            ["received": String(year.objections), "upheld": String(year.objectionsUpheld)])
    }
}

extension HonoursPage.AwardLine {
    init(_ award: AwardListing, branch: String, _ words: Words) {
        month = words.month(award.month)
        self.branch = branch
        area = "\(award.area.text) \(award.areaName)"
        member = award.member.name
        final = award.final.fixed
        path = LocalPath.one(.awards, award.id).text
        revoked = award.revocation.map { words(.honourRevoked, ["date": words.date($0.on), "reason": $0.reason]) }
    }
}

/// The certificate of an award, to be printed.
struct CertificatePage: WebPage {
    static let template = TemplateName.certificate

    let title: String
    let heading: String
    let recipient: String
    let citation: String
    let issuer: String
    let date: String
    let notice: String?
    /// Said over an honour that was revoked, on paper too.
    let revoked: String?
    let steps: [Step]
    let documentPath: String
    let back: ConfirmPage.Back

    init(
        _ award: AwardListing, branchName: String, mayRevoke: Bool, _ words: Words, notice: String? = nil
    ) {
        self.notice = notice
        revoked = award.revocation.map { words(.honourRevoked, ["date": words.date($0.on), "reason": $0.reason]) }
        steps =
            mayRevoke && award.revocation == nil
            ? [Step(path: LocalPath.one(.awards, award.id, "revoke").text, label: words(.revokeAward), isMain: false)]
            : []
        title = "\(words(.certificate)) – \(award.member.name)"
        heading = words(.certificateHeading)
        recipient = words(.certificateRecipient, ["name": award.member.name])
        citation = words(
            .certificateCitation, ["month": words.month(award.month), "area": award.areaName, "branch": branchName])
        issuer = branchName
        date = words.date(award.awardedOn)
        documentPath = LocalPath.one(.awards, award.id, "certificate.docx").text
        back = ConfirmPage.Back(
            LocalPath.honours.with("year", String(award.month.year)), words(.placeHonours))
    }
}

extension Site {
    static let honourRoutes: [Route] = [
        .get("/honours", for: .signedIn) { visit in
            try visit.show(
                HonoursPage(try await visit.reading(HonoursPage.Content.init), visit.words, choice: visit.tableChoice))
        },
        .table("/honours") { visit in HonoursPage.table(try await visit.reading(HonoursPage.Content.init), visit.words)
        },
        .table("/awards") { visit in
            HonoursPage.awardTable(try await visit.reading(HonoursPage.Content.init), visit.words)
        },
        .get("/awards/{award}", for: .signedIn) { visit in
            let id: ID<Award> = try visit.id("award")
            let (award, mayRevoke) = try await visit.read { transaction in
                let (award, branch) = try transaction.award(id)
                return (award, try transaction.permission(in: branch).allows(API.revokeAward))
            }
            return try visit.show(
                CertificatePage(
                    award, branchName: award.branchName, mayRevoke: mayRevoke, visit.words, notice: visit.notice))
        },
        .document(API.certificateDocument) { visit in
            let id: ID<Award> = try visit.id("award")
            let (award, _) = try await visit.read { try $0.award(id) }
            return [visit.words(.certificate), award.month.description, award.member.name].joined(separator: " ")
        },
    ]
}
