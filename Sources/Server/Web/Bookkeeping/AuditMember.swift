import Domain
import Storage

/// A member of an audit entry's documents, as its readers are told of it: under a label, in their words, with what people
/// know things by in place of numbers of the database.
struct AuditMember: Sendable {
    let name: String
    let label: Word
    /// What its number is of; nil for what says itself.
    let refersTo: AuditSubject?
    private let say: @Sendable (JSON, Words) -> String?

    /// - Parameter say: a value that is there and no number of another record; nil for nothing.
    init(
        _ name: String, _ label: Word, refersTo: AuditSubject? = nil,
        say: @escaping @Sendable (JSON, Words) -> String? = { json, _ in json.string ?? json.text }
    ) {
        (self.name, self.label, self.refersTo, self.say) = (name, label, refersTo, say)
    }

    /// A field of the record says all of it.
    init<Record, Value>(_ field: Field<Record, Value>) {
        self.init(field.name, field.label) { json, words in field.wire.say(json, words) }
    }

    /// The id of another record.
    static func reference(_ name: String, _ label: Word, to subject: AuditSubject) -> AuditMember {
        AuditMember(name, label, refersTo: subject)
    }

    static func choice<Value: Worded & RawRepresentable>(_ name: String, _ label: Word, of type: Value.Type)
        -> AuditMember
    where Value.RawValue == String {
        AuditMember(name, label) { json, words in
            json.string.map { raw in Value(rawValue: raw).map { words($0.word) } ?? raw } ?? json.text
        }
    }

    static func date(_ name: String, _ label: Word) -> AuditMember {
        AuditMember(name, label) { json, words in Wire.date.say(json, words) }
    }

    static func flag(_ name: String, _ label: Word) -> AuditMember {
        AuditMember(name, label) { json, words in Wire.boolean.say(json, words) }
    }

    /// A column of yes and no, which holds 1 and 0.
    static func bit(_ name: String, _ label: Word) -> AuditMember {
        AuditMember(name, label) { json, words in words(json.integer == 0 ? .no : .yes) }
    }

    /// A list, of which each is said by itself; of parts with a title, by their titles.
    static func list(
        _ name: String, _ label: Word, _ say: @escaping @Sendable (JSON, Words) -> String = titled
    ) -> AuditMember {
        AuditMember(name, label) { json, words in
            json.array.map { words.list($0.map { say($0, words) }) }?.nonEmpty
        }
    }

    private static let titled: @Sendable (JSON, Words) -> String = { part, words in
        let title = words.language == .chinese ? part["titleZh"] : part["titleEn"]
        return title?.string ?? part["tier"]?.string.flatMap(Tier.init(rawValue:)).map { words($0.word) }
            ?? part.string ?? part.text
    }

    /// - Parameter codes: what people know the records by that are referred to.
    func shown(_ json: JSON, _ codes: [AuditSubject: [Int64: String]], _ words: Words) -> String? {
        if json.isNull { return nil }
        // Of what says something about a person there is a keyed hash.
        if json["hash"] != nil { return words(.auditHidden) }
        if let refersTo, let id = json.integer { return codes[refersTo]?[id] ?? words(.auditGone, ["id": String(id)]) }
        return say(json, words)
    }
}

