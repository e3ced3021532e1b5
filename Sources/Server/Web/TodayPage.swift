import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// Where somebody arrives who has signed in: what waits for them, how far the months are, when the next meeting is.
struct TodayPage: WebPage {
    static let template = TemplateName.today

    struct DutyLine: Sendable {
        let said: String
        let branch: String
        let path: String?
        /// What is done on the spot: a month to open.
        let opening: CyclesPage.Opening?
        let due: String?
        let isLate: Bool
        /// The sheets that it waits for, each with where it is entered.
        let awaited: [Awaited]
    }

    struct Awaited: Sendable {
        let path: String
        let label: String
    }

    struct MonthLine: Sendable {
        let name: String
        let branch: String
        let path: String
        let state: String
        let stateCode: String
        let progress: CyclePage.Progress?
        /// What keeps it from going on, for whoever closes it.
        let blocks: [String]
    }

    /// A sheet of the reader's own that somebody else has revised.
    struct OverwrittenLine: Sendable {
        let path: String
        let said: String
    }

    struct MeetingLine: Sendable {
        let path: String
        let when: String
        let place: String
        let committee: String
    }

    /// What the rules ask of the reader's branches, or how much of all that they see is due.
    struct DueSection: Sendable {
        let lines: [DueLine]
        let hasLines: Bool
        /// For whoever sees to several branches; nil for others.
        let counts: String?
        let path: String
    }

    struct DueLine: Sendable {
        let rule: String
        let branch: String
        let period: String
        let state: String
        let until: String
    }

    struct Content: Sendable {
        /// nil for whoever neither leads a branch nor sees to several.
        let obligations: [ObligationListing]?
        let seesToBranches: Bool
        let duties: [Duty]
        let planned: [PlanItemListing]
        let asked: [AskListing]
        let talks: [TalkListing]
        /// Of the members whose care cases the reader keeps; of whom is not said.
        let care: CareDue?
        /// Of branches in which the reader was or is secretary.
        let handovers: [DueHandover]
        /// Of the ledgers that the reader keeps.
        let entries: [LedgerListing]
        /// To be counted by the reader's branch, or answered by the reader's office.
        let motions: [MotionListing]
        /// To be counted by the reader as a teller, or answered by the reader's office.
        let elections: [ElectionListing]
        /// Of the branches that the reader keeps, whose terms end with no election asked for.
        let terms: [(branch: Branch, ends: LocalDate, isNear: Bool)]
        /// To be taken by the reader, or to be opened and closed.
        let ballots: [DueBallot]
        /// To be answered by the reader's branch, or the reader's own that were answered.
        let suggestions: [DueSuggestion]
        /// To be signed by the reader, or gone on with by the reader's branch.
        let appraisals: [AppraisalDue]
        let overwritten: [OverwrittenSheet]
        let codes: [ID<Branch>: Code]
        let months: [CycleListing]
        let meeting: MeetingListing?
        /// nil for whoever is no member.
        let member: ID<Member>?
        let today: LocalDate
        let now: Instant
        let hasRoles: Bool
        let ownAreas: [OwnAreaMonth]
        /// What keeps each of the months from going on.
        let blocks: [ID<Cycle>: [MonthBlock]]
        /// The month that is assessed now.
        let assessed: Month
        /// Of those who see to more than a branch.
        let branches: [BranchProgress]
        /// nil for whoever does not inspect.
        let inspection: Inspection.Content?
        /// Of the branches that the reader answers for, or gives findings to.
        let findings: [FindingListing]
        /// Of those to which the reader gives findings: what is to go to the party group.
        let circulated: [FindingListing]
        /// Whether what a branch has to do comes before the reader's own areas.
        let leadsBranch: Bool
        /// Whether the reader sets up a bureau that has had no month yet.
        let isFirstDay: Bool

