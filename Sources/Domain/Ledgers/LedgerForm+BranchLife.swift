// What a branch does for people and with its own house, field by field (DOMAIN §15, 16, 19, 21, 22, 24). No part asks for a
// photo, and nothing is scored (§26).

extension LedgerForm {
    /// 办实事: 事项 · 来源 · 受益对象 · 类别 · 认领党员 · 时限 · 结果 · 群众评价 · 销号, and whether it still helps after three months.
    static let deed = LedgerForm(
        for: .members, called: .matter, of: .askedOn, due: .said(.due), begins: .open,
        [
            .needed(.matter, .line(100)), .needed(.askedOn, .day),
            .needed(.source, .choice([.visit, .hotline, .request, .letter, .other])),
            .needed(.forWhom, .choice([.resident, .shop, .stallholder, .company, .other])),
            .needed(.isManaged, .flag), .optional(.area, .area), .optional(.provision, .line(100)),
            .needed(.trouble, .lines(500)),
            .needed(.handling, .choice([.atOnce, .byDay, .inStages])), .needed(.due, .day),
            .optional(.takenOnBy, .members(.ofTheBranch, most: 5)), .optional(.focus, .focus),
        ],
        steps: [
            LedgerStep(
                .done, by: .branch, from: [.open], to: .done,
                [.needed(.whatWasDone, .lines(500)), .needed(.doneOn, .day), .optional(.cost, .line(60))]),
            LedgerStep(
                .confirmed, by: .branch, from: [.done], to: .confirmed,
                [
                    .needed(.answer, .choice([.satisfied, .partlySatisfied, .dissatisfied])),
                    .needed(.askedHow, .choice([.onPaper, .byTelephone, .inPerson])),
                    .optional(.words, .lines(500)), .needed(.saidOn, .day),
                ]),
            LedgerStep(
                .lookedAgain, by: .branch, from: [.confirmed], to: .closed, months: 3,
                [.needed(.stillHelps, .flag), .needed(.checkedOn, .day), .optional(.words, .lines(500))]),
        ])

    /// 普法: 内容 · 对象 · 措施 · 时间, with the reasons (说理), what was asked, and what followed.
    static let publicity = LedgerForm(
        for: .members, called: .topic, of: .day, begins: .recorded,
        [
            .needed(.topic, .line(100)), .needed(.day, .day), .optional(.place, .line(100)), .optional(.area, .area),
            .needed(.audience, .choice([.resident, .shop, .stallholder, .company, .pupils, .colleagues, .other])),
            .optional(.attendance, .number(1...100_000)), .needed(.provision, .line(200)),
            .needed(.rationale, .lines(500)), .needed(.carriedOut, .lines(500)), .optional(.caseTold, .line(200)),
            .optional(.questions, .lines(500)), .optional(.speakers, .members(.ofTheBranch, most: 20)),
            .optional(.focus, .focus),
        ],
        steps: [
            LedgerStep(
                .followedUp, by: .branch, from: [.recorded], to: nil, times: 12,
                [.needed(.checkedOn, .day), .needed(.outcome, .lines(500))])
        ])

    /// 公开承诺: what somebody undertakes, by what it is measured, by when; 践诺, 评诺. Shown on the area's page.
    static let commitment = LedgerForm(
        for: .members, called: .promise, of: .day, due: .said(.due), begins: .open,
        [
            .needed(.promise, .line(100)), .needed(.day, .day), .needed(.member, .members(.ofTheBranch, most: 1)),
            .needed(.standard, .lines(300)), .needed(.due, .day), .optional(.area, .area),
        ],
        steps: [
            LedgerStep(
                .kept, by: .branch, from: [.open], to: .done,
                [.needed(.result, .choice([.full, .partly, .notAtAll])), .needed(.whatWasDone, .lines(500))]),
            LedgerStep(
                .judged, by: .branch, from: [.done], to: .closed, isByAnother: true,
                [
                    .needed(.answer, .choice([.keptPromise, .partlyKept, .brokenPromise])),
                    .optional(.words, .lines(500)),
                ]),
        ])

    /// 创先争优: with goals that can be measured, an end, and no points of its own.
    static let campaign = LedgerForm(
        for: .members, called: .title, of: .day, due: .said(.due), begins: .open,
        [
            .needed(.title, .line(100)), .needed(.day, .day), .needed(.due, .day), .needed(.theme, .line(200)),
            .optional(.basis, .line(200)), .needed(.goals, .lines(1000)),
            .optional(.takingPart, .members(.ofTheBranch, most: 100)),
        ],
        steps: [
            LedgerStep(
                .reached, by: .branch, from: [.open], to: nil, times: 24,
                [.needed(.checkedOn, .day), .needed(.outcome, .lines(500))]),
            LedgerStep(
                .ended, by: .branch, from: [.open], to: .closed,
                [.needed(.saidOn, .day), .needed(.whatWasDone, .lines(1000)), .needed(.whatStays, .lines(500))]),
        ])

