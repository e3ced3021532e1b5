import Domain
import Foundation
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
    /// Where this server's paths begin, as the browser knows it.
    let address: String
    /// Whether it is a browser that asks.
    let acceptsPage: Bool
    /// Whether a session's cookie came with it, of one that stands or not.
    let bringsSession: Bool
    /// The page that the request is about, for the choice of the language to lead back to.
    let page: LocalPath
    let parameters: [String: String]
    let query: [String: String]
    var form: Form
    /// The file that came with the form.
    var upload: Upload?
    /// Who is signed in here; nil for nobody.
    var own: OwnSession?
    /// What they may do.
    var authority = Authority.none

    /// - Parameter page: of which the form is a part, with the path's parameters in braces; nil for the request's own path.
    init(_ request: Request, _ context: ZhibuRequestContext, _ site: Site, page: String?) throws {
        self.site = site
        resources = try WebResources.embedded.get()
        words = try resources.words(of: LanguageChoice.language(for: request.headers))
        visitor = Visitor(request, context)
        requestID = context.requestID
        address = context.door.address(for: request)
        acceptsPage = request.acceptsPage
        bringsSession =
            SessionCookie.secret(.session, in: request.headers, at: context.door) != nil
        let parameters = Dictionary(
            context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first })
        self.parameters = parameters
        let path = page.map { Self.path($0, parameters) } ?? request.head.path
        self.page = path.flatMap(LocalPath.init) ?? .home
        query = Form.query(request.uri.query ?? "")
        form = .empty
    }

    /// Carries out an operation of the API for whoever asks: the same check, the same use case, the same
    /// audit as for a program.
    ///
    /// What a form does it does once, however often it is sent: it has a key of its own.
    ///
    /// - Parameters:
    ///   - body: the members of a JSON body; what is nil is left out.
    ///   - path: the ids in the operation's path; those in the page's if not given.
    ///   - version: what was read of what is to be changed.
    ///   - file: what came with the form if not given.
    ///   - once: whether the form's key goes with it; not where one form does several things, each of which changes
    ///     nothing when it is done again.
    func perform(
        _ operation: Operation, _ body: [String: JSON?] = [:], path: [String: String]? = nil,
        query: [(name: String, value: String)] = [], version: String? = nil, file: Spool? = nil, once: Bool = true
    ) async throws -> Reply {
        var object = JSON.Object()
        // In one order, for the same form to be the same request.
        for (name, value) in body.sorted(by: { $0.key < $1.key }) where value != nil { object[name] = value }
        var content = API.Incoming.Body.none
        switch operation.body {
        case .none: break
        case .json: content = .bytes(JSON.object(object).bytes())
        case .spreadsheet, .attachment:
            if let file = file ?? upload?.file { content = .file(path: file.path, hash: file.hash) }
        }
        var headers = HTTPFields()
        headers[.ifMatch] = version.map { "\"\($0)\"" }
        if operation.keepsReply, once { headers[.idempotencyKey] = form["key"] }
        let parameters = path ?? parameters
        return try await site.api.perform(
            operation,
            API.Incoming(
                visitor: visitor, requestID: requestID, path: Self.path(operation.path, parameters),
                pathParameters: parameters, query: query, headers: headers, body: content
            )
        )
    }

    /// A path with its parameters filled in.
    private static func path(_ pattern: String, _ parameters: [String: String]) -> String {
        var path = pattern
        for (name, value) in parameters { path = path.replacing("{\(name)}", with: value) }
        return path
    }

    /// The id in the path.
    func id<Subject>(_ name: String, of subject: Subject.Type = Subject.self) throws(Problem) -> ID<Subject> {
        guard let value = parameters[name].flatMap({ Int64($0) }), value > 0 else { throw .notFound }
        return ID(value)
    }

    /// The same as if another form had been sent.
    func sending(_ form: Form) -> Visit {
        var visit = self
        visit.form = form
        return visit
    }

    /// A text of the form, for a body; nil for a field that was left empty.
    func text(_ name: String) -> JSON? {
        form[name].map { .string($0) }
    }

    /// A number of the form, for a body. What is none is passed on as it was typed, for the operation to say so.
    func number(_ name: String) -> JSON? {
        guard let typed = form[name], let plain = Form.plainNumber(typed).nonEmpty else { return nil }
        return plain.asciiNumber.map { JSON($0) } ?? (try? Points(plain)).map { JSON($0) } ?? .string(typed)
    }

    /// Reads what a page shows.
    func read<Value: Sendable>(_ useCase: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await site.api.store.read(by: visitor.principal, useCase)
    }

    /// Reads what it is audited that somebody read.
    func readNoted<Value: Sendable>(
        _ useCase: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let caller = Transaction.Caller(address: visitor.address, request: requestID)
        return try await site.api.store.write(by: visitor.principal, for: caller, isReading: true, useCase)
    }

    /// What would come of a change, which is undone: for the page that asks whether to make it.
    func rehearse<Value: Sendable>(_ useCase: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        let caller = Transaction.Caller(address: visitor.address, request: requestID)
        do {
            return try await site.api.store.write(by: visitor.principal, for: caller) { transaction in
                throw Rehearsed(value: try useCase(transaction))
            }
        } catch let rehearsed as Rehearsed<Value> {
            return rehearsed.value
        }
    }

    private struct Rehearsed<Value: Sendable>: Error {
        let value: Value
    }

    /// Whether it was come by a name that no other machine has: addresses that begin with it lead nowhere elsewhere.
    var isOfThisMachineAlone: Bool {
        let host = URL(string: address)?.host() ?? ""
        return host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || host.hasPrefix("127.")
    }

    /// A moment by the bureau's clocks, as the reader's language writes it.
    func time(_ instant: Instant) -> String {
        let (date, time) = local(instant)
        return "\(words.date(date)) \(time)"
    }

    /// A moment in a file, where a spreadsheet sorts it: `2026-11-24 10:00`.
    func sortableTime(_ instant: Instant) -> String {
        let (date, time) = local(instant)
        return "\(date) \(time)"
    }

    private func local(_ instant: Instant) -> (date: LocalDate, time: String) {
        let zone = site.api.store.settings.timeZone
        let minutes = zone.minuteOfDay(of: instant)
        return (
            zone.date(of: instant), TimeOfDay(hour: minutes / 60, minute: minutes % 60)?.description ?? ""
        )
    }

    /// What stands in the address to be said first.
    var notice: String? {
        query["notice"].flatMap(Notice.init(rawValue:)).map { words($0.word) }
    }

    /// The sign-in page that takes along what was being sent, for it to be sent once somebody has signed in.
    func signIn(carrying carried: CarriedForm) throws -> Response {
        try show(
            SignInPage(words, target: page, carried: carried, notice: words(.noticeSessionEndedTyped)),
            status: .unauthorized)
    }

    /// The sign-in page, and from there back to this one. Whoever brought a session's cookie is told that it ended.
    var signInAddress: LocalPath {
        let target: LocalPath = page.path == LocalPath.home.path ? .signIn : .signIn.with("return", page.text)
        return bringsSession ? target.with(.sessionEnded) : target
    }

    // MARK: Answers

    func show<Model: WebPage>(
        _ model: Model, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], reader: Frame.Reader? = nil
    ) throws -> Response {
        let reader = reader ?? own.flatMap { Frame.Reader($0) }
        let frame = Frame(
            words, assets: resources.assets, reader: reader, returnPath: page.text,
            places: reader == nil ? [] : Frame.places(for: authority, at: page, words),
            finder: reader != nil && authority.allows(API.search)
                ? Frame.Finder(looked: page.path == LocalPath.search.path ? query["q"] ?? "" : "") : nil
        )
        return try resources.response(
            model, in: frame, words, below: visitor.door.base, status: status, headers: headers)
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
