import Domain
import Storage

/// The rubrics, in the order they were made.
struct SchemesPage: WebPage {
    static let template = TemplateName.schemes

    struct Row: Sendable {
        let path: String
        let name: String
        let committee: String
        let from: String
        let state: String
        let stateCode: String
    }

    let title: String
    let notice: String?
    let hasRows: Bool
    let rows: [Row]
    let steps: [Step]

    /// - Parameter permission: the reader's.
    init(_ schemes: [SchemeListing], _ permission: Permission, _ words: Words, notice: String? = nil) {
        title = words(.schemes)
        self.notice = notice
        rows = schemes.reversed().map { listing in
            let content = listing.scheme.content
            return Row(
                path: LocalPath.administration("schemes/\(listing.scheme.id.rawValue)").text,
                name: "\(words(content.title)) \(content.code.text)/\(listing.scheme.number)",
                committee: listing.committee.text, from: words.month(content.effectiveFrom),
                state: words(listing.scheme.status.word), stateCode: listing.scheme.status.rawValue
            )
        }
        hasRows = !rows.isEmpty
        steps = permission.step(API.importScheme, at: .administration("schemes/new"), words(.newScheme))
    }
}

/// One version of a rubric, and what it changes of the version before.
struct SchemePage: WebPage {
    static let template = TemplateName.scheme

    struct CriterionLine: Sendable {
        let name: String
        let maximum: String
        let guidance: String
        /// What it loses points for; nil where points are given.
        let losses: String?
    }

    struct TierLine: Sendable {
        let tier: String
        let weight: String
        let combination: String
    }

    struct MenuLine: Sendable {
        let kind: String
        let kindCode: String
        let name: String
        let points: String
        let cap: String
        let document: String?
        let source: String?
    }

    struct Content: Sendable {
        let listing: SchemeListing
        /// The version before it under the same code.
        let before: SchemeListing?
        let permission: Permission

        init(_ transaction: Transaction, _ id: ID<Scheme>) throws {
            let listing = try transaction.scheme(id)
            self.listing = listing
            before = try transaction.whole { try transaction.schemes($0) }.last {
                $0.scheme.committee == listing.scheme.committee && $0.scheme.content.code == listing.scheme.content.code
                    && $0.scheme.number < listing.scheme.number
            }
            permission = try transaction.permission(in: listing.scheme.committee)
        }
    }

    let title: String
    let notice: String?
    let facts: [Fact]
    let steps: [Step]
    let difference: Difference?
    let criteria: [CriterionLine]
    let tiers: [TierLine]
    let hasMenu: Bool
    let menu: [MenuLine]
    let example: SchemeExample

