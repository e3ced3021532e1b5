import Domain
import Foundation
import TestSupport
import Testing

struct ServingTests {
    @Test func `init makes a committee and the calendar, in a file for its user alone`() async throws {
        let place = try Workplace()
        let outcome = try await place.succeed("init", "--committee-code", "QJG", "--committee-name", "区直机关党委")
        #expect(outcome.err.contains("zhibu branch import"))
        let attributes = try FileManager.default.attributesOfItem(atPath: place.path(Workplace.database))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let committees = try await place.succeed("committee", "list", "--json").json()
        #expect(committees.array?.map { $0["code"]?.string } == ["QJG"])
        let days = try await place.succeed("calendar", "list", "--year", "2026", "--json").json()
        #expect(days.array?.contains { $0["name"]?.string == "国庆节" } == true)
    }

    @Test func `an init that fails leaves nothing behind`() async throws {
        let place = try Workplace()
        let outcome = try await place.zhibu("init", "--committee-code", "not a code")
        #expect(outcome.status == 65)
        #expect(!FileManager.default.fileExists(atPath: place.path(Workplace.database)))
    }

    @Test func `serve makes the database where there is none, and prints the way in`() async throws {
        let place = try Workplace()
        let server = try await RunningServer(in: place)
        // What is said beside the address arrives when it does.
        try await wait(until: "the database") { server.said.contains("zhibu.sqlite: made, with the public holidays") }
        try await wait(until: "the link") { server.said.contains("/password/") }
        #expect(server.said.contains("\(server.address)/password/"))
        #expect(await server.stop() == 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: place.path(Workplace.database))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        // It has no committee yet: its name is asked for in the browser.
        #expect(try await place.succeed("committee", "list", "--json").json().array?.isEmpty == true)
        let days = try await place.succeed("calendar", "list", "--year", "2026", "--json").json()
        #expect(days.array?.contains { $0["name"]?.string == "国庆节" } == true)
        // The next start finds it, and prints another link, for nobody is there yet.
        let again = try await RunningServer(in: place)
        #expect(!again.said.contains("made, with"))
        try await wait(until: "the next link") { again.said.contains("/password/") }
        #expect(await again.stop() == 0)
    }

    @Test(arguments: [".keys", ".seal", "-wal", ".backups"])
    func `serve makes none where one has been`(left: String) async throws {
        let place = try Workplace()
        try place.write("", to: Workplace.database + left)
        let outcome = try await place.zhibu("serve", "--port", "0")
        #expect(outcome.status == 65 && outcome.err.contains("the database was here"), "\(outcome.err)")
        #expect(!FileManager.default.fileExists(atPath: place.path(Workplace.database)))
    }

    @Test func `the OpenAPI description needs no database`() async throws {
        let document = try await Workplace().succeed("openapi").json()
        #expect(document["openapi"]?.string?.hasPrefix("3.1") == true)
    }

    @Test func `the OpenAPI description is also to be had by room`() async throws {
        let place = try Workplace()
        let document = try await place.succeed("openapi").json()
        #expect(try await place.succeed("openapi", "--by-room", "new/contract").out == "")
        let meetings = try JSON.parse(
            Array(Data(contentsOf: URL(filePath: place.path("new/contract/Meetings.json")))))
        #expect(meetings["paths"]?["/api/v1/meetings"] == document["paths"]?["/api/v1/meetings"])
        try place.write("", to: "file")
        #expect(try await place.zhibu("openapi", "--by-room", "file").status == 73)
    }

    @Test func `the environment names the database, and the command line before it`() async throws {
        let place = try await Workplace.withBranches()
        let other = try Workplace()
        let named = ["ZHIBU_DATABASE": place.path(Workplace.database)]
        #expect(try await other.zhibu("branch", "list", environment: named).out.contains("第一支部"))
        #expect(try await other.zhibu("branch", "list", "--database", "x", environment: named).status == 69)
        let server = ["ZHIBU_SERVER": "http://127.0.0.1:1"]
        #expect(try await other.zhibu("branch", "list", environment: server).status == 69)
    }

