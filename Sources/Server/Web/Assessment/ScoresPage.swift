import Domain
import Storage

/// Score entry: one assessor's sheets of a month in one tier, areas down, criteria across.
struct ScoresPage: WebPage {
    static let template = TemplateName.scores

    struct Column: Sendable {
        let title: String
        let maximum: String
        /// By which a pasted heading is known, in whatever language.
        let titleZh: String
        let titleEn: String
        let maximumFigure: String

        init(_ criterion: SchemeContent.Criterion, _ words: Words) {
            title = words(criterion.title)
            maximum = words(.maximumPoints, ["points": criterion.maximum.description])
            (titleZh, titleEn) = (criterion.title.zh.string, criterion.title.en.string)
            maximumFigure = criterion.maximum.description
        }
    }

    struct Guidance: Sendable {
        let title: String
        let said: String
    }

    /// The choice of the tier, and of whose sheets are entered.
    struct Desk: Sendable {
        let path: String
        let tiers: [FormField.Choice]
        /// For whoever enters others' sheets: the members; nil in the public tier, and for whoever enters their own alone.
        let members: FormField.Menu?
        let label: Label?

        struct Label: Sendable {
            let typed: String
            /// The forms to be printed.
            let paperPath: String
            /// Who scored this month or the one before, so that the same person goes by the same label.
            let suggested: [String]
        }
    }

    /// What an assessor of the public tier has scored.
    struct Entered: Sendable {
        let path: String
        let assessor: String
    }

    struct Cell: Sendable {
        let name: String
        /// What is read out of it.
        let label: String
        let column: String
        let maximum: String
        let value: String
        let mark: Mark?
        /// For what it lost, where it starts from a base.
        let lost: Lost?

        struct Lost: Sendable {
            let name: String
            let label: String
            let value: String
            /// The id of the list of its causes.
            let list: String
            let mark: Mark?
            let isEmpty: Bool
        }
    }

    /// The causes by which a criterion loses points, for whoever writes them.
    struct Causes: Sendable {
        let id: String
        let listed: [Cause]

        struct Cause: Sendable {
            let key: String
            let title: String
            let titleZh: String
            let titleEn: String
            /// The least and the greatest that it loses each time.
            let least: String
            let greatest: String
            /// As it is chosen.
            let shown: String
        }

        init(_ criterion: SchemeContent.Criterion, place: Int, _ words: Words) {
            id = Self.id(place)
            listed = (criterion.losses ?? []).map { loss in
                let bounds: ClosedRange<Points> =
                    if case .range(let bounds) = loss.amount { bounds } else {
                        loss.amount.greatest...loss.amount.greatest
                    }
                return Cause(
                    key: loss.key.text, title: words(loss.title), titleZh: loss.title.zh.string,
                    titleEn: loss.title.en.string, least: bounds.lowerBound.description,
                    greatest: bounds.upperBound.description, shown: "−\(SchemeAmount.shown(loss.amount, words))")
            }
        }

        static func id(_ place: Int) -> String { "causes-\(place)" }
    }

    /// A line of words beside the points.
    struct Remark: Sendable {
        let name: String
        let label: String
        let value: String
        let mark: Mark?
    }

    /// On an input that is wrong.
    struct Mark: Sendable {
        /// The id of what is said of it.
        let saidID: String
        /// Whether it is the first on the page, to be found and heard at once.
        let hasFocus: Bool
    }

    struct Row: Sendable {
        let id: String
        let code: String
        let name: String
        let holder: String
        /// The holders' names; empty where there is none.
        let heldBy: String
        let cells: [Cell]
        let total: String
        let comment: Remark
        /// nil where no sheet stands.
        let revisionReason: Remark?
        /// The revision that was read; empty where none stands.
        let revision: String
        let revisionName: String
        /// What stands, or what was wrong.
        let messages: [Message]
        let isWrong: Bool
        /// Whether a sheet stands that is not for the reader to see.
        let isHidden: Bool
        /// What the platform and 12345 say of the area; nil where that is nothing.
        let figures: Figures?

        struct Figures: Sendable {
            let short: String
            let said: String
        }
    }

    struct Message: Sendable {
        let said: String
        let isError: Bool
        /// The name of the input that it is about; nil where it is about the row.
        let field: String?
    }

