import Domain
import Testing

@Suite struct CadenceTests {
    private func day(_ raw: String) throws -> LocalDate { try LocalDate(parsing: raw) }

    private func days(_ raw: String) throws -> [LocalDate?] {
        try raw.split(separator: "…", omittingEmptySubsequences: false).map { try $0.isEmpty ? nil : day(String($0)) }
    }

    private func span(_ raw: String) throws -> DateSpan {
        let ends = try days(raw)
        return try #require(DateSpan(from: ends[0], until: ends[1]))
    }

    // MARK: - Periods

    @Test(
        arguments: [
            (Cadence.month, "2026-10-31", "2026-10", "2026-10-01", "2026-10-31"),
            (.month, "2028-02-29", "2028-02", "2028-02-01", "2028-02-29"),
            (.month, "2027-02-01", "2027-02", "2027-02-01", "2027-02-28"),
            (.quarter, "2026-12-31", "2026-Q4", "2026-10-01", "2026-12-31"),
            (.quarter, "2028-02-29", "2028-Q1", "2028-01-01", "2028-03-31"),
            (.halfYear, "2026-06-30", "2026-H1", "2026-01-01", "2026-06-30"),
            (.halfYear, "2026-07-01", "2026-H2", "2026-07-01", "2026-12-31"),
            (.year, "2026-01-01", "2026", "2026-01-01", "2026-12-31"),
        ] as [(Cadence, String, String, String, String)])
    func `a day lies in one calendar period, which its name reads back`(
        cadence: Cadence, on: String, name: String, first: String, last: String
    ) throws {
        let period = try #require(cadence.period(on: day(on)))
        #expect(try period.name == name && period.first == day(first) && period.last == day(last))
        #expect(try cadence.period(named: name) == period)
    }

    @Test func `the periods within days across a year follow one another without a gap`() throws {
        let across = try day("2026-11-15")...day("2027-02-10")
        #expect(Cadence.month.periods(within: across).map(\.name) == ["2026-11", "2026-12", "2027-01", "2027-02"])
        #expect(Cadence.quarter.periods(within: across).map(\.name) == ["2026-Q4", "2027-Q1"])
        #expect(Cadence.halfYear.periods(within: across).map(\.name) == ["2026-H2", "2027-H1"])
        #expect(Cadence.year.periods(within: across).map(\.name) == ["2026", "2027"])
        #expect(Cadence.monthsAfter(.appointment, 6).periods(within: across) == [])
    }

