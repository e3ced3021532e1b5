import Synchronization

/// How many requests there were, how they ended, and how long they took.
final class RequestTally: Sendable {
    /// A route as it was declared, such as `/api/v1/cycles/{cycle}/sheets`: ids do not make it another one.
    struct Route: Hashable, Sendable, Comparable {
        let method: String
        let path: String

        static func < (left: Self, right: Self) -> Bool {
            (left.path, left.method) < (right.path, right.method)
        }
    }

    /// What is known of one route.
    struct Count: Sendable {
        /// By status.
        var answers: [Int: Int64] = [:]
        /// One count for each of ``bounds``, and one for what took longer.
        var durations = [Int64](repeating: 0, count: RequestTally.bounds.count + 1)
        var total: Double = 0
    }

    /// In seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

    private let counts = Mutex<[Route: Count]>([:])
    private let running = Atomic(0)

    var inFlight: Int { running.load(ordering: .relaxed) }
    var routes: [Route: Count] { counts.withLock { $0 } }

    func begin() {
        running.add(1, ordering: .relaxed)
    }

    /// Ends one of which nothing is counted.
    func leave() {
        running.subtract(1, ordering: .relaxed)
    }

    func end(_ route: Route, status: Int, seconds: Double) {
        leave()
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        counts.withLock { counts in
            counts[route, default: Count()].answers[status, default: 0] += 1
            counts[route, default: Count()].durations[bucket] += 1
            counts[route, default: Count()].total += seconds
        }
    }
}
