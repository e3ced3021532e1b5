import Domain
import Synchronization

/// Documents that never change once they are kept, as they were parsed last: what schemes say, by their text, and what
/// posted rankings were computed from and what they came to, by the hash over them.
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
        var finals: [String: [AreaFinal]] = [:]
        var finalsInAll = 0
    }

    /// What an area that was ranked came to in a posted month.
    struct AreaFinal: Sendable {
        let area: Code
        let final: Points
    }

    /// What is beyond this is forgotten, and parsed again when it is asked for: some ten megabytes.
    private static let mostSchemes = 64
    private static let mostAreas = 8_192
    private static let mostFinals = 131_072

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

    /// Of a posted ranking what later months' trends are made of, which is little: that of every branch of a large bureau is
    /// kept where their rankings in full are not.
    func finals(_ hash: String, _ read: () throws -> FrozenRanking) rethrows -> [AreaFinal] {
        if let known = kept.withLock({ $0.finals[hash] }) { return known }
        let finals = try read().ranking.rows.map { AreaFinal(area: $0.area, final: $0.score.final) }
        guard finals.count <= Self.mostFinals else { return finals }
        kept.withLock { kept in
            if kept.finalsInAll + finals.count > Self.mostFinals { (kept.finals, kept.finalsInAll) = ([:], 0) }
            if kept.finals.updateValue(finals, forKey: hash) == nil { kept.finalsInAll += finals.count }
        }
        return finals
    }
}
