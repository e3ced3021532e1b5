import Foundation
import TestSupport
import Testing

/// The ends of a command that are not files: terminals, full disks, nobody.
struct TerminalTests {
    private func run(_ arguments: String..., output: String, errors: String, in place: Workplace) throws -> Int32 {
        try ChildProcess(
            Run.program.path, arguments, in: place.folder.path, output: output, errors: errors
        ).wait()
    }

    @Test func `data that cannot be written is a failure that says so`() async throws {
        let place = try Workplace()
        try await place.succeed("init")
        let errors = place.path("errors")
        let status = try run("branch", "list", "--json", output: "/dev/full", errors: errors, in: place)
        #expect(status == 73)
        #expect(try String(contentsOfFile: errors, encoding: .utf8).contains("cannot be written"))
    }

    @Test func `where nobody can be told what went wrong, the exit code still tells`() async throws {
        let place = try Workplace()
        let output = place.path("output")
        #expect(try run("branch", "list", "--database", "none", output: output, errors: "/dev/full", in: place) == 69)
    }

    @Test(arguments: ["branch list --json", "meeting calendar", "openapi"])
    func `a reader that goes early, a full disk or nobody at all is no crash`(command: String) async throws {
        let place = try Workplace()
        try await place.succeed("init")
        let zhibu = "\(Run.program.path) \(command)"
        for (ends, statuses) in [
            ("> /dev/full", [73]), (">&-", [73]), ("2>&-", [0]), ("<&- 2>&-", [0]), ("<&- >&- 2>&-", [73]),
            // Ended by SIGPIPE, told by EPIPE, or done before the reader went.
            ("| true; exit ${PIPESTATUS[0]}", [141, 73, 0]),
        ] {
            let errors = place.path("told")
            let status = try await ChildProcess(
                "bash", ["-c", "\(zhibu) \(ends)"], in: place.folder.path, output: "/dev/null", errors: errors
            ).end()
            #expect(statuses.contains(Int(status)), "\(command) \(ends): \(status)")
            let told = try String(contentsOfFile: errors, encoding: .utf8)
            #expect(!told.contains("Fatal error"), "\(told)")
            if ends.hasPrefix("|") { #expect(told.isEmpty, "\(told)") }
        }
        // What was printed to nobody did not go into the database.
        try await place.succeed("branch", "list")
    }

    @Test func `without a terminal nobody is asked`() async throws {
        let place = try await Workplace.withMonth()
        let outcome = try await place.succeed(
            "assess", "close", "--month", Workplace.month, "--all-branches",
            "--incomplete-reason", "缺支部评")
        #expect(!outcome.err.contains("[y/N]"))
        try await place.succeed("award", "post", "--month", Workplace.month, "--all-branches", "--yes")
    }

    @Test func `an import leaves nothing behind, killed or not`() async throws {
        let place = try Workplace()
        try await place.succeed("init")
        try place.write("支部编号,支部名称,类型,书记任职\nA,甲,普通支部,专职\n", to: "branches.csv")
        let outcome = try await place.zhibu(
            ["branch", "import", "branches.csv"], environment: ["TMPDIR": place.folder.path])
        #expect(outcome.status == 0)
        let left = try FileManager.default.contentsOfDirectory(atPath: place.folder.path)
        #expect(!left.contains { $0.hasPrefix("zhibu-") }, "\(left)")
    }

    /// A terminal can be made here: not in every container.
    private static let hasTerminals =
        FileManager.default.isExecutableFile(atPath: "/usr/bin/script")
        && (try? FileManager.default.contentsOfDirectory(atPath: "/dev/pts"))?.isEmpty == false

    @Test(.enabled(if: hasTerminals))
    func `a person at a terminal is asked before a month closes that is incomplete`() async throws {
        let place = try Workplace()
        try await place.succeed("demo", "--database", Workplace.database)
        let month = lastMonth()
        for (answer, status) in [("n", "open"), ("y", "closed")] {
            let command = "\(Run.program.path) assess close --month \(month) --branch CG-01 --incomplete-reason late"
            let script = "echo \(answer) | script -qec '\(command)' /dev/null"
            let output = place.path("terminal-\(answer)")
            let child = try ChildProcess("sh", ["-c", script], in: place.folder.path, output: output)
            #expect(try await child.end() == 0)
            let told = try String(contentsOfFile: output, encoding: .utf8)
            #expect(told.contains("all the same?"), "\(told)")
            let cycles = try await place.succeed("assess", "status", "--month", month, "--branch", "CG-01", "--json")
            #expect(cycles.out.contains("\"status\": \"\(status)\""), "\(told)")
        }
    }

    private func lastMonth() -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Asia/Shanghai") ?? .gmt
        let parts = calendar.dateComponents([.year, .month], from: Date())
        let (year, month) = parts.month == 1 ? ((parts.year ?? 1) - 1, 12) : (parts.year ?? 0, (parts.month ?? 1) - 1)
        return "\(year)-\(month < 10 ? "0" : "")\(month)"
    }
}
