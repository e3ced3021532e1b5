import Domain
import Foundation
import Testing

@testable import Server

/// Made-up bureaus with names that files have trouble with: whatever list is taken along, in either language and form, goes
/// in again and changes nothing.
@Suite(.serialized)
struct GeneratedRoundTripTests {
    /// What names, posts and boundaries are put together from.
    fileprivate static let pieces = [
        "王", "𠮷", "䶮", "郎", "阿依江·吐尔洪", "O’Neil", "Ann Lee", "-1分", "+86", "@", "=SUM(A1)", "'", "\"", ",", ";", "党员",
        "（东）", "1", "是", "无锡", "书记", "、", "/", "e3", "007", "合计", "注：", "·", "　",
    ]

    private struct Making {
        var random: SpreadsheetRandomness
        let server: TestServer

        mutating func text() -> String {
            let made = (0...Int.random(in: 1...3, using: &random)).map { _ in
                GeneratedRoundTripTests.pieces.randomElement(using: &random) ?? "王"
            }
            let text = made.joined().trimmingCharacters(in: .whitespaces)
            // What is nothing but a mark says nothing to anybody.
            return text.contains { $0.isLetter && !$0.isASCII } ? text : text + "王"
        }

        mutating func day(_ years: ClosedRange<Int>) -> String {
            let (year, month) = (Int.random(in: years, using: &random), Int.random(in: 1...12, using: &random))
            return "\(year)-\(month < 10 ? "0" : "")\(month)-1\(Int.random(in: 0...9, using: &random))"
        }

        mutating func chance(_ part: Int) -> Bool { Int.random(in: 0..<part, using: &random) == 0 }

        func made(_ path: String, _ body: [String: String?]) async throws -> Int {
            var object = JSON.Object()
            for (name, value) in body.sorted(by: { $0.key < $1.key }) {
                if let value { object[name] = .string(value) }
            }
            let answer = try await server.post(path, .object(object))
            try #require([200, 201].contains(answer.status), "\(path) \(body): \(answer.text)")
            return answer.id
        }

        /// Three branches, with members in groups, areas and their holders, and offices held and left.
        mutating func bureau() async throws -> [Int] {
            _ = try await made("/committees", ["code": "JG", "name": "机关党委"])
            var branches: [Int] = []
            for place in 0..<3 {
                let code = "B-\(place)"
                let branch = try await made(
                    "/branches",
                    [
                        "code": code, "name": text(), "kind": chance(2) ? "ordinary" : "joint",
                        "secretaryPost": "concurrent", "committee": "JG",
                    ])
                branches.append(branch)
                let members = try await people(of: code, place)
                try await offices(of: branch, among: members.shuffled(using: &random))
                try await areas(of: code, among: members)
            }
            return branches
        }

        private mutating func people(of branch: String, _ place: Int) async throws -> [String] {
            let groups = ["一组", "第2党小组", "（东）组"]
            let roster = groups.enumerated().map { "9\(place)\($0),王\(place)\($0),\(branch),\($1),预备党员,2001-07-01" }
            let answer = try await server.importing(
                "members", (["党员编号,姓名,支部编号,党小组,党员类别,入党时间"] + roster).joined(separator: "\n") + "\n")
            try #require(answer.status == 200, "\(answer.text)")
            var numbers: [String] = []
            for member in 0..<6 {
                let (number, isFull) = ("\(chance(2) ? "0" : "1")\(place)\(member)", chance(2))
                let id = try await made(
                    "/members",
                    [
                        "number": number, "name": text(), "standing": isFull ? "full" : "probationary",
                        "joined": day(1990...2005), "becameFull": isFull ? day(2006...2010) : nil,
                        "post": chance(3) ? nil : text(), "branch": branch,
                        "group": chance(3) ? nil : groups.randomElement(using: &random),
                        "phone": chance(2) ? "+86 138 0013 80\(10 + member)" : nil,
                    ])
                if chance(5) { _ = try await made("/members/\(id)/absences", ["on": "2026-03-01", "reason": "外出"]) }
                numbers.append(number)
            }
            return numbers
        }

        private mutating func offices(of branch: Int, among members: [String]) async throws {
            for (office, member) in zip(["secretary", "deputy", "deputy", "youth"], members) {
                let id = try await made(
                    "/branches/\(branch)/appointments",
                    [
                        "member": member, "office": office, "from": day(2021...2023),
                        "document": chance(2) ? text() : nil,
                    ])
                if chance(2) { _ = try await made("/appointments/\(id)/end", ["on": day(2024...2025)]) }
            }
        }

        private mutating func areas(of branch: String, among members: [String]) async throws {
            for area in 0..<4 {
                let id = try await made(
                    "/areas",
                    [
                        "code": "\(branch)-\(area)", "name": text(), "branch": branch, "kind": "park",
                        "established": day(2020...2024), "boundary": chance(2) ? "\(text())\n第二行" : nil,
                    ])
                let first = day(2025...2025)
                for (place, holder) in members.shuffled(using: &random).prefix(Int.random(in: 0...2, using: &random))
                    .enumerated()
                {
                    let assignment: JSON = [
                        "member": .string(holder), "from": .string(first), "beside": .bool(place > 0), "reason": "补录",
                    ]
                    try await SmallBureau.expectMade(server.post("/areas/\(id)/assignments", assignment))
                }
            }
        }
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `what is taken along goes in again and changes nothing`(_ seed: UInt64) async throws {
        var making = Making(random: SpreadsheetRandomness(seed: seed &* 7919), server: try await TestServer())
        let server = making.server
        let branches = try await making.bureau()
        let browser = Browser(server, as: try await server.account("office", grants: [.init(.committeeOfficer)]))
        for language in ["zh-CN", "en"] {
            browser.language = language
            let lists =
                [("branches", "/branches"), ("members", "/members")]
                + branches.flatMap { branch in
                    ["members", "appointments", "areas"].map { ($0, "/branches/\(branch)/\($0)") }
                }
            for (list, path) in lists {
                for form in ["csv", "xlsx"] {
                    let file = try await browser.get("\(path).\(form)")
                    try #require(file.status == 200, "\(path) \(file.text)")
                    let copy = server.folder.appending(path: "\(UUID().uuidString).\(form)")
                    try Data(file.body).write(to: copy)
                    let answer = try await server.send("POST", "/imports/\(list)", file: copy.path)
                    let told: Comment = "\(path).\(form) \(form == "csv" ? file.text : "") \(answer.text)"
                    #expect(answer.status == 200 && answer.json["unchanged"] != 0, told)
                    #expect(answer.json["created"] == 0 && answer.json["changed"] == 0, told)
                }
            }
        }
    }
}
