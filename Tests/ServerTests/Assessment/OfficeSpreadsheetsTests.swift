import Domain
import Foundation
import Testing

@testable import Server

/// A bureau's spreadsheets, four months of them, from the files to the ranking, against figures that a program of its
/// own computed (Tests/Fixtures/bureau/expected/reference.py, written from the design alone).
struct OfficeSpreadsheetsTests {
    private static let fixtures = SmallBureau.root.appending(path: "Tests/Fixtures/bureau")
    private static let months = ["2026-07", "2026-08", "2026-09", "2026-10"]

    private static func file(_ name: String) -> String {
        fixtures.appending(path: name).path
    }

    private static func bureau() async throws -> TestServer {
        let server = try await TestServer()
        try await SmallBureau.expectMade(server.post("/committees", ["code": "JG", "name": "机关党委"]))
        let document = try JSON.parse(Data(contentsOf: URL(filePath: file("scheme.json"))))
        let scheme = try await server.post("/schemes", ["content": document])
        try await server.post("/schemes/\(scheme.id)/publish")
        for list in ["branches", "members", "areas"] {
            try await SmallBureau.expectImported(server.send("POST", "/imports/\(list)", file: file("\(list).csv")))
        }
        return server
    }

    private static func importMonth(_ month: String, into server: TestServer) async throws -> [Answer] {
        var answers: [Answer] = []
        for kind in ["scores", "adjustments"] {
            let answer = try await server.send(
                "POST", "/imports/\(kind)?month=\(month)&lateReason=paper", file: file("\(kind)-\(month).csv")
            )
            try await SmallBureau.expectImported(answer)
            answers.append(answer)
        }
        return answers
    }

    @Test func `four months of a bureau's spreadsheets rank as the independent reference says`() async throws {
        let server = try await Self.bureau()
        for month in Self.months {
            _ = try await Self.importMonth(month, into: server)
            for cycle in try await server.get("/cycles?month=\(month)").items {
                let id = try #require(cycle["id"]?.integer)
                let closed = try await server.post("/cycles/\(id)/close", ["incompleteReason": "评分表未收齐"])
                #expect(closed.status == 200, "\(closed.text)")
            }
        }
        for month in Self.months {
            let ranked = try await server.get("/rankings?month=\(month)").items
            let path = Self.file("expected/rank-\(month).json")
            let expected = try #require(JSON.parse(Data(contentsOf: URL(filePath: path))).array)
            #expect(ranked.count == expected.count)
            for (mine, theirs) in zip(ranked, expected) {
                #expect(mine["branch"] == theirs["branch"])
                #expect(mine["winners"] == theirs["winners"])
                #expect(mine["preview"] == false)
                compare(mine["ranked"], theirs["ranked"], month)
                compare(mine["unranked"], theirs["unranked"], month)
            }
        }
    }

    /// Everything the reference says stands in the answer too.
    private func compare(_ mine: JSON?, _ theirs: JSON?, _ month: String) {
        let mine = mine?.array ?? []
        let theirs = theirs?.array ?? []
        #expect(mine.count == theirs.count)
        for (row, expected) in zip(mine, theirs) {
            for member in expected.object?.members ?? [] {
                #expect(row[member.name] == member.value, "\(month) \(row["area"]?.string ?? "") \(member.name)")
            }
        }
    }

    @Test func `the same files again change nothing`() async throws {
        let server = try await Self.bureau()
        let first = try await Self.importMonth("2026-07", into: server)
        let again = try await Self.importMonth("2026-07", into: server)
        for (first, again) in zip(first, again) {
            #expect(again.json["unchanged"] == first.json["created"])
            #expect(again.json["created"] == 0)
            #expect(again.json["changed"] == 0)
        }
        for list in ["branches", "members", "areas"] {
            let answer = try await server.send("POST", "/imports/\(list)", file: Self.file("\(list).csv"))
            #expect(answer.json["created"] == 0)
            #expect(answer.json["changed"] == 0)
        }
        let id = try #require(await server.get("/cycles?month=2026-07&branch=CG-01").items.first?["id"]?.integer)
        #expect(try await server.post("/cycles/\(id)/close", ["incompleteReason": "评分表未收齐"]).status == 200)
        _ = try await Self.importMonth("2026-07", into: server)
    }

    @Test func `a dry run changes nothing`() async throws {
        let server = try await Self.bureau()
        let answer = try await server.send(
            "POST", "/imports/scores?month=2026-07&lateReason=paper&dryRun=true", file: Self.file("scores-2026-07.csv")
        )
        #expect(answer.json["created"] == 898)
        #expect(answer.json["dryRun"] == true)
        #expect(try await server.get("/cycles").items.isEmpty)
    }

    @Test func `a late month needs the one reason given for the file`() async throws {
        let server = try await Self.bureau()
        let answer = try await server.send(
            "POST", "/imports/scores?month=2026-07", file: Self.file("scores-2026-07.csv")
        )
        #expect(answer.status == 422)
        #expect(answer.errors == ["lateReason late"])
        #expect(answer.json["errors"]?.array?.first?["line"] == 2)
    }

    /// One thing spoiled in a good file, and the error it brings.
    @Test(arguments: [
        ("14.5,22.5", "15.5,22.5", "学习与纪律", "range"),
        ("14.5,22.5", "十四,22.5", "学习与纪律", "format"),
        ("14.5,22.5", "14.555,22.5", "学习与纪律", "precision"),
        ("14.5,22.5", "=A1,22.5", "学习与纪律", "format"),
        ("14.5,22.5", ",22.5", "学习与纪律", "required"),
        ("14.5,22.5", "5,22.5", "说明", "required"),
        ("CG-01-A01,自评,1003", "CG-99-A01,自评,1003", "责任区编号", "reference"),
        ("CG-01-A01,自评,1003", "CG-01-A01,互评,1003", "层级", "unknown"),
        ("CG-01-A01,自评,1003", "CG-01-A01,自评,9999", "评分人", "reference"),
        ("CG-01-A01,自评,1003", "CG-01-A01,自评,1004", "评分人", "rule"),
        ("CG-01-A01,自评,1003", "CG-01-A01,支部评,1003", "评分人", "rule"),
    ])
    func `a spoiled row is reported by line, column and code, and nothing goes in`(
        good: String, spoiled: String, column: String, code: String
    ) async throws {
        let server = try await Self.bureau()
        let text = try String(contentsOfFile: Self.file("scores-2026-07.csv"), encoding: .utf8)
        let range = try #require(text.range(of: good))
        let answer = try await server.importing(
            "scores", text.replacingCharacters(in: range, with: spoiled), query: "?month=2026-07&lateReason=paper"
        )
        #expect(answer.status == 422)
        #expect(answer.json["errors"]?.array?.first?["line"] == 2)
        #expect(answer.errors == ["\(column) \(code)"], "\(answer.text)")
        #expect(try await server.get("/cycles").items.isEmpty)
    }
}
