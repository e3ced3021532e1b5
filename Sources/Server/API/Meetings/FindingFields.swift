import Domain
import Storage

/// What is said of a finding, field by field.
enum FindingFields {
    static let branches = Field(
        "branches",
        Wire.codes(1...Finding.mostBranches).means("One for each of these is given, with the one text."),
        .findingBranches)
    static let source = Field("source", Wire<Finding.Source>.choice(in: .findingSource), .findingSource)
    static let meeting = Field(
        "meeting", Wire.integer(1...Int.max).means("Its id, of what was found at one.").optional, .findingMeeting)
    static let reference = Field(
        "reference", Wire.text(Finding.referenceMaximum).means("A document's number, a case's, a place.").optional,
        .findingReference, hint: .findingReferenceHint)
    static let scope = Field(
        "scope",
        Wire<Finding.Scope>.choice(in: .findingScope).means(
            "Common where it is given to several branches, otherwise individual, if left out."
        ).optional, .findingScope)
    static let what = Field("what", Wire.text(Finding.whatMaximum, isLong: true), .findingWhat)
    static let direction = Field("direction", Wire.text(Finding.whatMaximum, isLong: true), .findingDirection)
    static let cause = Field("cause", Wire.text(Finding.whatMaximum, isLong: true).optional, .findingCause)
    static let category = Field(
        "category", Wire<Finding.Category>.choice(in: .findingCategory), .findingCategory)
    static let standard = Field(
        "standard",
        Wire.text(Finding.standardMaximum, isLong: true).means(
            "What will be seen when it is done; needed unless it is immediate."
        ).optional, .findingStandard, hint: .findingStandardHint)
    static let handling = Field(
        "class", Wire<Finding.Handling>.choice(in: .findingHandling), .findingHandling)
    static let due = Field(
        "due", Wire.date.means("Of what is due by a date.").optional, .findingDue, hint: .findingDueHint)
    static let interval = Field(
        "interval",
        Wire.integer(Finding.intervals).means("Months between two reviews of what is standing; 3 if left out.")
            .optional, .findingInterval, hint: .findingIntervalHint)
    static let office = Field(
        "office",
        Wire<Appointment.Office>.choice(in: .office).means(
            "Which of the branch's answers for it; its secretary if left out."
        )
        .optional, .findingOffice)
    static let givenOn = Field(
        "givenOn", Wire.date.means("Today if left out.").optional, .findingGivenOn)

    // Of the steps.

    static let measure = Field("text", .reason, .findingMeasure)
    static let who = Field("who", Wire.text(Finding.whoMaximum), .findingWho)
    static let measureDue = Field("due", .date, .findingMeasureDue)
    static let report = Field("text", .reason, .findingReport)
    static let evidence = Field(
        "evidence", Wire.reason.means("In words, or where it is to be seen. Never needed.").optional, .findingEvidence,
        hint: .findingEvidenceHint)
    static let verdict = Field("verdict", Wire<FindingVerdict>.choice(), .findingVerdict)
    static let verdictReason = Field(
        "reason", Wire.reason.means("Needed for one that is returned.").optional, .reason, hint: .findingVerdictHint)
    static let newDue = Field("due", .date, .findingNewDue)
    static let reason = Field("reason", .reason, .reason)
    static let on = Field("on", Wire.date.means("Today if left out.").optional, .findingRecheckedOn)
    static let outcome = Field("outcome", Wire<FindingRecheck>.choice(), .findingRecheckOutcome)
    static let recheckReason = Field(
        "reason", Wire.reason.means("Needed for one that has relapsed.").optional, .findingRecheckNote,
        hint: .findingRecheckHint)
    static let recheckDue = Field(
        "due", Wire.date.means("Of one that has relapsed and is due by a date: the new one.").optional, .findingNewDue,
        hint: .findingRecheckDueHint)
}

/// What the giver finds of what was reported.
enum FindingVerdict: String, CaseIterable, Sendable, Worded {
    case closed, returned

    var word: Word {
        switch self {
        case .closed: .verdictClosed
        case .returned: .verdictReturned
        }
    }
}

/// What is found when one that was closed is looked at again.
enum FindingRecheck: String, CaseIterable, Sendable, Worded {
    case stands, relapsed

    var word: Word {
        switch self {
        case .stands: .recheckStands
        case .relapsed: .recheckRelapsed
        }
    }
}

/// A finding that is to be given.
struct NewFinding {
    let matter: Finding.Matter
    let branches: [ID<Branch>]

    static let asked = Asking<NewFinding>("NewFinding") { input in
        let branches = try input.take(FindingFields.branches) { transaction, codes in
            try codes.enumerated().map { index, code in
                try transaction.requireBranch(code.text, field: "branches[\(index)]")
            }
        }
        let (source, meeting) = (input.take(FindingFields.source), input.take(FindingFields.meeting))
        let (reference, scope) = (input.take(FindingFields.reference), input.take(FindingFields.scope))
        let (what, direction) = (input.take(FindingFields.what), input.take(FindingFields.direction))
        let (cause, category) = (input.take(FindingFields.cause), input.take(FindingFields.category))
        let (standard, handling) = (input.take(FindingFields.standard), input.take(FindingFields.handling))
        let (due, interval) = (input.take(FindingFields.due), input.take(FindingFields.interval))
        let (office, givenOn) = (input.take(FindingFields.office), input.take(FindingFields.givenOn))
        guard let branches, let source, let meeting, let reference, let scope, let what, let direction, let cause,
            let category, let standard, let handling, let due, let interval, let office, let givenOn
        else { return nil }
        return try input.look { transaction in
            let matter = try Finding.Matter(
                source: source, meeting: meeting.map { ID(Int64($0)) }, reference: reference, scope: scope, what: what,
                direction: direction, cause: cause, category: category, standard: standard, handling: handling,
                due: due, interval: interval, office: office ?? .secretary, givenOn: givenOn ?? transaction.today,
                branches: branches.count, today: transaction.today)
            if Set(branches).count < branches.count {
                throw FieldErrors("branches", .duplicate, "each branch once")
            }
            return NewFinding(matter: matter, branches: branches)
        }
    }
}

