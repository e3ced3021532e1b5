import Domain
import Storage

/// A year's secretaries' meetings: when and where, moved and called off ones included. Printed, it is the year's plan.
struct MeetingsPage: WebPage {
    static let template = TemplateName.meetings

    struct Row: Sendable {
        let path: String
        let month: String
        let when: String
        let place: String
        let committee: String
        let marks: [String]
        let isCancelled: Bool
    }

    struct Content: Sendable {
        let year: Int
        let meetings: [MeetingListing]
        let permission: Permission
        let now: LocalDateTime
        let calendar: WorkCalendar

        init(_ transaction: Transaction, year: Int?) throws {
            now = transaction.localNow
            calendar = try transaction.workCalendar()
            self.year = year ?? transaction.today.components.year
            let filter = MeetingFilter(year: self.year)
            meetings = try transaction.whole { try transaction.meetings(filter, $0) }
            permission = Permission(transaction.authority)
        }
    }

    let title: String
    let notice: String?
    let heading: String
    let turning: Turning
    let hasRows: Bool
    let table: TableHead
    let rows: [Row]
    let steps: [Step]
    let calendarPath: String
    let downloads: Downloads

    init(_ content: Content, _ words: Words, notice: String? = nil, choice: TableChoice = .none) {
        title = words(.placeMeetings)
        self.notice = notice
        heading = words(.meetingsHeading, ["year": String(content.year)])
        turning = Turning(year: content.year) { LocalPath.meetings.with("year", String($0)) }
        let all = content.meetings.map { Entry(row: Row($0, at: content.now, content.calendar, words), listing: $0) }
        let year = LocalPath.meetings.with("year", String(content.year))
        let arranged = choice.arrange(all, by: Self.columns, on: year, words)
        (rows, table, hasRows) = (arranged.rows.map(\.row), arranged.head, !all.isEmpty)
        steps =
            content.permission.step(
                API.scheduleYear, at: .meetings.part("schedule"), words(.scheduleYear), isMain: true)
            + content.permission.step(API.scheduleMeeting, at: .meetings.part("new"), words(.scheduleMeeting))
            + content.permission.step(API.listFindings, at: .findings, words(.placeFindings))
            + content.permission.step(
                API.listSecretariesAttendance,
                at: LocalPath.meetings.part("attendance").with("year", String(content.year)),
                words(.secretariesAttendance))
        calendarPath = "\(LocalPath.meetings.text)/calendar.ics"
        downloads = Downloads(year)
    }

    /// A row, and the meeting by whose days it is sorted.
    private struct Entry: Sendable {
        let row: Row
        let listing: MeetingListing
    }

    private static let columns: [TableColumn<Entry>] = [
        TableColumn("month", .meetingAbout, rank: { $0.listing.meeting.month.lastDay.dayNumber }, \.row.month),
        TableColumn("when", .when, rank: { $0.listing.meeting.slot.date.dayNumber }, \.row.when),
        TableColumn("where", .where, \.row.place), TableColumn("committee", .committee, \.row.committee),
        TableColumn("state", .state) { $0.row.marks.joined(separator: " ") },
    ]

    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.placeMeetings), String(content.year)],
            [.meetingAbout, .date, .start, .ends, .where, .committee, .state],
            content.meetings.map { listing in
                let (meeting, slot) = (listing.meeting, listing.meeting.slot)
                return [
                    .text(meeting.month.description), .text(slot.date.description), .text(slot.start.description),
                    .text(slot.ends.time.description), .text(slot.place.string), .text(listing.committeeName),
                    .text(words.list(Row(listing, at: content.now, content.calendar, words).marks)),
                ]
            })
    }
}

extension MeetingsPage.Row {
    init(_ listing: MeetingListing, at now: LocalDateTime, _ calendar: WorkCalendar, _ words: Words) {
        let meeting = listing.meeting
        path = LocalPath.meeting(listing.id).text
        month = words.month(meeting.month)
        when = "\(words.day(meeting.slot.date)) \(meeting.slot.start)–\(meeting.slot.ends.time)"
        place = meeting.slot.place.string
        committee = listing.committeeName
        isCancelled = meeting.status == .cancelled
        marks =
            [
                meeting.kind == .annualReview ? words(meeting.kind.word) : nil,
                meeting.standing == .extraordinary && meeting.kind == .secretaries
                    ? words(meeting.standing.word) : nil,
                words(listing.word(at: now)), meeting.wordOfDayOff(calendar, at: now).map { words($0) },
                meeting.reason?.string,
            ].compactMap(\.self)
    }
}

