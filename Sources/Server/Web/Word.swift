/// Everything that the pages say, by its key in the catalogues: those of a room stand in `Resources/words/<room>`, in a
/// file for each language. A key that a language lacks, or that is not here, keeps the server from starting.
enum Word: String, CaseIterable, Sendable {
    // MARK: - Console

    // The frame and what every page has.
    case appName, skipToContent, languageLabel, home, navigation, printPage, more, download, act, errorPrefix
    case fieldsWrong, optionalNote, nowStands, moreRows, anything, find
    case showFirst, showAgain, chartBaseline, lastTwelve
    case gatherRemove, gatherRemoveThis, gatherNothing, gatherFull
    case sortBy, sortByItself, filterTable, filterShow, filterNone, rowsShown, ownArea
    case search, areaNoMore
    case placeToday, placeAssessment, placeHonours, placeMeetings, placeOverview, placeOrganisation
    case placeAdministration, placeHelp

    // What is said of any record.
    case name, what, old, new, yes, no, reason, remarks, date, from, until, lastDay, ends, start, when, year, month
    case address, email
    case state, progress, source, size, total, noticeRecorded, untilFurther, beforeRecords, spanTitle
    case confirmBack, warningsTitle, nobody, never, tableTooLong
    case problemChanged, problemSentBefore, resumeTitle, resumeIntro, resumeSend

    // Where something does not go.
    case notFoundTitle, notFoundIntro, forbiddenTitle, forbiddenIntro, forbiddenWho, outdatedTitle, outdatedIntro
    case foreignIntro, waitTitle, waitIntro, unavailableTitle, unavailableIntro, diskFullIntro, failedTitle
    case failedIntro, refusedTitle, refusedIntro, requestNumber, toHome, toSignIn

    // The first page.
    case homeTitle, homeOperationsNote, homeAccountNote, dutiesTitle, dutiesNone, dutyOpen, dutyScoreOwn
    case dutyScoreGroup, dutyScoreBranch, dutyPublic, dutyClose, dutyComplete, dutyPost, dutyProlong
    case dutyFinalise, dutyDue
    case monthsTitle, nextMeeting, noRoles, overwrittenTitle, overwrittenSaid
    case ownAreasTitle, ownAreaUnopened, ownAreaWaits, ownAreaLacks, ownAreaOutcome, blockNotOver
    case blockEarlierOpen, blockNotice, branchStepsTitle, stepOpened, stepScored, stepClosed
    case stepPosted, stepFinal, stepDone, stepNow, stepToCome, overdue, overdueDays, overdueNone, nudgeTitle
    case nudgeHead, nudgeLine, nudgeTail, lateChangesTitle, lateChangesNone, lateSheets
    case revisedSheets, seenTitle, seenNone, seenSaid, seenAll, machineTitle, machineWell, machineFull
    case machineLost, machineUnwell, newestBackup, daysAgo, backupsKept, backupsFailed, accountsWaitingTitle
    case accountsWaitingNone, accountsWaitingMore

    // The API's operations, for who writes programs.
    case operationsTitle, operationsIntro, operationsDocument, operationsToken, operationInput, operationOutput
    case roomOrganisation, roomAreas, roomAssessment, roomAwards, roomMeetings, roomCadence, roomAccess
    case roomBookkeeping, roomCare
    case roomUpkeep, roomSearch

    // Help.
    case helpMonth, helpMonthOpen, helpMonthTiers, helpMonthHolder, helpMonthClose, helpEntry, helpEntryGrid
    case helpEntryComment, helpEntryLate, helpEntryRevision, helpEntryHidden, helpScoring, helpScoringTier
    case helpScoringWeighted, helpScoringFinal, helpScoringMissing, helpRanking, helpRankingChain
    case helpRankingTrend, helpRankingShared, helpAward, helpAwardWho, helpAwardNotice, helpAwardFrozen
    case helpAwardWithout, helpMeetings, helpMeetingsMonthly, helpMeetingsMoved
    case helpCadence, helpCadenceDerived, helpCadenceAsked, helpCadenceExcused, helpAudit, helpAuditNothing
    case helpAuditWho, handbook, handbookNote
    case dutyAdmit, dutyDecide, dutyTell
    case blockObjections

    case rowsFromTo, jumpTo, jumpBack, operatorName

    // MARK: - Organisation

    case branch, branchCode, branchKind, branchOrdinary, branchJoint, branchesNone, allBranches, foundBranch
    case changeBranch, founded, dissolved, term, termBegan, termEnds
    case otherBranch, decisionNumber
    case renameBranch, mergeBranches, splitBranch, dissolveBranch, reorganiseIntro, reorganisePreview, reorganiseShow
    case reorganiseCarryOut, reorganiseAgain, reorganiseObstacles, changeFrom, changeFromHint, formerName
    case newName, intoBranch, intoBranchHint, withBranches, newBranchCode, newBranchName, newBranchHint, membersTo
    case membersToHint, areasTo, areasToHint, goingGroups, goingMembers, goingAreas, goingAreasHint, movesFrom
    case movesTo, areaRetires, groupJoined, groupMade, officesEnding, endedBranches, foundedBranch, branchHistory
    case branchRenamed, branchDissolved, branchDissolvedNowhere, branchMerged, branchAbsorbed, branchSplit
    case branchFounded, branchReceived, otherBranchUnseen, decidedBy, withDissolved, withoutDissolved, stateDissolved
    case renameGroup, transferMembers, transferMembersTo, endAppointments, assignAreas, retireAreas, severalIntro
    case areaBranches
    case committee, committees, committeesAbout, newCommittee, committeeCode, committeeAbove, group, groups
    case changeCommittee, changeCommitteeIntro
    case groupHint, monthsBefore

    // Offices.
    case offices, office, officesNone, officeSecretary, officeDeputy, officeOrganisation, officePublicity
    case officeDiscipline, officeYouth, officeUnitedFront, officeCommitteeMember, officeGroupLeader
    case officeFrom, officeUntil
    case secretary, secretaryPost, postFullTime, postConcurrent
    case secretaryOnly, groupLeaderOnly, appoint, endAppointment
    case sendOfficer, sendOfficerIntro, sentMemberHint, appointmentDocument

    // Members.
    case member, members, memberNumber, memberName, memberNameOrNumber, membersFound, membersNone, newMember
    case branchMembersNone
    case changeMember, post, standing, standingFull, standingProbationary, memberActive, memberFloating
    case memberLeft, joinedOn, becameFull, inBranchFrom, memberships, transferMember
    case transferIntro, transferOn
    case statusSince, lastBranch, statusHistory, leaving, leavingTransferredOut, leavingParty, leavingExpelled
    case leavingDied, leaveMember, leaveMemberIntro, leftOn, documentNumber, documentNumberHint, endsHoldings
    case leader, leaderHint, leaderSince, recordLeader, recordLeaderIntro
    case leaderLife, leaderLifeTitle, leaderLifeNote, leaderEntitled, leaderPresent
    case floatMember, floatMemberIntro, floatsFrom, returnMember, returnMemberIntro, returnedOn, backBranchHint
    case membersLeft, membersHere, membersLeftNone, latePaperReason, latePaperReasonHint
    case phone, phoneOnce, recordPhone, recordPhoneIntro, disclosePhone, disclosePhoneIntro

    // MARK: - Areas

    case area, areaCode, areaName, areaKind, kindNightMarket, kindFarmersMarket, kindMainRoad, kindCommunity
    case kindTransportHub, kindSchool, kindPark, kindOffice, kindOther, areasTitle, areasInAll, areasNone
    case boundary, established, retired, newArea, changeArea, retireArea, retireAreaIntro

    // Who answers for it, and for what.
    case holder, holderInBrackets, holdersTitle, holdersNone, assignArea, assignAreaIntro, tasks, taskObjective
    case taskMeasure, taskDue, tasksHint, assignReasonHint

    // Several who answer for it.
    case assignAreaEndsAll, assignBeside, assignBesideIntro, handOver, handOverIntro, insteadOf, endAssignment
    case endAssignmentIntro, besideOthers

    // MARK: - Assessment

