package import Domain

/// What a rule asks of somebody in a period, and how that stands.
package struct ObligationListing: Hashable, Sendable {
    package let rule: CadenceRule
    package let subject: AskedSubject
    package let obligation: Obligation
    /// The excuse that stands; also where it was done all the same.
    package let excuse: CadenceExcuseListing?
}

extension Transaction {
    /// What is due on a day: the periods that hold it, and those that ended within a year before and are not done, by rule,
    /// subject and period.
    package func due(on day: LocalDate, by rules: CadenceRules, in scope: AskedScope) throws -> [ObligationListing] {
        try obligations(by: rules.all, in: scope, within: day.adding(days: -365)...day, on: day)
            .filter { listing in
                // Before the first year that a day can be written of nobody was asked for anything.
                guard LocalDate.years.contains(listing.obligation.period.first.components.year) else { return false }
                return listing.obligation.period.contains(day)
                    || [.due, .overdue].contains(listing.obligation.state)
            }
    }

    /// What a year's periods ask, as it stands on a day: of those that have begun, and those that are excused or switched off.
    package func obligations(
        of year: ClosedRange<Month>, by rules: CadenceRules, in scope: AskedScope, on day: LocalDate
    ) throws -> [ObligationListing] {
        let days = year.lowerBound.firstDay...year.upperBound.lastDay
        return try obligations(by: rules.all, in: scope, within: days, on: day)
    }

    /// - Parameter days: only of periods that hold one of these.
    func obligations(
        by rules: [CadenceRule], in scope: AskedScope, within days: ClosedRange<LocalDate>, on day: LocalDate
    ) throws -> [ObligationListing] {
        try authority.require(.readCadence)
        // A period may begin before the days do.
        let first = rules.map { $0.cadence.earliestDay(of: days) }.min() ?? days.lowerBound
        let subjects = try AskedSubjects(in: scope, from: first, of: rules, self)
        let records = try CountedRecords(in: scope, within: first...max(first, day), of: rules, self)
        let excuses = Dictionary(
            grouping: try storedExcuses(in: scope, from: first), by: { CadenceMark($0.rule, $0.subject, $0.subjectID) })
        let switches = try storedSwitches(in: scope)
        var months = try rules.contains { $0.counts == .rankedMonth } ? AssessedMonths(in: scope, self) : nil
        let talks =
            try rules.contains { $0.counts == .talkPairs }
            ? TalkRolls(in: askedBranches(in: scope), within: first...max(first, day), self) : nil

        var listings: [ObligationListing] = []
        for rule in rules {
            for subject in subjects.asked(by: rule) {
                let counted = records.records(of: subject, by: rule)
                let said = subject.branch.flatMap { switches[$0]?[rule.key.text] } ?? []
                let excused = excuses[CadenceMark(rule.key.text, subject.kind, subject.id)] ?? []
                for period in subject.periods(of: rule, within: days)
                where rule.asks(in: period, whoExisted: subject.spans) {
                    var until: LocalDate?
                    if rule.counts == .rankedMonth {
                        until = try months?.dueDate(of: subject, in: period.first.month, self)
                        if until == nil { continue }
                    }
                    var records = counted
                    if rule.counts == .talkPairs {
                        guard let found = talks?.records(of: subject, in: period, until: day) else { continue }
                        records = found
                    }
                    let excuse = excused.first { $0.from == period.first && $0.until == period.last }
                    let obligation = Obligation(
                        rule, in: period, on: day, until: until, records: records,
                        isOff: CadenceSwitch.isOff(said, in: period), isExcused: excuse != nil)
                    guard let obligation else { continue }
                    listings.append(
                        ObligationListing(rule: rule, subject: subject, obligation: obligation, excuse: excuse))
                }
            }
        }
        return listings
    }
}

/// Whom an excuse is about.
private struct CadenceMark: Hashable {
    let rule: String
    let subject: AskedSubject.Kind
    let id: Int64

    init(_ rule: String, _ subject: AskedSubject.Kind, _ id: Int64) {
        (self.rule, self.subject, self.id) = (rule, subject, id)
    }
}

extension AskedSubject {
    /// The rule's periods that hold any of the days: calendar periods, or the one that the subject's appointment begins.
    func periods(of rule: CadenceRule, within days: ClosedRange<LocalDate>) -> [CadencePeriod] {
        guard case .monthsAfter = rule.cadence else { return rule.cadence.periods(within: days) }
        return spans.compactMap { $0.from.flatMap(rule.cadence.period(after:)) }
            .filter { $0.first <= days.upperBound && $0.last >= days.lowerBound }
    }
}
