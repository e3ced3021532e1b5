import Testing

@testable import Domain

/// What branches plan for a month and ask of their committee, decided by tables.
struct PlanTests {
    @Test(arguments: [
        ("2026-12-15", "2026-12-15"), ("2026年12月15日", "2026-12-15"), ("12月15日", "2026-12-15"),
        ("12月15日前", "2026-12-15"), ("15日前", "2026-12-15"), ("15号之前完成", "2026-12-15"), (" 12 月 5 日 ", "2026-12-05"),
        ("12月1日至12月15日", "2026-12-15"), ("12月1日-15日", "2026-12-15"), ("1日—15日", "2026-12-15"), ("1-15日", "2026-12-15"),
        ("12月28日至1月5日", "2027-01-05"), ("月底", "2026-12-31"), ("月底前", "2026-12-31"), ("12月底前", "2026-12-31"),
        ("本月末", "2026-12-31"), ("全月", "2026-12-31"), ("12月中旬", "2026-12-20"), ("上旬", "2026-12-10"),
        ("1月10日", "2027-01-10"),
        ("11月30日", "2026-11-30"), ("１２月１５日", "2026-12-15"),
    ])
    func `a day is read as an office writes it in a month's list`(written: String, day: String) throws {
        #expect(try LocalDate(written: written, in: Month(parsing: "2026-12")).description == day)
    }

    @Test(arguments: ["12月", "每周五", "尽快", "12月32日", "15日至10日", "13月1日", "3/4/5", "全月底", "待定15日"])
    func `what may mean several days, or none, is refused`(written: String) throws {
        let month = try Month(parsing: "2026-12")
        #expect(throws: Rejection.self) { try LocalDate(written: written, in: month) }
    }

    @Test(arguments: [
        (WorkResult.Kind.done, false, true), (.partly, false, false), (.not, false, false), (.not, true, true),
    ])
    func `what is not done says why`(kind: WorkResult.Kind, hasReason: Bool, isTaken: Bool) throws {
        let reason = hasReason ? try Text("下雨", maximum: 10) : nil
        #expect(((try? WorkResult(kind, reason: reason, evidence: nil)) != nil) == isTaken)
    }

    @Test func `an item is due in its month or later, and one name stands once`() throws {
        func item(_ due: String, _ standard: String? = nil) throws -> PlanItem {
            try PlanItem(
                title: Text("党课", maximum: 10), kind: Text("党课", maximum: 10), theme: nil, content: nil,
                participants: nil,
                due: LocalDate(parsing: due), standard: standard.map { try Text($0, maximum: 10) }, madeFrom: nil,
                answerable: .secretary, in: Month(parsing: "2026-12"))
        }
        #expect(throws: FieldErrors.self) { try item("2026-11-30") }
        let first = try item("2026-12-01")
        #expect(try first.isCalled(as: item("2026-12-02")) && first.firstDifference(from: first) == nil)
        #expect(try item("2026-12-02").firstDifference(from: first) == "due")
        #expect(try item("2026-12-01", "录入").firstDifference(from: first) == "standard")
    }

    @Test(
        arguments: [
            // From, what an answer, a result and a withdrawal make of it; nil for refused.
            (Ask.Status.asked, Ask.Status.partlyAccepted, nil, true), (.accepted, nil, Ask.Status.notDone, true),
            (.partlyAccepted, nil, .notDone, true), (.declined, nil, nil, false), (.done, nil, .notDone, false),
            (.partlyDone, nil, .notDone, false), (.notDone, nil, .notDone, false), (.withdrawn, nil, nil, false),
        ] as [(Ask.Status, Ask.Status?, Ask.Status?, Bool)])
    func `what an ask may become`(from: Ask.Status, answered: Ask.Status?, result: Ask.Status?, isOpen: Bool) {
        #expect((try? Ask.status(answered: .partly, from: from)) == answered)
        #expect((try? Ask.status(with: .not, from: from)) == result)
        #expect(((try? Ask.requireOpen(from)) != nil) == isOpen)
    }
}
