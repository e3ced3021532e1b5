import Domain
import Testing

@Suite struct FindingEscalationTests {
    private typealias Stage = FindingEscalation.Stage

    private static func day(_ text: String) throws -> LocalDate { try LocalDate(parsing: text) }

    /// What so many meetings in a row bring, the first first.
    private static func course(
        of escalation: FindingEscalation, over dues: [LocalDate]
    ) throws -> [(number: Int, stage: Stage)] {
        var entries: [FindingEscalation.Entry] = []
        var found: [(number: Int, stage: Stage)] = []
        for (index, due) in dues.enumerated() {
            guard let next = escalation.next(after: entries, due: due) else { continue }
            found.append(next)
            entries.append(
                FindingEscalation.Entry(
                    meeting: ID(Int64(index + 1)), on: due.adding(days: index + 1), number: next.number,
                    stage: next.stage, due: due, at: Instant(seconds: Int64(index))))
        }
        return found
    }

    @Test(
        arguments: [
            (2, 3, [.overdue, .supervised, .circulated, .circulated]),
            (1, 2, [.supervised, .circulated, .circulated, .circulated]),
            (1, 4, [.supervised, .supervised, .supervised, .circulated]),
            (6, 7, [.overdue, .overdue, .overdue, .overdue, .overdue, .supervised, .circulated]),
        ] as [(Int, Int, [FindingEscalation.Stage])])
    func `each meeting brings what is still overdue to the stage that the committee says`(
        supervised: Int, circulated: Int, stages: [FindingEscalation.Stage]
    ) throws {
        let escalation = FindingEscalation(
            kept: 7, supervisedAt: supervised, circulatedAt: circulated, isOff: false)
        let found = try Self.course(of: escalation, over: stages.map { _ in try Self.day("2026-11-20") })
        #expect(found.map(\.stage) == stages)
        #expect(found.map(\.number) == Array(1...stages.count))
    }

    @Test func `another day on which it is due begins anew`() throws {
        let escalation = FindingEscalation(kept: 7, supervisedAt: 2, circulatedAt: 3, isOff: false)
        let (first, later) = (try Self.day("2026-11-20"), try Self.day("2027-01-31"))
        let found = try Self.course(of: escalation, over: [first, first, later, later, later])
        #expect(found.map(\.number) == [1, 2, 1, 2, 3])
        #expect(found.map(\.stage) == [.overdue, .supervised, .overdue, .supervised, .circulated])
    }

    @Test func `what is switched off brings nothing further`() throws {
        let escalation = FindingEscalation(kept: 7, supervisedAt: 2, circulatedAt: 3, isOff: true)
        #expect(try Self.course(of: escalation, over: [Self.day("2026-11-20")]).isEmpty)
    }

    @Test(arguments: [(1, 2, true), (2, 3, true), (6, 7, true), (2, 2, false), (3, 2, false)])
    func `it is circulated later than it is supervised`(supervised: Int, circulated: Int, isTaken: Bool) {
        var errors = FieldErrors()
        let escalation = FindingEscalation(
            remindDays: 7, supervisedAt: supervised, circulatedAt: circulated, isOff: false, noting: &errors)
        #expect((escalation != nil) == isTaken)
        #expect(errors.errors.map { "\($0.field) \($0.code.rawValue)" } == (isTaken ? [] : ["circulatedAt rule"]))
    }
}
