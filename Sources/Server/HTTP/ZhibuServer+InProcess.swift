package import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// Requests from inside the process: the same router and the same bytes as over HTTP, without a socket between.
extension ZhibuServer {
    /// A request in terms that need no HTTP library.
    package struct LocalRequest: Sendable {
        package enum Body: Sendable {
            case none
            case json(JSON)
            /// A file that is read as it is sent; `progress` hears how many bytes have gone.
            case file(path: String, progress: @Sendable (Int) -> Void)
        }

        package let method: String
        /// With its query, percent-encoded.
        package let path: String
        package let headers: [String: String]
        package let body: Body
        /// Whether the answer may take as long as a spreadsheet's.
        package let takesLong: Bool

        package init(
            _ method: String, _ path: String, headers: [String: String] = [:], body: Body = .none,
            takesLong: Bool = false
        ) {
            self.method = method
            self.path = path
            self.headers = headers
            self.body = body
            self.takesLong = takesLong
        }
    }

    package struct LocalResponse: Sendable {
        package let status: Int
        /// Of a header that came more than once, the values one below the other.
        package let headers: [String: String]
        package let body: [UInt8]

        package init(status: Int, headers: [String: String], body: [UInt8]) {
            self.status = status
            self.headers = headers
            self.body = body
        }
    }

    /// Answers one request, on behalf of the principal; with nil, of whoever the request's credential says.
    package func respond(to local: LocalRequest, by principal: Principal?) async throws -> LocalResponse {
        var fields = HTTPFields()
        for (name, value) in local.headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        let body: RequestBody
        switch local.body {
        case .none: body = RequestBody(buffer: ByteBuffer())
        case .json(let json):
            fields[.contentType] = "application/json"
            body = RequestBody(buffer: ByteBuffer(bytes: json.bytes()))
        case .file(let path, let progress):
            fields[.contentType] = fields[.contentType] ?? "application/octet-stream"
            body = RequestBody(asyncSequence: FileChunks(of: path, progress: progress))
        }
        let head = HTTPRequest(
            method: HTTPRequest.Method(rawValue: local.method) ?? .get, scheme: "http", authority: "localhost",
            path: local.path, headerFields: fields
        )
        let response = try await responder.respond(
            to: Request(head: head, body: body), context: ZhibuRequestContext(principal: principal, logger: logger)
        )
        let collector = Collector()
        try await response.body.write(collector)
        return LocalResponse(
            status: response.status.code,
            headers: Dictionary(
                response.headers.map { ($0.name.canonicalName, $0.value) }, uniquingKeysWith: { "\($0)\n\($1)" }
            ),
            body: collector.bytes.withLock { $0 }
        )
    }
}

/// Takes up a response's body.
private final class Collector: ResponseBodyWriter, Sendable {
    let bytes = Mutex<[UInt8]>([])

    func write(_ buffer: ByteBuffer) async throws {
        bytes.withLock { $0 += buffer.readableBytesView }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
