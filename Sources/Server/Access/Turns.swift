import Synchronization

/// A few places at something that takes long. Who finds none waits for seconds; a guest takes one at a time, and the places
/// go round among those who wait, so that nobody keeps the others out by coming often.
final class Turns: Sendable {
    /// Who wants a place.
    struct Guest: Hashable, Sendable {
        /// The same for all that count as one.
        let name: String
        /// Goes before those who are not known.
        var isKnown = false
    }

    /// All places are taken, and it is no use to wait.
    struct Taken: Error {}

    private struct Waiting {
        let number: Int
        let guest: Guest
        let begin: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var taken: Set<Guest> = []
        var waiting: [Waiting] = []
        /// When a guest, in the order of all places given, last had one; of those who have or wait for one.
        var lastTurns: [Guest: Int] = [:]
        var turns = 0
        var next = 0

        /// Gives a place to the guest, if one is free for them.
        mutating func give(_ guest: Guest, of count: Int) -> Bool {
            guard taken.count < count, taken.insert(guest).inserted else { return false }
            turns += 1
            lastTurns[guest] = turns
            return true
        }

        /// The next who begins.
        mutating func nextToBegin(of count: Int) -> Waiting? {
            guard taken.count < count else { return nil }
            let eligible = waiting.indices.filter { !taken.contains(waiting[$0].guest) }
            let next = eligible.min { left, right in
                let (one, other) = (waiting[left], waiting[right])
                if one.guest.isKnown != other.guest.isKnown { return one.guest.isKnown }
                return (lastTurns[one.guest] ?? 0, one.number) < (lastTurns[other.guest] ?? 0, other.number)
            }
            guard let next else { return nil }
            let begins = waiting.remove(at: next)
            _ = give(begins.guest, of: count)
            return begins
        }

        /// Forgets the turns of whoever neither has a place nor waits for one.
        mutating func forget(_ guest: Guest) {
            if !taken.contains(guest), !waiting.contains(where: { $0.guest == guest }) { lastTurns[guest] = nil }
        }
    }

    private let count: Int
    private let patience: Duration
    private let mostWaiting: Int
    private let mostWaitingOfOne: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - count: how many there are.
    ///   - patience: how long somebody waits for one.
    ///   - mostWaiting: of those who are known, and of those who are not.
    ///   - mostWaitingOfOne: of those who count as one.
    init(_ count: Int, patience: Duration, mostWaiting: Int, mostWaitingOfOne: Int) {
        self.count = count
        self.patience = patience
        self.mostWaiting = mostWaiting
        self.mostWaitingOfOne = mostWaitingOfOne
    }

    /// How many wait for a place now.
    var waiting: Int { state.withLock { $0.waiting.count } }

    /// Does work that needs a place.
    ///
    /// - Throws: ``Taken``, before anything was done.
    func with<Value: Sendable>(for guest: Guest, _ work: () async throws -> Value) async throws -> Value {
        try await take(guest)
        defer { giveBack(guest) }
        return try await work()
    }

    private func take(_ guest: Guest) async throws {
        let number = state.withLock { state in
            defer { state.next += 1 }
            return state.next
        }
        let timer = Mutex<Task<Void, Never>?>(nil)
        defer { timer.withLock { $0 }?.cancel() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (begin: CheckedContinuation<Void, any Error>) in
                let outcome: Result<Void, any Error>? = state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.give(guest, of: count) { return .success(()) }
                    let alike = state.waiting.count { $0.guest.isKnown == guest.isKnown }
                    guard alike < mostWaiting, state.waiting.count(where: { $0.guest == guest }) < mostWaitingOfOne
                    else { return .failure(Taken()) }
                    state.waiting.append(Waiting(number: number, guest: guest, begin: begin))
                    return nil
                }
                if let outcome { return begin.resume(with: outcome) }
                timer.withLock {
                    $0 = Task { [patience = patience * Deadline.patience] in
                        guard (try? await Task.sleep(for: patience)) != nil else { return }
                        self.callOff(number, because: Taken())
                    }
                }
            }
        } onCancel: {
            callOff(number, because: CancellationError())
        }
    }

    private func callOff(_ number: Int, because error: any Error) {
        let found: Waiting? = state.withLock { state in
            guard let place = state.waiting.firstIndex(where: { $0.number == number }) else { return nil }
            let found = state.waiting.remove(at: place)
            state.forget(found.guest)
            return found
        }
        found?.begin.resume(throwing: error)
    }

    private func giveBack(_ guest: Guest) {
        let begins: Waiting? = state.withLock { state in
            state.taken.remove(guest)
            let begins = state.nextToBegin(of: count)
            state.forget(guest)
            return begins
        }
        begins?.begin.resume()
    }
}
