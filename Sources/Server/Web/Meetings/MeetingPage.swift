import Domain
import Storage

/// One meeting, with its moves and its cancellation.
struct MeetingPage: WebPage {
    static let template = TemplateName.meeting

    struct Change: Sendable {
        let said: String
        let old: String
        let reason: String
        let recorded: String
    }

    /// Of whom it is said how they were there.
    struct RollPart: Sendable {
        let label: String
        let people: String
    }

    struct Point: Sendable {
        let title: String
        let said: String?
        let dissent: String?
        let time: String?
    }

    struct Decision: Sendable {
        let said: String
        /// What came of it, as it was noted.
        let results: [String]
    }

    struct Amendment: Sendable {
        let label: String
        let text: String
        let recorded: String

        init(_ amendment: MeetingRecordListing.Amendment, _ words: Words, time: (Instant) -> String) {
            label = words(.amendmentNumber, ["number": String(amendment.number)])
            text = amendment.text
            recorded = words(.recordedAt, ["name": words.account(amendment.by), "time": time(amendment.at)])
        }
    }

    /// An earlier meeting whose minutes say nearly the same.
    struct Alike: Sendable {
        let path: String
        let label: String
    }

    /// A step of organisational life.
    struct OrgLifeLine: Sendable {
        let label: String
        let day: String
        let done: String
    }

    /// What was found at the meeting.
    struct FindingLine: Sendable {
        let path: String
        let label: String
    }

    struct Content: Sendable {
        let orgLife: [OrgLifeStepListing]
        let findings: [FindingListing]
        let listing: MeetingListing
        let record: MeetingRecordListing?
        /// Whether the reader arranges and records it.
        let mayArrange: Bool
        /// Whether the reader gives findings about what was found at it.
        let givesFindings: Bool
        let hasAgenda: Bool
        let today: LocalDate
        let changes: [MeetingChange]
        let now: LocalDateTime
        let calendar: WorkCalendar
        let files: AttachmentSection.Content

        init(_ transaction: Transaction, _ id: ID<Meeting>) throws {
            listing = try transaction.meeting(id)
            record = try transaction.meetingRecord(of: listing)
            mayArrange = try transaction.mayArrange(listing)
            givesFindings = try transaction.mayGiveFindings(at: listing)
            hasAgenda = transaction.hasAgenda(listing)
            today = transaction.today
            now = transaction.localNow
            calendar = try transaction.workCalendar()
            changes = try transaction.changes(of: listing)
            orgLife = try transaction.orgLifeSteps(of: listing)
            files = try AttachmentSection.Content(transaction, .meeting, id)
            let filter = FindingFilter(meeting: id)
            findings =
                transaction.authority.allows(.readFindings)
                ? try transaction.whole { try transaction.findings(filter, $0) } : []
        }
    }

    let title: String
    let notice: String?
    let back: ConfirmPage.Back
    let facts: [Fact]
    let steps: [Step]
    /// How many there were; nil until the attendance was taken.
    let tally: String?
    let quorums: [String]
    let hasRoll: Bool
    let roll: [RollPart]
    let hasRecord: Bool
    let downloads: Downloads
    let hasPoints: Bool
    let points: [Point]
    let time: String?
    let hasDecisions: Bool
    let decisions: [Decision]
    let signatures: [String]
    let late: String?
    let hasAmendments: Bool
    let amendments: [Amendment]
    let alike: [Alike]
    let paperPath: String
    let documentPath: String
    /// What the meeting is about, and what is not kept here yet; nil once it is over.
    let toCome: String?
    let hasOrgLife: Bool
    let orgLife: [OrgLifeLine]
    let hasFindings: Bool
    let findings: [FindingLine]
    let hasChanges: Bool
    let changes: [Change]
    let attachments: AttachmentSection?

