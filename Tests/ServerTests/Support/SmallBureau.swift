import Domain
import Foundation
import Logging
import Testing

@testable import Server
@testable import Storage

/// A small bureau to test on: two branches of a committee, five members each, three areas each, a published scheme
/// with two criteria. A test shows only what matters to it.
struct SmallBureau {
    let server: TestServer

    /// Member 101 is A's secretary, 102 and 103 lead its groups, 103, 104 and 105 hold its areas;
    /// likewise 201 to 205 in B.
    ///
    /// - Parameter scheme: another than the usual one.
    init(
        scheme: JSON? = nil, options: ServingOptions = ServingOptions(port: 0), logger: Logger = TestServer.silent
    ) async throws {
        if let scheme {
            server = try await TestServer(options: options, logger: logger)
            try await Self.furnish(server, scheme)
        } else {
            server = try await TestServer(copying: Self.made.value.folder, options: options, logger: logger)
        }
    }

    /// One with the usual scheme, made once and copied for whoever wants one.
    private static let made = Task { () async throws -> TestServer in
        let server = try await TestServer()
        try await furnish(server, scheme())
        // What is copied is one file.
        try server.store.close()
        return server
    }

    private static func furnish(_ server: TestServer, _ scheme: JSON) async throws {
        try await expectMade(server.post("/committees", ["code": "JG", "name": "机关党委"]))
        let made = try await server.post("/schemes", ["content": scheme])
        try await expectMade(made)
        #expect(try await server.post("/schemes/\(made.id)/publish").status == 200)
        try await expectImported(
            server.importing(
                "branches", "支部编号,支部名称,类型,书记任职\nA,甲支部,普通支部,专职\nB,乙支部,联合支部,兼职\n"
            )
        )
        try await expectImported(server.importing("members", members))
        try await expectImported(server.importing("areas", areas))
        try await expectImported(
            server.send("POST", "/imports/calendar", file: root.appending(path: "seeds/holidays.csv").path))
    }

