import Domain
import HTTPTypes
import Hummingbird
import Storage

/// A request for a page, with all that its handler needs: who asks, in which language, and what the form says.
struct Visit: Sendable {
    let site: Site
    let resources: WebResources
    let words: Words
    let visitor: Visitor
    let requestID: String
    /// Whether it is a browser that asks.
    let acceptsPage: Bool
    /// Whether a session's cookie came with it, of one that stands or not.
    let bringsSession: Bool
    /// The page that the request is about, for the choice of the language to lead back to.
    let page: LocalPath
    let parameters: [String: String]
    let query: [String: String]
    let form: Form
    /// Who is signed in here; nil for nobody.
    var own: OwnSession?

    /// - Parameter page: of which the form is a part; nil for the request's own path.
    init(_ request: Request, _ context: ZhibuRequestContext, _ site: Site, page: LocalPath?) throws {
        self.site = site
        resources = try WebResources.embedded.get()
        words = try resources.words(of: LanguageChoice.language(for: request.headers))
        visitor = Visitor(request, context)
        requestID = context.requestID
        acceptsPage = request.acceptsPage
        bringsSession =
            SessionCookie.secret(.session, in: request.headers, isSecure: context.isSecure) != nil
        self.page = page ?? request.head.path.flatMap(LocalPath.init) ?? .home
        parameters = Dictionary(
            context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first })
        query = Dictionary(
            request.uri.queryParameters.map { (String($0.key), String($0.value)) },
            uniquingKeysWith: { first, _ in first }
        )
        form = context.form ?? .empty
    }

    /// Carries out an operation of the API, by its id, for whoever asks: the same check, the same use case, the same
    /// audit as for a program.
    ///
    /// - Parameter body: the members of a JSON body; what is nil is left out.
    func perform(
        _ operation: String, _ body: [String: JSON?] = [:], path: [String: String] = [:]
    ) async throws -> Reply {
        let operation = API.operation(operation)
        var object = JSON.Object()
        for (name, value) in body where value != nil { object[name] = value }
        var content = API.Incoming.Body.none
        if case .json = operation.body { content = .bytes(JSON.object(object).bytes()) }
        return try await site.api.perform(
            operation,
            API.Incoming(
                visitor: visitor, requestID: requestID, path: operation.path, pathParameters: path, query: [],
                headers: [:], body: content
            )
        )
    }

    /// Reads what a page shows.
    func read<Value: Sendable>(_ useCase: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await site.api.store.read(by: visitor.principal, useCase)
    }

    /// A moment by the bureau's clocks: `2026-11-24 10:00`.
    func time(_ instant: Instant) -> String {
        let zone = site.api.store.settings.timeZone
        let minutes = zone.minuteOfDay(of: instant)
        return "\(zone.date(of: instant)) \(TimeOfDay(hour: minutes / 60, minute: minutes % 60)?.description ?? "")"
    }

    /// What stands in the address to be said first.
    var notice: String? {
        query["notice"].flatMap(Notice.init(rawValue:)).map { words($0.word) }
    }

    /// The sign-in page, and from there back to this one. Whoever brought a session's cookie is told that it ended.
    var signInAddress: LocalPath {
        let target: LocalPath = page.path == LocalPath.home.path ? .signIn : .signIn.with("return", page.text)
        return bringsSession ? target.with(.sessionEnded) : target
    }

    // MARK: Answers

    func show<Model: WebPage>(
        _ model: Model, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) throws -> Response {
        let reader = own.flatMap { own in
            own.csrfToken.map { Frame.Reader(readerName: own.account.shownName, csrfToken: $0) }
        }
        let frame = Frame(words, stylePath: resources.style.path, reader: reader, returnPath: page.text)
        return try resources.response(model, in: frame, words, status: status, headers: headers)
    }

    /// The next page to be asked for, after a form was taken (303).
    func go(to path: LocalPath, headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.location] = path.text
        return Response(status: .seeOther, headers: headers)
    }
}

extension Reply {
    /// The cookies that it sets, to be passed on to the browser.
    var cookies: HTTPFields {
        var fields = HTTPFields()
        for field in headers where field.name == .setCookie { fields.append(field) }
        return fields
    }
}

extension AccountListing {
    /// Whose account it is, as people say it.
    var shownName: String { member?.name ?? account.title ?? account.name }
}

extension API {
    /// The operation with that id, which the caller knows to exist.
    static func operation(_ id: String) -> Operation {
        guard let operation = operations.first(where: { $0.id == id }) else {
            preconditionFailure("‘\(id)’ is no operation")
        }
        return operation
    }
}
