/// Everything that the pages say, by its key in the catalogues `Resources/words/*.json`. A key that one of them lacks, or
/// that is not here, keeps the server from starting.
enum Word: String, CaseIterable, Sendable {
    case appName, skipToContent, languageLabel, home, myAccount, signIn, signOut, errorPrefix, fieldsWrong
    case never, passwordLinkTitle, passwordLinkIntro, newPassword, newPasswordAgain, passwordHint
    case passwordLinkButton, linkSpentTitle, linkSpentIntro, linkSpentNext, linkSpentFirst, signInName
    case password, signInForgotten, codeTitle, codeIntro, codeOrRecovery, codeButton, codeStartOver
    case noticeSessionEnded, noticeSignedOut, noticePasswordSet, noticeCodeTooLate, noticePasswordChanged
    case noticeSecondFactorRemoved, noticeSessionClosed, noticeTokenRevoked, problemWrongCredentials
    case problemTooManyTries, problemBusy, problemChanged, errorPasswordAgain, homeTitle
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
    case operationsTitle, operationsIntro, operationsDocument, operationsToken, roomOrganisation
    case roomAreas, roomAssessment, roomAwards, roomMeetings, roomAccess, roomBookkeeping, roomUpkeep
    case notFoundTitle, notFoundIntro, forbiddenTitle, forbiddenIntro, outdatedTitle, outdatedIntro
    case foreignIntro, waitTitle, waitIntro, unavailableTitle, unavailableIntro, diskFullIntro
    case failedTitle, failedIntro, refusedTitle, refusedIntro, requestNumber, toHome, toSignIn, placeToday
    case placeAssessment, placeHonours, placeMeetings, placeOverview, placeOrganisation
    case placeAdministration, placeHelp, navigation, tabProgress, tabScores, tabAdjustments, tabRanking
    case tabNotice, monthPages, cycleTitle, statusOpen, statusClosed, statusPosted, statusFinal
    case statusWithoutAward, statusUnopened, tierSelf, tierGroup, tierBranch, tierPublic, combinationMean
    case combinationMedian, combinationTrimmedMean, kindBonus, kindDeduction, kindVeto, missingHolder
    case missingTier, warningMonthNotOver, warningEarlierOpen, warningIncomplete, warningHolidays
    case warningNoWinner, progressSaid, scheme, dueDate, postedOn, noticeEnds, withoutAwardReason
    case enterScores, closeMonth, postMonth, finaliseMonth, endWithoutAward, closeMonthIntro
    case postMonthIntro, finaliseMonthIntro, endWithoutAwardIntro, warningsTitle, confirmBack, reason
    case vetoed, complete, nobody, areaCode, areaName, area, holder, state, progress, branch, month, due
    case openMonth, cyclesNone, monthShow, maximumPoints, rowsWrong, lateReason, lateReasonHint
    case assessorSelf, assessorWhose, assessorLabel, assessorShow, tier, scoresClosed, scoresNone
    case scoresWhose, scoresNotTheirs, scoresIntro, cellLabel, commentLabel, comment, revisionReasonLabel
    case revisionReason, sheetHidden, sheetStands, sheetRevision, total, saveScores, guidance
    case draftRestored, offline, recordAdjustment, reviseLabel, revise, withdraw, withdrawalReason
    case markLate, markRevised, markRevision, adjustmentItem, times, eventDate, eventDateHint, recorder
    case recorderHint, recordedBy, itemWorth, adjustmentsNone, adjustmentNew, place, placeNumber, final
    case weighted, bonuses, deductions, branchTier, trend, why, decidedFirst, decidedFinal
    case decidedDeductions, decidedBranchTier, decidedTrend, decidedShared, rankingOpen, rankingPreview
    case rankingWithoutAward, rankingNoWinner, rankingWinners, rankingWinnersFinal, holderInBrackets
    case causeIncomplete, causeVetoed, notRanked, unrankedTitle, chartFinals, chartMonths, snapshotSaid
    case download, winner, areaKind, kindNightMarket, kindFarmersMarket, kindMainRoad, kindCommunity
    case kindTransportHub, kindSchool, kindPark, kindOffice, kindOther, verdictPlace, verdictWinner
    case formula, formulaFloored, reasonFinal, reasonDeductions, reasonBranchTier, reasonTrend
    case reasonShared, trendNone, trendOver, bonusCapped, cappedFrom, recordedAt, howScored, weight
    case combination, sheetCount, score, share, adjustmentsCounted, sheetsTitle, assessor, points
    case eventsTitle, historyTitle, ruleLink, noticeHeading, noticeDaysLeft, noticeOver, noticeEnded
    case noticeOpening, noticeWinners, noticeNoWinner, noticeClosing, printPage, hashTitle, honoursHeading
    case allBranches, member, memberNumber, monthsWon, monthsRanked, meanFinal, honoursNone, awardsTitle
    case certificate, certificateHeading, certificateRecipient, certificateCitation, dutiesTitle
    case dutiesNone, dutyOpen, dutyScoreOwn, dutyScoreGroup, dutyScoreBranch, dutyPublic, dutyClose
    case dutyPost, dutyFinalise, dutyDue, monthsTitle, nextMeeting, noticeMonthOpened, noticeMonthClosed
    case noticeMonthPosted, noticeMonthFinal, noticeMonthWithoutAward, noticeScoresSaved
    case noticeAdjustmentRecorded, noticeAdjustmentRevised, noticeAdjustmentWithdrawn, optionalNote
    case noticeRecorded, name, branchCode, branchKind, branchOrdinary, branchJoint, secretary
    case secretaryPost, postFullTime, postConcurrent, committee, members, groups, group, founded
    case dissolved, term, termBegan, termEnds, foundBranch, changeBranch, appoint, endAppointment
    case newMember, newArea, offices, office, officesNone, officeSecretary, officeDeputy
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
    case reviseScheme, publishScheme, publishSchemeIntro, schemesNone, schemeDraft, schemePublished
    case schemeDifference, schemeSame, effectiveFrom, scoringDueDay, dayOfNextMonth, noticeDays
    case workingDays, awardMinimum, awardsPerBranch, bonusCap, what, old, new, criteria, criterion
    case maximum, tiersTitle, unitPoints, cap, calendarHeading, calendarNone, dayOff, dayWorked, source
    case auditActor, auditAct, auditSubject, auditChange, auditNone, anything, until, verifyAudit
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
    case resumeIntro, resumeSend, operationInput, operationOutput, paperForms, paperFormHeading
    case paperFormRule, paperFormWho, moreRows, nowStands, schemeCode, schemeCodeHint, titleZh, titleEn
    case scoringDueDayHint, noticeDaysHint, itemKey, pointsEach, capOfMonth, fullMarks, weightPercent
    case vetoes, criteriaHint, tiersHint, reviseSchemeIntro, taskObjective, taskMeasure, taskDue
    case tasksHint, groupHint, accessPolicy, accessPolicyIntro, secondFactorRoles, tableTooLong, remarks
    case ends, auditBefore, auditAfter, auditHoldsSince, auditCheckpointHint, errorCheckpoint
    case checkpointTitle, checkpointIntro, checkpointCompare, checkpointMake, checkpointMade
    case checkpointMadeNote, importCalendarStep, committees, committeesAbout, newCommittee, committeeCode
    case committeeAbove, snapshot, snapshotsTitle, snapshotsLink, snapshotsIntro, snapshotsNone
    case snapshotExport, snapshotHolds, snapshotBroken, broughtTitle, broughtIntro, broughtLink
    case broughtButton, broughtUnreadable, problemSentBefore, vetoedAreas, importBlanks, importBlanksIntro
    case importBlank, memberName, noticeAnothersForm, checkFiles, checkSpace, checkKeys, checkPages
    case checkReferences, checkSchema, checkFields, checkClock, scoresClosedNone, scoresIntroLate
    case meetingPast, meetingTitleExtraordinary, worth, worthCapped, adjustmentKind, pasteLeft
    case noRolesHeld, warningScheduleHolidays, noticeScheduledWithoutHolidays, auditNobody, statusStood
    case meetingOnWeekend, meetingOnHoliday, auditActorName, auditHidden, labelsEntered
}
