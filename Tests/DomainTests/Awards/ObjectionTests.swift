import Domain
import Testing

@Suite struct ObjectionTests {
    private static func day(_ text: String) throws -> LocalDate { try LocalDate(parsing: text) }

    @Test func `it is due five working days after the notice's end, by the calendar`() throws {
        let weekdays = WorkCalendar(exceptions: [:])
        #expect(try Objection.due(noticeEnds: Self.day("2026-12-11"), calendar: weekdays) == Self.day("2026-12-18"))
        let holidays = WorkCalendar(exceptions: [
            try Self.day("2026-12-14"): .holiday, try Self.day("2026-12-19"): .workday,
        ])
        #expect(try Objection.due(noticeEnds: Self.day("2026-12-11"), calendar: holidays) == Self.day("2026-12-19"))
    }

    @Test(
        arguments: [
            (nil, Objection.Way.letter, "2026-12-10", nil), (nil, .visit, "2026-12-10", nil),
            ("2026-12-10", .visit, "2026-12-10", nil), ("2026-12-08", .letter, "2026-12-08", nil),
            ("2026-12-08", .visit, nil, "receivedOn rule"), ("2026-12-11", .letter, nil, "receivedOn range"),
            ("2026-12-06", .letter, nil, "receivedOn range"),
        ] as [(String?, Objection.Way, String?, String?)])
    func `a letter may have come on an earlier day since the notice began, and nothing else`(
        given: String?, way: Objection.Way, day: String?, error: String?
    ) throws {
        var errors = FieldErrors()
        let found = ObjectionIntake.receivedOn(
            try given.map(Self.day), by: way, postedOn: try Self.day("2026-12-07"), today: try Self.day("2026-12-10"),
            noting: &errors)
        #expect(try found == day.map(Self.day))
        #expect(errors.errors.map { "\($0.field) \($0.code.rawValue)" } == [error].compactMap(\.self))
    }

    @Test(
        arguments: [
            ("张三", "138", false, []), (nil, nil, true, []), ("张三", nil, false, ["contact required"]),
            (nil, nil, false, ["name required", "contact required"]),
            ("张三", "138", true, ["name conflict", "contact conflict"]),
        ] as [(String?, String?, Bool, [String])])
    func `whoever objects is named with how to reach them, or not at all`(
        name: String?, contact: String?, isAnonymous: Bool, expected: [String]
    ) throws {
        var errors = FieldErrors()
        let objector = ObjectionIntake.objector(
            name: .some(try name.map { try Text($0) }), contact: .some(try contact.map { try Text($0) }),
            isAnonymous: isAnonymous, noting: &errors)
        #expect(errors.errors.map { "\($0.field) \($0.code.rawValue)" } == expected)
        #expect((objector == nil) == !expected.isEmpty)
        if case .some(let found) = objector { #expect((found == nil) == isAnonymous) }
    }

    @Test func `what is upheld has a consequence, and what is dismissed has none`() throws {
        let (findings, reasons) = (try Text("经查属实"), try Text("评分有误"))
        for outcome in Objection.Outcome.decisions {
            let withdrawal = ObjectionDecision.Consequence.withdrawAdjustment(ID(1))
            for consequences in [[], [withdrawal]] {
                let decision = try? ObjectionDecision(
                    outcome, findings: findings, reasons: reasons, consequences: consequences)
                #expect((decision != nil) == (outcome.movesThings != consequences.isEmpty), "\(outcome)")
            }
        }
    }

    @Test func `a month waits for what is received or admitted, and says the numbers`() throws {
        #expect(Objection.Status.open == [.received, .admitted])
        let numbers = try [3, 1].map { Objection.Number(committee: try Code("QA"), year: 2026, number: $0) }
        let refusal = #expect(throws: Objection.Refusal.self) { try Objection.requireNone(open: numbers) }
        #expect(refusal?.detail.description.contains("2026-1, 2026-3") == true)
        try Objection.requireNone(open: [])
    }
}
