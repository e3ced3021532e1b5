import Domain
import Testing

/// What is weighed before an honour becomes final, and how long a decision answers it.
@Suite struct EligibilityTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let what: String
        let ground: EligibilityNote.Ground
        var closing: EligibilityNote.Closing?
        /// Of November 2026, on 15 December.
        let isInForce: Bool

        var testDescription: String { what }
    }

    private static func day(_ text: String) -> LocalDate { (try? LocalDate(parsing: text)) ?? .init(dayNumber: 0) }

    private static func sanction(_ from: String, _ until: String?) -> EligibilityNote.Ground {
        .sanction(.warning, from: day(from), until: until.map(day), document: nil)
    }

    private static let cases = [
        Case(what: "a sanction without an end", ground: sanction("2025-03-01", nil), isInForce: true),
        Case(what: "of the month's last day alone", ground: sanction("2026-11-30", "2026-11-30"), isInForce: true),
        Case(what: "over the day before", ground: sanction("2026-01-01", "2026-11-29"), isInForce: false),
        Case(what: "begun after the month", ground: sanction("2026-12-10", nil), isInForce: true),
        Case(what: "begun and over after the month", ground: sanction("2026-12-01", "2026-12-05"), isInForce: true),
        Case(what: "of today", ground: sanction("2026-12-15", nil), isInForce: true),
        Case(what: "still to come", ground: sanction("2026-12-16", nil), isInForce: false),
        Case(
            what: "lifted on the month's last day", ground: sanction("2025-03-01", nil),
            closing: .ended(on: day("2026-11-30")), isInForce: false),
        Case(
            what: "lifted the day after", ground: sanction("2025-03-01", nil), closing: .ended(on: day("2026-12-01")),
            isInForce: true),
        Case(
            what: "ended on the day it began", ground: sanction("2026-12-10", nil),
            closing: .ended(on: day("2026-12-10")), isInForce: false),
        Case(what: "withdrawn", ground: sanction("2025-03-01", nil), closing: .withdrawn, isInForce: false),
        Case(
            what: "an investigation", ground: .investigation(since: day("2026-11-20")), isInForce: true),
        Case(
            what: "an investigation that was over in the month", ground: .investigation(since: day("2026-10-01")),
            closing: .ended(on: day("2026-11-20")), isInForce: false),
        Case(
            what: "last year's appraisal", ground: .appraisal(year: 2025, .basicallyCompetent), isInForce: true),
        Case(
            what: "the appraisal before that", ground: .appraisal(year: 2024, .notCompetent), isInForce: false),
        Case(what: "this year's appraisal", ground: .appraisal(year: 2026, .notCompetent), isInForce: false),
        Case(
            what: "an appraisal that was withdrawn", ground: .appraisal(year: 2025, .notCompetent),
            closing: .withdrawn, isInForce: false),
    ]

    @Test(arguments: cases)
    func `what is in force from the month's last day through today is weighed`(_ one: Case) throws {
        let month = try Month(parsing: "2026-11")
        let note = EligibilityNote(one.ground, closing: one.closing)
        #expect(note.isInForce(for: month, through: Self.day("2026-12-15")) == one.isInForce)
    }

    /// What was weighed, what is in force now, and whether a decision is needed if the honour was given, or not given.
    @Test(arguments: [
        ([1], [1], false, false), ([1], [1, 2], true, true), ([1, 2], [1], false, true), ([1], [2], true, true),
        ([1], [], false, true),
    ])
    func `a decision answers what it weighed`(
        _ weighed: [Int64], _ inForce: [Int64], _ neededIfGiven: Bool, _ neededIfNot: Bool
    ) {
        func ids(_ numbers: [Int64]) -> Set<ID<EligibilityNote>> { Set(numbers.map { ID($0) }) }
        for (outcome, isNeeded) in [
            (EligibilityDecision.Outcome.awarded, neededIfGiven), (.notAwarded, neededIfNot),
        ] {
            let decision = EligibilityDecision(outcome, weighing: ids(weighed))
            #expect(EligibilityDecision.isNeeded(ids(inForce), decided: decision) == isNeeded, "\(outcome)")
        }
        #expect(EligibilityDecision.isNeeded(ids(inForce), decided: nil) == !inForce.isEmpty)
    }

    @Test func `each kind takes what it needs and nothing else`() throws {
        func faults(
            _ kind: EligibilityNote.Kind, sanction: EligibilityNote.Sanction? = nil, from: String? = nil,
            until: String? = nil, year: Int? = nil, grade: EligibilityNote.Grade? = nil
        ) -> [String] {
            var errors = FieldErrors()
            let ground = EligibilityNote.ground(
                EligibilityNote.Said(
                    kind: kind, sanction: sanction, from: from.map(Self.day), until: until.map(Self.day),
                    document: nil, year: year, grade: grade), today: Self.day("2026-12-15"), noting: &errors)
            #expect((ground == nil) == !errors.isEmpty)
            return errors.errors.map { "\($0.field) \($0.code.rawValue)" }
        }
        #expect(faults(.sanction, sanction: .warning, from: "2026-01-01") == [])
        #expect(faults(.sanction) == ["sanction required", "from required"])
        #expect(faults(.sanction, sanction: .warning, from: "2026-12-16") == ["from range"])
        #expect(faults(.sanction, sanction: .warning, from: "2026-02-01", until: "2026-01-31") == ["until range"])
        #expect(faults(.sanction, sanction: .warning, from: "2026-01-01", year: 2025) == ["year conflict"])
        #expect(faults(.appraisal, year: 2025, grade: .notCompetent) == [])
        #expect(faults(.appraisal, from: "2026-01-01") == ["from conflict", "year required", "grade required"])
        #expect(faults(.appraisal, year: 2027, grade: .notCompetent) == ["year range"])
        #expect(faults(.investigation, from: "2026-01-01") == [])
        #expect(
            faults(.investigation, sanction: .other, from: "2026-01-01", until: "2026-02-01")
                == ["sanction conflict", "until conflict"])
    }
}
