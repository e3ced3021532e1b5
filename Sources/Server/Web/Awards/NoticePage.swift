import Domain
import Storage

/// The notice of a month's ranking, to be read on a screen and to hang on the wall.
struct NoticePage: WebPage {
    static let template = TemplateName.noticePage

    struct Row: Sendable {
        let place: String
        let area: String
        let holder: String
        let final: String
        let isWinner: Bool
    }

    struct Unranked: Sendable {
        let area: String
        let holder: String
        let cause: String
    }

    struct Content: Sendable {
        let ranking: RankingPage.Content
        /// The first day that counts; nil before it is posted.
        let begins: LocalDate?
        /// Working days that the notice still stands, today's included; nil once it is over.
        let daysLeft: Int?
        /// To whom objections are made.
        let receiver: NoticeContactListing

        init(_ transaction: Transaction, _ id: ID<Cycle>) throws {
            ranking = try RankingPage.Content(transaction, id)
            let cycle = ranking.head.cycle
            receiver = try transaction.noticeReceiver(for: cycle.branch)
            let today = ranking.head.today
            let calendar = try transaction.workCalendar()
            let scheme = ranking.scheme
            let begins = cycle.postedOn.map { scheme.noticeBegins(postedOn: $0, calendar: calendar) }
            self.begins = begins
            guard cycle.status == .posted, !cycle.noticeHasStood(on: today), let begins, let ends = cycle.noticeEnds
            else {
                daysLeft = nil
                return
            }
            daysLeft = calendar.workingDays(after: max(begins, today).adding(days: -1), through: ends)
        }
    }

    let title: String
    let notice: String?
    let head: CycleHead
    let heading: String
    let standing: String
    let opening: String
    let outcome: String
    let hasUnranked: Bool
    let rows: [Row]
    let unranked: [Unranked]
    let hasRemarks: Bool
    let remarks: [String]
    let closing: String
    /// In which ways, and that whose objections are taken in.
    let ways: String
    /// How whoever receives objections is reached.
    let contact: [Fact]
    let signature: String
    let postedOn: String
    let hash: String?
    /// How many objections there were, once it is over; nil before.
    let objections: String?
    let objectionsPath: String
    /// Where it can be checked and taken along.
    let snapshotsPath: String
    let documentPath: String

    /// - Throws: a ``Problem`` (404) where the month was never posted.
    init(_ content: Content, _ words: Words, notice: String? = nil) throws {
        self.notice = notice
        let (ranking, cycle) = (content.ranking, content.ranking.head.cycle)
        guard let listing = ranking.listing, let posted = cycle.postedOn, let ends = cycle.noticeEnds else {
            throw Problem.notFound
        }
        let month = words.month(cycle.month)
        head = CycleHead(ranking.head, at: .notice, words)
        title = "\(words(.tabNotice)) – \(head.title)"
        heading = words(.noticeHeading, ["month": month])
        standing =
            content.daysLeft.map { words.counted(.noticeDaysLeft, $0, ["date": words.day(ends)]) }
            ?? words(cycle.status == .posted ? .noticeOver : .noticeEnded, ["date": words.day(ends)])
        opening = words(
            .noticeOpening,
            ["branch": listing.branchName, "month": month, "scheme": words(ranking.scheme.title)])
        outcome =
            cycle.status == .withoutAward
            ? words(.rankingWithoutAward)
            : RankingPage.winners(of: listing, words).map { words(.noticeWinners, ["winners": $0]) }
                ?? words(.noticeNoWinner)
        rows = listing.ranking.rows.map { row in
            Row(
                place: String(row.place), area: "\(row.area.text) \(row.labels.area)",
                holder: words.holders(row.labels.holders), final: row.score.final.fixed,
                isWinner: listing.isWinner(row)
            )
        }
        unranked = listing.unranked.map { area in
            let row = area.row
            return Unranked(
                area: "\(row.area.text) \(row.labels.area)", holder: words.holders(row.labels.holders),
                cause: RankingPage.cause(of: row.score, area.departure, ranking.scheme, words)
            )
        }
        hasUnranked = !unranked.isEmpty
        remarks = RemarkLines.lines(listing, words)
        hasRemarks = !remarks.isEmpty
        closing = words(
            .noticeClosing,
            [
                "from": words.date(content.begins ?? posted), "until": words.date(ends),
                "days": words.counted(.workingDays, ranking.scheme.noticeWorkingDays),
                "body": content.receiver.contact?.body.string ?? content.receiver.committee.name,
            ])
        let deadline = content.receiver.contact?.letterDeadline.map {
            words($0 == .arrival ? .noticeLettersArrive : .noticeLettersPosted, ["until": words.date(ends)])
        }
        ways = [words(.noticeWays), deadline].compactMap(\.self).joined(
            separator: words.language == .chinese ? "" : " ")
        contact = content.receiver.contact.map { NoticeContactFields.facts($0, words) } ?? []
        signature = listing.branchName
        postedOn = words.date(posted)
        hash = listing.snapshot?.hash
        let isOver = cycle.status == .final || cycle.status == .withoutAward
        objections = isOver ? ObjectionLines.counted(listing.remarks.objections, words) : nil
        objectionsPath = LocalPath.objections.text
        snapshotsPath = LocalPath.cycle(cycle.id, "snapshots").text
        documentPath = LocalPath.cycle(cycle.id, "notice.docx").text
    }
}

extension Site {
    static let noticeRoutes: [Route] = [
        .get("/cycles/{cycle}/notice", for: .signedIn) { visit in
            let id: ID<Cycle> = try visit.id("cycle")
            let content = try await visit.read { try NoticePage.Content($0, id) }
            return try visit.show(NoticePage(content, visit.words, notice: visit.notice))
        },
        .document(API.noticeDocument) { visit in
            let id: ID<Cycle> = try visit.id("cycle")
            let cycle = try await visit.read { try $0.cycle(id) }
            return visit.words(.noticeHeading, ["month": visit.words.month(cycle.month)])
        },
    ]
}
