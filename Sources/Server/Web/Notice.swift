/// What a page says first of what was just done, named in its address.
enum Notice: String, CaseIterable, Sendable {
    case sessionEnded = "session-ended"
    case signedOut = "signed-out"
    case passwordSet = "password-set"
    case codeTooLate = "code-too-late"
    case passwordChanged = "password-changed"
    case secondFactorRemoved = "second-factor-removed"
    case sessionClosed = "session-closed"
    case tokenRevoked = "token-revoked"

    var word: Word {
        switch self {
        case .sessionEnded: .noticeSessionEnded
        case .signedOut: .noticeSignedOut
        case .passwordSet: .noticePasswordSet
        case .codeTooLate: .noticeCodeTooLate
        case .passwordChanged: .noticePasswordChanged
        case .secondFactorRemoved: .noticeSecondFactorRemoved
        case .sessionClosed: .noticeSessionClosed
        case .tokenRevoked: .noticeTokenRevoked
        }
    }
}
