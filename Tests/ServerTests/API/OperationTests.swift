import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Server

/// Every operation of the table, through the real router on a real file.
struct OperationTests {
    @Test(arguments: API.operations.map(\.id))
    func `an operation answers as it is described`(id: String) async throws {
        let operation = try #require(API.operations.first { $0.id == id })
        let example = try #require(OperationExample.all[id], "there is no example for the operation \(id)")
        let prepared = try await example.prepare(SmallBureau())
        let path = example.path.replacing("{id}", with: "\(prepared.id)")
        var file: String?
        if let text = prepared.spreadsheet {
            let url = prepared.bureau.server.folder.appending(path: "example.csv")
            try Data(text.utf8).write(to: url)
            file = url.path
        }
        let answer = try await prepared.bureau.server.send(
            operation.method.rawValue, path, prepared.body, file: file, headers: prepared.headers,
            by: prepared.principal
        )
        #expect(answer.status == operation.status.code, "\(id): \(answer.text)")
        #expect(TestServer.operation(operation.method.rawValue, path)?.id == id)
    }

    @Test func `no example outlives its operation`() {
        #expect(Set(OperationExample.all.keys) == Set(API.operations.map(\.id)))
    }

    @Test(arguments: API.operations.filter { $0.keepsReply && !$0.needsVersion }.map(\.id))
    func `a repeated request with the same key has one effect and one answer`(id: String) async throws {
        let operation = try #require(API.operations.first { $0.id == id })
        let example = try #require(OperationExample.all[id])
        // Dry runs keep nothing, so there is nothing to repeat.
        if example.path.contains("dryRun") { return }
        let prepared = try await example.prepare(SmallBureau())
        let server = prepared.bureau.server
        let path = example.path.replacing("{id}", with: "\(prepared.id)")
        let url = server.folder.appending(path: "example.csv")
        if let text = prepared.spreadsheet { try Data(text.utf8).write(to: url) }
        let headers = ["Idempotency-Key": "k-1"]
        let file = prepared.spreadsheet == nil ? nil : url.path
        let send = {
            try await server.send(
                operation.method.rawValue, path, prepared.body, file: file, headers: headers, by: prepared.principal
            )
        }
        let first = try await send()
        let audit = try await server.auditCount()
        let second = try await send()
        #expect(second.status == first.status)
        #expect(second.body == first.body)
        #expect(second.headers["idempotency-replayed"] == "true")
        #expect(try await server.auditCount() == audit)
    }

    /// These change nothing that counts: a factor counts once it is confirmed, and a seal is put on what stands.
    private static let unaudited: Set = ["verifyExport", "beginSecondFactor", "makeAuditCheckpoint"]

    @Test(arguments: API.operations.filter { !$0.isSafe && !unaudited.contains($0.id) }.map(\.id))
    func `every change is audited in its own transaction`(id: String) async throws {
        let operation = try #require(API.operations.first { $0.id == id })
        let example = try #require(OperationExample.all[id])
        if example.path.contains("dryRun") { return }
        let prepared = try await example.prepare(SmallBureau())
        let server = prepared.bureau.server
        let before = try await server.auditCount()
        let url = server.folder.appending(path: "example.csv")
        if let text = prepared.spreadsheet { try Data(text.utf8).write(to: url) }
        let answer = try await server.send(
            operation.method.rawValue, example.path.replacing("{id}", with: "\(prepared.id)"), prepared.body,
            file: prepared.spreadsheet == nil ? nil : url.path, headers: prepared.headers, by: prepared.principal
        )
        try #require((200..<300).contains(answer.status), "\(answer.text)")
        #expect(try await server.auditCount() > before)
    }
}
