/// What is received: by the receiving body, or from a member's own page.
package struct ObjectionIntake: Hashable, Sendable {
    /// Who objects. Encrypted where it is kept, and read by the receiving body alone.
    package struct Objector: Hashable, Sendable {
        package let name: Text
        package let contact: Text

        package init(name: Text, contact: Text) {
            self.name = name
            self.contact = contact
        }
    }

    /// Of a name, and of how somebody is reached, in characters.
    package static let contactMaximum = 200

    package let kind: Objection.Kind
    package let matter: Objection.Matter
    package let way: Objection.Way
    /// Of a letter it may be a day before it is entered.
    package let receivedOn: LocalDate
    package let grounds: Text
    /// What can be checked of what an anonymous one says; nil where there is nothing.
    package let lead: Text?
    /// nil for an anonymous one.
    package let objector: Objector?

    package init(
        kind: Objection.Kind, matter: Objection.Matter, way: Objection.Way, receivedOn: LocalDate, grounds: Text,
        lead: Text?, objector: Objector?
    ) {
        self.kind = kind
        self.matter = matter
        self.way = way
        self.receivedOn = receivedOn
        self.grounds = grounds
        self.lead = lead
        self.objector = objector
    }

    /// Of a name and how somebody is reached: both, or neither.
    ///
    /// - Parameters: what could be read of each; the outer nil is not judged, and was complained of before.
    package static func objector(
        name: Text??, contact: Text??, isAnonymous: Bool?, noting errors: inout FieldErrors
    ) -> Objector?? {
        guard let name, let contact, let isAnonymous else { return nil }
        if isAnonymous {
            if name != nil { errors.add("name", .conflict, "an anonymous objection has no name") }
            if contact != nil { errors.add("contact", .conflict, "an anonymous objection has nobody to reach") }
            return name == nil && contact == nil ? .some(nil) : nil
        }
        if name == nil { errors.add("name", .required, "who objects, or mark it as anonymous") }
        if contact == nil { errors.add("contact", .required, "how they are reached to be told the answer") }
        guard let name, let contact else { return nil }
        return Objector(name: name, contact: contact)
    }

    /// On which day it was received: today, but that a letter may have come on an earlier day since the notice began.
    package static func receivedOn(
        _ given: LocalDate?, by way: Objection.Way, postedOn: LocalDate, today: LocalDate,
        noting errors: inout FieldErrors
    ) -> LocalDate? {
        guard let given, given != today else { return today }
        if given > today {
            errors.add("receivedOn", .range, "\(given) is still to come")
        } else if way != .letter {
            errors.add("receivedOn", .rule, "only a letter is entered on a later day than it came")
        } else if given < postedOn {
            errors.add("receivedOn", .range, "the month was posted on \(postedOn): nothing can have come before")
        } else {
            return given
        }
        return nil
    }
}
