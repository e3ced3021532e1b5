import Domain
import Testing

@Suite struct CycleTests {
    /// What can be tried with a month; each is tried after the notice's end and with a winner.
    enum Act: String, CaseIterable {
        /// Entering sheets and adjustments, and closing.
        case enter
        case post
        case finalise
        case endWithoutAward
    }

    private func cycle(_ status: Cycle.Status, noticeEnds: String? = "2026-11-12") throws -> Cycle {
        Cycle(
            id: ID(12), branch: ID(3), month: try Month(parsing: "2026-10"), scheme: ID(1), status: status,
            postedOn: nil,
            noticeEnds: try noticeEnds.map { try LocalDate(parsing: $0) }, reason: nil, version: 1
        )
    }

    @Test(
        arguments: [
            (Cycle.Status.open, Act.enter, nil), (.open, .post, "cycleNotClosed"), (.open, .finalise, "cycleNotPosted"),
            (.open, .endWithoutAward, "cycleNotClosed"),
            (.closed, .enter, "cycleNotOpen"), (.closed, .post, nil), (.closed, .finalise, "cycleNotPosted"),
            (.closed, .endWithoutAward, nil),
            (.posted, .enter, "cycleNotOpen"), (.posted, .post, "cycleNotClosed"), (.posted, .finalise, nil),
            (.posted, .endWithoutAward, nil),
            (.final, .enter, "cycleNotOpen"), (.final, .post, "cycleNotClosed"), (.final, .finalise, "cycleNotPosted"),
            (.final, .endWithoutAward, "cycleEnded"),
            (.withoutAward, .enter, "cycleNotOpen"), (.withoutAward, .post, "cycleNotClosed"),
            (.withoutAward, .finalise, "cycleNotPosted"),
            (.withoutAward, .endWithoutAward, "cycleEnded"),
        ] as [(Cycle.Status, Act, String?)])
    func `a month goes from open to closed to posted to its end, and never back`(
        status: Cycle.Status, act: Act, refusal: String?
    ) throws {
        let cycle = try cycle(status)
        let today = try LocalDate(parsing: "2026-11-13")
        let found = refused {
            switch act {
            case .enter: try cycle.requireOpen()
            case .post:
                _ = try cycle.notice(
                    postedOn: today, by: SchemeSample.content(), calendar: WorkCalendar(exceptions: [:]))
            case .finalise: try cycle.requireFinalisable(today: today, hasWinners: true)
            case .endWithoutAward: try cycle.requireEndableWithoutAward()
            }
        }
        #expect(found == refusal)
    }

    @Test(
        arguments: [
            ("2026-11-05", "2026-11-12", "noticeStands"), ("2026-11-12", "2026-11-12", "noticeStands"),
            ("2026-11-13", "2026-11-12", nil),
            ("2027-01-01", "2026-11-12", nil),
        ] as [(String, String, String?)])
    func `an award becomes final only after the notice's last day`(today: String, ends: String, refusal: String?) throws
    {
        let cycle = try cycle(.posted, noticeEnds: ends)
        #expect(refused { try cycle.requireFinalisable(today: LocalDate(parsing: today), hasWinners: true) } == refusal)
    }

    @Test func `without a winner there is no award to make final`() throws {
        let cycle = try cycle(.posted)
        #expect(
            refused { try cycle.requireFinalisable(today: LocalDate(parsing: "2026-11-13"), hasWinners: false) }
                == "noWinner")
        // The notice comes first: an appeal may still bring a winner.
        #expect(
            refused { try cycle.requireFinalisable(today: LocalDate(parsing: "2026-11-12"), hasWinners: false) }
                == "noticeStands")
    }

    @Test(arguments: [
        ("2026-11-05", 5, "2026-11-12"), ("2026-11-05", 1, "2026-11-06"), ("2026-11-06", 1, "2026-11-09"),
        ("2026-11-07", 5, "2026-11-13"),
        ("2026-11-05", 30, "2026-12-17"),
    ])
    func `the day of posting does not count towards the notice`(posted: String, days: Int, ends: String) throws {
        let notice = try cycle(.closed).notice(
            postedOn: LocalDate(parsing: posted), by: SchemeSample.content(["noticeWorkingDays": "\(days)"]),
            calendar: WorkCalendar(exceptions: [:])
        )
        #expect(notice.description == ends)
    }

    @Test(arguments: [
        // A Thursday, a Friday; a Saturday, from which the next working day is the first either way.
        ("2026-11-05", 5, "2026-11-11"), ("2026-11-05", 1, "2026-11-05"), ("2026-11-06", 2, "2026-11-09"),
        ("2026-11-07", 1, "2026-11-09"), ("2026-11-07", 5, "2026-11-13"),
    ])
    func `a scheme can have a working day of posting counted as the first`(posted: String, days: Int, ends: String)
        throws
    {
        let scheme = try SchemeSample.content([
            "format": "2", "noticeCountsPostingDay": "true", "noticeWorkingDays": "\(days)",
        ])
        let notice = try cycle(.closed).notice(
            postedOn: LocalDate(parsing: posted), by: scheme, calendar: WorkCalendar(exceptions: [:]))
        #expect(notice.description == ends)
    }

    @Test(
        arguments: [
            ("2026-11", "2026-11-01", nil), ("2026-11", "2026-10-31", "monthHasNotBegun"),
            ("2026-10", "2026-11-24", nil),
            ("2027-01", "2026-12-31", "monthHasNotBegun"), ("2020-01", "2026-12-31", nil),
        ] as [(String, String, String?)])
    func `a month is assessed once it has begun`(month: String, today: String, refusal: String?) throws {
        #expect(refused { try Cycle.requireBegun(Month(parsing: month), today: LocalDate(parsing: today)) } == refusal)
    }
}
