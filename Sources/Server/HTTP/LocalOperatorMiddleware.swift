import Domain
import HTTPTypes
import Hummingbird

/// Until accounts exist, whoever reaches the loopback address is the local operator. This keeps out who reaches it
/// without meaning to: a page of another site open in a browser on this machine.
struct LocalOperatorMiddleware: RouterMiddleware {
    let credential: LocalCredential
    /// The system user whom the server runs as.
    let systemUser: String

    func handle(
        _ request: Request, context: ZhibuRequestContext,
        next: (Request, ZhibuRequestContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if context.principal == nil {
            try refuseForeignPages(request)
            context.principal = .operator(systemUser: try callingUser(request))
        }
        return try await next(request, context)
    }

    /// A name that resolves to this machine is not enough (DNS rebinding): the Host must be the loopback itself, and
    /// what a browser sends on behalf of another site is refused.
    private func refuseForeignPages(_ request: Request) throws(Problem) {
        let host = request.head.authority ?? ""
        guard Self.isLoopback(host) else {
            throw Problem(.misdirectedRequest, "foreignHost", "this server answers to 127.0.0.1 and localhost only")
        }
        if let site = request.headers[.fetchSite], site != "same-origin", site != "none" {
            throw Problem(.forbidden, "foreignOrigin", "requests from other sites' pages are refused")
        }
        if let origin = request.headers[.origin], origin != "http://\(host)" {
            throw Problem(.forbidden, "foreignOrigin", "requests from other sites' pages are refused")
        }
    }

    /// The name alone, or with a port; nothing before, between or after.
    private static func isLoopback(_ authority: String) -> Bool {
        let authority = authority.lowercased()
        for name in ["127.0.0.1", "localhost", "[::1]"] where authority.hasPrefix(name) {
            let rest = authority.dropFirst(name.count)
            return rest.isEmpty || rest.first == ":" && UInt16(rest.dropFirst()) != nil
        }
        return false
    }

    /// Who holds the one-run credential says on whose behalf they ask; who brings none is the server's own user. A
    /// credential that is not this run's is refused: it was meant for another server.
    private func callingUser(_ request: Request) throws(Problem) -> String {
        guard let authorization = request.headers[.authorization] else { return systemUser }
        guard authorization == "Bearer \(credential.token)" else {
            throw Problem(
                .unauthorized, "unauthorised", "this credential is not this server's",
                headers: [.wwwAuthenticate: "Bearer"]
            )
        }
        guard let name = request.headers[.systemUser], (try? Code(name)) != nil else { return systemUser }
        return name
    }
}