    // A month.
    case tabProgress, tabScores, tabAdjustments, tabRanking, tabNotice, tabAssessors, monthPages, monthShow, cycleTitle
    case cyclesNone, openMonth, statusOpen, statusClosed, statusPosted, statusStood, statusFinal
    case statusWithoutAward, statusUnopened, due, dueDate, progressSaid, complete, vetoed, vetoedAreas
    case missingHolder, missingTier, lackingHolders, closeMonth, closeMonthIntro, postMonth, postMonthIntro
    case finaliseMonth, finaliseMonthIntro, endWithoutAward, endWithoutAwardIntro, withoutAwardReason, postedOn
    case noticeEnds
    case warningEarlierOpen, warningIncomplete, warningHolidays, warningNoWinner
    case noticeMonthOpened, noticeMonthClosed, noticeMonthPosted, noticeMonthFinal, noticeMonthWithoutAward
    case incompleteAreas, incompleteAreasHint, outcomeUnranked
    case incompleteReason, reopenMonth, reopenMonthIntro, noticeMonthReopened, prolongNotice, prolongNoticeIntro
    case noticeNoticeProlonged, remarkProlonged

    // Who is missing.
    case awaitedTitle, awaitedIntro, awaitedText, awaitedTextLine, awaitedAnybody, sheetsCounted, progressByTier
    case tierProgress, nameAssessors, nameAssessorsIntro, namingStanding, namingStandingHint, namedAssessors, namingNone
    case scoredBy, assessorsTitle, assessorsAny, assessorsOfficers, assessorsNamed
    case copyText, copied

    // What stands on a month beside its figures.
    case monthRemarks, remarkIncomplete, remarkReopened, remarkHolder, remarkUncounted, remarkPublic
    case remarkPublicPart, uncountedHolder, uncountedNotHolder, uncountedLeft, uncountedNotYet
    case uncountedNotMember, uncountedNoLeader, uncountedNoOfficer, uncountedNotNamed
    case departureEstablished, departureRetired, departureMoved
    case markUncounted, markSinceReopening
    case remarkWithdrawn, remarkWithdrawnPart
    case remarkLatePaper, remarkStands, remarkCounts, lateGaveUp, lateTransferred, lateLeft, lateReturned
    case lateAppointed, lateRelieved

    // Scores.
    case tier, tierSelf, tierGroup, tierBranch, tierPublic, enterScores, saveScores, noticeScoresSaved
    case scoresIntro, scoresIntroLate, scoresWhose, scoresNotTheirs, scoresNone, scoresClosed, scoresClosedNone
    case schemeExample, schemeExampleIntro, exampleArea, totalsGiven
    case declareRecusal, declareRecusalIntro, declareRecusalIntroOffice, recusalAssessor, recusalHolder, recusalGround
    case recusalFrom, recusalUntil, recusalUntilHint, groundHousehold, groundStandingIn, groundOther, remarkRecusal
    case uncountedRecused
    case assessorsIntro, assessorsNone, meanGiven, comparedAreas, distanceFromOthers
    case closingChanges, closingChangesShow, closingChangesIntro, closingChangesDays, closingChangesReopened
    case closingChangesWinner, closingChangesOthers, closingChangesOf, closingChangesNone, closingTotal, closingWhat
    case closingBy, phaseLate, phaseLastDays, phaseReopened, sheetsEntered, sheetsRevised, sheetsTakenBack
    case adjustmentsEntered, adjustmentsRevised, adjustmentsTakenBack, wasEntered, wasRevised, wasTakenBack
    case proposedFrom, proposedFromLabel, proposalsTitle, proposalsIntro, proposalWhat, proposalSaid, proposalOpen
    case proposalConfirm, proposalConfirmLabel, proposalReason
    case assessor, assessorSelf, assessorWhose, assessorLabel, assessorShow, labelsEntered, guidance
    case maximumPoints, cellLabel, comment, commentLabel, lateReason, lateReasonHint, revisionReason
    case revisionReasonLabel, sheetHidden, sheetStands, sheetRevision, rowsWrong, pasteLeft, draftRestored
    case offline, paperForms, paperFormHeading, paperFormRule, paperFormWho
    case withdrawSheets, withdrawSheetsIntro, withdrawSheetsNone, withdrawSheetsChoice, withdrawnSheets
    case noticeSheetsWithdrawn

    // Criteria that start from a base.
    case lostFor, lostForLabel, lostForHint, cellNoCause, modeTitle, modePoints, modeBase, causes, losesBy
    case losesByOthers, paperContent, paperStandard, paperReasons

    // Against both neighbours.
    case reasonBelow, reasonUp, reasonDown

    // What an item of the rubric asks for.
    case pointsGiven, level, event, eventHint, markEvent, markDocument, markCountsUnder, documentRule, documentNone
    case documentOptional, documentRequired, byDecision, itemsHint
    case pasteTitle, pasteSummary, pasteSummaryRefused, pasteNothing, pasteRow, pasteRefused, pasteUnused
    case pasteColumn, pasteComma, pastePassed, pasteColumnsLeft, pasteNoName, pasteNoHolder, pasteSeveral
    case pasteOther, pasteHeldBy, pasteNowhere, pasteTwice, pasteNoPoints, pasteTotal, pasteOver, pasteMaximum
    case pasteDouble, pasteNoCriteria, pasteWide, pasteConfirm, pasteCancel, pasteDone
    case cellOver, cellNoPoints, cellLow, cellBefore, cellAfter, areaBefore, areaAfter, undoEntry, keyDelete
    case scoresKeys, sheetsWhose, assessorHolders

    // Bonuses, deductions and vetoes.
    case kindBonus, kindDeduction, kindVeto, adjustmentKind, adjustmentItem, adjustmentNew, adjustmentsNone
    case recordAdjustment, revise, reviseLabel, withdraw, withdrawalReason, markLate, markRevised, markRevision
    case times, worth, worthCapped, worthInAll, itemWorth, eventDate, eventDateHint, recorder, recorderHint, recordedBy
    case eventReason
    case noticeAdjustmentRecorded, noticeAdjustmentRevised, noticeAdjustmentWithdrawn

    // What the city-management platform and 12345 say of the areas.
    case tabFacts, factsIntro, factsNoPoints, factsTold, factsImport, recordFacts, recordFactsShort, recordFactsLabel
    case recordFactsIntro, recordFactsAgain, factsFiled, factsClosedInTime, factsRedone, factsComplaints
    case factsSubstantiated, factsCalledBack, factsSatisfied, factsInTimeShort, factsSubstantiatedShort
    case factsSatisfiedShort, factsLate, factsSinceClosing

    // The ranking, and why it is so.
    case place, placeNumber, final, weighted, bonuses, deductions, branchTier, trend, why, decidedFirst
    case decidedFinal, decidedDeductions, decidedBranchTier, decidedTrend, decidedShared, rankingOpen
    case rankingPreview, rankingWithoutAward, rankingNoWinner, rankingWinners, rankingWinnersFinal, winner
    case notRanked, unrankedTitle, causeIncomplete, causeVetoed, chartFinals, chartMonths, verdictPlace
    case verdictWinner, formula, formulaFloored, reasonFinal, reasonDeductions, reasonBranchTier, reasonTrend
    case reasonShared, trendNone, trendOver, bonusCapped, cappedFrom, recordedAt, howScored, weight, combination
    case combinationMean, combinationMedian, combinationTrimmedMean, sheetCount, score, share
    case adjustmentsCounted, sheetsTitle, points, eventsTitle, historyTitle, ruleLink

    // Branches side by side.
    case overviewSummary, completeAreas, rankedAreas, lowest, highest, spread, chartBranches, kindsTitle

    // The scheme.
    case scheme, schemes, schemesAbout, schemesNone, schemeCode, schemeDraft, schemePublished
    case schemeDifference, schemeSame, newScheme, newSchemeIntro, reviseScheme, reviseSchemeIntro, publishScheme
    case publishSchemeIntro, titleZh, titleEn, effectiveFrom, scoringDueDay, scoringDueDayHint, dayOfNextMonth
    case noticeDays, noticeDaysHint, workingDays, awardMinimum, awardsPerBranch, bonusCap, criteria, criterion
    case criteriaHint, maximum, fullMarks, tiersTitle, tiersHint, weightPercent, unitPoints, pointsEach
    case cap, capOfMonth, vetoes, noticeCountsPostingDay, noticeCountsPostingDayHint, rounding, roundingHint
    case roundingTiers, roundingFinal, trimFrom, trimFromHint, trimmedFrom, nothingTrimmed, sheetsUnseen, minimumSheets
    case maximumSheets, atLeastSheets, atMostSheets, missingSheets, schemeFormat, exactMean, reasonRounding

