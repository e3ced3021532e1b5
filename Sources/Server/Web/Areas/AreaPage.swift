import Domain
import HTTPTypes
import Hummingbird
import Storage

/// A responsibility area: where it is, who answered for it, and how it did.
struct AreaPage: WebPage {
    static let template = TemplateName.area

    struct Stretch: Sendable {
        let holder: String
        let span: String
        let tasks: [String]
        /// To the end of what one of several holds.
        let ending: Step?
    }

    struct Commitment: Sendable {
        let path: String
        let said: String
        let due: String
        let state: String
    }

    struct Content: Sendable {
        let listing: AreaListing
        let branchName: String
        let stretches: [AreaStretch]
        let assignments: [AssignmentListing]
        let commitments: [LedgerListing]
        let history: [AreaMonth]
        let permission: Permission
        let today: LocalDate

        init(_ transaction: Transaction, _ id: ID<ResponsibilityArea>) throws {
            listing = try transaction.area(id)
            let branch = listing.area.branch
            branchName = try transaction.branchName(branch)
            stretches = try transaction.stretches(of: id)
            assignments = try transaction.assignments(of: id)
            commitments = try transaction.commitments(for: id, of: branch)
            today = transaction.today
            history =
                try transaction.allows(.readResults, in: branch)
                ? transaction.history(of: id, through: today.month) : []
            permission = try transaction.permission(in: branch)
        }
    }

    let title: String
    let notice: String?
    let back: ConfirmPage.Back
    let facts: [Fact]
    let steps: [Step]
    let hasStretches: Bool
    let hasEndings: Bool
    let stretches: [Stretch]
    let hasCommitments: Bool
    /// What was undertaken for it, each leading to what came of it.
    let commitments: [Commitment]
    let chart: LineChart?
    let hasHistory: Bool
    let history: [ExplanationPage.HistoryLine]
    let downloads: Downloads?

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let (listing, area) = (content.listing, content.listing.area)
        title = "\(area.code.text) \(area.name)"
        self.notice = notice
        back = ConfirmPage.Back(.branch(area.branch), content.branchName)
        facts = [
            AreaFields.kind.fact(listing, words),
            Fact(words(.holder), words.holders(listing.holders.map { "\($0.name) \($0.number.text)" })),
            AreaFields.boundary.fact(listing, words), AreaFields.established.fact(listing, words),
            AreaFields.retired.fact(listing, words), Self.branches(content.stretches, words),
        ].compactMap(\.self)
        func step(_ operation: Operation, _ part: String, _ word: Word) -> [Step] {
            content.permission.step(operation, at: .area(area.id, part), words(word))
        }
        let isRetired = area.span.until.map { $0 < content.today } ?? false
        steps =
            isRetired
            ? []
            : step(API.assignArea, "assign", .assignArea)
                + (listing.holders.isEmpty ? [] : step(API.assignArea, "beside", .assignBeside))
                + (listing.holders.count > 1 ? step(API.assignArea, "hand-over", .handOver) : [])
                + step(API.changeArea, "edit", .changeArea)
                + step(API.retireArea, "retire", .retireArea)
        stretches = content.assignments.reversed().map { record in
            Stretch(
                holder: "\(record.member.name) \(record.member.number.text)", span: words.span(record.assignment.span),
                tasks: record.tasks.isEmpty ? ["–"] : record.tasks.map { Self.shown($0, words) },
                ending: listing.holders.count > 1 && record.assignment.isHeld(on: content.today, until: area.span.until)
                    ? content.permission.step(
                        API.endAssignment, at: .assignment(record.assignment.id, "end"), words(.endAssignment)
                    ).first : nil
            )
        }
        hasStretches = !stretches.isEmpty
        hasEndings = stretches.contains { $0.ending != nil }
        commitments = content.commitments.map { entry in
            Commitment(
                path: LocalPath.one(LedgerDesk.of(.commitment).page, entry.id).text, said: entry.title,
                due: entry.due.map { words.date($0) } ?? "–", state: words(entry.state.word))
        }
        hasCommitments = !commitments.isEmpty
        history = content.history.reversed().map { ExplanationPage.HistoryLine($0, of: area.id, words) }
        hasHistory = !history.isEmpty
        downloads = hasHistory ? Downloads(.area(area.id, "history")) : nil
        chart = ExplanationPage.chart(
            content.history, through: content.history.last?.month ?? content.today.month, words)
    }

    /// Whose it was, and is; nil for an area that never moved.
    private static func branches(_ stretches: [AreaStretch], _ words: Words) -> Fact? {
        if stretches.count < 2 { return nil }
        return Fact(
            words(.areaBranches),
            words.list(
                stretches.map { words.noted($0.code?.text ?? words(.otherBranchUnseen), words.span($0.span)) }))
    }

    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        let area = content.listing.area
        return DownloadTable(
            words, [area.code.text, area.name, words(.historyTitle)], [.month, .place, .final, .state],
            content.history.reversed().map { month in
                [
                    .text(month.month.description), .number(month.place.map { String($0) } ?? ""),
                    .number(month.score.isRanked ? month.score.final.fixed : ""),
                    .text(month.place == nil ? words(.notRanked) : ""),
                ]
            })
    }

    private static func shown(_ task: Assignment.Task, _ words: Words) -> String {
        [task.objective.string, task.measure?.string, task.due.map { words(.dutyDue, ["date": words.date($0)]) }]
            .compactMap(\.self).joined(separator: " · ")
    }
}

