/// What a year's closed months come to for a member, or for a branch, with the months that each figure stands on (结果运用).
///
/// They go into the annual appraisal as a reference (供参考): nothing here is a grade, and nothing follows of itself.
package struct YearFigures: Hashable, Sendable {
    /// What became of an area in a month that is closed.
    package enum Standing: Hashable, Sendable {
        case ranked(place: Int, final: Points)
        case vetoed
        /// Not assessed in full: it has no place, and counts in no figure.
        case incomplete
    }

    /// That a month's award, once final, is theirs.
    package enum Honour: String, CaseIterable, Hashable, Sendable {
        case stands
        /// The committee took it back.
        case revoked
    }

    /// One area in one closed month.
    package struct AreaMonth: Hashable, Sendable {
        package let month: Month
        package let area: Code
        package let areaName: String
        package let standing: Standing
        package let honour: Honour?
        /// The objections that were upheld, wholly or in part, and moved the area.
        package let corrections: [Objection.Number]
        /// Of the ranking that stands, in lower-case hexadecimal; nil for one that was never posted.
        package let hash: String?

        package init(
            month: Month, area: Code, areaName: String, standing: Standing, honour: Honour?,
            corrections: [Objection.Number], hash: String?
        ) {
            self.month = month
            self.area = area
            self.areaName = areaName
            self.standing = standing
            self.honour = honour
            self.corrections = corrections
            self.hash = hash
        }

        package var final: Points? {
            if case .ranked(_, let final) = standing { final } else { nil }
        }
    }

    /// How many of the last finals make a member's trend, and how many of the last months a branch's.
    package static let trendLength = 3

    /// By month, within one as the ranking has them.
    package let areaMonths: [AreaMonth]

    /// - Parameter areaMonths: by month.
    package init(_ areaMonths: [AreaMonth]) {
        self.areaMonths = areaMonths
    }

    /// Those in which an area was ranked, whatever place.
    package var monthsRanked: [Month] { months { $0.final != nil } }
    /// Those of which there is an award that stands.
    package var monthsWon: [Month] { months { $0.honour == .stands } }
    /// Those of which an award was revoked.
    package var monthsRevoked: [Month] { months { $0.honour == .revoked } }
    /// Areas and months that a veto left without a place.
    package var vetoes: [AreaMonth] { areaMonths.filter { $0.standing == .vetoed } }
    /// Areas and months that an objection moved.
    package var corrected: [AreaMonth] { areaMonths.filter { !$0.corrections.isEmpty } }

    /// Of the finals; nil where nothing was ranked.
    package var mean: Points? { areaMonths.compactMap(\.final).mean }
    /// Of the last three finals.
    package var trend: Points? { areaMonths.compactMap(\.final).suffix(Self.trendLength).mean }
    /// Of all finals of the last three months that have any.
    package var trendOfMonths: Points? {
        let last = Set(monthsRanked.suffix(Self.trendLength))
        return areaMonths.filter { last.contains($0.month) }.compactMap(\.final).mean
    }

    private func months(where condition: (AreaMonth) -> Bool) -> [Month] {
        Set(areaMonths.filter(condition).map(\.month)).sorted()
    }
}