extension Meeting.Kind: Worded {
    var word: Word {
        switch self {
        case .secretaries: .meetingSecretaries
        case .annualReview: .meetingAnnualReview
        case .assembly: .meetingAssembly
        case .branchCommittee: .meetingBranchCommittee
        case .group: .meetingGroup
        case .lecture: .meetingLecture
        case .themeDay: .meetingThemeDay
        case .orgLife: .meetingOrgLife
        case .other: .meetingOther
        }
    }
}

extension Meeting.Status: Worded {
    var word: Word {
        switch self {
        case .scheduled: .meetingScheduled
        case .cancelled: .meetingCancelled
        }
    }
}

extension Meeting.Standing: Worded {
    var word: Word {
        switch self {
        case .regular: .meetingRegular
        case .extraordinary: .meetingExtraordinary
        }
    }
}

extension Meeting {
    func word(at now: LocalDateTime) -> Word {
        if status == .cancelled { return .meetingCancelled }
        if slot.begins <= now { return .meetingPast }
        return sequence > 0 ? .meetingMoved : .meetingScheduled
    }

    /// Why a meeting still to come is on a day that is not worked; nil if the day is.
    func wordOfDayOff(_ calendar: WorkCalendar, at now: LocalDateTime) -> Word? {
        guard isStillToCome(now) else { return nil }
        switch calendar.dayOff(on: slot.date) {
        case .weekend: return .meetingOnWeekend
        case .holiday: return .meetingOnHoliday
        case nil: return nil
        }
    }
}

extension Site {
    static let meetingRoutes: [Route] =
        [
            .get("/meetings", for: .signedIn) { visit in
                let year = visit.query["year"]?.asciiNumber
                let content = try await visit.read { try MeetingsPage.Content($0, year: year) }
                return try visit.show(
                    MeetingsPage(content, visit.words, notice: visit.notice, choice: visit.tableChoice))
            },
            .table("/meetings") { visit in
                let year = visit.query["year"]?.asciiNumber
                return MeetingsPage.table(
                    try await visit.read { try MeetingsPage.Content($0, year: year) }, visit.words)
            },
            .get("/meetings/calendar.ics", for: .signedIn) { visit in
                .calendar(CalendarFile(try await visit.read { try $0.meetingCalendar() }, visit.words))
            },
            .get("/meetings/{meeting}", for: .signedIn) { visit in
                let id: ID<Meeting> = try visit.id("meeting")
                let content = try await visit.read { try MeetingPage.Content($0, id) }
                return try visit.show(
                    MeetingPage(content, visit.words, notice: visit.notice) { visit.time($0) })
            },
            .get("/meetings/{meeting}/attendance", for: .signedIn) { visit in
                try await visit.showAttendance()
            },
            .post("/meetings/{meeting}/attendance", for: .signedIn) { visit in
                try await visit.takeAttendance()
            },
        ] + calendarAddressRoutes + branchMeetingRoutes + attendanceYearRoutes + minutesRoutes
        + meetingForms.flatMap(\.routes)

    private static func committeeField(_ visit: Visit) async throws -> FormRoute.Field {
        let committees = try await visit.read { try $0.committeeChoices() }
        return MeetingFields.committee.asked(visit.words, by: .choice(committees))
    }

