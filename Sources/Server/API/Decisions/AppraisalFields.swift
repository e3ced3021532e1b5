import Domain
import Storage

/// What is said of an appraisal and of who is appraised, field by field.
enum AppraisalFields {
    static let branch = Field("branch", .code, .branch) { (listing: AppraisalListing) in listing.branchCode }
    static let year = Field(
        "year", Wire.integer(Appraisal.years).means("That is appraised."), .appraisalYear
    ) { (listing: AppraisalListing) in listing.appraisal.year }
    static let heldOn = Field(
        "on", Wire.date.means("Of the meeting, whose roll counts."), .appraisalHeldOn, hint: .appraisalHeldOnHint
    ) { (listing: AppraisalListing) in listing.appraisal.heldOn }
    static let takesProbationary = Field(
        "withProbationary",
        Wire<Bool>.boolean.means("Whether probationary members take part; they get no grade.").optional,
        .appraisalWithProbationary
    ) { (listing: AppraisalListing) in listing.appraisal.takesProbationary }
    static let status = Field("status", Wire<Appraisal.Status>.choice(), .state) { (listing: AppraisalListing) in
        listing.status
    }

    // Of what is asked for.

    static let meeting = Field(
        "meeting",
        Wire.integer(1...Int(Int32.max)).means(
            "An assembly or a meeting of organisational life of that day, by its id."
        )
        .optional, .appraisalMeeting)
    static let present = Field("present", Wire.integer(GradeCounts.range), .votePresent)
    static let issued = Field("issued", Wire.integer(GradeCounts.range), .ballotsIssued)
    static let returned = Field("returned", Wire.integer(GradeCounts.range), .ballotsReturned)
    static let valid = Field("valid", Wire.integer(GradeCounts.range), .ballotsValid)
    static let anewReason = Field(
        "reason",
        Wire.reason.means("Why it is entered anew; by somebody else than who entered what stands.").optional,
        .recountReason, hint: .recountReasonHint)
    static let lines = Field(
        "lines",
        Wire<[NewAppraisalLine]>.appraisalLines.means("Of everybody who gets a grade; of others if they took part."),
        .appraisalLines)
    static let proposed = Field(
        "grades",
        Wire<[NewAppraisalGrade]>.proposedGrades.means(
            "Of everybody who gets a grade. Below competent, and where it is not the grade that most ballots gave, with the reason."
        ), .appraisalGrades)
    static let decided = Field(
        "grades",
        Wire<[NewAppraisalGrade]>.decidedGrades.means(
            "Of everybody who gets a grade; of a correction, of whom it corrects. Below competent, and where it is not what was proposed, with the reason."
        ), .appraisalGrades)
    static let decidedOn = Field("on", Wire.date, .appraisalDecidedOn)
    static let excellentReason = Field(
        "excellentReason",
        Wire.reason.means("Why more than a third is excellent: needed where that is so.").optional,
        .appraisalExcellentReason, hint: .appraisalExcellentReasonHint)
    static let correctionReason = Field("reason", .reason, .appraisalCorrectionReason)
    static let members = Field(
        "members", Wire.codes(Appraisal.people).means("Who was told, by number."), .appraisalMembers)
    static let toldOn = Field("on", Wire.date, .appraisalToldOn)
    static let toldBy = Field(
        "by", Wire.code.means("Who told them: nobody is told by themselves."), .appraisalToldBy)
    static let signatures = Field(
        "signatures", Wire<[NewAppraisalSignature]>.signatures.means("Who has signed on paper."), .appraisalSigned)
    static let remark = Field(
        "remark", Wire.text(Text.reasonMaximum, isLong: true).optional, .appraisalRemark)
    static let statement = Field(
        "statement", Wire.text(Appraisal.statementMaximum, isLong: true), .appraisalStatement,
        hint: .appraisalStatementHint)
    static let reason = Field("reason", .reason, .reason)
}

/// What was counted of somebody, as the body has it.
struct NewAppraisalLine: Hashable, Sendable {
    let member: Code
    let statementOn: LocalDate?
    let peersSpoke: Bool
    let counts: [Int?]
}

/// A grade of somebody, as the body has it.
struct NewAppraisalGrade: Hashable, Sendable {
    let member: Code
    let grade: Appraisal.Grade
    let reason: Text?
    let checkedOn: LocalDate?
    let document: Text?
}

struct NewAppraisalSignature: Hashable, Sendable {
    let member: Code
    let remark: Text?
}

