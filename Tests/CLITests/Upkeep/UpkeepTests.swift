import Domain
import Foundation
import TestSupport
import Testing

struct UpkeepTests {
    private func backups(in place: Workplace) throws -> [String] {
        try backups(in: place.path("zhibu.sqlite.backups"))
    }

    /// Each with its checksum.
    private func backups(in folder: String) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let backups = names.filter { $0.hasSuffix(".sqlite") }
        // Its checksum is there before it.
        #expect(Set(backups.map { $0 + ".sha256" }).isSubset(of: names))
        return backups
    }

    @Test func `a bureau that is lost comes back from its backup and its keys`() async throws {
        let place = try await Workplace.withBranches()
        try place.write(Workplace.members, to: "members.csv")
        try await place.succeed("member", "import", "members.csv")
        let before = try await place.succeed("member", "list", "--json").json()
        let made = try await place.succeed("backup", "--to", "copy.sqlite")
        #expect(made.out.contains("checked and sound"))
        #expect(try backups(in: place).count == 1)
        let refused = try await place.zhibu("restore", "copy.sqlite")
        #expect(refused.status == 73)
        #expect(refused.err.contains("nothing is overwritten"))
        // The disk is lost, and with it all that lay beside the database but the copies.
        try FileManager.default.moveItem(atPath: place.path("zhibu.sqlite.keys"), toPath: place.path("kept.keys"))
        for name in ["zhibu.sqlite", "zhibu.sqlite-wal", "zhibu.sqlite-shm"] { unlink(place.path(name)) }
        let without = try await place.zhibu("restore", "copy.sqlite")
        #expect(without.status == 65)
        #expect(without.err.contains("--keys"))
        let restored = try await place.succeed("restore", "copy.sqlite", "--keys", "kept.keys")
        #expect(restored.out.contains("are sound"))
        #expect(try await place.succeed("member", "list", "--json").json() == before)
        #expect(try await place.succeed("doctor").out.hasPrefix("all is well"))
    }

    @Test func `with a server running, backup and doctor go through it`() async throws {
        let place = try await Workplace.withBranches()
        let server = try await RunningServer(in: place, ["--backup-folder", "elsewhere"])
        let made = try await place.succeed("backup", "--to", "copy.sqlite", "--json").json()
        #expect(made["backups"]?.array?.count == 2)
        #expect(FileManager.default.fileExists(atPath: place.path("copy.sqlite")))
        #expect(try backups(in: place.path("elsewhere")).count == 1)
        #expect(try await place.succeed("doctor", "--json").json()["isSound"] == true)
        let misled = try await place.zhibu("backup", "--keep", "3")
        #expect(misled.status == 64)
        #expect(await server.stop() == 0)
        #expect(try await place.zhibu("doctor", "--server", server.address).status == 69)
    }

    @Test func `the doctor says what is wrong and what to do, and exits with 1`() async throws {
        let place = try await Workplace.withBranches()
        chmod(place.path("zhibu.sqlite"), 0o644)
        let found = try await place.zhibu("doctor")
        #expect(found.status == 1)
        #expect(found.out.contains("files: ") && found.out.contains("what to do: "))
        let machine = try await place.zhibu("doctor", "--json")
        #expect(try machine.json()["findings"]?.array?.first?["check"]?.string == "files")
    }

    @Test func `a server makes backups by itself, and its log can be read by programs`() async throws {
        let place = try await Workplace.withBranches()
        let run = try Run(
            ["serve", "--port", "0", "--backup-every", "1h", "--keep", "2", "--log-format", "json", "--log-requests"],
            in: place
        )
        try await wait(until: "a backup") { (try? backups(in: place))?.isEmpty == false }
        try await place.succeed("branch", "list")
        run.send(SIGTERM)
        #expect(await run.end() == 0)
        #expect(try backups(in: place).count == 1)
        let lines = run.errors.split(separator: "\n").filter { $0.hasPrefix("{") }
        let records = try lines.map { try JSON.parse(Array($0.utf8)) }
        #expect(records.contains { $0["message"]?.string == "backup made" })
        let request = try #require(records.first { $0["route"]?.string == "/api/v1/branches" })
        #expect(request["status"]?.integer == 200)
        #expect(request["hb.request.id"]?.string?.count == 36)
    }

    @Test(arguments: [
        ["serve", "--backup-every", "5"], ["serve", "--backup-every", "0h"], ["serve", "--keep", "3"],
        ["serve", "--backup-every", "1d", "--keep", "0"], ["backup", "--keep", "0"], ["restore"],
        ["backup", "--server", "http://127.0.0.1:1", "--to", "x"],
    ])
    func `a time, a number or a place that makes no sense is a usage error`(arguments: [String]) async throws {
        let place = try Workplace()
        #expect(try await place.zhibu(arguments).status == 64)
    }
}
