import Domain

@testable import Storage

/// A small bureau in a database: a committee, its branches A and B, two members in each, an area of A held by one of
/// them, and a published scheme with two criteria.
struct Bureau: Sendable {
    let test: TestStore
    let committee: ID<Committee>
    let a: ID<Branch>
    let b: ID<Branch>
    /// A group of A.
    let group: ID<Group>
    /// Of A.
    let secretary: ID<Member>
    /// Of A; holds the area since 2026-01-01.
    let holder: ID<Member>
    /// Of B.
    let other: ID<Member>
    /// `A-1`, of A.
    let area: ID<ResponsibilityArea>

    init() async throws {
        let test = try await TestStore()
        self = try await test.write { transaction in try Bureau(in: transaction, of: test) }
    }

    private init(in transaction: Transaction, of test: TestStore) throws {
        self.test = test
        let committee = try transaction.createCommittee(Committee.Draft(code: "JG", name: "机关党委")).id
        func branch(_ code: String, _ name: String) throws -> ID<Branch> {
            try transaction.createBranch(
                Branch.Draft(code: code, name: name, kind: .ordinary, secretaryPost: .fullTime), committee: committee
            ).branch.id
        }
        let a = try branch("A", "甲支部")
        let b = try branch("B", "乙支部")
        let group = try transaction.group(named: Text("一组"), in: a)
        func member(_ number: String, _ name: String, _ branch: ID<Branch>, _ group: ID<Group>?) throws -> ID<Member> {
            try transaction.createMember(Self.facts(number, name), branch: branch, group: group).member.id
        }
        secretary = try member("101", "书记甲", a, group)
        holder = try member("102", "党员甲", a, group)
        _ = try member("201", "书记乙", b, nil)
        other = try member("202", "党员乙", b, nil)
        area = try transaction.createArea(
            Self.area("东门夜市"), branch: a
        ).area.id
        _ = try transaction.assign(area, to: holder, from: LocalDate(parsing: "2026-01-01"))
        let scheme = try transaction.importScheme(SchemeContent(JSON.parse(Self.scheme.utf8)), of: committee).0
        _ = try transaction.publishScheme(scheme.scheme.id)
        (self.committee, self.a, self.b, self.group) = (committee, a, b, group)
    }

    static func facts(_ number: String, _ name: String, post: String? = nil) throws -> Member.Facts {
        try Member.Facts(
            number: Code(number), name: Text(name), standing: .full, joined: LocalDate(parsing: "2010-01-01"),
            becameFull: LocalDate(parsing: "2011-01-01"), post: post.map { try Text($0) })
    }

    static func area(_ name: String) throws -> ResponsibilityArea.Facts {
        ResponsibilityArea.Facts(
            code: try Code("A-1"), name: try Text(name), kind: .nightMarket,
            established: try LocalDate(parsing: "2026-01-01"))
    }

    /// A month of A with a sheet of the holder's and a deduction, still open.
    func openMonth() async throws -> ID<Cycle> {
        try await test.write { transaction in
            let cycle = try transaction.openCycle(of: a, in: Month(parsing: "2026-11")).0.id
            _ = try transaction.submitSheet(
                in: cycle, area: "A-1", tier: .own, assessor: "102",
                points: ["order": Points(hundredths: 5500), "service": Points(hundredths: 3600)], comment: nil,
                lateReason: nil, revisionReason: nil
            )
            let facts = Adjustment.Facts(
                kind: .deduction, item: try Code("complaint"), times: 1, reason: try Text("占道"),
                happenedOn: try LocalDate(parsing: "2026-11-10"), lateReason: nil)
            _ = try transaction.adjustmentDesk(for: cycle).desk
                .record(facts, on: area, by: secretary, matchingEvents: false)
            return cycle
        }
    }

    /// The month closed, posted and final, with its award.
    func finalMonth() async throws -> ID<Cycle> {
        let cycle = try await openMonth()
        try test.go(to: "2026-12-01")
        try await test.write { transaction in _ = try transaction.closeCycle(cycle) }
        try await test.write { transaction in _ = try transaction.postCycle(cycle) }
        try test.go(to: "2026-12-20")
        try await test.write { transaction in _ = try transaction.finaliseCycle(cycle) }
        return cycle
    }

    private static let scheme = """
        {
          "code": "small", "titleZh": "小考核", "titleEn": "Small", "effectiveFrom": "2026-01", "scoringDueDay": 5,
          "noticeWorkingDays": 5, "awardMinimum": 80, "awardsPerBranch": 1, "bonusCap": 5,
          "criteria": [
            {"key": "order", "titleZh": "秩序", "titleEn": "Order", "maxPoints": 60},
            {"key": "service", "titleZh": "服务", "titleEn": "Service", "maxPoints": 40}
          ],
          "tiers": [{"tier": "self", "weight": 100, "combine": "mean"}],
          "bonuses": [{"key": "praised", "titleZh": "受到表扬", "titleEn": "Praised", "points": 2, "cap": 4}],
          "deductions": [{"key": "complaint", "titleZh": "有责投诉", "titleEn": "Complaint", "points": 2, "cap": 6}],
          "vetoes": [{"key": "sanction", "titleZh": "违纪受处分", "titleEn": "Sanction"}]
        }
        """
}
