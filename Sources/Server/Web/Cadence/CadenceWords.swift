import Domain
import Storage

/// How rules and periods are said.
extension Words {
    func callAsFunction(_ name: CadenceRule.Name) -> String {
        language == .chinese ? name.zh.string : name.en.string
    }

    /// A rule by its key; the key where there is no such rule any more.
    func cadenceRule(_ key: String?) -> String? {
        guard let key else { return nil }
        return (try? CadenceSeed.rules().rule(key)).map { self($0.title) } ?? key
    }

    /// 2026年10月, 2026年第4季度, 2026年上半年, 2026年; of one that an event begins, from when to when.
    func period(_ period: CadencePeriod) -> String {
        let (first, last) = (period.first.month, period.last.month)
        guard period.first == first.firstDay, period.last == last.lastDay, first.year == last.year else {
            return "\(date(period.first))–\(date(period.last))"
        }
        let year = String(first.year)
        return switch last.index - first.index + 1 {
        case 1: month(first)
        case 3: self(.quarterSaid, ["year": year, "number": String((first.number + 2) / 3)])
        case 6: self(first.number == 1 ? .halfYearFirst : .halfYearSecond, ["year": year])
        case 12: self(.yearSaid, ["year": year])
        default: "\(date(period.first))–\(date(period.last))"
        }
    }

    /// The same within its year: 10月, 4季度, 上半年, 全年.
    func shortPeriod(_ period: CadencePeriod) -> String {
        let (first, last) = (period.first.month, period.last.month)
        guard period.first == first.firstDay, period.last == last.lastDay else { return self.period(period) }
        return switch last.index - first.index + 1 {
        case 1: shortMonth(first)
        case 3: self(.quarterShort, ["number": String((first.number + 2) / 3)])
        case 6: self(first.number == 1 ? .halfYearFirstShort : .halfYearSecondShort)
        case 12: self(.yearShort)
        default: self.period(period)
        }
    }

    /// How often a rule asks.
    func frequency(_ rule: CadenceRule) -> String {
        let count = String(rule.quantity)
        return switch rule.cadence {
        case .month: self(.everyMonth, ["count": count])
        case .quarter: self(.everyQuarter, ["count": count])
        case .halfYear: self(.everyHalfYear, ["count": count])
        case .year: self(.everyYear, ["count": count])
        case .monthsAfter(.appointment, let months):
            self(.everyAppointment, ["months": String(months), "count": count])
        }
    }

    /// Who is asked: the committee, the branch, or a part of it.
    func subject(_ subject: AskedSubject) -> String {
        switch subject.kind {
        case .committee, .branch: subject.name
        case .group: noted(subject.name, subject.group ?? "")
        case .secretary: noted(subject.name, subject.person?.name ?? "")
        }
    }
}

extension Obligation.State: Worded {
    var word: Word {
        switch self {
        case .done: .dueDone
        case .due: .dueDue
        case .overdue: .dueOverdue
        case .excused: .dueExcused
        case .off: .dueOff
        }
    }
}

extension CadenceRule.Strength: Worded {
    var word: Word {
        switch self {
        case .must: .strengthMust
        case .should: .strengthShould
        case .usual: .strengthUsual
        }
    }
}

extension CadenceRule.Mark: Worded {
    var word: Word {
        switch self {
        case .seen: .markSeen
        case .secondary: .markSecondary
        case .memory: .markMemory
        }
    }
}

extension CadenceRule.Subject: Worded {
    var word: Word {
        switch self {
        case .committee: .boundCommittee
        case .branch: .boundBranch
        case .branchWithCommittee: .boundBranchWithCommittee
        case .group: .boundGroup
        case .secretary: .boundSecretary
        case .member: .boundMember
        }
    }
}

extension AskedSubject.Kind: Worded {
    var word: Word {
        switch self {
        case .committee: .committee
        case .branch: .branch
        case .group: .group
        case .secretary: .secretary
        }
    }
}
