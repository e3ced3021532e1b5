import Domain
import Synchronization

/// Documents that never change once they are kept, as they were parsed last: what schemes say, by their text, and what
/// posted rankings were computed from, by the hash over them.
///
/// It is no copy of the database: which document counts is read in each transaction, and what it says follows from its
/// text or hash alone, whatever else is undone.
final class ParsedDocuments: Sendable {
    /// A posted ranking with what it was computed from.
    struct FrozenRanking: Sendable {
        let inputs: Ranking.Inputs
        let ranking: Ranking
    }

    private struct Kept {
        var schemes: [ID<Scheme>: (text: String, content: SchemeContent)] = [:]
        var rankings: [String: FrozenRanking] = [:]
        /// Of all rankings kept.
        var areas = 0
    }

    /// What is beyond this is forgotten, and parsed again when it is asked for: some ten megabytes.
    private static let mostSchemes = 64
    private static let mostAreas = 8_192

    private let kept = Mutex(Kept())

    /// - Parameter text: what the scheme says in this transaction: another one may have had its id, and have been undone.
    func scheme(
        _ id: ID<Scheme>, _ text: String, _ parse: (String) throws -> SchemeContent
    ) rethrows -> SchemeContent {
        if let known = kept.withLock({ $0.schemes[id] }), known.text == text { return known.content }
        let parsed = try parse(text)
        kept.withLock { kept in
            if kept.schemes.count >= Self.mostSchemes { kept.schemes = [:] }
            kept.schemes[id] = (text, parsed)
        }
        return parsed
    }

    func ranking(_ hash: String, _ parse: () throws -> Ranking.Inputs) rethrows -> FrozenRanking {
        if let known = kept.withLock({ $0.rankings[hash] }) { return known }
        let inputs = try parse()
        let parsed = FrozenRanking(inputs: inputs, ranking: Ranking(inputs))
        let areas = inputs.contenders.count
        guard areas <= Self.mostAreas else { return parsed }
        kept.withLock { kept in
            if kept.areas + areas > Self.mostAreas { (kept.rankings, kept.areas) = ([:], 0) }
            if kept.rankings.updateValue(parsed, forKey: hash) == nil { kept.areas += areas }
        }
        return parsed
    }
}
