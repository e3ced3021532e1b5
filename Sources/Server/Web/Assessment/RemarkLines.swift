import Domain
import Storage

/// What stands on a month beside its figures, a sentence each.
enum RemarkLines {
    static func lines(_ remarks: MonthRemarks, _ words: Words) -> [String] {
        var lines: [String] = []
        if let reason = remarks.incompleteReason { lines.append(words(.remarkIncomplete, ["reason": reason])) }
        lines += remarks.reopenings.map {
            words(.remarkReopened, ["date": words.date($0.on), "name": words.account($0.by), "reason": $0.reason])
        }
        lines += remarks.holderChanges.map {
            words(
                .remarkHolder,
                [
                    "area": "\($0.area.text) \($0.areaName)", "on": words.date($0.on), "from": words.date($0.from),
                    "before": words.holders($0.before.map(\.name)), "after": words.holders($0.after.map(\.name)),
                    "reason": $0.reason,
                    "name": words.account($0.by),
                ]) + ($0.isAfterClosing ? words(.remarkStands) : "")
        }
        lines += remarks.latePapers.map { paper in
            words(
                .remarkLatePaper,
                [
                    "on": words.date(paper.on), "name": words.account(paper.by), "member": paper.member.name,
                    "from": words.date(paper.from), "what": what(paper, words), "reason": paper.reason,
                ]) + words(paper.isAfterClosing ? .remarkStands : .remarkCounts)
        }
        lines += remarks.prolongations.map {
            words(
                .remarkProlonged,
                [
                    "on": words.date($0.on), "name": words.account($0.by), "before": words.date($0.endedOn),
                    "after": words.date($0.endsOn),
                ])
        }
        lines += remarks.recusals.map {
            words(
                .remarkRecusal,
                [
                    "assessor": $0.assessor.name, "holder": $0.holder.name, "on": words.date($0.on),
                    "name": words.account($0.by),
                ])
        }
        lines += Dictionary(grouping: remarks.withdrawnSheets, by: \.by).sorted { $0.key < $1.key }.map {
            name, sheets in
            let shown = sheets.map { withdrawn($0, words) }
            return words.counted(
                .remarkWithdrawn, sheets.count, ["name": words.account(name), "sheets": words.list(shown)])
        }
        lines += remarks.objections.map { ObjectionLines.line($0, words) }
        // Of how many it was decided is for a page alone: what is printed hangs on the wall.
        lines += remarks.withheld.map {
            words(
                .remarkWithheld,
                ["member": $0.member.name, "area": "\($0.area.text) \($0.areaName)", "date": words.date($0.on)])
        }
        return lines
    }

    private static func withdrawn(_ sheet: WithdrawnSheet, _ words: Words) -> String {
        words(
            .remarkWithdrawnPart,
            [
                "area": sheet.area.text, "tier": words(sheet.tier.word),
                "assessor": sheet.assessor?.name ?? sheet.label ?? "", "on": words.date(sheet.on),
                "reason": sheet.reason,
            ])
    }

    private static func what(_ paper: LatePaperListing, _ words: Words) -> String {
        switch paper.kind {
        case .holder, .gaveUp: words(.lateGaveUp, ["area": paper.area?.text ?? ""])
        case .transferred: words(.lateTransferred)
        case .left: words(.lateLeft)
        case .returned: words(.lateReturned)
        case .appointed: words(.lateAppointed)
        case .relieved: words(.lateRelieved)
        }
    }

    /// The same of a month whose figures are shown, with the sheets that do not count and who entered the public's.
    static func lines(_ listing: RankingListing, _ words: Words) -> [String] {
        var lines = lines(listing.remarks, words)
        lines += listing.uncounted.map {
            words(
                .remarkUncounted,
                [
                    "area": $0.area.text, "tier": words($0.tier.word), "name": $0.assessor.name,
                    "cause": words($0.cause.word),
                ])
        }
        if !listing.publicSheets.isEmpty {
            let count = listing.publicSheets.map(\.count).reduce(0, +)
            let entered = listing.publicSheets.map {
                words(.remarkPublicPart, ["name": $0.name ?? words.account($0.enteredBy), "count": String($0.count)])
            }
            lines.append(words.counted(.remarkPublic, count, ["entered": words.list(entered)]))
        }
        return lines
    }
}

extension Sheet.Uncounted: Worded {
    var word: Word {
        switch self {
        case .isHolder: .uncountedHolder
        case .isNotHolder: .uncountedNotHolder
        case .recused: .uncountedRecused
        case .left: .uncountedLeft
        case .notYetMember: .uncountedNotYet
        case .notMember: .uncountedNotMember
        case .leadsNoGroup: .uncountedNoLeader
        case .notOfficer: .uncountedNoOfficer
        case .notNamed: .uncountedNotNamed
        }
    }
}

extension ResponsibilityArea.Departure {
    /// Why it is not ranked although it was assessed.
    func shown(_ words: Words) -> String {
        switch self {
        case .established(let day): words(.departureEstablished, ["date": words.date(day)])
        case .retired(let day): words(.departureRetired, ["date": words.date(day)])
        case .moved: words(.departureMoved)
        }
    }
}
