import Domain
import Storage

extension Shape<EligibilityListing> {
    static let eligibilityNote = Shape(
        "EligibilityNote",
        [
            Field("id", .id) { JSON($0.id) },
            Field("number", .text.means("Of the committee and its year; never used again.")) {
                .string($0.number.text)
            },
            Field("committee", .code) { .string($0.number.committee.text) },
            Field("recordedOn", .date) { JSON($0.recordedOn) },
            Field("closing", .choice(EligibilityNote.Closing.Kind.self).orNull.means("null while it stands.")) {
                JSON($0.closing?.rawValue)
            },
            .nested("member", optional: .person) { $0.member },
        ]
    )
}

extension Shape<DisclosedEligibility.DecisionListing> {
    fileprivate static let weighed = Shape(
        "WeighedEligibility",
        [
            Field("month", .month) { JSON($0.month) },
            Field("branch", .code) { .string($0.branch.text) },
            Field("outcome", .choice(EligibilityDecision.Outcome.self)) { .string($0.outcome.rawValue) },
            Field("reason", .reason) { .string($0.reason) },
            Field("on", .date) { JSON($0.on) },
            Field("by", .text) { .string($0.by) },
        ]
    )
}

extension Shape<DisclosedEligibility> {
    /// What a record says, to the committee's office.
    fileprivate static let disclosed = Shape(
        "DisclosedEligibility",
        [
            .nested("note", .eligibilityNote) { $0.listing },
            Field("kind", .choice(EligibilityNote.Kind.self)) { .string($0.ground.kind.rawValue) },
            Field("sanction", .choice(EligibilityNote.Sanction.self).orNull) { JSON($0.ground.sanction?.rawValue) },
            Field("from", .date.orNull) { JSON($0.ground.from) },
            Field("until", .date.orNull) { JSON($0.ground.until) },
            Field("document", .text.orNull) { JSON($0.ground.document) },
            Field("year", .integer(2000...2199).orNull) { $0.ground.year.map { JSON($0) } ?? .null },
            Field("grade", .choice(EligibilityNote.Grade.self).orNull) { JSON($0.ground.grade?.rawValue) },
            Field("endedOn", .date.orNull) { JSON($0.closing?.endedOn) },
            Field("closingReason", .reason.orNull) { JSON($0.closingReason) },
            Field("recordedBy", .text) { .string($0.recordedBy) },
            .list("decisions", .weighed) { $0.decisions },
        ]
    )
}

extension EligibilityNote.Ground {
    var sanction: EligibilityNote.Sanction? {
        if case .sanction(let sanction, _, _, _) = self { sanction } else { nil }
    }
    var from: LocalDate? {
        switch self {
        case .sanction(_, let from, _, _), .investigation(let from): from
        case .appraisal: nil
        }
    }
    var until: LocalDate? { if case .sanction(_, _, let until, _) = self { until } else { nil } }
    var document: String? { if case .sanction(_, _, _, let document) = self { document?.string } else { nil } }
    var year: Int? { if case .appraisal(let year, _) = self { year } else { nil } }
    var grade: EligibilityNote.Grade? { if case .appraisal(_, let grade) = self { grade } else { nil } }
}

extension EligibilityNote.Closing {
    var endedOn: LocalDate? { if case .ended(let day) = self { day } else { nil } }
}

extension Shape<PlaceReference> {
    static let place = Shape(
        "AreaReference",
        [
            Field("code", .code) { .string($0.code.text) },
            Field("name", .text) { .string($0.name) },
        ]
    )
}

extension Shape<EligibilityCase.NoteReference> {
    fileprivate static let note = Shape(
        "EligibilityNoteReference",
        [
            Field("id", .id) { JSON($0.id) },
            Field("number", .text) { .string($0.number.text) },
        ]
    )
}

extension Shape<EligibilityCase.Decided> {
    fileprivate static let decided = Shape(
        "EligibilityDecision",
        [
            Field("outcome", .choice(EligibilityDecision.Outcome.self)) { .string($0.outcome.rawValue) },
            Field("on", .date) { JSON($0.on) },
            Field("by", .text) { .string($0.by) },
        ]
    )
}

extension Shape<EligibilityCase> {
    fileprivate static let eligibilityCase = Shape(
        "EligibilityCase",
        [
            .nested("member", .person) { $0.member },
            .list("areas", .place) { $0.areas },
            .list("notes", .note) { $0.notes },
            .nested("decision", optional: .decided) { $0.decision },
            Field("awaited", .boolean.means("The month becomes final once this is decided.")) { .bool($0.isAwaited) },
        ]
    )
}

