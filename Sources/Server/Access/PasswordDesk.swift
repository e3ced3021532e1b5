import Dispatch
import Domain
import HTTPTypes
import Storage
import Synchronization

/// Where passwords are hashed: off the event loops, and two at once at the most, for each takes 128 MiB.
final class PasswordDesk: Sendable {
    static let places = 2

    private let taken = Mutex(0)
    private let queue = DispatchQueue(label: "zhibu.passwords", attributes: .concurrent)

    /// A place at the desk, for as long as the work that was given it lasts.
    struct Place: Sendable {
        fileprivate let queue: DispatchQueue

        func verify(_ password: String, against hash: String?) async throws -> Bool {
            try await onQueue { try PasswordHash.verify(password, against: hash) }
        }

        func hash(_ password: Password) async throws -> String {
            try await onQueue { try PasswordHash.make(of: password) }
        }

        private func onQueue<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
            try await withCheckedThrowingContinuation { continuation in
                queue.async { continuation.resume(with: Result { try work() }) }
            }
        }
    }

    /// Does work that needs a place.
    ///
    /// - Throws: a ``Problem`` (429) where all are taken, before anything was done.
    func withPlace<Value: Sendable>(_ work: (Place) async throws -> Value) async throws -> Value {
        let isFree = taken.withLock { taken in
            guard taken < Self.places else { return false }
            taken += 1
            return true
        }
        guard isFree else {
            throw Problem(
                .tooManyRequests, "busy", "others are signing in at this moment: try again",
                headers: [.retryAfter: "1"]
            )
        }
        defer { taken.withLock { $0 -= 1 } }
        return try await work(Place(queue: queue))
    }
}
