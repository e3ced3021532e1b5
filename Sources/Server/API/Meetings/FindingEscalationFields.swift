import Domain

/// What a committee does about findings that are overdue, field by field.
enum FindingEscalationFields {
    static let remindDays = Field(
        "remindDays",
        Wire.integer(FindingEscalation.reminders).means(
            "So many days before it is due, a finding is put before who answers for it; 7 if left out."
        ).optional, .escalationRemindDays, hint: .escalationRemindDaysHint
    ) { (escalation: FindingEscalation) -> Int? in escalation.remindDays }
    static let supervisedAt = Field(
        "supervisedAt",
        Wire.integer(FindingEscalation.supervisions).means(
            "At which secretaries' meeting after it fell overdue it is supervised; 2 if left out."
        ).optional, .escalationSupervisedAt, hint: .escalationSupervisedAtHint
    ) { (escalation: FindingEscalation) -> Int? in escalation.supervisedAt }
    static let circulatedAt = Field(
        "circulatedAt",
        Wire.integer(FindingEscalation.circulations).means(
            "At which one it is circulated: a later one than that at which it is supervised; 3 if left out."
        ).optional, .escalationCirculatedAt, hint: .escalationCirculatedAtHint
    ) { (escalation: FindingEscalation) -> Int? in escalation.circulatedAt }
    static let off = Field(
        "off", Wire.boolean.means("The committee does without it for now; false if left out.").optional,
        .escalationOff, hint: .escalationOffHint
    ) { (escalation: FindingEscalation) -> Bool? in escalation.isOff }

    static let asked = Asking<FindingEscalation>("FindingEscalationForm") { input in
        let (remindDays, supervisedAt) = (input.take(remindDays), input.take(supervisedAt))
        let (circulatedAt, off) = (input.take(circulatedAt), input.take(off))
        return input.decide { errors in
            guard let remindDays, let supervisedAt, let circulatedAt, let off else { return nil }
            return FindingEscalation(
                remindDays: remindDays ?? Finding.soon,
                supervisedAt: supervisedAt ?? FindingEscalation.usualSupervision,
                circulatedAt: circulatedAt ?? FindingEscalation.usualCirculation, isOff: off ?? false, noting: &errors)
        }
    }

    /// As the form asks it, with what is usual where nothing is on record.
    static func form(_ escalation: FindingEscalation?, _ words: Words) -> [FormRoute.Field] {
        let escalation =
            escalation
            ?? FindingEscalation(
                kept: Finding.soon, supervisedAt: FindingEscalation.usualSupervision,
                circulatedAt: FindingEscalation.usualCirculation, isOff: false)
        return [
            remindDays.asked(words, of: escalation), supervisedAt.asked(words, of: escalation),
            circulatedAt.asked(words, of: escalation),
            off.asked(words, by: FormField.yesOrNo(words), first: escalation.isOff ? "true" : "false").needed,
        ]
    }
}

extension FindingEscalation.Stage: Worded {
    var word: Word {
        switch self {
        case .overdue: .stageOverdue
        case .supervised: .stageSupervised
        case .circulated: .stageCirculated
        }
    }
}
