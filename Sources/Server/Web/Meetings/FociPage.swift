import Domain
import Storage

/// What enforcement is about in a month, of the committees that the reader reads of.
struct FociPage: WebPage {
    static let template = TemplateName.foci

    struct Row: Sendable {
        let path: String
        let focusTitle: String
        let number: String
        let kind: String
        let months: String
        let committee: String
        let source: String
        let isWithdrawn: Bool
    }

    /// To how work was divided among them.
    struct Beside: Sendable {
        let path: String
        let label: String
    }

    struct Content: Sendable {
        let month: Month
        let foci: [FocusListing]
        /// Where the reader notes foci.
        let setting: [Committee]
        /// Of whose branches it is told how their work was divided.
        let committees: [Committee]
        /// The reader's own.
        let branches: [Branch]

        init(_ transaction: Transaction, month: Month?) throws {
            self.month = month ?? transaction.today.month
            foci = try transaction.foci(in: self.month)
            let all = try transaction.whole { try transaction.committees($0) }
            setting = try all.filter { try transaction.permission(in: $0.id).allows(API.setFocus) }
            committees = try all.filter { try transaction.permission(in: $0.id).allows(API.listFocusShares) }
            branches = try transaction.authority.reach(of: .readPlans).branches.sorted().map {
                try transaction.branch($0).branch
            }
        }
    }

    let title: String
    let notice: String?
    let back: ConfirmPage.Back
    let turning: Turning
    let steps: [Step]
    let hasRows: Bool
    let rows: [Row]
    let beside: [Beside]

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        title = words(.fociHeading, ["month": words.month(content.month)])
        self.notice = notice
        back = ConfirmPage.Back(LocalPath.plans.with("month", content.month.description), words(.plansTitle))
        turning = Turning(content.month, of: .foci, words)
        let several = content.setting.count > 1
        steps = content.setting.map { committee in
            Step(
                path: FocusSharesPage.path(committee.id).part("new").with("month", content.month.description).text,
                label: several ? words.noted(words(.setFocus), committee.name) : words(.setFocus), isMain: !several)
        }
        rows = content.foci.map { listing in
            Row(
                path: LocalPath.one(.foci, listing.id).text, focusTitle: listing.focus.title.string,
                number: listing.number.text, kind: words(listing.focus.kind.word),
                months: words.months(of: listing.focus), committee: listing.committeeName,
                source: listing.focus.source.string, isWithdrawn: listing.withdrawal != nil)
        }
        hasRows = !rows.isEmpty
        let month = content.month.description
        let ofBranches = content.branches.map { branch in
            Beside(
                path: LocalPath.branch(branch.id, "foci").with("from", month).text,
                label: words.named(words(.focusShareTitle), branch.name))
        }
        let ofCommittees = content.committees.map { committee in
            Beside(
                path: FocusSharesPage.path(committee.id).with("from", month).text,
                label: words.named(words(.focusShareTitle), committee.name))
        }
        beside = ofBranches + ofCommittees
    }
}

/// One focus, with what serves it of the branches that the reader reads of.
struct FocusPage: WebPage {
    static let template = TemplateName.focus

    struct Row: Sendable {
        let path: String
        let label: String
        let kind: String
        let branch: String
        let day: String
    }

    struct Content: Sendable {
        let listing: FocusListing
        let revisions: [FocusRevision]
        let serving: FocusRecords
        let permission: Permission

        init(_ transaction: Transaction, _ id: ID<Focus>) throws {
            listing = try transaction.focus(id)
            revisions = try transaction.revisions(of: listing)
            serving = try transaction.records(serving: listing)
            permission = try transaction.permission(in: listing.committee)
        }
    }

    let title: String
    let notice: String?
    let back: ConfirmPage.Back
    let state: String
    let stateCode: String
    let facts: [Fact]
    let steps: [Step]
    let hasRows: Bool
    let rows: [Row]
    /// nil where all are told.
    let earlier: String?
    let history: HistoryLines?

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let listing = content.listing
        title = listing.focus.title.string
        self.notice = notice
        let first = listing.focus.months.lowerBound
        back = ConfirmPage.Back(LocalPath.foci.with("month", first.description), words(.fociTitle))
        let stands = listing.withdrawal == nil
        (state, stateCode) = (words(stands ? .focusStands : .focusWithdrawn), stands ? "open" : "withdrawn")
        facts =
            [
                Fact(words(.focusNumber), listing.number.text), Fact(words(.committee), listing.committeeName),
                FocusFields.kind.fact(listing, words), Fact(words(.focusMonths), words.months(of: listing.focus)),
                FocusFields.source.fact(listing, words), FocusFields.area.fact(listing, words),
                Fact(words(.recordedBy), "\(words.account(listing.setBy)) \(words.date(listing.setOn))"),
            ].compactMap(\.self)
        let path = LocalPath.one(.foci, listing.id)
        steps =
            stands
            ? content.permission.step(API.reviseFocus, at: path.part("revise"), words(.reviseFocus))
                + content.permission.step(API.withdrawFocus, at: path.part("withdraw"), words(.withdrawFocus)) : []
        rows = content.serving.records.map { record in
            Row(
                path: record.subject.path.text, label: record.label(words), kind: record.subject.said(words),
                branch: record.branchName, day: words.date(record.day))
        }
        hasRows = !rows.isEmpty
        earlier = content.serving.earlier > 0 ? words.counted(.focusEarlier, content.serving.earlier) : nil
        history = HistoryLines(
            content.revisions.map { HistoryLines.Line($0, words) }
                + [
                    listing.withdrawal.map { withdrawal in
                        HistoryLines.Line(
                            words(.focusWithdrawn), [withdrawal.reason], by: withdrawal.by, on: withdrawal.on, words)
                    }
                ].compactMap(\.self))
    }
}