    // MARK: - Awards

    case noticeHeading, noticeDaysLeft, noticeOver, noticeEnded, noticeOpening, noticeWinners, noticeNoWinner
    case noticeClosing, noticeBody, noticeHours, noticeHoursHint, recordNoticeContact, recordNoticeContactIntro
    case noticeWays, noticeLettersArrive, noticeLettersPosted, postcode, letterDeadline, letterArrival, letterPostmark
    case hashTitle
    case honoursHeading, honoursNone, monthsWon, lastWon, monthsWithoutAward, monthsRanked, meanFinal, awardsTitle
    case certificate
    case certificateHeading, certificateRecipient, certificateCitation
    case snapshot, snapshots, snapshotsTitle, snapshotsLink, snapshotsIntro, snapshotsNone, snapshotSaid
    case snapshotExport, snapshotMonthExport, snapshotHolds, snapshotBroken, broughtTitle, broughtIntro, broughtLink
    case broughtButton, broughtUnreadable
    case objectionsTitle, objectionsIntro, objectionsNone, objectionTitle, objectionNumber, objectionKind
    case kindObjection, kindAppeal, objectionAbout, aboutSheet, aboutAdjustment, aboutArea, aboutProcess
    case objectionSheet, objectionAdjustment, objectionWay, wayVisit, wayLetter, wayTelephone, wayEmail, wayOwnPage
    case objectionReceivedOn, objectionReceivedOnHint, objectionGrounds, objectionAnonymous, objectionLead
    case objectionLeadHint, objector, objectorName, objectorHint, objectorContact, objectionTie, objectionTieHint
    case objectionTied, objectionToldOn, objectionOutcome, objectionFindings, objectionFindingsHint
    case objectionReasons, objectionReasonsHint, investigator, objectionDue, objectionDecidedOn, statusReceived
    case statusAdmitted, statusNotAdmitted, statusUpheld, statusPartlyUpheld, statusDismissed, statusTold
    case statusWithdrawn, objectionToldOutcome, remarkObjection, remarkUpheld, remarkMoves, remarkMoved, remarkStand
    case remarkUnranked, remarkAnew, objectionsCounted
    case registerObjection, appealTitle, appealIntro, admitObjection, admitIntro, refuseObjection, nameInvestigator
    case investigatorIntro, declareTie, decideObjection, decideIntro, decideChange, decideNothing, decideWithdraw
    case decideRevise, decideAdd, decideEventReason, decidePointsHint, tellObjection, tellIntro, withdrawObjection
    case decideConsequences, decideConsequencesHint, decideAnother, decidePreview, decideMovesNothing
    case decideWinnersChange, decideWinnersStay, decideNoticeAnew, decideNoticeStays, decideBefore, decideAfter
    case withdrawIntro, discloseObjector, discloseObjectorIntro, objectorOnce, objectionReceipt, objectionAnswer
    case receiptHeading, receiptBody, receiptDue, receiptEntered, answerHeading, answerBody, answerReasons
    case performanceTables, performanceIntro, performanceNone, publishPerformanceTable
    case publishPerformanceIntro, performanceTitle, performanceDocumentHint, performanceFirstYear
    case performancePerMonthWon, performanceMostForWins, performancePerVeto, performanceLeastMonths
    case performanceLeastMonthsHint, performanceMeanLevels, performanceMeanLevelsHint, performanceMeanFrom
    case performanceLevelPoints, performanceLevelSaid, performancePublished, performancePoints, performanceBasis
    case performanceWins, yearHonours
    case performanceBounded, performanceLevel, performanceNoLevel, performanceTooFew, performanceVetoes
    case statementTitle, statementLink, statementReference, statementSignature, statementNote, forReference, yearBasis
    case yearFigure, yearMonths, yearOutcome, yearOfBranches, yearVetoes, yearCorrected, yearMeanBasis
    case yearTrendBasis, yearWon, yearVetoed, yearIncomplete, yearObjectionsSaid, memberYearTitle
    case memberYearNone
    case revokeAward, revokeIntro, honourRevoked, monthsRevoked, monthsRevokedMark, revocation
    case eligibilityTitle, eligibilityIntro, eligibilityNumbersIntro, eligibilityNone, eligibilityNumber
    case eligibilityRecorded, eligibilitySteps, eligibilityStands, eligibilityEnded, eligibilityWithdrawn
    case eligibilityNoteTitle, eligibilityOnce, eligibilityKind, eligibilityKindSanction
    case eligibilityKindAppraisal, eligibilityKindInvestigation, eligibilitySanction, eligibilitySanctionHint
    case eligibilityFromHint, eligibilityUntilHint, eligibilityYear, eligibilityYearHint, eligibilityGrade
    case sanctionWarning, sanctionSeriousWarning, sanctionRemoval, sanctionProbation, sanctionAdministrative
    case sanctionOther, gradeBasicallyCompetent, gradeNotCompetent, recordEligibility, recordEligibilityIntro
    case endEligibility, endEligibilityIntro, eligibilityEndedOn, withdrawEligibility
    case withdrawEligibilityIntro, discloseEligibility, discloseEligibilityIntro, monthEligibilityIntro
    case monthEligibilityNone, eligibilityOutcome, eligibilityAwarded, eligibilityNotAwarded
    case eligibilityUndecided, eligibilityAwaited, eligibilityAll, eligibilityDecided
    case eligibilityDecisionRecorded, decideEligibility, decideEligibilityIntro, remarkWithheld
    case dutyEligibility, blockEligibility
    case ledgerTitle, ledgerHeading, ledgerNone, ledgerAward, honoursOutside, honourTitle, honourLevel
    case honourAwardedOn, honourIssuer, levelBranch, levelUnit, levelDistrict, levelCity, levelProvince
    case levelNational, recordHonour, withdrawHonour, withdrawHonourIntro, honourWithdrawn, recordPaper
    case recordPaperIntro, paperDated, paperReasonHint, paperCorrected

    // MARK: - Meetings

