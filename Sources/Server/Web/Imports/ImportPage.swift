import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The office's spreadsheets, as the way in.
enum ImportedList: String, CaseIterable, Sendable, Worded {
    case branches, members, appointments, areas, assignments, scores, adjustments, calendar

    var operation: Operation {
        switch self {
        case .branches: API.importBranches
        case .members: API.importMembers
        case .appointments: API.importAppointments
        case .areas: API.importAreas
        case .assignments: API.importAssignments
        case .scores: API.importScores
        case .adjustments: API.importAdjustments
        case .calendar: API.importCalendar
        }
    }

    var word: Word {
        switch self {
        case .branches: .importBranches
        case .members: .importMembers
        case .appointments: .importAppointments
        case .areas: .importAreas
        case .assignments: .importAssignments
        case .scores: .importScores
        case .adjustments: .importAdjustments
        case .calendar: .importCalendar
        }
    }

    /// What stands in the file's first line.
    ///
    /// - Parameter month: whose scores they are; nothing else depends on it.
    func columns(_ transaction: Transaction, in month: Month) throws -> [SpreadsheetColumn] {
        switch self {
        case .branches: BranchSpreadsheet.columns
        case .members: MemberSpreadsheet.columns
        case .appointments: AppointmentSpreadsheet.columns
        case .areas: AreaSpreadsheet.columns
        case .assignments: AssignmentSpreadsheet.columns
        case .scores: SheetSpreadsheet.columns(of: try transaction.schemesInForce(in: month))
        case .adjustments: AdjustmentSpreadsheet.columns
        case .calendar: CalendarSpreadsheet.columns
        }
    }

    /// Of a month, with the reasons that late and changed entries need.
    var isOfMonth: Bool { self == .scores || self == .adjustments }

    /// Offered to whom the rows of such a file are all permitted: it founds branches, and has anybody's scores.
    func isOpen(to authority: Authority) -> Bool {
        switch self {
        case .branches: authority.allows(API.createBranch)
        case .scores: authority.allows(.enterScores)
        case .members, .appointments, .areas, .assignments, .adjustments, .calendar: authority.allows(operation)
        }
    }
}

extension ImportedList {
    /// - Throws: an error where whoever sends it may import no list, or not the one that the form names.
    fileprivate static func largestFile(_ visit: Visit, _ form: Form?) throws -> Int {
        let authority = visit.authority
        guard allCases.contains(where: { $0.isOpen(to: authority) }) else {
            throw Authority.Denial.notPermitted(.enterScores)
        }
        guard let form else { return API.largestSpreadsheet }
        guard let list = form["list"].flatMap(ImportedList.init(rawValue:)) else { throw Problem.notFound }
        try authority.require(list.operation)
        return authority.isToImport(by: list.operation) ? API.largestSpreadsheet : ImportDesk.smallFile
    }
}

/// A spreadsheet to import, and what came of it, row by row.
struct ImportPage: WebPage {
    static let template = TemplateName.importPage

    struct Blank: Sendable {
        let path: String
        let label: String
    }

    struct RowError: Sendable {
        let line: String
        let column: String
        let said: String
    }

    struct Failure: Sendable {
        let summary: String
        let rowErrors: [RowError]
        let omitted: String?
    }

    struct Outcome: Sendable {
        let outcome: String
        let warnings: [String]
    }

    /// What an import came to.
    enum Result: Sendable {
        case report(JSON, [Sentence])
        case refused(Problem)
    }

    let title: String
    let lists: [FormField.Choice]
    /// Tables with nothing but their headings, to be filled in.
    let blanks: [Blank]
    let fields: [FormField]
    let reading: ImportReading
    let alert: String?
    let fileError: String?
    let failure: Failure?
    /// Whether nothing is wrong with the file but what has to be confirmed.
    let asksToConfirm: Bool
    let report: Outcome?

    init(
        _ authority: Authority, _ words: Words, typed: Form, month: Month, result: Result? = nil,
        errors: FormErrors? = nil, columns: [SpreadsheetColumn] = [], unknown: [ImportReading.Unknown] = []
    ) {
        reading = ImportReading(typed: typed, unknown: unknown, columns: columns, errors, words)
        let open = ImportedList.allCases.filter { $0.isOpen(to: authority) }
        title = words(.importTitle)
        lists = open.map { FormField.Choice($0, words, isChosen: $0.rawValue == typed["list"]) }
        blanks = open.map { list in
            Blank(
                path: list.isOfMonth
                    ? "/imports/\(list.rawValue).csv?month=\(month)" : "/imports/\(list.rawValue).csv",
                label: words(.importBlank, ["list": words(list.word)]))
        }
        func field(_ name: String, _ kind: FormField.Kind, _ word: Word, value: String? = nil) -> FormField {
            FormField(
                name, kind, words(word), in: "import", maximum: Text.reasonMaximum, value: typed[name] ?? value,
                error: errors?[name], optional: words(.scoresOnly))
        }
        fields =
            open.contains { $0.isOfMonth }
            ? [
                field("month", .month, .month, value: month.description), field("lateReason", .plain, .lateReason),
                field("revisionReason", .plain, .revisionReason),
            ] : []
        fileError = errors?["file"]
        alert = errors?.general
        asksToConfirm = if case .refused(let problem) = result { problem.code == "confirmationNeeded" } else { false }
        switch result {
        case .report(let json, let warnings):
            (report, failure) = (Self.outcome(json, warnings, words), nil)
        case .refused(let problem):
            (report, failure) = (nil, Self.failure(problem, words))
        case nil:
            (report, failure) = (nil, nil)
        }
    }

