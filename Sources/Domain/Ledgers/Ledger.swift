/// A ledger (台账): a kind of record that a branch keeps of its work beside meetings, assessment and awards, said as data
/// (``LedgerForm``). The API's operations, the pages, the commands, the files and the audit of each follow from what is said
/// here; a new one is a case, its form, its words and a row of the demo (docs/new-kind.md).
package enum Ledger: String, CaseIterable, Hashable, Sendable {
    // What secretaries and branches learn by (M5–M12, M24).

    /// 专题研讨 (M5)
    case seminar
    /// 调研文章 (M6)
    case paper
    /// 督导检查 (M7)
    case inspection
    /// 现场会、观摩会、座谈会 (M8)
    case exchange
    /// 典型经验 (M9)
    case experience
    /// 教育培训 (M10, M11)
    case training

    // What a branch does for people and with its own house (M14–M20, M23, M24, M35).

    /// 办实事、帮扶管理相对人 (M16, M20)
    case deed
    /// 普法宣传 (M35)
    case publicity
    /// 公开承诺 (M23)
    case commitment
    /// 创先争优 (M24)
    case campaign
    /// 抓制度: a branch's own rules (M14)
    case bylaw
    /// 抓廉洁: posts at risk (M14)
    case riskPost
    /// 作风 (M15)
    case conduct
    /// 参与重大事项决策 (M31, M32)
    case opinion
    /// 建言献策: what is offered to the work at hand (M30)
    case offer

    package var form: LedgerForm {
        switch self {
        case .seminar: .seminar
        case .paper: .paper
        case .inspection: .inspection
        case .exchange: .exchange
        case .experience: .experience
        case .training: .training
        case .deed: .deed
        case .publicity: .publicity
        case .commitment: .commitment
        case .campaign: .campaign
        case .bylaw: .bylaw
        case .riskPost: .riskPost
        case .conduct: .conduct
        case .opinion: .opinion
        case .offer: .offer
        }
    }
}

/// What a ledger has: its parts, who reads and keeps it, and what becomes of an entry.
package struct LedgerForm: Sendable {
    /// Who reads it, of those who see the branch.
    package enum Readers: Hashable, Sendable {
        /// Its members too.
        case members
        /// Its secretary and officers, the committee's office, the auditor.
        case officers
    }

    /// By when something is to come of an entry.
    package enum Due: Hashable, Sendable {
        /// By the day that a part says.
        case said(LedgerKey)
        /// So many working days after its own day.
        case workingDays(Int)
    }

    package let readers: Readers
    /// Who enters, corrects and withdraws.
    package let keeper: LedgerStep.Hand
    package let parts: [LedgerPart]
    /// Of which an entry is called.
    package let title: LedgerKey
    /// Of which an entry is; never in the future.
    package let day: LedgerKey
    /// nil for what has no such day.
    package let due: Due?
    /// In which an entry begins.
    package let begins: LedgerState
    /// In which it is read by whoever reads ledgers anywhere, of other branches too.
    package let shared: [LedgerState]
    /// Whether what was said of an entry last is to be looked at again after a year.
    package let isLookedAtYearly: Bool
    /// What can become of an entry; and of every one, that something is remarked: once a step was taken, what was entered
    /// stays as it is.
    package let steps: [LedgerStep]

    package init(
        for readers: Readers, by keeper: LedgerStep.Hand = .branch, called title: LedgerKey, of day: LedgerKey,
        due: Due? = nil, begins: LedgerState, shared: [LedgerState] = [], isLookedAtYearly: Bool = false,
        _ parts: [LedgerPart], steps: [LedgerStep] = []
    ) {
        (self.readers, self.keeper, self.parts) = (readers, keeper, parts)
        (self.title, self.day, self.due) = (title, day, due)
        (self.begins, self.shared, self.isLookedAtYearly) = (begins, shared, isLookedAtYearly)
        let states = Set([begins] + steps.flatMap { $0.from + [$0.to].compactMap(\.self) })
        self.steps =
            steps + [
                LedgerStep(
                    .remarked, by: keeper, from: LedgerState.allCases.filter(states.contains), to: nil, times: 60,
                    [.needed(.words, .lines(500))])
            ]
    }

    package func step(_ kind: LedgerStep.Kind) -> LedgerStep? { steps.first { $0.kind == kind } }

    /// What is said with a step; of one that its form has no longer, nothing.
    package func parts(of kind: LedgerStep.Kind) -> [LedgerPart] {
        kind == .withdrawn ? Self.withdrawal : step(kind)?.parts ?? []
    }

    /// What is said where an entry is taken back.
    package static let withdrawal = [LedgerPart.needed(.reason, .lines(Text.reasonMaximum))]
}

