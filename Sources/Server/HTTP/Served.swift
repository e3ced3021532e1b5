import Hummingbird

/// What one server answers with, from its own database. The routes are the same for every server (``ServedResponder``), and
/// find what is their server's by the request.
final class Served: Sendable {
    let requests: RequestMiddleware
    let addresses: ClientAddressMiddleware
    let connections: ConnectionMiddleware
    let authentication: AuthenticationMiddleware
    let seenErrors: SeenErrorMiddleware
    let health: HealthRoutes
    let metrics: MetricsRoute
    let api: APIRouter
    let site: Site

    init(
        requests: RequestMiddleware, addresses: ClientAddressMiddleware, connections: ConnectionMiddleware,
        authentication: AuthenticationMiddleware, seenErrors: SeenErrorMiddleware, health: HealthRoutes,
        metrics: MetricsRoute, api: APIRouter, site: Site
    ) {
        (self.requests, self.addresses, self.connections) = (requests, addresses, connections)
        (self.authentication, self.seenErrors) = (authentication, seenErrors)
        (self.health, self.metrics, self.api, self.site) = (health, metrics, api, site)
    }
}

/// Takes a request to the routes, of which there is one table in a process: it has a good seven hundred, and a command that
/// asks one thing, or a test of one thing, is not to wait for another.
struct ServedResponder: HTTPResponder {
    let served: Served

    @Sendable func respond(to request: Request, context: ZhibuRequestContext) async throws -> Response {
        var context = context
        context.served = served
        return try await Self.routes.respond(to: request, context: context)
    }

    private static let routes: RouterResponder<ZhibuRequestContext> = {
        let router = Router(context: ZhibuRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: ServedMiddleware { $0.requests })
        router.add(middleware: ServedMiddleware { $0.addresses })
        router.add(middleware: SecurityHeadersMiddleware())
        router.add(middleware: ProblemMiddleware())
        router.add(middleware: RequestLineMiddleware())
        HealthRoutes.add(to: router)
        router.add(middleware: ServedMiddleware { $0.connections })
        router.add(middleware: ServedMiddleware { $0.authentication })
        router.add(middleware: ServedMiddleware { $0.seenErrors })
        router.add(middleware: WrongMethodMiddleware())
        MetricsRoute.add(to: router)
        APIRouter.add(to: router)
        Site.add(to: router)
        return router.buildResponder()
    }()
}

/// A middleware that goes by what is its server's.
private struct ServedMiddleware<Middleware: RouterMiddleware<ZhibuRequestContext>>: RouterMiddleware {
    let own: @Sendable (Served) -> Middleware

    func handle(
        _ request: Request, context: ZhibuRequestContext,
        next: (Request, ZhibuRequestContext) async throws -> Response
    ) async throws -> Response {
        try await own(context.served).handle(request, context: context, next: next)
    }
}