extension Site {
    static let areaRoutes: [Route] =
        [
            .get("/areas/{area}", for: .signedIn) { visit in
                let id: ID<ResponsibilityArea> = try visit.id("area")
                let content = try await visit.read { try AreaPage.Content($0, id) }
                return try visit.show(AreaPage(content, visit.words, notice: visit.notice))
            },
            .table("/areas/{area}/history") { visit in
                let id: ID<ResponsibilityArea> = try visit.id("area")
                return AreaPage.table(try await visit.read { try AreaPage.Content($0, id) }, visit.words)
            },
        ] + areaForms.flatMap(\.routes)

    private static func areaFields(_ listing: AreaListing?, _ words: Words) -> [FormRoute.Field] {
        [
            AreaFields.name.asked(words, of: listing), AreaFields.kind.asked(words, of: listing),
            AreaFields.boundary.asked(words, of: listing),
        ]
    }

    /// What the member undertakes.
    private static let tasks = FormRoute.Rows(
        name: "tasks", label: .tasks,
        columns: [
            FormRoute.Field("objective", .plain, .taskObjective),
            FormRoute.Field("measure", .plain, .taskMeasure, isOptional: true),
            FormRoute.Field("due", .date, .taskDue, isOptional: true),
        ], hint: .tasksHint, maximum: 50)

    /// - Parameter succeedsOne: whether it is asked who of those who hold the area is succeeded.
    private static func assignForm(
        _ part: String, _ title: Word, fixed: [String: JSON] = [:], succeedsOne: Bool = false,
        intro: @escaping @Sendable (AreaListing, Words) -> String
    ) -> FormRoute {
        FormRoute("/areas/{area}/\(part)", API.assignArea, title) { visit in
            let (listing, back) = try await visit.areaAsked()
            let members = try await visit.read { try $0.memberChoices(of: listing.area.branch) }
            let holders = Set(listing.holders.map(\.number.text))
            let former = FormRoute.Field(
                "insteadOf", .choice([.none] + listing.holders.map { FormField.Choice($0) }), .insteadOf)
            return FormRoute.Asked(
                back: back, intro: intro(listing, visit.words),
                fields: (succeedsOne ? [former] : []) + [
                    FormRoute.Field(
                        "member", .choice([.none] + members.filter { !holders.contains($0.code) }), .holder),
                    FormRoute.Field("from", .date, .from), .lateReason,
                ], rows: [Self.tasks], fixed: fixed)
        } next: { visit, _ in
            LocalPath.area(try visit.id("area")).with(.recorded)
        }
    }

    private static let areaForms: [FormRoute] = [
        FormRoute("/branches/{branch}/areas/new", API.createArea, .newArea) { visit in
            let id: ID<Branch> = try visit.id("branch")
            let (branch, today) = try await visit.read { (try $0.branch(id).branch, $0.today) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.branch(id), branch.name),
                fields: [AreaFields.code.asked(visit.words)] + areaFields(nil, visit.words) + [
                    AreaFields.established.asked(visit.words, first: today.description)
                ],
                fixed: ["branch": .string(branch.code.text)])
        } next: { _, made in
            made["id"]?.integer.map { LocalPath.area(ID($0)).with(.recorded) } ?? .branches
        },
        FormRoute("/areas/{area}/edit", API.changeArea, .changeArea) { visit in
            let (listing, back) = try await visit.areaAsked()
            return FormRoute.Asked(
                back: back,
                fields: areaFields(listing, visit.words) + [AreaFields.established.asked(visit.words, of: listing)],
                version: listing.area.version)
        } next: { visit, _ in
            LocalPath.area(try visit.id("area")).with(.recorded)
        },
        assignForm("assign", .assignArea) { listing, words in
            listing.holders.count > 1
                ? words(.assignAreaEndsAll, ["names": words.holders(listing.holders.map(\.name))])
                : words(.assignAreaIntro)
        },
        assignForm("beside", .assignBeside, fixed: ["beside": true]) { listing, words in
            words(.assignBesideIntro, ["names": words.holders(listing.holders.map(\.name))])
        },
        assignForm("hand-over", .handOver, succeedsOne: true) { _, words in words(.handOverIntro) },
        FormRoute("/assignments/{assignment}/end", API.endAssignment, .endAssignment) { visit in
            let id: ID<Assignment> = try visit.id("assignment")
            let (listing, area) = try await visit.read { try $0.assignment(id) }
            let others = area.holders.filter { $0 != listing.member }
            return FormRoute.Asked(
                back: area.back,
                intro: visit.words(
                    .endAssignmentIntro,
                    ["name": listing.member.name, "others": visit.words.holders(others.map(\.name))]),
                fields: [FormRoute.Field("on", .date, .lastDay), .lateReason])
        } next: { visit, _ in
            let id: ID<Assignment> = try visit.id("assignment")
            return LocalPath.area(try await visit.read { try $0.assignment(id).listing.assignment.area }).with(
                .recorded)
        },
        FormRoute("/areas/{area}/retire", API.retireArea, .retireArea) { visit in
            FormRoute.Asked(
                back: try await visit.areaAsked().back, intro: visit.words(.retireAreaIntro),
                fields: [AreaFields.on.asked(visit.words), AreaFields.reason.asked(visit.words)])
        } next: { visit, _ in
            LocalPath.area(try visit.id("area")).with(.recorded)
        },
    ]
}

extension Visit {
    /// The area in the path, and the way back to it.
    fileprivate func areaAsked() async throws -> (listing: AreaListing, back: ConfirmPage.Back) {
        let id: ID<ResponsibilityArea> = try self.id("area")
        let listing = try await read { try $0.area(id) }
        return (listing, listing.back)
    }
}

extension AreaListing {
    fileprivate var back: ConfirmPage.Back { ConfirmPage.Back(.area(area.id), "\(area.code.text) \(area.name)") }
}
