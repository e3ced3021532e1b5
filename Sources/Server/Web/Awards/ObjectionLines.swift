import Domain
import Storage

/// What stands on a month of the objections to it, a sentence each.
enum ObjectionLines {
    static func line(_ objection: MonthObjection, _ words: Words) -> String {
        guard let reasons = objection.reasons, let outcome = objection.outcome, let day = objection.decidedOn else {
            return words(
                .remarkObjection,
                ["number": objection.number.text, "state": state(objection.status, objection.outcome, words)])
        }
        var line = words(
            .remarkUpheld,
            [
                "number": objection.number.text, "date": words.date(day), "outcome": words(outcome.status.word),
                "reasons": reasons,
            ])
        if !objection.moves.isEmpty {
            let moves = objection.moves.map { move in
                words(
                    .remarkMoved,
                    [
                        "area": "\(move.area.text) \(move.name)", "before": stand(move.before, words),
                        "after": stand(move.after, words),
                    ])
            }
            line += words(.remarkMoves, ["moves": words.list(moves)])
        }
        if let until = objection.noticeEnds {
            line += words(.remarkAnew, ["date": words.date(day), "until": words.date(until)])
        }
        return line
    }

    /// How far it is; of one that was answered, with what was decided.
    static func state(_ status: Objection.Status, _ outcome: Objection.Outcome?, _ words: Words) -> String {
        guard status == .told, let outcome else { return words(status.word) }
        return words(.objectionToldOutcome, ["outcome": words(outcome.status.word)])
    }

    /// How many there were, and how many were upheld, as a final says it.
    static func counted(_ objections: [MonthObjection], _ words: Words) -> String {
        words.counted(
            .objectionsCounted, objections.count, ["upheld": String(objections.count { $0.isUpheld })])
    }

    private static func stand(_ stand: RankingMove.Stand, _ words: Words) -> String {
        stand.place.map { words(.remarkStand, ["place": String($0), "final": stand.final.fixed]) }
            ?? words(.remarkUnranked)
    }
}

extension Objection.Status: Worded {
    var word: Word {
        switch self {
        case .received: .statusReceived
        case .admitted: .statusAdmitted
        case .notAdmitted: .statusNotAdmitted
        case .upheld: .statusUpheld
        case .partlyUpheld: .statusPartlyUpheld
        case .dismissed: .statusDismissed
        case .told: .statusTold
        case .withdrawn: .statusWithdrawn
        }
    }
}

extension Objection.Kind: Worded {
    var word: Word {
        switch self {
        case .objection: .kindObjection
        case .appeal: .kindAppeal
        }
    }
}

extension Objection.Matter.Kind: Worded {
    var word: Word {
        switch self {
        case .sheet: .aboutSheet
        case .adjustment: .aboutAdjustment
        case .area: .aboutArea
        case .process: .aboutProcess
        }
    }
}

extension Objection.Way: Worded {
    var word: Word {
        switch self {
        case .visit: .wayVisit
        case .letter: .wayLetter
        case .telephone: .wayTelephone
        case .email: .wayEmail
        case .ownPage: .wayOwnPage
        }
    }
}

extension ReceivedWay: Worded {
    var word: Word { way.word }
}

extension DecidedOutcome: Worded {
    var word: Word { outcome.status.word }
}