        init(_ transaction: Transaction) throws {
            let authority = transaction.authority
            let today = transaction.today
            self.today = today
            duties = try transaction.duties()
            planned = try transaction.planItemsToReport()
            asked = try transaction.asksToAnswer()
            talks = try transaction.talksToFollow()
            care = try transaction.careDue()
            handovers = try transaction.dueHandovers()
            entries = try transaction.ledgerEntriesDue()
            motions = try transaction.motionsDue()
            elections = try transaction.electionsDue()
            terms = try transaction.termsEnding()
            ballots = try transaction.secretBallotsDue()
            suggestions = try transaction.suggestionsDue()
            appraisals = try transaction.appraisalsDue()
            overwritten = try transaction.overwrittenSheets()
            hasRoles = authority.isUnlimited || !authority.held.isEmpty
            isFirstDay = try transaction.isFirstDay()
            let own = authority.reach(of: .readMonths).branches
            codes = try Dictionary(uniqueKeysWithValues: own.map { ($0, try transaction.branch($0).branch.code) })
            let last = today.month.adding(months: -1)
            months = try own.sorted().flatMap { branch in
                try [last, today.month].flatMap { month in
                    try transaction.whole { try transaction.cycles(CycleFilter(month: month, branch: branch), $0) }
                }
            }
            meeting = authority.allows(API.listMeetings) ? try transaction.nextMeeting() : nil
            member = authority.allows(API.showMemberAttendance) ? authority.member : nil
            now = transaction.now
            ownAreas = try transaction.ownAreaMonths()
            blocks = try Dictionary(
                months.map { ($0.cycle.id, try transaction.blocks(of: $0.cycle)) },
                uniquingKeysWith: { first, _ in first })
            assessed = last
            let seesToBranches = authority.allows(.overruleMonths) && !authority.isUnlimited
            self.seesToBranches = seesToBranches
            obligations = try transaction.obligationsToday(seesToBranches: seesToBranches)
            branches = seesToBranches ? try transaction.branchProgress(in: last) : []
            inspection =
                authority.allows(.readAudit) && !authority.isUnlimited ? try Inspection.Content(transaction) : nil
            leadsBranch = authority.allows(.enterScores)
            findings = try transaction.findingsToHandle()
            circulated = try transaction.findingsToCirculate()
        }
    }

    let title: String
    let notice: String?
    let today: String
    let hasRoles: Bool
    let isFirstDay: Bool
    let hasDuties: Bool
    let duties: [DutyLine]
    let hasOverwritten: Bool
    let overwritten: [OverwrittenLine]
    let hasMonths: Bool
    let months: [MonthLine]
    let meeting: MeetingLine?
    /// To the reader's own attendance of meetings.
    let attendancePath: String?
    /// To the reader's own rights.
    let rightsPath: String?
    let due: DueSection?
    let ownAreasFirst: OwnAreas?
    let ownAreasLater: OwnAreas?
    let branchSteps: BranchSteps?
    let inspection: Inspection?
    let machine: MachineState?

    /// - Parameters:
    ///   - machine: nil for whoever does not run it.
    ///   - time: a moment as the bureau's clocks show it.
    init(
        _ content: Content, machine: MachineState.Content? = nil, name: String, _ words: Words, notice: String? = nil,
        time: (Instant) -> String
    ) {
        let ownAreas = OwnAreas(content.ownAreas, today: content.today, words)
        ownAreasFirst = content.leadsBranch ? nil : ownAreas
        ownAreasLater = content.leadsBranch ? ownAreas : nil
        branchSteps = BranchSteps(content.branches, of: content.assessed, today: content.today, words)
        inspection = content.inspection.map { Inspection($0, words, time: time) }
        self.machine = machine.map { MachineState($0, now: content.now, words, time: time) }
        due = content.obligations.map {
            DueSection($0, seesToBranches: content.seesToBranches, today: content.today, words)
        }
        title = words(.homeTitle, ["name": name])
        self.notice = notice
        today = words.day(content.today)
        (hasRoles, isFirstDay) = (content.hasRoles, content.isFirstDay)
        duties =
            content.duties.map { Self.line($0, content, words) }
            + content.findings.map { Self.line($0, today: content.today, words) }
            + content.circulated.map { Self.line($0, .dutyCirculateFinding, today: content.today, words) }
            + Self.planned(content, words)
            + Self.asked(content, words) + Self.talks(content, words)
            + Self.motions(content, words) + Self.elections(content, words)
            + Self.ballots(content, words) + content.suggestions.map { Self.line($0, content, words) }
            + content.appraisals.map { Self.line($0, words) }
            + Self.care(content, words)
            + content.handovers.map { Self.line($0, words) }
            + Self.entries(content, words)
        hasDuties = !duties.isEmpty
        overwritten = content.overwritten.map { sheet in
            OverwrittenLine(
                path: LocalPath.cycle(sheet.cycle, "scores").with("tier", sheet.tier.rawValue).text,
                said: words(
                    .overwrittenSaid,
                    [
                        "month": words.month(sheet.month), "area": "\(sheet.area.text) \(sheet.areaName)",
                        "tier": words(sheet.tier.word), "name": words.account(sheet.by), "date": words.date(sheet.on),
                        "revision": String(sheet.revision), "reason": sheet.reason,
                    ]))
        }
        hasOverwritten = !overwritten.isEmpty
        months = content.months.map { listing in
            MonthLine(
                name: words.month(listing.cycle.month), branch: listing.branchName,
                path: LocalPath.cycle(listing.cycle.id).text, state: words(listing.cycle.word(on: content.today)),
                stateCode: listing.cycle.status.rawValue,
                progress: listing.complete.map { complete in
                    CyclePage.Progress(
                        complete: String(complete), areas: String(max(listing.areas, 1)),
                        said: words.counted(.progressSaid, listing.areas, ["complete": String(complete)])
                    )
                },
                blocks: content.blocks[listing.cycle.id, default: []].map { $0.shown(words) }
            )
        }
        hasMonths = !months.isEmpty
        attendancePath = content.member.map { LocalPath.member($0, "attendance").text }
        rightsPath = content.member.map { LocalPath.member($0, "rights").text }
        meeting = content.meeting.map { listing in
            let slot = listing.meeting.slot
            return MeetingLine(
                path: LocalPath.meeting(listing.id).text, when: "\(words.day(slot.date)) \(slot.start)",
                place: slot.place.string, committee: listing.committeeName
            )
        }
    }

