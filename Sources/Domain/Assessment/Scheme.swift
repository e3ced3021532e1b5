/// A committee's rubric (考核办法), versioned. A published version never changes.
package struct Scheme: Hashable, Sendable {
    package enum Status: String, CaseIterable, Hashable, Sendable {
        case draft, published
    }

    package let id: ID<Scheme>
    package let committee: ID<Committee>
    /// 1 for the first version under the content's code, and so on.
    package let number: Int
    package let status: Status
    package let content: SchemeContent
    package let version: Int

    package init(
        id: ID<Scheme>, committee: ID<Committee>, number: Int, status: Status, content: SchemeContent, version: Int
    ) {
        self.id = id
        self.committee = committee
        self.number = number
        self.status = status
        self.content = content
        self.version = version
    }

    package enum Refusal: StateRefusal {
        case alreadyPublished
        case noneInForce(Month)
        case supersededMonthsInUse(Month)

        package var code: String {
            switch self {
            case .alreadyPublished: "schemeAlreadyPublished"
            case .noneInForce: "noSchemeInForce"
            case .supersededMonthsInUse: "schemeMonthsInUse"
            }
        }

        package var detail: Sentence {
            switch self {
            case .alreadyPublished: "a published version never changes: import the changed scheme as a new version"
            case .noneInForce(let month):
                "no scheme is in force in \(month): publish one whose effectiveFrom is \(month) or earlier"
            case .supersededMonthsInUse(let month):
                "months up to \(month) are already assessed by another scheme: choose a later effectiveFrom"
            }
        }
    }
}

/// What a scheme says. Weights are whole percents and sum to 100; keys are unique within their list, and those of
/// bonuses, deductions and vetoes among each other, so that an item's key alone says what it is.
package struct SchemeContent: Hashable, Sendable {
    package struct Title: Hashable, Sendable {
        package let zh: Text
        package let en: Text

        package init(zh: Text, en: Text) {
            self.zh = zh
            self.en = en
        }

        /// In the reader's language.
        package var name: Sentence { "\(zh: zh.string, en: en.string)" }
    }

    package struct Criterion: Hashable, Sendable {
        package let key: Code
        package let title: Title
        package let maximum: Points
        package let guidance: Text?
        /// The causes by which it loses, where it starts from its maximum (``Mode/base``); nil where the points are given.
        package let losses: [Loss]?
    }

    /// A bonus or deduction: its amount for each time, at most `cap` in an area and month.
    package struct Item: Hashable, Sendable {
        package let key: Code
        package let title: Title
        package let amount: Amount
        package let cap: Points
        package let document: DocumentRule
        /// The figure of the area's facts from which entries are proposed, one for each that it counts; nil for none.
        package let source: AreaFacts.Figure?
    }

    package struct Veto: Hashable, Sendable {
        package let key: Code
        package let title: Title
        /// Whether it needs the decision that it stands on.
        package let isByDecision: Bool
    }

    package struct TierRule: Hashable, Sendable {
        package let tier: Tier
        /// Whole percent, 0 to 100.
        package let weight: Int
        package let combination: Combination
        /// With fewer an area is incomplete, if the tier has weight. At least 1.
        package let minimumSheets: Int
        /// More are refused. Of the public tier alone; nil for any number.
        package let maximumSheets: Int?
        /// Other than ``Assessors/any`` in the group and the branch tier alone.
        package let assessors: Assessors

        package var neededSheets: Int { weight > 0 ? minimumSheets : 0 }
    }

    /// Of whom, among those who may score in a tier at all, sheets are expected; the others cannot score in it.
    package enum Assessors: String, CaseIterable, Hashable, Sendable {
        case any
        /// The branch's secretary and committee members.
        case officers
        /// Those whom the branch names (``AssessorNaming``).
        case named
    }

    /// Where a score is rounded to hundredths, half up.
    package enum Rounding: String, CaseIterable, Hashable, Sendable {
        /// At each division.
        case tiers
        /// Once: the weighted sum of exact tier scores, before bonuses.
        case final
    }

    /// What a scheme can say: 1, or 2, which says more.
    package static let formats = 1...2
    package static let trimFrom = 3...100
    /// What a tier's least and greatest number of sheets can be.
    package static let sheetCounts = 1...1000

    /// Of ``formats``.
    package let format: Int
    package let code: Code
    package let title: Title
    package let effectiveFrom: Month
    /// The day of the following month up to which sheets are in time: 1 to 28.
    package let scoringDueDay: Int
    /// 1 to 30.
    package let noticeWorkingDays: Int
    /// Whether a posting day that is a working day is the notice's first.
    package let noticeCountsPostingDay: Bool
    package let awardMinimum: Points
    /// 1 to 100.
    package let awardsPerBranch: Int
    package let bonusCap: Points
    package let rounding: Rounding
    /// From how many sheets a trimmed mean drops one highest and one lowest: 3 or more.
    package let trimFrom: Int
    package let criteria: [Criterion]
    /// In the order of ``Tier``.
    package let tiers: [TierRule]
    package let bonuses: [Item]
    package let deductions: [Item]
    package let vetoes: [Veto]

    /// The greatest total of a sheet.
    package var maximumTotal: Points { criteria.map(\.maximum).sum() }

    /// The tiers without whose sheet an area is incomplete.
    package var neededTiers: [Tier] { tiers.filter { $0.weight > 0 }.map(\.tier) }

    /// Who is expected to score in a tier.
    package func assessors(in tier: Tier) -> Assessors {
        tiers.first { $0.tier == tier }?.assessors ?? .any
    }

    /// The first day that can count as one of the notice's: the day of posting only where the scheme says so.
    package func noticeBegins(postedOn day: LocalDate, calendar: WorkCalendar) -> LocalDate {
        noticeCountsPostingDay && calendar.isWorkingDay(day) ? day : day.adding(days: 1)
    }

    /// The last day of a notice that is posted on the day.
    package func noticeEnds(postedOn day: LocalDate, calendar: WorkCalendar) -> LocalDate {
        let eve = noticeBegins(postedOn: day, calendar: calendar).adding(days: -1)
        return calendar.day(after: eve, workingDays: noticeWorkingDays)
    }

    /// The last day on which a sheet or adjustment for `month` is in time.
    package func dueDate(for month: Month) -> LocalDate {
        month.adding(months: 1).firstDay.adding(days: scoringDueDay - 1)
    }
}
