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
        func door(_ list: Operation, _ part: String, _ label: Word, _ about: Word) -> [Door] {
            authority.allows(list)
                ? [Door(path: LocalPath.administration(part).text, label: words(label), about: words(about))] : []
        }
        let setsUp = authority.allows(API.createAccount) || authority.allows(API.createCommittee)
        doors =
            (setsUp
                ? [Door(path: LocalPath.start.text, label: words(.startTitle), about: words(.startAbout))] : [])
            + door(API.listAccounts, "accounts", .accounts, .accountsAbout)
            + door(API.listCommittees, "committees", .committees, .committeesAbout)
            + door(API.listSchemes, "schemes", .schemes, .schemesAbout)
            + door(API.listCalendarDays, "calendar", .calendar, .calendarAbout)
            + door(API.listAudit, "audit", .audit, .auditAbout)
            + door(API.examineDatabase, "upkeep", .upkeep, .upkeepAbout)
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
