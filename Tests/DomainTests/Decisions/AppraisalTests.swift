import Testing

@testable import Domain

/// How many may be excellent before it is said, what sums fit, what takes a reason, and what follows from the steps.
struct AppraisalTests {
    private static let today = LocalDate(year: 2026, month: 12, day: 24)

    private static func day(_ text: String) throws -> LocalDate { try LocalDate(parsing: text) }
    private static func members(_ count: Int) -> [ID<Member>] { (1...count).map { ID(Int64($0)) } }

    private static func grading(
        _ member: ID<Member>, _ grade: Appraisal.Grade, _ reason: Text? = nil, checkedOn: LocalDate? = nil,
        document: Text? = nil
    ) -> AppraisalGrading {
        AppraisalGrading(member: member, grade: grade, reason: reason, checkedOn: checkedOn, document: document)
    }

    @Test(arguments: [(2, 0), (3, 1), (5, 1), (6, 2), (7, 2), (9, 3), (16, 5)])
    func `at most a third is excellent, rounded down`(graded: Int, most: Int) throws {
        #expect(Appraisal.excellentMost(of: graded) == most)
        let all = Self.members(graded)
        for excellent in 0...graded {
            let lines = all.enumerated().map { Self.grading($1, $0 < excellent ? .excellent : .competent) }
            let proposed = Dictionary(uniqueKeysWithValues: lines.map { ($0.member, $0.grade) })
            func errors(_ reason: Text?) throws -> [String] {
                let decision = AppraisalDecision(
                    on: try Self.day("2026-12-20"), lines, excellentReason: reason, reason: nil)
                do {
                    try decision.check(
                        proposed: proposed, standing: [:], earliest: Self.day("2026-12-20"), today: #require(Self.today)
                    )
                    return []
                } catch let errors as FieldErrors {
                    return errors.errors.map(\.field)
                }
            }
            #expect(try errors(nil) == (excellent > most ? ["excellentReason"] : []), "\(excellent) of \(graded)")
            #expect(try errors(Text(kept: "集体获得表彰")) == [])
        }
    }

    @Test(arguments: [
        (AppraisalBallots(present: 7, issued: 7, returned: 7, valid: 7), [String]()),
        (AppraisalBallots(present: 5, issued: 5, returned: 4, valid: 3), []),
        (AppraisalBallots(present: 0, issued: 0, returned: 0, valid: 0), []),
        (AppraisalBallots(present: 8, issued: 8, returned: 8, valid: 8), ["present"]),
        (AppraisalBallots(present: 6, issued: 7, returned: 7, valid: 7), ["issued"]),
        (AppraisalBallots(present: 6, issued: 5, returned: 6, valid: 6), ["returned"]),
        (AppraisalBallots(present: 6, issued: 6, returned: 5, valid: 6), ["valid"]),
    ])
    func `there are no more ballots at a step than at the one before`(ballots: AppraisalBallots, wrong: [String]) {
        var found: [String] = []
        do { try ballots.check(entitled: 7) } catch { found = error.errors.map(\.field) }
        #expect(found == wrong)
    }

