import Domain
import Testing

@Suite struct FigureTests {
    private static let day = Month(index: 2026 * 12).firstDay

    private static func record(_ part: Int, of whole: Int = 1, kind: String? = nil) -> FigureRecord {
        FigureRecord(.month, on: day, .text("一条"), part: part, whole: whole, kind: kind)
    }

    private static func bound(
        _ figure: BranchFigure, _ direction: String?, _ notice: Int = 0, _ concern: Int = 0
    ) throws -> FigureBound {
        var members: [(String, JSON)] = [
            ("key", .string(figure.rawValue)), ("sourceZh", "出处"), ("sourceEn", "Source"), ("mark", "S"),
        ]
        if let direction {
            members += [("direction", .string(direction)), ("notice", JSON(notice)), ("concern", JSON(concern))]
        }
        return try FigureBound(Self.object(members))
    }

    private static func object(_ members: [(String, JSON)]) -> JSON {
        var object = JSON.Object()
        for (name, value) in members { object[name] = value }
        return .object(object)
    }

    // MARK: - What a figure says

    @Test func `what nothing is on record of is never zero`() throws {
        for figure in BranchFigure.allCases {
            let reading = FigureReading(figure, [])
            #expect(!reading.isOnRecord && reading.value == nil, "\(figure)")
            #expect(reading.standing(against: nil) == .nothingOnRecord, "\(figure)")
        }
        // Meetings to which nobody was called are no attendance of nought per cent.
        #expect(FigureReading(.meetingsAttended, [Self.record(0, of: 0)]).value == nil)
        // But a share of which nothing counts is nought.
        #expect(FigureReading(.meetingsFelt, [Self.record(0)]).value == .zero)
    }

    @Test(arguments: [
        (1, 3, 3333), (2, 3, 6667), (1, 8, 1250), (1, 16, 625), (1, 32, 313), (7, 7, 10000),
    ])
    func `a share is told in hundredths of a per cent, half up`(part: Int, whole: Int, hundredths: Int) {
        let reading = FigureReading(.meetingsAttended, [Self.record(part, of: whole)])
        #expect(reading.value?.hundredths == hundredths)
    }

    @Test func `kinds are counted once, whatever of them there is`() {
        let reading = FigureReading(
            .differentForms,
            [Self.record(1, kind: "study"), Self.record(1, kind: "visit"), Self.record(1, kind: "study")])
        #expect(reading.numerator == 2 && reading.denominator == 3 && reading.value?.hundredths == 200)
    }

    @Test func `a count has no denominator`() {
        let reading = FigureReading(.secretaryMeetings, [Self.record(7), Self.record(4)])
        #expect(reading.numerator == 11 && reading.denominator == nil && reading.value?.hundredths == 1100)
    }

    @Test(
        arguments: [
            ("atLeast", 9, 10, FigureStanding.within), ("atLeast", 899, 1000, .notice), ("atLeast", 75, 100, .notice),
            ("atLeast", 7499, 10000, .concern),
            // Told as 90.00 per cent, and still below it.
            ("atLeast", 89_996, 100_000, .notice),
        ] as [(String, Int, Int, FigureStanding)])
    func `a share is compared exactly, not as it is rounded`(
        direction: String, part: Int, whole: Int, standing: FigureStanding
    ) throws {
        let reading = FigureReading(.meetingsAttended, [Self.record(part, of: whole)])
        #expect(reading.standing(against: try Self.bound(.meetingsAttended, direction, 90, 75)) == standing)
    }

    @Test func `a bound may be one that is not to be passed, or none`() throws {
        func standing(_ part: Int) throws -> FigureStanding {
            FigureReading(.dynamicsSeminars, [Self.record(part)])
                .standing(against: try Self.bound(.dynamicsSeminars, "atMost", 4, 8))
        }
        #expect(try standing(4) == .within)
        #expect(try standing(5) == .notice)
        #expect(try standing(9) == .concern)
        let told = FigureReading(.secretaryMeetings, [Self.record(3)])
        #expect(told.standing(against: try Self.bound(.secretaryMeetings, nil)) == .told)
    }

    // MARK: - Heads

