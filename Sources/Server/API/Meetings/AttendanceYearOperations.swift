import Domain
import Storage

extension Shape<Attendance.Tally> {
    static let ordinaryLife = Shape(
        "OrdinaryLife",
        [
            Field(
                "entitled",
                .count.means(
                    "Meetings of the branch and its groups to which a leading cadre was called as an ordinary member.")
            ) { JSON($0.entitled) },
            Field("present", .count) { JSON($0.present) },
        ])
}

extension Shape<YearOfAttendance> {
    fileprivate static let figures: [Field] = [
        Field("member", .code) { .string($0.member.number.text) }, Field("name", .text) { .string($0.member.name) },
        Field("entitled", .count.means("Meetings of the year to which they were entitled: present + excused + absent."))
        {
            JSON($0.tally.entitled)
        },
        Field("present", .count) { JSON($0.tally.present) },
        Field("late", .count.means("Of those at which they were present.")) { JSON($0.tally.late) },
        Field("leftEarly", .count) { JSON($0.tally.leftEarly) },
        Field("excused", .count) { JSON($0.tally.excused) }, Field("absent", .count) { JSON($0.tally.absent) },
        Field("madeUp", .count.means("Of those excused and absent.")) { JSON($0.tally.madeUp) },
        .nested("ordinary", optional: .ordinaryLife) { $0.ordinary },
    ]

    static let attendanceYear = Shape("MemberYearOfAttendance", figures)
}

/// A branch's year, with which it is.
struct BranchYearOfAttendance: Sendable {
    let year: Int
    let attendance: BranchAttendance
}

extension Shape<BranchYearOfAttendance> {
    static let branchYearOfAttendance = Shape(
        "BranchYearOfAttendance",
        [
            Field("year", .integer(2000...2199)) { JSON($0.year) },
            Field("meetings", .count.means("Held, and their attendance taken.")) { JSON($0.attendance.meetings) },
            .list("members", .attendanceYear) { $0.attendance.lines },
        ])
}

extension Shape<SecretaryAttendance> {
    static let secretaryAttendance = Shape(
        "SecretaryYearOfAttendance",
        [
            Field("branch", .code) { .string($0.branch.text) },
            Field("basis", .choice(Branch.SecretaryPost.self).means("How the post was held last.")) {
                .string($0.basis.rawValue)
            },
            .nested("attendance", .attendanceYear) { $0.year },
            Field(
                "meetings", .count.means("To how many the year called them: the committee's, and their branch's own.")
            ) {
                JSON($0.meetings)
            },
            Field("areas", .count.means("The branch's, at the year's end or now.")) { JSON($0.areas) },
            Field("openFindings", .count.means("The branch's, now.")) { JSON($0.openFindings) },
        ])
}

extension Shape<MemberAttendance> {
    static let memberAttendance = Shape(
        "MeetingCalledTo",
        [
            .nested("meeting", .meeting) { $0.meeting },
            Field("state", .choice(Attendance.State.self)) { .string($0.state.rawValue) },
            Field("late", .boolean) { .bool($0.isLate) }, Field("leftEarly", .boolean) { .bool($0.leftEarly) },
            Field("madeUpOn", .date.orNull.means("When somebody who was not there made it up.")) { JSON($0.madeUpOn) },
            Field("madeUpForm", .text(200).orNull) { JSON($0.madeUpForm) },
            Field(
                "ordinary",
                .boolean.means("Whether a leading cadre was called to it as an ordinary member of branch or group.")
            ) { .bool($0.isOrdinary) },
        ])
}

extension API {
    private static let attendanceYear: Operation.Query = .required("year", .integer(2000...2199))

    static let showBranchAttendance: Operation = .get(
        "showBranchAttendance", "/branches/{branch}/attendance", .meetings,
        "What a branch's own meetings of a year come to for each member; of whoever does not see to meetings only their own",
        needing: [.readBranchMeetings], query: [attendanceYear], returns: Shape.branchYearOfAttendance.schema
    ) { call, transaction in
        let year = call.query["year"]?.asciiNumber ?? 0
        return .json(
            Shape.branchYearOfAttendance.json(
                BranchYearOfAttendance(
                    year: year, attendance: try transaction.attendance(of: call.id("branch"), in: year))))
    }

    static let showMemberAttendance: Operation = .get(
        "showMemberAttendance", "/members/{member}/attendance", .meetings,
        "The meetings of a year to which a member was called, in the order they were held, and how their attendance was noted",
        needing: [.readBranchMeetings], query: [attendanceYear], returns: .list(Shape.memberAttendance.schema)
    ) { call, transaction in
        .json(
            JSON(
                try transaction.attendance(
                    of: call.id("member") as ID<Member>, in: call.query["year"]?.asciiNumber ?? 0),
                Shape.memberAttendance.json))
    }

    static let listSecretariesAttendance: Operation = .get(
        "listSecretariesAttendance", "/meetings/attendance", .meetings,
        "What a year's secretaries' meetings come to for each secretary, beside what else they have to do",
        needing: [.readMeetings],
        query: [attendanceYear, .optional("committee", .code.means("With those below it."))],
        returns: .list(Shape.secretaryAttendance.schema)
    ) { call, transaction in
        let committee = try call.query["committee"].map { try transaction.requireCommittee($0) }
        return .json(
            JSON(
                try transaction.secretariesAttendance(in: call.query["year"]?.asciiNumber ?? 0, of: committee),
                Shape.secretaryAttendance.json))
    }
}
