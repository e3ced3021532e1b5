import Domain
import Storage

/// What the platform and 12345 say of an area's month, as people read it.
struct FactsLines: Sendable {
    /// In as few words as the name of an area leaves room for beneath it: 按期 30/32 · 返工 1.
    let short: String
    /// Figure by figure.
    let facts: [Fact]
    let said: String

    /// nil where nothing is known.
    init?(_ known: AreaFacts?, _ words: Words) {
        guard let known, !known.isEmpty else { return nil }
        facts = AreaFacts.Figure.allCases.compactMap { figure in
            known[figure].map { Fact(words(figure.word), String($0)) }
        }
        said = words.list(facts.map { "\($0.label) \($0.value)" })
        short = Self.short(known, words).joined(separator: " · ")
    }

    /// A whole whose part is known stands with that alone.
    private static func short(_ known: AreaFacts, _ words: Words) -> [String] {
        AreaFacts.Figure.allCases.compactMap { figure in
            guard let value = known[figure] else { return nil }
            if let whole = figure.whole, let word = figure.shortWord {
                return known[whole].map { words(word, ["part": String(value), "whole": String($0)]) }
            }
            let hasPart = AreaFacts.Figure.allCases.contains { $0.whole == figure && known[$0] != nil }
            return hasPart ? nil : "\(words(figure.word)) \(value)"
        }
    }

    /// What should be seen of how they came in.
    static func marks(of listing: FactsListing, _ words: Words) -> [String] {
        [
            listing.timing.isSinceClosing
                ? words(.factsSinceClosing) : listing.timing.isLate ? words(.factsLate) : nil,
            listing.revisionReason.map { words(.markRevised, ["reason": $0.string]) },
        ].compactMap(\.self)
    }
}

extension AreaFacts.Figure {
    /// Of a part of a whole.
    fileprivate var shortWord: Word? {
        switch self {
        case .closedInTime: .factsInTimeShort
        case .substantiated: .factsSubstantiatedShort
        case .satisfied: .factsSatisfiedShort
        case .filed, .redone, .complaints, .calledBack: nil
        }
    }
}
