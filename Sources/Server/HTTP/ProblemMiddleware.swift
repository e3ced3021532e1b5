import Domain
import HTTPTypes
import Hummingbird
import Logging
import Storage

/// The one place in which errors become answers, and every answer gets the request's id. What a client should not know
/// goes to the log alone.
struct ProblemMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: ZhibuRequestContext,
        next: (Request, ZhibuRequestContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            let seen = error as? SeenError
            let error = seen?.error ?? error
            let problem = problem(of: error, context)
            response =
                ErrorPage.response(to: request, context, problem, of: error, seenBy: seen)
                ?? Response(problem.reply(requestID: context.requestID))
        }
        response.headers[.requestID] = context.requestID
        return response
    }

    private func problem(of error: any Error, _ context: ZhibuRequestContext) -> Problem {
        if let problem = Problem(error) {
            if problem.status.kind == .serverError {
                context.logger.error("refused", metadata: ErrorLabel.metadata(of: error, ["code": "\(problem.code)"]))
            }
            return problem
        }
        if let error = error as? HTTPError {
            return error.status == .notFound
                ? .notFound
                : Problem(error.status, "http\(error.status.code)", "\(error.status.reasonPhrase.lowercased())")
        }
        context.logger.error("a request failed", metadata: ErrorLabel.metadata(of: error))
        return Problem(
            .internalServerError, "internal", "something went wrong here; the log has more under the request's id")
    }
}
