package import Domain

extension OrgLifeStep: SQLTextValue {}

/// A step of a meeting of organisational life, as it is shown.
package struct OrgLifeStepListing: Hashable, Sendable {
    package let step: OrgLifeStep
    /// By when it is done.
    package let day: LocalDate
    /// nil until somebody noted that it was done.
    package let doneOn: LocalDate?
    package let notedAt: Instant?
    /// By the bureau's clocks: another day than it was done is told with it.
    package let notedOn: LocalDate?
    /// A sign-in name, or the operator's.
    package let notedBy: String?
    /// Whether it is said to have been done before the minutes were signed, and was noted only afterwards.
    package let isNotedAfterSigning: Bool
}

extension Transaction {
    /// The steps of a meeting of organisational life by their days, done or not; none of any other meeting.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; a denial.
    package func orgLifeSteps(of id: ID<Meeting>) throws -> [OrgLifeStepListing] { try orgLifeSteps(of: meeting(id)) }

    /// - Parameter meeting: as it was read.
    package func orgLifeSteps(of meeting: MeetingListing) throws -> [OrgLifeStepListing] {
        guard meeting.meeting.hasSteps else { return [] }
        let date = meeting.meeting.slot.date
        var noted: [OrgLifeStep: OrgLifeStepListing] = [:]
        try session.forEach(
            "SELECT step, done_on, noted_at, noted_by FROM org_life_step WHERE meeting_id = \(meeting.id)"
        ) { row in
            let (step, doneOn): (OrgLifeStep, LocalDate) = (try row["step"], try row["done_on"])
            let notedAt: Instant = try row["noted_at"]
            noted[step] = OrgLifeStepListing(
                step: step, day: step.day(of: date), doneOn: doneOn, notedAt: notedAt,
                notedOn: settings.timeZone.date(of: notedAt), notedBy: try row["noted_by"],
                isNotedAfterSigning: meeting.signed.map { signed in
                    notedAt > signed && doneOn < settings.timeZone.date(of: signed)
                } ?? false)
        }
        return OrgLifeStep.allCases.map { step in
            noted[step]
                ?? OrgLifeStepListing(
                    step: step, day: step.day(of: date), doneOn: nil, notedAt: nil, notedOn: nil, notedBy: nil,
                    isNotedAfterSigning: false)
        }
    }

    /// Notes on which day a step was done, in place of what stood; takes it back where the day is nil. The same again
    /// changes nothing.
    ///
    /// - Throws: ``MeetingRecord/Refusal/cancelled``; ``FieldErrors`` for another meeting, and for a day still to come.
    package func noteOrgLifeStep(
        _ step: OrgLifeStep, of id: ID<Meeting>, on day: LocalDate?
    ) throws -> [OrgLifeStepListing] {
        let meeting = try meeting(id)
        try requireArranging(meeting)
        if meeting.meeting.status == .cancelled { throw MeetingRecord.Refusal.cancelled }
        guard meeting.meeting.hasSteps else {
            throw FieldErrors("step", .unexpected, "only a meeting of organisational life has these steps")
        }
        if let day, day > today { throw FieldErrors("on", .range, "today or earlier: it is noted once it is done") }
        let before = try orgLifeSteps(of: meeting).first { $0.step == step }?.doneOn
        if before == day { return try orgLifeSteps(of: meeting) }
        try session.run("DELETE FROM org_life_step WHERE meeting_id = \(id) AND step = \(step)")
        if let day {
            try session.run(
                """
                INSERT INTO org_life_step (meeting_id, step, done_on, noted_at, noted_by)
                VALUES (\(id), \(step), \(day), \(now), \(principal.name))
                """)
        }
        try update("meeting", id, at: check(version: meeting.version))
        try audit(
            before == nil ? .recorded : .revised, .meeting, id, in: place(of: meeting),
            before: ["doneOn": .open(JSON(before))],
            after: ["step": .open(.string(step.rawValue)), "doneOn": .open(JSON(day))])
        return try orgLifeSteps(of: meeting)
    }
}
