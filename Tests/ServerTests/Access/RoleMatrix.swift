/// Who may do what, read off the design (§1, §2, §4) and not off the code: a row for each operation, a column for each
/// visitor of ``WideBureau``. What is asked for is of the branch A or the committee QA; those with a stroke are of B or
/// QB.
///
/// `ok` is done. 401: not signed in. 403: in scope, but not allowed. 404: out of scope, so not there. 422: the same of
/// what is named in the body or a file, or a file's row that its sender may not enter.
enum RoleMatrix {
    static let table = "\(own)\n\(LedgerMatrix.rows(LedgerMatrix.operations))"

    private static let own = """
                               nobody member member' leader officer secretary secretary' committee committee' office auditor administrator operator

        listCommittees           401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            ok
        createCommittee          401    403    422     403    403     403       422        ok        422        ok     403     403           ok
        showCommittee            401    ok     404     ok     ok      ok        404        ok        404        ok     ok      ok            ok
        changeCommittee          401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        listBranches             401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            ok
        createBranch             401    403    422     403    403     403       422        ok        422        ok     403     403           ok
        showBranch               401    ok     404     ok     ok      ok        404        ok        404        ok     ok      ok            ok
        changeBranch             401    403    404     403    403     ok        404        ok        404        ok     403     403           ok
        listGroups               401    ok     404     ok     ok      ok        404        ok        404        ok     ok      ok            ok
        listAppointments         401    ok     404     ok     ok      ok        404        ok        404        ok     ok      ok            ok
        appoint                  401    403    404     403    403     ok        404        ok        404        ok     403     403           ok
        appoint:secretary        401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        endAppointment           401    403    404     403    403     ok        404        ok        404        ok     403     403           ok
        endAppointment:secretary 401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        renameGroup              401    403    404     403    ok      ok        404        ok        404        ok     403     403           ok
        listBranchChanges        401    404    404     404    404     404       404        ok        404        ok     ok      ok            ok
        renameBranch             401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        dissolveBranch           401    404    404     404    404     404       404        ok        404        ok     403     403           ok
        mergeBranches            401    404    404     404    404     404       404        ok        404        ok     403     403           ok
        splitBranch              401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        importBranches           401    403    403     403    403     422       422        ok        422        ok     403     403           ok
        listMembers              401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            ok
        search                   401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            ok
        createMember             401    403    422     403    ok      ok        422        ok        422        ok     403     403           ok
        showMember               401    ok     404     ok     ok      ok        404        ok        404        ok     ok      ok            ok
        changeMember             401    403    404     403    ok      ok        404        ok        404        ok     403     403           ok
        recordPhone              401    403    404     403    ok      ok        404        ok        404        ok     403     403           ok
        disclosePhone            401    403    404     403    ok      ok        404        ok        404        ok     403     403           ok
        listMemberships          401    ok     404     ok     ok      ok        404        ok        404        ok     ok      ok            ok
        listMemberAppointments   401    ok     404     ok     ok      ok        404        ok        404        ok     ok      ok            ok
        transferMember           401    422    422     422    422     422       422        ok        422        ok     403     403           ok
        listStatusChanges        401    ok     404     ok     ok      ok        404        ok        404        ok     ok      ok            ok
        leaveMember              401    403    404     403    ok      ok        404        ok        404        ok     403     403           ok
        floatMember              401    403    404     403    ok      ok        404        ok        404        ok     403     403           ok
        returnMember             401    403    404     403    ok      ok        404        ok        404        ok     403     403           ok
        listLeaderChanges        401    ok     404     ok     ok      ok        404        ok        404        ok     ok      ok            ok
        recordLeader             401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        transferMembers          401    422    422     422    422     422       422        ok        422        ok     403     403           ok
        endAppointments          401    403    422     403    403     ok        422        ok        422        ok     403     403           ok
        importMembers            401    403    403     403    ok      ok        422        ok        422        ok     403     403           ok
        importAppointments       401    403    403     403    403     ok        422        ok        422        ok     403     403           ok

        listAreas                401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            ok
        createArea               401    403    422     403    ok      ok        422        ok        422        ok     403     403           ok
        showArea                 401    ok     404     ok     ok      ok        404        ok        404        ok     ok      ok            ok
        changeArea               401    403    404     403    ok      ok        404        ok        404        ok     403     403           ok
        retireArea               401    403    404     403    ok      ok        404        ok        404        ok     403     403           ok
        retireAreas              401    403    422     403    ok      ok        422        ok        422        ok     403     403           ok
        assignAreas              401    403    422     403    ok      ok        422        ok        422        ok     403     403           ok
        listAssignments          401    ok     404     ok     ok      ok        404        ok        404        ok     ok      ok            ok
        listAreaBranches         401    ok     404     ok     ok      ok        404        ok        404        ok     ok      ok            ok
        assignArea               401    403    404     403    ok      ok        404        ok        404        ok     403     403           ok
        endAssignment            401    403    404     403    ok      ok        404        ok        404        ok     403     403           ok
        importAreas              401    403    403     403    ok      ok        422        ok        422        ok     403     403           ok
        importAssignments        401    403    403     403    ok      ok        422        ok        422        ok     403     403           ok

        listSchemes              401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            ok
        importScheme             401    403    422     403    403     403       422        ok        422        ok     403     403           ok
        showScheme               401    ok     404     ok     ok      ok        404        ok        404        ok     ok      ok            ok
        publishScheme            401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        listAssessorNamings      401    403    404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        nameAssessors            401    403    404     403    403     ok        404        403       404        403    403     403           ok
        listRecusals             401    403    404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        declareRecusal           401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        listCycles               401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        openCycle                401    403    422     403    ok      ok        422        403       422        403    403     403           ok
        showCycle                401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        showCompleteness         401    403    404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        closeCycle               401    403    404     403    403     ok        404        403       404        403    403     403           ok
        reopenCycle              401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        listSheets               401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        submitSheet              401    ok     404     403    ok      ok        404        403       404        403    403     403           ok
        submitSheet:group        401    403    404     ok     ok      ok        404        403       404        403    403     403           ok
        submitSheet:other-group  401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        submitSheet:branch       401    ok     404     403    ok      ok        404        403       404        403    403     403           ok
        submitSheet:public       401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        withdrawSheets           401    ok     404     ok     ok      ok        404        403       404        403    403     403           ok
        importScores             401    ok     422     422    ok      ok        422        403       403        403    403     403           ok
        listAdjustments          401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        listAdjustments:open     401    403    404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        adjust                   401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        reviseAdjustment         401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        withdrawAdjustment       401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        importAdjustments        401    403    403     403    ok      ok        422        403       403        403    403     403           ok
        listFacts                401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        recordFacts              401    403    422     403    ok      ok        422        ok        422        ok     403     403           ok
        importFacts              401    403    403     403    ok      ok        422        ok        422        ok     403     403           ok
        showRankings             401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        explainArea              401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        compareAssessors         401    403    404     403    403     ok        404        ok        404        ok     ok      403           ok
        showClosingChanges       401    403    404     403    403     ok        404        ok        404        ok     ok      403           ok
        showProposals            401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        compare                  401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok

        listSnapshots            401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        showSnapshot             401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        exportMonth              401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        verifySnapshot           401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        verifyExport             401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            ok
        postCycle                401    403    404     403    403     ok        404        403       404        403    403     403           ok
        prolongNotice            401    403    404     403    403     ok        404        403       404        403    403     403           ok
        finaliseCycle            401    403    404     403    403     ok        404        403       404        403    403     403           ok
        endWithoutAward          401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        showNoticeContact        401    ok     404     ok     ok      ok        404        ok        404        ok     ok      ok            ok
        recordNoticeContact      401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        listChecklists           401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        publishChecklist         401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        listPerformanceTables    401    ok     404     ok     ok      ok        404        ok        404        ok     ok      ok            ok
        publishPerformanceTable  401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        listAwards               401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        certificateDocument      401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        noticeDocument           401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        listHonours              401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        listBranchYears          401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        listObjections           401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        registerObjection        401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        appeal                   401    ok     404     422    422     422       404        403       404        403    403     403           422
        showObjection            401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        discloseObjector         401    403    404     403    403     403       404        ok        404        ok     403     403           403
        admitObjection           401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        refuseObjection          401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        nameInvestigator         401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        declareTie               401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        decideObjection          401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        tellObjection            401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        withdrawObjection        401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        listEligibilityNotes     401    403    403     403    403     403       403        ok        ok         ok     ok      403           ok
        recordEligibilityNote    401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        discloseEligibilityNote  401    404    404     404    404     404       404        ok        404        ok     403     404           403
        endEligibilityNote       401    404    404     404    404     404       404        ok        404        ok     403     404           ok
        withdrawEligibilityNote  401    404    404     404    404     404       404        ok        404        ok     403     404           ok
        showEligibility          401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        decideEligibility        401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        showLedger               401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        recordHonour             401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        withdrawHonour           401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        listAwardPapers          401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        recordAwardPaper         401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        importHonours            401    403    403     403    403     403       403        ok        422        ok     403     403           ok
        revokeAward              401    403    404     403    403     403       404        ok        404        ok     403     403           ok

        scheduleYear             401    403    422     403    403     403       422        ok        422        ok     403     403           ok
        scheduleMeeting          401    403    422     403    403     403       422        ok        422        ok     403     403           ok
        listFindings             401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        giveFindings             401    403    422     403    422     422       422        ok        422        ok     403     403           ok
        giveFindings:self        401    403    422     403    ok      ok        422        ok        422        ok     403     403           ok
        showFinding              401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        measureFinding           401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        reportFinding            401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        verifyFinding            401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        extendFinding            401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        recheckFinding           401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        withdrawFinding          401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        importFindings           401    403    403     403    403     403       403        ok        422        ok     403     403           ok
        showFindingEscalation    401    ok     404     ok     ok      ok        404        ok        404        ok     ok      ok            ok
        recordFindingEscalation  401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        listMeetings             401    403    403     403    ok      ok        ok         ok        ok         ok     ok      403           ok
        showMeeting              401    403    404     403    ok      ok        404        ok        404        ok     ok      403           ok
        showAgenda               401    403    404     403    ok      ok        404        ok        404        ok     ok      403           ok
        editAgenda               401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        moveMeeting              401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        cancelMeeting            401    403    404     403    403     403       404        ok        404        ok     403     403           ok

        listCadenceRules       401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        listDue                401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        listObligations        401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        listExcuses            401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        excuseBranch           401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        listCommitteeExcuses   401    403    404     403    403     403       404        ok        404        ok     ok      403           ok
        showBurden             401    403    404     403    403     403       404        ok        404        ok     ok      403           ok
        excuseCommittee        401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        withdrawExcuse         401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        listRuleSwitches       401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        switchRule             401    403    404     403    403     ok        404        ok        404        ok     403     403           ok
        showDiagnosis            401    403    404     403    403     ok        404        ok        404        ok     ok      403           ok
        showBranchMeasures       401    403    404     403    403     ok        404        ok        404        ok     ok      403           ok
        showFigureRecords        401    403    404     403    403     ok        404        ok        404        ok     ok      403           ok
        showCommitteeDiagnosis   401    403    404     403    403     403       404        ok        404        ok     ok      403           ok
        showStaffing             401    403    404     403    403     403       404        ok        404        ok     ok      403           ok
        showYearAtAGlance        401    403    404     403    ok      ok        404        ok        404        ok     ok      403           ok
        yearAtAGlanceDocument    401    403    404     403    ok      ok        404        ok        404        ok     ok      403           ok

        meetingCalendar          401    403    403     403    ok      ok        ok         ok        ok         ok     ok      403           ok
        listBranchMeetings       401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        scheduleBranchMeeting    401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        scheduleBranchMeeting:group 401 403    404     ok     ok      ok        404        403       404        403    403     403           ok
        openMeeting              401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        showMeetingRecord        401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        showBranchAttendance     401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        showActivityMix          401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        showTrainingYear         401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        showSecretaryYears       401    403    404     403    ok      ok        404        ok        404        ok     ok      403           ok
        showMemberAttendance     401    ok     404     403    ok      ok        404        ok        404        ok     ok      403           ok
        listSecretariesAttendance 401   403    403     403    ok      ok        ok         ok        ok         ok     ok      403           ok
        listOrgLifeSteps         401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        noteOrgLifeStep          401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        noteDecisionResult       401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        importAttendance         401    403    403     403    ok      ok        404        403       404        403    403     403           ok
        minutesDocument          401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        showYearBook             401    403    404     403    ok      ok        404        ok        404        ok     ok      403           ok
        yearBookDocument         401    403    404     403    ok      ok        404        ok        404        ok     ok      403           ok
        listHandovers            401    403    404     403    403     ok        404        ok        404        ok     ok      403           ok
        showHandover             401    403    404     403    ok      ok        404        ok        404        ok     ok      403           ok
        makeHandover             401    403    404     403    403     ok        404        ok        404        ok     403     403           ok
        signHandover             401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        withdrawHandover         401    403    404     403    403     ok        404        ok        404        ok     403     403           ok
        handoverDocument         401    403    404     403    ok      ok        404        ok        404        ok     ok      403           ok
        takeAttendance           401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        writeMinutes             401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        signMinutes              401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        amendMinutes             401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        makeUpMeeting            401    403    404     403    ok      ok        404        403       404        403    403     403           ok

        listPlanItems            401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        showPlanItem             401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        recordPlanItems          401    403    422     403    403     ok        422        ok        422        ok     403     403           ok
        reportPlanItem           401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        withdrawPlanItem         401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        importPlanItems          401    403    403     403    403     ok        422        ok        422        ok     403     403           ok
        listFoci                 401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        showFocus                401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        setFocus                 401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        reviseFocus              401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        withdrawFocus            401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        showFocusShare           401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        listFocusShares          401    403    404     403    403     403       404        ok        404        ok     ok      403           ok
        listAsks                 401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        showAsk                  401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        makeAsk                  401    403    422     403    403     ok        422        403       422        403    403     403           ok
        answerAsk                401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        recordAskResult          401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        withdrawAsk              401    403    404     403    403     ok        404        403       404        403    403     403           ok

        listMotions              401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        showMotion               401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        bringMotion              401    403    422     403    ok      ok        422        403       422        403    403     403           ok
        discussMotion            401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        enterOpinion             401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        withdrawOpinion          401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        openVote                 401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        countVote                401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        answerMotion             401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        withdrawMotion           401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        resolutionDocument       401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok

        listElections            401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        showElection             401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        askForElection           401    403    422     403    ok      ok        422        403       422        403    403     403           ok
        answerElection           401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        nominate                 401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        openBallot               401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        enterBallotCount         401    403    404     403    ok      409       404        403       404        403    403     403           ok
        settleElection           401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        withdrawElection         401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        electionDocument         401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok

        listSecretBallots        401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        showSecretBallot         401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        makeSecretBallot         401    403    422     403    ok      ok        422        403       422        403    403     403           ok
        issueBallots             401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        issueBallotsAnew         401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        takeBallot               401    ok     404     ok     ok      ok        404        409       404        409    409     403           409
        openBallotBox            401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        readBallot               ok     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            ok
        castBallot               ok     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            ok
        closeSecretBallot        401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        withdrawSecretBallot     401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        listSuggestions          401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        showSuggestion           401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        handInSuggestion         401    ok     ok      ok     ok      ok        ok         403       403        403    403     403           403
        handInAnonymously        ok     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            ok
        readSuggestion           ok     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            ok
        answerSuggestion         401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        followSuggestion         401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        holdSuggestion           401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        listAppraisals           401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        showAppraisal            401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        draftAppraisal           401    403    422     403    ok      ok        422        403       422        403    403     403           ok
        enterAppraisalBallots    401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        countAppraisal           401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        importAppraisalCounts    401    403    403     403    ok      ok        404        403       403        403    403     403           ok
        proposeGrades            401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        decideAppraisal          401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        correctAppraisal         401    403    404     403    ok      ok        404        403       404        403    403     403           409
        tellGrades               401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        noteAppraisalSignatures  401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        signAppraisal            401    ok     404     ok     ok      ok        404        403       404        403    403     403           403
        writeAppraisalStatement  401    ok     404     ok     ok      ok        404        403       404        403    403     403           403
        showAppraisalStatement   401    ok     404     ok     ok      ok        404        403       404        403    403     403           403
        withdrawAppraisal        401    403    404     403    ok      ok        404        403       404        403    403     403           ok
        appraisalDocument        401    403    404     403    ok      ok        404        ok        404        ok     ok      403           ok

        showMemberRights         401    ok     404     403    ok      ok        404        ok        404        ok     ok      403           ok

        listTalks                401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok
        showTalk                 401    ok     404     404    404     ok        404        ok        404        ok     ok      404           ok
        recordTalk               401    ok     422     403    403     ok        422        403       422        403    403     403           ok
        reviseTalk               401    ok     404     404    404     ok        404        403       404        403    403     404           ok
        reportTalk               401    ok     404     404    404     ok        404        403       404        403    403     404           ok
        withdrawTalk             401    ok     404     404    404     ok        404        403       404        403    403     404           ok
        showTalkNote             401    ok     404     404    404     403       404        403       404        403    403     404           403
        writeTalkNote            401    ok     404     404    404     403       404        403       404        403    403     404           403
        deleteTalkNote           401    ok     404     404    404     403       404        403       404        403    403     404           403
        showTalkPairs            401    403    404     403    403     ok        404        ok        404        ok     ok      403           ok
        listCareCases            401    403    403     403    403     ok        ok         403       403        403    403     403           403
        recordCareCase           401    403    422     403    403     ok        422        403       422        403    403     403           403
        showCareCase             401    404    404     404    404     ok        404        404       404        404    404     404           403
        reviewCareCase           401    404    404     404    404     ok        404        404       404        404    404     404           403
        recordCareAid            401    404    404     404    404     ok        404        404       404        404    404     404           403
        recordCareVisit          401    404    404     404    404     ok        404        404       404        404    404     404           403
        closeCareCase            401    404    404     404    404     ok        404        404       404        404    404     404           403
        withdrawCareStep         401    404    404     404    404     ok        404        404       404        404    404     404           403
        showCareCounts           401    403    403     403    ok      ok        ok         ok        ok         ok     403     403           403
        importTalks              401    403    403     403    403     ok        422        403       403        403    403     403           ok

        showCalendarAddress      401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            403
        makeCalendarAddress      401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           403
        endCalendarAddress       401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      404           403
        showMailReminder         401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            403
        setMailReminder          401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            403
        showAccountMailReminder  401    403    404     403    403     403       404        403       404        403    403     ok            ok
        setAccountMailReminder   401    403    404     403    403     403       404        403       404        403    403     ok            ok
        listDigests              401    403    403     403    403     403       403        403       403        403    403     ok            ok
        previewDigests           401    403    403     403    403     403       403        403       403        403    403     ok            ok
        sendDigests              401    403    403     403    403     403       403        403       403        403    403     ok            ok

        signIn                   ok     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            ok
        setPassword              ok     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            ok
        showSession              401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            403
        signOut                  401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            403
        listSessions             401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            403
        endSession               401    ok     404     404    404     404       404        404       404        404    404     404           403
        changePassword           401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            403
        beginSecondFactor        401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            403
        confirmSecondFactor      401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            403
        removeSecondFactor       401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            403
        listTokens               401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            403
        makeToken                401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            403
        revokeToken              401    ok     404     404    404     404       404        404       404        404    404     404           403
        listAccounts             401    403    403     403    403     ok        ok         ok        ok         ok     ok      ok            ok
        createAccount            401    403    422     403    403     403       422        403       422        403    403     ok            ok
        showAccount              401    403    404     403    403     ok        404        ok        404        ok     ok      ok            ok
        closeAccount             401    403    404     403    403     403       404        403       404        403    403     ok            ok
        reopenAccount            401    403    404     403    403     403       404        403       404        403    403     ok            ok
        signOutAccount           401    403    404     403    403     403       404        403       404        403    403     ok            ok
        resetSecondFactor        401    403    404     403    403     403       404        403       404        403    403     ok            ok
        makePasswordLink         401    403    404     403    403     403       404        403       404        403    403     ok            ok
        letFirstIn               401    403    403     403    403     403       403        403       403        403    403     403           ok
        letMembersIn             401    403    404     403    403     403       404        403       404        403    403     ok            ok
        grantRole                401    403    422     403    403     403       422        ok        422        ok     403     403           ok
        grantRole:administrator  401    403    404     403    403     403       404        403       404        403    403     ok            ok
        grantRole:office         401    422    422     422    422     422       422        422       422        422    422     422           422
        endGrant                 401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        renewGrant               401    403    404     403    403     403       404        ok        404        ok     403     403           ok
        showAccessPolicy         401    403    403     403    403     ok        ok         ok        ok         ok     ok      ok            ok
        setAccessPolicy          401    403    403     403    403     403       403        403       403        403    403     ok            ok

        addAttachment            401    403    403     403    ok      ok        422        ok        422        ok     403     403           ok
        addAttachment:deed       401    403    403     403    ok      ok        422        403       422        403    403     403           ok
        addAttachment:plan       401    403    403     403    ok      ok        422        ok        422        ok     403     403           ok
        addAttachment:meeting    401    403    403     403    ok      ok        422        403       422        403    403     403           ok
        listAttachments          401    ok     422     ok     ok      ok        422        ok        422        ok     ok      403           ok
        showAttachment           401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        downloadAttachment       401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok
        withdrawAttachment       401    403    404     403    ok      ok        404        ok        404        ok     403     403           ok

        listAudit                401    403    403     403    403     403       403        403       403        403    ok      403           ok
        verifyAudit              401    403    403     403    403     403       403        403       403        403    ok      ok            ok
        makeAuditCheckpoint      401    403    403     403    403     403       403        403       403        403    ok      ok            ok
        makeBackup               401    403    403     403    403     403       403        403       403        403    403     ok            ok
        listBackups              401    403    403     403    403     403       403        403       403        403    403     ok            ok
        examineDatabase          401    403    403     403    403     403       403        403       403        403    403     ok            ok
        listCalendarDays         401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            ok
        importCalendar           401    403    403     403    403     403       403        403       403        ok     403     403           ok
        describe                 ok     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok            ok
        """

