import Domain
import Storage

/// The bonuses, deductions and vetoes of a month, and the form for another one.
struct AdjustmentsPage: WebPage {
    static let template = TemplateName.adjustments

    struct Row: Sendable {
        let area: String
        let kind: String
        let kindCode: String
        let item: String
        let times: String
        /// What it comes to by itself; nil for a veto.
        let worth: String
        let date: String
        let reason: String
        let recorder: String
        let marks: [String]
        /// Where it is revised or withdrawn; nil where that is not the reader's to do.
        let revision: Link?

        struct Link: Sendable {
            let path: String
            let linkLabel: String
        }
    }

    /// What the page shows, as it was read in one transaction.
    struct Content: Sendable {
        let head: CycleHead.Content
        let scheme: SchemeContent
        let adjustments: [AdjustmentListing]
        let areas: [AreaInMonth]
        let mayAdjust: Bool
        let isMember: Bool
        let rules: Adjustment.Rules
        /// What the facts propose, to whoever may record it.
        let proposals: [AreaProposal]
        /// Whoever reads it; nil for no member.
        let member: ID<Member>?

        init(_ transaction: Transaction, _ id: ID<Cycle>) throws {
            head = try CycleHead.Content(transaction, id)
            let cycle = head.cycle
            scheme = try transaction.schemeContent(of: cycle)
            adjustments = try transaction.whole { try transaction.adjustments(of: id, $0) }
            areas = try transaction.areas(of: cycle)
            mayAdjust = try cycle.status == .open && transaction.permission(in: cycle.branch).allows(API.adjust)
            isMember = transaction.authority.member != nil
            member = transaction.authority.member
            proposals = mayAdjust ? try transaction.eventProposals(in: id) : []
            rules = Adjustment.Rules(scheme: scheme, month: cycle.month, today: transaction.today)
        }
    }

    /// A row, and the day of its event.
    private struct Entry: Sendable {
        let row: Row
        let day: Int
    }

    private static let columns: [TableColumn<Entry>] = [
        TableColumn("area", .area, \.row.area),
        TableColumn("item", .adjustmentItem) { "\($0.row.kind) \($0.row.item)" },
        .figure("times", .times, \.row.times), .figure("worth", .worth, \.row.worth),
        TableColumn("date", .eventDate, rank: { $0.day }, \.row.date),
        TableColumn("reason", .eventReason) { ([$0.row.reason] + $0.row.marks).joined(separator: " ") },
        TableColumn("recorder", .recorder, \.row.recorder),
    ]

    let title: String
    let notice: String?
    let head: CycleHead
    let hasRows: Bool
    let table: TableHead
    let rows: [Row]
    let proposals: [Proposal]
    let hasProposals: Bool
    let form: PageForm?
    let downloads: Downloads

    /// What the facts of the month propose and is not recorded.
    struct Proposal: Sendable {
        let proposalArea: String
        let said: String
        let worthSaid: String
        /// Where it is confirmed; nil for whoever holds the area.
        let confirmation: Row.Link?
    }

    init(
        _ content: Content, _ words: Words, notice: String? = nil, typed: Form = .empty, errors: FormErrors? = nil,
        choice: TableChoice = .none
    ) {
        let cycle = content.head.cycle
        head = CycleHead(content.head, at: .adjustments, words)
        title = "\(errors == nil ? "" : "\(words(.errorPrefix)) – ")\(words(.tabAdjustments)) – \(head.title)"
        self.notice = notice
        let all = content.adjustments.map {
            Entry(row: Self.row($0, content, words), day: $0.facts.happenedOn.dayNumber)
        }
        hasRows = !all.isEmpty
        let arranged = choice.arrange(all, by: Self.columns, on: .cycle(cycle.id, "adjustments"), words)
        (rows, table) = (arranged.rows.map(\.row), arranged.head)
        downloads = Downloads(.cycle(cycle.id, "adjustments"))
        proposals = content.proposals.map { Self.proposal($0, content, words) }
        hasProposals = !proposals.isEmpty
        form =
            content.mayAdjust
            ? PageForm(
                to: .cycle(cycle.id, "adjustments"), Self.fields(content, words, typed, errors),
                words(.recordAdjustment),
                errors: errors
            ) : nil
    }

