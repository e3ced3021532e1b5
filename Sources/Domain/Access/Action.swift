/// What somebody may do, as far as permission is concerned: the columns of the table in ``Role/actions``.
///
/// An operation of the API is permitted by one of these, or by being about the caller's own account alone.
package enum Action: String, CaseIterable, Hashable, Sendable {
    /// Branches, groups, members by name, who holds which office and which area.
    case readOrganisation
    /// Committees, their schemes, the holiday calendar: what those below a committee go by.
    case readCommittees
    /// Which months are open, closed, posted, and what the platform says of their areas. No figures of the assessment.
    case readMonths
    /// How complete an open month is, and what was adjusted in it.
    case readProgress
    /// Rankings, sheets, adjustments, snapshots, awards and honours, once a month is closed.
    case readResults
    /// Every sheet of a month that is closed, though fewer than three scored in the tier.
    case readAllSheets
    /// How those who scored in a closed month did so, side by side.
    case compareAssessors
    /// Of which earlier meetings the minutes of one nearly repeat what they say.
    case compareMinutes
    /// The ranking of a month that is still open, marked as a preview. The operator's alone.
    case previewOpenMonths
    /// When the secretaries meet, and what came of it.
    case readMeetings
    /// When a branch meets, who was there, and the minutes.
    case readBranchMeetings
    /// What was found wanting in a branch, and what becomes of it.
    case readFindings
    /// What the rules ask of branches and committees, and what is done of it.
    case readCadence
    /// What branches are to do in a month, and what they ask of their committees.
    case readPlans
    /// Who talked with whom in a branch, when and on what occasion; never what a note on it says.
    case readTalks
    /// What branches keep of their work that their members read too.
    case readLedgers
    /// What they keep that is of their secretary and officers alone: papers that are still under review.
    case readOfficersLedgers
    /// Who has an account, and what it may do.
    case readAccounts
    /// What was done by whom.
    case readAudit

    /// Committees, and the founding of branches.
    case manageCommittees
    case manageBranches
    case manageMembers
    /// Areas, and who answers for them.
    case manageAreas
    /// Secretaries.
    case appointSecretaries
    /// The other offices of a branch, and its group leaders.
    case appointOfficers
    /// A member's phone number in full, for a reason.
    case unmaskPhones

    /// The assessment's rubric.
    case manageSchemes
    /// Days off and days worked instead.
    case manageCalendar
    case openMonths
    /// A sheet as its own assessor: of the own area, or in the branch tier.
    case enterOwnScores
    /// A sheet of the group tier, as the group's leader.
    case enterGroupScores
    /// Anybody's sheet: those on paper, the public's, a spreadsheet's.
    case enterScores
    case adjust
    /// What the city-management platform and 12345 say of an area's month: facts, no points.
    case recordFacts
    case closeMonths
    /// Who scores in a tier, where the scheme leaves that to the branch.
    case nameAssessors
    /// Posting, finalising, ending without award.
    case publishMonths
    /// What would change a month that is over or has sheets: who held an area in it, opening it again, ending it without
    /// the award that it brought.
    case overruleMonths
    /// Appealing, about an area of one's own.
    case appeal
    /// Receiving, investigating and deciding objections to what is posted, and knowing who objected.
    case receiveObjections
    /// Taking an honour back that a final month brought.
    case revokeHonours
    /// Honours from outside, and under which paper an award was given.
    case keepHonours
    /// What is on record of a member that is weighed before an honour becomes final, and the decision on it.
    case examineEligibility
    /// A committee's meetings: arranging and recording them.
    case scheduleMeetings
    /// A branch's meetings, or a party group's: arranging and recording them.
    case holdMeetings
    /// Giving findings to branches, and verifying what they report.
    case giveFindings
    /// What a branch does about its findings: measures, reports, and findings of its own.
    case answerFindings
    /// Excusing somebody from what a rule asks in a period.
    case excuseDuties
    /// Doing without what is only usual, or going by it again.
    case switchRules
    /// Arranging what branches are to do in a month.
    case planWork
    /// Noting the focus of enforcement of a month, which a committee's branches can serve.
    case setFoci
    /// Saying what came of it.
    case reportPlans
    /// Asking something of the committee.
    case askUpward
    /// Answering what branches ask.
    case answerAsks
    /// Recording a talk that one was a party of, and reading it; the note on it is for the parties alone.
    case holdTalks
    /// Recording a branch's talks, whoever the parties are, and seeing to what they agreed.
    case recordTalks
    /// Making out what a branch's secretary hands over to the next.
    case handOverBranch
    /// Entering what a branch did, and what became of it.
    case keepLedgers
    /// What the committee's office does about it: approving, having it reviewed, grading.
    case guideLedgers
    /// Motions, who voted on them, and how many said what.
    case readMotions
    /// Bringing motions before a branch's assembly, and entering what was said, opened and counted.
    case keepMotions
    /// Recording whether the higher organisation approves what was carried.
    case answerMotions
    /// Handing in suggestions under one's own name to one's own branch; without a name it takes nobody.
    case suggest
    /// To which grade members' yearly appraisal came, beyond one's own.
    case readAppraisals
    /// Writing what one thinks of oneself for one's own appraisal, and signing what came of it.
    case answerAppraisal
    /// Reading and writing the care cases of members in hardship: of whoever is in one, for nobody else.
    case keepCare
    /// How many members are in hardship, by kind, where these are three at least.
    case countCare
    /// Giving the role of a care officer, and taking it back, without having it.
    case appointCareOfficers

    /// Accounts: making, closing, letting in again; never what they may do.
    case manageAccounts
    /// Giving roles to accounts, of those that one has in full oneself.
    case grantRoles
    /// Checking the audit against its seals.
    case verifyAudit
    /// Backups and examinations of the database, and what the server measures of itself.
    case maintainDatabase

    /// What a party group's leader does for that group alone, and not for the branch.
    package static let ofGroups: Set<Action> = [.enterGroupScores, .holdMeetings]

    /// What comes into a month's result: whoever is apart from it does none of these.
    package static let scoring: Set<Action> = [.enterOwnScores, .enterGroupScores, .enterScores, .adjust]

    /// Whether a scope of a branch or a committee also reaches what its higher committees decided for it.
    package var reachesUp: Bool {
        switch self {
        case .readCommittees, .readMeetings: true
        default: false
        }
    }
}
