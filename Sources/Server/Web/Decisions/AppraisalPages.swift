import Crypto
import Domain
import Storage

/// A year's appraisals of the branches whose the reader reads.
struct AppraisalsPage: WebPage {
    static let template = TemplateName.appraisals

    struct Row: Sendable {
        let path: String
        let branch: String
        let heldOn: String
        let graded: String
        let excellent: String
        let state: String
        let stateCode: String
    }

    struct Content: Sendable {
        let choice: ChosenYear
        let appraisals: [AppraisalListing]
        /// Whose the reader keeps.
        let branches: [Branch]

        init(_ transaction: Transaction, _ choice: ChosenYear) throws {
            self.choice = choice
            appraisals = try transaction.appraisals(year: choice.year, branch: choice.branch?.branch.id)
            branches = try transaction.branchesDecidedIn()
        }
    }

    let title: String
    let notice: String?
    let back: ConfirmPage.Back
    let turning: Turning
    let year: String
    /// nil for whoever sees one branch alone.
    let branchMenu: FormField.Menu?
    let steps: [Step]
    let hasRows: Bool
    let rows: [Row]

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let chosen = content.choice
        year = String(chosen.year)
        title = words(.appraisalsHeading, ["year": year])
        self.notice = notice
        back = ConfirmPage.Back(.motions, words(.motionsTitle))
        turning = chosen.turning(on: .appraisals)
        branchMenu = chosen.branchMenu(words)
        steps = Step.new(on: .appraisals, for: content.branches, .draftAppraisal, words)
        rows = content.appraisals.map { listing in
            Row(
                path: LocalPath.one(.appraisals, listing.id).text, branch: listing.branchName,
                heldOn: words.date(listing.appraisal.heldOn), graded: String(listing.graded),
                excellent: listing.excellent.map(String.init) ?? "–", state: words(listing.status.word),
                stateCode: listing.status.code)
        }
        hasRows = !rows.isEmpty
    }
}

extension Appraisal.Status {
    /// By which its colour is chosen.
    fileprivate var code: String {
        switch self {
        case .drafted, .counted, .proposed: "open"
        case .decided: "voting"
        case .closed: "done"
        case .withdrawn: "withdrawn"
        }
    }
}

/// One appraisal: what was counted, proposed and decided of each, beside what the year's records say of them.
struct AppraisalPage: WebPage {
    static let template = TemplateName.appraisal

    struct Content: Sendable {
        let listing: AppraisalListing
        let permission: Permission
        let today: LocalDate

        init(_ transaction: Transaction, _ id: ID<Appraisal>) throws {
            listing = try transaction.appraisal(id)
            permission = try transaction.permission(in: listing.branch)
            today = transaction.today
        }
    }

    struct Row: Sendable {
        let name: String
        let number: String
        let memberPath: String
        let counts: String
        let proposed: String
        let decided: String
        let notes: [String]
        let inputs: [String]
        let statementPath: String?
        let statement: String
        let told: String
    }

