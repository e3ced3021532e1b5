import Domain
import Testing

/// Leaving, floating and coming back: what may follow what, and from which day.
@Suite struct MemberStatusTests {
    private typealias History = Member.StatusHistory

    private func history(_ changes: [(Member.StatusChange.Kind, String)]) throws -> History {
        History(try changes.map { Member.StatusChange($0, from: try LocalDate(parsing: $1)) })
    }

    @Test(
        arguments: [
            ([], "2026-11-24", nil),
            ([(.floating, "2026-05-01")], "2026-05-01", nil),
            ([(.floating, "2026-05-01")], "2026-04-30", "statusBeforeLastChange"),
            ([(.died, "2026-05-01")], "2026-06-01", "memberLeft"),
            ([(.expelled, "2027-01-01")], "2026-06-01", "memberLeft"),
            ([(.leftParty, "2026-05-01"), (.returned, "2026-06-01")], "2026-06-01", nil),
            ([(.leftParty, "2026-05-01"), (.returned, "2026-06-01")], "2026-05-31", "statusBeforeLastChange"),
        ] as [([(Member.StatusChange.Kind, String)], String, String?)])
    func `whoever is of a branch can leave, not before their last change`(
        changes: [(Member.StatusChange.Kind, String)], day: String, refusal: String?
    ) throws {
        let (history, day) = (try history(changes), try LocalDate(parsing: day))
        #expect(refused { try history.requireLeaving(on: day, holding: [], [], isEnding: false) } == refusal)
    }

    @Test(
        arguments: [
            (["A-1"], [], false, "memberHoldsAreas"), ([], [.secretary], false, "memberHoldsOffices"),
            (["A-1", "A-2"], [.deputy, .groupLeader], false, "memberHoldsAreas"), (["A-1"], [.secretary], true, nil),
        ] as [([String], [Appointment.Office], Bool, String?)])
    func `what they hold stands in the way, by its name, unless it ends with it`(
        areas: [String], offices: [Appointment.Office], isEnding: Bool, code: String?
    ) throws {
        let codes = try areas.map { try Code($0) }
        do {
            try History([]).requireLeaving(
                on: LocalDate(parsing: "2026-11-24"), holding: codes, offices, isEnding: isEnding)
            #expect(code == nil)
        } catch let refusal as History.Refusal {
            #expect(refusal.code == code)
            for name in areas + offices.map(\.rawValue) { #expect(refusal.detail.description.contains(name)) }
        }
    }

    @Test(
        arguments: [
            ([], "2026-11-24", nil), ([(.floating, "2026-05-01")], "2026-11-24", "memberFloats"),
            ([(.transferredOut, "2026-05-01")], "2026-11-24", "memberLeft"),
            ([(.floating, "2026-05-01"), (.returned, "2026-08-01")], "2026-08-01", nil),
            ([(.floating, "2026-05-01"), (.returned, "2026-08-01")], "2026-07-31", "statusBeforeLastChange"),
        ] as [([(Member.StatusChange.Kind, String)], String, String?)])
    func `whoever is here can be floating`(
        changes: [(Member.StatusChange.Kind, String)], day: String, refusal: String?
    ) throws {
        let (history, day) = (try history(changes), try LocalDate(parsing: day))
        #expect(refused { try history.requireFloating(on: day) } == refusal)
    }

    @Test(
        arguments: [
            ([], "2026-11-24", nil, "memberIsHere"),
            ([(.floating, "2026-05-01")], "2026-05-01", .floating, nil),
            ([(.floating, "2026-05-01")], "2026-04-30", nil, "statusBeforeLastChange"),
            ([(.floating, "2026-05-01"), (.returned, "2026-08-01")], "2026-11-24", nil, "memberIsHere"),
            ([(.transferredOut, "2026-05-01")], "2026-11-24", .left, nil),
            ([(.transferredOut, "2026-05-01")], "2026-04-30", nil, "statusBeforeLastChange"),
            // On its own day a leaving is undone, one of the dead and one to come too.
            ([(.died, "2026-05-01")], "2026-05-01", .left, nil),
            ([(.died, "2026-05-01")], "2026-05-02", nil, "memberDied"),
            ([(.expelled, "2026-12-01")], "2026-12-01", .left, nil),
            ([(.expelled, "2026-12-01")], "2026-12-02", nil, "memberLeavesLater"),
        ] as [([(Member.StatusChange.Kind, String)], String, Member.Status?, String?)])
    func `one comes back from where one was`(
        changes: [(Member.StatusChange.Kind, String)], day: String, from: Member.Status?, refusal: String?
    ) throws {
        let (history, day) = (try history(changes), try LocalDate(parsing: day))
        let today = try LocalDate(parsing: "2026-11-24")
        var came: Member.Status?
        #expect(refused { came = try history.returning(on: day, today: today) } == refusal)
        #expect(came == from)
    }

    @Test func `a membership ends the day before, and not before it began`() throws {
        let day = try LocalDate(parsing: "2026-05-01")
        let membership = Membership(branch: ID(1), group: nil, span: try #require(DateSpan(from: day)))
        #expect(try membership.ended(before: day.adding(days: 1)).until == day)
        #expect(refused { _ = try membership.ended(before: day) } == "transferBeforeMembership")
    }
}
