import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Server
@testable import Storage

/// A request that is valid but for who sends it, on ``WideBureau``.
///
/// Each operation is declared here once, in its room's file, and that one example serves every test that goes over all
/// operations: by whom it may be sent (``RoleMatrix``), that its answer is as described, that it is done once however often
/// it is sent, that it is audited, tried out, looked up by an index.
struct Example: Sendable {
    /// What has to be made first, where the request depends on it.
    struct Prepared: Sendable {
        var body: JSON?
        /// The one id in the path.
        var id: Int?
    }

    let operation: Server.Operation
    /// Which of the operation's cases it is, where who may do it goes by what is asked; nil for the one that stands for
    /// the operation.
    let variant: String?
    /// What the ids in the path are of, in words of ``WideBureau/ids``.
    let subjects: [String]
    let query: String?
    let body: JSON?
    /// That `If-Match` names.
    let version: Int?
    /// The text of a spreadsheet.
    let spreadsheet: String?
    /// A file that a record is to carry.
    let file: [UInt8]?
    /// What its lookups may go through.
    let plan: ListPlan
    let preparation: Preparation?

    /// What has to be done first: once, or by or for everyone who sends it, whose account is nil if they have none.
    enum Preparation: Sendable {
        case once(@Sendable (WideBureau) async throws -> Prepared)
        case forSender(@Sendable (WideBureau, TestAccount?) async throws -> Prepared)
    }

    /// - Parameters:
    ///   - subjects: as many as the operation's path has ids, unless one is prepared.
    ///   - prepare: what has to be done first.
    ///   - prepareForSender: likewise, by or for whoever sends it, whose account is nil if they have none.
    init(
        _ operation: Server.Operation, _ subjects: String..., case variant: String? = nil, query: String? = nil,
        body: JSON? = nil, version: Int? = nil, spreadsheet: String? = nil, file: [UInt8]? = nil,
        plan: ListPlan = ListPlan(),
        prepare: (@Sendable (WideBureau) async throws -> Prepared)? = nil,
        prepareForSender: (@Sendable (WideBureau, TestAccount?) async throws -> Prepared)? = nil
    ) {
        (self.operation, self.variant, self.subjects, self.query) = (operation, variant, subjects, query)
        (self.body, self.version, self.spreadsheet, self.file) = (body, version, spreadsheet, file)
        self.plan = plan
        preparation = prepareForSender.map(Preparation.forSender) ?? prepare.map(Preparation.once)
    }

    var isPreparedForSender: Bool {
        if case .forSender = preparation { true } else { false }
    }

    /// Its row in ``RoleMatrix``.
    var name: String { variant.map { "\(operation.id):\($0)" } ?? operation.id }

    /// All there are, by their names.
    static let all = Dictionary(
        (organisation + areas + assessment + awards + meetings + findings + decisions + care + cadence + diagnosis
            + mailReminders
            + ledgers + attachments
            + access + bookkeeping + upkeep + search).map {
                ($0.name, $0)
            },
        uniquingKeysWith: { first, _ in
            Issue.record("\(first.name) has two examples")
            return first
        })

    /// The one that stands for each operation, in the table's order.
    static let ofOperations = API.operations.compactMap { all[$0.id] }

    /// The example of an operation, and somebody who may carry it out: the widest roles come last.
    static func permitted(_ id: String) throws -> (example: Example, visitor: WideBureau.Visitor) {
        let example = try #require(all[id], "the operation \(id) has no example")
        let row = try #require(RoleMatrix.rows(of: RoleMatrix.table).first { $0.name == id })
        let name = try #require(row.expected.last { $0.what == "ok" }?.visitor, "nobody may \(id)")
        return (example, try #require(WideBureau.Visitor(rawValue: name)))
    }

    /// The request, made ready in a bureau.
    struct Request: Sendable {
        let method: String
        let path: String
        let body: JSON?
        /// Where its spreadsheet lies.
        let file: String?
        let headers: [String: String]
    }
}

extension WideBureau {
    /// Makes an example ready, and does what has to be done first for whoever is to send it.
    ///
    /// - Parameter query: more of it.
    func ready(
        _ example: Example, for account: TestAccount? = nil, query: String? = nil, headers: [String: String] = [:]
    ) async throws -> Example.Request {
        let prepared =
            switch example.preparation {
            case .once(let prepare): try await prepare(self)
            case .forSender(let prepare): try await prepare(self, account)
            case nil: Example.Prepared()
            }
        var file: String?
        if let bytes = example.spreadsheet.map({ Array($0.utf8) }) ?? example.file {
            let url = server.folder.appending(path: "\(UUID().uuidString).csv")
            try Data(bytes).write(to: url)
            file = url.path
        }
        let path = try path(of: example, prepared.id)
        let query = try [example.query.map { try self.path($0) }, query].compactMap(\.self).joined(separator: "&")
        var headers = headers
        if let version = example.version { headers["If-Match"] = "\"\(version)\"" }
        return Example.Request(
            method: example.operation.method.rawValue, path: query.isEmpty ? path : "\(path)?\(query)",
            body: prepared.body ?? example.body, file: file, headers: headers
        )
    }

    func send(_ request: Example.Request, by principal: Principal) async throws -> Answer {
        try await server.send(
            request.method, request.path, request.body, file: request.file, headers: request.headers, by: principal)
    }

    /// An example, sent by one of those who come.
    func send(_ example: Example, by visitor: Visitor) async throws -> Answer {
        try await send(ready(example, for: accounts[visitor]), by: principal(visitor))
    }

    /// The operation's path with the ids in their places, without a query.
    ///
    /// - Parameter made: the id that was prepared, if one was.
    func path(of example: Example, _ made: Int? = nil) throws -> String {
        let names = example.operation.pathParameters
        let found = try example.subjects.map { try #require(ids[$0], "there is no id for \($0)") }
        let values = found.isEmpty ? [made].compactMap(\.self) : found
        try #require(values.count == names.count, "\(example.name) names \(values.count) ids for \(names)")
        return zip(names, values).reduce(example.operation.path) { path, value in
            path.replacing("{\(value.0)}", with: String(value.1))
        }
    }
}