    let title: String
    let notice: String?
    let state: String
    let stateCode: String
    let facts: [Fact]
    let warnings: [String]
    let steps: [Step]
    let isWhole: Bool
    let hasRows: Bool
    let rows: [Row]
    let history: HistoryLines?
    let downloads: Downloads?
    let importPath: String?
    let back: ConfirmPage.Back

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let listing = content.listing
        title = listing.title(words)
        self.notice = notice
        (state, stateCode) = (words(listing.status.word), listing.status.code)
        facts = Self.facts(listing, words)
        warnings = listing.warnings(words)
        steps = Self.steps(content, words)
        isWhole = listing.readsGrades
        rows = listing.lines.map { Row($0, of: listing, words) }
        hasRows = !rows.isEmpty
        history = listing.steps.isEmpty ? nil : HistoryLines(listing.steps.map { HistoryLines.Line($0, words) })
        downloads = listing.readsCounts ? Downloads(LocalPath.one(.appraisals, listing.id, "counts")) : nil
        let form = Form(values: ["appraisal": String(listing.id.rawValue)])
        importPath =
            listing.readsCounts && listing.status == .drafted && listing.ballots != nil
            ? ImportedList.appraisalCounts.start(form).text : nil
        back = ConfirmPage.Back(
            LocalPath.appraisals.with("year", String(listing.appraisal.year)), words(.appraisalsTitle))
    }

    private static func facts(_ listing: AppraisalListing, _ words: Words) -> [Fact] {
        func people(_ count: Int) -> String { words.counted(.voteEntitledSaid, count) }
        let ballots = listing.ballots.map { ballots in
            words(
                .appraisalBallotsSaid,
                [
                    "present": String(ballots.present), "issued": String(ballots.issued),
                    "returned": String(ballots.returned), "valid": String(ballots.valid),
                ])
        }
        var facts = [
            Fact(words(.branch), listing.branchName),
            Fact(words(.appraisalYear), String(listing.appraisal.year)),
            Fact(words(.appraisalHeldOn), words.date(listing.appraisal.heldOn)),
            Fact(words(.appraisalGraded), people(listing.graded)),
        ]
        if listing.roll > listing.graded {
            facts.append(Fact(words(.appraisalProbationary), people(listing.roll - listing.graded)))
        }
        if let ballots { facts.append(Fact(words(.ballots), ballots)) }
        if let excellent = listing.excellent, listing.status != .drafted {
            facts.append(
                Fact(
                    words(.gradeExcellent),
                    words(
                        .appraisalExcellentSaid,
                        ["count": String(excellent), "most": String(listing.excellentMost)])))
        }
        if let reason = listing.excellentReason { facts.append(Fact(words(.appraisalExcellentReason), reason)) }
        if Appraisal.Status.standing.contains(listing.status), listing.readsGrades {
            facts.append(Fact(words(.appraisalUntold), people(listing.untold)))
            facts.append(Fact(words(.appraisalUnsigned), people(listing.unsigned)))
        }
        facts.append(
            Fact(words(.recordedBy), "\(words.account(listing.draftedBy)) \(words.date(listing.draftedOn))"))
        return facts
    }

    private static func steps(_ content: Content, _ words: Words) -> [Step] {
        let (listing, status) = (content.listing, content.listing.status)
        func path(_ part: String) -> LocalPath { LocalPath.one(.appraisals, listing.id, part) }
        func step(_ operation: Operation, _ part: String, _ word: Word, isMain: Bool = false) -> [Step] {
            content.permission.step(operation, at: path(part), words(word), isMain: isMain)
        }
        var own: [Step] = []
        if let line = listing.own {
            if status.isOpen { own += step(API.writeAppraisalStatement, "statement", .writeAppraisalStatement) }
            if line.toldOn != nil, line.signature == nil {
                own += step(API.signAppraisal, "signature", .signAppraisal, isMain: true)
            }
        }
        let paper =
            Appraisal.Status.standing.contains(status)
            ? step(API.appraisalDocument, "record", .appraisalRecord) : []
        guard listing.readsCounts else { return own + paper }
        let isHeld = content.today >= listing.appraisal.heldOn
        let ballots = step(
            API.enterAppraisalBallots, "ballots", .enterAppraisalBallots, isMain: listing.ballots == nil)
        let counts = step(API.countAppraisal, "counts", .countAppraisal, isMain: status == .drafted)
        let withdraw = step(API.withdrawAppraisal, "withdraw", .withdrawAppraisal)
        let correct = step(API.correctAppraisal, "correction", .correctAppraisal)
        switch status {
        case .drafted:
            return own + (isHeld ? ballots + (listing.ballots == nil ? [] : counts) : []) + withdraw
        case .counted:
            return own + step(API.proposeGrades, "proposal", .proposeGrades, isMain: true) + counts + ballots + withdraw
        case .proposed:
            return own + step(API.decideAppraisal, "decision", .decideAppraisal, isMain: true)
                + step(API.proposeGrades, "proposal", .proposeGrades) + counts + ballots + withdraw
        case .decided:
            let waiting = listing.lines.contains { $0.toldOn != nil && $0.signature == nil }
            return own
                + (listing.untold > 0 ? step(API.tellGrades, "told", .tellGrades, isMain: true) : [])
                + (waiting
                    ? step(API.noteAppraisalSignatures, "paper-signatures", .noteAppraisalSignatures) : [])
                + paper + correct + counts + ballots
        case .closed: return own + paper + correct
        case .withdrawn: return []
        }
    }
}

