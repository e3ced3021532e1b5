import Domain
import Storage

/// What the office says of an agenda, field by field.
enum AgendaFields {
    static let notes = Field("notes", Wire<[Agenda.Edits.Note]>.agendaNotes, .agendaNotes, hint: .agendaNotesHint)
    static let times = Field("times", Wire<[Agenda.Time]>.agendaTimes, .agendaTimes)
    static let leftOut = Field(
        "leftOut",
        Wire<[Agenda.Subject]>.agendaSubjects.means("Records that are left out of the draft, such as ‘finding/12’."),
        .agendaLeftOut, hint: .agendaLeftOutHint)

    static let asked = Asking<Agenda.Edits>("AgendaEdits") { input in
        let (notes, leftOut, times) = (input.take(notes), input.take(leftOut), input.take(times))
        guard let notes, let leftOut, let times else { return nil }
        return Agenda.Edits(
            notes: notes, leftOut: leftOut.map { Agenda.Edits.LeftOut($0, title: nil, by: nil, at: nil) }, times: times)
    }
}

extension Wire<[Agenda.Edits.Note]> {
    fileprivate static let agendaNotes = rows(
        "AgendaNote", [.required("part", .choice(Agenda.Part.self)), .required("title", .text(200))],
        most: Agenda.Edits.Note.most,
        read: { row in
            let (part, title) = (row.take("part", Wire<Agenda.Part>.choice()), row.take("title", .text()))
            guard let part, let title else { return nil }
            return Agenda.Edits.Note(part, title)
        }, write: { ["part": .string($0.part.rawValue), "title": .string($0.title.string)] })
}

extension Wire<[Agenda.Time]> {
    fileprivate static let agendaTimes = rows(
        "AgendaTime",
        [
            .required("part", .choice(Agenda.Part.self)),
            .required("minutes", .integer(0...Int64(MeetingRecord.Item.longestTime))),
        ],
        most: Agenda.Part.allCases.count,
        read: { row in
            let part = row.take("part", Wire<Agenda.Part>.choice())
            let minutes = row.take("minutes", Wire<Int>.integer(0...MeetingRecord.Item.longestTime))
            guard let part, let minutes else { return nil }
            return Agenda.Time(part, minutes: minutes)
        }, write: { ["part": .string($0.part.rawValue), "minutes": JSON($0.minutes)] })
}

extension Wire<[Agenda.Subject]> {
    fileprivate static let agendaSubjects = several(
        .text(40), most: Agenda.Edits.mostLeftOut,
        read: { json, path, errors in
            guard let key = json.string, let subject = Agenda.Subject(key: key) else {
                errors.add(path, .format, "the ‘about’ of a line, such as ‘finding/12’")
                return nil
            }
            return subject
        }, write: { .string($0.key) })
}

extension Shape<Agenda.Figures> {
    fileprivate static let agendaFigures = Shape(
        "AgendaFigures",
        [
            Field("month", .month) { JSON($0.month) },
            Field("status", .choice(Cycle.Status.self).orNull.means("null for a month that was not opened.")) {
                JSON($0.status?.rawValue)
            },
            Field("areas", .count) { JSON($0.areas) },
            Field("complete", Schema.count.orNull.means("Areas with all their sheets; null where it is not told.")) {
                $0.complete.map { JSON($0) } ?? .null
            },
            Field("openFindings", .count) { JSON($0.openFindings) },
            Field("overdueFindings", .count) { JSON($0.overdueFindings) },
        ])
}

extension Shape<Agenda.Line> {
    fileprivate static let agendaLine = Shape(
        "AgendaLine",
        [
            Field("part", .choice(Agenda.Part.self)) { .string($0.part.rawValue) },
            Field(
                "about",
                .text(40).orNull.means(
                    "The record it was drafted from, such as ‘finding/12’, the first where it is of several; null for what the office wrote."
                )
            ) { JSON($0.subject?.key) },
            Field("branch", Schema.code.orNull.means("null for what is of none, or of several.")) {
                JSON($0.branch?.text)
            },
            Field("title", .text) { .string($0.title) },
            Field("state", Schema.text.orNull.means("Of the record, as it stood.")) { JSON($0.state) },
            Field("due", .date.orNull) { JSON($0.due) }, Field("overdue", .boolean) { .bool($0.isOverdue) },
            Field(
                "stage",
                .choice(FindingEscalation.Stage.self).orNull.means("To which an overdue finding comes at this meeting.")
            ) { JSON($0.stage?.rawValue) },
            .nested("figures", optional: .agendaFigures) { $0.figures },
            Field(
                "outcome",
                Schema.text(DecisionResult.longest).orNull.means("What came of a decision, as it was noted last.")
            ) { JSON($0.outcome) },
            .list("records", .agendaRecord) { $0.records },
        ])

