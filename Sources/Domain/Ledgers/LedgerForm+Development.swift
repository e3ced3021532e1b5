// What secretaries and branches learn by, field by field (DOMAIN §5–8).

extension LedgerForm {
    /// 专题研讨, on one of the two set topics or a free one. Of what officers think, what is said is of all and of nobody by name.
    static let seminar = LedgerForm(
        for: .members, called: .topic, of: .day, begins: .recorded,
        [
            .needed(.topic, .line(100)), .needed(.day, .day), .optional(.place, .line(100)),
            .needed(.topicSet, .choice([.branchBuilding, .officersThinking, .freeTopic])),
            .optional(.speakers, .members(.ofTheBranch, most: 20)),
            .optional(.takingPart, .members(.ofTheBranch, most: 100)),
            .needed(.arguments, .lines(2000)), .optional(.agreed, .lines(1000)),
        ],
        steps: [
            LedgerStep(
                .followedUp, by: .branch, from: [.recorded], to: nil, times: 12,
                [.needed(.checkedOn, .day), .needed(.outcome, .lines(500))])
        ])

    /// 调研文章: 申报 · 立项 · 交稿 · 盲评 · 等次 · 转化. That it is published, or praised from above, is no part of it: such is
    /// no content of assessment (2024 rule).
    static let paper = LedgerForm(
        for: .officers, called: .title, of: .day, due: .said(.due), begins: .open,
        [
            .needed(.title, .line(100)), .needed(.day, .day),
            .needed(.topicSet, .choice([.branchBuilding, .officersThinking, .freeTopic])),
            .needed(.author, .members(.ofTheBranch, most: 1)),
            .optional(.coauthors, .members(.ofTheBranch, most: 9)), .needed(.question, .lines(500)),
            .needed(.method, .lines(500)), .needed(.due, .day),
        ],
        steps: [
            LedgerStep(.approved, by: .office, from: [.open], to: .approved, [.optional(.words, .lines(500))]),
            LedgerStep(
                .submitted, by: .branch, from: [.approved], to: .submitted,
                [.needed(.saidOn, .day), .needed(.sources, .lines(1000)), .needed(.summary, .lines(3000))]),
            LedgerStep(
                .reviewed, by: .office, from: [.submitted], to: nil, times: 2,
                [
                    .needed(.reviewer, .members(.fromElsewhere, most: 1)),
                    .needed(.trueProblem, .choice([.good, .fair, .poor])),
                    .needed(.groundsEnough, .choice([.good, .fair, .poor])),
                    .needed(.remedyWorks, .choice([.good, .fair, .poor])), .optional(.words, .lines(500)),
                ]),
            LedgerStep(
                .graded, by: .office, from: [.submitted], to: .graded, after: (.reviewed, 2),
                [.needed(.grade, .choice([.first, .second, .third, .notGraded])), .optional(.words, .lines(500))]),
            LedgerStep(
                .adopted, by: .office, from: [.graded], to: nil, times: 12,
                [.needed(.saidOn, .day), .needed(.outcome, .lines(500))]),
        ])

    /// 督导检查: 查、看、问、访; signed by both sides on the spot, fed back within five working days, looked at again.
    static let inspection = LedgerForm(
        for: .members, by: .office, called: .matter, of: .day, due: .workingDays(5), begins: .open,
        [
            .needed(.matter, .line(100)), .needed(.day, .day),
            .needed(.inspectionKind, .choice([.planned, .unannounced, .crossed, .recheck])),
            .needed(.inspectors, .members(.fromElsewhere, most: 9)),
            .optional(.present, .members(.ofTheBranch, most: 20)), .needed(.duration, .number(5...2880)),
            .needed(.checklist, .lines(2000)), .needed(.whatWasFound, .lines(2000)),
            .optional(.shortcomings, .lines(1000)),
            .optional(.goodPractice, .lines(500)),
        ],
        steps: [
            LedgerStep(
                .countersigned, by: .branch, from: [.open], to: .signed, isByAnother: true,
                [.optional(.words, .lines(500))]),
            LedgerStep(
                .fedBack, by: .office, from: [.signed], to: .fedBack,
                [.needed(.saidOn, .day), .needed(.outcome, .lines(1000))]),
            LedgerStep(
                .lookedAgain, by: .office, from: [.fedBack], to: .closed,
                [.needed(.isMended, .flag), .needed(.checkedOn, .day), .optional(.words, .lines(500))]),
        ])

