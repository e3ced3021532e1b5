/// How many full-time party staff there are for so many people (机关基层组织工作条例, Article 30: usually 1–2 %).
package struct StaffingRatio: Hashable, Sendable {
    /// Whole per cent.
    package static let usual = 1...2

    package enum Standing: String, CaseIterable, Hashable, Sendable {
        case below, usual, above
        /// There is nobody to compare with.
        case nothingOnRecord
    }

    package let fullTime: Int
    package let people: Int

    package init(fullTime: Int, people: Int) {
        (self.fullTime, self.people) = (fullTime, people)
    }

    /// In per cent, to hundredths; nil where there is nobody.
    package var share: Points? {
        people > 0 ? Points(hundredths: Points.divideRoundingHalfUp(fullTime * 100_00, by: people)) : nil
    }

    package var standing: Standing {
        guard people > 0 else { return .nothingOnRecord }
        if fullTime * 100 < Self.usual.lowerBound * people { return .below }
        return fullTime * 100 > Self.usual.upperBound * people ? .above : .usual
    }
}
