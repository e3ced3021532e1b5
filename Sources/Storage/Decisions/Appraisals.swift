package import Domain

extension Appraisal.Status: SQLTextValue {}
extension AppraisalStep.Kind: SQLTextValue {}

/// An appraisal as it is shown to whoever asks.
///
/// How many ballots gave somebody which grade is told to who keeps the branch's appraisals, and to each of themselves; the
/// grades to these, to the committee's office and to the auditor. Whoever reads none of it is told that there is an appraisal,
/// how far it has come, and of themselves what was decided.
package struct AppraisalListing: Hashable, Sendable {
    package let id: ID<Appraisal>
    package let branch: ID<Branch>
    package let branchCode: Code
    package let branchName: String
    package let appraisal: Appraisal
    package let status: Appraisal.Status
    package let draftedOn: LocalDate
    /// A sign-in name, or the operator's.
    package let draftedBy: String
    /// How many take part, and how many of them get a grade.
    package let roll: Int
    package let graded: Int
    package let ballots: AppraisalBallots?
    /// How many are excellent, as far as it has come; nil for whoever does not read the grades.
    package let excellent: Int?
    /// Why there are more than a third.
    package let excellentReason: String?
    /// How many are still to be told what was decided, and how many to sign.
    package let untold: Int
    package let unsigned: Int
    /// By number; of whoever does not read the grades their own alone.
    package internal(set) var lines: [Line]
    /// The oldest first; nothing for whoever does not read the grades.
    package let steps: [StepListing]
    package let readsGrades: Bool
    package let readsCounts: Bool

    package struct Line: Hashable, Sendable {
        package let member: ID<Member>
        package let person: PersonReference
        package let isGraded: Bool
        package let statementOn: LocalDate?
        /// Whether there is a statement that the reader may read.
        package let opensStatement: Bool
        package let peersSpoke: Bool
        /// nil for whoever is not told.
        package let counts: GradeCounts?
        package let proposed: AppraisalGrading?
        package let decided: AppraisalGrading?
        package let decidedOn: LocalDate?
        package let toldOn: LocalDate?
        package let toldBy: PersonReference?
        package let signature: Signature?
        package let isOwn: Bool
        /// nil where it was not asked for.
        package internal(set) var inputs: AppraisalInputs?
    }

    package struct Signature: Hashable, Sendable {
        package let on: LocalDate
        package let isOnPaper: Bool
        package let remark: String?
        /// A sign-in name, or the operator's.
        package let by: String
    }

    /// A step that was taken.
    package struct StepListing: Hashable, Sendable {
        package let kind: AppraisalStep.Kind
        /// Whether it took the place of another.
        package let isAnew: Bool
        package let reason: String?
        package let ballots: AppraisalBallots?
        /// Of a correction, what was decided before and is now.
        package let moves: [Move]
        package let on: LocalDate
        package let by: String
    }

    package struct Move: Hashable, Sendable {
        package let person: PersonReference
        package let from: Appraisal.Grade
        package let to: Appraisal.Grade
    }

    package var excellentMost: Int { Appraisal.excellentMost(of: graded) }
    /// More are excellent than a third. It bars nothing, and is said wherever it is so.
    package var hasTooManyExcellent: Bool { excellent.map { $0 > excellentMost } ?? false }
    package var own: Line? { lines.first(where: \.isOwn) }
    package func line(of member: ID<Member>) -> Line? { lines.first { $0.member == member } }
}

/// What is to be done about an appraisal.
package struct AppraisalDue: Hashable, Sendable {
    package let listing: AppraisalListing
    /// To be signed by the reader; otherwise it is the branch's to go on with.
    package let isOwn: Bool
}

/// An appraisal as it stands in its rows, whoever asks.
struct StoredAppraisal {
    let id: ID<Appraisal>
    let branch: ID<Branch>
    let branchCode: Code
    let branchName: String
    let appraisal: Appraisal
    let status: Appraisal.Status
    let draftedOn: LocalDate
    let draftedBy: String
    let roll: [ID<Member>: Bool]
    let steps: [Step]
    /// When members wrote what they think of themselves.
    let statements: [ID<Member>: LocalDate]
    let course: AppraisalCourse

