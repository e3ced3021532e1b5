import Domain
import Foundation
import Server
import Storage
import Synchronization

/// Whether a client has asked for anything that changes something.
private final class Changes: Sendable {
    private let asked = Mutex(false)

    var haveBeenAsked: Bool { asked.withLock { $0 } }

    func note() { asked.withLock { $0 = true } }
}

/// The API as a command sees it: over HTTP, or through the same router inside this process.
///
/// Whatever is not a success is thrown as a ``CommandFailure``. Every request that changes something carries an
/// Idempotency-Key, so that it can be sent again after a dropped connection without happening twice.
struct APIClient: Sendable {
    enum Way: Sendable {
        case inProcess(ZhibuServer, Store, Principal)
        case http(HTTPConnection)
    }

    /// An answer that was a success.
    struct Answer: Sendable {
        let status: Int
        let body: [UInt8]

        var json: JSON {
            get throws(CommandFailure) {
                do {
                    return try JSON.parse(body)
                } catch {
                    throw CommandFailure(.software, "the server's answer is not JSON: \(error.message)")
                }
            }
        }

        /// Whether something new was made, rather than found standing already.
        var isNew: Bool { status == 201 }
    }

    typealias Query = KeyValuePairs<String, String?>

    static let root = "/api/v1"
    private static let pageSize = 500

    let way: Way
    private let changes = Changes()
    /// Whether it asks as the operator of a database file.
    let isOperator: Bool

    init(way: Way, isOperator: Bool = true) {
        self.way = way
        self.isOperator = isOperator
    }

    // MARK: Requests

    /// - Parameter takesLong: the answer may take minutes, for the whole database is gone through.
    func get(_ path: String, _ query: Query = [:], takesLong: Bool = false) async throws -> JSON {
        try await send("GET", path, query, takesLong: takesLong).json
    }

    /// A whole list, page after page.
    func list(_ path: String, _ query: Query = [:]) async throws -> [JSON] {
        try await list(path, parameters: query.map { ($0.key, $0.value) })
    }

    func list(_ path: String, parameters: [(String, String?)]) async throws -> [JSON] {
        var items: [JSON] = []
        var cursor: String?
        repeat {
            let part = parameters + [("limit", "\(Self.pageSize)"), ("cursor", cursor)]
            let page = try await send("GET", Self.target(path, part), body: .none).json
            items += page["items"]?.array ?? []
            cursor = page["nextCursor"]?.string
        } while cursor != nil
        return items
    }

    /// A text that is not JSON.
    func text(_ path: String, _ query: Query = [:]) async throws -> String {
        String(decoding: try await file(path, query), as: UTF8.self)
    }

    /// What is no JSON, byte for byte.
    func file(_ path: String, _ query: Query = [:]) async throws -> [UInt8] {
        try await send("GET", path, query).body
    }

    func post(
        _ path: String, _ query: Query = [:], _ body: JSON? = nil, takesLong: Bool = false
    ) async throws -> Answer {
        try await send("POST", path, query, body: body.map { .json($0) } ?? .none, takesLong: takesLong)
    }

    func delete(_ path: String) async throws -> Answer {
        try await send("DELETE", path, [:])
    }

    /// Changes what was read in that version.
    func put(_ path: String, _ body: JSON, ifVersion version: Int64) async throws -> JSON {
        try await send("PUT", Self.root + path, body: .json(body), headers: ["If-Match": "\"\(version)\""]).json
    }

    /// Any request.
    ///
    /// - Parameter version: of what is changed, as it was read.
    func carryOut(
        _ method: String, _ path: String, _ parameters: [(String, String?)], _ body: JSON? = nil,
        ifVersion version: Int64? = nil, takesLong: Bool = false
    ) async throws -> Answer {
        try await send(
            method, Self.target(path, parameters), body: body.map { .json($0) } ?? .none,
            headers: version.map { ["If-Match": "\"\($0)\""] } ?? [:], takesLong: takesLong)
    }

    /// One request and its answer as they are, in nobody's name.
    func exchange(_ request: ZhibuServer.LocalRequest) async throws -> ZhibuServer.LocalResponse {
        switch way {
        case .inProcess(let server, _, _): try await server.respond(to: request, by: nil)
        case .http(let connection): try await connection.respond(to: request, isSignedIn: false)
        }
    }

    /// Where a browser finds the server.
    var webAddress: String {
        switch way {
        case .inProcess: "http://127.0.0.1:8080"
        case .http(let connection): connection.address
        }
    }

    /// Sends a spreadsheet, with a progress bar where somebody can see it.
    func upload(_ file: String, to path: String, _ query: Query = [:]) async throws -> JSON {
        try await upload(file, to: path, parameters: query.map { ($0.key, $0.value) })
    }

    func upload(_ file: String, to path: String, parameters: [(String, String?)]) async throws -> JSON {
        let progress = Progress(name: (file as NSString).lastPathComponent, size: try Self.size(of: file))
        defer { progress.end() }
        let body = ZhibuServer.LocalRequest.Body.file(path: file, progress: progress.advance(to:))
        return try await send("POST", Self.target(path, parameters), body: body).json
    }

    func close() async {
        switch way {
        case .inProcess(_, let store, _):
            // What was done is sealed by the next server otherwise. Who only looked seals nothing.
            if changes.haveBeenAsked { try? await store.sealAudit() }
            try? store.close()
        case .http(let connection): await connection.close()
        }
    }

    // MARK: Sending

    private func send(
        _ method: String, _ path: String, _ query: Query, body: ZhibuServer.LocalRequest.Body = .none,
        takesLong: Bool = false
    ) async throws -> Answer {
        try await send(method, Self.target(path, query.map { ($0.key, $0.value) }), body: body, takesLong: takesLong)
    }

    private func send(
        _ method: String, _ target: String, body: ZhibuServer.LocalRequest.Body, headers more: [String: String] = [:],
        takesLong: Bool = false
    ) async throws -> Answer {
        var headers = more
        if method != "GET" {
            headers["Idempotency-Key"] = UUID().uuidString.lowercased()
            changes.note()
        }
        let request = ZhibuServer.LocalRequest(method, target, headers: headers, body: body, takesLong: takesLong)
        let response: ZhibuServer.LocalResponse =
            switch way {
            case .inProcess(let server, _, let principal): try await server.respond(to: request, by: principal)
            case .http(let connection): try await connection.respond(to: request)
            }
        guard (200..<300).contains(response.status) else {
            let isFromServer = if case .http = way { true } else { false }
            throw CommandFailure(status: response.status, body: response.body, isFromServer: isFromServer)
        }
        return Answer(status: response.status, body: response.body)
    }

    /// Parameters without a value are left out.
    private static func target(_ path: String, _ query: [(String, String?)]) -> String {
        let pairs = query.compactMap { name, value in value.map { "\(name)=\(percentEncoded($0))" } }
        return root + path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }

    private static func percentEncoded(_ value: String) -> String {
        var unreserved = CharacterSet(charactersIn: "-._~")
        unreserved.insert(charactersIn: "a"..."z")
        unreserved.insert(charactersIn: "A"..."Z")
        unreserved.insert(charactersIn: "0"..."9")
        return value.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static func size(of file: String) throws(CommandFailure) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        guard let attributes else { throw CommandFailure(.data, "there is no file \(file)") }
        guard attributes[.type] as? FileAttributeType == .typeRegular, FileManager.default.isReadableFile(atPath: file),
            let size = attributes[.size] as? NSNumber
        else { throw CommandFailure(.data, "\(file) is not a file that can be read") }
        return size.intValue
    }
}