    @Test(arguments: [
        ("2026-03-15", 6, "2026-09-15"), ("2026-08-31", 6, "2027-02-28"), ("2027-08-31", 6, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"), ("2026-12-31", 2, "2027-02-28"), ("2026-10-31", 1, "2026-11-30"),
    ])
    func `months after an event end on the day of the same number, or on the last of the month`(
        event: String, months: Int, last: String
    ) throws {
        let cadence = Cadence.monthsAfter(.appointment, months)
        let period = try #require(cadence.period(after: day(event)))
        #expect(try period.first == day(event) && period.last == day(last))
        #expect(try cadence.period(named: event) == period)
    }

    @Test(
        arguments: [
            (Cadence.month, "2026-13"), (.month, "2026-Q4"), (.month, "2026"), (.quarter, "2026-Q5"),
            (.quarter, "2026-10"),
            (.quarter, "2026-Q0"), (.halfYear, "2026-H3"), (.year, "2026-01"), (.year, "1999"), (.year, "二〇二六"),
            (.monthsAfter(.appointment, 6), "2026-10"), (.month, ""), (.month, "-"), (.month, "2026-1"),
            (.quarter, "2026-Q3074457345618258603"),
        ] as [(Cadence, String)])
    func `a name of another kind of period is refused`(cadence: Cadence, name: String) {
        #expect(throws: Rejection.self) { try cadence.period(named: name) }
    }

    // MARK: - Who is asked

    @Test(
        arguments: [
            // October has 31 days: 16 are at least half of them, 15 are not.
            (Cadence.month, "2026-10-01", ["2026-10-16…"], true), (.month, "2026-10-01", ["2026-10-17…"], false),
            (.month, "2026-10-01", ["…2026-10-30"], false), (.month, "2026-10-01", ["…2026-10-31"], true),
            // 30 days, and exactly half of them.
            (.month, "2026-11-01", ["2026-11-16…"], true), (.month, "2026-11-01", ["2026-11-17…"], false),
            // The leap day makes 29 days: 15 are needed.
            (.month, "2028-02-01", ["2028-02-15…"], true), (.month, "2028-02-01", ["2028-02-16…"], false),
            (.month, "2027-02-01", ["2027-02-15…"], true), (.month, "2027-02-01", ["2027-02-16…"], false),
            // 365 days, 92 days.
            (.year, "2026-01-01", ["2026-07-02…"], true), (.year, "2026-01-01", ["2026-07-03…"], false),
            (.quarter, "2026-10-01", ["2026-11-16…"], true), (.quarter, "2026-10-01", ["2026-11-17…"], false),
            // Dissolved and founded anew: the days are counted together, those of both once.
            (.month, "2026-10-01", ["2026-10-01…2026-10-10", "2026-10-26…"], true),
            (.month, "2026-10-01", ["2026-10-01…2026-10-09", "2026-10-26…"], false),
            (.month, "2026-10-01", ["2026-10-20…", "2026-10-18…"], false), (.month, "2026-10-01", [], false),
            (.month, "2026-10-01", ["…"], true),
        ] as [(Cadence, String, [String], Bool)])
    func `whoever exists on the last day and on half of the days is asked`(
        cadence: Cadence, on: String, existed: [String], asked: Bool
    ) throws {
        let period = try #require(cadence.period(on: day(on)))
        #expect(try period.binds(whoExisted: existed.map(span)) == asked)
    }

    @Test(
        arguments: [
            ("2026-10-16", nil, "2026-10-01", true), ("2026-10-17", nil, "2026-10-01", false),
            ("2026-10-17", nil, "2026-11-01", true), (nil, "2026-10-30", "2026-10-01", false),
            (nil, "2026-10-31", "2026-10-01", true), (nil, "2026-10-31", "2026-11-01", false),
        ] as [(String?, String?, String, Bool)])
    func `a rule asks in a period at whose end it is in force, as of half of its days`(
        from: String?, until: String?, on: String, asked: Bool
    ) throws {
        let rule = try CadenceRule(json(["from": JSON(from), "until": JSON(until), "period": "month"]))
        let period = try #require(rule.cadence.period(on: day(on)))
        #expect(try rule.asks(in: period, whoExisted: [span("…")]) == asked)
        // Only the days on which there were both count.
        #expect(try !rule.asks(in: period, whoExisted: [span("2026-10-20…2026-10-31"), span("2026-11-17…")]))
    }

    @Test(arguments: [("2026-03-01…", true), ("2026-03-01…2026-08-31", false), ("2026-03-01…2026-09-01", true)])
    func `who left an office before its months were over is not asked`(held: String, asked: Bool) throws {
        let rule = try CadenceRule(
            json(["binds": "secretary", "period": "monthsAfter", "event": "appointment", "months": 6]))
        let period = try #require(rule.cadence.period(after: day("2026-03-01")))
        #expect(try rule.asks(in: period, whoExisted: [span(held)]) == asked)
    }

    // MARK: - States

    @Test(
        arguments: [
            // Due while the period runs, its last day included; on the next it is over.
            ("2026-10-01", [], .due), ("2026-12-31", [], .due), ("2027-01-01", [], .overdue), ("2026-09-30", [], nil),
            // Two are asked for.
            ("2026-12-31", ["2026-10-01"], .due), ("2027-01-01", ["2026-10-01"], .overdue),
            ("2026-12-31", ["2026-10-01", "2026-12-31"], .done),
            ("2027-06-01", ["2026-10-01", "2026-12-31", "2026-11-02"], .done),
            // What comes later does not count yet, and what lies in another period never.
            ("2026-12-30", ["2026-10-01", "2026-12-31"], .due),
            ("2027-02-01", ["2026-10-01", "2027-01-01"], .overdue), ("2026-11-01", ["2026-09-30", "2026-10-01"], .due),
        ] as [(String, [String], Obligation.State?)])
    func `an obligation stands by the records there are until the day`(
        on: String, records: [String], state: Obligation.State?
    ) throws {
        let rule = try CadenceRule(json(["quantity": 2]))
        let period = try rule.cadence.period(named: "2026-Q4")
        let held = try records.enumerated().map { Obligation.Record(id: Int64($0.offset), on: try day($0.element)) }
        #expect(try Obligation(rule, in: period, on: day(on), records: held)?.state == state)
    }

    @Test(
        arguments: [
            (false, false, "2027-01-01", false, .overdue), (false, true, "2027-01-01", false, .excused),
            (false, true, "2026-11-01", false, .excused), (false, true, "2027-01-01", true, .done),
            (true, false, "2027-01-01", false, .off), (true, true, "2027-01-01", true, .off),
            // What is to come is told only where it is excused or switched off.
            (true, false, "2026-09-01", false, .off), (false, true, "2026-09-01", false, .excused),
            (false, false, "2026-09-01", false, nil),
        ] as [(Bool, Bool, String, Bool, Obligation.State?)])
    func `what is switched off asks nothing, and what was done needs no excuse`(
        isOff: Bool, isExcused: Bool, on: String, isHeld: Bool, state: Obligation.State?
    ) throws {
        let rule = try CadenceRule(json())
        let records = try isHeld ? [Obligation.Record(id: 1, on: day("2026-10-08"))] : []
        let obligation = try Obligation(
            rule, in: rule.cadence.period(named: "2026-Q4"), on: day(on), records: records, isOff: isOff,
            isExcused: isExcused)
        #expect(obligation?.state == state)
    }

    @Test func `what is in time beyond its period is due until then, and counts from the day on which it was done`()
        throws
    {
        let rule = try CadenceRule(json(["period": "month", "counts": "rankedMonth", "meeting": nil]))
        let period = try rule.cadence.period(named: "2026-10")
        let record = try Obligation.Record(id: 7, on: day("2026-10-31"), since: day("2026-11-06"))
        func state(_ on: String) throws -> Obligation.State? {
            try Obligation(rule, in: period, on: day(on), until: day("2026-11-05"), records: [record])?.state
        }
        #expect(try state("2026-11-05") == .due && state("2026-11-06") == .done)
        #expect(
            try Obligation(rule, in: period, on: day("2026-11-06"), until: day("2026-11-05"), records: [])?.state
                == .overdue)
    }

