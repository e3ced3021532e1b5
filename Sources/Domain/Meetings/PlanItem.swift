/// Something that a branch is to do in a month (下月工作安排): arranged by its committee's office, for one branch or many, or by
/// the branch itself. What was arranged is withdrawn with a reason, never changed.
package struct PlanItem: Hashable, Sendable {
    package static let titleMaximum = 100
    package static let kindMaximum = 40

    package let title: Text
    /// 活动类别, in the office's own words.
    package let kind: Text
    /// 活动主题
    package let theme: Text?
    /// 活动内容
    package let content: Text?
    /// 参与人员
    package let participants: Text?
    package let due: LocalDate
    /// By what it will be seen to be done.
    package let standard: Text?
    /// From what it was made: a document, a rule, a finding.
    package let madeFrom: Text?
    /// Who answers for it in the branch, by office.
    package let answerable: Appointment.Office
    /// Which focus it serves; nil for none.
    package let focus: ID<Focus>?

    /// - Throws: ``FieldErrors`` for `due`.
    package init(
        title: Text, kind: Text, theme: Text?, content: Text?, participants: Text?, due: LocalDate, standard: Text?,
        madeFrom: Text?, answerable: Appointment.Office, serving focus: ID<Focus>? = nil, in month: Month
    ) throws(FieldErrors) {
        if due < month.firstDay {
            throw FieldErrors("due", .range, "\(due) is before \(month), for which it is planned")
        }
        self.init(
            kept: title, kind, theme, content, participants, due, standard, madeFrom, answerable, focus)
    }

    /// As it stands in its row.
    package init(
        kept title: Text, _ kind: Text, _ theme: Text?, _ content: Text?, _ participants: Text?, _ due: LocalDate,
        _ standard: Text?, _ madeFrom: Text?, _ answerable: Appointment.Office, _ focus: ID<Focus>?
    ) {
        (self.title, self.kind, self.theme, self.content) = (title, kind, theme, content)
        (self.participants, self.due, self.standard) = (participants, due, standard)
        (self.madeFrom, self.answerable, self.focus) = (madeFrom, answerable, focus)
    }

    /// Whether both are called the same: only one of them stands for a branch's month.
    package func isCalled(as other: PlanItem) -> Bool {
        (title, kind, theme, content) == (other.title, other.kind, other.theme, other.content)
    }

    /// The field in which two of one name differ first; nil where they are the same.
    package func firstDifference(from other: PlanItem) -> String? {
        if due != other.due { return "due" }
        if participants != other.participants { return "participants" }
        if standard != other.standard { return "standard" }
        if madeFrom != other.madeFrom { return "madeFrom" }
        if answerable != other.answerable { return "answerable" }
        return focus == other.focus ? nil : "focus"
    }

    /// Whose it is.
    package enum Arranger: String, CaseIterable, Hashable, Sendable {
        case office, branch
    }

    package enum Status: String, CaseIterable, Hashable, Sendable {
        case open, done, partly, not, withdrawn
    }

    package enum Refusal: StateRefusal {
        case withdrawn
        case reported

        package var code: String {
            switch self {
            case .withdrawn: "planItemWithdrawn"
            case .reported: "planItemReported"
            }
        }

        package var detail: Sentence {
            switch self {
            case .withdrawn: "this item was withdrawn: nothing is done with it any more"
            case .reported: "its result is on record: what was done is not taken back"
            }
        }
    }
}

/// What came of something that was to be done.
package struct WorkResult: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case done, partly, not
    }

    package let kind: Kind
    /// Why it is not done, or not wholly.
    package let reason: Text?
    /// What shows it.
    package let evidence: Text?

    /// - Throws: ``FieldErrors`` for `reason`.
    package init(_ kind: Kind, reason: Text?, evidence: Text?) throws(FieldErrors) {
        if kind != .done, reason == nil {
            throw FieldErrors("reason", .required, "say why it is not done, or not wholly")
        }
        self.init(kept: kind, reason, evidence)
    }

    /// As it stands in its row.
    package init(kept kind: Kind, _ reason: Text?, _ evidence: Text?) {
        (self.kind, self.reason, self.evidence) = (kind, reason, evidence)
    }
}

/// How many days ahead what is due is taken up: on the first page, and in the agenda.
package enum ComingDue {
    package static let days = 7

    /// The last day that counts as near.
    package static func last(from today: LocalDate) -> LocalDate { today.adding(days: days) }
}