extension AppraisalPage.Row {
    fileprivate init(_ line: AppraisalListing.Line, of listing: AppraisalListing, _ words: Words) {
        (name, number) = (line.person.name, line.person.number.text)
        memberPath = LocalPath.member(line.member).text
        counts =
            line.isGraded ? line.counts.map { words.counts($0) } ?? "–" : words(.appraisalNotGraded)
        proposed = line.proposed.map { words($0.grade.word) } ?? "–"
        decided = line.decided.map { words($0.grade.word) } ?? "–"
        notes = [
            line.proposed?.reason.map { words.named(words(.appraisalProposedGrade), $0.string) },
            line.decided?.reason.map { words.named(words(.appraisalDecidedGrade), $0.string) },
            line.decided.flatMap { grading in
                grading.checkedOn.map { day in
                    words.named(
                        words(.appraisalCheckedOn),
                        [words.date(day), grading.document?.string].compactMap(\.self).joined(separator: " "))
                }
            },
            line.signature?.remark.map { words.named(words(.appraisalRemark), $0) },
        ].compactMap(\.self)
        inputs = line.inputs.map { words.inputs($0) } ?? []
        statementPath =
            line.opensStatement
            ? LocalPath.one(.appraisals, listing.id, "statements/\(line.member.rawValue)").text : nil
        statement = words.list(
            [
                line.statementOn.map { words.named(words(.appraisalStatementOn), words.date($0)) },
                line.peersSpoke ? words(.appraisalPeersSpoke) : nil,
            ].compactMap(\.self))
        told = words.list(
            [
                line.toldOn.map { day in
                    words.noted(words.named(words(.appraisalTold), words.date(day)), line.toldBy?.name ?? "–")
                },
                line.signature.map { signature in
                    words.named(
                        words(.appraisalSigned),
                        signature.isOnPaper
                            ? words.noted(words.date(signature.on), words(.appraisalOnPaper)) : words.date(signature.on)
                    )
                },
            ].compactMap(\.self))
    }
}

extension Words {
    /// 优秀5 合格6 基本合格0 不合格0
    func counts(_ counts: GradeCounts) -> String {
        list(Appraisal.Grade.allCases.map { "\(self($0.word)) \(counts[$0])" })
    }

    /// What the year's records say of one, as far as there is anything.
    func inputs(_ inputs: AppraisalInputs) -> [String] {
        func figure(_ word: Word, _ count: Int) -> String? { count > 0 ? named(self(word), String(count)) : nil }
        let attendance = self(
            .appraisalAttendanceSaid,
            [
                "entitled": String(inputs.attendance.entitled), "present": String(inputs.attendance.present),
                "madeUp": String(inputs.attendance.madeUp),
            ])
        let promises = inputs.commitments
        let made = promises.kept + promises.partly + promises.notKept + promises.open
        let commitments = self(
            .appraisalCommitmentsSaid,
            [
                "count": String(made), "kept": String(promises.kept), "partly": String(promises.partly),
                "notKept": String(promises.notKept),
            ])
        return [
            inputs.areas.isEmpty
                ? nil : named(self(.areasTitle), list(inputs.areas.map { "\($0.code.text) \($0.name)" })),
            figure(.monthsRanked, inputs.monthsRanked), figure(.monthsWon, inputs.monthsWon),
            inputs.attendance.entitled > 0 ? attendance : nil, made > 0 ? commitments : nil,
            inputs.honours.isEmpty
                ? nil
                : named(self(.yearHonours), list(inputs.honours.map { HonoursLedgerLines.title($0, self) })),
            figure(.yearVetoes, inputs.vetoes), figure(.yearCorrected, inputs.corrected),
            inputs.sanctions.isEmpty
                ? nil
                : named(self(.motionSanction), list(inputs.sanctions.map { "\($0.number.text) \($0.title)" })),
        ].compactMap(\.self)
    }
}

extension HistoryLines.Line {
    fileprivate init(_ listing: AppraisalListing.StepListing, _ words: Words) {
        let moves = listing.moves.map { move in
            words(
                .appraisalMove,
                ["name": move.person.name, "from": words(move.from.word), "to": words(move.to.word)])
        }
        let ballots = listing.ballots.map { ballots in
            words(
                .appraisalBallotsSaid,
                [
                    "present": String(ballots.present), "issued": String(ballots.issued),
                    "returned": String(ballots.returned), "valid": String(ballots.valid),
                ])
        }
        let isCorrection = listing.isAnew && listing.reason != nil
        self.init(
            isCorrection
                ? words.noted(words(listing.kind.word), words(.appraisalAnew)) : words(listing.kind.word),
            [ballots] + moves.map(Optional.some) + [listing.reason], by: listing.by, on: listing.on, words)
    }
}