    /// 现场会、观摩会、座谈会: what was shown and asked; once the office has sent it round, what each visitor takes home.
    static let exchange = LedgerForm(
        for: .members, called: .theme, of: .day, begins: .recorded, shared: [.published],
        [
            .needed(.theme, .line(100)), .needed(.day, .day),
            .needed(.exchangeKind, .choice([.onSite, .observation, .symposium])), .needed(.place, .line(100)),
            .needed(.shown, .lines(1000)), .optional(.visitors, .lines(300)), .optional(.questions, .lines(1000)),
            .optional(.hostHours, .number(0...1000)),
        ],
        steps: [
            LedgerStep(.published, by: .office, from: [.recorded], to: .published, [.optional(.words, .lines(500))]),
            LedgerStep(
                .takenHome, by: .guest, from: [.published], to: nil, times: 6,
                [.needed(.branch, .ownBranch), .needed(.takeHome, .line(200))]),
        ])

    /// 典型经验: read by every branch once it is published; who adopted it and with what result; looked at again every year. Never
    /// ranked by who read or liked it.
    static let experience = LedgerForm(
        for: .members, called: .title, of: .day, begins: .open, shared: [.published, .closed], isLookedAtYearly: true,
        [
            .needed(.title, .line(100)), .needed(.day, .day), .needed(.inOneSentence, .line(200)),
            .needed(.problem, .choice([.weakCohesion, .singleForm, .roleAFormality, .farFromPeople, .other])),
            .needed(.background, .lines(1000)), .optional(.conditions, .lines(500)), .needed(.procedure, .lines(3000)),
            .needed(.figures, .lines(1000)), .optional(.whatFailed, .lines(500)),
            .optional(.contact, .members(.ofTheBranch, most: 1)),
        ],
        steps: [
            LedgerStep(.published, by: .office, from: [.open], to: .published, [.optional(.words, .lines(500))]),
            LedgerStep(
                .takenUp, by: .guest, from: [.published], to: nil,
                [.needed(.branch, .ownBranch), .needed(.saidOn, .day), .optional(.words, .lines(500))]),
            LedgerStep(
                .triedOut, by: .guest, from: [.published], to: nil, times: 12, after: (.takenUp, 1),
                [
                    .needed(.branch, .ownBranch), .needed(.result, .choice([.wasKept, .wasDropped])),
                    .needed(.outcome, .lines(500)),
                ]),
            LedgerStep(
                .renewed, by: .branch, from: [.published], to: nil, times: 60,
                [.needed(.checkedOn, .day), .needed(.outcome, .lines(500))]),
            LedgerStep(
                .ended, by: .office, from: [.published], to: .closed,
                [.needed(.saidOn, .day), .needed(.whatWasDone, .lines(500))]),
        ])

    /// 教育培训: 班次 · 类别 · 学时 · 起止. Voluntary on-line study is on record and counts no hours; log-in time is no record at all.
    static let training = LedgerForm(
        for: .members, called: .course, of: .day, begins: .recorded,
        [
            .needed(.course, .line(100)), .needed(.day, .day), .optional(.until, .day),
            .needed(.category, .choice([.theory, .management, .law, .partyWork])),
            .needed(.trainingForm, .choice([.partySchool, .concentrated, .collective, .onTheSpot, .online])),
            .needed(.level, .choice([.countyOrAbove, .bureau, .ofBranch])), .optional(.provider, .line(100)),
            .needed(.hours, .number(1...400)), .needed(.takingPart, .members(.ofTheBranch, most: 100)),
            .optional(.certificate, .line(60)),
        ])
}