extension LedgerForm {
    /// By when something is to come of what is entered; nil where no day is set.
    package func dueDay(of content: LedgerContent, _ calendar: WorkCalendar) -> LocalDate? {
        switch due {
        case .said(let key): content.day(key)
        case .workingDays(let count): content.day(day).map { calendar.day(after: $0, workingDays: count) }
        case nil: nil
        }
    }

    /// The day that a step sets anew.
    package func dueDay(movedBy content: LedgerContent) -> LocalDate? {
        if case .said(let key) = due { content.day(key) } else { nil }
    }

    /// Checks what is to be entered against the form, and across its parts.
    ///
    /// - Parameter today: the day of the entry is not after it.
    /// - Throws: ``FieldErrors``, each with its part's name.
    package func check(_ content: LedgerContent, today: LocalDate) throws(FieldErrors) {
        var errors = Self.missing(in: content, parts)
        if let day = content.day(day), day > today { errors.add(self.day.rawValue, .range, "\(day) is still to come") }
        if case .said(let due) = due, let by = content.day(due), let day = content.day(day), by < day {
            errors.add(due.rawValue, .range, "it is due before \(day), on which it begins")
        }
        if let until = content.day(.until), let day = content.day(day), until < day {
            errors.add(LedgerKey.until.rawValue, .range, "it ends before \(day), on which it begins")
        }
        if let until = content.day(.until), until > today {
            errors.add(LedgerKey.until.rawValue, .range, "\(until) is still to come")
        }
        if let hours = content.number(.hours), let day = content.day(day), hours > Self.hoursAtMost(day, content) {
            errors.add(LedgerKey.hours.rawValue, .range, "a full day counts \(Self.hoursOfADay) hours")
        }
        errors.add(Self.banned(in: content, parts))
        try errors.check()
    }

    /// What is said with a step: the days in it are past, but for one by which something is due anew.
    ///
    /// - Parameter began: the entry's own day, or the last that a step before names: what comes later is not of an earlier day.
    /// - Throws: ``FieldErrors``, each with its part's name.
    package func check(
        _ content: LedgerContent, with step: LedgerStep, began: LocalDate, today: LocalDate
    ) throws(FieldErrors) {
        var errors = Self.missing(in: content, step.parts)
        let earliest = began.adding(months: step.months)
        for part in step.parts {
            guard let day = content.day(part.key) else { continue }
            if case .said(part.key) = due {
                if day <= today { errors.add(part.key.rawValue, .range, "a day after today, \(today)") }
            } else if day < earliest, step.months > 0 {
                errors.add(
                    part.key.rawValue, .range,
                    "\(step.months) months have to have passed since \(began): \(earliest) or later")
            } else if day > today || day < earliest {
                errors.add(part.key.rawValue, .range, "a day from \(began) to today, \(today)")
            }
        }
        // What is not taken up as it was said is answered with the reason.
        if let reply = content.choice(.reply), reply != .adoptedWhole, content[.reason] == nil {
            errors.add(LedgerKey.reason.rawValue, .required, "say why it is not taken up, or not wholly")
        }
        errors.add(Self.banned(in: content, step.parts))
        try errors.check()
    }

    /// 学时 of a full day (train.count, S°).
    private static let hoursOfADay = 8

    private static func hoursAtMost(_ day: LocalDate, _ content: LedgerContent) -> Int {
        hoursOfADay * (max(0, (content.day(.until) ?? day).dayNumber - day.dayNumber) + 1)
    }

    /// What of the needed parts is not there.
    private static func missing(in content: LedgerContent, _ parts: [LedgerPart]) -> FieldErrors {
        var errors = FieldErrors()
        for part in parts where part.isRequired && content[part.key] == nil {
            errors.add(part.key.rawValue, .missing)
        }
        return errors
    }

    /// What an inspection's checklist may not ask for, and of what a branch has no opinion.
    private static func banned(in content: LedgerContent, _ parts: [LedgerPart]) -> FieldErrors {
        var errors = FieldErrors()
        if content.choice(.decisionKind) == .singleCase {
            errors.add(
                LedgerKey.decisionKind.rawValue, .rule,
                "a single case of enforcement is for the administration alone: a branch neither decides nor advises on it"
            )
        }
        for part in parts where part.key == .checklist {
            guard let said = content.text(.checklist), let ban = ChecklistBan.first(in: said.string) else { continue }
            errors.add(part.key.rawValue, .rule, ban.sentence)
        }
        return errors
    }
}
