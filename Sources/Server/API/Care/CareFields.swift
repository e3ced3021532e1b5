import Domain
import Storage

/// What is recorded of care for a member in hardship, field by field. None has a column: there is no file of it, in or out.
enum CareFields {
    static let member = Field("member", Wire.code, .member)
    static let consent = Field(
        "consentOn", Wire.date.means("Of the member's written consent, without which nothing is entered."),
        .careConsent, hint: .careConsentHint
    ) { (record: CareRecord) in record.care.consent }
    static let recognised = Field("recognisedOn", Wire.date, .careRecognised) { (record: CareRecord) in
        record.care.recognised
    }
    static let recogniser = Field(
        "recognisedBy", Wire.text(CareCase.byMaximum), .careRecogniser, hint: .careRecogniserHint
    ) { (record: CareRecord) in record.care.recogniser }
    static let firstVisit = Field(
        "nextVisit", Wire.date.means("When somebody visits for the first time.").optional, .careNextVisit)

    // What is so.

    static let kind = Field("kind", Wire<CareCase.Kind>.choice(), .careKind) { (facts: CareCase.Facts) in facts.kind }
    static let cause = Field(
        "cause", Wire.text(CareCase.causeMaximum, isLong: true), .careCause, hint: .careCauseHint
    ) { (facts: CareCase.Facts) in facts.cause }
    static let income = Field(
        "income",
        Wire.text(CareCase.incomeMaximum, isLong: true).means("The household's income, as the member tells it.")
            .optional,
        .careIncome, hint: .careIncomeHint
    ) { (facts: CareCase.Facts) in facts.income }
    static let sources = Field(
        "incomeSources", Wire<[CareCase.Income]>.several(atLeast: 0) { _ throws(Rejection) in [] }, .careSources
    ) { (facts: CareCase.Facts) in facts.sources }
    static let needs = Field(
        "needs", Wire<[CareCase.Need]>.several { _ throws(Rejection) in throw .missing }, .careNeeds
    ) { (facts: CareCase.Facts) in facts.needs }

    // Of steps.

    static let reviewedOn = Field("on", Wire.date, .careReviewedOn)
    static let aidWhat = Field("what", Wire.text(CareStep.whatMaximum), .careAidWhat, hint: .careAidWhatHint)
    static let aidValue = Field(
        "value", Wire.integer(Money.range).means("In fen.").optional, .careAidValue, hint: .careAidValueHint)
    static let aidSource = Field("source", Wire<CareStep.Aid.Source>.choice(), .careAidSource)
    static let aidOn = Field("on", Wire.date, .careAidOn)
    static let aidBy = Field("by", Wire.text(CareCase.byMaximum), .careAidBy)
    static let visitOn = Field("on", Wire.date, .careVisitOn)
    static let visitWho = Field("who", Wire.text(CareCase.byMaximum), .careVisitWho)
    static let visitNext = Field("next", Wire.text(CareStep.nextMaximum, isLong: true).optional, .careVisitNext)
    static let nextVisit = Field("nextVisit", Wire.date.optional, .careNextVisit)
    static let closedOn = Field("on", Wire.date, .careClosedOn)
    static let why = Field("why", .reason, .careWhy, hint: .careWhyHint)
    static let step = Field(
        "step",
        Wire<Int>.integer(1...Int(Int32.max)).means("The id of an aid or a visit."), .careStep)
    static let reason = Field("reason", .reason, .reason)

    /// What is so of the member now.
    fileprivate static func facts(_ input: inout Input) -> CareCase.Facts? {
        let (kind, cause, income) = (input.take(kind), input.take(cause), input.take(income))
        let (sources, needs) = (input.take(sources), input.take(needs))
        guard let kind, let cause, let income, let sources, let needs else { return nil }
        return CareCase.Facts(kind: kind, cause: cause, income: income, sources: sources, needs: needs)
    }
}

/// A care case that is to be opened.
struct NewCareCase: Sendable {
    let member: ID<Member>
    let care: CareCase

