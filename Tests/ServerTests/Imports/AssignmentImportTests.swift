import Domain
import Foundation
import Testing

@testable import Server

/// The office's list of who takes over which area.
struct AssignmentImportTests {
    private static let headings = "责任区编号,责任人编号,责任人,起始日期,原因\n"

    private let bureau: WideBureau

    init() async throws {
        bureau = try await WideBureau()
    }

    private func importing(_ rows: String) async throws -> Answer {
        try await bureau.server.importing("assignments", Self.headings + rows)
    }

    /// `number from until`, oldest first.
    private func holders(of area: String) async throws -> [String] {
        try await bureau.server.get(bureau.path("/areas/{\(area)}/assignments")).json.array?.map { held in
            "\(held["member"]?["number"]?.string ?? "-") \(held["from"]?.string ?? "-") \(held["until"]?.string ?? "-")"
        } ?? []
    }

    @Test func `from the day on those in the row hold the area, and nobody else`() async throws {
        let list = """
            A-1,106,党员A6,2026年12月1日,
            A-2,105、107,,2027/1/1,

            """
        let answer = try await importing(list)
        #expect(answer.json["changed"] == 2, "\(answer.text)")
        #expect(try await holders(of: "A-1") == ["104 2026-01-01 2026-11-30", "106 2026-12-01 -"])
        #expect(try await holders(of: "A-2") == ["105 2026-01-01 -", "106 2026-12-15 2026-12-31", "107 2027-01-01 -"])
        #expect(try await importing(list).json["unchanged"] == 2)
        // One of two leaves, somebody comes beside the other.
        let next = try await importing("A-2,,党员A7、党员A6,2027-02-01,\n")
        #expect(next.json["changed"] == 1, "\(next.text)")
        #expect(
            try await holders(of: "A-2") == [
                "105 2026-01-01 2027-01-31", "106 2026-12-15 2026-12-31", "107 2027-01-01 -", "106 2027-02-01 -",
            ])
    }

    @Test(arguments: [
        ("A-9,106,,2026-12-01,", ["责任区编号 reference"]), ("A-1,,,2026-12-01,", ["责任人编号 required"]),
        ("A-1,106,党员A7,2026-12-01,", ["责任人 conflict"]), ("A-1,204,,2026-12-01,", ["责任人编号 conflict"]),
        ("A-1,106,,,", ["起始日期 required"]), ("A-1,106,,2026-12,", ["起始日期 format"]),
        // Somebody is to hold it from a later day on.
        ("A-2,107,,2026-12-01,", ["起始日期 conflict"]),
    ])
    func `what is wrong is told by its cell`(_ row: String, _ errors: [String]) async throws {
        let answer = try await importing(row + "\n")
        #expect(answer.status == 422 && answer.errors == errors, "\(answer.text)")
    }

    @Test func `a change in a month with sheets takes the committee's office and a reason`() async throws {
        func send(_ reason: String, by visitor: WideBureau.Visitor) async throws -> Answer {
            let file = bureau.server.folder.appending(path: "\(UUID().uuidString).csv")
            try Data((Self.headings + "A-1,106,,2026-11-20,\(reason)\n").utf8).write(to: file)
            return try await bureau.server.send(
                "POST", "/imports/assignments", file: file.path, by: bureau.principal(visitor))
        }
        #expect(try await send("补办交接", by: .secretary).errors == [" rule"])
        #expect(try await send("", by: .committee).errors == ["原因 required"])
        let made = try await send("补办交接", by: .committee)
        #expect(made.json["changed"] == 1, "\(made.text)")
        let remarks = try await bureau.server.get(bureau.path("/cycles/{A open}")).json
        #expect(remarks.text.contains("补办交接"), "\(remarks.text)")
    }
}