    case yearPreview, movedFrom, monthHasMeeting, monthIsPast, movedOffHoliday, movedOffWeekend, scheduleThese
    case meetingToCome
    case meetingsHeading, meetingsNone, meetingTitle, meetingTitleExtraordinary, meetingAbout, `where`, minutes
    case meetingSequence, meetingKind, meetingSecretaries, meetingStanding, meetingRegular, meetingExtraordinary
    case meetingScheduled, meetingMoved, meetingCancelled
    case meetingPast, meetingChanges, meetingBefore, meetingOnWeekend, meetingOnHoliday, scheduleMeeting
    case moveMeeting, cancelMeeting, cancelMeetingIntro
    case scheduleYear, scheduleYearIntro, meetingRule, meetingRuleHint, meetingRuleExample
    case warningScheduleHolidays, noticeScheduledWithoutHolidays, subscribe, calendarFile
    case calendarOfAll, calendarOfCommittee, calendarMeeting, calendarMeetingExtraordinary, calendarMovedReason
    case calendarFileNote, calendarAddressHeading, calendarAddressIntro, calendarAddressStands
    case calendarAddressMake, calendarAddressAgain, calendarAddressEnd, noticeCalendarAddressEnded
    case calendarAddressTitle, calendarAddressOnce, calendarAddressUse, calendarAddressBack
    case calendarCancelledReason, calendarOwn, calendarDue
    case meetingAnnualReview, meetingAssembly, meetingBranchCommittee, meetingGroup, meetingLecture, meetingThemeDay
    case meetingOrgLife, meetingOther, meetingAlso, meetingAlsoHint, meetingTheme, meetingChair, meetingRecorder
    case meetingPersonHint, meetingBegan, meetingEnded, meetingRoll, meetingSittingIn, meetingSittingInHint
    case meetingItems, meetingItemsHint, meetingDecisions, meetingDecisionsHint, meetingSigner, meetingDigest
    case meetingOnPaper, meetingAmendment, madeUpForm, madeUpFormHint, branchMeetings, branchMeetingsHeading
    case branchMeetingsNone, newBranchMeeting, newBranchMeetingIntro, openMeeting, openMeetingIntro, takeAttendance
    case takeAttendanceIntro, attendanceSave, attendanceMore, attendancePresent, attendanceExcused, attendanceAbsent
    case attendanceEntitled, attendanceLate, attendanceLeftEarly, attendanceDeputy, attendanceMadeUp
    case attendanceMadeUpOn, attendanceTally, attendanceVoting, attendanceTitle, attendanceNotTaken, quorumHalf
    case quorumMoreThanHalf, quorumFourFifths, quorumReached, quorumNotReached, writeMinutes, minutesTitle
    case minutesNone, minutesItem, minutesPlanned, minutesTaken, minutesSaid, minutesDissent, minutesDecision
    case minutesAnswerable, minutesDue, minutesTime, signMinutes, signMinutesIntro, signOnPaper, signOnPaperIntro
    case signatureOf, signatureOnPaper, signatureMissing, minutesLate, amendMinutes
    case amendMinutesIntro, amendmentNumber, makeUpMeeting, makeUpMeetingIntro, meetingOpened, meetingHeld
    case meetingSigned, meetingOf, meetingState
    case minutesMark, minutesIssue, minutesDraft, minutesPresent, minutesPaper, minutesAlike
    case amendmentLabel
    case placeFindings, findingsHeading, findingsIntro, findingsNone, findingsAll, findingsOpen, findingsOverdue
    case findingNumber, findingTitle, findingWhat, findingBranches, findingSource, findingMeeting, findingReference
    case findingReferenceHint, findingScope, findingDirection, findingCause, findingCategory, findingStandard
    case findingStandardHint, findingHandling, findingDue, findingDueHint, findingInterval, findingIntervalHint
    case findingOffice, findingAnswers, findingNobody, findingGivenOn, findingFirstDue, findingWasDue
    case findingNextReview, findingReportedOn, findingClosedOn, findingOthers, findingMeasures, findingMeasure
    case findingWho, findingMeasureDue, findingReport, findingEvidence, findingEvidenceHint, findingVerdict
    case findingVerdictHint, findingNewDue, findingRecheckedOn, findingRecheckOutcome, findingRecheckNote
    case findingRecheckHint, findingRecheckDueHint, findingHistory, findingStep, findingDueOn, findingDueMoved
    case findingDueSoon, findingExtended, findingRelapsed, findingClosedLate, findingOpen, findingMeasured
    case findingReported, findingReturned, findingClosed, findingWithdrawn, sourceMeeting, sourceInspection
    case sourceTalk, sourceAppraisal, sourceComplaint, sourceAudit, sourceSelf, scopeCommon, scopeIndividual
    case categoryCohesion, categoryActivityForms, categoryVanguardRole, categoryBridge, categoryOther
    case handlingImmediate, handlingByDate, handlingStanding, verdictClosed, verdictReturned, recheckStands
    case recheckRelapsed, stepGiven, stepMeasured, stepReported, stepExtended, stepWithdrawn, giveFinding
    case giveFindingIntro, giveOwnFindingIntro, measureFinding, reportFinding, reportFindingIntro, verifyFinding
    case verifyFindingIntro, extendFinding, extendFindingIntro, recheckFinding, recheckFindingIntro, withdrawFinding
    case withdrawFindingIntro
    case findingDone, dutyFinding, dutyReturnedFinding, dutyVerifyFinding
    case findingLedger, findingLedgerPrinted, importFindings
    case findingEscalation, findingEscalated, stageOverdue, stageSupervised, stageCirculated, escalationRemindDays
    case escalationRemindDaysHint, escalationSupervisedAt, escalationSupervisedAtHint, escalationCirculatedAt
    case escalationCirculatedAtHint, escalationOff, escalationOffHint, escalationMeetings, recordFindingEscalation
    case recordFindingEscalationIntro, dutySupervisedFinding, dutyCirculatedFinding, dutyCirculateFinding
    case agendaBecomes
    case planKind, planKindHint, planTitle, planTheme, planContent, planParticipants, planDue
    case planStandard, planStandardHint, planMadeFrom, planMadeFromHint, planAnswerable
    case planBranches, workResult, workReason, workReasonHint, workEvidence, workEvidenceHint
    case planOpen, workDone, workPartly, workNot, planWithdrawn, plansHeading, plansTitle, plansNone
    case planArranged, planOwn, planOffice, recordPlanItems, recordPlanItemsIntro, reportPlanItem
    case withdrawPlanItem, withdrawPlanItemIntro, stepsTaken, askTitle, askRequest, askStandard
    case askStandardHint, askDue, askAnswer, askSaid, askSaidHint, askAsked, askAccepted
    case askPartlyAccepted, askDeclined, askDone, askPartlyDone, askNotDone, askWithdrawn, asksTitle
    case asksIntro, asksOfYear, asksOpen, asksNone, makeAsk, makeAskIntro, answerAsk
    case recordAskResult, withdrawAsk, dutyPlanItems, dutyAnswerAsk, dutyFollowAsk
    case agenda, agendaCarriedOver, agendaPassingOn, agendaReports, agendaComments, agendaNextMonth, agendaExchange
    case agendaAsks, agendaDecisions, agendaPart, agendaNotes, agendaNotesHint, agendaTimes, agendaMinutes
    case agendaLeftOut, agendaLeftOutHint, agendaLine, agendaDigest, agendaPlanned, agendaNone, agendaFolded
    case agendaBranches
    case agendaDraft, agendaFrozen, agendaBranch, agendaNotOpened, editAgenda, editAgendaIntro
    case importAttendance, attendanceOnly, meetingAsked, attendanceFile, attendanceYear, branchAttendanceHeading
    case attendanceMeetingsHeld, attendanceYearNote, secretariesAttendance, secretariesAttendanceHeading
    case secretariesAttendanceIntro, secretariesAttendanceNone, attendanceCalledTo, attendanceAreas
    case orgLifeStep, orgLifeSteps, orgLifeDoneOn, orgLifeDoneHint, noteOrgLifeStep, orgLifeArranged, orgLifeLookedBack
    case orgLifeNotified, orgLifeHeld, orgLifeAttended, orgLifeFiled, orgLifeDay, meetingFindings
    case orgLifeNotedOn, orgLifeNotedAfterSigning
    case attendanceFindings, attendanceRecorded, memberAttendanceHeading, memberAttendanceNone, ownAttendance
    case meetingHost, noteDecisionResult, noteDecisionResultIntro, decisionSaid, decisionSaidHint, decisionResultSaid
    case meetingForm, meetingScale, outcomeChanged, outcomeHint, outcomeFor, outcomeSeenBy, lectureSpeaker, lectureTitle
    case lectureHours, activityStudy, activityDiscussion, activityVote, activityPractice, activityService, activityVisit
    case activityOath, activityReport, activitySmall, activityLarge
    case talksTitle, talksHeading, talksIntro, talksNone, talkDay, talkPlace, talkParties, talkWho, talkWith
    case talkOccasion, talkTopics, talkNextStep, talkNextStepHint, talkFollowUp, talkOutcome, talkDone, talkNotDone
    case talkToFollow, talkStands, talkWithdrawn, talkNote, talkNoteHint, talkNoteWritten, talkNoteDeleted, recordTalk
    case recordTalkIntro, reviseTalk, reportTalk, withdrawTalk, writeTalkNote, deleteTalkNote, deleteTalkNoteIntro
    case occasionYearly, occasionChangeOfPost, occasionCommended, occasionSetback, occasionSigns, occasionSanction
    case occasionAdmission, occasionGradeFedBack, occasionAskedFor, topicThought, topicWork, topicStudy, topicLife
    case topicIntegrity, dutyTalk, importTalks, pairsTitle, pairsHeading, pairsIntro, pairsIntroNoCommittee, pairsNone
    case pairsComplete, pairsMissing, pairsRelation, pairsWithinCommittee, pairsWithCommittee, pairsAmongMembers
    case pairsWith, pairsWithout, pairsCovered, pairsOpen
    case yearBook, yearBookMark, yearBookYear, yearBookFacts, yearBookOffices, yearBookRoster, yearBookPlan
    case yearBookMeetings, yearBookNumber, yearBookMovements, yearBookHonours, yearBookFindings, yearBookMonths
    case yearBookSummary, yearBookHeld, yearBookNone, yearBookDigest, movementJoined, movementBecameFull
    case movementCameIn, movementWentOver
    case handoversTitle, handoversNone, handoverMark, handoverPeople, handoverOutgoing, handoverIncoming
    case handoverIncomingHint, handoverSide, handoverDigest, handoverRemark, handoverDrafted, handoverHandedOver
    case handoverTakenOver, handoverWithdrawn, handoverSignatures, handoverSignedInPlace, handoverFindings
    case handoverPlans, handoverAsks, handoverObligations, handoverMonths, handoverMeetings, makeHandover
    case makeHandoverIntro, signHandover, signHandoverIntro, signHandoverInPlace, signInPlaceIntro, takeOverIntro
    case withdrawHandover, withdrawHandoverIntro, dutyHandover
    case mixTitle, mixHeading, mixKinds, mixActive, mixPassive, mixFelt, mixNote
    case subjectFocus, fociTitle, fociHeading, fociIntro, fociNone, focusNumber, focusTitle, focusTitleHint
    case focusKind, focusCampaign, focusDistrict, focusSeason, focusMonths, focusFrom, focusUntil, focusUntilHint
    case focusFromTo, focusSource, focusSourceHint, focusArea, focusServed, focusServedHint, focusStands
    case focusWithdrawn, focusRevised, focusServing, focusServingNone, focusEarlier, focusRecordKind, focusMeetings
    case focusShareTitle, focusShareHeading, focusShareIntro, focusServesSome, focusServesNone, focusNothing
    case focusCounted, setFocus, setFocusIntro, reviseFocus, withdrawFocus, withdrawFocusIntro