extension Shape<WithheldHonour> {
    /// An honour of a final month that was not given, with nothing of why.
    static let withheldHonour = Shape(
        "WithheldHonour",
        [
            Field("area", .code) { .string($0.area.text) },
            .nested("member", .person) { $0.member },
            Field("on", .date) { JSON($0.on) },
        ]
    )
}

extension API {
    /// What is weighed before an honour becomes final, and what the committee's office decides.
    static let eligibilityOperations: [Operation] = [
        listEligibilityNotes, recordEligibilityNote, discloseEligibilityNote, endEligibilityNote,
        withdrawEligibilityNote, showEligibility, decideEligibility,
    ]

    static let listEligibilityNotes: Operation = .list(
        "listEligibilityNotes", "/eligibility-notes", .awards,
        "Records that are weighed before an honour becomes final: their numbers; to the committee's office also of whom",
        needing: [.examineEligibility, .readAudit],
        query: [
            .optional("member", .code.means("For the committee's office alone.")),
            .optional("standing", .boolean.means("Those alone that were neither ended nor withdrawn.")),
        ], of: .eligibilityNote
    ) { call, transaction in
        try transaction.eligibilityNotes(
            EligibilityFilter(
                member: call.query["member"].map { try transaction.requireMember($0) },
                stands: call.queryFlag("standing")),
            call.page())
    }

    static let recordEligibilityNote: Operation = .post(
        "recordEligibilityNote", "/members/{member}/eligibility-notes", .awards,
        "Record a sanction, an appraisal below competent or an investigation, as the committee's office; encrypted",
        needing: [.examineEligibility], asking: EligibilityFields.asked,
        returns: Shape<EligibilityListing>.eligibilityNote.schema
    ) { call, ground, transaction in
        .json(Shape.eligibilityNote.json(try transaction.recordEligibility(ground, of: call.id("member"))))
    }

    static let discloseEligibilityNote: Operation = .post(
        "discloseEligibilityNote", "/eligibility-notes/{note}/disclosures", .awards,
        "Read what a record says, as the committee's office; the audit keeps who did, and why",
        needing: [.examineEligibility], asking: Asking("EligibilityDisclosure") { $0.take(EligibilityFields.reason) },
        makesNew: false, returns: Shape<DisclosedEligibility>.disclosed.schema
    ) { call, reason, transaction in
        .json(Shape.disclosed.json(try transaction.discloseEligibility(call.id("note"), reason: reason)))
    }.tellingOnce

    static let endEligibilityNote: Operation = .post(
        "endEligibilityNote", "/eligibility-notes/{note}/end", .awards,
        "Say that a sanction or an investigation is in force no more, from which day on and why",
        needing: [.examineEligibility],
        asking: Asking<(on: LocalDate?, reason: Text)>("EligibilityEnd") { input in
            let (on, reason) = (input.take(EligibilityFields.on), input.take(EligibilityFields.reason))
            guard let on, let reason else { return nil }
            return (on, reason)
        }, makesNew: false, returns: Shape<EligibilityListing>.eligibilityNote.schema
    ) { call, asked, transaction in
        .json(
            Shape.eligibilityNote.json(
                try transaction.endEligibility(call.id("note"), on: asked.on, reason: asked.reason)))
    }

    static let withdrawEligibilityNote: Operation = .post(
        "withdrawEligibilityNote", "/eligibility-notes/{note}/withdraw", .awards,
        "Take a record back that should not have been made, with the reason; it stays visible as withdrawn",
        needing: [.examineEligibility],
        asking: Asking("EligibilityWithdrawal") { $0.take(EligibilityFields.reason) }, makesNew: false,
        returns: Shape<EligibilityListing>.eligibilityNote.schema
    ) { call, reason, transaction in
        .json(Shape.eligibilityNote.json(try transaction.withdrawEligibility(call.id("note"), reason: reason)))
    }

    static let showEligibility: Operation = .get(
        "showEligibility", "/cycles/{cycle}/eligibility", .awards,
        "Who holds a winner of the month and has something on record, and what was decided; for the committee's office",
        needing: [.examineEligibility], returns: .list(Shape.eligibilityCase.schema)
    ) { call, transaction in
        .json(JSON(try transaction.eligibility(in: call.id("cycle")), Shape.eligibilityCase.json))
    }

    static let decideEligibility: Operation = .post(
        "decideEligibility", "/cycles/{cycle}/eligibility", .awards,
        "Decide before the month is final whether a winner's holder is given the honour; the ranking stands either way",
        needing: [.examineEligibility], asking: NewEligibilityDecision.asked, makesNew: false,
        returns: .list(Shape.eligibilityCase.schema)
    ) { call, asked, transaction in
        let cases = try transaction.decideEligibility(
            in: call.id("cycle"), of: asked.member, asked.outcome, reason: asked.reason)
        return .json(JSON(cases, Shape.eligibilityCase.json))
    }
}
