import Domain
import Storage

/// What moves a month on. Each has a page that says what will come of it, and asks.
enum CycleStep: String, CaseIterable {
    case close, reopen, post, prolong, finalise
    case endWithoutAward = "end-without-award"

    private var operation: Operation {
        switch self {
        case .close: API.closeCycle
        case .reopen: API.reopenCycle
        case .post: API.postCycle
        case .prolong: API.prolongNotice
        case .finalise: API.finaliseCycle
        case .endWithoutAward: API.endWithoutAward
        }
    }

    private var title: Word {
        switch self {
        case .close: .closeMonth
        case .reopen: .reopenMonth
        case .post: .postMonth
        case .prolong: .prolongNotice
        case .finalise: .finaliseMonth
        case .endWithoutAward: .endWithoutAward
        }
    }

    private var intro: Word {
        switch self {
        case .close: .closeMonthIntro
        case .reopen: .reopenMonthIntro
        case .post: .postMonthIntro
        case .prolong: .prolongNoticeIntro
        case .finalise: .finaliseMonthIntro
        case .endWithoutAward: .endWithoutAwardIntro
        }
    }

    private var notice: Notice {
        switch self {
        case .close: .monthClosed
        case .reopen: .monthReopened
        case .post: .monthPosted
        case .prolong: .noticeProlonged
        case .finalise: .monthFinal
        case .endWithoutAward: .monthWithoutAward
        }
    }

    /// Those that the state of things allows.
    ///
    /// - Parameters:
    ///   - isShort: whether the notice has fewer working days than it is to have.
    ///   - isContested: whether an objection to it is not decided yet.
    static func open(in cycle: Cycle, on today: LocalDate, isShort: Bool, isContested: Bool) -> [CycleStep] {
        switch cycle.status {
        case .open: today > cycle.month.lastDay ? [.close] : []
        case .closed: [.post, .endWithoutAward, .reopen]
        case .posted:
            (isShort ? [.prolong] : [])
                + (isContested
                    ? [] : cycle.noticeHasStood(on: today) ? [.finalise, .endWithoutAward] : [.endWithoutAward])
        case .final, .withoutAward: []
        }
    }

    /// The way to its page, for whoever may take it.
    func step(in cycle: ID<Cycle>, _ permission: Permission, _ words: Words) -> [Step] {
        permission.step(
            operation, at: .cycle(cycle, rawValue), words(title), isMain: self == .post || self == .finalise)
    }

    var form: FormRoute {
        FormRoute("/cycles/{cycle}/\(rawValue)", operation, title) { visit in
            let id: ID<Cycle> = try visit.id("cycle")
            let head = try await visit.read { try CycleHead.Content($0, id) }
            var asked = FormRoute.Asked(
                back: ConfirmPage.Back(.cycle(id), "\(head.branchName) \(visit.words.month(head.cycle.month))"),
                intro: visit.words(intro), fields: try await fields(head.cycle, visit)
            )
            // Whoever leaves areas out says how many, so that nobody does it unawares.
            if asked.fields.contains(where: { $0.name == Self.incompleteAreas }) {
                asked.completing = { body in
                    (body[Self.incompleteAreas] ?? nil) == nil
                        ? body.merging([Self.incompleteAreas: .string("")]) { $1 } : body
                }
            }
            do {
                asked.warnings = try await warnings(id, visit).map { $0.shown(visit.words) }
                if self == .post || self == .finalise { asked.outcome = try await outcome(id, visit) }
            } catch {
                guard let refusal = FormErrors(error, visit.words) else { throw error }
                asked.refusal = refusal
            }
            return asked
        } next: { visit, _ in
            let id: ID<Cycle> = try visit.id("cycle")
            return next(id).with(notice)
        }
    }

    private static let incompleteAreas = "incompleteAreas"

    /// Where the step after it is, with what is printed at hand.
    private func next(_ id: ID<Cycle>) -> LocalPath {
        switch self {
        case .close: .cycle(id, "ranking")
        case .post, .prolong: .cycle(id, "notice")
        case .finalise: .cycle(id, "ranking")
        case .reopen, .endWithoutAward: .cycle(id)
        }
    }

    /// What the ranking will say: who wins, and what is not ranked. Before a month is closed nobody is told.
    private func outcome(_ id: ID<Cycle>, _ visit: Visit) async throws -> [String] {
        let words = visit.words
        let content = try await visit.read { try RankingPage.Content($0, id) }
        guard let listing = content.listing else { return [] }
        let winners = RankingPage.winners(of: listing, words).map { words(.noticeWinners, ["winners": $0]) }
        return [winners ?? words(.noticeNoWinner)]
            + listing.unranked.map { area in
                words(
                    .outcomeUnranked,
                    [
                        "area": "\(area.row.area.text) \(area.row.labels.area)",
                        "cause": RankingPage.cause(of: area.row.score, area.departure, content.scheme, words),
                    ])
            }
    }

    /// What it asks: a month is closed incomplete, opened again and ended without award with a reason.
    private func fields(_ cycle: Cycle, _ visit: Visit) async throws -> [FormRoute.Field] {
        switch self {
        case .close:
            // Whoever may not close it is told so by what is tried out.
            let lacks = try await visit.read {
                try $0.allows(.closeMonths, in: cycle.branch) && !$0.incompleteAreas(of: cycle).isEmpty
            }
            return lacks
                ? [
                    FormRoute.Field(Self.incompleteAreas, .number, .incompleteAreas, hint: .incompleteAreasHint),
                    FormRoute.Field("incompleteReason", .long, .incompleteReason, maximum: Text.reasonMaximum),
                ] : []
        case .reopen, .endWithoutAward: return [.reason()]
        case .post, .prolong, .finalise: return []
        }
    }

    /// What to know first.
    private func warnings(_ id: ID<Cycle>, _ visit: Visit) async throws -> [Cycle.Warning] {
        let because = try Text("–")
        return switch self {
        case .close: try await visit.rehearse { try $0.closeCycle(id, incompleteReason: because).warnings }
        case .reopen:
            try await visit.rehearse {
                _ = try $0.reopenCycle(id, reason: because)
                return []
            }
        case .post: try await visit.rehearse { try $0.postCycle(id).warnings }
        case .prolong:
            try await visit.rehearse {
                _ = try $0.prolongNotice(of: id)
                return []
            }
        case .finalise:
            try await visit.rehearse {
                _ = try $0.finaliseCycle(id)
                return []
            }
        case .endWithoutAward:
            try await visit.rehearse {
                _ = try $0.endWithoutAward(id, reason: because)
                return []
            }
        }
    }
}
