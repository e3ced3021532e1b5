import Domain
import Storage

/// What keeps the bureau's records in order, for whoever may.
struct AdministrationPage: WebPage {
    static let template = TemplateName.administration

    struct Door: Sendable {
        let path: String
        let label: String
        let about: String
    }

    let title: String
    let doors: [Door]

    init(_ authority: Authority, _ words: Words) {
        title = words(.placeAdministration)
        func door(_ isOpen: Bool, _ part: String, _ label: Word, _ about: Word) -> [Door] {
            isOpen
                ? [Door(path: LocalPath.administration(part).text, label: words(label), about: words(about))] : []
        }
        doors =
            door(authority.allows(.readAccounts), "accounts", .accounts, .accountsAbout)
            + door(authority.allows(.readCommittees), "committees", .committees, .committeesAbout)
            + door(authority.allows(.readCommittees), "schemes", .schemes, .schemesAbout)
            + door(true, "calendar", .calendar, .calendarAbout)
            + door(authority.allows(.readAudit), "audit", .audit, .auditAbout)
            + door(authority.allows(.maintainDatabase), "upkeep", .upkeep, .upkeepAbout)
    }
}

extension LocalPath {
    /// A part of the administration.
    static func administration(_ part: String) -> LocalPath {
        LocalPath("\(LocalPath.administration.text)/\(part)") ?? .administration
    }
}

extension Site {
    static let administrationRoutes: [Route] =
        [
            .get("/administration", for: .signedIn) { visit in
                try visit.show(AdministrationPage(visit.authority, visit.words))
            }
        ] + accountAdministrationRoutes + committeeRoutes + schemeRoutes + calendarRoutes + auditRoutes + upkeepRoutes
}
