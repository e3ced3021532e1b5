/// To whom objections to a notice are made, and how they are reached (受理单位): the committee's office, never the branch
/// that scored. What real notices say of it: the body, its telephone, hours and address.
package struct NoticeContact: Hashable, Sendable {
    /// Of the body, and of its hours, in characters.
    package static let nameMaximum = 100
    package static let phoneMaximum = 40
    package static let postcodeMaximum = 10

    /// What a letter has to do by the notice's last day. Both occur; the bureau says which.
    package enum LetterDeadline: String, CaseIterable, Hashable, Sendable {
        case arrival
        case postmark
    }

    package let body: Text
    /// As it is to be dialled, an extension included; it is an office's, and public.
    package let phone: Text
    package let hours: Text
    package let address: Text
    package let postcode: Text?
    package let email: EmailAddress?
    /// nil where the notice says nothing of it.
    package let letterDeadline: LetterDeadline?

    package init(
        body: Text, phone: Text, hours: Text, address: Text, postcode: Text?, email: EmailAddress?,
        letterDeadline: LetterDeadline?
    ) {
        self.body = body
        self.phone = phone
        self.hours = hours
        self.address = address
        self.postcode = postcode
        self.email = email
        self.letterDeadline = letterDeadline
    }
}
