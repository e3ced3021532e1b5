import Domain
import Storage

/// What is said of an objection, field by field, as it comes in.
enum ObjectionFields {
    static let about = Field(
        "about", Wire<Objection.Matter.Kind>.choice().means("The process is the month as a whole."), .objectionAbout)
    static let area = Field("area", Wire.code.optional, .area)
    static let sheet = Field(
        "sheet", Wire.integer(1...Int.max).means("Its id.").optional, .objectionSheet)
    static let adjustment = Field(
        "adjustment", Wire.integer(1...Int.max).means("Its id.").optional, .objectionAdjustment)
    static let way = Field("way", Wire<ReceivedWay>.choice(), .objectionWay)
    static let receivedOn = Field(
        "receivedOn",
        Wire.date.means("Today if left out. A letter may have come on an earlier day.").optional, .objectionReceivedOn,
        hint: .objectionReceivedOnHint)
    static let grounds = Field("grounds", .reason, .objectionGrounds)
    static let anonymous = Field("anonymous", .boolean, .objectionAnonymous)
    static let lead = Field(
        "lead",
        Wire.reason.means("What can be checked. Without one, an anonymous objection is not taken in.").optional,
        .objectionLead, hint: .objectionLeadHint)
    static let name = Field(
        "name", Wire.name(60).means("Who objects. Encrypted; read by the receiving body alone.").optional,
        .objectorName, hint: .objectorHint)
    static let contact = Field(
        "contact", Wire.text(ObjectionIntake.contactMaximum).means("Encrypted, as the name is.").optional,
        .objectorContact)

    // Of the steps.

    static let reason = Field("reason", .reason, .reason)
    static let member = Field("member", Wire.code.means("A member's number."), .memberNumber)
    static let tie = Field("tie", .reason, .objectionTie, hint: .objectionTieHint)
    static let on = Field("on", Wire.date.means("Today if left out.").optional, .objectionToldOn)
    static let outcome = Field("outcome", Wire<DecidedOutcome>.choice(), .objectionOutcome)
    static let findings = Field("findings", .reason, .objectionFindings, hint: .objectionFindingsHint)
    static let reasons = Field("reasons", .reason, .objectionReasons, hint: .objectionReasonsHint)
}

/// By which the receiving body receives an objection, and enters it.
enum ReceivedWay: String, CaseIterable, Sendable {
    case visit, letter, telephone, email

    var way: Objection.Way {
        switch self {
        case .visit: .visit
        case .letter: .letter
        case .telephone: .telephone
        case .email: .email
        }
    }
}

/// What an objection that was admitted comes to.
enum DecidedOutcome: String, CaseIterable, Sendable {
    case upheld, partlyUpheld, dismissed

    var outcome: Objection.Outcome {
        switch self {
        case .upheld: .upheld
        case .partlyUpheld: .partlyUpheld
        case .dismissed: .dismissed
        }
    }
}

/// An objection as the receiving body enters it.
struct NewObjection {
    let desk: ObjectionDesk
    let intake: ObjectionIntake

    static let asked = Asking<NewObjection>("NewObjection") { input in
        let (about, area) = (input.take(ObjectionFields.about), input.take(ObjectionFields.area))
        let (sheet, adjustment) = (input.take(ObjectionFields.sheet), input.take(ObjectionFields.adjustment))
        let (way, on) = (input.take(ObjectionFields.way), input.take(ObjectionFields.receivedOn))
        let (grounds, lead) = (input.take(ObjectionFields.grounds), input.take(ObjectionFields.lead))
        let anonymous = input.take(ObjectionFields.anonymous)
        let (name, contact) = (input.take(ObjectionFields.name), input.take(ObjectionFields.contact))
        guard let cycle: ID<Cycle> = input.id("cycle"),
            let desk = try input.look({ try $0.receivingDesk(for: cycle) })
        else { return nil }
        var matter: Objection.Matter?
        if let about, let area, let sheet, let adjustment {
            matter = try input.look {
                try $0.matter(
                    about, area: area, sheet: sheet.map { ID(Int64($0)) }, adjustment: adjustment.map { ID(Int64($0)) },
                    at: desk)
            }
        }
        let objector: ObjectionIntake.Objector?? = input.decide { errors in
            ObjectionIntake.objector(name: name, contact: contact, isAnonymous: anonymous, noting: &errors)
        }
        let received: LocalDate? = input.decide { errors in
            guard let way, let on else { return nil }
            return ObjectionIntake.receivedOn(
                on, by: way.way, postedOn: desk.postedOn, today: desk.today, noting: &errors)
        }
        guard let matter, let way, let received, let grounds, let lead, let objector else { return nil }
        return NewObjection(
            desk: desk,
            intake: ObjectionIntake(
                kind: .objection, matter: matter, way: way.way, receivedOn: received, grounds: grounds, lead: lead,
                objector: objector))
    }
}
