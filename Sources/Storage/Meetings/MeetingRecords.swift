import Crypto
package import Domain

extension Attendance.State: SQLTextValue {}
extension MeetingRecord.Signer: SQLTextValue {}
extension MeetingActivity.Form: SQLTextValue {}
extension MeetingActivity.Scale: SQLTextValue {}

/// What is recorded of a meeting, as it is shown.
package struct MeetingRecordListing: Hashable, Sendable {
    /// Who leads the meeting, or writes it down.
    package struct Person: Hashable, Sendable {
        /// By which they are named: a member's number, or the name of an account.
        package let code: Code
        /// As it was when the meeting was opened.
        package let name: String
        /// Whether it is whoever reads.
        package let isReader: Bool
    }

    /// One line of the roll.
    package struct Line: Hashable, Sendable {
        package let member: PersonReference
        /// For which branch they are there.
        package let branch: Code
        package let isEntitled: Bool
        /// Whether they may vote.
        package let votes: Bool
        /// nil until the attendance was taken.
        package let state: Attendance.State?
        /// nil also for whoever does not read why somebody is not there.
        package fileprivate(set) var reason: String?
        package let isLate: Bool
        package let leftEarly: Bool
        package let deputy: String?
        package let madeUpOn: LocalDate?
        package let madeUpForm: String?
        /// Whether it is whoever reads.
        fileprivate let isReader: Bool
    }

    package struct Signature: Hashable, Sendable {
        package let signer: MeetingRecord.Signer
        package let isOnPaper: Bool
        /// Over all that was recorded when it was given.
        package let digest: String
        package let at: Instant
        /// A sign-in name, or the operator's.
        package let by: String
    }

    package struct Amendment: Hashable, Sendable {
        package let number: Int
        package let text: String
        package let at: Instant
        package let by: String
    }

    /// An earlier meeting of the same host, whose minutes say nearly the same.
    package struct Alike: Hashable, Sendable {
        package let meeting: ID<Meeting>
        package let date: LocalDate
        /// 90 to 100.
        package let percent: Int
    }

    package let meeting: MeetingListing
    package let openedAt: Instant
    package let openedBy: String
    package let takenAt: Instant?
    package let chair: Person
    package let recorder: Person
    package let began: TimeOfDay?
    package let ended: TimeOfDay?
    package let lateReason: String?
    package let activity: MeetingActivity
    /// Which focus it served, by number and title; nil for none.
    package let focus: PlaceReference?
    /// By branch and number, those entitled first.
    package fileprivate(set) var roll: [Line]
    package let items: [MeetingRecord.Item]
    package let decisions: [MeetingRecord.Decision]
    /// In the order in which it was noted; no part of what is signed.
    package let results: [DecisionResultListing]
    package let signatures: [Signature]
    package let amendments: [Amendment]
    /// SHA-256 over what is recorded now, in its canonical form: what a signature is given under.
    package fileprivate(set) var digest: String
    /// The last day on which the minutes are in time.
    package let inTimeUntil: LocalDate
    /// Empty also for whoever does not compare minutes.
    package fileprivate(set) var alike: [Alike] = []

    /// nil until the attendance was taken.
    package var tally: Attendance.Tally? {
        guard takenAt != nil else { return nil }
        var tally = Attendance.Tally()
        for line in roll {
            guard line.isEntitled else {
                tally.sittingIn += 1
                continue
            }
            if line.votes { tally.voting += 1 }
            guard let state = line.state else { continue }
            tally.count(state)
            if line.votes, state == .present { tally.votingPresent += 1 }
            if line.isLate { tally.late += 1 }
            if line.leftEarly { tally.leftEarly += 1 }
            if line.madeUpOn != nil { tally.madeUp += 1 }
        }
        return tally
    }

    /// What came of a decision, by its place from 1.
    package func results(of decision: Int) -> [DecisionResultListing] {
        results.filter { $0.result.decision == decision }
    }

    package func signature(of signer: MeetingRecord.Signer) -> Signature? { signatures.first { $0.signer == signer } }

    package func person(_ signer: MeetingRecord.Signer) -> Person {
        switch signer {
        case .chair: chair
        case .recorder: recorder
        }
    }
}

extension Transaction {
    /// What is recorded of a meeting; nil where it was not opened yet.
    ///
    /// - Throws: ``StoreError/notFound(_:)``.
    package func meetingRecord(_ id: ID<Meeting>) throws -> MeetingRecordListing? {
        try meetingRecord(of: meeting(id))
    }

    package func meetingRecord(of meeting: MeetingListing) throws -> MeetingRecordListing? {
        guard var record = try wholeRecord(of: meeting) else { return nil }
        record.alike = try alike(record)
        // Why somebody was not there is for those who see to the meeting, and of oneself.
        if try !mayArrange(meeting) && !authority.allows(.readMeetings, in: place(of: meeting)) {
            for index in record.roll.indices where !record.roll[index].isReader { record.roll[index].reason = nil }
        }
        return record
    }

