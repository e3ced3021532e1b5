import Domain
import Storage

/// What is recorded of a meeting, field by field.
enum MeetingRecordFields {
    static let chair = Field(
        "chair", Wire<Code>.code.means("A member's number, or the name of an account."), .meetingChair,
        hint: .meetingPersonHint)
    static let recorder = Field(
        "recorder", Wire<Code>.code.means("A member's number, or the name of an account; not the chair."),
        .meetingRecorder, hint: .meetingPersonHint)
    static let began = Field("began", Wire<TimeOfDay>.timeOfDay.optional, .meetingBegan)
    static let ended = Field("ended", Wire<TimeOfDay>.timeOfDay.optional, .meetingEnded)
    static let entries = Field("entries", Wire<[AttendanceLine]>.attendance, .meetingRoll)
    static let sittingIn = Field(
        "sittingIn",
        Wire<[Code]>.numbers.means("The numbers of members who were there without being on the roll.").optional,
        .meetingSittingIn)
    static let items = Field("items", Wire<[MeetingRecord.Item]>.items, .meetingItems)
    static let decisions = Field("decisions", Wire<[MeetingRecord.Decision]>.decisions, .meetingDecisions)
    static let activityForm = Field("form", Wire<MeetingActivity.Form>.choice().optional, .meetingForm)
    static let scale = Field("scale", Wire<MeetingActivity.Scale>.choice().optional, .meetingScale)
    static let changed = Field(
        "changed", Wire<Text>.text(Text.reasonMaximum, isLong: true).optional, .outcomeChanged, hint: .outcomeHint)
    static let changedFor = Field("changedFor", Wire<Text>.text().optional, .outcomeFor)
    static let seenBy = Field("seenBy", Wire<Text>.text().optional, .outcomeSeenBy)
    static let speaker = Field("speaker", Wire<Text>.text().means("Of a lecture.").optional, .lectureSpeaker)
    static let lecture = Field("lecture", Wire<Text>.text().means("What a lecture is on.").optional, .lectureTitle)
    static let hours = Field(
        "hours", Wire.pointsAboveZero.means("Of a lecture, in halves, 24 at most.").optional, .lectureHours)

    static let focus = Field(
        "focus", Wire<Code>.code.means("The number of a focus that it served; none if left out.").optional,
        .focusServed, hint: .focusServedHint
    ) { (record: MeetingRecordListing) in record.focus?.code }

    /// What is said of a branch's meeting; what a lecture alone has.
    static func activity(_ input: inout Input) -> MeetingActivity? {
        let (form, scale) = (input.take(activityForm), input.take(scale))
        let (changed, changedFor, seenBy) = (input.take(changed), input.take(changedFor), input.take(seenBy))
        let (speaker, lecture, hours) = (input.take(speaker), input.take(lecture), input.take(hours))
        guard let form, let scale, let changed, let changedFor, let seenBy, let speaker, let lecture, let hours else {
            return nil
        }
        return MeetingActivity(
            form: form, scale: scale, changed: changed, changedFor: changedFor, seenBy: seenBy, speaker: speaker,
            lecture: lecture, hours: hours)
    }

    static let signer = Field("signer", Wire<MeetingRecord.Signer>.choice(), .meetingSigner)
    static let digest = Field(
        "digest", Wire<Text>.text(64).means("Of the record that was read: what is signed."), .meetingDigest)
    static let onPaper = Field(
        "onPaper", Wire<Bool>.boolean.means("The named person signed the print.").optional, .meetingOnPaper)
    static let lateReason = Field(
        "lateReason",
        Wire<Text>.reason.means("Why the recorder signs more than three working days after the meeting.").optional,
        .lateReason)
    static let amendment = Field("amendment", Wire<Text>.text(MeetingRecord.longest, isLong: true), .meetingAmendment)
    static let member = Field("member", Wire<Code>.code, .memberNumber)
    static let on = Field("on", Wire<LocalDate>.date, .date)
    static let form = Field("form", Wire<Text>.text(), .madeUpForm, hint: .madeUpFormHint)
}

// MARK: - What is asked for

/// A meeting of a branch.
struct NewBranchMeeting {
    let kind: Meeting.Kind
    let also: Meeting.Kind?
    let group: Text?
    let theme: Text?
    let slot: Meeting.Slot

    static let kind = Field("kind", Wire<Meeting.Kind>.choice(), .meetingKind)
    static let also = Field(
        "also", Wire<Meeting.Kind>.choice().means("What else the same gathering is.").optional, .meetingAlso,
        hint: .meetingAlsoHint)
    static let group = Field(
        "group", Wire<Text>.name().means("The name of the party group, for its meeting.").optional, .group)
    static let theme = Field("theme", Wire<Text>.text().optional, .meetingTheme)