extension Wire<[NewAppraisalLine]> {
    fileprivate static let appraisalLines = rows(
        "AppraisalLineCount",
        [
            .required("member", .code), .optional("statementOn", .date.orNull),
            .optional("peersSpoke", .boolean.orNull),
        ] + Appraisal.Grade.allCases.map { .optional($0.rawValue, Schema.integer(0...10_000).orNull) },
        most: Appraisal.people.upperBound,
        read: { row in
            let (member, day) = (row.take("member", .code), row.take("statementOn", Wire<LocalDate>.date.optional))
            let spoke = row.take("peersSpoke", Wire<Bool>.boolean.optional)
            let counts = Appraisal.Grade.allCases.map {
                row.take($0.rawValue, Wire<Int>.integer(GradeCounts.range).optional)
            }
            guard let member, let day, let spoke, !counts.contains(nil) else { return nil }
            return NewAppraisalLine(
                member: member, statementOn: day, peersSpoke: spoke ?? false, counts: counts.map { $0 ?? nil })
        },
        write: { line in
            var row: JSON.Object = JSON.Object()
            row["member"] = .string(line.member.text)
            row["statementOn"] = JSON(line.statementOn)
            row["peersSpoke"] = .bool(line.peersSpoke)
            for (grade, count) in zip(Appraisal.Grade.allCases, line.counts) {
                row[grade.rawValue] = count.map { JSON($0) } ?? .null
            }
            return .object(row)
        })
}

extension Wire<[NewAppraisalGrade]> {
    private static let grade: [Schema.Property] = [
        .required("member", .code), .required("grade", .choice(Appraisal.Grade.self)),
        .optional("reason", Schema.reason.orNull),
    ]

    fileprivate static let proposedGrades = grades("ProposedGrade", grade)
    fileprivate static let decidedGrades = grades(
        "DecidedGrade",
        grade + [
            .optional("checkedOn", Schema.date.orNull),
            .optional("document", Schema.text(Appraisal.documentMaximum).orNull),
        ])

    private static func grades(_ name: String, _ properties: [Schema.Property]) -> Wire {
        rows(
            name, properties, most: Appraisal.people.upperBound,
            read: { row in
                let (member, grade) = (row.take("member", .code), row.take("grade", Wire<Appraisal.Grade>.choice()))
                let reason = row.take("reason", Wire<Text>.reason.optional)
                let checkedOn = row.take("checkedOn", Wire<LocalDate>.date.optional)
                let document = row.take("document", Wire<Text>.text(Appraisal.documentMaximum).optional)
                guard let member, let grade, let reason, let checkedOn, let document else { return nil }
                return NewAppraisalGrade(
                    member: member, grade: grade, reason: reason, checkedOn: checkedOn, document: document)
            },
            write: { line in
                [
                    "member": .string(line.member.text), "grade": .string(line.grade.rawValue),
                    "reason": JSON(line.reason?.string), "checkedOn": JSON(line.checkedOn),
                    "document": JSON(line.document?.string),
                ]
            })
    }
}

extension Wire<[NewAppraisalSignature]> {
    fileprivate static let signatures = rows(
        "AppraisalSignature",
        [.required("member", .code), .optional("remark", Schema.text(Text.reasonMaximum).orNull)],
        most: Appraisal.people.upperBound,
        read: { row in
            let member = row.take("member", .code)
            let remark = row.take("remark", Wire<Text>.text(Text.reasonMaximum, isLong: true).optional)
            guard let member, let remark else { return nil }
            return NewAppraisalSignature(member: member, remark: remark)
        },
        write: { ["member": .string($0.member.text), "remark": JSON($0.remark?.string)] })
}

// MARK: - What is asked for

/// An appraisal that is to be drafted.
struct NewAppraisal: Sendable {
    let branch: ID<Branch>
    let appraisal: Appraisal

    static let asked = Asking<NewAppraisal>("NewAppraisal") { input in
        let branch = try input.take(AppraisalFields.branch) { try $0.requireBranch($1.text) }
        let (year, heldOn) = (input.take(AppraisalFields.year), input.take(AppraisalFields.heldOn))
        let (meeting, takesProbationary) = (
            input.take(AppraisalFields.meeting), input.take(AppraisalFields.takesProbationary)
        )
        guard let branch, let year, let heldOn, let meeting, let takesProbationary else { return nil }
        return try input.look { transaction in
            NewAppraisal(
                branch: branch,
                appraisal: try Appraisal(
                    year: year, heldOn: heldOn, meeting: meeting.map { ID(Int64($0)) },
                    takesProbationary: takesProbationary ?? false, today: transaction.today))
        }
    }
}

/// How many ballots there were.
struct NewAppraisalBallots: Sendable {
    let ballots: AppraisalBallots
    let reason: Text?

    static let asked = Asking<NewAppraisalBallots>("NewAppraisalBallots") { input in
        let (present, issued) = (input.take(AppraisalFields.present), input.take(AppraisalFields.issued))
        let (returned, valid) = (input.take(AppraisalFields.returned), input.take(AppraisalFields.valid))
        let reason = input.take(AppraisalFields.anewReason)
        guard let present, let issued, let returned, let valid, let reason else { return nil }
        return NewAppraisalBallots(
            ballots: AppraisalBallots(present: present, issued: issued, returned: returned, valid: valid),
            reason: reason)
    }
}

