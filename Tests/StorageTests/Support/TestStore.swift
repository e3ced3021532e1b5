import Domain
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Storage

/// A database on a real file in a folder of its own, with a clock that the test sets.
final class TestStore: Sendable {
    /// The moment the tests begin: 2026-11-24, 10:00 in Shanghai.
    static let start = Instant(seconds: 1_795_485_600)
    static let principal = Principal.operator(systemUser: "test")

    let folder: URL
    let store: Store
    let clock: MovableClock

    var path: String { store.place.database }

    init() async throws {
        folder = try Self.makeFolder()
        let moment = MovableClock(Self.start)
        clock = moment
        var store = try await TestDatabase(in: folder).create(
            timeZone: BureauTimeZone(BureauTimeZone.standard), clock: Clock { moment.now })
        store.engine = OverheardEngine(
            store.engine, hear: try await PortableSQL.listener(to: store) { Issue.record("\($0)") })
        self.store = store
    }

    /// Opens it anew, once it was closed.
    func open(clock: Storage.Clock? = nil) async throws -> Store {
        try await TestDatabase(in: folder).open(clock: clock)
    }

    deinit {
        // Not closed here: this may be the database's own queue.
        TestDatabase(in: folder).remove()
    }

    static func makeFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zhibu-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Sets the clock to noon of a day in Shanghai.
    func go(to day: String) throws {
        clock.now = Instant(seconds: Int64(try LocalDate(parsing: day).dayNumber) * 86_400 + 4 * 3600)
    }

    func read<Value: Sendable>(_ useCase: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        // Here as below: whoever asks a store made in passing has it until the answer is there.
        defer { withExtendedLifetime(self) {} }
        return try await store.read(by: Self.principal, useCase)
    }

    @discardableResult
    func write<Value: Sendable>(_ useCase: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        defer { withExtendedLifetime(self) {} }
        return try await store.write(by: Self.principal, useCase)
    }

    /// Runs statements as they are, past the use cases.
    func run(_ statements: SQL...) async throws {
        defer { withExtendedLifetime(self) {} }
        try await store.database.write { session in
            for statement in statements { try session.run(statement.asTold) }
        }
    }

    /// The first column of the first row.
    func value<Value: SQLValue & Sendable>(_ sql: SQL, as type: Value.Type = Value.self) async throws -> Value? {
        defer { withExtendedLifetime(self) {} }
        return try await store.database.read { try $0.value(sql, as: Value.self) }
    }

    /// The first column of all rows.
    func values<Value: SQLValue & Sendable>(_ sql: SQL, as type: Value.Type = Value.self) async throws -> [Value] {
        defer { withExtendedLifetime(self) {} }
        return try await store.database.read { session in try session.rows(sql) { try $0.at(0) as Value } }
    }
}

/// A clock that stands still until it is set.
final class MovableClock: Sendable {
    private let moment: Mutex<Instant>

    init(_ moment: Instant) {
        self.moment = Mutex(moment)
    }

    var now: Instant {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }
}

extension Transaction {
    /// How many entries the audit has.
    func auditCount() throws -> Int {
        try session.value("SELECT count(*) FROM audit") ?? 0
    }
}
