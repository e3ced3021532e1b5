import Domain
import Storage

/// How the machine is, for whoever runs it: the disk, the backups, and who has not yet come in.
struct MachineState: Sendable {
    struct Waiting: Sendable {
        let path: String
        let name: String
    }

    struct Content: Sendable {
        let condition: DatabaseCondition
        let newest: Backup?
        let backups: Int
        let failures: Int64
        /// How many tries to send a reminder failed since the server was started; nil where it sends no mail.
        let mailFailures: Int?
        /// The first of those who have an account and never set a password, and whether there are more.
        let waiting: [AccountListing]
        let isMoreWaiting: Bool
    }

    let facts: [Fact]
    let isUnwell: Bool
    let hasWaiting: Bool
    let waiting: [Waiting]
    /// Said where there are more than are named.
    let waitingMore: String?
    let accountsPath: String
    let upkeepPath: String

    /// - Parameters:
    ///   - now: to tell how old the newest backup is.
    ///   - time: a moment as the bureau's clocks show it.
    init(_ content: Content, now: Instant, _ words: Words, time: (Instant) -> String) {
        let condition: Word =
            switch content.condition {
            case .well: .machineWell
            case .full: .machineFull
            case .lost: .machineLost
            }
        let age = content.newest.map { max(0, now.seconds - $0.name.madeAt.seconds) / 86_400 }
        facts =
            [
                Fact(words(.state), words(condition)),
                Fact(
                    words(.newestBackup),
                    content.newest.map { backup in
                        words.noted(time(backup.name.madeAt), words.counted(.daysAgo, Int(age ?? 0)))
                    } ?? words(.backupsNone)),
                Fact(words(.backupsKept), String(content.backups)),
                Fact(words(.backupsFailed), String(content.failures)),
            ] + (content.mailFailures.map { [Fact(words(.mailFailed), String($0))] } ?? [])
        isUnwell =
            content.condition != .well || content.failures > 0 || content.mailFailures ?? 0 > 0
            || age.map { $0 > Self.oldest } ?? true
        waiting = content.waiting.map { listing in
            Waiting(
                path: LocalPath.administration("accounts/\(listing.account.id.rawValue)").text,
                name: "\(listing.shownName) \(listing.account.name)")
        }
        hasWaiting = !waiting.isEmpty
        waitingMore = content.isMoreWaiting ? words(.accountsWaitingMore) : nil
        accountsPath = LocalPath.administration("accounts").text
        upkeepPath = LocalPath.administration("upkeep").text
    }

    /// A backup that is older is pointed out, in days.
    private static let oldest: Int64 = 7
}

extension Visit {
    /// nil for whoever does not run the machine.
    func machineState() async throws -> MachineState.Content? {
        guard authority.allows(API.examineDatabase) else { return nil }
        let (waiting, isMore) = try await read { transaction -> ([AccountListing], Bool) in
            guard transaction.authority.allows(API.listAccounts) else { return ([], false) }
            let (rows, next) = try transaction.accounts(neverEntered: true, PageRequest(limit: 10)).rowsAndNext
            return (rows, next != nil)
        }
        let desk = site.api.backups
        let backups = desk.folder.backups()
        return MachineState.Content(
            condition: await site.api.store.database.condition(), newest: backups.first, backups: backups.count,
            failures: desk.failureCount,
            mailFailures: site.api.digests.mail == nil ? nil : site.api.digests.totals.failed, waiting: waiting,
            isMoreWaiting: isMore)
    }
}
