import Domain
import Testing

@Suite struct SheetDecisionTests {
    /// Who might come with a sheet for an area of the branch.
    enum Person: String, CaseIterable {
        /// Who holds the area on the month's last day, a member of the branch.
        case holder
        /// The holder again, who leads a group too.
        case holdingLeader
        case leader
        case fellow
        /// A member of another branch.
        case outsider
        /// A label on a paper form.
        case label

        func assessor() throws -> Sheet.Assessor {
            switch self {
            case .holder, .holdingLeader: .member(ID(1))
            case .leader: .member(ID(2))
            case .fellow: .member(ID(3))
            case .outsider: .member(ID(4))
            case .label: .label(try Text("商户代表1"))
            }
        }
    }

    private let due: LocalDate
    private let scheme: SchemeContent

    init() throws {
        due = try LocalDate(parsing: "2026-11-05")
        scheme = try SchemeSample.content()
    }

    private func draft(
        _ tier: Tier = .branch, order: String = "25", comment: String? = nil, late: String? = nil,
        revision: String? = nil
    ) throws -> Sheet.Draft {
        let points = ["discipline": "15", "enforcement": "25", "order": order, "deeds": "20", "publicity": "15"]
        return try Sheet.Draft(
            tier: tier, points: points.mapValues { try Points($0) }, comment: comment, lateReason: late,
            revisionReason: revision,
            scheme: scheme
        )
    }

    private func standing(order: String = "25", comment: String? = nil, revision: Int = 1) throws -> Sheet {
        Sheet(
            id: ID(9), cycle: ID(1), area: ID(1), tier: .branch, assessor: .member(ID(3)),
            points: try draft(order: order, comment: comment).points, comment: comment, revision: revision
        )
    }

    private func circumstances(
        _ person: Person = .fellow, holder: ID<Member>? = ID(1), besides: [ID<Member>] = [],
        expected: SchemeContent.Assessors = .any, standing: Sheet? = nil,
        seesStanding: Bool = true, daysAfterDue: Int = 0
    ) -> Sheet.Circumstances {
        Sheet.Circumstances(
            holders: [holder].compactMap(\.self) + besides,
            assessor: Sheet.Standing(
                membership: person != .outsider && person != .label ? .current : .none,
                leadsGroup: person == .leader || person == .holdingLeader, isOfficer: false, namedIn: []),
            expected: expected, standing: standing,
            seesStanding: seesStanding, today: due.adding(days: daysAfterDue), dueDate: due
        )
    }

    @Test(
        arguments: [
            (Tier.own, Person.holder, nil), (.own, .holdingLeader, nil), (.own, .leader, Rejection.Code.rule),
            (.own, .fellow, .rule),
            (.own, .outsider, .rule), (.own, .label, .format),
            (.group, .holder, .rule), (.group, .holdingLeader, .rule), (.group, .leader, nil), (.group, .fellow, .rule),
            (.group, .outsider, .rule), (.group, .label, .format),
            (.branch, .holder, .rule), (.branch, .holdingLeader, .rule), (.branch, .leader, nil),
            (.branch, .fellow, nil),
            (.branch, .outsider, .rule), (.branch, .label, .format),
            (.public, .holder, .format), (.public, .holdingLeader, .format), (.public, .leader, .format),
            (.public, .fellow, .format),
            (.public, .outsider, .format), (.public, .label, nil),
        ] as [(Tier, Person, Rejection.Code?)])
    func `each tier has its own assessors, and nobody scores their own area outside the self tier`(
        tier: Tier, person: Person, code: Rejection.Code?
    ) throws {
        let found = complaints { try Sheet.decide(draft(tier), by: person.assessor(), in: circumstances(person)) }
        #expect(found == (code.map { ["assessor \($0.rawValue)"] } ?? []))
    }

