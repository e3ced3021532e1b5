import Domain
import Storage

/// What a branch's secretaries handed over.
struct HandoversPage: WebPage {
    static let template = TemplateName.handovers

    struct Row: Sendable {
        let path: String
        let said: String
        let when: String
        let state: String
    }

    let title: String
    let notice: String?
    let back: ConfirmPage.Back
    /// That another secretary came, and nothing is signed by both.
    let due: [String]
    let steps: [Step]
    let hasRows: Bool
    let rows: [Row]

    struct Content: Sendable {
        let branch: Branch
        let listings: [HandoverListing]
        let due: [DueHandover]
        let permission: Permission
        let timeZone: BureauTimeZone

        init(_ transaction: Transaction, _ id: ID<Branch>) throws {
            listings = try transaction.handovers(of: id)
            branch = try transaction.branch(id).branch
            due = try transaction.dueHandovers(of: id)
            permission = try transaction.permission(in: id)
            timeZone = transaction.settings.timeZone
        }
    }

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        title = words.named(content.branch.name, words(.handoversTitle))
        self.notice = notice
        back = ConfirmPage.Back(.branch(content.branch.id), content.branch.name)
        due = content.due.map { $0.said(words) }
        steps =
            content.branch.dissolved == nil
            ? content.permission.step(
                API.makeHandover, at: .branch(content.branch.id, "hand-overs/new"), words(.makeHandover), isMain: true)
            : []
        rows = content.listings.map { listing in
            Row(
                path: LocalPath.one(.handovers, listing.id).text,
                said: "\(listing.outgoing.name) → \(listing.incoming.name)",
                when: words.date(content.timeZone.date(of: listing.madeAt)), state: words(listing.status.word))
        }
        hasRows = !rows.isEmpty
    }
}

extension DueHandover {
    func said(_ words: Words) -> String {
        words(
            .dutyHandover,
            ["outgoing": outgoing.name, "incoming": incoming.name, "date": words.date(since)])
    }
}

/// A hand-over sheet, to be read, signed and printed.
struct HandoverPage: WebPage {
    static let template = TemplateName.handover

    let title: String
    let notice: String?
    let back: ConfirmPage.Back
    let steps: [Step]
    let paper: OfficialPaper
    let documentPath: String

    /// - Parameter isListed: whether the reader sees the branch's other sheets.
    init(
        _ content: HandoverContent, isListed: Bool, _ timeZone: BureauTimeZone, _ words: Words, notice: String? = nil
    ) {
        let listing = content.listing
        paper = OfficialPaper(content, timeZone, words)
        title = paper.title
        self.notice = notice
        back =
            isListed
            ? ConfirmPage.Back(.branch(listing.branch, "hand-overs"), words(.handoversTitle))
            : ConfirmPage.Back(.home, words(.placeToday))
        func step(_ part: String, _ word: Word, isMain: Bool) -> Step {
            Step(path: LocalPath.one(.handovers, listing.id, part).text, label: words(word), isMain: isMain)
        }
        let signing: [Step] =
            switch listing.turn {
            case .own: [step("sign", .signHandover, isMain: true)]
            case .inPlace: [step("sign", .signHandoverInPlace, isMain: false)]
            case nil: []
            }
        steps = signing + (listing.mayWithdraw ? [step("withdraw", .withdrawHandover, isMain: false)] : [])
        documentPath = LocalPath.one(.handovers, listing.id, "sheet.docx").text
    }
}

