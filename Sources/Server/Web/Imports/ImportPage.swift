import Domain
import HTTPTypes
import Hummingbird
import Storage

/// A spreadsheet to choose, whose import is shown before it goes in (``ImportPreviewPage``).
struct ImportPage: WebPage {
    static let template = TemplateName.importPage

    struct Blank: Sendable {
        let path: String
        let label: String
    }

    let title: String
    let lists: [FormField.Choice]
    /// Tables with nothing but their headings, to be filled in.
    let blanks: [Blank]
    let fields: [FormField]
    let reading: ImportReading
    let alert: String?
    let fileError: String?

    /// What a file may be of: one record alone.
    enum Record: Sendable {
        case meeting(MeetingListing)
        case appraisal(AppraisalListing)

        var list: ImportedList {
            switch self {
            case .meeting: .attendance
            case .appraisal: .appraisalCounts
            }
        }

        var id: String {
            switch self {
            case .meeting(let meeting): String(meeting.id.rawValue)
            case .appraisal(let appraisal): String(appraisal.id.rawValue)
            }
        }

        func title(_ words: Words) -> String {
            switch self {
            case .meeting(let meeting): meeting.title(words)
            case .appraisal(let appraisal): appraisal.title(words)
            }
        }

        /// Where there is a table of it to be filled in.
        fileprivate func blank(_ format: DownloadTable.Format) -> String {
            switch self {
            case .meeting(let meeting): LocalPath.meeting(meeting.id, "attendance.\(format.rawValue)").text
            case .appraisal(let appraisal):
                LocalPath.one(.appraisals, appraisal.id, "counts.\(format.rawValue)").text
            }
        }
    }

    /// - Parameter record: that a file may be of; nil where none was chosen.
    init(
        _ authority: Authority, _ words: Words, typed: Form, month: Month, record: Record?,
        errors: FormErrors? = nil
    ) {
        let open = ImportedList.allCases.filter {
            $0.isOpen(to: authority) && ($0.record == nil || $0 == record?.list)
        }
        title = words(.importTitle)
        lists = open.map { FormField.Choice($0, words, isChosen: $0.rawValue == typed["list"]) }
        blanks = open.flatMap { list in
            [DownloadTable.Format.xlsx, .csv].map { format in
                Blank(
                    path: (list == record?.list ? record : nil)?.blank(format) ?? list.blank(format, in: month),
                    label: words(.importBlank, ["list": words(list.word), "format": format.rawValue]))
            }
        }
        fields =
            (open.contains { $0.isOfMonth }
                ? ImportReading.monthFields(
                    typed: typed, month: month.description, of: nil, errors, words) : [])
            + [record.map { ImportReading.recordField($0, errors, words) }].compactMap(\.self)
        reading = ImportReading(typed: typed, lists: open, errors, words)
        fileError = errors?["file"]
        alert = errors?.general
    }
}

extension Site {
    static let importRoutes: [Route] = [
        .get("/imports", for: .signedIn) { visit in
            try await visit.showImport(typed: Form(values: visit.query))
        },
        .get("/imports/{list}.csv", for: .signedIn) { visit in try await visit.blank(as: .csv) },
        .get("/imports/{list}.xlsx", for: .signedIn) { visit in try await visit.blank(as: .xlsx) },
        .upload("/imports", for: .signedIn, largest: ImportedList.largestFile) { visit in
            guard let list = visit.form["list"].flatMap(ImportedList.init(rawValue:)) else { throw Problem.notFound }
            guard visit.upload?.file != nil else {
                return try await visit.showImport(
                    typed: visit.form, errors: FormErrors("file", .importNoFile, visit.words))
            }
            try await visit.lookAtUpload(of: list)
            return visit.go(to: list.preview)
        },
        .get("/imports/{list}/preview", for: .signedIn) { visit in
            try await visit.showPreview(of: visit.importedList())
        },
        .post("/imports/{list}/read", of: "/imports/{list}/preview", for: .signedIn, isCarried: false) { visit in
            let list = try visit.importedList()
            try await visit.lookAgain(at: list)
            return visit.go(to: list.preview)
        }.takingLong,
        .post("/imports/{list}/carry-out", of: "/imports/{list}/preview", for: .signedIn, isCarried: false) { visit in
            try await visit.carryOut(visit.importedList())
        }.takingLong,
        .post("/imports/{list}/discard", of: "/imports/{list}/preview", for: .signedIn, isCarried: false) { visit in
            let list = try visit.importedList()
            let start = list.start(visit.keptForm(of: list))
            if let sender = visit.sender { visit.site.api.imports.kept.forget(list.rawValue, of: sender) }
            return visit.go(to: start)
        },
    ]
}

extension Visit {
    /// The list in the path.
    ///
    /// - Throws: a ``Problem`` (404) for whoever may import no such list.
    fileprivate func importedList() throws -> ImportedList {
        guard let list = parameters["list"].flatMap(ImportedList.init(rawValue:)), list.isOpen(to: authority) else {
            throw Problem.notFound
        }
        return list
    }

    /// The list's table with nothing but its headings.
    fileprivate func blank(as format: DownloadTable.Format) async throws -> Response {
        let list = try importedList()
        let month = queriedMonth
        let columns = try await read { try list.columns($0, in: month ?? $0.today.month) }
        let titles = columns.filter(\.isOffered).map(\.title)
        return try download(DownloadTable(name: words(list.word), columns: titles, rows: []), as: format)
    }

    fileprivate func showImport(typed: Form, errors: FormErrors? = nil) async throws -> Response {
        func asked<Subject>(_ name: String) -> ID<Subject>? { typed[name].flatMap { Int64($0) }.map { ID($0) } }
        let (meeting, appraisal): (ID<Meeting>?, ID<Appraisal>?) = (asked("meeting"), asked("appraisal"))
        let (today, record) = try await read { transaction -> (LocalDate, ImportPage.Record?) in
            if let appraisal {
                try transaction.requireKeepingAppraisal(appraisal)
                return (transaction.today, .appraisal(try transaction.appraisal(appraisal)))
            }
            guard let meeting = try meeting.map({ try transaction.meeting($0) }) else {
                return (transaction.today, nil)
            }
            try transaction.requireArranging(meeting)
            return (transaction.today, .meeting(meeting))
        }
        let page = ImportPage(
            authority, words, typed: typed, month: today.month.adding(months: -1), record: record, errors: errors)
        guard !page.lists.isEmpty else { throw Authority.Denial.notPermitted(.enterScores) }
        return try show(page, status: errors?.status ?? .ok, headers: errors?.headers ?? [:])
    }
}
