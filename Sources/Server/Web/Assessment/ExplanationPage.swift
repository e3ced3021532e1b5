import Domain
import Storage

/// One area's month, opened down to its records: how its final was made, and why it stands where it does.
struct ExplanationPage: WebPage {
    static let template = TemplateName.explanation

    struct TierLine: Sendable {
        let tier: String
        let weight: String
        let combination: String
        let sheets: String
        let score: String
        let share: String
    }

    struct ItemLine: Sendable {
        let kind: String
        let item: String
        let times: String
        let points: String
        /// Said where the cap cut something off.
        let capped: String?
    }

    struct SheetLine: Sendable {
        let tier: String
        let assessor: String
        let points: String
        let total: String
        /// What criteria lost for, each in a line.
        let losses: [String]
        let comment: String?
        let marks: [String]
        let recorded: String
    }

    struct EventLine: Sendable {
        let item: String
        let times: String
        let date: String
        let reason: String
        let recorder: String
        let marks: [String]
    }

    /// What the platform and 12345 say of the area.
    struct Figures: Sendable {
        let facts: [Fact]
        let marks: [String]
        let recorded: String
    }

    struct HistoryLine: Sendable {
        let month: String
        let path: String
        let place: String
        let final: String
    }

    struct Content: Sendable {
        let head: CycleHead.Content
        let explanation: AreaExplanation
        let history: [AreaMonth]
        let remarks: MonthRemarks
        /// Whether the reader holds the area and may appeal now.
        let mayAppeal: Bool
        /// The reader's own.
        let appeals: [ObjectionListing]

        init(_ transaction: Transaction, _ cycle: ID<Cycle>, _ area: ID<ResponsibilityArea>) throws {
            head = try CycleHead.Content(transaction, cycle)
            explanation = try transaction.explanation(of: area, in: cycle)
            history = try transaction.history(of: area, through: head.cycle.month)
            remarks = try transaction.remarks(on: head.cycle)
            mayAppeal =
                try head.cycle.status == .posted && transaction.allows(.appeal, in: head.cycle.branch)
                && explanation.area.isHeld(by: transaction.authority.member)
            let code = explanation.area.code
            appeals = try transaction.ownAppeals(in: cycle).filter { $0.details?.area == code }
        }
    }

    let title: String
    let head: CycleHead
    let areaName: String
    let facts: [Fact]
    /// What its holder may do about it.
    let steps: [Step]
    let verdict: String
    let formula: String?
    let reasons: [String]
    let tierLines: [TierLine]
    /// Of the shares, rounded; nil where a tier is missing.
    let weighted: String?
    let hasItems: Bool
    let items: [ItemLine]
    let hasSheets: Bool
    let sheetLines: [SheetLine]
    /// That the sheets of some tiers are not shown, and why; nil where all are.
    let unseen: String?
    let hasEvents: Bool
    let events: [EventLine]
    let figures: Figures?
    let hasRemarks: Bool
    let remarks: [String]
    let chart: LineChart?
    let history: [HistoryLine]

