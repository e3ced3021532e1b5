import Crypto
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// The HTTP face of the API: one route for each operation of the table, and for nothing else.
struct APIRouter {
    let api: API

    static func add(to router: Router<ZhibuRequestContext>) {
        for operation in API.operations {
            let path = API.root + operation.path
            let isSmall = operation.isSmall
            router.on(RouterPath(stringLiteral: path), method: operation.method) { request, context in
                let respond = { @Sendable in
                    try await Deadline.run(within: operation.deadline) {
                        try await context.served.api.respond(to: request, context, with: operation)
                    }
                }
                return try await isSmall ? respond() : EventLoopExecutor.leave(respond)
            }
        }
    }

    private func respond(
        to request: Request, _ context: ZhibuRequestContext, with operation: Operation
    ) async throws -> Response {
        let visitor = Visitor(request, context)
        if !operation.isSafe, !context.isFromInside, let session = visitor.principal.session {
            try api.store.requireCSRFToken(request.headers[.csrfToken], of: session)
        }
        try API.requireSignedIn(for: operation, visitor)
        switch operation.body {
        case .none: return try await perform(.none, of: visitor, for: request, context, with: operation)
        case .json:
            let mayBeMissing = operation.mayLeaveOutBody && request.headers[.contentType] == nil
            if !mayBeMissing { try requireMediaType(["application/json"], of: request) }
            let buffer = try await request.body.collect(upTo: API.largestBody)
            if mayBeMissing {
                if buffer.readableBytes > 0 { try requireMediaType(["application/json"], of: request) }
                return try await perform(
                    .bytes(Array("{}".utf8)), of: visitor, for: request, context, with: operation)
            }
            let bytes = Array(buffer.readableBytesView)
            return try await perform(.bytes(bytes), of: visitor, for: request, context, with: operation)
        case .spreadsheet, .attachment:
            // What it is, its contents say.
            try requireMediaType(operation.body.fileTypes + ["application/octet-stream"], of: request)
            let largest = try await api.largestFile(for: operation, by: visitor.principal)
            return try await api.imports.withTurn(of: visitor.principal) { allowance in
                let spool = try await Spool(request, largest: largest, allowance)
                defer { spool.discard() }
                let file = API.Incoming.Body.file(path: spool.path, hash: spool.hash)
                return try await perform(file, of: visitor, for: request, context, with: operation)
            }
        }
    }

    private func perform(
        _ body: API.Incoming.Body, of visitor: Visitor, for request: Request, _ context: ZhibuRequestContext,
        with operation: Operation
    ) async throws -> Response {
        let incoming = API.Incoming(
            visitor: visitor,
            requestID: context.requestID,
            path: request.uri.path,
            pathParameters: Dictionary(
                context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first }
            ),
            query: try readQuery(of: request),
            headers: request.headers,
            body: body
        )
        return Response(try await api.perform(operation, incoming))
    }

    /// What does not decode as UTF-8 is refused: taken as it stands it would find nothing, and say so.
    private func readQuery(of request: Request) throws(Problem) -> [(name: String, value: String)] {
        for part in (request.uri.query ?? "").split(whereSeparator: { $0 == "&" || $0 == "=" })
        where part.utf8.contains(UInt8(ascii: "%")) && part.removingPercentEncoding == nil {
            throw Problem(.badRequest, "unreadableQuery", "the query is not percent-encoded UTF-8")
        }
        return request.uri.queryParameters.map { (String($0.key), String($0.value)) }
    }

    private func requireMediaType(_ accepted: [String], of request: Request) throws(Problem) {
        let given = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased().trimmed } ?? ""
        guard accepted.contains(given) else {
            throw Problem(
                .unsupportedMediaType, "unsupportedMediaType",
                "send Content-Type: \(accepted[0])\(given.isEmpty ? "" : ", not \(given)")"
            )
        }
    }
}

extension Visitor {
    init(_ request: Request, _ context: ZhibuRequestContext) {
        self.init(
            principal: context.principal ?? .nobody, address: context.clientAddress, door: context.door,
            agent: request.headers[.userAgent],
            device: SessionCookie.secret(.device, in: request.headers, at: context.door)
        )
    }
}

extension Operation {
    /// Whether it is all but done once the database has answered.
    var isSmall: Bool {
        guard case .transaction = work, body.fileTypes.isEmpty, !takesLong else { return false }
        return switch success {
        case .json, .nothing: true
        default: false
        }
    }

    /// How long a request may take in all, its body included.
    var deadline: Duration {
        if takesLong { return .seconds(1800) }
        return body.fileTypes.isEmpty ? .seconds(30) : .seconds(1800)
    }
}

extension Response {
    init(_ reply: Reply) {
        let body =
            if let file = reply.file {
                ResponseBody(contentLength: file.size) { writer in
                    for try await piece in FileChunks(of: file.path, progress: { _ in }) {
                        try await writer.write(piece)
                    }
                    try await writer.finish(nil)
                }
            } else {
                ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body))
            }
        self.init(status: reply.status ?? .ok, headers: reply.headers, body: body)
    }
}
