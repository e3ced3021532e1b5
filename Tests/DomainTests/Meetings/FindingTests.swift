import Domain
import Testing

@Suite struct FindingTests {
    private typealias Kind = Finding.Step.Kind

    private static func day(_ text: String) throws -> LocalDate { try LocalDate(parsing: text) }
    private static let weekdays = WorkCalendar(exceptions: [:])
    private static let branch = Finding.Person(account: "zhang", member: ID(1))
    private static let office = Finding.Person(account: "office", member: ID(2))
    private static let text = Text(kept: "说明")

    /// Of each kind, as somebody takes it on the day.
    private static func step(_ kind: Kind, on today: LocalDate, due: LocalDate? = nil) -> Finding.Step {
        switch kind {
        case .measured: .measured(Finding.Measure(text: text, who: text, due: due ?? today))
        case .reported: .reported(text, evidence: nil)
        case .closed: .closed(note: nil)
        case .returned: .returned(reason: text)
        case .extended: .extended(to: due ?? today.adding(days: 60), reason: text)
        case .stands: .stands(on: today, note: nil)
        case .relapsed: .relapsed(on: today, reason: text, due: due ?? today.adding(days: 10))
        case .withdrawn: .withdrawn(reason: text)
        }
    }

    /// One that was given on 2 November and has come that far.
    private static func course(_ status: Finding.Status, term: Finding.Term? = nil) throws -> Finding.Course {
        let given = try day("2026-11-02")
        let ways: [Finding.Status: [Kind]] = [
            .open: [], .measured: [.measured], .reported: [.measured, .reported],
            .returned: [.measured, .reported, .returned], .closed: [.measured, .reported, .closed],
            .withdrawn: [.withdrawn],
        ]
        var course = Finding.Course(
            try term ?? .byDate(day("2026-11-20")), givenOn: given, calendar: weekdays)
        for kind in ways[status] ?? [] {
            course = try course.taking(
                step(kind, on: given), by: kind.isOfBranch ? branch : office, on: given, calendar: weekdays)
        }
        try #require(course.status == status)
        return course
    }

    @Test(
        arguments: [
            (.open, [.measured: .measured, .extended: .open, .withdrawn: .withdrawn]),
            (.measured, [.measured: .measured, .reported: .reported, .extended: .measured, .withdrawn: .withdrawn]),
            (.reported, [.closed: .closed, .returned: .returned, .withdrawn: .withdrawn]),
            (.returned, [.measured: .returned, .reported: .reported, .extended: .returned, .withdrawn: .withdrawn]),
            (.closed, [.stands: .closed, .relapsed: .open]),
            (.withdrawn, [:]),
        ] as [(Finding.Status, [Finding.Step.Kind: Finding.Status])])
    func `each state lets these steps be taken, and no others`(
        status: Finding.Status, allowed: [Finding.Step.Kind: Finding.Status]
    ) throws {
        let course = try Self.course(status)
        let today = try Self.day("2026-11-10")
        for kind in Kind.allCases {
            let taken = try? course.taking(
                Self.step(kind, on: today), by: kind.isOfBranch ? Self.branch : Self.office, on: today,
                calendar: Self.weekdays)
            #expect(taken?.status == allowed[kind], "\(status) \(kind)")
        }
    }