extension HistoryLines.Line {
    fileprivate init(_ revision: FocusRevision, _ words: Words) {
        let focus = revision.focus
        self.init(
            words(.focusRevised),
            [
                focus.title.string, words(focus.kind.word), words.months(of: focus), focus.source.string,
                focus.area?.string, words.named(words(.reason), revision.reason),
            ], by: revision.by, on: revision.on, words)
    }
}

extension FocusRecord {
    fileprivate func label(_ words: Words) -> String { title ?? subject.said(words) }
}

extension FocusRecord.Subject {
    fileprivate var path: LocalPath {
        switch self {
        case .planItem(let id): .one(.plans, id)
        case .meeting(let id, _): .meeting(id)
        case .ledgerEntry(let id, let ledger): .one(LedgerDesk.of(ledger).page, id)
        }
    }

    fileprivate func said(_ words: Words) -> String {
        switch self {
        case .planItem: words(.plansTitle)
        case .meeting(_, let kind): words(kind.word)
        case .ledgerEntry(_, let ledger): words(ledger.word)
        }
    }
}

extension Words {
    /// From when to when it is.
    func months(of focus: Focus) -> String {
        let (first, last) = (focus.months.lowerBound, focus.months.upperBound)
        if first == last { return month(first) }
        return self(.focusFromTo, ["from": month(first), "until": month(last)])
    }
}

/// How work of some months was divided among foci: of a branch, or of a committee's branches side by side, by code.
struct FocusSharesPage: WebPage {
    static let template = TemplateName.focusShares

    struct Row: Sendable {
        let kind: String
        let serving: String
        let none: String
    }

    struct Section: Sendable {
        let heading: String
        /// nil on the branch's own page.
        let path: String?
        let rows: [Row]
    }

    let title: String
    let back: ConfirmPage.Back
    let path: String
    let from: String
    let until: String
    let hasSections: Bool
    let sections: [Section]
    let fociPath: String

    static func path(_ committee: ID<Committee>) -> LocalPath {
        .administration("committees/\(committee.rawValue)/foci")
    }

    /// Of a branch.
    init(_ share: BranchFocusShare, _ words: Words) {
        self.init(
            share.name, [(share, nil)], share.months, at: .branch(share.branch, "foci"),
            back: ConfirmPage.Back(.branch(share.branch), share.name), words)
    }

    /// Of a committee's branches.
    init(_ shares: [BranchFocusShare], of committee: Committee, in months: ClosedRange<Month>, _ words: Words) {
        self.init(
            committee.name, shares.map { ($0, LocalPath.branch($0.branch, "foci")) }, months,
            at: Self.path(committee.id),
            back: ConfirmPage.Back(.administration("committees"), words(.committees)), words)
    }

    private init(
        _ name: String, _ shares: [(share: BranchFocusShare, path: LocalPath?)], _ months: ClosedRange<Month>,
        at list: LocalPath, back: ConfirmPage.Back, _ words: Words
    ) {
        title = words(.focusShareHeading, ["name": name])
        self.back = back
        path = list.text
        (from, until) = (months.lowerBound.description, months.upperBound.description)
        let (first, last) = (from, until)
        sections = shares.map { share, path in
            Section(
                heading: path == nil ? share.name : "\(share.code.text) \(share.name)",
                path: path?.with("from", first).with("until", last).text,
                rows: FocusShare.Kind.allCases.map { Row($0, share, words) })
        }
        hasSections = !sections.isEmpty
        fociPath = LocalPath.foci.with("month", first).text
    }
}

extension FocusSharesPage.Row {
    /// Of zero records there is nothing to say.
    fileprivate init(_ kind: FocusShare.Kind, _ divided: BranchFocusShare, _ words: Words) {
        self.kind = words(kind.word)
        guard divided.share.all(kind) > 0 else {
            (serving, none) = (words(.focusNothing), "–")
            return
        }
        let counted = divided.foci.compactMap { listing -> String? in
            let count = divided.share.serving(listing.id, kind)
            return count > 0
                ? words(.focusCounted, ["title": listing.focus.title.string, "count": String(count)]) : nil
        }
        serving = words.list(counted).nonEmpty ?? "0"
        none = String(divided.share.servingNone(kind))
    }
}