    // MARK: - Decisions

    case placeDecisions, roomDecisions, subjectMotion, motionsTitle, motionsHeading, motionsIntro, motionsNone
    case motionNumber, motionKind, motionKindHint, motionTitle, motionWording, motionWordingHint, motionOrigin
    case motionOriginHint, motionCommitteeOn, motionPapers, motionPeople, motionPeopleHint, motionStep
    case motionDiscussedOn, motionSaid, motionDissent, motionDissentHint, motionGeneral, motionAdmission
    case motionBecomingFull, motionExtension, motionCancellation, motionSanction, motionCommendation
    case motionNomination, motionBylaw, motionBrought, motionDiscussed, motionVoting, motionDecided
    case motionIsApproved, motionRefused, motionWithdrawn, motionAnswered, motionAnswerDue, motionAnswerDueBy
    case motionApproved, motionDocument, bringMotion, bringMotionIntro, discussMotion, enterOpinion
    case enterOpinionIntro, withdrawOpinion, openVote, openVoteIntro, countVote, countVoteIntro, recountVote
    case answerMotion, withdrawMotion, voteHeldOn, voteMethod, voteShowOfHands, voteSecretBallot, voteNamedBallot
    case voteRule, voteRuleGeneral, voteRuleAdmission, voteEntitled, voteEntitledSaid, voteWithout
    case voteWithoutHint, voteRoll, votePresent, voteQuorate, voteNotQuorate, voteBallotsVoid, voteUncounted
    case voteReplaced, voteHeading, voteResults, voteYes, voteNo, voteAbstained, voteInvalid, voteWrittenYes
    case voteCarried, voteFailed, voteBecause, voteChoice, opinionOf, opinionTakenBack, opinionReceivedOn
    case writtenOpinions, writtenOpinionsSealed, writtenOpinionsSaid, ballots, ballotsSaid, ballotsIssued
    case ballotsReturned, scrutineer, tellers, recountReason, recountReasonHint, resolution, resolutionMark
    case resolutionNumber, resolutionVote, resolutionCounts, resolutionWritten, resolutionFailed, resolutionSigned
    case dutyMotionCount, dutyMotionAnswer
    case subjectAppraisal, appraisalsTitle, appraisalsHeading, appraisalsIntro, appraisalsNone, appraisalTitle
    case appraisalYear, appraisalHeldOn, appraisalHeldOnHint, appraisalMeeting, appraisalWithProbationary
    case appraisalGraded, appraisalProbationary, appraisalNotGraded, ballotsValid, appraisalLines
    case appraisalGrades, appraisalMembers, appraisalDrafted, appraisalBalloted, appraisalCounted
    case appraisalProposed, appraisalDecided, appraisalClosed, appraisalTold, appraisalSigned, appraisalToldOn
    case appraisalToldBy, appraisalOnPaper, appraisalRemark, appraisalStatement, appraisalStatementHint
    case appraisalStatementSealed, appraisalReadStatement, appraisalStatementOn, appraisalStatementWritten
    case appraisalPeersSpoke, appraisalDecidedOn, appraisalExcellentReason, appraisalExcellentReasonHint
    case appraisalCorrectionReason, appraisalProposedGrade, appraisalDecidedGrade, appraisalCheckedOn
    case appraisalCheckedHint, appraisalCheckDocument, gradeExcellent, gradeCompetent, draftAppraisal
    case draftAppraisalIntro, enterAppraisalBallots, countAppraisal, countAppraisalIntro, proposeGrades
    case proposeGradesIntro, decideAppraisal, decideAppraisalIntro, correctAppraisal, correctAppraisalIntro
    case tellGrades, noteAppraisalSignatures, signAppraisal, writeAppraisalStatement, withdrawAppraisal
    case appraisalRecord, appraisalRecordMark, appraisalRecordBallots, appraisalCountsSheet
    case appraisalTooManyExcellent, appraisalExcellentSaid, appraisalUntold, appraisalUnsigned
    case appraisalBallotsSaid, appraisalAttendanceSaid, appraisalCommitmentsSaid, appraisalMove, appraisalAnew
    case appraisalInputs, appraisalInputsNote, appraisalOwnOnly, appraisalFile, appraisalFileOnly
    case importAppraisalCounts, dutyAppraisalSign, dutyAppraisalKeep, dutyAppraisalTell
    case rightsTitle, rightsHeading, rightsIntro, rightsMadeUseOf, rightsMotions, rightsVotes, rightsRounds
    case rightsCandidacies, rightsAppeals, rightsPresentSaid, rightsPapers, rightsOwnAppeals, rightsHours
    case rightFull, rightProbationary, rightSuspended, rightInformation, rightTraining, rightDiscussion
    case rightProposal, rightOversight, rightRecall, rightVoting, rightElecting, rightBeingElected, rightDefence
    case rightDissent, rightAppeal, rightAccusation
    case subjectElection, electionsTitle, electionsIntro, electionsNone, electionKind, electionKindHint
    case electionOfCommittee, electionOfSecretary, electionTitle, electionTitleHint, electionSeats, electionTermEnds
    case electionAsked, electionAgreed, electionNominated, electionElected, electionElectedOne, electionNot
    case electionRound, electionCandidates, electionCandidatesHint, electionFound, electionFoundHint
    case electionExcluded, electionExcludedHint, electionFourFifths, electionTeller, electionMarks, electionMark
    case electionOther, electionOthers, electionCountThere, electionDiffers, electionPapers, askForElection
    case askForElectionIntro, nominate, nominateIntro, openBallot, openBallotIntro, enterBallotCount
    case enterBallotCountIntro, settleElection, settleElectionIntro, withdrawElection, ballotFilled, ballotTooFew
    case ballotTied, ballotTiedOne, ballotsInvalid, ballotsCounted, dutyElectionCount, dutyElectionAnswer
    case electionPaperMissing, electionPaper1, electionPaper1Said, electionPaper2, electionPaper2Said
    case electionPaper3, electionPaper4, electionPaper5, electionPaper5Said, electionPaper6, electionPaper6Said
    case electionPaper7, electionPaper7Said, electionPaper8, electionPaper8Said, electionPaper9, electionPaper10
    case electionPaper11, electionPaper12, electionPaper12Said, electionPaper13, electionPaper14
    case electionPaper14Said, electionPaper15, electionPaper15Said
    case paperDigest
    case dutyTermEnds, dutyTermNear
    case subjectSecretBallot, secretBallotsTitle, secretBallotsIntro, secretBallotsNone, secretBallotKind
    case secretBallotStraw, secretBallotAppraisal, secretBallotTitle, secretBallotQuestion, secretBallotChoices
    case secretBallotChoicesHint, secretBallotMost, secretBallotProbationary, secretBallotGraded
    case secretBallotGradedHint, secretBallotLines, secretBallotRollOn, secretBallotEntitled, secretBallotDrafted
    case secretBallotIssuing, secretBallotVoting, secretBallotClosed, secretBallotWithdrawn, makeStrawVote
    case makeStrawVoteIntro, makeAppraisal, makeAppraisalIntro, issueBallots, issueBallotsIntro, issueBallotsAnew
    case issueBallotsAnewIntro, openBallotBox, openBallotBoxIntro, closeSecretBallot, closeSecretBallotIntro
    case withdrawSecretBallot, withdrawSecretBallotIntro, takeBallot, takeBallotIntro, ballotTakenTitle
    case ballotTakenOnce, ballotTakenLost, ballotTakenWhere, ballotCode, ballotCodeHint, ballotBoxTitle
    case ballotBoxIntro, ballotBoxNobody, ballotBoxNext, ballotBlank, ballotMarkChoices, ballotMarkGrades
    case castBallot, ballotIsCast, ballotIsCastSaid, ballotChosen
    case ballotsTakenSaid, ballotOwn, ballotOwnTaken, ballotsTooFew, ballotResultsOfOthers
    case ballotPromiseTitle, ballotPromise, ballotPromiseNot, ballotNeverFor, dutyTakeBallot, dutyOpenBox
    case dutyCloseBallot
    case countAppraisalByBallot
    case subjectSuggestion, suggestionsTitle, suggestionsHeading, suggestionsIntro, suggestionsNone, suggestionKind
    case suggestionKindHint, suggestionActivity, suggestionProcess, suggestionRules, suggestionSaid
    case suggestionAuthor, suggestionAnonymous, suggestionHandedInOn, suggestionAnswerDue, suggestionDueSaid
    case suggestionOpen, suggestionAnswered, suggestionAnswer, suggestionAnswerHint, suggestionAnsweredOn
    case suggestionOutcome, suggestionHeld, suggestionHeldSaid, suggestionStepNumber, handInSuggestion
    case handInSuggestionIntro, handInAnonymously, answerSuggestion, answerSuggestionAgain, answerSuggestionIntro
    case followSuggestion, holdSuggestion, holdSuggestionIntro, suggestionBoxTitle, suggestionBoxIntro
    case suggestionBoxNobody, suggestionBoxNot, suggestionCodeTitle, suggestionCodeOnce, suggestionCodeLost
    case suggestionCodeWhere, suggestionCode, suggestionAnswerTitle, suggestionAnswerIntro, readSuggestion
    case dutyAnswerSuggestion, dutySuggestionAnswered, rightsSuggestions

