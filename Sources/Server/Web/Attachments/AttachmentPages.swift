import Domain
import Hummingbird
import Storage

/// The files of a record by themselves: here a form stands again whose file was not taken.
struct AttachmentsPage: WebPage {
    static let template = TemplateName.recordFiles

    let title: String
    let heading: String
    let back: ConfirmPage.Back
    let alert: String?
    let attachments: AttachmentSection

    init(_ content: AttachmentSection.Content, _ words: Words, errors: FormErrors? = nil) {
        heading = words(.attachments)
        title = errors == nil ? heading : "\(words(.errorPrefix)) – \(heading)"
        back = ConfirmPage.Back(content.record.path, content.record.title(words))
        // What is wrong with the file stands beside it.
        alert = errors?["file"] == nil ? errors?.general : nil
        attachments = AttachmentSection(content, words, error: errors?["file"])
    }
}

extension WorkPage {
    struct AttachmentContent: Sendable {
        let listing: AttachmentListing
        let record: RecordWithFiles

        init(_ transaction: Transaction, _ id: ID<Attachment>) throws {
            (listing, record) = try transaction.attachment(id)
        }
    }

    init(_ content: AttachmentContent, _ words: Words, notice: String? = nil) {
        let (listing, file) = (content.listing, content.listing.attachment)
        title = file.name.text
        self.notice = notice
        (state, stateCode) =
            listing.withdrawal == nil ? (words(.attachmentThere), "open") : (words(.attachmentTakenOff), "closed")
        facts = [
            Fact(words(.attachmentRecord), content.record.title(words)),
            Fact(words(.attachmentSize), "\(file.format.title) \(AttachmentSection.size(file.size))"),
            Fact(words(.attachmentAdded), "\(words.account(listing.addedBy)) \(words.date(listing.addedOn))"),
            Fact(words(.attachmentHash), file.hash),
        ]
        let path = { LocalPath.one(.attachments, listing.id, $0).text }
        let isThere = listing.withdrawal == nil
        steps =
            (isThere || content.record.readsWithdrawn
                ? [Step(path: path("file"), label: words(.attachmentDownload), isMain: true)] : [])
            + (isThere && content.record.isKept
                ? [Step(path: path("withdraw"), label: words(.withdrawAttachment), isMain: false)] : [])
        history = HistoryLines(
            listing.withdrawal.map {
                [HistoryLines.Line(words(.attachmentTakenOff), [$0.reason], by: $0.by, on: $0.on, words)]
            } ?? [])
        back = ConfirmPage.Back(content.record.path, content.record.title(words))
    }
}

extension Site {
    static let attachmentRoutes: [Route] =
        [
            .get("/attachments/of/{holder}/{record}", for: .signedIn) { visit in
                try visit.show(AttachmentsPage(try await visit.filesOfRecord(), visit.words))
            },
            .upload(
                "/attachments/of/{holder}/{record}", for: .signedIn,
                largest: { visit, _ in
                    try visit.authority.require(API.addAttachment)
                    return Attachment.largest
                }
            ) { visit in try await visit.attach() },
            .get("/attachments/{attachment}", for: .signedIn) { visit in
                let id: ID<Attachment> = try visit.id("attachment")
                let content = try await visit.read { try WorkPage.AttachmentContent($0, id) }
                return try visit.show(WorkPage(content, visit.words, notice: visit.notice))
            },
            .get("/attachments/{attachment}/file", for: .signedIn) { visit in
                Response(try await visit.perform(API.downloadAttachment))
            },
        ] + withdrawAttachmentForm.routes

    private static let withdrawAttachmentForm = FormRoute(
        "/attachments/{attachment}/withdraw", API.withdrawAttachment, .withdrawAttachment
    ) { visit in
        let id: ID<Attachment> = try visit.id("attachment")
        let (listing, record) = try await visit.read { try $0.attachment(id) }
        // Nobody fills in what is refused in the end.
        guard record.isKept else { throw Authority.Denial.notPermitted(.keepLedgers) }
        return FormRoute.Asked(
            back: ConfirmPage.Back(LocalPath.one(.attachments, id), listing.attachment.name.text),
            intro: visit.words(.withdrawAttachmentIntro), fields: [AttachmentFields.reason.asked(visit.words)])
    } next: { visit, _ in
        LocalPath.one(.attachments, try visit.id("attachment", of: Attachment.self)).with(.recorded)
    }
}

extension Visit {
    /// The files of the record in the path.
    fileprivate func filesOfRecord() async throws -> AttachmentSection.Content {
        guard let holder = parameters["holder"].flatMap(AttachmentHolder.init(rawValue:)) else {
            throw Problem.notFound
        }
        let record: ID<RecordWithFiles> = try id("record")
        return try await read { try AttachmentSection.Content($0, holder, record) }
    }

    /// Adds the file that came with the form; where it is not taken, the form stands again with why.
    fileprivate func attach() async throws -> Response {
        let content = try await filesOfRecord()
        do {
            guard let upload, upload.file != nil else { throw FieldErrors("file", .missing) }
            let record = content.record
            var query = [("holder", record.holder.rawValue), ("record", String(record.id))]
            if !upload.fileName.isEmpty { query.append(("name", String(upload.fileName.prefix(200)))) }
            _ = try await perform(API.addAttachment, query: query.map { (name: $0.0, value: $0.1) })
            return go(to: record.path.with(.recorded))
        } catch {
            guard var errors = FormErrors(error, words) else { throw error }
            if upload?.file == nil { errors.replace("file", words(.attachmentNoFile)) }
            return try show(AttachmentsPage(content, words, errors: errors), status: errors.status)
        }
    }
}