    static let asked = Asking<NewBranchMeeting>("NewBranchMeeting") { input in
        let (kind, also, group) = (input.take(kind), input.take(also), input.take(group))
        let (theme, slot) = (input.take(theme), MeetingFields.slot(&input))
        guard let kind, let also, let group, let theme, let slot else { return nil }
        return NewBranchMeeting(kind: kind, also: also, group: group, theme: theme, slot: slot)
    }
}

/// Who leads a meeting and who writes it down.
struct MeetingOpening {
    let chair: Code
    let recorder: Code

    static let asked = Asking<MeetingOpening>("MeetingOpening") { input in
        let (chair, recorder) = (
            input.take(MeetingRecordFields.chair), input.take(MeetingRecordFields.recorder)
        )
        guard let chair, let recorder else { return nil }
        return MeetingOpening(chair: chair, recorder: recorder)
    }
}

/// Who was there.
struct TakenAttendance {
    let lines: [AttendanceLine]
    let sittingIn: [Code]

    static let asked = Asking<TakenAttendance>("MeetingAttendance") { input in
        let (lines, sittingIn) = (
            input.take(MeetingRecordFields.entries), input.take(MeetingRecordFields.sittingIn)
        )
        guard let lines, let sittingIn else { return nil }
        return TakenAttendance(lines: lines, sittingIn: sittingIn ?? [])
    }
}

/// What was said and decided.
struct WrittenMinutes {
    let began: TimeOfDay?
    let ended: TimeOfDay?
    let items: [MeetingRecord.Item]
    let decisions: [MeetingRecord.Decision]
    let activity: MeetingActivity
    let focus: Code?

    static let asked = Asking<WrittenMinutes>("MeetingMinutes") { input in
        let (began, ended) = (input.take(MeetingRecordFields.began), input.take(MeetingRecordFields.ended))
        let (items, decisions) = (input.take(MeetingRecordFields.items), input.take(MeetingRecordFields.decisions))
        let (activity, focus) = (MeetingRecordFields.activity(&input), input.take(MeetingRecordFields.focus))
        guard let began, let ended, let items, let decisions, let activity, let focus else { return nil }
        return WrittenMinutes(
            began: began, ended: ended, items: items, decisions: decisions, activity: activity, focus: focus)
    }
}

struct MinutesSignature {
    let signer: MeetingRecord.Signer
    let digest: Text
    let isOnPaper: Bool
    let lateReason: Text?

    static let asked = Asking<MinutesSignature>("MinutesSignature") { input in
        let (signer, digest) = (input.take(MeetingRecordFields.signer), input.take(MeetingRecordFields.digest))
        let (onPaper, reason) = (
            input.take(MeetingRecordFields.onPaper), input.take(MeetingRecordFields.lateReason)
        )
        guard let signer, let digest, let onPaper, let reason else { return nil }
        return MinutesSignature(signer: signer, digest: digest, isOnPaper: onPaper ?? false, lateReason: reason)
    }
}

struct MinutesAmendment {
    let text: Text

    static let asked = Asking<MinutesAmendment>("MinutesAmendment") { input in
        input.take(MeetingRecordFields.amendment).map(MinutesAmendment.init)
    }
}

struct MadeUpMeeting {
    let member: Code
    let on: LocalDate
    let form: Text

    static let asked = Asking<MadeUpMeeting>("MadeUpMeeting") { input in
        let (member, on) = (input.take(MeetingRecordFields.member), input.take(MeetingRecordFields.on))
        let form = input.take(MeetingRecordFields.form)
        guard let member, let on, let form else { return nil }
        return MadeUpMeeting(member: member, on: on, form: form)
    }
}

// MARK: - Rows

/// Reads the members of one row of a list, with what is wrong under their path.
struct RowReader {
    let row: JSON.Object
    let path: String
    var errors: FieldErrors

    mutating func take<Value>(_ name: String, _ wire: Wire<Value>) -> Value? {
        guard let json = row[name] else {
            if let absent = wire.absent { return absent }
            errors.add("\(path).\(name)", .missing)
            return nil
        }
        return wire.parse(json, "\(path).\(name)", &errors)
    }
}

extension Wire {
    /// A list of rows, each of which has these members and no others.
    static func rows<Row>(
        _ name: String, _ properties: [Schema.Property], most: Int,
        read: @escaping @Sendable (inout RowReader) -> Row?, write: @escaping @Sendable (Row) -> JSON
    ) -> Wire where Value == [Row] {
        let known = Set(properties.map(\.name))
        return several(
            .object(name, properties), most: most,
            read: { row, path, errors in
                guard let object = row.object else {
                    errors.add(path, .format, "an object was expected, not \(row.kind)")
                    return nil
                }
                for member in object.members where !known.contains(member.name) {
                    errors.add("\(path).\(member.name)", .unexpected, "there is no such member here")
                }
                var reader = RowReader(row: object, path: path, errors: errors)
                let found = read(&reader)
                errors = reader.errors
                return found
            }, write: write)
    }