    /// - Parameter time: a moment as the bureau's clocks show it.
    init(_ content: Content, _ words: Words, notice: String? = nil, time: (Instant) -> String) {
        let (listing, meeting) = (content.listing, content.listing.meeting)
        title = listing.title(words)
        back =
            listing.branch.map { ConfirmPage.Back(.branch($0.id, "meetings"), words(.branchMeetings)) }
            ?? ConfirmPage.Back(.meetings, words(.placeMeetings))
        self.notice = notice
        facts =
            [
                Fact(words(.when), "\(words.day(meeting.slot.date)) \(meeting.slot.start)–\(meeting.slot.ends.time)"),
                MeetingFields.place.fact(meeting.slot, words),
                listing.branch.map { Fact(words(.branch), $0.name) } ?? Fact(words(.committee), listing.committeeName),
                listing.branch?.groupName.map { Fact(words(.group), $0) },
                meeting.also.map { Fact(words(.meetingAlso), words($0.word)) },
                meeting.theme.map { Fact(words(.meetingTheme), $0.string) },
                Fact(
                    words(.state),
                    words.list(
                        [listing.word(at: content.now), meeting.wordOfDayOff(content.calendar, at: content.now)]
                            .compactMap(\.self).map { words($0) })),
                listing.branch == nil ? MeetingFields.standing.fact(listing, words) : nil,
                content.record.map { Fact(words(.meetingChair), $0.chair.name) },
                content.record.map { Fact(words(.meetingRecorder), $0.recorder.name) },
                content.record?.began.map { Fact(words(.meetingBegan), $0.description) },
                content.record?.ended.map { Fact(words(.meetingEnded), $0.description) },
            ].compactMap(\.self) + (content.record.map { Self.facts(of: $0.activity, words) } ?? [])
            + [content.record?.focus.map { Fact(words(.focusServed), $0.told) }].compactMap(\.self)
        steps = Self.steps(content, words)
        let record = content.record
        hasRecord = record != nil
        let counted = record?.tally
        tally = counted.map { Self.said($0, words) }
        quorums = counted.map { Self.quorums(of: meeting.kind, $0, words) } ?? []
        roll = record.map { Self.parts($0, words) } ?? []
        hasRoll = !roll.isEmpty
        downloads = Downloads(.meeting(listing.id, "attendance"))
        points = (record?.items ?? []).map { item in
            Point(
                title: item.title.string, said: item.said?.string,
                dissent: item.dissent.map { words.named(words(.minutesDissent), $0.string) },
                time: Self.time(planned: item.planned, taken: item.taken, words))
        }
        hasPoints = !points.isEmpty
        self.time = Self.time(
            planned: record.flatMap { Self.sum($0.items.map(\.planned)) },
            taken: record.flatMap { Self.sum($0.items.map(\.taken)) }, words)
        decisions = (record?.decisions ?? []).enumerated().map { index, decision in
            Decision(
                said: Self.said(decision, words),
                results: (record?.results(of: index + 1) ?? []).map { Self.said($0, words) })
        }
        hasDecisions = !decisions.isEmpty
        signatures =
            record?.takenAt == nil
            ? [] : record.map { Self.signatures(of: $0, words, time: time) } ?? []
        late = record?.lateReason.map { words(.minutesLate, ["reason": $0]) }
        amendments = (record?.amendments ?? []).map { Amendment($0, words, time: time) }
        hasAmendments = !amendments.isEmpty
        alike = (record?.alike ?? []).map { alike in
            Alike(
                path: LocalPath.meeting(alike.meeting).text,
                label: words(
                    .minutesAlike, ["date": words.date(alike.date), "percent": String(alike.percent)]))
        }
        paperPath = LocalPath.meeting(listing.id, "paper").text
        documentPath = LocalPath.meeting(listing.id, "paper.docx").text
        changes = content.changes.map { change in
            Change(
                said: words(change.change == .moved ? .meetingMoved : .meetingCancelled),
                old: "\(words.day(change.old.date)) \(change.old.start) \(change.old.place.string)",
                reason: change.reason,
                recorded: words(.recordedAt, ["name": words.account(change.changedBy), "time": time(change.changedAt)])
            )
        }
        hasChanges = !changes.isEmpty
        attachments = AttachmentSection(content.files, words)
        orgLife = content.orgLife.map { listing in
            OrgLifeLine(
                label: words(listing.step.word), day: words.day(listing.day),
                done: Self.done(listing, words))
        }
        hasOrgLife = !orgLife.isEmpty
        findings = content.findings.map { finding in
            FindingLine(
                path: LocalPath.finding(finding.id).text,
                label: "\(finding.number.text) \(finding.branchName) \(finding.matter.what.string)")
        }
        hasFindings = !findings.isEmpty
        toCome = meeting.isStillToCome(content.now) ? words(.meetingToCome) : nil
    }

