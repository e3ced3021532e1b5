/// Whom a branch names to score in a tier (a scheme's ``SchemeContent/Assessors/named``): for one month, or from a month on.
///
/// It is made before the first sheet of the tier, so that nobody chooses the assessors by what they gave. Nothing of it is
/// changed: another one takes its place.
package struct AssessorNaming: Hashable, Sendable {
    package let tier: Tier
    /// The month that it is for, or from which on it stands.
    package let month: Month
    /// Whether it stands from the month on, until another one does; one for the month alone goes before it.
    package let isStanding: Bool
    package let members: [ID<Member>]

    package init(tier: Tier, month: Month, isStanding: Bool, members: [ID<Member>]) {
        self.tier = tier
        self.month = month
        self.isStanding = isStanding
        self.members = members
    }

    /// How many may be named.
    package static let counts = 1...50

    /// The tiers in which a branch can name its assessors.
    package static let tiers: [Tier] = [.group, .branch]

    /// Which of a branch's namings for a tier is in force in a month: the one for the month alone, otherwise the standing one
    /// that began last; of several alike the one that was recorded last.
    ///
    /// - Parameter namings: in the order in which they were recorded.
    package static func inForce(_ namings: [AssessorNaming], in month: Month) -> AssessorNaming? {
        if let own = namings.last(where: { !$0.isStanding && $0.month == month }) { return own }
        return namings.reduce(nil) { found, next in
            guard next.isStanding, next.month <= month else { return found }
            return found.map { $0.month <= next.month } ?? true ? next : found
        }
    }

    package enum Refusal: StateRefusal {
        /// A month that it is for has sheets of the tier, or is open no more.
        case isUnderWay(Month, Tier)

        package var code: String { "monthUnderWay" }

        package var detail: Sentence {
            switch self {
            case .isUnderWay(let month, let tier):
                "\(month) has sheets of the \(tier.rawValue) tier already, or is closed: who scores is named before the first sheet; name them from a later month on"
            }
        }
    }
}
