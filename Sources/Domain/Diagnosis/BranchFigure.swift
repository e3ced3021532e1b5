/// What is counted of a branch over twelve months, from records that are there for their own sake. Deeds are counted and what
/// came of them; what somebody thinks never is (DESIGN §2). No sum is made of several of them.
package enum BranchFigure: String, CaseIterable, Hashable, Sendable {
    // 凝聚力

    /// Own meetings: present or made up for, of those called.
    case meetingsAttended
    /// 谈心谈话: what is asked of each person, and is covered.
    case talksCovered
    /// Findings that were closed by their day, of those whose day came.
    case findingsInTime

    // 活动形式

    /// Meetings in which people took part, of those with their form on record (M21).
    case meetingsTakenPartIn
    /// Of how many different forms the meetings were.
    case differentForms
    /// Meetings of which it is on record what changed, for whom or who saw it (M18).
    case meetingsFelt
    case smallMeetings

    // 先锋模范作用

    /// Months of the assessment whose day came, and that are closed.
    case monthsClosed
    /// Months that ended with an award.
    case monthsWithAward
    /// 办实事 that a member took on by name.
    case deedsTakenOn

    // 桥梁纽带

    case deedsInTime
    /// Of those that were done: the person for whom it was done is satisfied.
    case deedsSatisfied
    case deedsStillHelping
    /// 普法 of at least thirty days ago of which it is on record what followed (M35).
    case publicityFollowedUp

    // 队伍素质与配备

    /// Months on whose last day there was a secretary.
    case monthsWithSecretary
    /// Members with the usual hours of study.
    case membersTrained
    /// 调研文章
    case secretariesWithPaper

    // 角色淡化

    /// What the rules on meetings asked, and was held.
    case dutiesDone
    /// Votes and rounds of elections: who came, of those entitled.
    case votesAttended
    /// 参与重大事项: answered opinions of which at least a part was adopted (M32).
    case opinionsAdopted

    // 重业务轻党务

    /// Of the committees' meetings, present or made up for.
    case secretaryAttended
    /// Plan items whose day came, done as planned.
    case planItemsDone
    /// Of the months with a secretary, those with a full-time one.
    case monthsFullTime
    /// To how many meetings the secretaries were called.
    case secretaryMeetings

    // 物质化: by deeds alone

    /// 评诺
    case commitmentsKept
    /// 队员思想动态专题研讨: that it was held, never what anybody thinks.
    case dynamicsSeminars
    /// 廉政风险岗位 that were looked at again by their day.
    case riskPostsGuarded
    /// 作风: facts to be bettered, of which it is on record what followed.
    case conductFollowedUp

    // 三少三多

    /// Seminars, exchanges and answered asks, of these and what was inspected and arranged from above.
    case guidance
    /// Plan items that the branch arranged itself.
    case ownPlanItems
    /// Meetings in a small circle of which something came.
    case smallAndFelt

    // 实、活、新

    /// What was reported as done, and verified by another or by the person for whom it was done.
    case outcomesVerified
    /// Of how many kinds what was done is.
    case kindsOfWork
    /// 典型经验 that another branch took up.
    case experiencesTakenUp

    package enum Unit: String, CaseIterable, Hashable, Sendable {
        /// So many of so many, in per cent.
        case share
        /// How many different kinds there are among so many.
        case kinds
        /// How many.
        case count
    }

    package var unit: Unit {
        switch self {
        case .differentForms, .kindsOfWork: .kinds
        case .secretaryMeetings, .dynamicsSeminars: .count
        default: .share
        }
    }

    package var head: DiagnosisHead {
        switch self {
        case .meetingsAttended, .talksCovered, .findingsInTime: .weakCohesion
        case .meetingsTakenPartIn, .differentForms, .meetingsFelt, .smallMeetings: .singleForm
        case .monthsClosed, .monthsWithAward, .deedsTakenOn: .roleAFormality
        case .deedsInTime, .deedsSatisfied, .deedsStillHelping, .publicityFollowedUp: .farFromPeople
        case .monthsWithSecretary, .membersTrained, .secretariesWithPaper: .staffing
        case .dutiesDone, .votesAttended, .opinionsAdopted: .roleDilution
        case .secretaryAttended, .planItemsDone, .monthsFullTime, .secretaryMeetings: .businessFirst
        case .commitmentsKept, .dynamicsSeminars, .riskPostsGuarded, .conductFollowedUp: .materialOutlook
        case .guidance: .lessInstruction
        case .ownPlanItems: .lessUniform
        case .smallAndFelt: .lessLarge
        case .outcomesVerified: .truthful
        case .kindsOfWork: .vivid
        case .experiencesTakenUp: .innovative
        }
    }
}

