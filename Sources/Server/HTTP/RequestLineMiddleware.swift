import Domain
import HTTPTypes
import Hummingbird

/// Refuses what two readers could understand in two ways: a path with an empty part, which the router would pass over, and
/// a request that names no server, or several.
///
/// What may be done is decided by the operation, or the page, that was matched, and nowhere by how the path is written.
struct RequestLineMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: ZhibuRequestContext,
        next: (Request, ZhibuRequestContext) async throws -> Response
    ) async throws -> Response {
        // The first of a request's Host fields is its authority, further ones stay fields.
        guard request.head.authority != nil, request.headers[values: .host].isEmpty else {
            throw Problem(.badRequest, "badHost", "a request names its server once: send one Host header")
        }
        if context.isOutside {
            throw Problem(
                .notFound, "notFound",
                "nothing is here: this server's paths begin with \(context.door.base.text), which a proxy passes on as it is"
            )
        }
        if Self.hasEmptyPart(request.head.path ?? "") { throw Problem.notFound }
        return try await next(request, context)
    }

    /// - Parameter target: as the request has it, its query included; with the server's name before it in a proxy's form.
    static func hasEmptyPart(_ target: String) -> Bool {
        var path = target.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        if path.first != UInt8(ascii: "/") {
            guard let scheme = path.firstRange(of: "://".utf8) else { return false }
            path = path[scheme.upperBound...].drop { $0 != UInt8(ascii: "/") }
        }
        let parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        // What stands before the first slash; the root has one part, and it is empty.
        return parts.count > 2 && parts.dropFirst().contains(where: \.isEmpty)
    }
}

extension HTTPField.Name {
    fileprivate static let host = named("Host")
}
