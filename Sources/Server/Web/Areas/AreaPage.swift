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
    }

    struct Content: Sendable {
        let listing: AreaListing
        let branchName: String
        let assignments: [AssignmentListing]
        let history: [AreaMonth]
        let mayManage: Bool
        let today: LocalDate

        init(_ transaction: Transaction, _ id: ID<ResponsibilityArea>) throws {
            listing = try transaction.area(id)
            let branch = listing.area.branch
            branchName = try transaction.branchName(branch)
            assignments = try transaction.assignments(of: id)
            today = transaction.today
            history =
                try transaction.allows(.readResults, in: branch)
                ? transaction.history(of: id, through: today.month) : []
            mayManage = try transaction.allows(.manageAreas, in: branch)
        }
    }

    let title: String
    let notice: String?
    let back: ConfirmPage.Back
    let facts: [Fact]
    let steps: [Step]
    let hasStretches: Bool
    let stretches: [Stretch]
    let chart: LineChart?
    let hasHistory: Bool
    let history: [ExplanationPage.HistoryLine]
    let downloads: Downloads?

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let (listing, area) = (content.listing, content.listing.area)
        title = "\(area.code.text) \(area.name)"
        self.notice = notice
        back = ConfirmPage.Back(.branch(area.branch), content.branchName)
        var facts = [
            Fact(words(.areaKind), words(area.kind.word)),
            Fact(words(.holder), listing.holder.map { "\($0.name) \($0.number.text)" } ?? words(.nobody)),
        ]
        if let boundary = area.boundary { facts.append(Fact(words(.boundary), boundary)) }
        if let established = area.span.from { facts.append(Fact(words(.established), words.date(established))) }
        if let retired = area.span.until { facts.append(Fact(words(.retired), words.date(retired))) }
        self.facts = facts
        func step(_ part: String, _ word: Word) -> Step {
            Step(path: LocalPath.area(area.id, part).text, label: words(word), isMain: false)
        }
        let isRetired = area.span.until.map { $0 < content.today } ?? false
        steps =
            content.mayManage && !isRetired
            ? [step("assign", .assignArea), step("edit", .changeArea), step("retire", .retireArea)] : []
        stretches = content.assignments.reversed().map { record in
            Stretch(
                holder: "\(record.member.name) \(record.member.number.text)", span: words.span(record.assignment.span),
                tasks: record.tasks.isEmpty ? ["–"] : record.tasks.map { Self.shown($0, words) }
            )
        }
        hasStretches = !stretches.isEmpty
        history = content.history.reversed().map { ExplanationPage.HistoryLine($0, of: area.id, words) }
        hasHistory = !history.isEmpty
        downloads = hasHistory ? Downloads(.area(area.id, "history")) : nil
        chart = ExplanationPage.chart(
            content.history, through: content.history.last?.month ?? content.today.month, words)
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

    private static func areaFields(
        _ area: ResponsibilityArea?, established: LocalDate? = nil, _ words: Words
    ) -> [FormRoute.Field] {
        [
            FormRoute.Field("code", .plain, .areaCode, maximum: 20, value: area?.code.text),
            FormRoute.Field("name", .plain, .name, value: area?.name),
            FormRoute.Field(
                "kind", .menu(of: ResponsibilityArea.Kind.self, words), .areaKind, value: area?.kind.rawValue),
            FormRoute.Field("boundary", .long, .boundary, maximum: 500, value: area?.boundary, isOptional: true),
            FormRoute.Field(
                "established", .date, .established, value: (area?.span.from ?? established)?.description,
                isOptional: true),
        ]
    }

    /// What the member undertakes.
    private static let tasks = FormRoute.Rows(
        name: "tasks", label: .tasks,
        columns: [
            FormRoute.Field("objective", .plain, .taskObjective, isOptional: true),
            FormRoute.Field("measure", .plain, .taskMeasure, isOptional: true),
            FormRoute.Field("due", .date, .taskDue, isOptional: true),
        ], hint: .tasksHint, maximum: 50)

    private static let areaForms: [FormRoute] = [
        FormRoute("/branches/{branch}/areas/new", "createArea", .newArea, needing: [.manageAreas]) { visit in
            let id: ID<Branch> = try visit.id("branch")
            let (branch, today) = try await visit.read { (try $0.branch(id).branch, $0.today) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.branch(id), branch.name),
                fields: areaFields(nil, established: today, visit.words),
                fixed: ["branch": .string(branch.code.text)])
        } next: { _, made in
            made["id"]?.integer.map { LocalPath.area(ID($0)).with(.recorded) } ?? .branches
        },
        FormRoute("/areas/{area}/edit", "changeArea", .changeArea, needing: [.manageAreas]) { visit in
            let (area, back) = try await visit.areaAsked()
            return FormRoute.Asked(
                back: back, fields: areaFields(area, visit.words).filter { $0.name != "code" }, version: area.version)
        } next: { visit, _ in
            LocalPath.area(try visit.id("area")).with(.recorded)
        },
        FormRoute("/areas/{area}/assign", "assignArea", .assignArea, needing: [.manageAreas]) { visit in
            let (area, back) = try await visit.areaAsked()
            let members = try await visit.read { try $0.memberChoices(of: area.branch) }
            return FormRoute.Asked(
                back: back, intro: visit.words(.assignAreaIntro),
                fields: [
                    FormRoute.Field("member", .choice([.none] + members), .holder),
                    FormRoute.Field("from", .date, .from),
                ], rows: [Self.tasks])
        } next: { visit, _ in
            LocalPath.area(try visit.id("area")).with(.recorded)
        },
        FormRoute("/areas/{area}/retire", "retireArea", .retireArea, needing: [.manageAreas]) { visit in
            FormRoute.Asked(
                back: try await visit.areaAsked().back, intro: visit.words(.retireAreaIntro),
                fields: [FormRoute.Field("on", .date, .lastDay), .reason()])
        } next: { visit, _ in
            LocalPath.area(try visit.id("area")).with(.recorded)
        },
    ]
}

extension Visit {
    /// The area in the path, and the way back to it.
    fileprivate func areaAsked() async throws -> (area: ResponsibilityArea, back: ConfirmPage.Back) {
        let id: ID<ResponsibilityArea> = try self.id("area")
        let area = try await read { try $0.area(id).area }
        return (area, ConfirmPage.Back(.area(id), "\(area.code.text) \(area.name)"))
    }
}
