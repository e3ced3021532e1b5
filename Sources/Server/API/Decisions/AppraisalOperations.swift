import Domain
import Storage

/// What is said where it is so, and bars nothing.
private enum AppraisalWarning: String, CaseIterable {
    case tooManyExcellent
}

extension Shape<AppraisalListing> {
    static let appraisal = Shape(
        "Appraisal",
        [
            Field("id", .id) { JSON($0.id) }, AppraisalFields.branch.told,
            Field("branchName", .text) { .string($0.branchName) }, AppraisalFields.year.told,
            AppraisalFields.heldOn.told, Field("meeting", Schema.id.orNull) { JSON($0.appraisal.meeting) },
            Field("withProbationary", .boolean) { .bool($0.appraisal.takesProbationary) },
            AppraisalFields.status.told,
            Field("roll", .count.means("How many take part.")) { JSON($0.roll) },
            Field("graded", .count.means("How many of them get a grade: who has a vote.")) { JSON($0.graded) },
            .nested("ballots", optional: .appraisalBallots) { $0.ballots },
            Field("excellent", .count.means("null for whoever does not read the grades.").orNull) {
                $0.excellent.map { JSON($0) } ?? .null
            },
            Field("excellentMost", .count.means("A third of those who get a grade.")) { JSON($0.excellentMost) },
            Field("excellentReason", .reason.orNull) { JSON($0.excellentReason) },
            Field("warnings", .list(.choice(AppraisalWarning.self)).means("They bar nothing.")) { listing in
                JSON(listing.hasTooManyExcellent ? [AppraisalWarning.tooManyExcellent] : []) { .string($0.rawValue) }
            },
            Field("untold", .count.means("Of how many something is decided that they were not told yet.")) {
                JSON($0.untold)
            },
            Field("unsigned", .count.means("Of how many something is decided that they have not signed yet.")) {
                JSON($0.unsigned)
            },
            .list("lines", .appraisalLine) { $0.lines }, .list("steps", .appraisalStep) { $0.steps },
            Field("draftedOn", .date) { JSON($0.draftedOn) }, Field("draftedBy", .text) { .string($0.draftedBy) },
        ])
}

extension Shape<AppraisalBallots> {
    fileprivate static let appraisalBallots = Shape(
        "AppraisalBallots",
        [
            Field("present", .count) { JSON($0.present) }, Field("issued", .count) { JSON($0.issued) },
            Field("returned", .count) { JSON($0.returned) }, Field("valid", .count) { JSON($0.valid) },
        ])
}

extension Shape<GradeCounts> {
    fileprivate static let gradeCounts = Shape(
        "GradeCounts",
        Appraisal.Grade.allCases.map { grade in Field(grade.rawValue, .count) { JSON($0[grade]) } })
}

extension Shape<AppraisalGrading> {
    fileprivate static let grading = Shape(
        "AppraisalGrade",
        [
            Field("grade", .choice(Appraisal.Grade.self)) { .string($0.grade.rawValue) },
            Field("reason", .reason.orNull) { JSON($0.reason?.string) },
            Field("checkedOn", .date.means("By the higher organisation, of who is not competent.").orNull) {
                JSON($0.checkedOn)
            },
            Field("document", .text(Appraisal.documentMaximum).orNull) { JSON($0.document?.string) },
        ])
}

extension Shape<AppraisalListing.Signature> {
    fileprivate static let signature = Shape(
        "AppraisalSigned",
        [
            Field("on", .date) { JSON($0.on) }, Field("onPaper", .boolean) { .bool($0.isOnPaper) },
            Field("remark", .lines(Text.reasonMaximum).orNull) { JSON($0.remark) },
            Field("by", .text) { .string($0.by) },
        ])
}