    /// Everybody of the branch holds the area together.
    @Test(arguments: [Person.holder, .holdingLeader, .leader, .fellow], [Tier.own, .group, .branch])
    func `all who hold an area together score it in the self tier alone`(person: Person, tier: Tier) throws {
        let found = complaints {
            try Sheet.decide(draft(tier), by: person.assessor(), in: circumstances(person, besides: [ID(2), ID(3)]))
        }
        #expect(found == (tier == .own ? [] : ["assessor rule"]))
    }

    @Test(arguments: Person.allCases)
    func `an area that nobody holds has no self tier, the others score it`(person: Person) throws {
        let circumstances = circumstances(person, holder: nil)
        #expect(!complaints { try Sheet.decide(draft(.own), by: person.assessor(), in: circumstances) }.isEmpty)
        let found = complaints { try Sheet.decide(draft(.branch), by: person.assessor(), in: circumstances) }
        #expect(found.isEmpty == (person != .outsider && person != .label))
    }

    @Test func `the first sheet is revision 1, with no reasons kept that were not needed`() throws {
        let outcome = try Sheet.decide(
            draft(late: "多余", revision: "多余"), by: Person.fellow.assessor(), in: circumstances())
        #expect(outcome == .recorded(.first, lateReason: nil))
    }

    @Test func `the same sheet again changes nothing, whenever it comes`() throws {
        let assessor = try Person.fellow.assessor()
        for days in [0, 1, 300] {
            let circumstances = circumstances(standing: try standing(), daysAfterDue: days)
            #expect(try Sheet.decide(draft(), by: assessor, in: circumstances) == .unchanged)
            #expect(try Sheet.decide(draft(late: "补录", revision: "更正"), by: assessor, in: circumstances) == .unchanged)
        }
    }

    @Test func `the same sheet from one who may not give it is refused all the same`() throws {
        let circumstances = circumstances(.outsider, standing: try standing())
        #expect(
            complaints { try Sheet.decide(draft(), by: Person.outsider.assessor(), in: circumstances) }.first
                == "assessor rule")
    }

    @Test(
        arguments: [
            ("25", nil, "24", nil), ("25", nil, "25", "很好"), ("25", "很好", "25", nil), ("25", "很好", "25", "好"),
        ] as [(String, String?, String, String?)])
    func `other points or another comment are a revision, which needs a reason`(
        order: String, comment: String?, newOrder: String, newComment: String?
    ) throws {
        let assessor = try Person.fellow.assessor()
        let circumstances = circumstances(standing: try standing(order: order, comment: comment, revision: 3))
        #expect(
            complaints {
                try Sheet.decide(draft(order: newOrder, comment: newComment), by: assessor, in: circumstances)
            }
                == ["revisionReason required"]
        )
        let outcome = try Sheet.decide(
            draft(order: newOrder, comment: newComment, revision: "看错表"), by: assessor, in: circumstances
        )
        #expect(outcome == .recorded(.after(3, because: try Text("看错表")), lateReason: nil))
    }

    @Test(arguments: [(-30, false), (-1, false), (0, false), (1, true), (400, true)])
    func `after the due day a sheet is late and needs a reason`(days: Int, isLate: Bool) throws {
        let assessor = try Person.fellow.assessor()
        let circumstances = circumstances(daysAfterDue: days)
        #expect(
            complaints { try Sheet.decide(draft(), by: assessor, in: circumstances) }
                == (isLate ? ["lateReason late"] : []))
        #expect(
            try Sheet.decide(draft(late: "出差"), by: assessor, in: circumstances)
                == .recorded(.first, lateReason: isLate ? try Text("出差") : nil)
        )
    }

    @Test func `all that stands in the way is said at once`() throws {
        let circumstances = circumstances(.holder, standing: try standing(order: "20"), daysAfterDue: 1)
        #expect(
            complaints { try Sheet.decide(draft(), by: Person.holder.assessor(), in: circumstances) }
                == ["assessor rule", "lateReason late", "revisionReason required"]
        )
    }

    @Test func `a late revision keeps both reasons`() throws {
        let circumstances = circumstances(standing: try standing(order: "20"), daysAfterDue: 1)
        #expect(
            try Sheet.decide(draft(late: "出差", revision: "看错表"), by: Person.fellow.assessor(), in: circumstances)
                == .recorded(.after(1, because: try Text("看错表")), lateReason: try Text("出差"))
        )
    }
}