/// What was counted of everybody.
struct NewAppraisalCount: Sendable {
    let lines: [NewAppraisalLine]
    let reason: Text?

    static let asked = Asking<NewAppraisalCount>("NewAppraisalCount") { input in
        let (lines, reason) = (input.take(AppraisalFields.lines), input.take(AppraisalFields.anewReason))
        guard let lines, let reason else { return nil }
        return NewAppraisalCount(lines: lines, reason: reason)
    }

    func count(_ transaction: Transaction, of id: ID<Appraisal>) throws -> AppraisalCount {
        var errors = FieldErrors()
        for (place, line) in lines.enumerated() {
            let missing = zip(Appraisal.Grade.allCases, line.counts).filter { $0.1 == nil }.map(\.0)
            // All of them, or none of who gets no grade.
            if !missing.isEmpty, missing.count < line.counts.count {
                for grade in missing { errors.add("lines[\(place)].\(grade.rawValue)", .missing) }
            }
        }
        try errors.check()
        let members = try transaction.appraised(lines.map(\.member), in: id, field: "lines", part: ".member")
        return AppraisalCount(
            zip(members, lines).map { member, line in
                AppraisalCount.Line(
                    member: member, statementOn: line.statementOn, peersSpoke: line.peersSpoke,
                    counts: GradeCounts(line.counts.compactMap(\.self)))
            }, reason: reason)
    }
}

/// What is decided.
struct NewAppraisalDecision: Sendable {
    let on: LocalDate
    let grades: [NewAppraisalGrade]
    let excellentReason: Text?
    let reason: Text?

    static let asked = Asking<NewAppraisalDecision>("NewAppraisalDecision") { input in
        let (on, grades) = (input.take(AppraisalFields.decidedOn), input.take(AppraisalFields.decided))
        let excellentReason = input.take(AppraisalFields.excellentReason)
        guard let on, let grades, let excellentReason else { return nil }
        return NewAppraisalDecision(on: on, grades: grades, excellentReason: excellentReason, reason: nil)
    }

    static let correction = Asking<NewAppraisalDecision>("AppraisalCorrection") { input in
        let (on, grades) = (input.take(AppraisalFields.decidedOn), input.take(AppraisalFields.decided))
        let excellentReason = input.take(AppraisalFields.excellentReason)
        let reason = input.take(AppraisalFields.correctionReason)
        guard let on, let grades, let excellentReason, let reason else { return nil }
        return NewAppraisalDecision(on: on, grades: grades, excellentReason: excellentReason, reason: reason)
    }

    func decision(_ transaction: Transaction, of id: ID<Appraisal>) throws -> AppraisalDecision {
        AppraisalDecision(
            on: on, try grades.gradings(transaction, of: id), excellentReason: excellentReason, reason: reason)
    }
}

extension [NewAppraisalGrade] {
    func gradings(_ transaction: Transaction, of id: ID<Appraisal>) throws -> [AppraisalGrading] {
        let members = try transaction.appraised(map(\.member), in: id, field: "grades", part: ".member")
        return zip(members, self).map { member, line in
            AppraisalGrading(
                member: member, grade: line.grade, reason: line.reason, checkedOn: line.checkedOn,
                document: line.document)
        }
    }
}

/// Who was told what was decided of them.
struct NewAppraisalTold: Sendable {
    let members: [Code]
    let on: LocalDate
    let by: Code

    static let asked = Asking<NewAppraisalTold>("AppraisalTold") { input in
        let (members, on) = (input.take(AppraisalFields.members), input.take(AppraisalFields.toldOn))
        let by = input.take(AppraisalFields.toldBy)
        guard let members, let on, let by else { return nil }
        return NewAppraisalTold(members: members, on: on, by: by)
    }
}

// MARK: - Words

extension Appraisal.Grade: Worded {
    var word: Word {
        switch self {
        case .excellent: .gradeExcellent
        case .competent: .gradeCompetent
        case .basicallyCompetent: .gradeBasicallyCompetent
        case .notCompetent: .gradeNotCompetent
        }
    }
}

extension Appraisal.Status: Worded {
    var word: Word {
        switch self {
        case .drafted: .appraisalDrafted
        case .counted: .appraisalCounted
        case .proposed: .appraisalProposed
        case .decided: .appraisalDecided
        case .closed: .appraisalClosed
        case .withdrawn: .motionWithdrawn
        }
    }
}

extension AppraisalStep.Kind: Worded {
    var word: Word {
        switch self {
        case .balloted: .appraisalBalloted
        case .counted: .appraisalCounted
        case .proposed: .appraisalProposed
        case .decided: .appraisalDecided
        case .told: .appraisalTold
        case .signed: .appraisalSigned
        case .withdrawn: .motionWithdrawn
        }
    }
}
