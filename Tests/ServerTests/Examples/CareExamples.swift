import Domain
import Testing

@testable import Server
@testable import Storage

extension Example {
    static let care: [Example] = [
        Example(
            API.listCareCases,
            plan: ListPlan(walks: ["care_case"], filters: ["status": "open"])),
        Example(API.recordCareCase, body: WideBureau.care("105")),
        Example(API.showCareCase, "A care"),
        Example(
            API.reviewCareCase, "A care",
            body: [
                "on": "2026-11-23", "kind": "burden", "cause": "孩子上学", "incomeSources": [], "needs": ["child"],
            ]),
        Example(
            API.recordCareAid, "A care",
            body: ["on": "2026-11-23", "what": "慰问金", "value": 100_000, "source": "partyFee", "by": "组织委员"]),
        Example(API.recordCareVisit, "A care", body: ["on": "2026-11-23", "who": "支部书记", "nextVisit": "2026-12-23"]),
        Example(API.closeCareCase, "A care", body: ["on": "2026-11-23", "why": "已经康复"]),
        Example(API.withdrawCareStep, "A care") { bureau in
            let keeper = bureau.principal(.secretary)
            let path = "/care-cases/\(bureau.ids["A care"] ?? 0)"
            let record = try await bureau.server.send("GET", path, by: keeper)
            return Prepared(
                body: ["step": record.json["steps"]?.array?.first?["id"] ?? .null, "reason": "登记错了"], id: nil)
        },
        Example(
            API.showCareCounts, plan: ListPlan(walks: ["care_case"], sortsWithin: "one committee's branches")),
    ]
}
