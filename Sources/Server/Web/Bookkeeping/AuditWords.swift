import Storage

/// What the audit says, in words.
extension AuditAction: Worded {
    var word: Word {
        switch self {
        case .created: .actCreated
        case .changed: .actChanged
        case .imported: .actImported
        case .transferred: .actTransferred
        case .left: .actLeft
        case .floated: .actFloated
        case .returned: .actReturned
        case .appointed: .actAppointed
        case .ended: .actEnded
        case .assigned: .actAssigned
        case .retired: .actRetired
        case .published: .actPublished
        case .opened: .actOpened
        case .recorded: .actRecorded
        case .revised: .actRevised
        case .adjusted: .actAdjusted
        case .withdrawn: .actWithdrawn
        case .closed: .actClosed
        case .reopened: .actReopened
        case .posted: .actPosted
        case .prolonged: .actProlonged
        case .finalised: .actFinalised
        case .endedWithoutAward: .actEndedWithoutAward
        case .scheduled: .actScheduled
        case .moved: .actMoved
        case .cancelled: .actCancelled
        case .granted: .actGranted
        case .renewed: .actRenewed
        case .linked: .actLinked
        case .passwordSet: .actPasswordSet
        case .signedIn: .actSignedIn
        case .signedOut: .actSignedOut
        case .refused: .actRefused
        case .secured: .actSecured
        case .unsecured: .actUnsecured
        case .disclosed: .actDisclosed
        case .exported: .actExported
        case .backedUp: .actBackedUp
        case .restored: .actRestored
        case .vouched: .actVouched
        case .normalised: .actNormalised
        case .kept: .actKept
        case .renamed: .actRenamed
        case .dissolved: .actDissolved
        case .merged: .actMerged
        case .split: .actSplit
        case .signed: .actSigned
        case .amended: .actAmended
        }
    }
}

extension AuditAction {
    /// As it is said of what it was done to: a month is closed, and an account.
    ///
    /// - Parameter subject: nil for one that this program no longer knows.
    func word(on subject: AuditSubject?) -> Word {
        switch (self, subject) {
        case (.closed, .account): .actAccountClosed
        case (.opened, .account): .actAccountOpened
        default: word
        }
    }
}

extension AuditSubject: Worded {
    var word: Word {
        switch self {
        case .committee: .subjectCommittee
        case .branch: .subjectBranch
        case .group: .subjectGroup
        case .member: .subjectMember
        case .appointment: .subjectAppointment
        case .area: .subjectArea
        case .assignment: .subjectAssignment
        case .scheme: .subjectScheme
        case .assessorNaming: .subjectAssessorNaming
        case .recusal: .subjectRecusal
        case .cycle: .subjectCycle
        case .sheet: .subjectSheet
        case .adjustment: .subjectAdjustment
        case .facts: .subjectFacts
        case .snapshot: .subjectSnapshot
        case .award: .subjectAward
        case .objection: .subjectObjection
        case .eligibility: .subjectEligibility
        case .honour: .subjectHonour
        case .finding: .subjectFinding
        case .findingEscalation: .subjectFindingEscalation
        case .noticeContact: .subjectNoticeContact
        case .checklist: .subjectChecklist
        case .performanceTable: .subjectPerformanceTable
        case .meeting: .subjectMeeting
        case .cadenceExcuse: .subjectCadenceExcuse
        case .cadenceSwitch: .subjectCadenceSwitch
        case .planItem: .subjectPlanItem
        case .focus: .subjectFocus
        case .ask: .subjectAsk
        case .talk: .subjectTalk
        case .motion: .subjectMotion
        case .election: .subjectElection
        case .secretBallot: .subjectSecretBallot
        case .appraisal: .subjectAppraisal
        case .suggestion: .subjectSuggestion
        case .care: .subjectCare
        case .handover: .subjectHandover
        case .ledgerEntry: .subjectLedgerEntry
        case .attachment: .subjectAttachment
        case .calendar: .subjectCalendar
        case .file: .subjectFile
        case .account: .subjectAccount
        case .grant: .subjectGrant
        case .token: .subjectToken
        case .calendarAddress: .subjectCalendarAddress
        case .mailReminder: .subjectMailReminder
        case .policy: .subjectPolicy
        case .database: .subjectDatabase
        case .clock: .subjectClock
        }
    }
}