    // MARK: - Care

    case careTitle, careIntro, careNone, careCases, careConsent, careConsentHint, careRecognised, careRecogniser
    case careRecogniserHint, careNextVisit, careReviewDue, careKind, careCause, careCauseHint, careIncome
    case careIncomeHint, careSources, careNeeds, careReviewedOn, careAidWhat, careAidWhatHint, careAidValue
    case careAidValueHint, careAidSource, careAidOn, careAidBy, careVisitOn, careVisitWho, careVisitNext
    case careClosedOn, careWhy, careWhyHint, careStep, careKindOld, careKindBurden, careKindIllness
    case careKindDisaster, careKindBereavement, careKindOther, careNeedMoney, careNeedMedical, careNeedChild
    case careNeedLegal, careNeedLeave, careNeedPsychological, careNeedOther, careIncomeWages, careIncomePension
    case careIncomeAllowance, careIncomeFamily, careIncomeBusiness, careIncomeOther, careOpen, careClosed
    case careStepReview, careStepAid, careStepVisit, careStepWithdrawal, careStepWrong, careSourcePartyFee
    case careSourceFinance, careSourceUnion, careSourceDonation, careSourceOther, careTrace, careTraceSaid
    case careYuan, recordCare, recordCareIntro, reviewCare, reviewCareIntro, recordCareAid, recordCareVisit
    case closeCare, closeCareIntro, withdrawCareStep, withdrawCareStepIntro, careCountsTitle, careCountsIntro
    case careCountsNone, careCount, careFewer, careTotal, careTotalUntold, dutyCareVisit, dutyCareReview

    // MARK: - Cadence

    case cadenceRule, cadenceSubject, cadencePeriod, cadencePeriodHint, cadenceFrom, cadenceOff
    case cadenceOffHint, dueTitle, dueHeading, dueIntro, dueNone, dueBranches, dueCommittees, dueOwn, dueDone
    case dueDue, dueOverdue, dueExcused, dueOff, dueUntil, dueUntilSaid, dueCounted, dueCountSaid, dueFrom
    case dueTo, dueRequired, dueHave, dueReasonSaid, cadenceRules, cadenceRulesIntro, cadenceStrength
    case cadenceMark, strengthMust, strengthShould, strengthUsual, markSeen, markSecondary, markMemory
    case cadenceEvery, everyMonth, everyQuarter, everyHalfYear, everyYear, everyAppointment, boundCommittee
    case boundBranch, boundBranchWithCommittee, boundGroup, boundSecretary, boundMember, quarterSaid
    case halfYearFirst, halfYearSecond, yearSaid, quarterShort, halfYearFirstShort, halfYearSecondShort
    case yearShort, excuseTitle, excuseIntro, excusesTitle, withdrawExcuse, withdrawExcuseIntro
    case excuseGroupHint, switchTitle, switchIntro, switchesTitle, switchSaidOff, switchSaidOn, dutyRule
    case todayDueTitle, todayDueOffice, todayDueNone, todayDueMore
    case remindersTitle, mailHeading, mailIntro, mailWanted, mailAddress, mailAddressHint, mailNoAddress, mailLanguage
    case mailInChinese, mailInEnglish, mailOff, mailOnSaid, setMailReminder, setAccountMailReminder, accountMailIntro
    case mailRefusedSaid, mailOwnersSaid, mailFailed, digestSubject, digestDay, digestDueHeading, digestMeetingsHeading
    case digestFindings, digestPlans, digestAsks, digestEntries, digestOthers, digestLate, digestConsole, digestOff
    case digestBegun, digestSent, digestFailed, digestTries, burdenTitle, burdenIntro, burdenSummary, burdenNone
    case burdenRoleSaid, burdenKind, burdenBy, burdenByScheme, burdenByCommittee, burdenRecords, burdenDone
    case burdenFields, burdenOptional, burdenOptionalFields, burdenDerived, burdenAll, burdenOwnSheet
    case burdenGroupSheet, burdenBranchSheet, burdenPublicSheet, burdenMonth, burdenAdjustment, burdenFacts
    case burdenFinding, burdenPlanItem, burdenMeeting, burdenCommitteeMeeting, burdenAppraisal, mailAddressLost

    // MARK: - Ledgers

