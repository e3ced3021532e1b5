import Domain
import Testing

@testable import Server
@testable import Storage

/// A table is sorted by any of its columns and filtered by a text, both in its page's address, without script.
@Suite(.timeLimit(.minutes(60)))
struct TableTests {
    private struct Row: Sendable {
        let name: String
        let figure: String
        let day: Int?
    }

    private static let columns: [TableColumn<Row>] = [
        TableColumn("name", .name, \.name), .figure("figure", .final, \.figure),
        TableColumn("day", .date, rank: { $0.day }) { $0.day.map(String.init) ?? "" },
    ]

    private static let rows = [
        Row(name: "张三 A-10", figure: "9.50", day: 3), Row(name: "李四 A-2", figure: "第 10 名", day: nil),
        Row(name: "安五 A-1", figure: "–", day: 1), Row(name: "李四 A-9", figure: "9.25", day: 2),
    ]

    private static func names(_ query: [String: String], _ language: Language = .chinese) throws -> [String] {
        let words = try WebResources.embedded.get().words(of: language)
        return TableChoice(query).arrange(rows, by: columns, on: .overview, words).rows.map(\.name)
    }

    private static let cases: [(query: [String: String], expected: [String])] = [
        ([:], ["张三 A-10", "李四 A-2", "安五 A-1", "李四 A-9"]),
        (["sort": "name"], ["安五 A-1", "李四 A-2", "李四 A-9", "张三 A-10"]),
        (["sort": "-name"], ["张三 A-10", "李四 A-9", "李四 A-2", "安五 A-1"]),
        (["sort": "figure"], ["李四 A-9", "张三 A-10", "李四 A-2", "安五 A-1"]),
        (["sort": "-figure"], ["李四 A-2", "张三 A-10", "李四 A-9", "安五 A-1"]),
        (["sort": "day"], ["安五 A-1", "李四 A-9", "张三 A-10", "李四 A-2"]),
        (["sort": "-day"], ["张三 A-10", "李四 A-9", "安五 A-1", "李四 A-2"]),
        (["sort": "nothing"], ["张三 A-10", "李四 A-2", "安五 A-1", "李四 A-9"]),
        (["filter": "ａ-9"], ["李四 A-9"]), (["filter": "四 2", "sort": "-name"], ["李四 A-9", "李四 A-2"]),
        (["filter": "没有"], []),
    ]

    @Test(arguments: Self.cases)
    func `names go by their sound, figures by their size, and what has none stands last`(
        query: [String: String], expected: [String]
    ) throws {
        #expect(try Self.names(query) == expected)
    }

