import Domain
import Storage

/// What came of a decision, field by field.
enum DecisionResultFields {
    static let decision = Field(
        "decision",
        Wire<Int>.integer(1...MeetingRecord.Decision.most).means("Its place among the meeting's decisions, from 1."),
        .minutesDecision)
    static let said = Field(
        "said", Wire<Text>.text(DecisionResult.longest, isLong: true), .decisionSaid, hint: .decisionSaidHint)
    static let on = Field("on", Wire<LocalDate>.date, .date)

    static let asked = Asking<DecisionResult>("NotedDecisionResult") { input in
        let (decision, result) = (input.take(decision), input.take(PlanFields.result))
        let (said, on) = (input.take(said), input.take(on))
        guard let decision, let result, let said, let on else { return nil }
        return DecisionResult(of: decision, result, said: said, on: on)
    }
}

extension API {
    static let noteDecisionResult: Operation = .post(
        "noteDecisionResult", "/meetings/{meeting}/results", .meetings,
        "Note what came of a decision of a meeting, also once its minutes are signed; what was noted before stays",
        needing: [.scheduleMeetings, .holdMeetings], asking: DecisionResultFields.asked, returns: Shape.record.schema
    ) { call, result, transaction in
        let record = try transaction.noteDecisionResult(result, of: call.id("meeting"))
        return .json(Shape.record.json(record), version: record.meeting.version)
    }
}
