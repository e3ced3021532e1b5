import Domain
import HTTPTypes
import Hummingbird

/// What a person is told where a program gets a problem's JSON.
struct ErrorPage: WebPage {
    static let template = TemplateName.error

    let title: String
    let intro: String
    /// Who may do what was refused; nil where that is not what it is about.
    let who: String?
    /// Named to whoever reads the log.
    let requestID: String

    init(_ problem: Problem, of error: any Error, requestID: String, _ words: Words) {
        let (title, intro) = Self.words(for: problem)
        self.title = words(title)
        self.intro = words(
            intro, ["minutes": String(problem.minutesToWait), "seconds": String(problem.secondsToWait)])
        who = Self.roles(permitting: error).map { roles in
            words.named(words(.forbiddenWho), words.list(roles.map { words($0.word) }))
        }
        self.requestID = requestID
    }

    /// Whose it is to do, by the one table of who may do what; nil for what is refused to everybody, or for another reason.
    private static func roles(permitting error: any Error) -> [Role]? {
        guard case Authority.Denial.notPermitted(let action) = error else { return nil }
        return Role.allCases.filter { $0.actions.contains(action) }.nonEmpty
    }

    private static func words(for problem: Problem) -> (title: Word, intro: Word) {
        switch (problem.status, problem.code) {
        case (.notFound, _): (.notFoundTitle, .notFoundIntro)
        case (_, "csrfToken"): (.outdatedTitle, .outdatedIntro)
        case (_, "foreignOrigin"): (.refusedTitle, .foreignIntro)
        case (.forbidden, _): (.forbiddenTitle, .forbiddenIntro)
        case (_, "tableTooLong"): (.refusedTitle, .tableTooLong)
        case (_, "tooManyTries"): (.waitTitle, .problemTooManyTries)
        case (.tooManyRequests, _): (.waitTitle, .waitIntro)
        case (.insufficientStorage, _): (.unavailableTitle, .diskFullIntro)
        case (.serviceUnavailable, _): (.unavailableTitle, .unavailableIntro)
        case _ where problem.status.kind == .serverError: (.failedTitle, .failedIntro)
        default: (.refusedTitle, .refusedIntro)
        }
    }

    /// The answer to a browser; nil where a program asked, or asked for something of the API.
    ///
    /// - Parameters:
    ///   - error: what became the problem.
    ///   - seen: to whom it came; nil for somebody who is not known.
    static func response(
        to request: Request, _ context: ZhibuRequestContext, _ problem: Problem, of error: any Error,
        seenBy seen: SeenError?
    ) -> Response? {
        guard Site.isPage(request.uri.path), request.acceptsPage else { return nil }
        if let target = next(after: problem, request) {
            return Response(status: .seeOther, headers: [.location: target.text])
        }
        guard let resources = try? WebResources.embedded.get(),
            let words = try? resources.words(of: LanguageChoice.language(for: request.headers))
        else { return nil }
        let page = ErrorPage(problem, of: error, requestID: context.requestID, words)
        let reader = seen.flatMap { Frame.Reader($0.own) }
        let path = request.head.path.flatMap(LocalPath.init) ?? .home
        let frame = Frame(
            words, assets: resources.assets, reader: reader,
            // The choice of a language is a form, which needs to know whose it is, and leads back to what was asked for.
            returnPath: reader != nil && request.method == .get ? path.text : nil,
            places: seen.map { Frame.places(for: $0.authority, at: path, words) } ?? [])
        return try? resources.response(
            page, in: frame, words, below: context.door.base, status: problem.status, headers: problem.headers)
    }

    /// Where somebody has to go who can do nothing about it here.
    private static func next(after problem: Problem, _ request: Request) -> LocalPath? {
        switch problem.code {
        case "secondFactorNeeded": .secondFactor
        case "unauthorised" where request.headers[.authorization] == nil: .signIn.with(.sessionEnded)
        default: nil
        }
    }
}

extension Request {
    /// Whether whoever asks is a browser that wants a page to show.
    var acceptsPage: Bool {
        headers[values: .accept].contains { $0.lowercased().contains("text/html") }
    }
}