extension Transaction {
    /// The foci that branches' work of some months can serve, to choose from.
    ///
    /// - Parameter standing: which is chosen already, though it may have been withdrawn since.
    func focusChoices(
        of branches: [ID<Branch>], in months: ClosedRange<Month>, with standing: ID<Focus>? = nil
    ) throws -> [FormField.Choice] {
        try foci(forAnyOf: branches, in: months).filter { $0.withdrawal == nil || $0.id == standing }.map { listing in
            FormField.Choice(
                code: listing.number.text,
                label: "\(listing.focus.title.string) \(listing.focus.months.told) \(listing.number.text)")
        }
    }

    /// Of which foci can be chosen for what is entered today: entries are of days that are past.
    var focusMonthsAround: ClosedRange<Month> { today.month.adding(months: 1 - Focus.longest)...today.month }
}

extension ClosedRange<Month> {
    fileprivate var told: String {
        lowerBound == upperBound ? lowerBound.description : "\(lowerBound)–\(upperBound)"
    }
}

extension Site {
    static let focusRoutes: [Route] =
        [
            .get("/foci", for: .signedIn) { visit in
                let month = visit.queriedMonth
                let content = try await visit.read { try FociPage.Content($0, month: month) }
                return try visit.show(FociPage(content, visit.words, notice: visit.notice))
            },
            .get("/foci/{focus}", for: .signedIn) { visit in
                let id: ID<Focus> = try visit.id("focus")
                let content = try await visit.read { try FocusPage.Content($0, id) }
                return try visit.show(FocusPage(content, visit.words, notice: visit.notice))
            },
            .get("/branches/{branch}/foci", for: .signedIn) { visit in
                let (id, from, until): (ID<Branch>, Month?, Month?) = (
                    try visit.id("branch"), visit.month("from"), visit.month("until")
                )
                let share = try await visit.read { transaction in
                    try transaction.focusShare(of: id, in: FocusMonths.range(from, until, transaction.today))
                }
                return try visit.show(FocusSharesPage(share, visit.words))
            },
            .get("/administration/committees/{committee}/foci", for: .signedIn) { visit in
                let (id, from, until): (ID<Committee>, Month?, Month?) = (
                    try visit.id("committee"), visit.month("from"), visit.month("until")
                )
                let (shares, committee, months) = try await visit.read { transaction in
                    let months = try FocusMonths.range(from, until, transaction.today)
                    return (try transaction.focusShares(of: id, in: months), try transaction.committee(id), months)
                }
                return try visit.show(FocusSharesPage(shares, of: committee, in: months, visit.words))
            },
        ] + focusForms.flatMap(\.routes)

    private static let focusForms: [FormRoute] = [
        FormRoute("/administration/committees/{committee}/foci/new", API.setFocus, .setFocus) { visit in
            let (id, month): (ID<Committee>, Month?) = (try visit.id("committee"), visit.queriedMonth)
            let words = visit.words
            let (committee, today) = try await visit.read { (try $0.committee(id), $0.today) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.foci, words(.fociTitle)),
                intro: words(.setFocusIntro, ["committee": committee.name]),
                fields: [
                    FocusFields.title.asked(words), FocusFields.kind.asked(words),
                    FocusFields.from.asked(words, first: (month ?? today.month).description),
                    FocusFields.askedUntil.asked(words), FocusFields.source.asked(words),
                    FocusFields.area.asked(words),
                ])
        } next: { _, made in
            (made["id"]?.integer.map { LocalPath.one(.foci, ID<Focus>($0)) } ?? .foci).with(.recorded)
        },
        FormRoute("/foci/{focus}/revise", API.reviseFocus, .reviseFocus) { visit in
            let (listing, back) = try await visit.focusAsked()
            let words = visit.words
            return FormRoute.Asked(
                back: back,
                fields: [
                    FocusFields.title.asked(words, of: listing), FocusFields.kind.asked(words, of: listing),
                    FocusFields.from.asked(words, of: listing),
                    FocusFields.askedUntil.asked(words, first: listing.focus.months.upperBound.description),
                    FocusFields.source.asked(words, of: listing), FocusFields.area.asked(words, of: listing),
                    FocusFields.reason.asked(words),
                ], version: listing.version)
        } next: { visit, _ in
            LocalPath.one(.foci, try visit.id("focus", of: Focus.self)).with(.recorded)
        },
        FormRoute("/foci/{focus}/withdraw", API.withdrawFocus, .withdrawFocus) { visit in
            FormRoute.Asked(
                back: try await visit.focusAsked().back, intro: visit.words(.withdrawFocusIntro),
                fields: [FocusFields.reason.asked(visit.words)])
        } next: { visit, _ in
            LocalPath.one(.foci, try visit.id("focus", of: Focus.self)).with(.recorded)
        },
    ]
}

extension Visit {
    fileprivate func month(_ name: String) -> Month? { query[name].flatMap { try? Month(parsing: $0) } }

    fileprivate func focusAsked() async throws -> (listing: FocusListing, back: ConfirmPage.Back) {
        let id: ID<Focus> = try id("focus")
        let listing = try await read { try $0.focus(id) }
        return (listing, ConfirmPage.Back(LocalPath.one(.foci, id), listing.focus.title.string))
    }
}
