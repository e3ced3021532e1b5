import Domain
import Storage

// How figures are called, and what is advised about them; and where the program does it.

extension BranchFigure: Worded {
    var word: Word {
        switch self {
        case .meetingsAttended: .figureMeetingsAttended
        case .talksCovered: .figureTalksCovered
        case .findingsInTime: .figureFindingsInTime
        case .meetingsTakenPartIn: .figureMeetingsTakenPartIn
        case .differentForms: .figureDifferentForms
        case .meetingsFelt: .figureMeetingsFelt
        case .smallMeetings: .figureSmallMeetings
        case .monthsClosed: .figureMonthsClosed
        case .monthsWithAward: .figureMonthsWithAward
        case .deedsTakenOn: .figureDeedsTakenOn
        case .deedsInTime: .figureDeedsInTime
        case .deedsSatisfied: .figureDeedsSatisfied
        case .deedsStillHelping: .figureDeedsStillHelping
        case .publicityFollowedUp: .figurePublicityFollowedUp
        case .monthsWithSecretary: .figureMonthsWithSecretary
        case .membersTrained: .figureMembersTrained
        case .secretariesWithPaper: .figureSecretariesWithPaper
        case .dutiesDone: .figureDutiesDone
        case .votesAttended: .figureVotesAttended
        case .opinionsAdopted: .figureOpinionsAdopted
        case .secretaryAttended: .figureSecretaryAttended
        case .planItemsDone: .figurePlanItemsDone
        case .monthsFullTime: .figureMonthsFullTime
        case .secretaryMeetings: .figureSecretaryMeetings
        case .commitmentsKept: .figureCommitmentsKept
        case .dynamicsSeminars: .figureDynamicsSeminars
        case .riskPostsGuarded: .figureRiskPostsGuarded
        case .conductFollowedUp: .figureConductFollowedUp
        case .guidance: .figureGuidance
        case .ownPlanItems: .figureOwnPlanItems
        case .smallAndFelt: .figureSmallAndFelt
        case .outcomesVerified: .figureOutcomesVerified
        case .kindsOfWork: .figureKindsOfWork
        case .experiencesTakenUp: .figureExperiencesTakenUp
        }
    }
}

extension DiagnosisHead: Worded {
    var word: Word {
        switch self {
        case .weakCohesion: .headWeakCohesion
        case .singleForm: .headSingleForm
        case .roleAFormality: .headRoleAFormality
        case .farFromPeople: .headFarFromPeople
        case .staffing: .headStaffing
        case .roleDilution: .headRoleDilution
        case .businessFirst: .headBusinessFirst
        case .materialOutlook: .headMaterialOutlook
        case .lessInstruction: .headLessInstruction
        case .lessUniform: .headLessUniform
        case .lessLarge: .headLessLarge
        case .truthful: .headTruthful
        case .vivid: .headVivid
        case .innovative: .headInnovative
        }
    }
}

extension FigureStanding: Worded {
    var word: Word {
        switch self {
        case .within: .standingWithin
        case .notice: .standingNotice
        case .concern: .standingConcern
        case .nothingOnRecord: .standingNothing
        case .told: .standingTold
        }
    }
}

extension Countermeasure: Worded {
    var word: Word {
        switch self {
        case .secretariesMeeting: .adviceSecretariesMeeting
        case .seminars: .adviceSeminars
        case .papers: .advicePapers
        case .inspections: .adviceInspections
        case .exchange: .adviceExchange
        case .training: .adviceTraining
        case .leadingGroup: .adviceLeadingGroup
        case .style: .adviceStyle
        case .deeds: .adviceDeeds
        case .variety: .adviceVariety
        case .outcomes: .adviceOutcomes
        case .care: .adviceCare
        case .counterparts: .adviceCounterparts
        case .takingPart: .adviceTakingPart
        case .rights: .adviceRights
        case .tasks: .adviceTasks
        case .campaigns: .adviceCampaigns
        case .evaluation: .adviceEvaluation
        case .areas: .adviceAreas
        case .bestArea: .adviceBestArea
        case .honours: .adviceHonours
        }
    }
}

extension Countermeasure {
    /// The page on which it is done, and the operation that its reader may carry out.
    var room: (path: LocalPath, operation: Operation)? {
        func ledger(_ ledger: Ledger) -> (LocalPath, Operation) {
            let desk = LedgerDesk.of(ledger)
            return (desk.page, desk.list)
        }
        switch self {
        case .secretariesMeeting: return (.meetings, API.listMeetings)
        case .seminars: return ledger(.seminar)
        case .papers: return ledger(.paper)
        case .inspections: return ledger(.inspection)
        case .exchange: return ledger(.experience)
        case .training: return ledger(.training)
        case .leadingGroup: return ledger(.bylaw)
        case .style: return ledger(.conduct)
        case .deeds, .counterparts: return ledger(.deed)
        case .variety, .takingPart, .outcomes: return (.plans, API.listPlanItems)
        case .care: return (.careCounts, API.showCareCounts)
        case .rights: return (.motions, API.listMotions)
        case .tasks: return ledger(.commitment)
        case .campaigns: return ledger(.campaign)
        case .evaluation, .areas: return (.cycles, API.listCycles)
        case .bestArea, .honours: return (.honours, API.listHonours)
        }
    }
}