    /// The repository's folder.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func scheme(_ change: (inout JSON.Object) -> Void = { _ in }) -> JSON {
        let json: JSON = [
            "code": "small", "titleZh": "小考核", "titleEn": "Small", "effectiveFrom": "2026-01", "scoringDueDay": 5,
            "noticeWorkingDays": 5, "awardMinimum": 80, "awardsPerBranch": 1, "bonusCap": 5,
            "criteria": [
                ["key": "order", "titleZh": "秩序", "titleEn": "Order", "maxPoints": 60],
                ["key": "service", "titleZh": "服务", "titleEn": "Service", "maxPoints": 40],
            ],
            "tiers": [
                ["tier": "self", "weight": 10, "combine": "mean"],
                ["tier": "group", "weight": 20, "combine": "mean"],
                ["tier": "branch", "weight": 50, "combine": "trimmedMean"],
                ["tier": "public", "weight": 20, "combine": "median"],
            ],
            "bonuses": [["key": "praised", "titleZh": "受到表扬", "titleEn": "Praised", "points": 2, "cap": 4]],
            "deductions": [["key": "complaint", "titleZh": "有责投诉", "titleEn": "Complaint", "points": 2, "cap": 6]],
            "vetoes": [["key": "sanction", "titleZh": "违纪受处分", "titleEn": "Sanction"]],
        ]
        guard case .object(var object) = json else { return json }
        change(&object)
        return .object(object)
    }

    private static let members: String = {
        var text = "党员编号,姓名,支部编号,党小组,党员类别,入党时间,转正时间,职务,党内职务,党小组长\n"
        for (branch, base) in [("A", 100), ("B", 200)] {
            text += "\(base + 1),书记\(branch),\(branch),一组,正式党员,2010-01-01,2011-01-01,中队长,支部书记,\n"
            text += "\(base + 2),组长\(branch),\(branch),一组,正式党员,2010-01-01,2011-01-01,,组织委员,是\n"
            text += "\(base + 3),次组长\(branch),\(branch),二组,正式党员,2010-01-01,2011-01-01,,,是\n"
            text += "\(base + 4),党员\(branch)四,\(branch),二组,正式党员,2010-01-01,2011-01-01,,,\n"
            text += "\(base + 5),党员\(branch)五,\(branch),二组,预备党员,2026-01-01,,,,\n"
        }
        return text
    }()

    private static let areas: String = {
        var text = "责任区编号,责任区名称,支部编号,类别,责任人编号,起始日期,范围\n"
        for (branch, base) in [("A", 100), ("B", 200)] {
            for (index, kind) in ["夜市", "主干道", "社区"].enumerated() {
                text +=
                    "\(branch)-\(index + 1),\(branch)区\(index + 1),\(branch),\(kind),\(base + 3 + index),2026-01-01,\n"
            }
        }
        return text
    }()

    /// Opens a month.
    func open(_ branch: String = "A", _ month: String = "2026-11") async throws -> Int {
        let answer = try await server.post("/cycles", ["branch": .string(branch), "month": .string(month)])
        #expect([200, 201].contains(answer.status), "\(answer.text)")
        return answer.id
    }

    /// A sheet's body; `order` and `service` are its points.
    static func sheet(
        _ area: String, _ tier: String, by assessor: String, _ order: JSON = 55, _ service: JSON = 36,
        more: [(String, JSON)] = []
    ) -> JSON {
        var object = JSON.Object()
        object["area"] = .string(area)
        object["tier"] = .string(tier)
        object["assessor"] = .string(assessor)
        object["points"] = ["order": order, "service": service]
        for (name, value) in more { object[name] = value }
        return .object(object)
    }

    /// Scores an area in every tier with the same points.
    func score(_ area: String, in cycle: Int, _ order: JSON, _ service: JSON, more: [(String, JSON)] = []) async throws
    {
        let base = area.hasPrefix("A") ? 100 : 200
        let holder = base + 2 + (Int(area.suffix(1)) ?? 0)
        let leader = holder == base + 3 ? base + 2 : base + 3
        for (tier, assessor) in [
            ("self", "\(holder)"), ("group", "\(leader)"), ("branch", "\(base + 1)"), ("public", "商户代表1"),
        ] {
            let answer = try await server.post(
                "/cycles/\(cycle)/sheets", Self.sheet(area, tier, by: assessor, order, service, more: more)
            )
            #expect(answer.status == 201, "\(answer.text)")
        }
    }

    /// Scores all three areas of a branch: the first best.
    func scoreAll(in cycle: Int, branch: String = "A", more: [(String, JSON)] = []) async throws {
        try await score("\(branch)-1", in: cycle, 58, 38, more: more)
        try await score("\(branch)-2", in: cycle, 55, 36, more: more)
        try await score("\(branch)-3", in: cycle, 50, 33, more: more)
    }

    /// Closes a month, the day after its last one at the earliest, whatever it lacks.
    @discardableResult
    func close(_ cycle: Int) async throws -> Answer {
        let month = try #require(await server.get("/cycles/\(cycle)").json["month"]?.string)
        let over = try Month(parsing: month).lastDay.adding(days: 1)
        if server.store.settings.timeZone.date(of: server.clock.now) < over { try server.go(to: over.description) }
        return try await server.post("/cycles/\(cycle)/close", ["incompleteReason": "评分表未收齐"])
    }

    /// Records a complaint about the area A-1.
    @discardableResult
    func adjust(in cycle: Int) async throws -> Int {
        let made = try await server.post(
            "/cycles/\(cycle)/adjustments",
            [
                "area": "A-1", "item": "complaint", "times": 1, "date": "2026-11-03", "reason": "台账核实",
                "recorder": "101",
            ]
        )
        try #require(made.status == 201, "\(made.text)")
        return made.id
    }

    func ranking(_ month: String = "2026-11", branch: String = "A") async throws -> JSON {
        try await server.get("/rankings?month=\(month)&branch=\(branch)").items.first ?? .null
    }

    static func expectMade(_ answer: Answer) async throws {
        try #require(answer.status == 201, "\(answer.text)")
    }

    static func expectImported(_ answer: Answer) async throws {
        try #require(answer.status == 200, "\(answer.text)")
    }
}
