import Domain
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Storage

/// Time as it is recorded goes forward only.
struct SteadyClockTests {
    /// Two clocks that the test sets: the system's, and one that nobody sets.
    private final class Hands: Sendable {
        private let hands = Mutex((system: 1_000.0, elapsed: 0.0))

        func set(_ system: Double, after seconds: Double) {
            hands.withLock { $0 = (system, $0.elapsed + seconds) }
        }

        func clock(from start: Int64) -> SteadyClock {
            SteadyClock(
                from: Instant(seconds: start), system: { self.hands.withLock { $0.system } },
                elapsed: { self.hands.withLock { $0.elapsed } }
            )
        }
    }

    @Test func `it is the system's clock as long as that goes forward`() {
        let hands = Hands()
        let clock = hands.clock(from: 900)
        #expect(clock.now.seconds == 1_000)
        hands.set(1_001.5, after: 1.5)
        #expect(clock.now.seconds == 1_001)
        hands.set(5_000, after: 1)
        #expect(clock.now.seconds == 5_000)
    }

    @Test func `set back, it goes on at half the pace until the other has caught up`() {
        let hands = Hands()
        let clock = hands.clock(from: 900)
        #expect(clock.now.seconds == 1_000)
        hands.set(400, after: 1)
        #expect(clock.now.seconds == 1_000)
        // 600 behind; after 1,202 seconds more both say 1,602.
        var shown: [Int64] = []
        for step in 1...14 {
            hands.set(400 + 100 * Double(step), after: 100)
            shown.append(clock.now.seconds)
        }
        #expect(
            shown == [1_050, 1_100, 1_150, 1_200, 1_250, 1_300, 1_350, 1_400, 1_450, 1_500, 1_550, 1_600, 1_700, 1_800])
    }

    @Test func `it begins with the newest moment on record`() {
        let hands = Hands()
        let clock = hands.clock(from: 1_600)
        #expect(clock.now.seconds == 1_600)
        hands.set(1_010, after: 10)
        #expect(clock.now.seconds == 1_605)
    }

    // MARK: - With a database

    /// A database whose newest entry is so far ahead of the system's clock.
    private static func store(ahead seconds: Int64) async throws -> TestStore {
        let test = try await TestStore()
        test.clock.now = Clock.system.now().adding(seconds: seconds)
        try await test.write { _ = try $0.createCommittee(Committee.Draft(code: "JG", name: "机关党委")) }
        try test.store.close()
        return test
    }

    @Test func `a machine whose clock is an hour behind dates nothing before what is there`() async throws {
        let test = try await Self.store(ahead: 3_600)
        let store = try await test.open()
        #expect(store.clock.now() >= test.clock.now)
        #expect(store.clock.now() < test.clock.now.adding(seconds: 600))
        try await store.requireClock()
        try store.close()
    }

    @Test(.onSQLite) func `a clock that is more than a day behind is put right first, or accepted`() async throws {
        let test = try await Self.store(ahead: 400 * 86_400)
        func fault() async -> StorageFault? {
            do {
                let store = try await test.open()
                defer { try? store.close() }
                try await store.requireClock()
                return nil
            } catch {
                return error as? StorageFault
            }
        }
        guard case .clockBehind(let newest, _) = await fault() else {
            Issue.record("it was opened")
            return
        }
        #expect(newest == test.clock.now.description)
        let present = Clock.system.now()
        try await Store.acceptClock(of: .file(test.path), by: TestStore.principal)
        let store = try await test.open()
        try await store.requireClock()
        #expect(store.clock.now() >= present && store.clock.now() < present.adding(seconds: 600))
        let last = try await store.read(by: TestStore.principal) { try $0.auditEntries().rowsAndNext.0.first }
        #expect(last?.subject == AuditSubject.clock.rawValue && last?.before?.contains(newest) == true)
        #expect(try await store.read(by: TestStore.principal) { try $0.verifyAudit() }.holds)
        try store.close()
    }
}
