import Domain
import Storage

/// The files of a record, on its page, with a form for one more.
struct AttachmentSection: Sendable {
    /// What it shows, as it was read.
    struct Content: Sendable {
        let record: RecordWithFiles
        let listings: [AttachmentListing]

        /// - Throws: as ``Transaction/recordWithFiles(_:_:)``.
        init(_ transaction: Transaction, _ holder: AttachmentHolder, _ id: Int64) throws {
            record = try transaction.recordWithFiles(holder, id)
            listings = try transaction.whole { [record] in try transaction.attachments(of: record, $0) }
        }

        init<Subject>(_ transaction: Transaction, _ holder: AttachmentHolder, _ id: ID<Subject>) throws {
            try self.init(transaction, holder, id.rawValue)
        }
    }

    struct File: Sendable {
        let fileName: String
        /// nil for what the reader does not read any more.
        let filePath: String?
        let size: String
        let added: String
        /// That it was taken off, and why.
        let takenOff: String?
        let morePath: String
    }

    struct Adding: Sendable {
        let action: String
        /// Tells the form from the same one sent again.
        let key: String
        let fileError: String?
        /// Which files are offered to choose from.
        let accept: String
    }

    let hasFiles: Bool
    let files: [File]
    /// nil for whoever adds nothing, and where nothing is added any more.
    let adding: Adding?

    /// nil where there is nothing to see or to do.
    init?(_ content: Content, _ words: Words) {
        self.init(content, words, error: nil)
        if !hasFiles, adding == nil { return nil }
    }

    /// - Parameter error: what is wrong with a file that was sent.
    init(_ content: Content, _ words: Words, error: String?) {
        files = content.listings.map { listing in
            let file = listing.attachment
            return File(
                fileName: file.name.text,
                filePath: listing.withdrawal == nil || content.record.readsWithdrawn
                    ? LocalPath.one(.attachments, listing.id, "file").text : nil,
                size: "\(file.format.title) \(Self.size(file.size))",
                added: "\(words.account(listing.addedBy)) \(words.date(listing.addedOn))",
                takenOff: listing.withdrawal.map { words.named(words(.attachmentTakenOff), $0.reason) },
                morePath: LocalPath.one(.attachments, listing.id).text)
        }
        hasFiles = !files.isEmpty
        let record = content.record
        adding =
            record.isKept && record.isOpen
            ? Adding(
                action: record.filesPath.text, key: Secret(new: "form_").text, fileError: error,
                accept: AttachmentFormat.allCases.flatMap { [".\($0.ending)", $0.mediaType] }.joined(separator: ","))
            : nil
    }

    /// As people say how large a file is.
    static func size(_ bytes: Int) -> String {
        if bytes < 1 << 20 { return "\((bytes + 1023) / 1024) KB" }
        let tenths = (bytes * 10 + 1 << 19) >> 20
        return "\(tenths / 10).\(tenths % 10) MB"
    }
}

extension RecordWithFiles {
    /// Its own page.
    var path: LocalPath {
        switch holder {
        case .ledgerEntry: .one(.ledgers, ID<LedgerEntry>(id))
        case .finding: .finding(ID(id))
        case .meeting: .meeting(ID(id))
        case .planItem: .one(.plans, ID<PlanItem>(id))
        }
    }

    /// The page of its files alone.
    var filesPath: LocalPath { LocalPath.attachments.part("of/\(holder.rawValue)/\(id)") }

    func title(_ words: Words) -> String {
        switch holder {
        case .finding: words(.findingTitle, ["number": title ?? ""])
        case .meeting: day.map { "\(words(holder.word)) \(words.date($0))" } ?? words(holder.word)
        case .ledgerEntry, .planItem: title ?? words(holder.word)
        }
    }
}

extension AttachmentHolder: Worded {
    var word: Word {
        switch self {
        case .ledgerEntry: .subjectLedgerEntry
        case .finding: .subjectFinding
        case .meeting: .subjectMeeting
        case .planItem: .subjectPlanItem
        }
    }
}
