import Domain
import Storage

/// What one person is reminded of on a day: no names of others, no points, no texts of findings or
/// asks, no reasons.
struct OwnDigest: Sendable {
    let day: LocalDate
    /// What waits for them in their months; of objections and eligibility only how many there are.
    let duties: [Duty]
    /// What the rules ask of them: due within the next days, or not done within the last ones.
    let obligations: [ObligationListing]
    /// The findings that they answer for, or verify, which are due or late.
    let findings: [FindingListing]
    /// What their branches were to do by these days, and what their committee was asked by branches.
    let plans: [PlanItemListing]
    let asks: [AskListing]
    /// Entries of ledgers that near their day or are over it, whose next step is theirs; only how many is told of them too.
    let entries: [LedgerListing]
    /// Those of the next days.
    let meetings: [MeetingListing]

    /// As the reader's own.
    init(_ transaction: Transaction) throws {
        let (today, authority) = (transaction.today, transaction.authority)
        day = today
        let near = today.adding(days: -Digest.days)...today.adding(days: Digest.days)
        duties = try transaction.duties().filter { $0.due.map { $0 <= near.upperBound } ?? true }
        obligations =
            authority.allows(.readCadence)
            ? try transaction.ownObligations(on: today, by: CadenceSeed.rules()).filter { listing in
                [.due, .overdue].contains(listing.obligation.state) && near.contains(listing.obligation.until)
            } : []
        findings = try transaction.findingsToHandle().filter { $0.course.due <= near.upperBound }
        plans = try transaction.planItemsToReport()
        asks = try transaction.asksToAnswer()
        entries = try transaction.ledgerEntriesDue()
        meetings = try transaction.ownMeetings(from: today, until: near.upperBound).filter {
            $0.meeting.slot.ends > transaction.localNow
        }
    }

    var dueCount: Int { duties.count + obligations.count + findings.count + plans.count + asks.count + entries.count }

    /// Whether it is worth a mail: something has its last day in these days, or had it and is not done, or a meeting is today
    /// or tomorrow. What has been late for longer, or has no day, is told with these, and sends nothing by itself: nobody is to be
    /// written to day after day about the same.
    var isWorthSending: Bool {
        let near = day.adding(days: -Digest.days)...day.adding(days: Digest.days)
        return !obligations.isEmpty || duties.contains { $0.due.map(near.contains) ?? false }
            || findings.contains { near.contains($0.course.due) } || plans.contains { near.contains($0.item.due) }
            || asks.contains { near.contains($0.due) } || entries.contains { $0.due.map(near.contains) ?? false }
            || meetings.contains { $0.meeting.slot.date <= day.adding(days: 1) }
    }

    struct Text: Sendable {
        let subject: String
        let body: String
    }

    /// - Parameter console: the address of the console.
    func text(_ words: Words, console: String) -> Text {
        var lines = [words(.digestDay, ["date": words.day(day)])]
        if dueCount > 0 {
            lines += ["", words.counted(.digestDueHeading, dueCount)]
            lines += dutyLines(words) + obligations.map { Self.line($0, on: day, words) }
            for (word, count) in [
                (Word.digestPlans, plans.count), (.digestAsks, asks.count), (.digestFindings, findings.count),
                (.digestEntries, entries.count),
            ] where count > 0 { lines.append("- \(words.counted(word, count))") }
        }
        if !meetings.isEmpty {
            lines += ["", words.counted(.digestMeetingsHeading, meetings.count)]
            lines += meetings.map { listing in
                let slot = listing.meeting.slot
                return
                    "- \(words.day(slot.date)) \(slot.start)–\(slot.ends.time) \(listing.nameInCalendar(words)) \(slot.place.string)"
            }
        }
        lines += ["", words.named(words(.digestConsole), console), words(.digestOff)]
        return Text(
            subject: words(
                .digestSubject, ["date": words.date(day), "due": String(dueCount), "meetings": String(meetings.count)]),
            body: lines.joined(separator: "\n") + "\n")
    }

    private func dutyLines(_ words: Words) -> [String] {
        let told = duties.compactMap { duty -> String? in
            guard let said = words.named(of: duty) else { return nil }
            return Self.line([said, duty.branchName, Self.until(duty.due, on: day, words)], words)
        }
        let others = duties.count - told.count
        return told + (others > 0 ? ["- \(words.counted(.digestOthers, others))"] : [])
    }

    private static func line(_ listing: ObligationListing, on day: LocalDate, _ words: Words) -> String {
        // The secretary is the reader: nobody is named.
        let place = [listing.subject.name, listing.subject.group].compactMap(\.self).joined(separator: " ")
        return line(
            [
                words(listing.rule.title), place, words.period(listing.obligation.period),
                until(listing.obligation.until, on: day, words),
            ], words)
    }

    private static func line(_ parts: [String?], _ words: Words) -> String {
        "- " + parts.compactMap(\.self).joined(separator: words.language == .chinese ? "，" : ", ")
    }

    private static func until(_ due: LocalDate?, on day: LocalDate, _ words: Words) -> String? {
        due.map { words($0 < day ? .digestLate : .dueUntilSaid, ["date": words.date($0)]) }
    }
}

extension Words {
    /// What a duty is; nil for one of which no more is told outside the console than that it is there.
    fileprivate func named(of duty: Duty) -> String? {
        let month = self.month(duty.month)
        switch duty.task {
        case .openMonth: return self(.dutyOpen, ["month": month])
        case .score(.own, let areas): return counted(.dutyScoreOwn, areas, ["month": month])
        case .score(.group, let areas): return counted(.dutyScoreGroup, areas, ["month": month])
        case .score(_, let areas): return counted(.dutyScoreBranch, areas, ["month": month])
        case .enterPublic(let areas): return counted(.dutyPublic, areas, ["month": month])
        case .closeMonth: return self(.dutyClose, ["month": month])
        case .completeMonth(let areas, _): return counted(.dutyComplete, areas, ["month": month])
        case .postMonth: return self(.dutyPost, ["month": month])
        case .prolongNotice: return self(.dutyProlong, ["month": month])
        case .finaliseMonth: return self(.dutyFinalise, ["month": month])
        case .handleObjection, .decideEligibility: return nil
        }
    }
}
