import Domain
import HTTPTypes
import Storage

/// What a file would do, before it goes in, or what came of it: row by row, field by field.
struct ImportPreviewPage: WebPage {
    static let template = TemplateName.importPreview

    struct RowError: Sendable {
        let line: String
        let column: String
        let said: String
    }

    /// Why nothing goes in.
    struct Failure: Sendable {
        let summary: String
        let hasErrors: Bool
        let rowErrors: [RowError]
        let omitted: String?
    }

    /// What one field was, and would be.
    struct Change: Sendable {
        let member: String
        let before: String?
        let after: String?
    }

    struct Row: Sendable {
        let line: String
        let outcome: String
        let record: String
        let changes: [Change]
    }

    struct Table: Sendable {
        let rows: [Row]
        let span: String
        let earlierPath: String?
        let laterPath: String?
        let omitted: String?
    }

    struct Told: Sendable {
        let toldTitle: String
        let lines: [String]
    }

    /// What would go in, and the form that carries it out.
    struct Proposal: Sendable {
        let summary: String
        let doubts: Told?
        let table: Table?
        let action: String
        let token: String
        /// nil where there is nothing to carry out.
        let button: String?
        let asksToConfirm: Bool
        let confirmError: String?
    }

    struct Reread: Sendable {
        let action: String
        let fields: [FormField]
        let reading: ImportReading
    }

    /// As many rows stand on one page.
    static let rowsOnPage = 25

    let title: String
    let heading: String
    let notice: String?
    let alert: String?
    /// That nothing is kept; nil where something is.
    let gone: String?
    /// What came of it; nil as long as it was not carried out.
    let outcome: String?
    let failure: Failure?
    let proposal: Proposal?
    /// What the office should know, though nothing is wrong.
    let remarks: Told?
    let missing: Told?
    /// nil where there is nothing to be read any more.
    let reread: Reread?
    /// How long the file is kept.
    let keptUntil: String?
    let discardPath: String
    let otherPath: String
    /// Whether it is done, and the first steps go on.
    let leadsOn: Bool

    /// - Parameters:
    ///   - from: how many rows stand on the pages before this one.
    ///   - isFirstDay: whether the reader sets up a bureau: then its first steps go on.
    ///   - time: a moment as the bureau's clocks show it.
    init(
        _ list: ImportedList, _ kept: KeptImports.Kept?, from: Int, notice: String?, isFirstDay: Bool,
        errors: FormErrors?, _ words: Words,
        time: (Instant) -> String
    ) {
        heading = words(.importPreviewTitle, ["list": words(list.word)])
        title = errors == nil ? heading : "\(words(.errorPrefix)) – \(heading)"
        self.notice = notice
        (discardPath, otherPath) = (
            LocalPath.imports.part(list.rawValue).part("discard").text,
            list.start(kept?.form).text
        )
        var (alert, fieldErrors) = (errors?.general, errors)
        var (outcome, failure, proposal): (String?, Failure?, Proposal?) = (nil, nil, nil)
        var (report, faulty): (ImportReport?, Set<String>) = (nil, [])
        switch kept?.state {
        case nil: break
        case .done(let done):
            report = done
            outcome = Self.summary(done, .importDone, words)
        case .refused(let problem) where Self.isOfRows(problem):
            failure = Failure(problem, words)
            faulty = Set(problem.errors.map(\.field))
        case .refused(let problem):
            fieldErrors = FormErrors(problem, words)
            alert = fieldErrors?.general
        case .shown(let found, let isAnew):
            report = found
            if isAnew { alert = [words(.importAnew), alert].compactMap(\.self).joined(separator: " ") }
            proposal = kept.map { Proposal(found, $0, list, from: from, errors: errors, words) }
        }
        gone = kept == nil ? words(.importGone) : nil
        (self.alert, self.outcome, self.failure, self.proposal) = (alert, outcome, failure, proposal)
        leadsOn = isFirstDay && outcome != nil
        let asked = outcome == nil ? Set(report?.doubts.map(\.doubt) ?? []) : []
        let remarks = (report?.warnings.filter { !asked.contains($0) } ?? []) + (report?.notes ?? [])
        self.remarks = remarks.isEmpty ? nil : Told(toldTitle: words(.importRemarks), lines: remarks.map { words($0) })
        missing = report.flatMap { Told(missingFrom: $0, words) }
        if let kept, outcome == nil {
            reread = Reread(
                action: LocalPath.imports.part(list.rawValue).part("read").text,
                fields: list.isOfMonth
                    ? ImportReading.monthFields(typed: kept.form, month: "", of: list, fieldErrors, words) : [],
                reading: ImportReading(
                    typed: kept.form, lists: [list], headings: kept.headings, columns: kept.columns, faulty: faulty,
                    fieldErrors, words))
            keptUntil = words(.importKept, ["time": time(kept.until)])
        } else {
            (reread, keptUntil) = (nil, nil)
        }
    }