extension OfficialPaper {
    init(_ content: HandoverContent, _ timeZone: BureauTimeZone, _ words: Words) {
        let listing = content.listing
        let people: [Block] = [
            .text(words.named(words(.handoverOutgoing), listing.outgoing.name)),
            .text(words.named(words(.handoverIncoming), listing.incoming.name)),
            .text(words.named(words(.state), words(listing.status.word))),
        ]
        let parts = Handover.Part.allCases.map { part -> (heading: String, blocks: [Block]) in
            let lines = content.sheet.lines(of: part)
            return (
                words(part.word),
                lines.isEmpty
                    ? [.text(words(.yearBookNone))]
                    : [.table(part.headings.map { words($0) }, lines.map { part.cells($0, words) })]
            )
        }
        let signatures: [Block] = Handover.Side.allCases.map { side in
            let person = side == .outgoing ? listing.outgoing : listing.incoming
            let said =
                listing.step(side.status).map { step -> String in
                    let signed = words(
                        step.isInPlace ? .handoverSignedInPlace : .signatureOf,
                        [
                            "name": step.isInPlace ? words.account(step.by) : person.name,
                            "time": words.date(timeZone.date(of: step.at)),
                        ])
                    return step.said.map { words.noted(signed, $0) } ?? signed
                } ?? words(.signatureMissing, ["name": person.name])
            return .text(words.named(words(side.word), said))
        }
        let withdrawn = listing.step(.withdrawn).map { step -> Block in
            .text(words.named(words(.handoverWithdrawn), step.said ?? ""))
        }
        var sections: [(heading: String, blocks: [Block])] = [(words(.handoverPeople), people)]
        sections += parts
        sections.append((words(.handoverSignatures), signatures + [withdrawn].compactMap(\.self)))
        self.init(
            title: words(.handoverMark, ["branch": listing.branchName]), number: nil, issuer: listing.committeeName,
            date: words.date(timeZone.date(of: listing.step(.handedOver)?.at ?? listing.madeAt)), sections: sections,
            digestLabel: words(.handoverDigest), digest: content.digest, words)
    }
}

extension Handover.Part: Worded {
    var word: Word {
        switch self {
        case .findings: .handoverFindings
        case .plans: .handoverPlans
        case .asks: .handoverAsks
        case .obligations: .handoverObligations
        case .months: .handoverMonths
        case .meetings: .handoverMeetings
        case .areas: .areasTitle
        case .accounts: .accounts
        }
    }

    fileprivate var headings: [Word] {
        switch self {
        case .findings: [.findingWhat, .state, .planDue]
        case .plans: [.planTitle, .month, .planDue]
        case .asks: [.askTitle, .state, .planDue]
        case .obligations: [.cadenceRule, .cadencePeriod, .state, .planDue]
        case .months: [.month, .state]
        case .meetings: [.meetingKind, .date, .meetingTheme]
        case .areas: [.areaName, .holder]
        case .accounts: [.signInName, .owner, .roles]
        }
    }

    /// A text for each heading.
    fileprivate func cells(_ line: Handover.Line, _ words: Words) -> [String?] {
        let due = line.due.map { day in
            line.isOverdue ? words.noted(words.date(day), words(.overdue)) : words.date(day)
        }
        let states = words.list(line.states.map { state(of: $0).map { words($0) } ?? $0 })
        let month = line.period.flatMap { try? Month(parsing: $0) }.map(words.month)
        let period = [month ?? line.period].compactMap(\.self)
        return switch self {
        case .findings, .asks: [line.title, states, due]
        case .plans: [line.title, month, due]
        case .obligations:
            [
                words.language == .chinese ? line.title : line.titleEn ?? line.title,
                words.list(period + line.people), states, due,
            ]
        case .months: [month, states]
        case .meetings: [states, line.due.map(words.date), line.title]
        case .areas: [line.title, words.holders(line.people)]
        case .accounts: [line.title, words.list(line.people), states]
        }
    }

    private func state(of raw: String) -> Word? {
        switch self {
        case .findings: Finding.Status(rawValue: raw)?.word
        case .plans: PlanItem.Status(rawValue: raw)?.word
        case .asks: Ask.Status(rawValue: raw)?.word
        case .obligations: Obligation.State(rawValue: raw)?.word
        case .months: Cycle.Status(rawValue: raw)?.word
        case .meetings: Meeting.Kind(rawValue: raw)?.word
        case .accounts: Role(rawValue: raw)?.word
        case .areas: nil
        }
    }
}

