import Domain
import Testing

@testable import Server
@testable import Storage

/// What a year's meetings come to: two of A's assemblies beside the one that there is, one a lecture too, and an extraordinary meeting of QA with
/// its secretaries. Today is 24 November 2026.
@Suite struct AttendanceYearTests {
    private static func held(
        _ bureau: WideBureau, _ path: String, _ arranged: JSON, chair: JSON, _ sheet: String
    ) async throws -> Int {
        let made = try await bureau.server.post(path, arranged)
        try #require(made.status == 201, "\(made.text)")
        let opened = try await bureau.server.post("/meetings/\(made.id)/open", ["chair": chair, "recorder": "102"])
        try #require(opened.status == 200, "\(opened.text)")
        let taken = try await bureau.server.importing(sheet, into: "/meetings/\(made.id)/attendance/import")
        try #require(taken.status == 200, "\(taken.text)")
        return made.id
    }

    private static func bureauWithMeetings() async throws -> WideBureau {
        let bureau = try await WideBureau()
        let branch = "/branches/\(bureau.ids["A"] ?? 0)/meetings"
        let rest = (101...105).map { "\($0),√,,,\n" }.joined()
        _ = try await held(
            bureau, branch,
            [
                "kind": "assembly", "also": "lecture", "date": "2026-11-10", "start": "09:00", "minutes": 60,
                "place": "甲",
            ],
            chair: "101", "编号,出勤情况,事由,补课日期,补课方式\n\(rest)106,请假,住院手术,2026-11-12,听录音\n107,×,,,\n")
        _ = try await held(
            bureau, branch, ["kind": "assembly", "date": "2026-11-20", "start": "09:00", "minutes": 60, "place": "甲"],
            chair: "101", "编号,出勤情况,事由,补课日期,补课方式\n\(rest)106,迟到,,,\n107,√,,,\n")
        return bureau
    }

    @Test func `each member's figures add up, whole for those who see to meetings and one's own for others`()
        async throws
    {
        let bureau = try await Self.bureauWithMeetings()
        let path = "/branches/\(bureau.ids["A"] ?? 0)/attendance?year=2026"
        let names = ["entitled", "present", "late", "excused", "absent", "madeUp"]
        func figures(_ answer: Answer) -> [String: [Int64?]] {
            Dictionary(
                uniqueKeysWithValues: (answer.json["members"]?.array ?? []).map { line in
                    (line["member"]?.string ?? "", names.map { line[$0]?.integer })
                })
        }
        for visitor in [WideBureau.Visitor.secretary, .office, .auditor] {
            let whole = try await bureau.server.send("GET", path, by: bureau.principal(visitor))
            #expect(whole.status == 200, "\(whole.text)")
            let found = figures(whole)
            #expect(found.count == 7)
            #expect(found["106"] == [3, 2, 1, 1, 0, 1])
            #expect(found["107"] == [3, 1, 0, 0, 2, 0])
            // Why somebody was away is no part of it.
            #expect(!whole.text.contains("住院手术"))
        }
        let own = try await bureau.server.send("GET", path, by: bureau.principal(.member))
        #expect(figures(own).count == 1, "\(own.text)")
        let before = try await bureau.server.get("/branches/\(bureau.ids["A"] ?? 0)/attendance?year=2025")
        #expect(before.json["meetings"]?.integer == 0 && before.json["members"]?.array == [])
    }

