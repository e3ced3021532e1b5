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

    /// - Parameter meeting: that a file may be of; nil where none was chosen.
    init(
        _ authority: Authority, _ words: Words, typed: Form, month: Month, meeting: MeetingListing?,
        errors: FormErrors? = nil
    ) {
        let open = ImportedList.allCases.filter { $0.isOpen(to: authority) && (!$0.isOfMeeting || meeting != nil) }
        title = words(.importTitle)
        lists = open.map { FormField.Choice($0, words, isChosen: $0.rawValue == typed["list"]) }
        blanks = open.flatMap { list in
            [DownloadTable.Format.xlsx, .csv].map { format in
                Blank(
                    path: (list.isOfMeeting ? meeting : nil).map { meeting in
                        LocalPath.meeting(meeting.id, "attendance.\(format.rawValue)").text
                    } ?? list.blank(format, in: month),
                    label: words(.importBlank, ["list": words(list.word), "format": format.rawValue]))
            }
        }
        fields =
            (open.contains { $0.isOfMonth }
                ? ImportReading.monthFields(
                    typed: typed, month: month.description, of: nil, errors, words) : [])
            + [meeting.map { ImportReading.meetingField($0, errors, words) }].compactMap(\.self)
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
        let asked = typed["meeting"].flatMap { Int64($0) }.map { ID<Meeting>($0) }
        let (today, meeting) = try await read { transaction in
            let meeting = try asked.map { try transaction.meeting($0) }
            if let meeting { try transaction.requireArranging(meeting) }
            return (transaction.today, meeting)
        }
        let page = ImportPage(
            authority, words, typed: typed, month: today.month.adding(months: -1), meeting: meeting, errors: errors)
        guard !page.lists.isEmpty else { throw Authority.Denial.notPermitted(.enterScores) }
        return try show(page, status: errors?.status ?? .ok, headers: errors?.headers ?? [:])
    }
}
