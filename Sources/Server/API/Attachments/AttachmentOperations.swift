import Domain
import HTTPTypes
import Storage

/// What is asked for and told of a file that a record carries.
enum AttachmentFields {
    static let reason = Field("reason", .reason, .reason)
}

extension Shape<AttachmentListing> {
    static let attachment = Shape(
        "Attachment",
        [
            Field("id", .id) { JSON($0.id) },
            Field("holder", .choice(AttachmentHolder.self)) { .string($0.holder.rawValue) },
            Field("record", .id.means("The id of the record that carries it.")) { JSON($0.record) },
            Field("name", .text.means("What its sender calls it, with the ending of what it is.")) {
                .string($0.attachment.name.text)
            },
            Field("format", .choice(AttachmentFormat.self).means("By its content.")) {
                .string($0.attachment.format.rawValue)
            },
            Field("size", .count.means("In bytes.")) { JSON($0.attachment.size) },
            Field("sha256", .text(64)) { .string($0.attachment.hash) },
            Field("addedOn", .date) { JSON($0.addedOn) }, Field("addedBy", .text) { .string($0.addedBy) },
            .nested("withdrawal", optional: .attachmentWithdrawal) { $0.withdrawal },
        ]
    )
}

extension Shape<AttachmentListing.Withdrawal> {
    fileprivate static let attachmentWithdrawal = Shape(
        "AttachmentWithdrawal",
        [
            Field("reason", .reason) { .string($0.reason) }, Field("on", .date) { JSON($0.on) },
            Field("by", .text) { .string($0.by) },
        ]
    )
}

extension Operation.Query {
    /// Which record is meant.
    fileprivate static let recordWithFiles: [Operation.Query] = [
        .required("holder", .choice(AttachmentHolder.self).means("The kind of record.")),
        .required("record", .id.means("Its id.")),
    ]
}

extension Call {
    /// The record that the query names.
    fileprivate func recordWithFiles(
        _ transaction: Transaction
    ) throws -> (holder: AttachmentHolder, id: Int64, found: RecordWithFiles) {
        guard let holder = query["holder"].flatMap(AttachmentHolder.init(rawValue:)),
            let id = query["record"].flatMap({ Int64($0) })
        else { throw FieldErrors("record", .missing) }
        do {
            return (holder, id, try transaction.recordWithFiles(holder, id))
        } catch StoreError.notFound, Authority.Denial.outOfScope {
            // It stands in the query, not in the path.
            throw FieldErrors("record", .reference, "there is no such record")
        }
    }
}

extension API {
    /// Files that records carry (附件).
    static let attachmentOperations: [Operation] = [
        addAttachment, listAttachments, showAttachment, downloadAttachment, withdrawAttachment,
    ]

    private static let readingRecords: Operation.Need = [
        .readLedgers, .readOfficersLedgers, .readFindings, .readBranchMeetings, .readMeetings, .readPlans,
    ]
    private static let keepingRecords: Operation.Need = [
        .keepLedgers, .guideLedgers, .answerFindings, .giveFindings, .holdMeetings, .scheduleMeetings, .reportPlans,
        .planWork,
    ]

    static let addAttachment: Operation = .post(
        "addAttachment", "/attachments", .attachments,
        "Add a file to a record that is not closed: PDF, DOCX, XLSX, JPEG or PNG by its content, 10 MiB at most, five to a record (200 if it carries the same already)",
        needing: keepingRecords,
        query: Operation.Query.recordWithFiles + [
            .optional("name", .anyText(1_000).means("What it is called; shown, and never a path."))
        ], body: .attachment, mayStandAlready: true, returns: Shape.attachment.schema
    ) { call, transaction in
        guard let file = call.received else { throw FieldErrors("file", .missing) }
        let record = try call.recordWithFiles(transaction)
        let (listing, outcome) = try transaction.addAttachment(to: record.holder, record.id) {
            try file.attachment(called: call.query["name"] ?? "")
        }
        let reply = Reply.json(Shape.attachment.json(listing), location: "/attachments/\(listing.id.rawValue)")
        return outcome == .unchanged ? reply.unchanged : reply
    }

    static let listAttachments: Operation = .list(
        "listAttachments", "/attachments", .attachments,
        "The files of a record in the order they were added, those that were taken off among them",
        needing: readingRecords, query: Operation.Query.recordWithFiles, of: .attachment
    ) { call, transaction in
        try transaction.attachments(of: call.recordWithFiles(transaction).found, call.page())
    }

    static let showAttachment: Operation = .get(
        "showAttachment", "/attachments/{attachment}", .attachments, "What is known of a file that a record carries",
        needing: readingRecords, returns: Shape.attachment.schema
    ) { call, transaction in
        .json(Shape.attachment.json(try transaction.attachment(call.id("attachment")).listing))
    }

    static let downloadAttachment: Operation = Operation(
        id: "downloadAttachment", method: .get, path: "/attachments/{attachment}/file", room: .attachments,
        summary: "The file itself, to be saved; one that was taken off is there for whoever reads the audit alone",
        need: readingRecords, success: .attachment,
        work: .steps { call, steps in
            let id: ID<Attachment> = try call.id("attachment")
            let listing = try await steps.read { try $0.attachmentToRead(id) }
            return .file(listing, at: try await steps.store.checkedFile(listing.content))
        })

    static let withdrawAttachment: Operation = .post(
        "withdrawAttachment", "/attachments/{attachment}/withdraw", .attachments,
        "Take a file off its record, with the reason; that it was there stays visible", needing: keepingRecords,
        asking: Asking("AttachmentTakenOff") { $0.take(AttachmentFields.reason) }, makesNew: false,
        returns: Shape.attachment.schema
    ) { call, reason, transaction in
        .json(Shape.attachment.json(try transaction.withdrawAttachment(call.id("attachment"), reason: reason)))
    }
}
