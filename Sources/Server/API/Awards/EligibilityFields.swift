import Domain
import Storage

/// What is said of a record of eligibility, and of a decision, field by field.
enum EligibilityFields {
    static let kind = Field("kind", Wire<EligibilityNote.Kind>.choice(), .eligibilityKind)
    static let sanction = Field(
        "sanction", Wire<EligibilityNote.Sanction>.choice().optional, .eligibilitySanction,
        hint: .eligibilitySanctionHint)
    static let from = Field(
        "from", Wire.date.means("Of a sanction or an investigation: the first day.").optional, .from,
        hint: .eligibilityFromHint)
    static let until = Field(
        "until", Wire.date.means("Of a sanction: the last day; until it is ended if left out.").optional, .until,
        hint: .eligibilityUntilHint)
    static let document = Field(
        "document", Wire.text(EligibilityNote.documentMaximum).means("Of a sanction.").optional, .documentNumber)
    static let year = Field(
        "year", Wire.integer(2000...2199).means("Of an appraisal.").optional, .eligibilityYear,
        hint: .eligibilityYearHint)
    static let grade = Field("grade", Wire<EligibilityNote.Grade>.choice().optional, .eligibilityGrade)

    static let reason = Field("reason", .reason, .reason)
    static let on = Field("on", Wire.date.means("From which day on; today if left out.").optional, .eligibilityEndedOn)
    static let member = Field("member", Wire.code.means("A member's number."), .memberNumber)
    static let outcome = Field("outcome", Wire<EligibilityDecision.Outcome>.choice(), .eligibilityOutcome)

    static let asked = Asking<EligibilityNote.Ground>("NewEligibilityNote") { input in
        let (kind, sanction) = (input.take(kind), input.take(sanction))
        let (from, until, document) = (input.take(from), input.take(until), input.take(document))
        let (year, grade) = (input.take(year), input.take(grade))
        guard let kind, let sanction, let from, let until, let document, let year, let grade,
            let today = try input.look({ $0.today })
        else { return nil }
        let said = EligibilityNote.Said(
            kind: kind, sanction: sanction, from: from, until: until, document: document, year: year, grade: grade)
        return input.decide { errors in EligibilityNote.ground(said, today: today, noting: &errors) }
    }
}

/// What was decided of one who holds a winner.
struct NewEligibilityDecision {
    let member: Code
    let outcome: EligibilityDecision.Outcome
    let reason: Text

    static let asked = Asking<NewEligibilityDecision>("NewEligibilityDecision") { input in
        let (member, outcome) = (input.take(EligibilityFields.member), input.take(EligibilityFields.outcome))
        let reason = input.take(EligibilityFields.reason)
        guard let member, let outcome, let reason else { return nil }
        return NewEligibilityDecision(member: member, outcome: outcome, reason: reason)
    }
}
