import Domain
import Testing

/// What stands in the way of dissolving, merging and splitting branches, as a table: a case for each obstacle.
@Suite struct ReorganisationTests {
    private static let day = day("2026-11-01")
    private static let today = day("2026-11-10")
    private static let zhang = person(1, "张三")
    private static let li = person(2, "李四")

    private static func day(_ raw: String) -> LocalDate {
        (try? LocalDate(parsing: raw)) ?? .earliest
    }

    private static func month(_ raw: String) -> Month {
        (try? Month(parsing: raw)) ?? Month(index: 0)
    }

    private static func code(_ raw: String) -> Code {
        guard let code = try? Code(raw) else { preconditionFailure("‘\(raw)’ is no code") }
        return code
    }

    private static func person(_ id: Int64, _ name: String) -> Reorganisation.Person {
        Reorganisation.Person(id: ID(id), number: code("\(100 + id)"), name: name)
    }

    private static func membership(
        _ person: Reorganisation.Person, group: String? = nil, from: String? = "2010-01-01", until: String? = nil,
        goes: Bool = true
    ) -> Reorganisation.Membership {
        Reorganisation.Membership(
            id: person.id.rawValue, person: person, group: group, span: span(from, until), goes: goes)
    }

    private static func span(_ from: String?, _ until: String?) -> DateSpan {
        guard let span = DateSpan(from: from.map(day), until: until.map(day)) else { preconditionFailure("no span") }
        return span
    }

    private static func area(
        _ id: Int64, heldBy person: Reorganisation.Person?, from: String? = "2026-01-01", established: String? = nil,
        came: String? = nil, assessed: String? = nil, goes: Bool = true
    ) -> Reorganisation.Area {
        Reorganisation.Area(
            id: ID(id), code: code("A-\(id)"), name: "责任区\(id)", established: established.map(day),
            came: came.map(day),
            holders: person.map { [Reorganisation.Area.Holding(person: $0, span: span(from, nil))] } ?? [],
            assessed: assessed.map(month), goes: goes)
    }

    private static func office(
        _ person: Reorganisation.Person, _ office: Appointment.Office, from: String? = "2020-01-01"
    ) -> Reorganisation.Office {
        Reorganisation.Office(
            id: ID(person.id.rawValue), person: person, office: office, group: nil, span: span(from, nil))
    }

    private static func party(
        _ raw: String = "A", founded: String? = nil, dissolved: String? = nil, changed: String? = nil,
        groups: Set<String> = [], closed: String? = nil
    ) -> Reorganisation.Party {
        Reorganisation.Party(
            code: code(raw), name: "\(raw)支部", founded: founded.map(day), dissolved: dissolved.map(day),
            changed: changed.map(day), groups: groups, closed: closed.map(month))
    }

    private static func giver(
        _ party: Reorganisation.Party = party(), ends: Bool = true, members: [Reorganisation.Membership] = [],
        areas: [Reorganisation.Area] = [], offices: [Reorganisation.Office] = [],
        months: [(String, Cycle.Status)] = [], lacks: Bool = false
    ) -> Reorganisation.Giver {
        Reorganisation.Giver(
            party: party, ends: ends, members: members, areas: areas, offices: offices,
            months: months.map { Reorganisation.MonthState(month: month($0.0), status: $0.1) },
            lacksMonthBefore: lacks)
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        var day = ReorganisationTests.day
        let giver: Reorganisation.Giver
        var members: Reorganisation.Taker? = .standing(party("B"))
        var areas: Reorganisation.Taker? = .standing(party("B"))
        let expected: [Reorganisation.Obstacle]

        init(
            _ description: String, on day: LocalDate = ReorganisationTests.day, _ giver: Reorganisation.Giver,
            members: Reorganisation.Taker? = .standing(party("B")),
            areas: Reorganisation.Taker? = .standing(party("B")),
            _ expected: [Reorganisation.Obstacle]
        ) {
            (testDescription, self.giver, self.day, self.expected) = (description, giver, day, expected)
            (self.members, self.areas) = (members, areas)
        }
    }