    private static func outcome(_ json: JSON, _ warnings: [Sentence], _ words: Words) -> Outcome {
        let counts = ["created", "changed", "unchanged"].reduce(into: [String: String]()) {
            $0[$1] = json[$1]?.integer.map { String($0) } ?? "0"
        }
        return Outcome(
            outcome: words(json["dryRun"] == true ? .importTried : .importDone, counts),
            warnings: warnings.map { words($0) }
        )
    }

    private static func failure(_ problem: Problem, _ words: Words) -> Failure {
        let count = problem.errors.count + problem.omittedErrors
        return Failure(
            summary: words.counted(problem.code == "confirmationNeeded" ? .importDoubted : .importRefused, count),
            rowErrors: problem.errors.map { entry in
                RowError(
                    line: entry.line.map { String($0) } ?? "–", column: entry.field.isEmpty ? "–" : entry.field,
                    said: words(entry.detail))
            },
            omitted: problem.hasStopped ? words(.importStopped) : nil
        )
    }
}

extension Site {
    static let importRoutes: [Route] = [
        .get("/imports", for: .signedIn) { visit in
            try await visit.showImport(typed: Form(values: visit.query))
        },
        .get("/imports/{list}.csv", for: .signedIn) { visit in
            guard let list = visit.parameters["list"].flatMap(ImportedList.init(rawValue:)),
                list.isOpen(to: visit.authority)
            else { throw Problem.notFound }
            let month = visit.queriedMonth
            let columns = try await visit.read { try list.columns($0, in: month ?? $0.today.month) }
            let table = DownloadTable(
                name: visit.words(list.word), columns: columns.filter(\.isOffered).map(\.title), rows: [])
            return visit.file(table.csv, named: "\(table.name).csv", type: "text/csv; charset=utf-8")
        },
        .upload("/imports", for: .signedIn, largest: ImportedList.largestFile) { visit in
            guard let list = visit.form["list"].flatMap(ImportedList.init(rawValue:)) else { throw Problem.notFound }
            guard visit.upload?.file != nil else {
                return try await visit.showImport(
                    typed: visit.form, errors: FormErrors("file", .importNoFile, visit.words))
            }
            let month = visit.queriedMonth ?? visit.form["month"].flatMap { try? Month(parsing: $0) }
            let columns = try await visit.read { try list.columns($0, in: month ?? $0.today.month) }
            let (headings, recalled) = try await visit.headings(of: list, columns)
            var query = ImportReading.query(visit.form, headings: headings.map(\.heading))
            if visit.form["try"] != nil { query.append(("dryRun", "true")) }
            if visit.form["confirm"] != nil { query.append(("confirm", "true")) }
            if list.isOfMonth {
                for name in ["month", "lateReason", "revisionReason"] {
                    if let value = visit.form[name] { query.append((name, value)) }
                }
            }
            let unknown = ImportReading.unknown(visit.form, headings: headings, recalled: recalled)
            do {
                let reply = try await visit.perform(list.operation, query: query, once: false)
                return try await visit.showImport(
                    typed: visit.form, result: .report(try JSON.parse(reply.body), reply.warnings), columns: columns,
                    unknown: unknown)
            } catch {
                if let problem = Problem(error), ["invalidFile", "confirmationNeeded"].contains(problem.code) {
                    return try await visit.showImport(
                        typed: visit.form, result: .refused(problem), status: problem.status, columns: columns,
                        unknown: unknown)
                }
                guard let errors = FormErrors(error, visit.words) else { throw error }
                return try await visit.showImport(typed: visit.form, errors: errors)
            }
        },
    ]
}

extension Visit {
    fileprivate func showImport(
        typed: Form, result: ImportPage.Result? = nil, errors: FormErrors? = nil, status: HTTPResponse.Status? = nil,
        columns: [SpreadsheetColumn] = [], unknown: [ImportReading.Unknown] = []
    ) async throws -> Response {
        let today = try await read { $0.today }
        let page = ImportPage(
            authority, words, typed: typed, month: today.month.adding(months: -1), result: result, errors: errors,
            columns: columns, unknown: unknown)
        guard !page.lists.isEmpty else { throw Authority.Denial.notPermitted(.enterScores) }
        return try show(page, status: status ?? errors?.status ?? .ok, headers: errors?.headers ?? [:])
    }
}