    case ledgersThisYear, ledgersOverdue, ledgerFindings, memberWork, memberHours
    case placeLedgers, ledgersTitle, ledgersIntro, ledgerStale, ledgerBetween, ledgerEmpty, ledgerRevise
    case ledgerBefore, ledgerEntered, ledgerYear, ledgerStepWord, subjectLedgerEntry, ledgerWord, roomLedgers
    case ledgerSeminar, ledgerPaper, ledgerInspection, ledgerExchange, ledgerExperience, ledgerTraining, ledgerDeed
    case ledgerPublicity, ledgerCommitment, ledgerCampaign, ledgerBylaw, ledgerRiskPost, ledgerConduct, enterDeed
    case enterPublicity, enterCommitment, enterPaper, enterSeminar, enterInspection, enterExchange, enterExperience
    case enterTraining, enterCampaign, enterBylaw, enterRiskPost, enterConduct, partDay, partDue, partArea
    case partMember, partPlace, partProvision, partWords, partOutcome, partResult, partAnswer, partStandard
    case partTitle, partReason, partSaidOn, partCheckedOn, partWhatWasDone, partMatter, partAskedOn, partSource
    case partForWhom, partIsManaged, partTrouble, partHandling, partTakenOnBy, partDoneOn, partCost, partAskedHow
    case partStillHelps, partTopic, partAudience, partAttendance, partRationale, partCarriedOut, partCaseTold
    case partQuestions, partSpeakers, partPromise, partTopicSet, partAuthor, partCoauthors, partQuestion, partMethod
    case partSources, partSummary, partReviewer, partTrueProblem, partGroundsEnough, partRemedyWorks, partGrade
    case partUntil, partTakingPart, partTheme, partBranch, partBasis, partGoals, partWhatStays, partEdition
    case partAdoptedOn, partAdoptedIn, partLookAgainBy, partContent, partPost, partFoundOn, partRisk
    case partGuardAgainst, partAnswerable, partFact, partSign, partSeenBy, partCircumstances, partArguments
    case partAgreed, partInspectionKind, partInspectors, partPresent, partDuration, partChecklist, partWhatWasFound
    case partShortcomings, partGoodPractice, partIsMended, partExchangeKind, partShown, partVisitors, partHostHours
    case partTakeHome, partInOneSentence, partProblem, partBackground, partConditions, partProcedure, partFigures
    case partWhatFailed, partContact, partCourse, partCategory, partTrainingForm, partLevel, partProvider, partHours
    case partCertificate, pickedOther, pickedVisit, pickedHotline, pickedRequest, pickedLetter, pickedResident
    case pickedShop, pickedStallholder, pickedCompany, pickedPupils, pickedColleagues, pickedAtOnce, pickedByDay
    case pickedInStages, pickedSatisfied, pickedPartlySatisfied, pickedDissatisfied, pickedOnPaper
    case pickedByTelephone, pickedInPerson, pickedFull, pickedPartly, pickedNotAtAll, pickedKeptPromise
    case pickedPartlyKept, pickedBrokenPromise, pickedBranchBuilding, pickedOfficersThinking, pickedFreeTopic
    case pickedGood, pickedFair, pickedPoor, pickedFirst, pickedSecond, pickedThird, pickedNotGraded
    case pickedGoodExample, pickedToBetter, pickedPlanned, pickedUnannounced, pickedCrossed, pickedRecheck
    case pickedOnSite, pickedObservation, pickedSymposium, pickedWeakCohesion, pickedSingleForm
    case pickedRoleAFormality, pickedFarFromPeople, pickedWasKept, pickedWasDropped, pickedTheory, pickedManagement
    case pickedLaw, pickedPartyWork, pickedPartySchool, pickedConcentrated, pickedCollective, pickedOnTheSpot
    case pickedOnline, pickedCountyOrAbove, pickedBureau, pickedOfBranch, entryRecorded, entryOpen, entryDone
    case entryConfirmed, entryApproved, entrySubmitted, entryGraded, entrySigned, entryFedBack, entryPublished
    case entryInForce, entryClosed, entryWithdrawn, takeDone, takeConfirmed, takeLookedAgain, takeApproved
    case takeSubmitted, takeReviewed, takeGraded, takeAdopted, takeKept, takeJudged, takeFollowedUp
    case takeCountersigned, takeFedBack, takeTakenHome, takePublished, takeTakenUp, takeTriedOut, takeReached
    case takeRenewed, takeEnded, takeWithdrawn
    case hoursTitle, hoursHeading, hoursConcentrated, hoursCollective, hoursUsual, hoursOpen, hoursNote
    case takeRemarked
    case secretaryYearTitle, secretaryYearHeading, secretaryYearNote, secretaryFindingsOpen, secretaryFindingsLate
    case ledgerOpinion, enterLedgerOpinion, takeAnswered, pickedDirection, pickedOverall, pickedPersonnel
    case pickedInterests, pickedRules, pickedSingleCase, pickedInFavour, pickedConditional, pickedOpposed
    case pickedSuggesting, pickedAdoptedWhole, pickedAdoptedPartly, pickedNotAdopted, partDecisionKind, partAskedBy
    case partPapersOn, partDiscussed, partDissent, partStance, partOpinion, partReceivedBy, partReply
    case checklists, checklistsIntro, checklistsNone, checklistTitle, checklistItemsHint, checklistCalled
    case checklistInForce, checklistNumber, checklistPublished, publishChecklist, publishChecklistIntro
    case subjectChecklist
    case ledgerOffer, enterOffer, partOffered, partAnsweredBy

    // MARK: - Diagnosis

    case roomDiagnosis, diagnosisTitle, diagnosisHeading, diagnosisIntro, diagnosisBounds, measuresTitle
    case measuresHeading, diagnosisLast, figureWord, figureValue, figureCounted, figureBound, figureStanding
    case figureRecords, figureNone, figureCountedSaid, figureAtLeast, figureAtMost, figureUnbounded
    case figureSource, figurePart, figureWhole, adviceTitle, diagnosisFinding, diagnosisPlanItem
    case diagnosisGrounds, diagnosisReference, diagnosisPlanTitle, committeeDiagnosisHeading
    case committeeDiagnosisNote, figuresTogether, headWeakCohesion, headSingleForm, headRoleAFormality
    case headFarFromPeople, headStaffing, headRoleDilution, headBusinessFirst, headMaterialOutlook
    case headLessInstruction, headLessUniform, headLessLarge, headTruthful, headVivid, headInnovative
    case figureMeetingsAttended, figureTalksCovered, figureFindingsInTime, figureMeetingsTakenPartIn
    case figureDifferentForms, figureMeetingsFelt, figureSmallMeetings, figureMonthsClosed
    case figureMonthsWithAward, figureDeedsTakenOn, figureDeedsInTime, figureDeedsSatisfied
    case figureDeedsStillHelping, figurePublicityFollowedUp, figureMonthsWithSecretary, figureMembersTrained
    case figureSecretariesWithPaper, figureDutiesDone, figureVotesAttended, figureOpinionsAdopted
    case figureSecretaryAttended, figurePlanItemsDone, figureMonthsFullTime, figureSecretaryMeetings
    case figureCommitmentsKept, figureDynamicsSeminars, figureRiskPostsGuarded, figureConductFollowedUp
    case figureGuidance, figureOwnPlanItems, figureSmallAndFelt, figureOutcomesVerified, figureKindsOfWork
    case figureExperiencesTakenUp, adviceSecretariesMeeting, adviceSeminars, advicePapers, adviceInspections
    case adviceExchange, adviceTraining, adviceLeadingGroup, adviceStyle, adviceDeeds, adviceVariety
    case adviceOutcomes, adviceCare, adviceCounterparts, adviceTakingPart, adviceRights, adviceTasks
    case adviceCampaigns, adviceEvaluation, adviceAreas, adviceBestArea, adviceHonours, standingWithin
    case standingNotice, standingConcern, standingNothing, standingTold, unitKinds, staffingTitle
    case staffingHeading, staffingIntro, staffingRatio, staffingRatioSaid, staffingBelow, staffingUsual
    case staffingAbove, staffingNobody, staffingOtherOffices, staffingAsked, staffingPlanItems, staffingCalled
    case staffingMinutes, staffingMinutesSaid, staffingNone, staffingNote, branchYear, branchYearMark
    case branchYearPlanDone, branchYearMonths, branchYearMonthsSaid, branchYearBest, branchYearMeetings
    case branchYearAttendance, branchYearAttendanceSaid, branchYearFindings, branchYearFindingsSaid
    case branchYearDeeds, branchYearDeedsSaid, branchYearPublicity, branchYearPublicitySaid
    case branchYearTraining, branchYearTrainingSaid, branchYearPapers, branchYearPapersSaid, branchYearMotions
    case branchYearMotionsSaid, branchYearElections, branchYearElectionsSaid, branchYearCampaign
    case branchYearOpen, branchYearOpenSaid, branchYearPeople, branchYearPart, branchYearResult

    // MARK: - Attachments

    case attachments, attachmentFile, attachmentSize, attachmentAdded, attachmentMore, attachmentChoose
    case attachmentHint, attach, attachmentNoFile, attachmentThere, attachmentTakenOff, attachmentRecord
    case attachmentDownload, withdrawAttachment, withdrawAttachmentIntro, attachmentStrays, attachmentHash
    case attachmentFormat, attachmentBytes, subjectAttachment

    // MARK: - Access

    // Signing in.
    case signIn, signOut, signInName, password, signInForgotten, codeTitle, codeIntro, codeOrRecovery
    case codeButton, codeStartOver, noticeSessionEnded, noticeSessionEndedTyped, noticeSignedOut
    case noticeCodeTooLate, noticeAnothersForm, problemWrongCredentials, problemTooManyTries, problemBusy
    case problemTooManyConflicts
    case passwordLinkTitle, passwordLinkIntro, passwordLinkButton, passwordHint, newPassword, newPasswordAgain
    case errorPasswordAgain, noticePasswordSet, linkSpentTitle, linkSpentIntro, linkSpentNext, linkSpentFirst

