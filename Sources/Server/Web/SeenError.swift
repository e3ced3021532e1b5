import Domain
import Hummingbird
import Storage

/// An error that came to somebody who has signed in: its page keeps their menu.
struct SeenError: Error {
    let error: any Error
    let own: OwnSession
    let authority: Authority
}

/// Notes who asked on what goes wrong with a page. It stands where that is known, within ``ProblemMiddleware``.
struct SeenErrorMiddleware: RouterMiddleware {
    let store: Store

    func handle(
        _ request: Request, context: ZhibuRequestContext,
        next: (Request, ZhibuRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            guard Site.isPage(request.uri.path), request.acceptsPage, let principal = context.principal,
                principal.session != nil
            else { throw error }
            // Whoever cannot be read of, for a session that has ended or a disk that fails, is told without a menu.
            let seen = try? await store.read(by: principal) { transaction in
                (own: try OwnSession(transaction), authority: transaction.authority)
            }
            guard let seen else { throw error }
            throw SeenError(error: error, own: seen.own, authority: seen.authority)
        }
    }
}
