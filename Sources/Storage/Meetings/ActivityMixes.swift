package import Domain

extension Transaction {
    /// How varied the meetings were that a branch held in a year.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; a denial.
    package func activityMix(of branch: ID<Branch>, in year: Int) throws -> ActivityMix {
        try require(.readBranchMeetings, in: try place(of: branch))
        var mix = ActivityMix()
        guard let months = Month.months(of: year) else { return mix }
        try session.forEach(
            """
            SELECT meeting_record.form, meeting_record.scale,
                   coalesce(meeting_record.changed, meeting_record.changed_for, meeting_record.seen_by) AS felt
              FROM meeting JOIN meeting_record ON meeting_record.meeting_id = meeting.id
             WHERE meeting.branch_id = \(branch) AND \(Self.wereHeld(in: months))
            """
        ) { row in
            mix.count(try row["form"], try row["scale"], isFelt: (try row["felt"] as String?) != nil)
        }
        return mix
    }
}
