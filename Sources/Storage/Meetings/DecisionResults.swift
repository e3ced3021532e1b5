package import Domain

/// What came of a decision, with who noted it.
package struct DecisionResultListing: Hashable, Sendable {
    package let result: DecisionResult
    package let notedAt: Instant
    /// A sign-in name, or the operator's.
    package let notedBy: String
}

extension Transaction {
    /// Notes what came of a decision of a meeting, also once its minutes are signed: what was noted before stays.
    ///
    /// - Throws: ``MeetingRecord/Refusal/notTaken``; ``FieldErrors`` for a decision that the meeting has not, and for a day
    ///   before the meeting or after today.
    package func noteDecisionResult(_ result: DecisionResult, of id: ID<Meeting>) throws -> MeetingRecordListing {
        let meeting = try meeting(id)
        try requireArranging(meeting)
        guard meeting.taken != nil else { throw MeetingRecord.Refusal.notTaken }
        var errors = FieldErrors()
        if try !decisions(of: id).indices.contains(result.decision - 1) {
            errors.add("decision", .reference, "the meeting has no decision of that number")
        }
        if let rejection = notAfterwards(on: result.on, of: meeting) { errors.add("on", rejection) }
        try errors.check()
        try session.run(
            """
            INSERT INTO decision_result (meeting_id, decision, result, said, on_date, noted_at, noted_by)
            VALUES (\(id), \(result.decision), \(result.kind), \(result.said), \(result.on), \(now), \(principal.name))
            """)
        try update("meeting", id, at: check(version: meeting.version))
        try audit(
            .recorded, .meeting, id, in: place(of: meeting),
            after: [
                "decision": .open(JSON(result.decision)), "result": .open(.string(result.kind.rawValue)),
                "on": .open(JSON(result.on)), "said": .hashed(.string(result.said.string)),
            ])
        return try requireRecord(id)
    }

    /// What came of a meeting's decisions, in the order in which it was noted.
    func decisionResults(of meeting: ID<Meeting>) throws -> [DecisionResultListing] {
        try session.rows(
            """
            SELECT decision, result, said, on_date, noted_at, noted_by FROM decision_result
             WHERE meeting_id = \(meeting) ORDER BY id
            """
        ) { row in
            DecisionResultListing(
                result: DecisionResult(
                    of: try row["decision"], try row["result"], said: try row["said"], on: try row["on_date"]),
                notedAt: try row["noted_at"], notedBy: try row["noted_by"])
        }
    }

    /// Notes which of a meeting's decisions are not to be written anew as they are: what came of them is on record.
    func noteDecided(
        _ decisions: [MeetingRecord.Decision], of meeting: ID<Meeting>, noting errors: inout FieldErrors
    ) throws {
        let standing = try self.decisions(of: meeting)
        for place in Set(try decisionResults(of: meeting).map(\.result.decision)).sorted() {
            let index = place - 1
            guard standing.indices.contains(index) else { continue }
            if !decisions.indices.contains(index) || decisions[index].text != standing[index].text {
                errors.add(
                    "decisions", .conflict,
                    "what came of decision \(place) is on record: it stays as it was decided, in its place")
            }
        }
    }
}
