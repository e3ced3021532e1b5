import Domain
import Foundation
import Testing

struct ExitCodeTests {
    private static let cases: [(arguments: [String], status: Int32, says: String)] = [
        (["--version"], 0, ""),
        (["help", "assess", "import"], 0, ""),
        (["openapi"], 0, ""),
        (["nonsense"], 64, "Unexpected argument"),
        (["branch", "list"], 64, "zhibu init"),
        (["branch", "list", "--database", "a", "--server", "http://127.0.0.1"], 64, "not both"),
        (["branch", "list", "--server", "127.0.0.1:8080"], 64, "http://127.0.0.1:8080"),
        (["assess", "status", "--month", "2024-13"], 64, "there is no month 2024-13"),
        (["assess", "close", "--month", "2024-03"], 64, "--all-branches"),
        (["assess", "import", "--month", "2024-03"], 64, "--scores"),
        (["award", "finalise", "--month", "2024-03", "--branch", "B-1", "--without-award"], 64, "--reason"),
        (["award", "verify"], 64, "--snapshot"),
        (["serve", "--host", "0.0.0.0"], 64, "--behind-proxy"),
        (["serve", "--host", "192.0.2.1"], 64, "--tls-certificate"),
        (["serve", "--host", "localhost.example"], 64, "plain text"),
        (["serve", "--tls-certificate", "c.pem"], 64, "--tls-key together"),
        (["serve", "--trusted-proxy", "10.0.0.1"], 64, "--behind-proxy"),
        (["serve", "--behind-proxy", "--trusted-proxy", "10.0.0.0/33"], 64, "10.0.0.0/33"),
        (["serve", "--max-connections", "0"], 64, "--max-connections"),
        (["serve", "--tls-certificate", "c.pem", "--tls-key", "k.pem"], 65, "there is no file c.pem"),
        (["serve", "--port", "65536"], 64, "65535"),
        (["init", "--database", "a", "--time-zone", "Mars/Olympus"], 64, "Asia/Shanghai"),
        (["branch", "list", "--database", "none"], 69, "zhibu init --database none"),
        (["branch", "list", "--server", "http://127.0.0.1:1"], 69, "zhibu serve"),
        (["init", "--database", "no/such/folder/f"], 73, "cannot create"),
    ]

    @Test(arguments: cases.indices)
    func `each way to fail has its exit code and says what to do`(index: Int) async throws {
        let (arguments, status, says) = Self.cases[index]
        let outcome = try await Workplace().zhibu(arguments)
        #expect(outcome.status == status, "\(arguments): \(outcome.err)")
        #expect(says.isEmpty || outcome.err.contains(says), "\(arguments): \(outcome.err)")
        if status != 0 { #expect(outcome.out.isEmpty) }
    }

    private static let casesWithData: [(arguments: [String], status: Int32, says: String)] = [
        (["init"], 73, "is there already"),
        (["branch", "import", "none.csv"], 65, "there is no file none.csv"),
        (["branch", "import", "."], 65, "not a file"),
        (["branch", "show", "B-9"], 65, "zhibu branch list"),
        (["member", "show", "9"], 65, "zhibu member list"),
        (["area", "show", "B-9-A9"], 65, "zhibu area list"),
        (["member", "list", "--branch", "B-9"], 65, "branch"),
        (["scheme", "import", "branches.csv"], 65, "branches.csv, line 1: not JSON"),
        (["scheme", "show", "nothing"], 65, "zhibu scheme list"),
        (["assess", "status", "--month", "2024-03", "--branch", "B-1"], 65, "zhibu assess open"),
        (["assess", "close", "--month", "2024-03", "--all-branches"], 65, "zhibu assess open"),
        (["award", "verify", "--month", "2024-03"], 65, "zhibu award post"),
        (["award", "verify", "--file", "broken.json"], 65, "not an exported snapshot"),
        (["meeting", "show", "2024-03"], 65, "zhibu meeting list"),
        (["meeting", "show", "soon"], 64, "2027-03"),
        (["meeting", "show", "77"], 65, "nothing here"),
    ]

    @Test func `each way to be refused has its exit code and says what to do`() async throws {
        let place = try await Workplace.withBranches()
        try place.write("{}", to: "broken.json")
        for (arguments, status, says) in Self.casesWithData {
            let outcome = try await place.zhibu(arguments)
            #expect(outcome.status == status, "\(arguments): \(outcome.err)")
            #expect(outcome.err.contains(says), "\(arguments): \(outcome.err)")
            #expect(outcome.out.isEmpty, "\(arguments)")
        }
    }

    @Test func `a file that is no database is refused and left as it is`() async throws {
        let place = try Workplace()
        let text = String(repeating: "not a database\n", count: 500)
        try place.write(text, to: "notes.txt")
        let outcome = try await place.zhibu("branch", "list", "--database", "notes.txt")
        #expect(outcome.status == 65)
        #expect(outcome.err.contains("not a database"))
        #expect(try String(contentsOf: place.folder.appending(path: "notes.txt"), encoding: .utf8) == text)
    }

    @Test func `a file that another process has open is busy`() async throws {
        let place = try await Workplace.withBranches()
        let descriptor = open(place.path(Workplace.database), O_RDWR)
        try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        defer { close(descriptor) }
        let outcome = try await place.zhibu("branch", "list")
        #expect(outcome.status == 75)
        #expect(outcome.err.contains("another process"))
    }

    @Test func `two commands at once wait for each other`() async throws {
        let place = try await Workplace.withBranches()
        let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
            for _ in 0..<2 { group.addTask { try await place.zhibu("branch", "list").status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == [0, 0])
    }
}