    static let cases: [Case] = [
        Case(
            "all that goes together goes",
            giver(
                members: [membership(zhang), membership(li)], areas: [area(1, heldBy: zhang)],
                offices: [office(zhang, .secretary)], months: [("2026-10", .final), ("2026-09", .withoutAward)]), []),
        Case("the day is not ahead", on: day("2026-11-11"), giver(), [.notYet(day("2026-11-11"))]),
        Case("today is", on: today, giver(), []),
        Case(
            "what is no more does not change", giver(party(dissolved: "2026-05-01")),
            [.dissolved(code("A"), day("2026-05-01"))]),
        Case(
            "nor does it before it is founded", giver(party(founded: "2026-11-01")),
            [.notFounded(code("A"), day("2026-11-01"))]),
        Case("the day after is soon enough", giver(party(founded: "2026-10-31")), []),
        Case(
            "what was changed later is not changed before", giver(party(changed: "2026-11-01")),
            [.changedLater(code("A"), day("2026-11-01"))]),
        Case(
            "nothing changes in a closed month", giver(party(closed: "2026-11")),
            [.closedMonth(code("A"), month("2026-11"))]),
        Case("the day after its last one does", giver(party(closed: "2026-10")), []),
        Case(
            "nor in one of the branch that takes", giver(), members: .standing(party("B", closed: "2026-12")),
            areas: .standing(party("B", closed: "2026-12")), [.closedMonth(code("B"), month("2026-12"))]),
        Case(
            "a month that is begun is finished first", giver(months: [("2026-11", .open)]),
            [.openMonth(code("A"), month("2026-11"))]),
        Case(
            "and so is one before", giver(months: [("2026-08", .open), ("2026-09", .closed), ("2026-10", .posted)]),
            [.unfinished(code("A"), [month("2026-08"), month("2026-09"), month("2026-10")])]),
        Case(
            "unless the branch goes on", giver(ends: false, months: [("2026-10", .posted), ("2026-11", .open)]), []),
        Case(
            "nobody is left behind", giver(members: [membership(zhang)]), members: nil,
            [.membersStay(code("A"), [zhang])]),
        Case(
            "who came later is there later", giver(members: [membership(zhang, from: "2026-11-01")]),
            [.memberCameLater(code("A"), zhang, day("2026-11-01"))]),
        Case("who came the day before goes", giver(members: [membership(zhang, from: "2026-10-31")]), []),
        Case(
            "an office that begins later does not end before",
            giver(members: [membership(zhang)], offices: [office(zhang, .deputy, from: "2026-11-05")]),
            [.appointedLater(code("A"), zhang, .deputy, day("2026-11-05"))]),
        Case(
            "of a branch that goes on, the offices of those who stay do not matter",
            giver(
                ends: false, members: [membership(zhang), membership(li, goes: false)],
                offices: [office(li, .deputy, from: "2026-11-05")]), []),
        Case(
            "an area does not go without its holder",
            giver(
                ends: false, members: [membership(zhang), membership(li, goes: false)], areas: [area(1, heldBy: li)]),
            [.holdersStay(code("A-1"), [li])]),
        Case(
            "nor to another branch than its holder",
            giver(members: [membership(zhang)], areas: [area(1, heldBy: zhang)]), areas: .standing(party("C")),
            [.holdersStay(code("A-1"), [zhang])]),
        Case(
            "one that nobody holds goes anywhere", giver(areas: [area(1, heldBy: nil)]),
            areas: .standing(party("C")), []),
        Case(
            "a holder does not go without the area",
            giver(ends: false, members: [membership(zhang)], areas: [area(1, heldBy: zhang, goes: false)]),
            [.areasStay(zhang, [code("A-1")])]),
        Case(
            "an area goes after the month it was scored in",
            giver(ends: false, members: [membership(zhang)], areas: [area(1, heldBy: zhang, assessed: "2026-11")]),
            [.assessed(code("A-1"), month("2026-11"))]),
        Case(
            "and not before it came", giver(areas: [area(1, heldBy: nil, came: "2026-11-01")]),
            [.areaCameLater(code("A-1"), day("2026-11-01"))]),
        Case(
            "one is not retired before it is established",
            giver(areas: [area(1, heldBy: nil, established: "2026-11-02")]),
            areas: nil, [.establishedLater(code("A-1"), day("2026-11-02"))]),
        Case(
            "nor before it is held",
            giver(members: [membership(zhang)], areas: [area(1, heldBy: zhang, from: "2026-11-03")]), areas: nil,
            [.heldFromLater(code("A-1"), zhang, day("2026-11-03"))]),
        Case(
            "with the branch areas are retired, whoever holds them",
            giver(members: [membership(zhang)], areas: [area(1, heldBy: zhang)]), areas: nil, []),
    ]

    @Test(arguments: cases) func `what stands in the way`(of one: Case) {
        let plan = Reorganisation.Plan.moving(
            .dissolution, from: one.day, today: Self.today, givers: [one.giver], members: one.members,
            areas: one.areas)
        #expect(plan.obstacles == one.expected)
    }

