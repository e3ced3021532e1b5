/// Which rule each thing follows.
struct HelpPage: WebPage {
    static let template = TemplateName.help

    struct Section: Sendable {
        let id: String
        let heading: String
        let lines: [String]
    }

    let title: String
    let sections: [Section]

    init(_ words: Words) {
        title = words(.placeHelp)
        func section(_ id: String, _ heading: Word, _ lines: [Word]) -> Section {
            Section(id: id, heading: words(heading), lines: lines.map { words($0) })
        }
        sections = [
            section("month", .helpMonth, [.helpMonthOpen, .helpMonthTiers, .helpMonthHolder, .helpMonthClose]),
            section(
                "entry", .helpEntry,
                [.helpEntryGrid, .helpEntryComment, .helpEntryLate, .helpEntryRevision, .helpEntryHidden]),
            section(
                "scoring", .helpScoring,
                [.helpScoringTier, .helpScoringWeighted, .helpScoringFinal, .helpScoringMissing]),
            section("ranking", .helpRanking, [.helpRankingChain, .helpRankingTrend, .helpRankingShared]),
            section("award", .helpAward, [.helpAwardWho, .helpAwardNotice, .helpAwardFrozen, .helpAwardWithout]),
            section("meetings", .helpMeetings, [.helpMeetingsMonthly, .helpMeetingsMoved]),
            section("cadence", .helpCadence, [.helpCadenceDerived, .helpCadenceAsked, .helpCadenceExcused]),
            section("audit", .helpAudit, [.helpAuditNothing, .helpAuditWho]),
        ]
    }
}

extension Site {
    static let helpRoutes: [Route] = [
        .get("/help", for: .signedIn) { visit in try visit.show(HelpPage(visit.words)) }
    ]
}
