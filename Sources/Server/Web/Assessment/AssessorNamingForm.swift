import Domain
import Storage

extension Site {
    /// Where a branch's secretary names who scores in a tier.
    static let assessorNamingForm = FormRoute(
        "/branches/{branch}/assessors", API.nameAssessors, .nameAssessors
    ) { visit in
        let (id, words): (ID<Branch>, Words) = (try visit.id("branch"), visit.words)
        let (branch, members, month) = try await visit.read { transaction in
            let branch = try transaction.branch(id).branch
            try transaction.authority.require(API.nameAssessors, in: transaction.place(of: id))
            return (branch, try transaction.memberChoices(of: id), transaction.today.month)
        }
        let tiers = AssessorNaming.tiers.map { FormField.Choice(code: $0.rawValue, label: words($0.word)) }
        return FormRoute.Asked(
            back: ConfirmPage.Back(.branch(id), branch.name), intro: words(.nameAssessorsIntro),
            fields: [
                FormRoute.Field("tier", .choice(tiers), .tier, value: Tier.branch.rawValue),
                FormRoute.Field("month", .month, .month, value: month.description),
                FormRoute.Field(
                    "standing", FormField.yesOrNo(words), .namingStanding, hint: .namingStandingHint, value: "false"),
                FormRoute.Field("members", .several(members), .namedAssessors),
            ])
    } next: { visit, _ in
        LocalPath.branch(try visit.id("branch")).with(.recorded)
    }
}