    struct Grid: Sendable {
        let path: String
        let tier: String
        let assessor: String
        let columns: [Column]
        let rows: [Row]
        /// Of the criteria that start from a base.
        let causes: [Causes]
        let hasCauses: Bool
        let lateReason: FormField?
        let maximumTotal: String
        /// Whose sheets they are, which stays in sight.
        let whose: String
        /// What is said where points are so low that a comment is needed, and below how many percent that is.
        let cellLow: String
        let lowPercent: String
        /// Whether there is anything to enter; the sheets are only read once scoring has closed.
        let isEntered: Bool
        /// Where the reader takes back what they entered; nil where they entered none of these.
        let withdrawPath: String?
        /// Under which the browser keeps what is typed and not yet saved.
        let draft: String
    }

    let title: String
    let notice: String?
    let alert: String?
    let head: CycleHead
    let desk: Desk?
    let intro: String
    /// Whose sheets stand already, as long as nobody is chosen.
    let hasEntered: Bool
    let entered: [Entered]
    let grid: Grid?
    let guidance: [Guidance]
    let hasGuidance: Bool
    let downloads: Downloads
}

extension ScoresPage {
    /// Whose sheets of which tier are wanted.
    struct Choice: Sendable {
        let tier: Tier
        /// As it is typed: a member's number, a label, or ``allHolders``; nil for whoever is signed in.
        let assessor: String?

        /// Instead of one of them: the self sheets of all who hold an area. No number and no label.
        static let allHolders = "*"

        var isOfAllHolders: Bool { tier == .own && assessor == Self.allHolders }
    }

    /// What the page shows, as it was read in one transaction.
    struct Content: Sendable {
        let head: CycleHead.Content
        let scheme: SchemeContent
        /// nil where there is nobody whose sheets could be entered yet.
        let grid: ScoreGrid?
        let choice: Choice
        /// Tiers that the principal may enter something in.
        let tiers: [Tier]
        /// The members whose sheets may be entered; empty for whoever enters their own alone.
        let members: [PersonReference]
        /// In the public tier, who has scored in the month, and in the one before.
        let labels: (entered: [String], before: [String])
        let dueDate: LocalDate
        /// What the platform and 12345 say of the areas.
        let facts: [ID<ResponsibilityArea>: FactsListing]

        init(_ transaction: Transaction, _ id: ID<Cycle>, tier: Tier?, assessor: String?) throws {
            head = try CycleHead.Content(transaction, id)
            let cycle = head.cycle
            facts = try transaction.facts(of: cycle)
            scheme = try transaction.schemeContent(of: cycle)
            dueDate = scheme.dueDate(for: cycle.month)
            let entersOthers = try transaction.allows(.enterScores, in: cycle.branch)
            // Not for whoever is kept apart from scoring, though the area be theirs.
            let scoresAsThemselves = try entersOthers || transaction.allows(.enterOwnScores, in: cycle.branch)
            let own = scoresAsThemselves ? transaction.authority.member.map { Sheet.Assessor.member($0) } : nil
            let ownTiers = try scheme.tiers.map(\.tier).filter { tier in
                guard let own, tier != .public else { return false }
                return try !transaction.scoreGrid(of: id, tier, by: own).rows.isEmpty
            }
            let tiers = entersOthers ? scheme.tiers.map(\.tier) : ownTiers
            self.tiers = tiers
            // A member's own area first; an officer's own view of the areas, which is most of them.
            let usual = entersOthers ? ownTiers.last ?? tiers.first : tiers.first
            let wanted = tier.flatMap { tiers.contains($0) ? $0 : nil } ?? usual ?? .branch
            // Who holds no area has no self sheet of their own: theirs to enter are the others'.
            let usualAssessor = wanted == .own && !ownTiers.contains(.own) ? Choice.allHolders : nil
            let named = assessor == Choice.allHolders && wanted != .own ? nil : assessor
            let typed = entersOthers ? named ?? usualAssessor : nil
            choice = Choice(tier: wanted, assessor: typed)
            labels = try entersOthers && wanted == .public ? transaction.publicAssessors(of: cycle) : ([], [])
            let ownNumber = try transaction.authority.member.map { try transaction.member($0).member.number }
            members =
                entersOthers ? try transaction.assessors(of: cycle, in: wanted).filter { $0.number != ownNumber } : []
            guard !choice.isOfAllHolders else {
                grid = try transaction.selfGrid(of: id)
                return
            }
            let known = try typed.flatMap { try transaction.assessor($0, in: wanted, of: cycle) }
            let whose = typed != nil ? known : wanted == .public ? nil : own
            grid = try tiers.isEmpty ? nil : whose.map { try transaction.scoreGrid(of: id, wanted, by: $0) }
        }
    }

