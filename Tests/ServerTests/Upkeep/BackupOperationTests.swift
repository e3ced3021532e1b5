import Domain
import Foundation
import Logging
import ServiceLifecycle
import TestSupport
import Testing

@testable import Server
@testable import Storage

struct BackupOperationTests {
    @Test func `a backup is made through the server, listed, and noted in the audit`() async throws {
        let server = try await SmallBureau().server
        let made = try await server.post("/backups")
        #expect(made.status == 201)
        let name = try #require(made.json["name"]?.string)
        let path = try #require(made.json["path"]?.string)
        #expect(path == server.database + ".backups/" + name)
        #expect(try Data(contentsOf: URL(filePath: path)).count == made.json["bytes"]?.integer.map(Int.init))
        let second = try await server.post("/backups").json
        let list = try await server.send("GET", "/backups?limit=1").json
        #expect(list["items"]?.array?.map { $0["name"] } == [second["name"]])
        let cursor = try #require(list["nextCursor"]?.string)
        let rest = try await server.send("GET", "/backups?limit=1&cursor=\(cursor)").json
        #expect(rest["items"]?.array?.map { $0["name"]?.string } == [name])
        #expect(rest["nextCursor"]?.isNull == true)
        let audit = try await server.send("GET", "/audit?subject=database").json["items"]?.array ?? []
        #expect(audit.map { $0["action"]?.string } == ["backedUp", "backedUp"])
    }

    @Test func `an administrator is told its name, and not where it lies`() async throws {
        let server = try await SmallBureau().server
        let administrator = try await server.account("admin", grants: [.init(.administrator)])
        let made = try await server.send("POST", "/backups", by: administrator.principal)
        #expect(made.status == 201)
        #expect(made.json["path"]?.isNull == true)
    }

    @Test func `one at a time`() async throws {
        let server = try await SmallBureau().server
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<6 { group.addTask { try await server.post("/backups").status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.contains(201))
        #expect(Set(statuses).isSubset(of: [201, 409]))
        let kept = BackupFolder(of: server.database).backups()
        #expect(kept.count == statuses.count { $0 == 201 })
    }

    @Test func `what is damaged is not copied over good backups`() async throws {
        let server = try await SmallBureau().server
        try await server.store.database.write { try $0.run(("DROP TRIGGER snapshot_never_goes" as SQL).asTold) }
        let refused = try await server.post("/backups")
        #expect(refused.status == 409)
        #expect(refused.json["code"]?.string == "unsoundDatabase")
        #expect(BackupFolder(of: server.database).backups().isEmpty)
        let examined = try await server.send("GET", "/examination").json
        #expect(examined["isSound"] == false)
        #expect(examined["findings"]?.array?.map { $0["check"]?.string } == ["schema"])
    }

    @Test(.timeLimit(.minutes(60))) func `a schedule makes what is due, keeps so many, and seals nothing twice`()
        async throws
    {
        let server = try await SmallBureau().server
        let plan = try BackupPlan(every: 3600, keep: 2)
        let desk = BackupDesk(store: server.store, options: UpkeepOptions(plan: plan))
        let schedule = BackupSchedule(
            desk: desk, plan: plan, systemUser: "test",
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, interval: .milliseconds(5)
        )
        let running = Task { try await schedule.run() }
        defer { running.cancel() }
        var newest: [String] = []
        for day in ["2026-12-01", "2026-12-02", "2026-12-03"] {
            try server.go(to: day)
            let stamp = day.replacing("-", with: "")
            try await wait(until: "the backup of \(day)") {
                desk.folder.backups().first?.name.text == "zhibu-\(stamp)T040000Z.sqlite"
            }
            newest.append("zhibu-\(stamp)T040000Z.sqlite")
        }
        // Nothing more is due.
        try await Task.sleep(for: .milliseconds(50))
        running.cancel()
        _ = await running.result
        #expect(desk.folder.backups().map(\.name.text) == [newest[2], newest[1]])
        #expect(desk.failureCount == 0)
    }

    @Test func `a folder that cannot be made is told, and counted`() async throws {
        let server = try await SmallBureau().server
        let desk = BackupDesk(store: server.store, options: UpkeepOptions(backupFolder: server.database + ".keys/x"))
        await #expect(throws: StorageFault.self) {
            try await desk.make(by: .operator(systemUser: "test"), for: .local)
        }
        #expect(desk.failureCount == 1)
    }
}