    @Test func `a count has a line for each who gets a grade, and sums that fit the valid ballots`() throws {
        let (one, two, other) = (ID<Member>(1), ID<Member>(2), ID<Member>(3))
        let roll = [one: true, two: true, other: false]
        let today = try #require(Self.today)
        func line(_ member: ID<Member>, _ counts: [Int]?, on day: LocalDate? = nil) -> AppraisalCount.Line {
            AppraisalCount.Line(
                member: member, statementOn: day, peersSpoke: true, counts: counts.flatMap { GradeCounts($0) })
        }
        func errors(_ lines: [AppraisalCount.Line]) -> [String] {
            do { try AppraisalCount(lines, reason: nil).check(roll: roll, valid: 5, today: today) } catch {
                return error.errors.map { "\($0.field) \($0.code.rawValue)" }
            }
            return []
        }
        #expect(errors([line(one, [5, 0, 0, 0]), line(two, [1, 1, 1, 1])]) == [])
        #expect(errors([line(one, [5, 0, 0, 0]), line(two, [1, 1, 1, 1]), line(other, nil)]) == [])
        #expect(errors([line(one, [5, 1, 0, 0]), line(two, [0, 0, 0, 0])]) == ["lines[0].excellent rule"])
        #expect(errors([line(one, [5, 0, 0, 0])]) == ["lines required"])
        #expect(errors([line(one, [5, 0, 0, 0]), line(two, nil)]) == ["lines[1].excellent required"])
        #expect(
            errors([line(one, [1, 0, 0, 0]), line(two, [1, 0, 0, 0]), line(other, [1, 0, 0, 0])])
                == ["lines[2].excellent rule"])
        #expect(
            errors([line(one, [1, 0, 0, 0]), line(two, [1, 0, 0, 0]), line(one, [1, 0, 0, 0])])
                == ["lines[2].member duplicate"])
        #expect(
            errors([line(one, [1, 0, 0, 0], on: today.adding(days: 1)), line(two, [1, 0, 0, 0])])
                == ["lines[0].statementOn range"])
        #expect(
            errors([line(one, [1, 0, 0, 0]), line(two, [1, 0, 0, 0]), line(ID(9), nil)]) == ["lines[2].member rule"])
    }

    @Test(arguments: [
        ([5, 2, 0, 0], Appraisal.Grade.excellent, false), ([5, 2, 0, 0], .competent, true),
        ([3, 3, 1, 0], .excellent, false), ([3, 3, 1, 0], .competent, false),
        ([3, 3, 1, 0], .basicallyCompetent, true),
        // Below competent there is a reason, whatever most ballots gave.
        ([0, 1, 6, 0], .basicallyCompetent, true), ([0, 0, 0, 7], .notCompetent, true),
        // Where no ballot is valid, none gave a grade.
        ([0, 0, 0, 0], .competent, false),
    ])
    func `a proposal takes a reason below competent, and where most ballots gave another`(
        counts: [Int], grade: Appraisal.Grade, isNeeded: Bool
    ) throws {
        let member = ID<Member>(1)
        let counted = try [member: #require(GradeCounts(counts))]
        func errors(_ reason: Text?) -> [String] {
            do { try AppraisalGrading.check(proposed: [Self.grading(member, grade, reason)], counts: counted) } catch {
                return error.errors.map(\.field)
            }
            return []
        }
        #expect(errors(nil) == (isNeeded ? ["grades[0].reason"] : []))
        #expect(errors(Text(kept: "上半年两次无故缺席")) == [])
    }

    @Test func `who is not competent takes a reason and the higher organisation's check, and nobody else does`() throws
    {
        let member = ID<Member>(1)
        let (held, today) = (try Self.day("2026-12-20"), try #require(Self.today))
        func errors(_ line: AppraisalGrading, on day: LocalDate? = nil) -> [String] {
            let decision = AppraisalDecision(on: day ?? held, [line], excellentReason: nil, reason: nil)
            do {
                try decision.check(proposed: [member: .notCompetent], standing: [:], earliest: held, today: today)
            } catch { return error.errors.map(\.field).sorted() }
            return []
        }
        let (reason, paper) = (Text(kept: "长期不参加组织生活"), Text(kept: "局党委〔2026〕9号"))
        #expect(
            errors(Self.grading(member, .notCompetent))
                == ["grades[0].checkedOn", "grades[0].document", "grades[0].reason"])
        #expect(errors(Self.grading(member, .notCompetent, reason, checkedOn: held, document: paper)) == [])
        #expect(
            errors(Self.grading(member, .notCompetent, reason, checkedOn: today.adding(days: 1), document: paper))
                == ["grades[0].checkedOn"])
        // Another than was proposed takes a reason as well.
        #expect(errors(Self.grading(member, .competent)) == ["grades[0].reason"])
        #expect(errors(Self.grading(member, .competent, reason)) == [])
        #expect(
            errors(Self.grading(member, .competent, reason, checkedOn: held, document: paper))
                == ["grades[0].checkedOn", "grades[0].document"])
        #expect(errors(Self.grading(member, .competent, reason), on: held.adding(days: -1)) == ["on"])
        #expect(errors(Self.grading(member, .competent, reason), on: today.adding(days: 1)) == ["on"])
    }

    @Test func `the steps make the state, and a correction asks for telling and signing anew`() throws {
        let (one, two, other) = (ID<Member>(1), ID<Member>(2), ID<Member>(3))
        let roll = [one: true, two: true, other: false]
        let day = try Self.day("2026-12-20")
        func status(_ steps: [AppraisalStep]) -> Appraisal.Status { AppraisalCourse(roll: roll, steps).status }
        let counts = try #require(GradeCounts([1, 1, 0, 0]))
        func grades(_ first: Appraisal.Grade) -> [AppraisalGrading] {
            [Self.grading(one, first), Self.grading(two, .competent)]
        }
        var steps: [AppraisalStep] = []
        #expect(status(steps) == .drafted)
        steps.append(.balloted(AppraisalBallots(present: 2, issued: 2, returned: 2, valid: 2), reason: nil))
        #expect(status(steps) == .drafted)
        steps.append(
            .counted(
                AppraisalCount(
                    [one, two].map {
                        AppraisalCount.Line(member: $0, statementOn: day, peersSpoke: true, counts: counts)
                    }, reason: nil)))
        #expect(status(steps) == .counted)
        steps.append(.proposed(grades(.competent)))
        #expect(status(steps) == .proposed)
        #expect(status(steps + [.withdrawn(reason: Text(kept: "改期"))]) == .withdrawn)
        steps.append(.decided(AppraisalDecision(on: day, grades(.competent), excellentReason: nil, reason: nil)))
        #expect(status(steps) == .decided)
        steps += [.told([one], on: day, by: two), .told([two], on: day, by: one)]
        #expect(status(steps) == .decided)
        // Who gets no grade has nothing to sign.
        let signed = [one, two].map { AppraisalSignature(member: $0, remark: nil) }
        steps.append(.signed(signed, isOnPaper: true))
        #expect(status(steps) == .closed)
        steps.append(
            .decided(
                AppraisalDecision(
                    on: day, [Self.grading(one, .excellent)], excellentReason: Text(kept: "一致推荐"),
                    reason: Text(kept: "录入有误"))))
        let course = AppraisalCourse(roll: roll, steps)
        #expect(course.status == .decided && course.excellent == 1 && course.hasTooManyExcellent)
        #expect(course.lines[one]?.toldOn == nil && course.lines[one]?.signature == nil)
        #expect(course.lines[two]?.toldOn == day && course.lines[two]?.signature != nil)
    }

    @Test(arguments: [
        (2026, "2026-12-20", [String]()), (2026, "2027-01-15", []), (2025, "2026-02-01", []),
        (2026, "2025-12-31", ["on"]),
        (2026, "2028-01-01", ["on"]), (2027, "2027-12-20", ["year"]),
    ])
    func `a year is appraised at its end or in the year after`(year: Int, day: String, wrong: [String]) throws {
        var found: [String] = []
        do {
            _ = try Appraisal(
                year: year, heldOn: Self.day(day), meeting: nil, takesProbationary: false, today: #require(Self.today))
        } catch let errors as FieldErrors { found = errors.errors.map(\.field) }
        #expect(found == wrong)
    }
}