    @Test func `a local command goes through the server that has the database open`() async throws {
        let place = try await Workplace.withBranches()
        let server = try await RunningServer(in: place)
        try place.write(Workplace.members, to: "members.csv")
        let imported = try await place.succeed("member", "import", "members.csv", "--json").json()
        #expect(imported["created"]?.integer == 5)
        let local = try await place.succeed("member", "list", "--json").json()
        #expect(local.array?.count == 5)
        // Who names the server, though it runs on this very machine, signs in.
        let stranger = try await Workplace().zhibu("member", "list", "--json", "--server", server.address)
        #expect(stranger.status == 77, "\(stranger.err)")
        let credential = try JSON.parse(
            Array(String(contentsOfFile: place.path("zhibu.sqlite.server"), encoding: .utf8).utf8))
        let remote = try await Workplace().zhibu(
            "member", "list", "--json", "--server", server.address,
            environment: ["ZHIBU_TOKEN": credential["token"]?.string ?? ""]
        )
        #expect(try remote.json() == local)
        #expect(await server.stop() == 0)
        // What was answered is in the file.
        #expect(try await place.succeed("member", "list", "--json").json() == local)
        #expect(try await place.zhibu("member", "list", "--server", server.address).status == 69)
    }

    @Test func `refusals are the same through the server`() async throws {
        let place = try await Workplace.withBranches()
        try place.write(Workplace.branches.replacing("专职", with: "全职"), to: "bad.csv")
        let inside = try await place.zhibu("branch", "import", "bad.csv")
        let server = try await RunningServer(in: place)
        let through = try await place.zhibu("branch", "import", "bad.csv")
        await server.stop()
        #expect(inside.status == 65)
        #expect(through.status == 65)
        #expect(inside.err == through.err)
        #expect(inside.err.contains("line 2, 书记任职: ‘全职’"))
    }

    @Test func `a second server is refused, and told where the first is`() async throws {
        let place = try await Workplace.withBranches()
        let server = try await RunningServer(in: place)
        let second = try await place.zhibu("serve", "--port", "0")
        await server.stop()
        #expect(second.status == 75)
        #expect(second.err.contains(server.address))
    }

    @Test func `a port that is taken is busy`() async throws {
        let place = try await Workplace.withBranches()
        let server = try await RunningServer(in: place)
        let other = try await Workplace.withBranches()
        let port = try #require(server.address.split(separator: ":").last)
        let second = try await other.zhibu("serve", "--port", String(port))
        await server.stop()
        #expect(second.status == 75)
        #expect(second.err.contains("--port"))
    }

    @Test func `a server that was killed keeps nobody out`() async throws {
        let place = try await Workplace.withBranches()
        let server = try await RunningServer(in: place)
        await server.stop(with: SIGKILL)
        let outcome = try await place.succeed("branch", "list")
        #expect(outcome.out.contains("第一支部"))
    }

    @Test func `a server of another database does not answer for this one`() async throws {
        let other = try await Workplace.withBranches()
        let server = try await RunningServer(in: other)
        // What a killed server left says that it listens where the other one does now.
        let place = try Workplace()
        try await place.succeed("init")
        try place.write(
            #"{"address": "\#(server.address)", "token": "left by an earlier run"}"#, to: Workplace.database + ".server"
        )
        let descriptor = open(place.path(Workplace.database), O_RDWR)
        try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        let outcome = try await place.zhibu("branch", "list")
        close(descriptor)
        await server.stop()
        #expect(outcome.status == 75)
        #expect(outcome.out.isEmpty)
        #expect(outcome.err.contains("another process"))
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `a server ends in good order and takes its credential with it`(signal: Int32) async throws {
        let place = try await Workplace.withBranches()
        let server = try await RunningServer(in: place)
        let credential = place.path(Workplace.database + ".server")
        let attributes = try FileManager.default.attributesOfItem(atPath: credential)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(await server.stop(with: signal) == 0)
        #expect(!FileManager.default.fileExists(atPath: credential))
    }
}