    /// - Parameter time: a moment as the bureau's clocks show it.
    init(_ content: Content, _ words: Words, time: (Instant) -> String) {
        let (explanation, cycle) = (content.explanation, content.head.cycle)
        let (score, scheme, area) = (explanation.score, explanation.scheme, explanation.area)
        head = CycleHead(content.head, at: nil, words)
        areaName = "\(area.code.text) \(area.name)"
        title = "\(areaName) – \(head.title)"
        // With one holder, that the self tier is missing says who.
        let lacking = area.holders.count > 1 ? explanation.lackingHolders.map(\.name) : []
        var facts = [
            Fact(words(.holder), words.holders(area.holders.map { "\($0.name) \($0.person.number.text)" })),
            Fact(words(.areaKind), words(area.kind.word)),
            Fact(words(.final), score.isRanked ? score.final.fixed : "–"),
            Fact(words(.place), explanation.row.map { words(.placeNumber, ["place": String($0.place)]) } ?? "–"),
        ]
        if !lacking.isEmpty {
            facts.append(Fact(words(.tierSelf), words(.lackingHolders, ["names": words.list(lacking)])))
        }
        facts += content.appeals.map {
            Fact(
                words(.objectionTitle, ["number": $0.number.text]),
                ObjectionLines.state($0.status, $0.outcome, words))
        }
        self.facts = facts
        steps =
            content.appeals.map { appeal in
                Step(
                    path: LocalPath.objection(appeal.id).text,
                    label: words(.objectionTitle, ["number": appeal.number.text]), isMain: false)
            }
            + (content.mayAppeal
                ? [
                    Step(
                        path: LocalPath.cycle(cycle.id, "areas/\(area.id.rawValue)/appeal").text,
                        label: words(.appealTitle), isMain: false)
                ] : [])
        verdict =
            explanation.row.map { Self.verdict($0, explanation, words) }
            ?? RankingPage.cause(of: score, explanation.departure, scheme, words)
        formula = score.isRanked ? Self.formula(score, words) : nil
        reasons = explanation.row.map { Self.reasons($0, explanation, words) } ?? []
        tierLines = score.tiers.map { part in
            let rule = scheme.tiers.first { $0.tier == part.tier }
            return TierLine(
                tier: words(part.tier.word), weight: "\(part.weight) %",
                combination: rule.map { Self.combination($0, of: part, scheme, words) } ?? "",
                sheets: part.sheets < part.needed && part.needed > 1
                    ? "\(part.sheets)/\(part.needed)" : String(part.sheets),
                score: part.mean.map { Self.figure($0, scheme, words) } ?? "–",
                share: part.mean.map { Self.share(of: $0, weight: part.weight, scheme) } ?? "–"
            )
        }
        weighted = score.tiers.allSatisfy { $0.score != nil && $0.sheets >= $0.needed } ? score.weighted.fixed : nil
        items = score.items.map { part in
            let title = scheme.menuItem(part.item.text).map { words($0.title) } ?? part.item.text
            return ItemLine(
                kind: words(part.kind.word), item: title, times: String(part.times),
                points: part.kind == .veto ? words(.kindVeto) : part.points.fixed,
                capped: part.points < part.uncapped ? words(.cappedFrom, ["points": part.uncapped.fixed]) : nil
            )
        }
        hasItems = !items.isEmpty
        sheetLines = explanation.sheets.map { Self.sheet($0, scheme, words, time) }
        hasSheets = !sheetLines.isEmpty
        let unseenTiers = explanation.unseenTiers
        unseen =
            unseenTiers.isEmpty
            ? nil
            : words(
                .sheetsUnseen,
                ["tiers": words.list(unseenTiers.map { words($0.word) }), "count": String(Sheet.fewestShown)])
        events = explanation.adjustments.map { listing in
            EventLine(
                item: AdjustmentsPage.item(of: listing, scheme, words), times: String(listing.facts.times),
                date: words.date(listing.facts.happenedOn),
                reason: listing.facts.reason.string,
                recorder: listing.recorder.name,
                marks: AdjustmentsPage.marks(of: listing, words)
                    + [Self.countsUnder(listing, explanation, words)].compactMap(\.self)
            )
        }
        hasEvents = !events.isEmpty
        figures = explanation.facts.flatMap { listing in
            FactsLines(listing.facts, words).map { lines in
                Figures(
                    facts: lines.facts, marks: FactsLines.marks(of: listing, words),
                    recorded: words(
                        .recordedAt, ["name": words.account(listing.recordedBy), "time": time(listing.recordedAt)]))
            }
        }
        remarks = RemarkLines.lines(content.remarks, words)
        hasRemarks = !remarks.isEmpty
        history = content.history.reversed().map { HistoryLine($0, of: area.id, words) }
        chart = Self.chart(content.history, through: cycle.month, words)
    }

    /// Of an entry that brings nothing, for another one of the same event is higher: which.
    private static func countsUnder(
        _ listing: AdjustmentListing, _ explanation: AreaExplanation, _ words: Words
    ) -> String? {
        let part = explanation.score.entries.first { $0.adjustment == listing.id }
        guard let other = part?.countsUnder, let one = explanation.adjustments.first(where: { $0.id == other }) else {
            return nil
        }
        return words(
            .markCountsUnder,
            [
                "item": AdjustmentsPage.item(of: one, explanation.scheme, words),
                "date": words.date(one.facts.happenedOn),
            ])
    }