    private static func line(_ duty: Duty, _ content: Content, _ words: Words) -> DutyLine {
        let month = words.month(duty.month)
        let said =
            switch duty.task {
            case .openMonth: words(.dutyOpen, ["month": month])
            case .score(.own, let areas): words.counted(.dutyScoreOwn, areas, ["month": month])
            case .score(.group, let areas): words.counted(.dutyScoreGroup, areas, ["month": month])
            case .score(_, let areas): words.counted(.dutyScoreBranch, areas, ["month": month])
            case .enterPublic(let areas): words.counted(.dutyPublic, areas, ["month": month])
            case .closeMonth: words(.dutyClose, ["month": month])
            case .completeMonth(let areas, _): words.counted(.dutyComplete, areas, ["month": month])
            case .postMonth: words(.dutyPost, ["month": month])
            case .prolongNotice: words(.dutyProlong, ["month": month])
            case .finaliseMonth: words(.dutyFinalise, ["month": month])
            case .handleObjection(_, let number, let status):
                words(
                    status == .received ? .dutyAdmit : status == .admitted ? .dutyDecide : .dutyTell,
                    ["number": number.text, "month": month])
            case .decideEligibility(let count): words.counted(.dutyEligibility, count, ["month": month])
            }
        return DutyLine(
            said: said, branch: duty.branchName, path: path(of: duty)?.text,
            opening: duty.task == .openMonth
                ? content.codes[duty.branch].map {
                    CyclesPage.Opening(branchCode: $0.text, monthCode: duty.month.description)
                } : nil,
            due: duty.due.map { words(.dutyDue, ["date": words.date($0)]) },
            isLate: duty.due.map { content.today > $0 } ?? false, awaited: awaited(duty, words)
        )
    }

    /// How far an overdue finding has come is said before that it came back.
    private static func line(_ finding: FindingListing, today: LocalDate, _ words: Words) -> DutyLine {
        let word: Word =
            switch (finding.course.status, finding.escalation?.stage) {
            case (.reported, _): .dutyVerifyFinding
            case (_, .circulated): .dutyCirculatedFinding
            case (_, .supervised): .dutySupervisedFinding
            case (.returned, _): .dutyReturnedFinding
            case (.open, _), (.measured, _), (.closed, _), (.withdrawn, _): .dutyFinding
            }
        return line(finding, word, today: today, words)
    }

    private static func line(
        _ finding: FindingListing, _ word: Word, today: LocalDate, _ words: Words
    ) -> DutyLine {
        DutyLine(
            said: words(word, ["number": finding.number.text, "what": finding.matter.what.string]),
            branch: finding.branchName, path: LocalPath.finding(finding.id).text, opening: nil,
            due: words(.dutyDue, ["date": words.date(finding.course.due)]),
            isLate: finding.course.isOverdue(on: today), awaited: [])
    }

    /// What a branch's plan has near or overdue, a line for each branch and month.
    private static func planned(_ content: Content, _ words: Words) -> [DutyLine] {
        let parts = Dictionary(grouping: content.planned) { [$0.month.description, $0.branchCode.text] }
        return parts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { _, items in
            items.first.map { first in
                DutyLine(
                    said: words.counted(.dutyPlanItems, items.count, ["month": words.month(first.month)]),
                    branch: first.branchName, path: LocalPath.plans.with("month", first.month.description).text,
                    opening: nil, due: words(.dutyDue, ["date": words.date(first.item.due)]),
                    isLate: first.isOverdue(on: content.today), awaited: [])
            }
        }
    }

