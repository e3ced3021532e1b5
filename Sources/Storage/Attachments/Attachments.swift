package import Domain

extension AttachmentFormat: SQLTextValue {}

/// A file that a record carries, or carried.
package struct AttachmentListing: Hashable, Sendable {
    package let id: ID<Attachment>
    package let holder: AttachmentHolder
    package let record: Int64
    package let attachment: Attachment
    package let addedOn: LocalDate
    /// A sign-in name, or the operator's.
    package let addedBy: String
    /// nil for one that stands.
    package let withdrawal: Withdrawal?

    /// That it was taken off.
    package struct Withdrawal: Hashable, Sendable {
        package let reason: String
        package let on: LocalDate
        /// A sign-in name, or the operator's.
        package let by: String
    }

    package var content: KeptContent { KeptContent(hash: attachment.hash, size: Int64(attachment.size)) }
}

/// A record that may carry files, as far as its files go.
package struct RecordWithFiles: Hashable, Sendable {
    package let holder: AttachmentHolder
    package let id: Int64
    /// What it is called; of a meeting its day says which it is.
    package let title: String?
    package let day: LocalDate?
    /// Whether the reader may add files and take them off.
    package fileprivate(set) var isKept = false
    /// Whether the reader still reads what was taken off: whoever reads the audit there.
    package fileprivate(set) var readsWithdrawn = false
    /// Whether it takes more: it is neither closed nor withdrawn nor cancelled.
    package let isOpen: Bool
    let place: Place
    /// What it takes to keep it, of which a denial tells.
    fileprivate let action: Action
}

extension AttachmentHolder {
    fileprivate var column: SQL {
        switch self {
        case .ledgerEntry: "attachment.ledger_entry_id"
        case .finding: "attachment.finding_id"
        case .meeting: "attachment.meeting_id"
        case .planItem: "attachment.plan_item_id"
        }
    }
}

extension Transaction {
    // MARK: Records

    /// A record whose files are meant: whoever reads it reads them, and whoever keeps it or reports on it adds to them and
    /// takes them off.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; a denial for whoever does not read it.
    package func recordWithFiles(_ holder: AttachmentHolder, _ id: Int64) throws -> RecordWithFiles {
        var record = try found(holder, id)
        record.readsWithdrawn = authority.allows(.readAudit, in: record.place)
        return record
    }

    private func found(_ holder: AttachmentHolder, _ id: Int64) throws -> RecordWithFiles {
        switch holder {
        case .ledgerEntry:
            let entry = try ledgerEntry(ID(id), of: nil)
            let hands = [entry.form.keeper] + entry.form.steps.map(\.hand).filter { $0 != .guest }
            var record = RecordWithFiles(
                holder: holder, id: id, title: entry.title, day: nil,
                isOpen: entry.state != .closed && entry.state != .withdrawn, place: try place(of: entry.branch),
                action: entry.form.keeper.action)
            record.isKept = hands.contains { authority.allows($0.action, in: record.place) }
            return record
        case .finding:
            let listing = try finding(ID(id))
            var record = RecordWithFiles(
                holder: holder, id: id, title: listing.number.text, day: nil, isOpen: listing.course.status.isOpen,
                place: try place(of: listing.branch), action: .answerFindings)
            record.isKept = [.measured, .returned].contains { (try? requireTaking($0, of: listing)) != nil }
            return record
        case .meeting:
            let listing = try meeting(ID(id))
            var record = RecordWithFiles(
                holder: holder, id: id, title: nil, day: listing.meeting.slot.date,
                isOpen: listing.meeting.status != .cancelled, place: try place(of: listing),
                action: listing.branch == nil ? .scheduleMeetings : .holdMeetings)
            record.isKept = try mayArrange(listing)
            return record
        case .planItem:
            let listing = try planItem(ID(id))
            var record = RecordWithFiles(
                holder: holder, id: id, title: listing.item.title.string, day: nil,
                isOpen: listing.withdrawal == nil, place: try place(of: listing.branch), action: .reportPlans)
            record.isKept =
                try authority.allows(.reportPlans, in: record.place)
                || (listing.committee.map { try allows(.planWork, in: $0) } ?? allows(.planWork, in: listing.branch))
            return record
        }
    }

