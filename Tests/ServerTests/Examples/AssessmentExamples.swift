import Domain

@testable import Server

extension Example {
    private static let scheme = SmallBureau.scheme {
        $0["code"] = "new"
        $0["effectiveFrom"] = "2027-06"
    }
    private static let adjustment: JSON = [
        "area": "A-1", "item": "complaint", "times": 1, "date": "2026-11-03", "reason": "台账核实", "recorder": "101",
    ]

    /// The id of a sheet that an account entered, or the operator for whoever may not.
    private static func sheet(in bureau: WideBureau, by account: TestAccount?) async throws -> JSON {
        let path = try bureau.path("/cycles/{A open}/sheets")
        for principal in [account?.principal, .operator(systemUser: "test")].compactMap(\.self) {
            for (tier, assessor) in [("self", "104"), ("group", "103")] {
                let given = try await bureau.server.send(
                    "POST", path, SmallBureau.sheet("A-1", tier, by: assessor), by: principal)
                if given.status == 201 { return given.json["id"] ?? .null }
            }
        }
        return .null
    }

    static let assessment: [Example] = [
        Example(API.listSchemes, plan: ListPlan(sortsWithin: "the schemes")),
        Example(API.importScheme, body: ["committee": "QA", "content": scheme]),
        Example(API.showScheme, "QA scheme"),
        Example(API.publishScheme, "QA scheme"),

        Example(API.listAssessorNamings, "A", plan: ListPlan(sortsWithin: "one naming")),
        Example(API.nameAssessors, "A", body: ["tier": "branch", "month": "2027-01", "members": ["104"]]),
        Example(API.listRecusals, "A"),
        Example(
            API.declareRecusal, "A",
            body: ["assessor": "105", "holder": "103", "ground": "household", "from": "2027-01"]),
        Example(
            API.listCycles,
            plan: ListPlan(
                walks: ["cycle"], unless: [["month"], ["branch"], ["status"]], sortsWithin: "one month",
                filters: ["month": "2026-10", "branch": "A", "status": "closed"]
            )
        ),
        Example(API.openCycle, body: ["branch": "A", "month": "2026-07"]),
        Example(API.showCycle, "A open", plan: ListPlan(sortsWithin: "one cycle")),
        Example(API.showCompleteness, "A open", plan: ListPlan(sortsWithin: "one cycle")),
        Example(API.closeCycle, "A over", body: [:]),
        Example(API.reopenCycle, "A closed", body: ["reason": "漏收一份评分表"]),

        Example(
            API.listSheets, "A closed",
            plan: ListPlan(sortsWithin: "one cycle", filters: ["area": "A-1", "revisions": "true"])
        ),
        Example(API.submitSheet, "A open", body: SmallBureau.sheet("A-1", "self", by: "104")),
        Example(API.submitSheet, "A open", case: "group", body: SmallBureau.sheet("A-1", "group", by: "103")),
        Example(API.submitSheet, "A open", case: "other-group", body: SmallBureau.sheet("A-2", "group", by: "103")),
        Example(API.submitSheet, "A open", case: "branch", body: SmallBureau.sheet("A-2", "branch", by: "104")),
        Example(API.submitSheet, "A open", case: "public", body: SmallBureau.sheet("A-1", "public", by: "商户代表1")),
        Example(
            API.withdrawSheets, "A open",
            prepareForSender: { bureau, account in
                Prepared(body: ["sheets": [try await sheet(in: bureau, by: account)], "reason": "录错责任区"])
            }),
        Example(
            API.importScores, query: "month=2026-11", spreadsheet: "责任区编号,层级,评分人,秩序,服务,说明\nA-1,自评,104,55,36,\n"
        ),

        Example(
            API.listAdjustments, "A closed", plan: ListPlan(sortsWithin: "one cycle", filters: ["area": "A-2"])
        ),
        Example(API.listAdjustments, "A open", case: "open"),
        Example(API.adjust, "A open", body: adjustment),
        Example(API.reviseAdjustment, "A 2026-11 adjustment", body: ["times": 2, "revisionReason": "漏记一次"]),
        Example(API.withdrawAdjustment, "A 2026-11 adjustment", body: ["revisionReason": "查无此事"]),
        Example(
            API.importAdjustments, query: "month=2026-11",
            spreadsheet: "责任区编号,类型,项目,次数,发生日期,事由,记录人编号\nA-1,扣分,有责投诉,1,2026-11-03,核实,101\n"
        ),

        Example(
            API.listFacts, query: "month=2026-10",
            plan: ListPlan(
                filters: ["month": "2026-10", "branch": "A", "area": "A-1", "revisions": "true"])
        ),
        Example(API.recordFacts, body: ["area": "A-1", "month": "2026-11", "filed": 12, "closedInTime": 11]),
        Example(API.importFacts, query: "month=2026-11", spreadsheet: "责任区编号,立案,按期结案,投诉\nA-1,12,11,1\n"),

        Example(
            API.showRankings, query: "month=2026-10",
            plan: ListPlan(sortsWithin: "one month", filters: ["month": "2026-10", "branch": "A"])
        ),
        Example(API.explainArea, "A closed", "A-1", plan: ListPlan(sortsWithin: "one cycle")),
        Example(API.compareAssessors, "A closed", plan: ListPlan(sortsWithin: "one cycle")),
        Example(API.showClosingChanges, "A closed", plan: ListPlan(sortsWithin: "one cycle")),
        Example(API.showProposals, "A open", plan: ListPlan(sortsWithin: "one cycle")),
        Example(
            API.compare, query: "month=2026-10", plan: ListPlan(sortsWithin: "one month", filters: ["month": "2026-10"])
        ),
    ]
}