    /// One of several of which something is said once.
    fileprivate static let agendaRecord = Shape(
        "AgendaRecord",
        [
            Field("about", .text(40)) { .string($0.subject?.key ?? "") },
            Field("branch", Schema.code.orNull) { JSON($0.branch?.text) },
            Field("title", .text) { .string($0.title) }, Field("due", .date.orNull) { JSON($0.due) },
            Field("stage", .choice(FindingEscalation.Stage.self).orNull) { JSON($0.stage?.rawValue) },
        ])
}

extension Shape<Agenda.Edits.LeftOut> {
    fileprivate static let agendaLeftOut = Shape(
        "LeftOutOfAgenda",
        [
            Field("about", .text(40)) { .string($0.subject.key) },
            Field("title", Schema.text.orNull.means("As the agenda would have said it.")) { JSON($0.title) },
            Field("by", .text.orNull.means("Who left it out.")) { JSON($0.by) },
            Field("at", .instant.orNull) { JSON($0.at) },
        ])
}

extension Shape<Agenda.Time> {
    fileprivate static let agendaTime = Shape(
        "PlannedPart",
        [
            Field("part", .choice(Agenda.Part.self)) { .string($0.part.rawValue) },
            Field("minutes", .integer(0...Int64(MeetingRecord.Item.longestTime))) { JSON($0.minutes) },
        ])
}

extension Shape<(part: Agenda.Part, count: Int)> {
    fileprivate static let agendaFolded = Shape(
        "FoldedPart",
        [
            Field("part", .choice(Agenda.Part.self)) { .string($0.part.rawValue) },
            Field("count", .count) { JSON($0.count) },
        ])
}

extension Shape<AgendaListing> {
    fileprivate static let agenda = Shape(
        "MeetingAgenda",
        [
            .nested("meeting", .meeting) { $0.meeting }, Field("version", .version) { JSON($0.meeting.version) },
            Field("frozenAt", .instant.orNull.means("When the meeting opened; null while it follows the records.")) {
                JSON($0.frozenAt)
            },
            Field("digest", Schema.text(64).orNull.means("SHA-256 over the frozen agenda.")) { JSON($0.digest) },
            Field("minutes", .count.means("Planned for all of it.")) { JSON($0.agenda.minutes) },
            .list("times", .agendaTime) { $0.agenda.times }, .list("lines", .agendaLine) { $0.agenda.lines },
            .list("leftOut", .agendaLeftOut) { $0.leftOut },
            .list("folded", .agendaFolded) { listing in
                Agenda.Part.allCases.compactMap { part in
                    listing.agenda.folded[part].map { (part: part, count: $0) }
                }
            },
        ])
}

extension API {
    static let agendaOperations: [Operation] = [showAgenda, editAgenda]

    static let showAgenda: Operation = .get(
        "showAgenda", "/meetings/{meeting}/agenda", .meetings,
        "The agenda of a secretaries' meeting in its eight parts: drafted from the records until it opens, then frozen",
        needing: [.readMeetings], returns: Shape.agenda.schema
    ) { call, transaction in
        let listing = try transaction.agenda(of: call.id("meeting"))
        return .json(Shape.agenda.json(listing), version: listing.meeting.version)
    }

    static let editAgenda: Operation = .put(
        "editAgenda", "/meetings/{meeting}/agenda", .meetings,
        "Add to a drafted agenda, leave something out of it, and plan its minutes, until the meeting opens",
        needing: [.scheduleMeetings], asking: AgendaFields.asked, returns: Shape.agenda.schema
    ) { call, edits, transaction in
        let listing = try transaction.editAgenda(of: call.id("meeting"), edits, ifVersion: call.version)
        return .json(Shape.agenda.json(listing), version: listing.meeting.version)
    }
}