/// What a member wrote of themselves.
struct AppraisalStatementPage: WebPage {
    static let template = TemplateName.appraisalStatement

    let title: String
    let written: String
    let statement: String
    let back: ConfirmPage.Back
}

/// The result of an appraisal (民主评议结果登记表), to be printed, signed and filed.
struct AppraisalRecordPage: WebPage {
    static let template = TemplateName.resolution

    let title: String
    let back: ConfirmPage.Back
    let paper: OfficialPaper
    let documentPath: String

    init(_ listing: AppraisalListing, _ words: Words) throws {
        paper = OfficialPaper(listing, words)
        title = words.named(listing.branchName, words(.appraisalRecord))
        back = ConfirmPage.Back(LocalPath.one(.appraisals, listing.id), listing.title(words))
        documentPath = LocalPath.one(.appraisals, listing.id, "record.docx").text
    }
}

extension OfficialPaper {
    init(_ listing: AppraisalListing, _ words: Words) {
        let graded = listing.lines.filter(\.isGraded)
        let year = String(listing.appraisal.year)
        let rows = graded.map { line -> [String?] in
            let counts: [String?] =
                listing.readsCounts
                ? Appraisal.Grade.allCases.map { grade in line.counts.map { String($0[grade]) } } : []
            return [line.person.name] + counts
                + [
                    line.proposed.map { words($0.grade.word) }, line.decided.map { words($0.grade.word) },
                    line.toldOn.map { words.date($0) },
                    line.signature.map { $0.isOnPaper ? words(.appraisalOnPaper) : words.date($0.on) },
                ]
        }
        let headings =
            [words(.memberName)] + (listing.readsCounts ? Appraisal.Grade.allCases.map { words($0.word) } : [])
            + [
                words(.appraisalProposedGrade), words(.appraisalDecidedGrade), words(.appraisalTold),
                words(.appraisalSigned),
            ]
        let reasons = graded.compactMap { line -> Block? in
            guard let decided = line.decided, decided.reason != nil || decided.checkedOn != nil else { return nil }
            let check = decided.checkedOn.map { day in
                words.named(
                    words(.appraisalCheckedOn),
                    [words.date(day), decided.document?.string].compactMap(\.self).joined(separator: " "))
            }
            return .names(
                words.named(line.person.name, ""),
                [words(decided.grade.word), decided.reason?.string, check].compactMap(\.self).joined(
                    separator: words.language == .chinese ? "；" : "; "))
        }
        let totals = Appraisal.Grade.allCases.map { grade in
            "\(words(grade.word)) \(graded.count { $0.decided?.grade == grade })"
        }
        var result: [Block] = [.text(words.list(totals))]
        result += listing.warnings(words).map { .text($0) }
        if let reason = listing.excellentReason {
            result.append(.names(words.named(words(.appraisalExcellentReason), ""), reason))
        }
        let ballots: [Block] =
            listing.ballots.map { ballots in
                [
                    .text(
                        words(
                            .appraisalRecordBallots,
                            [
                                "entitled": String(listing.graded), "present": String(ballots.present),
                                "issued": String(ballots.issued), "returned": String(ballots.returned),
                                "valid": String(ballots.valid),
                            ]))
                ]
            } ?? []
        var sections: [(heading: String, blocks: [Block])] = [
            (words(.ballots), ballots), (words(.appraisalGrades), [.table(headings, rows)]),
            (words(.voteResults), result),
        ]
        if !reasons.isEmpty { sections.append((words(.reason), reasons)) }
        self.init(
            title: words(.appraisalRecordMark, ["branch": listing.branchName]),
            number: words(.appraisalsHeading, ["year": year]), issuer: listing.branchName,
            date: words.date(listing.appraisal.heldOn), sections: sections, digestLabel: words(.paperDigest),
            digest: Self.digest(of: listing), words)
    }

    /// SHA-256 over what was decided of whom, in whatever language it is printed.
    private static func digest(of listing: AppraisalListing) -> String {
        let lines = listing.lines.filter(\.isGraded).map { line -> JSON in
            [
                "member": .string(line.person.number.text), "grade": JSON(line.decided?.grade.rawValue),
                "on": JSON(line.decidedOn),
            ]
        }
        let told: JSON = [
            "branch": .string(listing.branchCode.text), "year": JSON(listing.appraisal.year),
            "heldOn": JSON(listing.appraisal.heldOn), "lines": .array(lines),
        ]
        return SHA256.hash(data: told.bytes()).hexadecimal
    }
}
