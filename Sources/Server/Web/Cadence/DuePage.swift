import Domain
import Storage

/// What the rules ask in a year: of a branch or a committee, rule by rule and period by period; of several, how many of each
/// are done. Nothing is entered for it.
struct DuePage: WebPage {
    static let template = TemplateName.due

    /// A period of a rule.
    struct Mark: Sendable {
        let label: String
        let sign: String
        /// For the style sheet.
        let code: String
        /// The sign in words.
        let said: String
    }

    /// A rule, and whom it asks, with the year's periods.
    struct Line: Sendable {
        let rule: String
        /// The group or the secretary; nil for the branch itself.
        let subject: String?
        let frequency: String
        let strength: String
        /// That nobody has seen its text; nil where somebody has.
        let unverified: String?
        let marks: [Mark]
    }

    /// What is due, or was not done in the period before, in full. What lies further back stands among the marks.
    struct OpenLine: Sendable {
        let rule: String
        let subject: String?
        let period: String
        let state: String
        let until: String
        let counted: String
        let records: [Record]
        let steps: [Step]
    }

    /// Where what counted is found.
    struct Record: Sendable {
        let path: String
        let label: String
    }

    /// An excuse that stands.
    struct ExcuseLine: Sendable {
        let said: String
        let steps: [Step]
    }

    /// A branch or a committee among others.
    struct WholeLine: Sendable {
        let name: String
        let path: String
        let done: String
        let due: String
        let overdue: String
        let excused: String
    }

    struct Key: Sendable {
        let sign: String
        let said: String
    }

    struct Content: Sendable {
        let choice: ChosenYear
        /// One branch or committee; nil for all that the reader sees.
        let one: (code: String, name: String, isCommittee: Bool)?
        let branch: ID<Branch>?
        let committee: ID<Committee>?
        let obligations: [ObligationListing]
        let switches: [CadenceSwitchListing]
        let permission: Permission
        let today: LocalDate
        /// A moment’s day, as the bureau's clocks have it.
        let zone: BureauTimeZone

        init(_ transaction: Transaction, _ choice: ChosenYear, committee code: String?) throws {
            (self.choice, today, zone) = (choice, transaction.today, transaction.settings.timeZone)
            let branch = choice.branch ?? (choice.branches.count == 1 && code == nil ? choice.branches.first : nil)
            let committee = try code.map { try transaction.committee(transaction.requireCommittee($0)) }
            let scope: AskedScope
            if let branch {
                one = (branch.branch.code.text, branch.branch.name, false)
                scope = .branch(branch.branch.id)
                permission = try transaction.permission(in: branch.branch.id)
                switches = try transaction.cadenceSwitches(of: branch.branch.id).rowsAndNext.0
            } else if let committee {
                one = (committee.code.text, committee.name, true)
                scope = .committee(committee.id)
                permission = try transaction.permission(in: committee.id)
                switches = []
            } else {
                one = nil
                scope = .everything
                switches = []
                permission = Permission(transaction.authority)
            }
            self.branch = branch?.branch.id
            self.committee = branch == nil ? committee?.id : nil
            guard let months = Month.months(of: choice.year) else {
                obligations = []
                return
            }
            let id = self.committee
            obligations = try transaction.obligations(
                of: months, by: CadenceSeed.rules(), in: scope, on: transaction.today
            ).filter { id == nil || $0.subject.kind == .committee && $0.subject.committee == id }
        }
    }