    static let asked = Asking<NewCareCase>("NewCareCase") { input in
        let member = try input.take(CareFields.member) { try $0.requireMember($1.text) }
        let (consent, recognised) = (input.take(CareFields.consent), input.take(CareFields.recognised))
        let (recogniser, firstVisit) = (input.take(CareFields.recogniser), input.take(CareFields.firstVisit))
        let facts = CareFields.facts(&input)
        guard let consent, let recognised, let recogniser, let firstVisit, let facts else { return nil }
        let care = try input.look { transaction in
            try CareCase(
                consent: consent, recognised: recognised, recogniser: recogniser, first: facts, firstVisit: firstVisit,
                today: transaction.today)
        }
        guard let member, let care else { return nil }
        return NewCareCase(member: member, care: care)
    }
}

extension CareStep.Content {
    static let askedReview = Asking<CareStep.Content>("CareReview") { input in
        let on = input.take(CareFields.reviewedOn)
        let facts = CareFields.facts(&input)
        guard let on, let facts else { return nil }
        return .review(facts, on: on)
    }

    static let askedAid = Asking<CareStep.Content>("CareAid") { input in
        let (on, what, value) = (
            input.take(CareFields.aidOn), input.take(CareFields.aidWhat), input.take(CareFields.aidValue)
        )
        let (source, by) = (input.take(CareFields.aidSource), input.take(CareFields.aidBy))
        guard let on, let what, let value, let source, let by else { return nil }
        return .aid(CareStep.Aid(what: what, value: value.map(Money.init(fen:)), source: source, on: on, by: by))
    }

    static let askedVisit = Asking<CareStep.Content>("CareVisit") { input in
        let (on, who) = (input.take(CareFields.visitOn), input.take(CareFields.visitWho))
        let (next, nextVisit) = (input.take(CareFields.visitNext), input.take(CareFields.nextVisit))
        guard let on, let who, let next, let nextVisit else { return nil }
        return .visit(CareStep.Visit(on: on, who: who, next: next, nextVisit: nextVisit))
    }

    static let askedClosing = Asking<CareStep.Content>("CareClosing") { input in
        let (on, why) = (input.take(CareFields.closedOn), input.take(CareFields.why))
        guard let on, let why else { return nil }
        return .closing(on: on, why: why)
    }

    static let askedWithdrawal = Asking<CareStep.Content>("CareStepWithdrawal") { input in
        let (step, why) = (input.take(CareFields.step), input.take(CareFields.reason))
        guard let step, let why else { return nil }
        return .withdrawal(of: ID(Int64(step)), why: why)
    }
}

extension CareCase.Kind: Worded {
    var word: Word {
        switch self {
        case .old: .careKindOld
        case .burden: .careKindBurden
        case .illness: .careKindIllness
        case .disaster: .careKindDisaster
        case .bereavement: .careKindBereavement
        case .other: .careKindOther
        }
    }
}

extension CareCase.Need: Worded {
    var word: Word {
        switch self {
        case .money: .careNeedMoney
        case .medical: .careNeedMedical
        case .child: .careNeedChild
        case .legal: .careNeedLegal
        case .leave: .careNeedLeave
        case .psychological: .careNeedPsychological
        case .other: .careNeedOther
        }
    }
}

extension CareCase.Income: Worded {
    var word: Word {
        switch self {
        case .wages: .careIncomeWages
        case .pension: .careIncomePension
        case .allowance: .careIncomeAllowance
        case .family: .careIncomeFamily
        case .business: .careIncomeBusiness
        case .other: .careIncomeOther
        }
    }
}

extension CareCase.Status: Worded {
    var word: Word {
        switch self {
        case .open: .careOpen
        case .closed: .careClosed
        }
    }
}

extension CareStep.Kind: Worded {
    var word: Word {
        switch self {
        case .review: .careStepReview
        case .aid: .careStepAid
        case .visit: .careStepVisit
        case .closing: .careClosed
        case .withdrawal: .careStepWithdrawal
        }
    }
}

extension CareStep.Aid.Source: Worded {
    var word: Word {
        switch self {
        case .partyFee: .careSourcePartyFee
        case .finance: .careSourceFinance
        case .union: .careSourceUnion
        case .donation: .careSourceDonation
        case .other: .careSourceOther
        }
    }
}