    /// Whether the page says what is wrong; anything else has a page of its own.
    static func tells(_ problem: Problem, _ words: Words) -> Bool {
        isOfRows(problem) || problem.code == ImportReport.changesDiffer.code || FormErrors(problem, words) != nil
    }

    private static func isOfRows(_ problem: Problem) -> Bool {
        ["invalidFile", "confirmationNeeded"].contains(problem.code)
    }

    fileprivate static func summary(_ report: ImportReport, _ word: Word, _ words: Words) -> String {
        let counts = [
            "created": report.created, "changed": report.changed, "unchanged": report.unchanged,
        ].mapValues { String($0) }
        return words(word, counts)
    }
}

extension ImportPreviewPage.Failure {
    fileprivate init(_ problem: Problem, _ words: Words) {
        summary = words.counted(.importRefused, problem.errors.count + problem.omittedErrors)
        rowErrors = problem.errors.map { entry in
            ImportPreviewPage.RowError(
                line: entry.line.map { String($0) } ?? "–", column: entry.field.isEmpty ? "–" : entry.field,
                said: words(entry.detail))
        }
        hasErrors = !rowErrors.isEmpty
        omitted = problem.hasStopped ? words(.importStopped) : nil
    }
}

extension ImportPreviewPage.Told {
    /// nil where nobody is missing.
    fileprivate init?(missingFrom report: ImportReport, _ words: Words) {
        if report.missingCount == 0 { return nil }
        let rest = report.missingCount - report.missing.count
        toldTitle = words.counted(.importMissing, report.missingCount)
        lines =
            report.missing.map { "\($0.code.text) \($0.name) (\($0.branch.text))" }
            + (rest > 0 ? [words.counted(.importMissingMore, rest)] : [])
    }
}

extension ImportPreviewPage.Proposal {
    fileprivate init(
        _ report: ImportReport, _ kept: KeptImports.Kept, _ list: ImportedList, from: Int, errors: FormErrors?,
        _ words: Words
    ) {
        let changes = report.changes ?? ChangeTable()
        let removed = changes.rows.count { $0.outcome == .removed }
        summary =
            ImportPreviewPage.summary(report, .importTried, words)
            + (removed > 0 ? words.counted(.importRemoves, removed) : "")
        doubts =
            report.doubts.isEmpty
            ? nil
            : ImportPreviewPage.Told(
                toldTitle: words.counted(.importDoubts, report.doubts.count),
                lines: report.doubts.map { doubt in
                    doubt.line.map { words.named(words(.importLineNumber, ["line": String($0)]), words(doubt.doubt)) }
                        ?? words(doubt.doubt)
                })
        table = changes.rows.isEmpty ? nil : ImportPreviewPage.Table(changes, kept, list, from: from, words)
        action = LocalPath.imports.part(list.rawValue).part("carry-out").text
        token = kept.token
        button = changes.rows.isEmpty ? nil : words(.importCarryOut)
        asksToConfirm = button != nil && !report.doubts.isEmpty
        confirmError = errors?["confirm"]
    }
}

extension ImportPreviewPage.Table {
    fileprivate init(
        _ changes: ChangeTable, _ kept: KeptImports.Kept, _ list: ImportedList, from: Int, _ words: Words
    ) {
        let size = ImportPreviewPage.rowsOnPage
        let first = max(0, min(from, changes.rows.count - 1)) / size * size
        let shown = changes.rows[first..<min(first + size, changes.rows.count)]
        let sayings = ImportedList.Sayings(of: list, kept.columns, words)
        rows = shown.map { ImportPreviewPage.Row($0, sayings, words) }
        span = words(
            .importSpan,
            [
                "first": String(first + 1), "last": String(first + shown.count),
                "count": String(changes.rows.count + changes.omitted),
            ])
        func path(_ place: Int) -> String { list.preview.with("from", String(place)).text }
        earlierPath = first > 0 ? path(first - size) : nil
        laterPath = first + size < changes.rows.count ? path(first + size) : nil
        omitted = changes.omitted > 0 ? words.counted(.importOmitted, changes.omitted) : nil
    }
}

extension ImportPreviewPage.Row {
    fileprivate init(_ change: RowChange, _ sayings: ImportedList.Sayings, _ words: Words) {
        line = change.line.map { String($0) } ?? "–"
        outcome =
            switch change.outcome {
            case .created: words(.importCreates)
            case .changed: words(.importChanges)
            case .removed: words(.importRemovesRow)
            }
        record = change.names.compactMap { sayings.said($0.field, $0.value) }.joined(separator: " · ")
        changes = change.fields.map { field in
            ImportPreviewPage.Change(
                member: sayings.label(field.field), before: sayings.said(field.field, field.before),
                after: sayings.said(field.field, field.after))
        }
    }
}
