/// A ranking frozen with what it was computed from, so that anybody can recompute it later and compare.
///
/// Both documents are canonical JSON (``JSON/canonicalBytes()``), every figure in whole hundredths. The SHA-256 of the
/// inputs stands inside the ranking's document, whose own SHA-256 is the snapshot's hash: one short line for paper
/// covers both.
package struct Snapshot: Hashable, Sendable {
    package let inputs: JSON
    package let ranking: JSON

    /// - Parameter hash: SHA-256 as lower-case hexadecimal.
    package init(of inputs: Ranking.Inputs, hash: ([UInt8]) -> String) {
        self.inputs = inputs.snapshotJSON
        ranking = Ranking(inputs).snapshotJSON(
            of: inputs.scheme, inputsHash: hash(self.inputs.canonicalBytes()))
    }

    /// What a check of a stored snapshot can find.
    package enum Fault: String, CaseIterable, Hashable, Sendable {
        /// The ranking's document does not have the hash that was recorded.
        case rankingAltered
        /// The inputs do not have the hash that stands in the ranking.
        case inputsAltered
        /// The inputs cannot be read as a ranking's inputs.
        case inputsUnreadable
        /// The ranking computed from the inputs is another one.
        case recomputedDiffers
        /// The month's records in the database are no longer those the snapshot was taken of.
        case recordsDiffer
        /// An export names another branch or month than its ranking.
        case headerDiffers
        /// The awards on record are not those that the ranking brings.
        case awardsDiffer
        /// The month's records are the same, but the earlier months that make the trend have changed since: they were
        /// still open when this month was posted.
        case precedingDiffer
        /// It was taken after a decision on an objection, and moves what that decision did not touch; or after none.
        case movesUntouched

        package var detail: Sentence {
            switch self {
            case .rankingAltered: "the ranking does not match the recorded hash: it was changed after it was taken"
            case .inputsAltered:
                "the inputs do not match the hash inside the ranking: they were changed after it was taken"
            case .inputsUnreadable: "the inputs cannot be read"
            case .recomputedDiffers: "computing the ranking from the inputs gives another result"
            case .recordsDiffer:
                "the month's sheets, adjustments or holders in the database are not those of the snapshot"
            case .headerDiffers: "the export names another branch or month than the ranking in it"
            case .awardsDiffer: "the awards on record are not the winners of the ranking"
            case .precedingDiffer: "an earlier month that makes the trend was changed after this month was posted"
            case .movesUntouched:
                "it differs from the snapshot before it in more than the decision on the objection touched"
            }
        }
    }

    /// Checks stored documents against the hash that was recorded with them. An empty result means they hold.
    ///
    /// - Parameters:
    ///   - current: the inputs as the database holds them now; nil when only an export is at hand.
    ///   - comparesTrend: not while an earlier month that makes the trend is open, whose figures nobody sees.
    package static func verify(
        inputs: JSON, ranking: JSON, recordedHash: String, current: Ranking.Inputs?, comparesTrend: Bool = true,
        hash: ([UInt8]) -> String
    ) -> [Fault] {
        var faults: [Fault] = []
        if hash(ranking.canonicalBytes()) != recordedHash { faults.append(.rankingAltered) }
        if ranking["inputsHash"]?.string != hash(inputs.canonicalBytes()) { faults.append(.inputsAltered) }
        if let parsed = Ranking.Inputs(snapshotJSON: inputs) {
            let recomputed = Snapshot(of: parsed, hash: hash).ranking
            if recomputed.canonicalBytes() != ranking.canonicalBytes(), !faults.contains(.inputsAltered) {
                faults.append(.recomputedDiffers)
            }
        } else {
            faults.append(.inputsUnreadable)
        }
        if let current {
            // A name that was corrected since changes nothing that was assessed.
            let frozen = Ranking.Inputs(snapshotJSON: inputs)
            if current.withoutPreceding != frozen?.withoutPreceding {
                faults.append(.recordsDiffer)
            } else if comparesTrend, current.figures != frozen?.figures {
                faults.append(.precedingDiffer)
            }
        }
        return faults
    }
}

extension Ranking.Inputs {
    /// All that figures depend on.
    fileprivate var figures: Ranking.Inputs {
        with { Ranking.Contender(record: $0.record.withoutLabels, preceding: $0.preceding) }
    }

    /// The month's own figures alone.
    fileprivate var withoutPreceding: Ranking.Inputs {
        with { Ranking.Contender(record: $0.record.withoutLabels, preceding: []) }
    }

    private func with(_ change: (Ranking.Contender) -> Ranking.Contender) -> Ranking.Inputs {
        Ranking.Inputs(branch: branch, month: month, scheme: scheme, contenders: contenders.map(change))
    }
}

extension AreaRecord {
    fileprivate var withoutLabels: AreaRecord {
        AreaRecord(area: area, holders: holders, sheets: sheets, entries: entries)
    }
}
