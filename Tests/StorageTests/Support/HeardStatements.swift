import Synchronization

/// What was heard of several tasks, in the order in which it came.
final class HeardStatements: Sendable {
    private let statements = Mutex<[String]>([])

    var all: [String] { statements.withLock { $0 } }

    func append(_ statement: String) {
        statements.withLock { $0.append(statement) }
    }
}
