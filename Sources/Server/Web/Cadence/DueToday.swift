import Domain
import Storage

extension Transaction {
    /// What is due today, or was not done in the period before: of the branches that the reader leads, or of all that they see
    /// to. What lies further back stands on the year's page.
    ///
    /// - Returns: nil for whoever does neither.
    func obligationsToday(seesToBranches: Bool) throws -> [ObligationListing]? {
        let scopes: [AskedScope]
        if seesToBranches {
            scopes = [.everything]
        } else if authority.allows(.enterScores), !authority.isUnlimited {
            scopes = authority.reach(of: .enterScores).branches.sorted().map { .branch($0) }
        } else {
            return nil
        }
        let (rules, today) = (try CadenceSeed.rules(), today)
        return try scopes.flatMap { try due(on: today, by: rules, in: $0) }.filter { $0.isAtHand(on: today) }
    }
}

extension ObligationListing {
    /// Whether it is due, or was not done in the last of the rule's periods that was over on the day.
    func isAtHand(on day: LocalDate) -> Bool {
        switch obligation.state {
        case .due: return true
        case .overdue:
            guard let present = rule.cadence.period(on: day) else { return true }
            return obligation.period.last == present.first.adding(days: -1)
        case .done, .excused, .off: return false
        }
    }
}

extension TodayPage.DueSection {
    init(_ obligations: [ObligationListing], seesToBranches: Bool, today: LocalDate, _ words: Words) {
        lines =
            seesToBranches
            ? []
            : obligations.map { listing in
                TodayPage.DueLine(
                    rule: words(listing.rule.title), branch: words.subject(listing.subject),
                    period: words.period(listing.obligation.period), state: words(listing.obligation.state.word),
                    until: words(.dueUntilSaid, ["date": words.date(listing.obligation.until)]))
            }
        hasLines = !lines.isEmpty
        func count(_ state: Obligation.State) -> String { String(obligations.count { $0.obligation.state == state }) }
        counts = seesToBranches ? words(.todayDueOffice, ["due": count(.due), "overdue": count(.overdue)]) : nil
        path = LocalPath.due.with("year", String(today.components.year)).text
    }
}
