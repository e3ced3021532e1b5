import Domain
import Storage

/// A branch's meetings of a year: the branch's own ones, arranged and held.
struct BranchMeetingsPage: WebPage {
    static let template = TemplateName.branchMeetings

    struct Row: Sendable {
        let path: String
        let when: String
        let kind: String
        let theme: String
        let place: String
        let state: String
        let isCancelled: Bool
    }

    struct Content: Sendable {
        let branch: Branch
        let year: Int
        let meetings: [MeetingListing]
        let now: LocalDateTime
        let permission: Permission
        /// Whether the reader arranges meetings of it, or of one of its party groups.
        let arranges: Bool

        init(_ transaction: Transaction, _ id: ID<Branch>, year: Int?) throws {
            let year = year ?? transaction.today.components.year
            branch = try transaction.branch(id).branch
            meetings = try transaction.whole { try transaction.meetings(of: id, year: year, $0) }
            now = transaction.localNow
            permission = try transaction.permission(in: id)
            arranges = try permission.allows(API.scheduleBranchMeeting) || !transaction.groupsToConvene(of: id).isEmpty
            self.year = year
        }
    }

    let title: String
    let notice: String?
    let back: ConfirmPage.Back
    let turning: Turning
    let steps: [Step]
    let hasRows: Bool
    let table: TableHead
    let rows: [Row]
    let downloads: Downloads

    init(_ content: Content, _ words: Words, notice: String? = nil, choice: TableChoice = .none) {
        title = words(.branchMeetingsHeading, ["year": String(content.year)])
        self.notice = notice
        back = ConfirmPage.Back(.branch(content.branch.id), content.branch.name)
        let list = LocalPath.branch(content.branch.id, "meetings")
        turning = Turning(year: content.year) { list.with("year", String($0)) }
        steps =
            (content.branch.dissolved == nil && content.arranges
                ? [
                    Step(
                        path: LocalPath.branch(content.branch.id, "meetings/new").text,
                        label: words(.newBranchMeeting), isMain: true)
                ] : [])
            + content.permission.step(
                API.showBranchAttendance,
                at: LocalPath.branch(content.branch.id, "attendance").with("year", String(content.year)),
                words(.attendanceYear))
            + content.permission.step(
                API.showActivityMix,
                at: LocalPath.branch(content.branch.id, "activities").with("year", String(content.year)),
                words(.mixTitle))
            + content.permission.step(
                API.showTrainingYear,
                at: LocalPath.branch(content.branch.id, "training").with("year", String(content.year)),
                words(.hoursTitle))
        let all = content.meetings.map { Entry(row: Row($0, at: content.now, words), listing: $0) }
        let year = list.with("year", String(content.year))
        let arranged = choice.arrange(all, by: Self.columns, on: year, words)
        (rows, table, hasRows) = (arranged.rows.map(\.row), arranged.head, !all.isEmpty)
        downloads = Downloads(year)
    }

    /// A row, and the meeting by whose day it is sorted.
    private struct Entry: Sendable {
        let row: Row
        let listing: MeetingListing
    }

    private static let columns: [TableColumn<Entry>] = [
        TableColumn("when", .when, rank: { $0.listing.meeting.slot.date.dayNumber }, \.row.when),
        TableColumn("kind", .meetingKind, \.row.kind), TableColumn("theme", .meetingTheme, \.row.theme),
        TableColumn("where", .where, \.row.place), TableColumn("state", .meetingState, \.row.state),
    ]

    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.branchMeetings), content.branch.name, String(content.year)],
            [.date, .start, .minutes, .meetingKind, .meetingAlso, .group, .meetingTheme, .where, .meetingState],
            content.meetings.map { listing in
                let (meeting, slot) = (listing.meeting, listing.meeting.slot)
                return [
                    .text(slot.date.description), .text(slot.start.description), .number(String(slot.minutes)),
                    .text(words(meeting.kind.word)), .text(meeting.also.map { words($0.word) } ?? ""),
                    .text(listing.branch?.groupName ?? ""), .text(meeting.theme?.string ?? ""),
                    .text(slot.place.string), .text(words(listing.word(at: content.now))),
                ]
            })
    }
}

