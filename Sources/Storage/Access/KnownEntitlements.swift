import Domain
import Synchronization

/// What an account may do, for as long as what that rests on is the same.
struct Entitlement: Sendable {
    /// What authority rests on, as it was when somebody's was read.
    struct Basis: Hashable, Sendable {
        /// Raised by every change of it (migration 60).
        let number: Int64
        /// Roles begin and end with days, and nothing is written then.
        let day: LocalDate
    }

    let account: ID<Account>
    let basis: Basis
    let authority: Authority
    let isEnrolling: Bool
}

/// What accounts may do, as it was read last.
///
/// It is no copy of the database: on what authority rests now is read in each transaction, and what was read on another
/// basis counts for nothing. So a role that was taken away is gone with the next request.
final class KnownEntitlements: Sendable {
    private struct Kept {
        var basis: Entitlement.Basis?
        var entitlements: [ID<Account>: Entitlement] = [:]
    }

    /// What is beyond this is forgotten, and read again when it is asked for: a few megabytes.
    private static let most = 4_096

    private let kept = Mutex(Kept())

    func entitlement(of account: ID<Account>, on basis: Entitlement.Basis) -> Entitlement? {
        kept.withLock { $0.basis == basis ? $0.entitlements[account] : nil }
    }

    /// - Parameter entitlement: read from what is committed, for what is undone takes its number back, and another change
    ///   will have it.
    func keep(_ entitlement: Entitlement) {
        kept.withLock { kept in
            // A view that is still open can be older than what others have read.
            if let known = kept.basis, known.number > entitlement.basis.number { return }
            if kept.basis != entitlement.basis || kept.entitlements.count >= Self.most {
                kept = Kept(basis: entitlement.basis)
            }
            kept.entitlements[entitlement.account] = entitlement
        }
    }
}