extension Shape<AppraisalListing.Line> {
    fileprivate static let appraisalLine = Shape(
        "AppraisalLine",
        [
            Field("id", .id.means("The member’s.")) { JSON($0.member) }, .nested("member", .person) { $0.person },
            Field("graded", .boolean) { .bool($0.isGraded) },
            Field("statementOn", .date.means("When they said what they think of themselves.").orNull) {
                JSON($0.statementOn)
            },
            Field("opensStatement", .boolean.means("Whether they wrote it here, and the reader may read it.")) {
                .bool($0.opensStatement)
            },
            Field("peersSpoke", .boolean) { .bool($0.peersSpoke) },
            .nested("counts", optional: .gradeCounts) { $0.counts },
            .nested("proposed", optional: .grading) { $0.proposed },
            .nested("decided", optional: .grading) { $0.decided },
            Field("decidedOn", .date.orNull) { JSON($0.decidedOn) },
            Field("toldOn", .date.orNull) { JSON($0.toldOn) },
            .nested("toldBy", optional: .person) { $0.toldBy },
            .nested("signed", optional: .signature) { $0.signature },
            .nested("inputs", optional: .inputs) { $0.inputs },
        ])
}

extension Shape<AppraisalInputs> {
    fileprivate static let inputs = Shape(
        "AppraisalInputs",
        [
            .list("areas", .place) { $0.areas }, Field("monthsRanked", .count) { JSON($0.monthsRanked) },
            Field("monthsWon", .count) { JSON($0.monthsWon) }, Field("vetoes", .count) { JSON($0.vetoes) },
            Field("corrected", .count.means("Areas and months that an upheld objection moved.")) {
                JSON($0.corrected)
            },
            Field("promisesKept", .count) { JSON($0.commitments.kept) },
            Field("promisesKeptPartly", .count) { JSON($0.commitments.partly) },
            Field("promisesNotKept", .count) { JSON($0.commitments.notKept) },
            Field("promisesOpen", .count) { JSON($0.commitments.open) },
            Field("meetingsCalled", .count.means("Of the branch’s meetings of the year.")) {
                JSON($0.attendance.entitled)
            },
            Field("meetingsPresent", .count) { JSON($0.attendance.present) },
            Field("meetingsMadeUp", .count) { JSON($0.attendance.madeUp) },
            Field("honours", .count) { JSON($0.honours.count) },
            .list("sanctions", .sanction) { $0.sanctions },
        ])
}

extension Shape<AppraisalInputs.Sanction> {
    fileprivate static let sanction = Shape(
        "AppraisalSanction",
        [
            Field("motion", .id) { JSON($0.motion) }, Field("number", .text) { .string($0.number.text) },
            Field("title", .text(Motion.titleMaximum)) { .string($0.title) },
        ])
}

extension Shape<AppraisalListing.StepListing> {
    fileprivate static let appraisalStep = Shape(
        "AppraisalStep",
        [
            Field("step", .choice(AppraisalStep.Kind.self)) { .string($0.kind.rawValue) },
            Field("anew", .boolean.means("Whether there was one of the kind before.")) { .bool($0.isAnew) },
            Field("reason", .reason.orNull) { JSON($0.reason) },
            .list("moves", .move) { $0.moves }, Field("takenOn", .date) { JSON($0.on) },
            Field("takenBy", .text) { .string($0.by) },
        ])
}

extension Shape<AppraisalListing.Move> {
    fileprivate static let move = Shape(
        "GradeMove",
        [
            .nested("member", .person) { $0.person },
            Field("from", .choice(Appraisal.Grade.self)) { .string($0.from.rawValue) },
            Field("to", .choice(Appraisal.Grade.self)) { .string($0.to.rawValue) },
        ])
}

/// What a member wrote of themselves.
private struct ToldStatement: Sendable {
    let text: String
    let author: PersonReference
    let writtenOn: LocalDate
}

extension Shape<ToldStatement> {
    fileprivate static let statement = Shape(
        "AppraisalStatement",
        [
            .nested("author", .person) { $0.author }, Field("writtenOn", .date) { JSON($0.writtenOn) },
            Field("statement", .lines(Appraisal.statementMaximum)) { .string($0.text) },
        ])
}

extension API {
    /// The yearly appraisals of branches' members.
    static let appraisalOperations: [Operation] = [
        listAppraisals, showAppraisal, draftAppraisal, enterAppraisalBallots, countAppraisal, importAppraisalCounts,
        proposeGrades, decideAppraisal, correctAppraisal, tellGrades, noteAppraisalSignatures, signAppraisal,
        writeAppraisalStatement, showAppraisalStatement, withdrawAppraisal, appraisalDocument,
    ]

