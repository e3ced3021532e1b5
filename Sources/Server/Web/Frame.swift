import Domain
import Storage

/// What stands around every page.
struct Frame: Sendable {
    let language: String
    let stylePath: String
    let scriptPath: String
    let gridScriptPath: String
    let iconPath: String
    /// Who is signed in; nil for nobody.
    let reader: Reader?
    let navigation: Navigation?
    let languages: LanguageForm?
    /// The box by which whatever the reader sees is found; nil for whoever sees nothing.
    let finder: Finder?

    struct Reader: Sendable {
        let readerName: String
        /// The name that they sign in with: a form says whose it is (``CarriedForm``).
        let account: String
        let csrfToken: String
    }

    struct Finder: Sendable {
        /// What was looked for last.
        let looked: String
    }

    struct Navigation: Sendable {
        let links: [Link]
    }

    /// A place to go to.
    struct Link: Sendable {
        let path: String
        let label: String
        let isCurrent: Bool
    }

    /// The choice of the language, which leads back to the page.
    struct LanguageForm: Sendable {
        let returnPath: String
        let choices: [Choice]
    }

    struct Choice: Sendable {
        let code: String
        let ownName: String
        let isCurrent: Bool
    }

    /// - Parameters:
    ///   - returnPath: where the choice of another language leads; nil for a page without that choice.
    ///   - places: where the reader can go.
    ///   - finder: nil for whoever sees nothing that could be found.
    init(
        _ words: Words, assets: WebResources.Assets, reader: Reader?, returnPath: String?, places: [Link] = [],
        finder: Finder? = nil
    ) {
        self.finder = finder
        language = words.language.rawValue
        stylePath = assets.style.path
        scriptPath = assets.script.path
        gridScriptPath = assets.gridScript.path
        iconPath = assets.icon.path
        self.reader = reader
        navigation = places.isEmpty ? nil : Navigation(links: places)
        languages = returnPath.map { path in
            LanguageForm(
                returnPath: path,
                choices: Language.allCases.map {
                    Choice(code: $0.rawValue, ownName: $0.ownName, isCurrent: $0 == words.language)
                }
            )
        }
    }
}

extension Frame.Reader {
    /// nil for whoever has no session.
    init?(_ own: OwnSession) {
        guard let csrfToken = own.csrfToken else { return nil }
        self.init(readerName: own.account.shownName, account: own.account.account.name, csrfToken: csrfToken)
    }
}

extension Frame {
    /// The rooms of the console, in the order of the month. A room whose pages are still to come stands in between when
    /// it has any: appeals with the assessment, findings and minutes with the meetings.
    private enum Area: CaseIterable {
        case today, assessment, honours, meetings, decisions, overview, organisation, ledgers, administration,
            help

        var word: Word {
            switch self {
            case .today: .placeToday
            case .assessment: .placeAssessment
            case .honours: .placeHonours
            case .meetings: .placeMeetings
            case .overview: .placeOverview
            case .organisation: .placeOrganisation
            case .decisions: .placeDecisions
            case .ledgers: .placeLedgers
            case .administration: .placeAdministration
            case .help: .placeHelp
            }
        }

        /// Where it begins, and what its pages' paths begin with.
        var paths: [LocalPath] {
            switch self {
            case .today: [.home]
            case .assessment: [.cycles, .adjustments, .objections, .eligibility]
            case .honours: [.honours, .awards]
            case .meetings: [.meetings, .findings, .plans, .foci, .asks, .talks, .due]
            case .overview: [.overview]
            case .organisation: [.branches, .members, .areas, .care, .imports]
            case .decisions: [.motions, .elections, .secretBallots, .appraisals, .suggestions]
            case .ledgers: [.ledgers] + LedgerDesk.all.map(\.page)
            case .administration: [.administration]
            case .help: [.help]
            }
        }

        func isOpen(to authority: Authority) -> Bool {
            switch self {
            case .today, .help: true
            case .assessment: authority.allows(API.listCycles)
            case .honours: authority.allows(API.listHonours)
            case .meetings: authority.allows(API.listMeetings) || authority.allows(API.listFindings)
            case .overview: authority.reach(of: .readProgress).spansBranches
            case .organisation: authority.allows(API.listBranches)
            case .decisions: authority.allows(API.listMotions)
            case .ledgers: LedgerDesk.all.contains { authority.allows($0.list) }
            case .administration:
                authority.allows(API.listAccounts) || authority.allows(API.listAudit)
                    || authority.allows(API.importScheme)
            }
        }

        /// Where somebody enters it, and what it is called for them.
        func entry(for authority: Authority) -> (path: LocalPath, word: Word)? {
            // Whoever is not told when the secretaries meet reads what was found wanting in their branch.
            if self == .meetings, !authority.allows(API.listMeetings) { return (.findings, .placeFindings) }
            return paths.first.map { ($0, word) }
        }

        func holds(_ page: LocalPath) -> Bool {
            paths.contains { page.path == $0.path || self != .today && page.path.hasPrefix($0.path + "/") }
        }
    }

    /// The rooms that somebody may enter.
    static func places(for authority: Authority, at page: LocalPath, _ words: Words) -> [Link] {
        Area.allCases.filter { $0.isOpen(to: authority) }.compactMap { area in
            area.entry(for: authority).map { entry in
                Link(path: entry.path.text, label: words(entry.word), isCurrent: area.holds(page))
            }
        }
    }
}

extension Authority.Reach {
    /// Whether it goes beyond single branches.
    var spansBranches: Bool { isEverything || !committees.isEmpty }
}
