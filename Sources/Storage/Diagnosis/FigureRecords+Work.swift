import Domain

// What branches' figures have from rules, months, findings and plans.

extension Transaction {
    /// What was asked within the days, and is done or over.
    func addDuties(to records: inout FigureRecords, in scope: AskedScope, by rules: CadenceRules) throws {
        let asked = rules.all.filter { $0.subject != .committee && $0.counts != .talkPairs }
        let listings = try obligations(by: asked, in: scope, within: records.days, on: records.day)
        for listing in listings where [.done, .overdue].contains(listing.obligation.state) {
            let obligation = listing.obligation
            guard let branch = listing.subject.branch, records.days.contains(obligation.until) else { continue }
            if listing.rule.counts == .rankedMonth {
                // Its sheets may come until that day, and it is closed after them: whether it is closed is asked, not how soon.
                records.add(
                    .duty, on: obligation.until, .month(obligation.period.first.month),
                    counts: obligation.state == .done, to: .monthsClosed, of: branch)
            } else {
                records.add(
                    .duty, on: obligation.until,
                    .rule(
                        listing.rule.title, period: obligation.period,
                        group: listing.subject.group ?? listing.subject.person?.name),
                    counts: obligation.state == .done, to: .dutiesDone, of: branch)
            }
        }
    }

    /// Months of the assessment that have ended, one way or the other.
    func addMonths(to records: inout FigureRecords) throws {
        try session.forEach(
            """
            SELECT id, branch_id, month, status FROM cycle
             WHERE branch_id IN \(list: records.ids)
               AND month BETWEEN \(records.months.lowerBound) AND \(records.months.upperBound)
               AND status IN \(list: [Cycle.Status.final, .withoutAward])
             ORDER BY month, id
            """
        ) { row in
            let (month, status): (Month, Cycle.Status) = (try row["month"], try row["status"])
            records.add(
                .cycle(try row["id"]), on: month.lastDay, .month(month), counts: status == .final,
                to: .monthsWithAward, of: try row["branch_id"])
        }
    }

    func addFindings(to records: inout FigureRecords) throws {
        let days = records.days
        let found = try findings(
            """
            \(Self.findingListing)
             WHERE finding.branch_id IN \(list: records.ids) AND finding.status <> \(Finding.Status.withdrawn)
               AND (finding.due_on BETWEEN \(days.lowerBound) AND \(days.upperBound)
                   OR finding.reported_on BETWEEN \(days.lowerBound) AND \(days.upperBound))
             ORDER BY finding.id
            """)
        for listing in found {
            let (course, title) = (listing.course, FigureRecord.Title.text(listing.matter.what.string))
            func add(_ figure: BranchFigure, on day: LocalDate, _ counts: Bool) {
                records.add(.finding(listing.id), on: day, title, counts: counts, to: figure, of: listing.branch)
            }
            // What was reported in time waits for whoever verifies, and says nothing of the branch.
            let waits = course.status == .reported && course.reportedOn.map { $0 <= course.due } ?? false
            if course.handling != .standing, !waits, records.isDue(course.due, isDone: course.status == .closed) {
                add(.findingsInTime, on: course.due, course.status == .closed && !course.wasClosedLate)
            }
            if let reported = course.reportedOn, records.holds(reported) {
                add(.outcomesVerified, on: reported, course.status == .closed)
            }
        }
    }

    /// What branches were to do, what they arranged themselves, and what they asked and were answered.
    func addPlans(to records: inout FigureRecords) throws {
        let years = Set([
            records.months.lowerBound.year - 1, records.months.lowerBound.year, records.months.upperBound.year,
        ])
        for branch in records.ids {
            for listing in try planItems(of: records.months, in: branch) where listing.withdrawal == nil {
                let title = FigureRecord.Title.text(listing.item.title.string)
                func add(_ figure: BranchFigure, _ counts: Bool) {
                    records.add(
                        .planItem(listing.id), on: listing.item.due, title, counts: counts, to: figure, of: branch)
                }
                if records.isDue(listing.item.due, isDone: listing.report != nil) {
                    add(.planItemsDone, listing.status == .done)
                }
                add(.ownPlanItems, listing.arranger == .branch)
                if listing.arranger == .office { add(.guidance, false) }
            }
            for year in years.sorted() where Month.years.contains(year) {
                for listing in try asks(year: year, branch: branch) {
                    guard let answer = listing.steps.first(where: { $0.status != .withdrawn }), records.holds(answer.on)
                    else { continue }
                    records.add(
                        .ask(listing.id), on: answer.on, .text(listing.ask.title.string), counts: true, to: .guidance,
                        of: branch)
                }
            }
        }
    }
}
