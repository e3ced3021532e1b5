/// Everything that the pages say, by its key in the catalogues `Resources/words/*.json`. A key that one of them lacks, or
/// that is not here, keeps the server from starting.
enum Word: String, CaseIterable, Sendable {
    case appName, skipToContent, languageLabel, home, myAccount, signIn, signOut, errorPrefix, fieldsWrong
    case never, passwordLinkTitle, passwordLinkIntro, newPassword, newPasswordAgain, passwordHint
    case passwordLinkButton, linkSpentTitle, linkSpentIntro, linkSpentNext, linkSpentFirst, signInName
    case password, signInForgotten, codeTitle, codeIntro, codeOrRecovery, codeButton, codeStartOver
    case noticeSessionEnded, noticeSignedOut, noticePasswordSet, noticeCodeTooLate, noticePasswordChanged
    case noticeSecondFactorRemoved, noticeSessionClosed, noticeTokenRevoked, problemWrongCredentials
    case problemTooManyTries, problemBusy, problemChanged, problemSecondFactorStands, problemNoSecondFactor
    case errorRequired, errorTooLong, errorOther, errorPasswordLength, errorPasswordEasy, errorPasswordWrong
    case errorPasswordAgain, errorCodeWrong, errorDays, homeTitle, homeRoles, homePlaces, homeAccountNote
    case homeOperationsNote, homeCommandLine, noRoles, roleMember, roleGroupLeader, roleBranchOfficer
    case roleSecretary, roleCommitteeOfficer, roleAuditor, roleAdministrator, scopeBureau, scopeCommittee
    case scopeBranch, scopeGroup, roleFromOffice, owner, roles, accountPassword, accountPasswordIntro
    case currentPassword, accountPasswordButton, secondFactor, secondFactorOn, secondFactorOff
    case secondFactorCodesLeft, secondFactorSetUp, secondFactorRemoveIntro, secondFactorRemove, sessions
    case sessionBegan, sessionLastUsed, sessionAddress, sessionAgent, sessionCurrent, sessionEnd, act
    case agentUnknown, tokens, tokensIntro, tokensNone, tokenName, tokenExtent, tokenRead, tokenWrite
    case tokenMadeAt, tokenExpires, tokenLastUsed, tokenRevoke, tokenDays, tokenDaysHint, tokenNew, tokenMake
    case tokenMadeTitle, tokenMadeIntro, tokenMadeUse, backToAccount, secondFactorTitle, secondFactorNeeded
    case secondFactorIntro, secondFactorBegin, secondFactorStepSecret, secondFactorSecretIntro
    case secondFactorSecret, secondFactorLink, secondFactorStepCode, code, codeHint, secondFactorConfirm
    case secondFactorAgain, recoveryTitle, recoveryIntro, recoveryOnce, recoveryDone, operationsTitle
    case operationsIntro, operationsDocument, operationsToken, operationMethod, operationPath
    case operationSummary, roomOrganisation, roomAreas, roomAssessment, roomAwards, roomMeetings, roomAccess
    case roomBookkeeping, notFoundTitle, notFoundIntro, forbiddenTitle, forbiddenIntro, outdatedTitle
    case outdatedIntro, foreignIntro, waitTitle, waitIntro, unavailableTitle, unavailableIntro, diskFullIntro,
        failedTitle
    case failedIntro, refusedTitle, refusedIntro, requestNumber, toHome, toSignIn
}