/// Whose sheets count, by what they are on the month's last day.
struct SheetCountTests {
    @Test(
        arguments: [
            (.own, true, .current, false, nil), (.own, false, .current, true, .isNotHolder),
            (.group, true, .current, true, .isHolder), (.group, false, .current, true, nil),
            (.group, false, .current, false, .leadsNoGroup), (.group, false, .left, true, .left),
            (.group, false, .notYet, true, .notYetMember), (.group, false, .none, true, nil),
            (.branch, true, .current, false, .isHolder), (.branch, false, .current, false, nil),
            (.branch, false, .left, false, .left), (.branch, false, .notYet, false, .notYetMember),
            (.branch, false, .none, false, .notMember), (.public, false, .none, false, nil),
        ] as [(Tier, Bool, Sheet.Membership, Bool, Sheet.Uncounted?)])
    func `a sheet counts if its assessor may score the area on that day`(
        tier: Tier, holds: Bool, membership: Sheet.Membership, leads: Bool, cause: Sheet.Uncounted?
    ) {
        let found = Sheet.uncounted(
            tier, by: ID(1),
            Sheet.Standing(membership: membership, leadsGroup: leads, isOfficer: false, namedIn: []),
            holders: [ID(holds ? 1 : 2)], expected: .any)
        #expect(found == cause)
    }

    /// Who is expected is asked of those only who may score the tier at all.
    @Test(
        arguments: [
            (.branch, .any, false, [], nil), (.branch, .officers, true, [], nil),
            (.branch, .officers, false, [.branch], .notOfficer), (.branch, .named, false, [.branch], nil),
            (.branch, .named, true, [], .notNamed), (.branch, .named, true, [.group], .notNamed),
            (.group, .named, false, [.group], nil), (.group, .named, false, [.branch], .notNamed),
            (.own, .named, false, [.own], .isNotHolder), (.public, .named, false, [], nil),
        ] as [(Tier, SchemeContent.Assessors, Bool, Set<Tier>, Sheet.Uncounted?)])
    func `only who is expected scores, where the scheme says of whom it expects sheets`(
        tier: Tier, expected: SchemeContent.Assessors, isOfficer: Bool, named: Set<Tier>, cause: Sheet.Uncounted?
    ) {
        let standing = Sheet.Standing(membership: .current, leadsGroup: true, isOfficer: isOfficer, namedIn: named)
        #expect(Sheet.uncounted(tier, by: ID(1), standing, holders: [ID(2)], expected: expected) == cause)
        // Whoever holds the area never scores it there, expected or not; nor does who is not of the branch.
        if tier == .group || tier == .branch {
            #expect(Sheet.uncounted(tier, by: ID(1), standing, holders: [ID(1)], expected: expected) == .isHolder)
        }
        // Whoever is recused from one of the holders does not either, and everybody else as before.
        let recused = Sheet.Standing(
            membership: .current, leadsGroup: true, isOfficer: isOfficer, namedIn: named, recusedFrom: [ID(2)])
        let isScored = tier == .group || tier == .branch
        #expect(
            Sheet.uncounted(tier, by: ID(1), recused, holders: [ID(3), ID(2)], expected: expected)
                == (isScored ? .recused : cause))
        #expect(Sheet.uncounted(tier, by: ID(1), recused, holders: [ID(3)], expected: expected) == cause)
        let gone = Sheet.Standing(membership: .left, leadsGroup: true, isOfficer: isOfficer, namedIn: named)
        if tier == .branch {
            #expect(Sheet.uncounted(tier, by: ID(1), gone, holders: [ID(2)], expected: expected) == .left)
        }
    }
}