    @Test func `what was said last of a rule stands, from its period on`() throws {
        let said = try [
            CadenceSwitch(isOff: true, from: day("2026-07-01")), CadenceSwitch(isOff: false, from: day("2026-10-01")),
        ]
        let isOff = try ["2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"].map {
            CadenceSwitch.isOff(said, in: try Cadence.quarter.period(named: $0))
        }
        #expect(isOff == [false, true, false, false])
        let again = try said + [CadenceSwitch(isOff: true, from: day("2026-07-01"))]
        #expect(try CadenceSwitch.isOff(again, in: Cadence.quarter.period(named: "2026-Q4")))
    }

    // MARK: - The document

    @Test(
        arguments: [
            (["key": "two words"], "key"), (["titleZh": ""], "titleZh"), (["sourceEn": nil], "sourceEn"),
            (["strength": "may"], "strength"), (["mark": "X"], "mark"), (["binds": "nobody"], "binds"),
            (["period": "week"], "period"), (["quantity": 0], "quantity"), (["counts": "clicks"], "counts"),
            (["meeting": "party"], "meeting"), (["from": "2026"], "from"), (["colour": "red"], "colour"),
            (["from": "2026-10-02", "until": "2026-10-01"], "until"), (["mayBeSwitchedOff": true], "mayBeSwitchedOff"),
            (["binds": "committee"], "counts"), (["binds": "member"], "counts"), (["binds": "group"], "counts"),
            (["counts": "rankedMonth", "meeting": nil], "period"),
            (["period": "monthsAfter", "event": "appointment", "months": 6], "event"),
            (["binds": "secretary", "period": "monthsAfter", "event": "birthday", "months": 6], "event"),
            (["binds": "secretary", "period": "monthsAfter", "event": "appointment", "months": 0], "months"),
        ] as [([String: JSON?], String)])
    func `a rule that cannot be used is refused with its key and the field`(change: [String: JSON?], field: String) {
        let document: JSON = ["rules": .array([json(), json(change.merging(["key": change["key"] ?? "x.y"]) { $1 })])]
        let fault = #expect(throws: CadenceRules.Fault.self) { try CadenceRules(document) }
        let key = (change["key"] ?? "x.y")?.string ?? ""
        #expect(fault?.faults.map(\.field) == ["\(key).\(field)"])
    }

    @Test func `only what is usual may be switched off, and each rule stands once`() throws {
        #expect(try CadenceRule(json(["strength": "usual", "mayBeSwitchedOff": true])).mayBeSwitchedOff)
        let twice = #expect(throws: CadenceRules.Fault.self) {
            try CadenceRules(["rules": .array([json(), json()])])
        }
        #expect(twice?.faults.map(\.field) == ["meet.assembly.key"])
        #expect(try !CadenceRule(json(["mark": "M"])).isVerified)
    }

    private func json(_ changes: [String: JSON?] = [:]) -> JSON {
        var object = JSON.Object()
        let members: [(String, JSON)] = [
            ("key", "meet.assembly"), ("titleZh", "党员大会"), ("titleEn", "Assembly"), ("sourceZh", "条例"),
            ("sourceEn", "Regulations"), ("strength", "should"), ("mark", "S"), ("binds", "branch"),
            ("period", "quarter"), ("quantity", 1), ("counts", "meeting"), ("meeting", "assembly"),
        ]
        let unchanged = members.filter { changes[$0.0] == nil }
        for (name, value) in unchanged { object[name] = value }
        for (name, value) in changes { if let value { object[name] = value } }
        return .object(object)
    }
}
