import Testing

@testable import Domain

struct TrainingYearTests {
    /// Written plainly: what counts, in half hours.
    private struct Plain {
        var (concentrated, collective) = (0, 0)
    }

    @Test(arguments: 1...20)
    func `hours are what a plain reckoning gives`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var (year, plain) = (TrainingYear(isOfCommittee: seed.isMultiple(of: 2)), Plain())
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            if Bool.random(using: &random) {
                let forms: [LedgerChoice] = [.partySchool, .concentrated, .collective, .onTheSpot, .online]
                let (form, hours) = (forms.randomElement(using: &random)!, Int.random(in: 1...16, using: &random))
                year.count(LedgerContent([.trainingForm: .choice(form), .hours: .number(hours)]))
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

    @Test func `what was studied or heard is passive, what was done is active, and what is not said counts in neither`()
    {
        var mix = ActivityMix()
        for form in MeetingActivity.Form.allCases { mix.count(form, .small, isFelt: form == .service) }
        mix.count(nil, nil, isFelt: false)
        #expect(mix.held == 9 && mix.passive == 2 && mix.active == 6 && mix.felt == 1)
        #expect(mix.scales == [.small: 8])
    }
}
