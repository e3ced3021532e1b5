import Domain
import Foundation
import TestSupport
import Testing

@testable import Server
@testable import Storage

/// What watches over the server asks for.
@Suite(.serialized, .timeLimit(.minutes(60)))
struct HealthTests {
    private func ask(_ server: TestServer, _ path: String, by method: String = "GET") async throws -> (Int, JSON) {
        let response = try await server.respond(
            to: ZhibuServer.LocalRequest(method, path), by: nil
        )
        return (response.status, (try? JSON.parse(response.body)) ?? .null)
    }

    /// On a machine that is busy with other tests a disk may take its time.
    private func waitUntilReady(_ server: TestServer) async throws {
        try await wait(until: "readiness") { try await ask(server, "/readyz").0 == 200 }
    }

    @Test func `a server that can do its work says so to anybody`() async throws {
        let server = try await TestServer()
        #expect(try await ask(server, "/livez") == (200, ["status": "live"]))
        try await waitUntilReady(server)
        #expect(try await ask(server, "/readyz") == (200, ["status": "ready"]))
        #expect(try await ask(server, "/readyz", by: "HEAD").0 == 200)
        #expect(try await ask(server, "/readyz", by: "POST").0 == 405)
        // Nothing is left beside the database by looking.
        let names = try FileManager.default.contentsOfDirectory(atPath: server.folder.path)
        #expect(!names.contains { $0.hasSuffix(".probe") })
    }

    @Test(
        .onSQLite, arguments: ["moved away", "replaced", "cut to nothing", "folder moved"])
    func `once it has lost its database it is not ready, though alive`(loss: String) async throws {
        let server = try await TestServer()
        try await waitUntilReady(server)
        let path = server.database
        let aside = server.folder.path + "-aside"
        defer { try? FileManager.default.removeItem(atPath: aside) }
        switch loss {
        case "moved away": try FileManager.default.moveItem(atPath: path, toPath: aside)
        case "replaced":
            try FileManager.default.moveItem(atPath: path, toPath: aside)
            try FileManager.default.copyItem(atPath: aside, toPath: path)
        case "cut to nothing": truncate(path, 0)
        default: try FileManager.default.moveItem(atPath: server.folder.path, toPath: aside)
        }
        // An answer is given again for a second.
        try await Task.sleep(for: Readiness.freshness)
        #expect(try await ask(server, "/readyz").0 == 503)
        #expect(try await ask(server, "/livez").0 == 200)
        if loss == "moved away" {
            try FileManager.default.moveItem(atPath: aside, toPath: path)
            try await waitUntilReady(server)
        }
    }

    // MARK: - Metrics