    private static func proposal(_ proposed: AreaProposal, _ content: Content, _ words: Words) -> Proposal {
        let (area, proposal) = (proposed.area, proposed.proposal)
        let title = words(proposal.item.title)
        let worth = proposal.points.map { "\(proposal.item.kind == .bonus ? "+" : "−")\($0.fixed)" }
        let path = LocalPath.cycle(content.head.cycle.id, "adjustments")
            .with("area", area.code.text).with("item", proposal.item.key.text)
        return Proposal(
            proposalArea: "\(area.code.text) \(area.name)",
            said: words(
                .proposalSaid,
                [
                    "figure": words(proposal.figure.word), "counted": String(proposal.counted),
                    "recorded": String(proposal.recorded), "item": "\(words(proposal.item.kind.word)) · \(title)",
                    "times": String(proposal.times),
                ]), worthSaid: worth ?? words(.proposalOpen),
            confirmation: area.isHeld(by: content.member)
                ? nil
                : Row.Link(
                    path: "\(path.text)#new",
                    linkLabel: words(.proposalConfirmLabel, ["area": area.code.text, "item": title])))
    }

    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        let headings = [
            AdjustmentFields.area.headings?.written(in: words.language),
            AreaFields.name.headings?.written(in: words.language),
            AdjustmentFields.kind.headings?.written(in: words.language),
            AdjustmentFields.titledItem.headings?.written(in: words.language),
            AdjustmentFields.times.headings?.written(in: words.language), words(.worthInAll),
            AdjustmentFields.date.headings?.written(in: words.language),
            AdjustmentFields.reason.headings?.written(in: words.language),
            AdjustmentFields.listedRecorder.headings?.written(in: words.language), words(.recorder),
        ]
        // Of a scheme whose items take none of it, the columns would only be in the way.
        let detailed = content.scheme.format > 1
        let details =
            detailed
            ? [
                AdjustmentFields.points.headings, AdjustmentFields.titledLevel.headings,
                AdjustmentFields.event.headings,
                AdjustmentFields.document.headings,
            ].map { $0?.written(in: words.language) } : []
        return DownloadTable(
            name: [CycleHead(content.head, at: .adjustments, words).title, words(.tabAdjustments)].joined(
                separator: " "),
            columns: (headings + details).compactMap(\.self) + [words(.remarks)],
            rows: content.adjustments.map { listing in
                let row = row(listing, content, words)
                let item = content.scheme.menuItem(listing.facts.item.text)
                let plain: [DownloadTable.Cell] = [
                    .text(listing.area.text), .text(content.areas.first { $0.code == listing.area }?.name ?? ""),
                    .text(row.kind), .text(item.map { words($0.title) } ?? listing.facts.item.text), .number(row.times),
                    .number(figure(listing, content.scheme)),
                    .text(listing.facts.happenedOn.description), .text(row.reason),
                    .text(listing.recorder.number.text), .text(row.recorder),
                ]
                let said = listing.facts.details
                let details: [DownloadTable.Cell] = [
                    .number(said.points?.description ?? ""),
                    .text(item?.level(said.level).map { words($0.title) } ?? ""),
                    .text(said.event?.string ?? ""), .text(said.document?.string ?? ""),
                ]
                return plain + (detailed ? details : []) + [.text(words.list(row.marks))]
            })
    }

    private static func row(_ listing: AdjustmentListing, _ content: Content, _ words: Words) -> Row {
        let item = content.scheme.menuItem(listing.facts.item.text)
        let title = item?.title
        let areaName = content.areas.first { $0.code == listing.area }?.name
        return Row(
            area: [listing.area.text, areaName].compactMap(\.self).joined(separator: " "),
            kind: words(listing.facts.kind.word), kindCode: listing.facts.kind.rawValue,
            item: Self.item(of: listing, content.scheme, words), times: String(listing.facts.times),
            worth: worth(of: listing, content.scheme, words),
            date: words.date(listing.facts.happenedOn), reason: listing.facts.reason.string,
            recorder: listing.recorder.name,
            marks: marks(of: listing, words),
            revision: content.mayAdjust && !listing.isWithdrawn
                ? Row.Link(
                    path: LocalPath.adjustment(listing.id).text,
                    linkLabel: words(.reviseLabel, ["area": listing.area.text, "item": title.map { words($0) } ?? ""])
                ) : nil
        )
    }

    /// The item's title, with the level's where it has levels.
    static func item(of listing: AdjustmentListing, _ scheme: SchemeContent, _ words: Words) -> String {
        guard let item = scheme.menuItem(listing.facts.item.text) else { return listing.facts.item.text }
        let level = item.level(listing.facts.details.level)
        return level.map { words.noted(words(item.title), words($0.title)) } ?? words(item.title)
    }

    /// What it comes to by itself, which its item's cap bounds in an area's month.
    private static func worth(of listing: AdjustmentListing, _ scheme: SchemeContent, _ words: Words) -> String {
        guard let (points, cap) = points(of: listing, scheme) else { return "–" }
        let sign = listing.facts.kind == .bonus ? "+" : "−"
        return points > cap
            ? words(.worthCapped, ["points": "\(sign)\(cap.fixed)", "uncapped": "\(sign)\(points.fixed)"])
            : "\(sign)\(points.fixed)"
    }

    /// nil for a veto.
    private static func points(of listing: AdjustmentListing, _ scheme: SchemeContent) -> (Points, cap: Points)? {
        let details = listing.facts.details
        guard let item = scheme.menuItem(listing.facts.item.text), let cap = item.cap,
            let each = item.amount?.points(given: details.points, level: details.level)
        else { return nil }
        return (Points(hundredths: each.hundredths * listing.facts.times), cap)
    }

    /// As a spreadsheet calculates with it.
    private static func figure(_ listing: AdjustmentListing, _ scheme: SchemeContent) -> String {
        guard let (points, cap) = points(of: listing, scheme) else { return "" }
        return "\(listing.facts.kind == .bonus ? "" : "-")\(min(points, cap).fixed)"
    }

    /// What should be seen of how it came in.
    static func marks(of listing: AdjustmentListing, _ words: Words) -> [String] {
        [
            listing.facts.details.event.map { words(.markEvent, ["event": $0.string]) },
            listing.facts.details.document.map { words(.markDocument, ["document": $0.string]) },
            listing.isSinceReopening ? words(.markSinceReopening) : nil,
            listing.facts.lateReason.map { words(.markLate, ["reason": $0.string]) },
            listing.revisionReason.map { words(.markRevised, ["reason": $0.string]) },
        ].compactMap(\.self)
    }

    private static func fields(_ content: Content, _ words: Words, _ typed: Form, _ errors: FormErrors?) -> [FormField]
    {
        let cycle = content.head.cycle
        func line(_ field: FormRoute.Field, hint: String? = nil) -> FormField {
            FormField(
                field, in: API.adjust.id, value: typed[field.name], hint: hint, error: errors?[field.name], words)
        }
        let areas = content.areas.map {
            FormField.Choice(
                code: $0.code.text, label: "\($0.code.text) \($0.name) \(words.list($0.holders.map(\.name)))".trimmed)
        }
        var fields = [
            line(AdjustmentFields.area.asked(words, by: .choice(areas))),
            line(AdjustmentFields.item.asked(words, by: .choice(menu(of: content.scheme, words)))),
            line(AdjustmentFields.times.asked(words, first: "1")),
            line(
                AdjustmentFields.date.asked(words),
                hint: words(.eventDateHint, ["month": words.month(cycle.month)])),
            line(AdjustmentFields.reason.asked(words)),
        ]
        fields += Self.details(content.scheme.menu, content.scheme, words).map { line($0) }
        if !content.isMember { fields.append(line(AdjustmentFields.recorder.asked(words).needed)) }
        if content.rules.deadline.isPast {
            let due = words(.lateReasonHint, ["date": words.day(content.rules.deadline.day)])
            fields.append(line(AdjustmentFields.lateReason.asked(words).needed, hint: due))
        }
        return fields
    }

    /// What some of the items take, as far as there are such.
    ///
    /// - Parameter listing: whose values they hold at first.
    fileprivate static func details(
        _ items: [SchemeContent.MenuEntry], _ scheme: SchemeContent, _ words: Words,
        of listing: AdjustmentListing? = nil
    ) -> [FormRoute.Field] {
        var fields: [FormRoute.Field] = []
        let hasRange = items.contains { if case .range = $0.amount { true } else { false } }
        if hasRange { fields.append(AdjustmentFields.points.asked(words, of: listing)) }
        let levels = items.flatMap { item -> [FormField.Choice] in
            guard case .levels(let levels) = item.amount else { return [] }
            return levels.map {
                FormField.Choice(
                    code: LevelChoice(item: item.key, level: $0.key).text,
                    label: "\(words(item.title)) · \(words($0.title))")
            }
        }
        if !levels.isEmpty {
            let chosen = listing.flatMap { listing in
                listing.facts.details.level.map { LevelChoice(item: listing.facts.item, level: $0).text }
            }
            fields.append(AdjustmentFields.level.asked(words, by: .choice([.none] + levels), first: chosen))
        }
        if scheme.format > 1 { fields.append(AdjustmentFields.event.asked(words, of: listing)) }
        if items.contains(where: { $0.document != .none }) {
            fields.append(AdjustmentFields.document.asked(words, of: listing))
        }
        return fields
    }

    private static func menu(of scheme: SchemeContent, _ words: Words) -> [FormField.Choice] {
        func choices(_ items: [SchemeContent.Item], _ kind: Adjustment.Kind) -> [FormField.Choice] {
            items.map {
                let worth = words(
                    .itemWorth, ["points": SchemeAmount.shown($0.amount, words), "cap": $0.cap.description])
                return FormField.Choice(
                    code: $0.key.text, label: "\(words(kind.word)) · \(words($0.title))\(worth)")
            }
        }
        return choices(scheme.bonuses, .bonus) + choices(scheme.deductions, .deduction)
            + scheme.vetoes.map {
                FormField.Choice(
                    code: $0.key.text, label: "\(words(Adjustment.Kind.veto.word)) · \(words($0.title))")
            }
    }
}

