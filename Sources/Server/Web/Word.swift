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
    case chartMonths, snapshotSaid, download, downloadCSV, winner, areaKind, kindNightMarket
    case kindFarmersMarket, kindMainRoad, kindCommunity, kindTransportHub, kindSchool, kindPark
    case kindOffice, kindOther, verdictPlace, verdictWinner, formula, formulaFloored, reasonFinal
    case reasonDeductions, reasonBranchTier, reasonTrend, reasonShared, trendNone, trendOver, bonusCapped
    case cappedFrom, recordedAt, howScored, weight, combination, sheetCount, score, share
    case adjustmentsCounted, sheetsTitle, assessor, points, eventsTitle, historyTitle, ruleLink
    case noticeHeading, noticeDaysLeft, noticeOver, noticeEnded, noticeOpening, noticeWinners
    case noticeNoWinner, noticeClosing, printPage, hashTitle, honoursHeading, allBranches, member
    case memberNumber, monthsWon, monthsRanked, meanFinal, honoursNone, awardsTitle, certificate
    case certificateHeading, certificateRecipient, certificateCitation, dutiesTitle, dutiesNone, dutyOpen
    case dutyScoreOwn, dutyScoreGroup, dutyScoreBranch, dutyPublic, dutyClose, dutyPost, dutyFinalise
    case dutyDue, monthsTitle, nextMeeting, noticeMonthOpened, noticeMonthClosed, noticeMonthPosted
    case noticeMonthFinal, noticeMonthWithoutAward, noticeScoresSaved, noticeAdjustmentRecorded
    case noticeAdjustmentRevised, noticeAdjustmentWithdrawn, optionalNote, problemState, problemNotOpen
    case problemNotClosed, problemNotPosted, problemNoticeStands, problemNoWinner, problemEnded
    case problemNotBegun, problemNoScheme, problemSnapshot, problemAdjustmentStands, problemSuperseded
    case problemClosedMonth, errorFormat, errorRange, errorUnknown, errorDuplicate, errorPrecision
    case errorConflict, errorRule, errorOverMaximum, errorNeedsComment, errorNeedsRevisionReason
    case errorLate, errorEventDate, errorAssessor, errorTimes, noticeRecorded, name, branchCode
    case branchKind, branchOrdinary, branchJoint, secretary, secretaryPost, postFullTime, postConcurrent
    case committee, members, groups, group, founded, dissolved, term, termBegan, termEnds, foundBranch
    case changeBranch, appoint, endAppointment, newMember, newArea, offices, office, officesNone
    case officeSecretary, officeDeputy, officeOrganisation, officePublicity, officeDiscipline
    case officeGroupLeader, secretaryOnly, groupLeaderOnly, from, lastDay, beforeRecords, untilFurther
    case standing, standingFull, standingProbationary, memberActive, memberFloating, memberTransferred
    case memberLeft, joinedOn, becameFull, post, phone, phoneOnce, changeMember, transferMember
    case transferIntro, transferOn, recordPhone, recordPhoneIntro, disclosePhone, disclosePhoneIntro
    case inBranchFrom, memberships, spanTitle, membersFound, memberNameOrNumber, find, membersNone, more
    case branchesNone, areasTitle, areasNone, areasInAll, boundary, established, retired, assignArea
    case assignAreaIntro, changeArea, retireArea, retireAreaIntro, holdersTitle, holdersNone, tasks
    case meetingsHeading, meetingsNone, meetingTitle, meetingAbout, when, `where`, meetingScheduled
    case meetingMoved, meetingCancelled, meetingRegular, meetingExtraordinary, meetingStanding
    case meetingChanges, meetingBefore, scheduleYear, scheduleYearIntro, scheduleMeeting, year
    case meetingRule, meetingRuleHint, meetingRuleExample, minutes, date, start, moveMeeting
    case cancelMeeting, cancelMeetingIntro, subscribe, calendarFile, subscribeNote, overviewSummary
    case completeAreas, rankedAreas, lowest, highest, spread, chartBranches, kindsTitle, helpMonth
    case helpMonthOpen, helpMonthTiers, helpMonthHolder, helpMonthClose, helpEntry, helpEntryGrid
    case helpEntryComment, helpEntryLate, helpEntryRevision, helpEntryHidden, helpScoring, helpScoringTier
    case helpScoringWeighted, helpScoringFinal, helpScoringMissing, helpRanking, helpRankingChain
    case helpRankingTrend, helpRankingShared, helpAward, helpAwardWho, helpAwardNotice, helpAwardFrozen
    case helpAwardWithout, helpMeetings, helpMeetingsMonthly, helpMeetingsMoved, helpAudit
    case helpAuditNothing, helpAuditWho, homeAccountNote, accounts, accountsAbout, schemes, schemesAbout
    case calendar, calendarAbout, audit, auditAbout, upkeep, upkeepAbout, newAccount, newAccountIntro
    case newAccountNameHint, accountTitle, accountTitleHint, accountClosed, accountOpen
    case accountWithoutPassword, closeAccount, reopenAccount, signOutAccount, makeLink, resetSecondFactor
    case linkMadeTitle, linkMadeIntro, linkMadeUntil, grantRole, grantRoleIntro, endGrant, endGrantIntro
    case role, scope, newScheme, newSchemeIntro, schemeDocument, reviseScheme, publishScheme
    case publishSchemeIntro, schemesNone, schemeDraft, schemePublished, schemeDifference, schemeSame
    case effectiveFrom, scoringDueDay, dayOfNextMonth, noticeDays, workingDays, awardMinimum
    case awardsPerBranch, bonusCap, what, old, new, criteria, criterion, maximum, tiersTitle, unitPoints
    case cap, calendarHeading, calendarNone, dayOff, dayWorked, source, auditActor, auditAct, auditSubject
    case auditChange, auditNone, anything, until, verifyAudit, auditHolds, auditBroken, auditEntries
    case auditSeals, auditUnsealed, auditCheckpoint, backups, backupsNone, backupsNote, backupFile
    case makeBackup, examine, examinedSound, examinedUnsound, snapshots, size, importTitle, importIntro
    case importList, importBranches, importMembers, importAreas, importScores, importAdjustments
    case importCalendar, importFile, importFileHint, importNoFile, importTry, importButton, importTried
    case importDone, importRefused, importOmitted, importLine, importColumn, importFault, scoresOnly
    case actCreated, actChanged, actImported, actTransferred, actAppointed, actEnded, actAssigned
    case actRetired, actPublished, actOpened, actRecorded, actRevised, actAdjusted, actWithdrawn
    case actClosed, actPosted, actFinalised, actEndedWithoutAward, actScheduled, actMoved, actCancelled
    case actGranted, actLinked, actPasswordSet, actSignedIn, actSignedOut, actRefused, actSecured
    case actUnsecured, actDisclosed, actExported, actBackedUp, actRestored, subjectCommittee
    case subjectBranch, subjectGroup, subjectMember, subjectAppointment, subjectArea, subjectAssignment
    case subjectScheme, subjectCycle, subjectSheet, subjectAdjustment, subjectSnapshot, subjectAward
    case subjectMeeting, subjectCalendar, subjectFile, subjectAccount, subjectGrant, subjectToken
    case subjectPolicy, subjectDatabase, subjectClock
}
