/// What a page says first of what was just done, named in its address.
enum Notice: String, CaseIterable, Sendable {
    case sessionEnded = "session-ended"
    case signedOut = "signed-out"
    case passwordSet = "password-set"
    case anothersForm = "anothers-form"
    case passwordChanged = "password-changed"
    case secondFactorRemoved = "second-factor-removed"
    case sessionClosed = "session-closed"
    case tokenRevoked = "token-revoked"
    case calendarAddressEnded = "calendar-address-ended"
    case recorded
    case scheduledWithoutHolidays = "scheduled-without-holidays"
    case monthOpened = "month-opened"
    case monthClosed = "month-closed"
    case monthReopened = "month-reopened"
    case monthPosted = "month-posted"
    case noticeProlonged = "notice-prolonged"
    case monthFinal = "month-final"
    case monthWithoutAward = "month-without-award"
    case scoresSaved = "scores-saved"
    case sheetsWithdrawn = "sheets-withdrawn"
    case adjustmentRecorded = "adjustment-recorded"
    case adjustmentRevised = "adjustment-revised"
    case adjustmentWithdrawn = "adjustment-withdrawn"
    case importOther = "import-other"

    var word: Word {
        switch self {
        case .sessionEnded: .noticeSessionEnded
        case .scheduledWithoutHolidays: .noticeScheduledWithoutHolidays
        case .signedOut: .noticeSignedOut
        case .passwordSet: .noticePasswordSet
        case .anothersForm: .noticeAnothersForm
        case .passwordChanged: .noticePasswordChanged
        case .secondFactorRemoved: .noticeSecondFactorRemoved
        case .sessionClosed: .noticeSessionClosed
        case .tokenRevoked: .noticeTokenRevoked
        case .calendarAddressEnded: .noticeCalendarAddressEnded
        case .recorded: .noticeRecorded
        case .monthOpened: .noticeMonthOpened
        case .monthClosed: .noticeMonthClosed
        case .monthReopened: .noticeMonthReopened
        case .monthPosted: .noticeMonthPosted
        case .noticeProlonged: .noticeNoticeProlonged
        case .monthFinal: .noticeMonthFinal
        case .monthWithoutAward: .noticeMonthWithoutAward
        case .scoresSaved: .noticeScoresSaved
        case .sheetsWithdrawn: .noticeSheetsWithdrawn
        case .adjustmentRecorded: .noticeAdjustmentRecorded
        case .adjustmentRevised: .noticeAdjustmentRevised
        case .adjustmentWithdrawn: .noticeAdjustmentWithdrawn
        case .importOther: .noticeImportOther
        }
    }
}
