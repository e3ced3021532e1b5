/// How many writes shared how many commits.
package struct CommitTally: Hashable, Sendable {
    /// Batches of up to this many writes are counted together; larger ones stand in the last count.
    package static let bounds = [1, 2, 4, 8, 16, 32, 64, 128, 256]

    package private(set) var commits: Int64 = 0
    package private(set) var writes: Int64 = 0
    /// One count for each of ``bounds``.
    package private(set) var batches = [Int64](repeating: 0, count: bounds.count)

    package init() {}

    mutating func add(_ batch: Int) {
        commits += 1
        writes += Int64(batch)
        batches[Self.bounds.firstIndex { batch <= $0 } ?? Self.bounds.count - 1] += 1
    }
}