    struct Step {
        let step: AppraisalStep
        let on: LocalDate
        let by: String
        let member: ID<Member>?
    }
}

extension Transaction {
    // MARK: Reading

    private static let appraisalListing: SQL =
        """
        SELECT appraisal.id, appraisal.branch_id, branch.code AS branch_code, branch.name AS branch_name, appraisal.year,
               appraisal.held_on, appraisal.meeting_id, appraisal.probationary, appraisal.status, appraisal.drafted_at,
               appraisal.drafted_by
          FROM appraisal
          JOIN branch ON branch.id = appraisal.branch_id
        """

    /// The appraisals of a year, or, without one, those that something is still to come of; by branch and year.
    package func appraisals(year: Int? = nil, branch: ID<Branch>? = nil) throws -> [AppraisalListing] {
        try authority.require(.readMotions)
        var conditions: [SQL] = [try isWithin(.readMotions, branch: "appraisal.branch_id")]
        if let year {
            conditions.append("appraisal.year = \(year)")
        } else {
            conditions.append("appraisal.status IN \(list: Appraisal.Status.open + [.decided])")
        }
        if let branch { conditions.append("appraisal.branch_id = \(branch)") }
        return try storedAppraisals(SQL.all(conditions)).map(listing)
    }

    /// An appraisal, with what the year's records say of each whose grade the reader reads.
    ///
    /// - Throws: ``StoreError/notFound(_:)``.
    package func appraisal(_ id: ID<Appraisal>) throws -> AppraisalListing {
        let stored = try storedAppraisal(id)
        try require(.readMotions, in: stored.branch)
        var listing = try listing(of: stored)
        let inputs = try appraisalInputs(
            of: listing.lines.filter(\.isGraded).map { ($0.member, $0.person) }, in: stored.branch,
            stored.appraisal.year)
        listing.lines = listing.lines.map { line in
            var line = line
            line.inputs = inputs[line.member]
            return line
        }
        return listing
    }

    /// The appraisals in which a member stands, the latest year first, as far as the reader is told what came of them.
    package func appraisals(of member: ID<Member>) throws -> [AppraisalListing] {
        guard authority.allows(.readMotions) else { return [] }
        return try storedAppraisals(
            """
            appraisal.id IN (SELECT appraisal_line.appraisal_id FROM appraisal_line WHERE appraisal_line.member_id = \(member))
            AND appraisal.status IN \(list: Appraisal.Status.standing)
            AND \(try isWithin(.readMotions, branch: "appraisal.branch_id"))
            """
        ).map(listing).filter { $0.line(of: member) != nil }
            .sorted { ($0.appraisal.year, $0.id) > ($1.appraisal.year, $1.id) }
    }

    /// What is to be done: by who keeps the branch's from the day of its meeting until it is closed, and by each who was told
    /// and has not signed.
    package func appraisalsDue() throws -> [AppraisalDue] {
        if authority.isUnlimited { return [] }
        let open = Appraisal.Status.open + [.decided]
        let kept =
            authority.allows(.keepMotions)
            ? try storedAppraisals(
                """
                appraisal.status IN \(list: open) AND appraisal.held_on <= \(today)
                AND \(try isWithin(.keepMotions, branch: "appraisal.branch_id"))
                """
            ).map { AppraisalDue(listing: try listing(of: $0), isOwn: false) } : []
        guard let member = authority.member, authority.allows(.answerAppraisal) else { return kept }
        let own = try storedAppraisals(
            """
            appraisal.status = \(Appraisal.Status.decided)
            AND appraisal.id IN (SELECT appraisal_line.appraisal_id FROM appraisal_line
                                  WHERE appraisal_line.member_id = \(member))
            """
        ).filter { stored in
            let line = stored.course.lines[member]
            return line?.toldOn != nil && line?.signature == nil
        }.map { AppraisalDue(listing: try listing(of: $0), isOwn: true) }
        return own + kept
    }

