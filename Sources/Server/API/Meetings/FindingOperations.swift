import Domain
import Storage

/// A finding as it stands on a day.
struct FindingOnDay: Sendable {
    let listing: FindingListing
    let today: LocalDate
}

extension Shape<FindingOnDay> {
    static let finding = Shape(
        "Finding",
        [
            Field("id", .id) { JSON($0.listing.id) },
            Field("number", .text.means("Of the committee and its year; never used again.")) {
                .string($0.listing.number.text)
            },
            Field("committee", .code) { .string($0.listing.committeeCode.text) },
            Field("branch", .code) { .string($0.listing.branchCode.text) },
            Field("source", .choice(Finding.Source.self)) { .string($0.listing.matter.source.rawValue) },
            Field("meeting", .id.orNull) { JSON($0.listing.matter.meeting) },
            Field("reference", .text(Finding.referenceMaximum).orNull) { JSON($0.listing.matter.reference?.string) },
            Field("scope", .choice(Finding.Scope.self)) { .string($0.listing.matter.scope.rawValue) },
            Field("what", .lines(Finding.whatMaximum)) { .string($0.listing.matter.what.string) },
            Field("direction", .lines(Finding.whatMaximum)) { .string($0.listing.matter.direction.string) },
            Field("cause", .lines(Finding.whatMaximum).orNull) { JSON($0.listing.matter.cause?.string) },
            Field("category", .choice(Finding.Category.self)) { .string($0.listing.matter.category.rawValue) },
            Field("standard", .lines(Finding.standardMaximum).orNull) { JSON($0.listing.matter.standard?.string) },
            Field("class", .choice(Finding.Handling.self)) { .string($0.listing.course.handling.rawValue) },
            Field("interval", .integer(1...24).orNull.means("Months between two reviews of what is standing.")) {
                $0.listing.course.interval.map { JSON($0) } ?? .null
            },
            Field("office", .choice(Appointment.Office.self).means("Which of the branch's answers for it.")) {
                .string($0.listing.matter.office.rawValue)
            },
            .nested("holder", optional: .person) { $0.listing.holder },
            Field("own", .boolean.means("Given by the branch to itself.")) { .bool($0.listing.isOwn) },
            Field("givenOn", .date) { JSON($0.listing.matter.givenOn) },
            Field("givenBy", .text) { .string($0.listing.givenBy) },
            Field("status", .choice(Finding.Status.self)) { .string($0.listing.course.status.rawValue) },
            Field("due", .date.means("Of what is standing, its next review.")) { JSON($0.listing.course.due) },
            Field("firstDue", .date.orNull.means("Whatever was extended; null for what is standing.")) {
                JSON($0.listing.course.firstDue)
            },
            Field("extensions", .count) { JSON($0.listing.course.extensions) },
            Field("relapses", .count) { JSON($0.listing.course.relapses) },
            Field("overdue", .boolean.means("The branch should have reported.")) {
                .bool($0.listing.course.isOverdue(on: $0.today))
            },
            Field("dueSoon", .boolean.means("Due within a week, or the days that its committee has said.")) {
                .bool($0.listing.isDueSoon(on: $0.today))
            },
            .nested("escalation", optional: .escalated) { $0.listing.escalation },
            Field("reportedOn", .date.orNull) { JSON($0.listing.course.reportedOn) },
            Field("closedOn", .date.orNull) { JSON($0.listing.course.closedOn) },
            Field("closedLate", .boolean.means("Closed after it was due: a fact, no score.")) {
                .bool($0.listing.course.wasClosedLate)
            },
            Field("version", .version) { JSON($0.listing.version) },
        ]
    )
}