    let title: String
    let heading: String
    let intro: String
    let notice: String?
    let turning: Turning
    let year: String
    /// nil for whoever sees one branch alone.
    let branchMenu: FormField.Menu?
    let back: ConfirmPage.Back?
    let isEmpty: Bool
    let isOne: Bool
    let keys: [Key]
    let lines: [Line]
    let hasOpen: Bool
    let open: [OpenLine]
    let hasExcuses: Bool
    let excuses: [ExcuseLine]
    let hasSwitches: Bool
    let switches: [String]
    let steps: [Step]
    let hasBranches: Bool
    let branches: [WholeLine]
    let hasCommittees: Bool
    let committees: [WholeLine]
    let rulesPath: String
    let downloads: Downloads

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let choice = content.choice
        title = words(.dueTitle)
        year = String(choice.year)
        heading =
            words(.dueHeading, ["year": year])
            + (content.one.map { words.language == .chinese ? "：\($0.name)" : ": \($0.name)" } ?? "")
        intro = words(.dueIntro, ["date": words.date(content.today)])
        self.notice = notice
        let page = content.page
        turning = Turning(year: choice.year) { page.with("year", String($0)) }
        branchMenu = content.one?.isCommittee == true ? nil : choice.branchMenu(words)
        back =
            content.one != nil && choice.branches.count > 1
            ? ConfirmPage.Back(LocalPath.due.with("year", year), words(.dueTitle)) : nil
        isEmpty = content.obligations.isEmpty
        isOne = content.one != nil
        keys = Obligation.State.allCases.map { Key(sign: $0.sign(words), said: words($0.word)) }
        lines = isOne ? Self.lines(content.obligations, words) : []
        open =
            isOne
            ? content.obligations.filter { $0.isAtHand(on: content.today) }
                .map { OpenLine($0, content, words) } : []
        hasOpen = !open.isEmpty
        excuses = isOne ? content.obligations.compactMap { ExcuseLine($0, content, words) } : []
        hasExcuses = !excuses.isEmpty
        switches = content.switches.map { content.said($0, words) }
        hasSwitches = !switches.isEmpty
        steps = Self.steps(content, words)
        branches =
            isOne ? [] : Self.whole(content.obligations.filter { $0.subject.branch != nil }, "branch", year, words)
        hasBranches = !branches.isEmpty
        committees =
            isOne ? [] : Self.whole(content.obligations.filter { $0.subject.branch == nil }, "committee", year, words)
        hasCommittees = !committees.isEmpty
        rulesPath = LocalPath.due.part("rules").text
        downloads = Downloads(page.with("year", year))
    }

    /// Rule by rule and subject by subject, in the order given.
    private static func lines(_ obligations: [ObligationListing], _ words: Words) -> [Line] {
        var order: [String] = []
        var found: [String: [ObligationListing]] = [:]
        for listing in obligations {
            let key = "\(listing.rule.key.text) \(listing.subject.kind.rawValue) \(listing.subject.id)"
            if found[key] == nil { order.append(key) }
            found[key, default: []].append(listing)
        }
        return order.compactMap { key in
            guard let periods = found[key], let first = periods.first else { return nil }
            return Line(
                rule: words(first.rule.title), subject: first.subject.part,
                frequency: words.frequency(first.rule), strength: words(first.rule.strength.word),
                unverified: first.rule.isVerified ? nil : words(.markMemory),
                marks: periods.map { Mark($0.obligation, words) })
        }
    }

    private static func whole(
        _ obligations: [ObligationListing], _ query: String, _ year: String, _ words: Words
    ) -> [WholeLine] {
        Dictionary(grouping: obligations, by: \.subject.code).sorted { $0.key < $1.key }.map { code, listings in
            func count(_ state: Obligation.State) -> String {
                String(listings.count { $0.obligation.state == state })
            }
            return WholeLine(
                name: listings[0].subject.name,
                path: LocalPath.due.with("year", year).with(query, code.text).text, done: count(.done),
                due: count(.due), overdue: count(.overdue), excused: count(.excused))
        }
    }

    private static func steps(_ content: Content, _ words: Words) -> [Step] {
        if let branch = content.branch {
            return content.permission.step(
                API.excuseBranch, at: .branch(branch, "excuses").part("new"), words(.excuseTitle))
                + content.permission.step(
                    API.switchRule, at: .branch(branch, "rule-switches").part("new"), words(.switchTitle))
        }
        guard let committee = content.committee else { return [] }
        return content.permission.step(
            API.excuseCommittee, at: LocalPath.administration("committees").part("\(committee.rawValue)/excuses"),
            words(.excuseTitle))
    }

    /// All of the year's obligations, one a row.
    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        DownloadTable(
            words,
            [words(.dueTitle), String(content.choice.year)] + (content.one.map { [$0.code] } ?? []),
            [
                .branchCode, .cadenceSubject, .cadenceRule, .cadencePeriod, .dueFrom, .dueTo, .dueUntil, .state,
                .dueHave, .dueRequired, .cadenceStrength, .source, .cadenceMark, .reason,
            ],
            content.obligations.map { listing in
                let (rule, obligation) = (listing.rule, listing.obligation)
                return [
                    .text(listing.subject.code.text), .text(words.subject(listing.subject)),
                    .text(words(rule.title)), .text(obligation.period.name),
                    .text(obligation.period.first.description), .text(obligation.period.last.description),
                    .text(obligation.until.description), .text(words(obligation.state.word)),
                    .number(String(obligation.amount)), .number(String(obligation.quantity)),
                    .text(words(rule.strength.word)), .text(words(rule.source)), .text(words(rule.mark.word)),
                    .text(listing.excuse?.reason ?? ""),
                ]
            })
    }
}

extension DuePage.Content {
    /// The page of what is chosen, without its year.
    fileprivate var page: LocalPath {
        guard let one else { return .due }
        return LocalPath.due.with(one.isCommittee ? "committee" : "branch", one.code)
    }

    fileprivate func said(_ listing: CadenceSwitchListing, _ words: Words) -> String {
        let rule = try? CadenceSeed.rules().rule(listing.rule)
        let period = try? rule?.cadence.period(named: listing.period)
        return words(
            listing.isOff ? .switchSaidOff : .switchSaidOn,
            [
                "rule": rule.map { words($0.title) } ?? listing.rule,
                "period": period.map(words.period) ?? listing.period, "reason": listing.reason,
                "by": words.account(listing.by), "date": words.date(zone.date(of: listing.at)),
            ])
    }
}