    /// How it was held, and what came of it.
    static func facts(of activity: MeetingActivity, _ words: Words) -> [Fact] {
        [
            activity.speaker.map { Fact(words(.lectureSpeaker), $0.string) },
            activity.lecture.map { Fact(words(.lectureTitle), $0.string) },
            activity.hours.map { Fact(words(.lectureHours), $0.description) },
            activity.form.map { Fact(words(.meetingForm), words($0.word)) },
            activity.scale.map { Fact(words(.meetingScale), words($0.word)) },
            activity.changed.map { Fact(words(.outcomeChanged), $0.string) },
            activity.changedFor.map { Fact(words(.outcomeFor), $0.string) },
            activity.seenBy.map { Fact(words(.outcomeSeenBy), $0.string) },
        ].compactMap(\.self)
    }

    /// On which day a step was done, by whom that was noted, and when, where that was another day.
    private static func done(_ listing: OrgLifeStepListing, _ words: Words) -> String {
        guard let day = listing.doneOn, let notedOn = listing.notedOn else { return "–" }
        let notes = [
            words.account(listing.notedBy ?? ""),
            notedOn == day ? nil : words(.orgLifeNotedOn, ["date": words.date(notedOn)]),
            listing.isNotedAfterSigning ? words(.orgLifeNotedAfterSigning) : nil,
        ]
        return words.noted(words.date(day), words.list(notes.compactMap(\.self)))
    }

    /// What can be done with it next, by whoever may.
    private static func steps(_ content: Content, _ words: Words) -> [Step] {
        let (listing, meeting) = (content.listing, content.listing.meeting)
        func step(_ part: String, _ word: Word, isMain: Bool = false) -> Step {
            Step(path: LocalPath.meeting(listing.id, part).text, label: words(word), isMain: isMain)
        }
        var steps: [Step] = content.hasAgenda ? [step("agenda", .agenda)] : []
        if content.mayArrange, meeting.isStillToCome(content.now) {
            steps += [step("move", .moveMeeting), step("cancel", .cancelMeeting)]
        }
        if content.mayArrange, meeting.hasSteps, meeting.status == .scheduled {
            steps.append(step("steps/new", .noteOrgLifeStep))
        }
        guard let record = content.record else {
            let isItsDay = meeting.status == .scheduled && meeting.slot.date <= content.today
            return content.mayArrange && isItsDay ? [step("open", .openMeeting, isMain: true)] + steps : steps
        }
        let isSigned = !record.signatures.isEmpty
        if content.mayArrange, !isSigned {
            steps += [
                step("attendance", .takeAttendance, isMain: record.takenAt == nil), step("minutes", .writeMinutes),
                Step(
                    path: ImportedList.attendance.start(Form(values: ["meeting": String(listing.id.rawValue)])).text,
                    label: words(.attendanceFile), isMain: false),
            ]
        }
        if record.takenAt != nil {
            for signer in MeetingRecord.Signer.allCases where record.signature(of: signer) == nil {
                if record.person(signer).isReader {
                    steps.append(step("sign", .signMinutes, isMain: true))
                } else if content.mayArrange, !record.signatures.contains(where: \.isOnPaper) {
                    steps.append(
                        Step(
                            path: LocalPath.meeting(listing.id, "sign").with("signer", signer.rawValue).text,
                            label: words.noted(words(.signOnPaper), record.person(signer).name), isMain: false))
                }
            }
            let isAway = record.roll.contains { $0.isEntitled && $0.state != .present }
            if content.mayArrange, isAway { steps.append(step("make-up", .makeUpMeeting)) }
            if content.mayArrange, !record.decisions.isEmpty {
                steps.append(step("results/new", .noteDecisionResult))
            }
        }
        if content.mayArrange, listing.signed != nil { steps.append(step("amend", .amendMinutes)) }
        if content.givesFindings {
            let path = LocalPath.findings.part("new").with("meeting", String(listing.id.rawValue))
            steps.append(Step(path: path.text, label: words(.giveFinding), isMain: false))
        }
        return steps
    }

