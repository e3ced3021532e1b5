import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

/// Writes that arrive together share a commit, and nothing else.
@Suite(.onSQLite, .timeLimit(.minutes(60))) struct GroupCommitTests {
    private struct Declined: Error, Equatable {
        let number: Int
    }

    private static func insert(_ number: Int, _ session: any Session) throws {
        try session.run("INSERT INTO setting (key, value) VALUES (\("k\(number)"), \("v\(number)"))")
    }

    private static let countInserted: SQL = "SELECT count(*) FROM setting WHERE key GLOB 'k[0-9]*'"

    @Test func `every write is there, and its own caller hears of it after the commit`() async throws {
        let test = try await TestStore()
        // More than the largest batch.
        let numbers = 0..<600
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in numbers {
                group.addTask {
                    let answer = try await test.store.database.write { session in
                        try Self.insert(number, session)
                        return number * 3
                    }
                    #expect(answer == number * 3)
                    let seen: String? = try await test.value("SELECT value FROM setting WHERE key = \("k\(number)")")
                    #expect(seen == "v\(number)", "answered before the commit")
                }
            }
            try await group.waitForAll()
        }
        #expect(try await test.value(Self.countInserted) == numbers.count)
        #expect(try OtherProcess.sqlite(test.path, "SELECT count(*) FROM setting WHERE key GLOB 'k[0-9]*'") == "600")
    }

    @Test func `a write that throws leaves no trace, and its neighbours stand`() async throws {
        let test = try await TestStore()
        let numbers = 0..<300
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in numbers {
                group.addTask {
                    let write = {
                        try await test.store.database.write { session in
                            try Self.insert(number, session)
                            if number.isMultiple(of: 3) { throw Declined(number: number) }
                        }
                    }
                    guard number.isMultiple(of: 3) else { return try await write() }
                    await #expect(throws: Declined(number: number)) { try await write() }
                }
            }
            try await group.waitForAll()
        }
        let stand = try await test.values("SELECT key FROM setting WHERE key GLOB 'k[0-9]*'", as: String.self)
        #expect(Set(stand) == Set(numbers.filter { !$0.isMultiple(of: 3) }.map { "k\($0)" }))
    }

    @Test(arguments: ["", "OR ABORT", "OR FAIL", "OR ROLLBACK"])
    func `a violated constraint is one write's alone`(_ resolution: String) async throws {
        let test = try await TestStore()
        try await test.run("INSERT INTO setting (key, value) VALUES ('taken', '')")
        let duplicate = SQL(stringLiteral: "INSERT \(resolution) INTO setting (key, value) VALUES ('taken', 'again')")
        let refused = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await test.store.database.write { session in
                            try Self.insert(number, session)
                            if number.isMultiple(of: 10) { try session.run(duplicate) }
                        }
                    } catch {
                        #expect(number.isMultiple(of: 10), "\(number): \(error)")
                        #expect("\(error)".contains("UNIQUE constraint failed: setting.key"))
                        refused.count()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(refused.value == 20)
        #expect(try await test.value(Self.countInserted) == 180)
        #expect(try await test.value("SELECT value FROM setting WHERE key = 'taken'") == "")
    }

    @Test func `a write too large for the disk fails alone`() async throws {
        let test = try await TestStore()
        let pages: Int = try #require(await test.value("PRAGMA page_count"))
        // A pragma takes no bound value.
        try await test.run(SQL(stringLiteral: "PRAGMA max_page_count = \(pages + 20)"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    let write = {
                        try await test.store.database.write { session in
                            try Self.insert(number, session)
                            guard number.isMultiple(of: 20) else { return }
                            let large = String(repeating: "满", count: 200_000)
                            try session.run("INSERT INTO setting (key, value) VALUES (\("large\(number)"), \(large))")
                        }
                    }
                    guard number.isMultiple(of: 20) else { return try await write() }
                    await #expect(throws: StorageFault.diskFull("database or disk is full (SQLite 13)")) {
                        try await write()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await test.value(Self.countInserted) == 57)
        #expect(try await test.value("PRAGMA integrity_check") == "ok")
    }

    @Test func `writes that wait together cost far fewer commits than there are writes`() async throws {
        let test = try await TestStore()
        let writes = 200
        let asked = Counter()
        let frames = try logFrames(test)
        try await withThrowingTaskGroup(of: Void.self) { group in
            // The first one keeps the writer busy until the others have asked.
            group.addTask {
                try await test.store.database.write { _ in
                    try block(until: "the others' asking") { asked.value >= writes }
                }
            }
            for number in 0..<writes {
                group.addTask {
                    asked.count()
                    try await test.store.database.write { try Self.insert(number, $0) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await test.value(Self.countInserted) == writes)
        // Every commit appends the pages it changed to the log, two of them for one row.
        #expect(try logFrames(test) - frames < writes)
    }

    private func logFrames(_ test: TestStore) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: test.path + "-wal")
        return (try #require(attributes[.size] as? NSNumber).intValue - 32) / (4096 + 24)
    }

    @Test func `a write after the closing is refused, not forgotten`() async throws {
        let test = try await TestStore()
        try test.store.close()
        await #expect(throws: StorageFault.closed) { try await test.run("DELETE FROM setting") }
        await #expect(throws: (any Error).self) { try await test.read { try $0.auditCount() } }
    }

    @Test func `a use case and its audit stand or fall together`() async throws {
        let test = try await TestStore()
        let before = try await test.read { try $0.auditCount() }
        await #expect(throws: Declined(number: 1)) {
            try await test.write { transaction in
                _ = try transaction.createCommittee(Committee.Draft(code: "JG", name: "机关党委"))
                throw Declined(number: 1)
            }
        }
        #expect(try await test.read { try $0.auditCount() } == before)
        #expect(try await test.value("SELECT count(*) FROM committee") == 0)
        let caller = Transaction.Caller(address: "192.0.2.7", request: "r-1")
        try await test.store.write(by: .operator(systemUser: "anna"), for: caller) { transaction in
            _ = try transaction.createCommittee(Committee.Draft(code: "JG", name: "机关党委"))
        }
        #expect(try await test.read { try $0.auditCount() } == before + 1)
        let entry: String? = try await test.value(
            """
            SELECT actor || ' ' || origin || ' ' || action || ' ' || subject || ' ' || request_id || ' ' || at
              FROM audit ORDER BY id DESC
            """
        )
        #expect(entry == "operator:anna 192.0.2.7 created committee r-1 \(TestStore.start.seconds)")
    }
}