    /// The grades that stand of a year, by branch and member: of others than the reader where they read them.
    func decidedGrades(in year: Int, of branches: [ID<Branch>]) throws -> [ID<Branch>: [ID<Member>: Appraisal.Grade]] {
        guard authority.allows(.readMotions) else { return [:] }
        var found: [ID<Branch>: [ID<Member>: Appraisal.Grade]] = [:]
        for stored in try storedAppraisals(
            """
            appraisal.year = \(year) AND appraisal.branch_id IN \(list: branches.sorted())
            AND appraisal.status IN \(list: Appraisal.Status.standing)
            """)
        {
            let readsAll = try allows(.readAppraisals, in: stored.branch)
            found[stored.branch] = stored.course.lines.compactMapValues { $0.decided?.grade }
                .filter { readsAll || $0.key == authority.member }
        }
        return found
    }

    /// The appraisal of a year in which something was decided of a member, whoever asks.
    func decidedAppraisal(of member: ID<Member>, in year: Int) throws -> StoredAppraisal? {
        try storedAppraisals(
            """
            appraisal.id IN (SELECT appraisal_line.appraisal_id FROM appraisal_line WHERE appraisal_line.member_id = \(member))
            AND appraisal.year = \(year) AND appraisal.status IN \(list: Appraisal.Status.standing)
            """
        ).first { $0.course.lines[member]?.decided != nil }
    }

    func storedAppraisal(_ id: ID<Appraisal>) throws -> StoredAppraisal {
        guard let found = try storedAppraisals("appraisal.id = \(id)").first else {
            throw StoreError.notFound("appraisal")
        }
        return found
    }

    private func storedAppraisals(_ condition: SQL) throws -> [StoredAppraisal] {
        let rows = try session.rows("\(Self.appraisalListing) WHERE \(condition)") { row in
            (
                id: try row["id"] as ID<Appraisal>, branch: try row["branch_id"] as ID<Branch>,
                code: try row["branch_code"] as Code, name: try row["branch_name"] as String,
                appraisal: Appraisal(
                    kept: try row["year"], try row["held_on"], try row["meeting_id"], try row["probationary"]),
                status: try row["status"] as Appraisal.Status, at: try row["drafted_at"] as Instant,
                by: try row["drafted_by"] as String
            )
        }
        return try rows.map { row in
            let roll = Dictionary(
                uniqueKeysWithValues: try session.rows(
                    "SELECT member_id, graded FROM appraisal_line WHERE appraisal_id = \(row.id)"
                ) { (try $0.at(0) as ID<Member>, try $0.at(1) as Bool) })
            let steps = try appraisalSteps(of: row.id)
            let statements = try session.rows(
                "SELECT member_id, written_at FROM appraisal_statement WHERE appraisal_id = \(row.id)"
            ) { (try $0.at(0) as ID<Member>, settings.timeZone.date(of: try $0.at(1))) }
            return StoredAppraisal(
                id: row.id, branch: row.branch, branchCode: row.code, branchName: row.name, appraisal: row.appraisal,
                status: row.status, draftedOn: settings.timeZone.date(of: row.at), draftedBy: row.by, roll: roll,
                steps: steps, statements: Dictionary(uniqueKeysWithValues: statements),
                course: AppraisalCourse(roll: roll, steps.map(\.step)))
        }.sorted { ($0.branchCode, $0.appraisal.year, $0.id) < ($1.branchCode, $1.appraisal.year, $1.id) }
    }

    private func appraisalSteps(of id: ID<Appraisal>) throws -> [StoredAppraisal.Step] {
        try session.rows(
            """
            SELECT step, content, reason, taken_at, taken_by, member_id FROM appraisal_step
             WHERE appraisal_id = \(id)
             ORDER BY id
            """
        ) { row in
            let content: String = try row["content"]
            guard
                let step = AppraisalStep(
                    kept: try JSON.parse(content.utf8), of: try row["step"], reason: try row["reason"])
            else { throw StorageFault.corrupt("a step of an appraisal cannot be read") }
            return StoredAppraisal.Step(
                step: step, on: settings.timeZone.date(of: try row["taken_at"]), by: try row["taken_by"],
                member: try row["member_id"])
        }
    }