    static func said(_ tally: Attendance.Tally, _ words: Words) -> String {
        words(
            .attendanceTally,
            [
                "entitled": String(tally.entitled), "present": String(tally.present), "excused": String(tally.excused),
                "absent": String(tally.absent),
            ])
    }

    /// For what of the meeting enough were there.
    private static func quorums(of kind: Meeting.Kind, _ tally: Attendance.Tally, _ words: Words) -> [String] {
        // A branch committee counts its members, an assembly those who may vote.
        let isOfAll = kind == .branchCommittee
        let (present, entitled) =
            isOfAll ? (tally.present, tally.entitled) : (tally.votingPresent, tally.voting)
        let quorums = kind.quorums.map { quorum in
            let isReached = quorum.isReached(present: present, of: entitled)
            return words.named(
                words(isOfAll ? .meetingBranchCommittee : quorum.word),
                words(isReached ? .quorumReached : .quorumNotReached))
        }
        guard !quorums.isEmpty, !isOfAll else { return quorums }
        let voting = words(.attendanceVoting, ["voting": String(tally.voting), "present": String(tally.votingPresent)])
        return [voting] + quorums
    }

    static func said(_ decision: MeetingRecord.Decision, _ words: Words) -> String {
        let notes = [
            decision.answerable.map { words.named(words(.minutesAnswerable), $0.string) },
            decision.due.map { words.named(words(.minutesDue), words.date($0)) },
        ].compactMap(\.self)
        return notes.isEmpty ? decision.text.string : words.noted(decision.text.string, words.list(notes))
    }

    /// What came of a decision, on which day, and who noted it.
    static func said(_ listing: DecisionResultListing, _ words: Words) -> String {
        words(
            .decisionResultSaid,
            [
                "date": words.date(listing.result.on), "result": words(listing.result.kind.word),
                "said": listing.result.said.string, "name": words.account(listing.notedBy),
            ])
    }

    /// - Parameter present: what those who were there are called.
    static func parts(
        _ record: MeetingRecordListing, present: Word = .attendancePresent, _ words: Words
    ) -> [RollPart] {
        func part(_ word: Word, _ lines: [MeetingRecordListing.Line]) -> RollPart? {
            guard !lines.isEmpty else { return nil }
            let people = lines.map { line in
                let notes = [
                    line.reason, line.isLate ? words(.attendanceLate) : nil,
                    line.leftEarly ? words(.attendanceLeftEarly) : nil,
                    line.deputy.map { words.named(words(.attendanceDeputy), $0) },
                    line.madeUpOn.map {
                        words(.attendanceMadeUpOn, ["date": words.date($0), "form": line.madeUpForm ?? ""])
                    },
                ].compactMap(\.self)
                return notes.isEmpty ? line.member.name : words.noted(line.member.name, words.list(notes))
            }
            return RollPart(label: words(word), people: words.list(people))
        }
        let entitled = record.roll.filter(\.isEntitled)
        guard record.takenAt != nil else { return [part(.attendanceEntitled, entitled)].compactMap(\.self) }
        return [
            part(present, entitled.filter { $0.state == .present }),
            part(.attendanceExcused, entitled.filter { $0.state == .excused }),
            part(.attendanceAbsent, entitled.filter { $0.state == .absent }),
            part(.meetingSittingIn, record.roll.filter { !$0.isEntitled }),
        ].compactMap(\.self)
    }