extension Shape<FindingStep> {
    fileprivate static let step = Shape(
        "FindingStep",
        [
            Field("step", .choice(Finding.Step.Kind.self)) { .string($0.kind.rawValue) },
            Field("text", .reason.orNull.means("What was done, or why.")) { JSON($0.text) },
            Field("evidence", .reason.orNull) { JSON($0.evidence) },
            Field("who", .text.orNull.means("Who carries a measure out; whom a ledger of before names.")) {
                JSON($0.who)
            },
            Field("on", .date.orNull.means("Of a recheck, and of what a ledger of before dates.")) { JSON($0.on) },
            Field("due", .date.orNull.means("Of a measure; otherwise of the finding from then on.")) { JSON($0.due) },
            Field("wasDue", .date.orNull.means("Before it was extended.")) { JSON($0.wasDue) },
            Field("at", .instant) { JSON($0.at) },
            Field("by", .text) { .string($0.by) },
        ]
    )
}

extension Shape<FindingReference> {
    fileprivate static let reference = Shape(
        "FindingReference",
        [
            Field("id", .id) { JSON($0.id) },
            Field("number", .text) { .string($0.number.text) },
            Field("branch", .code) { .string($0.branchCode.text) },
        ]
    )
}

/// A finding with all that became of it, as it stands on a day.
private struct FindingRecord: Sendable {
    let content: FindingContent
    let today: LocalDate

    static let shape = Shape<FindingRecord>(
        "FindingRecord",
        Shape<FindingOnDay>.finding.fields.map { field in
            Shape<FindingRecord>.Field(field.name, field.schema) {
                field.read(FindingOnDay(listing: $0.content.listing, today: $0.today))
            }
        } + [
            .list("steps", .step) { $0.content.steps },
            .list("escalations", .escalated) { $0.content.listing.escalations },
            .list("others", .reference) { $0.content.others },
            Shape<FindingRecord>.Field(
                "next", .list(.choice(Finding.Step.Kind.self)).means("What the reader may do now.")
            ) { JSON($0.content.next) { .string($0.rawValue) } },
        ])
}

extension API {
    /// What was found wanting in branches, and what becomes of it.
    static let findingOperations: [Operation] = [
        listFindings, giveFindings, showFinding, measureFinding, reportFinding, verifyFinding, extendFinding,
        recheckFinding, withdrawFinding, importFindings,
    ]

    static let listFindings: Operation = .list(
        "listFindings", "/findings", .meetings, "Findings in the order they were given, with how far they are",
        needing: [.readFindings],
        query: [
            .optional("branch", .code), .optional("year", .integer(2000...2199).means("Of which the number is.")),
            .optional("status", .choice(Finding.Status.self)),
            .optional(
                "reference",
                .text(Finding.referenceMaximum).means(
                    "Exactly so; of those made from an inspection on record, such as 检查〔2026〕12号.")),
            .optional("open", .boolean.means("Those alone about which something is still to be done.")),
            .optional("overdue", .boolean.means("Those alone that the branch should have reported.")),
        ], of: .finding
    ) { call, transaction in
        let filter = FindingFilter(
            branch: try call.query["branch"].map { try transaction.requireBranch($0) },
            year: call.query["year"]?.asciiNumber,
            status: call.query["status"].flatMap(Finding.Status.init(rawValue:)),
            isOverdue: call.queryFlag("overdue"), isOpen: call.queryFlag("open"),
            reference: call.query["reference"].map { Text(kept: $0) })
        let today = transaction.today
        return try transaction.findings(filter, call.page()).map { FindingOnDay(listing: $0, today: today) }
    }

    static let giveFindings: Operation = .post(
        "giveFindings", "/findings", .meetings,
        "Give a finding to branches, one for each with the one text; a branch gives itself what it has found itself",
        needing: [.giveFindings, .answerFindings], asking: NewFinding.asked,
        returns: .list(Shape<FindingOnDay>.finding.schema)
    ) { _, new, transaction in
        let today = transaction.today
        let given = try transaction.giveFindings(new.matter, to: new.branches)
        return .json(JSON(given.map { FindingOnDay(listing: $0, today: today) }, Shape.finding.json))
    }

    static let showFinding: Operation = .get(
        "showFinding", "/findings/{finding}", .meetings, "One finding, with all that became of it",
        needing: [.readFindings], returns: FindingRecord.shape.schema
    ) { call, transaction in
        let content = try transaction.findingContent(call.id("finding"))
        return .json(
            FindingRecord.shape.json(FindingRecord(content: content, today: transaction.today)),
            version: content.listing.version)
    }

