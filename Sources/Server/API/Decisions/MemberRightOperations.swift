import Domain
import Storage

extension Shape<MemberRightsListing> {
    static let memberRights = Shape(
        "MemberRights",
        [
            .nested("member", .person) { $0.member }, Field("year", .integer(2000...2199)) { JSON($0.year) },
            .list("rights", .right) { $0.rights },
            Field("motions", .count.means("Of which they are named as who brought them.")) { JSON($0.motions) },
            Field("suggestions", .count.means("Handed in under their name.")) { JSON($0.suggestions) },
            Field("votes", .count.means("On whose roll they stood with a vote.")) { JSON($0.votes) },
            Field("votesPresent", .count) { JSON($0.votesPresent) },
            Field("rounds", .count.means("Of elections, on whose roll they stood.")) { JSON($0.rounds) },
            Field("roundsPresent", .count) { JSON($0.roundsPresent) },
            Field("candidacies", .count.means("Elections in which they stood.")) { JSON($0.candidacies) },
            Field("appeals", .count.means("Told to themselves alone; null for others.").orNull) {
                $0.appeals.map { JSON($0) } ?? .null
            },
        ])
}

extension Shape<MemberRightsListing.Right> {
    fileprivate static let right = Shape(
        "MemberRight",
        [
            Field("right", .choice(MemberRight.self)) { .string($0.right.rawValue) },
            Field("state", .choice(MemberRight.State.Kind.self)) { .string($0.state.kind.rawValue) },
            Field("document", .text(MotionStep.documentMaximum).means("By which it is suspended.").orNull) {
                JSON($0.state.document)
            },
            Field("since", .date.means("The day of the roll that says so.").orNull) { JSON($0.state.day) },
        ])
}

extension MemberRight.State {
    var document: String? { if case .suspended(let document, _) = self { document } else { nil } }
    var day: LocalDate? { if case .suspended(_, let day) = self { day } else { nil } }
}

extension API {
    static let memberRightOperations: [Operation] = [showMemberRights]

    static let showMemberRights: Operation = .get(
        "showMemberRights", "/members/{member}/rights", .decisions,
        "A member’s rights, whether they have each in full, and what was made use of in a year: counts alone",
        needing: [.readMotions], query: [.required("year", .integer(2000...2199))],
        returns: Shape.memberRights.schema
    ) { call, transaction in
        .json(
            Shape.memberRights.json(
                try transaction.memberRights(
                    of: call.id("member") as ID<Member>, in: call.query["year"]?.asciiNumber ?? 0)))
    }
}

extension MemberRight: Worded {
    var word: Word {
        switch self {
        case .information: .rightInformation
        case .training: .rightTraining
        case .discussion: .rightDiscussion
        case .proposal: .rightProposal
        case .oversight: .rightOversight
        case .recall: .rightRecall
        case .voting: .rightVoting
        case .electing: .rightElecting
        case .beingElected: .rightBeingElected
        case .defence: .rightDefence
        case .dissent: .rightDissent
        case .appeal: .rightAppeal
        case .accusation: .rightAccusation
        }
    }
}

extension MemberRight.State.Kind: Worded {
    var word: Word {
        switch self {
        case .full: .rightFull
        case .probationary: .rightProbationary
        case .suspended: .rightSuspended
        }
    }
}