    /// What each visitor finds in each list, of all that there is: of branches A, B and C, or of committees j (JG), a (QA)
    /// and b (QB). A month that is open has no figures, so they are lists of what is closed. `-`: not theirs to list.
    static let lists = "\(ownLists)\n\(LedgerMatrix.rows(LedgerMatrix.lists))"

    private static let ownLists = """
                               member member' leader officer secretary secretary' committee committee' office auditor administrator operator

        listCommittees           ja     jb      ja     ja      ja        jb         ja        jb         jab    jab     jab           jab
        listBranches             A      B       A      A       A         B          AC        B          ABC    ABC     ABC           ABC
        listMembers              A      B       A      A       A         B          AC        B          ABC    ABC     ABC           ABC
        search                   A      B       A      A       A         B          AC        B          ABC    ABC     ABC           ABC
        listAreas                A      B       A      A       A         B          A         B          AB     AB      AB            AB
        listSchemes              ja     jb      ja     ja      ja        jb         ja        jb         jab    jab     jab           jab
        listCycles               A      B       A      A       A         B          A         B          AB     AB      -             AB
        listFacts                A      B       A      A       A         B          A         B          AB     AB      -             AB
        showRankings             A      B       A      A       A         B          A         B          AB     AB      -             AB
        compare                  A      B       A      A       A         B          A         B          AB     AB      -             AB
        listSnapshots            A      B       A      A       A         B          A         B          AB     AB      -             AB
        exportMonth              A      B       A      A       A         B          A         B          AB     AB      -             AB
        listAwards               A      B       A      A       A         B          A         B          AB     AB      -             AB
        listHonours              A      B       A      A       A         B          A         B          AB     AB      -             AB
        showLedger               A      B       A      A       A         B          A         B          AB     AB      -             AB
        listEligibilityNotes     -      -       -      -       -         -          a         b          ab     ab      -             ab
        listBranchYears          A      B       A      A       A         B          A         B          AB     AB      -             AB
        listObjections           A      B       A      A       A         B          A         B          AB     AB      -             AB
        listFindings             A      B       A      A       A         B          A         B          AB     AB      -             AB
        listMeetings             -      -       -      ja      ja        jb         ja        jb         jab    jab     -             jab
        meetingCalendar          -      -       -      ja      ja        jb         ja        jb         jab    jab     -             jab
        listDue                  A      B       A      A       A         B          ACa        Bb         ABCabj ABCabj  -             ABCabj
        listPlanItems            A      B       A      A       A         B          A         B          AB     AB      -             AB
        listAsks                 A      B       A      A       A         B          A         B          AB     AB      -             AB
        listCareCases            -      -       -      -       A         B          -         -          -      -       -             -
        listMotions              A      B       A      A       A         B          A         B          AB     AB      -             AB
        listElections            A      B       A      A       A         B          A         B          AB     AB      -             AB
        listSecretBallots        A      B       A      A       A         B          A         B          AB     AB      -             AB
        listTalks                A      -       -      -       A         B          A         B          AB     AB      -             AB
        listAccounts             -      -       -      -       A         B          A         B          ABj    ABj     ABj           ABj
        """

    struct Row: Sendable {
        /// The operation's id, and after a colon which of its cases.
        let name: String
        let expected: [(visitor: String, what: String)]

        var operation: String { String(name.prefix { $0 != ":" }) }
    }

    static func rows(of table: String) -> [Row] {
        let lines = table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }.filter {
            !$0.isEmpty
        }
        return lines.dropFirst().map { words in
            Row(name: words[0], expected: zip(lines[0], words.dropFirst()).map { (visitor: $0, what: $1) })
        }
    }
}