    @Test func `each meeting somebody was called to is told with how it was noted, to them and those who see to it`()
        async throws
    {
        let bureau = try await Self.bureauWithMeetings()
        let server = bureau.server
        let path = "/members/\(bureau.ids["106"] ?? 0)/attendance"
        for visitor in [WideBureau.Visitor.secretary, .office, .auditor] {
            let found = try await server.send("GET", "\(path)?year=2026", by: bureau.principal(visitor))
            #expect(found.status == 200, "\(found.text)")
            let told = (found.json.array ?? []).suffix(2).map { line in
                [line["meeting"]?["date"], line["state"], line["late"], line["leftEarly"], line["madeUpOn"]]
            }
            #expect(
                told == [
                    ["2026-11-10", "excused", false, false, "2026-11-12"],
                    ["2026-11-20", "present", true, false, .null],
                ], "\(found.text)")
            #expect(found.json.array?.count == 3 && !found.text.contains("住院手术"), "\(found.text)")
            let before = try await server.send("GET", "\(path)?year=2025", by: bureau.principal(visitor))
            #expect(before.json == [])
        }
        for visitor in [WideBureau.Visitor.member, .leader] {
            #expect(try await server.send("GET", "\(path)?year=2026", by: bureau.principal(visitor)).status == 403)
        }
        let chinese = ["Accept-Language": "zh-CN"]
        let secretary = Browser(server, as: try #require(bureau.accounts[.secretary]))
        let page = try await secretary.get("\(path)?year=2026", headers: chinese)
        #expect(page.text.contains("应到 3 = 实到 2 + 请假 1 + 缺席 0"), "\(page.text)")
        #expect(page.text.contains("请假、2026年11月12日补课：听录音"), "\(page.text)")
        // A fact, of no colour and without a share.
        #expect(!page.text.contains("%") && !page.text.contains("class=\"late"), "\(page.text)")
        // One's own is a tap away.
        let own = Browser(server, as: try await server.account("107", member: "107"))
        let ownPath = path.replacing("/\(bureau.ids["106"] ?? 0)/", with: "/\(bureau.ids["107"] ?? 0)/")
        #expect(try await own.get("/", headers: chinese).text.contains("\"\(ownPath)\">我的全年出席"))
        #expect(try await own.get(ownPath, headers: chinese).text.contains("应到 3 = 实到 1 + 请假 0 + 缺席 2"))
    }

