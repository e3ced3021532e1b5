import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Who was at a meeting, line by line, as the recorder enters it on a phone: all are there unless another is said.
struct AttendancePage: WebPage {
    static let template = TemplateName.attendance

    struct Row: Sendable {
        let number: String
        let name: String
        let isPresent: Bool
        let isExcused: Bool
        let isAbsent: Bool
        let reason: String
        let isLate: Bool
        let leftEarly: Bool
        let deputy: String
        let hasMore: Bool
        /// What a colleague recorded meanwhile, where that is another; nil unless somebody did.
        let recorded: String?
        let error: String?
    }

    let title: String
    let back: ConfirmPage.Back
    let intro: String
    let action: String
    let version: String
    let alert: String?
    /// Under which a device keeps what is filled in, until it is taken.
    let kept: String
    let wasSent: Bool
    let rows: [Row]
    let sittingIn: String
    let sittingInError: String?

    /// - Parameter typed: what was filled in; empty where it is shown first.
    init(
        _ record: MeetingRecordListing, _ words: Words, reader: String, typed: Form = .empty, errors: FormErrors? = nil
    ) {
        var errors = errors
        let meeting = record.meeting
        title = words(.takeAttendance)
        back = ConfirmPage.Back(.meeting(meeting.id), meeting.title(words))
        intro = words(.takeAttendanceIntro)
        action = LocalPath.meeting(meeting.id, "attendance").text
        version = typed.isEmpty || errors?.isOutdated == true ? String(meeting.version) : typed["version"] ?? ""
        let isOutdated = errors?.isOutdated == true
        (kept, wasSent) = ("\(reader) \(meeting.id.rawValue)", !typed.isEmpty)
        rows = record.roll.filter(\.isEntitled).enumerated().map { index, line in
            Row(line, words, typed: typed, isOutdated: isOutdated, error: errors?.takeAll(below: "entries[\(index)]"))
        }
        let guests = record.roll.filter { !$0.isEntitled }.map(\.member.number.text).joined(separator: " ")
        sittingIn = typed.isEmpty ? guests : typed["sittingIn"] ?? ""
        sittingInError =
            errors?.take("sittingIn")
            ?? Self.guests(sittingIn).indices.lazy.compactMap { errors?.take("sittingIn[\($0)]") }.first
        errors?.sayTheRest()
        alert = errors?.general
    }

    /// The numbers in a line, however they are set apart.
    static func guests(_ line: String) -> [String] {
        line.split { $0.isWhitespace || ",，、;；".contains($0) }.map(String.init)
    }
}

extension AttendancePage.Row {
    fileprivate init(
        _ line: MeetingRecordListing.Line, _ words: Words, typed: Form, isOutdated: Bool, error: String?
    ) {
        number = line.member.number.text
        name = line.member.name
        func said(_ field: String) -> String? { typed["\(field).\(line.member.number.text)"] }
        let isTyped = !typed.isEmpty
        let state = isTyped ? said("state") ?? "" : (line.state ?? .present).rawValue
        (isPresent, isExcused, isAbsent) = (
            state == Attendance.State.present.rawValue, state == Attendance.State.excused.rawValue,
            state == Attendance.State.absent.rawValue
        )
        reason = isTyped ? said("reason") ?? "" : line.reason ?? ""
        isLate = isTyped ? said("late") != nil : line.isLate
        leftEarly = isTyped ? said("leftEarly") != nil : line.leftEarly
        deputy = isTyped ? said("deputy") ?? "" : line.deputy ?? ""
        hasMore = isLate || leftEarly || !deputy.isEmpty
        let isSame =
            state == line.state?.rawValue && reason == line.reason ?? "" && isLate == line.isLate
            && leftEarly == line.leftEarly && deputy == line.deputy ?? ""
        recorded = isOutdated && !isSame ? words(.attendanceRecorded, ["said": Self.said(line, words)]) : nil
        self.error = error
    }
}

extension AttendancePage.Row {
    private static func said(_ line: MeetingRecordListing.Line, _ words: Words) -> String {
        let notes = [
            line.reason, line.isLate ? words(.attendanceLate) : nil,
            line.leftEarly ? words(.attendanceLeftEarly) : nil,
            line.deputy.map { words.named(words(.attendanceDeputy), $0) },
        ].compactMap(\.self)
        let state = line.state.map { words($0.word) } ?? "–"
        return notes.isEmpty ? state : words.noted(state, words.list(notes))
    }
}

extension Visit {
    /// The record that the reader may change.
    private func recordAsked() async throws -> MeetingRecordListing {
        let id: ID<Meeting> = try self.id("meeting")
        let record = try await read { transaction in
            let listing = try transaction.meeting(id)
            try transaction.requireArranging(listing)
            return try transaction.meetingRecord(of: listing)
        }
        guard let record else { throw Problem.notFound }
        return record
    }

    func showAttendance() async throws -> Response {
        let record = try await recordAsked()
        return try show(AttendancePage(record, words, reader: visitor.principal.name))
    }

    func takeAttendance() async throws -> Response {
        let record = try await recordAsked()
        let entries = record.roll.filter(\.isEntitled).map { line -> JSON in
            let number = line.member.number.text
            func said(_ field: String) -> String? { form["\(field).\(number)"]?.nonEmpty }
            return [
                "member": .string(number), "state": JSON(said("state")), "reason": JSON(said("reason")),
                "late": .bool(said("late") != nil), "leftEarly": .bool(said("leftEarly") != nil),
                "deputy": JSON(said("deputy")),
            ]
        }
        let guests = AttendancePage.guests(form["sittingIn"] ?? "")
        do {
            _ = try await perform(
                API.takeAttendance,
                ["entries": .array(entries), "sittingIn": .array(guests.map { .string($0) })],
                version: form["version"])
        } catch {
            guard let errors = FormErrors(error, words) else { throw error }
            return try show(
                AttendancePage(
                    try await recordAsked(), words, reader: visitor.principal.name, typed: form, errors: errors),
                status: errors.status)
        }
        return go(to: LocalPath.meeting(try id("meeting")).with(.recorded))
    }
}
