import Domain
import Testing

@testable import Server
@testable import Storage

extension Example {
    static let diagnosis: [Example] = [
        Example(API.showDiagnosis, "A", query: "month=2026-10", plan: plan),
        Example(API.showBranchMeasures, "A", query: "month=2026-10", plan: plan),
        Example(
            API.showFigureRecords, "A", query: "figure=monthsWithSecretary&month=2026-10",
            plan: ListPlan(
                sortsWithin: "one branch", filters: ["figure": "monthsWithSecretary", "month": "2026-10"])),
        Example(API.showCommitteeDiagnosis, "QA", query: "month=2026-10", plan: plan),
        Example(API.showStaffing, "QA", query: "month=2026-10", plan: plan),
        Example(
            API.showYearAtAGlance, "A", query: "year=2026",
            plan: ListPlan(sortsWithin: "one branch", filters: ["year": "2026"])),
        Example(
            API.yearAtAGlanceDocument, "A", query: "year=2026",
            plan: ListPlan(sortsWithin: "one branch", filters: ["year": "2026", "language": "en"])),
    ]

    private static let plan = ListPlan(sortsWithin: "a branch's twelve months", filters: ["month": "2026-10"])
}
