import Domain
import Foundation
import HTTPTypes
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Server
@testable import Storage

/// A server on a real database file in a folder of its own, with a clock that the test sets.
///
/// Every successful answer is held against the schema that its operation promises.
final class TestServer: Sendable {
    /// The moment the tests begin: 2026-11-24, 10:00 in Shanghai.
    static let start = Instant(seconds: 1_795_485_600)

    let server: ZhibuServer
    let store: Store
    let folder: URL
    let clock: MovableClock
    /// What lets nothing stay of what is tried.
    let trial: RevertingEngine

    var database: String { folder.appending(path: "zhibu.sqlite").path }

    /// - Parameter timeZone: of a bureau that is not in the usual one.
    convenience init(
        timeZone: String? = nil, options: ServingOptions = ServingOptions(port: 0), logger: Logger = TestServer.silent
    ) async throws {
        guard let timeZone else {
            try await self.init(copying: Self.empty.value, options: options, logger: logger)
            return
        }
        let (folder, clock) = (try Self.newFolder(), MovableClock(Self.start))
        try await self.init(
            in: folder, Self.create(in: folder, timeZone, clock), clock, options: options, logger: logger)
    }

    /// A server of its own on a copy of another one's files, at the same moment.
    ///
    /// - Parameters:
    ///   - other: the folder of a server whose store was closed.
    ///   - log: hears what the database is asked.
    convenience init(
        copying other: URL, log: StatementLog? = nil, options: ServingOptions = ServingOptions(port: 0),
        logger: Logger = TestServer.silent
    ) async throws {
        let (folder, clock) = (try Self.newFolder(), MovableClock(Self.start))
        let database = TestDatabase(in: folder)
        try await database.copy(TestDatabase(in: other))
        let store = try await database.open(clock: Clock { clock.now })
        try await self.init(in: folder, store, clock, log: log, options: options, logger: logger)
    }

    private init(
        in folder: URL, _ store: Store, _ clock: MovableClock, log: StatementLog? = nil, options: ServingOptions,
        logger: Logger
    ) async throws {
        (self.folder, self.clock) = (folder, clock)
        var store = store
        trial = RevertingEngine(store.engine)
        store.engine = OverheardEngine(trial, hear: try await Self.portableSQL(store))
        if let log { store.engine = OverheardEngine(store.engine) { log.note($0) } }
        self.store = store
        server = ZhibuServer(
            store: store, systemUser: "test", options: options, hashing: Self.hashing, logger: logger)
    }

    /// The folder of an empty database, made once: whoever begins with nothing begins with a copy of it.
    private static let empty = Task { () async throws -> URL in
        let folder = try newFolder()
        try await create(in: folder, BureauTimeZone.standard, MovableClock(start)).close()
        return folder
    }

    private static func create(in folder: URL, _ timeZone: String, _ clock: MovableClock) async throws -> Store {
        try await TestDatabase(in: folder).create(timeZone: BureauTimeZone(timeZone), clock: Clock { clock.now })
    }

    private static func newFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zhibu-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Whatever any test asks the database, another engine could be asked.
    private static func portableSQL(_ store: Store) async throws -> @Sendable (SQL) -> Void {
        try await PortableSQL.listener(to: store) { Issue.record("\($0)") }
    }

    deinit {
        try? store.close()
        TestDatabase(in: folder).remove()
    }

    /// Sets the clock to noon of a day in Shanghai.
    func go(to day: String) throws {
        clock.now = Instant(seconds: Int64(try LocalDate(parsing: day).dayNumber) * 86_400 + 4 * 3600)
    }

    /// Answers one request, however long the machine keeps it waiting for its turn.
    func respond(to request: ZhibuServer.LocalRequest, by principal: Principal?) async throws
        -> ZhibuServer.LocalResponse
    {
        try await Deadline.$patience.withValue(Self.patience) { try await server.respond(to: request, by: principal) }
    }

    /// How many times longer than for a user's a test's request may take: ten minutes rather than half a minute.
    static let patience = 20