    static let listAppraisals: Operation = .get(
        "listAppraisals", "/appraisals", .decisions,
        "Appraisals that something is still to come of; or all of a year",
        needing: [.readMotions],
        query: [.optional("year", .integer(2000...2199)), .optional("branch", .code)],
        returns: .list(Shape.appraisal.schema)
    ) { call, transaction in
        let found = try transaction.appraisals(
            year: call.query["year"]?.asciiNumber,
            branch: call.query["branch"].map { try transaction.requireBranch($0) })
        return .json(JSON(found, Shape.appraisal.json))
    }

    static let showAppraisal: Operation = .get(
        "showAppraisal", "/appraisals/{appraisal}", .decisions,
        "An appraisal with what was counted, proposed and decided of each, beside what the year’s records say of them; of whoever does not read the grades their own line alone",
        needing: [.readMotions], returns: Shape.appraisal.schema
    ) { call, transaction in .json(Shape.appraisal.json(try transaction.appraisal(call.id("appraisal")))) }

    static let draftAppraisal: Operation = .post(
        "draftAppraisal", "/appraisals", .decisions,
        "Draft the appraisal of a branch’s members of a year: the roll of its meeting’s day is frozen",
        needing: [.keepMotions], asking: NewAppraisal.asked, returns: Shape.appraisal.schema
    ) { _, asked, transaction in
        let listing = try transaction.draftAppraisal(asked.appraisal, of: asked.branch)
        return .json(Shape.appraisal.json(listing), location: "/appraisals/\(listing.id.rawValue)")
    }

    static let enterAppraisalBallots: Operation = step(
        "enterAppraisalBallots", "ballots",
        "Enter how many ballots were issued, came back and are valid; or correct it, with the reason and by somebody else",
        NewAppraisalBallots.asked
    ) { id, asked, transaction in
        try transaction.enterAppraisalBallots(asked.ballots, of: id, reason: asked.reason)
    }

    static let countAppraisal: Operation = step(
        "countAppraisal", "counts",
        "Enter how many ballots gave whom which grade, of all at once; or another count in its place, with the reason and by somebody else",
        NewAppraisalCount.asked
    ) { id, asked, transaction in try transaction.countAppraisal(asked.count(transaction, of: id), of: id) }

    static let proposeGrades: Operation = step(
        "proposeGrades", "proposal", "Enter which grades the branch’s committee proposes, and why",
        Asking("GradeProposal") { $0.take(AppraisalFields.proposed) }
    ) { id, asked, transaction in try transaction.proposeGrades(asked.gradings(transaction, of: id), in: id) }

    static let decideAppraisal: Operation = step(
        "decideAppraisal", "decision",
        "Enter what was decided. More who are excellent than a third need a reason; who is not competent needs the higher organisation’s check",
        NewAppraisalDecision.asked
    ) { id, asked, transaction in try transaction.decideAppraisal(asked.decision(transaction, of: id), of: id) }

    static let correctAppraisal: Operation = step(
        "correctAppraisal", "correction",
        "Correct what was decided of some, with the reason and by somebody else; what was decided before stays beside it",
        NewAppraisalDecision.correction
    ) { id, asked, transaction in try transaction.correctAppraisal(asked.decision(transaction, of: id), of: id) }

    static let tellGrades: Operation = step(
        "tellGrades", "told", "Note who was told what was decided of them, when and by whom", NewAppraisalTold.asked
    ) { id, asked, transaction in
        try transaction.tellGrades(
            transaction.appraised(asked.members, in: id, field: "members"), in: id, on: asked.on,
            by: transaction.requireMember(asked.by.text, field: "by"))
    }