    @Test func `what stands in the way of a large branch is told in a few lines`() {
        let people = (1...300).map { Self.person($0, "党员名字很长") }
        let plan = Reorganisation.Plan.moving(
            .dissolution, from: Self.day, today: Self.today,
            givers: [Self.giver(members: people.map { Self.membership($0) }, months: [("2026-11", .open)])],
            members: nil, areas: nil)
        let told = Reorganisation.Refusal.obstacles(plan.obstacles).detail.description
        #expect(told.contains("… and 280 more") && told.contains("2026-11 is begun"))
        #expect(told.count <= Sentence.mostTold)
    }

    @Test func `a group joins the one of its name, or is made, once for all who are in it`() {
        let plan = Reorganisation.Plan.moving(
            .merger, from: Self.day, today: Self.today,
            givers: [
                Self.giver(members: [Self.membership(Self.zhang, group: "一组"), Self.membership(Self.li, group: "二组")]),
                Self.giver(
                    Self.party("C"),
                    members: [
                        Self.membership(Self.person(3, "王五"), group: "二组"), Self.membership(Self.person(4, "赵六")),
                    ]),
            ], members: .standing(Self.party("B", groups: ["一组"])), areas: .standing(Self.party("B", groups: ["一组"])))
        #expect(plan.groups.map { "\($0.name) \($0.isNew)" } == ["一组 false", "二组 true"])
        #expect(plan.members.map { $0.group ?? "" } == ["一组", "二组", "二组", ""])
        #expect(plan.ended == [Self.code("A"), Self.code("C")])
    }

    @Test func `a merger ends every office of those that go, a split those of whoever goes`() {
        let offices = [Self.office(Self.zhang, .secretary), Self.office(Self.li, .publicity)]
        for (ends, expected) in [(true, [Self.zhang, Self.li]), (false, [Self.li])] {
            let plan = Reorganisation.Plan.moving(
                ends ? .merger : .split, from: Self.day, today: Self.today,
                givers: [
                    Self.giver(
                        ends: ends,
                        members: [Self.membership(Self.zhang, goes: ends), Self.membership(Self.li)], offices: offices)
                ], members: .founded(Self.code("N"), name: "新支部"), areas: .founded(Self.code("N"), name: "新支部"))
            #expect(plan.offices.map(\.person) == expected)
            #expect(plan.remarks == [.noSecretary(Self.code("N"))])
        }
    }

    @Test func `a month that was never opened is told of`() {
        let plan = Reorganisation.Plan.moving(
            .dissolution, from: Self.day, today: Self.today, givers: [Self.giver(lacks: true)], members: nil, areas: nil
        )
        #expect(plan.obstacles.isEmpty)
        #expect(plan.remarks == [.monthNeverOpened(Self.code("A"), Self.month("2026-10"))])
    }

    @Test(
        arguments: [
            ("2026-11-01", []), ("2026-11-10", []), ("2026-11-11", ["notYet"]), ("2026-10-31", ["closedMonth"]),
        ] as [(String, [String])]) func `a branch is renamed after its last closed month`(
            day: String, expected: [String]
        )
    {
        let plan = Reorganisation.Plan.renaming(
            Self.party(closed: "2026-10"), to: "新名", from: Self.day(day), today: Self.today)
        let names = plan.obstacles.map { obstacle in
            switch obstacle {
            case .notYet: "notYet"
            case .closedMonth: "closedMonth"
            default: "another"
            }
        }
        #expect(names == expected)
        #expect(plan.renaming?.from == "A支部" && plan.renaming?.to == "新名")
    }

    @Test(
        arguments: [
            (nil, nil, "2026-01", "2026-12"), ("2026-03-15", nil, "2026-03", "2026-12"),
            (nil, "2026-10-31", "2026-01", "2026-10"), (nil, "2026-10-30", "2026-01", "2026-09"),
            ("2026-11-02", "2026-11-29", nil, nil), ("2027-01-01", nil, nil, nil), (nil, "2025-12-31", nil, nil),
        ] as [(String?, String?, String?, String?)])
    func `a month is of the span that its last day is in`(
        from: String?, until: String?, first: String?, last: String?
    ) {
        let found = Self.span(from, until).lastDays(within: Self.month("2026-01")...Self.month("2026-12"))
        #expect(found?.lowerBound == first.map(Self.month) && found?.upperBound == last.map(Self.month))
    }
}
