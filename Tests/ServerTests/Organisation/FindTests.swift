import Domain
import Testing

@testable import Server
@testable import Storage

/// One box for people, areas, branches and months, by any part of what people know them by.
@Suite(.timeLimit(.minutes(60)))
struct FindTests {
    private static func found(_ text: String, in server: TestServer, by account: TestAccount) async throws -> [String] {
        let answer = try await server.send(
            "GET", "/records?text=\(LocalPath.encoded(text))", by: account.principal)
        #expect(answer.status == 200, "\(answer.text)")
        return answer.items.map {
            "\($0["kind"]?.string ?? "") \($0["code"]?.string ?? "") \($0["branch"]?.string ?? "")"
        }
    }

    @Test func `whoever sees everything finds by any part, one Chinese character or several words`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        _ = try await bureau.open("A", "2026-10")
        _ = try await bureau.open("B", "2026-10")
        _ = try await bureau.open("A", "2026-11")
        let office = try await server.account("office", grants: [.init(.committeeOfficer)])
        let cases: [(String, [String])] = [
            ("四", ["person 104 A", "person 204 B"]), ("党员a五", ["person 105 A"]),
            ("０３", ["person 103 A", "person 203 B"]),
            ("书记", ["person 101 A", "person 201 B"]), ("长 1", ["person 102 A", "person 103 A"]),
            ("区2", ["area A-2 A", "area B-2 B"]), ("b-3", ["area B-3 B"]), ("乙", ["branch B B"]),
            ("10月", ["month 2026-10 A", "month 2026-10 B"]), ("十月 甲支部", ["month 2026-10 A"]),
            ("2026年11月", ["month 2026-11 A"]), ("202611", ["month 2026-11 A"]), ("Nov 2026", ["month 2026-11 A"]),
            ("2026", ["month 2026-11 A", "month 2026-10 A", "month 2026-10 B"]), ("没有", []), ("%", []), ("_", []),
        ]
        for (text, expected) in cases {
            #expect(try await Self.found(text, in: server, by: office) == expected, "\(text)")
        }
    }

    @Test func `nobody finds what is out of their scope, nor is told of it`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        _ = try await bureau.open("A", "2026-10")
        _ = try await bureau.open("B", "2026-10")
        let member = try await server.account("104", member: "104")
        let cases: [(String, [String])] = [
            ("四", ["person 104 A"]), ("204", []), ("区2", ["area A-2 A"]), ("乙", []), ("10月", ["month 2026-10 A"]),
        ]
        for (text, expected) in cases {
            #expect(try await Self.found(text, in: server, by: member) == expected, "\(text)")
        }
        let root = try await server.account("root", grants: [.init(.administrator)])
        #expect(try await Self.found("10月", in: server, by: root).isEmpty, "whoever runs the machine reads no months")
        let nothing = try await server.send("GET", "/records?text=%20", by: member.principal)
        #expect(nothing.status == 422)
    }

    @Test func `a member is found where they are now, and marked once they have left`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let made = try await server.post(
            "/members",
            [
                "number": "206", "name": "新人", "standing": "full", "joined": "2010-01-01", "becameFull": "2011-01-01",
                "branch": "B",
            ])
        #expect(made.status == 201, "\(made.text)")
        let moved = try await server.post(
            "/members/\(made.id)/transfers", ["branch": "A", "on": "2026-11-10", "reason": "调动"])
        #expect(moved.status == 201, "\(moved.text)")
        let (here, there) = (
            try await server.account("101", member: "101"), try await server.account("201", member: "201")
        )
        #expect(try await Self.found("206", in: server, by: here) == ["person 206 A"])
        #expect(try await Self.found("206", in: server, by: there).isEmpty)
        let left = try await server.post(
            "/members/\(made.id)/leavings",
            ["leaving": "transferredOut", "on": "2026-11-20", "reason": "调往外区", "document": "介绍信〔2026〕8号"])
        #expect(left.status == 201, "\(left.text)")
        let found = try await server.send("GET", "/records?text=206", by: here.principal).items
        #expect(found.map { $0["isPast"] } == [true], "\(found)")
    }

    @Test func `a long list goes on from kind to kind, and by itself`() async throws {
        let bureau = try await SmallBureau()
        let office = try await bureau.server.account("office", grants: [.init(.committeeOfficer)])
        var (cursor, found): (String?, [String]) = (nil, [])
        repeat {
            let answer = try await bureau.server.send(
                "GET", "/records?text=a&limit=3\(cursor.map { "&cursor=\($0)" } ?? "")", by: office.principal)
            found += answer.items.compactMap { $0["code"]?.string }
            cursor = answer.json["nextCursor"]?.string
        } while cursor != nil
        #expect(found == ["101", "102", "103", "104", "105", "A-1", "A-2", "A-3", "A"])
        let areas = try await bureau.server.send("GET", "/records?text=a&kind=area", by: office.principal)
        #expect(areas.items.compactMap { $0["code"]?.string } == ["A-1", "A-2", "A-3"])
    }

    @Test func `the box on every page leads to what was found, and straight to what is the only one`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let member = try await server.first("/members?number=105")
        let secretary = Browser(server, as: try await server.account("101", member: "101"))
        #expect(try await secretary.get("/help").text.contains("action=\"/find\""))
        let several = try await secretary.get("/find?q=%E5%85%9A%E5%91%98")
        #expect(several.text.contains("href=\"/members/\(member)\">党员A五 105</a>"))
        #expect(several.text.contains("value=\"党员\""), "what was looked for stays in the box")
        #expect(try await secretary.get("/find?q=105").location == "/members/\(member)")
        #expect(try await secretary.get("/find?q=205").text.contains("没有找到“205”"))
        #expect(try await secretary.get("/find").status == 200)
    }
}
