import Domain
import Storage

extension Shape<CareListing> {
    fileprivate static let careCase = Shape(
        "CareCase",
        [
            Field("id", .id) { JSON($0.id) }, .nested("member", .person) { $0.member },
            Field("branch", .code) { .string($0.branchCode.text) },
            Field("branchName", .text) { .string($0.branchName) },
            Field("status", .choice(CareCase.Status.self)) { .string($0.status.rawValue) },
            Field("nextVisit", .date.orNull) { JSON($0.nextVisit) },
            Field("reviewDue", .date.means("By when it is looked at again: every year.").orNull) {
                JSON($0.reviewDue)
            },
            Field("recordedOn", .date) { JSON($0.recordedOn) }, Field("recordedBy", .text) { .string($0.recordedBy) },
        ])
}

extension Shape<CareCase.Facts> {
    fileprivate static let careFacts = Shape(
        "CareFacts",
        [
            CareFields.kind.told, CareFields.cause.told, CareFields.income.told, CareFields.sources.told,
            CareFields.needs.told,
        ])
}

/// A step with whether it was taken back.
private struct ToldStep: Sendable {
    let step: CareStep
    let isWithdrawn: Bool
}

extension Shape<ToldStep> {
    fileprivate static let careStep = Shape(
        "CareStep",
        [
            Field("id", .id) { JSON($0.step.id) },
            Field("step", .choice(CareStep.Kind.self)) { .string($0.step.content.kind.rawValue) },
            Field("on", .date.orNull) { JSON($0.step.content.day) },
            Field("withdrawn", .boolean.means("Whether it was entered wrongly.")) { .bool($0.isWithdrawn) },
            .nested("facts", optional: .careFacts) {
                if case .review(let facts, _) = $0.step.content { facts } else { nil }
            },
            .nested("aid", optional: .careAid) { if case .aid(let aid) = $0.step.content { aid } else { nil } },
            .nested("visit", optional: .careVisit) {
                if case .visit(let visit) = $0.step.content { visit } else { nil }
            },
            Field("of", .id.orNull) {
                if case .withdrawal(let of, _) = $0.step.content { JSON(of) } else { .null }
            },
            Field("why", .reason.orNull) {
                switch $0.step.content {
                case .closing(_, let why), .withdrawal(_, let why): .string(why.string)
                case .review, .aid, .visit: .null
                }
            },
            Field("recordedOn", .date) { JSON($0.step.recorded) }, Field("recordedBy", .text) { .string($0.step.by) },
        ])
}

extension Shape<CareStep.Aid> {
    fileprivate static let careAid = Shape(
        "CareAidGiven",
        [
            Field("what", .text(CareStep.whatMaximum)) { .string($0.what.string) },
            Field("value", .count.means("In fen.").orNull) { $0.value.map { JSON($0.fen) } ?? .null },
            Field("source", .choice(CareStep.Aid.Source.self)) { .string($0.source.rawValue) },
            Field("by", .text(CareCase.byMaximum)) { .string($0.by.string) },
        ])
}

extension Shape<CareStep.Visit> {
    fileprivate static let careVisit = Shape(
        "CareVisitMade",
        [
            Field("who", .text(CareCase.byMaximum)) { .string($0.who.string) },
            Field("next", .lines(CareStep.nextMaximum).orNull) { JSON($0.next?.string) },
            Field("nextVisit", .date.orNull) { JSON($0.nextVisit) },
        ])
}

extension Shape<CareRecord> {
    fileprivate static let careRecord = Shape(
        "CareRecord",
        [
            .nested("case", .careCase) { $0.listing }, CareFields.consent.told, CareFields.recognised.told,
            CareFields.recogniser.told, .nested("first", .careFacts) { $0.care.first },
            .nested("now", .careFacts) { $0.care.facts },
            .list("steps", .careStep) { record in
                let withdrawn = record.care.withdrawn
                return record.care.steps.map { ToldStep(step: $0, isWithdrawn: withdrawn.contains($0.id)) }
            },
        ])
}

extension Shape<CareCountListing> {
    fileprivate static let careCounts = Shape(
        "CareCounts",
        [
            Field("code", .code) { .string($0.code.text) }, Field("name", .text) { .string($0.name) },
            Field("committee", .boolean.means("Whether it is of a committee; otherwise of a branch.")) {
                .bool($0.isOfCommittee)
            },
            .list("kinds", .careCount) { listing in
                CareCase.Kind.allCases.map { ToldCount(kind: $0, count: listing.counts.kinds[$0]) }
            },
            Field("total", .count.means("Null where it is not told.").orNull) {
                $0.counts.total.map { JSON($0) } ?? .null
            },
        ])
}