    /// Answers one request, and checks what comes back against the description.
    ///
    /// - Parameter principal: nil for whoever the headers say.
    @discardableResult
    func send(
        _ method: String, _ path: String, _ body: JSON? = nil, file: String? = nil, headers: [String: String] = [:],
        by principal: Principal? = .operator(systemUser: "test")
    ) async throws -> Answer {
        let content: ZhibuServer.LocalRequest.Body =
            if let file { .file(path: file) { _ in } } else if let body { .json(body) } else { .none }
        let response = try await respond(
            to: ZhibuServer.LocalRequest(method, API.root + path, headers: headers, body: content), by: principal
        )
        let answer = Answer(response)
        if (200..<300).contains(answer.status) { checkAgainstDescription(answer, method, path) }
        return answer
    }

    /// Sends bytes as they are.
    func sendRaw(_ method: String, _ path: String, _ bytes: [UInt8], type: String) async throws -> Answer {
        let url = folder.appending(path: "\(UUID().uuidString).body")
        try Data(bytes).write(to: url)
        let response = try await respond(
            to: ZhibuServer.LocalRequest(
                method, API.root + path, headers: ["Content-Type": type], body: .file(path: url.path) { _ in }
            ),
            by: .operator(systemUser: "test")
        )
        return Answer(response)
    }

    func get(_ path: String) async throws -> Answer {
        try await send("GET", path)
    }

    /// The id of the first of a list.
    func first(_ path: String) async throws -> Int {
        try await get(path).items.first?["id"]?.integer.map { Int($0) } ?? -1
    }

    @discardableResult
    func post(_ path: String, _ body: JSON? = nil, headers: [String: String] = [:]) async throws -> Answer {
        try await send("POST", path, body, headers: headers)
    }

    /// Imports a spreadsheet given as text.
    func importing(_ what: String, _ text: String, query: String = "") async throws -> Answer {
        try await importing(text, into: "/imports/\(what)\(query)")
    }

    func importing(_ text: String, into address: String) async throws -> Answer {
        let path = folder.appending(path: "\(UUID().uuidString).csv").path
        try Data(text.utf8).write(to: URL(filePath: path))
        return try await send("POST", address, file: path)
    }

    func auditCount() async throws -> Int {
        try await store.read(by: .operator(systemUser: "test")) { try $0.auditCount() }
    }

    private func checkAgainstDescription(_ answer: Answer, _ method: String, _ path: String) {
        guard let operation = Self.operation(method, path) else {
            Issue.record("no operation for \(method) \(path)")
            return
        }
        guard case .json(let schema) = operation.success else { return }
        var errors = FieldErrors()
        schema.validate(answer.json, at: "", into: &errors)
        #expect(errors.isEmpty, "\(operation.id) sent what it does not describe: \(errors.errors.prefix(5))")
    }

    static func operation(_ method: String, _ path: String) -> Server.Operation? {
        let parts = path.prefix { $0 != "?" }.split(separator: "/")
        return API.operations.first { operation in
            let template = operation.path.split(separator: "/")
            return operation.method.rawValue == method && template.count == parts.count
                && zip(template, parts).allSatisfy { $0.hasPrefix("{") ? Int($1) != nil : $0 == $1 }
        }
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

/// What came back.
struct Answer {
    let status: Int
    let headers: [String: String]
    let body: [UInt8]

    init(_ response: ZhibuServer.LocalResponse) {
        status = response.status
        headers = Dictionary(response.headers.map { ($0.lowercased(), $1) }, uniquingKeysWith: { first, _ in first })
        body = response.body
    }

    /// null for a body that is not JSON.
    var json: JSON { (try? JSON.parse(body)) ?? .null }
    var text: String { String(decoding: body, as: UTF8.self) }
    var code: String? { json["code"]?.string }
    /// `field code` of every input error.
    var errors: [String] {
        (json["errors"]?.array ?? []).map { "\($0["field"]?.string ?? "") \($0["code"]?.string ?? "")" }
    }
    var id: Int { json["id"]?.integer.map { Int($0) } ?? -1 }
    var items: [JSON] { json["items"]?.array ?? json.array ?? [] }
}

extension Transaction {
    /// How many entries the audit has.
    func auditCount() throws -> Int {
        try session.value("SELECT count(*) FROM audit") ?? 0
    }
}
