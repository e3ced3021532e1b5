import Domain
import Foundation
import Testing

struct OrganisationTests {
    @Test func `the same file again changes nothing, and a dry run nothing at all`() async throws {
        let place = try await Workplace.withBranches()
        let again = try await place.succeed("branch", "import", "branches.csv", "--json").json()
        #expect(again["unchanged"]?.integer == 2)
        try place.write(Workplace.members, to: "members.csv")
        let tried = try await place.succeed("member", "import", "members.csv", "--dry-run")
        #expect(
            tried.out.contains(
                "\nmembers.csv: 5 rows: 5 created, 0 changed, 0 unchanged (dry run: nothing was changed)\n"))
        #expect(tried.out.hasPrefix("line 2: new: "), "\(tried.out)")
        #expect(try await place.succeed("member", "list", "--json").json() == [])
    }

    @Test func `every bad row is named by line and column, and nothing goes in`() async throws {
        let place = try await Workplace.withBranches()
        let spoiled = Workplace.members.replacing("2,李二,B-1", with: "2,李二,B-7").replacing("5,钱五", with: "5,")
        try place.write(spoiled, to: "members.csv")
        let outcome = try await place.zhibu("member", "import", "members.csv", "--json")
        #expect(outcome.status == 65)
        #expect(outcome.out.isEmpty)
        #expect(outcome.err.contains("\n  line 3, 支部编号: "))
        #expect(outcome.err.contains("\n  line 6, 姓名: "))
        #expect(try await place.succeed("member", "list", "--json").json() == [])
    }

    @Test func `how a file is to be read is said beside it, and what a heading means is kept for the next one`()
        async throws
    {
        let place = try await Workplace.withBranches()
        let roster = """
            第一、二支部党员名册
            党员编号,姓名,归属,党员类别,入党时间,转正时间,岗位说明,备注
            1,张一,B-1,正式党员,2010/1/1,2011/1/1,队长,
            2,李二,,正式党员,2010/1/1,2011/1/1,队员,
            合计,2人,,,,,,

            """
        try place.write(roster, to: "roster.csv")
        let strict = try await place.zhibu("member", "import", "roster.csv", "--strict", "--column", "归属=branch")
        #expect(strict.status == 65 && strict.err.contains("line 2, 岗位说明: no column is called"), "\(strict.err)")
        let done = try await place.succeed(
            "member", "import", "roster.csv", "--column", "归属=支部编号", "--column", "岗位说明=post", "--fill-down", "归属")
        #expect(done.out == "roster.csv: 2 rows: 2 created, 0 changed, 0 unchanged\n")
        #expect(
            done.err.contains("columns that are not used here: ‘备注’")
                && done.err.contains("‘归属’ was filled down into 1 cells"))
        try place.write(roster.replacing("队员", with: ""), to: "next.csv")
        let next = try await place.succeed("member", "import", "next.csv", "--fill-down", "归属")
        #expect(next.out == "next.csv: 2 rows: 0 created, 0 changed, 2 unchanged\n")
        #expect(next.err.contains("‘岗位说明’ is read as ‘职务’, as in the last file with these headings"), "\(next.err)")
        #expect(next.err.contains("‘岗位说明’ is empty in a row of which something is on record"))
        let emptied = try await place.succeed(
            "member", "import", "next.csv", "--fill-down", "归属", "--empty-clears")
        #expect(emptied.out == "next.csv: 2 rows: 0 created, 1 changed, 1 unchanged\n")
        #expect(try await place.zhibu("member", "import", "next.csv", "--column", "归属").status == 64)
    }

    @Test func `a member under a new number is imported once that is confirmed, and found by each spelling`()
        async throws
    {
        let place = try await Workplace.withBranches()
        try place.write(Workplace.members, to: "members.csv")
        try await place.succeed("member", "import", "members.csv")
        try place.write(Workplace.members.replacing("\n2,李二", with: "\n0002,李　二"), to: "again.csv")
        let asked = try await place.zhibu("member", "import", "again.csv")
        #expect(asked.status == 65 && asked.err.contains("line 3, 党员编号: 2 is on record"), "\(asked.err)")
        let done = try await place.succeed("member", "import", "again.csv", "--confirm")
        #expect(done.out == "again.csv: 5 rows: 1 created, 0 changed, 4 unchanged\n" && done.err.contains("0002"))
        for typed in ["李二", "李　二", "李 二"] {
            let found = try await place.succeed("member", "list", "--name", typed, "--json").json().array ?? []
            #expect(found.compactMap { $0["number"]?.string } == ["0002", "2"], "\(typed)")
        }
    }

    @Test func `a list is a table for people and JSON for programs`() async throws {
        let place = try await Workplace.withBureau()
        let table = try await place.succeed("branch", "list").out.split(separator: "\n")
        #expect(table.count == 3)
        #expect(table.first?.hasPrefix("Code  Name      Committee") == true)
        #expect(table.dropFirst().first?.hasPrefix("B-1   第一支部  JG") == true)
        for command in [
            ["branch", "list"], ["branch", "show", "B-1"], ["member", "list", "--branch", "B-2"],
            ["member", "show", "1"],
            ["area", "list"], ["area", "show", "B-1-A1"], ["scheme", "list"], ["scheme", "show", "small"],
            ["committee", "list"], ["calendar", "list"], ["assess", "status", "--month", Workplace.month],
            ["award", "list"], ["award", "honours", "--year", "2024"], ["meeting", "list"],
        ] {
            let outcome = try await place.zhibu(command + ["--json"])
            #expect(outcome.status == 0, "\(command): \(outcome.err)")
            #expect(outcome.err.isEmpty, "\(command)")
            _ = try outcome.json()
        }
    }

    @Test func `whatever there is is found by any part of what it is known by`() async throws {
        let place = try await Workplace.withBranches()
        try place.write(Workplace.members, to: "members.csv")
        try await place.succeed("member", "import", "members.csv")
        try place.write(Workplace.areas, to: "areas.csv")
        try await place.succeed("area", "import", "areas.csv")
        let found = try await place.succeed("find", "三", "--json").json().array ?? []
        #expect(found.map { $0["name"] } == ["王三", "三号路"])
        let areas = try await place.succeed("find", "夜市", "b-1", "--kind", "area", "--json").json().array ?? []
        #expect(areas.first?["code"] == "B-1-A1", "\(areas)")
        #expect(try await place.succeed("find", "五").out.contains("钱五"))
        #expect(try await place.succeed("find", "qw").out.contains("钱五"))
        let nothing = try await place.succeed("find", "没有的")
        #expect(nothing.out.isEmpty && nothing.err.contains("nothing that you may read has that"), "\(nothing.err)")
        try await place.succeed(
            "finding", "give", "--branch", "B-1", "--source", "inspection", "--what", "巡查不到位", "--direction",
            "落实每日巡查", "--category", "vanguardRole", "--class", "immediate")
        let text = try await place.succeed("find", "每日", "--kind", "finding")
        #expect(text.out.contains("落实每日巡查") && text.out.contains("巡查不到位"), "\(text.out)")
    }

    @Test func `a list is whole, however many pages it has`() async throws {
        let place = try await Workplace.withBranches()
        let heading = Workplace.members.prefix { $0 != "\n" }
        let rows = (1...1203).map { "\($0),党员\($0),B-1,,正式党员,2010-01-01,2011-01-01,,," }
        try place.write(([String(heading)] + rows).joined(separator: "\n"), to: "many.csv")
        try await place.succeed("member", "import", "many.csv")
        let members = try await place.succeed("member", "list", "--json").json().array ?? []
        #expect(Set(members.compactMap { $0["number"]?.string }).count == 1203)
        #expect(members.count == 1203)
    }

    @Test func `a member is transferred and an area assigned by code`() async throws {
        let place = try await Workplace.withBureau()
        let assigned = try await place.succeed(
            "area", "assign", "B-1-A2", "--member", "2", "--from", "2024-05-01", "--reason", "补记", "--task",
            "占道清零|周报|2024-12-31",
            "--task", "走访", "--json"
        ).json()
        #expect(assigned["tasks"]?.array?.map { $0["objective"]?.string } == ["占道清零", "走访"])
        #expect(assigned["tasks"]?.array?.first?["due"]?.string == "2024-12-31")
        let area = try await place.succeed("area", "show", "B-1-A2", "--json").json()
        #expect(area["holders"]?.array?.map { $0["number"]?.string } == ["2"])
        // A second one, in whose place comes a third; then the first's ends.
        func holders() async throws -> [String?] {
            let area = try await place.succeed("area", "show", "B-1-A2", "--json").json()
            return (area["holders"]?.array ?? []).map { $0["number"]?.string }
        }
        try await place.succeed(
            "area", "assign", "B-1-A2", "--member", "3", "--from", "2024-05-01", "--beside", "--reason", "共同负责")
        #expect(try await holders() == ["2", "3"])
        let listed = try await place.succeed("area", "list", "--branch", "B-1").out
        #expect(listed.contains("(2), ") && listed.contains("(3)"), "\(listed)")
        try await place.succeed(
            "area", "assign", "B-1-A2", "--member", "1", "--from", "2024-05-15", "--instead-of", "3", "--reason", "接替")
        #expect(try await holders() == ["1", "2"])
        try await place.succeed("area", "release", "B-1-A2", "--member", "1", "--on", "2024-05-31", "--reason", "调岗")
        #expect(try await holders() == ["2"])
        let moved = try await place.succeed(
            "member", "transfer", "3", "--to", "B-2", "--on", "2024-06-01", "--reason", "工作调动", "--json"
        ).json()
        #expect(moved["branch"]?.string == "B-2")
        let memberships = try await place.succeed("member", "show", "3", "--json").json()["memberships"]?.array
        #expect(memberships?.map { $0["branch"]?.string } == ["B-1", "B-2"])
    }
}
