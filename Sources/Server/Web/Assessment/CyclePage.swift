import Domain
import HTTPTypes
import Hummingbird
import Storage

/// A branch's month: how complete it is, and what comes next.
struct CyclePage: WebPage {
    static let template = TemplateName.cycle

    struct Progress: Sendable {
        let complete: String
        let areas: String
        let said: String
    }

    struct Count: Sendable {
        let label: String
        let count: String
        let isMissing: Bool
    }

    struct Row: Sendable {
        let code: String
        let name: String
        let path: String
        let holder: String
        let counts: [Count]
        let state: String
        let isComplete: Bool
        /// The reader answers for it.
        let isOwn: Bool
        /// The part of a long table that it stands in: of what kind the area is.
        let kind: String
    }

    struct Table: Sendable {
        let tiers: [String]
        let parts: Sectioned<Row>
    }

    /// What the page shows, as it was read in one transaction.
    struct Content: Sendable {
        let head: CycleHead.Content
        let listing: CycleListing
        let scheme: SchemeContent
        let completeness: [AreaCompleteness]?
        /// Of the tiers that are scored by those whom the branch names: who they are, in the words of the page.
        let named: [(tier: Tier, people: [PersonReference]?)]
        /// Whether the reader enters anybody's sheets.
        let mayEnter: Bool
        /// The reader, who may answer for areas of the month.
        let reader: ID<Member>?

        init(_ transaction: Transaction, _ id: ID<Cycle>) throws {
            head = try CycleHead.Content(transaction, id)
            let cycle = head.cycle
            listing = try transaction.listing(of: cycle)
            scheme = try transaction.schemeContent(of: cycle)
            completeness =
                try transaction.permission(in: cycle.branch).allows(API.showCompleteness)
                ? transaction.completeness(of: cycle) : nil
            named =
                try completeness == nil
                ? []
                : scheme.tiers.filter { $0.assessors == .named }.map {
                    ($0.tier, try transaction.assessors(named: $0.tier, in: cycle))
                }
            mayEnter = try transaction.allows(.enterScores, in: cycle.branch)
            reader = transaction.authority.member
        }
    }

