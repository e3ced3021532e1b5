import Domain
import Foundation
import TestSupport
import Testing

@testable import Server
@testable import Storage

/// Talks: who enters and reads them, what nobody but the parties reads, and whom they leave out.
@Suite struct TalkStoryTests {
    private typealias Office = ObjectionStoryTests.Office
    private static let secret = "家里老人住院，夜班想调一调"

    private static func talk(_ parties: [JSON], _ day: String = "2026-12-01", _ more: [(String, JSON)] = []) -> JSON {
        var talk = JSON.Object()
        for (name, value) in [
            ("branch", "A"), ("day", .string(day)), ("place", "谈话室"), ("parties", .array(parties)),
            ("occasion", "setback"), ("topics", ["life", "work"]), ("nextStep", "调整排班"), ("followUp", "2026-12-10"),
        ] as [(String, JSON)] + more { talk[name] = value }
        return .object(talk)
    }

    @Test(.onSQLite) func `a talk is entered by a party or the secretary, and its note is read by the parties alone`()
        async throws
    {
        var office = try await Office()
        let server = office.server
        office.accounts["admin"] = try await server.account("admin", grants: [.init(.administrator)])
        let talk = Self.talk(["104", "105"])
        for (name, status) in [
            ("103", 403), ("102", 403), ("201", 422), ("office", 403), ("auditor", 403), ("admin", 403), ("101", 201),
        ] {
            #expect(try await office.post("/talks", talk, by: name).status == status, "\(name)")
        }
        // The secretary writes no note on what others talked about.
        let noted = Self.talk(["104", "105"], "2026-12-02", [("note", .string(Self.secret))])
        #expect(try await office.post("/talks", noted, by: "101").errors == ["note rule"])
        let made = try await office.post("/talks", noted, by: "104")
        #expect(made.status == 201 && !made.text.contains(Self.secret), "\(made.text)")
        let path = "/talks/\(made.id)"
        #expect(try await office.post("/talks", noted, by: "104").code == "talkHasNote")

        for (name, read, step, note) in [
            ("104", 200, true, 200), ("105", 200, true, 200), ("101", 200, true, 403), ("102", 404, false, 404),
            ("103", 404, false, 404), ("201", 404, false, 404), ("office", 200, false, 403),
            ("auditor", 200, false, 403), ("admin", 404, false, 404),
        ] {
            let shown = try await office.send("GET", path, by: name)
            #expect(shown.status == read, "\(name): \(shown.text)")
            #expect(shown.text.contains("调整排班") == step, "\(name): \(shown.text)")
            let answer = try await office.send("GET", "\(path)/note", by: name)
            #expect(answer.status == note, "\(name): \(answer.text)")
            #expect(answer.text.contains(Self.secret) == (note == 200), "\(name)")
            if note != 200 {
                #expect(try await office.send("DELETE", "\(path)/note", by: name).status == note, "\(name)")
            }
            // On no page, in no file and no list.
            let browser = Browser(server, as: try #require(office.accounts[name]))
            for page in [path, "/talks", "/talks.csv", "/", "/audit", "/search?q=%E5%A4%9C%E7%8F%AD"] {
                let answer = try await browser.get(page, headers: ["Accept-Language": "zh-CN"])
                #expect(answer.text.contains(Self.secret) == (note == 200 && page == path), "\(name): \(page)")
                if step == false { #expect(!answer.text.contains("调整排班"), "\(name): \(page)") }
            }
            for list in ["/talks", "/audit?limit=500", "/search?q=%E5%A4%9C%E7%8F%AD"] {
                #expect(!(try await office.send("GET", list, by: name)).text.contains(Self.secret), "\(name): \(list)")
            }
        }
        #expect(try await server.get("\(path)/note").status == 403)

        // Whoever is put among the parties later reads nothing of before; the note stays with those who wrote it.
        var joined = try #require(Self.talk(["101", "104", "105"], "2026-12-02").object)
        (joined["branch"], joined["revisionReason"]) = (nil, "书记也在场")
        #expect(try await office.post("\(path)/revise", .object(joined), by: "101").status == 200)
        #expect(try await office.send("GET", "\(path)/note", by: "101").status == 404)
        #expect(try await office.send("DELETE", "\(path)/note", by: "101").status == 404)
        #expect(try await office.send("GET", "\(path)/note", by: "105").json["note"] == .string(Self.secret))

        // Nowhere in the files, whatever lies there.
        let files = try #require(FileManager.default.enumerator(at: server.folder, includingPropertiesForKeys: nil))
        var size = 0
        for case let file as URL in files {
            guard let bytes = try? Data(contentsOf: file) else { continue }
            size += bytes.count
            #expect(bytes.range(of: Data(Self.secret.utf8)) == nil, "\(file.lastPathComponent)")
        }
        #expect(size > 100_000)

        #expect(try await office.send("DELETE", "\(path)/note", by: "105").status == 204)
        #expect(try await office.send("GET", "\(path)/note", by: "104").status == 404)
        let audit = try await office.send("GET", "/audit?limit=500", by: "auditor").text
        #expect(audit.contains("noteDeleted") && audit.contains("noteWritten"))
        let faults = try await server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.faults
        #expect(faults == [])
    }

    @Test func `a note does not go along through signing in`() throws {
        let form = try Form("reader=104&csrfToken=x&place=room&note=\(LocalPath.encoded(Self.secret))".utf8)
        let carried = try #require(CarriedForm(form, to: .talks.part("new")))
        #expect(carried.fields.map(\.name) == ["place"] && !carried.text.contains("note"))
    }

    @Test func `a talk is corrected with a reason, followed up, and withdrawn, and every version stays`() async throws {
        let office = try await Office()
        let server = office.server
        let made = try await office.post("/talks", Self.talk(["104", "101"], "2026-12-01"), by: "104")
        #expect(made.status == 201, "\(made.text)")
        #expect(try await office.post("/talks", Self.talk(["101", "104"], "2026-12-01"), by: "101").status == 200)
        let other = Self.talk(["101", "104"], "2026-12-01", [("place", "会议室")])
        #expect(try await office.post("/talks", other, by: "101").errors == ["place conflict"])
        for (parties, errors) in [
            (["104", "999"], ["parties[1] reference"]), (["104"], ["parties required"]),
            (["104", "205"], ["parties[1] reference"]), (["104", "104"], ["parties duplicate"]),
            // A secretary under the same committee may be one.
            (["104", "201"], []),
        ] as [([JSON], [String])] {
            let answer = try await office.post("/talks", Self.talk(parties, "2026-12-03"), by: "104")
            #expect(answer.errors == errors, "\(answer.text)")
        }
        let theirs = try await office.send("GET", "/talks", by: "201").json.array ?? []
        #expect(theirs.count == 1 && theirs.first?["tellsNextStep"] == true)

        let path = "/talks/\(made.id)"
        var correction = try #require(Self.talk(["104", "101"], "2026-12-01").object)
        (correction["branch"], correction["occasion"]) = (nil, "askedFor")
        #expect(
            try await office.post("\(path)/revise", .object(correction), by: "104").errors == [
                "revisionReason required"
            ])
        correction["revisionReason"] = "事由填错"
        let revised = try await office.post("\(path)/revise", .object(correction), by: "104")
        #expect(revised.json["id"] == JSON(made.id) && revised.json["revision"] == 2, "\(revised.text)")
        #expect(try await office.post("\(path)/revise", .object(correction), by: "104").errors == ["day unchanged"])

        let home = try await Browser(server, as: try #require(office.accounts["104"]))
            .get("/", headers: ["Accept-Language": "zh-CN"]).text
        #expect(home.contains("跟进谈心谈话约定：调整排班"))
        #expect(try await office.post("\(path)/outcome", ["outcome": "not"], by: "office").status == 403)
        #expect(try await office.post("\(path)/outcome", ["outcome": "not"], by: "101").status == 200)
        #expect(
            try await office.post("\(path)/outcome", ["outcome": "done"], by: "101").errors == [
                "revisionReason required"
            ])
        let done: JSON = ["outcome": "done", "revisionReason": "已调整"]
        #expect(try await office.post("\(path)/outcome", done, by: "104").json["outcome"] == "done")
        #expect(try await office.post("\(path)/withdraw", ["reason": "误登"], by: "103").status == 404)
        #expect(try await office.post("\(path)/withdraw", ["reason": "误登"], by: "101").json["status"] == "withdrawn")
        #expect(try await office.post("\(path)/outcome", done, by: "104").code == "talkWithdrawn")
        let record = try await office.send("GET", path, by: "104").json
        #expect(
            record["revisions"]?.array?.map { $0["occasion"] } == [
                "setback", "askedFor", "askedFor", "askedFor", "askedFor",
            ])
        #expect(record["revisions"]?.array?.map { $0["outcome"] } == [.null, .null, "not", "done", "done"])
        let faults = try await server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.faults
        #expect(faults == [])
    }

