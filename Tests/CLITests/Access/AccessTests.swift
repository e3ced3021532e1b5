import Domain
import Foundation
import TestSupport
import Testing

extension Workplace {
    /// Runs the program with lines on its standard input, as a script would give them.
    func zhibu(_ arguments: String..., typing lines: [String], environment: [String: String] = [:]) async throws
        -> Outcome
    {
        try write(lines.map { $0 + "\n" }.joined(), to: "typed")
        var full = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("ZHIBU_") }
        full.merge(["XDG_CONFIG_HOME": path("config")].merging(environment) { $1 }) { $1 }
        let (output, errors) = (path("typed.out"), path("typed.err"))
        let process = try ChildProcess(
            "bash", ["-c", "exec \"$0\" \"$@\" < typed", Run.program.path] + arguments, in: folder.path,
            environment: full, output: output, errors: errors
        )
        let status = try await process.end()
        return Outcome(
            status: status, out: try String(contentsOfFile: output, encoding: .utf8),
            err: try String(contentsOfFile: errors, encoding: .utf8)
        )
    }
}

/// Accounts and sign-in as people meet them at the command line.
struct AccessTests {
    private static let password = "correct-horse-7"

    /// A served bureau with an account for its secretary 1001, and the link for it.
    private static func served() async throws -> (Workplace, RunningServer, link: String) {
        let place = try await Workplace.withBranches()
        try place.write(Workplace.members, to: "members.csv")
        try await place.succeed("member", "import", "members.csv")
        let server = try await RunningServer(in: place)
        let made = try await place.succeed("user", "add", "1001", "--member", "1", "--json").json()
        let path = try #require(made["link"]?["path"]?.string)
        return (place, server, server.address + path)
    }

    @Test func `by a link to a password, by the password to a token, and out again`() async throws {
        let (place, server, link) = try await Self.served()
        let common = try await place.zhibu(
            "account", "password", "--link", link, "--server", server.address, typing: ["1234567890"])
        #expect(common.status == 65, "\(common.err)")
        #expect(common.err.contains("newPassword"))
        let set = try await place.zhibu(
            "account", "password", "--link", link, "--server", server.address, typing: [Self.password])
        #expect(set.status == 0, "\(set.err)")
        let again = try await place.zhibu(
            "account", "password", "--link", link, "--server", server.address, typing: [Self.password])
        #expect(again.status == 65)
        #expect(again.err.contains("ask for another"))

        let wrong = try await place.zhibu(
            "login", "--name", "1001", "--server", server.address, typing: ["not-the-password"])
        #expect(wrong.status == 77)
        let login = try await place.zhibu(
            "login", "--name", "1001", "--server", server.address, typing: [Self.password])
        #expect(login.status == 0, "\(login.err)")
        let file = place.path("config/zhibu/tokens.json")
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.posixPermissions] as? Int == 0o600)

        let who = try await place.zhibu("whoami", "--json", "--server", server.address, typing: [])
        #expect(try who.json()["account"]?["member"]?["number"] == "1")
        #expect(!login.out.contains("zhibu_"), "the token is not shown")
        let own = try await place.zhibu("branch", "list", "--json", "--server", server.address, typing: [])
        #expect(try own.json().array?.count == 1, "only the own branch")
        let audit = try await place.zhibu("audit", "list", "--server", server.address, typing: [])
        #expect(audit.status == 77)
        #expect(audit.err.contains("your roles do not permit it"))

        #expect(try await place.zhibu("logout", "--server", server.address, typing: []).status == 0)
        #expect(try await place.zhibu("whoami", "--server", server.address, typing: []).status == 77)
        await server.stop()
    }

    @Test func `a role of office is not granted, and what is granted says who answers for it`() async throws {
        let place = try await Workplace.withBranches()
        try await place.succeed("user", "add", "jgdw", "--title", "机关党委办公室")
        for role in ["member", "groupLeader", "branchOfficer", "secretary"] {
            let refused = try await place.zhibu("user", "grant", "jgdw", role, "--branch", "CG-01")
            #expect(refused.status == 65 && refused.out.isEmpty, "\(refused.err)")
            #expect(refused.err.contains(role == "member" ? "comes with membership" : "‘zhibu branch appoint’"))
        }
        let granted = try await place.succeed("user", "grant", "jgdw", "committeeOfficer", "--json").json()
        let grant = try #require(granted["roles"]?.array?.first)
        #expect(grant["grantedBy"]?.string?.hasPrefix("operator:") == true && grant["lapse"] == .null)
        let number = String(try #require(grant["grant"]?.integer))
        let table = try await place.succeed("user", "show", "jgdw").out
        #expect(table.contains("grant \(number) by operator:") && table.contains("in force"), "\(table)")
        let renewed = try await place.zhibu("user", "renew", number)
        #expect(renewed.status == 65 && renewed.err.contains("nothing to renew"), "\(renewed.err)")
        try await place.succeed("user", "revoke", number)
        #expect(try await place.zhibu("user", "renew", number).err.contains("taken back already"))
    }

    @Test func `nobody signs in twenty times at once by mistake: tries are counted`() async throws {
        let (place, server, _) = try await Self.served()
        var statuses: [Int32] = []
        for _ in 0..<11 {
            statuses.append(
                try await place.zhibu(
                    "login", "--name", "nobody", "--server", server.address, typing: ["wrong-password"]
                )
                .status
            )
        }
        #expect(statuses == Array(repeating: 77, count: 10) + [75])
        await server.stop()
    }

    @Test func `a telephone number is masked, read for a reason, and on record as read`() async throws {
        let place = try await Workplace.withBranches()
        try place.write(Workplace.members, to: "members.csv")
        try await place.succeed("member", "import", "members.csv")
        try await place.succeed("member", "phone", "1", "--set", "138 0013 8000")
        #expect(try await place.succeed("member", "show", "1").out.contains("138****8000"))
        #expect(try await place.zhibu("member", "phone", "1").status == 64)
        #expect(try await place.succeed("member", "phone", "1", "--reason", "核对").out == "13800138000\n")
        let read = try await place.succeed("audit", "list", "--member", "1", "--json").json().array?.first
        #expect(read?["action"] == "disclosed")
        #expect(read?["after"]?["reason"] == "核对")
    }

    @Test func `what was changed past the program is found, with exit code 1`() async throws {
        let place = try await Workplace.withBranches()
        let checkpoint = try await place.succeed("audit", "checkpoint").out.trimmed
        try await place.succeed("audit", "verify", "--checkpoint", checkpoint)
        let script = """
            import sqlite3
            db = sqlite3.connect("zhibu.sqlite")
            db.execute("DROP TRIGGER audit_is_never_edited")
            db.execute("UPDATE audit SET actor = 'somebody' WHERE id = 2")
            db.commit()
            """
        let status = try await ChildProcess(
            "python3", ["-c", script], in: place.folder.path, output: "/dev/null", errors: place.path("python.err")
        ).end()
        try #require(status == 0)
        let found = try await place.zhibu("audit", "verify")
        #expect(found.status == 1)
        #expect(found.out.contains("are not what seal 1 was put on"))
    }

    @Test func `without its keys a database is not opened`() async throws {
        let place = try await Workplace.withBranches()
        try FileManager.default.removeItem(atPath: place.path("zhibu.sqlite.keys"))
        let outcome = try await place.zhibu("branch", "list")
        #expect(outcome.status == 65)
        #expect(outcome.err.contains("zhibu.sqlite.keys"))
        #expect(!FileManager.default.fileExists(atPath: place.path("zhibu.sqlite.keys")))
    }
}
