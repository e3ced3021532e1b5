import Domain
import Storage

/// The statement of a year for the appraisal and the personnel office (年度结果运用情况表): a row for each member, with what
/// its figures stand on. To be printed and signed, and as a table to take along.
struct StatementPage: WebPage {
    static let template = TemplateName.statement

    struct Row: Sendable {
        let number: String
        let member: String
        /// nil where all are of one.
        let branch: String?
        let ranked: String
        let won: String
        let mean: String
        let vetoes: String
        let points: String
        let basis: [String]
        let path: String
    }

    let title: String
    let heading: String
    let turning: Turning
    let back: ConfirmPage.Back
    let reference: String
    let hasRows: Bool
    let hasPoints: Bool
    /// By which tables the points are.
    let tables: [String]
    let rows: [Row]
    let signature: String
    let date: String
    let downloads: Downloads

    static let path = LocalPath.honours.part("statement")

    struct Content: Sendable {
        let choice: ChosenYear
        let members: [HonourListing]
        /// What stands in the year's ledger, by member.
        let ledger: [Code: [HonoursLedgerEntry]]
        let today: LocalDate

        init(_ transaction: Transaction, _ choice: ChosenYear) throws {
            self.choice = choice
            let (year, branch) = (choice.year, choice.branch?.branch.id)
            members = try transaction.yearResults(of: year, branch: branch).members
            ledger = Dictionary(
                grouping: try transaction.honoursLedger(HonoursLedgerFilter(year: year, branch: branch)),
                by: \.member.number)
            today = transaction.today
        }

        fileprivate func title(_ words: Words) -> String {
            words(.statementTitle, ["year": String(choice.year)])
        }
    }

    init(_ content: Content, _ words: Words) {
        let (chosen, year) = (content.choice, content.choice.year)
        let named = content.title(words)
        title = named
        heading = chosen.branch.map { words.named($0.branch.name, named) } ?? named
        turning = chosen.turning(on: Self.path)
        back = ConfirmPage.Back(LocalPath.honours.with("year", String(year)), words(.placeHonours))
        reference = words(.statementReference)
        rows = content.members.map { Row($0, content.ledger, year, namesBranch: chosen.branch == nil, words) }
        hasRows = !rows.isEmpty
        let tables = content.members.compactMap(\.performance).map { words.table(of: $0) }
        hasPoints = !tables.isEmpty
        self.tables = Set(tables).sorted().map { words.named(words(.performancePoints), $0) }
        signature = words(.statementSignature)
        date = words.date(content.today)
        downloads = Downloads(chosen.kept(on: Self.path))
    }

    /// The same to take along, with a column for each figure and one for what they stand on.
    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        let columns: [Word] = [
            .branch, .memberNumber, .member, .monthsRanked, .monthsWon, .monthsRevoked, .lastWon, .meanFinal, .trend,
            .yearVetoes, .yearCorrected, .performancePoints, .appraisalDecidedGrade, .yearBasis, .statementNote,
        ]
        return DownloadTable(
            words,
            [content.choice.branch?.branch.name, content.title(words)].compactMap(\.self),
            columns,
            content.members.map { listing in
                let figures = listing.figures
                return [
                    .text(listing.branchName), .text(listing.member.number.text), .text(listing.member.name),
                    .number(String(figures.monthsRanked.count)), .number(String(figures.monthsWon.count)),
                    .number(String(figures.monthsRevoked.count)), .text(listing.lastWon?.description ?? ""),
                    .optional(figures.mean?.fixed), .optional(figures.trend?.fixed),
                    .number(String(figures.vetoes.count)), .number(String(figures.corrected.count)),
                    .optional(listing.performance?.outcome.total.description),
                    .text(listing.grade.map { words($0.word) } ?? ""),
                    .text(
                        Row.basis(of: listing, content.ledger, words).joined(
                            separator: words.language == .chinese ? "；" : "; ")),
                    .text(words(.forReference)),
                ]
            })
    }
}

extension DownloadTable.Cell {
    /// Of a figure that there may be none of.
    static func optional(_ digits: String?) -> Self { digits.map(Self.number) ?? .text("") }
}

extension StatementPage.Row {
    init(
        _ listing: HonourListing, _ ledger: [Code: [HonoursLedgerEntry]], _ year: Int, namesBranch: Bool, _ words: Words
    ) {
        let figures = listing.figures
        number = listing.member.number.text
        member = listing.member.name
        branch = namesBranch ? listing.branchName : nil
        ranked = String(figures.monthsRanked.count)
        won = String(figures.monthsWon.count)
        mean = figures.mean?.fixed ?? "–"
        vetoes = String(figures.vetoes.count)
        points = listing.performance?.outcome.total.description ?? "–"
        basis = Self.basis(of: listing, ledger, namesTable: false, words)
        path = MemberYearPage.path(listing.id, year).text
    }

