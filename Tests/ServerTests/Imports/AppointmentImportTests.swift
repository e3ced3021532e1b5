import Domain
import Foundation
import Testing

@testable import Server

/// The office's list of appointments: what a row makes, ends, leaves, and what is wrong with it.
struct AppointmentImportTests {
    private static let headings = "党员编号,姓名,支部编号,党内职务,党小组,书记任职,任职时间,免职时间,任职文号\n"

    private let bureau: WideBureau

    init() async throws {
        bureau = try await WideBureau()
    }

    private func importing(_ rows: String) async throws -> Answer {
        try await bureau.server.importing("appointments", Self.headings + rows)
    }

    /// What branch C and A have of a member's offices: `office from until document`.
    private func offices(of number: String) async throws -> [String] {
        let id = try #require(await bureau.server.get("/members?number=\(number)").items.first?["id"]?.integer)
        return try await bureau.server.get("/members/\(id)/appointments").json.array?.map { appointment in
            ["branch", "office", "basis", "group", "from", "until", "document"].map { appointment[$0]?.string ?? "-" }
                .joined(separator: " ")
        } ?? []
    }

    @Test func `a list appoints, several offices from one cell, and by the committee's document from another branch`()
        async throws
    {
        let list = """
            301,党员C1,C,支部书记,,专职,2026年3月1日,,
            106,党员A6,A,宣传委员兼青年委员,,,2026/3/1,,
            105,,A,党小组长,二组,,2026-03-01,,
            102,党员A2,C,副书记,,,2026-04-01,,城组〔2026〕9号

            """
        let answer = try await importing(list)
        #expect(answer.json["created"] == 4, "\(answer.text)")
        #expect(try await offices(of: "301") == ["C secretary fullTime - 2026-03-01 - -"])
        #expect(
            try await offices(of: "106") == ["A publicity - - 2026-03-01 - -", "A youth - - 2026-03-01 - -"])
        #expect(try await offices(of: "105") == ["A groupLeader - 二组 2026-03-01 - -"])
        #expect(try await offices(of: "102").last == "C deputy - - 2026-04-01 - 城组〔2026〕9号")
        let again = try await importing(list)
        #expect(again.json["unchanged"] == 4, "\(again.text)")
        // Who is missing from a list stays in office.
        #expect(try await importing("301,党员C1,C,支部书记,,专职,2026-03-01,,\n").json["unchanged"] == 1)
        #expect(try await offices(of: "102").last == "C deputy - - 2026-04-01 - 城组〔2026〕9号")
    }

    @Test func `a last day ends what began on the first one, and what is past goes in in any order`() async throws {
        _ = try await importing("301,党员C1,C,书记,,,2026-03-01,,\n")
        let ended = try await importing(
            """
            301,党员C1,C,书记,,,2026-03-01,2026-10-31,
            301,党员C1,C,书记,,,2020-01-01,2023-12-31,
            301,党员C1,C,副书记,,,2024-01-01,2026-02-28,

            """)
        #expect(ended.json["changed"] == 1 && ended.json["created"] == 2, "\(ended.text)")
        #expect(
            try await offices(of: "301") == [
                "C secretary fullTime - 2026-03-01 2026-10-31 -", "C secretary fullTime - 2020-01-01 2023-12-31 -",
                "C deputy - - 2024-01-01 2026-02-28 -",
            ])
    }

    @Test func `what is held since before the records began keeps its day, and the report says so`() async throws {
        let answer = try await importing("102,党员A2,A,组织委员,,,2024-01-01,,\n")
        #expect(answer.json["unchanged"] == 1, "\(answer.text)")
        #expect(
            answer.json["warnings"]?.array?.first?.string
                == "member 102 holds the office since before the records began, and not since 2024-01-01: that stays")
        #expect(try await offices(of: "102") == ["A organisation - - - - -"])
    }

    @Test(arguments: [
        ("102,党员A2,A,纪检委员,,,,,", ["任职时间 required"]), ("102,党员A3,A,纪检委员,,,2026-01-01,,", ["姓名 conflict"]),
        ("102,党员A2,A,党小组长,,,2026-01-01,,", ["党小组 required"]),
        ("102,党员A2,A,纪检委员,,,2026-05-01,2026-01-31,", ["党内职务 conflict"]),
        ("102,党员A2,A,党员,,,2026-01-01,,", ["党内职务 unknown"]), ("102,党员A2,A,主任,,,2026-01-01,,", ["党内职务 unknown"]),
        ("102,党员A2,A,书记,,,2026-01-01,,", ["党内职务 conflict"]), ("102,党员A2,C,副书记,,,2026-01-01,,", ["党内职务 conflict"]),
        ("999,没有,A,副书记,,,2026-01-01,,", ["党员编号 reference"]), ("102,党员A2,,副书记,,,2026-01-01,,", ["支部编号 required"]),
    ])
    func `what is wrong is told by its cell`(_ row: String, _ errors: [String]) async throws {
        let answer = try await importing(row + "\n")
        #expect(answer.status == 422 && answer.errors == errors, "\(answer.text)")
    }

    @Test func `each row needs what the appointment itself does`() async throws {
        let path = bureau.server.folder.appending(path: "list.csv").path
        let text = Self.headings + "106,党员A6,A,副书记,,,2026-01-01,,\n102,党员A2,A,书记,,,2026-11-01,,\n"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let answer = try await bureau.server.send(
            "POST", "/imports/appointments", file: path, by: bureau.principal(.secretary))
        #expect(answer.status == 422 && answer.errors == [" rule"], "\(answer.text)")
        #expect(try await offices(of: "106").isEmpty)
    }
}
