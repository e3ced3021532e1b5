import Domain
import Storage

/// What whoever inspects looks at first: what came late into the months, and who looked at what is not everybody's.
struct Inspection: Sendable {
    struct MonthLine: Sendable {
        let path: String
        let name: String
        let lines: [String]
    }

    struct SeenLine: Sendable {
        let at: String
        let said: String
    }

    struct Content: Sendable {
        let changes: [LateChanges]
        /// The newest ones of ``days``, and whether there are more.
        let seen: [AuditListing]
        let isMoreSeen: Bool

        private static let shown = 10

        init(_ transaction: Transaction) throws {
            let month = transaction.today.month
            changes = try transaction.lateChanges(
                from: month.adding(months: 1 - Inspection.months), through: month)
            let days = DateSpan(from: transaction.today.adding(days: -Inspection.days), until: nil)
            var found: [AuditListing] = []
            var isMore = false
            for action in [AuditAction.disclosed, .exported] {
                let page = try transaction.auditListings(
                    AuditFilter(action: action, days: days), PageRequest(limit: Self.shown))
                let (listings, next) = page.rowsAndNext
                found += listings
                isMore = isMore || next != nil
            }
            isMoreSeen = isMore || found.count > Self.shown
            seen = Array(found.sorted { $0.entry.id > $1.entry.id }.prefix(Self.shown))
        }
    }

    private static let months = 3
    private static let days = 30

    let hasChanges: Bool
    let changes: [MonthLine]
    let hasSeen: Bool
    let seen: [SeenLine]
    let seenPath: String
    /// Said of the link to all of them; nil where these are all.
    let seenMore: String?

    /// - Parameter time: a moment as the bureau's clocks show it.
    init(_ content: Content, _ words: Words, time: (Instant) -> String) {
        changes = content.changes.map { change in
            let counts =
                (change.lateSheets > 0 ? [words.counted(.lateSheets, change.lateSheets)] : [])
                + (change.revisedSheets > 0 ? [words.counted(.revisedSheets, change.revisedSheets)] : [])
            return MonthLine(
                path: LocalPath.cycle(change.cycle.id).text,
                name: "\(words.month(change.cycle.month)) \(change.branchName)",
                lines: counts + RemarkLines.lines(change.remarks, words))
        }
        hasChanges = !changes.isEmpty
        seen = content.seen.map { listing in
            let entry = listing.entry
            let subject = AuditSubject(rawValue: entry.subject).map { words($0.word) } ?? entry.subject
            return SeenLine(
                at: time(entry.at),
                said: words(
                    .seenSaid,
                    [
                        "name": listing.actorName ?? words.account(entry.actor),
                        "act": AuditAction(rawValue: entry.action).map { words($0.word) } ?? entry.action,
                        "subject": [subject, listing.about?.code].compactMap(\.self).joined(separator: " "),
                    ]))
        }
        hasSeen = !seen.isEmpty
        seenPath = LocalPath.administration("audit").with("action", AuditAction.disclosed.rawValue).text
        seenMore = content.isMoreSeen ? words(.seenAll) : nil
    }
}
