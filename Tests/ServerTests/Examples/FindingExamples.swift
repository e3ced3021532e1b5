import Domain
import Testing

@testable import Server
@testable import Storage

extension Example {
    /// What the office gives to a branch, beside its words.
    private static func finding(_ branch: String, source: String = "inspection") -> JSON {
        [
            "branches": [.string(branch)], "source": .string(source), "what": "党员责任区巡查不到位", "direction": "落实每日巡查",
            "category": "vanguardRole", "class": "immediate",
        ]
    }

    /// A finding of A's that has come so far: measures, reported by an officer, closed by the operator.
    private static func findingOfA(_ bureau: WideBureau, steps: Int) async throws -> Prepared {
        let given = try await bureau.server.post("/findings", finding("A"))
        let id = try #require(given.json.array?.first?["id"]?.integer, "\(given.text)")
        let taken: [(String, JSON, Principal)] = [
            ("measures", ["text": "每日巡查", "who": "党员A1", "due": "2026-12-31"], bureau.principal(.officer)),
            ("report", ["text": "已落实"], bureau.principal(.officer)),
            ("verify", ["verdict": "closed"], bureau.principal(.operator)),
        ]
        for (part, body, principal) in taken.prefix(steps) {
            let answer = try await bureau.server.send("POST", "/findings/\(id)/\(part)", body, by: principal)
            try #require(answer.status == 200, "\(part): \(answer.text)")
        }
        return Prepared(id: Int(id))
    }

    static let findings: [Example] = [
        Example(
            API.listFindings,
            plan: ListPlan(
                walks: ["finding"], unless: [["branch"], ["year"], ["status"], ["open"], ["overdue"]],
                sortsWithin: "one branch, one year, or what is open",
                sortsGiven: ["branch", "year", "status", "open", "overdue"],
                filters: [
                    "branch": "A", "year": "2026", "status": "open", "open": "true", "overdue": "true",
                    "reference": "A1",
                ])),
        Example(API.giveFindings, body: finding("A")),
        Example(API.giveFindings, case: "self", body: finding("A", source: "self")),
        Example(API.showFinding, "A finding"),
        Example(API.measureFinding, "A finding", body: ["text": "补齐记录", "who": "党员A1", "due": "2026-12-31"]),
        Example(API.reportFinding, body: ["text": "记录已补齐", "evidence": "见活动记录本"]) { bureau in
            try await findingOfA(bureau, steps: 1)
        },
        Example(API.verifyFinding, body: ["verdict": "returned", "reason": "缺 10 月记录"]) { bureau in
            try await findingOfA(bureau, steps: 2)
        },
        Example(API.extendFinding, "A finding", body: ["due": "2027-05-31", "reason": "需要协调"]),
        Example(API.recheckFinding, body: ["outcome": "relapsed", "reason": "又不巡查了"]) { bureau in
            try await findingOfA(bureau, steps: 3)
        },
        Example(
            API.importFindings,
            spreadsheet: "序号,支部,问题来源,问题描述,办理类别,整改标准,整改时限\n1,A,督导检查,学习记录不全,限期,记录齐全,2027-01-31\n"),
        Example(API.showFindingEscalation, "QA"),
        Example(
            API.recordFindingEscalation, "QA",
            body: ["remindDays": 10, "supervisedAt": 2, "circulatedAt": 4, "off": false], version: 0),
        Example(API.withdrawFinding, "A finding", body: ["reason": "重复登记"]),
    ]
}