    /// - Parameters:
    ///   - typed: what was sent, where something of it was not taken.
    ///   - errors: why, by row.
    init(
        _ content: Content, _ words: Words, reader: String, notice: String? = nil, typed: Form = .empty,
        errors: [ScoreRow.Key: FormErrors] = [:]
    ) {
        let cycle = content.head.cycle
        head = CycleHead(content.head, at: .scores, words)
        title = "\(errors.isEmpty ? "" : "\(words(.errorPrefix)) – ")\(words(.tabScores)) – \(head.title)"
        self.notice = notice
        alert = errors.isEmpty ? nil : words.counted(.rowsWrong, errors.count)
        desk = Self.desk(content, words)
        grid = content.grid.flatMap { grid in
            grid.rows.isEmpty
                ? nil
                : Grid(
                    path: LocalPath.cycle(cycle.id, "scores").text, tier: grid.tier.rawValue,
                    assessor: content.choice.assessor ?? "",
                    columns: grid.scheme.criteria.map { Column($0, words) },
                    rows: Self.rows(grid, content.facts, words, typed, errors),
                    causes: grid.scheme.criteria.enumerated().filter { $0.element.losses?.nonEmpty != nil }.map {
                        Causes($0.element, place: $0.offset, words)
                    },
                    hasCauses: grid.scheme.hasBase,
                    lateReason: content.head.today > content.dueDate && cycle.status == .open
                        ? FormField(
                            "lateReason", .plain, words(.lateReason), in: "scores", maximum: Text.reasonMaximum,
                            value: typed["lateReason"],
                            hint: words(.lateReasonHint, ["date": words.day(content.dueDate)]),
                            error: errors.values.lazy.compactMap { $0["lateReason"] }.first
                        ) : nil,
                    maximumTotal: grid.scheme.maximumTotal.description,
                    whose: Self.whose(content, words),
                    cellLow: words(.cellLow, ["percent": String(Sheet.commentThresholdPercent)]),
                    lowPercent: String(Sheet.commentThresholdPercent),
                    // What was typed until then is still shown.
                    isEntered: cycle.status == .open || !errors.isEmpty,
                    withdrawPath: cycle.status == .open && grid.rows.contains { $0.sheet?.recordedBy == reader }
                        ? LocalPath.cycle(cycle.id, "withdraw-sheets").text : nil,
                    draft: "\(reader) \(cycle.id.rawValue) \(grid.tier.rawValue) \(content.choice.assessor ?? "")"
                )
        }
        intro = Self.intro(content, words)
        guidance = content.scheme.criteria.compactMap { criterion in
            criterion.guidance.map { Guidance(title: words(criterion.title), said: $0.string) }
        }
        hasGuidance = !guidance.isEmpty
        let sheets = LocalPath.cycle(cycle.id, "scores").with("tier", content.choice.tier.rawValue)
        entered =
            content.choice.assessor == nil
            ? content.labels.entered.map { Entered(path: sheets.with("assessor", $0).text, assessor: $0) } : []
        hasEntered = !entered.isEmpty
        downloads = Downloads(content.choice.assessor.map { sheets.with("assessor", $0) } ?? sheets)
    }

    private static func rows(
        _ grid: ScoreGrid, _ facts: [ID<ResponsibilityArea>: FactsListing], _ words: Words, _ typed: Form,
        _ errors: [ScoreRow.Key: FormErrors]
    ) -> [Row] {
        let keys = grid.rows.map(ScoreRow.Key.init)
        let first = keys.first { errors[$0] != nil }
        return zip(grid.rows, keys).map { row, key in
            ScoreRow(row, facts[row.area.id], grid, words, typed, errors[key], hasFocus: key == first).shown
        }
    }

