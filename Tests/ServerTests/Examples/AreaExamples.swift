import Domain

@testable import Server

extension Example {
    static let areas: [Example] = [
        Example(
            API.listAreas,
            plan: ListPlan(
                walks: ["responsibility_area"], unless: [["code"], ["branch"], ["member"]],
                sortsWithin: "one member, or one code", sortsGiven: ["member", "code"],
                filters: ["code": "A-1", "branch": "A", "kind": "nightMarket", "member": "104"]
            )
        ),
        Example(
            API.createArea,
            body: ["code": "A-9", "name": "新区", "branch": "A", "kind": "park", "established": "2026-11-01"]
        ),
        Example(API.showArea, "A-1"),
        Example(API.changeArea, "A-1", body: ["code": "A-1", "name": "改名", "kind": "nightMarket"], version: 1),
        Example(API.retireArea, "A-1", body: ["on": "2026-12-31", "reason": "撤并"]),
        Example(API.retireAreas, body: ["areas": ["A-1", "A-2"], "on": "2026-12-31", "reason": "撤并"]),
        Example(API.assignAreas, body: ["areas": ["A-1", "A-2"], "member": "107", "from": "2026-12-20"]),
        Example(API.listAssignments, "A-1", plan: ListPlan(sortsWithin: "one area")),
        Example(API.listAreaBranches, "A-1"),
        Example(
            API.assignArea, "A-1",
            body: [
                "member": "107", "from": "2026-12-01",
                "tasks": [["objective": "清理占道", "measure": "每周两次", "due": "2026-12-31"]],
            ]
        ),
        Example(API.endAssignment, "A-2 co-holding", body: ["on": "2026-12-31"]),
        Example(
            API.importAssignments, spreadsheet: "责任区编号,责任人编号,起始日期\nA-1,107,2026-12-01\n"),
        Example(
            API.importAreas, spreadsheet: "责任区编号,责任区名称,支部编号,类别,责任人编号,起始日期,范围\nA-9,新区,A,公园广场,107,2026-11-01,一段\n"
        ),
    ]
}
