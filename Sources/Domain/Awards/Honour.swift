/// An honour of a member's from outside (荣誉): title, level, document number and day, as the papers say it. What a month's
/// award brings stands in the ledger by itself, and is none of these.
package struct Honour: Hashable, Sendable {
    package enum Level: String, CaseIterable, Hashable, Sendable {
        /// 支部
        case branch
        /// 本单位
        case unit
        /// 区级
        case district
        /// 市级
        case city
        /// 省级
        case province
        /// 国家级
        case national
    }

    package static let titleMaximum = 100
    package static let documentMaximum = 100
    package static let issuerMaximum = 100

    package let title: Text
    package let level: Level
    /// 文号
    package let document: Text?
    package let awardedOn: LocalDate
    /// Who gave it.
    package let issuer: Text?

    /// - Throws: ``FieldErrors`` for `awardedOn`.
    package init(
        title: Text, level: Level, document: Text?, awardedOn: LocalDate, issuer: Text?, today: LocalDate
    ) throws(FieldErrors) {
        if awardedOn > today { throw FieldErrors("awardedOn", .range, "\(awardedOn) is still to come") }
        self.init(kept: title, level, document, awardedOn, issuer)
    }

    /// As it stands in its row.
    package init(kept title: Text, _ level: Level, _ document: Text?, _ awardedOn: LocalDate, _ issuer: Text?) {
        (self.title, self.level, self.document, self.awardedOn, self.issuer) = (
            title, level, document, awardedOn, issuer
        )
    }
}

/// Under which paper a month's award was given: said afterwards, and corrected by numbered revisions.
package struct AwardPaper: Hashable, Sendable {
    /// 文号
    package let document: Text
    package let dated: LocalDate

    /// - Parameter awardedOn: when the month became final.
    /// - Throws: ``FieldErrors`` for `dated`.
    package init(document: Text, dated: LocalDate, awardedOn: LocalDate, today: LocalDate) throws(FieldErrors) {
        if dated > today { throw FieldErrors("dated", .range, "\(dated) is still to come") }
        if dated < awardedOn {
            throw FieldErrors("dated", .range, "the award became final on \(awardedOn): its paper is no older")
        }
        (self.document, self.dated) = (document, dated)
    }

    /// As it stands in its row.
    package init(kept document: Text, _ dated: LocalDate) {
        (self.document, self.dated) = (document, dated)
    }
}