extension Vocabulary<Finding.Source> {
    static let findingSource = Vocabulary(chinese: [
        ("例会", .meeting), ("督导检查", .inspection), ("谈心谈话", .talk), ("民主评议", .appraisal), ("信访投诉", .complaint),
        ("巡察审计", .audit), ("自查", .own), ("支部书记例会", .meeting), ("会议", .meeting), ("检查", .inspection),
        ("督查", .inspection), ("日常检查", .inspection), ("谈话", .talk), ("组织生活会", .appraisal),
        ("民主评议党员", .appraisal), ("信访", .complaint), ("投诉", .complaint), ("群众反映", .complaint), ("巡察", .audit),
        ("巡视巡察", .audit), ("审计", .audit), ("自查自纠", .own), ("支部自查", .own),
    ])
}

extension Vocabulary<Finding.Scope> {
    static let findingScope = Vocabulary(chinese: [
        ("共性", .common), ("个性", .individual), ("共性问题", .common), ("个性问题", .individual), ("个别", .individual),
    ])
}

extension Vocabulary<Finding.Category> {
    static let findingCategory = Vocabulary(chinese: [
        ("凝聚力", .cohesion), ("活动形式", .activityForms), ("先锋模范作用", .vanguardRole), ("桥梁纽带作用", .bridgeToPublic),
        ("其他", .other), ("组织凝聚力", .cohesion), ("先锋作用", .vanguardRole), ("桥梁作用", .bridgeToPublic), ("其它", .other),
    ])
}

extension Vocabulary<Finding.Handling> {
    static let findingHandling = Vocabulary(chinese: [
        ("立行立改", .immediate), ("限期整改", .byDate), ("长期坚持", .standing), ("立即整改", .immediate), ("立整立改", .immediate),
        ("限期", .byDate), ("分期", .byDate), ("阶段整改", .byDate), ("长期", .standing), ("持续整改", .standing),
    ])
}

extension Wire<[Code]> {
    /// Several, each by its code.
    static func codes(_ count: ClosedRange<Int>) -> Wire {
        Wire(
            schema: .list(.code, count: count), absent: nil,
            parse: { json, path, errors in
                guard let list = json.array else {
                    errors.add(
                        path, json.isNull ? .missing : Rejection(.format, "a list was expected, not \(json.kind)"))
                    return nil
                }
                if list.isEmpty { errors.add(path, .missing) }
                if list.count > count.upperBound {
                    errors.add(path, .tooMany, "at most \(count.upperBound)")
                }
                let codes = list.enumerated().map { index, item in
                    Wire<Code>.code.parse(item, "\(path)[\(index)]", &errors)
                }
                return codes.isEmpty || codes.count > count.upperBound || codes.contains(nil)
                    ? nil : codes.compactMap(\.self)
            },
            write: { JSON($0) { .string($0.text) } },
            cell: { text throws(Rejection) in [try Code(text)] }, control: { _ in .plain },
            say: { codes, words in words.list(codes.map(\.text)) })
    }
}

// MARK: - Words

extension Finding.Source: Worded {
    var word: Word {
        switch self {
        case .meeting: .sourceMeeting
        case .inspection: .sourceInspection
        case .talk: .sourceTalk
        case .appraisal: .sourceAppraisal
        case .complaint: .sourceComplaint
        case .audit: .sourceAudit
        case .own: .sourceSelf
        }
    }
}

extension Finding.Scope: Worded {
    var word: Word {
        switch self {
        case .common: .scopeCommon
        case .individual: .scopeIndividual
        }
    }
}

extension Finding.Category: Worded {
    var word: Word {
        switch self {
        case .cohesion: .categoryCohesion
        case .activityForms: .categoryActivityForms
        case .vanguardRole: .categoryVanguardRole
        case .bridgeToPublic: .categoryBridge
        case .other: .categoryOther
        }
    }
}

extension Finding.Handling: Worded {
    var word: Word {
        switch self {
        case .immediate: .handlingImmediate
        case .byDate: .handlingByDate
        case .standing: .handlingStanding
        }
    }
}

extension Finding.Status: Worded {
    var word: Word {
        switch self {
        case .open: .findingOpen
        case .measured: .findingMeasured
        case .reported: .findingReported
        case .returned: .findingReturned
        case .closed: .findingClosed
        case .withdrawn: .findingWithdrawn
        }
    }
}

extension Finding.Step.Kind: Worded {
    var word: Word {
        switch self {
        case .measured: .stepMeasured
        case .reported: .stepReported
        case .closed: .verdictClosed
        case .returned: .verdictReturned
        case .extended: .stepExtended
        case .stands: .recheckStands
        case .relapsed: .recheckRelapsed
        case .withdrawn: .stepWithdrawn
        }
    }
}
