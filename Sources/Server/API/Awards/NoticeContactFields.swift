import Domain

/// To whom objections to a notice are made, field by field.
enum NoticeContactFields {
    static let body = Field("body", .text(NoticeContact.nameMaximum), .noticeBody) { (contact: NoticeContact) in
        contact.body
    }
    static let phone = Field("phone", .text(NoticeContact.phoneMaximum), .phone) { (contact: NoticeContact) in
        contact.phone
    }
    static let hours = Field("hours", .text(NoticeContact.nameMaximum), .noticeHours, hint: .noticeHoursHint) {
        (contact: NoticeContact) in contact.hours
    }
    static let address = Field("address", .text(), .address) { (contact: NoticeContact) in contact.address }
    static let postcode = Field("postcode", Wire.text(NoticeContact.postcodeMaximum).optional, .postcode) {
        (contact: NoticeContact) in contact.postcode
    }
    static let letterDeadline = Field(
        "letterDeadline",
        Wire<NoticeContact.LetterDeadline>.choice().means("What a letter has to do by the last day.").optional,
        .letterDeadline
    ) { (contact: NoticeContact) in contact.letterDeadline }
    static let email = Field("email", Wire.email.optional, .email) { (contact: NoticeContact) in contact.email }

    static let asked = Asking<NoticeContact>("NoticeContactForm") { input in
        let (body, phone) = (input.take(body), input.take(phone))
        let (hours, address) = (input.take(hours), input.take(address))
        let (postcode, email) = (input.take(postcode), input.take(email))
        let letterDeadline = input.take(letterDeadline)
        guard let body, let phone, let hours, let address, let postcode, let email, let letterDeadline else {
            return nil
        }
        return NoticeContact(
            body: body, phone: phone, hours: hours, address: address, postcode: postcode, email: email,
            letterDeadline: letterDeadline)
    }

    /// As the form asks it.
    static func form(_ contact: NoticeContact?, _ words: Words) -> [FormRoute.Field] {
        [
            body.asked(words, of: contact), phone.asked(words, of: contact), hours.asked(words, of: contact),
            address.asked(words, of: contact), postcode.asked(words, of: contact), email.asked(words, of: contact),
            letterDeadline.asked(
                words, by: .menuOrNone(of: NoticeContact.LetterDeadline.self, words),
                first: contact?.letterDeadline?.rawValue),
        ]
    }

    /// As the notice says it, below whom it names.
    static func facts(_ contact: NoticeContact, _ words: Words) -> [Fact] {
        [
            phone.fact(contact, words), hours.fact(contact, words), address.fact(contact, words),
            postcode.fact(contact, words), email.fact(contact, words),
        ].compactMap(\.self)
    }
}

extension NoticeContact.LetterDeadline: Worded {
    var word: Word {
        switch self {
        case .arrival: .letterArrival
        case .postmark: .letterPostmark
        }
    }
}