    // One's own account.
    case myAccount, backToAccount, accountPassword, accountPasswordIntro, accountPasswordButton, currentPassword
    case noticePasswordChanged, sessions, sessionBegan, sessionLastUsed, sessionAddress, sessionAgent
    case agentUnknown, sessionCurrent, sessionEnd, noticeSessionClosed
    case secondFactor, secondFactorOn, secondFactorOff, secondFactorCodesLeft, secondFactorSetUp
    case secondFactorRemoveIntro, secondFactorRemove, noticeSecondFactorRemoved, secondFactorTitle
    case secondFactorNeeded, secondFactorIntro, secondFactorBegin, secondFactorStepSecret
    case secondFactorScan, qrCode
    case secondFactorSecretIntro, secondFactorLink, secondFactorStepCode, secondFactorConfirm, secondFactorAgain
    case code, codeHint, recoveryTitle, recoveryIntro, recoveryOnce, recoveryDone
    case tokens, tokensIntro, tokensNone, tokenName, tokenExtent, tokenRead, tokenWrite, tokenMadeAt
    case tokenExpires, tokenLastUsed, tokenRevoke, tokenDays, tokenDaysHint, tokenNew, tokenMake, tokenMadeTitle
    case tokenMadeIntro, tokenMadeUse, noticeTokenRevoked

    // Accounts and roles.
    case accounts, accountsAbout, newAccount, newAccountIntro, newAccountNameHint, owner, accountTitle
    case accountTitleHint, accountOpen, accountClosed, accountWithoutPassword, closeAccount, reopenAccount
    case signOutAccount, makeLink, linkMadeTitle, linkMadeIntro, linkMadeUntil, resetSecondFactor, accessPolicy
    case letMembersIn, letMembersInIntro, linkSlipsTitle, linkSlipsIntro, linkSlipsNone, linkSlipSaid
    case linkSlipsSkipped, linkLocalOnly, skippedIsIn, skippedNameTaken
    case accessPolicyIntro, secondFactorRoles
    case role, roles, noRolesHeld, roleMember, roleGroupLeader, roleBranchOfficer, roleSecretary
    case roleCommitteeOfficer, roleCareOfficer, roleAuditor, roleAdministrator, roleFromOffice, scope, scopeBureau
    case scopeCommittee, scopeBranch, scopeGroup, grantRole, grantRoleIntro, endGrant, endGrantIntro
    case renewGrant, renewGrantIntro, roleGrantedBy, roleReadsOnly, roleLapsed, lapseRoleOfOffice
    case lapseHolderLeft, lapseGranterClosed, lapseGranterWithoutRole, roleFoundedBy, roleFounding

    // The first steps.
    case startTitle, startAbout, startHome, startGo, startOn, startIntro, startSaid, startComplete, startDone, startNext
    case startLater, startWho, startMissing, startOffice, startOfficeAbout, startOfficeIntro, startAuditor
    case startAuditorAbout, startAuditorIntro, startSignInNameHint, startLetIn, startInvited, startNotEntered
    case startCommittee, startCommitteeAbout, startCommitteeIntro, startCommitteeCodeHint, startScheme
    case startSchemeAbout, startSchemeDraft, startDraft, startOwnScheme, schemeTemplateFourTiers
    case schemeTemplateTwoTiers, schemeTemplateFromBase, schemeTemplateIntro, schemeTemplateFromHint
    case startBranches, startBranchesAbout
    case startMembers, startMembersAbout, startImport, startSecretaries, startSecretariesAbout, startAreas
    case startAreasAbout, startAccounts, startAccountsAbout, startMonth, startMonthAbout

    // MARK: - Bookkeeping

    // Working days.
    case calendar, calendarAbout, calendarHeading, calendarNone, dayOff, dayWorked, importCalendarStep

    // The audit.
    case audit, auditAbout, auditActor, auditActorName, auditNobody, auditAct, auditSubject, auditChange
    case auditBefore, auditAfter, auditHidden, auditNone, scoresOnly, verifyAudit, auditHolds, auditHoldsSince
    case auditBroken, auditEntries, auditSeals, auditUnsealed, auditCheckpoint, auditCheckpointHint
    case errorCheckpoint, checkpointTitle, checkpointIntro, checkpointCompare, checkpointMake, checkpointMade
    case checkpointMadeNote
    case actCreated, actChanged, actImported, actTransferred, actLeft, actFloated, actReturned, actAppointed, actEnded
    case actAssigned, actRetired
    case actPublished, actOpened, actRecorded, actRevised, actAdjusted, actWithdrawn, actClosed, actReopened, actPosted
    case actRenamed, actDissolved, actMerged, actSplit
    case actProlonged, actFinalised, actEndedWithoutAward, actScheduled, actMoved, actCancelled, actGranted, actLinked
    case actPasswordSet, actSignedIn, actSignedOut, actRefused, actSecured, actUnsecured, actDisclosed
    case actNormalised, actKept, normalisedApart
    case actExported, actBackedUp, actRestored, actVouched, vouchedSubject, vouchedRecords, secondFactorBegun
    case lastSealGivenUp, actRenewed
    case auditGone, auditEarlier, auditRevision, auditNewest, auditClock, calendarDays, calendarRemoved, sessionNumber
    case signedOutEverywhere, sessionsEnded, linksEnded, auditShown
    case subjectCommittee, subjectBranch, subjectGroup, subjectMember, subjectAppointment, subjectArea
    case subjectAssignment, subjectScheme, subjectCycle, subjectSheet, subjectAdjustment, subjectSnapshot
    case subjectAward, subjectNoticeContact, subjectMeeting, subjectCadenceExcuse, subjectCadenceSwitch
    case subjectCalendar, subjectFile, subjectAccount
    case subjectAssessorNaming, subjectRecusal, subjectPerformanceTable, actAccountClosed, actAccountOpened
    case subjectGrant, subjectToken, subjectCalendarAddress, subjectPolicy, subjectDatabase, subjectClock
    case subjectMailReminder

    // Spreadsheets that are brought in.
    case importTitle, importIntro, importList, importBranches, importMembers, importAreas, importScores
    case importAppointments, importAssignments
    case importAdjustments, importFacts, subjectFacts, monthListsOnly, importCalendar, importFile, importFileHint
    case importNoFile, importCheck
    case importConfirm, importConfirmNeeded
    case importTried, importDone, importRefused, importStopped, importTakesTooLong, importLine, importColumn
    case importFault
    case importReading, importSheet, importSheetHint, importFillDown, importFillDownHint, importEmptyClears
    case importStrict, importFull, importReplaceYear, importReplaceYearHint
    case importUnusedColumns, importUsedColumns, importMeansNothing, importAsHeading, importReadAs, importMeans
    case importPreviewTitle, importKept, importGone, importAnew, noticeImportOther, importRemoves, importDoubts
    case importLineNumber, importChange, importRecord, importDetail, importCreates, importChanges, importRemovesRow
    case importSpan, importEarlier, importLater, importOmitted, importRemarks, importMissing, importMissingMore
    case importCarryOut, importReread, importDiscard, importOtherFile, importOpens, newGroup
    case importBlanks, importBlanksIntro, importBlank
    case subjectObjection
    case auditProtected
    case subjectEligibility
    case importHonours, subjectHonour
    case actSigned, actAmended
    case subjectFinding, subjectFindingEscalation
    case importPlanItems, subjectPlanItem, subjectAsk, subjectTalk, subjectCare, subjectHandover

    // MARK: - Upkeep

    case upkeep, upkeepAbout, backups, backupsNone, backupsNote, backupFile, makeBackup, examine, examinedSound
    case backupOpenToOthers
    case examinedUnsound, checkFiles, checkSpace, checkKeys, checkPages, checkReferences, checkSchema
    case checkFields, checkClock, checkServer, auditedRecords

    // MARK: - Search

    case findWhat, findHint, findNothing, foundMonths, foundMeetings, foundAdjustments, foundSheets, foundAwards
    case foundWithdrawn, foundRevoked
}