    /// - Throws: ``Authority/Denial``.
    private func requireKept(_ record: RecordWithFiles) throws {
        if !record.isKept {
            try require(record.action, in: record.place)
            throw Authority.Denial.notPermitted(record.action)
        }
    }

    // MARK: Reading

    private static let attachmentListing: SQL =
        """
        SELECT attachment.id, attachment.ledger_entry_id, attachment.finding_id, attachment.meeting_id,
               attachment.plan_item_id, attachment.name, attachment.format, attachment.size, attachment.hash,
               attachment.added_at, attachment.added_by, attachment_withdrawal.reason,
               attachment_withdrawal.withdrawn_at, attachment_withdrawal.withdrawn_by
          FROM attachment
          LEFT JOIN attachment_withdrawal ON attachment_withdrawal.attachment_id = attachment.id
        """

    /// The files of a record in the order they were added, those that were taken off among them.
    package func attachments(
        of record: RecordWithFiles, _ page: PageRequest = PageRequest()
    ) throws -> Page<AttachmentListing> {
        let rows = try session.rows(
            """
            \(Self.attachmentListing)
             WHERE \(record.holder.column) = \(record.id) AND attachment.id > \(page.after?.integer() ?? 0)
             ORDER BY attachment.id LIMIT \(page.limit + 1)
            """
        ) { try attachmentListing($0) }
        return Page(rows, page) { [JSON($0.id)] }
    }

    /// - Throws: ``StoreError/notFound(_:)``; a denial for whoever does not read its record.
    package func attachment(
        _ id: ID<Attachment>
    ) throws -> (listing: AttachmentListing, record: RecordWithFiles) {
        let found = try session.one("\(Self.attachmentListing) WHERE attachment.id = \(id)") {
            try attachmentListing($0)
        }
        guard let found else { throw StoreError.notFound("attachment") }
        return (found, try recordWithFiles(found.holder, found.record))
    }

    /// The one whose content is to be handed out. What was taken off, only whoever reads the audit there still reads.
    ///
    /// - Throws: as ``attachment(_:)``.
    package func attachmentToRead(_ id: ID<Attachment>) throws -> AttachmentListing {
        let (listing, record) = try attachment(id)
        if listing.withdrawal != nil, !record.readsWithdrawn {
            throw StoreError.notFound("attachment")
        }
        return listing
    }

    private func attachmentListing(_ row: SQLRow) throws -> AttachmentListing {
        let records: [(AttachmentHolder, Int64?)] = [
            (.ledgerEntry, try row["ledger_entry_id"]), (.finding, try row["finding_id"]),
            (.meeting, try row["meeting_id"]), (.planItem, try row["plan_item_id"]),
        ]
        guard let (holder, record) = records.lazy.compactMap({ holder, id in id.map { (holder, $0) } }).first else {
            throw StorageFault.corrupt("a file that no record carries")
        }
        let reason: String? = try row["reason"]
        return AttachmentListing(
            id: try row["id"], holder: holder, record: record,
            attachment: Attachment(
                name: AttachmentName(kept: try row["name"]), format: try row["format"], size: try row["size"],
                hash: try row["hash"]),
            addedOn: settings.timeZone.date(of: try row["added_at"]), addedBy: try row["added_by"],
            withdrawal: try reason.map { reason in
                AttachmentListing.Withdrawal(
                    reason: reason, on: settings.timeZone.date(of: try row["withdrawn_at"]),
                    by: try row["withdrawn_by"])
            })
    }

    // MARK: Writing

