import Domain

extension Ranking.Link {
    /// What put a row below the row above it, in words.
    ///
    /// - Parameter link: as the API names it; nothing for the first row.
    static func sentence(for link: String?) -> String {
        guard let link else { return "" }
        return switch Ranking.Link(rawValue: link) {
        case .final: "final: a lower final score"
        case .deductions: "deductions: equal final, more deducted"
        case .branchTier: "branchTier: equal final and deductions, a lower branch score"
        case .trend: "trend: equal but for a lower trend of the months before"
        case .shared: "shared: equal in everything, so the place is shared"
        case nil: link
        }
    }
}