    struct Difference: Sendable {
        let heading: String
        let hasLines: Bool
        let lines: [SchemeDifference.Line]
    }

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let (scheme, rules) = (content.listing.scheme, content.listing.scheme.content)
        title = "\(words(rules.title)) \(rules.code.text)/\(scheme.number)"
        self.notice = notice
        facts =
            SchemeDifference.settings(of: rules, words).map { Fact($0.name, $0.value) } + [
                Fact(words(.committee), content.listing.committee.text),
                Fact(words(.state), words(scheme.status.word)),
            ]
        func step(_ operation: Operation, _ part: String, _ word: Word) -> [Step] {
            content.permission.step(
                operation, at: .administration("schemes/\(scheme.id.rawValue)/\(part)"), words(word))
        }
        steps =
            (scheme.status == .draft ? step(API.publishScheme, "publish", .publishScheme) : [])
            + step(API.importScheme, "revise", .reviseScheme)
        difference = content.before.map { before in
            let lines = SchemeDifference.lines(from: before.scheme.content, to: rules, words)
            return Difference(
                heading: words(.schemeDifference, ["number": String(before.scheme.number)]), hasLines: !lines.isEmpty,
                lines: lines)
        }
        criteria = rules.criteria.map {
            CriterionLine(
                name: words($0.title), maximum: $0.maximum.description, guidance: $0.guidance?.string ?? "–",
                losses: SchemeLosses.shown($0, words))
        }
        tiers = rules.tiers.map {
            TierLine(
                tier: words($0.tier.word), weight: "\($0.weight) %", combination: Self.combination(of: $0, rules, words)
            )
        }
        menu = rules.menu.map { entry in
            MenuLine(
                kind: words(entry.kind.word), kindCode: entry.kind.rawValue, name: words(entry.title),
                points: entry.amount.map { SchemeAmount.shown($0, words) } ?? "–", cap: entry.cap?.description ?? "–",
                document: Self.document(of: entry, words), source: Self.source(of: entry, words))
        }
        hasMenu = !menu.isEmpty
        example = SchemeExample(rules, words)
    }

    /// Whether an entry names what it stands on; nil where it does not.
    static func document(of entry: SchemeContent.MenuEntry, _ words: Words) -> String? {
        switch (entry.document, entry.kind) {
        case (.none, _): nil
        case (_, .veto): words(.byDecision)
        case (let rule, _): words(rule.word)
        }
    }

    /// From which figure entries are proposed; nil for none.
    static func source(of entry: SchemeContent.MenuEntry, _ words: Words) -> String? {
        entry.source.map { words(.proposedFrom, ["figure": words($0.word)]) }
    }

    /// How a tier's sheets are combined, and how many it takes.
    static func combination(of rule: SchemeContent.TierRule, _ scheme: SchemeContent, _ words: Words) -> String {
        let combination =
            rule.combination == .trimmedMean
            ? words(.trimmedFrom, ["count": String(scheme.trimFrom)]) : words(rule.combination.word)
        return words.list(
            [
                combination,
                rule.minimumSheets > 1 ? words.counted(.atLeastSheets, rule.minimumSheets) : nil,
                rule.maximumSheets.map { words.counted(.atMostSheets, $0) },
                rule.assessors == .any ? nil : words(.scoredBy, ["who": words(rule.assessors.word)]),
            ].compactMap(\.self))
    }
}

extension SchemeContent.Rounding: Worded {
    var word: Word {
        switch self {
        case .tiers: .roundingTiers
        case .final: .roundingFinal
        }
    }
}

extension Scheme.Status: Worded {
    var word: Word {
        switch self {
        case .draft: .schemeDraft
        case .published: .schemePublished
        }
    }
}

/// What a version of a rubric changes, said line by line.
enum SchemeDifference {
    struct Line: Sendable {
        let what: String
        let old: String
        let new: String
    }

    static func settings(of scheme: SchemeContent, _ words: Words) -> [(name: String, value: String)] {
        [
            (words(.effectiveFrom), words.month(scheme.effectiveFrom)),
            (words(.scoringDueDay), words(.dayOfNextMonth, ["day": String(scheme.scoringDueDay)])),
            (words(.noticeDays), words.counted(.workingDays, scheme.noticeWorkingDays)),
            (words(.noticeCountsPostingDay), words(scheme.noticeCountsPostingDay ? .yes : .no)),
            (words(.awardMinimum), scheme.awardMinimum.description),
            (words(.awardsPerBranch), String(scheme.awardsPerBranch)), (words(.bonusCap), scheme.bonusCap.description),
            (words(.rounding), words(scheme.rounding.word)), (words(.schemeFormat), String(scheme.format)),
        ]
    }

    static func lines(from old: SchemeContent, to new: SchemeContent, _ words: Words) -> [Line] {
        var lines: [Line] = []
        func compare(_ olds: [(String, String)], _ news: [(String, String)]) {
            let (before, after) = (Dictionary(olds) { $1 }, Dictionary(news) { $1 })
            let names = olds.map(\.0) + news.map(\.0).filter { before[$0] == nil }
            for name in names where before[name] != after[name] {
                lines.append(Line(what: name, old: before[name] ?? "–", new: after[name] ?? "–"))
            }
        }
        compare(
            settings(of: old, words).map { ($0.name, $0.value) }, settings(of: new, words).map { ($0.name, $0.value) })
        compare(criteria(of: old, words), criteria(of: new, words))
        compare(tiers(of: old, words), tiers(of: new, words))
        compare(items(of: old, words), items(of: new, words))
        return lines
    }

    private static func criteria(of scheme: SchemeContent, _ words: Words) -> [(String, String)] {
        scheme.criteria.map {
            let guidance = $0.guidance.map { " · \($0.string)" } ?? ""
            let losses = SchemeLosses.shown($0, words).map { " · \($0)" } ?? ""
            return (words($0.title), words(.maximumPoints, ["points": $0.maximum.description]) + losses + guidance)
        }
    }