extension BranchMeetingsPage.Row {
    fileprivate init(_ listing: MeetingListing, at now: LocalDateTime, _ words: Words) {
        let meeting = listing.meeting
        path = LocalPath.meeting(listing.id).text
        when = "\(words.day(meeting.slot.date)) \(meeting.slot.start)"
        kind = words.list(
            [words(meeting.kind.word), meeting.also.map { words($0.word) }, listing.branch?.groupName].compactMap(
                \.self))
        theme = meeting.theme?.string ?? "–"
        place = meeting.slot.place.string
        state = words(listing.word(at: now))
        isCancelled = meeting.status == .cancelled
    }
}

extension Site {
    static let branchMeetingRoutes: [Route] =
        [
            .get("/branches/{branch}/meetings", for: .signedIn) { visit in
                let content = try await visit.branchMeetings()
                return try visit.show(
                    BranchMeetingsPage(content, visit.words, notice: visit.notice, choice: visit.tableChoice))
            },
            .table("/branches/{branch}/meetings") { visit in
                BranchMeetingsPage.table(try await visit.branchMeetings(), visit.words)
            },
            .table("/meetings/{meeting}/attendance") { visit in
                let id: ID<Meeting> = try visit.id("meeting")
                guard let record = try await visit.read({ try $0.meetingRecord(id) }) else { throw Problem.notFound }
                return AttendanceSpreadsheet.download(record, visit.words)
            },
        ] + recordForms.flatMap(\.routes)

