import Domain
import Storage

extension Site {
    private static let committees = LocalPath.administration("committees")

    /// Where a committee says at which meeting an overdue finding is supervised, and at which it is circulated.
    static let findingEscalationForm = FormRoute(
        "/administration/committees/{committee}/finding-escalation", API.recordFindingEscalation,
        .recordFindingEscalation
    ) { visit in
        let id: ID<Committee> = try visit.id("committee")
        let listing = try await visit.read { try $0.findingEscalation(of: id) }
        return FormRoute.Asked(
            back: ConfirmPage.Back(committees, visit.words(.committees)),
            intro: visit.words(.recordFindingEscalationIntro, ["committee": listing.committee.name]),
            fields: FindingEscalationFields.form(listing.escalation, visit.words), version: listing.version)
    } next: { _, _ in
        committees.with(.recorded)
    }
}
