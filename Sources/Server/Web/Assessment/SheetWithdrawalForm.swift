import Domain
import Storage

extension Site {
    /// Where whoever entered sheets takes them back.
    static let sheetWithdrawalForm = FormRoute(
        "/cycles/{cycle}/withdraw-sheets", API.withdrawSheets, .withdrawSheets
    ) { visit in
        let (id, words): (ID<Cycle>, Words) = (try visit.id("cycle"), visit.words)
        let sheets = try await visit.read { try $0.sheetsToWithdraw(in: id) }
        let choices = sheets.map { listing in
            FormField.Choice(code: String(listing.sheet.id.rawValue), label: listing.entry(words))
        }
        return FormRoute.Asked(
            back: ConfirmPage.Back(.cycle(id, "scores"), words(.tabScores)),
            intro: words(choices.isEmpty ? .withdrawSheetsNone : .withdrawSheetsIntro),
            fields: choices.isEmpty
                ? [] : [.several("sheets", ids: choices, .withdrawnSheets), .reason(.withdrawalReason)])
    } next: { visit, _ in
        LocalPath.cycle(try visit.id("cycle"), "scores").with(.sheetsWithdrawn)
    }
}

extension SheetListing {
    /// What one remembers of having entered it: where, for whom, and its points.
    fileprivate func entry(_ words: Words) -> String {
        let whose: String =
            switch sheet.assessor {
            case .member: assessor?.name ?? ""
            case .label(let label): label.string
            }
        return words(
            .withdrawSheetsChoice,
            ["area": area.text, "tier": words(sheet.tier.word), "assessor": whose, "points": total.description])
    }
}