extension AdjustmentsPage.Content {
    /// The form as a proposal fills it in: how often, and by which figure. When it was is for whoever records it to say.
    func filledIn(by query: [String: String], _ words: Words) -> Form? {
        guard mayAdjust, let area = query["area"], let item = query["item"],
            let proposal = proposals.first(where: {
                $0.area.code.text == area && $0.proposal.item.key.text == item
            })?.proposal
        else { return nil }
        return Form(values: [
            "area": area, "item": item, "times": String(proposal.times),
            "reason": words(
                .proposalReason,
                [
                    "month": words.month(head.cycle.month), "figure": words(proposal.figure.word),
                    "counted": String(proposal.counted), "recorded": String(proposal.recorded),
                ]),
        ])
    }
}

/// A level in the menu of all items' levels: the same key may be in several of them.
struct LevelChoice {
    let item: Code
    let level: Code

    var text: String { "\(item.text)/\(level.text)" }

    /// What was chosen, as the operation takes it: the level's key, or one that no level has where it is another item's.
    static func level(chosen: JSON?, of item: JSON?) -> JSON? {
        guard let chosen = chosen?.string, let item = item?.string else { return chosen }
        return .string(
            chosen.hasPrefix("\(item)/")
                ? String(chosen.dropFirst(item.count + 1)) : String(chosen.replacing("/", with: "-").prefix(32)))
    }
}