    /// Adds a file to a record. Its content must be kept already (``AttachmentFiles/keep(_:as:)``). One that the record carries
    /// already is the one that stands.
    ///
    /// - Parameter read: what was received; it is looked at once it is known that it may come.
    /// - Throws: ``Attachment/Refusal``; a denial; what `read` throws.
    package func addAttachment(
        to holder: AttachmentHolder, _ id: Int64, _ read: () throws -> Attachment
    ) throws -> (AttachmentListing, ImportOutcome) {
        let record = try recordWithFiles(holder, id)
        try requireKept(record)
        guard record.isOpen else { throw Attachment.Refusal.recordClosed }
        let attachment = try read()
        let standing = try whole { try attachments(of: record, $0) }.filter { $0.withdrawal == nil }
        if let same = standing.first(where: { $0.attachment.hash == attachment.hash }) { return (same, .unchanged) }
        let before: Int? = try session.value(
            "SELECT total FROM attachment ORDER BY id DESC LIMIT 1")
        let isKept = try session.exists("SELECT 1 FROM attachment WHERE hash = \(attachment.hash)")
        let total = (before ?? 0) + (isKept ? 0 : attachment.size)
        try Attachment.check(attachment.size, beside: standing.map(\.attachment.size), total: total)
        func own(_ kind: AttachmentHolder) -> Int64? { kind == holder ? id : nil }
        let made: ID<Attachment> = try session.insert(
            """
            INSERT INTO attachment (ledger_entry_id, finding_id, meeting_id, plan_item_id, name, format, size, hash, total,
                                    added_at, added_by)
            VALUES (\(own(.ledgerEntry)), \(own(.finding)), \(own(.meeting)), \(own(.planItem)),
                    \(attachment.name.text), \(attachment.format), \(attachment.size), \(attachment.hash), \(total),
                    \(now), \(principal.name))
            RETURNING id
            """
        )
        try audit(
            .recorded, .attachment, made, in: record.place,
            after: [
                holder.rawValue: .open(JSON(id)), "name": .open(.string(attachment.name.text)),
                "format": .open(.string(attachment.format.rawValue)), "size": .open(JSON(attachment.size)),
                "sha256": .open(.string(attachment.hash)),
            ])
        return (try self.attachment(made).listing, .created)
    }

    /// Takes a file off its record, with the reason, also of one that is closed: what should never have been sent must not
    /// stay to be read. Its row, its content and its entry in the audit stay.
    ///
    /// - Throws: ``Attachment/Refusal/withdrawn``; a denial.
    package func withdrawAttachment(_ id: ID<Attachment>, reason: Text) throws -> AttachmentListing {
        let (listing, record) = try attachment(id)
        try requireKept(record)
        if listing.withdrawal != nil { throw Attachment.Refusal.withdrawn }
        try session.run(
            """
            INSERT INTO attachment_withdrawal (attachment_id, reason, withdrawn_at, withdrawn_by)
            VALUES (\(id), \(reason), \(now), \(principal.name))
            """
        )
        try audit(
            .withdrawn, .attachment, id, in: record.place,
            before: ["name": .open(.string(listing.attachment.name.text))],
            after: ["reason": .open(.string(reason.string))])
        return try attachment(id).listing
    }

    // MARK: Contents

    /// Every content that is referred to.
    ///
    /// - Throws: ``Authority/Denial`` for whoever does not maintain the database.
    package func keptContents() throws -> [KeptContent] {
        try requireMaintenance()
        return try Self.keptContents(in: session)
    }

    static func keptContents(in session: any Session) throws -> [KeptContent] {
        try session.rows("SELECT hash, max(size) FROM attachment GROUP BY hash ORDER BY hash") {
            KeptContent(hash: try $0.at(0), size: try $0.at(1))
        }
    }
}

extension Store {
    /// The same, with the files that records carry.
    ///
    /// - Throws: ``Authority/Denial``.
    package func examine(by principal: Principal) async throws -> Examination {
        let (examination, contents) = try await read(by: principal) { (try $0.examine(), try $0.keptContents()) }
        try await database.bring(contents, to: files)
        return examination.with(files, contents).with(try await database.setup(by: .system))
    }

    /// Clears away contents that no record came to refer to: of uploads that were refused at the last moment, or broken off.
    @discardableResult
    package func clearStrayFiles() async throws -> Int {
        try await database.clearContents(now: clock.now())
        let known = try await database.read { try Set(Transaction.keptContents(in: $0).map(\.hash)) }
        return await files.clear(but: known, now: clock.now())
    }
}

extension Examination {
    /// The same, with what a database server is set to.
    func with(_ setup: [Finding]?) -> Examination {
        guard let setup else { return self }
        return Examination(checks: checks + [.server], findings: findings + setup, extent: extent)
    }

    /// The same, with the files that records carry.
    func with(_ files: AttachmentFiles, _ contents: [KeptContent]) -> Examination {
        let (findings, strays) = files.examine(contents)
        var extent = extent
        (extent.attachments, extent.strays) = (Int64(contents.count), Int64(strays))
        return Examination(
            checks: checks + [.attachments], findings: self.findings + findings, extent: extent)
    }
}
