import Crypto
import Domain
import Storage

// What a year book says, free of any language: its members and their order are what its SHA-256 is taken over.

extension YearBook {
    /// Raised when what a year book says is said otherwise: two of one format can be compared.
    static let format = 1

    /// SHA-256 over ``Shape/yearBook``, in its canonical form.
    var digest: String { SHA256.hash(data: Shape<YearBook>.yearBook.json(self).bytes()).hexadecimal }
}

extension Shape<BranchChange> {
    fileprivate static let changeOfYear = Shape(
        "YearBookChange",
        [
            Field("kind", .text(20)) { .string($0.kind.rawValue) }, Field("from", .date) { JSON($0.from) },
            Field("formerName", .text.orNull) { JSON($0.formerName) }, Field("reason", .reason) { .string($0.reason) },
            Field("document", .text(Branch.documentMaximum)) { .string($0.document) },
        ])
}

extension Shape<AppointmentListing> {
    fileprivate static let officeOfYear = Shape(
        "YearBookOffice",
        [
            Field("office", .choice(Appointment.Office.self)) { .string($0.appointment.office.rawValue) },
            Field("group", .text.orNull) { JSON($0.group) }, .nested("member", .person) { $0.member },
            Field("basis", .choice(Branch.SecretaryPost.self).orNull) { JSON($0.appointment.basis?.rawValue) },
            Field("from", .date.orNull) { JSON($0.appointment.span.from) },
            Field("until", .date.orNull) { JSON($0.appointment.span.until) },
            Field("document", .text(Appointment.documentMaximum).orNull) { JSON($0.appointment.document) },
        ])
}

extension Shape<YearBook.Person> {
    fileprivate static let personOfYear = Shape(
        "YearBookPerson",
        [
            .nested("member", .person) { $0.member }, Field("group", .text.orNull) { JSON($0.group) },
            Field("standing", .choice(Member.Standing.self)) { .string($0.standing.rawValue) },
            Field("joined", .date) { JSON($0.joined) }, Field("becameFull", .date.orNull) { JSON($0.becameFull) },
            Field("post", .text.orNull) { JSON($0.post) },
        ])
}

extension Shape<PlanItemListing> {
    fileprivate static let planOfYear = Shape(
        "YearBookPlanItem",
        [
            Field("month", .month) { JSON($0.month) }, Field("title", .text) { .string($0.item.title.string) },
            Field("kind", .text) { .string($0.item.kind.string) }, Field("due", .date) { JSON($0.item.due) },
            Field("answerable", .choice(Appointment.Office.self)) { .string($0.item.answerable.rawValue) },
            Field("status", .text(20).means("open, done, partly, not or withdrawn.")) { .string($0.status.rawValue) },
            Field("reason", .lines(MeetingRecord.longest).orNull.means("Why it was done in part or not, or withdrawn."))
            {
                JSON($0.withdrawal?.reason ?? $0.report?.result.reason?.string)
            },
            Field("evidence", .lines(MeetingRecord.longest).orNull) { JSON($0.report?.result.evidence?.string) },
        ])
}

extension Shape<OrgLifeStepListing> {
    fileprivate static let stepOfYear = Shape(
        "YearBookStep",
        [
            Field("step", .choice(OrgLifeStep.self)) { .string($0.step.rawValue) },
            Field("doneOn", .date.orNull) { JSON($0.doneOn) },
        ])
}

extension Shape<YearBook.Held> {
    fileprivate static let meetingOfYear = Shape(
        "YearBookMeeting",
        [
            Field("id", .id) { JSON($0.record.meeting.id) },
            Field("kind", .choice(Meeting.Kind.self)) { .string($0.record.meeting.meeting.kind.rawValue) },
            Field("also", .choice(Meeting.Kind.self).orNull) { JSON($0.record.meeting.meeting.also?.rawValue) },
            Field("number", Schema.integer(1...Int64.max).orNull) { $0.number.map { JSON($0) } ?? .null },
            Field("group", .text.orNull) { JSON($0.record.meeting.branch?.groupName) },
            Field("date", .date) { JSON($0.record.meeting.meeting.slot.date) },
            Field("began", .timeOfDay.orNull) { JSON($0.record.began?.description) },
            Field("ended", .timeOfDay.orNull) { JSON($0.record.ended?.description) },
            Field("place", .text) { .string($0.record.meeting.meeting.slot.place.string) },
            Field("theme", .text.orNull) { JSON($0.record.meeting.meeting.theme?.string) },
            Field("chair", .text) { .string($0.record.chair.name) },
            Field("recorder", .text) { .string($0.record.recorder.name) },
            .nested("tally", .tally) { $0.record.tally ?? Attendance.Tally() },
            .list("roll", .rollLine) { $0.record.roll }, .list("items", .meetingItem) { $0.record.items },
            .list("decisions", .meetingDecision) { $0.record.decisions },
            .list("results", .decisionResult) { $0.record.results },
            Field("form", .choice(MeetingActivity.Form.self).orNull) { JSON($0.record.activity.form?.rawValue) },
            Field("scale", .choice(MeetingActivity.Scale.self).orNull) { JSON($0.record.activity.scale?.rawValue) },
            Field("changed", .lines(MeetingRecord.longest).orNull) { JSON($0.record.activity.changed?.string) },
            Field("changedFor", .text.orNull) { JSON($0.record.activity.changedFor?.string) },
            Field("seenBy", .text.orNull) { JSON($0.record.activity.seenBy?.string) },
            Field("speaker", .text.orNull) { JSON($0.record.activity.speaker?.string) },
            Field("lecture", .text.orNull) { JSON($0.record.activity.lecture?.string) },
            Field("hours", Schema.pointsAboveZero.orNull) { JSON($0.record.activity.hours) },
            .list("steps", .stepOfYear) { $0.steps },
            Field("signedAt", .instant.orNull.means("By both; null until then.")) { JSON($0.record.meeting.signed) },
            Field("lateReason", .reason.orNull) { JSON($0.record.lateReason) },
            Field("digest", .text(64).means("SHA-256 of the minutes.")) { .string($0.record.digest) },
            .list("amendments", .amendment) { $0.record.amendments },
        ])
}

