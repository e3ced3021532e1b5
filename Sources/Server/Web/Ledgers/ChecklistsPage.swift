import Domain
import Storage

/// What a committee's inspections look at: every checklist that it published.
struct ChecklistsPage: WebPage {
    static let template = TemplateName.checklists

    struct Line: Sendable {
        let heading: String
        let published: String
        let isInForce: Bool
        let items: [String]
    }

    let title: String
    let notice: String?
    let committee: String
    let back: ConfirmPage.Back
    let steps: [Step]
    let hasLines: Bool
    let lines: [Line]

    init(
        _ checklists: [ChecklistListing], of committee: Committee, _ permission: Permission, _ words: Words,
        notice: String? = nil
    ) {
        self.notice = notice
        title = words(.checklists)
        self.committee = committee.name
        back = ConfirmPage.Back(.ledgers, words(.ledgersTitle))
        steps = permission.step(
            API.publishChecklist, at: Self.path(committee.id).part("new"), words(.publishChecklist), isMain: true)
        lines = checklists.map { listing in
            Line(
                heading: listing.called(words),
                published: words.noted(words.date(listing.publishedOn), words.account(listing.publishedBy)),
                isInForce: listing.number == checklists.first?.number,
                items: listing.checklist.items.string.split(separator: "\n").map(String.init))
        }
        hasLines = !lines.isEmpty
    }

    static func path(_ id: ID<Committee>) -> LocalPath { .ledgers.part("checklists").part(String(id.rawValue)) }
}

extension ChecklistListing {
    /// With its number.
    func called(_ words: Words) -> String {
        words(.checklistCalled, ["title": checklist.title.string, "number": String(number)])
    }
}

extension Site {
    static let checklistRoutes: [Route] =
        [
            .get("/ledgers/checklists/{committee}", for: .signedIn) { visit in
                let id: ID<Committee> = try visit.id("committee")
                let (checklists, committee, permission) = try await visit.read { transaction in
                    (
                        try transaction.whole { try transaction.checklists(of: id, $0) }, try transaction.committee(id),
                        try transaction.permission(in: id)
                    )
                }
                return try visit.show(
                    ChecklistsPage(checklists, of: committee, permission, visit.words, notice: visit.notice))
            }
        ] + checklistForm.routes

    /// A new one begins as the one in force.
    private static let checklistForm = FormRoute(
        "/ledgers/checklists/{committee}/new", API.publishChecklist, .publishChecklist
    ) { visit in
        let id: ID<Committee> = try visit.id("committee")
        let (committee, last) = try await visit.read { transaction in
            (
                try transaction.committee(id),
                try transaction.checklists(of: id, PageRequest(limit: 1)).rowsAndNext.0.first
            )
        }
        let words = visit.words
        return FormRoute.Asked(
            back: ConfirmPage.Back(ChecklistsPage.path(id), words(.checklists)),
            intro: words(.publishChecklistIntro, ["committee": committee.name]),
            fields: [
                ChecklistFields.title.asked(words, of: last?.checklist),
                ChecklistFields.items.asked(words, of: last?.checklist),
            ])
    } next: { visit, _ in
        ChecklistsPage.path(try visit.id("committee")).with(.recorded)
    }
}
