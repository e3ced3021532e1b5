import HTTPTypes
import Hummingbird

/// Answers below the base path alone; what is inside does not know of it.
struct BasePathResponder: HTTPResponder {
    let base: BasePath
    let inner: ServedResponder

    @Sendable func respond(to request: Request, context: ZhibuRequestContext) async throws -> Response {
        if base.isRoot { return try await inner.respond(to: request, context: context) }
        var head = request.head
        var context = context
        if let path = base.inside(head.path ?? "") {
            head.path = path
        } else {
            context.isOutside = true
        }
        var response = try await inner.respond(to: Request(head: head, body: request.body), context: context)
        if let location = response.headers[.location], location.hasPrefix("/") {
            response.headers[.location] = base.text + location
        }
        return response
    }
}
