import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Storage

/// Finds out on whose behalf a request runs: by the one-run credential of a local command, by a token, or by the cookie
/// of a session. What a request may do is decided elsewhere.
struct AuthenticationMiddleware: RouterMiddleware {
    let store: Store
    let credential: LocalCredential
    /// The system user whom the server runs as.
    let systemUser: String
    let logger: Logger

    func handle(
        _ request: Request, context: ZhibuRequestContext,
        next: (Request, ZhibuRequestContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if context.principal == nil {
            let principal = try await principal(of: request, context)
            context.principal = principal
            if principal != .nobody { context.connection?.noteSession() }
        }
        return try await next(request, context)
    }

    private func principal(of request: Request, _ context: ZhibuRequestContext) async throws -> Principal {
        let isNobodys = Self.isNobodys(request)
        if !isNobodys, let authorization = request.headers[.authorization] {
            return try await bearer(of: authorization, request)
        }
        try refuseForeignPages(request, context.door)
        if isNobodys { return .nobody }
        let cookie = SessionCookie.secret(.session, in: request.headers, at: context.door)
        // Whether a change needs the session's token is a matter of what was asked for: the operation's, or the page's.
        guard let cookie else { return .nobody }
        return try await session(of: cookie) ?? .nobody
    }

    /// Whether it goes to the ballot box, the suggestion box or their pages: no session is looked
    /// up there, whatever cookie comes along.
    static func isNobodys(_ request: Request) -> Bool { nobodysPaths.contains(request.uri.path) }

    private static let nobodysPaths: Set<String> = {
        let paths = API.operations.filter(\.isNobodys).map { API.root + $0.path }
        return Set(paths + [LocalPath.vote, .suggest, .suggestAnswer].map { String($0.path) })
    }()

    // MARK: Authorization

    /// `Bearer` with a token, or `Basic` with it as the password, which is all that calendars can send.
    private func bearer(of authorization: String, _ request: Request) async throws -> Principal {
        let parts = authorization.split(separator: " ", maxSplits: 1).map(String.init)
        let secret: String? =
            switch (parts.first?.lowercased(), parts.last) {
            case ("bearer", let token?) where parts.count == 2: token.trimmed
            case ("basic", let pair?) where parts.count == 2: Self.password(in: pair.trimmed)
            default: nil
            }
        let isBasic = parts.first?.lowercased() == "basic" && request.uri.path == API.root + API.meetingCalendar.path
        guard let secret else { throw Self.unauthorised("send Authorization: Bearer with a token", isBasic) }
        if credential.isToken(secret) {
            // It is found beside the database, and used from there.
            if request.wasPassedOn { throw Self.unauthorised("this credential goes through no proxy", isBasic) }
            return .operator(systemUser: callingUser(request))
        }
        guard let found = try await store.read(by: .nobody, { try $0.signedIn(byToken: Secret(secret)) }) else {
            throw Self.unauthorised("this token is not known here, or is no longer valid", isBasic)
        }
        if found.isUseToBeNoted { await noteUse { try $0.noteUse(by: found.principal) } }
        return found.principal
    }

    /// A use that cannot be noted (a full disk) keeps nobody from reading: a session then ends the earlier.
    private func noteUse(_ note: @escaping @Sendable (Transaction) throws -> Void) async {
        do {
            try await store.write(by: .nobody, in: .nowhere, note)
        } catch {
            logger.warning("a use was not noted", metadata: ErrorLabel.metadata(of: error))
        }
    }

    private static func password(in base64: String) -> String? {
        guard let data = Data(base64Encoded: base64), let colon = data.firstIndex(of: UInt8(ascii: ":")) else {
            return nil
        }
        return String(decoding: data[data.index(after: colon)...], as: UTF8.self)
    }

    /// Who holds the one-run credential may read the database file, and says on whose behalf they ask.
    private func callingUser(_ request: Request) -> String {
        guard let name = request.headers[.systemUser], (try? Code(name)) != nil else { return systemUser }
        return name
    }

    /// - Parameter isBasic: whether it was a name and a password where these are taken: they are asked for again.
    private static func unauthorised(_ detail: Sentence, _ isBasic: Bool) -> Problem {
        Problem(
            .unauthorized, "unauthorised", detail,
            headers: [.wwwAuthenticate: isBasic ? API.basicChallenge : "Bearer"])
    }

    // MARK: Cookies

    private func session(of cookie: Secret) async throws -> Principal? {
        guard let found = try await store.signedIn(bySession: cookie) else {
            try await endForGood(cookie)
            return nil
        }
        if found.isUseToBeNoted { await noteUse { try $0.noteUse(by: found.principal) } }
        return found.principal
    }

    /// A session that was seen to have ended does not begin again, whatever becomes of the clock.
    private func endForGood(_ cookie: Secret) async throws {
        guard try await store.read(by: .nobody, { try $0.hasEnded(cookie) }) else { return }
        await noteUse { try $0.endForGood(cookie) }
    }

    /// What a browser sends with a change is taken only from pages of this very server.
    private func refuseForeignPages(_ request: Request, _ door: Door) throws(Problem) {
        if Self.isSafe(request.method) { return }
        let site = request.headers[.fetchSite]
        if let site, site != "same-origin", site != "none" { throw Self.foreignOrigin }
        guard let origin = request.headers[.origin] else { return }
        if !door.isOwn(origin, site: site) { throw Self.foreignOrigin }
    }

    private static let foreignOrigin = Problem(
        .forbidden, "foreignOrigin", "requests from other sites' pages are refused")

    private static func isSafe(_ method: HTTPRequest.Method) -> Bool {
        [.get, .head, .options].contains(method)
    }
}

extension Store {
    /// A program sends the token in a header, a page in a field of its form.
    ///
    /// - Throws: a ``Problem`` (403) where the token is not the session's.
    func requireCSRFToken(_ given: String?, of session: ID<SignInSession>) throws(Problem) {
        guard let given, Secret(given).hash == Secret(keys.csrfToken(of: session)).hash else {
            throw Problem(
                .forbidden, "csrfToken",
                "a session's change needs the header X-CSRF-Token, with the csrfToken of GET \(API.root)/session"
            )
        }
    }
}

extension Request {
    /// Whether the browser said which page it comes from; of another server's pages nothing is taken.
    var namesItsOrigin: Bool { headers[.origin] != nil || headers[.fetchSite] == "same-origin" }
}

extension HTTPField.Name {
    static let csrfToken = named("X-CSRF-Token")
}