    @Test func `each problem and each cause has three to five figures, and advice`() {
        #expect(DiagnosisHead.diagnosed.count { $0.kind == .problem } == 4)
        #expect(DiagnosisHead.diagnosed.count { $0.kind == .cause } == 4)
        for head in DiagnosisHead.diagnosed {
            #expect((3...5).contains(head.figures.count), "\(head)")
            #expect(!head.advice.isEmpty, "\(head)")
        }
        #expect(Set(DiagnosisHead.allCases.flatMap(\.figures)) == Set(BranchFigure.allCases))
        #expect(Set(DiagnosisHead.diagnosed.prefix(4).map(\.category)).count == 4)
    }

    // MARK: - Bounds

    private static func whole(_ change: (BranchFigure, inout [(String, JSON)]) -> Void = { _, _ in }) -> JSON {
        let figures = DiagnosisHead.diagnosed.flatMap(\.figures).map { figure -> JSON in
            var members: [(String, JSON)] = [
                ("key", .string(figure.rawValue)), ("direction", "atLeast"), ("notice", 2), ("concern", 1),
                ("sourceZh", "出处"), ("sourceEn", "Source"), ("mark", "M"),
            ]
            change(figure, &members)
            return object(members)
        }
        return ["figures": .array(figures)]
    }

    private static func set(_ name: String, _ value: JSON?, in members: inout [(String, JSON)]) {
        members.removeAll { $0.0 == name }
        if let value { members.append((name, value)) }
    }

    @Test func `bounds are read whole`() throws {
        let bounds = try FigureBounds(Self.whole())
        #expect(bounds[.talksCovered]?.limits?.notice == 2 && bounds[.guidance] == nil)
    }

    @Test(
        arguments: [
            ("direction", "upwards", "talksCovered.direction"), ("notice", 101, "talksCovered.notice"),
            ("notice", "2", "talksCovered.notice"), ("notice", nil, "talksCovered.notice"),
            ("concern", 3, "talksCovered.concern"), ("direction", nil, "talksCovered.direction"),
            ("mark", "X", "talksCovered.mark"), ("sourceZh", nil, "talksCovered.sourceZh"),
            ("sourceEn", "", "talksCovered.sourceEn"), ("points", 3, "talksCovered.points"),
            ("key", "guidance", "guidance.key"), ("key", "nothing", "nothing.key"), ("key", nil, "figures[1].key"),
            ("key", "meetingsAttended", "meetingsAttended.key"),
        ] as [(String, JSON?, String)])
    func `malformed bounds are refused, each error under its figure`(name: String, value: JSON?, field: String) throws {
        let fault = #expect(throws: FigureBounds.Fault.self) {
            try FigureBounds(
                Self.whole { figure, members in
                    if figure == .talksCovered { Self.set(name, value, in: &members) }
                })
        }
        #expect(fault?.faults.contains { $0.field == field } == true, "\(fault as Any)")
    }

    @Test func `a figure without its bound is refused, and a document that is none`() {
        let fault = #expect(throws: FigureBounds.Fault.self) {
            guard case .array(let all)? = Self.whole()["figures"] else { return }
            _ = try FigureBounds(["figures": .array(Array(all.dropFirst()))])
        }
        #expect(fault?.faults.map(\.field) == ["meetingsAttended"])
        #expect(throws: FigureBounds.Fault.self) { try FigureBounds(["figure": []]) }
        #expect(throws: FigureBounds.Fault.self) { try FigureBounds(.null) }
    }

    // MARK: - Staffing

    @Test(arguments: [
        (0, 0, StaffingRatio.Standing.nothingOnRecord), (0, 100, .below), (1, 101, .below), (1, 100, .usual),
        (2, 100, .usual), (3, 149, .above), (1, 50, .usual), (1, 49, .above),
    ])
    func `full-time staff are compared exactly with one to two per cent`(
        fullTime: Int, people: Int, standing: StaffingRatio.Standing
    ) {
        #expect(StaffingRatio(fullTime: fullTime, people: people).standing == standing)
    }

    // MARK: - Months

    @Test func `twelve months end with the one that is asked, across a year and a leap day`() throws {
        let months = try Month(parsing: "2028-02").twelveUntil
        #expect(months.lowerBound.description == "2027-03" && months.upperBound.lastDay.description == "2028-02-29")
        #expect(CadencePeriod(months).days == 366)
        #expect(try CadencePeriod(Month(parsing: "2027-02").twelveUntil).days == 365)
    }
}