    /// A list of so many, each read by itself. In no spreadsheet has it a column.
    static func several<Element>(
        _ element: Schema, least: Int = 0, most: Int,
        read: @escaping @Sendable (JSON, String, inout FieldErrors) -> Element?,
        write: @escaping @Sendable (Element) -> JSON,
        say: @escaping @Sendable ([Element], Words) -> String? = { _, _ in nil }
    ) -> Wire where Value == [Element] {
        Wire(
            schema: .list(element, count: least...most), absent: nil,
            parse: { json, path, errors in
                guard let elements = json.array else {
                    errors.add(
                        path, json.isNull ? .missing : Rejection(.format, "a list was expected, not \(json.kind)"))
                    return nil
                }
                guard elements.count >= least else {
                    errors.add(path, .range, "at least \(least)")
                    return nil
                }
                guard elements.count <= most else {
                    errors.add(path, .tooMany, "at most \(most)")
                    return nil
                }
                return elements.enumerated().compactMap { read($1, "\(path)[\($0)]", &errors) }
            },
            write: { JSON($0, write) },
            cell: { _ throws(Rejection) in throw Rejection(.unexpected, "it has no column") },
            control: { _ in .long }, say: say)
    }
}

extension Wire<[Code]> {
    /// The numbers of members, at most 200.
    fileprivate static let numbers = several(
        .code, most: 200, read: { Wire<Code>.code.parse($0, $1, &$2) }, write: { .string($0.text) },
        say: { numbers, words in words.list(numbers.map(\.text)) })
}

extension Wire<[AttendanceLine]> {
    fileprivate static let attendance = rows(
        "AttendanceLine",
        [
            .required("member", .code), .required("state", .choice(Attendance.State.self)),
            .optional("reason", .reason.orNull), .optional("late", .boolean), .optional("leftEarly", .boolean),
            .optional("deputy", .text(200).orNull),
        ],
        most: 500,
        read: { row in
            let (member, state) = (row.take("member", .code), row.take("state", Wire<Attendance.State>.choice()))
            let (reason, deputy) = (
                row.take("reason", Wire<Text>.reason.optional), row.take("deputy", Wire<Text>.text().optional)
            )
            let (late, early) = (
                row.take("late", Wire<Bool>.boolean.optional), row.take("leftEarly", Wire<Bool>.boolean.optional)
            )
            guard let member, let state, let reason, let deputy, let late, let early else { return nil }
            return AttendanceLine(
                member, state, reason: reason, isLate: late ?? false, leftEarly: early ?? false, deputy: deputy)
        },
        write: { line in ["member": .string(line.member.text), "state": .string(line.state.rawValue)] })
}

extension Wire<[MeetingRecord.Item]> {
    fileprivate static let items = rows(
        "MeetingItem",
        [
            .required("title", .text(200)), .optional("planned", Schema.integer(1...720).orNull),
            .optional("taken", Schema.integer(1...720).orNull),
            .optional("said", .text(MeetingRecord.longest).orNull),
            .optional("dissent", .text(MeetingRecord.longest).orNull),
        ],
        most: MeetingRecord.Item.most,
        read: { row in
            let title = row.take("title", .text())
            let (planned, taken) = (
                row.take("planned", Wire<Int>.integer(1...720).optional),
                row.take("taken", Wire<Int>.integer(1...720).optional)
            )
            let (said, dissent) = (
                row.take("said", Wire<Text>.text(MeetingRecord.longest, isLong: true).optional),
                row.take("dissent", Wire<Text>.text(MeetingRecord.longest, isLong: true).optional)
            )
            guard let title, let planned, let taken, let said, let dissent else { return nil }
            return MeetingRecord.Item(title: title, planned: planned, taken: taken, said: said, dissent: dissent)
        }, write: { Shape.meetingItem.json($0) })
}

extension Wire<[MeetingRecord.Decision]> {
    fileprivate static let decisions = rows(
        "MeetingDecision",
        [
            .required("decision", .text(MeetingRecord.longest)), .optional("answerable", .text(200).orNull),
            .optional("due", .date.orNull),
        ],
        most: MeetingRecord.Decision.most,
        read: { row in
            let text = row.take("decision", .text(MeetingRecord.longest, isLong: true))
            let (answerable, due) = (
                row.take("answerable", Wire<Text>.text().optional), row.take("due", Wire<LocalDate>.date.optional)
            )
            guard let text, let answerable, let due else { return nil }
            return MeetingRecord.Decision(text: text, answerable: answerable, due: due)
        }, write: { Shape.meetingDecision.json($0) })
}
