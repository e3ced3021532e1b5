import Domain
import Storage

extension Shape<NoticeContact> {
    fileprivate static let noticeContact = Shape(
        "NoticeContact",
        [
            NoticeContactFields.body.told, NoticeContactFields.phone.told, NoticeContactFields.hours.told,
            NoticeContactFields.address.told, NoticeContactFields.postcode.told, NoticeContactFields.email.told,
            NoticeContactFields.letterDeadline.told,
        ]
    )
}

extension Shape<NoticeContactListing> {
    fileprivate static let listing = Shape(
        "CommitteeNoticeContact",
        [
            Field("committee", .code) { .string($0.committee.code.text) },
            .nested("contact", optional: .noticeContact) { $0.contact },
            Field("version", .count.means("0 where nothing is on record.")) { JSON($0.version) },
        ]
    )
}

extension API {
    /// To whom objections to a committee's notices are made.
    static let noticeContactOperations: [Operation] = [showNoticeContact, recordNoticeContact]

    static let showNoticeContact: Operation = .get(
        "showNoticeContact", "/committees/{committee}/notice-contact", .awards,
        "To whom objections to the notices of a committee's branches are made", needing: [.readCommittees],
        returns: Shape<NoticeContactListing>.listing.schema
    ) { call, transaction in reply(try transaction.noticeContact(of: call.id("committee"))) }

    static let recordNoticeContact: Operation = .put(
        "recordNoticeContact", "/committees/{committee}/notice-contact", .awards,
        "Say to whom objections to the notices of a committee's branches are made", needing: [.manageCommittees],
        asking: NoticeContactFields.asked, returns: Shape<NoticeContactListing>.listing.schema
    ) { call, contact, transaction in
        reply(
            try transaction.recordNoticeContact(contact, of: call.id("committee"), ifVersion: call.version))
    }

    private static func reply(_ listing: NoticeContactListing) -> Reply {
        .json(Shape.listing.json(listing), version: listing.version)
    }
}
