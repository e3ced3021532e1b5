extension [UInt8] {
    /// Whether two secrets are the same. It takes as long wherever they differ.
    func isEqualInSteadyTime(to other: [UInt8]) -> Bool {
        guard count == other.count else { return false }
        return zip(self, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
