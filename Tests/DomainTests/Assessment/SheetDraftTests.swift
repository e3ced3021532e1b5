import Domain
import Testing

/// Maxima of the sample scheme: discipline 15, enforcement 25, order 25, deeds 20, publicity 15.
@Suite struct SheetDraftTests {
    private static let keys = ["discipline", "enforcement", "order", "deeds", "publicity"]

    /// - Parameter points: in the order of the scheme's criteria; `-` leaves one out, `name=points` adds one of another
    ///   name.
    private func draft(
        _ points: String, tier: Tier = .branch, comment: String? = nil, late: String? = nil, revision: String? = nil,
        changing changes: [String: String] = [:]
    ) throws -> Sheet.Draft {
        var given: [String: Points] = [:]
        for (index, word) in points.split(separator: " ").enumerated() where word != "-" {
            let parts = word.split(separator: "=")
            given[parts.count == 2 ? String(parts[0]) : Self.keys[index]] = try Points(parts[parts.count - 1])
        }
        return try Sheet.Draft(
            tier: tier, points: given, comment: comment, lateReason: late, revisionReason: revision,
            scheme: SchemeSample.content(changes)
        )
    }

    @Test func `a sheet has points for every criterion, and their sum is its total`() throws {
        let draft = try draft("14 22.5 20 18.25 12")
        #expect(draft.total.description == "86.75")
        #expect(draft.points[try Code("deeds")]?.description == "18.25")
        #expect(draft.points.count == 5)
        #expect(draft.comment == nil && draft.lateReason == nil && draft.revisionReason == nil)
    }

    @Test(
        arguments: [
            ("15 25 25 20 15", []), ("15.01 25 25 20 15", ["points.discipline range"]),
            ("15 26 25 21 15", ["points.enforcement range", "points.deeds range"]),
            ("- 25 25 20 15", ["points.discipline required"]),
            ("", keys.map { "points.\($0) required" }), ("15 25 25 20 15 x=1", ["points.x unknown"]),
            ("15 25 25 20 15 z=1 Order=1", ["points.Order unknown", "points.z unknown"]),
            ("16 25 - 20 15 x=1", ["points.discipline range", "points.order required", "points.x unknown"]),
            ("15 25 14.99 20 15", ["comment required"]),
            ("16 25 1 20 -", ["points.discipline range", "points.publicity required", "comment required"]),
        ] as [(String, [String])])
    func `every criterion once, none over its maximum, all complaints at once`(points: String, expected: [String]) {
        #expect(complaints { try draft(points) } == expected)
    }

    @Test(arguments: [
        // 60 % of 15 is 9, of 25 is 15, of 20 is 12.
        ("9 15 15 12 9", false), ("8.99 15 15 12 9", true), ("9 14.99 15 12 9", true), ("9 15 15 11.99 9", true),
        ("9 15 15 12 0", true),
        ("15 25 25 20 15", false), ("0 0 0 0 0", true),
    ])
    func `points below 60 % of a maximum need a comment, exactly 60 % do not`(points: String, needed: Bool) throws {
        #expect(complaints { try draft(points) } == (needed ? ["comment required"] : []))
        #expect(complaints { try draft(points, comment: " \u{3000} ") } == (needed ? ["comment required"] : []))
        #expect(try draft(points, comment: " 夜间占道经营较多 ").comment?.string == "夜间占道经营较多")
    }

    @Test(arguments: [
        ("0.03", "0.01", true), ("0.03", "0.02", false), ("0.01", "0", true), ("0.01", "0.01", false),
        ("33.33", "19.99", true), ("33.33", "20", false),
    ])
    func `the threshold is exact where 60 % is no whole hundredth`(maximum: String, points: String, needed: Bool) {
        let found = complaints {
            try draft("\(points) 25 25 20 15", changing: ["criteria[0].maxPoints": maximum])
        }
        #expect(found == (needed ? ["comment required"] : []))
    }

    @Test func `the complaint names the criteria that need the comment`() throws {
        let error = try #require(throws: FieldErrors.self) { try draft("8 25 1 20 15") }
        #expect(
            error.errors.first?.detail.description
                == "Learning and discipline, Order in the area below 60 % of the maximum: say why")
    }

    @Test func `a tier that the scheme does not have is not scored`() {
        let tiers = ["tiers": SchemeSample.tiers("self 10 mean, branch 90 mean")]
        #expect(complaints { try draft("15 25 25 20 15", tier: .public, changing: tiers) } == ["tier unknown"])
        #expect(complaints { try draft("15 25 25 20 15", tier: .own, changing: tiers) } == [])
    }

    @Test func `reasons are trimmed, an empty one is none, and they may be long but not endless`() throws {
        let draft = try draft("15 25 25 20 15", late: " 补录 ", revision: "")
        #expect(draft.lateReason?.string == "补录")
        #expect(draft.revisionReason == nil)
        let long = String(repeating: "字", count: 501)
        #expect(
            complaints { try self.draft("15 25 25 20 15", comment: long, late: long, revision: long) }
                == ["comment length", "lateReason length", "revisionReason length"]
        )
    }
}