extension AuditSubject {
    /// The members that its documents have, or had at some time, in the order in which they are told.
    var members: [AuditMember] {
        switch self {
        case .committee: [.init("code", .committeeCode), .init("name", .name)]
        case .branch:
            [
                .init("code", .branchCode), .init("name", .name), .choice("kind", .branchKind, of: Branch.Kind.self),
                .choice("secretaryPost", .secretaryPost, of: Branch.SecretaryPost.self), .date("founded", .founded),
                .date("termBegan", .termBegan), .date("termEnds", .termEnds), .date("from", .from),
                .reference("branch", .otherBranch, to: .branch), .init("reason", .reason),
                .init("document", .documentNumber),
            ]
        case .group: [.init("name", .group), .reference("branch", .branch, to: .branch)]
        case .member:
            [
                .init(MemberFields.number), .init(MemberFields.name), .init(MemberFields.standing),
                .init(MemberFields.joined), .init(MemberFields.becameFull), .init(MemberFields.post),
                .init(MemberFields.maskedPhone), .init(MemberFields.toBranch), .init(MemberFields.group),
                .init(MemberFields.on), .init(MemberFields.leads), .init(MemberFields.leaving),
                .init(MemberFields.document),
                .init(MemberFields.lateReason),
                .init("what", .what) { _, words in words(.phone) },
                .init(MemberFields.reason),
            ]
        case .appointment:
            [
                .reference("member", .member, to: .member), .reference("branch", .branch, to: .branch),
                .choice("office", .office, of: Appointment.Office.self), .date("from", .officeFrom),
                .date("until", .officeUntil),
                .init("document", .appointmentDocument),
                .init(AppointmentFields.reason),
            ]
        case .area:
            [
                .init(AreaFields.code), .init(AreaFields.name), .reference("branch", .branch, to: .branch),
                .init(AreaFields.kind), .init(AreaFields.boundary), .init(AreaFields.established),
                .init(AreaFields.on), .date("from", .from), .init(AreaFields.reason),
                .init("document", .documentNumber),
            ]
        case .assignment:
            [
                .reference("area", .area, to: .area), .reference("member", .holder, to: .member),
                .date("from", .from), .date("until", .until),
                .init("beside", .besideOthers) { _, words in words(.yes) },
                .reference("insteadOf", .insteadOf, to: .member),
                .list("tasks", .tasks) { task, words in
                    [
                        task["objective"]?.string, task["measure"]?.string,
                        task["due"]?.string.flatMap { try? LocalDate(parsing: $0) }.map { words.date($0) },
                    ].compactMap(\.self).joined(separator: " · ")
                }, .init("reason", .reason),
            ]
        case .scheme: Self.schemeMembers
        case .assessorNaming:
            [
                .reference("branch", .branch, to: .branch), .choice("tier", .tier, of: Tier.self),
                .init("month", .month) { Wire.month.say($0, $1) }, .flag("standing", .namingStanding),
                .list("members", .namedAssessors),
            ]
        case .recusal:
            [
                .reference("branch", .branch, to: .branch), .reference("assessor", .assessor, to: .member),
                .reference("holder", .recusalHolder, to: .member),
                .choice("ground", .recusalGround, of: Recusal.Ground.self), .init("reason", .reason),
                .init("from", .recusalFrom) { Wire.month.say($0, $1) },
                .init("until", .recusalUntil) { Wire.month.say($0, $1) },
            ]
        case .cycle:
            [
                .reference("branch", .branch, to: .branch), .init("month", .month) { Wire.month.say($0, $1) },
                .reference("scheme", .scheme, to: .scheme), .choice("status", .state, of: Cycle.Status.self),
                .init("incompleteReason", .incompleteReason), .init("reason", .reason),
                .init("revises", .auditRevision), .init("noticeEnds", .noticeEnds) { Wire.date.say($0, $1) },
                .init("eligibility", .eligibilityTitle) { _, words in words(.eligibilityDecisionRecorded) },
            ]
        case .sheet:
            [
                .reference("area", .area, to: .area), .choice("tier", .tier, of: Tier.self),
                .init("points", .points), .init("losses", .lostFor), .init("total", .total),
                .init("comment", .comment),
                .init("revision", .auditRevision), .reference("sheet", .auditEarlier, to: .sheet),
                .init("reason", .withdrawalReason),
            ]
        case .adjustment:
            [
                .reference("cycle", .month, to: .cycle), .reference("area", .area, to: .area),
                .init(AdjustmentFields.kind), .init(AdjustmentFields.item), .init(AdjustmentFields.times),
                .init(AdjustmentFields.reason), .init(AdjustmentFields.date),
                .reference("recorder", .recorder, to: .member), .init(AdjustmentFields.lateReason),
                .init(AdjustmentFields.points), .init(AdjustmentFields.level), .init(AdjustmentFields.event),
                .init(AdjustmentFields.document),
                .reference("adjustment", .auditEarlier, to: .adjustment),
            ]
        case .facts:
            [
                .reference("area", .area, to: .area), .init("month", .month) { Wire.month.say($0, $1) },
            ] + FactsFields.figures.map { AuditMember($0.field) } + [
                .bit("late", .factsLate), .bit("sinceClosing", .factsSinceClosing),
                .reference("facts", .auditEarlier, to: .facts),
            ]
        case .snapshot: [.reference("cycle", .month, to: .cycle), .init("hash", .hashTitle)]
        case .award:
            [
                .init("area", .area), .init("member", .memberNumber), .init("document", .documentNumber),
                .date("dated", .paperDated), .init("reason", .reason),
            ]
        case .objection:
            [
                .init("number", .objectionNumber), .reference("cycle", .month, to: .cycle),
                .choice("status", .state, of: Objection.Status.self),
                .reference("investigator", .investigator, to: .member),
                .reference("tied", .objectionTied, to: .member),
                .init("what", .what) { _, words in words(.objector) }, .init("reason", .reason),
            ]
        case .honour:
            [
                .init("member", .memberNumber), .init("title", .honourTitle),
                .choice("level", .honourLevel, of: Honour.Level.self), .init("document", .documentNumber),
                .date("awardedOn", .honourAwardedOn), .init("issuer", .honourIssuer), .init("reason", .reason),
            ]
        case .finding:
            [
                .init("number", .findingNumber), .reference("branch", .branch, to: .branch),
                .init("what", .findingWhat),
                .choice("class", .findingHandling, of: Finding.Handling.self),
                .choice("status", .state, of: Finding.Status.self),
                .choice("step", .findingStep, of: Finding.Step.Kind.self), .init("text", .what),
                .init("evidence", .findingEvidence), .init("who", .findingWho), .date("on", .findingRecheckedOn),
                .date("measureDue", .findingMeasureDue), .date("wasDue", .findingWasDue), .date("due", .findingDue),
                .choice("stage", .findingEscalation, of: FindingEscalation.Stage.self),
                .reference("meeting", .subjectMeeting, to: .meeting), .init("meetings", .escalationMeetings),
            ]
        case .findingEscalation:
            [
                .init(FindingEscalationFields.remindDays), .init(FindingEscalationFields.supervisedAt),
                .init(FindingEscalationFields.circulatedAt), .bit("off", .escalationOff),
            ]
        case .planItem:
            [
                .reference("branch", .branch, to: .branch), .reference("committee", .committee, to: .committee),
                .init(PlanFields.month), .init("title", .planTitle),
                .init("kind", .planKind), .init("theme", .planTheme), .init("content", .planContent),
                .init("participants", .planParticipants), .date("due", .planDue), .init("standard", .planStandard),
                .init("madeFrom", .planMadeFrom),
                .choice("answerable", .planAnswerable, of: Appointment.Office.self),
                .reference("focus", .focusServed, to: .focus),
                .choice("result", .workResult, of: WorkResult.Kind.self), .init("reason", .reason),
                .init("evidence", .workEvidence), .init("revisionReason", .revisionReason),
            ]
        case .focus:
            [
                .reference("committee", .committee, to: .committee), .init("number", .focusNumber),
                .init(FocusFields.title), .init(FocusFields.kind), .init(FocusFields.from), .init(FocusFields.until),
                .init(FocusFields.source), .init(FocusFields.area), .init("reason", .reason),
            ]
        case .ask:
            [
                .reference("branch", .branch, to: .branch), .init("title", .askTitle), .init("request", .askRequest),
                .init("standard", .askStandard), .date("due", .planDue),
                .choice("status", .state, of: Ask.Status.self), .init("reason", .reason),
                .init("evidence", .workEvidence),
            ]
        case .talk:
            [
                .reference("branch", .branch, to: .branch), .date("day", .talkDay), .init("place", .talkPlace),
                .list("parties", .talkParties) { number, _ in number.string ?? number.text },
                .choice("occasion", .talkOccasion, of: Talk.Occasion.self),
                .init("topics", .talkTopics) { topics, words in
                    words.list(
                        (topics.string ?? "").split(separator: ",").map { raw in
                            Talk.Topic(rawValue: String(raw)).map { words($0.word) } ?? String(raw)
                        }
                    ).nonEmpty
                },
                .init("nextStep", .talkNextStep), .date("followUp", .talkFollowUp),
                .choice("outcome", .talkOutcome, of: Talk.Outcome.self), .init("reason", .reason),
                .flag("noteWritten", .talkNoteWritten), .flag("noteDeleted", .talkNoteDeleted),
            ]
        case .motion:
            [
                .reference("branch", .branch, to: .branch), .init("number", .motionNumber),
                .choice("kind", .motionKind, of: Motion.Kind.self), .init("title", .motionTitle),
                .init("wording", .motionWording),
                .list("people", .motionPeople) { name, _ in name.string ?? name.text },
                .choice("step", .motionStep, of: MotionStep.Kind.self), .date("on", .date),
                .init("said", .motionSaid), .init("dissent", .motionDissent), .flag("approved", .motionApproved),
                .init("document", .motionDocument), .choice("status", .state, of: Motion.Status.self),
                .date("heldOn", .voteHeldOn), .choice("method", .voteMethod, of: VoteCount.Method.self),
                .init("entitled", .voteEntitled), .list("without", .voteWithout) { id, _ in id.text },
                .init("present", .votePresent),
                .list("outcomes", .voteResults) { raw, words in
                    raw.string.flatMap(VoteCount.Outcome.init(rawValue:)).map { words($0.word) } ?? raw.text
                }, .init("reason", .reason),
                .reference("opinionOf", .opinionOf, to: .member),
                .reference("opinionTakenBackBy", .opinionTakenBack, to: .member),
            ]
        case .election:
            [
                .reference("branch", .branch, to: .branch), .choice("kind", .electionKind, of: Election.Kind.self),
                .init("title", .electionTitle), .init("seats", .electionSeats),
                .date("termEnds", .electionTermEnds), .choice("status", .state, of: Election.Status.self),
                .date("on", .date), .init("document", .motionDocument), .init("reason", .reason),
                .date("heldOn", .voteHeldOn), .init("entitled", .voteEntitled), .init("excluded", .electionExcluded),
                .init("present", .votePresent), .reference("teller", .electionTeller, to: .member),
                .choice("outcome", .voteResults, of: BallotResult.Outcome.self),
            ]
        case .secretBallot:
            [
                .reference("branch", .branch, to: .branch),
                .choice("kind", .secretBallotKind, of: SecretBallot.Kind.self),
                .init("title", .secretBallotTitle), .init("question", .secretBallotQuestion),
                .init("lines", .secretBallotLines), .choice("step", .motionStep, of: SecretBallot.Step.self),
                .choice("status", .state, of: SecretBallot.Status.self), .date("on", .secretBallotRollOn),
                .init("entitled", .secretBallotEntitled), .init("issued", .ballotsIssued),
                .init("returned", .ballotsReturned), .init("reason", .reason),
            ]
        case .appraisal:
            [
                .reference("branch", .branch, to: .branch), .init("year", .appraisalYear),
                .date("heldOn", .appraisalHeldOn), .init("graded", .appraisalGraded),
                .init("probationary", .appraisalProbationary),
                .choice("step", .motionStep, of: AppraisalStep.Kind.self),
                .choice("status", .state, of: Appraisal.Status.self), .init("present", .votePresent),
                .init("issued", .ballotsIssued), .init("returned", .ballotsReturned), .init("valid", .ballotsValid),
                .init("grades", .appraisalGrades), .date("on", .date),
                .reference("toldBy", .appraisalToldBy, to: .member),
                .list("members", .appraisalMembers) { id, _ in id.text }, .reference("member", .member, to: .member),
                .flag("onPaper", .appraisalOnPaper), .init("remarks", .appraisalRemark),
                .flag("statementWritten", .appraisalStatementWritten), .init("reason", .reason),
            ]
        case .suggestion:
            [
                .reference("branch", .branch, to: .branch), .choice("kind", .suggestionKind, of: Suggestion.Kind.self),
                .init("said", .suggestionSaid), .reference("member", .suggestionAuthor, to: .member),
                .choice("step", .motionStep, of: Suggestion.Step.self), .init("number", .suggestionStepNumber),
                .choice("status", .state, of: Suggestion.Status.self),
            ]
        // Nothing of what a case says: only which were read.
        case .care: [.list("cases", .careCases) { id, _ in id.text }]
        case .handover:
            [
                .reference("branch", .branch, to: .branch), .reference("outgoing", .handoverOutgoing, to: .member),
                .reference("incoming", .handoverIncoming, to: .member),
                .choice("status", .state, of: Handover.Status.self), .init("digest", .handoverDigest),
                .init("remark", .handoverRemark), .init("reason", .reason),
            ]
        case .ledgerEntry:
            [
                .choice("ledger", .ledgerWord, of: Ledger.self), .reference("branch", .branch, to: .branch),
                .choice("step", .ledgerStepWord, of: LedgerStep.Kind.self),
                .choice("state", .state, of: LedgerState.self),
            ] + LedgerKey.allCases.filter { $0 != .branch }.map(AuditMember.init)
        case .attachment:
            [
                .reference("ledgerEntry", .subjectLedgerEntry, to: .ledgerEntry),
                .reference("finding", .subjectFinding, to: .finding),
                .reference("meeting", .subjectMeeting, to: .meeting),
                .reference("planItem", .subjectPlanItem, to: .planItem), .init("name", .attachmentFile),
                .init("format", .attachmentFormat), .init("size", .attachmentBytes), .init("sha256", .attachmentHash),
                .init("reason", .reason),
            ]
        case .eligibility: [.init("number", .eligibilityNumber), .init("reason", .reason)]
        case .noticeContact:
            [
                .init(NoticeContactFields.body), .init(NoticeContactFields.phone), .init(NoticeContactFields.hours),
                .init(NoticeContactFields.address), .init(NoticeContactFields.postcode),
                .init(NoticeContactFields.email), .init(NoticeContactFields.letterDeadline),
            ]
        case .checklist:
            [.init("number", .checklistNumber), .init(ChecklistFields.title), .init(ChecklistFields.items)]
        case .performanceTable:
            [
                .init(PerformanceFields.title), .init(PerformanceFields.document), .init(PerformanceFields.firstYear),
                .init(PerformanceFields.perMonthWon), .init(PerformanceFields.mostForWins),
                .init(PerformanceFields.perVeto), .init(PerformanceFields.meanLevels),
                .init(PerformanceFields.leastMonths),
            ]
        case .meeting:
            [
                .reference("committee", .committee, to: .committee), .init(MeetingFields.kind),
                .init(MeetingFields.standing), .init(MeetingFields.month), .init(MeetingFields.date),
                .init(MeetingFields.start), .init(MeetingFields.minutes), .init(MeetingFields.place),
                .init(MeetingFields.status), .init("sequence", .meetingSequence),
                .reference("branch", .branch, to: .branch), .reference("group", .group, to: .group),
                .init(NewBranchMeeting.also), .init(NewBranchMeeting.theme), .init(MeetingRecordFields.chair),
                .init(MeetingRecordFields.recorder), .init("entitled", .attendanceEntitled),
                .init("present", .attendancePresent), .init("excused", .attendanceExcused),
                .init("absent", .attendanceAbsent), .init("sittingIn", .meetingSittingIn),
                .init("attendance", .attendanceTitle), .init("items", .meetingItems),
                .init("decisions", .meetingDecisions), .init("record", .minutesTitle),
                .choice("meetingForm", .meetingForm, of: MeetingActivity.Form.self),
                .choice("scale", .meetingScale, of: MeetingActivity.Scale.self), .init("hours", .lectureHours),
                .reference("focus", .focusServed, to: .focus),
                .choice("step", .orgLifeStep, of: OrgLifeStep.self), .date("doneOn", .orgLifeDoneOn),
                .init(MeetingRecordFields.signer), .flag("onPaper", .meetingOnPaper),
                .init("digest", .meetingDigest), .init("lateReason", .lateReason),
                .init("number", .amendmentLabel), .init("amendment", .meetingAmendment),
                .init("decision", .minutesDecision), .choice("result", .workResult, of: WorkResult.Kind.self),
                .init("said", .decisionSaid),
                .init("madeUp", .attendanceMadeUp), .init("on", .date), .init("form", .madeUpForm),
                .init("notes", .agendaNotes), .init("leftOut", .agendaLeftOut), .init("agenda", .agenda),
                .init("agendaDigest", .agendaDigest),
            ]
        case .cadenceExcuse:
            [
                .init("rule", .cadenceRule) { key, words in words.cadenceRule(key.string) },
                .choice("subject", .cadenceSubject, of: AskedSubject.Kind.self),
                .reference("committee", .committee, to: .committee), .reference("branch", .branch, to: .branch),
                .init("group", .group), .init("member", .memberNumber), .init("period", .cadencePeriod),
                .init("reason", .reason),
            ]
        case .cadenceSwitch:
            [
                .init("rule", .cadenceRule) { key, words in words.cadenceRule(key.string) },
                .reference("branch", .branch, to: .branch), .flag("off", .cadenceOff),
                .init("period", .cadenceFrom), .init("reason", .reason),
            ]
        case .calendar: [.list("years", .year), .init("days", .calendarDays), .init("removed", .calendarRemoved)]
        case .file: []
        case .account:
            [
                .init("name", .signInName), .init("title", .accountTitle), .reference("member", .member, to: .member),
                .init("session", .sessionNumber), .flag("everywhere", .signedOutEverywhere),
                .flag("secondFactorBegun", .secondFactorBegun),
            ]
        case .grant:
            [
                .reference("account", .signInName, to: .account), .choice("role", .role, of: Role.self),
                .init("scope", .scope) { scope, words in
                    scope.string.flatMap(Scope.Kind.init(rawValue:)).map { words($0.word) } ?? scope.text
                }, .reference("committee", .committee, to: .committee),
                .reference("branch", .branch, to: .branch), .reference("group", .group, to: .group),
                .flag("founding", .roleFounding),
            ]
        case .token:
            [
                .reference("account", .signInName, to: .account),
                .choice("extent", .tokenExtent, of: APIToken.Extent.self), .init("days", .tokenDays),
            ]
        case .calendarAddress: [.reference("account", .signInName, to: .account)]
        case .mailReminder:
            [
                .reference("account", .signInName, to: .account), .init(MailReminderFields.address),
                .init(MailReminderFields.wanted), .init(MailReminderFields.language),
            ]
        case .policy:
            [
                .list("secondFactorRoles", .secondFactor) { role, words in
                    role.string.flatMap(Role.init(rawValue:)).map { words($0.word) } ?? role.text
                }, .init("version", .auditRevision),
            ]
        case .database:
            [
                .init("name", .backupFile), .init("bytes", .size), .init("backup", .backupFile),
                .init("sessionsEnded", .sessionsEnded), .init("linksEnded", .linksEnded),
                .init("lastSeal", .lastSealGivenUp), .choice("subject", .vouchedSubject, of: AuditSubject.self),
                .init("records", .vouchedRecords), .init("committees", .subjectCommittee),
                .init("branches", .subjectBranch), .init("groups", .subjectGroup), .init("members", .subjectMember),
                .init("areas", .subjectArea), .init("accounts", .subjectAccount), .list("keptApart", .normalisedApart),
            ]
        case .clock: [.init("newest", .auditNewest), .init("clock", .auditClock)]
        }
    }

    /// A scheme's document is the scheme.
    private static let schemeMembers: [AuditMember] = [
        .init("code", .schemeCode), .init("titleZh", .titleZh), .init("titleEn", .titleEn),
        .init("effectiveFrom", .effectiveFrom) { Wire.month.say($0, $1) }, .init("scoringDueDay", .scoringDueDay),
        .init("noticeWorkingDays", .noticeDays), .flag("noticeCountsPostingDay", .noticeCountsPostingDay),
        .choice("rounding", .rounding, of: SchemeContent.Rounding.self), .init("trimFrom", .trimFrom),
        .init("format", .schemeFormat),
        .init("awardMinimum", .awardMinimum),
        .init("awardsPerBranch", .awardsPerBranch), .init("bonusCap", .bonusCap), .list("criteria", .criteria),
        .list("tiers", .tiersTitle), .list("bonuses", .bonuses), .list("deductions", .deductions),
        .list("vetoes", .kindVeto),
    ]
}

extension Scope.Kind {
    /// Of what kind the place is, which is named beside it.
    fileprivate var word: Word {
        switch self {
        case .bureau: .scopeBureau
        case .committee: .committee
        case .branch: .branch
        case .group: .group
        }
    }
}
