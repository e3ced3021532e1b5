import Domain
import Testing

/// October 2026, entries due on 2026-11-05.
@Suite struct AdjustmentTests {
    private func draft(
        _ item: String = "complaint", times: Int = 1, reason: String = "群众举报查实", on date: String = "2026-10-20",
        details: Adjustment.Details? = Adjustment.Details.none, late: String? = nil, today: String = "2026-11-05",
        scheme: SchemeContent? = nil
    ) throws -> Adjustment.Facts {
        let rules = Adjustment.Rules(
            scheme: try scheme ?? SchemeSample.content(), month: try Month(parsing: "2026-10"),
            today: try LocalDate(parsing: today))
        var errors = FieldErrors()
        let facts = Adjustment.Facts(
            item: try Code(item), times: times, reason: try Text.reason(reason),
            happenedOn: try LocalDate(parsing: date), details: details, lateReason: .some(try late.map(Text.reason)),
            by: rules,
            noting: &errors)
        guard let facts else { throw errors }
        return facts
    }

    @Test(arguments: [
        ("commended", Adjustment.Kind.bonus), ("deedPraised", .bonus), ("caseOverdue", .deduction),
        ("absence", .deduction),
        ("sanction", .veto), ("rough", .veto),
    ])
    func `an item's key says whether it is a bonus, a deduction or a veto`(item: String, kind: Adjustment.Kind) throws {
        let draft = try draft(item)
        #expect(draft.kind == kind)
        #expect(draft.item.text == item)
    }

    @Test(
        arguments: [
            ("complaint", 1, []), ("complaint", 100, []), ("complaint", 0, ["times range"]),
            ("complaint", -1, ["times range"]),
            ("complaint", 101, ["times range"]), ("sanction", 1, []), ("sanction", 2, ["times range"]),
            ("sanction", 0, ["times range"]),
            ("gift", 1, ["item unknown"]), ("Complaint", 1, ["item unknown"]),
            ("gift", 0, ["item unknown", "times range"]),
        ] as [(String, Int, [String])])
    func `an item is from the menu and counts 1 to 100 times, a veto once`(item: String, times: Int, expected: [String])
    {
        #expect(complaints { try draft(item, times: times) } == expected)
    }

    @Test(
        arguments: [
            ("2026-10-01", "2026-11-05", []), ("2026-10-31", "2026-11-05", []),
            ("2026-09-30", "2026-11-05", ["date range"]),
            ("2026-11-01", "2026-11-05", ["date range"]), ("2025-10-20", "2026-11-05", ["date range"]),
            ("2026-10-20", "2026-10-20", []), ("2026-10-21", "2026-10-20", ["date range"]),
        ] as [(String, String, [String])])
    func `the event lies in the month and not in the future`(date: String, today: String, expected: [String]) {
        #expect(complaints { try draft(on: date, today: today) } == expected)
    }

    @Test(
        arguments: [
            ("2026-10-20", nil, [], nil), ("2026-11-05", nil, [], nil), ("2026-11-05", "多余", [], nil),
            ("2026-11-06", nil, ["lateReason late"], nil),
            ("2026-11-06", " 处分决定晚到 ", [], "处分决定晚到"),
            ("2027-03-01", "处分决定晚到", [], "处分决定晚到"),
        ] as [(String, String?, [String], String?)])
    func `after the due day an entry is late and needs a reason`(
        today: String, late: String?, expected: [String], kept: String?
    ) throws {
        #expect(complaints { try draft(late: late, today: today) } == expected)
        if expected.isEmpty {
            #expect(try draft(late: late, today: today).lateReason?.string == kept)
        }
    }

    @Test func `all complaints come at once, and nothing is said of what could not be read`() throws {
        #expect(
            complaints { try draft("gift", times: 0, on: "2026-09-30", today: "2026-12-01") }
                == ["item unknown", "times range", "date range", "lateReason late"]
        )
        let rules = Adjustment.Rules(
            scheme: try SchemeSample.content(), month: try Month(parsing: "2026-10"),
            today: try LocalDate(parsing: "2026-12-01"))
        var errors = FieldErrors()
        let unread: Text?? = nil
        let facts = Adjustment.Facts(
            item: nil, times: nil, reason: nil, happenedOn: nil, details: nil, lateReason: unread, by: rules,
            noting: &errors)
        #expect(facts == nil && errors.isEmpty)
    }

    /// Points, level, event and document, a stroke for what is not said.
    @Test(
        arguments: [
            // Fixed points.
            ("deedPraised", "- - - -", []), ("deedPraised", "3 - - -", ["points unexpected"]),
            ("deedPraised", "- gold - -", ["level unexpected"]), ("deedPraised", "- - 国庆 -", []),
            ("deedPraised", "- - - 3号", ["document unexpected"]),
            // A least and a greatest: 1 to 3, with a document if there is one.
            ("commended", "1 - - -", []), ("commended", "3 - - 3号", []), ("commended", "2.55 - 国庆 3号", []),
            ("commended", "- - - -", ["points required"]), ("commended", "0.99 - - -", ["points range"]),
            ("commended", "3.01 - - -", ["points range"]), ("commended", "2 gold - -", ["level unexpected"]),
            // Levels, with a document in each case.
            ("complaint", "- city - 3号", []), ("complaint", "- - - 3号", ["level required"]),
            ("complaint", "- bronze - 3号", ["level unknown"]), ("complaint", "- city - -", ["document required"]),
            ("complaint", "2 - - -", ["points unexpected", "level required", "document required"]),
            // Vetoes: one by decision, one without.
            ("sanction", "- - - 处〔2026〕1号", []), ("sanction", "- - - -", ["document required"]),
            ("sanction", "1 city - 3号", ["points unexpected", "level unexpected"]), ("rough", "- - - -", []),
            ("rough", "- - 国庆 -", []), ("rough", "- - - 3号", ["document unexpected"]),
        ] as [(String, String, [String])])
    func `an item takes exactly what it needs`(item: String, said: String, expected: [String]) throws {
        let words = said.split(separator: " ").map { $0 == "-" ? nil : String($0) }
        let details = Adjustment.Details(
            points: try words[0].map { try Points($0) }, level: try words[1].map { try Code($0) },
            event: try words[2].map { try Text($0, maximum: 100) },
            document: try words[3].map { try Text($0, maximum: 100) })
        #expect(complaints { try draft(item, details: details, scheme: SchemeSample.detailed()) } == expected)
    }

    @Test func `a scheme of format 1 knows no events`() throws {
        let details = Adjustment.Details(points: nil, level: nil, event: try Text("国庆", maximum: 100), document: nil)
        #expect(complaints { try draft(details: details) } == ["event unexpected"])
    }
}