    @Test func `of a leading cadre it is told how often they took part as an ordinary member, while they are one`()
        async throws
    {
        let bureau = try await Self.bureauWithMeetings()
        let (server, branch) = (bureau.server, "/branches/\(bureau.ids["A"] ?? 0)/attendance?year=2026")
        let member = "/members/\(bureau.ids["106"] ?? 0)"
        func mark(_ leads: Bool, _ day: String, by visitor: WideBureau.Visitor = .office) async throws -> Answer {
            try await server.send(
                "POST", "\(member)/leader-changes", ["leader": .bool(leads), "on": .string(day)],
                by: bureau.principal(visitor))
        }
        func ordinary() async throws -> JSON? {
            let lines = try await server.get(branch).json["members"]?.array ?? []
            return lines.first { $0["member"] == "106" }?["ordinary"]
        }
        #expect(try await ordinary() == .null)
        // It is the committee's office's to say, once.
        #expect(try await mark(true, "2026-11-15", by: .secretary).status == 403)
        let marked = try await mark(true, "2026-11-15")
        #expect(marked.status == 201 && marked.json["leaderSince"] == "2026-11-15", "\(marked.text)")
        #expect(try await mark(true, "2026-11-16").json["code"] == "leaderAlready")
        #expect(try await ordinary() == ["entitled": 1, "present": 1])
        let lines = try await server.get("\(member)/attendance?year=2026").json.array ?? []
        #expect(lines.map { $0["ordinary"] } == [false, false, true])

        let chinese = ["Accept-Language": "zh-CN"]
        let secretary = Browser(server, as: try #require(bureau.accounts[.secretary]))
        for path in [branch, "\(member)/attendance?year=2026"] {
            let page = try await secretary.get(path, headers: chinese)
            #expect(page.text.contains("以普通党员身份应参加 1 次，实到 1 次"), "\(page.text)")
        }
        #expect(try await secretary.get(member, headers: chinese).text.contains("领导干部"))
        let told = try await server.get("\(member)/leader-changes").json
        #expect(told.array?.count == 1 && told.array?.first?["leader"] == true, "\(told)")
        #expect(try await mark(false, "2026-11-15").status == 201)
        #expect(try await ordinary() == .null)

        // The office's list says since when; a day on record stands.
        for (day, said) in [("2026-11-10", "\"changed\":1"), ("2026-11-12", "not 2026-11-12")] {
            let list = "党员编号,姓名,支部编号,任领导干部时间\n107,,A,\(day)\n"
            let taken = try await server.importing("members", list)
            #expect(taken.status == 200 && taken.text.contains(said), "\(taken.text)")
        }
        let listed = try await server.get("/members/\(bureau.ids["107"] ?? 0)").json
        #expect(listed["leaderSince"] == "2026-11-10")
    }

    @Test func `a secretary's absence stands beside their load, for whoever sees to the branch`() async throws {
        let bureau = try await Self.bureauWithMeetings()
        let server = bureau.server
        let made = try await server.post(
            "/meetings",
            [
                "committee": "QA", "date": "2026-11-24", "start": "23:00", "minutes": 60, "place": "乙",
                "standing": "extraordinary",
            ])
        try #require(made.status == 201, "\(made.text)")
        let opened = try await server.post("/meetings/\(made.id)/open", ["chair": "102", "recorder": "103"])
        try #require(opened.status == 200, "\(opened.text)")
        let roll = (opened.json["roll"]?.array ?? []).compactMap { $0["member"]?.string }
        #expect(roll.contains("101"))
        let sheet = "编号,出勤情况,事由\n" + roll.map { $0 == "101" ? "101,△,出差\n" : "\($0),√,\n" }.joined()
        #expect(try await server.importing(sheet, into: "/meetings/\(made.id)/attendance/import").status == 200)
        let all = try await server.get("/meetings/attendance?year=2026&committee=QA")
        #expect(all.status == 200, "\(all.text)")
        let line = try #require(all.json.array?.first { $0["attendance"]?["member"]?.string == "101" }, "\(all.text)")
        #expect(line["attendance"]?["excused"]?.integer == 1 && line["attendance"]?["entitled"]?.integer == 1)
        // Once to the committee's, and thrice to their branch's: one was held before.
        #expect(line["meetings"]?.integer == 4, "\(all.text)")
        #expect((line["areas"]?.integer ?? 0) > 0 && (line["openFindings"]?.integer ?? 0) > 0)
        #expect(line["basis"]?.string != nil)
        // Whoever leads two of the branches stands on the roll once, and was away for both.
        let branch = try await server.first("/branches?code=C")
        for former in try await server.get("/branches/\(branch)/appointments").items
        where former["office"] == "secretary" && former["until"] == .null {
            _ = try await server.post("/appointments/\(former["id"]?.integer ?? 0)/end", ["on": "2026-10-31"])
        }
        let sent = try await server.post(
            "/branches/\(branch)/appointments",
            ["member": "101", "office": "secretary", "from": "2026-11-01", "document": "甲组〔2026〕7号"])
        try #require(sent.status == 201, "\(sent.text)")
        let both = try await server.get("/meetings/attendance?year=2026&committee=QA").json.array ?? []
        let posts = both.filter { $0["attendance"]?["member"]?.string == "101" }
        #expect(posts.map { $0["branch"] } == ["A", "C"], "\(both)")
        #expect(posts.allSatisfy { $0["attendance"]?["excused"] == 1 && $0["attendance"]?["entitled"] == 1 }, "\(both)")
        let own = try await server.send("GET", "/meetings/attendance?year=2026", by: bureau.principal(.secretary))
        #expect(Set((own.json.array ?? []).compactMap { $0["branch"]?.string }) == ["A", "C"], "\(own.text)")
        let page = try await Browser(server, as: try #require(bureau.accounts[.office])).get("/meetings/attendance")
        #expect(page.status == 200 && !page.text.contains("出差") && !page.text.contains("%"), "\(page.text)")
    }
}
