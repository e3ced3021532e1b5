import Hummingbird
import Logging

/// Measures every request, and logs those that are to be logged: by method, route, status, time and the request's id.
/// Never what was asked, by whom or from where: that stands in the audit, for those who may read it. And of what is nobody's
/// (``AuthenticationMiddleware/isNobodys(_:)``) not even that it was asked, unless it failed: when somebody was at a box would tell who.
struct RequestMiddleware: RouterMiddleware {
    let tally: RequestTally
    /// Otherwise only those that took ``slow`` or longer.
    let logsAll: Bool

    /// In seconds.
    static let slow = 1.0

    func handle(
        _ request: Request, context: ZhibuRequestContext,
        next: (Request, ZhibuRequestContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        tally.begin()
        do {
            let response = try await next(request, context)
            note(request, context, status: response.status.code, since: start)
            return response
        } catch {
            note(request, context, status: 500, since: start)
            throw error
        }
    }

    private func note(
        _ request: Request, _ context: ZhibuRequestContext, status: Int, since start: ContinuousClock.Instant
    ) {
        if AuthenticationMiddleware.isNobodys(request), status < 500 { return tally.leave() }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let route = RequestTally.Route(method: request.method.rawValue, path: context.endpointPath ?? "none")
        tally.end(route, status: status, seconds: seconds)
        guard logsAll || seconds >= Self.slow else { return }
        context.logger.notice(
            "request",
            metadata: [
                "method": "\(route.method)", "route": "\(route.path)", "status": "\(status)",
                "ms": "\(Int((seconds * 1000).rounded()))",
            ]
        )
    }
}
