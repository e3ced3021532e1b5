package import Domain

/// What a committee's notices say of whom objections are made to.
package struct NoticeContactListing: Hashable, Sendable {
    package let committee: Committee
    /// nil where nothing is on record.
    package let contact: NoticeContact?
    /// 0 where nothing is on record.
    package let version: Int
}

extension Transaction {
    /// - Throws: ``StoreError/notFound(_:)``.
    package func noticeContact(of id: ID<Committee>) throws -> NoticeContactListing {
        try storedNoticeContact(of: committee(id))
    }

    /// Those on record, of committees that the reader sees.
    package func noticeContacts(of committees: [Committee]) throws -> [ID<Committee>: NoticeContact] {
        try authority.require(.readCommittees)
        let found = try session.rows(
            """
            SELECT committee_id, \(columnsOf: NoticeContact.self) FROM notice_contact
             WHERE committee_id IN \(list: committees.map(\.id)) AND \(try isWithin(.readCommittees, committee: "committee_id"))
             ORDER BY committee_id
            """
        ) { (try $0["committee_id"] as ID<Committee>, try NoticeContact(row: $0)) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    /// To whom objections to a branch's notices are made: its committee's contact, or that of the nearest one above it
    /// which has one; without any, its committee.
    package func noticeReceiver(for branch: ID<Branch>) throws -> NoticeContactListing {
        try require(.readResults, in: branch)
        let listings = try place(of: branch).committees.map { try storedNoticeContact(of: storedCommittee($0)) }
        guard let found = listings.first(where: { $0.contact != nil }) ?? listings.first else {
            throw StorageFault.corrupt("a branch below no committee")
        }
        return found
    }

    /// Puts another contact in the place of what is on record.
    ///
    /// - Parameter version: what the caller had read, 0 for nothing; nil to record it whatever stands there.
    package func recordNoticeContact(
        _ contact: NoticeContact, of id: ID<Committee>, ifVersion version: Int?
    ) throws -> NoticeContactListing {
        let before = try noticeContact(of: id)
        try put(
            contact, of: id, in: "notice_contact", .noticeContact, inPlaceOf: (before.contact, before.version),
            ifVersion: version)
        return try noticeContact(of: id)
    }

    private func storedNoticeContact(of committee: Committee) throws -> NoticeContactListing {
        let found = try session.one(
            """
            SELECT \(columnsOf: NoticeContact.self), version FROM notice_contact WHERE committee_id = \(committee.id)
            """
        ) { row in
            NoticeContactListing(
                committee: committee, contact: try NoticeContact(row: row), version: try row["version"])
        }
        return found ?? NoticeContactListing(committee: committee, contact: nil, version: 0)
    }
}

extension EmailAddress: SQLTextValue {
    package var sqlText: String { text }
    package init?(sqlText: String) { try? self.init(sqlText) }
}

extension NoticeContact.LetterDeadline: SQLTextValue {}

extension NoticeContact: Columned {
    static let columns: [Column<NoticeContact>] = [
        Column("body", audited: .open) { $0.body },
        Column("phone", audited: .open) { $0.phone },
        Column("hours", audited: .open) { $0.hours },
        Column("address", audited: .open) { $0.address },
        Column("postcode", audited: .open) { $0.postcode },
        Column("email", audited: .open) { $0.email },
        Column("letter_deadline", as: "letterDeadline", audited: .open) { $0.letterDeadline },
    ]

    fileprivate init(row: SQLRow) throws {
        self.init(
            body: try row["body"], phone: try row["phone"], hours: try row["hours"], address: try row["address"],
            postcode: try row["postcode"], email: try row["email"], letterDeadline: try row["letter_deadline"])
    }
}
