import Domain
import Synchronization
import TestSupport
import Testing

@testable import Storage

extension TestStore {
    /// Lets two servers write at once: the first comes to the end of what it does and waits there, before it is committed,
    /// until the second has come to its own end or waits for the first.
    ///
    /// - Parameter holdingLocks: not to see what becomes of it where nothing is locked.
    func atOnce<One: Sendable, Other: Sendable>(
        holdingLocks: Bool = true, by principals: (Principal, Principal) = (TestStore.principal, TestStore.principal),
        in places: (WritePlace, WritePlace) = (.everywhere, .everywhere),
        _ one: @escaping @Sendable (Transaction) throws -> One,
        _ other: @escaping @Sendable (Transaction) throws -> Other
    ) async throws -> (Result<One, any Error>, Result<Other, any Error>) {
        try await serversAtOnce(holdingLocks: holdingLocks) {
            try await $0.write(by: principals.0, in: places.0, one)
        } _: {
            try await $0.write(by: principals.1, in: places.1, other)
        }
    }

    /// The same of whatever each of them does on its store.
    func serversAtOnce<One: Sendable, Other: Sendable>(
        holdingLocks: Bool = true,
        _ one: @escaping @Sendable (Store) async throws -> One,
        _ other: @escaping @Sendable (Store) async throws -> Other
    ) async throws -> (Result<One, any Error>, Result<Other, any Error>) {
        let address = try #require(TestDatabase(in: folder).address)
        let encounter = Encounter(at: address)
        var (first, second) = (
            server(at: address, holdingLocks: holdingLocks), server(at: address, holdingLocks: holdingLocks)
        )
        defer {
            try? first.close()
            try? second.close()
        }
        first.engine = EncounterEngine(base: first.database) { try encounter.waitForTheOther() }
        second.engine = EncounterEngine(base: second.database) { encounter.note(.otherCame) }
        let beginning = Task { [first] in
            defer { encounter.note(.firstCame) }
            return await Self.result { try await one(first) }
        }
        try await wait(until: "the first comes to its end") { encounter.has(.firstCame) }
        let otherResult = await Self.result { [second] in try await other(second) }
        encounter.note(.otherCame)
        return (await beginning.value, otherResult)
    }

    /// Another server on the same database.
    func server(at address: PostgreSQLAddress, holdingLocks holdsLocks: Bool = true) -> Store {
        Store(
            on: PostgreSQLEngine(at: address, holdsLocks: holdsLocks), at: store.place, clock: store.clock,
            settings: store.settings, keys: store.keys)
    }

    private static func result<Value>(_ work: () async throws -> Value) async -> Result<Value, any Error> {
        do {
            return .success(try await work())
        } catch {
            return .failure(error)
        }
    }
}

extension Result {
    var isSuccess: Bool { if case .success = self { true } else { false } }
}

/// Where two writes meet.
final class Encounter: Sendable {
    enum Event {
        case firstCame, otherCame
    }

    private let address: PostgreSQLAddress
    private let events = Mutex<Set<Event>>([])

    init(at address: PostgreSQLAddress) {
        self.address = address
    }

    func note(_ event: Event) {
        events.withLock { _ = $0.insert(event) }
    }

    func has(_ event: Event) -> Bool { events.withLock { $0.contains(event) } }

    /// Holds the first one up, at its end.
    func waitForTheOther() throws {
        note(.firstCame)
        let onlooker = PostgreSQLSession(connection: try PostgreSQLConnection(to: address))
        try block(until: "the other one comes to its end, or waits") {
            try has(.otherCame) || Self.somebodyWaits(onlooker)
        }
    }

    /// Holds each of two up until both are here, which neither is that waits for the other.
    func meet(as event: Event) throws {
        note(event)
        let onlooker = PostgreSQLSession(connection: try PostgreSQLConnection(to: address))
        try block(until: "both are here") {
            if try Self.somebodyWaits(onlooker) { throw WaitsForTheOther() }
            return has(.firstCame) && has(.otherCame)
        }
    }

    struct WaitsForTheOther: Error {}

    private static func somebodyWaits(_ session: any Session) throws -> Bool {
        try session.exists(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
    }
}

/// An engine that does something at the end of each body, before it is committed.
private struct EncounterEngine: Engine {
    let base: any Engine
    let atEnd: @Sendable () throws -> Void

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Session) throws -> Value) async throws -> Value {
        try await base.read(body)
    }

    func write<Value: Sendable>(
        in place: WritePlace, _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        try await base.write(in: place) { [atEnd] session in
            let result = Result { try body(session) }
            try atEnd()
            return try result.get()
        }
    }

    func close() throws { try base.close() }
}