    private func metrics(_ answer: WireAnswer) -> [String: Double] {
        var values: [String: Double] = [:]
        for line in answer.text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else {
                Issue.record("not a sample: \(line)")
                continue
            }
            values[String(line[..<space])] = value
        }
        return values
    }

    @Test func `from this machine anybody reads what is measured`() async throws {
        // Of its own making, for what was written to it is measured too.
        let bureau = try await SmallBureau(scheme: SmallBureau.scheme()).server
        try await withServed(bureau) { served in
            _ = try await served.send("GET /api/v1/branches/1")
            _ = try await served.send("GET /api/v1/branches/77")
            let answer = try await served.sendAsNobody("GET /metrics")
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"]?.hasPrefix("text/plain; version=0.0.4") == true)
            let values = metrics(answer)
            let route = #"method="GET",route="/api/v1/branches/{branch}""#
            #expect(values["zhibu_http_requests_total{\(route),status=\"200\"}"] == 1)
            #expect(values["zhibu_http_requests_total{\(route),status=\"404\"}"] == 1)
            #expect(values["zhibu_http_request_duration_seconds_count{\(route)}"] == 2)
            #expect(values["zhibu_http_request_duration_seconds_bucket{\(route),le=\"+Inf\"}"] == 2)
            #expect(values["zhibu_http_requests_in_flight"] == 1)
            #expect((values["zhibu_commit_writes_count"] ?? 0) > 3)
            #expect(values["zhibu_commit_writes_bucket{le=\"+Inf\"}"] == values["zhibu_commit_writes_count"])
            #expect((values["zhibu_database_bytes"] ?? 0) + (values["zhibu_database_log_bytes"] ?? 0) > 100_000)
            #expect((values["process_resident_memory_bytes"] ?? 0) > 1_000_000)
            #expect(values["zhibu_ready"] == 1 && values["zhibu_writable"] == 1)
            #expect(values["zhibu_backups"] == 0 && values["zhibu_backup_age_seconds"] == nil)
        }
    }

    @Test func `when somebody was at a box is not to be read from what is measured`() async throws {
        try await withServed(TestServer()) { served in
            for path in ["/api/v1/suggestion-box", "/api/v1/ballot-box", "/suggest", "/vote"] {
                _ = try await served.sendAsNobody("POST \(path)", ["Content-Type: application/json"], body: "{}")
            }
            let text = try await served.sendAsNobody("GET /metrics").text
            #expect(!text.contains("-box") && !text.contains("/suggest") && !text.contains("/vote"), "\(text)")
            #expect(text.contains("zhibu_http_requests_in_flight 1"), "\(text)")
        }
    }

    @Test func `elsewhere means another machine, and takes somebody who maintains the database`() async throws {
        let bureau = try await TestServer()
        let administrator = try await bureau.account("admin", grants: [.init(.administrator)])
        let auditor = try await bureau.account("audit", grants: [.init(.auditor)])
        let metrics = MetricsRoute(
            store: bureau.store, tally: RequestTally(),
            backups: BackupDesk(store: bureau.store, options: UpkeepOptions()),
            digests: DigestDesk(store: bureau.store, mail: nil, systemUser: "test"),
            readiness: Readiness(engine: bureau.store.database))
        for (principal, address, isLetIn) in [
            (.nobody, "127.0.0.1", true), (.nobody, "203.0.113.7", false),
            (administrator.principal, "203.0.113.7", true),
            (auditor.principal, "203.0.113.7", false),
        ] as [(Principal, String, Bool)] {
            var isRefused = false
            do {
                try await metrics.requireReader(principal, at: address)
            } catch {
                isRefused = true
            }
            #expect(isRefused != isLetIn, "\(principal) \(address)")
        }
    }

    @Test(arguments: [
        "X-Forwarded-For: 127.0.0.1", "x-forwarded-proto: https", "Forwarded: for=127.0.0.1", "Via: 1.1 proxy",
        "X-Real-IP: 127.0.0.1", "X-Forwarded-Host: zhibu.example",
    ])
    func `what is for this machine alone goes through no proxy, be it on this machine`(header: String) async throws {
        for proxies in [nil, AddressRange.loopback] {
            let options = try ServingOptions(
                host: "127.0.0.1", port: 0, tls: nil, trustedProxies: proxies, maximumConnections: 10
            )
            let bureau = try await TestServer(options: options)
            let administrator = try await bureau.account("admin", grants: [.init(.administrator)])
            let token = "Authorization: Bearer \(try await bureau.token(of: administrator).secret)"
            try await withServed(bureau) { served in
                #expect(try await served.sendAsNobody("GET /metrics").status == 200)
                for headers in [[header], [header, token]] {
                    let answer = try await served.sendAsNobody("GET /metrics", headers)
                    #expect(answer.status == 403 && answer.text.contains("notThroughProxy"), "\(answer.text)")
                }
                // The one-run credential of a local command.
                #expect(try await served.send("GET /api/v1/branches").status == 200)
                let passedOn = try await served.send("GET /api/v1/branches", [header])
                #expect(passedOn.status == 401, "\(passedOn.text)")
                // A token is anybody's, from anywhere.
                #expect(try await served.sendAsNobody("GET /api/v1/branches", [header, token]).status == 200)
            }
        }
    }
}