    /// With every reason, for whoever was found to read them; without the meetings whose minutes are alike.
    func wholeRecord(of meeting: MeetingListing) throws -> MeetingRecordListing? {
        guard let stored = try storedRecord(of: meeting) else { return nil }
        var record = try record(stored)
        record.digest = digest(of: record)
        return record
    }

    /// The row of a record.
    struct StoredMeetingRecord {
        let meeting: MeetingListing
        let openedAt: Instant
        let openedBy: String
        let takenAt: Instant?
        let chair: MeetingPerson
        let recorder: MeetingPerson
        let began: TimeOfDay?
        let ended: TimeOfDay?
        let lateReason: String?
        let activity: MeetingActivity
        let focus: PlaceReference?
    }

    func storedRecord(of meeting: MeetingListing) throws -> StoredMeetingRecord? {
        try session.one(
            """
            SELECT opened_at, opened_by, taken_at, chair_member_id, chair_account_id, chair_name, recorder_member_id,
                   recorder_account_id, recorder_name, began, ended, late_reason, form, scale, changed, changed_for,
                   seen_by, speaker, lecture, hours, meeting_record.focus_id, focus.year AS focus_year,
                   focus.number AS focus_number, focus.title AS focus_title,
                   chair.number AS chair_number, recorder.number AS recorder_number,
                   chair_account.name AS chair_account, recorder_account.name AS recorder_account
              FROM meeting_record
              LEFT JOIN focus ON focus.id = meeting_record.focus_id
              LEFT JOIN member AS chair ON chair.id = chair_member_id
              LEFT JOIN member AS recorder ON recorder.id = recorder_member_id
              LEFT JOIN account AS chair_account ON chair_account.id = chair_account_id
              LEFT JOIN account AS recorder_account ON recorder_account.id = recorder_account_id
             WHERE meeting_id = \(meeting.id)
            """
        ) { row in
            StoredMeetingRecord(
                meeting: meeting, openedAt: try row["opened_at"], openedBy: try row["opened_by"],
                takenAt: try row["taken_at"],
                chair: MeetingPerson(
                    member: try row["chair_member_id"], account: try row["chair_account_id"],
                    code: try row["chair_number"] ?? row["chair_account"], name: try row["chair_name"]),
                recorder: MeetingPerson(
                    member: try row["recorder_member_id"], account: try row["recorder_account_id"],
                    code: try row["recorder_number"] ?? row["recorder_account"], name: try row["recorder_name"]),
                began: try row["began"], ended: try row["ended"], lateReason: try row["late_reason"],
                activity: MeetingActivity(
                    form: try row["form"], scale: try row["scale"], changed: try row["changed"],
                    changedFor: try row["changed_for"], seenBy: try row["seen_by"], speaker: try row["speaker"],
                    lecture: try row["lecture"], hours: try row["hours"], focus: try row["focus_id"]),
                focus: try focusServed(row))
        }
    }

    /// With every reason, and the digest still to be made.
    private func record(_ stored: StoredMeetingRecord) throws -> MeetingRecordListing {
        let id = stored.meeting.id
        return MeetingRecordListing(
            meeting: stored.meeting, openedAt: stored.openedAt, openedBy: stored.openedBy, takenAt: stored.takenAt,
            chair: shown(stored.chair), recorder: shown(stored.recorder), began: stored.began, ended: stored.ended,
            lateReason: stored.lateReason, activity: stored.activity, focus: stored.focus, roll: try roll(of: id),
            items: try items(of: id),
            decisions: try decisions(of: id), results: try decisionResults(of: id), signatures: try signatures(of: id),
            amendments: try amendments(of: id),
            digest: "",
            inTimeUntil: MeetingRecord.lastDay(of: stored.meeting.meeting.slot.date, by: try workCalendar()))
    }

    private func shown(_ person: MeetingPerson) -> MeetingRecordListing.Person {
        MeetingRecordListing.Person(code: person.code, name: person.name, isReader: isReader(person))
    }

    /// Whether it is whoever asks.
    func isReader(_ person: MeetingPerson) -> Bool {
        (person.account != nil && person.account == principal.account)
            || (person.member != nil && person.member == authority.member)
    }

    private func roll(of meeting: ID<Meeting>) throws -> [MeetingRecordListing.Line] {
        try session.rows(
            """
            SELECT attendance.member_id, member.number, member.name, branch.code, attendance.entitled, attendance.votes,
                   attendance.state, attendance.reason, attendance.late, attendance.left_early, attendance.deputy,
                   attendance.made_up_on, attendance.made_up_form
              FROM attendance
              JOIN member ON member.id = attendance.member_id
              JOIN branch ON branch.id = attendance.branch_id
             WHERE attendance.meeting_id = \(meeting)
             ORDER BY attendance.entitled DESC, branch.code, member.number
            """
        ) { row in
            let member: ID<Member> = try row["member_id"]
            return MeetingRecordListing.Line(
                member: PersonReference(number: try row["number"], name: try row["name"]), branch: try row["code"],
                isEntitled: try row["entitled"], votes: try row["votes"], state: try row["state"],
                reason: try row["reason"], isLate: try row["late"], leftEarly: try row["left_early"],
                deputy: try row["deputy"], madeUpOn: try row["made_up_on"], madeUpForm: try row["made_up_form"],
                isReader: authority.member == member)
        }
    }

