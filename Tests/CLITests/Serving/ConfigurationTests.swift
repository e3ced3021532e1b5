import ArgumentParser
import Domain
import Foundation
import Server
import TestSupport
import Testing

@testable import cli

/// `zhibu serve --configuration`: its options from a file.
struct ConfigurationTests {
    private static let file = "zhibu.toml"

    /// What serving by such a file comes to.
    private static func serve(by text: String, _ options: [String] = []) async throws -> Workplace.Outcome {
        let place = try Workplace()
        try place.write(text, to: file)
        return try await place.zhibu(["serve", "--configuration", file] + options)
    }

    /// Of what not every text will do for.
    private static let ownExamples = ["backup-every": "24h", "database": "postgres://host/zhibu"]

    @Test func `every option of serve can be given, and is one of serve`() throws {
        let help = Set(ServeCommand.helpMessage(columns: 200).matches(of: /--([a-z-]+)/).map { String($0.1) })
        let options = try ConfigurableOption.all()
        #expect(Set(options.map(\.name)) == help.subtracting(["configuration", "help", "version"]))
        let place = try Workplace()
        let lines = options.map { option in
            switch option.kind {
            case .flag: "\(option.name) = true"
            case .number: "\(option.name) = 7"
            case .text: "\(option.name) = \"\(Self.ownExamples[option.name] ?? option.example)\""
            case .texts: "\(option.name) = [\"10.0.0.1\", \"10.0.0.2\"]"
            }
        }
        try place.write(lines.joined(separator: "\n"), to: Self.file)
        let given = try GivenArguments(["serve", "--configuration=\(place.path(Self.file))"])
        let command = try #require(try Zhibu.parseAsRoot(given.all) as? ServeCommand)
        #expect(command.place.database == "postgres://host/zhibu" && command.place.files == "path")
        #expect(command.acceptClock)
        #expect(command.listening.host == "127.0.0.1" && command.listening.port == 7)
        #expect(command.listening.tlsCertificate == "file" && command.listening.tlsKey == "file")
        #expect(command.listening.behindProxy && command.listening.trustedProxy.count == 2)
        #expect(command.listening.basePath.text.isEmpty && command.listening.maxConnections == 7)
        #expect(command.backups.backupEvery == 86_400 && command.backups.keep == 7)
        #expect(command.backups.backupFolder == "folder")
        #expect(command.mail.mailBy == "program" && command.mail.mailFrom == "address")
        #expect(command.mail.mailConsole == "url" && command.mail.mailAfter == "08:00")
        #expect(command.log.logRequests && command.log.logFormat == .text)
    }

    @Test func `what the package installs names every option`() throws {
        let installed = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../scripts/debian/zhibu.toml").standardized
        let text = try String(contentsOf: installed, encoding: .utf8)
        for option in try ConfigurableOption.all() where option.name != "accept-clock" {
            #expect(text.contains(try Regex("(?m)^#?\(option.name) = ")), "\(option.name)")
        }
        // With all that is commented out it is a configuration still.
        let whole = text.replacing(/(?m)^#([a-z-]+ = )/) { $0.1 }
        let kinds = Dictionary(uniqueKeysWithValues: try ConfigurableOption.all().map { ($0.name, $0) })
        for entry in try ConfigurationReader.entries(in: whole) {
            _ = try #require(kinds[entry.key]).arguments(for: entry.value)
        }
    }

    @Test func `a server serves by it, and the environment counts for less`() async throws {
        let place = try Workplace()
        try place.write("database = \"other.sqlite\"\nbase-path = '/zhibu'\n", to: Self.file)
        let server = try await RunningServer(in: place, ["--configuration", Self.file])
        #expect(server.address.hasSuffix("/zhibu"))
        #expect(await server.stop() == 0)
        #expect(FileManager.default.fileExists(atPath: place.path("other.sqlite")))
        #expect(!FileManager.default.fileExists(atPath: place.path(Workplace.database)))
        let given = try GivenArguments(["serve", "--configuration", place.path(Self.file)])
        #expect(given.all.contains("--database=other.sqlite"))
    }

    @Test func `the command line goes before it, option by option`() throws {
        let place = try Workplace()
        try place.write(
            """
            port = 1
            behind-proxy = true
            trusted-proxy = ["10.0.0.1"]
            log-requests = false
            """, to: Self.file)
        let file = place.path(Self.file)
        let given = try GivenArguments(
            ["serve", "--port", "2", "--configuration", file, "--trusted-proxy=10.0.0.2"])
        #expect(
            given.all == [
                "serve", "--behind-proxy", "--port", "2", "--configuration", file, "--trusted-proxy=10.0.0.2",
            ])
        // Another command has no such file.
        #expect(try GivenArguments(["doctor", "--configuration", "none"]).all.count == 3)
    }

    @Test(arguments: [
        ("host = \"127.0.0.1\"\nprot = 8080", "zhibu.toml, line 2: prot is no option", "port"),
        ("port = \"8080\"", "line 1: port is a whole number", "port = 8080"),
        ("keep = true", "line 1: keep is a whole number", "keep = 14"),
        ("host = 127", "line 1: host is a string", "host = \"127.0.0.1\""),
        ("\n\nbehind-proxy = \"yes\"", "line 3: behind-proxy is true or false", "behind-proxy = true"),
        ("trusted-proxy = \"10.0.0.1\"", "line 1: trusted-proxy is a list", "[\"address\"]"),
        ("port = 1\nport = 2", "line 2: port stands in line 1 already", "leave one"),
        ("port: 8080", "line 1: behind port come a =", "port = 8080"),
        ("configuration = \"other\"", "line 1: configuration is no option", "port"),
        // In its type, and not right: as on the command line, and where.
        ("host = \"127.0.0.1\"\nport = 70000", "zhibu.toml, line 2:", "from 0 to 65535"),
        ("log-format = \"xml\"", "zhibu.toml, line 1:", "text"),
        ("#\nbackup-every = \"often\"", "zhibu.toml, line 2:", "90m, 24h or 7d"),
        ("tls-certificate = \"c.pem\"", "zhibu.toml, line 1:", "--tls-key together"),
        ("trusted-proxy = [\"nowhere\"]", "zhibu.toml, line 1:", "nowhere"),
    ])
    func `what is wrong is refused by line and key, with what would be right`(text: String, says: String, right: String)
        async throws
    {
        let outcome = try await Self.serve(by: text)
        #expect(outcome.status == 64 && outcome.out.isEmpty)
        #expect(outcome.err.contains(says) && outcome.err.contains(right), "\(outcome.err)")
    }

    @Test func `a file that is not there, or is no text, is refused`() async throws {
        let place = try Workplace()
        try Data([0x61, 0xFF]).write(to: place.folder.appending(path: "bytes"))
        for (name, says) in [
            ("none.toml", "no configuration none.toml"), (".", "no configuration ."), ("bytes", "UTF-8"),
        ] {
            let outcome = try await place.zhibu("serve", "--configuration", name)
            #expect(outcome.status == 64 && outcome.err.contains(says), "\(outcome.err)")
        }
    }
}
