import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// Receives a page's form before anything looks into it: the token against forged requests stands in it, and the page's
/// handler finds it in the context.
struct FormMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: ZhibuRequestContext,
        next: (Request, ZhibuRequestContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .post, Site.isPage(request.uri.path), Self.isForm(request) else {
            return try await next(request, context)
        }
        let body = request.body
        let buffer = try await Deadline.run(within: .seconds(30)) { try await body.collect(upTo: Form.largest) }
        var context = context
        context.form = try Form(buffer.readableBytesView)
        return try await next(request, context)
    }

    private static func isForm(_ request: Request) -> Bool {
        let type = request.headers[.contentType]?.prefix { $0 != ";" }
        return type.map { String($0).trimmed.lowercased() } == Form.mediaType
    }
}