    let title: String
    let notice: String?
    let head: CycleHead
    let facts: [Fact]
    let steps: [Step]
    let progress: Progress?
    let hasRemarks: Bool
    let remarks: [String]
    let table: Table?
    let awaited: AwaitedLines?

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let cycle = content.head.cycle
        head = CycleHead(content.head, at: .progress, words)
        title = "\(head.title) – \(content.head.branchName)"
        self.notice = notice
        facts = Self.facts(content, words)
        steps =
            (cycle.status == .open
                ? [Step(path: LocalPath.cycle(cycle.id, "scores").text, label: words(.enterScores), isMain: true)] : [])
            + (cycle.status == .open && !content.named.isEmpty
                ? content.head.permission.step(
                    API.nameAssessors, at: .branch(cycle.branch, "assessors"), words(.nameAssessors)) : [])
            + (cycle.status == .open
                ? content.head.permission.step(
                    API.declareRecusal, at: .branch(cycle.branch, "recusals"), words(.declareRecusal)) : [])
            + head.steps
        remarks = RemarkLines.lines(content.listing.remarks, words)
        hasRemarks = !remarks.isEmpty
        progress = content.listing.complete.map { complete in
            let areas = content.listing.areas
            return Progress(
                complete: String(complete), areas: String(max(areas, 1)),
                said: words.counted(.progressSaid, areas, ["complete": String(complete)])
            )
        }
        awaited =
            cycle.status == .open
            ? content.completeness.flatMap {
                AwaitedLines($0, of: content.listing, mayEnter: content.mayEnter, words)
            } : nil
        table = content.completeness.map { rows in
            let tiers = content.scheme.neededTiers
            let all = rows.map { Self.row($0, tiers, in: cycle, isOwn: $0.area.isHeld(by: content.reader), words) }
            let isOwnFirst = !content.mayEnter
            return Table(
                tiers: tiers.map { words($0.word) },
                parts: Sectioned(
                    isOwnFirst ? all.ownFirst(\.isOwn) : all, of: "areas", width: tiers.count + 3, words
                ) { isOwnFirst && $0.isOwn ? words(.ownAreasTitle) : $0.kind }
            )
        }
    }

    private static func facts(_ content: Content, _ words: Words) -> [Fact] {
        let cycle = content.head.cycle
        var facts = [
            Fact(
                words(.scheme),
                words.noted(
                    words(content.scheme.title),
                    words(.sheetRevision, ["revision": String(content.listing.schemeNumber)]))),
            Fact(words(.dueDate), words.day(content.listing.dueDate)),
        ]
        if let completeness = content.completeness?.filter({ $0.departure == nil }), !completeness.isEmpty {
            let tiers = content.scheme.neededTiers.map { tier in
                words(
                    .tierProgress,
                    [
                        "tier": words(tier.word),
                        "complete": String(completeness.count { !$0.missing.contains(.tier(tier)) }),
                        "count": String(completeness.count),
                    ])
            }
            facts.append(Fact(words(.progressByTier), tiers.joined(separator: " · ")))
        }
        for (tier, people) in content.named {
            facts.append(
                Fact(
                    words.noted(words(.namedAssessors), words(tier.word)),
                    people.map { words.list($0.map { "\($0.name) \($0.number.text)" }) } ?? words(.namingNone)))
        }
        if let posted = cycle.postedOn { facts.append(Fact(words(.postedOn), words.day(posted))) }
        if let ends = cycle.noticeEnds { facts.append(Fact(words(.noticeEnds), words.day(ends))) }
        if let decided = content.listing.remarks.eligibilityDecided {
            facts.append(Fact(words(.eligibilityTitle), words.counted(.eligibilityDecided, decided)))
        }
        if let reason = cycle.reason { facts.append(Fact(words(.withoutAwardReason), reason)) }
        return facts
    }

    private static func row(
        _ row: AreaCompleteness, _ tiers: [Tier], in cycle: Cycle, isOwn: Bool, _ words: Words
    ) -> Row {
        var state =
            row.isVetoed
            ? words(.vetoed)
            : row.departure?.shown(words)
                ?? (row.missing.isEmpty
                    ? words(.complete) : words.list(row.missing.map { $0.shown(words, row.sheets, of: row.needed) }))
        // With one holder, that the self tier is missing says who.
        if row.area.holders.count > 1, !row.lackingHolders.isEmpty {
            state = words.list([
                state, words(.lackingHolders, ["names": words.list(row.lackingHolders.map(\.name))]),
            ])
        }
        let path: LocalPath =
            cycle.status == .open ? .area(row.area.id) : .cycle(cycle.id, "areas/\(row.area.id.rawValue)")
        return Row(
            code: row.area.code.text, name: row.area.name, path: path.text,
            holder: words.holders(row.area.holders.map(\.name)),
            counts: tiers.map {
                Count(
                    label: words($0.word),
                    count: (row.needed[$0] ?? 0) > 1
                        ? "\(row.sheets[$0] ?? 0)/\(row.needed[$0] ?? 0)" : String(row.sheets[$0] ?? 0),
                    isMissing: row.missing.contains(.tier($0))
                )
            },
            state: state, isComplete: row.isComplete, isOwn: isOwn, kind: words(row.area.kind.word)
        )
    }
}

/// Something to know, under its name.
struct Fact: Sendable {
    let label: String
    let value: String

    init(_ label: String, _ value: String) {
        self.label = label
        self.value = value
    }
}

extension Site {
    static let cycleRoutes: [Route] =
        [
            .get("/cycles", for: .signedIn) { visit in
                try await visit.showCycles(of: visit.queriedMonth)
            },
            .table("/cycles") { visit in
                let month = visit.queriedMonth
                return CyclesPage.table(
                    try await visit.read { try CyclesPage.Content($0, month: month) }, visit.words)
            },
            .post("/cycles", for: .signedIn) { visit in
                let body = ["branch": visit.text("branch"), "month": visit.text("month")]
                let made: JSON
                do {
                    made = try JSON.parse(try await visit.perform(API.openCycle, body).body)
                } catch {
                    guard let errors = FormErrors(error, visit.words) else { throw error }
                    return try await visit.showCycles(
                        of: visit.form["month"].flatMap { try? Month(parsing: $0) }, errors)
                }
                guard let id = made["id"]?.integer else { throw Problem.notFound }
                return visit.go(to: .cycle(ID(id)).with(.monthOpened))
            },
            .get("/cycles/{cycle}", for: .signedIn) { visit in
                let id: ID<Cycle> = try visit.id("cycle")
                let content = try await visit.read { try CyclePage.Content($0, id) }
                return try visit.show(CyclePage(content, visit.words, notice: visit.notice))
            },
        ] + CycleStep.allCases.flatMap(\.form.routes)
}
