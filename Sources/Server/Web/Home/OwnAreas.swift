import Domain
import Storage

/// What the reader's own areas came to, this month and the last: place and score, why, and what is still to be done.
struct OwnAreas: Sendable {
    struct Line: Sendable {
        let path: String
        let name: String
        let month: String
        let state: String
        /// For the style sheet.
        let stateCode: String
        /// Place and score; nil while there is none.
        let outcome: String?
        /// Why, or what comes next.
        let said: String
        let due: String?
        let isLate: Bool
        /// Its finals over twelve months; nil where there are not two.
        let line: SparkLine?
    }

    let ownAreaLines: [Line]

    /// nil for whoever answers for no area.
    init?(_ months: [OwnAreaMonth], today: LocalDate, _ words: Words) {
        guard !months.isEmpty else { return nil }
        ownAreaLines = months.map { Self.line($0, today, words) }
    }

    private static func line(_ own: OwnAreaMonth, _ today: LocalDate, _ words: Words) -> Line {
        func line(
            _ path: LocalPath, _ said: String, outcome: String? = nil, due: LocalDate? = nil
        ) -> Line {
            Line(
                path: path.text, name: "\(own.area.code.text) \(own.area.name)", month: words.month(own.month),
                state: own.cycle.map { words($0.word(on: today)) } ?? words(.statusUnopened),
                stateCode: own.cycle?.status.rawValue ?? "unopened", outcome: outcome, said: said,
                due: due.map { words(.dutyDue, ["date": words.date($0)]) }, isLate: due.map { today > $0 } ?? false,
                line: SparkLine(own.history, through: own.month, words))
        }
        guard let cycle = own.cycle else { return line(.area(own.area.id), words(.ownAreaUnopened)) }
        let explained = LocalPath.cycle(cycle.id, "areas/\(own.area.id.rawValue)")
        guard cycle.status != .open else {
            guard let due = own.ownSheetDue else { return line(.cycle(cycle.id), words(.ownAreaWaits)) }
            return line(
                .cycle(cycle.id, "scores").with("tier", Tier.own.rawValue), words(.ownAreaLacks), due: due)
        }
        guard let explanation = own.explanation else { return line(.cycle(cycle.id, "ranking"), words(.notRanked)) }
        let outcome = explanation.row.map { row in
            words(
                .ownAreaOutcome,
                [
                    "place": words(.placeNumber, ["place": String(row.place)]),
                    "count": String(explanation.ranking.rows.count), "final": row.score.final.fixed,
                ])
        }
        return line(explained, ExplanationPage.why(explanation, words), outcome: outcome ?? words(.notRanked))
    }
}

extension ExplanationPage {
    /// Why an area stands where it does, in one sentence.
    static func why(_ explanation: AreaExplanation, _ words: Words) -> String {
        guard let row = explanation.row else {
            return RankingPage.cause(
                of: explanation.score, explanation.departure, explanation.scheme, words)
        }
        if explanation.isWinner(row) { return words(.verdictWinner) }
        return row.decidedBy == nil
            ? verdict(row, explanation, words) : reasons(row, explanation, words).first ?? ""
    }
}