    @Test(
        arguments: [
            (.immediate, nil, "2026-11-09"), (.byDate, "2026-12-31", "2026-12-31"), (.standing, nil, "2027-02-02"),
        ] as [(Finding.Handling, String?, String)])
    func `by its class it is due in five working days, by its date, or is reviewed in three months`(
        handling: Finding.Handling, due: String?, expected: String
    ) throws {
        var errors = FieldErrors()
        let given = try Self.day("2026-11-02")
        let term = try #require(
            Finding.term(
                handling, due: try due.map(Self.day), interval: nil, standard: Self.text, givenOn: given,
                noting: &errors))
        let course = Finding.Course(term, givenOn: given, calendar: Self.weekdays)
        #expect(try course.due == Self.day(expected))
        #expect(try course.firstDue == (handling == .standing ? nil : Self.day(expected)))
    }

    @Test func `what is immediate is due in five working days, over holidays and make-up days`() throws {
        // Given on the Tuesday before the holidays; the Saturday after them is worked.
        let calendar = WorkCalendar(
            exceptions: Dictionary(
                uniqueKeysWithValues: try (1...8).map { (try Self.day("2026-10-0\($0)"), .holiday) }
                    + [(try Self.day("2026-10-10"), .workday)]))
        let due = try Finding.Term.immediate.due(givenOn: Self.day("2026-09-29"), calendar: calendar)
        #expect(try due == Self.day("2026-10-13"))
    }

    @Test(
        arguments: [
            ("2026-11-30", 3, "2027-02-28"), ("2026-10-31", 1, "2026-11-30"), ("2027-11-29", 3, "2028-02-29"),
            ("2026-01-15", 12, "2027-01-15"),
        ])
    func `a review is on the same day of a later month, or on its last`(from: String, months: Int, on: String) throws {
        #expect(
            try Finding.Term.standing(months: months).due(givenOn: Self.day(from), calendar: Self.weekdays)
                == Self.day(on))
    }

    @Test(
        arguments: [
            (.immediate, nil, nil, nil, []), (.immediate, "2026-11-20", nil, nil, ["due conflict"]),
            (.byDate, "2026-11-20", nil, "标准", []), (.byDate, nil, nil, "标准", ["due required"]),
            (.byDate, "2026-11-20", nil, nil, ["standard required"]),
            (.byDate, "2026-11-01", nil, "标准", ["due range"]),
            (.byDate, "2026-11-20", 3, "标准", ["interval conflict"]), (.standing, nil, 6, "标准", []),
            (.standing, "2026-11-20", nil, nil, ["standard required", "due conflict"]),
        ] as [(Finding.Handling, String?, Int?, String?, [String])])
    func `each class takes what it needs`(
        handling: Finding.Handling, due: String?, interval: Int?, standard: String?, expected: [String]
    ) throws {
        var errors = FieldErrors()
        let term = Finding.term(
            handling, due: try due.map(Self.day), interval: interval, standard: standard.map(Text.init(kept:)),
            givenOn: try Self.day("2026-11-02"), noting: &errors)
        #expect(errors.errors.map { "\($0.field) \($0.code.rawValue)" } == expected)
        #expect((term == nil) == !expected.isEmpty)
    }

    @Test(
        arguments: [
            ("zhang", 1, false), ("zhang", nil, false), ("zhang2", 1, false), ("office", 2, true),
            ("office", nil, true),
        ] as [(String, Int64?, Bool)])
    func `whoever reported does not verify, by whatever account`(account: String, member: Int64?, may: Bool) throws {
        let reported = try Self.course(.reported)
        let person = Finding.Person(account: account, member: member.map { ID($0) })
        for kind in [Kind.closed, .returned] {
            let today = try Self.day("2026-11-10")
            let taken = try? reported.taking(
                Self.step(kind, on: today), by: person, on: today, calendar: Self.weekdays)
            #expect((taken != nil) == may)
        }
    }

    @Test(
        arguments: [
            ("2026-11-13", false, true), ("2026-11-20", false, true), ("2026-11-21", true, false),
            ("2026-11-12", false, false),
        ])
    func `it is due soon within a week, and overdue the day after, until it is reported`(
        today: String, isOverdue: Bool, isDueSoon: Bool
    ) throws {
        let today = try Self.day(today)
        for status in Finding.Status.allCases {
            let course = try Self.course(status)
            #expect(course.isOverdue(on: today) == (isOverdue && status.isWithBranch), "\(status)")
            #expect(course.isDueSoon(on: today) == (isDueSoon && status.isWithBranch), "\(status)")
        }
    }

    @Test(
        arguments: [
            (.extended, "2026-11-20", "due range"), (.extended, "2026-11-19", "due range"),
            (.extended, "2026-11-21", nil),
            (.measured, "2026-11-01", "due range"), (.measured, "2026-11-02", nil),
            (.relapsed, "2026-11-09", "due range"), (.relapsed, "2026-11-10", nil),
        ] as [(Finding.Step.Kind, String, String?)])
    func `days are where they can be`(kind: Finding.Step.Kind, due: String, error: String?) throws {
        let course = try Self.course(kind == .relapsed ? .closed : .open)
        let today = try Self.day("2026-11-10")
        var found: String?
        do {
            _ = try course.taking(
                Self.step(kind, on: today, due: Self.day(due)), by: Self.office, on: today, calendar: Self.weekdays)
        } catch let errors as FieldErrors {
            found = errors.errors.first.map { "\($0.field) \($0.code.rawValue)" }
        }
        #expect(found == error)
    }

    @Test func `what was closed late, and what relapsed, stays so told`() throws {
        let today = try Self.day("2026-12-01")
        let closed = try Self.course(.reported).taking(
            .closed(note: nil), by: Self.office, on: today, calendar: Self.weekdays)
        #expect(closed.wasClosedLate && closed.closedOn == today)
        let again = try closed.taking(
            .relapsed(on: today, reason: Self.text, due: today.adding(days: 5)), by: Self.office, on: today,
            calendar: Self.weekdays)
        #expect(again.relapses == 1 && again.measures == 0 && again.closedOn == nil && again.reporter == nil)
        #expect(try again.firstDue == Self.day("2026-11-20") && again.due == today.adding(days: 5))
        #expect(throws: Finding.Refusal.self) {
            try again.taking(.reported(Self.text, evidence: nil), by: Self.branch, on: today, calendar: Self.weekdays)
        }
    }

    @Test func `what is standing has no day to extend, and is reviewed again after each verdict`() throws {
        let (given, today) = (try Self.day("2026-11-02"), try Self.day("2026-11-30"))
        let open = try Self.course(.open, term: .standing(months: 3))
        #expect(throws: Finding.Refusal.self) {
            try open.taking(Self.step(.extended, on: given), by: Self.office, on: given, calendar: Self.weekdays)
        }
        for kind in [Kind.closed, .returned] {
            let verified = try Self.course(.reported, term: .standing(months: 3)).taking(
                Self.step(kind, on: today), by: Self.office, on: today, calendar: Self.weekdays)
            #expect(try verified.nextReview == Self.day("2027-02-28"))
        }
    }

    @Test(arguments: 0..<20)
    func `whatever is done, the first due day stays, and only another person closes`(seed: Int) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        var course = Finding.Course(
            .byDate(try Self.day("2026-11-20")), givenOn: try Self.day("2026-11-02"), calendar: Self.weekdays)
        let first = course.firstDue
        var (today, extensions, relapses) = (try Self.day("2026-11-02"), 0, 0)
        let people = [Self.branch, Self.office, Finding.Person(account: "li", member: nil)]
        for _ in 0..<60 {
            today = today.adding(days: Int.random(in: 0...9, using: &generator))
            let kind = Kind.allCases.filter { $0 != .withdrawn }.randomElement(using: &generator) ?? .measured
            let person = people.randomElement(using: &generator) ?? Self.office
            let step = Self.step(kind, on: today, due: kind == .measured ? nil : today.adding(days: 30))
            guard let next = try? course.taking(step, by: person, on: today, calendar: Self.weekdays) else {
                continue
            }
            if kind == .closed { #expect(course.reporter.map { !$0.isTheSame(as: person) } ?? false) }
            if kind == .reported { #expect(course.measures > 0) }
            if kind == .extended { extensions += 1 }
            if kind == .relapsed { relapses += 1 }
            course = next
            #expect(course.firstDue == first && course.extensions == extensions && course.relapses == relapses)
            #expect((course.closedOn == nil) == (course.status != .closed))
        }
    }

    @Test(
        arguments: [
            ("2026-017", 17, "2026-017"), ("2026-17", 17, "2026-017"), ("2026-1234", 1234, "2026-1234"),
            ("2026-0", nil, nil), ("17", nil, nil), ("2026-1-1", nil, nil), ("1999-1", nil, nil),
        ] as [(String, Int?, String?)])
    func `a number is of a year, three digits wide`(raw: String, number: Int?, text: String?) {
        let found = Finding.Number(parsing: raw)
        #expect(found?.number == number && found?.text == text)
    }
}