    /// The sheets as they stand.
    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        let criteria = content.grid?.scheme.criteria ?? []
        func heading(_ key: String) -> String { SheetSpreadsheet.heading(key, in: words.language) }
        return DownloadTable(
            name: "\(CycleHead(content.head, at: .scores, words).title) \(words(content.choice.tier.word))",
            columns: [
                heading("area"), AreaFields.name.headings?.written(in: words.language) ?? words(.areaName),
                words(.holder), heading("tier"), heading("assessor"),
            ]
                + criteria.flatMap { criterion in
                    [words(criterion.title)]
                        + (criterion.mode == .base
                            ? [SheetSpreadsheet.lostFor(criterion.title, in: words.language)] : [])
                } + [heading("total"), heading("comment")],
            rows: (content.grid?.rows ?? []).map { (row: ScoreGrid.Row) -> [DownloadTable.Cell] in
                // What is not for the reader to see is not in the file either.
                let listing = row.sheet.flatMap { $0.isVisible ? $0 : nil }
                let points = criteria.flatMap { criterion -> [DownloadTable.Cell] in
                    let points = DownloadTable.Cell.number(
                        listing?.sheet.points[criterion.key]?.description ?? "")
                    if criterion.mode == .points { return [points] }
                    let lost = listing?.sheet.losses[criterion.key] ?? []
                    return [points, .text(LossLines.written(lost, of: criterion, words))]
                }
                return [
                    .text(row.area.code.text), .text(row.area.name),
                    .text((row.holder.map { [$0] } ?? row.area.holders).map(\.name).joined(separator: String.listMark)),
                    .text(words(content.choice.tier.word)), .text(listing.map(Self.assessor(of:)) ?? ""),
                ] + points + [.number(listing?.total.description ?? ""), .text(listing?.sheet.comment ?? "")]
            })
    }

    private static func assessor(of listing: SheetListing) -> String {
        switch listing.sheet.assessor {
        case .member: listing.assessor?.number.text ?? ""
        case .label(let label): label.string
        }
    }

    /// Whose sheets they are, as people say it.
    private static func whose(_ content: Content, _ words: Words) -> String {
        let choice = content.choice
        let assessor =
            choice.isOfAllHolders
            ? words(.assessorHolders)
            : choice.assessor.map { typed in content.members.first { $0.number.text == typed }?.name ?? typed }
                ?? words(.assessorSelf)
        return words(.sheetsWhose, ["tier": words(choice.tier.word), "assessor": assessor])
    }

    private static func desk(_ content: Content, _ words: Words) -> Desk? {
        guard !content.tiers.isEmpty else { return nil }
        let (tier, assessor) = (content.choice.tier, content.choice.assessor)
        let all = FormField.Choice(
            code: Choice.allHolders, label: words(.assessorHolders), isChosen: content.choice.isOfAllHolders)
        let first =
            [FormField.Choice(code: "", label: words(.assessorSelf), isChosen: assessor == nil)]
            + (tier == .own ? [all] : [])
        return Desk(
            path: LocalPath.cycle(content.head.cycle.id, "scores").text,
            tiers: content.tiers.map { FormField.Choice($0, words, isChosen: $0 == tier) },
            members: content.members.isEmpty || tier == .public
                ? nil
                : FormField.Menu(
                    choices: first
                        + content.members.map {
                            FormField.Choice($0, isChosen: $0.number.text == assessor)
                        }),
            label: tier == .public ? Self.label(content) : nil
        )
    }

    private static func label(_ content: Content) -> Desk.Label {
        let labels = content.labels
        return Desk.Label(
            typed: content.choice.assessor ?? "", paperPath: LocalPath.cycle(content.head.cycle.id, "paper").text,
            suggested: labels.entered + labels.before.filter { !labels.entered.contains($0) })
    }

    private static func intro(_ content: Content, _ words: Words) -> String {
        let cycle = content.head.cycle
        guard cycle.status == .open else {
            return words(content.grid?.rows.isEmpty ?? true ? .scoresClosedNone : .scoresClosed)
        }
        guard !content.tiers.isEmpty else { return words(.scoresNone) }
        guard let grid = content.grid else { return words(.scoresWhose) }
        if grid.rows.isEmpty { return words(.scoresNotTheirs) }
        if content.head.today > content.dueDate {
            return words(
                .scoresIntroLate,
                ["date": words.day(content.dueDate), "percent": String(Sheet.commentThresholdPercent)])
        }
        return words(
            .scoresIntro, ["date": words.day(content.dueDate), "percent": String(Sheet.commentThresholdPercent)])
    }
}
