import Domain
import Storage

extension Shape<YearAtAGlance> {
    private static let best = Shape<(area: Code, name: String, months: Int)>(
        "BestAreaOfYear",
        [
            .init("area", .code) { .string($0.area.text) }, .init("name", .text) { .string($0.name) },
            .init("months", .count.means("In how many it won.")) { JSON($0.months) },
        ])

    private static let held = Shape<(kind: Meeting.Kind, count: Int)>(
        "MeetingsOfYear",
        [
            .init("kind", .choice(Meeting.Kind.self)) { .string($0.kind.rawValue) },
            .init("count", .count) { JSON($0.count) },
        ])

    private static let campaign = Shape<LedgerListing>(
        "CampaignOfYear",
        [
            .init("id", .id) { JSON($0.id) }, .init("title", .text) { .string($0.title) },
            .init("goals", .lines(1000)) { .string($0.content.text(.goals)?.string ?? "") },
            .init("state", .choice(LedgerState.self)) { .string($0.state.rawValue) },
            .init("milestones", .count) { entry in JSON(entry.steps.count { $0.kind == .reached }) },
            .init("whatStays", .lines(500).orNull) { JSON($0.whatStays) },
        ])

    static let yearAtAGlance = Shape(
        "YearAtAGlance",
        [
            Field("branch", .code) { .string($0.book.branch.code.text) },
            Field("name", .text.means("At the year's end.")) { .string($0.book.name) },
            Field("year", .integer(2000...2199)) { JSON($0.book.year) },
            Field("day", .date.means("As of which it is told.")) { JSON($0.book.day) },
            Field("members", .count) { JSON($0.book.roster.count) },
            Field("months", .count.means("Months of the assessment that were opened.")) { JSON($0.book.months.count) },
            Field("endedMonths", .count) { JSON($0.endedMonths) },
            Field("best", .list(best.schema)) { JSON($0.best, best.json) },
            Field("meetings", .list(held.schema)) { year in
                JSON(YearAtAGlance.kinds.map { (kind: $0, count: year.held($0)) }, held.json)
            },
            .nested("attendance", .tally) { $0.tally },
            Field("findings", .count.means("Given in the year.")) { JSON($0.findings.count) },
            Field("closedFindings", .count) { JSON($0.closedFindings.count) },
            Field("closedInTime", .count) { year in JSON(year.closedFindings.count { !$0.course.wasClosedLate }) },
            Field("planItems", .count) { JSON($0.plan.count) },
            Field("planItemsDone", .count) { year in JSON(year.plan.count { $0.status == .done }) },
            Field("deeds", .count) { JSON($0.deeds.count) },
            Field("deedsDone", .count) { year in JSON(year.deeds.count { $0.state != .open }) },
            Field("deedsSatisfied", .count) { JSON($0.satisfied) },
            Field("publicity", .count) { JSON($0.publicity.count) },
            Field("publicityFollowedUp", .count) { JSON($0.followedUp) },
            Field("trained", .count.means("Members with the usual hours.")) { JSON($0.trained) },
            Field("meanHours", .points.orNull.means("Of study; null for nobody.")) { JSON($0.meanHours) },
            Field("papers", .count) { JSON($0.papers.count) },
            Field("gradedPapers", .count) { year in JSON(year.papers.count { $0.state == .graded }) },
            Field("motions", .count) { JSON($0.motions.count) },
            Field("carriedMotions", .count) { JSON($0.carriedMotions) },
            Field("elections", .count) { JSON($0.elections.count) },
            Field("elected", .count) { JSON($0.elected) },
            .list("campaigns", campaign) { $0.campaigns },
            Field("openFindings", .count.means("Of those given in the year.")) { year in
                JSON(year.findings.count { $0.course.status.isOpen })
            },
            Field("openPlanItems", .count) { year in JSON(year.plan.count { $0.status == .open }) },
            Field("openDeeds", .count) { year in JSON(year.deeds.count { $0.state == .open }) },
        ])
}

extension YearAtAGlance {
    /// Of a branch's meetings.
    static let kinds = Meeting.Kind.allCases.filter { !$0.isOfCommittee }
}

extension LedgerListing {
    /// What a campaign that ended leaves.
    var whatStays: String? { steps.last { $0.kind == .ended }?.content.text(.whatStays)?.string }
}

extension API {
    private static let query: [Operation.Query] = [.required("year", .integer(2000...2199))]

    static let showYearAtAGlance: Operation = .get(
        "showYearAtAGlance", "/branches/{branch}/year", .diagnosis,
        "What a branch's year came to, on one page: areas, meetings, findings, deeds, study, papers, votes, campaigns",
        needing: [.readMeetings], query: query, returns: Shape.yearAtAGlance.schema
    ) { call, transaction in
        .json(Shape.yearAtAGlance.json(try yearAtAGlance(call, transaction)))
    }

    static let yearAtAGlanceDocument: Operation = .document(
        "yearAtAGlanceDocument", "/branches/{branch}/year.docx", .diagnosis,
        "What a branch's year came to as a document for word processors, as its page prints it",
        needing: [.readMeetings], query: query
    ) { call, transaction, words in
        YearAtAGlancePage.document(try yearAtAGlance(call, transaction), words)
    }

    private static func yearAtAGlance(_ call: Call, _ transaction: Transaction) throws -> YearAtAGlance {
        try transaction.yearAtAGlance(of: call.id("branch"), in: call.query["year"]?.asciiNumber ?? 0)
    }
}

extension Transaction {
    func yearAtAGlance(of branch: ID<Branch>, in year: Int) throws -> YearAtAGlance {
        try yearAtAGlance(of: branch, in: year, by: CadenceSeed.rules())
    }
}