    static let measureFinding: Operation = step(
        "measureFinding", "measures", "Write a measure down: what is done about it, by whom, by when",
        needing: [.answerFindings],
        Asking("NewFindingMeasure") { input in
            let (text, who) = (input.take(FindingFields.measure), input.take(FindingFields.who))
            let due = input.take(FindingFields.measureDue)
            guard let text, let who, let due else { return nil }
            return .measured(Finding.Measure(text: text, who: who, due: due))
        })

    static let reportFinding: Operation = step(
        "reportFinding", "report", "Report, as the branch, that it is done; somebody else verifies it",
        needing: [.answerFindings],
        Asking("FindingReport") { input in
            let (text, evidence) = (input.take(FindingFields.report), input.take(FindingFields.evidence))
            guard let text, let evidence else { return nil }
            return .reported(text, evidence: evidence)
        })

    static let verifyFinding: Operation = step(
        "verifyFinding", "verify", "Verify what was reported: it is closed, or returned with the reason",
        needing: [.giveFindings, .answerFindings],
        Asking("FindingVerdict") { input in
            let verdict = input.take(FindingFields.verdict)
            let reason = input.take(FindingFields.verdictReason)
            guard let verdict, let reason else { return nil }
            return input.decide { errors in
                switch (verdict, reason) {
                case (.closed, let note): return .closed(note: note)
                case (.returned, let reason?): return .returned(reason: reason)
                case (.returned, nil):
                    errors.add("reason", .required, "why it is returned")
                    return nil
                }
            }
        })

    static let extendFinding: Operation = step(
        "extendFinding", "extend", "Give more time, with the reason; when it was due first stays beside it",
        needing: [.giveFindings, .answerFindings],
        Asking("FindingExtension") { input in
            let (due, reason) = (input.take(FindingFields.newDue), input.take(FindingFields.reason))
            guard let due, let reason else { return nil }
            return .extended(to: due, reason: reason)
        })

    static let recheckFinding: Operation = step(
        "recheckFinding", "recheck",
        "Look again at one that was closed: it stands, or it has relapsed and is open again under its number",
        needing: [.giveFindings, .answerFindings],
        Asking("FindingRecheck") { input in
            let (on, outcome) = (input.take(FindingFields.on), input.take(FindingFields.outcome))
            let (reason, due) = (input.take(FindingFields.recheckReason), input.take(FindingFields.recheckDue))
            guard let on, let outcome, let reason, let due, let today = try input.look({ $0.today }) else { return nil }
            return input.decide { errors in
                switch (outcome, reason) {
                case (.stands, let note):
                    if due != nil { errors.add("due", .conflict, "only what has relapsed is due again") }
                    return .stands(on: on ?? today, note: note)
                case (.relapsed, let reason?): return .relapsed(on: on ?? today, reason: reason, due: due)
                case (.relapsed, nil):
                    errors.add("reason", .required, "what is there again")
                    return nil
                }
            }
        })

    static let withdrawFinding: Operation = step(
        "withdrawFinding", "withdraw", "Withdraw a finding, with the reason; it keeps its number",
        needing: [.giveFindings, .answerFindings],
        Asking("FindingWithdrawal") { input in input.take(FindingFields.reason).map { .withdrawn(reason: $0) } })

    private static func step(
        _ id: String, _ part: String, _ summary: String, needing need: Operation.Need, _ asked: Asking<Finding.Step>
    ) -> Operation {
        .post(
            id, "/findings/{finding}/\(part)", .meetings, summary, needing: need, asking: asked, makesNew: false,
            returns: Shape<FindingOnDay>.finding.schema
        ) { call, step, transaction in
            let listing = try transaction.take(step, of: call.id("finding"))
            return .json(
                Shape.finding.json(FindingOnDay(listing: listing, today: transaction.today)), version: listing.version)
        }
    }
}
