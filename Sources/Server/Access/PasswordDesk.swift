import Dispatch
import Domain
import HTTPTypes
import Storage
import Synchronization

/// Where passwords are hashed: off the event loops, and two at once at the most, for each takes 128 MiB.
///
/// An address has one place at a time, so that none keeps all others out; a browser that has signed in before counts for
/// itself, and goes before those that have not.
final class PasswordDesk: Sendable {
    static let places = 2
    /// How long somebody waits for a place.
    static let patience = Duration.seconds(5)

    private let queue = DispatchQueue(label: "zhibu.passwords", attributes: .concurrent)
    private let hashing: PasswordHash
    private let places: Turns

    /// - Parameter patience: how long somebody waits.
    init(hashing: PasswordHash, patience: Duration = PasswordDesk.patience) {
        self.hashing = hashing
        // Half a minute's work for one place: who is behind so many would wait in vain.
        places = Turns(Self.places, patience: patience, mostWaiting: 64, mostWaitingOfOne: 16)
    }

    /// A place at the desk, for as long as the work that was given it lasts.
    struct Turn: Sendable {
        fileprivate let queue: DispatchQueue
        fileprivate let hashing: PasswordHash

        func verify(_ password: String, against hash: String?) async throws -> Bool {
            try await onQueue { [hashing] in try hashing.verify(password, against: hash) }
        }

        func hash(_ password: Password) async throws -> String {
            try await onQueue { [hashing] in try hashing.make(of: password) }
        }

        private func onQueue<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
            try await withCheckedThrowingContinuation { continuation in
                queue.async { continuation.resume(with: Result { try work() }) }
            }
        }
    }

    /// Does work that needs a place.
    ///
    /// - Throws: a ``Problem`` (429) where none has come free in time, before anything was done.
    func withTurn<Value: Sendable>(
        for guest: Turns.Guest, _ work: (Turn) async throws -> Value
    ) async throws -> Value {
        do {
            return try await places.with(for: guest) { try await work(Turn(queue: queue, hashing: hashing)) }
        } catch is Turns.Taken {
            throw Problem(
                .tooManyRequests, "busy", "others are signing in at this moment: try again",
                headers: [.retryAfter: "1"]
            )
        }
    }
}

extension Visitor {
    /// Who wants a place to have a password checked: one's own account, or a browser that it knows, and for everybody else
    /// where they are.
    ///
    /// - Parameter device: the number of the device that is known to the account that is asked for.
    func guest(device: Int64? = nil) -> Turns.Guest {
        if case .account(let account, _, _) = principal {
            return Turns.Guest(name: "account \(account.rawValue)", isKnown: true)
        }
        if let device { return Turns.Guest(name: "device \(device)", isKnown: true) }
        return Turns.Guest(name: IPAddress(address)?.network ?? address)
    }
}