    private static let meetingForms: [FormRoute] = [
        FormRoute("/meetings/schedule", API.scheduleYear, .scheduleYear) { visit in
            let (today, calendar) = try await visit.read { ($0.today, try $0.workCalendar()) }
            let year = visit.form["year"]?.asciiNumber ?? today.components.year + 1
            return FormRoute.Asked(
                back: ConfirmPage.Back(.meetings, visit.words(.placeMeetings)),
                intro: visit.words(.scheduleYearIntro),
                fields: [
                    try await committeeField(visit),
                    MeetingFields.year.asked(visit.words, first: String(today.components.year + 1)),
                    MeetingFields.rule.asked(visit.words, first: visit.words(.meetingRuleExample)),
                    MeetingFields.minutes.asked(visit.words, first: "90"), MeetingFields.place.asked(visit.words),
                ],
                warnings: calendar.knows(year: year)
                    ? [] : [visit.words(.warningScheduleHolidays, ["year": String(year)])])
        } next: { visit, made in
            let year = LocalPath.meetings.with("year", visit.form["year"] ?? "")
            return year.with(made["warnings"]?.array?.isEmpty ?? true ? .recorded : .scheduledWithoutHolidays)
        }.previewing { visit, tried in FormPreview(year: visit.form["year"] ?? "", tried, visit.words) },
        FormRoute("/meetings/new", API.scheduleMeeting, .scheduleMeeting) { visit in
            let standings = FormField.Choice.all(of: Meeting.Standing.self, visit.words).reversed()
            return FormRoute.Asked(
                back: ConfirmPage.Back(.meetings, visit.words(.placeMeetings)),
                fields: [
                    try await committeeField(visit),
                    MeetingFields.ofCommittees.asked(
                        visit.words,
                        by: .choice(
                            [Meeting.Kind.secretaries, .annualReview].map { FormField.Choice($0, visit.words) })
                    ).needed,
                    MeetingFields.standing.asked(visit.words, by: .choice(Array(standings))),
                    MeetingFields.aboutMonth.asked(visit.words), MeetingFields.date.asked(visit.words),
                    MeetingFields.start.asked(visit.words), MeetingFields.minutes.asked(visit.words, first: "90"),
                    MeetingFields.place.asked(visit.words),
                ])
        } next: { _, made in
            made["id"]?.integer.map { LocalPath.meeting(ID($0)).with(.recorded) } ?? .meetings
        },
        FormRoute("/meetings/{meeting}/move", API.moveMeeting, .moveMeeting) { visit in
            let (listing, back) = try await visit.meetingAsked()
            let slot = listing.meeting.slot
            return FormRoute.Asked(
                back: back,
                fields: [
                    MeetingFields.date.asked(visit.words, of: slot), MeetingFields.start.asked(visit.words, of: slot),
                    MeetingFields.minutes.asked(visit.words, of: slot),
                    MeetingFields.place.asked(visit.words, of: slot), MeetingFields.because.asked(visit.words),
                ])
        } next: { visit, _ in
            LocalPath.meeting(try visit.id("meeting")).with(.recorded)
        },
        FormRoute("/meetings/{meeting}/cancel", API.cancelMeeting, .cancelMeeting) {
            visit in
            FormRoute.Asked(
                back: try await visit.meetingAsked().back, intro: visit.words(.cancelMeetingIntro),
                fields: [MeetingFields.because.asked(visit.words)])
        } next: { visit, _ in
            LocalPath.meeting(try visit.id("meeting")).with(.recorded)
        },
    ]
}

extension FormPreview {
    /// A year's meetings as they would be scheduled.
    fileprivate init(year: String, _ tried: JSON, _ words: Words) {
        func day(_ json: JSON, _ name: String) -> String {
            json[name]?.string.flatMap { try? LocalDate(parsing: $0) }.map(words.day) ?? "–"
        }
        let skipped = (tried["skipped"]?.array ?? []).map { month in
            words(
                month["cause"]?.string == ScheduledYear.Skipped.Cause.exists.rawValue ? .monthHasMeeting : .monthIsPast,
                ["month": Self.month(month, words)])
        }
        let rows = (tried["scheduled"]?.array ?? []).map { meeting in
            let off = meeting["movedOff"]?.string.flatMap(YearSchedule.DayOff.init(rawValue:)).map { off in
                words(
                    off == .holiday ? .movedOffHoliday : .movedOffWeekend, ["date": day(meeting, "nominalDate")])
            }
            return [
                Self.month(meeting, words), "\(day(meeting, "date")) \(meeting["start"]?.string ?? "")", off ?? "",
            ]
        }
        self.init(
            heading: words(.yearPreview, ["year": year]), remarks: skipped,
            columns: [words(.meetingAbout), words(.when), words(.movedFrom)], rows: rows,
            button: words.counted(.scheduleThese, rows.count))
    }

    private static func month(_ json: JSON, _ words: Words) -> String {
        json["month"]?.string.flatMap { try? Month(parsing: $0) }.map(words.month) ?? "–"
    }
}

extension Visit {
    /// The meeting in the path, which the reader may change, and the way back to it.
    func meetingAsked() async throws -> (listing: MeetingListing, back: ConfirmPage.Back) {
        let id: ID<Meeting> = try self.id("meeting")
        let listing = try await read { transaction in
            let listing = try transaction.meeting(id)
            try transaction.requireArranging(listing)
            return listing
        }
        return (
            listing,
            ConfirmPage.Back(.meeting(id), listing.title(words))
        )
    }
}
