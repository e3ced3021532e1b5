import Domain
import Testing

@testable import Storage

/// Every list of the API, with the way SQLite goes about it: nothing is gone through that grows with the years, except a
/// list itself, in its own order and from the cursor on.
@Suite struct ListPlanTests {
    /// A list with its filters, and what its plan may do.
    struct List: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The table that the list goes through in the order of its pages.
        var walks: Set<String> = []
        /// What bounds the rows that are sorted; nil if none are.
        var sortsWithin: String?
        let run: @Sendable (Transaction, Place) throws -> Void

        init(
            _ name: String, walks: Set<String> = [], sortsWithin: String? = nil,
            _ run: @escaping @Sendable (Transaction, Place) throws -> Void
        ) {
            testDescription = name
            self.walks = walks
            self.sortsWithin = sortsWithin
            self.run = run
        }
    }

    /// What the lists are asked about.
    struct Place: Sendable {
        let bureau: Bureau
        let cycle: ID<Cycle>
        let month: Month
        /// The first page and one further on.
        let page: PageRequest
    }

    static let lists: [List] = [
        // Organisation
        List("committees") { _ = try $0.committees($1.page) },
        List("branches") { _ = try $0.branches($1.page) },
        List("branches by code") { _ = try $0.branches(code: Code("A"), $1.page) },
        List("branches of a committee", sortsWithin: "the committees") {
            _ = try $0.branches(committee: $1.bureau.committee, $1.page)
        },
        List("groups of a branch") { _ = try $0.groups(of: $1.bureau.a) },
        List("members", walks: ["member"]) { _ = try $0.members(MemberFilter(), $1.page) },
        List("members by number") {
            _ = try $0.members(MemberFilter(number: Code("101")), $1.page)
        },
        List("members of a branch", sortsWithin: "one branch") {
            _ = try $0.members(MemberFilter(branch: $1.bureau.a), $1.page)
        },
        List("members by name", walks: ["member"]) {
            _ = try $0.members(MemberFilter(name: "书"), $1.page)
        },
        List("members of a branch by name", sortsWithin: "one branch") {
            _ = try $0.members(MemberFilter(branch: $1.bureau.a, name: "书"), $1.page)
        },
        List("memberships of a member") { _ = try $0.memberships(of: $1.bureau.holder) },
        List("appointments of a branch", sortsWithin: "one branch") {
            _ = try $0.appointments(of: $1.bureau.a, $1.page)
        },
        // Areas
        List("areas", walks: ["responsibility_area"]) { _ = try $0.areas(AreaFilter(), $1.page) },
        List("areas by code") { _ = try $0.areas(AreaFilter(code: Code("A-1")), $1.page) },
        List("areas of a branch") { _ = try $0.areas(AreaFilter(branch: $1.bureau.a), $1.page) },
        List("areas of a kind") { _ = try $0.areas(AreaFilter(kind: .nightMarket), $1.page) },
        List("areas of a member", sortsWithin: "one member") {
            _ = try $0.areas(AreaFilter(holder: $1.bureau.holder), $1.page)
        },
        List("areas of a branch in a month") { _ = try $0.areas(of: $1.bureau.a, in: $1.month) },
        List("assignments of an area", sortsWithin: "one area") { _ = try $0.assignments(of: $1.bureau.area) },
        // Assessment
        List("schemes") { _ = try $0.schemes($1.page) },
        List("cycles", walks: ["cycle"], sortsWithin: "one month") { _ = try $0.cycles(CycleFilter(), $1.page) },
        List("cycles of a month", sortsWithin: "one month") {
            _ = try $0.cycles(CycleFilter(month: $1.month), $1.page)
        },
        List("cycles of a branch") { _ = try $0.cycles(CycleFilter(branch: $1.bureau.a), $1.page) },
        List("cycles by status", walks: ["cycle"], sortsWithin: "one month") {
            _ = try $0.cycles(CycleFilter(status: .open), $1.page)
        },
        List("completeness of a cycle") {
            _ = try $0.completeness(of: $0.cycle($1.cycle))
        },
        List("sheets of a cycle", sortsWithin: "one cycle") { _ = try $0.sheets(of: $1.cycle, $1.page) },
        List("sheets of an area in a cycle", sortsWithin: "one area's month") {
            _ = try $0.sheets(of: $1.cycle, area: $1.bureau.area, $1.page)
        },
        List("sheets of a cycle with those revised", sortsWithin: "one cycle") {
            _ = try $0.sheets(of: $1.cycle, revisions: true, $1.page)
        },
        List("adjustments of a cycle", sortsWithin: "one cycle") { _ = try $0.adjustments(of: $1.cycle, $1.page) },
        List("adjustments of an area in a cycle") {
            _ = try $0.adjustments(of: $1.cycle, area: $1.bureau.area, $1.page)
        },
        List("rankings of a month", sortsWithin: "one month") { _ = try $0.rankings(of: $1.month) },
        List("ranking of a branch in a month") {
            _ = try $0.rankings(of: $1.month, branch: $1.bureau.a)
        },
        List("an area's month explained", sortsWithin: "one cycle") {
            _ = try $0.explanation(of: $1.bureau.area, in: $1.cycle)
        },
        List("comparison of a month", sortsWithin: "one month") { _ = try $0.comparison(of: $1.month) },
        List("inputs that the records make", sortsWithin: "one cycle") {
            _ = try $0.recordedInputs(of: $0.cycle($1.cycle))
        },
        // Awards
        List("snapshots", walks: ["snapshot"]) { _ = try $0.snapshots(CycleFilter(), $1.page) },
        List("snapshots of a month", sortsWithin: "one month") {
            _ = try $0.snapshots(CycleFilter(month: $1.month), $1.page)
        },
        List("snapshots of a branch", sortsWithin: "one branch") {
            _ = try $0.snapshots(CycleFilter(branch: $1.bureau.a), $1.page)
        },
        List("awards", walks: ["award"]) { _ = try $0.awards(AwardFilter(), $1.page) },
        List("awards of a month", walks: ["award"]) {
            _ = try $0.awards(AwardFilter(months: $1.month...$1.month), $1.page)
        },
        List("awards of a branch", sortsWithin: "one branch") {
            _ = try $0.awards(AwardFilter(branch: $1.bureau.a), $1.page)
        },
        List("awards of a member") { _ = try $0.awards(AwardFilter(member: $1.bureau.holder), $1.page) },
        List("awards of a cycle", sortsWithin: "one cycle") { _ = try $0.awards(of: $1.cycle) },
        List("honours of a year", walks: ["cycle"]) { transaction, _ in
            _ = try transaction.honours(of: 2026)
        },
        List("honours of a year in a branch") {
            _ = try $0.honours(of: 2026, branch: $1.bureau.a)
        },
        // Meetings
        List("meetings", walks: ["meeting"]) { _ = try $0.meetings(MeetingFilter(), $1.page) },
        List("meetings of a committee") { _ = try $0.meetings(MeetingFilter(committee: $1.bureau.committee), $1.page) },
        List("meetings of a year", walks: ["meeting"]) { _ = try $0.meetings(MeetingFilter(year: 2026), $1.page) },
        List("meetings by status", walks: ["meeting"]) {
            _ = try $0.meetings(MeetingFilter(status: .scheduled), $1.page)
        },
        List("a committee's calendar") { _ = try $0.calendarFile(of: MeetingFilter(committee: $1.bureau.committee)) },
        List("meetings of some days") {
            _ = try $0.scheduledMeetings(on: [$1.month.firstDay, $1.month.lastDay])
        },
        List("meetings on days off", walks: ["meeting"]) { transaction, _ in _ = try transaction.meetingsOnDaysOff() },
        List("changes of a meeting") { transaction, _ in _ = try transaction.changes(of: ID(1)) },
        // Access
        List("accounts", walks: ["account"]) { _ = try $0.accounts($1.page) },
        List("accounts by name") { _ = try $0.accounts(name: "admin", $1.page) },
        // Bookkeeping
        List("the audit", walks: ["audit"]) { _ = try $0.auditEntries(AuditFilter(), $1.page) },
        List("the audit of an actor") { _ = try $0.auditEntries(AuditFilter(actor: "admin"), $1.page) },
        List("the audit of a member", sortsWithin: "one member") {
            _ = try $0.auditEntries(AuditFilter(member: $1.bureau.holder), $1.page)
        },
        List("the audit of a thing") {
            _ = try $0.auditEntries(AuditFilter(subject: .sheet, subjectID: 1), $1.page)
        },
        List("the audit of some days", walks: ["audit"], sortsWithin: "some days") {
            _ = try $0.auditEntries(
                AuditFilter(days: DateSpan(from: $1.month.firstDay, until: $1.month.lastDay)), $1.page)
        },
        List("the work calendar") { transaction, _ in _ = try transaction.workCalendar() },
        List("a kept reply") { transaction, _ in _ = try transaction.keptReply(key: "k", fingerprint: "f") },
    ]

    /// Cursors that fit every list: keys of a type that a list does not expect stand before everything.
    static let cursors: [Cursor?] = [nil, Cursor([.string("2026-01"), .string("A")]), Cursor([JSON(1), JSON(1)])]

    @Test(arguments: lists)
    func `no list goes through what grows with the years`(_ list: List) async throws {
        let bureau = try await Bureau()
        let cycle = try await bureau.finalMonth()
        var walked: Set<String> = []
        var sorts = false
        for cursor in Self.cursors {
            let place = Place(
                bureau: bureau, cycle: cycle, month: try Month(parsing: "2026-11"),
                page: PageRequest(limit: 10, after: cursor)
            )
            for plan in try await plans(of: list, at: place) {
                #expect(plan.walked.isSubset(of: list.walks), "\(plan.query) \(plan.steps)")
                #expect(!plan.scans || cursor == nil, "\(plan.query) \(plan.steps)")
                #expect(!plan.sorts || list.sortsWithin != nil, "\(plan.query) \(plan.steps)")
                walked.formUnion(plan.walked)
                sorts = sorts || plan.sorts
            }
        }
        // What is no longer needed is no longer allowed.
        #expect(walked == list.walks)
        #expect(sorts == (list.sortsWithin != nil))
    }

    private func plans(of list: List, at place: Place) async throws -> [QueryPlan] {
        let store = place.bureau.test.store
        return try await store.engine.read { session in
            let recording = RecordingSession(session)
            let transaction = try Transaction(
                session: recording, principal: TestStore.principal, now: TestStore.start, settings: store.settings,
                keys: store.keys
            )
            try list.run(transaction, place)
            return try recording.plans()
        }
    }

    @Test func `what writes look up is looked up by an index`() async throws {
        let bureau = try await Bureau()
        let cycle = try await bureau.openMonth()
        let store = bureau.test.store
        let plans = try await store.engine.write { session in
            let recording = RecordingSession(session)
            let transaction = try Transaction(
                session: recording, principal: TestStore.principal, now: TestStore.start, settings: store.settings,
                keys: store.keys
            )
            try Self.writeSomeOfEverything(transaction, bureau, cycle)
            return try recording.plans()
        }
        #expect(plans.count > 100)
        for plan in plans {
            #expect(plan.walked.isEmpty || plan.isSweep, "\(plan.query) \(plan.steps)")
            #expect(!plan.scans, "\(plan.query) \(plan.steps)")
        }
    }

    private static func writeSomeOfEverything(
        _ transaction: Transaction, _ bureau: Bureau, _ cycle: ID<Cycle>
    ) throws {
        let appointment = try transaction.appoint(bureau.secretary, to: .secretary, in: bureau.a, from: nil)
        _ = try transaction.endAppointment(appointment.appointment.id, on: transaction.today)
        _ = try transaction.changeMember(bureau.holder, to: Bureau.draft("102", "党员"), ifVersion: nil)
        _ = try transaction.importMember(Bureau.draft("102", "党员甲"), branch: bureau.a, group: nil)
        _ = try transaction.assign(
            bureau.area, to: bureau.secretary, from: transaction.today, tasks: [Assignment.Task(objective: "无占道")]
        )
        _ = try transaction.transferMember(
            bureau.other, to: bureau.a, group: bureau.group, on: transaction.today, reason: Text("调动")
        )
        _ = try transaction.submitSheet(
            in: cycle, area: "A-1", tier: .own, assessor: "101",
            points: ["order": Points(hundredths: 5500), "service": Points(hundredths: 3600)], comment: nil,
            lateReason: nil, revisionReason: nil
        )
        let adjustments = try transaction.adjustments(of: cycle).items
        for adjustment in adjustments {
            let revised = try transaction.reviseAdjustment(
                adjustment.id, times: 2, reason: nil, happenedOn: nil, lateReason: nil, revisionReason: "漏记"
            )
            _ = try transaction.withdrawAdjustment(revised.id, revisionReason: "误记")
        }
        let year = try transaction.scheduleYear(
            2027, of: bureau.committee, by: MeetingRule(parsing: "2nd Tuesday 09:00"), minutes: 90,
            place: Text("301会议室")
        )
        for entry in year.scheduled.prefix(1) {
            _ = try transaction.moveMeeting(
                entry.listing.id, by: Meeting.Slot.Change(place: Text("302会议室")), reason: Text("占用")
            )
            _ = try transaction.cancelMeeting(entry.listing.id, reason: Text("停开"))
        }
        _ = try transaction.closeCycle(cycle)
        _ = try transaction.postCycle(cycle)
        _ = try transaction.endWithoutAward(cycle, reason: Text("复查"))
        try transaction.keep(KeptReply(status: 200, headers: [:], body: []), key: "k", fingerprint: "f")
    }
}

extension QueryPlan {
    /// Forgets kept replies past their time: as many as are forgotten.
    fileprivate var isSweep: Bool { query.hasPrefix("DELETE FROM kept_reply WHERE kept_at <=") }
}