    /// What branches ask, a line for each.
    private static func asked(_ content: Content, _ words: Words) -> [DutyLine] {
        content.asked.map { listing in
            DutyLine(
                said: words(
                    listing.status == .asked ? .dutyAnswerAsk : .dutyFollowAsk, ["title": listing.ask.title.string]),
                branch: listing.branchName, path: LocalPath.one(.asks, listing.id).text, opening: nil,
                due: words(.dutyDue, ["date": words.date(listing.due)]),
                isLate: listing.isOverdue(on: content.today), awaited: [])
        }
    }

    /// What was agreed in talks and is near its day, a line for each.
    private static func talks(_ content: Content, _ words: Words) -> [DutyLine] {
        content.talks.map { listing in
            let day = listing.talk.followUp ?? content.today
            return DutyLine(
                said: words(.dutyTalk, ["step": listing.talk.nextStep?.string ?? "–"]), branch: listing.branchName,
                path: LocalPath.one(.talks, listing.id).text, opening: nil,
                due: words(.dutyDue, ["date": words.date(day)]), isLate: listing.isOverdue(on: content.today),
                awaited: [])
        }
    }

    /// That members are to be visited or their cases looked at again: how many, and nobody's name.
    private static func care(_ content: Content, _ words: Words) -> [DutyLine] {
        guard let care = content.care else { return [] }
        func line(_ word: Word, _ count: Int, _ day: LocalDate?) -> [DutyLine] {
            day.map { day in
                [
                    DutyLine(
                        said: words.counted(word, count), branch: words(.careTitle), path: LocalPath.care.text,
                        opening: nil, due: words(.dutyDue, ["date": words.date(day)]), isLate: content.today > day,
                        awaited: [])
                ]
            } ?? []
        }
        return line(.dutyCareVisit, care.visits, care.nextVisit) + line(.dutyCareReview, care.reviews, care.nextReview)
    }

    private static func line(_ due: DueHandover, _ words: Words) -> DutyLine {
        let new = due.mayMake ? LocalPath.branch(due.branch, "hand-overs/new") : nil
        return DutyLine(
            said: due.said(words), branch: due.branchName,
            path: (due.open.map { LocalPath.one(.handovers, $0) } ?? new)?.text, opening: nil, due: nil, isLate: false,
            awaited: [])
    }

    /// What of the ledgers something is still to come of, a line for each.
    private static func entries(_ content: Content, _ words: Words) -> [DutyLine] {
        content.entries.map { entry in
            DutyLine(
                said: words.named(words(entry.ledger.word), entry.title), branch: entry.branchName,
                path: LocalPath.one(LedgerDesk.of(entry.ledger).page, entry.id).text, opening: nil,
                due: entry.due.map { words(.dutyDue, ["date": words.date($0)]) },
                isLate: entry.isOverdue(on: content.today), awaited: [])
        }
    }

    private static func motions(_ content: Content, _ words: Words) -> [DutyLine] {
        content.motions.map { listing in
            DutyLine(
                said: words(
                    listing.status == .voting ? .dutyMotionCount : .dutyMotionAnswer,
                    ["title": listing.motion.title.string]),
                branch: listing.branchName, path: LocalPath.one(.motions, listing.id).text, opening: nil,
                due: listing.answerDue.map { words(.dutyDue, ["date": words.date($0)]) },
                isLate: listing.isOverdue(on: content.today), awaited: [])
        }
    }

    private static func elections(_ content: Content, _ words: Words) -> [DutyLine] {
        content.elections.map { listing in
            DutyLine(
                said: words(
                    listing.status == .voting ? .dutyElectionCount : .dutyElectionAnswer,
                    ["title": listing.election.title.string]),
                branch: listing.branchName, path: LocalPath.one(.elections, listing.id).text, opening: nil, due: nil,
                isLate: false, awaited: [])
        }
            + content.terms.map { term in
                DutyLine(
                    said: words(term.isNear ? .dutyTermNear : .dutyTermEnds), branch: term.branch.name,
                    path: LocalPath.elections.part("new").with("branch", term.branch.code.text).text, opening: nil,
                    due: words(.dutyDue, ["date": words.date(term.ends)]), isLate: term.ends < content.today,
                    awaited: [])
            }
    }