    /// How the tier's sheets were combined; of a trimmed mean, whether any was dropped.
    static func combination(
        _ rule: SchemeContent.TierRule, of part: Score.TierPart, _ scheme: SchemeContent, _ words: Words
    ) -> String {
        guard rule.combination == .trimmedMean, part.sheets > 0,
            !rule.combination.drops(part.sheets, trimFrom: scheme.trimFrom)
        else { return words(rule.combination.word) }
        return words(.nothingTrimmed, ["count": String(scheme.trimFrom)])
    }

    /// A mean as it counts: where only the weighted sum is rounded, with what it is the quotient of.
    static func figure(_ mean: Mean, _ scheme: SchemeContent, _ words: Words) -> String {
        guard scheme.rounding == .final, !mean.isExact else { return mean.rounded.fixed }
        return words(
            .exactMean,
            [
                "mean": mean.rounded.fixed, "total": Points(hundredths: mean.total).description,
                "count": String(mean.count),
            ])
    }

    /// A weight's share of a score, exactly: hundredths times percent are ten-thousandths.
    static func share(of mean: Mean, weight: Int, _ scheme: SchemeContent) -> String {
        // What is exact is rounded with the others.
        if scheme.rounding == .final, !mean.isExact { return "–" }
        let score = mean.rounded
        let share = score.hundredths * weight
        let digits = String(share % 10_000)
        let padded = String(repeating: "0", count: 4 - digits.count) + digits
        return "\(share / 10_000).\(padded.hasSuffix("00") ? padded.prefix(2) : padded[...])"
    }

    static func verdict(_ row: Ranking.Row, _ explanation: AreaExplanation, _ words: Words) -> String {
        let place = words(.verdictPlace, ["place": String(row.place), "count": String(explanation.ranking.rows.count)])
        return explanation.isWinner(row) ? "\(place) \(words(.verdictWinner))" : place
    }

    static func formula(_ score: Score, _ words: Words) -> String {
        words(
            score.weighted + score.bonuses < score.deductions ? .formulaFloored : .formula,
            [
                "weighted": score.weighted.fixed, "bonuses": score.bonuses.fixed, "deductions": score.deductions.fixed,
                "final": score.final.fixed,
            ]
        )
    }

    /// What decided against the row above, what the trend was taken over, and where the scheme's cap cut bonuses.
    static func reasons(_ row: Ranking.Row, _ explanation: AreaExplanation, _ words: Words) -> [String] {
        var reasons: [String] = []
        let rows = explanation.ranking.rows
        if let link = row.decidedBy, let index = rows.firstIndex(where: { $0.area == row.area }), index > 0 {
            let above = rows[index - 1]
            let (its, own) = Self.figures(link, above, row, explanation.scheme, words)
            reasons.append(
                words(link.reasonWord, ["area": "\(above.area.text) \(above.labels.area)", "above": its, "own": own]))
            if Ranking.roundingDecides(row, below: above) {
                reasons.append(
                    words(
                        .reasonRounding,
                        [
                            "area": "\(above.area.text) \(above.labels.area)",
                            "above": above.score.finalRoundedOnce.fixed, "own": row.score.finalRoundedOnce.fixed,
                        ]))
            }
        }
        reasons += distances(row, explanation, words)
        let months = explanation.preceding.map { "\(words.month($0.month)) \($0.final.fixed)" }
        reasons.append(
            months.isEmpty
                ? words(.trendNone, ["trend": row.trend.fixed])
                : words(
                    .trendOver,
                    ["trend": Self.figure(row.meanTrend, explanation.scheme, words), "months": words.list(months)]))
        if row.score.bonuses < row.score.uncappedBonuses {
            reasons.append(
                words(
                    .bonusCapped,
                    ["uncapped": row.score.uncappedBonuses.fixed, "cap": explanation.scheme.bonusCap.description]))
        }
        return reasons
    }

    /// What keeps the row below it there, and the fewest points that would have changed the place.
    private static func distances(
        _ row: Ranking.Row, _ explanation: AreaExplanation, _ words: Words
    ) -> [String] {
        let ranking = explanation.ranking
        var lines: [String] = []
        if let index = ranking.rows.firstIndex(where: { $0.area == row.area }), index + 1 < ranking.rows.count,
            let link = ranking.rows[index + 1].decidedBy
        {
            let below = ranking.rows[index + 1]
            lines.append(
                words(.reasonBelow, ["area": "\(below.area.text) \(below.labels.area)", "why": words(link.word)]))
        }
        func line(_ distance: Ranking.Distance?, _ word: Word) {
            guard let distance else { return }
            lines.append(words(word, ["points": distance.points.fixed, "place": String(distance.place)]))
        }
        line(ranking.distanceUp(from: row, by: explanation.scheme), .reasonUp)
        line(ranking.distanceDown(from: row, by: explanation.scheme), .reasonDown)
        return lines
    }

