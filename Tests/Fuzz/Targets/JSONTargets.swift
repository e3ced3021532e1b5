import Domain
import Foundation

@testable import Server

extension FuzzTarget {
    static let json = FuzzTarget(
        name: "json",
        seeds: [
            #"{"code": "small", "points": {"order": 14.50, "service": -0.0e+12}, "tasks": [["a", null], true]}"#,
            "\u{FEFF}[\"\\u4e2d\\ud83d\\ude00\\n\\/\", 1, 10, 0.1, {}]",
        ]
    ) { bytes in
        let value: JSON
        do throws(JSON.SyntaxError) {
            value = try JSON.parse(bytes)
        } catch {
            require((0...bytes.count).contains(error.offset), "an error lies within the text")
            return
        }
        let written = value.bytes()
        let again = accepted { () throws(JSON.SyntaxError) in try JSON.parse(written) }
        // Compared as bytes: Swift takes a letter with its accent for the same as the two apart.
        require(again?.bytes() == written, "what was written is read again as it was")
        let pretty = accepted { () throws(JSON.SyntaxError) in try JSON.parse(Array(value.prettyText.utf8)) }
        require(pretty?.bytes() == written, "indented text says the same")
        let canonical = value.canonicalBytes()
        let recanonised = accepted { () throws(JSON.SyntaxError) in try JSON.parse(canonical).canonicalBytes() }
        require(recanonised == canonical, "the canonical form is its own canonical form")
        require(isReadByFoundation(written), "what is accepted is JSON to others as well")
    }

    /// Numbers are left out: Foundation refuses those that no Double holds.
    private static func isReadByFoundation(_ bytes: [UInt8]) -> Bool {
        if bytes.contains(where: { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) { return true }
        return (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
    }

    static let scheme = FuzzTarget(name: "scheme", seeds: [fixture("seeds/demo/scheme.json"), smallScheme]) { bytes in
        guard let json = accepted({ () throws(JSON.SyntaxError) in try JSON.parse(bytes) }),
            let scheme = accepted({ () throws(FieldErrors) in try SchemeContent(json) })
        else { return }
        let written = scheme.json
        let again = accepted { () throws(FieldErrors) in try SchemeContent(written) }
        require(again == scheme, "an accepted scheme is accepted again, and is the same")
        require(again?.json.bytes() == written.bytes(), "and is written the same")
        require(scheme.tiers.map(\.weight).reduce(0, +) == 100, "weights sum to 100")
        require(scheme.maximumTotal > .zero, "there are points to be had")
        require((1...28).contains(scheme.dueDate(for: scheme.effectiveFrom).components.day), "the due day exists")
    }

    static let smallScheme = """
        {"code": "small", "titleZh": "小考核", "titleEn": "Small", "effectiveFrom": "2026-01", "scoringDueDay": 5,
         "noticeWorkingDays": 5, "awardMinimum": 80, "awardsPerBranch": 1, "bonusCap": 5.5,
         "criteria": [{"key": "order", "titleZh": "秩序", "titleEn": "Order", "maxPoints": 100, "guidance": "g"}],
         "tiers": [{"tier": "self", "weight": 40, "combine": "mean"}, {"tier": "branch", "weight": 60, "combine": "trimmedMean"}],
         "bonuses": [{"key": "praised", "titleZh": "表扬", "titleEn": "Praised", "points": 2, "cap": 4}],
         "deductions": [{"key": "complaint", "titleZh": "投诉", "titleEn": "Complaint", "points": 2, "cap": 6}],
         "vetoes": [{"key": "sanction", "titleZh": "处分", "titleEn": "Sanction"}]}
        """

    /// What a stranger sends to be verified: its figures are anybody's.
    static let snapshot = FuzzTarget(name: "snapshot", seeds: [snapshotInputs, coHeldInputs]) { bytes in
        guard let json = accepted({ () throws(JSON.SyntaxError) in try JSON.parse(bytes) }),
            let inputs = Ranking.Inputs(snapshotJSON: json)
        else { return }
        let snapshot = Snapshot(of: inputs, hash: checksum)
        let faults = Snapshot.verify(
            inputs: snapshot.inputs, ranking: snapshot.ranking,
            recordedHash: checksum(snapshot.ranking.canonicalBytes()), current: inputs, hash: checksum
        )
        require(faults.isEmpty, "a snapshot recomputes to itself: \(faults)")
        let ranking = Ranking(inputs)
        require(ranking.rows.count + ranking.unranked.count == inputs.contenders.count, "no area is lost")
        for (above, below) in zip(ranking.rows, ranking.rows.dropFirst()) {
            require(above.place <= below.place && above.score.final >= below.score.final, "places follow the finals")
        }
    }

    private static let snapshotInputs = """
        {"format": 1, "branch": "A", "month": "2026-11", "scheme": \(smallScheme), "areas": [
         {"area": "A-1", "name": "夜市", "holder": "104", "holderName": "甲", "preceding": [8000],
          "sheets": [{"id": 1, "tier": "self", "total": 9000}, {"id": 2, "tier": "branch", "total": 8000}],
          "adjustments": [{"id": 1, "kind": "bonus", "item": "praised", "times": 1}]},
         {"area": "A-2", "name": "主干道", "holder": null, "holderName": null, "preceding": [],
          "sheets": [{"id": 3, "tier": "branch", "total": 9000}, {"id": 4, "tier": "self", "total": 6500}],
          "adjustments": [{"id": 2, "kind": "veto", "item": "sanction", "times": 1}]}]}
        """

    /// Of the next format, with an area that two hold.
    private static let coHeldInputs = """
        {"format": 3, "branch": "A", "month": "2026-11", "scheme": \(smallScheme), "areas": [
         {"area": "A-1", "name": "夜市", "holders": ["104", "105"], "holderNames": ["甲", "乙"], "preceding": [],
          "sheets": [{"id": 1, "tier": "self", "total": 9000}, {"id": 2, "tier": "self", "total": 8000},
           {"id": 3, "tier": "branch", "total": 8000}], "adjustments": []},
         {"area": "A-2", "name": "主干道", "holders": [], "holderNames": [], "preceding": [], "sheets": [],
          "adjustments": []}]}
        """

    /// Stands for the SHA-256: all that a snapshot asks of it is that it tells documents apart.
    @Sendable private static func checksum(_ bytes: [UInt8]) -> String {
        String(bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
    }

    /// A request's body against every operation's schema.
    static let bodies = FuzzTarget(
        name: "bodies",
        seeds: [
            #"{"area":"A-1","tier":"self","assessor":"104","points":{"order":55,"service":36.5},"comment":"x"}"#,
            #"{"committee":"JG","date":"2026-12-09","start":"09:00","minutes":60,"place":"p","standing":"regular"}"#,
            #"{"member":"104","from":"2026-12-01","tasks":[{"objective":"a","measure":"b","due":"2026-12-31"}]}"#,
        ]
    ) { bytes in
        guard let json = accepted({ () throws(JSON.SyntaxError) in try JSON.parse(bytes) }) else { return }
        let again = accepted { () throws(JSON.SyntaxError) in try JSON.parse(json.bytes()) } ?? .null
        for operation in API.operations {
            guard case .json(let schema) = operation.body else { continue }
            var (errors, errorsAgain) = (FieldErrors(), FieldErrors())
            schema.validate(json, at: "", into: &errors)
            schema.validate(again, at: "", into: &errorsAgain)
            require(errors.errors == errorsAgain.errors, "\(operation.id) judges a body by what it says")
        }
    }
}
