import Domain
import Foundation

/// How a large made-up bureau came to be, told to the API as an office would: by its spreadsheets, one for each few
/// branches, with a clock that goes along.
///
/// The month before last is final in every branch, last month is closed, and this month has the sheets of those who
/// scored their own area.
struct LargeBureauStory {
    let client: APIClient
    let clock: DemoClock
    /// A folder for files on their way.
    let folder: URL
    let bureau: LargeBureau

    /// A file of so many branches has some hundred thousand rows at most, which the writer takes in a few seconds.
    private static let branchesPerFile = 1_500
    /// How many requests are under way at once, so that they share commits.
    private static let requestsAtOnce = 16

    var finalMonth: Month { clock.today.month.adding(months: -2) }
    var closedMonth: Month { clock.today.month.adding(months: -1) }
    var openMonth: Month { clock.today.month }

    /// - Throws: ``CommandFailure``.
    func tell() async throws {
        try await setUp()
        try await assess(finalMonth)
        try await assess(closedMonth)
        try await finalise()
        try await beginThisMonth()
        clock.goToPresent()
    }

    // MARK: Setting up

    private func setUp() async throws {
        let day = finalMonth.adding(months: -1).firstDay.adding(days: 24)
        clock.go(to: day, 9, 0)
        try await send(DemoSeed("holidays.csv")?.text(for: openMonth) ?? "", to: "/imports/calendar")
        _ = try await client.post("/committees", [:], ["code": "JG", "name": "城市管理局机关党委"])
        try await publishScheme()
        for district in 0..<bureau.districts {
            let code = LargeBureau.code(ofDistrict: district)
            _ = try await client.post(
                "/committees", [:], ["code": .string(code), "name": .string("第\(district + 1)大队党委"), "parent": "JG"]
            )
            let rows = bureau.branches(ofDistrict: district).map(bureau.branchRow)
            try await send(LargeBureau.branchHeadings, rows, to: "/imports/branches", ["committee": code])
        }
        try await sendMembers(to: "/imports/members", LargeBureau.memberHeadings) {
            bureau.memberRow($1, in: $0, before: day)
        }
        try await sendMembers(to: "/imports/areas", LargeBureau.areaHeadings) {
            bureau.areaRow($1, in: $0, established: finalMonth.adding(months: -12).firstDay)
        }
    }

    /// The demo's scheme, with the two tiers that this bureau gives sheets in.
    private func publishScheme() async throws {
        guard let seed = DemoSeed("demo/scheme.json"),
            case .object(var content) = try JSON.parse(seed.text(for: openMonth).utf8)
        else { throw CommandFailure(.software, "this program was built without its file demo/scheme.json") }
        content["tiers"] = [
            ["tier": "self", "weight": 20, "combine": "mean"], ["tier": "branch", "weight": 80, "combine": "mean"],
        ]
        let scheme = try await client.post("/schemes", [:], ["content": .object(content)]).json
        _ = try await client.post("/schemes/\(try scheme.id)/publish")
    }

    // MARK: The months

    /// Recorded on the 2nd of the following month, and closed on the 6th.
    private func assess(_ month: Month) async throws {
        let next = month.adding(months: 1).firstDay
        clock.go(to: next.adding(days: 1), 10, 0)
        let query: APIClient.Query = ["month": month.description]
        try await sendMembers(to: "/imports/adjustments", LargeBureau.adjustmentHeadings, query) {
            bureau.adjustmentRow($1, in: $0, of: month)
        }
        try await sendMembers(to: "/imports/scores", LargeBureau.scoreHeadings, query) {
            "\(bureau.selfScoreRow($1, in: $0, of: month))\r\n\(bureau.branchScoreRow($1, in: $0, of: month))"
        }
        clock.go(to: next.adding(days: 5), 15, 0)
        try await act("close", on: month)
    }

    private func finalise() async throws {
        clock.go(to: finalMonth.adding(months: 1).firstDay.adding(days: 6), 16, 0)
        try await act("post", on: finalMonth)
        // A notice of five working days is over by then, whatever holidays there are.
        clock.go(to: finalMonth.adding(months: 1).firstDay.adding(days: 27), 9, 0)
        try await act("finalise", on: finalMonth)
    }

    private func beginThisMonth() async throws {
        clock.goToPresent()
        try await sendMembers(
            to: "/imports/scores", LargeBureau.scoreHeadings, ["month": openMonth.description]
        ) { bureau.selfScoreRow($1, in: $0, of: openMonth) }
    }

    /// Does the same to every branch's month.
    private func act(_ verb: String, on month: Month) async throws {
        var cycles = try await client.list("/cycles", ["month": month.description]).makeIterator()
        try await withThrowingTaskGroup(of: Void.self) { group in
            func start() throws {
                guard let cycle = cycles.next() else { return }
                let path = "/cycles/\(try cycle.id)/\(verb)"
                group.addTask { _ = try await client.post(path) }
            }
            for _ in 0..<Self.requestsAtOnce { try start() }
            while try await group.next() != nil { try start() }
        }
    }

    // MARK: Sending

    /// Sends what `row` says of each member, a file for every few branches.
    private func sendMembers(
        to path: String, _ headings: String, _ query: APIClient.Query = [:],
        row: (_ branch: Int, _ member: Int) -> String?
    ) async throws {
        for first in stride(from: 0, to: bureau.branches.count, by: Self.branchesPerFile) {
            var rows: [String] = []
            for branch in first..<min(first + Self.branchesPerFile, bureau.branches.count) {
                for member in 0..<bureau.branches[branch] {
                    if let row = row(branch, member) { rows.append(row) }
                }
            }
            if !rows.isEmpty { try await send(headings, rows, to: path, query) }
        }
    }

    private func send(
        _ headings: String, _ rows: [String], to path: String, _ query: APIClient.Query = [:]
    ) async throws {
        try await send(([headings] + rows).joined(separator: "\r\n") + "\r\n", to: path, query)
    }

    private func send(_ text: String, to path: String, _ query: APIClient.Query = [:]) async throws {
        let name = String(path.split(separator: "/").last ?? "file")
        let file = folder.appending(path: "\(name).csv")
        try await client.upload(text, by: file, to: path, query)
    }
}