    @Test func `the talks of a year say whom they leave out, and a rule asks for all of them`() async throws {
        let server = try await SmallBureau().server
        let branch = try await server.first("/branches?code=A")
        func hold(_ parties: [JSON], _ day: String) async throws -> Int {
            let made = try await server.post(
                "/talks", Self.talk(parties, day, [("nextStep", .null), ("followUp", .null)]))
            try #require(made.status == 201, "\(made.text)")
            return made.id
        }
        func missing() async throws -> [String] {
            try await server.get("/branches/\(branch)/talk-pairs?year=2026").json["lines"]?.array?
                .filter { $0["covered"] == false }
                .map { "\($0["relation"]?.string ?? "") \($0["person"]?["number"]?.string ?? "")" } ?? []
        }
        func state(_ day: String) async throws -> String? {
            try await server.get("/due?branch=A&day=\(day)").items
                .last { $0["rule"] == "talk.pairs" }?["state"]?.string
        }
        #expect(try await missing().count == 8)
        _ = try await hold(["101", "102"], "2026-03-02")
        _ = try await hold(["101", "103", "104"], "2026-04-02")
        #expect(try await missing() == ["withCommittee 105", "amongMembers 105"])
        _ = try await hold(["105", "103"], "2026-05-02")
        let last = try await hold(["105", "102"], "2026-06-02")
        #expect(try await missing() == [])
        let pairs = try await server.get("/branches/\(branch)/talk-pairs").json
        // Two hold an office there, which makes no committee: they stand in for one.
        #expect(pairs["hasCommittee"] == false && pairs["missing"] == 0)
        #expect(try await server.get("/branches/\(branch)/talk-pairs?year=2025").json["missing"] != 0)
        for (day, expected) in [("2026-06-01", "due"), ("2026-06-02", "done"), ("2026-11-24", "done")] {
            #expect(try await state(day) == expected, "\(day)")
        }
        // What is withdrawn counts for nothing, and the year ends.
        #expect(try await server.post("/talks/\(last)/withdraw", ["reason": "误登"]).status == 200)
        #expect(try await missing() == ["withCommittee 105"])
        #expect(try await state("2026-11-24") == "due")
        let later = try await server.get("/due?branch=A&day=2027-01-05").items
        #expect(
            later.filter { $0["rule"] == "talk.pairs" }.map { $0["state"]?.string } == ["overdue", "due"], "\(later)")
    }

    @Test func `a list of talks goes in as it is written, and what was downloaded changes nothing`() async throws {
        let office = try await Office()
        let server = office.server
        let list = """
            2026年谈心谈话登记表,,,,,,,
            谈话日期,谈话地点,谈话人,谈话对象,谈话事由,谈话内容类别,下一步打算,跟进日期
            2026年11月2日,谈话室,书记A,党员A四,年度,思想、工作,参加培训,2026-12-20
            2026.11.3,谈话室,101,组长A、103,受到表彰,学习,,

            """
        let secretary = try #require(office.accounts["101"])
        func send(_ text: String) async throws -> Answer {
            let path = server.folder.appending(path: "\(UUID().uuidString).csv").path
            try Data(text.utf8).write(to: URL(filePath: path))
            return try await server.send("POST", "/imports/talks", file: path, by: secretary.principal)
        }
        #expect(try await send(list).counts == "2 0 0")
        #expect(try await send(list).counts == "0 0 2")
        for language in ["zh-CN", "en"] {
            let file = try await Browser(server, as: secretary).get(
                "/talks.csv", headers: ["Accept-Language": language])
            #expect(file.text.contains("党员A四 104"), "\(file.text)")
            #expect(try await send(file.text).counts == "0 0 2", "\(language)")
        }
        let bad = list.replacing("党员A四", with: "党员B四").replacing("受到表彰", with: "闲聊")
        let refused = try await send(bad)
        #expect(Set(refused.errors) == ["谈话对象 reference", "谈话事由 unknown"], "\(refused.text)")
    }
}