extension DuePage.Mark {
    fileprivate init(_ obligation: Obligation, _ words: Words) {
        label = words.shortPeriod(obligation.period)
        sign = obligation.state.sign(words)
        code = obligation.state == .done ? "done" : "open"
        said = words(obligation.state.word)
    }
}

extension Obligation.State {
    /// In a narrow place. None of them blames.
    func sign(_ words: Words) -> String {
        switch self {
        case .done: "✓"
        case .due: "○"
        case .overdue: "–"
        case .excused: words.language == .chinese ? "免" : "e"
        case .off: "×"
        }
    }
}

extension AskedSubject {
    /// The part of a branch that is asked; nil for a branch or a committee as a whole.
    var part: String? {
        switch kind {
        case .committee, .branch: nil
        case .group: group
        case .secretary: person?.name
        }
    }
}

extension DuePage.OpenLine {
    fileprivate init(_ listing: ObligationListing, _ content: DuePage.Content, _ words: Words) {
        let obligation = listing.obligation
        rule = words(listing.rule.title)
        subject = listing.subject.part
        period = words.period(obligation.period)
        state = words(obligation.state.word)
        until = words.date(obligation.until)
        counted = words(
            .dueCountSaid, ["done": String(obligation.amount), "quantity": String(obligation.quantity)])
        let opens =
            switch listing.rule.counts {
            case .meeting: content.permission.allows(API.showMeeting)
            case .rankedMonth: content.permission.allows(API.showCycle)
            case .talkPairs: content.permission.allows(API.showTalkPairs)
            case .appraisal: content.permission.allows(API.showAppraisal)
            }
        records =
            opens
            ? obligation.records.map { record in
                let path: LocalPath =
                    switch listing.rule.counts {
                    case .meeting: .meeting(ID(record.id))
                    case .rankedMonth: .cycle(ID(record.id))
                    case .talkPairs:
                        .branch(ID(record.id), "talk-pairs").with("year", String(record.on.components.year))
                    case .appraisal: .one(.appraisals, ID<Appraisal>(record.id))
                    }
                return DuePage.Record(path: path.text, label: words.date(record.on))
            } : []
        steps = content.excusing(listing, words)
    }
}

extension DuePage.Content {
    /// The step to excuse from what is asked.
    fileprivate func excusing(_ listing: ObligationListing, _ words: Words) -> [Step] {
        let (rule, period) = (listing.rule.key.text, listing.obligation.period.name)
        if let branch = listing.subject.branch {
            var path = LocalPath.branch(branch, "excuses").part("new").with("rule", rule).with("period", period)
            if let group = listing.subject.group { path = path.with("group", group) }
            if let person = listing.subject.person { path = path.with("member", person.number.text) }
            return permission.step(API.excuseBranch, at: path, words(.excuseTitle))
        }
        let path = LocalPath.administration("committees").part("\(listing.subject.committee.rawValue)/excuses")
        return permission.step(
            API.excuseCommittee, at: path.with("rule", rule).with("period", period), words(.excuseTitle))
    }
}

extension DuePage.ExcuseLine {
    /// nil for what is not excused.
    fileprivate init?(_ listing: ObligationListing, _ content: DuePage.Content, _ words: Words) {
        guard let excuse = listing.excuse else { return nil }
        let part = listing.subject.part.map { words.noted(words(listing.rule.title), $0) } ?? words(listing.rule.title)
        said = words(
            .dueReasonSaid,
            [
                "subject": part, "period": words.period(listing.obligation.period), "reason": excuse.reason,
                "by": words.account(excuse.by), "date": words.date(content.zone.date(of: excuse.at)),
            ])
        steps = content.permission.step(
            API.withdrawExcuse, at: LocalPath.due.part("excuses/\(excuse.id.rawValue)/withdraw"),
            words(.withdrawExcuse))
    }
}

extension Site {
    static let cadenceRoutes: [Route] =
        [
            .get("/due", for: .signedIn) { visit in
                try visit.authority.require(API.listObligations)
                return try visit.show(
                    DuePage(try await content(visit), visit.words, notice: visit.notice))
            },
            .table("/due") { visit in
                try visit.authority.require(API.listObligations)
                return DuePage.table(try await content(visit), visit.words)
            },
            .get("/due/rules", for: .signedIn) { visit in
                try visit.authority.require(API.listCadenceRules)
                return try visit.show(CadenceRulesPage(CadenceSeed.rules(), visit.words))
            },
        ] + cadenceForms.flatMap(\.routes)

    private static func content(_ visit: Visit) async throws -> DuePage.Content {
        let committee = visit.query["committee"]?.nonEmpty
        return try await visit.reading { try DuePage.Content($0, $1, committee: committee) }
    }
}