    func items(of meeting: ID<Meeting>) throws -> [MeetingRecord.Item] {
        try session.rows(
            """
            SELECT title, planned, taken, said, dissent FROM meeting_item
             WHERE meeting_id = \(meeting) ORDER BY position
            """
        ) { row in
            MeetingRecord.Item(
                title: try row["title"], planned: try row["planned"], taken: try row["taken"], said: try row["said"],
                dissent: try row["dissent"])
        }
    }

    func decisions(of meeting: ID<Meeting>) throws -> [MeetingRecord.Decision] {
        try session.rows(
            "SELECT decision, answerable, due FROM meeting_decision WHERE meeting_id = \(meeting) ORDER BY position"
        ) { row in
            MeetingRecord.Decision(
                text: try row["decision"], answerable: try row["answerable"], due: try row["due"])
        }
    }

    private func signatures(of meeting: ID<Meeting>) throws -> [MeetingRecordListing.Signature] {
        try session.rows(
            """
            SELECT signer, on_paper, digest, signed_at, signed_by FROM meeting_signature
             WHERE meeting_id = \(meeting) ORDER BY id
            """
        ) { row in
            MeetingRecordListing.Signature(
                signer: try row["signer"], isOnPaper: try row["on_paper"], digest: try row["digest"],
                at: try row["signed_at"], by: try row["signed_by"])
        }
    }

    private func amendments(of meeting: ID<Meeting>) throws -> [MeetingRecordListing.Amendment] {
        try session.rows(
            "SELECT number, amendment, made_at, made_by FROM meeting_amendment WHERE meeting_id = \(meeting) ORDER BY number"
        ) { row in
            MeetingRecordListing.Amendment(
                number: try row["number"], text: try row["amendment"], at: try row["made_at"], by: try row["made_by"])
        }
    }

    /// What is signed: all of the record but what may be added to it afterwards. Who made up for it is added.
    private func digest(of record: MeetingRecordListing) -> String {
        let slot = record.meeting.meeting.slot
        var document: JSON = [
            "meeting": JSON(record.meeting.id), "kind": .string(record.meeting.meeting.kind.rawValue),
            "also": JSON(record.meeting.meeting.also?.rawValue), "theme": JSON(record.meeting.meeting.theme?.string),
            "date": JSON(slot.date), "place": .string(slot.place.string), "chair": .string(record.chair.name),
            "recorder": .string(record.recorder.name), "began": JSON(record.began?.description),
            "ended": JSON(record.ended?.description),
            "roll": JSON(record.roll) { line in
                [
                    "member": .string(line.member.number.text), "branch": .string(line.branch.text),
                    "entitled": .bool(line.isEntitled), "votes": .bool(line.votes), "state": JSON(line.state?.rawValue),
                    "reason": JSON(line.reason), "late": .bool(line.isLate), "leftEarly": .bool(line.leftEarly),
                    "deputy": JSON(line.deputy),
                ]
            },
            "items": JSON(record.items) { item in
                [
                    "title": .string(item.title.string), "planned": item.planned.map { JSON($0) } ?? .null,
                    "taken": item.taken.map { JSON($0) } ?? .null,
                    "said": JSON(item.said?.string), "dissent": JSON(item.dissent?.string),
                ]
            },
            "decisions": JSON(record.decisions) { decision in
                [
                    "decision": .string(decision.text.string), "answerable": JSON(decision.answerable?.string),
                    "due": JSON(decision.due?.description),
                ]
            },
        ]
        // What was signed before this was kept stays under its digest.
        if record.activity != .none, var members = document.object {
            members["activity"] = record.activity.document
            document = .object(members)
        }
        return SHA256.hash(data: document.bytes()).hexadecimal
    }
}

extension MeetingActivity {
    /// As it is signed, and audited.
    var document: JSON {
        let document: JSON = [
            "form": JSON(form?.rawValue), "scale": JSON(scale?.rawValue), "changed": JSON(changed?.string),
            "changedFor": JSON(changedFor?.string), "seenBy": JSON(seenBy?.string), "speaker": JSON(speaker?.string),
            "lecture": JSON(lecture?.string), "hours": hours.map { JSON($0) } ?? .null,
        ]
        // What was signed before this was kept stays under its digest.
        guard let focus, var members = document.object else { return document }
        members["focus"] = JSON(focus)
        return .object(members)
    }
}

/// Somebody who leads a meeting or writes it down: a member, an account, or both.
struct MeetingPerson: Hashable, Sendable {
    let member: ID<Member>?
    let account: ID<Account>?
    let code: Code
    let name: String
}