    /// As it is shown to the principal.
    func listing(of stored: StoredAppraisal) throws -> AppraisalListing {
        let readsCounts = try allows(.keepMotions, in: stored.branch)
        let readsGrades = try readsCounts || allows(.readAppraisals, in: stored.branch)
        let course = stored.course
        let people = try people(named: Array(stored.roll.keys) + course.lines.values.compactMap(\.toldBy))
        let isOnRoll = authority.member.map { stored.roll[$0] != nil } ?? false
        let lines = course.lines.compactMap { member, line -> AppraisalListing.Line? in
            let isOwn = member == authority.member
            guard let person = people[member], readsGrades || isOwn else { return nil }
            // What the ballots say is nobody's to know of themselves before the committee has decided.
            let isTold = readsGrades || line.decided != nil
            let signature = line.signature.flatMap { place -> AppraisalListing.Signature? in
                let step = stored.steps[place]
                guard case .signed(let signatures, let isOnPaper) = step.step else { return nil }
                return AppraisalListing.Signature(
                    on: step.on, isOnPaper: isOnPaper,
                    remark: signatures.first { $0.member == member }?.remark?.string, by: step.by)
            }
            return AppraisalListing.Line(
                member: member, person: person, isGraded: line.isGraded,
                statementOn: line.statementOn ?? stored.statements[member],
                opensStatement: stored.statements[member] != nil && (isOwn || isOnRoll && stored.status.isOpen),
                peersSpoke: line.peersSpoke,
                counts: readsCounts || isOwn && line.decided != nil ? line.counts : nil,
                proposed: isTold ? line.proposed : nil, decided: line.decided, decidedOn: line.decidedOn,
                toldOn: line.toldOn, toldBy: line.toldBy.flatMap { people[$0] }, signature: signature, isOwn: isOwn)
        }.sorted { $0.person.number < $1.person.number }
        let graded = course.lines.values.filter(\.isGraded)
        return AppraisalListing(
            id: stored.id, branch: stored.branch, branchCode: stored.branchCode, branchName: stored.branchName,
            appraisal: stored.appraisal, status: stored.status, draftedOn: stored.draftedOn,
            draftedBy: stored.draftedBy, roll: stored.roll.count, graded: course.graded, ballots: course.ballots,
            excellent: readsGrades ? course.excellent : nil,
            excellentReason: readsGrades ? course.excellentReason?.string : nil,
            untold: graded.count { $0.decided != nil && $0.toldOn == nil },
            unsigned: graded.count { $0.decided != nil && $0.signature == nil }, lines: lines,
            steps: readsGrades ? stepListings(of: stored, people) : [], readsGrades: readsGrades,
            readsCounts: readsCounts)
    }

    private func stepListings(
        of stored: StoredAppraisal, _ people: [ID<Member>: PersonReference]
    ) -> [AppraisalListing.StepListing] {
        var decided: [ID<Member>: Appraisal.Grade] = [:]
        var taken: Set<AppraisalStep.Kind> = []
        return stored.steps.map { step in
            var moves: [AppraisalListing.Move] = []
            var ballots: AppraisalBallots?
            if case .decided(let decision) = step.step {
                for line in decision.lines {
                    if let before = decided[line.member], let person = people[line.member] {
                        moves.append(AppraisalListing.Move(person: person, from: before, to: line.grade))
                    }
                    decided[line.member] = line.grade
                }
            }
            if case .balloted(let counted, _) = step.step { ballots = counted }
            let isFirst = taken.insert(step.step.kind).inserted
            return AppraisalListing.StepListing(
                kind: step.step.kind, isAnew: !isFirst, reason: step.step.reason?.string, ballots: ballots,
                moves: moves.sorted { $0.person.number < $1.person.number }, on: step.on, by: step.by)
        }
    }
}

// MARK: - As a row keeps it

extension AppraisalStep {
    /// Without the reason, which has a column of its own.
    var kept: JSON {
        switch self {
        case .balloted(let ballots, _):
            [
                "present": JSON(ballots.present), "issued": JSON(ballots.issued), "returned": JSON(ballots.returned),
                "valid": JSON(ballots.valid),
            ]
        case .counted(let count): ["lines": .array(count.lines.map(\.kept))]
        case .proposed(let gradings): ["grades": .array(gradings.map(\.kept))]
        case .decided(let decision):
            [
                "on": JSON(decision.on), "grades": .array(decision.lines.map(\.kept)),
                "excellentReason": JSON(decision.excellentReason?.string),
            ]
        case .told(let members, let day, let teller):
            ["members": .array(members.map { JSON($0) }), "on": JSON(day), "by": JSON(teller)]
        case .signed(let signatures, let isOnPaper):
            [
                "signatures": .array(
                    signatures.map { ["member": JSON($0.member), "remark": JSON($0.remark?.string)] }),
                "onPaper": .bool(isOnPaper),
            ]
        case .withdrawn: [:]
        }
    }

