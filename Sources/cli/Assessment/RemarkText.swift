import Domain

/// What stands on a month beside its figures, a line each.
enum RemarkText {
    /// - Parameter ranking: as the API has it.
    static func lines(_ ranking: JSON) -> [String] {
        let remarks = ranking["remarks"] ?? .null
        var lines: [String] = []
        if let reason = remarks["incompleteReason"]?.string { lines.append("Closed with incomplete areas: \(reason)") }
        lines += (remarks["reopenings"]?.array ?? []).map {
            "Opened again after closing, \($0.shown("at")) by \($0.shown("by")): \($0.shown("reason"))"
        }
        lines += (remarks["holderChanges"]?.array ?? []).map {
            let (before, after) = ($0.people("before"), $0.people("after"))
            return "\($0.shown("area")): holder changed afterwards, \($0.shown("at")) by \($0.shown("by")), "
                + "from \($0.shown("from")) on \(after.isEmpty ? "nobody" : after) instead of "
                + "\(before.isEmpty ? "nobody" : before): "
                + $0.shown("reason") + ($0["monthStands"]?.bool == true ? "; the month stands as it was closed" : "")
        }
        lines += (remarks["latePapers"]?.array ?? []).map {
            "Recorded afterwards, \($0.shown("at")) by \($0.shown("by")): \($0.person("member")) \($0.shown("kind")) "
                + [$0.shown("area"), "from \($0.shown("from")) on"].filter { !$0.isEmpty }.joined(separator: " ")
                + ": \($0.shown("reason")); "
                + ($0["monthStands"]?.bool == true ? "the month stands as it was closed" : "the month counts with it")
        }
        lines += (remarks["prolongations"]?.array ?? []).map {
            "Notice prolonged from \($0.shown("endedOn")) to \($0.shown("endsOn")), for the calendar had changed, "
                + "\($0.shown("at")) by \($0.shown("by"))"
        }
        lines += (remarks["recusals"]?.array ?? []).map {
            "\($0.person("assessor")) does not score the areas of \($0.person("holder")), declared \($0.shown("at")) "
                + "by \($0.shown("by"))"
        }
        lines += (remarks["withdrawnSheets"]?.array ?? []).map {
            let assessor = $0["label"]?.string ?? $0.person("assessor")
            return "\($0.shown("area")): the \($0.shown("tier")) sheet of \(assessor) taken back, \($0.shown("at")) "
                + "by \($0.shown("by")): \($0.shown("reason"))"
        }
        lines += (remarks["objections"]?.array ?? []).map(objection)
        lines += (remarks["withheldHonours"]?.array ?? []).map {
            "\($0.shown("area")): the honour is not given to \($0.person("member")), by decision of the higher organisation"
        }
        lines += (ranking["uncountedSheets"]?.array ?? []).map {
            "\($0.shown("area")): the \($0.shown("tier")) sheet of \($0.person("assessor")) does not count "
                + "(\($0.shown("cause")))"
        }
        let entered = ranking["publicSheets"]?.array ?? []
        if !entered.isEmpty {
            let parts = entered.map { sheets in
                let name = sheets["name"]?.string.map { " \($0)" } ?? ""
                return "\(sheets.shown("enteredBy"))\(name): \(sheets.shown("count"))"
            }
            lines.append("Sheets of the public, by whom they were entered: \(parts.joined(separator: ", "))")
        }
        return lines
    }

    /// How far an objection is; of one that was upheld, why, and what moved.
    private static func objection(_ json: JSON) -> String {
        let said = "Objection \(json.shown("number")): \(json["outcome"]?.string ?? json.shown("status"))"
        guard let reasons = json["reasons"]?.string else { return said }
        let moves = moves(json)
        let anew = json["noticeEnds"]?.string.map { "; the notice stands anew until \($0)" } ?? ""
        return "\(said) on \(json.shown("decidedOn")): \(reasons)"
            + (moves.isEmpty ? "" : "; moved: \(moves.joined(separator: ", "))") + anew
    }

    /// The areas that a decision moved, each from where and to where.
    static func moves(_ json: JSON) -> [String] {
        func stand(_ json: JSON?) -> String {
            json?["place"]?.integer.map { "\($0) (\(json?.shown("final") ?? ""))" } ?? "not ranked"
        }
        return (json["moves"]?.array ?? []).map {
            "\($0.shown("area")) \(stand($0["before"])) → \(stand($0["after"]))"
        }
    }
}

extension JSON {
    /// Why an area that was assessed is not among the branch's: `established 2026-12-01`.
    var departed: String? {
        guard let kind = self["kind"]?.string else { return nil }
        return ["left: \(kind)", self["day"]?.string].compactMap(\.self).joined(separator: " ")
    }
}