    private static func tiers(of scheme: SchemeContent, _ words: Words) -> [(String, String)] {
        scheme.tiers.map {
            (words($0.tier.word), "\($0.weight) % · \(SchemePage.combination(of: $0, scheme, words))")
        }
    }

    private static func items(of scheme: SchemeContent, _ words: Words) -> [(String, String)] {
        scheme.menu.map { entry in
            let worth = entry.amount.map { amount in
                words(
                    .itemWorth,
                    ["points": SchemeAmount.shown(amount, words), "cap": entry.cap?.description ?? ""]
                ).trimmed
            }
            return (
                "\(words(entry.kind.word)) · \(words(entry.title))",
                [
                    worth ?? words(.kindVeto), SchemePage.document(of: entry, words),
                    SchemePage.source(of: entry, words),
                ].compactMap(\.self).joined(separator: " · ")
            )
        }
    }
}

extension Site {
    private static let list = LocalPath.administration("schemes")

    static let schemeRoutes: [Route] =
        [
            .get("/administration/schemes", for: .signedIn) { visit in
                let schemes = try await visit.read { transaction in
                    try transaction.whole { try transaction.schemes($0) }
                }
                return try visit.show(
                    SchemesPage(
                        schemes, Permission(visit.authority), visit.words, notice: visit.notice))
            },
            .get("/administration/schemes/{scheme}", for: .signedIn) { visit in
                let id: ID<Scheme> = try visit.id("scheme")
                let content = try await visit.read { try SchemePage.Content($0, id) }
                return try visit.show(SchemePage(content, visit.words, notice: visit.notice))
            },
        ] + schemeForms.flatMap(\.routes)

    private static func next(_ made: JSON) -> LocalPath {
        made["id"]?.integer.map { LocalPath.administration("schemes/\($0)").with(.recorded) } ?? list
    }

    private static let schemeForms: [FormRoute] = [
        FormRoute("/administration/schemes/new", API.importScheme, .newScheme) { visit in
            let committees = try await visit.read { try $0.committeeChoices() }
            return FormRoute.Asked(
                back: ConfirmPage.Back(list, visit.words(.schemes)), intro: visit.words(.newSchemeIntro),
                fields: [FormRoute.Field("committee", .choice(committees), .committee)]
                    + SchemeForm.fields(nil, visit.words), rows: SchemeForm.rows(nil, visit.words),
                fixed: [SchemeForm.format.name: SchemeForm.format.value],
                completing: { SchemeForm.completed($0, over: nil) })
        } next: { _, made in
            next(made)
        },
        FormRoute("/administration/schemes/{scheme}/revise", API.importScheme, .reviseScheme) {
            visit in
            let id: ID<Scheme> = try visit.id("scheme")
            let listing = try await visit.read { transaction in
                let listing = try transaction.scheme(id)
                try transaction.require(.manageSchemes, in: listing.scheme.committee)
                return listing
            }
            let content = listing.scheme.content
            return FormRoute.Asked(
                back: ConfirmPage.Back(.administration("schemes/\(id.rawValue)"), visit.words(.schemes)),
                intro: visit.words(.reviseSchemeIntro),
                fields: SchemeForm.fields(content, visit.words), rows: SchemeForm.rows(content, visit.words),
                fixed: [
                    "committee": .string(listing.committee.text), SchemeForm.format.name: SchemeForm.format.value,
                ], completing: { SchemeForm.completed($0, over: content) })
        } next: { _, made in
            next(made)
        },
        FormRoute(
            "/administration/schemes/{scheme}/publish", API.publishScheme, .publishScheme
        ) { visit in
            let id: ID<Scheme> = try visit.id("scheme")
            return try await FormRoute.Asked(
                back: ConfirmPage.Back(.administration("schemes/\(id.rawValue)"), visit.words(.schemes)),
                intro: visit.words(.publishSchemeIntro)
            ).rehearsed(by: visit) { _ = try $0.publishScheme(id) }
        } next: { _, made in
            next(made)
        },
    ]
}