extension Shape<YearBook.Movement> {
    fileprivate static let movementOfYear = Shape(
        "YearBookMovement",
        [
            Field("kind", .choice(YearBook.Movement.Kind.self)) { .string($0.kind.rawValue) },
            .nested("member", .person) { $0.member }, Field("on", .date) { JSON($0.on) },
            Field("reason", .lines(MeetingRecord.longest).orNull) { JSON($0.reason) },
            Field("document", .text.orNull) { JSON($0.document) },
        ])
}

extension Shape<HonoursLedgerEntry> {
    fileprivate static let honourOfYear = Shape(
        "YearBookHonour",
        [
            .nested("member", .person) { $0.member },
            Field("title", .text.orNull.means("null for a month's award.")) { JSON($0.title) },
            Field("month", .month.orNull.means("Of an award.")) { JSON($0.month?.description) },
            Field("area", .code.orNull) { JSON($0.area?.text) },
            Field("level", .choice(Honour.Level.self)) { .string($0.level.rawValue) },
            Field("document", .text.orNull) { JSON($0.document) }, Field("on", .date) { JSON($0.on) },
            Field("issuer", .text.orNull) { JSON($0.issuer) },
            Field("endedOn", .date.orNull.means("Revoked or withdrawn.")) { JSON($0.ending?.on) },
            Field("endedReason", .lines(MeetingRecord.longest).orNull) { JSON($0.ending?.reason) },
        ])
}

extension Shape<FindingStep> {
    fileprivate static let findingStepOfYear = Shape(
        "YearBookFindingStep",
        [
            Field("kind", .choice(Finding.Step.Kind.self)) { .string($0.kind.rawValue) },
            Field("text", .lines(MeetingRecord.longest).orNull) { JSON($0.text) },
            Field("evidence", .lines(MeetingRecord.longest).orNull) { JSON($0.evidence) },
            Field("at", .instant) { JSON($0.at) },
        ])
}

extension Shape<FindingContent> {
    fileprivate static let findingOfYear = Shape(
        "YearBookFinding",
        [
            Field("number", .text(20)) { .string($0.listing.number.text) },
            Field("source", .choice(Finding.Source.self)) { .string($0.listing.matter.source.rawValue) },
            Field("category", .choice(Finding.Category.self)) { .string($0.listing.matter.category.rawValue) },
            Field("what", .lines(MeetingRecord.longest)) { .string($0.listing.matter.what.string) },
            Field("givenOn", .date) { JSON($0.listing.course.givenOn) },
            Field("due", .date) { JSON($0.listing.course.due) },
            Field("status", .choice(Finding.Status.self)) { .string($0.listing.course.status.rawValue) },
            Field("closedOn", .date.orNull) { JSON($0.listing.course.closedOn) },
            Field("relapses", .count) { JSON($0.listing.course.relapses) },
            .list("steps", .findingStepOfYear) { $0.steps },
        ])
}

extension Shape<YearFigures.AreaMonth> {
    fileprivate static let areaOfYear = Shape(
        "YearBookArea",
        [
            Field("area", .code) { .string($0.area.text) }, Field("name", .text) { .string($0.areaName) },
            Field("place", Schema.integer(1...Int64.max).orNull) { $0.place.map { JSON($0) } ?? .null },
            Field("final", .points.orNull) { JSON($0.final) },
            Field("vetoed", .boolean) { .bool($0.standing == .vetoed) },
            Field("honour", .choice(YearFigures.Honour.self).orNull) { JSON($0.honour?.rawValue) },
        ])
}