/// One adjustment, to be revised or withdrawn.
struct AdjustmentPage: WebPage {
    static let template = TemplateName.adjustment

    /// Which of the forms was sent, and what was wrong with it.
    enum Failed: Sendable {
        case revision(FormErrors)
        case withdrawal(FormErrors)
    }

    let title: String
    let back: ConfirmPage.Back
    let facts: [Fact]
    let revision: PageForm
    let withdrawal: PageForm

    struct Content: Sendable {
        let listing: AdjustmentListing
        let scheme: SchemeContent
        let rules: Adjustment.Rules

        init(_ transaction: Transaction, _ id: ID<Adjustment>) throws {
            listing = try transaction.adjustment(id)
            let cycle = try transaction.cycle(listing.cycle)
            scheme = try transaction.schemeContent(of: cycle)
            rules = Adjustment.Rules(scheme: scheme, month: cycle.month, today: transaction.today)
        }
    }

    init(_ content: Content, _ words: Words, typed: Form = .empty, failed: Failed? = nil) {
        let listing = content.listing
        let item = AdjustmentsPage.item(of: listing, content.scheme, words)
        title = "\(words(listing.facts.kind.word)) · \(item)"
        back = ConfirmPage.Back(.cycle(listing.cycle, "adjustments"), words(.tabAdjustments))
        facts = [
            Fact(words(.area), listing.area.text), Fact(words(.recorder), listing.recorder.name),
            Fact(words(.recordedBy), words.account(listing.recordedBy)),
        ]
        let revised: FormErrors? = if case .revision(let errors) = failed { errors } else { nil }
        let withdrawn: FormErrors? = if case .withdrawal(let errors) = failed { errors } else { nil }
        func line(_ field: FormRoute.Field, in form: String, _ errors: FormErrors?, hint: String? = nil) -> FormField {
            FormField(
                field, in: form, value: errors.map { _ in typed[field.name] ?? "" }, hint: hint,
                error: errors?[field.name], words)
        }
        var lines = [
            line(AdjustmentFields.times.asked(words, of: listing), in: "revise", revised),
            line(
                AdjustmentFields.date.asked(words, of: listing), in: "revise", revised,
                hint: words(.eventDateHint, ["month": words.month(content.rules.month)])),
            line(AdjustmentFields.reason.asked(words, of: listing), in: "revise", revised),
        ]
        let taken = content.scheme.menuItem(listing.facts.item.text).map { [$0] } ?? []
        lines += AdjustmentsPage.details(taken, content.scheme, words, of: listing).map {
            line($0, in: "revise", revised)
        }
        lines.append(line(AdjustmentFields.because.asked(words), in: "revise", revised))
        if content.rules.deadline.isPast {
            let due = words(.lateReasonHint, ["date": words.day(content.rules.deadline.day)])
            lines.append(line(AdjustmentFields.lateReason.asked(words).needed, in: "revise", revised, hint: due))
        }
        revision = PageForm(
            to: .adjustment(listing.id, "revise"), lines,
            words(.revise), errors: revised
        )
        withdrawal = PageForm(
            to: .adjustment(listing.id, "withdraw"),
            [line(AdjustmentFields.withdrawnBecause.asked(words), in: "withdraw", withdrawn)], words(.withdraw),
            errors: withdrawn
        )
    }
}