/// Under which question a figure stands.
package enum DiagnosisHead: String, CaseIterable, Hashable, Sendable {
    // The document's four problems.
    case weakCohesion, singleForm, roleAFormality, farFromPeople
    // Its four causes.
    case staffing, roleDilution, businessFirst, materialOutlook
    // 三少三多 (M34).
    case lessInstruction, lessUniform, lessLarge
    // 实、活、新 (M33).
    case truthful, vivid, innovative

    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case problem, cause
        /// 三少三多
        case threeMore
        /// 实、活、新
        case lens
    }

    package var kind: Kind {
        switch self {
        case .weakCohesion, .singleForm, .roleAFormality, .farFromPeople: .problem
        case .staffing, .roleDilution, .businessFirst, .materialOutlook: .cause
        case .lessInstruction, .lessUniform, .lessLarge: .threeMore
        case .truthful, .vivid, .innovative: .lens
        }
    }

    /// Whether its figures are held against bounds.
    package var isDiagnosed: Bool { kind == .problem || kind == .cause }

    package static let diagnosed = allCases.filter(\.isDiagnosed)
    package static let measured = allCases.filter { !$0.isDiagnosed }

    package var figures: [BranchFigure] { BranchFigure.allCases.filter { $0.head == self } }

    /// Of which of the four problems a finding is that is made of it.
    package var category: Finding.Category {
        switch self {
        case .weakCohesion: .cohesion
        case .singleForm: .activityForms
        case .roleAFormality: .vanguardRole
        case .farFromPeople: .bridgeToPublic
        default: .other
        }
    }

    /// What the document advises about it.
    package var advice: [Countermeasure] {
        switch self {
        case .weakCohesion: [.leadingGroup, .style, .care]
        case .singleForm: [.variety, .outcomes, .takingPart, .exchange]
        case .roleAFormality: [.tasks, .campaigns, .areas, .bestArea, .honours]
        case .farFromPeople: [.deeds, .counterparts, .outcomes]
        case .staffing: [.training, .papers, .seminars]
        case .roleDilution: [.rights, .secretariesMeeting, .evaluation]
        case .businessFirst: [.secretariesMeeting, .inspections, .evaluation]
        case .materialOutlook: [.seminars, .leadingGroup, .style]
        case .lessInstruction, .lessUniform, .lessLarge, .truthful, .vivid, .innovative: []
        }
    }
}

/// What the document advises (M1–M28), as far as a room of the program does it.
package enum Countermeasure: String, CaseIterable, Hashable, Sendable {
    /// M1–M3
    case secretariesMeeting
    /// M5
    case seminars
    /// M6
    case papers
    /// M7
    case inspections
    /// M8, M9
    case exchange
    /// M10, M11
    case training
    /// M14
    case leadingGroup
    /// M15
    case style
    /// M16
    case deeds
    /// M17
    case variety
    /// M18
    case outcomes
    /// M19
    case care
    /// M20
    case counterparts
    /// M21
    case takingPart
    /// M22
    case rights
    /// M23
    case tasks
    /// M24
    case campaigns
    /// M25
    case evaluation
    /// M26
    case areas
    /// M27
    case bestArea
    /// M28
    case honours
}
