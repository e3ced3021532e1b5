/// Everything that the pages say, by its key in the catalogues `Resources/words/*.json`. A key that one of them lacks, or
/// that is not here, keeps the server from starting.
enum Word: String, CaseIterable, Sendable {
    case appName, skipToContent, languageLabel, home, myAccount, signIn, signOut, errorPrefix, fieldsWrong
    case never, passwordLinkTitle, passwordLinkIntro, newPassword, newPasswordAgain, passwordHint
    case passwordLinkButton, linkSpentTitle, linkSpentIntro, linkSpentNext, linkSpentFirst, signInName
    case password, signInForgotten, codeTitle, codeIntro, codeOrRecovery, codeButton, codeStartOver
    case noticeSessionEnded, noticeSignedOut, noticePasswordSet, noticeCodeTooLate, noticePasswordChanged
    case noticeSecondFactorRemoved, noticeSessionClosed, noticeTokenRevoked, problemWrongCredentials
    case problemTooManyTries, problemBusy, problemChanged, problemSecondFactorStands
    case problemNoSecondFactor, errorRequired, errorTooLong, errorOther, errorPasswordLength
    case errorPasswordEasy, errorPasswordWrong, errorPasswordAgain, errorCodeWrong, errorDays, homeTitle
    case homeOperationsNote, noRoles, roleMember, roleGroupLeader, roleBranchOfficer, roleSecretary
    case roleCommitteeOfficer, roleAuditor, roleAdministrator, scopeBureau, scopeCommittee, scopeBranch
    case scopeGroup, roleFromOffice, owner, roles, accountPassword, accountPasswordIntro, currentPassword
    case accountPasswordButton, secondFactor, secondFactorOn, secondFactorOff, secondFactorCodesLeft
    case secondFactorSetUp, secondFactorRemoveIntro, secondFactorRemove, sessions, sessionBegan
    case sessionLastUsed, sessionAddress, sessionAgent, sessionCurrent, sessionEnd, act, agentUnknown
    case tokens, tokensIntro, tokensNone, tokenName, tokenExtent, tokenRead, tokenWrite, tokenMadeAt
    case tokenExpires, tokenLastUsed, tokenRevoke, tokenDays, tokenDaysHint, tokenNew, tokenMake
    case tokenMadeTitle, tokenMadeIntro, tokenMadeUse, backToAccount, secondFactorTitle
    case secondFactorNeeded, secondFactorIntro, secondFactorBegin, secondFactorStepSecret
    case secondFactorSecretIntro, secondFactorLink, secondFactorStepCode, code, codeHint
    case secondFactorConfirm, secondFactorAgain, recoveryTitle, recoveryIntro, recoveryOnce, recoveryDone
    case operationsTitle, operationsIntro, operationsDocument, operationsToken, operationMethod
    case operationPath, operationSummary, roomOrganisation, roomAreas, roomAssessment, roomAwards
    case roomMeetings, roomAccess, roomBookkeeping, roomUpkeep, notFoundTitle, notFoundIntro
    case forbiddenTitle, forbiddenIntro, outdatedTitle, outdatedIntro, foreignIntro, waitTitle, waitIntro
    case unavailableTitle, unavailableIntro, diskFullIntro, failedTitle, failedIntro, refusedTitle
    case refusedIntro, requestNumber, toHome, toSignIn, placeToday, placeAssessment, placeHonours
    case placeMeetings, placeOverview, placeOrganisation, placeAdministration, placeHelp, navigation
    case tabProgress, tabScores, tabAdjustments, tabRanking, tabNotice, monthPages, cycleTitle, statusOpen
    case statusClosed, statusPosted, statusFinal, statusWithoutAward, statusUnopened, tierSelf, tierGroup
    case tierBranch, tierPublic, combinationMean, combinationMedian, combinationTrimmedMean, kindBonus
    case kindDeduction, kindVeto, missingHolder, missingTier, warningMonthNotOver, warningEarlierOpen
    case warningIncomplete, warningHolidays, warningNoWinner, progressSaid, scheme, dueDate, postedOn
    case noticeEnds, withoutAwardReason, enterScores, closeMonth, postMonth, finaliseMonth
    case endWithoutAward, closeMonthIntro, postMonthIntro, finaliseMonthIntro, endWithoutAwardIntro
    case warningsTitle, confirmBack, reason, vetoed, complete, nobody, areaCode, areaName, area, holder
    case state, progress, branch, month, due, openMonth, cyclesNone, monthShow, maximumPoints, rowsWrong
    case lateReason, lateReasonHint, assessorSelf, assessorWhose, assessorLabel, assessorShow, tier
    case scoresClosed, scoresNone, scoresWhose, scoresNotTheirs, scoresIntro, cellLabel, commentLabel
    case comment, revisionReasonLabel, revisionReason, sheetHidden, sheetStands, sheetRevision, total
    case saveScores, guidance, draftKept, draftRestored, offline, recordAdjustment, reviseLabel, revise
    case withdraw, withdrawalReason, markLate, markRevised, markRevision, adjustmentItem, times, eventDate
    case eventDateHint, recorder, recorderHint, recordedBy, itemWorth, adjustmentsNone, adjustmentNew
    case place, placeNumber, final, weighted, bonuses, deductions, branchTier, trend, why, decidedFirst
    case decidedFinal, decidedDeductions, decidedBranchTier, decidedTrend, decidedShared, rankingOpen
    case rankingPreview, rankingWithoutAward, rankingNoWinner, rankingWinners, rankingWinnersFinal
    case holderInBrackets, causeIncomplete, causeVetoed, notRanked, unrankedTitle, chartFinals
    case chartMonths, snapshotSaid, download, winner, areaKind, kindNightMarket, kindFarmersMarket
    case kindMainRoad, kindCommunity, kindTransportHub, kindSchool, kindPark, kindOffice, kindOther
    case verdictPlace, verdictWinner, formula, formulaFloored, reasonFinal, reasonDeductions
    case reasonBranchTier, reasonTrend, reasonShared, trendNone, trendOver, bonusCapped, cappedFrom
    case recordedAt, howScored, weight, combination, sheetCount, score, share, adjustmentsCounted
    case sheetsTitle, assessor, points, eventsTitle, historyTitle, ruleLink, noticeHeading, noticeDaysLeft
    case noticeOver, noticeEnded, noticeOpening, noticeWinners, noticeNoWinner, noticeClosing, printPage
    case hashTitle, honoursHeading, allBranches, member, memberNumber, monthsWon, monthsRanked, meanFinal
    case honoursNone, awardsTitle, certificate, certificateHeading, certificateRecipient
    case certificateCitation, dutiesTitle, dutiesNone, dutyOpen, dutyScoreOwn, dutyScoreGroup
    case dutyScoreBranch, dutyPublic, dutyClose, dutyPost, dutyFinalise, dutyDue, monthsTitle, nextMeeting
    case noticeMonthOpened, noticeMonthClosed, noticeMonthPosted, noticeMonthFinal
    case noticeMonthWithoutAward, noticeScoresSaved, noticeAdjustmentRecorded, noticeAdjustmentRevised
    case noticeAdjustmentWithdrawn, optionalNote, problemState, problemNotOpen, problemNotClosed
    case problemNotPosted, problemNoticeStands, problemNoWinner, problemEnded, problemNotBegun
    case problemNoScheme, problemSnapshot, problemAdjustmentStands, problemSuperseded, problemClosedMonth
    case errorFormat, errorRange, errorUnknown, errorDuplicate, errorPrecision, errorConflict, errorRule
    case errorOverMaximum, errorNeedsComment, errorNeedsRevisionReason, errorLate, errorEventDate
    case errorAssessor, errorTimes, noticeRecorded, name, branchCode, branchKind, branchOrdinary
    case branchJoint, secretary, secretaryPost, postFullTime, postConcurrent, committee, members, groups
    case group, founded, dissolved, term, termBegan, termEnds, foundBranch, changeBranch, appoint
    case endAppointment, newMember, newArea, offices, office, officesNone, officeSecretary, officeDeputy
    case officeOrganisation, officePublicity, officeDiscipline, officeGroupLeader, secretaryOnly
    case groupLeaderOnly, from, lastDay, beforeRecords, untilFurther, standing, standingFull
    case standingProbationary, memberActive, memberFloating, memberTransferred, memberLeft, joinedOn
    case becameFull, post, phone, phoneOnce, changeMember, transferMember, transferIntro, transferOn
    case recordPhone, recordPhoneIntro, disclosePhone, disclosePhoneIntro, inBranchFrom, memberships
    case spanTitle, membersFound, memberNameOrNumber, find, membersNone, more, branchesNone, areasTitle
    case areasNone, areasInAll, boundary, established, retired, assignArea, assignAreaIntro, changeArea
    case retireArea, retireAreaIntro, holdersTitle, holdersNone, tasks, meetingsHeading, meetingsNone
    case meetingTitle, meetingAbout, when, `where`, meetingScheduled, meetingMoved, meetingCancelled
    case meetingRegular, meetingExtraordinary, meetingStanding, meetingChanges, meetingBefore
    case scheduleYear, scheduleYearIntro, scheduleMeeting, year, meetingRule, meetingRuleHint
    case meetingRuleExample, minutes, date, start, moveMeeting, cancelMeeting, cancelMeetingIntro
    case subscribe, calendarFile, subscribeNote, overviewSummary, completeAreas, rankedAreas, lowest
    case highest, spread, chartBranches, kindsTitle, helpMonth, helpMonthOpen, helpMonthTiers
    case helpMonthHolder, helpMonthClose, helpEntry, helpEntryGrid, helpEntryComment, helpEntryLate
    case helpEntryRevision, helpEntryHidden, helpScoring, helpScoringTier, helpScoringWeighted
    case helpScoringFinal, helpScoringMissing, helpRanking, helpRankingChain, helpRankingTrend
    case helpRankingShared, helpAward, helpAwardWho, helpAwardNotice, helpAwardFrozen, helpAwardWithout
    case helpMeetings, helpMeetingsMonthly, helpMeetingsMoved, helpAudit, helpAuditNothing, helpAuditWho
    case homeAccountNote, accounts, accountsAbout, schemes, schemesAbout, calendar, calendarAbout, audit
    case auditAbout, upkeep, upkeepAbout, newAccount, newAccountIntro, newAccountNameHint, accountTitle
    case accountTitleHint, accountClosed, accountOpen, accountWithoutPassword, closeAccount, reopenAccount
    case signOutAccount, makeLink, resetSecondFactor, linkMadeTitle, linkMadeIntro, linkMadeUntil
    case grantRole, grantRoleIntro, endGrant, endGrantIntro, role, scope, newScheme, newSchemeIntro
    case schemeDocument, reviseScheme, publishScheme, publishSchemeIntro, schemesNone, schemeDraft
    case schemePublished, schemeDifference, schemeSame, effectiveFrom, scoringDueDay, dayOfNextMonth
    case noticeDays, workingDays, awardMinimum, awardsPerBranch, bonusCap, what, old, new, criteria
    case criterion, maximum, tiersTitle, unitPoints, cap, calendarHeading, calendarNone, dayOff, dayWorked
    case source, auditActor, auditAct, auditSubject, auditChange, auditNone, anything, until, verifyAudit
    case auditHolds, auditBroken, auditEntries, auditSeals, auditUnsealed, auditCheckpoint, backups
    case backupsNone, backupsNote, backupFile, makeBackup, examine, examinedSound, examinedUnsound
    case snapshots, size, importTitle, importIntro, importList, importBranches, importMembers, importAreas
    case importScores, importAdjustments, importCalendar, importFile, importFileHint, importNoFile
    case importTry, importButton, importTried, importDone, importRefused, importOmitted, importLine
    case importColumn, importFault, scoresOnly, actCreated, actChanged, actImported, actTransferred
    case actAppointed, actEnded, actAssigned, actRetired, actPublished, actOpened, actRecorded, actRevised
    case actAdjusted, actWithdrawn, actClosed, actPosted, actFinalised, actEndedWithoutAward, actScheduled
    case actMoved, actCancelled, actGranted, actLinked, actPasswordSet, actSignedIn, actSignedOut
    case actRefused, actSecured, actUnsecured, actDisclosed, actExported, actBackedUp, actRestored
    case subjectCommittee, subjectBranch, subjectGroup, subjectMember, subjectAppointment, subjectArea
    case subjectAssignment, subjectScheme, subjectCycle, subjectSheet, subjectAdjustment, subjectSnapshot
    case subjectAward, subjectMeeting, subjectCalendar, subjectFile, subjectAccount, subjectGrant
    case subjectToken, subjectPolicy, subjectDatabase, subjectClock, noticeSessionEndedTyped, resumeTitle
    case resumeIntro, resumeSend
}
