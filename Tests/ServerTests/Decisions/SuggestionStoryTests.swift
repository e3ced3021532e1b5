import Domain
import Foundation
import TestSupport
import Testing

@testable import Server
@testable import Storage

/// A suggestion on its way: handed in by name or without one, answered, held back, and what is told of it to whom. Who may do
/// what is in `RoleMatrixTests`.
struct SuggestionStoryTests {
    private let bureau: WideBureau

    init() async throws { bureau = try await WideBureau() }

    private var server: TestServer { bureau.server }

    private func post(_ path: String, _ body: JSON? = nil, by visitor: WideBureau.Visitor = .secretary) async throws
        -> Answer
    { try await server.send("POST", path, body, by: bureau.principal(visitor)) }

    private func show(_ path: String, by visitor: WideBureau.Visitor) async throws -> Answer {
        try await server.send("GET", path, by: bureau.principal(visitor))
    }

    private func named(_ said: String = "主题党日到责任区去") async throws -> String {
        let made = try await post("/suggestions", ["kind": "activity", "said": .string(said)], by: .member)
        try #require(made.status == 201, "\(made.text)")
        return "/suggestions/\(made.id)"
    }

    /// Its code, and its path as the list has it.
    private func anonymous(_ said: String, in branch: String = "A") async throws -> (code: String, path: String) {
        let made = try await post(
            "/suggestion-box", ["branch": .string(branch), "kind": "process", "said": .string(said)], by: .nobody)
        try #require(made.status == 201 && made.json.object?.members.count == 1, "\(made.text)")
        let found = try await show("/suggestions", by: .operator).json.array?.first { $0["said"]?.string == said }
        let id = try #require(found?["id"]?.integer)
        return (try #require(made.json["code"]?.string), "/suggestions/\(id)")
    }

    private func read(_ code: String) async throws -> Answer {
        try await post("/suggestion-box/answer", ["code": .string(code)], by: .nobody)
    }

    @Test func `a member's own is answered, answered again, and what became of it noted; the branch reads all of it`()
        async throws
    {
        let path = try await named()
        let shown = try await show(path, by: .leader).json
        #expect(shown["author"]?["number"] == "104" && shown["anonymous"] == false)
        #expect(shown["handedInOn"] == "2026-11-24" && shown["answerDue"] == "2026-12-01" && shown["status"] == "open")
        #expect(try await post("\(path)/outcome", ["said": "已办"]).code == "suggestionUnanswered")
        #expect(try await post("\(path)/answer", ["said": "采纳"]).json["status"] == "answered")
        #expect(try await post("\(path)/answer", ["said": "改到下周"], by: .officer).status == 200)
        let after = try await post("\(path)/outcome", ["said": "已经办成"]).json
        let steps = (after["steps"]?.array ?? []).map { "\($0["step"]?.string ?? "") \($0["number"]?.integer ?? 0)" }
        #expect(steps == ["answered 1", "answered 2", "followed 1"])
        #expect(after["steps"]?.array?.first?["said"] == "采纳")
        // Nothing of another branch's, and nothing is taken by whoever does not keep it.
        #expect(try await show(path, by: .otherMember).status == 404)
        #expect(try await post("\(path)/answer", ["said": "采纳"], by: .otherSecretary).status == 404)
        #expect(try await post("\(path)/answer", ["said": "采纳"], by: .leader).status == 403)
        for (visitor, count) in [(WideBureau.Visitor.leader, 1), (.otherMember, 0), (.office, 1)] {
            let listed = try await show("/suggestions?year=2026", by: visitor).json.array ?? []
            #expect(listed.count { "/suggestions/\($0["id"]?.integer ?? 0)" == path } == count, "\(visitor)")
        }
        // Nobody signs for another, and whoever is no member signs for nothing.
        for visitor in [WideBureau.Visitor.operator, .office, .auditor] {
            #expect(try await post("/suggestions", ["kind": "activity", "said": "?"], by: visitor).status == 403)
        }
        let rights = try await show("/members/\(bureau.ids["104"] ?? 0)/rights?year=2026", by: .member)
        // The one of the bureau's, and this one.
        #expect(rights.json["suggestions"] == 2, "\(rights.text)")
    }

    @Test func `what is held back members know by its reason alone; its author, the office and the auditor read it`()
        async throws
    {
        let path = try await named("某某该下台")
        _ = try await post("\(path)/answer", ["said": "某某的事按程序反映"])
        let held = try await post("\(path)/hold", ["reason": "点名批评个人"])
        #expect(held.json["held"] == true && held.json["said"] == "某某该下台", "\(held.text)")
        #expect(try await post("\(path)/hold", ["reason": "再来"]).code == "suggestionHeld")
        for visitor in [WideBureau.Visitor.member, .officer, .secretary, .committee, .office, .auditor, .operator] {
            #expect(try await show(path, by: visitor).json["said"] == "某某该下台", "\(visitor)")
        }
        let hidden = try await show(path, by: .leader)
        #expect(hidden.json["said"] == .null && hidden.json["author"] == .null && !hidden.text.contains("某某"))
        #expect(hidden.json["steps"]?.array?.map { $0["said"] } == ["点名批评个人"])
        let leader = Browser(server, as: try #require(bureau.accounts[.leader]))
        for page in ["/suggestions?year=2026", "/suggestions.csv?year=2026", path] {
            let text = try await leader.get(page).text
            #expect(!text.contains("某某") && text.contains("点名批评个人"), "\(page)")
        }
        // Searching finds it for nobody.
        let found = try await show("/search?q=\(LocalPath.encoded("某某"))&kind=suggestion", by: .office)
        #expect(found.status == 200 && !found.text.contains("下台"), "\(found.text)")
    }

    @Test func `what nobody signed is answered, and read by its code alone; no search finds it`() async throws {
        let (code, path) = try await anonymous("录分时间太集中")
        let shown = try await show(path, by: .secretary).json
        #expect(shown["anonymous"] == true && shown["author"] == .null && shown["answerDue"] == "2026-12-08")
        let early = try await read(code)
        #expect(early.json["status"] == "open" && early.json["steps"]?.array == [], "\(early.text)")
        #expect(try await post("\(path)/answer", ["said": "提前五天开放"]).status == 200)
        _ = try await post("\(path)/hold", ["reason": "涉及个人"])
        let late = try await read(code.lowercased().replacing("-", with: " "))
        #expect(late.json["said"] == "录分时间太集中" && late.json["steps"]?.array?.count == 2, "\(late.text)")
        for query in ["录分时间", "提前五天"] {
            let found = try await show("/search?q=\(LocalPath.encoded(query))", by: .operator)
            #expect(found.status == 200 && !found.text.contains("suggestion"), "\(found.text)")
        }
        _ = try await named("换一个会议室")
        let found = try await show("/search?q=\(LocalPath.encoded("会议室"))", by: .leader)
        #expect(found.text.contains("\"suggestion\""), "\(found.text)")
        let faults = try await show("/audit/verification", by: .auditor)
        #expect(!faults.text.contains("suggestion:"), "\(faults.text)")
    }

    @Test func `a code that was changed in any letter is none, and whoever guesses has to wait`() async throws {
        let (code, _) = try await anonymous("换个时间")
        let letters = Array(code)
        for place in [0, 20, 40, 60] {
            var changed = letters
            changed[place] = SealedCode.alphabet.first { $0 != letters[place] } ?? "2"
            #expect(try await read(String(changed)).errors == ["code reference"], "letter \(place)")
        }
        #expect(try await read("2222").errors == ["code format"])
        let wrong = Array(repeating: "2222", count: 13).joined(separator: "-")
        for _ in 1...(Throttle.codeTries - 5) { #expect(try await read(wrong).status == 422) }
        #expect(try await read(wrong).status == 429)
    }

    @Test func `a branch takes so many a day that nobody signed; of two at once that come last one is taken`()
        async throws
    {
        func handIn(_ branch: String) async throws -> Answer {
            try await post(
                "/suggestion-box", ["branch": .string(branch), "kind": "activity", "said": "多到现场"], by: .nobody)
        }
        // One of the bureau's is there already.
        for _ in 1...(Suggestion.anonymousADay - 2) { #expect(try await handIn("A").status == 201) }
        let both = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 1...2 { group.addTask { try await handIn("A").status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(both.sorted() == [201, 409])
        let full = try await handIn("A")
        #expect(full.code == "suggestionsFull" && full.text.contains("2026-11-25"), "\(full.text)")
        // Neither another branch nor a name is kept waiting, and tomorrow the branch takes more.
        #expect(try await handIn("B").status == 201)
        _ = try await named()
        let anybody = Browser(server)
        for (language, said) in [("zh-CN", "请从2026年11月25日起再提"), ("en", "from 25 November 2026 on")] {
            anybody.language = language
            _ = try await anybody.get("/suggest")
            let page = try await anybody.post("/suggest", ["branch": "A", "kind": "rules", "said": "写下的话"])
            #expect(page.status == 409 && page.text.contains(said) && page.text.contains("写下的话"), "\(page.text)")
        }
        server.clock.now = server.clock.now.adding(seconds: 24 * 3600)
        #expect(try await handIn("A").status == 201)
        // Those of a day stand by their keys.
        let listed = try await show("/suggestions?branch=A", by: .operator).json.array ?? []
        let keys = listed.map {
            "\($0["handedInOn"]?.string ?? "") \(10_000_000_000_000_000 + ($0["id"]?.integer ?? 0))"
        }
        #expect(keys.count > 20 && keys == keys.sorted())
    }

    @Test func `two who answer at once are both kept, as the first and the second`() async throws {
        let path = try await named()
        let both = try await withThrowingTaskGroup(of: Int.self) { group in
            for said in ["采纳", "不采纳"] {
                group.addTask { try await post("\(path)/answer", ["said": .string(said)]).status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(both == [200, 200])
        let steps = try await show(path, by: .member).json["steps"]?.array ?? []
        #expect(steps.map { $0["number"]?.integer } == [1, 2])
    }

    @Test func `Today tells the secretary what is due, and for two weeks its author that it is answered`() async throws
    {
        let path = try await named()
        let secretary = Browser(server, as: try #require(bureau.accounts[.secretary]))
        let member = Browser(server, as: try #require(bureau.accounts[.member]))
        #expect(try await secretary.get("/").text.contains(path))
        #expect(try await !member.get("/").text.contains(path))
        _ = try await secretary.get("\(path)/answer")
        var form = secretary.fields(of: "\(path)/answer")
        form["said"] = "采纳，下月就办"
        #expect(try await secretary.post("\(path)/answer", form).status == 303)
        #expect(try await secretary.get(path).text.contains("采纳，下月就办"))
        #expect(try await !secretary.get("/").text.contains(path))
        #expect(try await member.get("/").text.contains(path))
        server.clock.now = server.clock.now.adding(seconds: 15 * 24 * 3600)
        let later = Browser(server, as: try await server.session(of: account(of: "104"), "104"))
        #expect(try await !later.get("/").text.contains(path))
    }

    private func account(of member: String) async throws -> ID<Account> {
        try #require(
            try await server.store.database.read { session in
                try session.value(
                    """
                    SELECT account.id FROM account JOIN member ON member.id = account.member_id
                     WHERE member.number = \(member)
                    """, as: ID<Account>.self)
            })
    }

    @Test func `by the pages anybody hands in without signing in, and reads the answer by the code`() async throws {
        let anybody = Browser(server)
        let form = try await anybody.get("/suggest").text
        #expect(form.contains("A支部") && form.contains("B支部") && form.contains("丙支部"), "\(form)")
        let wrong = try await anybody.post("/suggest", ["branch": "", "kind": "rules", "said": ""])
        #expect(wrong.status == 422, "\(wrong.text)")
        let taken = try await anybody.post(
            "/suggest", ["branch": "B", "kind": "rules", "said": "第一行\r\n第二行"])
        #expect(taken.status == 200 && taken.headers["cache-control"] == "no-store", "\(taken.text)")
        let code = String(try #require(taken.text.firstMatch(of: /<code>([^<]+)<\/code>/)).output.1)
        _ = try await anybody.get("/suggest/answer")
        #expect(try await anybody.post("/suggest/answer", ["code": "2222"]).status == 422)
        let read = try await anybody.post("/suggest/answer", ["code": code])
        #expect(read.status == 200 && read.text.contains("第二行") && read.text.contains("待答复"), "\(read.text)")
        #expect(!read.text.contains(code))
    }

    @Test func `what was handed in and answered is neither changed nor deleted, whoever writes to the table`()
        async throws
    {
        let path = try await named()
        _ = try await post("\(path)/answer", ["said": "采纳"])
        for change in [
            "UPDATE suggestion SET said = 'x'", "UPDATE suggestion SET member_id = NULL", "DELETE FROM suggestion",
            "UPDATE suggestion_step SET said = 'x'", "DELETE FROM suggestion_step",
        ] as [SQL] {
            await #expect(throws: (any Error).self) { try await server.store.database.write { try $0.run(change) } }
        }
    }
}

/// Somebody who is signed in hands in without a name, and reads the answer. Then the database, its log, the audit and all that the
/// server logged are looked through for who it was, when, from where, and for the code.
@Suite(.onSQLite) struct SuggestionAnonymityTests {
    @Test func `neither account, session, address, time nor code stands anywhere`() async throws {
        let log = CapturedLog()
        let server = try await TestServer(logger: log.logger)
        _ = try await server.post("/committees", ["code": "JG", "name": "机关党委"])
        _ = try await server.post(
            "/branches",
            ["code": "A", "name": "甲支部", "committee": "JG", "kind": "ordinary", "secretaryPost": "fullTime"])
        let account = try await server.account("somebody")
        func state() async throws -> [String: String] {
            let tables = try await server.store.database.read { session in
                try session.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") {
                    try $0.at(0) as String
                }
            }
            var state: [String: String] = [:]
            for table in tables where !table.hasPrefix("sqlite_") {
                state[table] = try await server.store.database.read { session in
                    let columns = try session.rows("SELECT name FROM pragma_table_info(\(table)) ORDER BY cid") {
                        try $0.at(0) as String
                    }
                    let row = columns.map { "quote(\"\($0)\")" }.joined(separator: " || ',' || ")
                    let query = SQL(
                        stringLiteral: "SELECT \(row) FROM \"\(table)\" ORDER BY 1")
                    return try session.rows(query) { try $0.at(0) as String }.joined(separator: "\n")
                }
            }
            return state
        }

        // Long after the session was noted as there, so that another use of it would be noted.
        server.clock.now = server.clock.now.adding(seconds: 20 * 60)
        let before = try await state()
        let logged = log.text.count
        let body: JSON = ["branch": "A", "kind": "activity", "said": "多到现场"]
        var headers = account.headers
        headers["Idempotency-Key"] = "once-and-only-once"
        let made = try await server.send("POST", "/suggestion-box", body, headers: headers, by: nil)
        let code = try #require(made.json["code"]?.string, "\(made.text)")
        let again = try await server.send("POST", "/suggestion-box", body, headers: headers, by: nil)
        // No reply is kept that the same request could have again.
        #expect(again.json["code"]?.string != code)
        let read = try await server.send(
            "POST", "/suggestion-box/answer", ["code": .string(code)], headers: account.headers, by: nil)
        #expect(read.status == 200, "\(read.text)")
        let after = try await state()

        // Two rows, and nothing else in the whole database.
        #expect(Set(after.keys.filter { after[$0] != before[$0] }) == ["suggestion"])
        let rows = (after["suggestion"] ?? "").split(separator: "\n")
        #expect(rows.count == 2)
        let secret = CodeSecret(Array(server.store.keys.digest("codes", for: "suggestion").utf8))
        let hash = secret.nullifier(of: try SealedCode(parsing: code))
        for row in rows {
            // Key, branch, kind, words, day, no member, hash, state, not held: no number but the key and the branch.
            let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let known = try #require(cells.count == 9 ? cells : nil, "\(row)")
            #expect(Array(known[1...5]) == ["1", "'activity'", "'多到现场'", "'2026-11-24'", "NULL"])
            #expect(Array(known[7...8]) == ["'open'", "0"])
            let key = Int64(known[6].dropFirst().prefix(13), radix: 16)
            #expect(key.map(String.init) == known[0])
        }
        #expect(rows.contains { $0.contains(hash) })

        let file = try Data(contentsOf: URL(filePath: server.database))
        let wal = try Data(contentsOf: URL(filePath: server.database + "-wal"))
        let plain = code.replacing("-", with: "")
        let parts = try SealedCode(parsing: code)
        for needle in [
            Array(code.utf8), Array(plain.utf8), parts.number, parts.seal, Array(parts.number.hexadecimal.utf8),
        ] {
            #expect(file.range(of: Data(needle)) == nil && wal.range(of: Data(needle)) == nil)
        }
        let since = String(log.text.dropFirst(logged))
        for told in [code, plain, "多到现场", "somebody", hash] { #expect(!since.contains(told), "\(told)") }

        // Even where every request is to be logged, those at the boxes are not.
        let telling = ZhibuServer(
            store: server.store, systemUser: "test", options: ServingOptions(port: 0),
            upkeep: UpkeepOptions(logsRequests: true), logger: log.logger)
        for (method, path) in [
            ("POST", "/api/v1/suggestion-box"), ("GET", "/suggest"), ("GET", "/api/v1/openapi.json"),
        ] {
            let sent: ZhibuServer.LocalRequest.Body = method == "POST" ? .json(body) : .none
            _ = try await telling.respond(
                to: ZhibuServer.LocalRequest(method, path, headers: [:], body: sent), by: nil)
        }
        #expect(log.text.contains("openapi.json") && !log.text.contains("suggest"), "\(log.text)")
    }
}