/// How many there are of a kind; nil where that is not told.
private struct ToldCount: Sendable {
    let kind: CareCase.Kind
    let count: Int?
}

extension Shape<ToldCount> {
    fileprivate static let careCount = Shape(
        "CareCount",
        [
            Field("kind", .choice(CareCase.Kind.self)) { .string($0.kind.rawValue) },
            Field(
                "count",
                .count.means("Null for fewer than three, none among them, and where fewer could be reckoned from it.")
                    .orNull
            ) { $0.count.map { JSON($0) } ?? .null },
        ])
}

extension API {
    /// Care for members in hardship: for the secretary of the member's branch and the committee's care officer alone.
    static let careOperations: [Operation] = [
        listCareCases, recordCareCase, showCareCase, reviewCareCase, recordCareAid, recordCareVisit, closeCareCase,
        withdrawCareStep, showCareCounts,
    ]

    static let listCareCases: Operation = .get(
        "listCareCases", "/care-cases", .care,
        "The care cases that one keeps: whose they are and what is due, never what they say; the audit keeps the reading",
        needing: [.keepCare], query: [.optional("status", .choice(CareCase.Status.self))],
        returns: .list(Shape<CareListing>.careCase.schema)
    ) { call, transaction in
        let status = call.query["status"].flatMap(CareCase.Status.init(rawValue:))
        return .json(JSON(try transaction.careCases(status), Shape<CareListing>.careCase.json))
    }.leavingTrace

    static let recordCareCase: Operation = .post(
        "recordCareCase", "/care-cases", .care,
        "Open the care case of a member in hardship who agreed to it in writing; encrypted, and never of oneself",
        needing: [.keepCare], asking: NewCareCase.asked, returns: Shape<CareListing>.careCase.schema
    ) { _, new, transaction in
        let listing = try transaction.recordCare(new.care, of: new.member)
        return .json(Shape<CareListing>.careCase.json(listing), location: "/care-cases/\(listing.id.rawValue)")
    }

    static let showCareCase: Operation = .get(
        "showCareCase", "/care-cases/{case}", .care,
        "One care case with all that it says, for whoever keeps it; the audit keeps who read it",
        needing: [.keepCare], returns: Shape<CareRecord>.careRecord.schema
    ) { call, transaction in
        .json(Shape<CareRecord>.careRecord.json(try transaction.careCase(call.id("case"))))
    }.leavingTrace

    static let reviewCareCase: Operation = add(
        "reviewCareCase", "reviews", "Look at a care case again: what is so now; what was said before stays readable",
        CareStep.Content.askedReview)

    static let recordCareAid: Operation = add(
        "recordCareAid", "aids", "Record what a member in hardship was given: what, worth how much, out of what",
        CareStep.Content.askedAid)

    static let recordCareVisit: Operation = add(
        "recordCareVisit", "visits", "Record a visit, what comes next and when the next one is due",
        CareStep.Content.askedVisit)

    static let closeCareCase: Operation = add(
        "closeCareCase", "close", "Close a care case, with the day and the reason; it stays readable",
        CareStep.Content.askedClosing)

    static let withdrawCareStep: Operation = add(
        "withdrawCareStep", "withdraw-step", "Take an aid or a visit back that was entered wrongly; it stays readable",
        CareStep.Content.askedWithdrawal)

    private static func add(
        _ id: String, _ part: String, _ summary: String, _ asked: Asking<CareStep.Content>
    ) -> Operation {
        .post(
            id, "/care-cases/{case}/\(part)", .care, summary, needing: [.keepCare], asking: asked, makesNew: false,
            returns: Shape<CareListing>.careCase.schema
        ) { call, content, transaction in
            .json(Shape<CareListing>.careCase.json(try transaction.addCare(content, to: call.id("case"))))
        }
    }

    static let showCareCounts: Operation = .get(
        "showCareCounts", "/care-counts", .care,
        "How many members are in hardship, by kind, in one's branch or committee: numbers from three on",
        needing: [.countCare], returns: .list(Shape<CareCountListing>.careCounts.schema)
    ) { _, transaction in .json(JSON(try transaction.careCounts(), Shape<CareCountListing>.careCounts.json)) }
}