extension Shape<YearBook.AssessedMonth> {
    fileprivate static let monthOfYear = Shape(
        "YearBookMonth",
        [
            Field("month", .month) { JSON($0.month) },
            Field("status", .choice(Cycle.Status.self)) { .string($0.status.rawValue) },
            .list("areas", .areaOfYear) { $0.areas },
        ])
}

extension Shape<ObligationListing> {
    fileprivate static let obligationOfYear = Shape(
        "YearBookObligation",
        [
            Field("rule", .code) { .string($0.rule.key.text) },
            Field("group", .text.orNull) { JSON($0.subject.group) },
            .nested("member", optional: .person) { $0.subject.person },
            Field("period", .text(20)) { .string($0.obligation.period.name) },
            Field("state", .choice(Obligation.State.self)) { .string($0.obligation.state.rawValue) },
            Field("done", .count) { JSON($0.obligation.amount) },
            Field("quantity", .integer(1...100)) { JSON($0.obligation.quantity) },
        ])
}

extension Shape<YearOfAttendance> {
    fileprivate static let attendanceOfYear = Shape(
        "YearBookAttendance",
        [
            .nested("member", .person) { $0.member }, Field("entitled", .count) { JSON($0.tally.entitled) },
            Field("present", .count) { JSON($0.tally.present) }, Field("excused", .count) { JSON($0.tally.excused) },
            Field("absent", .count) { JSON($0.tally.absent) }, Field("madeUp", .count) { JSON($0.tally.madeUp) },
        ])
}

extension Shape<YearBook> {
    static let yearBook = Shape(
        "YearBook",
        [
            Field("format", .integer(1...1)) { _ in JSON(YearBook.format) },
            Field("branch", .code) { .string($0.branch.code.text) },
            Field("name", .text.means("At the year's end.")) { .string($0.name) },
            Field("committee", .text.means("Its name.")) { .string($0.committeeName) },
            Field("kind", .choice(Branch.Kind.self)) { .string($0.branch.kind.rawValue) },
            Field("founded", .date.orNull) { JSON($0.branch.founded) },
            Field("dissolved", .date.orNull) { JSON($0.branch.dissolved) },
            Field("termBegan", .date.orNull) { JSON($0.branch.termBegan) },
            Field("termEnds", .date.orNull) { JSON($0.branch.termEnds) },
            Field("year", .integer(2000...2199)) { JSON($0.year) },
            .list("changes", .changeOfYear) { $0.changes }, .list("offices", .officeOfYear) { $0.offices },
            .list("roster", .personOfYear) { $0.roster }, .list("plan", .planOfYear) { $0.plan },
            .list("meetings", .meetingOfYear) { $0.meetings }, .list("movements", .movementOfYear) { $0.movements },
            .list("honours", .honourOfYear) { $0.honours }, .list("findings", .findingOfYear) { $0.findings },
            .list("months", .monthOfYear) { $0.months }, .list("obligations", .obligationOfYear) { $0.obligations },
            .list("attendance", .attendanceOfYear) { $0.attendance },
        ])

    /// With what it is compared by.
    fileprivate static let sealed = Shape(
        "SealedYearBook",
        [
            Field("digest", .text(64).means("SHA-256 over `book`, written without white space in this order.")) {
                .string($0.digest)
            },
            .nested("book", .yearBook) { $0 },
        ])
}

extension API {
    /// What a branch's records of a year come to, as the office's handbook has it.
    static let yearBookOperations: [Operation] = [showYearBook, yearBookDocument]

    private static let yearBookQuery: [Operation.Query] = [.required("year", .integer(2000...2199))]

    static let showYearBook: Operation = .get(
        "showYearBook", "/branches/{branch}/year-book", .meetings,
        "A branch's year book: what its records of a year say, with the SHA-256 that stands on its print",
        needing: [.readMeetings], query: yearBookQuery, returns: Shape<YearBook>.sealed.schema
    ) { call, transaction in
        .json(Shape<YearBook>.sealed.json(try yearBook(call, transaction)))
    }

    static let yearBookDocument: Operation = .document(
        "yearBookDocument", "/branches/{branch}/year-book.docx", .meetings,
        "A branch's year book as a document for word processors, as its page prints it", needing: [.readMeetings],
        query: yearBookQuery
    ) { call, transaction, words in
        OfficialPaper(try yearBook(call, transaction), transaction.settings.timeZone, words).document(words)
    }

    private static func yearBook(_ call: Call, _ transaction: Transaction) throws -> YearBook {
        try transaction.yearBook(
            of: call.id("branch"), in: call.query["year"]?.asciiNumber ?? 0, by: CadenceSeed.rules())
    }
}
