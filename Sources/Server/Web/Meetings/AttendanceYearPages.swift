import Domain
import Storage

/// What a branch's meetings of a year come to for each of its members, on A4. Nobody is put before another by it: the rows
/// stand by number.
struct BranchAttendancePage: WebPage {
    static let template = TemplateName.branchAttendance

    typealias Content = YearOfBranch<BranchAttendance>

    let title: String
    let back: ConfirmPage.Back
    let turning: Turning
    let held: String
    let hasRows: Bool
    let rows: [AttendanceFigures]
    let hasLeaders: Bool
    /// How often leading cadres took part as ordinary members.
    let leaders: [String]
    let downloads: Downloads

    init(_ content: Content, _ words: Words) {
        let path = LocalPath.branch(content.branch.id, "attendance")
        title = words(.branchAttendanceHeading, ["year": String(content.year), "branch": content.branch.name])
        back = ConfirmPage.Back(
            LocalPath.branch(content.branch.id, "meetings").with("year", String(content.year)), words(.branchMeetings))
        turning = Turning(year: content.year) { path.with("year", String($0)) }
        held = words.counted(.attendanceMeetingsHeld, content.value.meetings)
        rows = content.value.lines.map(AttendanceFigures.init)
        hasRows = !rows.isEmpty
        leaders = content.value.lines.compactMap { line in
            line.ordinary.map { tally in
                words(
                    .leaderLife,
                    [
                        "who": "\(line.member.name) \(line.member.number.text)", "entitled": String(tally.entitled),
                        "present": String(tally.present),
                    ])
            }
        }
        hasLeaders = !leaders.isEmpty
        downloads = Downloads(path.with("year", String(content.year)))
    }

    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.attendanceYear), content.branch.name, String(content.year)],
            [.memberNumber, .memberName] + AttendanceFigures.headings + [.leaderEntitled, .leaderPresent],
            content.value.lines.map { line in
                [.text(line.member.number.text), .text(line.member.name)] + AttendanceFigures(line).cells
                    + [line.ordinary?.entitled, line.ordinary?.present].map { count in
                        count.map { .number(String($0)) } ?? .text("")
                    }
            })
    }
}

/// One's figures of a year, for a page and a file.
struct AttendanceFigures: Sendable {
    let number: String
    let name: String
    let entitled: String
    let present: String
    let late: String
    let leftEarly: String
    let excused: String
    let absent: String
    let madeUp: String

    init(_ line: YearOfAttendance) {
        (number, name) = (line.member.number.text, line.member.name)
        let tally = line.tally
        (entitled, present, excused) = (String(tally.entitled), String(tally.present), String(tally.excused))
        (absent, late, leftEarly) = (String(tally.absent), String(tally.late), String(tally.leftEarly))
        madeUp = String(tally.madeUp)
    }

    static let headings: [Word] = [
        .attendanceEntitled, .attendancePresent, .attendanceLate, .attendanceLeftEarly, .attendanceExcused,
        .attendanceAbsent, .attendanceMadeUp,
    ]

    var cells: [DownloadTable.Cell] {
        [entitled, present, late, leftEarly, excused, absent, madeUp].map(DownloadTable.Cell.number)
    }
}

/// The meetings of a year to which a member was called, and how it was noted whether they were there, on A4.
struct MemberAttendancePage: WebPage {
    static let template = TemplateName.memberAttendance

    struct Content: Sendable {
        let member: Member
        let year: Int
        let lines: [MemberAttendance]

        init(_ transaction: Transaction, _ id: ID<Member>, year: Int?) throws {
            let year = year ?? transaction.today.components.year
            lines = try transaction.attendance(of: id, in: year)
            member = try transaction.member(id).member
            self.year = year
        }
    }

    struct Row: Sendable {
        /// nil for whoever does not read the meeting.
        let path: String?
        let when: String
        let kind: String
        let host: String
        let theme: String
        let noted: String
    }

    let title: String
    let back: ConfirmPage.Back
    let turning: Turning
    let hasRows: Bool
    let tally: String
    /// Of a leading cadre: how often they took part as an ordinary member; nil for others.
    let ordinary: String?
    let rows: [Row]
    let downloads: Downloads

    init(_ content: Content, _ words: Words) {
        let path = LocalPath.member(content.member.id, "attendance")
        title = words(.memberAttendanceHeading, ["year": String(content.year), "name": content.member.name])
        back = ConfirmPage.Back(.member(content.member.id), content.member.name)
        turning = Turning(year: content.year) { path.with("year", String($0)) }
        var counts = Attendance.Tally()
        for line in content.lines { counts.count(line.state) }
        tally = words(
            .attendanceTally,
            [
                "entitled": String(counts.entitled), "present": String(counts.present),
                "excused": String(counts.excused), "absent": String(counts.absent),
            ])
        let own = content.lines.filter(\.isOrdinary)
        ordinary =
            own.isEmpty
            ? nil
            : words(
                .leaderLife,
                [
                    "who": words(.leaderLifeTitle), "entitled": String(own.count),
                    "present": String(own.count { $0.state == .present }),
                ])
        rows = content.lines.map { line in
            let meeting = line.meeting.meeting
            return Row(
                path: line.isRead ? LocalPath.meeting(line.meeting.id).text : nil,
                when: "\(words.day(meeting.slot.date)) \(meeting.slot.start)", kind: Self.kind(line, words),
                host: line.meeting.hostName, theme: meeting.theme?.string ?? "–", noted: Self.noted(line, words))
        }
        hasRows = !rows.isEmpty
        downloads = Downloads(path.with("year", String(content.year)))
    }

