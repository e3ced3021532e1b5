import Domain
import Storage

extension Site {
    private static let committees = LocalPath.administration("committees")

    /// Where a committee says to whom objections to its branches' notices are made.
    static let noticeContactForm = FormRoute(
        "/administration/committees/{committee}/notice-contact", API.recordNoticeContact, .recordNoticeContact
    ) { visit in
        let id: ID<Committee> = try visit.id("committee")
        let listing = try await visit.read { try $0.noticeContact(of: id) }
        return FormRoute.Asked(
            back: ConfirmPage.Back(committees, visit.words(.committees)),
            intro: visit.words(.recordNoticeContactIntro, ["committee": listing.committee.name]),
            fields: NoticeContactFields.form(listing.contact, visit.words), version: listing.version)
    } next: { _, _ in
        committees.with(.recorded)
    }
}
