import Domain
import Foundation
import HTTPTypes
import Storage
import Synchronization

/// What is asked before a file is received: whether whoever sends it may, how large it may be, and whether there is room
/// for it beside those that others send at the same time.
final class ImportDesk: Sendable {
    /// In bytes, of those who enter no more than their own scores and their group's.
    static let smallFile = 1 << 20
    /// In bytes, of all files that are being received or read, however many send one.
    static let room = 1 << 30
    /// Of the disk on which they lie so much stays free, or a sixteenth of it where that is less.
    static let reserve: UInt64 = 256 << 20
    /// How many files are received at once.
    static let places = 16

    private struct Taken {
        var accounts: Set<ID<Account>> = []
        var bytes = 0
    }

    private let taken = Mutex(Taken())
    /// Files that were looked at in the console, and not carried out yet.
    let kept = KeptImports()
    /// Where files are checked: on readers, of which some are left for everybody else.
    let checking = Turns(2, patience: .seconds(60), mostWaiting: places, mostWaitingOfOne: places)

    /// How many accounts have a file under way.
    var underWay: Int { taken.withLock { $0.accounts.count } }
    /// Of all files under way.
    var bytes: Int { taken.withLock { $0.bytes } }
    var allowance: Allowance { Allowance(desk: self) }

    /// Does what a file is sent for. An account sends one at a time; the operator, who has the machine, is not counted.
    ///
    /// - Throws: a ``Problem`` (429), before anything is received.
    func withTurn<Value: Sendable>(
        of principal: Principal, _ work: (Allowance) async throws -> Value
    ) async throws -> Value {
        guard case .account(let account, _, _) = principal else { return try await work(Allowance(desk: nil)) }
        try taken.withLock { taken throws(Problem) in
            guard !taken.accounts.contains(account) else {
                throw Problem(
                    .tooManyRequests, "importUnderWay",
                    "a file of yours is being taken in already: wait until it is done",
                    headers: [.retryAfter: "5"])
            }
            guard taken.accounts.count < Self.places else { throw Self.busy }
            taken.accounts.insert(account)
        }
        defer { taken.withLock { _ = $0.accounts.remove(account) } }
        return try await work(allowance)
    }

    private static let busy = Problem(
        .tooManyRequests, "importsBusy", "others are sending files at this moment: try again",
        headers: [.retryAfter: "10"])

    /// What the files of one turn may take of the disk.
    struct Allowance: Sendable {
        fileprivate let desk: ImportDesk?

        /// - Throws: a ``Problem`` where so many bytes more have no room.
        func take(_ bytes: Int, in folder: String) throws(Problem) {
            guard let desk else { return }
            if Self.isFull(folder, with: bytes) { throw Spool.full }
            try desk.taken.withLock { taken throws(Problem) in
                guard taken.bytes + bytes <= ImportDesk.room else { throw ImportDesk.busy }
                taken.bytes += bytes
            }
        }

        func giveBack(_ bytes: Int) {
            desk?.taken.withLock { $0.bytes -= bytes }
        }

        private static func isFull(_ folder: String, with bytes: Int) -> Bool {
            var disk = statvfs()
            guard statvfs(folder, &disk) == 0 else { return false }
            let size = UInt64(disk.f_blocks) * UInt64(disk.f_frsize)
            let free = UInt64(disk.f_bavail) * UInt64(disk.f_frsize)
            return free < min(ImportDesk.reserve, size / 16) + UInt64(bytes)
        }
    }
}

extension API {
    /// How large a file the operation takes from the principal, in bytes.
    ///
    /// - Throws: an error where it takes none.
    func largestFile(for operation: Operation, by principal: Principal) async throws -> Int {
        // As the change that it is: a token for reading sends nothing.
        try await store.look(by: principal) { transaction in
            if transaction.isEnrolling { throw CredentialError.secondFactorNeeded }
            try transaction.authority.require(operation)
            if case .attachment = operation.body { return Attachment.largest }
            return transaction.authority.isToImport(by: operation) ? Self.largestSpreadsheet : ImportDesk.smallFile
        }
    }
}

extension Authority {
    /// Whether a whole bureau's, or branch's, file may come from here: who may enter but their own scores, or their
    /// group's, needs no large one.
    func isToImport(by operation: Operation) -> Bool {
        isUnlimited
            || operation.need.actions.contains { action in
                action != .enterOwnScores
                    && held.contains { $0.scope.kind != .group && $0.actions.contains(action) }
            }
    }
}