    @Test func `headings turn the order round and keep the filter, and the form keeps what else is chosen`() throws {
        let words = try WebResources.embedded.get().words(of: .chinese)
        let head = TableChoice(["sort": "-figure", "filter": "四"]).arrange(
            Self.rows, by: Self.columns, on: .overview.with("month", "2026-10"), words
        ).head
        #expect(
            head.headings.map(\.path) == [
                "/overview?month=2026-10&sort=name&filter=%E5%9B%9B",
                "/overview?month=2026-10&sort=figure&filter=%E5%9B%9B",
                "/overview?month=2026-10&sort=day&filter=%E5%9B%9B",
            ])
        #expect(head.headings.map(\.order) == [nil, "descending", nil])
        #expect(head.tools.kept.map { "\($0.name)=\($0.value)" } == ["month=2026-10"])
        #expect(head.tools.outcome == "共 4 行，显示 2 行。")
        #expect(head.tools.sorts.filter(\.isChosen).map(\.code) == ["-figure"])
        #expect(head.tools.wholePath == "/overview?month=2026-10")
    }

    private static func order(_ answer: Answer, _ pattern: Regex<(Substring, Substring)>) -> [String] {
        answer.text.matches(of: pattern).map { String($0.output.1) }
    }

    @Test func `a ranking is sorted and filtered, and a member's own row stands first and is marked`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        try await bureau.close(cycle)
        let secretary = Browser(server, as: try await server.account("101", member: "101"))
        let areas = /data-label="责任区"><a href="[^"]*"><span class="wide">(A-[0-9])/
        let page = "/cycles/\(cycle)/ranking"
        #expect(Self.order(try await secretary.get(page), areas) == ["A-1", "A-2", "A-3"])
        #expect(Self.order(try await secretary.get("\(page)?sort=final"), areas) == ["A-3", "A-2", "A-1"])
        #expect(Self.order(try await secretary.get("\(page)?filter=%E5%9B%9B"), areas) == ["A-2"])
        #expect(try await secretary.get("\(page)?sort=final").text.contains("aria-sort=\"ascending\""))
        let nothing = try await secretary.get("\(page)?filter=zzz")
        #expect(nothing.text.contains("共 3 行，显示 0 行。"), "the form stays, to take the text out again")
        #expect(nothing.text.contains("name=\"filter\""))

        let holder = Browser(server, as: try await server.account("105", member: "105"))
        let own = try await holder.get(page)
        #expect(Self.order(own, areas) == ["A-3", "A-1", "A-2"])
        #expect(own.text.matches(of: /own-row/).count == 1)
        #expect(Self.order(try await holder.get("\(page)?sort=place"), areas) == ["A-1", "A-2", "A-3"])
    }

    @Test func `the overview draws each branch's twelve months, a month without figures breaking the line`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        for month in ["2026-08", "2026-09", "2026-11"] {
            let cycle = try await bureau.open("A", month)
            try await bureau.scoreAll(in: cycle, more: month == "2026-11" ? [] : [("lateReason", "补录")])
            try await bureau.close(cycle)
        }
        let office = Browser(server, as: try await server.account("office", grants: [.init(.committeeOfficer)]))
        let page = try await office.get("/overview?month=2026-11").text
        let line = try #require(
            page.firstMatch(of: /<svg class="spark"[^>]*aria-label="([^"]*)".*?<\/svg>/.dotMatchesNewlines()))
        #expect(line.output.1 == "8月 90.00、9月 90.00、11月 90.00")
        #expect(line.output.0.matches(of: /<polyline/).count == 1, "November stands alone, as a point")
        #expect(try await !office.get("/overview?month=2026-08").text.contains("class=\"spark\""), "one is no line")
    }

    @Test func `every table that can be sorted takes each of its columns, both ways`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        try await bureau.adjust(in: cycle)
        try await bureau.close(cycle)
        let office = Browser(server, as: try await server.account("office", grants: [.init(.committeeOfficer)]))
        let branch = try await server.first("/branches?code=A")
        let year = try await server.send(
            "POST", "/meetings/year",
            ["committee": "JG", "year": 2027, "rule": "2nd Tuesday 09:00", "minutes": 90, "place": "三楼会议室"])
        #expect(year.status == 201, "\(year.text)")
        for page in [
            "/overview?month=2026-11", "/cycles?month=2026-11", "/honours?year=2026", "/branches",
            "/branches?dissolved=true", "/administration/accounts", "/cycles/\(cycle)/ranking", "/members?name=",
            "/cycles/\(cycle)/adjustments", "/branches/\(branch)", "/meetings?year=2027",
        ] {
            let first = try await office.get(page)
            let links = Self.order(first, /<a class="sort" href="([^"]*)"/).map { $0.replacing("&amp;", with: "&") }
            if !page.hasPrefix("/honours") { #expect(links.count > 3, "\(page) \(links)") }
            for link in links {
                let sorted = try await office.get(link)
                #expect(sorted.status == 200 && sorted.text.contains("aria-sort="), "\(link)")
                let turned = Self.order(sorted, /aria-sort="[^"]*"><a class="sort" href="([^"]*)"/)
                let other = try await office.get(try #require(turned.first).replacing("&amp;", with: "&"))
                #expect(other.status == 200 && other.text.contains("aria-sort="), "\(link)")
            }
        }
    }

    @Test func `each of several tables on a page is chosen in by itself, and leads back to where it stands`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let office = Browser(server, as: try await server.account("office", grants: [.init(.committeeOfficer)]))
        let branch = try await server.first("/branches?code=A")
        let page = "/branches/\(branch)"
        let areas = /<th scope="row" class="named"><a href="\/areas\/[0-9]+">(A-[0-9])/
        let people = /<a href="\/members\/[0-9]+">([^<]*)</
        let all = Self.order(try await office.get(page), people)
        let chosen = try await office.get("\(page)?areas-sort=-area&members-filter=101")
        #expect(Self.order(chosen, areas) == ["A-3", "A-2", "A-1"])
        #expect(Self.order(chosen, people).count == 1 && all.count > 3, "\(all)")
        #expect(chosen.text.contains("members-filter=101&amp;areas-sort=area#areas"), "the other choice is kept")
        #expect(chosen.text.contains("name=\"areas-sort\" value=\"-area\""), "in the form as well")
    }

    @Test func `a long table stands in parts that are jumped to, and a short one as it is`() throws {
        let words = try WebResources.embedded.get().words(of: .chinese)
        let kinds = ["夜市", "社区", "夜市"]
        let rows = (0..<60).map { "\($0)" }
        let byKind = Sectioned(rows, of: "areas", width: 4, words) { kinds[(Int($0) ?? 0) % 3] }
        #expect(byKind.jumps.map(\.label) == ["夜市（40）", "社区（20）"])
        #expect(byKind.jumps.map(\.target) == ["#areas-1", "#areas-2"])
        #expect(byKind.sections.map(\.id) == ["areas-1", "areas-2"] && byKind.sections[1].rows.first == "1")
        let inOrder = Sectioned(inOrder: rows, of: "places", width: 4, words)
        #expect(inOrder.jumps.map(\.label) == ["第 1–20 行", "第 21–40 行", "第 41–60 行"])
        #expect(inOrder.sections.flatMap(\.rows) == rows)
        let short = Sectioned(inOrder: Array(rows.prefix(12)), of: "places", width: 4, words)
        #expect(!short.hasJumps && short.sections.count == 1 && short.sections[0].heading == nil)
    }

    @Test func `a member's own areas are marked and stand first, on the month's page as in the branch's list`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        let branch = try await server.first("/branches?code=A")
        let holder = Browser(server, as: try await server.account("105", member: "105"))
        let own = /<tr class="own-row"><th scope="row" class="named"><a href="[^"]*">(A-[0-9])/
        let areas = /<th scope="row" class="named"><a href="[^"]*">(A-[0-9])/
        let listed = try await holder.get("/branches/\(branch)")
        #expect(Self.order(listed, own) == ["A-3"] && Self.order(listed, areas) == ["A-3", "A-1", "A-2"])
        let overview = try await holder.get("/overview?month=2026-11").text
        #expect(overview.matches(of: /<tr class="own-row">/).count == 1, "\(overview)")
        let secretary = Browser(server, as: try await server.account("101", member: "101"))
        let officers = try await secretary.get("/cycles/\(cycle)")
        #expect(Self.order(officers, /class="named"><a href="[^"]*">(A-[0-9])/) == ["A-1", "A-2", "A-3"])
    }
}
