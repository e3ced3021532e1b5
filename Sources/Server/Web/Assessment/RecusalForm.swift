import Domain
import Storage

extension Site {
    /// Where it is declared that one does not score what another answers for: of oneself, or by the committee's office.
    static let recusalForm = FormRoute(
        "/branches/{branch}/recusals", API.declareRecusal, .declareRecusal
    ) { visit in
        let (id, words): (ID<Branch>, Words) = (try visit.id("branch"), visit.words)
        let (branch, members, month, ofAnybody) = try await visit.read { transaction in
            let branch = try transaction.branch(id).branch
            try transaction.authority.require(API.declareRecusal, in: transaction.place(of: id))
            return (
                branch, try transaction.memberChoices(of: id), transaction.today.month,
                try transaction.allows(.overruleMonths, in: id)
            )
        }
        let grounds = Recusal.Ground.allCases.map { FormField.Choice(code: $0.rawValue, label: words($0.word)) }
        return FormRoute.Asked(
            back: ConfirmPage.Back(.branch(id), branch.name),
            intro: words(ofAnybody ? .declareRecusalIntroOffice : .declareRecusalIntro),
            fields: (ofAnybody ? [FormRoute.Field("assessor", .choice(members), .recusalAssessor)] : []) + [
                FormRoute.Field("holder", .choice(members), .recusalHolder),
                FormRoute.Field("ground", .choice(grounds), .recusalGround),
                FormRoute.Field("reason", .long, .reason, maximum: Text.reasonMaximum, isOptional: true),
                FormRoute.Field("from", .month, .recusalFrom, value: month.description),
                FormRoute.Field("until", .month, .recusalUntil, hint: .recusalUntilHint, isOptional: true),
            ])
    } next: { visit, _ in
        LocalPath.branch(try visit.id("branch")).with(.recorded)
    }
}

extension Recusal.Ground: Worded {
    var word: Word {
        switch self {
        case .household: .groundHousehold
        case .standingIn: .groundStandingIn
        case .other: .groundOther
        }
    }
}
