/// How much of two texts is the same: the share of the pairs of neighbouring characters that both have (Dice), spaces and
/// punctuation left out. What is taken over from last month's minutes shows by it, whatever of it was moved about.
package struct TextLikeness: Sendable {
    /// From this on two texts are nearly equal.
    package static let near = 0.9
    /// Of fewer characters nothing is said: all short texts are alike.
    package static let fewest = 60
    /// So many of the host's meetings before are looked at.
    package static let meetings = 24

    private struct Pair: Hashable {
        let first: Character
        let second: Character
    }

    private let letters: [Character]
    private let pairs: [Pair: Int]

    package init(_ text: String) {
        letters = text.filter { !$0.isWhitespace && !$0.isPunctuation }
        pairs = zip(letters, letters.dropFirst()).reduce(into: [:]) {
            $0[Pair(first: $1.0, second: $1.1), default: 0] += 1
        }
    }

    /// Of the text, spaces and punctuation left out.
    package var count: Int { letters.count }

    /// - Returns: 0 for texts that have no pair in common, 1 for the same text, and the same either way round.
    package func likeness(to other: TextLikeness) -> Double {
        if letters == other.letters { return 1 }
        let all = max(0, letters.count - 1) + max(0, other.letters.count - 1)
        guard all > 0 else { return 0 }
        let shared = pairs.reduce(0) { $0 + min($1.value, other.pairs[$1.key] ?? 0) }
        return Double(2 * shared) / Double(all)
    }

    /// - Returns: how much of it is the same in whole percent, rounded down; nil where the two are not nearly equal, or one
    ///   of them is too short to say.
    package func percent(of other: TextLikeness) -> Int? {
        guard min(count, other.count) >= Self.fewest else { return nil }
        let likeness = likeness(to: other)
        return likeness >= Self.near ? Int(likeness * 100) : nil
    }
}