    fileprivate init?(kept: JSON, of kind: Kind, reason: Text?) {
        func number(_ name: String) -> Int? { kept[name]?.integer.map { Int($0) } }
        func text(_ name: String) -> Text? { kept[name]?.string.map(Text.init(kept:)) }
        switch kind {
        case .balloted:
            guard let present = number("present"), let issued = number("issued"), let returned = number("returned"),
                let valid = number("valid")
            else { return nil }
            self = .balloted(
                AppraisalBallots(present: present, issued: issued, returned: returned, valid: valid), reason: reason)
        case .counted:
            let rows = kept["lines"]?.array ?? []
            let lines = rows.compactMap(AppraisalCount.Line.init(kept:))
            guard lines.count == rows.count else { return nil }
            self = .counted(AppraisalCount(lines, reason: reason))
        case .proposed, .decided:
            let rows = kept["grades"]?.array ?? []
            let gradings = rows.compactMap(AppraisalGrading.init(kept:))
            guard gradings.count == rows.count else { return nil }
            if kind == .proposed {
                self = .proposed(gradings)
            } else {
                guard let day = kept["on"]?.day else { return nil }
                self = .decided(
                    AppraisalDecision(
                        on: day, gradings, excellentReason: text("excellentReason"), reason: reason))
            }
        case .told:
            guard let members = kept["members"]?.memberIDs, let day = kept["on"]?.day,
                let teller = kept["by"]?.integer
            else { return nil }
            self = .told(members, on: day, by: ID(teller))
        case .signed:
            let rows = kept["signatures"]?.array ?? []
            let signatures = rows.compactMap { row in
                row["member"]?.integer.map { member in
                    AppraisalSignature(member: ID(member), remark: row["remark"]?.string.map(Text.init(kept:)))
                }
            }
            guard signatures.count == rows.count, let isOnPaper = kept["onPaper"]?.bool else { return nil }
            self = .signed(signatures, isOnPaper: isOnPaper)
        case .withdrawn:
            guard let reason else { return nil }
            self = .withdrawn(reason: reason)
        }
    }
}

extension AppraisalCount.Line {
    fileprivate var kept: JSON {
        [
            "member": JSON(member), "statementOn": JSON(statementOn), "spoke": .bool(peersSpoke),
            "counts": counts.map { .array($0.all.map { JSON($0) }) } ?? .null,
        ]
    }

    fileprivate init?(kept: JSON) {
        guard let member = kept["member"]?.integer, let spoke = kept["spoke"]?.bool else { return nil }
        let numbers = kept["counts"]?.array.map { $0.compactMap { $0.integer.map { Int($0) } } }
        let counts = numbers.flatMap { GradeCounts($0) }
        if numbers != nil, counts == nil { return nil }
        self.init(member: ID(member), statementOn: kept["statementOn"]?.day, peersSpoke: spoke, counts: counts)
    }
}

extension AppraisalGrading {
    fileprivate var kept: JSON {
        [
            "member": JSON(member), "grade": .string(grade.rawValue), "reason": JSON(reason?.string),
            "checkedOn": JSON(checkedOn), "document": JSON(document?.string),
        ]
    }

    fileprivate init?(kept: JSON) {
        guard let member = kept["member"]?.integer,
            let grade = kept["grade"]?.string.flatMap(Appraisal.Grade.init(rawValue:))
        else { return nil }
        func text(_ name: String) -> Text? { kept[name]?.string.map(Text.init(kept:)) }
        self.init(
            member: ID(member), grade: grade, reason: text("reason"), checkedOn: kept["checkedOn"]?.day,
            document: text("document"))
    }
}

extension JSON {
    fileprivate var day: LocalDate? { string.flatMap { try? LocalDate(parsing: $0) } }
}
