import Domain
import Storage
import Synchronization

/// Files that were sent to be looked at and were not carried out yet, so that nobody has to choose theirs again.
///
/// A file is that of one list and of the session that sent it, and nobody else sees or carries it out. It has no name on
/// the disk (``Spool``), so nothing of it outlasts the process; it goes once it was used, with the session, and after
/// ``life`` at the latest.
final class KeptImports: Sendable {
    /// In seconds.
    static let life: Int64 = 30 * 60
    /// How many there are at once.
    static let most = 32
    /// In bytes, of all of them: as much is left for files that are being received.
    static let room = ImportDesk.room / 2

    /// Whose a file is.
    struct Sender: Hashable, Sendable {
        let account: ID<Account>
        let session: ID<SignInSession>
    }

    /// What came of the file when it was last read.
    enum State: Sendable {
        /// It cannot go in.
        case refused(Problem)
        /// What it would do.
        ///
        /// - Parameter isAnew: it would have done something else when it was to be carried out.
        case shown(ImportReport, isAnew: Bool)
        case done(ImportReport)
    }

    /// A kept file, but for its content.
    struct Kept: Sendable {
        /// Tells this reading of this file from any other.
        var token = Secret(new: "").text
        /// How it was read.
        var form: Form
        var headings: [ImportReading.Heading] = []
        var columns: [SpreadsheetColumn] = []
        var state: State
        let until: Instant
    }

    private struct Key: Hashable {
        let account: ID<Account>
        let list: String
    }

    private struct Entry {
        let session: ID<SignInSession>
        var kept: Kept
        /// nil once it was carried out.
        var spool: Spool?
        let size: Int
        var isInUse = false
        /// To go as soon as it is not in use any more.
        var isDoomed = false
    }

    private let entries = Mutex<[Key: Entry]>([:])

    /// How many there are.
    var count: Int { entries.withLock { $0.values.count { $0.spool != nil } } }

    /// Keeps a file in the place of an earlier one, until it is looked at the next time, or ``life`` has gone by.
    ///
    /// Where there is no room, the oldest file of the account that has most goes.
    func keep(_ spool: Spool, _ kept: Kept, of list: String, for sender: Sender) {
        let size = spool.size
        entries.withLock { entries in
            let key = Key(account: sender.account, list: list)
            Self.remove(key, from: &entries)
            while entries.values.count(where: { $0.spool != nil }) >= Self.most
                || entries.values.reduce(size, { $0 + ($1.spool == nil ? 0 : $1.size) }) > Self.room
            {
                guard let next = Self.nextToGo(entries) else { break }
                Self.remove(next, from: &entries)
            }
            entries[key] = Entry(session: sender.session, kept: kept, spool: spool, size: size)
        }
    }

    /// What is kept for the sender.
    func find(_ list: String, of sender: Sender, at now: Instant) -> Kept? {
        entries.withLock { entries in
            let key = Key(account: sender.account, list: list)
            guard let entry = entries[key], entry.session == sender.session, !entry.isDoomed else { return nil }
            if entry.kept.until <= now {
                Self.remove(key, from: &entries)
                return nil
            }
            return entry.kept
        }
    }

    /// Does something with the sender's file, which stays where it is meanwhile.
    ///
    /// - Parameter work: gives what is to be kept of it from now on.
    /// - Returns: false where there is no such file.
    func using(
        _ list: String, of sender: Sender, at now: Instant,
        _ work: (Spool, Kept) async throws -> Kept
    ) async throws -> Bool {
        let key = Key(account: sender.account, list: list)
        let taken: (Spool, Kept)? = entries.withLock { entries in
            guard let entry = entries[key], entry.session == sender.session, !entry.isDoomed, !entry.isInUse,
                entry.kept.until > now, let spool = entry.spool
            else { return nil }
            entries[key]?.isInUse = true
            return (spool, entry.kept)
        }
        guard let (spool, kept) = taken else { return false }
        var after: Kept?
        defer {
            entries.withLock { entries in
                // Another has taken its place.
                guard entries[key]?.kept.token == kept.token else { return spool.discard() }
                entries[key]?.isInUse = false
                if let after { entries[key]?.kept = after }
                if entries[key]?.isDoomed == true { return Self.remove(key, from: &entries) }
                if let after, case .done = after.state {
                    entries[key]?.spool = nil
                    spool.discard()
                }
            }
        }
        after = try await work(spool, kept)
        return true
    }

    func forget(_ list: String, of sender: Sender) {
        entries.withLock { entries in
            let key = Key(account: sender.account, list: list)
            if entries[key]?.session == sender.session { Self.remove(key, from: &entries) }
        }
    }

    /// Forgets all of a session.
    func forget(_ session: ID<SignInSession>) {
        forget { $0.session == session }
    }

    /// Whose files there are.
    var sessions: Set<ID<SignInSession>> { entries.withLock { Set($0.values.map(\.session)) } }

    /// Forgets what is over.
    func sweep(at now: Instant) {
        forget { $0.kept.until <= now }
    }

    private func forget(where isOver: (Entry) -> Bool) {
        entries.withLock { entries in
            for key in entries.filter({ isOver($0.value) }).map(\.key) { Self.remove(key, from: &entries) }
        }
    }

    /// The oldest file of the account that has most on the disk.
    private static func nextToGo(_ entries: [Key: Entry]) -> Key? {
        let kept = entries.filter { $0.value.spool != nil && !$0.value.isInUse }
        let sizes = Dictionary(grouping: kept, by: \.key.account).mapValues { $0.reduce(0) { $0 + $1.value.size } }
        guard let largest = sizes.max(by: { $0.value < $1.value })?.key else { return nil }
        return kept.filter { $0.key.account == largest }.min { $0.value.kept.until < $1.value.kept.until }?.key
    }

    /// Removes a file; one that is in use as soon as it is not.
    private static func remove(_ key: Key, from entries: inout [Key: Entry]) {
        guard let entry = entries[key] else { return }
        if entry.isInUse {
            entries[key]?.isDoomed = true
        } else {
            entries[key] = nil
            entry.spool?.discard()
        }
    }
}
