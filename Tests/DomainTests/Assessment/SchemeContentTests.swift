import Domain
import Testing

@Suite struct SchemeContentTests {
    @Test func `the office's document is read whole`() throws {
        let scheme = try SchemeSample.content()
        #expect(scheme.code.text == "monthly-2026")
        #expect(scheme.title.zh.string == "党员责任区月考核办法（2026）")
        #expect(scheme.title.en.string == "Monthly assessment of members' responsibility areas (2026)")
        #expect(scheme.effectiveFrom.description == "2026-01")
        #expect(scheme.scoringDueDay == 5)
        #expect(scheme.noticeWorkingDays == 5)
        #expect(scheme.awardMinimum.description == "85")
        #expect(scheme.awardsPerBranch == 1)
        #expect(scheme.bonusCap.description == "8")
        #expect(scheme.criteria.map(\.key.text) == ["discipline", "enforcement", "order", "deeds", "publicity"])
        #expect(scheme.criteria.map(\.maximum.description) == ["15", "25", "25", "20", "15"])
        #expect(scheme.maximumTotal.description == "100")
        #expect(scheme.tiers.map(\.tier) == [.own, .group, .branch, .public])
        #expect(scheme.tiers.map(\.weight) == [10, 20, 50, 20])
        #expect(scheme.tiers.map(\.combination) == [.mean, .mean, .trimmedMean, .median])
        #expect(
            scheme.bonuses.map { "\($0.key.text) \($0.amount.greatest) \($0.cap)" } == [
                "commended 2 4", "deedPraised 3 6",
            ])
        #expect(
            scheme.deductions.map { "\($0.key.text) \($0.amount.greatest) \($0.cap)" } == [
                "caseOverdue 1 5", "complaint 2 6", "absence 0.5 2",
            ]
        )
        #expect(scheme.vetoes.map(\.key.text) == ["sanction", "rough"])
    }

    @Test func `a scheme works out an example of itself`() throws {
        let scheme = try SchemeSample.content()
        let score = Score(of: scheme.example, by: scheme)
        #expect(score.tiers.map(\.sheets) == [1, 2, 5, 2])
        // 92; 92 and 88; 92, 88, 90 of five; 92 and 88.
        #expect(score.tiers.map { $0.score?.description } == ["92", "90", "90", "90"])
        #expect(score.weighted.description == "90.2")
        #expect(score.items.map { "\($0.item.text) \($0.points)" } == ["commended 2", "caseOverdue 1"])
        #expect(score.isRanked && score.final.description == "91.2")
    }

    /// Place, what is put there (nothing: taken out), and every complaint it must bring.
    @Test(arguments: [
        ("code", "", "code required"), ("code", "null", "code required"), ("code", #""""#, "code required"),
        ("code", "1", "code format"),
        ("code", #""月""#, "code format"), ("code", #""a23456789012345678901234567890123""#, "code length"),
        ("titleZh", "", "titleZh required"), ("titleZh", #"" ""#, "titleZh required"),
        ("titleEn", "", "titleEn required"),
        ("titleEn", "[]", "titleEn format"),
        ("effectiveFrom", #""2026-13""#, "effectiveFrom range"),
        ("effectiveFrom", #""2026-1""#, "effectiveFrom format"),
        ("effectiveFrom", "2026", "effectiveFrom format"), ("effectiveFrom", "", "effectiveFrom required"),
        ("scoringDueDay", "0", "scoringDueDay range"), ("scoringDueDay", "29", "scoringDueDay range"),
        ("scoringDueDay", "5.5", "scoringDueDay range"), ("scoringDueDay", "", "scoringDueDay required"),
        ("noticeWorkingDays", "0", "noticeWorkingDays range"), ("noticeWorkingDays", "31", "noticeWorkingDays range"),
        ("awardMinimum", "-1", "awardMinimum format"), ("awardMinimum", "85.001", "awardMinimum precision"),
        ("awardMinimum", #""85""#, "awardMinimum format"), ("awardsPerBranch", "0", "awardsPerBranch range"),
        ("awardsPerBranch", "101", "awardsPerBranch range"), ("awardsPerBranch", "1.5", "awardsPerBranch range"),
        ("bonusCap", "", "bonusCap required"), ("bonusCap", "10001", "bonusCap range"),
        // Criteria.
        ("criteria", "[]", "criteria length"), ("criteria", "{}", "criteria length"),
        ("criteria", "", "criteria required"),
        (
            "criteria[2]", "7",
            "criteria[2] format, criteria[2].key required, criteria[2].titleZh required, "
                + "criteria[2].titleEn required, criteria[2].maxPoints required"
        ),
        ("criteria[0].key", "", "criteria[0].key required"), ("criteria[4].key", #""a b""#, "criteria[4].key format"),
        ("criteria[1].key", #""order""#, "criteria duplicate"),
        ("criteria[1].titleZh", #""责任区秩序""#, "criteria duplicate"),
        ("criteria[2].titleEn", "", "criteria[2].titleEn required"),
        ("criteria[2].maxPoints", "0", "criteria[2].maxPoints range"),
        ("criteria[2].maxPoints", "", "criteria[2].maxPoints required"),
        ("criteria[2].maxPoints", "1.234", "criteria[2].maxPoints precision"),
        ("criteria[2].maxPoints", "1e1", "criteria[2].maxPoints format"),
        ("criteria[3].guidance", "5", "criteria[3].guidance format"),
        ("criteria[3].max", "20", "criteria[3].max unexpected"),
        // Tiers.
        ("tiers", "[]", "tiers length"), ("tiers[0].tier", #""own""#, "tiers[0].tier unknown"),
        ("tiers[0].tier", #""group""#, "tiers duplicate"), ("tiers[0].weight", "11", "tiers rule"),
        ("tiers[0].weight", "9", "tiers rule"),
        ("tiers[0].weight", "-10", "tiers[0].weight range"), ("tiers[0].weight", "101", "tiers[0].weight range"),
        ("tiers[0].weight", "10.5", "tiers[0].weight range"), ("tiers[3]", "", "tiers rule"),
        ("tiers[1].combine", #""average""#, "tiers[1].combine unknown"),
        ("tiers[1].combine", "", "tiers[1].combine required"),
        ("tiers[4]", #"{"tier":"self","weight":0,"combine":"mean"}"#, "tiers length"),
        // The menu.
        ("bonuses", "", "bonuses required"), ("bonuses", "null", "bonuses required"),
        ("bonuses[0].points", "0", "bonuses[0].points range"),
        ("bonuses[0].cap", "1.99", "bonuses[0].cap range"), ("bonuses[1].cap", "", "bonuses[1].cap required"),
        ("deductions[2].points", "0.505", "deductions[2].points precision"),
        ("deductions[1].points", "-2", "deductions[1].points format"),
        ("deductions[0].times", "3", "deductions[0].times unexpected"),
        ("vetoes[0].points", "3", "vetoes[0].points unexpected"),
        ("vetoes[1].key", "", "vetoes[1].key required"),
        ("vetoes[1].key", #""commended""#, "bonuses, deductions, vetoes duplicate"),
        ("deductions[0].key", #""deedPraised""#, "bonuses, deductions, vetoes duplicate"),
        ("deductions[0].titleZh", #""有责投诉""#, "bonuses, deductions, vetoes duplicate"),
        // What only format 2 has.
        ("format", "3", "format range"), ("format", #""2""#, "format range"),
        ("rounding", #""final""#, "rounding unexpected"), ("trimFrom", "3", "trimFrom unexpected"),
        ("noticeCountsPostingDay", "false", "noticeCountsPostingDay unexpected"),
        ("tiers[0].minimumSheets", "1", "tiers[0].minimumSheets unexpected"),
        ("tiers[3].maximumSheets", "9", "tiers[3].maximumSheets unexpected"),
        // What nobody asked for.
        ("version", "1", "version unexpected"), ("Code", #""x""#, "Code unexpected"),
    ])
    func `each way of spoiling it brings its complaint at its place`(path: String, value: String, expected: String)
        throws
    {
        let document = try SchemeSample.document([path: value])
        #expect(complaints { try SchemeContent(document) }.joined(separator: ", ") == expected)
    }

    @Test(arguments: [
        ("rounding", #""never""#, "rounding unknown"), ("rounding", "1", "rounding format"),
        ("trimFrom", "2", "trimFrom range"), ("trimFrom", "101", "trimFrom range"),
        ("noticeCountsPostingDay", "1", "noticeCountsPostingDay format"),
        ("tiers[0].minimumSheets", "0", "tiers[0].minimumSheets range"),
        ("tiers[2].minimumSheets", "1001", "tiers[2].minimumSheets range"),
        ("tiers[2].maximumSheets", "9", "tiers[2].maximumSheets rule"),
        ("tiers[3].maximumSheets", "0", "tiers[3].maximumSheets range"),
        (
            "tiers[3]", #"{"tier":"public","weight":20,"combine":"mean","minimumSheets":5,"maximumSheets":4}"#,
            "tiers[3].maximumSheets range"
        ),
        (
            "tiers",
            #"[{"tier":"self","weight":100,"combine":"mean"},{"tier":"branch","weight":0,"combine":"mean","minimumSheets":2}]"#,
            "tiers[1].minimumSheets rule"
        ),
        ("tiers[1].sheets", "2", "tiers[1].sheets unexpected"),
    ])
    func `each way of spoiling what format 2 has brings its complaint`(path: String, value: String, expected: String)
        throws
    {
        let document = try SchemeSample.document(["format": "2"]).replacing(path, with: SchemeSample.parsed(value))
        #expect(complaints { try SchemeContent(document) }.joined(separator: ", ") == expected)
    }

    @Test func `all complaints come at once`() throws {
        let document = try SchemeSample.document([
            "code": "", "scoringDueDay": "0", "criteria[1].maxPoints": "-1", "criteria[4].key": #""order""#,
            "tiers[2].weight": "40",
            "bonuses[0].cap": "1", "vetoes[0].titleEn": "", "note": #""x""#,
        ])
        #expect(
            complaints { try SchemeContent(document) }.sorted() == [
                "bonuses[0].cap range", "code required", "criteria[1].maxPoints format", "note unexpected",
                "scoringDueDay range",
                "tiers rule", "vetoes[0].titleEn required",
            ])
    }

    @Test(arguments: ["[]", "null", #""x""#, "1"])
    func `what is no object lacks everything`(text: String) throws {
        let found = complaints { try SchemeContent(try JSON.parse(text.utf8)) }
        #expect(found.first == " format")
        #expect(found.count == 1 + 14)
    }

    @Test(
        arguments: [
            [:], ["criteria[0].guidance": #""按时参加学习\n遵守纪律""#], ["bonuses": "[]", "deductions": "[]", "vetoes": "[]"],
            ["bonusCap": "0"], ["bonusCap": "0.05", "awardMinimum": "99.5"],
            ["scoringDueDay": "28", "noticeWorkingDays": "30"],
            [
                "tiers":
                    #"[{"tier":"public","weight":0,"combine":"mean"},{"tier":"self","weight":100,"combine":"median"}]"#
            ],
            ["criteria[0].guidance": "null"], ["criteria[0].guidance": #""""#], ["bonuses[0].cap": "2"],
            ["titleZh": #""  办法　""#], ["format": "2"], ["format": "2", "rounding": #""final""#, "trimFrom": "3"],
            ["format": "2", "noticeCountsPostingDay": "true", "tiers[2].minimumSheets": "3"],
            ["format": "2", "tiers[3].minimumSheets": "2", "tiers[3].maximumSheets": "2"], ["format": "1"],
            SchemeSample.details, ["format": "2", "deductions[0].from": #""substantiated""#],
            ["format": "2", "deductions[0].from": "null"],
        ] as [[String: String]])
    func `a scheme's document reads back as an equal scheme`(changes: [String: String]) throws {
        let scheme = try SchemeSample.content(changes)
        #expect(try SchemeContent(scheme.json) == scheme)
        #expect(try SchemeContent(try JSON.parse(scheme.json.canonicalBytes())) == scheme)
    }

    @Test(
        arguments: [
            ("bonuses[0].min", "", "bonuses[0].min required"), ("bonuses[0].max", "", "bonuses[0].max required"),
            ("bonuses[0].min", "0", "bonuses[0].min range"), ("bonuses[0].max", "0.5", "bonuses[0].max range"),
            ("bonuses[0].points", "2", "bonuses[0].points conflict"),
            ("bonuses[0].levels", "[]", "bonuses[0].points conflict"),
            ("bonuses[0].cap", "2.99", "bonuses[0].cap range"),
            ("bonuses[0].document", #""maybe""#, "bonuses[0].document unknown"),
            ("bonuses[0].from", #""visits""#, "bonuses[0].from unknown"),
            ("bonuses[0].from", "1", "bonuses[0].from format"),
            ("vetoes[0].from", #""redone""#, "vetoes[0].from unexpected"),
            ("deductions[1].levels", "[]", "deductions[1].levels length"),
            ("deductions[1].levels[1].key", #""street""#, "deductions[1].levels duplicate"),
            ("deductions[1].levels[1].titleZh", #""街道""#, "deductions[1].levels duplicate"),
            ("deductions[1].levels[0].points", "0", "deductions[1].levels[0].points range"),
            ("deductions[1].levels[0].points", "", "deductions[1].levels[0].points required"),
            ("deductions[1].points", "1", "deductions[1].points conflict"),
            ("deductions[0].points", "", "deductions[0].points required"),
            ("vetoes[0].byDecision", "1", "vetoes[0].byDecision format"),
            // A document of format 1 says none of it.
            (
                "format", "1",
                "bonuses[0].min unexpected, bonuses[0].max unexpected, bonuses[0].document unexpected, "
                    + "bonuses[0].points required, deductions[1].levels unexpected, deductions[1].document unexpected, "
                    + "deductions[1].points required, vetoes[0].byDecision unexpected"
            ),
        ] as [(String, String, String)])
    func `what an item brings and takes is said in one way`(place: String, value: String, expected: String) {
        let found = complaints {
            try SchemeContent(
                SchemeSample.document(SchemeSample.details).replacing(place, with: SchemeSample.parsed(value)))
        }
        #expect(found.joined(separator: ", ") == expected)
    }

    @Test func `from which figure an item is proposed is written where it is said, and nowhere else`() throws {
        let said = try SchemeSample.content(["format": "2", "deductions[1].from": #""substantiated""#])
        #expect(said.deductions.map(\.source) == [nil, .substantiated, nil])
        #expect(said.json["deductions"]?.array?.map { $0["from"] } == [nil, "substantiated", nil])
        #expect(said.menuItem("complaint")?.source == .substantiated)
        // Of format 1 it is no member.
        let found = complaints {
            try SchemeContent(SchemeSample.document(["deductions[1].from": #""substantiated""#]))
        }
        #expect(found == ["deductions[1].from unexpected"])
    }

    @Test func `the sample's document is written as it was read`() throws {
        #expect(try SchemeSample.content().json == SchemeSample.document())
    }

    @Test func `tiers stand in their own order, whatever the document's`() throws {
        let scheme = try SchemeSample.content([
            "tiers": SchemeSample.tiers("public 30 mean, branch 60 mean, self 10 mean, group 0 mean")
        ])
        #expect(scheme.tiers.map(\.tier) == Tier.allCases)
        #expect(scheme.neededTiers == [.own, .branch, .public])
    }

    @Test(arguments: [
        (1, "2026-10", "2026-11-01"), (5, "2026-10", "2026-11-05"), (28, "2026-01", "2026-02-28"),
        (28, "2026-12", "2027-01-28"),
        (10, "2028-01", "2028-02-10"),
    ])
    func `sheets are due on the scheme's day of the month after`(day: Int, month: String, due: String) throws {
        let scheme = try SchemeSample.content(["scoringDueDay": "\(day)"])
        #expect(try scheme.dueDate(for: Month(parsing: month)).description == due)
    }

    @Test func `the menu lists bonuses, deductions and vetoes, each found by its key`() throws {
        let scheme = try SchemeSample.content()
        #expect(
            scheme.menu.map(\.key.text) == [
                "commended", "deedPraised", "caseOverdue", "complaint", "absence", "sanction", "rough",
            ])
        #expect(scheme.menu.map(\.kind) == [.bonus, .bonus, .deduction, .deduction, .deduction, .veto, .veto])
        #expect(scheme.menuItem("absence")?.kind == .deduction)
        #expect(scheme.menuItem("Absence") == nil)
    }
}