    private static func ballots(_ content: Content, _ words: Words) -> [DutyLine] {
        content.ballots.flatMap { due -> [DutyLine] in
            let listing = due.listing
            let numbers = [
                "title": listing.ballot.title.string, "issued": String(listing.issued),
                "entitled": String(listing.entitled), "returned": String(listing.returned),
            ]
            func line(_ word: Word, _ path: LocalPath) -> DutyLine {
                DutyLine(
                    said: words(word, numbers), branch: listing.branchName, path: path.text, opening: nil, due: nil,
                    isLate: false, awaited: [])
            }
            let page = LocalPath.one(.secretBallots, listing.id)
            let own = due.isToTake ? [line(.dutyTakeBallot, .one(.secretBallots, listing.id, "take"))] : []
            let kept = due.isKept ? [line(listing.status == .issuing ? .dutyOpenBox : .dutyCloseBallot, page)] : []
            return own + kept
        }
    }

    private static func line(_ due: DueSuggestion, _ content: Content, _ words: Words) -> DutyLine {
        let listing = due.listing
        return DutyLine(
            said: words(
                due.isOwn ? .dutySuggestionAnswered : .dutyAnswerSuggestion,
                ["date": words.date(listing.handedInOn), "kind": words(listing.suggestion.kind.word)]),
            branch: listing.branchName, path: LocalPath.one(.suggestions, listing.id).text, opening: nil,
            due: due.isOwn ? nil : words(.dutyDue, ["date": words.date(listing.answerDue)]),
            isLate: listing.isOverdue(on: content.today), awaited: [])
    }

    private static func line(_ due: AppraisalDue, _ words: Words) -> DutyLine {
        let listing = due.listing
        let year = String(listing.appraisal.year)
        let said =
            due.isOwn
            ? words(.dutyAppraisalSign, ["year": year])
            : listing.status == .decided
                ? words(
                    .dutyAppraisalTell,
                    ["year": year, "untold": String(listing.untold), "unsigned": String(listing.unsigned)])
                : words(.dutyAppraisalKeep, ["year": year, "state": words(listing.status.word)])
        return DutyLine(
            said: said, branch: listing.branchName, path: LocalPath.one(.appraisals, listing.id).text, opening: nil,
            due: nil, isLate: false, awaited: [])
    }

    private static func awaited(_ duty: Duty, _ words: Words) -> [Awaited] {
        guard case .completeMonth(_, let sheets) = duty.task, let cycle = duty.cycle else { return [] }
        return sheets.map { sheet in
            let target = LocalPath.cycle(cycle, "scores").with("tier", sheet.tier.rawValue)
            let name = sheet.assessor.map(\.name) ?? words(.awaitedAnybody)
            return Awaited(
                path: (sheet.assessor.map { target.with("assessor", $0.number.text) } ?? target).text,
                label: "\(words(sheet.tier.word)) \(sheet.area.text) \(name)")
        }
    }

    private static func path(of duty: Duty) -> LocalPath? {
        guard let cycle = duty.cycle else { return nil }
        return switch duty.task {
        case .openMonth: nil
        case .score(let tier, _): .cycle(cycle, "scores").with("tier", tier.rawValue)
        case .enterPublic: .cycle(cycle, "scores").with("tier", Tier.public.rawValue)
        case .closeMonth: .cycle(cycle, "close")
        case .completeMonth: .cycle(cycle)
        case .postMonth: .cycle(cycle, "post")
        case .prolongNotice: .cycle(cycle, "prolong")
        case .finaliseMonth: .cycle(cycle, "finalise")
        case .handleObjection(let id, _, _): .objection(id)
        case .decideEligibility: .cycle(cycle, "eligibility")
        }
    }
}

extension Site {
    static let homeRoutes: [Route] = [
        .get("/", for: .anyone) { visit in
            guard let own = visit.own else {
                // What is no browser only wants to know whether the service runs.
                return visit.acceptsPage ? visit.go(to: visit.signInAddress) : Self.itRuns
            }
            if own.isEnrolling { return visit.go(to: .secondFactor) }
            let content = try await visit.read { try TodayPage.Content($0) }
            return try visit.show(
                TodayPage(
                    content, machine: try await visit.machineState(), name: own.account.shownName, visit.words,
                    notice: visit.notice
                ) { visit.time($0) })
        },
        .post("/language", of: "/", for: .anyone, isCarried: false) { visit in
            guard let language = visit.form["language"].flatMap(Language.init(rawValue:)) else {
                throw Problem(.badRequest, "unknownLanguage", "there is no such language here")
            }
            let cookie = LanguageChoice.cookie(language, at: visit.visitor.door)
            return visit.go(
                to: visit.form["return"].flatMap(LocalPath.init) ?? .home, headers: HTTPFields([cookie])
            )
        },
    ]

    private static var itRuns: Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(
                byteBuffer: ByteBuffer(string: "Zhibu is running. Its API: \(API.root)/openapi.json\n")
            )
        )
    }
}
