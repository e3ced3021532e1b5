import Foundation
import NIOCore
import NIOSSL
import Testing

@testable import Server

/// TLS of the server's own.
@Suite(.serialized, .timeLimit(.minutes(60)))
struct TLSTests {
    private static func client(_ change: (inout TLSConfiguration) -> Void = { _ in }) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .file(TestIdentity.fixture("certificate.pem"))
        change(&configuration)
        return configuration
    }

    private static func served(_ limits: ConnectionLimits = ConnectionLimits()) throws -> ServingOptions {
        let files = try TestIdentity()
        var options = try ServingOptions(
            host: "127.0.0.1", port: 0, tls: TLSIdentity(certificate: files.certificate, key: files.key),
            trustedProxies: nil, maximumConnections: 10
        )
        options.limits = limits
        return options
    }

    @Test func `requests are answered over TLS, and the client is told to insist on it`() async throws {
        try await withServed(TestServer(options: Self.served())) { served in
            try await Conversation.with(served, tls: Self.client()) { connection in
                for path in ["/api/v1/branches", "/nothing"] {
                    let answer = try #require(try await connection.get(path, [served.authorization]))
                    #expect(answer.status == (path == "/nothing" ? 404 : 200))
                    #expect(answer.headers["strict-transport-security"] == "max-age=31536000")
                }
            }
            let address = try #require(LocalCredential.find(for: served.bureau.database)).address
            #expect(address == "https://127.0.0.1:\(served.port)")
        }
    }

    @Test func `TLS before 1.2 is refused, and so is plain text`() async throws {
        try await withServed(TestServer(options: Self.served())) { served in
            for version in [TLSVersion.tlsv1, .tlsv11] {
                await #expect(throws: (any Error).self) {
                    let old = try Self.client {
                        $0.minimumTLSVersion = .tlsv1
                        $0.maximumTLSVersion = version
                    }
                    try await Conversation.with(served, tls: old) { _ = try await $0.get("/") }
                }
            }
            let answers = try await served.exchange([Array("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)])
            #expect(answers.isEmpty)
            for version in [TLSVersion.tlsv12, .tlsv13] {
                let tls = try Self.client { $0.maximumTLSVersion = version }
                let answer = try await Conversation.with(served, tls: tls) { try await $0.get("/") }
                #expect(answer?.status == 200)
            }
        }
    }

    @Test func `who connects and does not come to a handshake is sent away`() async throws {
        var limits = ConnectionLimits()
        limits.firstHead = .milliseconds(200)
        try await withServed(TestServer(options: Self.served(limits))) { served in
            let received = try await Conversation.with(served) { try await $0.receiveAll() }
            #expect(received.isEmpty)
        }
    }

    // MARK: - The files

    @Test func `two files that are an identity are taken, and a group may read the key`() throws {
        let files = try TestIdentity()
        for mode in [0o600, 0o400, 0o640] {
            try files.setMode(mode, of: files.key)
            _ = try TLSIdentity(certificate: files.certificate, key: files.key)
        }
    }

    @Test func `files that are none are refused by their names`() throws {
        let files = try TestIdentity()
        func refusal(_ certificate: String, _ key: String) -> TLSIdentity.Refusal? {
            do throws(TLSIdentity.Refusal) {
                _ = try TLSIdentity(certificate: certificate, key: key)
                return nil
            } catch {
                return error
            }
        }
        let none = files.path("none.pem")
        #expect(refusal(none, files.key) == .missing(path: none))
        #expect(refusal(files.certificate, none) == .missing(path: none))
        #expect(refusal(files.folder.path, files.key) == .missing(path: files.folder.path))
        for content in ["", "nonsense", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            let path = try files.write(content, to: "bad.pem", mode: 0o600)
            #expect(refusal(path, files.key) == .noCertificate(path: path))
            #expect(refusal(files.certificate, path) == .noKey(path: path))
        }
        #expect(refusal(files.key, files.key) == .noCertificate(path: files.key))
        let locked = try files.copy("locked-key.pem", mode: 0o600)
        #expect(refusal(files.certificate, locked) == .noKey(path: locked))
        let other = try files.copy("other-key.pem", mode: 0o600)
        #expect(refusal(files.certificate, other) == .mismatch(certificate: files.certificate, key: other))
        for mode in [0o644, 0o604, 0o602, 0o666] {
            try files.setMode(mode, of: files.key)
            #expect(refusal(files.certificate, files.key) == .openToOthers(path: files.key))
        }
    }
}

/// The certificate and the key of Tests/Fixtures/tls in a folder of their own, with the mode that a key must have.
final class TestIdentity: Sendable {
    let folder: URL

    var certificate: String { path("certificate.pem") }
    var key: String { path("key.pem") }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "zhibu-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try copy("certificate.pem", mode: 0o644)
        try copy("key.pem", mode: 0o600)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    static func fixture(_ name: String) -> String {
        SmallBureau.root.appending(path: "Tests/Fixtures/tls").appending(path: name).path
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    @discardableResult
    func copy(_ name: String, mode: Int) throws -> String {
        try write(String(contentsOfFile: Self.fixture(name), encoding: .utf8), to: name, mode: mode)
    }

    func write(_ text: String, to name: String, mode: Int) throws -> String {
        try Data(text.utf8).write(to: folder.appending(path: name))
        try setMode(mode, of: path(name))
        return path(name)
    }

    func setMode(_ mode: Int, of path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
}