    private static let recordForms: [FormRoute] = [
        FormRoute("/branches/{branch}/meetings/new", API.scheduleBranchMeeting, .newBranchMeeting) { visit in
            let id: ID<Branch> = try visit.id("branch")
            let words = visit.words
            let (branch, groups, isOfBranch) = try await visit.read { transaction in
                let isOfBranch = try transaction.permission(in: id).allows(API.scheduleBranchMeeting)
                let groups = try transaction.groupsToConvene(of: id)
                if groups.isEmpty { try transaction.require(.holdMeetings, in: id) }
                return (try transaction.branch(id).branch, groups, isOfBranch)
            }
            let all = Meeting.Kind.ofBranches.map { FormField.Choice($0, words) }
            // Whoever leads a group arranges its meetings alone.
            let kinds = isOfBranch ? all : [FormField.Choice(Meeting.Kind.group, words)]
            let ofGroups = groups.map { FormField.Choice(code: $0.name, label: $0.name) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.branch(id, "meetings"), branch.name), intro: words(.newBranchMeetingIntro),
                fields: [
                    NewBranchMeeting.kind.asked(words, by: .choice(kinds)),
                    NewBranchMeeting.also.asked(words, by: .choice([.none] + (isOfBranch ? all : []))),
                    isOfBranch
                        ? NewBranchMeeting.group.asked(words, by: .choice([.none] + ofGroups))
                        : NewBranchMeeting.group.asked(words, by: .choice(ofGroups)).needed,
                    NewBranchMeeting.theme.asked(words), MeetingFields.date.asked(words),
                    MeetingFields.start.asked(words), MeetingFields.minutes.asked(words, first: "60"),
                    MeetingFields.place.asked(words),
                ])
        } next: { _, made in
            made["id"]?.integer.map { LocalPath.meeting(ID($0)).with(.recorded) } ?? .branches
        },
        FormRoute("/meetings/{meeting}/open", API.openMeeting, .openMeeting) { visit in
            let (listing, back) = try await visit.meetingAsked()
            let suggested = try await visit.read { try $0.suggestedPeople(for: listing) }
            return FormRoute.Asked(
                back: back, intro: visit.words(.openMeetingIntro),
                fields: [
                    MeetingRecordFields.chair.asked(visit.words, first: suggested.chair?.text),
                    MeetingRecordFields.recorder.asked(visit.words, first: suggested.recorder?.text),
                ])
        } next: { visit, _ in
            LocalPath.meeting(try visit.id("meeting"), "attendance")
        },
        FormRoute("/meetings/{meeting}/minutes", API.writeMinutes, .writeMinutes) { visit in
            let (listing, back) = try await visit.meetingAsked()
            let words = visit.words
            let (record, points, foci) = try await visit.read { transaction in
                let record = try transaction.meetingRecord(of: listing)
                let month = listing.meeting.slot.date.month
                let foci = try transaction.focusChoices(
                    of: [listing.branch?.id].compactMap(\.self), in: month...month, with: record?.activity.focus)
                let written = record?.items ?? []
                // Drafted from the agenda, where nothing was written yet.
                guard written.isEmpty, transaction.hasAgenda(listing) else { return (record, written, foci) }
                return (record, try transaction.agenda(of: listing.id).agenda.points(words), foci)
            }
            return FormRoute.Asked(
                back: back,
                fields: [
                    MeetingRecordFields.began.asked(words, first: record?.began?.description),
                    MeetingRecordFields.ended.asked(words, first: record?.ended?.description),
                ]
                    + (listing.branch == nil
                        ? []
                        : activity(record?.activity ?? .none, of: listing.meeting, words) + [
                            MeetingRecordFields.focus.asked(
                                words, by: .choice([.none] + foci), first: record?.focus?.code.text)
                        ]),
                rows: [items(points), decisions(record?.decisions ?? [])], version: listing.version)
        } next: { visit, _ in
            LocalPath.meeting(try visit.id("meeting")).with(.recorded)
        },
        FormRoute("/meetings/{meeting}/sign", API.signMinutes, .signMinutes) { visit in
            let id: ID<Meeting> = try visit.id("meeting")
            let words = visit.words
            let paper = visit.query["signer"].flatMap(MeetingRecord.Signer.init(rawValue:))
            let (listing, record, today) = try await visit.read { transaction in
                let listing = try transaction.meeting(id)
                if paper != nil { try transaction.requireArranging(listing) }
                return (listing, try transaction.meetingRecord(of: listing), transaction.today)
            }
            guard let record else { throw Problem.notFound }
            let own = MeetingRecord.Signer.allCases.first {
                record.person($0).isReader && record.signature(of: $0) == nil
            }
            guard let signer = paper ?? own else { throw Problem.notFound }
            let isLate = signer == .recorder && today > record.inTimeUntil
            return FormRoute.Asked(
                back: ConfirmPage.Back(.meeting(id), listing.title(words)),
                intro: paper == nil
                    ? words(.signMinutesIntro)
                    : words(.signOnPaperIntro, ["name": record.person(signer).name]),
                fields: isLate ? [MeetingRecordFields.lateReason.asked(words).needed] : [],
                fixed: [
                    "signer": .string(signer.rawValue), "digest": .string(record.digest),
                    "onPaper": .bool(paper != nil),
                ])
        } next: { visit, _ in
            LocalPath.meeting(try visit.id("meeting")).with(.recorded)
        },
        FormRoute("/meetings/{meeting}/steps/new", API.noteOrgLifeStep, .noteOrgLifeStep) { visit in
            let (listing, back) = try await visit.meetingAsked()
            guard listing.meeting.hasSteps else { throw Problem.notFound }
            let steps = try await visit.read { try $0.orgLifeSteps(of: listing) }
            let next = steps.first { $0.doneOn == nil }?.step.rawValue
            let today = try await visit.read { $0.today }
            let words = visit.words
            return FormRoute.Asked(
                back: back,
                fields: [
                    NotedStep.step.asked(
                        words, by: .choice(OrgLifeStep.allCases.map { FormField.Choice($0, words) }), first: next),
                    NotedStep.on.asked(words, first: today.description),
                ])
        } next: { visit, _ in
            LocalPath.meeting(try visit.id("meeting")).with(.recorded)
        },
        FormRoute("/meetings/{meeting}/results/new", API.noteDecisionResult, .noteDecisionResult) { visit in
            let (listing, back) = try await visit.meetingAsked()
            let words = visit.words
            let (record, today) = try await visit.read { (try $0.meetingRecord(of: listing), $0.today) }
            let decisions = record?.decisions ?? []
            guard !decisions.isEmpty else { throw Problem.notFound }
            return FormRoute.Asked(
                back: back, intro: words(.noteDecisionResultIntro),
                fields: [
                    DecisionResultFields.decision.asked(
                        words,
                        by: .choice(
                            decisions.enumerated().map { index, decision in
                                FormField.Choice(
                                    code: String(index + 1), label: "\(index + 1) \(decision.text.string.prefix(60))")
                            })),
                    PlanFields.result.asked(
                        words, by: .choice(WorkResult.Kind.allCases.map { FormField.Choice($0, words) })),
                    DecisionResultFields.said.asked(words),
                    DecisionResultFields.on.asked(words, first: today.description),
                ],
                completing: { body in
                    let place = body["decision"]??.string?.asciiNumber
                    return place.map { body.merging(["decision": JSON($0)]) { _, number in number } } ?? body
                })
        } next: { visit, _ in
            LocalPath.meeting(try visit.id("meeting")).with(.recorded)
        },
        FormRoute("/meetings/{meeting}/amend", API.amendMinutes, .amendMinutes) { visit in
            FormRoute.Asked(
                back: try await visit.meetingAsked().back, intro: visit.words(.amendMinutesIntro),
                fields: [MeetingRecordFields.amendment.asked(visit.words)])
        } next: { visit, _ in
            LocalPath.meeting(try visit.id("meeting")).with(.recorded)
        },
        FormRoute("/meetings/{meeting}/make-up", API.makeUpMeeting, .makeUpMeeting) { visit in
            let (listing, back) = try await visit.meetingAsked()
            let record = try await visit.read { try $0.meetingRecord(of: listing) }
            let missing = (record?.roll ?? []).filter { $0.isEntitled && $0.state != .present && $0.state != nil }
            let words = visit.words
            return FormRoute.Asked(
                back: back, intro: words(.makeUpMeetingIntro),
                fields: [
                    MeetingRecordFields.member.asked(
                        words,
                        by: .choice(
                            missing.map {
                                FormField.Choice(
                                    code: $0.member.number.text, label: "\($0.member.name) \($0.member.number.text)")
                            })),
                    MeetingRecordFields.on.asked(words), MeetingRecordFields.form.asked(words),
                ])
        } next: { visit, _ in
            LocalPath.meeting(try visit.id("meeting")).with(.recorded)
        },
    ]

    private static func activity(
        _ activity: MeetingActivity, of meeting: Meeting, _ words: Words
    ) -> [FormRoute.Field] {
        let forms = MeetingActivity.Form.allCases.map { FormField.Choice($0, words) }
        let scales = MeetingActivity.Scale.allCases.map { FormField.Choice($0, words) }
        let ofAll = [
            MeetingRecordFields.activityForm.asked(
                words, by: .choice([.none] + forms), first: activity.form?.rawValue),
            MeetingRecordFields.scale.asked(words, by: .choice([.none] + scales), first: activity.scale?.rawValue),
            MeetingRecordFields.changed.asked(words, first: activity.changed?.string),
            MeetingRecordFields.changedFor.asked(words, first: activity.changedFor?.string),
            MeetingRecordFields.seenBy.asked(words, first: activity.seenBy?.string),
        ]
        guard meeting.kind == .lecture || meeting.also == .lecture else { return ofAll }
        return [
            MeetingRecordFields.speaker.asked(words, first: activity.speaker?.string),
            MeetingRecordFields.lecture.asked(words, first: activity.lecture?.string),
            MeetingRecordFields.hours.asked(words, first: activity.hours?.description),
        ] + ofAll
    }

    private static func items(_ items: [MeetingRecord.Item]) -> FormRoute.Rows {
        FormRoute.Rows(
            name: "items", label: .meetingItems,
            columns: [
                FormRoute.Field("title", .plain, .minutesItem),
                FormRoute.Field("planned", .number, .minutesPlanned, isOptional: true),
                FormRoute.Field("taken", .number, .minutesTaken, isOptional: true),
                FormRoute.Field("said", .long, .minutesSaid, maximum: MeetingRecord.longest, isOptional: true),
                FormRoute.Field("dissent", .long, .minutesDissent, maximum: MeetingRecord.longest, isOptional: true),
            ], hint: .meetingItemsHint,
            values: items.map { item in
                [
                    "title": item.title.string, "planned": item.planned.map(String.init),
                    "taken": item.taken.map(String.init), "said": item.said?.string, "dissent": item.dissent?.string,
                ].compactMapValues(\.self)
            }, maximum: MeetingRecord.Item.most)
    }

    private static func decisions(_ decisions: [MeetingRecord.Decision]) -> FormRoute.Rows {
        FormRoute.Rows(
            name: "decisions", label: .meetingDecisions,
            columns: [
                FormRoute.Field("decision", .long, .minutesDecision, maximum: MeetingRecord.longest),
                FormRoute.Field("answerable", .plain, .minutesAnswerable, isOptional: true),
                FormRoute.Field("due", .date, .minutesDue, isOptional: true),
            ], hint: .meetingDecisionsHint,
            values: decisions.map { decision in
                [
                    "decision": decision.text.string, "answerable": decision.answerable?.string,
                    "due": decision.due?.description,
                ].compactMapValues(\.self)
            }, maximum: MeetingRecord.Decision.most)
    }
}

extension Visit {
    fileprivate func branchMeetings() async throws -> BranchMeetingsPage.Content {
        let id: ID<Branch> = try self.id("branch")
        let year = query["year"]?.asciiNumber
        return try await read { try BranchMeetingsPage.Content($0, id, year: year) }
    }
}
