import Domain
import Foundation
import TestSupport
import Testing

/// A database in PostgreSQL, by the commands of those who run one.
@Suite(.onPostgreSQL) struct PostgreSQLTests {
    /// An owner, a role that works, and what both call a database of theirs.
    private struct Scene {
        let place: Workplace
        let owner: String
        let role: String

        init() throws {
            place = try Workplace()
            (owner, role) = (try TestDatabase.makeRole(), try TestDatabase.makeRole())
        }

        func makeEmpty() throws -> String { try TestDatabase.makeEmpty(for: owner) }

        func address(of name: String, as role: String) throws -> String {
            try #require(TestDatabase.addressGiven(of: name, as: role))
        }
    }

    @Test func `a bureau in PostgreSQL is made by a role that owns nothing, checked, copied, and carried to and fro`()
        async throws
    {
        let scene = try Scene()
        let (place, name) = (scene.place, try scene.makeEmpty())
        let (owner, works) = (
            try scene.address(of: name, as: scene.owner), try scene.address(of: name, as: scene.role)
        )
        let early = try await place.zhibu("demo", "--database", works, "--files", "bureau")
        #expect(early.status == 77 && early.err.contains("zhibu prepare"), "\(early)")
        let prepared = try await place.succeed("prepare", "--database", owner, "--role", scene.role)
        #expect(prepared.out.contains("the schema is up to date"))
        try await place.succeed("demo", "--database", works, "--files", "bureau")
        let again = try await place.zhibu("init", "--database", works, "--files", "other")
        #expect(again.status == 73, "\(again.err)")
        let members = try await place.succeed("member", "list", "--database", works, "--files", "bureau", "--json")
            .json()

        // The tests' own PostgreSQL writes nothing so that it would outlive a power cut.
        let examined = try await place.zhibu("doctor", "--database", works, "--files", "bureau", "--json")
        let findings = try examined.json()["findings"]?.array ?? []
        #expect(examined.status == 1 && findings.allSatisfy { $0["check"] == "server" }, "\(examined.out)")
        #expect(examined.out.contains("fsync is off") && !examined.out.contains("may rewrite the audit"))
        let byOwner = try await place.zhibu("doctor", "--database", owner, "--files", "bureau")
        #expect(byOwner.out.contains("the role \(scene.owner) may rewrite the audit"))

        let made = try await place.succeed("backup", "--database", works, "--files", "bureau", "--to", "copy.sqlite")
        #expect(made.out.contains("checked and sound"))
        let second = try scene.address(of: scene.makeEmpty(), as: scene.owner)
        let restored = try await place.succeed(
            "restore", "copy.sqlite", "--keys", "bureau.keys", "--database", second, "--files", "second")
        #expect(restored.out.contains("are sound"))
        let back = try await place.succeed("move", "--from", second, "--files", "second", "--to", "back.sqlite")
        #expect(back.out.contains("are the same on both sides"))
        #expect(try await place.succeed("doctor", "--database", "back.sqlite").out.hasPrefix("all is well"))
        let third = try scene.address(of: scene.makeEmpty(), as: scene.owner)
        try await place.succeed("move", "--from", "back.sqlite", "--to", third, "--files", "third")
        let twice = try await place.zhibu("move", "--from", "back.sqlite", "--to", third, "--files", "third")
        #expect(twice.status == 73)
        let carried = try await place.succeed(
            "member", "list", "--database", third, "--files", "third", "--json")
        #expect(try carried.json() == members)
        // Its keys go on where they were: what is recorded next is neither refused nor a number that was given before.
        try await place.succeed(
            "committee", "add", "QX", "区委", "--database", third, "--files", "third")
        let goneOn = try await place.zhibu("doctor", "--database", third, "--files", "third", "--json").json()
        #expect((goneOn["findings"]?.array ?? []).allSatisfy { $0["check"] == "server" }, "\(goneOn)")
    }

    @Test func `two servers work on one database`() async throws {
        let scene = try Scene()
        let (place, name) = (scene.place, try scene.makeEmpty())
        let options = ["--database", try scene.address(of: name, as: scene.owner), "--files", "bureau"]
        let (first, second) = (
            try await RunningServer(in: place, options), try await RunningServer(in: place, options)
        )
        let outcome = try await place.zhibu(["committee", "add", "QX", "区委"] + options)
        #expect(outcome.status == 0, "\(outcome.err)")
        #expect(await first.stop() == 0)
        #expect(FileManager.default.fileExists(atPath: place.path("bureau.server")), "it is the second's")
        #expect(await second.stop() == 0)
        #expect(!FileManager.default.fileExists(atPath: place.path("bureau.server")))
    }

    @Test func `where the keys are not at hand, nothing is opened`() async throws {
        let scene = try Scene()
        let address = try scene.address(of: scene.makeEmpty(), as: scene.owner)
        try await scene.place.succeed("init", "--database", address, "--files", "bureau")
        let without = try await scene.place.zhibu("serve", "--port", "0", "--database", address, "--files", "other")
        #expect(without.status == 65 && without.err.contains("other.keys is not there"), "\(without.err)")
    }

    @Test func `a server of the family is tried without leaving anything`() async throws {
        let scene = try Scene()
        let address = try scene.address(of: scene.makeEmpty(), as: scene.owner)
        for _ in 1...2 {
            let tried = try await scene.place.succeed("doctor", "--probe", address)
            #expect(tried.out.hasSuffix("it would do\n"), "\(tried.out)")
        }
        // Texts are bytes there.
        let other = try TestDatabase.makeEmpty(encoding: "SQL_ASCII", for: scene.owner)
        let found = try await scene.place.zhibu("doctor", "--probe", scene.address(of: other, as: scene.owner))
        #expect(found.status == 1 && found.out.contains("texts are counted by characters: 9, not 3"), "\(found.out)")
        let stranger = try await scene.place.zhibu("doctor", "--probe", scene.address(of: other, as: scene.role))
        #expect(stranger.status == 73)
    }
}
