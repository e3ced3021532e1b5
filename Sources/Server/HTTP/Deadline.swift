import Domain
import HTTPTypes
import Storage
import Synchronization

/// Bounds a whole request in time, however slowly its body trickles in.
enum Deadline {
    /// How many times longer every limit is: for the tests, which a busy machine keeps waiting for their turn.
    @TaskLocal static var patience = 1

    /// - Throws: a ``Problem`` once the time is up. A write that had begun may still take effect; sending it again with
    ///   the same Idempotency-Key tells.
    static func run<Value: Sendable>(
        within limit: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        // It begins at once, on this thread: to wait for one is not the work's time. On an event loop it stays there.
        let task = Task.immediate(executorPreference: EventLoopExecutor.current) { try await work() }
        let entry = Overdue.shared.watch(until: .now + limit * patience, cancelling: { task.cancel() })
        let result = await withTaskCancellationHandler {
            await task.result
        } onCancel: {
            task.cancel()
        }
        guard Overdue.shared.forget(entry) else {
            throw Problem(
                .serviceUnavailable, "deadline",
                "this took longer than \(limit.components.seconds) s; send it again with the same Idempotency-Key"
            )
        }
        return try result.get()
    }
}

/// Cancels what is past its time. One look around a quarter of a second serves all requests: a timer for each would cost
/// as much as a small request itself. It runs on the threads that all share: what keeps those waiting keeps it waiting as well.
private final class Overdue: Sendable {
    static let shared = Overdue()

    private struct Entry {
        let deadline: ContinuousClock.Instant
        let cancel: @Sendable () -> Void
    }

    private struct Watched {
        var entries: [Int: Entry] = [:]
        var next = 0
        var isLooking = false
    }

    private static let interval = Duration.milliseconds(250)
    private let watched = Mutex(Watched())

    func watch(until deadline: ContinuousClock.Instant, cancelling cancel: @escaping @Sendable () -> Void) -> Int {
        let (number, isFirst) = watched.withLock { watched in
            defer { (watched.next, watched.isLooking) = (watched.next + 1, true) }
            watched.entries[watched.next] = Entry(deadline: deadline, cancel: cancel)
            return (watched.next, !watched.isLooking)
        }
        if isFirst { Task.detached { await self.lookAround() } }
        return number
    }

    /// - Returns: whether it was done in time.
    func forget(_ number: Int) -> Bool {
        watched.withLock { $0.entries.removeValue(forKey: number) != nil }
    }

    /// Goes on for as long as anything is watched.
    private func lookAround() async {
        repeat { try? await Task.sleep(for: Self.interval) } while cancelOverdue()
    }

    /// - Returns: whether anything is still watched.
    private func cancelOverdue() -> Bool {
        let now = ContinuousClock.now
        let (overdue, goesOn) = watched.withLock { watched in
            let overdue = watched.entries.filter { $0.value.deadline <= now }
            for number in overdue.keys { watched.entries[number] = nil }
            watched.isLooking = !watched.entries.isEmpty
            return (overdue, watched.isLooking)
        }
        for entry in overdue.values { entry.cancel() }
        return goesOn
    }
}
