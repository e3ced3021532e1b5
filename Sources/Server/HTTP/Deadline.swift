import Domain
import HTTPTypes

/// Bounds a whole request in time, however slowly its body trickles in.
enum Deadline {
    /// - Throws: a ``Problem`` once the time is up. A write that had begun may still take effect; sending it again with
    ///   the same Idempotency-Key tells.
    static func run<Value: Sendable>(
        within limit: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() ?? nil else {
                throw Problem(
                    .serviceUnavailable, "deadline",
                    "this took longer than \(limit.components.seconds) s; send it again with the same Idempotency-Key"
                )
            }
            return value
        }
    }
}
