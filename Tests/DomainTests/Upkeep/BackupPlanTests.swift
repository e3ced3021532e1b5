import Testing

@testable import Domain

struct BackupPlanTests {
    private static let moment = Instant(seconds: 1_795_564_970)

    @Test func `a backup is called after its database and its moment`() throws {
        let name = BackupName(of: "zhibu", madeAt: Self.moment)
        #expect(name.text == "zhibu-20261125T000250Z.sqlite")
        #expect(BackupName(parsing: name.text, of: "zhibu") == name)
    }

    @Test(arguments: [
        "zhibu.sqlite", "zhibu-20261125T000250Z.sqlite.part", "other-20261125T000250Z.sqlite",
        "zhibu-20261325T000250Z.sqlite", "zhibu-20261125T000290Z.sqlite", "zhibu-20261125T250000Z.sqlite",
        "zhibu-20261125000250Z.sqlite", "zhibu-2026112T0002500Z.sqlite", "zhibu-20261125T000250.sqlite",
        "zhibu-２０２６1125T000250Z.sqlite", "zhibu-.sqlite", "zhibu-T.sqlite", "zhibu-20261125T.sqlite", "",
    ])
    func `what is called otherwise is none of ours`(name: String) {
        #expect(BackupName(parsing: name, of: "zhibu") == nil)
    }

    @Test func `any moment's name is read back, also of a database with a strange name`() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<2_000 {
            let moment = Instant(seconds: Int64.random(in: 0..<7_000_000_000, using: &random))
            let database = ["zhibu", "支部", "a-b", "x-20261125T000250Z", ""].randomElement(using: &random) ?? ""
            let name = BackupName(of: database, madeAt: moment)
            #expect(BackupName(parsing: name.text, of: database) == name)
        }
    }

    @Test(
        arguments: [
            (nil, true), (-3600, true), (-3599, false), (0, false), (1, true),
        ] as [(Int64?, Bool)])
    func `one is due when the newest is as old as the plan says, is of the future, or there is none`(
        newest: Int64?, isDue: Bool
    ) throws {
        let plan = try BackupPlan(every: 3600)
        #expect(plan.isDue(newest: newest.map { Self.moment.adding(seconds: $0) }, now: Self.moment) == isDue)
    }

    @Test func `the newest are kept, in whatever order they are found`() {
        let names = [3, 1, 5, 2, 4].map { BackupName(of: "z", madeAt: Self.moment.adding(seconds: $0)) }
        let outdated = BackupPlan.outdated(names, keeping: 2)
        #expect(Set(outdated.map { $0.madeAt.seconds - Self.moment.seconds }) == [1, 2, 3])
        #expect(BackupPlan.outdated(names, keeping: 5).isEmpty)
    }

    @Test(arguments: [(59, 1), (60, 0), (0, 1), (-1, 3)] as [(Int64, Int)])
    func `a plan that would do nothing or never stop is refused`(every: Int64, keep: Int) {
        #expect(throws: Rejection.self) { try BackupPlan(every: every, keep: keep) }
    }
}