extension Site {
    static let handoverRoutes: [Route] =
        [
            .get("/branches/{branch}/hand-overs", for: .signedIn) { visit in
                let id: ID<Branch> = try visit.id("branch")
                let content = try await visit.read { try HandoversPage.Content($0, id) }
                return try visit.show(HandoversPage(content, visit.words, notice: visit.notice))
            },
            .get("/hand-overs/{handOver}", for: .signedIn) { visit in
                let id: ID<Handover> = try visit.id("handOver")
                let (content, isListed, timeZone) = try await visit.read { transaction in
                    let content = try transaction.handover(id, by: CadenceSeed.rules())
                    let permission = try transaction.permission(in: content.listing.branch)
                    return (
                        content, permission.allows(API.listHandovers) && permission.allows(API.listAccounts),
                        transaction.settings.timeZone
                    )
                }
                return try visit.show(
                    HandoverPage(content, isListed: isListed, timeZone, visit.words, notice: visit.notice))
            },
            .document(API.handoverDocument) { visit in
                let id: ID<Handover> = try visit.id("handOver")
                let listing = try await visit.read { try $0.handover(id, by: CadenceSeed.rules()).listing }
                return visit.words(.handoverMark, ["branch": listing.branchName])
            },
        ] + handoverForms.flatMap(\.routes)

    private static let handoverForms: [FormRoute] = [
        FormRoute("/branches/{branch}/hand-overs/new", API.makeHandover, .makeHandover) { visit in
            let id: ID<Branch> = try visit.id("branch")
            let words = visit.words
            let (branch, due) = try await visit.read { transaction in
                try transaction.require(.handOverBranch, in: id)
                return (try transaction.branch(id), try transaction.dueHandovers(of: id).first)
            }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.branch(id, "hand-overs"), branch.branch.name),
                intro: words(.makeHandoverIntro),
                fields: [
                    HandoverFields.outgoing.asked(
                        words, first: (due?.outgoing.number ?? branch.secretary?.number)?.text),
                    HandoverFields.incoming.asked(words, first: due?.incoming.number.text),
                ])
        } next: { _, made in
            (made["id"]?.integer.map { LocalPath.one(.handovers, ID<Handover>($0)) } ?? .home).with(.recorded)
        },
        FormRoute("/hand-overs/{handOver}/sign", API.signHandover, .signHandover) { visit in
            let id: ID<Handover> = try visit.id("handOver")
            let words = visit.words
            let content = try await visit.read { try $0.handover(id, by: CadenceSeed.rules()) }
            let intro: Word
            let fields: [FormRoute.Field]
            let side: Handover.Side
            switch content.listing.turn {
            case .own(.outgoing): (side, intro, fields) = (.outgoing, .signHandoverIntro, [])
            case .own(.incoming):
                (side, intro, fields) = (.incoming, .takeOverIntro, [HandoverFields.remark.asked(words)])
            case .inPlace:
                (side, intro, fields) = (
                    .outgoing, .signInPlaceIntro, [HandoverFields.inPlaceReason.asked(words).needed]
                )
            case nil: throw Problem.notFound
            }
            return FormRoute.Asked(
                back: ConfirmPage.Back(
                    LocalPath.one(.handovers, id), words(.handoverMark, ["branch": content.listing.branchName])),
                intro: words(intro), fields: fields,
                fixed: ["side": .string(side.rawValue), "digest": .string(content.digest)])
        } next: { visit, _ in
            LocalPath.one(.handovers, try visit.id("handOver", of: Handover.self)).with(.recorded)
        },
        FormRoute("/hand-overs/{handOver}/withdraw", API.withdrawHandover, .withdrawHandover) { visit in
            let id: ID<Handover> = try visit.id("handOver")
            let words = visit.words
            let listing = try await visit.read { try $0.handover(id, by: CadenceSeed.rules()).listing }
            return FormRoute.Asked(
                back: ConfirmPage.Back(
                    LocalPath.one(.handovers, id), words(.handoverMark, ["branch": listing.branchName])),
                intro: words(.withdrawHandoverIntro), fields: [HandoverFields.reason.asked(words)])
        } next: { visit, _ in
            LocalPath.one(.handovers, try visit.id("handOver", of: Handover.self)).with(.recorded)
        },
    ]
}
