import Testing

@testable import Domain

struct TrainingYearTests {
    /// Written plainly: what counts, in half hours.
    private struct Plain {
        var (concentrated, collective) = (0, 0)
    }

    private static let months = Month(index: 2026 * 12)...Month(index: 2026 * 12 + 11)

    private static func course(_ form: LedgerChoice, hours: Int, from first: LocalDate, until last: LocalDate? = nil)
        -> LedgerContent
    {
        var values: [LedgerKey: LedgerValue] = [
            .trainingForm: .choice(form), .hours: .number(hours), .day: .day(first),
        ]
        values[.until] = last.map { .day($0) }
        return LedgerContent(values)
    }

    @Test(
        arguments: [
            // Whole days of the year before, of the year, of the next; hundredths of an hour in each.
            ("2026-06-01", nil, 8, [0, 800, 0]), ("2026-12-31", nil, 8, [0, 800, 0]),
            ("2027-01-01", nil, 8, [0, 0, 800]),
            ("2026-12-29", "2027-01-01", 32, [0, 2400, 800]), ("2025-12-31", "2026-01-02", 8, [266, 534, 0]),
            ("2025-12-30", "2027-01-01", 8, [4, 793, 3]), ("2026-12-31", "2026-12-30", 8, [0, 800, 0]),
        ] as [(String, String?, Int, [Int])])
    func `a course over the year's end is shared out by its days, and nothing of it is lost`(
        first: String, last: String?, hours: Int, expected: [Int]
    ) throws {
        let course = Self.course(
            .partySchool, hours: hours, from: try LocalDate(parsing: first),
            until: try last.map { try LocalDate(parsing: $0) })
        let found = try (2025...2027).map { number in
            var year = TrainingYear(isOfCommittee: false)
            year.count(course, in: try #require(Month.months(of: number)))
            return year.total
        }
        #expect(found == expected.map { Points(hundredths: $0) })
        #expect(found.reduce(Points.zero, +) == Points(hundredths: hours * 100))
    }

    @Test(arguments: 1...20)
    func `hours are what a plain reckoning gives`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var (year, plain) = (TrainingYear(isOfCommittee: seed.isMultiple(of: 2)), Plain())
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            if Bool.random(using: &random) {
                let forms: [LedgerChoice] = [.partySchool, .concentrated, .collective, .onTheSpot, .online]
                let (form, hours) = (forms.randomElement(using: &random)!, Int.random(in: 1...16, using: &random))
                year.count(
                    Self.course(form, hours: hours, from: Self.months.lowerBound.firstDay), in: Self.months)
                if form == .collective { plain.collective += hours * 2 }
                if form != .collective, form != .online { plain.concentrated += hours * 2 }
            } else {
                let form = MeetingActivity.Form.allCases.randomElement(using: &random)
                let isLecture = Bool.random(using: &random)
                let halves = Bool.random(using: &random) ? Int.random(in: 1...8, using: &random) : nil
                let minutes = Int.random(in: 5...240, using: &random)
                year.count(
                    isLecture: isLecture, form: form, hours: halves.map { Points(hundredths: $0 * 50) },
                    minutes: minutes)
                if isLecture || form == .study { plain.collective += halves ?? minutes / 30 }
            }
        }
        #expect(year.concentrated == Points(hundredths: plain.concentrated * 50))
        #expect(year.collective == Points(hundredths: plain.collective * 50))
        let needed = (seed.isMultiple(of: 2) ? 56 : 32) * 2
        #expect(year.open == Points(hundredths: max(0, needed - plain.concentrated - plain.collective) * 50))
    }

    @Test(arguments: 1...20)
    func `a year's mix is what a plain reckoning gives`(seed: UInt64) {
        typealias Held = (form: MeetingActivity.Form?, scale: MeetingActivity.Scale?, isFelt: Bool)
        var random = SplitMix64(seed: seed)
        let held: [Held] = (0..<Int.random(in: 0...60, using: &random)).map { _ in
            let isSaid = Int.random(in: 0...9, using: &random) > 0
            return (
                isSaid ? MeetingActivity.Form.allCases.randomElement(using: &random) : nil,
                isSaid ? MeetingActivity.Scale.allCases.randomElement(using: &random) : nil,
                Bool.random(using: &random)
            )
        }
        var mix = ActivityMix()
        for activity in held { mix.count(activity.form, activity.scale, isFelt: activity.isFelt) }
        let sitting: [MeetingActivity.Form] = [.study, .report]
        #expect(mix.held == held.count && mix.felt == held.count { $0.isFelt })
        #expect(mix.passive == held.count { activity in sitting.contains { $0 == activity.form } })
        #expect(mix.active == held.count { activity in activity.form.map { !sitting.contains($0) } ?? false })
        for scale in MeetingActivity.Scale.allCases {
            #expect(mix.scales[scale, default: 0] == held.count { $0.scale == scale })
        }
    }

    @Test func `what was studied or heard is passive, what was done is active, and what is not said counts in neither`()
    {
        var mix = ActivityMix()
        for form in MeetingActivity.Form.allCases { mix.count(form, .small, isFelt: form == .service) }
        mix.count(nil, nil, isFelt: false)
        #expect(mix.held == 9 && mix.passive == 2 && mix.active == 6 && mix.felt == 1)
        #expect(mix.scales == [.small: 8])
    }
}
