import Domain
import HTTPTypes
import Hummingbird

/// What a person is told where a program gets a problem's JSON.
struct ErrorPage: WebPage {
    static let template = TemplateName.error

    let title: String
    let intro: String
    /// Named to whoever reads the log.
    let requestID: String

    init(_ problem: Problem, requestID: String, _ words: Words) {
        let (title, intro) = Self.words(for: problem)
        self.title = words(title)
        self.intro = words(
            intro, ["minutes": String(problem.minutesToWait), "seconds": String(problem.secondsToWait)])
        self.requestID = requestID
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
    static func response(to request: Request, _ context: ZhibuRequestContext, _ problem: Problem) -> Response? {
        guard Site.isPage(request.uri.path), request.acceptsPage else { return nil }
        if let target = next(after: problem, request) {
            return Response(status: .seeOther, headers: [.location: target.text])
        }
        guard let resources = try? WebResources.embedded.get(),
            let words = try? resources.words(of: LanguageChoice.language(for: request.headers))
        else { return nil }
        let page = ErrorPage(problem, requestID: context.requestID, words)
        // Whoever it is may not be known at this point, and a form needs to know.
        let frame = Frame(words, assets: resources.assets, reader: nil, returnPath: nil)
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
