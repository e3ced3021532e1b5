import Domain
import Testing

@testable import Server
@testable import Storage

/// Lists longer than what is read at once are shown and taken along whole, or say how much is left.
@Suite(.timeLimit(.minutes(60)))
struct LongListTests {
    private let bureau: SmallBureau

    init() async throws {
        bureau = try await SmallBureau()
    }

    private func write(_ rows: @escaping @Sendable (any Session) throws -> Void) async throws {
        try await bureau.server.store.engine.write(rows)
    }

    private func office() async throws -> Browser {
        Browser(bureau.server, as: try await bureau.server.account("office", grants: [.init(.committeeOfficer)]))
    }

    /// Branches `Z1` to `Zcount`, with ids from 1001 on.
    private static func found(_ count: Int, _ session: any Session) throws {
        for number in 1...count {
            try session.run(
                """
                INSERT INTO branch (id, code, name, committee_id, kind, secretary_post)
                VALUES (\(1000 + number), \("Z\(number)"), \("第\(number)支部"), 1, 'ordinary', 'fullTime')
                """)
        }
    }

    private static func open(_ month: Month, in branch: Int, _ session: any Session) throws -> Int {
        try session.insert(
            """
            INSERT INTO cycle (branch_id, month, scheme_id, status) VALUES (\(branch), \(month), 1, 'open') RETURNING id
            """)
    }

    /// Of the table that this file is made of the workbook is made, too.
    @Test func `a year's awards are whole where there are 42 branches`() async throws {
        let months = try (1...12).map { try #require(Month(year: 2025, month: $0)) }
        try await write { session in
            try Self.found(42, session)
            for month in months {
                for branch in 1001...1042 {
                    let cycle = try Self.open(month, in: branch, session)
                    try session.run(
                        """
                        INSERT INTO award (cycle_id, area_id, member_id, month, place, final, awarded_on)
                        VALUES (\(cycle), 1, 1, \(month), 1, 9000, '2026-01-20')
                        """)
                }
            }
        }
        let browser = try await office()
        let page = try await browser.get("/honours?year=2025").text
        #expect(page.matches(of: /href="\/awards\/[0-9]+"/).count == 504)
        let lines = try await browser.get("/awards.csv?year=2025").text.split(separator: "\r\n")
        #expect(lines.count == 505)
        #expect(lines.count { $0.hasPrefix("2025-12,") } == 42)
    }

    @Test func `a year of more than 500 meetings is whole`() async throws {
        try await write { session in
            for number in 0..<510 {
                let (month, day) = ("2026-\(number < 255 ? "03" : "12")", number % 28 + 1)
                try session.run(
                    """
                    INSERT INTO meeting (committee_id, kind, standing, month, date, start, minutes, place, status, created_at,
                                         changed_at)
                    VALUES (1, 'secretaries', 'extraordinary', \(month), \("\(month)-\(day < 10 ? "0" : "")\(day)"), '09:00', 60,
                            '三楼', 'scheduled', 1, 1)
                    """)
            }
        }
        let browser = try await office()
        let page = try await browser.get("/meetings?year=2026").text
        #expect(page.matches(of: /href="\/meetings\/[0-9]+"/).count == 510)
        let lines = try await browser.get("/meetings.csv?year=2026").text.split(separator: "\r\n")
        #expect(lines.count == 511)
    }

    @Test func `a month across more than 500 branches is whole, opened or not`() async throws {
        let month = try Month(parsing: "2026-11")
        try await write { session in
            try Self.found(1020, session)
            for branch in 1001...1510 { _ = try Self.open(month, in: branch, session) }
        }
        let browser = try await office()
        let page = try await browser.get("/cycles?month=2026-11").text
        for name in ["第1支部", "第510支部", "第511支部", "第1020支部"] { #expect(page.contains(name), "\(name)") }
        let overview = try await browser.get("/overview.csv?month=2026-11").text
        #expect(overview.split(separator: "\r\n").count == 511)
    }

    @Test func `a branch's page shows its newest months, and says how many there were before`() async throws {
        let first = try Month(parsing: "2001-01")
        try await write { session in
            for number in 0..<510 { _ = try Self.open(first.adding(months: number), in: 1, session) }
        }
        let page = try await office().get("/branches/1").text
        #expect(page.matches(of: /href="\/cycles\/[0-9]+"/).count == 24)
        #expect(page.contains("2043年6月") && page.contains("2041年7月") && !page.contains("2041年6月"))
        #expect(page.contains("此前还有486个月"))
    }
}
