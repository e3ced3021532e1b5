/// 执法工作重点: what the administration's enforcement is about in a month or some (a campaign, a district, a season), as a
/// committee's office notes it with its source, so that branches can say which of their work serves it (M30). It gives no
/// order: it has no day by which anything is due, no target and no score (党章, paragraph on organs: a branch of an organ does
/// not lead the unit's business).
package struct Focus: Hashable, Sendable {
    package static let titleMaximum = 100
    package static let sourceMaximum = 200
    package static let areaMaximum = 200
    /// In months.
    package static let longest = 6
    /// Of one committee in one month: what is about everything is about nothing.
    package static let mostInAMonth = 5

    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// 专项整治
        case campaign
        /// 区域
        case district
        /// 季节性
        case season
    }

    /// By which it is named, such as 2026-3: the year of its first month as it was set, and the number in it over the whole bureau.
    /// It stays, whatever is corrected.
    package struct Number: Hashable, Sendable {
        package let year: Int
        package let number: Int

        package init(year: Int, number: Int) {
            (self.year, self.number) = (year, number)
        }

        /// nil for what is none.
        package init?(_ raw: String) {
            let parts = raw.trimmed.inASCIIWidth.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, let year = parts[0].asciiNumber, let number = parts[1].asciiNumber,
                Month.years.contains(year), number > 0, parts[1].first != "0"
            else { return nil }
            self.init(year: year, number: number)
        }

        package var text: String { "\(year)-\(number)" }
    }

    package let title: Text
    package let kind: Kind
    package let months: ClosedRange<Month>
    /// Who set it in the administration: a document's number or a name.
    package let source: Text
    /// Where.
    package let area: Text?

    /// - Parameter until: nil for the first month alone.
    /// - Throws: ``FieldErrors`` for `until`.
    package init(
        title: Text, kind: Kind, from: Month, until: Month?, source: Text, area: Text?
    ) throws(FieldErrors) {
        let last = until ?? from
        if last < from { throw FieldErrors("until", .range, "it ends before \(from), in which it begins") }
        if last >= from.adding(months: Self.longest) {
            throw FieldErrors(
                "until", .range, "at most \(Self.longest) months, to \(from.adding(months: Self.longest - 1))")
        }
        self.init(kept: title, kind, from...last, source, area)
    }

    /// As it stands in its row.
    package init(kept title: Text, _ kind: Kind, _ months: ClosedRange<Month>, _ source: Text, _ area: Text?) {
        (self.title, self.kind, self.months, self.source, self.area) = (title, kind, months, source, area)
    }

    package enum Refusal: StateRefusal {
        case withdrawn

        package var code: String { "focusWithdrawn" }

        package var detail: Sentence { "this focus was withdrawn: nothing is done with it any more" }
    }
}
