import Domain
import Foundation
import Testing

/// What a secretary does about the yearly appraisal, by the command line.
struct AppraisalCommandTests {
    @Test func `an appraisal is drafted, counted, proposed, decided, told and filed`() async throws {
        let place = try await Workplace.withBureau()
        func zhibu(_ words: String...) async throws -> Workplace.Outcome {
            try await place.zhibu(["appraisal"] + words)
        }
        let made = try await zhibu("draft", "--branch", "B-1", "--year", "2024", "--on", "2024-03-08", "--json")
        let id = try String(#require(made.json()["id"]?.integer))
        let numbers = (try made.json()["lines"]?.array ?? []).compactMap { $0["member"]?["number"]?.string }
        try #require(numbers.count > 2, "\(made.out) \(made.err)")
        let count = String(numbers.count)
        let early = try await place.zhibu(
            ["appraisal", "count", id] + numbers.flatMap { ["--line", "\($0)=0,1,0,0"] })
        #expect(early.status == 65 && early.err.contains("ballots"), "\(early.status) \(early.err)")
        let over = try await zhibu(
            "ballots", id, "--present", count, "--issued", "999", "--returned", count, "--valid", count)
        #expect(over.status == 65 && over.err.contains("people are there"), "\(over.err)")
        #expect(
            try await zhibu(
                "ballots", id, "--present", count, "--issued", count, "--returned", count, "--valid", count
            ).status == 0)
        let unread = try await zhibu("count", id, "--line", "\(numbers[0])=1,1")
        #expect(unread.status == 64, "\(unread.err)")
        // As the office ticks it off.
        let sheet = place.folder.appending(path: "民主测评表.csv")
        let rows = numbers.map { "\($0),\($0 == numbers[0] ? "\(count),0" : "0,\(count)"),0,0" }
        try (["党员编号,优秀,合格,基本合格,不合格"] + rows).joined(separator: "\n")
            .write(to: sheet, atomically: true, encoding: .utf8)
        let counted = try await zhibu("count", id, "--file", sheet.path)
        #expect(counted.status == 0, "\(counted.err)")
        let grades = numbers.flatMap { ["--grade", "\($0)=\($0 == numbers[0] ? "excellent" : "competent")"] }
        let proposed = try await place.zhibu(["appraisal", "propose", id] + grades)
        #expect(proposed.out.contains("proposed"), "\(proposed.err)")
        let decided = try await place.zhibu(["appraisal", "decide", id, "--on", "2024-03-08"] + grades)
        #expect(decided.out.contains("decided"), "\(decided.err)")
        let others = numbers.dropFirst().flatMap { ["--member", $0] }
        let told = try await place.zhibu(
            ["appraisal", "tell", id, "--on", "2024-03-08", "--by", numbers[0]] + others)
        #expect(told.status == 0, "\(told.err)")
        let paper = try await place.zhibu(
            ["appraisal", "paper-signatures", id, "--remark", "\(numbers[1])=同意"] + others)
        #expect(paper.status == 0, "\(paper.err)")
        #expect(try await zhibu("show", id).out.contains("\(numbers[0]) "))
        let file = place.folder.appending(path: "登记表.docx").path
        #expect(try await zhibu("record", id, "--docx", file).status == 0)
        #expect(try await zhibu("list", "--year", "2024").out.contains("decided"))
        #expect(try await zhibu("withdraw", id, "--reason", "误开").status == 65)
    }
}
