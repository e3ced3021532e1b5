import Domain
import Storage

/// What stands over every page of a month: whose it is, how far it is, and its other pages.
struct CycleHead: Sendable {
    let title: String
    let state: String
    /// For the style sheet.
    let stateCode: String
    /// Over what is printed under a heading of its own.
    let isForScreen: Bool
    let branchPath: String
    let branchName: String
    let tabs: [Frame.Link]
    /// What moves the month on, as far as the reader may do it today.
    let steps: [Step]

    /// The pages of a month.
    enum Tab: CaseIterable {
        case progress, scores, adjustments, facts, ranking, notice, assessors

        /// Below the month's own path; nil for that itself.
        var part: String? {
            switch self {
            case .progress: nil
            case .scores: "scores"
            case .adjustments: "adjustments"
            case .facts: "facts"
            case .ranking: "ranking"
            case .notice: "notice"
            case .assessors: "assessors"
            }
        }

        var word: Word {
            switch self {
            case .progress: .tabProgress
            case .scores: .tabScores
            case .adjustments: .tabAdjustments
            case .facts: .tabFacts
            case .ranking: .tabRanking
            case .notice: .tabNotice
            case .assessors: .tabAssessors
            }
        }

        /// Whether there is anything behind it.
        func isOpen(to content: Content) -> Bool {
            switch self {
            case .progress, .scores, .facts: true
            case .adjustments: content.seesAdjustments
            case .ranking: content.cycle.status != .open
            case .notice: content.cycle.postedOn != nil
            case .assessors: content.cycle.status != .open && content.permission.allows(API.compareAssessors)
            }
        }
    }

    /// - Parameter current: which of the pages it stands over.
    init(_ content: Content, at current: Tab?, _ words: Words) {
        let cycle = content.cycle
        title = words(.cycleTitle, ["month": words.month(cycle.month)])
        state = words(cycle.word(on: content.today))
        stateCode = cycle.status.rawValue
        isForScreen = current == .notice
        branchPath = LocalPath.branch(cycle.branch).text
        branchName = content.branchName
        tabs = Tab.allCases.filter { $0.isOpen(to: content) }.map {
            Frame.Link(
                path: LocalPath.cycle(cycle.id, $0.part).text, label: words($0.word), isCurrent: $0 == current)
        }
        steps =
            content.open.flatMap { $0.step(in: cycle.id, content.permission, words) }
            + (content.receivesObjections
                ? [
                    Step(
                        path: LocalPath.cycle(cycle.id, "objections/new").text, label: words(.registerObjection),
                        isMain: false)
                ] : [])
            + (content.examinesEligibility
                ? [
                    Step(
                        path: LocalPath.cycle(cycle.id, "eligibility").text, label: words(.eligibilityTitle),
                        isMain: false)
                ] : [])
    }

    /// What it is made of.
    struct Content: Sendable {
        let cycle: Cycle
        let branchName: String
        /// Of an open month only who is in charge sees them.
        let seesAdjustments: Bool
        /// What can be done next to the month as a whole.
        let open: [CycleStep]
        /// Whether the reader is of the body that the notice names.
        let receivesObjections: Bool
        /// Whether the reader's office decides, or has decided, whether the month's honours are given.
        let examinesEligibility: Bool
        /// The reader's.
        let permission: Permission
        let today: LocalDate

        init(_ transaction: Transaction, _ id: ID<Cycle>) throws {
            let cycle = try transaction.cycle(id)
            self.cycle = cycle
            branchName = try transaction.branchName(cycle.branch, in: cycle.month)
            seesAdjustments = try cycle.status != .open || transaction.allows(.readProgress, in: cycle.branch)
            today = transaction.today
            open = try CycleStep.open(
                in: cycle, on: today, isShort: transaction.prolongedNotice(of: cycle) != nil,
                isContested: cycle.status == .posted && !transaction.openObjections(to: cycle.id).isEmpty
            ).filter {
                try $0 != .endWithoutAward || transaction.mayEndWithoutAward(cycle)
            }
            receivesObjections =
                try cycle.status == .posted && transaction.authority.allows(API.registerObjection)
                && transaction.receivesObjections(to: cycle)
            examinesEligibility = try transaction.hasEligibility(in: cycle)
            permission = try transaction.permission(in: cycle.branch)
        }
    }
}

extension Cycle {
    /// How far the month is.
    func word(on today: LocalDate) -> Word {
        noticeHasStood(on: today) ? .statusStood : status.word
    }
}

extension Cycle.Status: Worded {
    var word: Word {
        switch self {
        case .open: .statusOpen
        case .closed: .statusClosed
        case .posted: .statusPosted
        case .final: .statusFinal
        case .withoutAward: .statusWithoutAward
        }
    }
}

extension Tier: Worded {
    var word: Word {
        switch self {
        case .own: .tierSelf
        case .group: .tierGroup
        case .branch: .tierBranch
        case .public: .tierPublic
        }
    }
}

extension Combination: Worded {
    var word: Word {
        switch self {
        case .mean: .combinationMean
        case .median: .combinationMedian
        case .trimmedMean: .combinationTrimmedMean
        }
    }
}

extension Adjustment.Kind: Worded {
    var word: Word {
        switch self {
        case .bonus: .kindBonus
        case .deduction: .kindDeduction
        case .veto: .kindVeto
        }
    }
}

extension Score.Missing {
    /// What is missing, in a few words.
    func shown(_ words: Words, _ sheets: [Tier: Int], of needed: [Tier: Int]) -> String {
        switch self {
        case .holder: return words(.missingHolder)
        case .tier(let tier):
            let count = sheets[tier] ?? 0
            return count == 0
                ? words(.missingTier, ["tier": words(tier.word)])
                : words(
                    .missingSheets,
                    ["tier": words(tier.word), "count": String(count), "needed": String(needed[tier] ?? 0)])
        }
    }
}

extension Cycle.Warning {
    func shown(_ words: Words) -> String {
        switch self {
        case .earlierMonthsOpen(let months):
            words(.warningEarlierOpen, ["months": words.list(months.map(words.month))])
        case .incomplete(let areas): words(.warningIncomplete, ["areas": words.list(areas.map(\.text))])
        case .holidaysUnknown(let year): words(.warningHolidays, ["year": String(year)])
        case .noWinner: words(.warningNoWinner)
        }
    }
}