    private static func figures(
        _ link: Ranking.Link, _ above: Ranking.Row, _ row: Ranking.Row, _ scheme: SchemeContent, _ words: Words
    ) -> (String, String) {
        func branchTier(_ row: Ranking.Row) -> String {
            row.score.tiers.first { $0.tier == .branch }?.mean.map { figure($0, scheme, words) }
                ?? row.score.branchTier.fixed
        }
        return switch link {
        case .final, .shared: (above.score.final.fixed, row.score.final.fixed)
        case .deductions: (above.score.deductions.fixed, row.score.deductions.fixed)
        case .branchTier: (branchTier(above), branchTier(row))
        case .trend: (figure(above.meanTrend, scheme, words), figure(row.meanTrend, scheme, words))
        }
    }

    private static func sheet(
        _ listing: SheetListing, _ scheme: SchemeContent, _ words: Words, _ time: (Instant) -> String
    ) -> SheetLine {
        let assessor: String =
            switch listing.sheet.assessor {
            case .label(let label): label.string
            case .member: listing.assessor?.name ?? ""
            }
        let points = scheme.criteria.map { "\(words($0.title)) \(listing.sheet.points[$0.key]?.description ?? "–")" }
        return SheetLine(
            tier: words(listing.sheet.tier.word), assessor: assessor,
            points: listing.isVisible ? points.joined(separator: words.language == .chinese ? "，" : ", ") : "–",
            total: listing.isVisible ? listing.total.fixed : "–",
            losses: listing.isVisible ? LossLines.lines(of: listing.sheet, scheme, words) : [],
            comment: listing.isVisible ? listing.sheet.comment : nil,
            marks: [
                listing.uncounted.map { words(.markUncounted, ["cause": words($0.word)]) },
                listing.isSinceReopening ? words(.markSinceReopening) : nil,
                listing.lateReason.map { words(.markLate, ["reason": $0]) },
                listing.revisionReason.map {
                    words(.markRevision, ["revision": String(listing.sheet.revision), "reason": $0])
                },
            ].compactMap(\.self),
            recorded: words(.recordedAt, ["name": words.account(listing.recordedBy), "time": time(listing.recordedAt)])
        )
    }

    /// The finals of the twelve months up to this one.
    static func chart(_ history: [AreaMonth], through last: Month, _ words: Words) -> LineChart? {
        guard history.count(where: { $0.score.isRanked }) > 1 else { return nil }
        let finals = Dictionary(history.map { ($0.month, $0.score) }, uniquingKeysWith: { first, _ in first })
        let months = (0..<12).map { last.adding(months: $0 - 11) }
        return LineChart(
            words(.chartMonths),
            months.map { month in
                (words.shortMonth(month), finals[month].flatMap { $0.isRanked ? $0.final.hundredths : nil })
            }
        ) { label, value in "\(label) \(Points(hundredths: value).fixed)" }
    }
}

extension ExplanationPage.HistoryLine {
    init(_ record: AreaMonth, of area: ID<ResponsibilityArea>, _ words: Words) {
        month = words.month(record.month)
        path = LocalPath.cycle(record.cycle, "areas/\(area.rawValue)").text
        place = record.place.map { words(.placeNumber, ["place": String($0)]) } ?? words(.notRanked)
        final = record.score.isRanked ? record.score.final.fixed : "–"
    }
}

extension Ranking.Link {
    fileprivate var reasonWord: Word {
        switch self {
        case .final: .reasonFinal
        case .deductions: .reasonDeductions
        case .branchTier: .reasonBranchTier
        case .trend: .reasonTrend
        case .shared: .reasonShared
        }
    }
}

extension ResponsibilityArea.Kind: Worded {
    var word: Word {
        switch self {
        case .nightMarket: .kindNightMarket
        case .farmersMarket: .kindFarmersMarket
        case .mainRoad: .kindMainRoad
        case .community: .kindCommunity
        case .transportHub: .kindTransportHub
        case .school: .kindSchool
        case .park: .kindPark
        case .office: .kindOffice
        case .other: .kindOther
        }
    }
}
