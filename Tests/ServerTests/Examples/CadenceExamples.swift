import Domain
import Testing

@testable import Server
@testable import Storage

extension Example {
    static let cadence: [Example] = [
        Example(API.listCadenceRules),
        Example(
            API.listDue,
            plan: ListPlan(
                sortsWithin: "a committee's schemes", filters: ["day": "2026-11-02", "branch": "A", "committee": "QA"])),
        Example(
            API.listObligations, query: "year=2026",
            plan: ListPlan(
                sortsWithin: "a committee's schemes",
                filters: ["year": "2026", "day": "2026-11-02", "branch": "A", "committee": "QA"])),
        Example(
            API.showBurden, "QA", query: "month=2026-10",
            plan: ListPlan(sortsWithin: "one month's sheets", filters: ["month": "2026-10"])),
        Example(API.listExcuses, "A"),
        Example(
            API.excuseBranch, "A",
            body: ["rule": "meet.group", "group": "一组", "period": "2026-07", "reason": "防汛期间停开"]),
        Example(API.listCommitteeExcuses, "QA"),
        Example(
            API.excuseCommittee, "QA",
            body: ["rule": "meet.secretaries", "period": "2026-07", "reason": "防汛期间停开"]),
        Example(API.withdrawExcuse, body: ["reason": "当月已补开"]) { bureau in
            let made = try await bureau.server.post(
                "/branches/\(bureau.ids["A"] ?? 0)/excuses",
                ["rule": "meet.themeDay", "period": "2026-06", "reason": "防汛期间停开"])
            try #require(made.status == 201, "\(made.text)")
            return Prepared(id: made.id)
        },
        Example(API.listRuleSwitches, "A"),
        Example(
            API.switchRule, "A",
            body: ["rule": "meet.lecture.quarterly", "off": true, "period": "2027-Q1", "reason": "每年一次已够"]),
    ]
}
