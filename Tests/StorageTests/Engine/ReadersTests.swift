import Domain
import Synchronization
import TestSupport
import Testing

@testable import Storage

/// Reads beside one another, and beside writes.
@Suite(.timeLimit(.minutes(60))) struct ReadersTests {
    @Test func `many reads at once are all answered, each on one unchanging view`() async throws {
        let test = try await TestStore()
        try await test.run("INSERT INTO setting (key, value) VALUES ('n', '0')")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...200 {
                group.addTask { try await test.run("UPDATE setting SET value = \("\(number)") WHERE key = 'n'") }
                group.addTask {
                    let (first, second) = try await test.store.database.read { session in
                        let first: String? = try session.value("SELECT value FROM setting WHERE key = 'n'")
                        for _ in 0..<200 { _ = try session.value("SELECT count(*) FROM setting", as: Int.self) }
                        return (first, try session.value("SELECT value FROM setting WHERE key = 'n'", as: String.self))
                    }
                    #expect(first != nil && first == second)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `a read that throws leaves its connection fit for the next`() async throws {
        struct Declined: Error {}
        let test = try await TestStore()
        for _ in 0..<20 {
            await #expect(throws: Declined.self) {
                try await test.store.database.read { session in
                    try session.forEach("SELECT key FROM setting") { _ in throw Declined() }
                }
            }
            #expect(try await test.value("SELECT count(*) FROM setting", as: Int.self) ?? 0 > 0)
        }
    }

    @Test(.onSQLite) func `what nobody waits for any more is given up, between two rows or before the first`()
        async throws
    {
        let test = try await TestStore()
        let begun = Mutex(false)
        let endless = Task {
            try await test.store.database.read { session in
                try session.forEach(
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
                ) { _ in begun.withLock { $0 = true } }
            }
        }
        defer { endless.cancel() }
        try await wait(until: "the first row") { begun.withLock { $0 } }
        endless.cancel()
        await #expect(throws: CancellationError.self) { try await endless.value }

        let neverBegun = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await test.value("SELECT 1", as: Int.self)
        }
        await #expect(throws: CancellationError.self) { try await neverBegun.value }
        #expect(try await test.value("SELECT 1", as: Int.self) == 1)
    }

    @Test(.onSQLite) func `whoever copies the database gets a reader too, however much is read`() async throws {
        let test = try await TestStore()
        let copy = test.path + ".copy"
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<64 {
                group.addTask {
                    while !Task.isCancelled { _ = try await test.value("SELECT count(*) FROM setting", as: Int.self) }
                }
            }
            try await test.store.database.copy(to: copy)
            group.cancelAll()
            while (try? await group.next()) != nil {}
        }
    }

    @Test func `columns are found by name in any order, and again`() async throws {
        let test = try await TestStore()
        let found = try await test.store.database.read { session in
            try session.rows("SELECT 1 AS first, 2 AS second, 3 AS third UNION ALL SELECT 4, 5, 6") { row in
                [try row["third"] as Int, try row["first"], try row["second"], try row["second"], try row.at(0)]
            }
        }
        #expect(found == [[3, 1, 2, 2, 1], [6, 4, 5, 5, 4]])
        await #expect(throws: StorageFault.corrupt("no column ‘fourth’ in the result")) {
            try await test.store.database.read { session in
                _ = try session.one("SELECT 1 AS first") { try $0["fourth"] as Int }
            }
        }
    }

    @Test(.onSQLite) func `an argument too few or too many is no statement`() async throws {
        let test = try await TestStore()
        let tooMany: SQL = "SELECT 1 /* \(1) */"
        await #expect(throws: (any Error).self) { try await test.run(tooMany) }
        await #expect(throws: (any Error).self) { try await test.run("SELECT ?") }
        #expect(try await test.value("SELECT 1", as: Int.self) == 1)
    }
}