    private static func sum(_ minutes: [Int?]) -> Int? {
        let known = minutes.compactMap(\.self)
        return known.isEmpty ? nil : known.reduce(0, +)
    }

    private static func time(planned: Int?, taken: Int?, _ words: Words) -> String? {
        guard planned != nil || taken != nil else { return nil }
        return words(
            .minutesTime,
            ["planned": planned.map(String.init) ?? "–", "taken": taken.map(String.init) ?? "–"])
    }

    /// Of both, or that one of them is missing.
    static func signatures(
        of record: MeetingRecordListing, _ words: Words, time: (Instant) -> String
    ) -> [String] {
        MeetingRecord.Signer.allCases.map { signature(of: $0, record, words, time: time) }
    }

    private static func signature(
        of signer: MeetingRecord.Signer, _ record: MeetingRecordListing, _ words: Words, time: (Instant) -> String
    ) -> String {
        let name = record.person(signer).name
        let said =
            record.signature(of: signer).map { signature in
                words(
                    signature.isOnPaper ? .signatureOnPaper : .signatureOf,
                    ["name": name, "by": words.account(signature.by), "time": time(signature.at)])
            } ?? words(.signatureMissing, ["name": name])
        return words.named(words(signer.word), said)
    }
}

extension MeetingActivity.Form: Worded {
    var word: Word {
        switch self {
        case .study: .activityStudy
        case .discussion: .activityDiscussion
        case .vote: .activityVote
        case .practice: .activityPractice
        case .service: .activityService
        case .visit: .activityVisit
        case .oath: .activityOath
        case .report: .activityReport
        }
    }
}

extension OrgLifeStep: Worded {
    var word: Word {
        switch self {
        case .arranged: .orgLifeArranged
        case .lookedBack: .orgLifeLookedBack
        case .notified: .orgLifeNotified
        case .held: .orgLifeHeld
        case .attended: .orgLifeAttended
        case .filed: .orgLifeFiled
        }
    }
}

extension MeetingActivity.Scale: Worded {
    var word: Word {
        switch self {
        case .small: .activitySmall
        case .large: .activityLarge
        }
    }
}

extension MeetingRecord.Signer: Worded {
    var word: Word {
        switch self {
        case .chair: .meetingChair
        case .recorder: .meetingRecorder
        }
    }
}

extension Attendance.Quorum: Worded {
    var word: Word {
        switch self {
        case .half: .quorumHalf
        case .moreThanHalf: .quorumMoreThanHalf
        case .fourFifths: .quorumFourFifths
        }
    }
}

extension Attendance.Seat: Worded {
    var word: Word { state?.word ?? .meetingSittingIn }
}

extension Attendance.State: Worded {
    var word: Word {
        switch self {
        case .present: .attendancePresent
        case .excused: .attendanceExcused
        case .absent: .attendanceAbsent
        }
    }
}

extension MeetingListing {
    /// What a page about it is called.
    func title(_ words: Words) -> String {
        if branch == nil, meeting.kind == .secretaries {
            return words(
                meeting.standing == .regular ? .meetingTitle : .meetingTitleExtraordinary,
                ["month": words.month(meeting.month)])
        }
        return words(.meetingOf, ["date": words.date(meeting.slot.date), "kind": words(meeting.kind.word)])
    }

    /// How far it is: also what was recorded of it.
    func word(at now: LocalDateTime) -> Word {
        if signed != nil { return .meetingSigned }
        if taken != nil { return .meetingHeld }
        if opened != nil { return .meetingOpened }
        return meeting.word(at: now)
    }
}