    /// What the figures that are not the arithmetic of others stand on, each under its name.
    static func basis(
        of listing: HonourListing, _ ledger: [Code: [HonoursLedgerEntry]], namesTable: Bool = true, _ words: Words
    ) -> [String] {
        let computed = [words(.meanFinal), words(.trend)]
        return YearLine.lines(
            of: listing, honours: ledger[listing.member.number] ?? [], namesTable: namesTable, words
        )
        .filter { !computed.contains($0.label) && $0.basis != "–" }
        .map { words.named($0.label, $0.basis) }
    }
}

/// One member's year: each figure with what it stands on, month by month, to be printed.
struct MemberYearPage: WebPage {
    static let template = TemplateName.memberYear

    struct MonthLine: Sendable {
        let month: String
        let area: String
        let place: String
        let final: String
        let outcome: String
        let hash: String
    }

    /// What a member's year in one branch comes to.
    struct Part: Sendable {
        let branch: String
        let lines: [YearLine]
        let months: [MonthLine]
    }

    let title: String
    let heading: String
    let turning: Turning
    let back: ConfirmPage.Back
    let reference: String
    let hasParts: Bool
    let parts: [Part]
    /// What the branch's appraisal decided; nil where there is nothing, and for whoever is not told.
    let grade: String?
    let signature: String
    let date: String

    static func path(_ id: ID<Member>, _ year: Int) -> LocalPath {
        LocalPath.one(LocalPath.honours.part("members"), id).with("year", String(year))
    }

    init(
        _ listings: [HonourListing], honours: [HonoursLedgerEntry], appraisals: [AppraisalListing], of id: ID<Member>,
        named name: String, in year: Int, today: LocalDate, _ words: Words
    ) {
        title = words(.memberYearTitle, ["name": name, "year": String(year)])
        heading = title
        turning = Turning(year: year) { Self.path(id, $0) }
        back = ConfirmPage.Back(LocalPath.honours.with("year", String(year)), words(.placeHonours))
        reference = words(.statementReference)
        parts = listings.map { listing in
            Part(
                branch: listing.branchName,
                lines: YearLine.lines(of: listing, honours: honours.filter { $0.branchCode == listing.branch }, words),
                months: listing.figures.areaMonths.map { MonthLine($0, words) })
        }
        hasParts = !parts.isEmpty
        let grades = appraisals.filter { $0.appraisal.year == year }.compactMap { appraisal in
            appraisal.line(of: id)?.decided.map { words.noted(words($0.grade.word), appraisal.branchName) }
        }
        grade = grades.isEmpty ? nil : words.named(words(.appraisalsTitle), words.list(grades))
        signature = words(.statementSignature)
        date = words.date(today)
    }
}

extension MemberYearPage.MonthLine {
    init(_ areaMonth: YearFigures.AreaMonth, _ words: Words) {
        month = words.month(areaMonth.month)
        area = "\(areaMonth.area.text) \(areaMonth.areaName)"
        place = areaMonth.place.map(String.init) ?? "–"
        final = areaMonth.final?.fixed ?? "–"
        outcome =
            switch (areaMonth.honour, areaMonth.standing) {
            case (.stands?, _): words(.yearWon)
            case (.revoked?, _): words(.monthsRevoked)
            case (nil, .vetoed): words(.yearVetoed)
            case (nil, .incomplete): words(.yearIncomplete)
            case (nil, .ranked): "–"
            }
        hash = areaMonth.hash.map { String($0.prefix(12)) } ?? "–"
    }
}

extension Site {
    static let statementRoutes: [Route] = [
        .get("/honours/statement", for: .signedIn) { visit in
            try visit.show(StatementPage(try await visit.reading(StatementPage.Content.init), visit.words))
        },
        .table("/honours/statement") { visit in
            StatementPage.table(try await visit.reading(StatementPage.Content.init), visit.words)
        },
        .get("/honours/members/{member}", for: .signedIn) { visit in
            let id: ID<Member> = try visit.id("member")
            let asked = visit.year
            let (listings, honours, appraisals, name, year, today) = try await visit.read { transaction in
                let year = asked ?? transaction.today.components.year
                let listings = try transaction.yearResults(of: year, member: id).members
                // Of whom there is nothing in this year, so much is told as of any member.
                let name = try listings.first?.member.name ?? transaction.member(id).member.name
                let honours = try transaction.honoursLedger(HonoursLedgerFilter(year: year, member: id))
                return (listings, honours, try transaction.appraisals(of: id), name, year, transaction.today)
            }
            return try visit.show(
                MemberYearPage(
                    listings, honours: honours, appraisals: appraisals, of: id, named: name, in: year, today: today,
                    visit.words))
        },
    ]
}