    static let noteAppraisalSignatures: Operation = step(
        "noteAppraisalSignatures", "paper-signatures", "Note who has signed on paper, with what they remarked",
        Asking("PaperSignatures") { $0.take(AppraisalFields.signatures) }
    ) { id, asked, transaction in
        let members = try transaction.appraised(asked.map(\.member), in: id, field: "signatures", part: ".member")
        return try transaction.noteSignatures(
            zip(members, asked).map { AppraisalSignature(member: $0, remark: $1.remark) }, in: id)
    }

    static let signAppraisal: Operation = .post(
        "signAppraisal", "/appraisals/{appraisal}/signature", .decisions,
        "Sign what was decided of oneself, with a remark if there is one", needing: [.answerAppraisal],
        asking: Asking("OwnSignature") { $0.take(AppraisalFields.remark) }, makesNew: false,
        returns: Shape.appraisal.schema
    ) { call, remark, transaction in
        .json(Shape.appraisal.json(try transaction.signAppraisal(call.id("appraisal"), remark: remark)))
    }

    static let writeAppraisalStatement: Operation = .post(
        "writeAppraisalStatement", "/appraisals/{appraisal}/statement", .decisions,
        "Write what one thinks of oneself, or write it anew, until something is decided; sealed from then on",
        needing: [.answerAppraisal], asking: Asking("NewAppraisalStatement") { $0.take(AppraisalFields.statement) },
        makesNew: false, returns: Shape.appraisal.schema
    ) { call, statement, transaction in
        .json(
            Shape.appraisal.json(try transaction.writeAppraisalStatement(statement, in: call.id("appraisal"))))
    }

    static let showAppraisalStatement: Operation = .get(
        "showAppraisalStatement", "/appraisals/{appraisal}/statements/{member}", .decisions,
        "What a member wrote of themselves: for those on the roll until something is decided, for its author alone from then on",
        needing: [.answerAppraisal], returns: Shape<ToldStatement>.statement.schema
    ) { call, transaction in
        let found = try transaction.appraisalStatement(of: call.id("member"), in: call.id("appraisal"))
        return .json(
            Shape<ToldStatement>.statement.json(
                ToldStatement(text: found.text, author: found.author, writtenOn: found.writtenOn)))
    }

    static let withdrawAppraisal: Operation = step(
        "withdrawAppraisal", "withdraw", "Take an appraisal back of which nothing is decided, with the reason",
        Asking("AppraisalWithdrawal") { $0.take(AppraisalFields.reason) }
    ) { id, reason, transaction in try transaction.withdrawAppraisal(id, reason: reason) }

    static let appraisalDocument: Operation = .document(
        "appraisalDocument", "/appraisals/{appraisal}/record.docx", .decisions,
        "The result of an appraisal as a document for word processors, as its page prints it",
        needing: [.readAppraisals], mayComeTooEarly: true
    ) { call, transaction, words in
        try OfficialPaper(transaction.decidedAppraisal(call.id("appraisal")), words).document(words)
    }

    /// What the branch does with one appraisal.
    private static func step<Asked: Sendable>(
        _ id: String, _ part: String, _ summary: String, _ asked: Asking<Asked>,
        _ useCase: @escaping @Sendable (ID<Appraisal>, Asked, Transaction) throws -> AppraisalListing
    ) -> Operation {
        .post(
            id, "/appraisals/{appraisal}/\(part)", .decisions, summary, needing: [.keepMotions], asking: asked,
            makesNew: false, returns: Shape.appraisal.schema
        ) { call, asked, transaction in
            let id: ID<Appraisal> = try call.id("appraisal")
            // Before anybody is looked up who is named in the body.
            try transaction.requireKeepingAppraisal(id)
            return .json(Shape.appraisal.json(try useCase(id, asked, transaction)))
        }
    }
}

extension Transaction {
    /// An appraisal of which something is decided, for whoever reads the grades: what its record is made from.
    ///
    /// - Throws: ``Appraisal/Refusal``, ``StoreError/notFound(_:)``; a denial.
    func decidedAppraisal(_ id: ID<Appraisal>) throws -> AppraisalListing {
        let listing = try appraisal(id)
        try require(.readAppraisals, in: listing.branch)
        if !Appraisal.Status.standing.contains(listing.status) { throw Appraisal.Refusal.status(listing.status) }
        return listing
    }
}