    /// 抓制度: a rule that the branch gave itself, in force until it ends, looked at again by a day.
    static let bylaw = LedgerForm(
        for: .members, called: .title, of: .adoptedOn, due: .said(.lookAgainBy), begins: .inForce,
        [
            .needed(.title, .line(100)), .optional(.edition, .line(20)), .needed(.adoptedOn, .day),
            .optional(.adoptedIn, .line(100)), .needed(.lookAgainBy, .day), .needed(.content, .lines(3000)),
        ],
        steps: [
            LedgerStep(
                .renewed, by: .branch, from: [.inForce], to: nil, times: 60,
                [.needed(.checkedOn, .day), .needed(.outcome, .lines(500)), .needed(.lookAgainBy, .day)]),
            LedgerStep(
                .ended, by: .branch, from: [.inForce], to: .closed,
                [.needed(.saidOn, .day), .needed(.whatWasDone, .lines(500))]),
        ])

    /// 抓廉洁: a post at risk, the risk, its guard, and who answers for it. Of officers: it is about how a post could be abused.
    static let riskPost = LedgerForm(
        for: .officers, called: .post, of: .foundOn, due: .said(.lookAgainBy), begins: .inForce,
        [
            .needed(.post, .line(60)), .needed(.foundOn, .day), .needed(.risk, .lines(500)),
            .needed(.guardAgainst, .lines(500)), .needed(.answerable, .members(.ofTheBranch, most: 3)),
            .needed(.lookAgainBy, .day),
        ],
        steps: [
            LedgerStep(
                .renewed, by: .branch, from: [.inForce], to: nil, times: 60,
                [.needed(.checkedOn, .day), .needed(.outcome, .lines(500)), .needed(.lookAgainBy, .day)]),
            LedgerStep(
                .ended, by: .branch, from: [.inForce], to: .closed,
                [.needed(.saidOn, .day), .needed(.whatWasDone, .lines(500))]),
        ])

    /// 参与重大事项: a branch says what it holds of what is to be decided, and those who decide answer within fifteen working
    /// days, with the reason. It decides nothing (党章, paragraph on organs; DOMAIN §23): there is no step that approves.
    static let opinion = LedgerForm(
        for: .members, called: .matter, of: .day, due: .workingDays(15), begins: .open,
        [
            .needed(.matter, .line(100)), .needed(.day, .day),
            .needed(
                .decisionKind, .choice([.direction, .overall, .personnel, .interests, .rules, .singleCase])),
            .needed(.askedBy, .line(60)), .optional(.papersOn, .day), .needed(.discussed, .lines(2000)),
            .optional(.dissent, .lines(1000)),
            .needed(.stance, .choice([.inFavour, .conditional, .opposed, .suggesting])),
            .needed(.opinion, .lines(2000)), .needed(.receivedBy, .line(60)),
        ],
        steps: [
            LedgerStep(
                .answered, by: .branch, from: [.open], to: .fedBack,
                [
                    .needed(.saidOn, .day),
                    .needed(.reply, .choice([.adoptedWhole, .adoptedPartly, .notAdopted])),
                    .needed(.reason, .lines(Text.reasonMaximum)),
                ]),
            LedgerStep(
                .followedUp, by: .branch, from: [.fedBack], to: nil, times: 12,
                [.needed(.checkedOn, .day), .needed(.outcome, .lines(500))]),
        ])

    /// 建言献策: what a branch offers to the work at hand, and what the administration made of it, within fifteen working days,
    /// with the reason where it does not take it up wholly (M30; DOMAIN §23). The branch offers; it decides and orders nothing.
    static let offer = LedgerForm(
        for: .members, called: .matter, of: .day, due: .workingDays(15), begins: .open,
        [
            .needed(.matter, .line(100)), .needed(.day, .day), .needed(.focus, .focus),
            .needed(.offered, .lines(2000)), .optional(.basis, .line(200)), .needed(.receivedBy, .line(60)),
        ],
        steps: [
            LedgerStep(
                .answered, by: .branch, from: [.open], to: .fedBack,
                [
                    .needed(.saidOn, .day), .needed(.answeredBy, .line(60)),
                    .needed(.reply, .choice([.adoptedWhole, .adoptedPartly, .notAdopted])),
                    .optional(.reason, .lines(Text.reasonMaximum)),
                ]),
            LedgerStep(
                .followedUp, by: .branch, from: [.fedBack], to: nil, times: 12,
                [.needed(.checkedOn, .day), .needed(.outcome, .lines(500))]),
        ])

    /// 作风: a fact with a sign, who saw it and when; never what somebody is like.
    static let conduct = LedgerForm(
        for: .officers, called: .fact, of: .day, begins: .recorded,
        [
            .needed(.fact, .line(100)), .needed(.day, .day), .needed(.sign, .choice([.goodExample, .toBetter])),
            .needed(.seenBy, .line(60)), .optional(.area, .area), .optional(.circumstances, .lines(500)),
        ],
        steps: [
            LedgerStep(
                .followedUp, by: .branch, from: [.recorded], to: nil, times: 12,
                [.needed(.checkedOn, .day), .needed(.outcome, .lines(500))])
        ])
}