    private static func kind(_ line: MemberAttendance, _ words: Words) -> String {
        let meeting = line.meeting.meeting
        return words.list(
            [words(meeting.kind.word), meeting.also.map { words($0.word) }, line.meeting.branch?.groupName].compactMap(
                \.self))
    }

    private static func noted(_ line: MemberAttendance, _ words: Words) -> String {
        words.list(
            [
                words(line.state.word), line.isLate ? words(.attendanceLate) : nil,
                line.leftEarly ? words(.attendanceLeftEarly) : nil,
                line.madeUpOn.map {
                    words(.attendanceMadeUpOn, ["date": words.date($0), "form": line.madeUpForm ?? "–"])
                },
            ].compactMap(\.self))
    }

    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.attendanceYear), content.member.name, String(content.year)],
            [.date, .start, .meetingKind, .meetingHost, .meetingTheme, .attendanceTitle],
            content.lines.map { line in
                let slot = line.meeting.meeting.slot
                return [
                    .text(slot.date.description), .text(slot.start.description), .text(kind(line, words)),
                    .text(line.meeting.hostName), .text(line.meeting.meeting.theme?.string ?? ""),
                    .text(noted(line, words)),
                ]
            })
    }
}

/// What a year's secretaries' meetings come to for each secretary, beside what else they have to do: load beside absence, on
/// A4 across.
struct SecretariesAttendancePage: WebPage {
    static let template = TemplateName.secretariesAttendance

    struct Content: Sendable {
        let year: Int
        let lines: [SecretaryAttendance]

        init(_ transaction: Transaction, year: Int?) throws {
            self.year = year ?? transaction.today.components.year
            lines = try transaction.secretariesAttendance(in: self.year)
        }
    }

    struct Row: Sendable {
        let branch: String
        let basis: String
        let figures: AttendanceFigures
        let meetings: String
        let areas: String
        let openFindings: String
    }

    let title: String
    let back: ConfirmPage.Back
    let turning: Turning
    let hasRows: Bool
    let rows: [Row]
    let downloads: Downloads

    private static let path = LocalPath.meetings.part("attendance")

    init(_ content: Content, _ words: Words) {
        let year = String(content.year)
        title = words(.secretariesAttendanceHeading, ["year": year])
        back = ConfirmPage.Back(.meetings.with("year", year), words(.placeMeetings))
        turning = Turning(year: content.year) { Self.path.with("year", String($0)) }
        rows = content.lines.map { line in
            Row(
                branch: line.branchName, basis: words(line.basis.word), figures: AttendanceFigures(line.year),
                meetings: String(line.meetings), areas: String(line.areas), openFindings: String(line.openFindings))
        }
        hasRows = !rows.isEmpty
        downloads = Downloads(Self.path.with("year", year))
    }

    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.secretariesAttendance), String(content.year)],
            [.branch, .memberNumber, .memberName, .secretaryPost] + AttendanceFigures.headings + [
                .attendanceCalledTo, .attendanceAreas, .attendanceFindings,
            ],
            content.lines.map { line in
                let named: [DownloadTable.Cell] = [
                    .text(line.branchName), .text(line.year.member.number.text), .text(line.year.member.name),
                    .text(words(line.basis.word)),
                ]
                let load = [line.meetings, line.areas, line.openFindings].map { DownloadTable.Cell.number(String($0)) }
                return named + AttendanceFigures(line.year).cells + load
            })
    }
}

extension Site {
    static let attendanceYearRoutes: [Route] = [
        .get("/branches/{branch}/attendance", for: .signedIn) { visit in
            try visit.show(
                BranchAttendancePage(try await visit.yearOfBranch { try $0.attendance(of: $1, in: $2) }, visit.words))
        },
        .table("/branches/{branch}/attendance") { visit in
            BranchAttendancePage.table(try await visit.yearOfBranch { try $0.attendance(of: $1, in: $2) }, visit.words)
        },
        .get("/members/{member}/attendance", for: .signedIn) { visit in
            try visit.show(MemberAttendancePage(try await visit.memberAttendance(), visit.words))
        },
        .table("/members/{member}/attendance") { visit in
            MemberAttendancePage.table(try await visit.memberAttendance(), visit.words)
        },
        .get("/meetings/attendance", for: .signedIn) { visit in
            try visit.authority.require(API.listSecretariesAttendance)
            let year = visit.year
            let content = try await visit.read { try SecretariesAttendancePage.Content($0, year: year) }
            return try visit.show(SecretariesAttendancePage(content, visit.words))
        },
        .table("/meetings/attendance") { visit in
            try visit.authority.require(API.listSecretariesAttendance)
            let year = visit.year
            return SecretariesAttendancePage.table(
                try await visit.read { try SecretariesAttendancePage.Content($0, year: year) }, visit.words)
        },
    ]
}

extension Visit {
    fileprivate func memberAttendance() async throws -> MemberAttendancePage.Content {
        try authority.require(API.showMemberAttendance)
        let (id, year): (ID<Member>, Int?) = (try self.id("member"), self.year)
        return try await read { try MemberAttendancePage.Content($0, id, year: year) }
    }
}
