import Domain
import Foundation
import TestSupport
import Testing

/// Where `zhibu serve` takes connections, and over what.
struct ListeningTests {
    /// A workplace with branches, and the certificate and keys of the tests.
    private static func workplace() async throws -> Workplace {
        let place = try await Workplace.withBranches()
        let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/tls")
        for name in ["certificate.pem", "key.pem", "renewed.pem", "other-key.pem", "locked-key.pem"] {
            try place.write(
                String(contentsOf: fixtures.appending(path: name).standardized, encoding: .utf8), to: name, mode: 0o600
            )
        }
        return place
    }

    private static let tls = ["--tls-certificate", "certificate.pem", "--tls-key", "key.pem"]

    @Test func `a local command goes through a server that speaks TLS`() async throws {
        let place = try await Self.workplace()
        let server = try await RunningServer(in: place, Self.tls + ["--host", "0.0.0.0"])
        #expect(server.address.hasPrefix("https://127.0.0.1:"))
        #expect(try await place.succeed("branch", "list").out.contains("第一支部"))
        // Whoever is told of it by name wants to know that it is the one.
        let stranger = try await Workplace().zhibu("branch", "list", "--server", server.address)
        #expect(stranger.status == 69)
        #expect(await server.stop(with: SIGTERM) == 0)
    }

    @Test func `a certificate that was renewed is shown from the signal on, and one that is none changes nothing`()
        async throws
    {
        let place = try await Self.workplace()
        func put(_ name: String, as other: String) throws {
            try place.write(String(contentsOfFile: place.path(name), encoding: .utf8), to: other, mode: 0o600)
        }
        try put("certificate.pem", as: "shown.pem")
        try put("key.pem", as: "shown-key.pem")
        let server = try await RunningServer(
            in: place, ["--tls-certificate", "shown.pem", "--tls-key", "shown-key.pem"])
        #expect(try await place.isShown("certificate.pem", by: server))
        try put("renewed.pem", as: "shown.pem")
        server.send(SIGHUP)
        try await wait(until: "the refusal of half a renewal") { server.said.contains("was not read anew") }
        #expect(server.said.contains("shown-key.pem does not go with"))
        #expect(try await place.isShown("certificate.pem", by: server))
        try put("other-key.pem", as: "shown-key.pem")
        server.send(SIGHUP)
        try await wait(until: "the renewal") { server.said.contains("the certificate was read anew") }
        #expect(try await place.isShown("renewed.pem", by: server))
        #expect(try await place.succeed("branch", "list").out.contains("第一支部"))
        #expect(await server.stop(with: SIGTERM) == 0)
    }

    @Test func `a server without a certificate goes on after the signal`() async throws {
        let place = try await Self.workplace()
        let server = try await RunningServer(in: place)
        server.send(SIGHUP)
        try await wait(until: "its word") { server.said.contains("there is no certificate to read anew") }
        #expect(try await place.succeed("branch", "list").out.contains("第一支部"))
        #expect(await server.stop(with: SIGTERM) == 0)
    }

    @Test func `behind a proxy a server listens beyond the loopback in plain text`() async throws {
        let place = try await Self.workplace()
        let server = try await RunningServer(
            in: place, ["--host", "0.0.0.0", "--behind-proxy", "--trusted-proxy", "10.0.0.0/8"]
        )
        #expect(server.address.hasPrefix("http://127.0.0.1:"))
        #expect(try await place.succeed("branch", "list").out.contains("第一支部"))
        #expect(await server.stop(with: SIGTERM) == 0)
    }

    @Test func `what stands in the way of TLS is named, with what to do`() async throws {
        let place = try await Self.workplace()
        try place.write("nonsense", to: "bad.pem", mode: 0o600)
        try place.write(String(contentsOfFile: place.path("key.pem"), encoding: .utf8), to: "open.pem", mode: 0o644)
        for (certificate, key, status, says) in [
            ("none.pem", "key.pem", 65, "there is no file none.pem"),
            ("certificate.pem", "none.pem", 65, "there is no file none.pem"),
            ("bad.pem", "key.pem", 65, "BEGIN CERTIFICATE"),
            ("certificate.pem", "bad.pem", 65, "bad.pem holds no key"),
            ("certificate.pem", "locked-key.pem", 65, "openssl pkey -in locked-key.pem"),
            ("certificate.pem", "other-key.pem", 65, "other-key.pem does not go with"),
            ("certificate.pem", "open.pem", 77, "chmod o= open.pem"),
        ] as [(String, String, Int32, String)] {
            // There is no such database either: the files come first.
            let outcome = try await place.zhibu(
                "serve", "--database", "none", "--tls-certificate", certificate, "--tls-key", key
            )
            #expect(outcome.status == status, "\(outcome.err)")
            #expect(outcome.err.contains(says), "\(outcome.err)")
        }
    }

    @Test func `an address that this machine does not have is no place to listen`() async throws {
        let place = try await Self.workplace()
        let outcome = try await place.zhibu(["serve", "--port", "0", "--host", "192.0.2.1"] + Self.tls)
        #expect(outcome.status == 64, "\(outcome.err)")
        #expect(outcome.err.contains("choose another --host"), "\(outcome.err)")
    }
}

extension Workplace {
    /// Whether it is that certificate that a new connection is shown.
    fileprivate func isShown(_ name: String, by server: RunningServer) async throws -> Bool {
        let port = try #require(server.address.split(separator: ":").last)
        let ask = "import ssl; print(ssl.get_server_certificate(('127.0.0.1', \(port))), end='')"
        let asked = try ChildProcess("python3", ["-c", ask], output: path("shown"))
        try #require(try await asked.end() == 0)
        return try String(contentsOfFile: path("shown"), encoding: .utf8)
            == String(contentsOfFile: path(name), encoding: .utf8)
    }

    fileprivate func write(_ text: String, to name: String, mode: Int) throws {
        try write(text, to: name)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
    }
}
