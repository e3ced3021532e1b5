import Domain
import Testing

@testable import Server

extension Example {
    static let awards: [Example] =
        [
            Example(
                API.listSnapshots,
                plan: ListPlan(
                    walks: ["snapshot"], unless: [["month"], ["branch"]], sortsWithin: "one month, or one branch",
                    sortsGiven: ["month", "branch"], filters: ["month": "2026-09", "branch": "A"]
                )
            ),
            Example(API.showSnapshot, "A snapshot"),
            Example(
                API.exportMonth, query: "month=2026-09",
                plan: ListPlan(sortsWithin: "one month", filters: ["month": "2026-09"])),
            Example(API.verifySnapshot, "A snapshot", plan: ListPlan(sortsWithin: "one cycle")),
            Example(API.verifyExport) { bureau in
                Prepared(body: try await bureau.server.get("/snapshots/\(bureau.ids["A snapshot"] ?? 0)").json)
            },
            Example(API.postCycle, "A closed"),
            // What the holidays move is looked for when they are entered.
            Example(API.prolongNotice, "A posted", plan: ListPlan(walks: ["meeting"])) { bureau in
                // Every day in which the notice stands is a day off, after all.
                let cycle = try #require(bureau.ids["A posted"])
                let json = try await bureau.server.get("/cycles/\(cycle)").json
                let (posted, ends) = (try #require(json["postedOn"]?.string), try #require(json["noticeEnds"]?.string))
                var rows = "日期,类型,名称,依据\n"
                var day = try LocalDate(parsing: posted).adding(days: 1)
                while try day <= LocalDate(parsing: ends) {
                    rows += "\(day),放假,补假,通知\n"
                    day = day.adding(days: 1)
                }
                let taken = try await bureau.server.importing("calendar", rows)
                try #require(taken.status == 200, "\(taken.text)")
                return Prepared()
            },
            Example(API.finaliseCycle, "A posted"),
            Example(API.endWithoutAward, "A closed", body: ["reason": "无突出者"]),
            Example(
                API.listAwards,
                plan: ListPlan(
                    walks: ["award"], unless: [["branch"], ["member"]], sortsWithin: "one branch",
                    sortsGiven: ["branch"],
                    filters: ["month": "2026-09", "year": "2026", "branch": "A", "member": "104"]
                )
            ),
            Example(API.certificateDocument, "A award", plan: ListPlan(filters: ["language": "en"])),
            Example(
                API.noticeDocument, "A posted",
                plan: ListPlan(
                    walks: ["eligibility_note"], sortsWithin: "one cycle", filters: ["language": "en"])),
            Example(API.showNoticeContact, "QA"),
            Example(
                API.recordNoticeContact, "QA",
                body: [
                    "body": "区局机关党委", "phone": "0571-87654321 转 802", "hours": "工作日 9:00–11:30",
                    "address": "解放路 1 号", "email": "dangwei@example.gov.cn",
                ],
                version: 0
            ),
            // Of a year: as many months as there are branches and months in it.
            Example(
                API.listHonours, query: "year=2026",
                plan: ListPlan(
                    walks: ["cycle"], unless: [["branch"]], sortsWithin: "one cycle",
                    filters: ["year": "2026", "branch": "A", "member": "104"]
                )
            ),
            Example(
                API.listBranchYears, query: "year=2026",
                plan: ListPlan(
                    walks: ["cycle"], unless: [["branch"]], sortsWithin: "one cycle",
                    filters: ["year": "2026", "branch": "A"]
                )
            ),
            Example(API.listPerformanceTables, "QA"),
            Example(
                API.publishPerformanceTable, "QA",
                body: [
                    "title": "责任区考核绩效积分办法", "document": "局党委〔2027〕3号", "firstYear": 2027, "perMonthWon": 2,
                    "leastMonths": 6, "meanLevels": [["from": 90, "points": 3]],
                ]),
            Example(API.revokeAward, body: ["reason": "弄虚作假"]) { bureau in
                Prepared(id: try await bureau.server.first("/awards?branch=A"))
            },
        ] + objections + eligibility + ledger

    private static let ledger: [Example] = [
        Example(
            API.showLedger,
            plan: ListPlan(
                walks: ["award", "honour"], unless: [["branch"], ["member"]],
                filters: ["year": "2026", "branch": "A", "member": "107"])),
        Example(
            API.recordHonour, "107",
            body: [
                "title": "优秀党务工作者", "level": "city", "document": "市委〔2026〕12号", "awardedOn": "2026-07-01",
                "issuer": "市委",
            ]),
        Example(API.withdrawHonour, body: ["reason": "登记错人"]) { bureau in
            let made = try await bureau.server.post(
                "/members/\(bureau.ids["107"] ?? 0)/honours",
                ["title": "先进个人", "level": "unit", "awardedOn": "2026-06-01"])
            try #require([200, 201].contains(made.status), "\(made.text)")
            return Prepared(id: made.id)
        },
        Example(API.listAwardPapers, "A award"),
        Example(API.recordAwardPaper, "A award", body: ["document": "甲支〔2026〕9号", "revisionReason": "文号写错"]),
        Example(
            API.importHonours,
            spreadsheet: "党员编号,姓名,荣誉名称,级别,文号,授予日期,授予单位\n106,党员A6,优秀共产党员,区级,区委〔2026〕3号,2026-07-01,区委\n"),
    ]

    private static let eligibility: [Example] = [
        Example(
            API.listEligibilityNotes,
            plan: ListPlan(
                walks: ["eligibility_note"], unless: [["member"]], sortsWithin: "the records of one's committees",
                filters: ["member": "107", "standing": "true"])),
        Example(
            API.recordEligibilityNote, "107",
            body: [
                "kind": "sanction", "sanction": "warning", "from": "2026-03-01", "until": "2027-02-28",
                "document": "甲纪〔2026〕7号",
            ]),
        Example(API.discloseEligibilityNote, "A eligibility", body: ["reason": "定案前核对"]),
        Example(API.endEligibilityNote, body: ["on": "2026-11-10", "reason": "查否"]) { bureau in
            Prepared(id: try await eligibilityNote(of: "107", in: bureau))
        },
        Example(API.withdrawEligibilityNote, body: ["reason": "登记错人"]) { bureau in
            Prepared(id: try await eligibilityNote(of: "107", in: bureau))
        },
        Example(API.showEligibility, "A posted"),
        // 104 holds the winner.
        Example(API.decideEligibility, "A posted", plan: ListPlan(sortsWithin: "one cycle")) { bureau in
            _ = try await eligibilityNote(of: "104", in: bureau)
            return Prepared(body: ["member": "104", "outcome": "awarded", "reason": "影响期已满"])
        },
    ]

    /// An investigation of a member.
    private static func eligibilityNote(of member: String, in bureau: WideBureau) async throws -> Int {
        let made = try await bureau.server.post(
            "/members/\(bureau.ids[member] ?? 0)/eligibility-notes",
            ["kind": "investigation", "from": "2026-08-20"])
        try #require(made.status == 201, "\(made.text)")
        return made.id
    }

    private static let objections: [Example] = [
        Example(
            API.listObjections,
            plan: ListPlan(
                walks: ["objection"], unless: [["month"], ["branch"], ["open"]],
                sortsWithin: "one month, one branch, or what is open", sortsGiven: ["month", "branch", "open"],
                filters: ["month": "2026-08", "branch": "A", "open": "true"]
            )
        ),
        Example(
            API.registerObjection, "A posted",
            body: [
                "about": "area", "area": "A-2", "way": "visit", "grounds": "少记了一次表扬", "anonymous": false,
                "name": "街坊王五", "contact": "解放路 3 号",
            ], plan: ListPlan(sortsWithin: "one cycle")
        ),
        Example(
            API.appeal, "A posted", body: ["about": "area", "area": "A-1", "grounds": "评分有误"],
            plan: ListPlan(sortsWithin: "one cycle")),
        Example(API.showObjection, "A objection"),
        Example(API.discloseObjector, "A objection", body: ["reason": "联系答复"]),
        Example(API.admitObjection) { bureau in Prepared(id: try await objection(in: bureau)) },
        Example(API.refuseObjection, body: ["reason": "与公示无关"]) { bureau in
            Prepared(id: try await objection(in: bureau))
        },
        Example(
            API.nameInvestigator, body: ["member": "107"], plan: ListPlan(sortsWithin: "one cycle")
        ) { bureau in Prepared(id: try await objection(in: bureau)) },
        Example(API.declareTie, body: ["member": "106", "tie": "与责任人同住"]) { bureau in
            Prepared(id: try await objection(in: bureau))
        },
        Example(API.decideObjection, plan: ListPlan(sortsWithin: "one cycle")) { bureau in
            Prepared(
                body: [
                    "outcome": "upheld", "findings": "工单地点不在本区", "reasons": "投诉地点不属该责任区",
                    "consequences": [
                        ["what": "withdrawAdjustment", "adjustment": JSON(bureau.ids["A 2026-08 adjustment"] ?? 0)]
                    ],
                ], id: try await objection(in: bureau, through: [("admit", nil), ("investigator", ["member": "107"])]))
        },
        Example(API.tellObjection, body: [:]) { bureau in
            Prepared(id: try await objection(in: bureau, through: [("refuse", ["reason": "与公示无关"])]))
        },
        Example(API.withdrawObjection) { bureau in Prepared(id: try await objection(in: bureau)) },
    ]

    /// An objection to the posted month of A, taken some steps.
    private static func objection(
        in bureau: WideBureau, through steps: [(String, JSON?)] = []
    ) async throws -> Int {
        let cycle = try #require(bureau.ids["A posted"])
        let made = try await bureau.server.post(
            "/cycles/\(cycle)/objections",
            ["about": "area", "area": "A-2", "way": "letter", "grounds": "投诉不实", "anonymous": true, "lead": "视频 7"])
        try #require(made.status == 201, "\(made.text)")
        for (step, body) in steps {
            let done = try await bureau.server.post("/objections/\(made.id)/\(step)", body)
            try #require(done.status == 200, "\(done.text)")
        }
        return made.id
    }
}
