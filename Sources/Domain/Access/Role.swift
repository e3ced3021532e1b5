/// What somebody is, to the software (design §1). A role is held in a ``Scope``.
package enum Role: String, CaseIterable, Hashable, Sendable {
    /// 党员
    case member
    /// 党小组长
    case groupLeader
    /// 支部委员
    case branchOfficer
    /// 支部书记
    case secretary
    /// 机关党委办公室
    case committeeOfficer
    /// 困难帮扶专员: the committee's one for members in hardship, and nothing else.
    case careOfficer
    /// 纪检监察: reads everything in scope, changes nothing.
    case auditor
    /// Whoever runs the machine: accounts, not scores.
    case administrator

    /// The one table of who may do what. What is not in it is not permitted to anybody but the operator.
    package var actions: Set<Action> {
        switch self {
        case .member:
            [
                .readOrganisation, .readCommittees, .readMonths, .readResults, .readBranchMeetings, .readFindings,
                .readCadence, .readPlans, .readLedgers, .readMotions, .enterOwnScores, .appeal, .holdTalks,
                .answerAppraisal, .suggest,
            ]
        case .groupLeader:
            Role.member.actions.union([.readProgress]).union(Action.ofGroups)
        case .branchOfficer:
            Role.groupLeader.actions.union([
                .readAllSheets, .readMeetings, .manageMembers, .manageAreas, .unmaskPhones, .openMonths, .enterScores,
                .adjust, .recordFacts, .answerFindings, .reportPlans, .readOfficersLedgers, .keepLedgers, .countCare,
                .keepMotions, .readAppraisals,
            ])
        case .secretary:
            Role.branchOfficer.actions.union([
                .compareAssessors, .readAccounts, .manageBranches, .appointOfficers, .nameAssessors, .closeMonths,
                .publishMonths, .switchRules, .planWork, .askUpward, .readTalks, .recordTalks, .handOverBranch,
                .keepCare,
            ])
        case .committeeOfficer:
            [
                .readOrganisation, .readCommittees, .readMonths, .readProgress, .readResults, .readAllSheets,
                .compareAssessors, .readMeetings, .readAccounts, .grantRoles, .manageCommittees, .manageBranches,
                .manageMembers, .manageAreas, .compareMinutes,
                .appointSecretaries, .appointOfficers, .unmaskPhones, .manageSchemes, .manageCalendar,
                .scheduleMeetings, .overruleMonths, .receiveObjections, .revokeHonours, .examineEligibility,
                .keepHonours, .readBranchMeetings, .recordFacts, .readFindings, .giveFindings, .readCadence,
                .excuseDuties, .switchRules, .readPlans, .planWork, .setFoci, .answerAsks, .readTalks, .handOverBranch,
                .readLedgers, .readOfficersLedgers, .guideLedgers, .countCare, .appointCareOfficers, .readMotions,
                .answerMotions, .readAppraisals,
            ]
        case .careOfficer: [.readOrganisation, .readCommittees, .keepCare, .countCare]
        case .auditor:
            [
                .readOrganisation, .readCommittees, .readMonths, .readProgress, .readResults, .readAllSheets,
                .compareAssessors, .readMeetings, .readBranchMeetings, .readFindings, .readCadence, .readPlans,
                .readAccounts, .readAudit, .verifyAudit, .compareMinutes, .readTalks, .readLedgers,
                .readOfficersLedgers, .readMotions, .readAppraisals,
            ]
        case .administrator:
            [
                .readOrganisation, .readCommittees, .readAccounts, .grantRoles, .manageAccounts, .verifyAudit,
                .maintainDatabase,
            ]
        }
    }

    /// Whether the role comes with membership or an office, and in no other way: nobody grants it, so that it goes with
    /// the office.
    package var isOfOffice: Bool {
        switch self {
        case .member, .groupLeader, .branchOfficer, .secretary: true
        case .committeeOfficer, .careOfficer, .auditor, .administrator: false
        }
    }

    /// Those that are granted.
    package static let granted = allCases.filter { !$0.isOfOffice }

    /// Those that the first administrator gives once, in the whole bureau, though they do not have them: somebody has to be
    /// the first. Afterwards whoever has them grants them.
    package static let founding: Set<Role> = [.committeeOfficer, .auditor]

    /// Whether its holder takes part in what is assessed.
    package var entersScores: Bool { !actions.isDisjoint(with: Action.scoring) }

    /// Whoever lets others in, and whoever inspects, takes no part in what is assessed.
    package var isApart: Bool { self == .administrator || self == .auditor }

    /// By which action it is given and taken back by whoever does not have it, and is not to: a care officer's is the
    /// office's to give, which reads no case. nil for what only those give who have it in full.
    package var appointing: Action? { self == .careOfficer ? .appointCareOfficers : nil }

    /// What the role still permits to somebody who also has one that is apart: to read what any member of the branch may.
    /// Whoever lets others in or inspects them reads no care case on any way either.
    var actionsApart: Set<Action> {
        entersScores || self == .careOfficer
            ? actions.intersection(Role.member.actions.subtracting(Action.scoring)) : actions
    }

    /// In what kinds of scope the role can be held.
    package var scopes: Set<Scope.Kind> {
        switch self {
        case .member, .branchOfficer, .secretary: [.branch]
        case .groupLeader: [.group]
        case .committeeOfficer, .careOfficer: [.bureau, .committee]
        case .auditor: [.bureau, .committee, .branch]
        case .administrator: [.bureau]
        }
    }
}

extension Appointment.Office {
    /// What an office lets its holder do. Nobody enters it a second time: the account of whoever is appointed has it for
    /// as long as the appointment lasts.
    package var role: Role {
        switch self {
        case .secretary: .secretary
        case .deputy, .organisation, .publicity, .discipline, .youth, .unitedFront, .committeeMember: .branchOfficer
        case .groupLeader: .groupLeader
        }
    }
}
